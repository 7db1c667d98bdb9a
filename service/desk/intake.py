"""What is to be summarised, named as on a command line: files, folders, globs, addresses, tables, feeds."""

import glob
import itertools
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from wirebrief.service.desk.extras import needed
from wirebrief.service.desk.given import Given
from wirebrief.service.desk.letters import feed, mbox, warc
from wirebrief.service.desk.tabular import csv_rows, json_array, json_lines, opened, parquet_rows
from wirebrief.service.errors import InputError
from wirebrief.service.function import Source
from wirebrief.service.reading.files import read_file

Reader = Callable[[Path, str, date | None], Iterator[Given]]


def _lines(path: Path, name: str, published: date | None) -> Iterator[Given]:
    with opened(path) as file:
        yield from json_lines(file, name, published)


def _feed(path: Path, name: str, published: date | None) -> Iterator[Given]:
    return feed(read_file(path), name, published)


READERS: dict[str, Reader] = {
    ".jsonl": _lines,
    ".ndjson": _lines,
    ".json": json_array,
    ".csv": csv_rows,
    ".tsv": csv_rows,
    ".parquet": parquet_rows,
    ".pq": parquet_rows,
    ".rss": _feed,
    ".atom": _feed,
    ".mbox": mbox,
    ".warc": warc,
}
"""How files of many articles are read, by suffix; `.gz` after it is looked through."""
_ARTICLES = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".eml"})
"""Files of a folder that are taken for an article each."""


@dataclass(frozen=True, slots=True)
class Intake:
    """The articles that are named, read one after the other as they are wanted.

    Attributes:
        places: files, and addresses and `-` as they stand; folders and globs are resolved.
    """

    places: tuple[Path | str, ...]
    published: date | None = None
    html: bool = False
    timezone: str | None = None

    @classmethod
    def named(
        cls, names: list[str], published: date | None = None, html: bool = False, timezone: str | None = None
    ) -> "Intake":
        """What these names stand for.

        Raises:
            InputError: there is nothing of that name.
        """
        places = tuple(itertools.chain.from_iterable(map(_places, names)))
        return cls(places, published, html, timezone)

    @property
    def many(self) -> bool:
        """Whether there are files of many articles among them."""
        return any(isinstance(place, Path) and _reader(place) for place in self.places)

    def count(self) -> int | None:
        """How many articles there are, where that is quickly told."""
        total = 0
        for place in self.places:
            reader = _reader(place) if isinstance(place, Path) else None
            if place == "-" or (reader and reader not in _COUNTED):
                return None
            total += _COUNTED[reader](place) if reader and isinstance(place, Path) else 1
        return total

    def __iter__(self) -> Iterator[Given]:
        """The articles; an id that comes again gets a number."""
        return numbered(itertools.chain.from_iterable(map(self._read, self.places)))

    def _read(self, place: Path | str) -> Iterator[Given]:
        if place == "-":
            yield from self._standard_input()
        elif isinstance(place, str):
            yield Given(place, Source(url=place, published=self.published, timezone=self.timezone))
        elif (reader := _reader(place)) and not self.html:
            yield from reader(place, str(place), self.published)
        else:
            yield self._file(place)

    def _file(self, path: Path) -> Given:
        try:
            source = (
                Source(html=path, published=self.published, timezone=self.timezone)
                if self.html
                else Source(text=path, published=self.published, timezone=self.timezone)
            )
        except InputError as error:
            return Given(str(path), error, path=path)
        return Given(str(path), source, path=None if self.html else path)

    def _standard_input(self) -> Iterator[Given]:
        """JSON Lines where the first line begins so, else one article."""
        stream = sys.stdin.buffer
        first = stream.readline()
        if first.lstrip().startswith(b"{"):
            yield from json_lines(itertools.chain([first], stream), "-", self.published)
            return
        data = first + stream.read()
        yield Given("-", Source(html=data) if self.html else Source(text=data, published=self.published))


def numbered(articles: Iterable[Given]) -> Iterator[Given]:
    """Articles of which no two have the same id: one that comes again gets a number (`a~2`)."""
    seen: dict[int, int] = {}  # by hash: ids are long, and there may be millions
    for given in articles:
        times = seen[hash(given.id)] = seen.get(hash(given.id), 0) + 1
        yield replace(given, id=f"{given.id}~{times}") if times > 1 else given


def has_tables(name: str) -> bool:
    """Whether a name stands for a file of many articles: a table, a feed, a mailbox, an archive."""
    return name != "-" and _reader(Path(name)) is not None


def holds_many(name: str) -> bool:
    """Whether a name stands for more than one article: a folder, a glob, a table, a feed, a mailbox."""
    path = Path(name)
    return path.is_dir() or (glob.has_magic(name) and not path.exists()) or _reader(path) is not None


def _places(name: str) -> Iterator[Path | str]:
    if name == "-" or name.lower().startswith(("http://", "https://")):
        yield name
        return
    path = Path(name)
    if path.is_dir():
        found = [file for file in sorted(path.rglob("*")) if file.is_file() and _is_article(file)]
    elif path.exists() or not glob.has_magic(name):
        found = [path] if path.is_file() else []
    else:
        root = Path(path.anchor)  # a pattern may be absolute, which Path.glob refuses
        found = [file for file in sorted(root.glob(str(path.relative_to(root)))) if file.is_file()]
    if not found:
        kinds = ", ".join(sorted(_ARTICLES | set(READERS)))
        hint = f"Of a folder these are read: {kinds}." if path.is_dir() else "Name a file, folder or address."
        raise InputError(f"There are no articles at {name}.", hint=hint)
    yield from found


def _is_article(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts if part not in (".", ".."))
    return not hidden and (path.suffix.lower() in _ARTICLES or _reader(path) is not None)


def _reader(path: Path) -> Reader | None:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    return READERS.get(suffixes[-1]) if suffixes else None


def _rows_of_parquet(path: Path) -> int:
    return int(needed("pyarrow.parquet", "Parquet").read_metadata(path).num_rows)


def _rows_of_lines(path: Path) -> int:
    with opened(path) as file:
        return sum(1 for line in file if line.strip())


_COUNTED: dict[Reader, Callable[[Path], int]] = {
    parquet_rows: _rows_of_parquet,
    _lines: _rows_of_lines,
}
