"""From checked records to the contract: actors clustered, records numbered, days and links worked out."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from wirebrief.schemas import (
    Actor,
    Article,
    ArticleSummary,
    Attribution,
    Casualties,
    CasualtyFigure,
    Damage,
    Incident,
    KeyPoint,
    Party,
    Provenance,
    Quote,
    QuotedText,
    Related,
    Span,
    Warning,
    Weapon,
    When,
    Where,
)
from wirebrief.schemas.vocabulary import Status
from wirebrief.service.grounding.mentions import Mentions, bare_name
from wirebrief.service.grounding.numbering import Order, in_order, warnings_of
from wirebrief.service.grounding.records import (
    GroundedFigure,
    GroundedIncident,
    GroundedParty,
    GroundedPlace,
    Grounding,
)
from wirebrief.service.grounding.timeline import Dated, timeline
from wirebrief.service.reading.document import Document

_BACKGROUND_DAYS = 7
_HEADLINE = 120


def assemble(
    document: Document,
    grounding: Grounding,
    *,
    provenance: Provenance | None,
    extra_warnings: Sequence[Warning] = (),
    status: Status = "complete",
) -> ArticleSummary:
    """The summary of a grounding. Its spans and ids hold whatever the grounding says: `violations` finds
    none.
    """
    order = in_order(grounding, Mentions(document, grounding.actors))
    dated, _ = timeline(document, grounding)
    points = tuple(point.index for point in grounding.key_points)
    return ArticleSummary(
        status=status,
        article=_article(document, grounding),
        headline=_headline(document, grounding),
        key_points=[KeyPoint(text=p.text, evidence=list(p.evidence)) for p in grounding.key_points],
        actors=[_actor(order, root, n) for n, root in enumerate(order.actors, start=1)],
        incidents=[_incident(i, order, dated, document.published.date) for i in order.incidents],
        attributions=_attributions(order),
        quotes=_quotes(order),
        quoted_text=[
            QuotedText(id=f"T{n}", span=t.span, kind=t.kind, confidence=t.confidence)
            for n, t in enumerate(order.quoted_text, start=1)
        ],
        warnings=[*document.warnings, *extra_warnings, *warnings_of(grounding.findings, order, points)],
        provenance=provenance,
    )


def _article(document: Document, grounding: Grounding) -> Article:
    return Article(
        id=hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
        kind=grounding.kind,
        section=document.section,
        title=document.title,
        byline=document.byline,
        publisher=document.publisher,
        agency=document.agency,
        dateline=document.dateline.text if document.dateline else None,
        published=document.published,
        language=document.language,
        text=document.text if document.extracted else None,
    )


def _headline(document: Document, grounding: Grounding) -> str:
    """The checked headline; else the article's own title, its first key point, its first sentence."""
    points = [point.text for point in grounding.key_points]
    body = [document.text[s.start : s.end] for s in document.sentences if s.zone == "body"]
    candidates = [grounding.headline, document.title or "", *points[:1], *body[:1]]
    line = next((" ".join(c.split()) for c in candidates if c.strip()), "")
    if len(line) <= _HEADLINE:
        return line
    return (
        line[: line.rfind(" ", 0, _HEADLINE) if " " in line[1:_HEADLINE] else _HEADLINE - 1].rstrip(" ,;:")
        + "…"
    )


def _actor(order: Order, root: int, n: int) -> Actor:
    group = [order.actor_at[index] for index in sorted(order.members[root])]
    head = order.actor_at[root]
    role = next((a.role for a in (head, *group) if a.role is not None), None)
    return Actor(
        id=f"A{n}",
        name=_name(head.name.text),
        kind=next((a.kind for a in (head, *group) if a.kind != "other"), "other"),
        role=role.text if role else None,
        affiliation=order.actor(order.affiliations.get(root)),
        anonymous=head.anonymous,
        mentions=list(order.mentions[root]),
    )


def _name(words: str) -> str:
    return bare_name(words) or words


def _incident(
    incident: GroundedIncident, order: Order, dated: dict[int, Dated], published: date | None
) -> Incident:
    when = _when(incident, order, dated[incident.index])
    return Incident(
        id=order.incident(incident.index),
        type=incident.type,
        outcome=incident.outcome,
        factuality=incident.factuality,
        reported_by=_ids(order, incident.reported_by),
        disputed_by=_ids(order, incident.disputed_by),
        background=_background(when, published),
        aggregate=incident.aggregate,
        when=when,
        where=_where(incident.where),
        perpetrators=_ids(order, incident.perpetrators),
        targets=_parties(order, incident.targets),
        victims=_parties(order, incident.victims),
        weapons=[Weapon(span=w.span, kind=w.kind, count=w.count) for w in incident.weapons],
        casualties=Casualties(
            killed=_figures(order, incident.killed),
            injured=_figures(order, incident.injured),
            missing=_figures(order, incident.missing),
        ),
        damage=Damage(level=incident.damage.level, span=incident.damage.span) if incident.damage else None,
        related=[Related(id=order.incident(n), relation=relation) for n, relation in incident.related],
        evidence=list(incident.evidence),
        summary=incident.summary,
        confidence=incident.confidence,
    )


def _ids(order: Order, actors: Iterable[int]) -> list[str]:
    found = (order.actor(actor) for actor in actors)
    return list(dict.fromkeys(actor_id for actor_id in found if actor_id))


def _when(incident: GroundedIncident, order: Order, dated: Dated) -> When:
    anchor = order.incident(dated.anchor) if isinstance(dated.anchor, int) else dated.anchor
    interval = dated.interval
    return When(
        span=incident.when,
        start=interval.start,
        end=interval.end,
        precision=interval.precision,
        anchor=anchor,
    )


def _background(when: When, published: date | None) -> bool | None:
    if published is None or when.end is None:
        return None
    return (published - when.end).days > _BACKGROUND_DAYS


def _where(place: GroundedPlace) -> Where:
    return Where(
        span=place.span,
        site=place.site,
        city=place.city,
        area=place.area,
        admin1=place.admin1,
        country=place.country,
        country_span=place.country_span,
    )


def _parties(order: Order, parties: Iterable[GroundedParty]) -> list[Party]:
    return [Party(span=p.span, actor=order.actor(p.actor)) for p in parties]


def _figures(order: Order, figures: Iterable[GroundedFigure]) -> list[CasualtyFigure]:
    return [
        CasualtyFigure(
            min=f.count.min,
            max=f.count.max,
            span=f.span,
            source=order.actor(f.source),
            superseded=f.superseded,
        )
        for f in figures
    ]


def _attributions(order: Order) -> list[Attribution]:
    return [
        Attribution(
            id=f"B{n}",
            source=order.actor(a.source),
            via=order.actor(a.via),
            act=a.act,
            responsible=order.actor(a.responsible),
            incidents=[order.incident(i) for i in a.incidents],
            cue=a.cue,
            evidence=a.clause,
            confidence=a.confidence,
        )
        for n, a in enumerate(order.attributions, start=1)
    ]


def _quotes(order: Order) -> list[Quote]:
    quotes: list[Quote] = []
    said = _Said()
    for n, quote in enumerate(order.quotes, start=1):
        speakers = _ids(order, quote.speakers)
        quotes.append(
            Quote(
                id=f"Q{n}",
                kind=quote.kind,
                span=quote.span,
                clause=quote.clause,
                continues=said.last_of(speakers, quote.span) if quote.continues else None,
                speakers=speakers,
                speaker_span=quote.speaker_span,
                via=order.actor(quote.via),
                cue=quote.cue,
                stance=quote.stance,
                incidents=[order.incident(i) for i in quote.incidents],
                confidence=quote.confidence,
            )
        )
        said.add(quotes[-1])
    return quotes


class _Said:
    """The quotes so far that stand in no other one, to find the one that a quote goes on from."""

    def __init__(self) -> None:
        self._quotes: list[Quote] = []
        self._by_speakers: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._direct: list[int] = []
        self._end = -1

    def add(self, quote: Quote) -> None:
        """The next quote in article order."""
        if quote.span.end <= self._end:
            return
        self._end = quote.span.end
        self._by_speakers[tuple(quote.speakers)].append(len(self._quotes))
        if quote.kind == "direct":
            self._direct.append(len(self._quotes))
        self._quotes.append(quote)

    def last_of(self, speakers: list[str], span: Span) -> str | None:
        """The speakers' last quote before a span, if nobody else is quoted in marks between the two."""
        own = self._last(self._by_speakers.get(tuple(speakers), []), span)
        if not speakers or own < 0 or own < self._last(self._direct, span):
            return None
        return self._quotes[own].id

    def _last(self, places: list[int], span: Span) -> int:
        return next((n for n in reversed(places) if not self._quotes[n].span.overlaps(span)), -1)
