"""Articles of several threads go through the parser together, and fail apart."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from wirebrief.service.engines.rules import batches
from wirebrief.service.engines.rules.batches import MOST, Batches
from wirebrief.service.engines.rules.parse import Parsed, parse, parse_many
from wirebrief.service.engines.rules.parser import parser
from wirebrief.service.errors import TooLong
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.text import read_text


class Gate:
    """Stands before the parser: the first article holds it until all others wait."""

    def __init__(self) -> None:
        self.reached, self.opened = threading.Event(), threading.Event()
        self.sizes: list[int] = []
        """Of each batch that was parsed."""

    def parse_many(self, documents: Sequence[Document], batch_size: int) -> Iterator[Parsed]:
        self.reached.set()
        assert self.opened.wait(10)
        self.sizes.append(len(documents))
        return parse_many(documents, batch_size)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    made = Gate()
    monkeypatch.setattr(batches, "parse_many", made.parse_many)
    return made


def side_by_side(gate: Gate, texts: Sequence[str]) -> list[Parsed | Exception]:
    """What becomes of each article when all but the first come while the first is parsed."""
    queue, documents = Batches(), [read_text(text) for text in texts]

    def attempt(document: Document) -> Parsed | Exception:
        try:
            return queue.parse(document)
        except TooLong as failure:
            return failure

    with ThreadPoolExecutor(len(documents)) as pool:
        first = pool.submit(attempt, documents[0])
        assert gate.reached.wait(10)
        others = [pool.submit(attempt, document) for document in documents[1:]]
        while len(queue) < len(others):
            pass
        gate.opened.set()
        return [future.result() for future in (first, *others)]


def test_those_who_wait_are_parsed_together(gate: Gate) -> None:
    texts = [f"The mill at Velm closed {n} times." for n in range(2, MOST + 4)]
    found = side_by_side(gate, texts)
    assert gate.sizes == [1, MOST, 1]
    assert [p.lemma for p in found if isinstance(p, Parsed)] == [parse(read_text(t)).lemma for t in texts]


def test_an_article_that_fails_takes_no_other_with_it(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser().language, "max_length", 60)
    found = side_by_side(gate, ["Lee rose.", "The mill closed. " * 9, "The dam held."])
    assert [type(outcome) for outcome in found] == [Parsed, TooLong, Parsed]
