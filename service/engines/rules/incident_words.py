"""The words of incidents, read from `lexicons/incidents.toml`, `weapons.toml` and `parties.toml`."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from wirebrief.schemas.vocabulary import IncidentType, Outcome, WeaponKind, values
from wirebrief.service.engines.rules.lexicon import read
from wirebrief.service.errors import ConfigurationError

FRAMES = frozenset(
    "harm strike launch burst ruin seize hold suffer suffer_thing stop engage gather happen cyber under "
    "find take free disperse sweep".split()
)
UNDECIDED = frozenset({"effect", "attack", "by_weapon"})
"""Types that the lexicon leaves to the weapon or to an event told nearby."""
EFFECTS = ("", "killed", "injured", "destroyed", "damaged")
FIGURATIVE = frozenset({"daylight", "character", "heart", "panic", "asthma"})
"""Before a noun these make another thing of it: "character assassination", "a heart attack"."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """What one word, as a verb or as a noun, tells."""

    lemma: str
    type: str
    """A type of the contract, or one of `UNDECIDED`."""
    frame: str
    """Of a verb."""
    effect: str = ""
    outcome: Outcome | None = None
    of: str = ""
    """Of a noun: what stands after "of": perpetrator, target, victim or none."""

    @property
    def noun(self) -> bool:
        return not self.frame


@dataclass(frozen=True, slots=True)
class Incidents:
    verbs: dict[str, tuple[tuple[str, Trigger], ...]]
    """Verb lemma to (companion word or "", entry), entries with a companion first."""
    nouns: dict[str, Trigger]
    modifiers: dict[str, str]
    """Modifier of a noun to type."""
    light_verbs: dict[str, frozenset[str]]
    """Verbs whose subject does what their noun says, to companion words."""
    happens: dict[str, frozenset[str]]
    unreal: dict[str, frozenset[str]]
    attempted: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Weapons:
    kinds: dict[tuple[str, ...], WeaponKind]
    """Lower-case singular words to kind."""
    longest: int
    types: dict[str, IncidentType]


@dataclass(frozen=True, slots=True)
class Parties:
    people: frozenset[str]
    armed: frozenset[str]
    irregulars: frozenset[str]
    forces: frozenset[str]
    law: frozenset[str]
    facilities: dict[str, str]
    """Head noun to kind: building, infrastructure, vehicles, military."""
    cover: frozenset[str]
    parts: frozenset[str]
    no_things: frozenset[str]
    abstract: frozenset[str]
    """What nobody can touch."""
    explosive: frozenset[str]
    """What can burst by itself."""
    nature: frozenset[str]
    """Forces of nature: what they do, nobody did."""


@lru_cache(maxsize=1)
def incidents() -> Incidents:
    """The incident words.

    Raises:
        ConfigurationError: an entry is not valid; the message names it.
    """
    table = read("incidents")
    verbs: dict[str, list[tuple[str, Trigger]]] = {}
    for number, group in enumerate(table["verb"], start=1):
        _check_group(group, f"incidents.toml, verb group {number}")
        for entry in group["lemmas"]:
            lemma, _, companion = entry.partition("+")
            trigger = Trigger(
                entry, group["type"], group["frame"], group.get("effect", ""), group.get("outcome")
            )
            verbs.setdefault(lemma, []).append((companion, trigger))
    nouns = {
        lemma: Trigger(lemma, group["type"], "", group.get("effect", ""), None, group["of"])
        for number, group in enumerate(table["noun"], start=1)
        if _check_group(group, f"incidents.toml, noun group {number}")
        for lemma in group["lemmas"]
    }
    return Incidents(
        verbs={lemma: tuple(sorted(found, key=lambda e: not e[0])) for lemma, found in verbs.items()},
        nouns=nouns,
        modifiers={word: kind for kind, words in table["modifiers"].items() for word in words},
        light_verbs=_companions(table["light"]["by_subject"]),
        happens=_companions(table["light"]["happens"]),
        unreal={name: frozenset(words) for name, words in table["unreal"].items()},
        attempted={name: frozenset(words) for name, words in table["attempted"].items()},
    )


def _check_group(group: dict[str, Any], at: str) -> bool:
    if group["type"] not in UNDECIDED and group["type"] not in values(IncidentType):
        raise ConfigurationError(f"{at}: {group['type']!r} is no type of incident.")
    if "frame" in group and group["frame"] not in FRAMES:
        raise ConfigurationError(f"{at}: {group['frame']!r} is no frame.")
    if group.get("effect", "") not in EFFECTS or not group.get("example"):
        raise ConfigurationError(f"{at}: it needs an example, and an effect that exists.")
    return True


def _companions(entries: list[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in entries:
        lemma, _, companion = entry.partition("+")
        found.setdefault(lemma, set()).add(companion)
    return {lemma: frozenset(companions) for lemma, companions in found.items()}


@lru_cache(maxsize=1)
def weapons() -> Weapons:
    """The weapon words.

    Raises:
        ConfigurationError: a kind is not one of the contract's.
    """
    table = read("weapons")
    for kind in table["kinds"]:
        if kind not in values(WeaponKind) or kind not in table["examples"]:
            raise ConfigurationError(f"weapons.toml: {kind!r} is no kind of weapon, or has no example.")
    kinds = {tuple(entry.split()): kind for kind, entries in table["kinds"].items() for entry in entries}
    return Weapons(kinds, max(map(len, kinds)), table["type_of_kind"])


@lru_cache(maxsize=1)
def parties() -> Parties:
    """The nouns of people, forces and things aimed at."""
    table = read("parties")
    return Parties(
        people=frozenset(table["people"]),
        armed=frozenset(table["armed"]),
        irregulars=frozenset(table["irregulars"]),
        forces=frozenset(table["forces"]),
        law=frozenset(table["law"]),
        facilities={word: kind for kind, words in table["facilities"].items() for word in words},
        cover=frozenset(table["cover"]["heads"]),
        parts=frozenset(table["parts"]["heads"]),
        no_things=frozenset(table["no_things"]["heads"]),
        abstract=frozenset(word for words in table["abstract"].values() for word in words),
        explosive=frozenset(table["explosive"]["heads"]),
        nature=frozenset(table["nature"]["heads"]),
    )
