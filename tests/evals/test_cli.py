"""The commands as people and CI use them: what they print, write and exit with."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from labelled import labelled, perfect
from typer.testing import CliRunner, Result

from wirebrief.evals.cli import app
from wirebrief.evals.labelstudio import write_articles
from wirebrief.evals.outputs import Output, write_output

NAMES = ("one", "two", "three")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    write_articles([labelled(name) for name in NAMES], folder)
    return folder


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    folder = tmp_path / "answers"
    for name in NAMES:
        write_output(folder / f"{name}.json", Output(article=name, summary=perfect(labelled())))
    return folder


def evals(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def scored(gold: Path, answers: Path, to: Path) -> Path:
    """A report of the answers."""
    result = evals("score", answers, "--gold", gold, "--json", to, "--resamples", 100)
    assert result.exit_code == 0, result.output
    return to


def lose_a_quote(answers: Path) -> None:
    right = perfect(labelled())
    worse = right.model_copy(update={"quotes": right.quotes[:1]})
    write_output(answers / "two.json", Output(article="two", summary=worse))


def test_scoring_prints_a_line_per_field(gold: Path, answers: Path) -> None:
    lines = evals("score", answers, "--gold", gold).output.splitlines()
    assert [line.split()[:2] for line in lines if line.startswith("  speakers ")] == [["speakers", "1.000"]]


def test_a_gate_passes_with_0_and_fails_with_1(gold: Path, answers: Path, tmp_path: Path) -> None:
    baseline, first = tmp_path / "baseline.json", scored(gold, answers, tmp_path / "a.json")
    evals("gate", first, "--baseline", baseline, "--update")
    passed = evals("gate", first, "--baseline", baseline)
    lose_a_quote(answers)
    failed = evals("gate", scored(gold, answers, tmp_path / "b.json"), "--baseline", baseline)
    assert (passed.exit_code, failed.exit_code) == (0, 1)


def test_a_gate_without_a_baseline_exits_with_2(gold: Path, answers: Path, tmp_path: Path) -> None:
    report = scored(gold, answers, tmp_path / "a.json")
    assert evals("gate", report, "--baseline", tmp_path / "none.json").exit_code == 2


def test_a_gate_over_other_gold_exits_with_2(gold: Path, answers: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    evals("gate", scored(gold, answers, tmp_path / "a.json"), "--baseline", baseline, "--update")
    write_articles([labelled("one", expected_warnings=[])], gold)
    report = scored(gold, answers, tmp_path / "b.json")
    assert evals("gate", report, "--baseline", baseline).exit_code == 2


def test_scoring_twice_writes_the_same_bytes(gold: Path, answers: Path, tmp_path: Path) -> None:
    first, second = (scored(gold, answers, tmp_path / name).read_bytes() for name in ("a.json", "b.json"))
    assert first == second


def test_the_page_is_the_same_on_every_run_and_asks_nobody(gold: Path, answers: Path, tmp_path: Path) -> None:
    report = scored(gold, answers, tmp_path / "a.json")
    pages = []
    for name in ("a.html", "b.html"):
        evals("report", report, "--html", tmp_path / name, "--gold", gold, "--answers", answers)
        pages.append((tmp_path / name).read_text())
    assert pages[0] == pages[1]
    assert "default-src 'none'" in pages[0]
    assert not [word for word in ("http://", "https://", "<script") if word in pages[0]]


def test_text_of_an_article_cannot_become_markup(gold: Path, answers: Path, tmp_path: Path) -> None:
    lose_a_quote(answers)
    path = answers / "three.json"
    failure = {"article": "three", "failure": {"code": "x", "message": "<img src=y onerror=z>"}}
    path.write_text(json.dumps(failure))
    page = tmp_path / "page.html"
    evals("report", scored(gold, answers, tmp_path / "a.json"), "--html", page, "--gold", gold)
    assert "<img" not in page.read_text()


def test_markdown_goes_to_the_terminal(gold: Path, answers: Path, tmp_path: Path) -> None:
    result = evals("report", scored(gold, answers, tmp_path / "a.json"))
    assert "| quote (strict) | 1.000 (1.000-1.000) |" in result.output


def test_two_reports_are_compared(gold: Path, answers: Path, tmp_path: Path) -> None:
    first = scored(gold, answers, tmp_path / "a.json")
    lose_a_quote(answers)
    second = scored(gold, answers, tmp_path / "b.json")
    assert "quote record strict" in evals("compare", first, second).output


def test_bad_gold_is_listed_and_exits_with_1(gold: Path) -> None:
    (gold / "one" / "article.txt").write_text("Something else.")
    result = evals("lint", "--gold", gold)
    assert (result.exit_code, "one: article.id: not the SHA-256" in result.output) == (1, True)


def test_labels_go_out_and_come_in(gold: Path, tmp_path: Path) -> None:
    evals("labelstudio", "export", tmp_path / "tasks.json", "--gold", gold)
    evals("labelstudio", "import", tmp_path / "tasks.json", tmp_path / "again")
    assert evals("lint", "--gold", tmp_path / "again").output == "3 articles, 0 problems\n"


def test_an_unknown_benchmark_is_refused(tmp_path: Path) -> None:
    assert evals("benchmark", "nothing", tmp_path).exit_code == 2


def test_an_option_that_a_benchmark_does_not_have_is_refused(tmp_path: Path) -> None:
    done = evals("benchmark", "muc4", tmp_path, "--peers", tmp_path)
    assert (done.exit_code, "no option --peers" in done.output) == (2, True)


def test_help_loads_nothing_heavy() -> None:
    code = "import sys, wirebrief.__main__; print({'numpy', 'scipy', 'openai', 'spacy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_the_command_has_eval_beside_the_services_commands() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "wirebrief", "--help"], capture_output=True, text=True, check=True
    )
    assert {"summarize", "eval"} <= set(done.stdout.split())


def test_scoring_without_details_gives_the_same_figures(gold: Path, answers: Path, tmp_path: Path) -> None:
    full = json.loads(scored(gold, answers, tmp_path / "a.json").read_text())
    evals("score", answers, "--gold", gold, "--json", tmp_path / "b.json", "--resamples", 100, "--no-details")
    lean = json.loads((tmp_path / "b.json").read_text())
    assert (lean["arms"][0]["details"], sorted(map(str, lean["arms"][0]["figures"]))) == (
        [],
        sorted(map(str, full["arms"][0]["figures"])),
    )
