"""Who did it, to whom, to what, with what: participants bound by the frame of the trigger.

The parse says which noun phrase stands where; the noun itself says whether it can be a person, a force, a
weapon or
a thing. A phrase that fits nothing is left out rather than guessed at.
"""

from collections.abc import Iterable, Iterator

from wirebrief.service.engines.rules.events.lexicon import incidents, parties
from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.events.phrases import (
    Phrase,
    antecedent,
    content_head,
    coordinated,
    facility,
    is_name,
    is_people,
    phrase_of,
    singular,
    weapon_at,
)
from wirebrief.service.engines.rules.events.triggers import (
    is_passive,
    noun_type,
    objects_of,
    subject_of,
    weapon_type,
)
from wirebrief.service.engines.rules.parse import Parsed

_AIMED = frozenset("at on against into toward towards in inside near outside under behind upon".split())
_EPITHETS = frozenset({"terrorist", "extremist", "subversive", "militant"})
"""Beside "attack" these judge the act and name nobody."""
_PLACES = frozenset({"GPE", "LOC"})
_TIMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})
_INSTRUMENTAL = frozenset({"with", "using", "by", "from"})


def bind(parsed: Parsed, mention: Mention) -> None:
    """Fill a mention's participants and settle a type that the lexicon leaves to them."""
    if mention.trigger.noun:
        _bind_noun(parsed, mention)
    else:
        _BY_FRAME[mention.trigger.frame](parsed, mention)
    _bind_instruments(parsed, mention)
    _add_named(parsed, mention)
    _settle_type(parsed, mention)


# --- verbs --------------------------------------------------------------------------------


def _harm(parsed: Parsed, mention: Mention) -> None:
    _bind_agent(parsed, mention)
    for head in _predicated(parsed, mention.token):
        add_harmed(parsed, mention, head)
    for head in _objects(parsed, mention):
        add_harmed(parsed, mention, head)
        for other in _identified(parsed, head):
            add_harmed(parsed, mention, other)


def _predicated(parsed: Parsed, participle: int) -> Iterator[int]:
    """Whom "the injured were A and B" and "also injured was A" name."""
    verb = parsed.head[participle]
    if parsed.lemma[verb] != "be" or parsed.dep[participle] not in (
        "nsubj",
        "attr",
        "acomp",
        "advcl",
        "csubj",
    ):
        return
    for child in parsed.children[verb]:
        if child > verb and child != participle and parsed.dep[child] in ("attr", "nsubj"):
            yield from coordinated(parsed, child)


def _identified(parsed: Parsed, head: int) -> Iterator[int]:
    """Who a victim is said to be: "the murdered clerk was identified as A", "among the injured are A and
    B"."""
    verb = parsed.head[head]
    while parsed.pos[verb] in ("ADP", "NOUN", "ADJ", "NUM", "PRON") and parsed.head[verb] != verb:
        verb = parsed.head[verb]
    if parsed.lemma[verb] == "be":
        for child in parsed.children[verb]:
            if parsed.dep[child] in ("attr", "nsubj") and parsed.pos[child] == "PROPN":
                yield from coordinated(parsed, child)
    elif parsed.lemma[verb] in ("identify", "name") and parsed.dep[head] == "nsubjpass":
        for _, name in _prepositional(parsed, [verb]):
            if parsed.pos[name] == "PROPN":
                yield name


def _strike(parsed: Parsed, mention: Mention) -> None:
    _bind_agent(parsed, mention)
    for head in _objects(parsed, mention):
        add_target(parsed, mention, head)
    if mention.trigger.lemma == "open+fire":
        for head in aimed_at(parsed, _carriers(parsed, mention)):
            add_target(parsed, mention, head)


def _launch(parsed: Parsed, mention: Mention) -> None:
    _bind_agent(parsed, mention)
    for head in _objects(parsed, mention):
        add_weapon(parsed, mention, head)
    for head in aimed_at(parsed, _carriers(parsed, mention)):
        add_target(parsed, mention, head)


def _burst(parsed: Parsed, mention: Mention) -> None:
    subject = subject_of(parsed, mention.token)
    if subject >= 0:
        for head in coordinated(parsed, antecedent(parsed, subject)):
            add_weapon(parsed, mention, head)
    for head in aimed_at(parsed, _carriers(parsed, mention)):
        add_target(parsed, mention, head)


def _seize(parsed: Parsed, mention: Mention) -> None:
    _bind_agent(parsed, mention)
    for head in _objects(parsed, mention):
        if facility(parsed, head) == "vehicles":
            mention.targets.append(phrase_of(parsed, head))
        else:
            add_harmed(parsed, mention, head)


def _hold(parsed: Parsed, mention: Mention) -> None:
    """An arrest: who is held is neither target nor harmed in the sense of an attack, but the party it
    befell."""
    for head in _objects(parsed, mention):
        if can_act(parsed, head):
            mention.targets.append(phrase_of(parsed, head))
    _bind_agent(parsed, mention)


def _suffer(parsed: Parsed, mention: Mention) -> None:
    subject = subject_of(parsed, mention.token)
    for head in coordinated(parsed, antecedent(parsed, subject)) if subject >= 0 else ():
        add_harmed(parsed, mention, head)


def _suffer_thing(parsed: Parsed, mention: Mention) -> None:
    subject = subject_of(parsed, mention.token)
    if subject >= 0 and facility(parsed, subject):
        mention.targets.append(phrase_of(parsed, antecedent(parsed, subject)))


def _stop(parsed: Parsed, mention: Mention) -> None:
    for head in _objects(parsed, mention):
        add_weapon(parsed, mention, head)
        trigger = incidents().nouns.get(parsed.lemma[content_head(parsed, head)])
        if trigger is not None and mention.type == "by_weapon":
            mention.type = noun_type(parsed, content_head(parsed, head), trigger)
    for head in aimed_at(parsed, _carriers(parsed, mention)):
        add_target(parsed, mention, head)


def _engage(parsed: Parsed, mention: Mention) -> None:
    """Both sides of a clash are parties to it; neither is its perpetrator."""
    heads = [subject_of(parsed, mention.token), *_objects(parsed, mention)]
    heads += [h for p, h in _prepositional(parsed, [mention.token]) if p in ("with", "against")]
    for head in heads:
        if head >= 0 and can_act(parsed, head):
            mention.targets.append(phrase_of(parsed, antecedent(parsed, head)))


def _gather(parsed: Parsed, mention: Mention) -> None:
    subject = subject_of(parsed, mention.token)
    if subject >= 0:
        add_perpetrator(parsed, mention, subject)


def _happen(parsed: Parsed, mention: Mention) -> None:
    """Nobody takes part."""


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
}


def _bind_agent(parsed: Parsed, mention: Mention) -> None:
    """Who does it: the subject of an active verb, the "by" phrase of a passive one."""
    verb = mention.token
    if is_passive(parsed, verb):
        for preposition, head in _prepositional(parsed, [verb]):
            if preposition == "by":
                add_agent(parsed, mention, head)
        return
    subject = subject_of(parsed, verb)
    if subject >= 0 and subject not in _objects(parsed, mention):
        for head in coordinated(parsed, antecedent(parsed, subject)):
            add_agent(parsed, mention, head)


def add_agent(parsed: Parsed, mention: Mention, head: int) -> None:
    """A perpetrator, or the weapon that stands in one's place ("a bomb killed", "rockets hit")."""
    if weapon_at(parsed, head) is not None:
        add_weapon(parsed, mention, head)
    else:
        add_perpetrator(parsed, mention, head)


def add_perpetrator(parsed: Parsed, mention: Mention, head: int) -> None:
    """The noun phrase as a perpetrator, where it names somebody who can act; "it" only for one who says so
    itself."""
    if parsed.lower[head] == "it" and parsed.dep[mention.token] != "ccomp":
        return
    if can_act(parsed, head):
        mention.perpetrators.append(phrase_of(parsed, head))


def can_act(parsed: Parsed, head: int) -> bool:
    noun = content_head(parsed, head)
    if parsed.entity[noun] in _TIMES | {"LOC", "FAC"} or incidents().nouns.get(parsed.lemma[noun]):
        return False
    words = parties()
    if parsed.lower[noun] in ("this", "that", "which", "what"):
        return False
    lemma = singular(parsed, noun)
    armed = lemma in words.armed or lemma in words.forces
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
        or (is_name(parsed, noun) and not _place(parsed, noun))
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
    if parsed.entity[noun] in _TIMES or parsed.lower[noun] in ("it", "this", "that", "which"):
        return
    if _place(parsed, noun):
        mention.where = mention.where or phrase_of(parsed, head)
    elif is_people(parsed, head) or facility(parsed, head) or is_name(parsed, noun):
        mention.targets.append(phrase_of(parsed, head))


def add_weapon(parsed: Parsed, mention: Mention, head: int) -> None:
    """A weapon, where the noun names one."""
    found = weapon_at(parsed, antecedent(parsed, head))
    if found is not None and all(not found.phrase.overlaps(w.phrase) for w in mention.weapons):
        mention.weapons.append(found)


def _place(parsed: Parsed, noun: int) -> bool:
    return parsed.entity[noun] in _PLACES and not facility(parsed, noun)


# --- nouns --------------------------------------------------------------------------------


def _bind_noun(parsed: Parsed, mention: Mention) -> None:
    """Participants of an event noun: its modifiers, its prepositions, and the subject of the verb that
    carries it out."""
    noun = mention.token
    mention.type = noun_type(parsed, noun, mention.trigger)
    _bind_modifiers(parsed, mention)
    direct = list(_prepositional(parsed, [noun]))
    if not any(preposition == "of" for preposition, _ in direct):  # "the murder in Tarn of a judge"
        direct += [(p, h) for _, place in direct for p, h in _prepositional(parsed, [place]) if p == "of"]
    for preposition, head in direct:
        _bind_preposition(parsed, mention, preposition, head)
    _bind_light_verb(parsed, mention)
    _bind_involved(parsed, mention)


_INVOLVED = frozenset(
    {"involve", "involvement", "participate", "participation", "complicity", "implicate", "part"}
)


def _bind_involved(parsed: Parsed, mention: Mention) -> None:
    """ "the involvement of troops in the murder", "four men involved in the murder": held responsible,
    with doubt."""
    noun = mention.token
    if parsed.dep[noun] != "pobj" or parsed.lower[parsed.head[noun]] != "in":
        return
    word = parsed.head[parsed.head[noun]]
    if parsed.lemma[word] not in _INVOLVED:
        return
    if parsed.pos[word] == "NOUN":
        heads = [h for p, h in _prepositional(parsed, [word]) if p in ("of", "by")]
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
            elif of == "perpetrator" and parsed.entity[child] not in _TIMES:
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
    elif preposition in ("in", "near", "outside", "inside") and facility(parsed, head) in (
        "building",
        "infrastructure",
    ):
        if mention.trigger.type == "bombing":
            add_target(parsed, mention, head)
    elif preposition in ("between", "with") and mention.type == "armed_clash" and can_act(parsed, head):
        mention.targets.append(phrase_of(parsed, head))


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
        for preposition, head in _prepositional(parsed, [verb]):
            if preposition == "by":
                add_agent(parsed, mention, head)
            elif preposition in ("on", "against", "at"):
                add_target(parsed, mention, head)
        if not is_passive(parsed, verb):
            subject = subject_of(parsed, verb)
            if subject >= 0 and subject != noun and antecedent(parsed, subject) != noun:
                for head in coordinated(parsed, antecedent(parsed, subject)):
                    add_perpetrator(parsed, mention, head)


# --- shared --------------------------------------------------------------------------------


def _objects(parsed: Parsed, mention: Mention) -> list[int]:
    heads = []
    for found in objects_of(parsed, mention.token):
        heads += list(coordinated(parsed, antecedent(parsed, found)))
    return heads


def _carriers(parsed: Parsed, mention: Mention) -> list[int]:
    """The tokens whose prepositional phrases belong to the event: the verb, its objects, its participles."""
    carriers = [mention.token, *objects_of(parsed, mention.token)]
    carriers += [c for c in parsed.children[mention.token] if parsed.dep[c] in ("prt", "advmod", "xcomp")]
    return carriers


def _prepositional(parsed: Parsed, carriers: Iterable[int]) -> Iterator[tuple[str, int]]:
    """(preposition, head of its object) of the carriers, coordinated objects each."""
    for carrier in carriers:
        for child in parsed.children[carrier]:
            if parsed.dep[child] in ("prep", "agent", "dative") and parsed.pos[child] in (
                "ADP",
                "SCONJ",
                "ADV",
                "VERB",
            ):
                yield from _objects_of_preposition(parsed, child)


def _objects_of_preposition(parsed: Parsed, preposition: int) -> Iterator[tuple[str, int]]:
    name = parsed.lower[preposition]
    for child in parsed.children[preposition]:
        if parsed.dep[child] in ("pobj", "pcomp"):
            for head in coordinated(parsed, child):
                yield name, head
                if name in _AIMED and parsed.lower[head] in (
                    "front",
                    "side",
                    "vicinity",
                    "middle",
                    "back",
                    "entrance",
                ):
                    yield from (("near", h) for _, h in _prepositional(parsed, [head]))
        elif parsed.dep[child] == "prep":
            yield from ((name, h) for _, h in _objects_of_preposition(parsed, child))
    if name == "from":  # "threw it from a car at the warehouse"
        for child in parsed.children[preposition]:
            if parsed.dep[child] == "pobj":
                yield from _prepositional(parsed, [child])


def aimed_at(parsed: Parsed, carriers: Iterable[int]) -> Iterator[int]:
    """Heads of the phrases that say what a weapon was aimed at or went off near."""
    for preposition, head in _prepositional(parsed, carriers):
        if preposition in _AIMED and parsed.lower[head] not in (
            "front",
            "side",
            "vicinity",
            "middle",
            "back",
        ):
            yield head


def _bind_instruments(parsed: Parsed, mention: Mention) -> None:
    """Weapons of "with", "using", "by" and "from" phrases, and of "a car loaded with explosives"."""
    for preposition, head in _prepositional(parsed, _carriers(parsed, mention)):
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
    """Victims named beside their description: "two clerks, A and B", "ten people, including C"."""
    for victim in tuple(mention.victims):
        for head in named_beside(parsed, victim.head):
            if all(head != known.head for known in mention.victims):
                mention.victims.append(phrase_of(parsed, head))


def named_beside(parsed: Parsed, head: int) -> Iterator[int]:
    """Heads of the persons that an apposition or "including" names for a noun phrase."""
    for child in parsed.children[head]:
        if parsed.dep[child] == "appos" and parsed.entity[child] == "PERSON":
            yield from coordinated(parsed, child)
        elif parsed.dep[child] == "prep" and _adds(parsed, child):
            for inner in parsed.children[child]:
                if parsed.dep[inner] == "pobj":
                    yield from coordinated(parsed, inner)
        elif parsed.dep[child] == "acl" and parsed.lemma[child] in ("identify", "name"):
            yield from (
                h for p, h in _prepositional(parsed, [child]) if p == "as" and parsed.pos[h] == "PROPN"
            )


def _adds(parsed: Parsed, preposition: int) -> bool:
    """ "including", "along with", "together with"."""
    before = parsed.lower[preposition - 1] if preposition else ""
    return parsed.lower[preposition] == "including" or before in ("along", "together")


def _settle_type(parsed: Parsed, mention: Mention) -> None:
    """The type of an event whose trigger leaves it to the weapon."""
    struck = mention.type == "effect" and not mention.trigger.noun and not mention.perpetrators
    if (mention.type in ("by_weapon", "attack") or struck) and mention.weapons:
        mention.type = weapon_type(mention.weapons[0].kind)
    elif mention.type == "by_weapon":
        mention.type = "bombing"
    mention.perpetrators = _distinct(mention.perpetrators)
    mention.targets = _distinct(mention.targets)
    mention.victims = _distinct(mention.victims)
    harmed = {p.head for p in mention.victims + mention.targets}
    mention.perpetrators = [
        p for p in mention.perpetrators if p.head not in harmed or mention.type == "armed_clash"
    ]


def _distinct(phrases: list[Phrase]) -> list[Phrase]:
    by_head: dict[int, Phrase] = {}
    for phrase in phrases:
        by_head.setdefault(phrase.head, phrase)
    return list(by_head.values())
