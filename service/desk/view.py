"""A summary to be walked through: records that know each other, in place of ids to be looked up."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from wirebrief.schemas import ArticleSummary, Attribution, Incident, Quote

R = TypeVar("R", Quote, Attribution)


@dataclass(frozen=True)
class _Told(Generic[R]):
    """What somebody says of incidents, with its names; `record` is the record itself."""

    record: R
    within: "SummaryView"

    @property
    def via_name(self) -> str | None:
        return self.within.name(self.record.via)

    @property
    def incidents(self) -> "list[IncidentView]":
        return [one for one in self.within.incidents if one.record.id in self.record.incidents]


class QuoteView(_Told[Quote]):
    """A quote with its names."""

    @property
    def text(self) -> str:
        return self.record.span.text

    @property
    def speaker_names(self) -> list[str]:
        return self.within.names(self.record.speakers)


class AttributionView(_Told[Attribution]):
    """An attribution with its names."""

    @property
    def text(self) -> str:
        return self.record.evidence.text

    @property
    def source_name(self) -> str | None:
        return self.within.name(self.record.source)

    @property
    def responsible_name(self) -> str | None:
        return self.within.name(self.record.responsible)


@dataclass(frozen=True)
class IncidentView:
    """An incident with its names; `record` is the incident itself."""

    record: Incident
    within: "SummaryView"

    @property
    def perpetrator_names(self) -> list[str]:
        return self.within.names(self.record.perpetrators)

    @property
    def reported_by_names(self) -> list[str]:
        return self.within.names(self.record.reported_by)

    @property
    def disputed_by_names(self) -> list[str]:
        return self.within.names(self.record.disputed_by)

    @property
    def attributions(self) -> list[AttributionView]:
        """Who holds whom responsible for it."""
        return [one for one in self.within.attributions if self.record.id in one.record.incidents]

    @property
    def quotes(self) -> list[QuoteView]:
        """What was said about it."""
        return [one for one in self.within.quotes if self.record.id in one.record.incidents]


@dataclass(frozen=True)
class SummaryView:
    """The records of a summary, each with the names that its ids stand for."""

    summary: ArticleSummary

    @cached_property
    def _names(self) -> dict[str, str]:
        return {actor.id: actor.name for actor in self.summary.actors}

    def name(self, actor: str | None) -> str | None:
        return None if actor is None else self._names[actor]

    def names(self, actors: Iterable[str]) -> list[str]:
        return [self._names[actor] for actor in actors]

    @cached_property
    def incidents(self) -> list[IncidentView]:
        return [IncidentView(one, self) for one in self.summary.incidents]

    @cached_property
    def quotes(self) -> list[QuoteView]:
        return [QuoteView(one, self) for one in self.summary.quotes]

    @cached_property
    def attributions(self) -> list[AttributionView]:
        return [AttributionView(one, self) for one in self.summary.attributions]


def view(summary: ArticleSummary) -> SummaryView:
    """A summary to be walked through without looking up ids."""
    return SummaryView(summary)
