"""When each incident was: the cited words resolved in code, one incident's day hanging on another's where
they say so.

A chain of incidents that hang on each other in a circle is cut at the one that closes it.
"""

from dataclasses import dataclass
from typing import Literal

from wirebrief.service.grounding.records import Finding, GroundedIncident, Grounding
from wirebrief.service.reading.dates import anchor_kind, resolve_in
from wirebrief.service.reading.dates.in_digits import resolve_digits
from wirebrief.service.reading.document import Document, Interval
from wirebrief.service.reading.language import may_be_english

UNKNOWN = Interval(None, None, "unknown")


@dataclass(frozen=True, slots=True)
class Dated:
    interval: Interval
    anchor: int | Literal["published"] | None


def timeline(document: Document, grounding: Grounding) -> tuple[dict[int, Dated], tuple[Finding, ...]]:
    """The time of every incident by its index, and a finding for every anchor that was cut."""
    resolver = _Resolver(document, grounding.incidents)
    dated = {incident.index: resolver.dated(incident.index) for incident in grounding.incidents}
    return dated, tuple(resolver.findings)


def date_words(interval: Interval) -> str:
    """A resolved time in the words that a summary may use for it ("Wednesday 5 January 2022")."""
    days = [day for day in (interval.start, interval.end) if day is not None]
    if interval.precision == "year":
        return " ".join(f"{day:%Y}" for day in days)
    if interval.precision == "month":
        return " ".join(f"{day:%B %Y}" for day in days)
    return " ".join(f"{day:%A} {day.day} {day:%B %Y %b}" for day in days)


class _Resolver:
    def __init__(self, document: Document, incidents: tuple[GroundedIncident, ...]) -> None:
        self._document = document
        self._english = may_be_english(document.language, document.text)
        self._incidents = {incident.index: incident for incident in incidents}
        self._done: dict[int, Dated] = {}
        self._cut: set[int] = set()
        self.findings: list[Finding] = []
        for incident in incidents:
            self._cut_circle(incident.index)

    def dated(self, index: int) -> Dated:
        chain = []
        at: int | Literal["published"] | None = index
        while isinstance(at, int) and at not in self._done:
            chain.append(at)
            at = self._anchor(at)
        for one in reversed(chain):
            self._done[one] = self._resolve(self._incidents[one])
        return self._done[index]

    def _anchor(self, index: int) -> int | Literal["published"] | None:
        anchor = self._incidents[index].anchor
        return (
            None
            if index in self._cut or (isinstance(anchor, int) and anchor not in self._incidents)
            else anchor
        )

    def _cut_circle(self, index: int) -> None:
        seen = {index}
        last = index
        at = self._anchor(index)
        while isinstance(at, int):
            if at in seen:
                self._cut.add(last)
                path = f"incidents[{last}].anchor"
                message = "The incidents' times hang on each other in a circle; this one was cut."
                self.findings.append(Finding("unsupported_value", message, path))
                return
            seen.add(at)
            last = at
            at = self._anchor(at)

    def _resolve(self, incident: GroundedIncident) -> Dated:
        if incident.when is None:
            return Dated(UNKNOWN, None)
        start, end = incident.when.start, incident.when.end
        if not self._english:
            return Dated(resolve_digits(incident.when.text), None)
        kind = anchor_kind(self._document, start, end)
        anchor = self._anchor(incident.index) if kind == "anchor" else None
        hangs_on = self._interval(anchor)
        interval = resolve_in(self._document, start, end, hangs_on)
        return Dated(interval, anchor if kind == "anchor" else "published" if kind == "published" else None)

    def _interval(self, anchor: int | Literal["published"] | None) -> Interval | None:
        if isinstance(anchor, int):
            return self._done[anchor].interval
        published = self._document.published.date
        return Interval(published, published, "day") if anchor == "published" and published else None
