"""Work that many machines share: an archive in slices, and the parts of the tables that each comes to.

A slice is at most a thousand rows of one Parquet file, so that its name and what is in it hang on the input
alone. Whoever works on one writes, into a folder that all share, a run of its own (`runs/SLICE.jsonl`), a
part of each table (`quotes/SLICE.parquet`), and last a mark (`_done/SLICE.json`). Done again, it goes on
where its run stopped, and the parts come out the same, however often and wherever a slice is done.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Self

from wirebrief.service.desk.extras import needed
from wirebrief.service.desk.given import Given
from wirebrief.service.desk.intake import numbered
from wirebrief.service.desk.run import Progress, summarize_into
from wirebrief.service.desk.runfile import RunFile
from wirebrief.service.desk.summaries import Failure, read_results
from wirebrief.service.desk.tabular import parquet_rows
from wirebrief.service.desk.writers import ParquetWriter, write_tables
from wirebrief.service.errors import ConfigurationError, InputError
from wirebrief.service.function import Summarizer
from wirebrief.service.whole_file import whole_file

ROWS = 1000


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows of a Parquet file.

    Attributes:
        table: the file.
        first, last: from which row to before which, from 0.
        published: day of rows that do not say one, in ISO 8601.
        version: what tells another file of the same name apart.
    """

    table: str
    first: int
    last: int
    published: str | None
    version: str

    @property
    def name(self) -> str:
        """What its parts are called."""
        return f"{Path(self.table).stem}-{_digest(self.table)[:8]}-{self.first:09}"

    def as_row(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def of_row(cls, row: str) -> Self:
        """What `as_row` wrote."""
        return cls(**json.loads(row))


@dataclass(frozen=True, slots=True)
class Done:
    """What a slice came to.

    Attributes:
        made_of: hash of the slice and of the settings that it was done with.
        good, failed: articles.
        again: of those that failed, how many may succeed when the slice is done again.
        new_good, new_failed: those that were worked on when it was last done.
        usd: what those cost.
    """

    made_of: str
    good: int
    failed: int
    again: int
    new_good: int
    new_failed: int
    usd: float

    @classmethod
    def read(cls, slice_: Slice, out: Path) -> Self | None:
        """The mark of a slice, or None where there is none."""
        try:
            return cls(**json.loads(_mark(slice_, out).read_bytes()))
        except (OSError, ValueError, TypeError):
            return None


def sliced(tables: Iterable[Path], published: date | None = None, rows: int = ROWS) -> Iterator[Slice]:
    """The slices of Parquet files.

    Raises:
        InputError: one of them is no Parquet.
        MissingExtra: pyarrow is not installed.
    """
    parquet, arrow = needed("pyarrow.parquet", "Parquet"), needed("pyarrow", "Parquet")
    for table in tables:
        try:
            count, state = parquet.read_metadata(table).num_rows, table.stat()
        except (arrow.ArrowException, OSError) as error:
            raise InputError(f"{table} cannot be read as Parquet: {error}.") from error
        version = f"{state.st_size} {state.st_mtime_ns}"
        for first in range(0, count, rows):
            day = published.isoformat() if published else None
            yield Slice(str(table.absolute()), first, min(first + rows, count), day, version)


def left(slices: Iterable[Slice], out: Path, settings: str) -> tuple[list[Slice], list[Done]]:
    """Which slices are to be done, and what the others came to.

    Raises:
        ConfigurationError: the folder holds parts of something else, which would stand among ours.
    """
    to_do, done, known = [], [], set()
    for slice_ in slices:
        known.add(slice_.name)
        mark = Done.read(slice_, out)
        if mark is not None and mark.made_of == made_of(slice_, settings) and not mark.again:
            done.append(mark)
        else:
            to_do.append(slice_)
    strange = {path.stem for path in (out / "runs").glob("*.jsonl")} - known
    if strange:
        raise ConfigurationError(
            f"{out} holds parts of other tables, such as {min(strange)}.", hint="Name another folder."
        )
    return to_do, done


async def do(slice_: Slice, out: Path, summarizer: Summarizer, settings: str, concurrency: int) -> Done:
    """Summarise the articles of a slice, and write its parts and its mark.

    Raises:
        InputError: the table cannot be read.
        RunStopped: what met one article would meet all others.
        ConfigurationError: it cannot be written, or somebody else is at it.
    """
    rows = parquet_rows(
        Path(slice_.table),
        slice_.table,
        date.fromisoformat(slice_.published) if slice_.published else None,
        range(slice_.first, slice_.last),
    )
    progress = Progress()
    ids: set[str] = set()
    with RunFile(_run(slice_, out), settings) as run:
        articles = _noting(numbered(rows), ids)
        await summarize_into(run, articles, summarizer, concurrency=concurrency, progress=progress)
        run.settle(ids)  # the table may have been replaced since
        write_tables(run.results(), ParquetWriter(out, part=slice_.name))
        good, failed = run.counts()
        again = run.to_try_again
    done = Done(made_of(slice_, settings), good, failed, again, progress.good, progress.failed, progress.usd)
    _mark(slice_, out).parent.mkdir(exist_ok=True)
    with whole_file(_mark(slice_, out)) as mark:
        json.dump(asdict(done), mark)
    return done


def _noting(articles: Iterable[Given], ids: set[str]) -> Iterator[Given]:
    for given in articles:
        ids.add(given.id)
        yield given


def list_failures(slices: Iterable[Slice], out: Path) -> int:
    """Write the articles that failed to `failures.jsonl`; gives their number."""
    number = 0
    with whole_file(out / "failures.jsonl") as file:
        for slice_ in slices:
            mark = Done.read(slice_, out)
            if mark is None or not mark.failed:
                continue
            for failure in read_results(_run(slice_, out)):
                if isinstance(failure, Failure):
                    file.write(json.dumps(failure.row(), ensure_ascii=False) + "\n")
                    number += 1
    return number


def made_of(slice_: Slice, settings: str) -> str:
    """What tells whether a slice has to be done again."""
    return _digest(f"{slice_.as_row()} {settings}")


def _run(slice_: Slice, out: Path) -> Path:
    return out / "runs" / f"{slice_.name}.jsonl"


def _mark(slice_: Slice, out: Path) -> Path:
    return out / "_done" / f"{slice_.name}.json"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
