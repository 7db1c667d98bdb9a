"""The words of blame, read from `lexicons/blame.toml`."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, get_args

from wirebrief.service.engines.rules.lexicon import cues, read
from wirebrief.service.errors import ConfigurationError

Attitude = Literal[
    "asserts", "suspects", "admits", "accepts", "confirms", "denies", "rejects", "claims", "unreal"
]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one verb, with its companion where it needs one, takes to the statement that it governs."""

    companion: str
    attitude: Attitude


@dataclass(frozen=True, slots=True)
class BlameCue:
    """A verb that says who holds whom responsible (the head of `blame.toml` describes the fields)."""

    companion: str
    attitude: Attitude
    party: tuple[str, ...]
    source: str
    deed: tuple[str, ...]
    needs: str
    object: frozenset[str]
    subject: frozenset[str]
    roles: frozenset[str]
    object_deed: bool
    negated: Attitude | None
    """What it comes to where it is negated, if it then says anything."""
    refused: Attitude | None
    """… and under "refused to"."""


@dataclass(frozen=True, slots=True)
class Stances:
    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, Attitude]
    adjectives: dict[str, Attitude]


@dataclass(frozen=True, slots=True)
class BlameWords:
    stances: Stances
    cues: dict[str, tuple[BlameCue, ...]]
    lists: dict[str, frozenset[str]] = field(default_factory=dict)
    """Every plain list, by "table.name"."""
    deeds: dict[str, frozenset[str]] = field(default_factory=dict)
    """Verb of a harmful act to the companions that it needs ("" for none)."""

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]


@lru_cache(maxsize=1)
def blame_words() -> BlameWords:
    """The words of blame.

    Raises:
        ConfigurationError: an entry is not valid; the message names it.
    """
    table = read("blame")
    return BlameWords(
        stances=_stances(table["stance"]),
        cues=_cues(table["cue"]),
        lists={
            f"{name}.{part}": frozenset(words)
            for name, section in table.items()
            if isinstance(section, dict)
            for part, words in section.items()
            if isinstance(words, list)
        },
        deeds=_companions(table["deeds"]["verbs"]),
    )


def _stances(groups: list[dict[str, Any]]) -> Stances:
    verbs: dict[str, list[Entry]] = defaultdict(list)
    nouns: dict[str, Attitude] = {}
    adjectives: dict[str, Attitude] = {}
    for number, group in enumerate(groups, start=1):
        attitude = _attitude(group, f"blame.toml, stance group {number}")
        for entry in group["verbs"]:
            lemma, _, companion = entry.partition("+")
            verbs[lemma].append(Entry(companion, attitude))
        for noun in group["nouns"]:
            nouns.setdefault(noun, attitude)
        for adjective in group["adjectives"]:
            adjectives.setdefault(adjective, attitude)
    for lemma, cue in cues().verbs.items():
        if lemma not in verbs and cue.has("clause"):
            verbs[lemma].append(
                Entry("", "asserts" if cue.sense("clause").stance in ("asserts", "denies") else "unreal")
            )
    ordered = {lemma: tuple(sorted(found, key=lambda e: not e.companion)) for lemma, found in verbs.items()}
    return Stances(ordered, nouns, adjectives)


def _cues(groups: list[dict[str, Any]]) -> dict[str, tuple[BlameCue, ...]]:
    found: dict[str, list[BlameCue]] = defaultdict(list)
    for number, group in enumerate(groups, start=1):
        attitude = _attitude(group, f"blame.toml, cue group {number}")
        for entry in group["verbs"]:
            lemma, _, companion = entry.partition("+")
            cue = BlameCue(
                companion=companion,
                attitude=attitude,
                party=tuple(group["party"]),
                source=group.get("source", "subject"),
                deed=tuple(group.get("deed", ())),
                needs=group.get("needs", ""),
                object=frozenset(group.get("object", ())),
                subject=frozenset(group.get("subject", ())),
                roles=frozenset(group.get("as", ())),
                object_deed=group.get("object_deed", False),
                negated=group.get("negated"),
                refused=group.get("refused"),
            )
            if cue not in found[lemma]:
                found[lemma].append(cue)
    return {lemma: tuple(listed) for lemma, listed in found.items()}


def _attitude(group: dict[str, Any], at: str) -> Attitude:
    attitude = group.get("attitude")
    if attitude not in get_args(Attitude) or not group.get("example"):
        raise ConfigurationError(f"{at}: the attitude is not known, or the example is missing.")
    return attitude  # type: ignore[no-any-return]  # checked on the line before


def _companions(entries: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        lemma, _, companion = entry.partition("+")
        found[lemma].add(companion)
    return {lemma: frozenset(companions) for lemma, companions in found.items()}
