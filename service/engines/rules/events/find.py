"""From a parsed article to its events: find the mentions, bind what belongs to them, merge, and sort out
the rest."""

from dataclasses import dataclass
from itertools import pairwise

from wirebrief.service.engines.rules.actors import Cast
from wirebrief.service.engines.rules.doubt import mark_doubt
from wirebrief.service.engines.rules.events.anchors import Anchors
from wirebrief.service.engines.rules.events.arguments import bind
from wirebrief.service.engines.rules.events.casualties import damage, figures
from wirebrief.service.engines.rules.events.conflict import compatible
from wirebrief.service.engines.rules.events.group import Bound, Group, party_names
from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.events.merge import merge
from wirebrief.service.engines.rules.events.realis import settle
from wirebrief.service.engines.rules.events.reported import denied, place_in_reports
from wirebrief.service.engines.rules.events.scene import Scene
from wirebrief.service.engines.rules.events.split import split
from wirebrief.service.engines.rules.events.tagged import further, likeliest, settle_doers
from wirebrief.service.engines.rules.events.triggers import find_triggers
from wirebrief.service.engines.rules.events.when import bind_time, leave_out_of_phrase, timed
from wirebrief.service.engines.rules.judging import Judge
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.places import countries_mentioned
from wirebrief.service.engines.rules.speech import Report
from wirebrief.service.reading.dates.in_document import anchor_kind, resolve_in
from wirebrief.service.reading.document import Interval


@dataclass(frozen=True, slots=True)
class Event:
    """One event with everything that its mentions say."""

    group: Group
    denials: tuple[Mention, ...]
    """Mentions in which a source denies it or knows of none."""
    confidence: float = 1.0
    """How likely its record is right."""

    @property
    def mentions(self) -> list[Mention]:
        return self.group.mentions


UNLIKELY = 0.05
"""Below this a mention is not even a part of an incident."""


def find_events(parsed: Parsed, cast: Cast, reports: list[Report], mentions: list[Mention]) -> list[Event]:
    """The events that an article reports, in the order of first mention."""
    if not mentions:
        return []
    scene = Scene(parsed, mentions, countries_mentioned(_names(parsed)))
    actual, denials = [], []
    for mention in mentions:
        if mention.likely < UNLIKELY:
            continue
        if mention.realis in ("actual", "commemorated") and not denied(parsed, mention, reports):
            actual.append(_bound(parsed, mention, scene))
        elif denied(parsed, mention, reports):
            denials.append(mention)
    groups = [g for g in merge(parsed, actual, cast, Anchors(parsed).date) if reportable(g)]
    parties = {id(d): party_names(parsed, d, cast) for d in denials}
    for group in groups:
        group.places = [scene.in_only_country(place) for place in group.places]
    return [Event(g, tuple(d for d in denials if _denies(g, d, parties[id(d)]))) for g in groups]


def find_mentions(parsed: Parsed, reports: list[Report], judge: Judge) -> list[Mention]:
    """Every trigger with its participants, time, figures, damage, doubt and the report it stands in, in
    order."""
    mentions = list(find_triggers(parsed))
    if tags := judge.tags:
        mentions = sorted([*mentions, *further(parsed, tags, mentions)], key=lambda m: m.token)
    times = timed(parsed)
    tokens = frozenset(m.token for m in mentions)
    told: list[Mention] = []
    for mention in mentions:
        bind(parsed, mention)
        if mention.trigger.of in ("named", "remains") and not mention.victims:
            continue  # "the victims were buried" tells nothing of them
        if tags:
            settle_doers(tags, mention)
            mention.odds = tags.types(mention.token)
            if mention.undecided:
                mention.type = likeliest(mention.odds) or mention.type
        told.append(mention)
        mention.likely = judge.probability(mention.token, mention.trigger)
        settle(parsed, mention)
        mention.figures = figures(parsed, mention)
        mention.damage = damage(parsed, mention)
        bind_time(parsed, mention, times, tokens)
        if mention.realis == "commemorated":
            leave_out_of_phrase(parsed, mention)
    mentions = split(parsed, told)
    place_in_reports(parsed, mentions, reports)
    mark_doubt(parsed, mentions)
    return mentions


def _bound(parsed: Parsed, mention: Mention, scene: Scene) -> Bound:
    day: Interval | None = None
    if mention.when is not None and anchor_kind(parsed.document, *mention.when) != "anchor":
        day = resolve_in(parsed.document, *mention.when)
    return Bound(mention, day, scene.place_of(mention), scene.summed_by(mention))


def _names(parsed: Parsed) -> list[str]:
    """Words and pairs of words that may name a country or a people."""
    words = parsed.text
    pairs = [f"{a} {b}" for a, b in pairwise(words) if a[:1].isupper() and b[:1].isupper()]
    return [w for w in words if w[:1].isupper()] + pairs


def reportable(group: Group) -> bool:
    """Whether a group says enough of an event to be a record: what it was and who, what, where or when."""
    if group.type == "effect" and not any(_stands_alone(m) for m in group.mentions):
        return False
    if all(m.aggregate for m in group.mentions) and not group.weapons:
        return False
    if all(m.vague for m in group.mentions) and not (group.persons or group.days or _named_place(group)):
        return False  # "they have murdered judges"
    told_of = any(m.targets or m.weapons or m.figures or m.trigger.frame != "harm" for m in group.mentions)
    if not told_of and not group.names and not group.places and not group.days:
        return False  # "he was a clerk when he was killed"
    if all(m.realis == "commemorated" for m in group.mentions) and not group.names:
        return False
    if all(m.trigger.noun and m.definite for m in group.mentions) and not group.names and not group.days:
        return False
    has_detail = any(m.victims or m.targets or m.weapons or m.figures for m in group.mentions)
    return has_detail or bool(group.places) or bool(group.days)


def _named_place(group: Group) -> bool:
    return any(place.named in ("site", "city", "region") for place in group.places)


def _stands_alone(mention: Mention) -> bool:
    """Whether what only tells an effect is an event even so: somebody killed, something destroyed by
    somebody."""
    if mention.trigger.frame == "harm":
        return bool(mention.victims)
    return mention.trigger.effect == "destroyed" and bool(mention.targets and mention.perpetrators)


def _denies(group: Group, denial: Mention, names: set[str]) -> bool:
    """Whether a denied mention speaks of this event: the same kind of thing, and the same parties or none
    at all."""
    if denial.undecided or not compatible(group.type, denial.type):
        return False
    if names:
        return bool(names & group.names)
    return denial.trigger.noun and 0 <= denial.sentence - group.last_sentence <= 3
