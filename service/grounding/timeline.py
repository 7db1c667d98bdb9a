"""When each incident was: the cited words resolved in code, one incident's day hanging on another's where
they say so.

A chain of incidents that hang on each other in a circle is cut at the one that closes it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from wirebrief.service.grounding.records import Finding, GroundedIncident, Grounding
from wirebrief.service.languages import WITH_TIMES
from wirebrief.service.reading.dates import anchor_kind, resolve_in
from wirebrief.service.reading.dates.in_digits import resolve_digits
from wirebrief.service.reading.dates.meaning import Needs
from wirebrief.service.reading.dates.spoken import resolve_spoken, spoken_needs
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


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the times of one language are read."""

    needs: Callable[[Document, int, int], Needs]
    resolve: Callable[[Document, int, int, Interval | None], Interval]


def _reading(document: Document) -> _Reading | None:
    """How the times of a document are read; None where only digits can be."""
    language = document.language
    if language in WITH_TIMES:
        return _Reading(partial(spoken_needs, language=language), partial(resolve_spoken, language=language))
    if may_be_english(language, document.text):
        return _Reading(anchor_kind, resolve_in)
    return None


class _Resolver:
    def __init__(self, document: Document, incidents: tuple[GroundedIncident, ...]) -> None:
        self._document = document
        self._reading = _reading(document)
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
        if self._reading is None:
            return Dated(resolve_digits(incident.when.text), None)
        kind = self._reading.needs(self._document, start, end)
        anchor = self._anchor(incident.index) if kind == "anchor" else None
        interval = self._reading.resolve(self._document, start, end, self._interval(anchor))
        return Dated(interval, anchor if kind == "anchor" else "published" if kind == "published" else None)

    def _interval(self, anchor: int | Literal["published"] | None) -> Interval | None:
        if isinstance(anchor, int):
            return self._done[anchor].interval
        published = self._document.published.date
        return Interval(published, published, "day") if anchor == "published" and published else None
