"""The words of blame, read from `lexicons/blame.toml`."""

from dataclasses import dataclass
from functools import lru_cache

from wirebrief.schemas.vocabulary import Act, values
from wirebrief.service.engines.rules.lexicon import read
from wirebrief.service.errors import ConfigurationError

FRAMES = frozenset(
    {"object", "to", "claim", "admit", "plead", "deny", "reject", "disbelieve", "confirm", "suspect", "name"}
)


@dataclass(frozen=True, slots=True)
class BlameCue:
    lemma: str
    frame: str
    act: Act


@dataclass(frozen=True, slots=True)
class BlameWords:
    verbs: dict[str, BlameCue]
    predicates: frozenset[str]
    hold: frozenset[str]
    suspects: frozenset[str]
    claim_objects: frozenset[str]
    part_objects: frozenset[str]
    accusations: frozenset[str]
    claims: frozenset[str]
    """Nouns by which somebody says it of himself."""
    pointers: frozenset[str]
    traces: frozenset[str]
    pointing: frozenset[str]
    doubt_adverbs: frozenset[str]
    doubt_modals: frozenset[str]
    doubt_verbs: frozenset[str]
    doubt_adjectives: frozenset[str]
    doubt_nouns: frozenset[str]


@lru_cache(maxsize=1)
def blame_words() -> BlameWords:
    """The words of blame.

    Raises:
        ConfigurationError: an entry is not valid; the message names it.
    """
    table = read("blame")
    verbs: dict[str, BlameCue] = {}
    for number, group in enumerate(table["verb"], start=1):
        if group["frame"] not in FRAMES or group["act"] not in values(Act) or not group.get("example"):
            raise ConfigurationError(f"blame.toml, verb group {number}: frame, act or example is not valid.")
        for lemma in group["lemmas"]:
            verbs[lemma] = BlameCue(lemma, group["frame"], group["act"])
    objects, doubt, predicates = table["objects"], table["doubt"], table["predicates"]
    pointing = table["pointing"]
    return BlameWords(
        verbs=verbs,
        predicates=frozenset(predicates["words"]),
        hold=frozenset(predicates["hold"]),
        suspects=frozenset(predicates["suspects"]),
        claim_objects=frozenset(objects["claim"]),
        part_objects=frozenset(objects["part"]),
        accusations=frozenset(objects["accusation"]),
        claims=frozenset(objects["own"]),
        pointers=frozenset(pointing["blame"] + pointing["doubt"]),
        traces=frozenset(pointing["doubt"]),
        pointing=frozenset(pointing["verbs"]),
        doubt_adverbs=frozenset(doubt["adverbs"]),
        doubt_modals=frozenset(doubt["modals"]),
        doubt_verbs=frozenset(doubt["verbs"]),
        doubt_adjectives=frozenset(doubt["adjectives"]),
        doubt_nouns=frozenset(doubt["nouns"]),
    )
