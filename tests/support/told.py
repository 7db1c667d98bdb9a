"""Summaries of articles that tell of one incident or more, made in a line each."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wirebrief.schemas import (
    Actor,
    Article,
    ArticleSummary,
    Attribution,
    Casualties,
    CasualtyFigure,
    Incident,
    Party,
    Published,
    Related,
    Span,
    When,
    Where,
)
from wirebrief.schemas.vocabulary import Act
from wirebrief.service.desk.summaries import Summarised

DAY = date(2026, 3, 3)


def span(text: str) -> Span:
    return Span(start=0, end=len(text), text=text)


def figure(
    least: int, most: int | None = -1, *, source: str | None = None, superseded: bool = False
) -> CasualtyFigure:
    """A figure; exact unless `most` says otherwise."""
    return CasualtyFigure(
        min=least,
        max=least if most == -1 else most,
        span=span(str(least)),
        source=source,
        superseded=superseded,
    )


def incident(
    id_: str = "I1",
    *,
    type: str = "bombing",  # noqa: A002 - the contract's word
    day: date | None = DAY,
    city: str | None = "Varela",
    site: str | None = None,
    country: str | None = None,
    killed: Sequence[CasualtyFigure] = (),
    missing: Sequence[CasualtyFigure] = (),
    words: str = "A bomb went off at a market.",
    target: str | None = None,
    possibly: str | None = None,
    **more: Any,
) -> Incident:
    """An incident on one day in one town."""
    return Incident.model_validate(
        {
            "id": id_,
            "type": type,
            "factuality": "asserted",
            "when": When(start=day, end=day, precision="day", span=span("then")) if day else When(),
            "where": Where(
                city=span(city) if city else None, site=span(site) if site else None, country=country
            ),
            "casualties": Casualties(killed=list(killed), missing=list(missing)),
            "targets": [Party(span=span(target))] if target else [],
            "evidence": [span(words)],
            "summary": words,
            "related": [Related(id=possibly, relation="possibly_same")] if possibly else [],
            **more,
        }
    )


def attribution(act: Act, source: str | None, responsible: str | None, of: str = "I1") -> Attribution:
    """Who holds whom responsible, by ids of actors."""
    return Attribution(
        id="B1",
        act=act,
        source=source,
        responsible=responsible,
        incidents=[of],
        cue=span("said"),
        evidence=span("they did it"),
    )


def article(
    name: str,
    *incidents: Incident,
    published: date | None = DAY,
    actors: dict[str, str] | None = None,
    attributions: Sequence[Attribution] = (),
) -> Summarised:
    """A summary under its name.

    Args:
        actors: names by id.
    """
    summary = ArticleSummary(
        status="complete",
        article=Article(
            id=name, published=Published(date=published, basis="given" if published else "unknown")
        ),
        headline=name,
        actors=[Actor(id=id_, name=called, kind="other") for id_, called in (actors or {}).items()],
        incidents=list(incidents),
        attributions=[one.model_copy(update={"id": f"B{n}"}) for n, one in enumerate(attributions, 1)],
    )
    return Summarised(name, summary)
