"""The summaries that are linked: read once to be compared, and again, event by event, to be told.

Of an id that comes twice the last summary counts, as in the file of a run.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Protocol

from wirebrief.schemas import ArticleSummary
from wirebrief.service.desk.summaries import Failure, Location, Summarised, located_results, read_at


class Archive(Protocol):
    """Summaries by number."""

    def numbered(self) -> Iterator[tuple[int, Summarised]]:
        """All of them, as they stand."""
        ...

    def at(self, number: int) -> Summarised: ...

    @property
    def replaced(self) -> AbstractSet[int]:
        """The numbers of those whose id came again; known when all have been read."""
        ...


class Held:
    """Summaries in memory.

    Args:
        summaries: bare ones are called by the hash of their text; failures are left out.
    """

    def __init__(self, summaries: Iterable[ArticleSummary | Summarised | Failure]) -> None:
        named = (Summarised(s.article.id, s) if isinstance(s, ArticleSummary) else s for s in summaries)
        self._held = list({one.id: one for one in named if isinstance(one, Summarised)}.values())
        self.replaced: AbstractSet[int] = frozenset()

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
        self._files: list[Path] = []
        self._file, self._offset = array("l"), array("q")
        self._newest: dict[str, int] = {}
        self.replaced: AbstractSet[int] = frozenset()

    def numbered(self) -> Iterator[tuple[int, Summarised]]:
        """As they stand, to be read once.

        Raises:
            InputError: a file cannot be read, or holds something else.
        """
        replaced: set[int] = set()
        for path in self._paths:
            for (file, offset), result in located_results(path):
                if not isinstance(result, Summarised):
                    continue
                if not self._files or self._files[-1] != file:
                    self._files.append(file)
                number = len(self._file)
                self._file.append(len(self._files) - 1)
                self._offset.append(offset)
                if result.id in self._newest:
                    replaced.add(self._newest[result.id])
                self._newest[result.id] = number
                yield number, result
        self.replaced = replaced

    def at(self, number: int) -> Summarised:
        found = read_at(Location(self._files[self._file[number]], self._offset[number]))
        assert isinstance(found, Summarised)
        return found
