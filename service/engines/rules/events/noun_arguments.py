"""Participants of an event noun: its modifiers, its prepositions, and the verb that carries it out."""

from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.events.naming import may_be_person, named_for
from wirebrief.service.engines.rules.events.prepositions import LOCAL
from wirebrief.service.engines.rules.events.roles import (
    TIMES,
    add_agent,
    add_harmed,
    add_perpetrator,
    add_target,
    add_weapon,
    can_act,
)
from wirebrief.service.engines.rules.events.triggers import noun_type, objects_of
from wirebrief.service.engines.rules.incident_words import incidents, parties
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.nouns import facility, is_name, is_part, singular
from wirebrief.service.engines.rules.syntax.participants import subject_of
from wirebrief.service.engines.rules.syntax.phrases import Phrase, antecedent, coordinated, phrase_of
from wirebrief.service.engines.rules.syntax.prepositions import prepositional
from wirebrief.service.engines.rules.syntax.voice import is_passive
from wirebrief.service.engines.rules.syntax.weapons import weapon_at

_EPITHETS = frozenset({"terrorist", "extremist", "subversive", "militant"})
"""Beside "attack" these judge the act and name nobody."""


def bind_noun(parsed: Parsed, mention: Mention) -> None:
    """Participants of an event noun: its modifiers, its prepositions, and the subject of the verb that
    carries it out."""
    noun = mention.token
    mention.type = noun_type(parsed, noun, mention.trigger)
    if mention.trigger.of == "named":
        harmed = noun
        if parsed.dep[noun] in ("amod", "compound", "nmod"):  # "the two wounded nuns are …", "victim Ann Lee"
            harmed = parsed.head[noun]
            if is_name(parsed, harmed):
                add_harmed(parsed, mention, harmed)
        for name in named_for(parsed, harmed):
            add_harmed(parsed, mention, name)
        return
    if mention.trigger.of == "remains":
        _bind_remains(parsed, mention)
        return
    _bind_modifiers(parsed, mention)
    direct = list(prepositional(parsed, [noun]))
    direct += [(p, h) for _, t in direct if parsed.entity[t] in TIMES for p, h in prepositional(parsed, [t])]
    of_place = mention.trigger.of == "perpetrator"  # "the attack on the offices of the league"
    if not of_place and not any(
        preposition == "of" for preposition, _ in direct
    ):  # "the murder in Tarn of a judge"
        direct += [(p, h) for _, place in direct for p, h in prepositional(parsed, [place]) if p == "of"]
    if not any(preposition == "of" for preposition, _ in direct):
        direct += [(p, h) for p, h in prepositional(parsed, _beside(parsed, noun)) if p == "of"]
    for preposition, head in direct:
        _bind_preposition(parsed, mention, preposition, head)
    _bind_light_verb(parsed, mention)
    _bind_involved(parsed, mention)
    _bind_predicated(parsed, mention)
    _bind_undergone(parsed, mention)


def _bind_remains(parsed: Parsed, mention: Mention) -> None:
    """ "The body of A", "the bodies of two clerks, including B", "the clerks' bodies, including C's"."""
    noun = mention.token
    owners = [h for p, h in prepositional(parsed, [noun]) if p in ("of", "including")]
    owners += [c for c in parsed.children[noun] if parsed.dep[c] == "poss"]
    for head in owners:
        named = [head] if may_be_person(parsed, head) else named_for(parsed, head)
        for name in (n for n in named if parsed.entity[n] == "PERSON"):
            add_harmed(parsed, mention, name)


_UNDERGONE = frozenset({"escape", "survive", "suffer", "undergo", "sustain", "dodge"})


def _bind_undergone(parsed: Parsed, mention: Mention) -> None:
    """ "The judge escaped an attack", "the mill suffered a bombing"."""
    verb = parsed.head[mention.token]
    if (
        parsed.dep[mention.token] == "dobj"
        and parsed.lemma[verb] in _UNDERGONE
        and not is_passive(parsed, verb)
    ):
        subject = subject_of(parsed, verb)
        for head in coordinated(parsed, antecedent(parsed, subject)) if subject >= 0 else ():
            add_target(parsed, mention, head)


def _bind_predicated(parsed: Parsed, mention: Mention) -> None:
    """ "The mill was the target of an attack", "a judge was the victim of an ambush"."""
    above = parsed.head[parsed.head[mention.token]]
    verb = parsed.head[above]
    if parsed.dep[mention.token] != "pobj" or parsed.lemma[above] not in ("target", "object", "victim"):
        return
    if (
        parsed.lemma[verb] == "be"
        and parsed.dep[above] == "attr"
        and (subject := subject_of(parsed, verb)) >= 0
    ):
        for head in coordinated(parsed, antecedent(parsed, subject)):
            add_target(parsed, mention, head)


def _beside(parsed: Parsed, noun: int) -> list[int]:
    """Nouns that share what stands after "of": "the disappearance and kidnapping of a clerk"."""
    beside = [c for c in parsed.children[noun] if parsed.dep[c] == "conj" and parsed.pos[c] == "NOUN"]
    return (
        [*beside, parsed.head[noun]]
        if parsed.dep[noun] == "conj" and parsed.pos[parsed.head[noun]] == "NOUN"
        else beside
    )


_INVOLVED = frozenset(
    {"involve", "involvement", "participate", "participation", "complicity", "implicate", "part"}
)


_CHARGED = frozenset(
    {"charge", "accuse", "suspect", "convict", "try", "indict", "sentence", "arrest", "detain", "jail"}
)
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
    elif preposition in ("between", "with") and mention.type == "armed_clash" and can_act(parsed, head):
        mention.targets.append(phrase_of(parsed, head))


def bind_surroundings(parsed: Parsed, mention: Mention) -> None:
    """What stood where something went off, for an event noun without another target: "the blast near the
    bank", "an explosion took place between the bank and a shop"."""
    noun, happens = mention.token, incidents().happens
    verb = parsed.head[noun]
    carriers = (
        [noun, verb] if parsed.dep[noun].startswith("nsubj") and parsed.lemma[verb] in happens else [noun]
    )
    for preposition, head in prepositional(parsed, carriers):
        if preposition in LOCAL and facility(parsed, head) and not is_part(parsed, head):
            add_target(parsed, mention, head)


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
        _bind_beside_light_verb(parsed, mention, verb)
        if not is_passive(parsed, verb):
            subject = subject_of(parsed, verb)
            if subject >= 0 and subject != noun and antecedent(parsed, subject) != noun:
                for head in coordinated(parsed, antecedent(parsed, subject)):
                    add_perpetrator(parsed, mention, head)


def _bind_beside_light_verb(parsed: Parsed, mention: Mention, verb: int) -> None:
    """ "Was staged by rebels on a mill": who and what stand behind the verb, or behind who."""
    for preposition, head in prepositional(parsed, [verb]):
        if preposition == "by":
            add_agent(parsed, mention, head)
            for behind, target in prepositional(parsed, [head]):
                if behind == "against" or (behind == "on" and facility(parsed, target)):
                    add_target(parsed, mention, target)
        elif preposition in ("on", "against", "at"):
            add_target(parsed, mention, head)
