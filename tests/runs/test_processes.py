"""Many articles in several processes: the same answers in the same order, whatever becomes of a process."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import strain

from wirebrief import Result, summarize_many
from wirebrief.service.desk.intake import Intake
from wirebrief.service.desk.runfile import RunFile
from wirebrief.service.desk.summaries import Summarised
from wirebrief.service.engines.rules.engine import RulesEngine
from wirebrief.service.errors import ConfigurationError, InputError
from wirebrief.service.processes import many

TEXTS = [
    f'A ferry sank off Port {name} on Monday. "We heard {n} shots," Ann Bell said. Rebels claimed the attack.'
    for n, name in enumerate(["Alba", "Bruma", "Corle", "Derna", "Esk", "Falm"], 2)
]


def told(result: Result) -> object:
    """What a result says, but for how long it took."""
    if result.summary is None:
        return result.index, result.error and result.error.code
    return result.index, result.text, result.summary.model_dump(exclude={"provenance"})


def test_the_results_are_those_of_one_process_in_the_same_order() -> None:
    given = [*TEXTS[:3], " . ", InputError("It cannot be read."), *TEXTS[3:]]
    alone = [told(result) for result in summarize_many(given, engine="rules")]
    assert [told(result) for result in summarize_many(given, engine="rules", processes=2)] == alone
    assert [code for _, code in alone[3:5]] == ["empty_article", "input"]


def test_an_article_that_ends_its_process_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is tried once more at the end; its error says how the process ended."""
    monkeypatch.setattr(many, "answered", strain.end_where_told)
    given = [*TEXTS[:3], "FATAL words stand here.", *TEXTS[3:]]
    results = list(summarize_many(given, engine="rules", processes=2, min_confidence=0.6))
    assert [result.index for result in results if result.error] == [3]
    error = results[3].error
    assert error is not None
    assert (error.code, error.retryable) == ("process_lost", True)
    assert "ended with code -9" in error.message


def test_engines_that_gain_nothing_by_it_are_refused() -> None:
    with pytest.raises(ConfigurationError, match="of no use to the 'llm' engine"):
        summarize_many(TEXTS, engine="llm", model="m", base_url="http://127.0.0.1:1", processes=2)
    with pytest.raises(ConfigurationError, match="an engine that is open"):
        summarize_many(TEXTS, engine=RulesEngine(), processes=2)
    with pytest.raises(ConfigurationError, match="at least 1"):
        summarize_many(TEXTS, engine="rules", processes=0)


def test_an_interrupt_ends_all_processes_and_what_was_done_is_kept(tmp_path: Path) -> None:
    """The interrupt reaches every process of the command, as from a terminal."""
    table, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    rows = [{"id": f"n{n:03}", "text": f"{TEXTS[n % 6]} It was case {n}."} for n in range(200)]
    table.write_text("".join(json.dumps(row) + "\n" for row in rows))
    command = [sys.executable, "-c", "from wirebrief.service.cli import main; main()", "summarize"]
    command += [str(table), "-o", str(out), "--engine", "rules", "--processes", "2"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=_interruptible
    ) as process:
        while not out.exists() or not out.read_bytes().count(b"\n"):
            assert process.poll() is None
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        assert process.stderr is not None
        said = process.stderr.read()  # ends when the last process that could write there has gone
    assert (process.returncode, said) == (130, b"")
    with RunFile(out, "rules") as run:
        kept = [one.id for one in Intake.named([str(table)]) if run.has(one)]
        assert 0 < len(kept) < len(rows)
        assert sorted(one.id for one in run.results() if isinstance(one, Summarised)) == sorted(kept)


def _interruptible() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
