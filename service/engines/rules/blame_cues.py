"""Cues of blame: each frame of `lexicons/blame.toml` has a reader that finds the parties in the parse."""

from collections.abc import Iterator

from wirebrief.schemas.vocabulary import Act
from wirebrief.service.engines.rules.blame_clauses import (
    Blame,
    Heads,
    after,
    anywhere_after,
    clause_of,
    may_answer,
    reach_of,
    source_of,
    speaker_of,
    speaks_of_violence,
    violent,
)
from wirebrief.service.engines.rules.blame_words import BlameCue, blame_words
from wirebrief.service.engines.rules.doubt import doubtful
from wirebrief.service.engines.rules.events.lexicon import incidents
from wirebrief.service.engines.rules.events.phrases import antecedent, coordinated
from wirebrief.service.engines.rules.events.triggers import is_passive, objects_of, subject_of
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech import Report


def by_cue(parsed: Parsed, reports: list[Report]) -> Iterator[Blame]:
    words = blame_words()
    for token, lemma in enumerate(parsed.lemma):
        cue = words.verbs.get(lemma)
        if cue is not None and parsed.pos[token] in ("VERB", "AUX"):
            yield from _READERS[cue.frame](parsed, token, cue, reports)
        elif lemma in words.predicates:
            yield from _predicate(parsed, token, reports)
        elif lemma in words.suspects and parsed.pos[token] == "NOUN":
            yield from _suspect_noun(parsed, token, reports)


def _object(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    """ "blamed X for the fire", "blamed the fire on X", "X is accused of", "an attack blamed on X"."""
    if parsed.dep[verb] == "xcomp" and parsed.lemma[parsed.head[verb]] == "be":  # "X is to blame"
        subject = subject_of(parsed, parsed.head[verb])
        responsible: list[int] = list(coordinated(parsed, subject)) if subject >= 0 else []
        yield from _blames(parsed, verb, cue.act, speaker_of(parsed, reports, verb), responsible)
        return
    objects = [h for o in objects_of(parsed, verb) for h in coordinated(parsed, antecedent(parsed, o))]
    on = anywhere_after(parsed, verb, "on", "upon")
    if on and cue.lemma == "blame":
        responsible = [h for h in on if may_answer(parsed, h)]
    elif cue.lemma in _OF_AN_ACT and not anywhere_after(parsed, verb, "of", "for", "with", "in"):
        return
    else:
        responsible = [h for h in objects if may_answer(parsed, h)]
    yield from _blames(parsed, verb, cue.act, source_of(parsed, verb, reports), responsible)


_OF_AN_ACT = frozenset({"accuse", "charge", "denounce", "convict", "indict"})
"""Verbs that hold responsible only where the act is said."""


def _to(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    responsible = [h for h in after(parsed, verb, "to", "on", "with") if may_answer(parsed, h)]
    blame = any(parsed.lemma[o] in ("blame", "responsibility") for o in objects_of(parsed, verb))
    if cue.lemma in ("lay", "assign") and not blame:
        return
    yield from _blames(parsed, verb, cue.act, source_of(parsed, verb, reports), responsible)


def _suspect(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    if parsed.dep[verb] == "amod":
        return
    heads = [h for o in objects_of(parsed, verb) for h in coordinated(parsed, antecedent(parsed, o))]
    content = parsed.child(verb, "ccomp")
    if content >= 0 and violent(parsed, content) and not is_passive(parsed, content):
        heads.append(subject_of(parsed, content))
    heads = [h for h in heads if h >= 0 and may_answer(parsed, h)]
    yield from _blames(parsed, verb, cue.act, source_of(parsed, verb, reports), heads)


def _name(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    roles = after(parsed, verb, "as")
    words = blame_words()
    unsure = any(parsed.lemma[r] in words.suspects for r in roles)
    if not unsure and not any(parsed.lemma[r] in words.predicates for r in roles):
        return
    heads = [h for o in objects_of(parsed, verb) for h in coordinated(parsed, antecedent(parsed, o))]
    heads = heads or list(after(parsed, verb, "to"))
    act: Act = "suspects" if unsure else cue.act
    yield from _blames(
        parsed, verb, act, source_of(parsed, verb, reports), [h for h in heads if may_answer(parsed, h)]
    )


def _claim(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    """ "claimed responsibility", "claimed the attack", "no group has claimed", "has never been claimed"."""
    if not _claims(parsed, verb, cue):
        return
    passive = is_passive(parsed, verb)
    subject = -1 if passive else subject_of(parsed, verb)
    claimants = (
        after(parsed, verb, "by")
        if passive
        else tuple(coordinated(parsed, antecedent(parsed, subject)))
        if subject >= 0
        else ()
    )
    clause = clause_of(parsed, verb)
    if _nobody(parsed, verb, claimants):
        yield Blame("no_claim", -1, -1, verb, clause, reach_of(parsed, verb, clause))
        return
    behalf = _on_behalf(parsed, verb)
    for head in claimants:
        if may_answer(parsed, head):
            yield Blame(
                cue.act, head, behalf if behalf >= 0 else head, verb, clause, reach_of(parsed, verb, clause)
            )


def _on_behalf(parsed: Parsed, verb: int) -> int:
    """For whom it is claimed: "on behalf of X", "in the name of X", or -1."""
    for token in range(verb + 1, parsed.right[verb] + 1):
        if parsed.lower[token] == "of" and parsed.lower[token - 1] in ("behalf", "name"):
            return parsed.child(token, "pobj")
    return -1


def _claims(parsed: Parsed, verb: int, cue: BlameCue) -> bool:
    """Whether the verb's object is responsibility or, for "claim", an attack."""
    words = blame_words()
    objects = [antecedent(parsed, o) for o in objects_of(parsed, verb)]
    if any(parsed.lemma[o] in words.claim_objects for o in objects):
        if anywhere_after(parsed, verb, "for") and not violent(parsed, verb):
            return False  # "accepted responsibility for the delay"
        return parsed.lemma[verb] not in ("take", "accept") or any(
            parsed.lemma[o] in ("responsibility", "credit") for o in objects
        )
    if cue.lemma == "own":
        return False
    if cue.lemma in ("claim", "admit", "confess", "acknowledge"):
        if cue.lemma == "confess" and after(parsed, verb, "to"):
            return True
        return any(parsed.lemma[o] in incidents().nouns and parsed.lemma[o] != "death" for o in objects)
    return False


def _nobody(parsed: Parsed, verb: int, claimants: Heads) -> bool:
    """Whether the words say that none claims it."""
    if parsed.child(verb, "neg") >= 0:
        return True
    if is_passive(parsed, verb):
        return False
    return any(
        parsed.lower[head] in ("nobody", "none")
        or (head and parsed.lower[head - 1] == "no")
        or any(parsed.lower[c] in ("no", "neither") for c in parsed.children[head])
        for head in claimants
    )


def _deny(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    """ "denied involvement", "denied having", "denied that it had", "denied the accusation"."""
    words = blame_words()
    source = source_of(parsed, verb, reports)
    objects = objects_of(parsed, verb)
    clause = clause_of(parsed, verb)
    own = any(parsed.lemma[o] in words.part_objects | words.accusations for o in objects)
    if not own:
        content = next((c for c in parsed.children[verb] if parsed.dep[c] in ("ccomp", "xcomp")), -1)
        if content < 0 or not violent(parsed, content):
            return
        doer = subject_of(parsed, content)
        other = doer >= 0 and doer != source and parsed.pos[doer] != "PRON"
        if other and may_answer(parsed, doer) and not is_passive(parsed, content):
            owner = parsed.child(doer, "poss")
            own = owner >= 0 and parsed.pos[owner] == "PRON"
            yield Blame(cue.act if own else "rejects", source, doer, verb, clause, clause)
            return
    if source >= 0:
        yield Blame(cue.act, source, source, verb, clause, reach_of(parsed, verb, clause))


def _reject(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    """The accused turning down an accusation denies; anybody else rejects it."""
    words = blame_words()
    accusations = [o for o in objects_of(parsed, verb) if parsed.lemma[o] in words.accusations]
    if not accusations:
        return
    source, clause = source_of(parsed, verb, reports), clause_of(parsed, verb)
    accused = _accused(parsed, accusations[0])
    own = (
        accused < 0 or parsed.pos[accused] == "PRON" or parsed.lower[accused] == parsed.lower[max(source, 0)]
    )
    act: Act = "denies_responsibility" if own else "rejects"
    if source >= 0:
        yield Blame(act, source, source if own else accused, verb, clause, reach_of(parsed, verb, clause))


def _accused(parsed: Parsed, noun: int) -> int:
    """Whom an accusation is about: the doer in its clause ("that X had …"), whom it stands against, or its
    owner."""
    for child in parsed.children[noun]:
        if parsed.dep[child] in ("acl", "relcl", "ccomp"):
            doer = subject_of(parsed, child)
            if doer >= 0 and doer != noun:
                return doer
    against = after(parsed, noun, "against", "of", "by")
    return next((h for h in against if may_answer(parsed, h)), -1)


def _confirm(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    content = next((c for c in parsed.children[verb] if parsed.dep[c] == "ccomp"), -1)
    if content < 0:
        return
    doer = subject_of(parsed, content)
    about = {parsed.lemma[t] for t in range(parsed.left[content], parsed.right[content] + 1)}
    if doer >= 0 and may_answer(parsed, doer) and about & (blame_words().predicates | {"carry", "claim"}):
        yield Blame(
            cue.act,
            source_of(parsed, verb, reports),
            doer,
            verb,
            clause_of(parsed, verb),
            clause_of(parsed, verb),
        )


_READERS = {
    "object": _object,
    "to": _to,
    "suspect": _suspect,
    "name": _name,
    "claim": _claim,
    "deny": _deny,
    "reject": _reject,
    "confirm": _confirm,
}


def _predicate(parsed: Parsed, token: int, reports: list[Report]) -> Iterator[Blame]:
    """ "X is responsible for", "X was behind", "held X responsible", "X is to blame"."""
    words = blame_words()
    verb = _copula_of(parsed, token)
    if verb < 0 or (parsed.dep[verb] == "acl" and parsed.lemma[parsed.head[verb]] in words.accusations):
        return
    if parsed.lemma[verb] in words.hold:
        heads: list[int] = [h for o in objects_of(parsed, verb) for h in coordinated(parsed, o)]
        heads += [c for c in parsed.children[token] if parsed.dep[c] == "nsubj"]
        source = source_of(parsed, verb, reports)
    else:
        subject = subject_of(parsed, verb)
        heads = list(coordinated(parsed, antecedent(parsed, subject))) if subject >= 0 else []
        source = speaker_of(parsed, reports, verb)
        if parsed.dep[verb] == "relcl" and source < 0 and not doubtful(parsed, verb):
            return
    if parsed.lemma[token] in ("work", "handiwork"):  # "the fire was the work of arsonists"
        heads = list(after(parsed, token, "of"))
    if parsed.lemma[token] == "blame" and parsed.pos[token] == "NOUN" and after(parsed, token, "on"):
        heads = list(after(parsed, token, "on"))
    act: Act = "blames"
    if parsed.child(verb, "neg") >= 0:
        act = "rejects"
    yield from _blames(parsed, verb, act, source, [h for h in heads if may_answer(parsed, h)], cue=token)


def _copula_of(parsed: Parsed, token: int) -> int:
    """The "be" or "hold" that a predicate word completes, or -1."""
    head = parsed.head[token]
    if (
        parsed.dep[token] == "amod" and token > head
    ):  # "held the owner responsible", the adjective hung on its noun
        token, head = head, parsed.head[head]
    for _ in range(3):
        if parsed.lemma[head] == "be" or parsed.lemma[head] in blame_words().hold:
            return head
        if parsed.dep[token] not in (
            "acomp",
            "attr",
            "prep",
            "oprd",
            "xcomp",
            "ccomp",
            "pobj",
            "conj",
            "dobj",
        ):
            return -1
        token, head = head, parsed.head[head]
    return -1


def _suspect_noun(parsed: Parsed, token: int, reports: list[Report]) -> Iterator[Blame]:
    """ "the prime suspects are X", "X is the main suspect"."""
    head = parsed.head[token]
    if parsed.lemma[head] != "be":
        return
    other = parsed.child(head, "attr") if parsed.dep[token].startswith("nsubj") else subject_of(parsed, head)
    if other >= 0 and other != token and may_answer(parsed, other):
        yield from _blames(parsed, head, "suspects", speaker_of(parsed, reports, head), [other], cue=token)


def _blames(
    parsed: Parsed, verb: int, act: Act, source: int, responsible: list[int], cue: int = -1
) -> Iterator[Blame]:
    """One record for each responsible party; doubt turns blame into suspicion, an own part into a claim."""
    clause = clause_of(parsed, verb)
    reach = reach_of(parsed, verb, clause)
    if not speaks_of_violence(parsed, *reach):
        return
    for head in responsible:
        if head == source or (
            source >= 0 and parsed.lower[head] in ("we", "i", "it") and parsed.lower[head] != "it"
        ):
            decided: Act = "claims_responsibility" if act == "blames" else act
        elif act == "blames" and doubtful(parsed, verb):
            decided = "suspects"
        elif parsed.child(verb, "neg") >= 0 and act in ("blames", "suspects"):
            continue
        else:
            decided = act
        yield Blame(decided, source, head, verb if cue < 0 else cue, clause, reach)
