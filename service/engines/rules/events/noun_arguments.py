"""Participants of an event noun: its modifiers, its prepositions, and the verb that carries it out."""

from wirebrief.service.engines.rules.events.lexicon import incidents, parties
from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.events.naming import named_for
from wirebrief.service.engines.rules.events.phrases import (
    Phrase,
    antecedent,
    coordinated,
    facility,
    is_name,
    is_people,
    phrase_of,
    singular,
    weapon_at,
)
from wirebrief.service.engines.rules.events.prepositions import prepositional
from wirebrief.service.engines.rules.events.roles import (
    TIMES,
    add_agent,
    add_harmed,
    add_perpetrator,
    add_target,
    add_weapon,
    can_act,
)
from wirebrief.service.engines.rules.events.triggers import (
    is_passive,
    noun_type,
    objects_of,
    subject_of,
    weapon_type,
)
from wirebrief.service.engines.rules.parse import Parsed

_EPITHETS = frozenset({"terrorist", "extremist", "subversive", "militant"})
"""Beside "attack" these judge the act and name nobody."""


def bind_noun(parsed: Parsed, mention: Mention) -> None:
    """Participants of an event noun: its modifiers, its prepositions, and the subject of the verb that
    carries it out."""
    noun = mention.token
    mention.type = noun_type(parsed, noun, mention.trigger)
    if mention.trigger.of == "named":
        if parsed.dep[noun] in ("amod", "compound"):  # "the two wounded nuns are …", "kidnapping victim Ann Lee"
            noun = parsed.head[noun]
            if is_name(parsed, noun):
                add_harmed(parsed, mention, noun)
        for name in named_for(parsed, noun):
            add_harmed(parsed, mention, name)
        return
    _bind_modifiers(parsed, mention)
    direct = list(prepositional(parsed, [noun]))
    if mention.trigger.of == "victim" and all(p != "of" for p, _ in direct):  # "the murder in Tarn of a judge"
        places = [h for p, h in direct if p in _NEAR | {"at", "on"} and not is_people(parsed, h)]
        direct += [(p, h) for p, h in prepositional(parsed, places) if p == "of"]
    if not any(preposition == "of" for preposition, _ in direct):
        direct += [(p, h) for p, h in prepositional(parsed, _beside(parsed, noun)) if p == "of"]
    for preposition, head in direct:
        _bind_preposition(parsed, mention, preposition, head)
    _bind_light_verb(parsed, mention)
    _bind_happening(parsed, mention)
    _bind_involved(parsed, mention)


def _beside(parsed: Parsed, noun: int) -> list[int]:
    """Nouns that share what stands after "of": "the disappearance and kidnapping of a clerk"."""
    beside = [c for c in parsed.children[noun] if parsed.dep[c] == "conj" and parsed.pos[c] == "NOUN"]
    return [*beside, parsed.head[noun]] if parsed.dep[noun] == "conj" and parsed.pos[parsed.head[noun]] == "NOUN" else beside


_INVOLVED = frozenset(
    {"involve", "involvement", "participate", "participation", "complicity", "implicate", "part"}
)


_CHARGED = frozenset({"charge", "accuse", "suspect", "convict", "try", "indict", "sentence", "arrest", "detain", "jail"})
"""What befalls those who are held to have done it: "charged with the murder", "arrested for the murder"."""


def _bind_involved(parsed: Parsed, mention: Mention) -> None:
    """ "the involvement of troops in the murder", "four men involved in the murder": held responsible,
    with doubt."""
    noun = mention.token
    if parsed.dep[noun] != "pobj":
        return
    word = parsed.head[parsed.head[noun]]
    if parsed.lower[parsed.head[noun]] in ("with", "of", "for") and parsed.lemma[word] in _CHARGED:
        for head in objects_of(parsed, word):
            for accused in coordinated(parsed, antecedent(parsed, head)):
                add_perpetrator(parsed, mention, accused)
        mention.hedged = True
        return
    if parsed.lower[parsed.head[noun]] != "in" or parsed.lemma[word] not in _INVOLVED:
        return
    if parsed.pos[word] == "NOUN":
        heads = [h for p, h in prepositional(parsed, [word]) if p in ("of", "by")]
        heads += [c for c in parsed.children[word] if parsed.dep[c] == "poss"]
    else:
        heads = [subject_of(parsed, word)]
    for head in heads:
        if head >= 0:
            add_perpetrator(parsed, mention, antecedent(parsed, head))
            mention.hedged = True


def _bind_modifiers(parsed: Parsed, mention: Mention) -> None:
    noun, of = mention.token, mention.trigger.of
    for child in parsed.children[noun]:
        if parsed.dep[child] == "poss":
            if of == "victim":
                add_harmed(parsed, mention, child)
            elif of == "perpetrator" and parsed.entity[child] not in TIMES:
                add_perpetrator(parsed, mention, child)
        elif parsed.dep[child] in ("compound", "amod", "nmod") and child < noun:
            if singular(parsed, child) in parties().irregulars - _EPITHETS:
                mention.perpetrators.append(Phrase(child, child, child))
            elif (found := weapon_at(parsed, child)) is not None:
                mention.weapons.append(found)


def _bind_preposition(parsed: Parsed, mention: Mention, preposition: str, head: int) -> None:
    of = mention.trigger.of
    if preposition == "by":
        add_agent(parsed, mention, head)
    elif preposition == "of" and of == "victim":
        add_harmed(parsed, mention, head)
    elif preposition == "of" and of == "perpetrator":
        add_perpetrator(parsed, mention, head)
    elif preposition == "of" and of == "target" and weapon_at(parsed, head) is not None:
        add_weapon(parsed, mention, head)
    elif (preposition in ("of", "to") and of == "target") or preposition in ("on", "against", "at", "upon"):
        add_target(parsed, mention, head)
    elif preposition in _NEAR and facility(parsed, head) in ("building", "infrastructure"):
        if mention.trigger.type == "bombing" or (of == "perpetrator" and _explosive(parsed, mention.token)):
            add_target(parsed, mention, head)
    elif preposition in ("between", "with") and mention.type == "armed_clash" and can_act(parsed, head):
        mention.targets.append(phrase_of(parsed, head))


_HAPPENS = frozenset({"take", "occur", "happen", "report", "hear", "register"})


def _bind_happening(parsed: Parsed, mention: Mention) -> None:
    """ "The explosion took place between a shop and a bank", "blasts were reported near two schools"."""
    verb = parsed.head[mention.token]
    if mention.trigger.type != "bombing" or parsed.lemma[verb] not in _HAPPENS:
        return
    if parsed.dep[mention.token] in ("nsubj", "nsubjpass"):
        for preposition, head in prepositional(parsed, [verb]):
            if preposition in _NEAR | {"at"} and facility(parsed, head) in ("building", "infrastructure", "vehicles"):
                add_target(parsed, mention, head)


_NEAR = frozenset({"in", "near", "outside", "inside", "between", "opposite", "across", "beside"})


def _explosive(parsed: Parsed, noun: int) -> bool:
    """ "an attack with explosives", "a dynamite attack"."""
    weapons = [weapon_at(parsed, h) for p, h in prepositional(parsed, [noun]) if p in ("with", "using")]
    weapons += [weapon_at(parsed, c) for c in parsed.children[noun] if parsed.dep[c] in ("compound", "nmod")]
    return any(w is not None and weapon_type(w.kind) == "bombing" for w in weapons)


def _bind_light_verb(parsed: Parsed, mention: Mention) -> None:
    """ "Rebels carried out the attack", "the attack was staged by rebels", "the attack perpetrated by
    rebels"."""
    noun = mention.token
    light = incidents().light_verbs
    verbs = [parsed.head[noun]] if parsed.dep[noun] in ("dobj", "nsubjpass", "obj") else []
    verbs += [c for c in parsed.children[noun] if parsed.dep[c] in ("acl", "relcl")]
    for verb in verbs:
        if parsed.lemma[verb] not in light or parsed.lemma[verb] in ("cause", "order", "plan", "plot"):
            continue
        for preposition, head in prepositional(parsed, [verb]):
            if preposition == "by":
                add_agent(parsed, mention, head)
                for below, aim in prepositional(parsed, [head]):
                    if below == "against" or (below == "on" and facility(parsed, aim)):
                        add_target(parsed, mention, aim)  # "carried out by unknown men against the office"
            elif preposition in ("on", "against", "at"):
                add_target(parsed, mention, head)
        if not is_passive(parsed, verb):
            subject = subject_of(parsed, verb)
            if subject >= 0 and subject != noun and antecedent(parsed, subject) != noun:
                for head in coordinated(parsed, antecedent(parsed, subject)):
                    add_perpetrator(parsed, mention, head)
