"""Sides: what sources say of one thing, those who say the same together."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from wirebrief.schemas import CasualtyFigure, Span
from wirebrief.schemas.events import Member, Side, Statement
from wirebrief.schemas.vocabulary import Act

T = TypeVar("T", bound=Hashable)


def statement(
    member: Member, spans: Iterable[Span | None], source: str | None = None, act: Act | None = None
) -> Statement:
    """What a source says in a member's article.

    Args:
        source: id of an actor; None for the article's own voice.
    """
    return Statement(
        article=member.article,
        incident=member.incident.id,
        published=member.published,
        source=member.name(source) if source else None,
        act=act,
        spans=[span for span in spans if span],
    )


def sides(said: Iterable[tuple[T, Statement]], told: Callable[[T], str]) -> list[Side]:
    """A side for each value, in the order in which the values come.

    Args:
        told: how a value is written.
    """
    found: dict[T, list[Statement]] = {}
    for value, one in said:
        found.setdefault(value, []).append(one)
    return [Side(says=told(value), statements=statements) for value, statements in found.items()]


def figures_of(member: Member, harm: str) -> list[CasualtyFigure]:
    """A member's figures for the `killed`, the `injured` or the `missing`."""
    found: list[CasualtyFigure] = getattr(member.incident.casualties, harm)
    return found
