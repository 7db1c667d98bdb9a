"""The words of blame, read from `lexicons/blame.toml`, whose head describes the tables."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from wirebrief.service.engines.rules.lexicon import cues, read
from wirebrief.service.errors import ConfigurationError

Attitude = Literal[
    "asserts", "suspects", "admits", "accepts", "confirms", "denies", "rejects", "claims", "unreal"
]


class _Group(BaseModel):
    """What the groups of `blame.toml` share."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    attitude: Attitude
    verbs: tuple[str, ...]
    """With a companion where the verb needs one: "lay+blame"."""
    example: str = Field(min_length=1)


_G = TypeVar("_G", bound=_Group)


class _StanceGroup(_Group):
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]


class _CueGroup(_Group):
    party: tuple[str, ...]
    source: Literal["subject", "none"] = "subject"
    deed: tuple[str, ...] = ()
    needs: Literal["", "deed", "suspicion"] = ""
    object: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    roles: frozenset[str] = Field(default=frozenset(), alias="as")
    object_deed: bool = False
    negated: Attitude | None = None
    refused: Attitude | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What one verb, with its companion where it needs one, takes to the statement that it governs."""

    companion: str
    attitude: Attitude


@dataclass(frozen=True, slots=True)
class BlameCue:
    """A verb that says who holds whom responsible."""

    companion: str
    attitude: Attitude
    party: tuple[str, ...]
    """Where the responsible stands, tried in turn: "subject", "object", "owner" (of the object), "role" (in
    "as the work of"), or a preposition."""
    source: str
    deed: tuple[str, ...]
    """The prepositions that the act stands after."""
    needs: str
    object: frozenset[str]
    """One of these must be the verb's object."""
    subject: frozenset[str]
    """One of these must be its subject."""
    roles: frozenset[str]
    """One of these must be what somebody is taken as."""
    object_deed: bool
    """Whether the verb's object must be the act."""
    negated: Attitude | None
    """What it comes to where it is negated, if it then says anything."""
    refused: Attitude | None
    """… and under "refused to"."""


@dataclass(frozen=True, slots=True)
class Stances:
    verbs: dict[str, tuple[Entry, ...]]
    """By lemma, entries with a companion first."""
    nouns: dict[str, Attitude]
    adjectives: dict[str, Attitude]


@dataclass(frozen=True, slots=True)
class BlameWords:
    stances: Stances
    cues: dict[str, tuple[BlameCue, ...]]
    """By lemma, in the order of the file."""
    lists: dict[str, frozenset[str]]
    """Every plain list, by "table.name"."""
    deeds: dict[str, frozenset[str]]
    """Verb of a harmful act to the companions that it needs ("" for none)."""

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]


@lru_cache(maxsize=1)
def blame_words() -> BlameWords:
    """The words of blame.

    Raises:
        ConfigurationError: an entry is not valid; the message names it.
    """
    return words_of(read("blame"))


def words_of(table: dict[str, Any]) -> BlameWords:
    """The words of the tables of a lexicon of blame.

    Raises:
        ConfigurationError: an entry is not valid; the message names it.
    """
    sections = {name: section for name, section in table.items() if isinstance(section, dict)}
    return BlameWords(
        stances=_stances([_checked(_StanceGroup, group, "stance") for group in table["stance"]]),
        cues=_cues([_checked(_CueGroup, group, "cue") for group in table["cue"]]),
        lists={
            f"{name}.{part}": frozenset(words) for name, s in sections.items() for part, words in s.items()
        },
        deeds=_companions(table["deeds"]["verbs"]),
    )


def _checked(model: type[_G], group: dict[str, Any], table: str) -> _G:
    try:
        return model.model_validate(group)
    except ValidationError as error:
        at = f"blame.toml, {table} {group.get('verbs', [])[:3]}"
        raise ConfigurationError(f"{at}: {error.errors()[0]['loc']}: {error.errors()[0]['msg']}.") from error


def _stances(groups: list[_StanceGroup]) -> Stances:
    verbs: dict[str, list[Entry]] = defaultdict(list)
    nouns: dict[str, Attitude] = {}
    adjectives: dict[str, Attitude] = {}
    for group in groups:
        for entry in group.verbs:
            lemma, _, companion = entry.partition("+")
            verbs[lemma].append(Entry(companion, group.attitude))
        for noun in group.nouns:
            nouns.setdefault(noun, group.attitude)
        for adjective in group.adjectives:
            adjectives.setdefault(adjective, group.attitude)
    for lemma, cue in cues().verbs.items():
        if lemma not in verbs and cue.has("clause"):
            stating = cue.sense("clause").stance in ("asserts", "denies")
            verbs[lemma].append(Entry("", "asserts" if stating else "unreal"))
    ordered = {lemma: tuple(sorted(found, key=lambda e: not e.companion)) for lemma, found in verbs.items()}
    return Stances(ordered, nouns, adjectives)


def _cues(groups: list[_CueGroup]) -> dict[str, tuple[BlameCue, ...]]:
    found: dict[str, dict[BlameCue, None]] = defaultdict(dict)
    for group in groups:
        slots = group.model_dump(exclude={"verbs", "example"})
        for entry in group.verbs:
            lemma, _, companion = entry.partition("+")
            found[lemma][BlameCue(companion, **slots)] = None
    return {lemma: tuple(listed) for lemma, listed in found.items()}


def _companions(entries: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        lemma, _, companion = entry.partition("+")
        found[lemma].add(companion)
    return {lemma: frozenset(companions) for lemma, companions in found.items()}
