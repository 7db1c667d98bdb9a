"""The way back: the draft that would give a summary. "Gold, draft, ground, assemble" must return the gold.

What a draft cannot say, or what the code works out otherwise than the summary has it, is listed; nothing is
silently left out.
"""

from dataclasses import dataclass

from wirebrief.schemas import (
    Actor,
    ArticleSummary,
    Attribution,
    CasualtyFigure,
    Incident,
    Party,
    Quote,
    QuotedText,
    Span,
    Where,
)
from wirebrief.schemas.draft import (
    ActorDraft,
    AttributionDraft,
    CasualtyDraft,
    Draft,
    IncidentDraft,
    KeyPointDraft,
    PlaceDraft,
    QuoteDraft,
    QuotedTextDraft,
    RelatedDraft,
    WeaponDraft,
)
from wirebrief.service.grounding.address import Addresses
from wirebrief.service.grounding.mentions import bare_name
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.render import address


@dataclass(frozen=True, slots=True)
class Inexpressible:
    """Something of a summary that a draft has no words for."""

    path: str
    """In the summary, such as `quotes[3].span`."""
    reason: str


def draft_of(summary: ArticleSummary, document: Document) -> tuple[Draft, list[Inexpressible]]:
    """The draft of a summary of this document, and what of it no draft can say."""
    return _Drafter(summary, document).draft()


class _Drafter:
    def __init__(self, summary: ArticleSummary, document: Document) -> None:
        self.summary = summary
        self.document = document
        self.addresses = Addresses(document)
        self.lost: list[Inexpressible] = []
        self.names = {actor.id: self._full_name(actor).text for actor in summary.actors}

    def draft(self) -> tuple[Draft, list[Inexpressible]]:
        summary = self.summary
        draft = Draft(
            actors=[self._actor(a, f"actors[{n}]") for n, a in enumerate(summary.actors)],
            incidents=[self._incident(i, f"incidents[{n}]") for n, i in enumerate(summary.incidents)],
            attributions=[
                self._attribution(a, f"attributions[{n}]") for n, a in enumerate(summary.attributions)
            ],
            quotes=[self._quote(q, f"quotes[{n}]") for n, q in enumerate(summary.quotes)],
            quoted_text=[
                self._quoted_text(t, f"quoted_text[{n}]") for n, t in enumerate(summary.quoted_text)
            ],
            key_points=[
                KeyPointDraft(text=p.text, evidence=self._all(p.evidence, f"key_points[{n}].evidence"))
                for n, p in enumerate(summary.key_points)
            ],
            headline=summary.headline,
            kind=summary.article.kind or "",
        )
        return draft, self.lost

    def _at(self, span: Span | None, path: str) -> str:
        """The address of a span, checked by resolving it; "" and a note where there is none."""
        if span is None:
            return ""
        try:
            words = address(self.document, span.start, span.end)
        except ValueError as error:
            self.lost.append(Inexpressible(path, str(error)))
            return ""
        if self.addresses.resolve(words) != span:
            self.lost.append(Inexpressible(path, f"{words!r} does not lead back to {span.text!r}"))
        return words

    def _all(self, spans: list[Span], path: str) -> list[str]:
        found = (self._at(span, f"{path}[{k}]") for k, span in enumerate(spans))
        return [one for one in found if one]

    def _name(self, actor_id: str | None) -> str:
        return self.names[actor_id] if actor_id else ""

    def _names(self, actor_ids: list[str]) -> list[str]:
        return [self.names[actor_id] for actor_id in actor_ids]

    def _full_name(self, actor: Actor) -> Span:
        """The mention that the name was cut from: the name itself, or with its article, else inside one."""
        chosen = next((s for s in actor.mentions if bare_name(s.text) == actor.name), None)
        if chosen is not None:
            return chosen
        host = next((s for s in actor.mentions if actor.name in s.text), None)
        start = host.start + host.text.index(actor.name) if host else self.document.text.find(actor.name)
        return self.document.span(max(start, 0), max(start, 0) + len(actor.name))

    def _actor(self, actor: Actor, path: str) -> ActorDraft:
        name = self._full_name(actor)
        return ActorDraft(
            name=self._at(name, f"{path}.name"),
            kind=actor.kind,
            role=self._role(actor, path),
            affiliation=self._name(actor.affiliation),
            anonymous=actor.anonymous,
            mentions=self._all([s for s in actor.mentions if s != name], f"{path}.mentions"),
        )

    def _role(self, actor: Actor, path: str) -> str:
        """The role's place: the one nearest to a mention of the actor."""
        if not actor.role:
            return ""
        found, at = [], self.document.text.find(actor.role)
        while at >= 0:
            found.append(at)
            at = self.document.text.find(actor.role, at + 1)
        if not found:
            self.lost.append(Inexpressible(f"{path}.role", "these words do not stand in the article"))
            return ""
        near = min(found, key=lambda i: min((abs(i - s.start) for s in actor.mentions), default=i))
        return self._at(self.document.span(near, near + len(actor.role)), f"{path}.role")

    def _incident(self, incident: Incident, path: str) -> IncidentDraft:
        return IncidentDraft(
            id=incident.id,
            evidence=self._all(incident.evidence, f"{path}.evidence"),
            type=incident.type,
            outcome=incident.outcome,
            factuality=incident.factuality,
            reported_by=self._names(incident.reported_by),
            disputed_by=self._names(incident.disputed_by),
            aggregate=incident.aggregate,
            when=self._at(incident.when.span, f"{path}.when.span"),
            anchor=incident.when.anchor or "",
            where=self._where(incident.where, f"{path}.where"),
            perpetrators=self._names(incident.perpetrators),
            targets=self._parties(incident.targets, f"{path}.targets"),
            victims=self._parties(incident.victims, f"{path}.victims"),
            weapons=[
                WeaponDraft(at=self._at(w.span, f"{path}.weapons[{k}].span"), kind=w.kind)
                for k, w in enumerate(incident.weapons)
            ],
            killed=self._figures(incident.casualties.killed, f"{path}.casualties.killed"),
            injured=self._figures(incident.casualties.injured, f"{path}.casualties.injured"),
            missing=self._figures(incident.casualties.missing, f"{path}.casualties.missing"),
            damage=self._at(incident.damage.span if incident.damage else None, f"{path}.damage.span"),
            damage_level=incident.damage.level if incident.damage else "",
            related=[RelatedDraft(incident=r.id, relation=r.relation) for r in incident.related],
            summary=incident.summary,
            confidence=incident.confidence,
        )

    def _where(self, where: Where, path: str) -> PlaceDraft:
        return PlaceDraft(
            at=self._at(where.span, f"{path}.span"),
            site=self._at(where.site, f"{path}.site"),
            city=self._at(where.city, f"{path}.city"),
            area=self._at(where.area, f"{path}.area"),
            admin1=self._at(where.admin1, f"{path}.admin1"),
            country=where.country or "",
        )

    def _parties(self, parties: list[Party], path: str) -> list[str]:
        return [self._party(party, f"{path}[{k}]") for k, party in enumerate(parties)]

    def _party(self, party: Party, path: str) -> str:
        words, name = self._at(party.span, f"{path}.span"), self._name(party.actor)
        return f"{words} = {name}" if words and name else words or name

    def _figures(self, figures: list[CasualtyFigure], path: str) -> list[CasualtyDraft]:
        return [
            CasualtyDraft(
                at=self._at(figure.span, f"{path}[{k}].span"),
                named=figure.min or 0,
                source=self._name(figure.source),
                superseded=figure.superseded,
            )
            for k, figure in enumerate(figures)
        ]

    def _attribution(self, given: Attribution, path: str) -> AttributionDraft:
        return AttributionDraft(
            source=self._name(given.source),
            via=self._name(given.via),
            act=given.act,
            responsible=self._name(given.responsible),
            incidents=given.incidents,
            cue=self._at(given.cue, f"{path}.cue"),
            clause=self._at(given.evidence, f"{path}.evidence"),
            confidence=given.confidence,
        )

    def _quote(self, quote: Quote, path: str) -> QuoteDraft:
        marked = quote.kind != "indirect"
        return QuoteDraft(
            quotation=self._quotation(quote.span, f"{path}.span") if marked else "",
            content="" if marked else self._at(quote.span, f"{path}.span"),
            kind=quote.kind,
            clause=self._at(quote.clause, f"{path}.clause"),
            speakers=self._names(quote.speakers),
            speaker_at=self._at(quote.speaker_span, f"{path}.speaker_span"),
            via=self._name(quote.via),
            cue=self._at(quote.cue, f"{path}.cue"),
            stance=quote.stance,
            continues=quote.continues is not None,
            incidents=quote.incidents,
            confidence=quote.confidence,
        )

    def _quoted_text(self, given: QuotedText, path: str) -> QuotedTextDraft:
        quotation = self._quotation(given.span, f"{path}.span")
        return QuotedTextDraft(quotation=quotation, kind=given.kind, confidence=given.confidence)

    def _quotation(self, span: Span, path: str) -> str:
        """The id of the quotation whose words these are."""
        around = (q for q in self.document.quotations if q.start <= span.start and span.end <= q.end)
        same = (q.id for q in around if self.document.text[q.start : q.end].strip() == span.text)
        found = next(same, "")
        if not found:
            self.lost.append(Inexpressible(path, f"no quotation has exactly the words {span.text[:60]!r}"))
        return found
