"""An archive in slices: whoever does them, and however often, the parts are those of one table."""

import asyncio
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from typer.testing import Result

from wirebrief.service.desk.configured import RunConfig, tables_for_ray
from wirebrief.service.desk.on_ray import Job, Worker, work_through
from wirebrief.service.desk.slices import Done, Slice, do, left, list_failures, sliced
from wirebrief.service.desk.summaries import read_results
from wirebrief.service.desk.tables import TABLES
from wirebrief.service.desk.tabular import parquet_rows
from wirebrief.service.errors import ConfigurationError, RunStopped, UpstreamTimeout, WirebriefError
from wirebrief.service.function import Summarizer

Cli = Callable[..., Result]


@pytest.fixture
def table(tmp_path: Path, text: str) -> Path:
    """Ten articles in groups of four rows."""
    path = tmp_path / "in.parquet"
    rows = [{"id": f"n{n}", "text": f"{text}Number {n} of the series.\n"} for n in range(10)]
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=4)
    return path


async def done(slices: list[Slice], out: Path, settings: str = "answering") -> list[Done]:
    return [await do(one, out, Summarizer(), settings, concurrency=2) for one in slices]


@pytest.mark.parametrize("rows", [1, 3, 4, 7, 100])
def test_slices_hold_every_row_once_with_the_same_name(tmp_path: Path, text: str, rows: int) -> None:
    """Across groups of rows; where there is no column of ids, a row is called by its number in the file."""
    path = tmp_path / "in.parquet"
    pq.write_table(pa.table({"text": [f"{text}{n}" for n in range(10)]}), path, row_group_size=4)
    slices = list(sliced([path], rows=rows))
    parts = [parquet_rows(path, "x", None, range(one.first, one.last)) for one in slices]
    assert [given for part in parts for given in part] == list(parquet_rows(path, "x"))
    assert len({one.name for one in slices}) == len(slices)


async def test_the_parts_make_the_tables_of_a_run(
    wirebrief: Cli, engine: Any, table: Path, tmp_path: Path
) -> None:
    await done(list(sliced([table], rows=4)), tmp_path / "parts")
    whole = await asyncio.to_thread(wirebrief, "summarize", table, "-o", tmp_path / "whole", "-f", "parquet")
    assert whole.exit_code == 0, whole.stderr
    for name in TABLES:
        parts = ds.dataset(tmp_path / "parts" / name).to_table()
        assert parts.equals(pq.read_table(tmp_path / "whole" / f"{name}.parquet")), name
    assert len(list(read_results(tmp_path / "parts" / "runs"))) == 10


async def test_a_slice_that_was_broken_off_goes_on(engine: Any, table: Path, tmp_path: Path) -> None:
    """As if a machine had died before its mark was written, with a line half written."""
    (one,) = slices = list(sliced([table]))
    (first,) = await done(slices, tmp_path / "out")
    assert (first.good, first.new_good) == (10, 10)
    (tmp_path / "out" / "_done" / f"{one.name}.json").unlink()
    run = tmp_path / "out" / "runs" / f"{one.name}.jsonl"
    run.write_bytes(run.read_bytes()[:-100])
    assert left(slices, tmp_path / "out", "answering") == (slices, [])
    (second,) = await done(slices, tmp_path / "out")
    assert (second.good, second.new_good, len(engine.asked)) == (10, 1, 11)


async def test_what_is_done_is_left_out_while_it_is_the_same(
    engine: Any, table: Path, tmp_path: Path
) -> None:
    slices, out = list(sliced([table], rows=5)), tmp_path / "out"
    assert left(slices, out, "answering") == (slices, [])
    marks = await done(slices, out)
    assert left(slices, out, "answering") == ([], marks)
    assert left(slices, out, "another model") == (slices, [])
    pq.write_table(pq.read_table(table).slice(1), table)
    changed = list(sliced([table], rows=5))
    assert left(changed, out, "answering") == (changed, [])


async def test_a_table_that_was_replaced_leaves_nothing_of_the_old_one(
    engine: Any, table: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    await done(list(sliced([table])), out)
    pq.write_table(pq.read_table(table).slice(8), table)
    (mark,) = await done(list(sliced([table])), out)
    assert (mark.good, mark.failed) == (2, 0)
    assert ds.dataset(out / "articles").to_table().column("article").to_pylist() == ["n8", "n9"]
    assert len(list(read_results(out))) == 2


async def test_parts_of_other_tables_are_never_mixed_in(engine: Any, table: Path, tmp_path: Path) -> None:
    await done(list(sliced([table])), tmp_path / "out")
    with pytest.raises(ConfigurationError, match="parts of other tables"):
        left([], tmp_path / "out", "answering")


async def test_what_failed_and_may_pass_is_tried_again(engine: Any, table: Path, tmp_path: Path) -> None:
    slices, out = list(sliced([table])), tmp_path / "out"
    engine.failing = {"Number 3": UpstreamTimeout("The server did not answer.")}
    (mark,) = await done(slices, out)
    assert (mark.good, mark.failed, mark.again) == (9, 1, 1)
    assert list_failures(slices, out) == 1
    assert '"id": "n3"' in (out / "failures.jsonl").read_text()
    assert left(slices, out, "answering")[0] == slices
    engine.failing = {}
    (mark,) = await done(slices, out)
    assert (mark.good, mark.failed, mark.new_good) == (10, 0, 1)
    assert list_failures(slices, out) == 0


def test_a_worker_tells_what_it_did_or_what_would_stop_all(
    engine: Any, table: Path, tmp_path: Path, no_key: WirebriefError
) -> None:
    job = Job("answering", {}, "answering", 1, tmp_path / "out")
    worker = Worker(job, None)
    (one,) = sliced([table])
    row = {"slice": [one.as_row()]}
    engine.failing = {"Number 3": no_key}
    (told,) = worker(row)["done"]
    assert isinstance(told, bytes)
    assert isinstance(pickle.loads(told), RunStopped)
    engine.failing = {}
    (told,) = worker(row)["done"]
    assert isinstance(told, bytes)
    assert pickle.loads(told).good == 10
    worker._runner.close()


def test_where_nothing_is_left_no_cluster_is_asked(tmp_path: Path) -> None:
    job = Job("rules", {}, "rules", 1, tmp_path)
    work_through(job, [], address="127.0.0.1:1", workers=None, told=lambda done: None)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("budget", {"usd": 1}),
        ("format", "csv"),
        ("calls", "x"),
        ("output", "x.sqlite"),
        ("input", ["x.jsonl"]),
    ],
)
def test_what_only_one_machine_can_do_is_refused_by_its_key(
    tmp_path: Path, table: Path, key: str, value: object
) -> None:
    (tmp_path / "x.jsonl").write_text("{}")
    if key == "input":
        value = [str(tmp_path / "x.jsonl")]
    told = {"input": str(table), "output": str(tmp_path / "out"), "executor": "ray", key: value}
    with pytest.raises(ConfigurationError, match=f"'{key}'"):
        tables_for_ray(RunConfig.model_validate(told))
