"""A part in it that one takes or disowns oneself ("we did it", "we had no hand in this"), and for whom it is
said."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.blame_answers import answerable, is_own
from wirebrief.service.engines.rules.blame_clauses import (
    Blame,
    anywhere_after,
    clause_of,
    may_answer,
    recalls,
    speaker_of,
    speaks_of_violence,
)
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.events.triggers import subject_of
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech import Report

_HAVING = frozenset({"have", "play", "take", "bear"})
_WRITINGS = frozenset(
    {"note", "message", "letter", "statement", "post", "leaflet", "video", "email", "communique"}
)
_COLLECTIVE = frozenset({"group", "movement", "organization", "organisation", "faction", "militia", "party"})
_SPOKEN_FOR = frozenset({"spokesman", "spokeswoman", "spokesperson", "lawyer", "representative"})


def by_part(parsed: Parsed, reports: list[Report]) -> Iterator[Blame]:
    """Denials of one's own part within reported speech."""
    for verb, pos in enumerate(parsed.pos):
        if pos not in ("VERB", "AUX") or not _disowns(parsed, verb):
            continue
        source, doer = speaker_of(parsed, reports, verb), subject_of(parsed, verb)
        if source < 0 or doer < 0 or doer == source or not is_own(parsed, doer):
            continue
        if not _about_violence(parsed, verb):
            continue
        principal = represented(parsed, source) if parsed.lower[doer] in ("we", "our") else source
        responsible = answerable(parsed, doer, principal)
        clause = clause_of(parsed, verb)
        yield Blame("denies_responsibility", source, responsible, verb, clause, clause)


def by_avowal(parsed: Parsed, reports: list[Report]) -> Iterator[Blame]:
    """ "We did it": a plain avowal of what was told before."""
    for verb, lemma in enumerate(parsed.lemma):
        if lemma != "do" or parsed.pos[verb] != "VERB" or parsed.tag[verb] != "VBD":
            continue
        doer, done = parsed.child(verb, "nsubj"), parsed.child(verb, "dobj")
        source = speaker_of(parsed, reports, verb)
        if min(doer, done, source) < 0 or parsed.child(verb, "neg") >= 0 or not recalls(parsed, verb):
            continue
        if parsed.lower[doer] in ("we", "i") and parsed.lower[done] in ("it", "this", "that"):
            clause = clause_of(parsed, verb)
            principal = represented(parsed, source) if parsed.lower[doer] == "we" else source
            yield Blame("claims_responsibility", source, principal, verb, clause, clause)


def author(parsed: Parsed, source: int) -> int:
    """Who speaks by a piece of writing ("a note signed by the union"), else the source."""
    if source < 0 or parsed.lemma[source] not in _WRITINGS:
        return source
    for token in range(source + 1, parsed.right[source] + 1):
        signed = (
            parsed.lemma[parsed.head[token]] in ("sign", "issue", "release") or parsed.head[token] == source
        )
        if signed and parsed.lower[token] in ("by", "from"):
            inner = parsed.child(token, "pobj")
            if inner >= 0 and may_answer(parsed, inner):
                return inner
    return source


def is_principal(parsed: Parsed, head: int, source: int) -> bool:
    """Whether a phrase stands for those whom the speaker speaks for: "we", "it", "the group"."""
    if represented(parsed, source) == source:
        return False
    definite = any(parsed.lower[c] == "the" for c in parsed.children[head])
    return parsed.lower[head] in ("we", "it", "they") or (definite and parsed.lemma[head] in _COLLECTIVE)


def _disowns(parsed: Parsed, verb: int) -> bool:
    """Whether a clause says that its subject had no part: "had no hand in", "was not behind"."""
    words = blame_words()
    negated = parsed.child(verb, "neg") >= 0
    if parsed.lemma[verb] in _HAVING:
        part = next((c for c in parsed.children[verb] if parsed.dep[c] == "dobj"), -1)
        if part < 0:
            return False
        if parsed.lower[part] == "nothing":
            return any(parsed.lower[t] == "do" for t in range(part, parsed.right[part] + 1))
        none = negated or any(parsed.lower[c] in ("no", "neither") for c in parsed.children[part])
        return none and parsed.lemma[part] in words.part_objects
    if parsed.lemma[verb] == "involve":
        return negated
    if parsed.lemma[verb] != "be":
        return False
    predicates = [c for c in parsed.children[verb] if parsed.dep[c] in ("acomp", "attr", "prep", "xcomp")]
    return any(
        (negated or parsed.child(c, "neg") >= 0) and parsed.lemma[c] in words.predicates | {"source", "cause"}
        for c in predicates
    )


def _about_violence(parsed: Parsed, verb: int) -> bool:
    """Whether it is a harmful act that is disowned: the one named, or the one told before."""
    named = anywhere_after(parsed, verb, "in", "of", "for", "with", "to", "behind")
    if any(
        speaks_of_violence(parsed, parsed.left[n], parsed.right[n]) for n in named if parsed.pos[n] != "PRON"
    ):
        return True
    return all(parsed.pos[n] == "PRON" for n in named) and recalls(parsed, verb)


def represented(parsed: Parsed, source: int) -> int:
    """For whom a speaker says "we": a "spokesman for the union" for the union, others for themselves."""
    for noun in (source, *(c for c in parsed.children[source] if parsed.dep[c] in ("appos", "compound"))):
        if parsed.lemma[noun] not in _SPOKEN_FOR:
            continue
        for child in parsed.children[noun]:
            if parsed.dep[child] == "prep" and parsed.lower[child] in ("for", "of"):
                inner = parsed.child(child, "pobj")
                if inner >= 0:
                    return inner
        owner = parsed.child(noun, "poss")
        if owner >= 0 and parsed.pos[owner] != "PRON":
            return owner
    return source
