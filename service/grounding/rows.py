"""Records by the sentences that they stand in, so that what is near is found without reading all of them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from wirebrief.schemas import Span
from wirebrief.service.reading.document import Document

Item = TypeVar("Item")


class Rows(Generic[Item]):
    """Items of a document, each with the spans that it stands in."""

    def __init__(self, document: Document, items: Iterable[tuple[Item, Iterable[Span]]]) -> None:
        self._document = document
        self._items: list[Item] = []
        self._rows: dict[int, list[tuple[int, Span]]] = defaultdict(list)
        for n, (item, spans) in enumerate(items):
            self._items.append(item)
            for span in spans:
                for row in range(*document.rows_over(span.start, span.end)):
                    self._rows[row].append((n, span))

    def touching(self, *spans: Span) -> list[Item]:
        """The items that share a character with one of the spans, each once, in the order given."""
        found = {
            n
            for span in spans
            for row in range(*self._document.rows_over(span.start, span.end))
            for n, other in self._rows.get(row, ())
            if other.overlaps(span)
        }
        return [self._items[n] for n in sorted(found)]
