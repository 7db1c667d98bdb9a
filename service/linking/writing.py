"""Events in the form that somebody asks for, written as they come, each file whole or not at all."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Final

from wirebrief.schemas.events import EVENTS_VERSION, Event
from wirebrief.service.desk.export import SUFFIXES
from wirebrief.service.desk.writers import (
    CsvWriter,
    DuckdbWriter,
    ParquetWriter,
    SqliteWriter,
    Writer,
    write_rows,
)
from wirebrief.service.errors import ConfigurationError
from wirebrief.service.linking.markdown import event_markdown
from wirebrief.service.linking.tables import EVENT_TABLES, event_rows
from wirebrief.service.whole_file import whole_file

_TEXTS: Final = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".md": "markdown",
    ".markdown": "markdown",
}


def write_json(events: Iterable[Event], file: IO[str]) -> None:
    """One document."""
    between = ""
    file.write(f'{{"schema_version":"{EVENTS_VERSION}","events":[')
    for event in events:
        file.write(f"{between}\n{event.model_dump_json()}")
        between = ","
    file.write("\n]}\n")


def write_jsonl(events: Iterable[Event], file: IO[str]) -> None:
    """An event on each line."""
    file.writelines(f"{event.model_dump_json()}\n" for event in events)


def write_markdown(events: Iterable[Event], file: IO[str]) -> None:
    """A section for each event."""
    file.write("# Events\n\n")
    file.writelines(map(event_markdown, events))


WRITTEN: Final[dict[str, Callable[[Iterable[Event], IO[str]], None]]] = {
    "json": write_json,
    "jsonl": write_jsonl,
    "markdown": write_markdown,
}
"""Forms that are one text."""
_TABLED: Final[dict[str, Callable[[Path], Writer]]] = {
    "csv": lambda path: CsvWriter(path, EVENT_TABLES),
    "parquet": lambda path: ParquetWriter(path, EVENT_TABLES),
    "sqlite": lambda path: SqliteWriter(path, EVENT_TABLES),
    "duckdb": lambda path: DuckdbWriter(path, EVENT_TABLES),
}
FORMS: Final = (*WRITTEN, *_TABLED)


def event_form(path: Path, named: str | None = None) -> str:
    """The form that is named, or else that a file's suffix says; Parquet for a folder.

    Raises:
        ConfigurationError: there is no such form, or nothing says which.
    """
    by_suffix = {**SUFFIXES, **_TEXTS}.get(path.suffix.lower(), "parquet" if path.suffix == "" else None)
    form = named or by_suffix
    if form not in FORMS:
        told = f"There is no form {named!r}." if named else f"Nothing says what to write to {path}."
        raise ConfigurationError(told, hint=f"Name one with --format: {', '.join(FORMS)}.")
    return form


def write_events(events: Iterable[Event], path: Path, form: str) -> None:
    """Write events to a file, or, as tables, to a folder."""
    if form in WRITTEN:
        with whole_file(path) as file:
            WRITTEN[form](events, file)
        return
    write_rows((part for event in events for part in event_rows(event)), _TABLED[form](path), EVENT_TABLES)
