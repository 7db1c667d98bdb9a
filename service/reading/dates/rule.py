"""A rule of the grammar: the words that it may begin with, a pattern, and what a match means."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from wirebrief.service.reading.dates.meaning import Meaning

DIGITS = "#"
"""Stands for any run of digits among the words that a rule begins with."""

Builder = Callable[[re.Match[str]], Meaning | None]


@dataclass(frozen=True)
class Rule:
    """`starts` are lower-case words (letters only) or `DIGITS`; `build` returns None to refuse a match."""

    starts: frozenset[str]
    expression: str
    build: Builder

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when first tried: importing the rules must not wait for the regular expressions."""
        return re.compile(self.expression, re.IGNORECASE)


class Rules(list[Rule]):
    """The rules of one module, in the order in which they were written."""

    def on(self, starts: Iterable[str], pattern: str) -> Callable[[Builder], Builder]:
        """Register the function below as the builder of a rule; patterns ignore case."""

        def register(build: Builder) -> Builder:
            self.append(Rule(frozenset(starts), pattern, build))
            return build

        return register


def following_word(match: re.Match[str]) -> str:
    """The word after a match, as printed; "" where none follows on the line."""
    after = re.compile(r"[ -]?([A-Za-z']+)").match(match.string, match.end())
    return after.group(1) if after else ""


def preceding_word(match: re.Match[str]) -> str:
    """The word before a match in lower case; "" where none stands before it in the clause."""
    before = re.search(r"([A-Za-z']+)[ -]?$", match.string[max(0, match.start() - 24) : match.start()])
    return before.group(1).lower() if before else ""
