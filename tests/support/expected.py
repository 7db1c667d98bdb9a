"""What an article must yield, read from a TOML file beside it."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from wirebrief import ArticleSummary, Incident

HERE = Path(__file__).parents[1] / "acceptance"


@dataclass(frozen=True)
class Expected:
    text: str
    published: date
    inscription: str
    speech: list[dict[str, Any]]
    incidents: list[dict[str, Any]]


def load(name: str, article: Path) -> Expected:
    """The expectations in NAME.toml about an article."""
    table = tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))
    with article.open(encoding="utf-8", newline="") as file:
        return Expected(text=file.read(), **table)


def speakers_of(summary: ArticleSummary, words: str) -> list[str | None]:
    """Who is said to have said the quotations that hold these words between marks."""
    names = {actor.id: actor.name for actor in summary.actors}
    return [
        names.get(quote.speakers[0]) if quote.speakers else None
        for quote in summary.quotes
        if quote.kind != "indirect" and words in quote.span.text
    ]


def inscriptions(summary: ArticleSummary) -> list[str]:
    return [marked.span.text for marked in summary.quoted_text]


def is_at(incident: Incident, expected: dict[str, Any]) -> bool:
    """Right day and right place; an incident that the article does not date must be left undated."""
    start = expected.get("day", expected.get("start"))
    return incident.when.start == start and incident.where.name in expected["place"]


def located(summary: ArticleSummary, expected: list[dict[str, Any]]) -> set[str]:
    """Which of the expected incidents have a record of their own with the right day and place.

    One record answers for one incident at most, the first in the order of the list.
    """
    found, free = set(), list(summary.incidents)
    for incident in expected:
        match = next((record for record in free if is_at(record, incident)), None)
        if match is not None:
            free.remove(match)
            found.add(incident["what"])
    return found
