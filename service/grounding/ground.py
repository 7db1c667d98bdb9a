"""A draft with every address resolved to characters of the article, and a finding for each that is not.

Nothing here judges whether the cited words bear a record out; that is `verify`.
"""

import math
import re
from collections.abc import Callable, Iterator
from typing import Literal

from wirebrief.schemas import Count, Span
from wirebrief.schemas.draft import (
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
from wirebrief.schemas.vocabulary import (
    Act,
    ArticleKind,
    DamageLevel,
    Factuality,
    IncidentType,
    Outcome,
    QuotedTextKind,
    QuoteKind,
    Relation,
    Stance,
    WeaponKind,
    values,
)
from wirebrief.service.grounding.cast import Cast
from wirebrief.service.grounding.countries import countries_in
from wirebrief.service.grounding.digits import count_in_digits
from wirebrief.service.grounding.numbers import count_in, total_in
from wirebrief.service.grounding.records import (
    GroundedAttribution,
    GroundedDamage,
    GroundedFigure,
    GroundedIncident,
    GroundedKeyPoint,
    GroundedParty,
    GroundedPlace,
    GroundedQuote,
    GroundedQuotedText,
    GroundedWeapon,
    Grounding,
)
from wirebrief.service.grounding.site import Site, around, beside, within
from wirebrief.service.grounding.spoken_numbers import spoken_numbers
from wirebrief.service.languages import WITH_WORDS
from wirebrief.service.reading.document import Document, Quotation
from wirebrief.service.reading.language import may_be_english


def ground(document: Document, draft: Draft) -> Grounding:
    """Resolve every reference of a draft. Never raises for what a draft says; what fails is a finding."""
    grounder = _Grounder(document, draft)
    incidents = tuple(grounder.incidents())
    return Grounding(
        draft=grounder.draft,
        kind=grounder.kind(),
        actors=grounder.cast.actors,
        incidents=incidents,
        attributions=tuple(grounder.attributions()),
        quotes=tuple(grounder.quotes()),
        quoted_text=tuple(grounder.quoted_text()),
        key_points=tuple(grounder.key_points()),
        headline=_one_line(draft.headline),
        findings=tuple(grounder.site.findings),
    )


def _parties(draft: Draft) -> Iterator[str]:
    """Every party of a draft that has to be an actor; a target or a victim may be mere words."""
    for incident in draft.incidents:
        yield from (*incident.perpetrators, *incident.reported_by, *incident.disputed_by)
        yield from (figure.source for figure in (*incident.killed, *incident.injured, *incident.missing))
    for attribution in draft.attributions:
        yield from (attribution.source, attribution.via, attribution.responsible)
    for quote in draft.quotes:
        yield from (*quote.speakers, quote.via)


def _one_line(text: str) -> str:
    """Text as it can be written out: one line, no half of a surrogate pair."""
    return " ".join(text.encode("utf-8", "replace").decode().split())


def _confidence(given: float | None) -> float | None:
    """A number in [0, 1], or None for anything else."""
    return given if given is not None and math.isfinite(given) and 0 <= given <= 1 else None


def record_id(given: str) -> str:
    """An incident's id as the draft's records compare it: "i1", "[I1]" and "I1" are one."""
    return re.sub(r"[\s\[\]]", "", given).upper()


_Reading = Callable[[str, str, str], Count | None]
"""How many a phrase says, given with the words before and behind it."""


def _counting(document: Document) -> tuple[_Reading, _Reading]:
    """How the document's language is read for a count, and for the total of a list."""
    if document.language in WITH_WORDS:
        spoken = spoken_numbers(document.language)
        return spoken.count_in, spoken.count_in
    if may_be_english(document.language, document.text):
        return count_in, total_in
    return count_in_digits, count_in_digits


class _Grounder:
    def __init__(self, document: Document, draft: Draft) -> None:
        self.document = document
        self.draft = draft
        self.site = Site(document)
        self.cast = Cast(self.site, draft.actors)
        if unlisted := self.cast.unlisted(self.site, _parties(draft)):
            self.draft = draft.model_copy(update={"actors": [*draft.actors, *unlisted]})
            self.site = Site(document)
            self.cast = Cast(self.site, self.draft.actors)
        self.ids: dict[str, int] = {}
        self.standing: set[int] = set()
        self.count_in, self.total_in = _counting(document)
        for n, incident in enumerate(draft.incidents):
            self.ids.setdefault(record_id(incident.id), n)

    def kind(self) -> ArticleKind:
        """What the draft says the text is, else what reading takes it for."""
        return self.site.label(self.draft.kind, ArticleKind, self.document.kind, "kind")

    # Incidents

    def incidents(self) -> Iterator[GroundedIncident]:
        evidence: dict[int, tuple[Span, ...]] = {}
        for n, draft in enumerate(self.draft.incidents):
            path = f"incidents[{n}]"
            spans = self.site.sentences(draft.evidence, f"{path}.evidence")
            if spans:
                evidence[n] = spans
            else:
                self.site.report("not_found", "No sentence of the article is cited for this.", path, "item")
        self.standing = set(evidence)
        for n, spans in evidence.items():
            yield self._incident(n, self.draft.incidents[n], spans)

    def _incident(self, n: int, draft: IncidentDraft, evidence: tuple[Span, ...]) -> GroundedIncident:
        site, path = self.site, f"incidents[{n}]"
        reported_by = self.cast.find_all(site, draft.reported_by, f"{path}.reported_by")
        return GroundedIncident(
            index=n,
            opens=evidence[0].start,
            evidence=evidence,
            type=site.label(
                draft.type, IncidentType, "other", f"{path}.type", severity="field", required=True
            ),
            outcome=site.label(draft.outcome, Outcome, "unknown", f"{path}.outcome"),
            # "reported" claims less than "asserted": the safe reading of a label that is none
            factuality=site.label(
                draft.factuality,
                Factuality,
                "reported",
                f"{path}.factuality",
                severity="field",
                required=True,
            ),
            reported_by=reported_by,
            disputed_by=self.cast.find_all(site, draft.disputed_by, f"{path}.disputed_by"),
            aggregate=draft.aggregate,
            when=site.place(draft.when, f"{path}.when"),
            anchor=self._anchor(draft, n),
            where=self._where(draft.where, evidence, f"{path}.where"),
            perpetrators=self.cast.find_all(site, draft.perpetrators, f"{path}.perpetrators"),
            targets=self.cast.parties(site, draft.targets, f"{path}.targets"),
            victims=self.cast.parties(site, draft.victims, f"{path}.victims"),
            weapons=tuple(self._weapons(draft.weapons, f"{path}.weapons")),
            killed=tuple(self._figures(draft.killed, f"{path}.killed")),
            injured=tuple(self._figures(draft.injured, f"{path}.injured")),
            missing=tuple(self._figures(draft.missing, f"{path}.missing")),
            damage=self._damage(draft, path),
            related=tuple(self._related(draft.related, n)),
            summary=_one_line(draft.summary),
            confidence=_confidence(draft.confidence),
        )

    def _anchor(self, draft: IncidentDraft, n: int) -> int | Literal["published"] | None:
        if not draft.anchor.strip() or not draft.when.strip():
            return None
        if draft.anchor.strip().casefold() == "published":
            return "published"
        return self._incident_id(draft.anchor, f"incidents[{n}].anchor", other_than=n)

    def _incident_id(self, given: str, path: str, other_than: int | None = None) -> int | None:
        if not given.strip():
            return None
        n = self.ids.get(record_id(given))
        if n is None or n == other_than:
            message = f"“{given[:40]}” is no other incident's id."
            self.site.report("unknown_reference", message, path, "detail")
            return None
        if n not in self.standing:
            message = f"The incident “{given[:40]}” was dropped."
            self.site.report("unknown_reference", message, path, because=f"incidents[{n}]")
            return None
        return n

    def _incident_ids(self, given: list[str], path: str) -> tuple[int, ...]:
        found = (self._incident_id(one, f"{path}[{k}]") for k, one in enumerate(given))
        return tuple(dict.fromkeys(n for n in found if n is not None))

    def _where(self, draft: PlaceDraft, evidence: tuple[Span, ...], path: str) -> GroundedPlace:
        site = self.site
        span = site.place(draft.at, f"{path}.at", severity="detail")
        near = evidence if span is None else (span, *evidence)
        code = draft.country.strip().upper()
        if code and not re.fullmatch("[A-Z]{2}", code):
            code = self._country_code(draft.country, f"{path}.country")
        return GroundedPlace(
            span=span,
            site=site.name(draft.site, near, f"{path}.site"),
            city=site.name(draft.city, near, f"{path}.city"),
            area=site.name(draft.area, near, f"{path}.area"),
            admin1=site.name(draft.admin1, near, f"{path}.admin1"),
            country=code or None,
        )

    def _country_code(self, given: str, path: str) -> str:
        """The code of a country that is given by its name or by an address of it."""
        named = countries_in(given.partition(":")[2] or given)
        if len(named) == 1:
            return next(iter(named))
        message = f"“{given.strip()[:20]}” is no ISO 3166-1 code."
        self.site.report("unsupported_value", message, path, "detail")
        return ""

    def _weapons(self, drafts: list[WeaponDraft], path: str) -> Iterator[GroundedWeapon]:
        for k, draft in enumerate(drafts):
            span = self.site.place(draft.at, f"{path}[{k}].at", severity="detail", required=True)
            if span is not None:
                kind: WeaponKind = self.site.label(
                    draft.kind, WeaponKind, "other", f"{path}[{k}].kind", required=True
                )
                yield GroundedWeapon(span, kind, self._count(span, self.count_in))

    def _count(self, span: Span, read: _Reading) -> Count | None:
        """What the span says in numbers, read with the words around it in its sentence."""
        over = self.document.sentences_over(span.start, span.end)
        low = min((s.start for s in over), default=span.start)
        high = max((s.end for s in over), default=span.end)
        text = self.document.text
        before = text[max(low, span.start - 60) : span.start] if low < span.start else ""
        return read(span.text, before, text[span.end : max(high, span.end)])

    def _figures(self, drafts: list[CasualtyDraft], path: str) -> Iterator[GroundedFigure]:
        for k, draft in enumerate(drafts):
            at = f"{path}[{k}]"
            span = self.site.place(draft.at, f"{at}.at", required=True)
            if span is None:
                continue
            count = self._count(span, self.total_in)
            if count is None and 0 < draft.named <= 50:
                count = Count(min=draft.named)
            source = self.cast.find(self.site, draft.source, f"{at}.source")
            if source is None and draft.source.strip():
                continue  # without its source it would pass for the article's own voice
            yield GroundedFigure(span, count or Count(), source, draft.superseded)

    def _damage(self, draft: IncidentDraft, path: str) -> GroundedDamage | None:
        span = self.site.place(draft.damage, f"{path}.damage", severity="detail")
        if span is None:
            return None
        level: DamageLevel = self.site.label(
            draft.damage_level, DamageLevel, "unspecified", f"{path}.damage_level"
        )
        return GroundedDamage(span, level)

    def _related(self, drafts: list[RelatedDraft], n: int) -> Iterator[tuple[int, Relation]]:
        for k, draft in enumerate(drafts):
            path = f"incidents[{n}].related[{k}]"
            other = self._incident_id(draft.incident, f"{path}.incident", other_than=n)
            known = draft.relation in values(Relation)
            relation: Relation = self.site.label(
                draft.relation, Relation, "possibly_same", f"{path}.relation", required=True
            )
            if other is not None and known:
                yield other, relation

    # Speech

    def attributions(self) -> Iterator[GroundedAttribution]:
        for n, draft in enumerate(self.draft.attributions):
            found = self._attribution(n, draft, f"attributions[{n}]")
            if found is not None:
                yield found

    def _attribution(self, n: int, draft: AttributionDraft, path: str) -> GroundedAttribution | None:
        site = self.site
        clause = site.place(draft.clause, f"{path}.clause", severity="item", required=True)
        cue = site.place(draft.cue, f"{path}.cue", prefer=within(clause), severity="item")
        if not draft.cue.strip():
            cue = clause  # "They didn't hit anybody": no one word does it
        if re.sub(r"[\s-]+", "_", draft.act.strip().lower()) not in values(Act):
            message = f"“{draft.act[:40]}” is not one of: {', '.join(values(Act))}."
            site.report("unsupported_value", message, f"{path}.act", "item")
            return None
        source = self.cast.find(site, draft.source, f"{path}.source")
        responsible = self.cast.find(site, draft.responsible, f"{path}.responsible")
        if clause is None or cue is None:
            return None
        return GroundedAttribution(
            index=n,
            source=source,
            via=self.cast.find(site, draft.via, f"{path}.via"),
            act=site.label(draft.act, Act, "no_claim", f"{path}.act"),
            responsible=responsible,
            incidents=self._incident_ids(draft.incidents, f"{path}.incidents"),
            cue=cue,
            clause=clause,
            confidence=_confidence(draft.confidence),
        )

    def quotes(self) -> Iterator[GroundedQuote]:
        for n, draft in enumerate(self.draft.quotes):
            found = self._quote(n, draft, f"quotes[{n}]")
            if found is not None:
                yield found

    def _quote(self, n: int, draft: QuoteDraft, path: str) -> GroundedQuote | None:
        site = self.site
        placed = self._said(draft, path)
        if placed is None:
            return None
        span, quotation = placed
        fallback: QuoteKind = (
            "indirect" if quotation is None else "direct" if _is_clause(span.text) else "partial"
        )
        kind = site.label(draft.kind, QuoteKind, fallback, f"{path}.kind", required=True)
        if (kind == "indirect") != (quotation is None):
            where = "has no marks" if quotation is None else "stands between marks"
            message = f"Not {kind}: what is cited {where}."
            site.report("unsupported_value", message, f"{path}.kind", "detail")
            kind = fallback
        speakers = self.cast.speakers(site, draft.speakers, f"{path}.speakers", beside(span))
        return GroundedQuote(
            index=n,
            kind=kind,
            span=span,
            quotation=quotation,
            clause=site.place(draft.clause, f"{path}.clause", prefer=around(span), severity="detail")
            if kind == "partial"
            else None,
            speakers=tuple(dict.fromkeys(s.actor for s in speakers if s.actor is not None)),
            speaker_span=self._speaker_span(draft, speakers, span, f"{path}.speaker_at"),
            via=self.cast.find(site, draft.via, f"{path}.via"),
            cue=site.place(draft.cue, f"{path}.cue", prefer=beside(span), severity="detail"),
            stance=site.label(draft.stance, Stance, "asserts", f"{path}.stance"),
            continues=draft.continues,
            incidents=self._incident_ids(draft.incidents, f"{path}.incidents"),
            confidence=_confidence(draft.confidence),
        )

    def _speaker_span(
        self, draft: QuoteDraft, speakers: tuple[GroundedParty, ...], said: Span, path: str
    ) -> Span | None:
        """The words cited for the speakers; else those given with their names, from the first to the last."""
        if draft.speaker_at.strip():
            return self.site.place(draft.speaker_at, path, prefer=beside(said), severity="detail")
        spans = [party.span for party in speakers if party.span is not None]
        if not spans:
            return None
        start, end = min(s.start for s in spans), max(s.end for s in spans)
        one_sentence = len(self.document.sentences_over(start, end)) <= 1
        return self.document.span(start, end) if one_sentence else spans[0]

    def _said(self, draft: QuoteDraft, path: str) -> tuple[Span, str | None] | None:
        """The words said, and the id of the quotation that they are."""
        if draft.quotation.strip():
            quotation = self._quotation(draft.quotation, f"{path}.quotation")
            return None if quotation is None else (self._inner(quotation), quotation.id)
        span = self.site.place(draft.content, f"{path}.content", severity="item", required=True)
        if span is None:
            return None
        for quotation in self.document.quotations_around(span.start):  # the innermost first
            if span.end <= quotation.outer_end:
                inner = self._inner(quotation)
                if len(_bare(inner.text)) <= 2 * len(_bare(span.text)):  # the whole of it, or most
                    return inner, quotation.id
                message = f"These words stand in marks; give their id, {quotation.id}, as quotation."
                told = any(one.quotation.strip() == quotation.id for one in self.draft.quotes)
                self.site.report(
                    "unsupported_value", message, f"{path}.content", "detail" if told else "item"
                )
                return None
        return span, None

    def _quotation(self, given: str, path: str) -> Quotation | None:
        match = re.fullmatch(r"\W*[Qq]\s?([0-9]{1,6})\W*", given)
        quotation = self.document.quotation_by_id.get(f"Q{int(match[1])}") if match else None
        if quotation is None or not self.document.text[quotation.start : quotation.end].strip():
            message = f"There is no quotation “{given.strip()[:40]}” in the article."
            self.site.report("unknown_reference", message, path, "item")
            return None
        return quotation

    def _inner(self, quotation: Quotation) -> Span:
        """The words of a quotation, without white space at their ends."""
        text = self.document.text[quotation.start : quotation.end]
        start = quotation.start + len(text) - len(text.lstrip())
        return self.document.span(start, quotation.start + len(text.rstrip()))

    def quoted_text(self) -> Iterator[GroundedQuotedText]:
        for n, draft in enumerate(self.draft.quoted_text):
            found = self._quoted_text(n, draft, f"quoted_text[{n}]")
            if found is not None:
                yield found

    def _quoted_text(self, n: int, draft: QuotedTextDraft, path: str) -> GroundedQuotedText | None:
        quotation = self._quotation(draft.quotation, f"{path}.quotation")
        if quotation is None:
            return None
        return GroundedQuotedText(
            index=n,
            span=self._inner(quotation),
            quotation=quotation.id,
            kind=self.site.label(draft.kind, QuotedTextKind, "other", f"{path}.kind", required=True),
            confidence=_confidence(draft.confidence),
        )

    # The summary's own words

    def key_points(self) -> Iterator[GroundedKeyPoint]:
        for n, draft in enumerate(self.draft.key_points):
            found = self._key_point(n, draft, f"key_points[{n}]")
            if found is not None:
                yield found

    def _key_point(self, n: int, draft: KeyPointDraft, path: str) -> GroundedKeyPoint | None:
        evidence = self.site.sentences(draft.evidence, f"{path}.evidence")
        if not evidence:
            self.site.report("not_found", "No sentence of the article is cited for this.", path, "item")
            return None
        return GroundedKeyPoint(n, _one_line(draft.text), evidence)


def _is_clause(words: str) -> bool:
    """Whether marked words look like a sentence of their own: a capital first, a stop or comma last."""
    return words[:1].isupper() and words.rstrip()[-1:] in ".,!?…"


def _bare(words: str) -> str:
    return words.strip(" \t\n\r.,;:!?\"'“”‘’«»„")
