"""Words that say who somebody is: `lexicons/actors.toml`, as sets."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from wirebrief.schemas.vocabulary import ActorKind
from wirebrief.service.engines.rules.lexicon import kinds, read


@dataclass(frozen=True, slots=True)
class Words:
    """`lexicons/actors.toml`, as sets."""

    kinds: dict[str, ActorKind]
    roles: frozenset[str]
    titles: frozenset[str]
    forms_of_address: frozenset[str]
    """Titles before nothing but a person's name: "Dr", "Mrs"."""
    abbreviated: dict[str, str]
    """Of a title to the word."""
    male: frozenset[str]
    female: frozenset[str]
    """Titles and nouns that tell a person's gender."""
    men: frozenset[str]
    women: frozenset[str]
    """Given names."""
    indefinite: frozenset[str]
    vehicles: frozenset[str]
    """What somebody speaks through: a statement, a letter."""
    fighting_names: frozenset[str]
    """Words that armed groups have in their names."""


@lru_cache(maxsize=1)
def words() -> Words:
    table = read("actors")
    titles, gender = table["titles"], table["gender"]
    return Words(
        kinds=kinds(table["kinds"]),
        roles=frozenset(table["roles"]["person"]),
        titles=frozenset(titles["male"] + titles["female"] + titles["any"]),
        forms_of_address=frozenset(titles["address"]),
        abbreviated=titles["abbreviated"],
        male=frozenset(titles["male"] + gender["male_words"]),
        female=frozenset(titles["female"] + gender["female_words"]),
        men=_given_names("men.txt"),
        women=_given_names("women.txt"),
        indefinite=frozenset(table["anonymous"]["determiners"]),
        vehicles=frozenset(table["vehicles"]["nouns"]),
        fighting_names=frozenset(table["kinds_by_name"]["armed_group"]),
    )


def _given_names(file: str) -> frozenset[str]:
    text = files("wirebrief.service.engines.rules").joinpath("lexicons", file).read_text("utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))
