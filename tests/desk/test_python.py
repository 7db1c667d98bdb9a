"""What Python and notebooks get: one line, a fragment of HTML, Markdown, frames, names in place of ids."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import polars as pl
import pytest

from wirebrief import frames, read_summaries, view
from wirebrief.evals.outputs import stream_outputs
from wirebrief.schemas import ArticleSummary
from wirebrief.service.desk.given import Given
from wirebrief.service.desk.runfile import RunFile
from wirebrief.service.desk.summaries import Failure, Summarised
from wirebrief.service.desk.tables import TABLES
from wirebrief.service.errors import InputError
from wirebrief.service.function import Source

COOKBOOK = Path(__file__).parents[2] / "docs" / "cookbook.md"
_BLOCK = re.compile(r"^## ([^\n]*)$[^#]*?```python\n(.*?)```", re.DOTALL | re.MULTILINE)
RECIPES = _BLOCK.findall(COOKBOOK.read_text("utf-8"))
EXPECTED = [
    "Then the tanks went up.",
    '"Lake Brigade" -> "Lake Brigade" [weight=2];',
    "Kallio fuel depot",
    "occurrence  did not happen, or is not known of ['mayor of Oulunpuro']",
]


@pytest.fixture
def run(tmp_path: Path, summary: ArticleSummary) -> Path:
    path = tmp_path / "run.jsonl"
    with RunFile(path) as file:
        for name in ("a", "b"):
            file.put(Given(name, Source(text=name)), summary, None)
        file.put(Given("c", Source(text="c")), None, InputError("There is no letter in it."))
    return path


def test_a_summary_is_one_line_where_it_is_printed(summary: ArticleSummary) -> None:
    assert "\n" not in repr(summary)
    assert len(repr(summary)) < 250
    assert "2 incidents" in str(summary)


def test_a_notebook_shows_tables_and_no_markup_of_the_article(summary: ArticleSummary) -> None:
    nasty = summary.model_copy(update={"headline": "<script>alert(1)</script>"})
    page = nasty._repr_html_()
    assert "Lake Brigade claimed responsibility" in page
    assert "<script>" not in page


def test_markdown_is_that_of_the_command_line(summary: ArticleSummary) -> None:
    assert summary.to_markdown().startswith(f"# {summary.headline}")


@pytest.mark.parametrize(
    ("library", "kind"), [("pandas", pd.DataFrame), ("polars", pl.DataFrame), (None, pd.DataFrame)]
)
def test_frames_of_one_summary_and_of_many(
    summary: ArticleSummary, results: list[Summarised | Failure], library: Any, kind: type
) -> None:
    of_one, of_many = summary.to_frames(library), frames(results, library)
    assert list(of_one) == list(of_many) == list(TABLES)
    assert all(isinstance(frame, kind) for frame in of_many.values())
    assert (len(of_one["quotes"]), len(of_many["quotes"])) == (len(summary.quotes), 2 * len(summary.quotes))
    assert len(of_many["failures"]) == 1


def test_records_know_each_other_by_name(summary: ArticleSummary) -> None:
    seen = view(summary)
    assert ["Aino Hirvonen"] in [quote.speaker_names for quote in seen.quotes]
    (claim,) = [one for one in seen.attributions if one.record.act == "claims_responsibility"]
    assert (claim.source_name, claim.via_name) == ("Lake Brigade", "Kaiku")
    assert claim.record in [one.record for one in claim.incidents[0].attributions]
    assert seen.incidents[0].disputed_by_names == ["mayor of Oulunpuro"]
    assert [quote.text for quote in seen.incidents[0].quotes] == [
        quote.span.text for quote in summary.quotes if "I1" in quote.incidents
    ]


def test_summaries_are_read_back_by_id(run: Path, summary: ArticleSummary) -> None:
    assert dict(read_summaries(run)) == {"a": summary, "b": summary}


def test_bare_summaries_are_read_by_the_hash_of_their_text(tmp_path: Path, summary: ArticleSummary) -> None:
    (tmp_path / "one.json").write_text(summary.model_dump_json(indent=1))
    (tmp_path / "two.jsonl").write_text(summary.model_dump_json() + "\n")
    assert [one.id for one in read_summaries(tmp_path)] == [summary.article.id] * 2


@pytest.mark.parametrize("written", ["not JSON\n", '{"id": "a"}\n', '{"headline": "x"}\n'])
def test_what_is_no_summary_is_refused(tmp_path: Path, written: str) -> None:
    (tmp_path / "x.jsonl").write_text(written)
    with pytest.raises(InputError):
        list(read_summaries(tmp_path / "x.jsonl"))


@pytest.mark.parametrize(
    ("recipe", "expected"),
    list(zip([recipe for _, recipe in RECIPES], EXPECTED, strict=True)),
    ids=[title for title, _ in RECIPES],
)
def test_the_cookbook_runs(run: Path, capsys: pytest.CaptureFixture[str], recipe: str, expected: str) -> None:
    wide = pd.option_context("display.width", 500, "display.max_colwidth", 200, "display.max_columns", None)
    with wide, pl.Config(fmt_str_lengths=80, tbl_width_chars=400):
        exec(compile(recipe, str(COOKBOOK), "exec"), {"RUN": run})  # noqa: S102 - our own page
    assert expected in capsys.readouterr().out


def test_the_harness_scores_the_file_of_a_run(tmp_path: Path, summary: ArticleSummary, text: str) -> None:
    """As the cookbook says: each summary is found by the hash of its text."""
    with RunFile(tmp_path / "run.jsonl") as file:
        file.put(Given("a", Source(text=text)), summary, None)
        file.put(Given("c", Source(text="c")), None, InputError("There is no letter in it."))
    gold: Any = [SimpleNamespace(name="depot", text=text)]
    (output,) = stream_outputs(tmp_path / "run.jsonl", gold)
    assert (output.article, output.summary) == ("depot", summary)
