"""An event as it is told: its members, what most of them say, and what they say against each other."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from wirebrief.schemas.events import Event, Member, Tie
from wirebrief.schemas.references import id_uses
from wirebrief.schemas.vocabulary import IncidentType
from wirebrief.service.desk.summaries import Summarised
from wirebrief.service.linking.comparison import Comparer
from wirebrief.service.linking.contradictions import contradictions
from wirebrief.service.linking.figures import HARMS, standing_range, update
from wirebrief.service.linking.mentions import Mention

T = TypeVar("T")

_ASKED = 8
"""Other members among which the one that speaks most for a member is looked for."""


def event_of(id_: str, group: Sequence[tuple[Mention, Summarised]], comparer: Comparer) -> Event:
    """The event of a group of incidents.

    Args:
        group: each incident with the summary that it is of.
    """
    mentions = [mention for mention, _ in group]
    names = {mention.article: summarised.id for mention, summarised in group}
    told = [_member(mention, summarised) for mention, summarised in group]
    ties = [_tie(mention, mentions, told, names, comparer) for mention in mentions]
    members = sorted(
        (member.model_copy(update={"tie": tie}) for member, tie in zip(told, ties, strict=True)),
        key=lambda member: (member.published or date.max, member.article, member.incident.id),
    )
    start, end = _days(members)
    ranges = {harm: standing_range(harm, members) for harm in HARMS}
    return Event(
        id=id_,
        type=_type(members),
        start=start,
        end=end,
        place=_commonest(member.incident.where.name for member in members),
        country=_commonest(member.incident.where.country for member in members),
        **ranges,
        members=members,
        contradictions=contradictions(members),
        updates=[moved for harm in HARMS if (moved := update(harm, members))],
    )


def _member(mention: Mention, summarised: Summarised) -> Member:
    summary = summarised.summary
    incident = summary.incidents[mention.incident]
    attributions = [one for one in summary.attributions if incident.id in one.incidents]
    referred = {
        used for record in (incident, *attributions) for _, home, used in id_uses(record) if home == "actors"
    }
    return Member(
        article=summarised.id,
        publisher=summary.article.publisher,
        published=summary.article.published.date,
        incident=incident,
        attributions=attributions,
        actors=[actor for actor in summary.actors if actor.id in referred],
    )


def _tie(
    mention: Mention,
    mentions: Sequence[Mention],
    told: Sequence[Member],
    names: dict[int, str],
    comparer: Comparer,
) -> Tie | None:
    others = [n for n, other in enumerate(mentions) if other.article != mention.article][:_ASKED]
    if not others:
        return None
    compared = {n: comparer.compare(mention, mentions[n]) for n in others}
    nearest = max(others, key=lambda n: compared[n].bits)
    return Tie(
        article=names[mentions[nearest].article],
        incident=told[nearest].incident.id,
        probability=round(compared[nearest].probability, 4),
        reasons=compared[nearest].reasons(),
    )


def _type(members: Sequence[Member]) -> IncidentType:
    """The commonest that says something."""
    types = [member.incident.type for member in members]
    return _commonest(kind for kind in types if kind != "other") or "other"


def _days(members: Sequence[Member]) -> tuple[date | None, date | None]:
    """The commonest; a single day before a period, and that of articles to whom it was news first."""
    dated = [member.incident for member in members if member.incident.when.start]
    exact = [incident for incident in dated if incident.when.precision == "day"]
    fresh = [incident for incident in exact if not incident.background]
    days = _commonest((i.when.start, i.when.end) for i in fresh or exact or dated)
    return days or (None, None)


def _commonest(values: Iterable[T | None]) -> T | None:
    """The commonest value, the first of several; None where there is none."""
    counted = Counter(value for value in values if value is not None)
    return counted.most_common(1)[0][0] if counted else None
