"""Who did it, to whom, to what, with what: participants bound, and a type that they settle.

The parse says which noun phrase stands where; the noun itself says whether it can be a person, a force, a
weapon or a thing. A phrase that fits nothing is left out rather than guessed at.
"""

from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.events.naming import named_for
from wirebrief.service.engines.rules.events.noun_arguments import bind_noun, bind_surroundings
from wirebrief.service.engines.rules.events.party_types import type_by_parties
from wirebrief.service.engines.rules.events.roles import add_weapon
from wirebrief.service.engines.rules.events.triggers import objects_of, weapon_type
from wirebrief.service.engines.rules.events.verb_arguments import bind_verb, carriers
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.phrases import Phrase, phrase_of
from wirebrief.service.engines.rules.syntax.prepositions import prepositional

_INSTRUMENTAL = frozenset({"with", "using", "by", "from"})


def bind(parsed: Parsed, mention: Mention) -> None:
    """Fill a mention's participants and settle a type that the lexicon leaves to them."""
    if mention.trigger.noun:
        bind_noun(parsed, mention)
    else:
        bind_verb(parsed, mention)
    _bind_instruments(parsed, mention)
    _add_named(parsed, mention)
    _settle_type(parsed, mention)
    if mention.trigger.noun and mention.type in _BLASTS and not mention.targets:
        bind_surroundings(parsed, mention)


_BLASTS = frozenset({"bombing", "explosion", "suicide_bombing", "rocket_attack", "shelling"})


def _bind_instruments(parsed: Parsed, mention: Mention) -> None:
    """Weapons of "with", "using", "by" and "from" phrases, and of "a car loaded with explosives"."""
    for preposition, head in prepositional(parsed, carriers(parsed, mention)):
        if preposition in _INSTRUMENTAL:
            add_weapon(parsed, mention, head)
    for child in parsed.children[mention.token]:
        if parsed.dep[child] == "advcl" and parsed.lower[child] in (
            "using",
            "throwing",
            "firing",
            "detonating",
        ):
            for head in objects_of(parsed, child):
                add_weapon(parsed, mention, head)


def _add_named(parsed: Parsed, mention: Mention) -> None:
    """Those named apart from their description: "two clerks, A and B", "the gunman, identified as C"."""
    for parties in (mention.victims, mention.perpetrators, mention.targets):
        for party in tuple(parties):
            for head in named_for(parsed, party.head):
                if all(head != known.head for known in parties):
                    parties.append(phrase_of(parsed, head))


def _settle_type(parsed: Parsed, mention: Mention) -> None:
    """The type of an event whose trigger leaves it to the weapon, or to what did it."""
    if not mention.trigger.noun:
        mention.type = type_by_parties(parsed, mention) or mention.type
    struck = mention.type == "effect" and not mention.trigger.noun and not mention.perpetrators
    if (mention.type in ("by_weapon", "attack") or struck) and mention.weapons:
        mention.type = weapon_type(mention.weapons[0].kind)
    elif mention.type == "by_weapon":
        mention.type = "explosion" if mention.trigger.frame == "burst" else "bombing"
    if mention.type in ("effect", "bombing", "explosion", "attack") and _suicidal(parsed, mention):
        mention.type = "suicide_bombing"
    mention.perpetrators = _distinct(mention.perpetrators)
    mention.targets = _distinct(mention.targets)
    mention.victims = _distinct(mention.victims)
    harmed = {p.head for p in mention.victims + mention.targets}
    mention.perpetrators = [
        p for p in mention.perpetrators if p.head not in harmed or mention.type == "armed_clash"
    ]


def _suicidal(parsed: Parsed, mention: Mention) -> bool:
    """ "A suicide bomber killed …", "she blew herself up"."""
    children = {parsed.lower[c] for c in parsed.children[mention.token]}
    if mention.trigger.lemma in ("blow+up", "explode") and children & {"himself", "herself", "themselves"}:
        return True
    return any("suicide" in parsed.lower[p.first : p.last + 1] for p in mention.perpetrators)


def _distinct(phrases: list[Phrase]) -> list[Phrase]:
    by_head: dict[int, Phrase] = {}
    for phrase in phrases:
        by_head.setdefault(phrase.head, phrase)
    return list(by_head.values())
