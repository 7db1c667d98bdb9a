"""Where results go: a terminal, a stream (standard output or one file), or a folder with a file for each."""

import json
import sys
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Protocol, Self

from wirebrief.service.errors import ConfigurationError
from wirebrief.service.rendering.formats import SUFFIXES, Format, format_named, render
from wirebrief.service.run import Result
from wirebrief.service.whole_file import whole_file

_BY_SUFFIX: dict[str, Format] = {suffix: format_ for format_, suffix in SUFFIXES.items()}
_BY_SUFFIX |= {".htm": "html", ".jsonl": "json", ".ndjson": "json", ".markdown": "markdown"}


class Outlet(AbstractContextManager["Outlet"], Protocol):
    """Takes results; a context manager that closes what it opened.

    Attributes:
        shown: the results themselves appear one by one before whoever waits.
        ordered: they have to come in the order of the input.
    """

    shown: bool
    ordered: bool

    def put(self, result: Result) -> None: ...


def outlet(names: list[str], format_name: str | None, output: Path | None, *, terminal: bool) -> Outlet:
    """The outlet that the options ask for.

    Args:
        terminal: whether standard output is one.

    Raises:
        ConfigurationError: no such format, or several pages for one file.
    """
    if output is None and format_name is None and terminal:
        return _Terminal(several=len(names) > 1)
    guessed = _BY_SUFFIX.get(output.suffix.lower(), "json") if output and not output.is_dir() else "json"
    format_ = format_named(format_name) if format_name else guessed
    if output is None and format_ == "text" and terminal:
        return _Terminal(several=len(names) > 1)
    if output is not None and output.is_dir():
        return _Folder(names, format_, output)
    if format_ == "html" and len(names) > 1:
        raise ConfigurationError(
            "Several pages do not go into one file.", hint="Name a folder that exists with --output."
        )
    return _Stream(names, format_, output)


class _Terminal(AbstractContextManager["_Terminal"]):
    """Prints in colour for somebody who reads along."""

    shown = True
    ordered = True

    def __init__(self, *, several: bool) -> None:
        from rich.console import Console

        self._console = Console(highlight=False)
        self._several = several

    def put(self, result: Result) -> None:
        from wirebrief.service.rendering.text import render_text

        if result.summary is not None:
            self._console.print(render_text(result.summary))
            if self._several:
                self._console.rule()

    def __exit__(self, *_: object) -> None:
        return None


class _Stream(AbstractContextManager["_Stream"]):
    """Documents one after the other; JSON Lines for several in JSON."""

    shown = False
    ordered = True

    def __init__(self, names: list[str], format_: Format, path: Path | None) -> None:
        self._names, self._format, self._path = names, format_, path
        self._stack = ExitStack()
        self._file: IO[str] = sys.stdout

    def __enter__(self) -> Self:
        if self._path is not None:
            self._file = self._stack.enter_context(whole_file(self._path))
        return self

    def put(self, result: Result) -> None:
        text = self._document(result)
        if self._path is None:
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode())  # UTF-8 whatever the locale
            sys.stdout.buffer.flush()
        else:
            self._file.write(text)

    def _document(self, result: Result) -> str:
        if self._format == "json" and len(self._names) > 1:
            return json_line(self._names[result.index], result)
        if result.summary is None:
            return ""
        return render(self._format, result.summary, result.text or "") + (
            "\n" if len(self._names) > 1 else ""
        )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)


class _Folder(AbstractContextManager["_Folder"]):
    """A file for every article that could be summarised."""

    shown = False
    ordered = False

    def __init__(self, names: list[str], format_: Format, folder: Path) -> None:
        self._format, self._folder = format_, folder
        self._files = distinct_names(names, SUFFIXES[format_])

    def put(self, result: Result) -> None:
        if result.summary is not None:
            with whole_file(self._folder / self._files[result.index]) as file:
                file.write(render(self._format, result.summary, result.text or ""))

    def __exit__(self, *_: object) -> None:
        return None


def json_line(id_: str, result: Result) -> str:
    """A summary or an error on one line, with the name of its article."""
    name = json.dumps(id_, ensure_ascii=False)
    if result.summary is not None:
        return f'{{"id":{name},"summary":{result.summary.model_dump_json()}}}\n'
    error = result.error
    assert error is not None
    told = {"code": error.code, "message": error.message, "hint": error.hint}
    return f'{{"id":{name},"error":{json.dumps(told, ensure_ascii=False)}}}\n'


def distinct_names(names: list[str], suffix: str) -> list[str]:
    """A file name for every article, from its own; a name that was taken gets a number."""
    taken: set[str] = set()
    made = []
    for name in names:
        stem = Path(name.rstrip("/")).stem or "article"
        stem = "stdin" if name == "-" else stem
        candidate, number = f"{stem}{suffix}", 1
        while candidate in taken:
            number += 1
            candidate = f"{stem}-{number}{suffix}"
        taken.add(candidate)
        made.append(candidate)
    return made
