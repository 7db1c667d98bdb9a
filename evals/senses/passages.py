"""Passages to fit the judge on: sentences of our own with slots, filled and put together by chance.

A file holds one sentence a line; a star on either side of a word says that it tells of an incident which
happened. What the engine proposes elsewhere in the sentence is none. In the files of what happened the
attributions that the engine reads are right, but for the acts named behind "!!"; in the others sentences
without a star hold nobody responsible.
"""

import random
import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from wirebrief.evals.benchmarks.responsibility import Attribution, load

_FOLDER = Path(str(files(__package__).joinpath("passages")))
_SLOT = re.compile(r"<(\w+)>")
_MARKED = re.compile(r"\*([^*\s]+)\*")
_WRONG = " !! "
HAPPENED = frozenset({"blame", "conflict", "daily", "events"})
"""The files of what happened."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with the offsets of the words that tell of an incident in it."""

    text: str
    marked: frozenset[int]
    lines: tuple[str, ...]
    """The sentences that it was made of, slots unfilled."""
    starts: tuple[int, ...]
    """Where each of them begins."""
    weight: float = 1.0
    attributions: tuple[Attribution, ...] | None = None
    """Who holds whom responsible, where the passage is labelled with it."""
    file: str = ""

    def holds(self, offset: int, act: str) -> bool | None:
        """Whether an attribution with that act, read at a character of a sentence, is right; None where the
        labels do not tell."""
        line = self.line_at(offset)
        if self.file in HAPPENED:
            return act not in line.partition(_WRONG)[2].split()
        return None if _MARKED.search(line) else False

    def line_at(self, offset: int) -> str:
        """The sentence, slots unfilled, that a character belongs to."""
        return self.lines[bisect_right(self.starts, offset) - 1]


@lru_cache(maxsize=1)
def _slots() -> dict[str, list[str]]:
    """Slot to what may stand in it."""
    table: dict[str, list[str]] = tomllib.loads(_FOLDER.joinpath("slots.toml").read_text("utf-8"))
    return table


def sources() -> dict[str, list[str]]:
    """File name to its sentences, comments left out."""
    return {
        path.stem: [
            line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")
        ]
        for path in sorted(_FOLDER.glob("*.txt"))
    }


def passages(seed: int, copies: int = 4) -> Iterator[Passage]:
    """Passages of one to four sentences of one file, each sentence in `copies` of them."""
    chance = random.Random(seed)
    for name, lines in sources().items():
        for _ in range(copies):
            order = chance.sample(lines, len(lines))
            while order:
                count = min(len(order), chance.choice((1, 1, 2, 3, 4)))
                yield _passage(name, order[:count], chance)
                order = order[count:]


def blaming() -> Iterator[Passage]:
    """Passages of the gold for responsibility in which somebody answers for an act, all of it marked: what is
    proposed there is harm that the passage tells of. The hands that are kept for measuring are left out."""
    for name in ("dev", "second_hand", "third_hand", "fifth_hand", "sixth_hand"):
        path = Path(str(files("wirebrief.evals").joinpath(f"gold/responsibility/{name}.toml")))
        for passage in load(path):
            marked = frozenset(range(len(passage.text))) if passage.gold else frozenset()
            yield Passage(passage.text, marked, (passage.text,), (0,), weight=0.5, attributions=passage.gold)


def _passage(file: str, lines: list[str], chance: random.Random) -> Passage:
    text, marked, starts = "", set(), []
    for line in lines:
        filled = _SLOT.sub(lambda slot: chance.choice(_slots()[slot[1]]), line.partition(_WRONG)[0])
        filled = filled[:1].upper() + filled[1:]
        start = 0
        if text:
            text += chance.choice((" ", " ", "\n\n"))
        starts.append(len(text))
        for match in _MARKED.finditer(filled):
            text += filled[start : match.start()]
            marked.add(len(text))
            text += match[1]
            start = match.end()
        text += filled[start:]
    return Passage(text, frozenset(marked), tuple(lines), tuple(starts), file=file)
