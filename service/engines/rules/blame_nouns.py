"""Blame told by a noun: "suspicion fell on X", "all signs point to X", "X's claim to have shot down the jet",
"no claim of responsibility", "our theory is that it was X"."""

from collections.abc import Iterator

from wirebrief.schemas.vocabulary import Act
from wirebrief.service.engines.rules.blame_answers import accused_in, claimant, is_accusation, is_own
from wirebrief.service.engines.rules.blame_clauses import (
    Blame,
    anywhere_after,
    clause_of,
    may_answer,
    reach_of,
    recalls,
    source_of,
    speaker_of,
    speaks_of_violence,
    violent,
)
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.events.lexicon import parties
from wirebrief.service.engines.rules.events.phrases import coordinated, is_people, singular
from wirebrief.service.engines.rules.events.triggers import is_passive, objects_of, subject_of
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech import Report

_TOWARDS = ("to", "on", "upon", "at", "around", "toward", "towards")
_GROUNDS = frozenset({"truth", "substance", "basis", "merit", "ground", "evidence"})
_PARTY_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_DUMMIES = frozenset({"it", "this", "that", "these", "those", "they"})


def by_noun(parsed: Parsed, reports: list[Report]) -> Iterator[Blame]:
    """The attributions that a noun makes, in order of the nouns."""
    words = blame_words()
    for token, lemma in enumerate(parsed.lemma):
        if parsed.pos[token] not in ("NOUN", "PROPN"):
            if lemma in words.doubt_verbs and parsed.pos[token] == "VERB":
                yield from _named_in(parsed, token, parsed.child(token, "ccomp"), reports)
            continue
        if lemma in words.pointers:
            yield from _pointing(parsed, token, reports)
        if lemma in words.claims:
            yield from _no_claim(parsed, token)
            yield from _claim_of(parsed, token)
        if lemma in words.accusations | words.claims:
            yield from _no_truth(parsed, token, reports)
        if lemma in words.doubt_nouns:
            yield from _named_in(parsed, token, _content(parsed, token), reports)


def _pointing(parsed: Parsed, noun: int, reports: list[Report]) -> Iterator[Blame]:
    """ "suspicion has fallen on X", "the finger was pointed at X", "pointing the finger at X"."""
    words, verb = blame_words(), parsed.head[noun]
    if parsed.dep[verb] == "xcomp" and parsed.lemma[verb] not in words.pointing:
        verb = parsed.head[verb]
    relation = parsed.dep[noun]
    active = relation == "dobj"
    if parsed.lemma[verb] not in words.pointing or not (active or relation.startswith("nsubj")):
        return
    if (
        (active and parsed.lemma[noun] != "finger")
        or parsed.child(verb, "neg") >= 0
        or not recalls(parsed, noun)
    ):
        return
    unsure = parsed.lemma[noun] in words.doubt_nouns | words.traces or _has(parsed, noun, "suspicion")
    source = source_of(parsed, verb, reports) if active or is_passive(parsed, verb) else -1
    source = source if source >= 0 and source != noun else speaker_of(parsed, reports, verb)
    clause = clause_of(parsed, verb)
    for head in anywhere_after(parsed, verb, *_TOWARDS):
        if parsed.head[parsed.head[head]] in (verb, noun, *objects_of(parsed, verb)) and may_answer(
            parsed, head
        ):
            for party in coordinated(parsed, head):
                act: Act = "suspects" if unsure else "blames"
                yield Blame(act, source, party, noun, clause, reach_of(parsed, verb, clause))


def _has(parsed: Parsed, noun: int, word: str) -> bool:
    return any(parsed.lower[t] == word for t in range(parsed.left[noun], parsed.right[noun] + 1))


def _claim_of(parsed: Parsed, noun: int) -> Iterator[Blame]:
    """Who claims it by a noun: "the rebels' boast that they had started the riot"."""
    owner = claimant(parsed, noun)
    if owner < 0 or accused_in(parsed, noun) != owner:
        return
    content = parsed.child(noun, "acl", "relcl", "ccomp")
    clause = (parsed.left[noun], parsed.right[noun])
    if (content >= 0 and violent(parsed, content)) or _has(parsed, noun, "responsibility"):
        yield Blame("claims_responsibility", owner, owner, noun, clause, clause)


def _no_truth(parsed: Parsed, noun: int, reports: list[Report]) -> Iterator[Blame]:
    """ "there was no truth in the claim that X had done it", said by somebody."""
    ground = parsed.head[parsed.head[noun]]
    if parsed.dep[noun] != "pobj" or parsed.lemma[ground] not in _GROUNDS or not is_accusation(parsed, noun):
        return
    verb, accused = parsed.head[ground], accused_in(parsed, noun)
    none = parsed.child(verb, "neg") >= 0 or any(parsed.lower[c] == "no" for c in parsed.children[ground])
    source = speaker_of(parsed, reports, ground)
    if not none or source < 0 or accused < 0:
        return
    own = is_own(parsed, accused)
    clause = clause_of(parsed, verb)
    act: Act = "denies_responsibility" if own else "rejects"
    yield Blame(act, source, source if own else accused, ground, clause, clause)


def _no_claim(parsed: Parsed, noun: int) -> Iterator[Blame]:
    """ "no claim of responsibility", "nobody has issued a claim"."""
    if parsed.lemma[noun] != "claim":
        return
    verb = parsed.head[noun]
    none = any(parsed.lower[c] == "no" for c in parsed.children[noun]) or parsed.child(verb, "neg") >= 0
    if parsed.dep[noun] == "dobj" and parsed.lemma[verb] in ("issue", "make", "release", "lodge", "post"):
        subject = subject_of(parsed, verb)
        none = none or (subject >= 0 and nobody(parsed, subject))
    elif not (parsed.dep[noun].startswith("nsubj") or parsed.lemma[verb] == "be"):
        return
    if not none or any(parsed.dep[c] in ("acl", "relcl") for c in parsed.children[noun]):
        return
    clause = clause_of(parsed, verb)
    what = anywhere_after(parsed, noun, "for")
    if anywhere_after(parsed, verb, "to", "against"):
        return
    if _has(parsed, noun, "responsibility") or (
        recalls(parsed, noun) and all(speaks_of_violence(parsed, w, w) for w in what)
    ):
        yield Blame("no_claim", -1, -1, noun, clause, reach_of(parsed, verb, clause))


def nobody(parsed: Parsed, head: int) -> bool:
    """Whether a phrase names none: "nobody", "no group", "neither of the two"."""
    return (
        parsed.lower[head] in ("nobody", "none", "neither")
        or bool(head and parsed.lower[head - 1] == "no")
        or any(parsed.lower[c] in ("no", "neither") for c in parsed.children[head])
    )


def _content(parsed: Parsed, noun: int) -> int:
    """The clause that a noun of doubt holds: "our guess is that …", "it is my guess that …", or -1."""
    copula = parsed.head[noun]
    if parsed.lemma[copula] in ("be", "remain") and parsed.dep[noun] in ("nsubj", "attr", "dobj"):
        if parsed.child(copula, "neg") >= 0:
            return -1
        beside = parsed.child(copula, "ccomp", "acl", "advcl")
        return beside if beside >= 0 else parsed.child(noun, "acl")
    return -1


def _named_in(parsed: Parsed, doubt: int, content: int, reports: list[Report]) -> Iterator[Blame]:
    """Who is named by a clause under a word of doubt that only says who it was: "that it was rebels"."""
    if content < 0 or parsed.lemma[content] != "be" or parsed.child(content, "neg") >= 0:
        return
    subject, party = parsed.child(content, "nsubj"), parsed.child(content, "attr")
    if subject < 0 or party < 0 or parsed.lower[subject] not in _DUMMIES or not _is_party(parsed, party):
        return
    if parsed.child(doubt, "neg") >= 0 or not recalls(parsed, doubt):
        return
    own = source_of(parsed, doubt, reports) if parsed.pos[doubt] == "VERB" else -1
    spoken = speaker_of(parsed, reports, content)
    source = spoken if own < 0 or parsed.lower[own] in ("we", "i") else own
    verb = doubt if parsed.pos[doubt] == "VERB" else parsed.head[doubt]
    clause = clause_of(parsed, verb)
    for head in coordinated(parsed, party):
        yield Blame("suspects", source, head, doubt, clause, clause)


def _is_party(parsed: Parsed, head: int) -> bool:
    """Whether a phrase names persons, a group, a force or a state."""
    lemma, words = singular(parsed, head), parties()
    if not may_answer(parsed, head):
        return False
    return (
        parsed.entity[head] in _PARTY_ENTITIES
        or parsed.pos[head] == "PROPN"
        or is_people(parsed, head)
        or lemma in words.armed | words.forces | words.irregulars | words.cover
    )
