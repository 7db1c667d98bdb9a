"""`wirebrief run CONFIG`: the options of `summarize IN --out OUT` in a file."""

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from wirebrief.service.desk.configured import BudgetTable, RunConfig
from wirebrief.service.desk.summaries import read_summaries

Cli = Callable[..., Result]
DESK = Path(__file__).parents[2] / "docs" / "desk.md"


@pytest.fixture
def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps({"id": f"n{n}", "text": f"{text}{n}"}) + "\n" for n in range(3)))
    return path


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines))
    return path


def test_a_file_does_what_the_options_do(wirebrief: Cli, engine: Any, table: Path, tmp_path: Path) -> None:
    told = (f'input = "{table}"', f'output = "{tmp_path}/tables"', "published = 2022-03-07", "strict = true")
    done = wirebrief("run", written(tmp_path / "run.toml", *told))
    assert done.exit_code == 0, done.stderr
    first = [one.summary for one in read_summaries(tmp_path / "tables" / "summaries.jsonl")]
    assert [str(one.article.published and one.article.published.date) for one in first] == ["2022-03-07"] * 3
    assert (tmp_path / "tables" / "incidents.parquet").exists()
    assert "0 new articles" in wirebrief("run", tmp_path / "run.toml").stderr
    wirebrief("summarize", table, "-o", tmp_path / "x.jsonl", "--published", "2022-03-07")
    again = [one.summary for one in read_summaries(tmp_path / "x.jsonl")]
    bare = {"provenance"}
    assert [one.model_dump(exclude=bare) for one in first] == [one.model_dump(exclude=bare) for one in again]


def test_a_budget_ends_the_run(wirebrief: Cli, table: Path, tmp_path: Path) -> None:
    told = (f'input = ["{table}"]', f'output = "{tmp_path}/x.jsonl"', "[budget]", "seconds = 1e-9")
    done = wirebrief("run", written(tmp_path / "run.toml", *told))
    assert done.exit_code == 6
    assert "run the same command again" in done.stderr


BOTH = 'input = "a.txt"\noutput = "x.csv"\n'


@pytest.mark.parametrize(
    ("told", "message"),
    [
        (f'{BOTH}outptu = "x"', "there is no key 'outptu'"),
        (f"{BOTH}[budget]\ndollars = 1", "there is no key 'budget.dollars'"),
        (f"{BOTH}[budget]\nusd = -1", "'budget.usd' is -1"),
        (f"{BOTH}[budget]\nusd = 'much'", "'budget.usd' is 'much'"),
        (f"{BOTH}processes = 0", "'processes' is 0"),
        (f'{BOTH}engine = "gpt"', "'engine' is 'gpt'"),
        ('input = []\noutput = "x.csv"', "'input' is []"),
        ('input = "a.txt"', "the key 'output' is missing"),
        (f"{BOTH}concurrency = ", "is no TOML"),
    ],
)
def test_a_fault_is_told_by_its_key(wirebrief: Cli, tmp_path: Path, told: str, message: str) -> None:
    done = wirebrief("run", written(tmp_path / "run.toml", told))
    assert done.exit_code == 3
    assert message in re.sub(r"\s+", " ", done.stderr)


def test_the_documents_name_every_key() -> None:
    """And no other one: their example is read as it stands."""
    block = re.search(r"```toml\n(.*?)```", DESK.read_text("utf-8"), re.DOTALL)
    assert block is not None
    assert RunConfig.model_validate(tomllib.loads(block[1])).processes == 2
    assert set(re.findall(r"[a-z_]+", block[1])) >= {*RunConfig.model_fields, *BudgetTable.model_fields}
