"""What the engine makes of a text of our own, in terms that tests can compare."""

import asyncio
from collections.abc import Iterable
from datetime import date

from wirebrief.schemas import ArticleSummary, Incident, Party, Weapon
from wirebrief.service.engines.rules.engine import RulesEngine
from wirebrief.service.engines.rules.parts import ALL, RULES
from wirebrief.service.pipeline import summarize_document
from wirebrief.service.reading.text import read_text

PUBLISHED = date(2031, 5, 14)
"""A Wednesday."""


def summary_of(text: str, min_confidence: float = 0.0) -> ArticleSummary:
    """By default with everything that the rules propose, however unsure; with a bar as in the product."""
    engine = RulesEngine(min_confidence, parts=ALL if min_confidence else RULES)
    return asyncio.run(summarize_document(read_text(text, published=PUBLISHED), engine))


def incidents_of(text: str) -> list[Incident]:
    return summary_of(text).incidents


def only(text: str) -> Incident:
    """The one incident of a text."""
    found = incidents_of(text)
    assert len(found) == 1, [(i.type, i.summary) for i in found]
    return found[0]


def names(summary: ArticleSummary, ids: Iterable[str | None]) -> list[str]:
    by_id = {actor.id: actor.name for actor in summary.actors}
    return [by_id[i] for i in ids if i]


def words(cited: Iterable[Party | Weapon]) -> list[str]:
    return [one.span.text for one in cited if one.span]


def attributed(text: str) -> list[tuple[str, str, str]]:
    """(source, act, responsible) of every attribution, by name."""
    summary = summary_of(text)
    one = {actor.id: actor.name for actor in summary.actors}
    return [
        (one.get(a.source or "", ""), a.act, one.get(a.responsible or "", "")) for a in summary.attributions
    ]
