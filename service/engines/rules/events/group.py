"""Mentions that tell of one event, with what they say together."""

from dataclasses import dataclass, field

from wirebrief.service.engines.rules.actors import Cast
from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.events.where import Place
from wirebrief.service.engines.rules.incident_words import parties
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.nouns import content_head, facility, is_name, is_people, singular
from wirebrief.service.engines.rules.syntax.phrases import Phrase
from wirebrief.service.engines.rules.syntax.weapons import WeaponPhrase
from wirebrief.service.grounding.numbers import count_in
from wirebrief.service.reading.document import Interval

_VAGUE = ("effect", "attack", "other")
_MEANS_UNSAID = ("explosion", "assassination", "killing")
"""Types that leave the means open, the most telling first."""
_STOPPED = frozenset({"foiled", "intercepted"})
_DONE = frozenset({"burst", "harm", "strike", "ruin"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
FAMILY_OF_KIND = {
    "rocket": "rocket",
    "missile": "missile",
    "mortar": "shell",
    "artillery": "shell",
    "drone": "drone",
    "aircraft_bomb": "air",
}
"""What flies, by what a reader keeps apart; other weapons may be of one attack."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A mention with its resolved day and place."""

    mention: Mention
    day: Interval | None
    place: Place | None
    summed: frozenset[str] = frozenset()
    """Labels and countries of the several places that it sums up."""


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
    countries: set[str] = field(default_factory=set)
    summed: frozenset[str] = frozenset()
    """Labels and countries of several places, where one clause tells of all of them at once."""
    flying: set[str] = field(default_factory=set)
    """Families of rockets, missiles, shells, drones."""
    counts: dict[str, set[int]] = field(default_factory=dict)
    """How many of each kind of weapon, where an indefinite phrase says it ("five rockets")."""
    recalled: set[str] = field(default_factory=set)
    """Kinds of weapon that a definite phrase goes back to ("the rockets")."""
    weapons: set[str] = field(default_factory=set)
    """Kinds of all its weapons."""
    types: list[str] = field(default_factory=list)
    """Of its mentions, each once, in order of first mention."""
    voices: set[int | None] = field(default_factory=set)
    """The reports that tell of it; None is the article itself."""
    stopped: bool = False
    """Whether it was kept from happening."""
    done: bool = False
    """Whether a verb tells that it struck, burst or harmed."""
    definite: bool = False
    bare: bool = False
    """Whether a definite noun that names no victim of its own tells of it: "the strike also killed …"."""
    commemorated: bool = False
    """Whether it has only been told of as something remembered."""
    apart: bool = False
    """Whether its words set it apart from what was told before: "another", "a second"."""

    @property
    def last_sentence(self) -> int:
        """Mentions stand in the order of the article."""
        return self.mentions[-1].sentence

    @property
    def first_token(self) -> int:
        return self.mentions[0].token

    @property
    def type(self) -> str:
        """The most telling type of all: one that names the means, then those that do not, then "attack", then
        "effect"."""
        decided = [t for t in self.types if t not in _VAGUE]
        told = sorted(decided, key=lambda t: _MEANS_UNSAID.index(t) if t in _MEANS_UNSAID else -1)
        return told[0] if told else "attack" if "attack" in self.types else self.types[0]

    @property
    def telling(self) -> bool:
        """Whether it says who, what, when or where, so that later words can go back to it."""
        return bool(self.names or self.weapons or self.days or self.places)

    def absorb(self, other: "Group") -> None:
        """Take another group's mentions as one's own."""
        follows = other.first_token > self.mentions[-1].token
        self.mentions += other.mentions
        if not follows:
            self.mentions.sort(key=lambda m: m.token)
        self.days += [day for day in other.days if day not in self.days]
        known = {(p.label, p.named, p.precision, p.country) for p in self.places}
        self.places += [p for p in other.places if (p.label, p.named, p.precision, p.country) not in known]
        self.names |= other.names
        self.persons |= other.persons
        self.countries |= other.countries
        self.flying |= other.flying
        self.recalled |= other.recalled
        self.summed |= other.summed
        self.weapons |= other.weapons
        self.voices |= other.voices
        self.types += [t for t in other.types if t not in self.types]
        self.stopped = self.stopped or other.stopped
        self.done = self.done or other.done
        self.definite = self.definite or other.definite
        self.bare = self.bare or other.bare
        self.commemorated = self.commemorated and other.commemorated
        self.apart = self.apart or other.apart
        for kind, counts in other.counts.items():
            self.counts[kind] = self.counts.get(kind, set()) | counts


def group_of(parsed: Parsed, bound: Bound, cast: Cast) -> Group:
    """One mention as a group of its own."""
    mention = bound.mention
    group = Group([mention], summed=bound.summed, apart=mention.apart, types=[mention.type])
    group.voices.add(mention.report)
    group.weapons = {weapon.kind for weapon in mention.weapons}
    group.stopped = mention.outcome in _STOPPED
    group.done = mention.trigger.frame in _DONE and mention.outcome is None
    group.definite = mention.definite
    group.bare = mention.definite and mention.trigger.noun and not mention.victims
    group.commemorated = mention.realis == "commemorated"
    if bound.day is not None and bound.day.start is not None:
        group.days.append(bound.day)
    if bound.place is not None:
        group.places.append(bound.place)
        if bound.place.country:
            group.countries.add(bound.place.country)
    for phrase in mention.victims + mention.targets:
        key, person = party_key(parsed, phrase, cast)
        if key:
            group.names.add(key)
            if person:
                group.persons.add(key)
    for weapon in mention.weapons:
        _note_weapon(parsed, group, weapon)
    if mention.trigger.noun and mention.trigger.lemma == "strike" and mention.type == "attack":
        group.flying |= {"drone", "missile", "air"}
    return group


def _note_weapon(parsed: Parsed, group: Group, weapon: WeaponPhrase) -> None:
    if weapon.kind in FAMILY_OF_KIND:
        group.flying.add(FAMILY_OF_KIND[weapon.kind])
    phrase = weapon.phrase
    words = {parsed.lower[t] for t in range(phrase.first, phrase.head + 1)}
    if words & _DEFINITE:
        group.recalled.add(weapon.kind)
        return
    count = count_in(parsed.words(phrase.first, phrase.last))
    if count is not None and count.min is not None and count.min == count.max and count.min > 1:
        group.counts.setdefault(weapon.kind, set()).add(int(count.min))


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


def is_military(parsed: Parsed, phrase: Phrase) -> bool:
    """Whether a party is a force or its installation."""
    noun = content_head(parsed, phrase.head)
    return singular(parsed, noun) in parties().forces or facility(parsed, phrase.head) == "military"
