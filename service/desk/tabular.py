"""Articles in tables: JSON Lines, JSON, CSV and Parquet, read row by row."""

import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any, cast

from wirebrief.service.desk.columns import Columns, Row
from wirebrief.service.desk.extras import needed
from wirebrief.service.desk.given import Given
from wirebrief.service.errors import InputError

_LONGEST_CELL = 64 * 2**20
_ROWS_AT_A_TIME = 64


def json_lines(lines: Iterable[bytes], name: str, published: date | None = None) -> Iterator[Given]:
    """An object on each line; a line that is none is an article that cannot be read."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        otherwise = f"{name}#{number}"
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise InputError("The line is no JSON object.", hint='Write {"id": …, "text": …}.')
            otherwise = str(row.get("id") or otherwise)
            yield Columns.among(row, f"Line {number} of {name}", published).article(row, otherwise)
        except (ValueError, RecursionError) as error:
            yield Given(otherwise, InputError(f"The line is no JSON: {error}."))
        except InputError as error:
            yield Given(otherwise, error)


def json_array(path: Path, name: str, published: date | None = None) -> Iterator[Given]:
    """A file that holds one array of objects, or one object.

    Raises:
        InputError: it is no JSON.
    """
    try:
        with opened(path) as file:
            rows = json.load(file)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name} is no JSON: {error}.", hint="JSON Lines are called .jsonl.") from error
    rows = rows if isinstance(rows, list) else [rows]
    return json_lines((json.dumps(row).encode() for row in rows), name, published)


def csv_rows(path: Path, name: str, published: date | None = None) -> Iterator[Given]:
    """A table with its column names on the first line; fields end at tabs in a file called .tsv.

    Raises:
        InputError: no column holds articles, or it is no CSV.
    """
    csv.field_size_limit(_LONGEST_CELL)
    delimiter = "\t" if ".tsv" in path.suffixes else ","
    with opened(path) as file:
        rows = csv.DictReader(
            io.TextIOWrapper(file, "utf-8-sig", errors="replace", newline=""), delimiter=delimiter
        )
        columns = Columns.among(rows.fieldnames or (), name, published)
        try:
            for number, row in enumerate(rows, 1):
                yield columns.article(row, f"{name}#{number}")
        except csv.Error as error:
            raise InputError(f"{name} is no CSV from line {rows.line_num} on: {error}.") from error


def parquet_rows(
    path: Path, name: str, published: date | None = None, rows: range | None = None
) -> Iterator[Given]:
    """A Parquet file; only the columns that say something of articles are read.

    Args:
        rows: those that are wanted, from 0; by default all.

    Raises:
        InputError: no column holds articles, or it is no Parquet.
        MissingExtra: pyarrow is not installed.
    """
    parquet, arrow = needed("pyarrow.parquet", "Parquet"), needed("pyarrow", "Parquet")
    try:
        with parquet.ParquetFile(path, memory_map=True) as file:
            columns = Columns.among(file.schema_arrow.names, name, published)
            wanted = range(file.metadata.num_rows) if rows is None else rows
            for number, row in _rows_of(file, wanted, sorted(set(columns.at.values()))):
                yield columns.article(row, f"{name}#{number + 1}")
    except (arrow.ArrowException, OSError) as error:
        raise InputError(f"{name} cannot be read as Parquet: {error}.") from error


def _rows_of(file: Any, wanted: range, columns: list[str]) -> Iterator[tuple[int, Row]]:  # noqa: ANN401 - pyarrow
    """Rows of an open Parquet file with their numbers; groups of rows that are not wanted are not read."""
    first = 0
    for group in range(file.num_row_groups):
        number, first = first, first + file.metadata.row_group(group).num_rows
        if first <= wanted.start or number >= wanted.stop:
            continue
        for batch in file.iter_batches(_ROWS_AT_A_TIME, row_groups=[group], columns=columns):
            numbers = range(number, number := number + len(batch))
            if numbers.stop > wanted.start and numbers.start < wanted.stop:
                rows = zip(numbers, cast("list[Row]", batch.to_pylist()), strict=True)
                yield from ((at, row) for at, row in rows if at in wanted)


def opened(path: Path) -> IO[bytes]:
    """A file's bytes, unpacked where it is called .gz.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return cast("IO[bytes]", gzip.open(path)) if path.suffix == ".gz" else path.open("rb")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.") from error
