"""Tables as files: CSV, Parquet, SQLite and DuckDB; each whole or not at all, written in batches."""

import csv
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from datetime import date
from pathlib import Path
from typing import IO, Any, Protocol, Self

from wirebrief.service.desk.extras import needed
from wirebrief.service.desk.summaries import Failure, Summarised
from wirebrief.service.desk.tables import TABLES, Cell, Columns, Kind, Row, Tables, rows_of
from wirebrief.service.whole_file import replaced, whole_file

_BATCH = 4096
"""Rows of a table that are gathered before they are written."""


class Writer(AbstractContextManager["Writer"], Protocol):
    """Takes rows of tables; what it writes is there when its context ends well."""

    def write(self, table: str, rows: Sequence[Row]) -> None: ...


def write_tables(results: Iterable[Summarised | Failure], writer: Writer) -> None:
    """Write all tables of these results, the empty ones too."""
    write_rows((part for result in results for part in rows_of(result)), writer, TABLES)


def write_rows(parts: Iterable[tuple[str, Sequence[Row]]], writer: Writer, tables: Tables) -> None:
    """Write rows that come with the name of their table, and every table, the empty ones too."""
    waiting: dict[str, list[Row]] = {name: [] for name in tables}
    with writer:
        for table, rows in parts:
            waiting[table] += rows
            if len(waiting[table]) >= _BATCH:
                writer.write(table, waiting[table])
                waiting[table] = []
        for table, rows in waiting.items():
            writer.write(table, rows)


def table_path(path: Path, table: str, suffix: str) -> Path:
    """Where a table of its own file stands: `FOLDER/quotes.csv`, or `x.quotes.csv` for `x.csv`."""
    if path.suffix.lower() == suffix:
        return path.with_name(f"{path.stem}.{table}{suffix}")
    return path / f"{table}{suffix}"


class CsvWriter(ExitStack):
    """A CSV file for each table; lists are JSON in their cell."""

    def __init__(self, path: Path, tables: Tables = TABLES) -> None:
        super().__init__()
        self._path, self._tables = path, tables
        self._files: dict[str, IO[str]] = {}

    def write(self, table: str, rows: Sequence[Row]) -> None:
        if table not in self._files:
            path = table_path(self._path, table, ".csv")
            path.parent.mkdir(parents=True, exist_ok=True)
            self._files[table] = self.enter_context(whole_file(path))
            csv.writer(self._files[table]).writerow(self._tables[table])
        csv.writer(self._files[table]).writerows(
            [_plain(row[name]) for name in self._tables[table]] for row in rows
        )


class ParquetWriter(ExitStack):
    """A Parquet file for each table, or with `part` one part of it: `FOLDER/quotes/PART.parquet`.

    Raises:
        MissingExtra: pyarrow is not installed.
    """

    def __init__(self, path: Path, tables: Tables = TABLES, part: str | None = None) -> None:
        super().__init__()
        self._path, self._tables, self._part = path, tables, part
        self._parquet = needed("pyarrow.parquet", "Parquet")
        self._files: dict[str, Any] = {}

    def write(self, table: str, rows: Sequence[Row]) -> None:
        batch = arrow_table(self._tables[table], rows)
        if table not in self._files:
            file = self.enter_context(replaced(self._place(table)))
            self._files[table] = self.enter_context(
                self._parquet.ParquetWriter(file, batch.schema, compression="zstd")
            )
        self._files[table].write_table(batch)

    def _place(self, table: str) -> Path:
        if self._part is None:
            return table_path(self._path, table, ".parquet")
        return self._path / table / f"{self._part}.parquet"


class SqliteWriter(ExitStack):
    """One SQLite file with every table; lists are JSON, days are ISO 8601."""

    _TYPES: dict[Kind, str] = {
        "text": "TEXT",
        "integer": "INTEGER",
        "number": "REAL",
        "boolean": "INTEGER",
        "date": "TEXT",
        "texts": "TEXT",
    }

    def __init__(self, path: Path, tables: Tables = TABLES) -> None:
        super().__init__()
        self._path, self._tables = path, tables

    def __enter__(self) -> Self:
        super().__enter__()
        self._base = sqlite3.connect(self.enter_context(replaced(self._path)))
        self.callback(self._base.close)
        for statement in _create(self._tables, self._TYPES):
            self._base.execute(statement)
        return self

    def write(self, table: str, rows: Sequence[Row]) -> None:
        places = ", ".join("?" * len(self._tables[table]))
        self._base.executemany(
            f"INSERT INTO {table} VALUES ({places})",
            ([_plain(row[name]) for name in self._tables[table]] for row in rows),
        )
        self._base.commit()


class DuckdbWriter(ExitStack):
    """One DuckDB file with every table.

    Raises:
        MissingExtra: duckdb or pyarrow is not installed.
    """

    _TYPES: dict[Kind, str] = {
        "text": "VARCHAR",
        "integer": "BIGINT",
        "number": "DOUBLE",
        "boolean": "BOOLEAN",
        "date": "DATE",
        "texts": "VARCHAR[]",
    }

    def __init__(self, path: Path, tables: Tables = TABLES) -> None:
        super().__init__()
        self._path, self._tables = path, tables
        self._duckdb = needed("duckdb", "A DuckDB file")
        needed("pyarrow", "A DuckDB file")

    def __enter__(self) -> Self:
        super().__enter__()
        self._base = self._duckdb.connect(str(self.enter_context(replaced(self._path))))
        self.callback(self._base.close)
        for statement in _create(self._tables, self._TYPES):
            self._base.execute(statement)
        return self

    def write(self, table: str, rows: Sequence[Row]) -> None:
        if rows:
            self._base.register("batch", arrow_table(self._tables[table], rows))
            self._base.execute(f'INSERT INTO "{table}" SELECT * FROM batch')
            self._base.unregister("batch")


def arrow_table(columns: Columns, rows: Sequence[Row]) -> Any:  # noqa: ANN401 - of a library that may be missing
    """Rows as a `pyarrow.Table` with the types of their columns.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    arrow = needed("pyarrow", "A table")
    types = {
        "text": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
        "date": arrow.date32(),
        "texts": arrow.list_(arrow.string()),
    }
    schema = arrow.schema([(name, types[kind]) for name, kind in columns.items()])
    return arrow.Table.from_pylist(list(rows), schema=schema)


def _create(tables: Tables, types: dict[Kind, str]) -> Iterator[str]:
    for table, columns in tables.items():
        told = ", ".join(f'"{name}" {types[kind]}' for name, kind in columns.items())
        yield f'CREATE TABLE "{table}" ({told})'


def _plain(cell: Cell) -> str | int | float | bool | None:
    if isinstance(cell, list):
        return json.dumps(cell, ensure_ascii=False)
    return cell.isoformat() if isinstance(cell, date) else cell
