"""Roles: a noun phrase becomes perpetrator, victim, target or weapon only where its noun can be one."""

from wirebrief.service.engines.rules.actor_words import words
from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.events.where import is_settlement
from wirebrief.service.engines.rules.incident_words import incidents, parties
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.nouns import (
    content_head,
    facility,
    is_name,
    is_part,
    is_people,
    singular,
)
from wirebrief.service.engines.rules.syntax.phrases import antecedent, phrase_of
from wirebrief.service.engines.rules.syntax.weapons import weapon_at

_PLACES = frozenset({"GPE", "LOC"})
TIMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})


_NO_TARGET = frozenset(
    {"gmt", "noon", "midnight", "it", "this", "that", "which", "himself", "herself", "themselves", "itself"}
)


def add_agent(parsed: Parsed, mention: Mention, head: int) -> None:
    """A perpetrator, or the weapon that stands in one's place ("a bomb killed", "rockets hit")."""
    if weapon_at(parsed, head) is not None:
        add_weapon(parsed, mention, head)
        return
    for doer in _crew(parsed, head) or (head,):
        add_perpetrator(parsed, mention, doer)


def _crew(parsed: Parsed, head: int) -> list[int]:
    """Whose a craft is that does something: the air force of "air force helicopters"."""
    if facility(parsed, head) != "vehicles":
        return []
    owners = [c for c in parsed.children[head] if parsed.dep[c] in ("compound", "nmod", "poss") and c < head]
    return [c for c in owners if singular(parsed, c) in parties().forces or parsed.entity[c] == "ORG"]


def add_perpetrator(parsed: Parsed, mention: Mention, head: int) -> None:
    """The noun phrase as a perpetrator, where it names somebody who can act; "it" only for one who says so
    itself."""
    if parsed.lower[head] == "it" and parsed.dep[mention.token] != "ccomp":
        return
    if can_act(parsed, head):
        mention.perpetrators.append(phrase_of(parsed, head))


def can_act(parsed: Parsed, head: int) -> bool:
    noun = content_head(parsed, head)
    if parsed.entity[noun] in TIMES | {"LOC", "FAC"} or incidents().nouns.get(parsed.lemma[noun]):
        return False
    if parsed.lower[noun] in ("this", "that", "which", "what"):
        return False
    lemma = singular(parsed, noun)
    armed = lemma in parties().armed or lemma in parties().forces
    if facility(parsed, head) and not armed and not is_name(parsed, noun):
        return False
    return armed or is_people(parsed, head) or parsed.pos[noun] in ("PROPN", "PRON")


def add_harmed(parsed: Parsed, mention: Mention, head: int) -> None:
    """A victim; a thing that is "killed" or "hurt" by a figure of speech is left out, one that is hit is a
    target."""
    head = antecedent(parsed, head)
    noun = content_head(parsed, head)
    if parsed.entity[noun] in ("DATE", "TIME", "MONEY", "PERCENT"):
        return
    if (
        is_people(parsed, head)
        or parsed.pos[noun] == "NUM"
        or (is_name(parsed, noun) and not is_place(parsed, noun))
    ):
        if not facility(parsed, head) or is_people(parsed, head):
            mention.victims.append(phrase_of(parsed, head))
    elif parsed.lower[noun] in (
        "others",
        "other",
        "those",
        "dead",
        "wounded",
        "many",
        "several",
        "some",
        "more",
    ):
        mention.victims.append(phrase_of(parsed, head))
    elif facility(parsed, head):
        mention.targets.append(phrase_of(parsed, head))
    elif (
        parsed.pos[noun] == "NOUN"
        and mention.trigger.frame == "harm"
        and parsed.lemma[noun] not in _FIGURES_OF_SPEECH
    ):
        mention.victims.append(phrase_of(parsed, head))


_FIGURES_OF_SPEECH = frozenset(
    "project bill deal plan idea proposal hope time mood process talk negotiation chance amendment measure "
    "initiative "
    "career reputation feeling pride economy interest relation credibility democracy image country peace it "
    "this "
    "animal cow sheep dog horse bird fish spirit joy buzz momentum way".split()
)
"""What is "killed" or "hurt" without anybody being harmed."""


def add_target(parsed: Parsed, mention: Mention, head: int) -> None:
    """What is aimed at: people, forces, things. A bare place is where it happened, and no target."""
    head = antecedent(parsed, head)
    noun = content_head(parsed, head)
    if weapon_at(parsed, head) is not None and not facility(parsed, head):
        return
    if parsed.entity[noun] in TIMES or parsed.lower[noun] in _NO_TARGET or _is_no_noun(parsed, noun):
        return
    if parsed.lemma[head] == "life" and noun != head:  # "an attempt on the life of a judge"
        head = noun
    if is_place(parsed, noun) or is_settlement(parsed.lemma[noun]):
        mention.where = mention.where or phrase_of(parsed, head)
    if is_place(parsed, noun):
        return
    if (
        is_people(parsed, head)
        or facility(parsed, head)
        or is_name(parsed, noun)
        or _can_be_hit(parsed, mention, noun)
    ):
        mention.targets.append(phrase_of(parsed, head))


def _is_no_noun(parsed: Parsed, noun: int) -> bool:
    """Whether a word is a figure or a clock time ("at 1530 GMT"), or a mistaken function word."""
    figure = parsed.text[noun][0].isdigit() or parsed.lower[noun] in ("gmt", "hours", "a.m.", "p.m.")
    return figure or parsed.pos[noun] in ("DET", "CCONJ", "ADP")


def _can_be_hit(parsed: Parsed, mention: Mention, noun: int) -> bool:
    """Whether a common noun outside the lexicon is a target: a body attacked, a thing blown up."""
    if parsed.pos[noun] != "NOUN" or is_settlement(parsed.lemma[noun]) or is_part(parsed, noun):
        return False
    if words().kinds.get(parsed.lower[noun]) in _ATTACKED:
        return True
    lemma = singular(parsed, noun)
    ruined = mention.trigger.frame == "ruin" and mention.trigger.type in ("bombing", "arson", "attack")
    return ruined and lemma not in parties().no_things and lemma not in incidents().nouns


_ATTACKED = frozenset({"ngo", "company", "media", "international_body"})


def add_weapon(parsed: Parsed, mention: Mention, head: int) -> None:
    """A weapon, where the noun names one."""
    found = weapon_at(parsed, antecedent(parsed, head))
    if found is not None and all(not found.phrase.overlaps(w.phrase) for w in mention.weapons):
        mention.weapons.append(found)


def is_place(parsed: Parsed, noun: int) -> bool:
    return parsed.entity[noun] in _PLACES and not facility(parsed, noun)
