"""What every rendering says in the same words: labels, days, figures, places, and who is who."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from wirebrief.schemas import (
    ArticleSummary,
    Attribution,
    CasualtyFigure,
    Count,
    Incident,
    Party,
    Quote,
    When,
    Where,
)
from wirebrief.service.rendering.printable import one_line

_ACTS = {  # in the past tense, which does not ask whether a source is one or many
    "blames": "blamed",
    "suspects": "suspected",
    "claims_responsibility": "claimed responsibility",
    "denies_responsibility": "denied responsibility",
    "confirms": "confirmed the responsibility of",
    "rejects": "rejected the responsibility of",
    "charges": "charged",
    "convicts": "convicted",
    "clears": "cleared",
    "no_claim": "said that nobody had claimed responsibility",
}
_BY_ITSELF = frozenset({"claims_responsibility", "denies_responsibility"})
_STANCES = {
    "asserts": "",
    "denies": "denying",
    "asks": "asking",
    "promises_or_threatens": "promising or threatening",
    "calls_for": "calling for",
    "criticizes": "criticizing",
    "praises": "praising",
}


@dataclass(frozen=True)
class Wording:
    """A summary with its ids turned into words. Strings are safe to print and stand on one line."""

    summary: ArticleSummary

    @cached_property
    def _names(self) -> dict[str, str]:
        return {actor.id: one_line(actor.name) for actor in self.summary.actors}

    def name(self, actor_id: str | None, otherwise: str = "somebody") -> str:
        """The name of an actor."""
        return otherwise if actor_id is None else self._names.get(actor_id, actor_id)

    def names(self, actor_ids: Sequence[str]) -> str:
        return ", ".join(self.name(actor_id) for actor_id in actor_ids)

    def party(self, party: Party) -> str:
        """Who or what was aimed at or harmed, in the article's words."""
        return one_line(party.span.text) if party.span else self.name(party.actor)

    def claim(self, attribution: Attribution) -> str:
        """Who holds whom responsible: "Lena Ost blamed Harbour Front, according to the Courier"."""
        source = self.name(attribution.source, "the article")
        act = _ACTS[attribution.act]
        alone = attribution.responsible is None or (
            attribution.act in _BY_ITSELF and attribution.responsible == attribution.source
        )
        claim = f"{source} {act}" if alone else f"{source} {act} {self.name(attribution.responsible)}"
        return f"{claim}, according to {self.name(attribution.via)}" if attribution.via else claim

    def speaker(self, quote: Quote) -> str:
        """Who says it, and through whom: "Ada Brand, Ole Strand, quoted by the Courier"."""
        speakers = self.names(quote.speakers) or "speaker unknown"
        return f"{speakers}, quoted by {self.name(quote.via)}" if quote.via else speakers

    def chronological(self) -> list[Incident]:
        """The incidents by day; those without one last, in the order of the article."""
        return sorted(self.summary.incidents, key=lambda incident: incident.when.start or date.max)

    def facts(self, incident: Incident) -> list[tuple[str, str]]:
        """What is known of an incident, as labelled words; nothing for what the article does not say."""
        weapons = [one_line(w.span.text) for w in incident.weapons]
        facts = [
            ("reported by", self.names(incident.reported_by)),
            ("disputed by", self.names(incident.disputed_by)),
            ("perpetrators", self.names(incident.perpetrators)),
            ("targets", "; ".join(map(self.party, incident.targets))),
            ("victims", "; ".join(map(self.party, incident.victims))),
            ("weapons", "; ".join(weapons)),
            ("killed", self._figures(incident.casualties.killed)),
            ("injured", self._figures(incident.casualties.injured)),
            ("missing", self._figures(incident.casualties.missing)),
            ("damage", incident.damage.level if incident.damage else ""),
            ("related", ", ".join(f"{label(r.relation)} {r.id}" for r in incident.related)),
        ]
        return [(name, words) for name, words in facts if words]

    def _figures(self, figures: Sequence[CasualtyFigure]) -> str:
        told = []
        for figure in figures:
            of_it = [self.name(figure.source)] if figure.source else []
            of_it += ["superseded"] if figure.superseded else []
            said = f" ({', '.join(of_it)})" if of_it else ""
            told.append(count(Count(min=figure.min, max=figure.max)) + said)
        return "; ".join(told)


def label(value: str) -> str:
    """A label of the contract as words: "rocket attack"."""
    return value.replace("_", " ")


def stance(quote: Quote) -> str:
    """How it is said, where it is not plainly asserted."""
    return _STANCES[quote.stance]


def said(quote: Quote) -> str:
    """The words said, in marks where they are; for a fragment in marks the whole clause around it."""
    if quote.clause is not None:
        return one_line(quote.clause.text)
    words = one_line(quote.span.text)
    return words if quote.kind == "indirect" else f"“{words}”"


def count(number: Count) -> str:
    """A closed range in words: "3", "at least 24", "up to 5", "3 to 5"."""
    low, high = number.min, number.max
    if low is None:
        return "number not given" if high is None else f"up to {high}"
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"


def day(when: When) -> str:
    """The day or period: "2024-03-01", "2024-03", "2019 to 2021"; empty where it is not known."""
    if when.start is None:
        return f"until {when.end}" if when.end else ""
    if when.precision == "month":
        return f"{when.start:%Y-%m}"
    if when.precision == "year":
        return f"{when.start:%Y}"
    if when.end is None:
        return f"since {when.start}"
    return str(when.start) if when.end == when.start else f"{when.start} to {when.end}"


def place(where: Where) -> str:
    """The place by its names from the finest to the country; the article's words where it names none."""
    named = [part.text for part in (where.site, where.city, where.area, where.admin1) if part]
    if not named and where.span:
        named = [where.span.text]
    return ", ".join(one_line(part) for part in (*named, where.country) if part)


def origin(summary: ArticleSummary) -> str:
    """When, where and by whom the article was published, and what it is unless a report; on one line."""
    article = summary.article
    published = article.published
    day_ = f"{published.date} ({published.basis})" if published.date else "date unknown"
    credited = [article.dateline, article.byline, article.agency, article.publisher]
    kind = [label(article.kind)] if article.kind not in (None, "report") else []
    return " · ".join([*kind, day_, *(one_line(part) for part in credited if part)])
