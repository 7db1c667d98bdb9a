"""Whether a source answers for an accused: itself, its own people, whom it speaks for, the forces of its
country."""

from wirebrief.service.engines.rules.actors import Actor
from wirebrief.service.engines.rules.blame.who.parties import Parties
from wirebrief.service.engines.rules.blame.who.pronouns import PERSONAL
from wirebrief.service.engines.rules.blame.who.spokespersons import principal_head
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.incident_words import parties as party_words
from wirebrief.service.engines.rules.places import country_by_capital, gazetteer
from wirebrief.service.engines.rules.syntax.nouns import singular

_MOST_NAMES = 40
"""Names of an actor that are looked at: those behind them say nothing new of it."""
_OFFICIAL = frozenset(
    "ministry minister government president presidential premier state army military foreign defence "
    "defense".split()
)


def same_side(parties: Parties, source: int, accused: int | None, party: int = -1) -> bool:
    """Whether a source answers for an accused; `party`: the phrase by which it is accused, or -1."""
    if source < 0 or accused is None:
        return False
    mine = {i for i in (parties.actor(source), parties.principal(source)) if i is not None}
    if accused in mine:
        return True
    speaks_for = principal_head(parties.parsed, source)
    whose = parties.parsed.lower[speaks_for] if speaks_for >= 0 else ""
    if whose in PERSONAL and parties.agrees(accused, whose):  # "its commander denied it"
        return True
    actors = parties.cast.actors
    return any(_are_named_alike(parties, actors[i], actors[accused]) for i in mine) or any(
        _commands(parties, actors[i], actors[accused]) for i in mine
    )


def _are_named_alike(parties: Parties, one: Actor, other: Actor) -> bool:
    """Whether one is named after the other: "the Veltan foreign ministry" and "Velta"."""
    return bool(_countries(parties, one) & _countries(parties, other))


def _commands(parties: Parties, one: Actor, other: Actor) -> bool:
    """Whether one is a government and the other its forces, with no other country named for either."""
    parsed, first, first_name = parties.parsed, other.names[0].head, other.names[0].name
    said = {parsed.lower[t] for t in _own_words(parties, one)}
    official = one.kind in ("government_body", "military") or (
        one.role is not None and bool((one.roles | said) & _OFFICIAL)
    )
    named = range(first_name[0], first_name[1] + 1)
    bare = all(parsed.lower[t] in party_words().forces for t in named)
    of_forces = any(singular(parsed, t) in party_words().forces for t in named)  # "members of the army"
    forces = bare or (other.sort != "name" and (other.kind == "military" or of_forces))
    country = other.kind == "state" and parsed.entity[first] == "GPE"
    judges = singular(parsed, one.names[0].head) in blame_words()["parties.judges"]
    if not official or judges or not (forces or country):
        return False
    return not (_countries(parties, one) and _countries(parties, other))


def _countries(parties: Parties, actor: Actor) -> set[str]:
    """The countries and peoples in an actor's names: the stem "velt" of "Veltan"; of those that the gazetteer
    knows their code too, by a capital as well."""
    parsed, tokens = parties.parsed, _own_words(parties, actor)
    capital = country_by_capital(parsed.words(*actor.names[0].name))
    if capital is not None:  # whatever the parser takes it for
        return {capital}
    if actor.kind == "state":
        tokens = {t for t in tokens if parsed.pos[t] == "PROPN"}
    elif actor.kind == "person" and not actor.role:
        return set()
    else:
        tokens = {t for t in tokens if parsed.entity[t] in ("GPE", "NORP")}
    codes = {gazetteer().country_of_word(parsed.text[t]) for t in tokens}
    return {parsed.lower[t][:4] for t in tokens} | {code for code in codes if code is not None}


def _own_words(parties: Parties, actor: Actor) -> set[int]:
    """The words of an actor's names with what stands before them, but nothing said beside them."""
    parsed = parties.parsed
    names = actor.names[:_MOST_NAMES]
    tokens = {t for m in names for t in range(m.name[0], m.name[1] + 1)}
    before = {c for m in names for c in parsed.children[m.head] if c < m.head}
    return tokens | {c for c in before if parsed.dep[c] in ("poss", "compound", "amod", "nmod")}
