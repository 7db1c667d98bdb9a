"""Figures of one event: which contradict each other, and which were only overtaken.

Tolls rise and the missing are found: a later article's higher figure (of the missing, any later one) is an
update, and so is a figure that an article says was corrected. What is left contradicts: figures of one day
that exclude each other, and a later one that is lower.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final, Literal, get_args

from wirebrief.schemas import Count
from wirebrief.schemas.events import Contradiction, Member, Side, Statement, Update
from wirebrief.service.linking.mentions import UNBOUNDED, Range, bounds
from wirebrief.service.linking.statements import figures_of, sides, statement

Harm = Literal["killed", "injured", "missing"]
HARMS: Final[tuple[Harm, ...]] = get_args(Harm)


@dataclass(frozen=True, slots=True)
class _Figure:
    value: Range
    published: date | None
    overtaken: bool
    """Said to be corrected, by its own article or by a later one."""
    statement: Statement

    @property
    def voice(self) -> tuple[str, str | None]:
        return self.statement.article, self.statement.source


def disagreement(harm: Harm, members: Sequence[Member]) -> Contradiction | None:
    """The figures that contradict each other, each with all who give it.

    Args:
        members: in the order of publication.
    """
    standing = [figure for figure in _figures(harm, members) if not figure.overtaken]
    opposed = _opposed(harm, standing)
    return Contradiction(kind=harm, sides=_sides(standing, opposed)) if opposed else None


def update(harm: Harm, members: Sequence[Member]) -> Update | None:
    """The figures that overtook each other, in their order; None where each of them is also contradicted."""
    figures = _figures(harm, members)
    moved = {
        value
        for a, b in combinations(figures, 2)
        if _exclude(a, b) and (a.overtaken or b.overtaken or _is_update(harm, a, b))
        for value in (a.value, b.value)
    }
    opposed = _opposed(harm, [figure for figure in figures if not figure.overtaken])
    return Update(kind=harm, sides=_sides(figures, moved)) if moved - opposed else None


def standing_range(harm: Harm, members: Sequence[Member]) -> Count | None:
    """From the lowest to the highest figure that no later day's article has overtaken.

    A figure without an upper bound counts only where there is no other.
    """
    figures = [figure for figure in _figures(harm, members) if not figure.overtaken]
    values = [
        a.value
        for a in figures
        if not any(_exclude(a, b) and _is_update(harm, a, b) and _later(a, b) for b in figures)
    ]
    if bounded := [value for value in values if value[1] != UNBOUNDED]:
        return Count(min=min(low for low, _ in bounded), max=max(high for _, high in bounded))
    return Count(min=max(low for low, _ in values)) if values else None


def _figures(harm: Harm, members: Sequence[Member]) -> list[_Figure]:
    told = [(member, figure) for member in members for figure in figures_of(member, harm)]
    corrected = [(bounds(f), m.published) for m, f in told if f.superseded]
    return [
        _Figure(
            value=bounds(figure),
            published=member.published,
            overtaken=figure.superseded
            or any(value == bounds(figure) and _not_before(on, member.published) for value, on in corrected),
            statement=statement(member, [figure.span], figure.source),
        )
        for member, figure in told
    ]


def _opposed(harm: Harm, standing: Sequence[_Figure]) -> set[Range]:
    """The values of which two voices say what time does not explain."""
    return {
        value
        for a, b in combinations(standing, 2)
        if a.voice != b.voice and _exclude(a, b) and not _is_update(harm, a, b)
        for value in (a.value, b.value)
    }


def _not_before(a: date | None, b: date | None) -> bool:
    return a is None or b is None or a >= b


def _exclude(a: _Figure, b: _Figure) -> bool:
    return a.value[1] < b.value[0] or b.value[1] < a.value[0]


def _later(a: _Figure, b: _Figure) -> bool:
    """Whether b was published on a later day."""
    return a.published is not None and b.published is not None and a.published < b.published


def _is_update(harm: Harm, a: _Figure, b: _Figure) -> bool:
    """Whether two figures that exclude each other do so because time went by."""
    if _later(b, a):
        a, b = b, a
    return _later(a, b) and (harm == "missing" or b.value[0] > a.value[1])


def _sides(figures: Sequence[_Figure], values: set[Range]) -> list[Side]:
    return sides(((f.value, f.statement) for f in figures if f.value in values), _told)


def _told(value: Range) -> str:
    low, high = value
    if high == UNBOUNDED:
        return f"at least {low}"
    return f"{low}" if low == high else f"{low} to {high}"
