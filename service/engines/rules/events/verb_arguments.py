"""Participants of a verb, by the frame of its lexicon entry."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.events.naming import listed_behind_colon, named_for
from wirebrief.service.engines.rules.events.prepositions import aimed_at
from wirebrief.service.engines.rules.events.roles import (
    add_agent,
    add_harmed,
    add_perpetrator,
    add_target,
    add_weapon,
    can_act,
)
from wirebrief.service.engines.rules.events.triggers import load_of, noun_type, objects_of
from wirebrief.service.engines.rules.incident_words import incidents
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.nouns import content_head, facility, is_people
from wirebrief.service.engines.rules.syntax.participants import subject_of
from wirebrief.service.engines.rules.syntax.phrases import antecedent, coordinated, phrase_of, wholes
from wirebrief.service.engines.rules.syntax.prepositions import prepositional
from wirebrief.service.engines.rules.syntax.voice import is_passive


def bind_verb(parsed: Parsed, mention: Mention) -> None:
    """Fill a verb's participants."""
    _BY_FRAME[mention.trigger.frame](parsed, mention)


def _harm(parsed: Parsed, mention: Mention) -> None:
    _bind_agent(parsed, mention)
    for head in _predicated(parsed, mention.token):
        add_harmed(parsed, mention, head)
    for head in (*objects(parsed, mention), *listed_behind_colon(parsed, mention.token)):
        add_harmed(parsed, mention, head)


def _predicated(parsed: Parsed, participle: int) -> Iterator[int]:
    """Whom "the injured were A and B", "also injured was a clerk", "among the injured are C and D" name."""
    inverted = parsed.child(participle, "auxpass", "aux")
    if inverted >= 0 and parsed.child(participle, "nsubjpass", "nsubj") < 0:
        yield from (
            c for c in parsed.children[inverted] if c > inverted and parsed.dep[c] in ("attr", "nsubj")
        )
    yield from named_for(parsed, participle)
    verb = parsed.head[participle]
    if parsed.lemma[verb] == "be" and parsed.dep[participle] in ("nsubj", "attr", "acomp", "advcl", "csubj"):
        for child in parsed.children[verb]:
            if child > verb and child != participle and parsed.dep[child] in ("attr", "nsubj"):
                yield from coordinated(parsed, child)


def _strike(parsed: Parsed, mention: Mention) -> None:
    _bind_agent(parsed, mention)
    for head in objects(parsed, mention):
        add_target(parsed, mention, head)
    if mention.trigger.lemma in ("open+fire", "fire+on", "fire+at", "shoot+at", "fire+upon", "break+into"):
        for head in aimed_at(parsed, carriers(parsed, mention)):
            add_target(parsed, mention, head)
    if mention.trigger.lemma == "set+fire":
        for preposition, head in prepositional(parsed, carriers(parsed, mention)):
            if preposition == "to":
                add_target(parsed, mention, head)


def _launch(parsed: Parsed, mention: Mention) -> None:
    _bind_agent(parsed, mention)
    for head in objects(parsed, mention):
        add_weapon(parsed, mention, head)
        if (load := load_of(parsed, head)) >= 0:
            add_weapon(parsed, mention, load)
    for head in aimed_at(parsed, carriers(parsed, mention)):
        add_target(parsed, mention, head)


def _burst(parsed: Parsed, mention: Mention) -> None:
    subject = subject_of(parsed, mention.token)
    if subject >= 0:
        for head in coordinated(parsed, antecedent(parsed, subject)):
            add_weapon(parsed, mention, head)
        if (load := load_of(parsed, antecedent(parsed, subject))) >= 0:
            add_weapon(parsed, mention, load)
    for head in aimed_at(parsed, [*carriers(parsed, mention), *_each(parsed, mention.token)]):
        add_target(parsed, mention, head)


def _each(parsed: Parsed, verb: int) -> Iterator[int]:
    """ "Two bombs went off, one in a bank and another in a shop"."""
    for child in parsed.children[verb]:
        if (
            child > verb
            and parsed.lower[child] in _ONES
            and parsed.dep[child] in ("npadvmod", "appos", "dep", "dobj")
        ):
            yield from (c for c in coordinated(parsed, child))


_ONES = frozenset({"one", "first", "another", "two"})


def _under(parsed: Parsed, mention: Mention) -> None:
    """ "The outpost came under mortar fire"."""
    subject = subject_of(parsed, mention.token)
    for head in coordinated(parsed, antecedent(parsed, subject)) if subject >= 0 else ():
        add_target(parsed, mention, head)
    for preposition, head in prepositional(parsed, [mention.token]):
        if preposition == "under":
            add_weapon(parsed, mention, head)


def _seize(parsed: Parsed, mention: Mention) -> None:
    _bind_agent(parsed, mention)
    for head in objects(parsed, mention):
        if facility(parsed, head) == "vehicles":
            mention.targets.append(phrase_of(parsed, head))
        else:
            add_harmed(parsed, mention, head)


def _hold(parsed: Parsed, mention: Mention) -> None:
    """An arrest: who is held is neither target nor harmed in the sense of an attack, but the party it
    befell."""
    for head in objects(parsed, mention):
        if can_act(parsed, head):
            mention.targets.append(phrase_of(parsed, head))
    _bind_agent(parsed, mention)


def _suffer(parsed: Parsed, mention: Mention) -> None:
    subject = subject_of(parsed, mention.token)
    for head in coordinated(parsed, antecedent(parsed, subject)) if subject >= 0 else ():
        add_harmed(parsed, mention, head)
    for head in listed_behind_colon(parsed, mention.token):
        add_harmed(parsed, mention, head)


def _suffer_thing(parsed: Parsed, mention: Mention) -> None:
    subject = subject_of(parsed, mention.token)
    if subject >= 0 and facility(parsed, subject):
        mention.targets.append(phrase_of(parsed, antecedent(parsed, subject)))


def _stop(parsed: Parsed, mention: Mention) -> None:
    for head in objects(parsed, mention):
        add_weapon(parsed, mention, head)
        trigger = incidents().nouns.get(parsed.lemma[content_head(parsed, head)])
        if trigger is not None and mention.type == "by_weapon":
            mention.type = noun_type(parsed, content_head(parsed, head), trigger)
    for head in aimed_at(parsed, carriers(parsed, mention)):
        add_target(parsed, mention, head)


def _engage(parsed: Parsed, mention: Mention) -> None:
    """Both sides of a clash are parties to it; neither is its perpetrator."""
    heads = [subject_of(parsed, mention.token), *objects(parsed, mention)]
    heads += [h for p, h in prepositional(parsed, [mention.token]) if p in ("with", "against")]
    for head in heads:
        if head >= 0 and can_act(parsed, head):
            mention.targets.append(phrase_of(parsed, antecedent(parsed, head)))


def _gather(parsed: Parsed, mention: Mention) -> None:
    subject = subject_of(parsed, mention.token)
    if subject >= 0:
        add_perpetrator(parsed, mention, subject)


def _happen(parsed: Parsed, mention: Mention) -> None:
    """Nobody takes part; a river or a mountain that is named is where it was."""
    subject = subject_of(parsed, mention.token)
    if subject >= 0 and parsed.pos[subject] == "PROPN":
        mention.where = mention.where or phrase_of(parsed, subject)


def _sweep(parsed: Parsed, mention: Mention) -> None:
    """What a force of nature does, nobody did."""
    for head in objects(parsed, mention):
        (add_harmed if is_people(parsed, head) else add_target)(parsed, mention, head)


def _find(parsed: Parsed, mention: Mention) -> None:
    """What is found or seized; who does it does no harm, and is no perpetrator."""
    for head in objects(parsed, mention):
        add_weapon(parsed, mention, head)


def _free(parsed: Parsed, mention: Mention) -> None:
    for head in objects(parsed, mention):
        if can_act(parsed, head):
            mention.targets.append(phrase_of(parsed, antecedent(parsed, head)))


def _disperse(parsed: Parsed, mention: Mention) -> None:
    """Whom police use tear gas against are those who protest."""
    for preposition, head in prepositional(parsed, carriers(parsed, mention)):
        if preposition in ("against", "at", "on") and can_act(parsed, head):
            mention.perpetrators.append(phrase_of(parsed, head))


_BY_FRAME = {
    "harm": _harm,
    "strike": _strike,
    "launch": _launch,
    "burst": _burst,
    "ruin": _strike,
    "seize": _seize,
    "hold": _hold,
    "suffer": _suffer,
    "suffer_thing": _suffer_thing,
    "stop": _stop,
    "engage": _engage,
    "gather": _gather,
    "happen": _happen,
    "cyber": _strike,
    "under": _under,
    "find": _find,
    "take": _strike,
    "free": _free,
    "disperse": _disperse,
    "sweep": _sweep,
}


def _bind_agent(parsed: Parsed, mention: Mention) -> None:
    """Who does it: the subject of an active verb, the "by" phrase of a passive one."""
    verb = mention.token
    if is_passive(parsed, verb):
        for preposition, head in prepositional(parsed, [verb]):
            if preposition == "by":
                add_agent(parsed, mention, head)
                _bind_below_agent(parsed, mention, head)
        return
    subject = subject_of(parsed, verb)
    if subject >= 0 and subject not in objects(parsed, mention):
        for head in coordinated(parsed, antecedent(parsed, subject)):
            add_agent(parsed, mention, head)


def _bind_below_agent(parsed: Parsed, mention: Mention, agent: int) -> None:
    """ "fired by unknown men against the office": the phrase may hang on the men."""
    for preposition, head in prepositional(parsed, [agent]):
        if preposition == "against":
            add_target(parsed, mention, head)


def objects(parsed: Parsed, mention: Mention) -> list[int]:
    """Heads of what the verb is done to; of a part the whole."""
    found = objects_of(parsed, mention.token)
    listed = [head for one in found for head in coordinated(parsed, antecedent(parsed, one))]
    listed += _further(parsed, mention.token, found)
    return [whole for head in listed for whole in wholes(parsed, head)]


def _further(parsed: Parsed, verb: int, found: tuple[int, ...]) -> Iterator[int]:
    """Members of a list that the parser hangs on the verb: mill and depot of "burned the town hall, a mill,
    and the depot"."""
    last = [c for c in parsed.children[verb] if found and c > max(found) and _is_member(parsed, c)]
    if not last or found[0] < verb:
        return
    for head in found:
        yield from (c for c in parsed.children[head] if parsed.dep[c] == "appos" and facility(parsed, c))
    for head in last:
        yield from coordinated(parsed, head)


def _is_member(parsed: Parsed, child: int) -> bool:
    """Whether a dependent of a verb is a noun beside its object, for a noun cannot stand beside a verb."""
    return (
        parsed.dep[child] == "conj"
        and parsed.pos[child] in ("NOUN", "PROPN")
        and bool(facility(parsed, child))
    )


def carriers(parsed: Parsed, mention: Mention) -> list[int]:
    """The tokens whose prepositional phrases belong to the event: the verb, its objects, its participles."""
    carriers = [mention.token, *objects_of(parsed, mention.token)]
    carriers += [c for c in parsed.children[mention.token] if parsed.dep[c] in ("prt", "advmod", "xcomp")]
    return carriers
