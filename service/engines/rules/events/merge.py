"""Which mentions tell of one event: merge by type, time, place, participants and definiteness, else keep
apart.

Mentions of one clause chain are grouped first ("a bomb went off in the lobby, killing two"); groups then join
an earlier event where the text identifies them. Another day, another city or another named victim keeps them
apart.
"""

from dataclasses import dataclass, field

from wirebrief.service.engines.rules.actors import Cast
from wirebrief.service.engines.rules.events.lexicon import parties
from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.events.phrases import (
    Phrase,
    content_head,
    facility,
    is_name,
    is_people,
    singular,
)
from wirebrief.service.engines.rules.events.where import Place
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.reading.document import Interval

_FAMILIES = (
    frozenset(
        "bombing suicide_bombing rocket_attack missile_attack shelling drone_attack airstrike attack arson "
        "fire".split()
    ),
    frozenset("assassination shooting stabbing attack bombing crime suicide_bombing sexual_violence".split()),
    frozenset("armed_clash attack shelling shooting".split()),
    frozenset("looting riot protest arson".split()),
    frozenset("abduction attack assassination".split()),
    frozenset("accident fire natural_disaster".split()),
    frozenset("crime looting attack arson".split()),
)
_REACH = 12
"""Sentences back over which a mention without a name in common is still the same event."""


@dataclass(slots=True)
class Group:
    """Mentions of one event, with what they share."""

    mentions: list[Mention]
    days: list[Interval] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    """Who was harmed or aimed at, as keys: names of persons, heads of things."""
    persons: set[str] = field(default_factory=set)
    """Named victims only."""

    @property
    def last_sentence(self) -> int:
        return max(m.sentence for m in self.mentions)

    @property
    def first_token(self) -> int:
        return min(m.token for m in self.mentions)

    @property
    def type(self) -> str:
        """The most telling type among the mentions: a decided one before "attack", "attack" before
        "effect"."""
        types = [m.type for m in self.mentions]
        decided = [t for t in types if t not in ("effect", "attack", "other")]
        return decided[0] if decided else "attack" if "attack" in types else types[0]

    def absorb(self, other: "Group") -> None:
        """Take another group's mentions as one's own."""
        self.mentions += other.mentions
        self.days += other.days
        self.places += other.places
        self.names |= other.names
        self.persons |= other.persons


@dataclass(frozen=True, slots=True)
class Bound:
    """A mention with its resolved day and place."""

    mention: Mention
    day: Interval | None
    place: Place | None
    countries: frozenset[str] = frozenset()
    """Of all the places that belong to it; more than one where it sums up several events."""


def merge(parsed: Parsed, bound: list[Bound], cast: Cast) -> list[Group]:
    """The events of an article, in the order of first mention."""
    groups = _within_sentences(parsed, bound, cast)
    events: list[Group] = []
    for group in groups:
        home = _home(parsed, group, events)
        if home is None:
            events.append(group)
        else:
            home.absorb(group)
    return events


def _group(parsed: Parsed, bound: Bound, cast: Cast) -> Group:
    group = Group([bound.mention])
    if bound.day is not None and bound.day.start is not None:
        group.days.append(bound.day)
    if bound.place is not None:
        group.places.append(bound.place)
    for phrase in bound.mention.victims + bound.mention.targets:
        key, person = party_key(parsed, phrase, cast)
        if key:
            group.names.add(key)
            if person:
                group.persons.add(key)
    return group


def party_names(parsed: Parsed, mention: Mention, cast: Cast) -> set[str]:
    """The keys of a mention's victims and targets."""
    return {key for p in mention.victims + mention.targets if (key := party_key(parsed, p, cast)[0])}


def party_key(parsed: Parsed, phrase: Phrase, cast: Cast) -> tuple[str, bool]:
    """What identifies a party over an article, and whether it is a named person."""
    noun = content_head(parsed, phrase.head)
    index = cast.actor_of(phrase.head)
    if index is not None and cast.actors[index].kind == "person" and cast.actors[index].sort == "name":
        return f"#{index}", True
    if is_name(parsed, noun):
        return parsed.lower[noun], bool(is_people(parsed, noun))
    if parsed.pos[noun] in ("NOUN", "ADJ"):
        return singular(parsed, noun), False
    return "", False


def _within_sentences(parsed: Parsed, bound: list[Bound], cast: Cast) -> list[Group]:
    """One group for each event that a sentence tells of."""
    groups: list[Group] = []
    sentence: list[Group] = []
    current = -1
    for one in bound:
        if one.mention.sentence != current:
            groups += sentence
            sentence, current = [], one.mention.sentence
        group = _group(parsed, one, cast)
        home = next((g for g in reversed(sentence) if _same_clause_chain(parsed, g, group)), None)
        if home is None:
            sentence.append(group)
        else:
            home.absorb(group)
    return groups + sentence


def _same_clause_chain(parsed: Parsed, first: Group, second: Group) -> bool:
    """Whether two groups of a sentence are one event: effect and cause, act and its noun, or linked
    clauses."""
    if _conflict(first, second) or not compatible(first.type, second.type):
        return False
    if (
        first.persons
        and second.persons
        and not first.persons & second.persons
        and not _one_verb(first, second)
    ):
        return False
    for a in first.mentions:
        for b in second.mentions:
            if linked(parsed, a.token, b.token):
                return True
    return "effect" in (first.type, second.type) and first.type != second.type


def _one_verb(first: Group, second: Group) -> bool:
    return {m.trigger.effect for m in first.mentions} != {m.trigger.effect for m in second.mentions}


def linked(parsed: Parsed, a: int, b: int) -> bool:
    """Whether one token stands above the other through clause links that do not start another event."""
    for low, high in ((a, b), (b, a)):
        up = low
        for _ in range(6):
            if up == high:
                return True
            if parsed.dep[up] in ("ccomp", "parataxis") or parsed.head[up] == up:
                break
            if parsed.dep[up] == "conj" and parsed.pos[up] == "NOUN":
                break
            up = parsed.head[up]
    return False


def compatible(one: str, other: str) -> bool:
    """Whether two types can be of one event."""
    if one == other or "effect" in (one, other):
        return not ({one, other} & {"arrest", "protest"} and one != other)
    return any(one in family and other in family for family in _FAMILIES)


def _conflict(first: Group, second: Group) -> bool:
    return _other_day(first, second) or _other_place(first, second)


def _other_day(first: Group, second: Group) -> bool:
    days = [(a, b) for a in first.days for b in second.days if a.precision == b.precision == "day"]
    return bool(days) and not any(a.start == b.start for a, b in days)


def _other_place(first: Group, second: Group) -> bool:
    names = [
        {p.label for p in g.places if p.precision == "city" and p.name != (-1, -1)} for g in (first, second)
    ]
    return bool(names[0]) and bool(names[1]) and not names[0] & names[1]


def _home(parsed: Parsed, group: Group, events: list[Group]) -> Group | None:
    """The earlier event that a group tells of again, or None."""
    best: tuple[float, Group] | None = None
    for event in events:
        score = _affinity(parsed, event, group)
        if score > 0 and (best is None or score >= best[0]):
            best = (score, event)
    return best[1] if best else None


def _affinity(parsed: Parsed, event: Group, group: Group) -> float:
    """How strongly the text identifies a group with an earlier event; 0 or less keeps them apart."""
    if not compatible(event.type, group.type) or _conflict(event, group):
        return 0.0
    if event.persons and group.persons and not event.persons & group.persons:
        return 0.0
    distance = group.last_sentence - event.last_sentence
    score = 3.0 * len(event.names & group.names & event.persons) + 1.5 * bool(
        _things(event.names & group.names)
    )
    if any(m.definite for m in group.mentions):
        score += 2.0 if distance <= _REACH else 0.5
    if event.days and group.days:
        score += 1.0
    if distance <= 1 and not group.days and not group.places:
        score += 1.5 if parsed_paragraph(parsed, event) == parsed_paragraph(parsed, group) else 0.5
    if group.type == "effect" and distance <= 2:
        score += 1.0
    if _fresh(group) and not event.names & group.names:
        score -= 2.0
    return score - 1.0 - 0.05 * distance


def _things(names: set[str]) -> set[str]:
    return names - parties().cover - {"people", "person", "man", "house", "building"}


def _fresh(group: Group) -> bool:
    """Whether a group introduces an event: "another attack", "a second bomb", with a place and time of its
    own."""
    return bool(group.days) and bool(group.places)


def parsed_paragraph(parsed: Parsed, group: Group) -> int:
    """The paragraph of a group's last mention."""
    return parsed.document.sentences[group.last_sentence].paragraph


def is_military(parsed: Parsed, phrase: Phrase) -> bool:
    """Whether a party is a force or its installation."""
    noun = content_head(parsed, phrase.head)
    return singular(parsed, noun) in parties().forces or facility(parsed, phrase.head) == "military"
