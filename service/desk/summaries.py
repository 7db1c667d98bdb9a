"""Results as they were written: a summary or a failure, each with the caller's id of its article."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pydantic import JsonValue

from wirebrief.schemas import ArticleSummary
from wirebrief.service.errors import InputError

FAILURES = ".failures.jsonl"
"""How the lists of failures end, which stand beside the files of runs."""


class Summarised(NamedTuple):
    """A summary with the caller's id of its article."""

    id: str
    summary: ArticleSummary


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be summarised."""

    id: str
    code: str
    message: str
    hint: str
    article: dict[str, JsonValue]
    """A row that reads as the article."""

    def row(self) -> dict[str, JsonValue]:
        """As a line of the list of failures, which can be summarised again."""
        return {"error": self.code, "message": self.message, "hint": self.hint, **self.article}


def parsed(line: bytes | str) -> Summarised | Failure:
    """A line of a run's file.

    Raises:
        InputError: it is none.
    """
    try:
        row = json.loads(line)
        if "summary" in row:
            return Summarised(row["id"], ArticleSummary.model_validate(row["summary"]))
        told = row["error"]
        return Failure(row["id"], told["code"], told["message"], told["hint"], told.get("article", {}))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"This is no line of a run: {error}.") from error


def read_summaries(path: str | Path) -> Iterator[Summarised]:
    """The summaries in a file, as pairs of the article's id and its summary; failures are left out.

    Args:
        path: the file of a run (`wirebrief summarize … -o FILE.jsonl`), JSON Lines of bare summaries, one
            summary as JSON, or a folder with any of these.

    Raises:
        InputError: there is no such file, or something else is in it.
    """
    return (result for result in read_results(path) if isinstance(result, Summarised))


def read_results(path: str | Path) -> Iterator[Summarised | Failure]:
    """As `read_summaries`, failures too."""
    return (result for _, result in located_results(path))


class Location(NamedTuple):
    """Where a result stands, to be read again."""

    file: Path
    offset: int
    """Of the first byte of its line."""


def located_results(path: str | Path) -> Iterator[tuple[Location, Summarised | Failure]]:
    """As `read_results`, each with where it stands."""
    place = Path(path)
    for file in _files_in(place) if place.is_dir() else [place]:
        try:
            yield from _document(file) if file.suffix == ".json" else _lines(file)
        except OSError as error:
            raise InputError(f"{file} cannot be read: {error.strerror or error}.") from error


def _files_in(folder: Path) -> list[Path]:
    """Its files of results: lists of failures are none, nor is what stands in folders such as `_done`."""
    found = [*folder.rglob("*.jsonl"), *folder.rglob("*.json")]
    marks = {file for file in found if any(part.startswith("_") for part in file.relative_to(folder).parts)}
    lists = {file for file in found if f".{file.name}".endswith(FAILURES)}
    return sorted(set(found) - marks - lists)


def read_at(location: Location) -> Summarised | Failure:
    """The result that stands there.

    Raises:
        InputError: it stands there no more.
    """
    file, offset = location
    try:
        with file.open("rb") as opened:
            opened.seek(offset)
            return _line(opened.read() if file.suffix == ".json" else opened.readline(), str(file))
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror or error}.") from error


def _document(path: Path) -> Iterator[tuple[Location, Summarised]]:
    yield Location(path, 0), _bare(path.read_bytes(), str(path))


def _lines(path: Path) -> Iterator[tuple[Location, Summarised | Failure]]:
    offset = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield Location(path, offset), _line(line, f"Line {number} of {path}")
            offset += len(line)


def _line(line: bytes, called: str) -> Summarised | Failure:
    return parsed(line) if line.startswith(b'{"id"') else _bare(line, called)


def _bare(data: bytes, called: str) -> Summarised:
    try:
        summary = ArticleSummary.model_validate_json(data)
    except ValueError as error:
        raise InputError(f"{called} is no summary: {error}.") from error
    return Summarised(summary.article.id, summary)
