"""Attributions of charges: who says, denies, suspects or confirms that a party did it."""

from collections.abc import Iterator
from dataclasses import replace

from wirebrief.schemas.vocabulary import Act
from wirebrief.service.engines.rules.blame.acts import act_of
from wirebrief.service.engines.rules.blame.article import Article, Blame, Charge, Stance
from wirebrief.service.engines.rules.blame.charges import find_charges
from wirebrief.service.engines.rules.blame.charges.culprits import is_vague
from wirebrief.service.engines.rules.blame.licence import speaks_of_itself
from wirebrief.service.engines.rules.blame.stances import ANYBODY, stances_on
from wirebrief.service.engines.rules.blame.voices import by_report
from wirebrief.service.engines.rules.blame.who import content, same_side
from wirebrief.service.engines.rules.blame_words import Attitude, blame_words
from wirebrief.service.engines.rules.syntax.clauses import clause_of, reach_of
from wirebrief.service.engines.rules.syntax.negation import auxiliaries, is_none
from wirebrief.service.engines.rules.syntax.nouns import singular
from wirebrief.service.engines.rules.syntax.owners import owner_of

_SAYING = frozenset({"asserts", "suspects"})
_TURNING = frozenset({"rejects", "denies"})
_ON_ANOTHERS = _TURNING | {"confirms"}
_COMPANIES = frozenset({"company", "ngo", "other"})
_OF_PERSONS = frozenset({"his", "her", "my"})


def of_charges(article: Article) -> Iterator[Blame]:
    """The attributions of every charge, in the order of the charges."""
    for charge in find_charges(article):
        stances = stances_on(article, charge.top)
        if stances is not None or charge.presumed:
            yield from _attributed(article, charge, stances or [])


def _attributed(article: Article, charge: Charge, stances: list[Stance]) -> Iterator[Blame]:
    charge = _by_whom_it_is_told_of(article, charge, stances)
    sourced = any(s.source >= 0 for s in stances)
    reported = [] if sourced else by_report(article, charge.at, charge.top)
    own = {
        c for c in article.parsed.children[charge.top] if c == charge.party
    }  # of a clause read as another's
    every = [*stances, *(s for s in reported if s.source not in own)]
    first = binder = -1
    verdict: Attitude | None = None
    for at, stance in enumerate(every):
        outer = every[at + 1 :]
        if stance.source == ANYBODY and not any(s.source >= 0 for s in outer):
            if stance.attitude == "asserts" and not stance.negated:
                yield from _by_nobody(article, charge)
            return
        if stance.source < 0 and first >= 0 and stance.attitude in _ON_ANOTHERS:
            verdict = stance.attitude  # "said there was no proof for the version of the clerk that"
        elif stance.source < 0:
            charge = _seen_through(charge, stance)
        elif verdict is not None and stance.attitude == "asserts":
            yield from _by_source(article, charge, replace(stance, attitude=verdict), binder)
            verdict = None
        elif first in (-1, stance.cue) or not _passes_on(article, stance):
            if first < 0:  # a pronoun means the same to all who answer
                first, binder = stance.cue, _binder(article, stance, outer)
            yield from _by_source(article, charge, _in_voice_of(article, charge, stance, outer), binder)
    if first < 0 and charge.doubted:
        yield from _by_nobody(article, charge)


def _by_whom_it_is_told_of(article: Article, charge: Charge, stances: list[Stance]) -> Charge:
    """A charge that goes on from what is said ("said the army took the men and shot them", "…, killing two")
    is against whom it was said of, not against who says it."""
    parsed, at = article.parsed, charge.top
    cues = {s.cue for s in stances if s.source == charge.party}
    while cues and parsed.dep[at] in ("conj", "advcl") and parsed.head[at] != at:
        at = parsed.head[at]
        told = parsed.child(at, "nsubj") if parsed.dep[at] == "ccomp" and parsed.head[at] in cues else -1
        if told >= 0:
            return replace(charge, party=told)
    return charge


def _seen_through(charge: Charge, stance: Stance) -> Charge:
    """A charge under a stance that nobody is named for: "it is thought that", "no evidence that"."""
    suspected = stance.attitude == "suspects"
    turned = stance.attitude in _TURNING or (suspected and stance.negated)
    return replace(charge, denied=charge.denied != turned, doubted=charge.doubted or suspected)


def _passes_on(article: Article, stance: Stance) -> bool:
    """Whether who stands further out only says that somebody said it."""
    joins = article.parsed.lemma[stance.cue] in ("share", "echo")
    return stance.attitude in _SAYING and not joins


def _binder(article: Article, stance: Stance, outer: list[Stance]) -> int:
    """Whom a pronoun in an accusation means: not who makes it ("denied government claims that it had") but
    who answers."""
    parsed, words, cue = article.parsed, blame_words(), stance.cue
    noun = parsed.pos[cue] in ("NOUN", "PROPN")
    if not noun or parsed.lemma[cue] not in words["answered.accusing"]:
        return stance.source
    if parsed.lemma[cue] in words["own.nouns"] and owner_of(parsed, cue) >= 0:
        return stance.source
    return next((s.source for s in outer if s.source >= 0), -1)


def _in_voice_of(article: Article, charge: Charge, stance: Stance, outer: list[Stance]) -> Stance:
    """The stance with a source that is only a pronoun, or somebody's own people, given to who says so."""
    parsed, parties = article.parsed, article.parties
    speaker = next((s.source for s in outer if s.source >= 0), -1)
    if speaker < 0:
        return stance
    owner, mine = owner_of(parsed, stance.source), owner_of(parsed, content(parsed, charge.party))
    if parsed.pos[stance.source] == "PRON" and not is_none(parsed, stance.source):
        same = parties.actor(stance.source, speaker) == parties.actor(speaker)
    elif owner >= 0:  # "its spokesman", "his clients"
        same = parsed.pos[owner] == "PRON" and parties.actor(owner, speaker) == parties.actor(speaker)
    else:  # "the army said an inquiry had found that its troops"
        judge = parsed.lemma[stance.source] in blame_words()["parties.judges"]
        same = judge and mine >= 0 and parsed.pos[mine] == "PRON"
    return replace(stance, source=speaker) if same else stance


def _by_source(article: Article, charge: Charge, stance: Stance, binder: int) -> Iterator[Blame]:
    """The attribution to one source, or that nobody says it of himself."""
    parsed, parties = article.parsed, article.parties
    clause, source = clause_of(parsed, charge.top), parties.source(stance.source, charge.party)
    if parsed.sentence[charge.party] != parsed.sentence[charge.top]:
        binder = -1  # told of before, in others' words
    spoken = parsed.pos[stance.source] == "PRON"  # "they said": who that is was settled above
    principal = source if spoken else parties.principal(stance.source)
    accused, own = _accused(article, charge.party, binder, source, principal)
    if is_none(parsed, stance.source):
        if own or parsed.pos[charge.party] == "PRON":
            yield Blame("no_claim", None, None, stance.cue, clause, clause)
        return
    nobody = parsed.lower[charge.party] in blame_words()["parties.nobody"]
    if accused is None or source is None or (nobody and content(parsed, charge.party) == charge.party):
        return
    if own and not speaks_of_itself(article, charge, stance):
        return
    side = _answers_for(article, stance.source, accused, charge.party)
    act = act_of(
        stance.attitude,
        own=own,
        same_side=side,
        denied=charge.denied,
        doubted=charge.doubted,
        negated=stance.negated,
    )
    if act is None or (act == "claims_responsibility" and _is_no_claim(article, charge, stance)):
        return
    reach = reach_of(parsed, charge.top)
    yield Blame(act, source, accused, stance.cue, clause, reach, charge.party, stance.source)


def _accused(
    article: Article, party: int, binder: int, source: int | None, principal: int | None
) -> tuple[int | None, bool]:
    """Whom a charge is against, and whether that is who says it, or somebody of his own: "its fighters"."""
    parsed, parties, speaks = article.parsed, article.parties, (source, principal)
    accused = parties.actor(party, binder)
    if accused is not None and accused in speaks:
        return accused, True
    head = content(parsed, party)
    owner = owner_of(parsed, head)
    whose = parties.actor(owner, binder) if owner >= 0 and parsed.pos[owner] == "PRON" else None
    if whose is None or whose not in speaks:
        return accused, False
    if singular(parsed, head) in blame_words()["parties.kin"]:
        return accused, False
    if parsed.lower[owner] in _OF_PERSONS:  # "his men" are his own doers, "his landlord" is not
        return accused, singular(parsed, head) in blame_words()["parties.followers"]
    body = principal if whose == source and principal is not None else whose
    persons = parties.cast.actors[whose].kind in ("person", "people")
    if parsed.lower[owner] in ("his", "her") or (parsed.lower[owner] == "their" and persons):
        # "his men" are his own, "his captain" is not
        return accused, parsed.tag[content(parsed, party)] != "NN"
    return body if parties.cast.actors[body].kind != "person" else accused, True


def _answers_for(article: Article, source: int, accused: int, party: int) -> bool:
    """Whether a source answers for an accused; a firm that says "no driver" means its own."""
    speaks = article.parties.actor(source)
    firm = speaks is not None and article.parties.cast.actors[speaks].kind in _COMPANIES
    own = firm and is_none(article.parsed, party)
    return own or same_side(article.parties, source, accused, party)


def _is_no_claim(article: Article, charge: Charge, stance: Stance) -> bool:
    """Whether nobody says it so of himself: "the allegation"; or says what he does as a rule ("we only strike
    fighters"), or what others wore of his."""
    parsed, words, top = article.parsed, blame_words(), charge.top
    accusing = words["answered.accusing"] - words["own.nouns"]
    allegation = parsed.pos[stance.cue] == "NOUN" and parsed.lemma[stance.cue] in accusing
    rule = parsed.tag[top] in ("VBZ", "VBP") and article.deeds.is_act(top) and not auxiliaries(parsed, top)
    warded = parsed.lemma[charge.at] in words["own.warding"]
    worn = parsed.lemma[charge.at] in words["charges.likeness"]
    return allegation or rule or worn or warded


def _by_nobody(article: Article, charge: Charge) -> Iterator[Blame]:
    """The attribution of a charge that is made, but the words do not name by whom."""
    parsed, accused = article.parsed, article.parties.actor(charge.party)
    if accused is not None and not charge.denied and not is_vague(article, charge.party):
        clause, reach = clause_of(parsed, charge.top), reach_of(parsed, charge.top)
        act: Act = "suspects" if charge.doubted else "blames"
        yield Blame(act, None, accused, charge.at, clause, reach, charge.party)
