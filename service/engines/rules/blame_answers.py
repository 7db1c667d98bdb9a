"""Answers to an accusation: who admits, denies, rejects or confirms that somebody did it."""

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
    speaks_of_violence,
    violent,
)
from wirebrief.service.engines.rules.blame_words import BlameCue, blame_words
from wirebrief.service.engines.rules.events.phrases import antecedent, facility, is_people
from wirebrief.service.engines.rules.events.triggers import is_passive, objects_of, subject_of
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech import Report

_INTENDING = frozenset(
    {"plan", "intend", "want", "aim", "seek", "propose", "consider", "hope", "wish", "mean"}
)
_ACCUSING = frozenset({"accusation", "allegation", "charge", "blame", "suspicion", "insinuation"})
_GUILT = frozenset({"blame", "guilty", "culpable", "culprit", "perpetrator", "mastermind"})
_PLURAL = frozenset({"they", "them", "their", "we", "our"})


def deny(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    """ "denied involvement", "denied having", "denied that it had", "denied the accusation"."""
    words = blame_words()
    source = source_of(parsed, verb, reports)
    clause = clause_of(parsed, verb)
    own = any(parsed.lemma[o] in words.part_objects | words.accusations for o in objects_of(parsed, verb))
    if not own:
        content = content_of(parsed, verb)
        if content < 0 or not violent(parsed, content) or parsed.lemma[content] in _INTENDING:
            return
        doer = subject_of(parsed, content)
        other = doer >= 0 and doer != source and parsed.pos[doer] != "PRON"
        if other and may_answer(parsed, doer) and not is_passive(parsed, content):
            act: Act = cue.act if _owner_is_pronoun(parsed, doer) else "rejects"
            yield Blame(act, source, doer, verb, clause, clause)
            return
    if source >= 0:
        yield Blame(cue.act, source, source, verb, clause, reach_of(parsed, verb, clause))


def content_of(parsed: Parsed, verb: int) -> int:
    """The clause that a verb of saying takes, or -1."""
    return parsed.child(verb, "ccomp", "xcomp")


def _owner_is_pronoun(parsed: Parsed, noun: int) -> bool:
    owner = parsed.child(noun, "poss")
    return owner >= 0 and parsed.pos[owner] == "PRON"


def is_own(parsed: Parsed, head: int) -> bool:
    """Whether a phrase is the speaker's own or the speaker: "it", "its troops", "one of our shells"."""
    inner = [parsed.child(c, "pobj") for c in parsed.children[head] if parsed.lower[c] == "of"]
    nouns = [head, *(i for i in inner if i >= 0)]
    return parsed.pos[head] == "PRON" or any(_owner_is_pronoun(parsed, noun) for noun in nouns)


def answerable(parsed: Parsed, head: int, source: int) -> int:
    """Who answers for what a speaker's own did: the speaker for its things, else the people."""
    return head if parsed.pos[head] != "PRON" and is_people(parsed, head) else source


def admit(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    """ "admitted that its troops had shot" takes it on; "acknowledged that soldiers had shot" confirms."""
    content = parsed.child(verb, "ccomp")
    if content < 0 or not violent(parsed, content) or parsed.lemma[content] in _INTENDING:
        return
    if parsed.child(verb, "neg") >= 0 or parsed.child(content, "neg") >= 0:
        return
    doer, source, clause = (
        subject_of(parsed, content),
        source_of(parsed, verb, reports),
        clause_of(parsed, verb),
    )
    if doer < 0 or source < 0 or is_passive(parsed, content):
        return
    if is_own(parsed, doer):
        yield Blame("claims_responsibility", source, answerable(parsed, doer, source), verb, clause, clause)
    elif may_answer(parsed, doer):
        yield Blame("confirms", source, doer, verb, clause, clause)


def plead(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    """ "pleaded guilty to", "pleaded not guilty"."""
    plea = next((c for c in parsed.children[verb] if parsed.lower[c] in ("guilty", "innocent")), -1)
    source, clause = subject_of(parsed, verb), clause_of(parsed, verb)
    if plea < 0 or source < 0:
        return
    negated = parsed.child(plea, "neg") >= 0 or parsed.child(verb, "neg") >= 0
    innocent = negated or parsed.lower[plea] == "innocent"
    act: Act = "denies_responsibility" if innocent else "claims_responsibility"
    yield Blame(act, source, source, verb, clause, reach_of(parsed, verb, clause))


def reject(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    """The accused turning down an accusation denies; anybody else rejects it."""
    accusation = _accusation(parsed, verb)
    if accusation < 0:
        return
    source, clause = source_of(parsed, verb, reports), clause_of(parsed, verb)
    if source < 0:
        return
    accused = accused_in(parsed, accusation)
    own = (
        accused < 0 or parsed.pos[accused] == "PRON" or parsed.lower[accused] == parsed.lower[max(source, 0)]
    )
    act: Act = "denies_responsibility" if own else "rejects"
    yield Blame(act, source, source if own else accused, verb, clause, reach_of(parsed, verb, clause))


def disbelieve(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    """ "do not accept the verdict that", "do not believe that X did it"."""
    if parsed.child(verb, "neg") < 0:
        return
    if _accusation(parsed, verb) >= 0:
        yield from reject(parsed, verb, cue, reports)
        return
    content = parsed.child(verb, "ccomp")
    if content < 0 or not violent(parsed, content):
        return
    doer, source = subject_of(parsed, content), source_of(parsed, verb, reports)
    clause = clause_of(parsed, verb)
    if doer >= 0 and source >= 0 and parsed.pos[doer] != "PRON" and may_answer(parsed, doer):
        yield Blame("rejects", source, doer, verb, clause, clause)


def confirm(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    """ "confirmed that X was behind it", "confirmed the claim that X had done it", "verified X's claim"."""
    source, clause = source_of(parsed, verb, reports), clause_of(parsed, verb)
    accusation = _accusation(parsed, verb)
    if accusation >= 0:
        accused = accused_in(parsed, accusation)
        if accused >= 0 and parsed.pos[accused] != "PRON" and accused != source:
            yield Blame(cue.act, source, accused, verb, clause, reach_of(parsed, verb, clause))
        return
    content = parsed.child(verb, "ccomp")
    if content < 0:
        return
    doer = subject_of(parsed, content)
    about = {parsed.lemma[t] for t in range(parsed.left[content], parsed.right[content] + 1)}
    if doer >= 0 and may_answer(parsed, doer) and about & (blame_words().predicates | {"carry", "claim"}):
        yield Blame(cue.act, source, doer, verb, clause, clause)


def _accusation(parsed: Parsed, verb: int) -> int:
    """The accusation or claim that a verb is about: its object, or what it scoffs at, or -1."""
    objects = (*objects_of(parsed, verb), *anywhere_after(parsed, verb, "at", "off"))
    return next((o for o in objects if is_accusation(parsed, o)), -1)


def is_accusation(parsed: Parsed, noun: int) -> bool:
    """Whether a noun holds somebody responsible: an accusation, or a claim or theory of a harmful act."""
    words = blame_words()
    if parsed.lemma[noun] not in words.accusations | words.claims:
        return False
    content = next((c for c in parsed.children[noun] if parsed.dep[c] in ("acl", "relcl", "ccomp")), -1)
    within = {parsed.lemma[t] for t in range(parsed.left[noun], parsed.right[noun] + 1)}
    if content >= 0 and not within & _GUILT:
        doer = subject_of(parsed, content)
        return violent(parsed, content) and (doer < 0 or not facility(parsed, doer))
    if within & (_ACCUSING | _GUILT) or within & words.part_objects:
        return True
    return speaks_of_violence(parsed, parsed.left[noun], parsed.right[noun])


def accused_in(parsed: Parsed, noun: int) -> int:
    """Whom an accusation is about, or -1: the doer in its clause ("that X had …"), whom it stands against, or
    who makes it, where it is a claim to have done it."""
    owner = claimant(parsed, noun)
    for child in parsed.children[noun]:
        if parsed.dep[child] in ("acl", "relcl", "ccomp"):
            doer = subject_of(parsed, child)
            if doer >= 0 and doer != noun:
                return owner if owner >= 0 and _may_mean(parsed, doer, owner) else doer
    if owner >= 0:
        return owner
    against = after(parsed, noun, "against", "of", "by")
    return next((h for h in against if may_answer(parsed, h)), -1)


def claimant(parsed: Parsed, noun: int) -> int:
    """Whose claim a claim is ("the rebels' boast", "the claim by the rebels"), or -1; of nouns that say it of
    oneself."""
    if parsed.lemma[noun] not in blame_words().claims:
        return -1
    makers: Heads = (parsed.child(noun, "poss"), *after(parsed, noun, "by", "from"))
    return next((m for m in makers if m >= 0 and parsed.pos[m] != "PRON" and may_answer(parsed, m)), -1)


def _may_mean(parsed: Parsed, doer: int, owner: int) -> bool:
    """Whether the doer in a claim can be its maker: the maker itself, or a pronoun of its number."""
    if antecedent(parsed, doer) == owner:
        return True
    if parsed.pos[doer] != "PRON":
        return False
    return (parsed.lower[doer] in _PLURAL) == parsed.tag[owner].endswith("S")
