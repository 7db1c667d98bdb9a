"""The summaries that are linked: read once to be compared, and again, event by event, to be told.

Of an id that comes twice the last summary counts, as in the file of a run.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from wirebrief.schemas import ArticleSummary
from wirebrief.service.desk.summaries import Failure, Location, Summarised, located_results, read_at


class Archive(Protocol):
    """Summaries by number."""

    def numbered(self) -> Iterator[tuple[int, Summarised]]:
        """All of them, each once."""
        ...

    def at(self, number: int) -> Summarised: ...


class Held:
    """Summaries in memory.

    Args:
        summaries: bare ones are called by the hash of their text; failures are left out.
    """

    def __init__(self, summaries: Iterable[ArticleSummary | Summarised | Failure]) -> None:
        named = (Summarised(s.article.id, s) if isinstance(s, ArticleSummary) else s for s in summaries)
        self._held = list({one.id: one for one in named if isinstance(one, Summarised)}.values())

    def numbered(self) -> Iterator[tuple[int, Summarised]]:
        return enumerate(self._held)

    def at(self, number: int) -> Summarised:
        return self._held[number]


class Filed:
    """Summaries in files, of which only ids and places are held.

    Args:
        paths: files of runs, files of summaries, or folders of them.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._files: dict[Path, int] = {}
        self._file, self._offset = array("l"), array("q")
        self._number: dict[str, int] = {}

    def numbered(self) -> Iterator[tuple[int, Summarised]]:
        """As they stand.

        Raises:
            InputError: a file cannot be read, or holds something else.
        """
        self._index()
        for number in sorted(self._number.values()):
            yield number, self.at(number)

    def _index(self) -> None:
        for path in self._paths:
            for (file, offset), result in located_results(path):
                if isinstance(result, Summarised):
                    self._number[result.id] = len(self._file)
                    self._file.append(self._files.setdefault(file, len(self._files)))
                    self._offset.append(offset)
        self._places = list(self._files)

    def at(self, number: int) -> Summarised:
        found = read_at(Location(self._places[self._file[number]], self._offset[number]))
        assert isinstance(found, Summarised)
        return found
