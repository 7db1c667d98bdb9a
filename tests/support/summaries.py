"""Summaries of a made-up text, drawn at random: few words, so that duplicates and near misses are common."""

import hashlib
from datetime import date

from hypothesis import strategies as st

from wirebrief.schemas import (
    Actor,
    Article,
    ArticleSummary,
    Attribution,
    Casualties,
    CasualtyFigure,
    Count,
    Incident,
    Party,
    Quote,
    QuotedText,
    Related,
    Span,
    Weapon,
    When,
    Where,
)
from wirebrief.schemas.gold import Gold

TEXT = "A ferry ran aground near Lowmark. The harbour office said nobody was hurt. " * 4
NAMES = ("Lowmark", "harbour office", "the Harbour Office", "Ada Brand", "residents")


def span(start: int, end: int) -> Span:
    return Span(start=start, end=end, text=TEXT[start:end])


spans = st.builds(lambda at, words: span(10 * at, 10 * at + 5 * words), st.integers(0, 9), st.integers(1, 4))
days = st.sampled_from([None, date(2024, 3, 1), date(2024, 3, 2)])


def some(elements: st.SearchStrategy, most: int = 2) -> st.SearchStrategy:
    return st.lists(elements, max_size=most)


def ids(prefix: str, count: int) -> st.SearchStrategy:
    return st.sampled_from([f"{prefix}{n + 1}" for n in range(count)]) if count else st.nothing()


@st.composite
def summaries(draw: st.DrawFn, most: int = 3) -> ArticleSummary:
    """A valid summary with up to `most` records of each kind."""
    actors, incidents = draw(st.integers(0, most)), draw(st.integers(0, most))
    actor, incident = ids("A", actors), ids("I", incidents)
    someone = st.none() | actor if actors else st.none()
    quotes = draw(st.integers(0, most))
    return ArticleSummary(
        status="complete",
        article=Article(
            id=hashlib.sha256(TEXT.encode()).hexdigest(),
            title=draw(st.sampled_from([None, "Ferry"])),
            kind=draw(st.sampled_from([None, "report", "live"])),
        ),
        headline="Ferry",
        actors=[draw(_actor(f"A{n + 1}", someone)) for n in range(actors)],
        incidents=[draw(_incident(f"I{n + 1}", actor, someone, incident)) for n in range(incidents)],
        attributions=[
            Attribution(
                id=f"B{n + 1}",
                source=draw(someone),
                via=draw(someone),
                act=draw(st.sampled_from(["blames", "rejects"])),
                responsible=draw(someone),
                incidents=draw(some(incident)) if incidents else [],
                cue=draw(spans),
                evidence=draw(spans),
            )
            for n in range(draw(st.integers(0, most)))
        ],
        quotes=[draw(_quote(f"Q{n + 1}", someone, incident, quotes)) for n in range(quotes)],
        quoted_text=[
            QuotedText(id=f"T{n + 1}", span=draw(spans), kind="term")
            for n in range(draw(st.integers(0, most)))
        ],
    )


@st.composite
def _actor(draw: st.DrawFn, own_id: str, someone: st.SearchStrategy) -> Actor:
    return Actor(
        id=own_id,
        name=draw(st.sampled_from(NAMES)),
        kind=draw(st.sampled_from(["person", "government_body"])),
        affiliation=draw(someone),
        anonymous=draw(st.booleans()),
        mentions=draw(some(spans)),
    )


@st.composite
def _incident(
    draw: st.DrawFn,
    own_id: str,
    actor: st.SearchStrategy,
    someone: st.SearchStrategy,
    incident: st.SearchStrategy,
) -> Incident:
    day = draw(days)
    actors = some(actor) if not actor.is_empty else st.just([])
    figures = some(
        st.builds(
            CasualtyFigure,
            min=st.none() | st.integers(0, 2),
            max=st.none(),
            span=spans,
            source=someone,
            superseded=st.booleans(),
        )
    )
    return Incident(
        id=own_id,
        type=draw(st.sampled_from(["accident", "fire"])),
        outcome=draw(st.sampled_from(["succeeded", "unknown"])),
        factuality="asserted",
        reported_by=draw(actors),
        aggregate=draw(st.booleans()),
        when=When(span=draw(st.none() | spans), start=day, end=day, precision="day" if day else "unknown"),
        where=Where(site=draw(st.none() | spans), city=draw(st.none() | spans), country="NO"),
        targets=draw(some(st.builds(Party, span=st.none() | spans, actor=someone))),
        weapons=draw(
            some(st.builds(Weapon, span=spans, kind=st.just("fire"), count=st.none() | st.builds(Count)))
        ),
        casualties=Casualties(killed=draw(figures), injured=draw(figures), missing=draw(figures)),
        related=draw(some(st.builds(Related, id=incident, relation=st.just("part_of")), 1)),
        evidence=draw(st.lists(spans, min_size=1, max_size=2)),
        summary="A ferry ran aground.",
    )


@st.composite
def _quote(
    draw: st.DrawFn, own_id: str, someone: st.SearchStrategy, incident: st.SearchStrategy, quotes: int
) -> Quote:
    return Quote(
        id=own_id,
        kind=draw(st.sampled_from(["direct", "indirect"])),
        span=draw(spans),
        clause=draw(st.none() | spans),
        speakers=[] if (speaker := draw(someone)) is None else [speaker],
        via=draw(someone),
        cue=draw(st.none() | spans),
        continues=draw(st.none() | ids("Q", quotes)),
        incidents=draw(some(incident)) if not incident.is_empty else [],
    )


def gold(summary: ArticleSummary, **fields: object) -> Gold:
    """Gold with nothing but the one reading, unless fields say more."""
    return Gold.model_validate(
        {"name": "made-up", "synthetic": True, "split": "dev", "summary": summary, **fields}
    )
