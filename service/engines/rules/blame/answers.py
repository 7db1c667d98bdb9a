"""Acts about acts: who denies, rejects or confirms what somebody said before, without saying it again:
"denied the accusation", "called the claim absurd", "said their account was true", "…, which its commander
denied"."""

from collections.abc import Iterator
from dataclasses import dataclass

from wirebrief.schemas.vocabulary import Act
from wirebrief.service.engines.rules.blame.article import Article, Blame
from wirebrief.service.engines.rules.blame.grammar import (
    VERBAL,
    after,
    clause_of,
    companion_of,
    is_none,
    is_passive,
    negated,
    objects_of_preposition,
    owner_of,
    patients,
)
from wirebrief.service.engines.rules.blame.stances import (
    is_speaker,
    speakers,
    stances_on,
    verdict_of,
    verdict_word,
)
from wirebrief.service.engines.rules.blame.voices import reporters, voiced
from wirebrief.service.engines.rules.blame.who import can_answer, may_mean, same_side
from wirebrief.service.engines.rules.blame.words import Attitude, Entry, blame_words
from wirebrief.service.engines.rules.events.phrases import antecedent

_ANSWERING = frozenset({"denies", "rejects", "confirms", "accepts", "admits"})
_ANSWERED = frozenset(
    {"blames", "suspects", "claims_responsibility", "confirms", "denies_responsibility", "rejects"}
)
_STATING = frozenset({"blames", "suspects", "claims_responsibility"})
_COPULAS = frozenset({"be", "remain", "seem", "appear", "sound", "look"})
_AGREEING = frozenset({"agree", "disagree", "concur", "differ"})
_OBLIQUE = ("at", "on", "with", "to", "off", "of", "about", "for", "in")
_WINDOW = 4
"""Sentences back that an answer may go back over."""


@dataclass(frozen=True, slots=True)
class Answer:
    attitude: Attitude
    sources: tuple[int, ...]
    cue: int
    what: int
    """Head of the phrase that names what is answered ("the claim", "it"), or -1."""


def of_answers(article: Article, found: list[Blame]) -> list[Blame]:
    """The records, with those that answer earlier ones put in, in order."""
    records = sorted(found, key=lambda b: b.cue)
    taken = {b.cue for b in records}
    for answer in _answers(article):
        if answer.cue in taken or _is_told(article, found, answer):
            continue
        for source in answer.sources:
            source = voiced(article, answer.cue, source)
            blame = _resolved(article, records, answer, source)
            if blame is not None:
                records.append(blame)
        records.sort(key=lambda b: b.cue)
    return records


def _is_told(article: Article, found: list[Blame], answer: Answer) -> bool:
    """Whether the answered phrase says itself who did what, and is read as a charge."""
    parsed, what = article.parsed, answer.what
    if what < 0 or parsed.pos[what] != "NOUN":
        return False
    clauses = [c for c in parsed.children[what] if parsed.dep[c] in ("acl", "ccomp", "relcl") and c > what]
    clauses = [c for c in clauses if c != answer.cue]
    return any(
        b.cue != what and any(b.clause[0] <= c <= b.clause[1] for c in clauses) and b.cue <= what
        for b in found
    ) and bool(clauses)


def _answers(article: Article) -> Iterator[Answer]:
    parsed, words = article.parsed, blame_words()
    for token, pos in enumerate(parsed.pos):
        if parsed.tag[token] == "NNS" and (misread := _by_misread_verb(article, token)) is not None:
            yield misread
        if pos not in VERBAL:
            continue
        found = None
        if parsed.lemma[token] in _COPULAS or parsed.lemma[token] == "have":
            found = _by_verdict(article, token)
        if found is None and parsed.lemma[token] in words["verdicts.naming"]:
            found = _by_name(article, token)
        if found is None:
            found = _by_verb(article, token)
        if found is not None and found.sources and _is_real(article, found.cue):
            yield found


def _by_misread_verb(article: Article, noun: int) -> Answer | None:
    """ "a claim the hospital disputes", where the parser takes the verb for a noun beside the claim."""
    parsed = article.parsed
    entries = blame_words().stances.verbs.get(parsed.lemma[noun], ())
    attitude: Attitude | None = next(
        (e.attitude for e in entries if e.attitude in _ANSWERING and not e.companion), None
    )
    what = parsed.head[noun]
    if attitude is None or parsed.dep[noun] not in ("appos", "dep") or not _is_answered(article, what):
        return None
    sources = tuple(c for c in parsed.children[noun] if c == noun - 1 and is_speaker(article, c))
    return Answer(attitude, sources, noun, what) if sources else None


def _is_real(article: Article, token: int) -> bool:
    stances = stances_on(article, token)
    if stances is None:
        return False
    parsed = article.parsed
    aux = {parsed.lower[c] for c in parsed.children[token] if parsed.dep[c] == "aux"}
    if parsed.tag[token] == "VB" and "to" in aux and parsed.dep[token] != "xcomp":
        return False
    return not aux & {"would", "will", "should", "can", "could", "may", "might"}


def _is_answered(article: Article, head: int) -> bool:
    parsed, words = article.parsed, blame_words()
    return parsed.lemma[head] in words["answered.nouns"] or parsed.lower[head] in words["answered.pronouns"]


def _by_verb(article: Article, verb: int) -> Answer | None:
    """ "denied the accusation", "scoffed at the claim", "…, which its commander denied", "denied it"."""
    parsed = article.parsed
    entry = next(
        (
            e
            for e in blame_words().stances.verbs.get(parsed.lemma[verb], ())
            if e.attitude in _ANSWERING and companion_of(parsed, verb, e.companion)
        ),
        Entry("", "accepts") if parsed.lemma[verb] in ("believe", "trust") else None,
    )
    if entry is None and _comes_to_the_same(article, verb):
        return Answer(
            "confirms",
            speakers(article, verb),
            verb,
            patients(parsed, verb)[0] if patients(parsed, verb) else after(parsed, verb, ("to", "at"))[0],
        )
    if entry is None or parsed.child(verb, "ccomp", "xcomp") >= 0:
        return None
    if parsed.lemma[verb] in _AGREEING:
        return _by_agreeing(article, verb, entry.attitude)
    attitude: Attitude = entry.attitude
    if negated(parsed, verb):
        if attitude != "accepts":
            return None
        attitude = "rejects"
    heads = [*_raw_objects(article, verb), *after(parsed, verb, _OBLIQUE)]
    heads += [
        t
        for t in range(verb + 1, min(verb + 4, parsed.right[verb] + 1))
        if parsed.lower[t] == "much" and parsed.lower[t - 1] == "as"
    ]
    what = next((h for h in heads if _is_answered(article, h)), -1)
    if what < 0:
        own = entry.attitude == "denies" and (not heads or article.deeds.is_deed(heads[0]))
        if not own:
            return None
        what = heads[0] if heads else -1
    sources = tuple(
        s for s in speakers(article, verb) if is_speaker(article, s) or not _may_be_thing(article, verb)
    )
    if not sources and is_passive(parsed, verb):
        sources = ()
    elif not sources:
        sources = reporters(article, verb)
    return Answer(attitude, sources, verb, what)


def _by_agreeing(article: Article, verb: int, attitude: Attitude) -> Answer | None:
    """ "The coastguard agreed.", "The police disagree with the villagers." """
    parsed = article.parsed
    if any(parsed.dep[c] in ("dobj", "ccomp", "xcomp", "advcl") for c in parsed.children[verb]):
        return None
    heads = after(parsed, verb, ("with", "on", "to", "about"))
    if any(
        parsed.lower[h] not in blame_words()["answered.pronouns"] and not can_answer(article.parsed, h)
        for h in heads
    ):
        return None
    no = negated(parsed, verb)
    return Answer("rejects" if no else attitude, speakers(article, verb), verb, -1)


def _comes_to_the_same(article: Article, verb: int) -> bool:
    """ "reached the same conclusion", "made a similar accusation"."""
    parsed = article.parsed
    if parsed.lemma[verb] not in (
        "reach",
        "come",
        "draw",
        "arrive",
        "make",
        "level",
        "share",
        "voice",
        "give",
        "say",
        "tell",
    ):
        return False
    heads = (*patients(parsed, verb), *after(parsed, verb, ("to", "at")))
    return any(
        _is_answered(article, h)
        and any(parsed.lower[c] in ("same", "similar", "identical") for c in parsed.children[h])
        for h in heads
    )


def _may_be_thing(article: Article, verb: int) -> bool:
    """Whether a verb may have a thing as its subject: "images contradict the account"."""
    return article.parsed.lemma[verb] in (
        "support",
        "back",
        "prove",
        "undermine",
        "contradict",
        "question",
        "challenge",
        "validate",
        "vindicate",
        "bear",
        "corroborate",
        "disprove",
        "refute",
    )


def _raw_objects(article: Article, verb: int) -> tuple[int, ...]:
    """Objects with "which" left as it stands: it may go back to the whole clause."""
    parsed = article.parsed
    direct = [
        c for c in parsed.children[verb] if parsed.dep[c] in ("dobj", "nsubjpass") and parsed.tag[c] == "WDT"
    ]
    if direct:
        noun = antecedent(parsed, direct[0])
        return (noun if _is_answered(article, noun) else direct[0],)
    return patients(parsed, verb)


def _by_verdict(article: Article, verb: int) -> Answer | None:
    """ "the claim was absurd", "that is untrue", "the claim has no basis", "there is no truth in it"."""
    parsed = article.parsed
    about = parsed.child(verb, "nsubj")
    if about < 0 and parsed.child(verb, "expl") < 0:
        return None
    verdict: Attitude | None = None
    if about >= 0 and _is_answered(article, about) and parsed.lemma[verb] in _COPULAS:
        verdict = verdict_of(article, verb)
    what = about
    if verdict is None:
        part = next(
            (
                c
                for c in parsed.children[verb]
                if parsed.dep[c] in ("dobj", "attr", "nsubj")
                and parsed.lemma[c] in blame_words()["verdicts.grounds"]
            ),
            -1,
        )
        if (
            part < 0
            or not (is_none(parsed, part) or negated(parsed, verb))
            or parsed.lemma[part] in ("doubt", "question")
        ):
            return None
        told = [about, *after(parsed, part, ("in", "to", "for", "of")), *after(parsed, verb, ("in", "to"))]
        what = next((h for h in told if h >= 0 and h != part and _is_answered(article, h)), -1)
        if what < 0:
            return None
        return Answer("rejects", reporters(article, verb), part, what)
    return Answer(verdict, reporters(article, verb), verb, what)


def _by_name(article: Article, verb: int) -> Answer | None:
    """ "called the allegation absurd", "described it as a lie", "is treating it as a hoax"."""
    parsed = article.parsed
    if negated(parsed, verb):
        return None
    what = next((h for h in patients(parsed, verb) if _is_answered(article, h)), -1)
    names = [c for c in parsed.children[verb] if parsed.dep[c] in ("oprd", "acomp", "attr", "ccomp", "xcomp")]
    if what < 0:  # a small clause: "called the charge nonsense"
        for name in names:
            inner = parsed.child(name, "nsubj", "compound", "nmod")
            if inner >= 0 and _is_answered(article, inner):
                what = inner
    if what < 0:
        return None
    names += [
        g
        for n in names
        if parsed.lemma[n] == "be"
        for g in parsed.children[n]
        if parsed.dep[g] in ("acomp", "attr")
    ]
    names += [c for c in parsed.children[what] if c > what and parsed.dep[c] in ("amod", "appos", "acl")]
    names += [
        h
        for c in parsed.children[verb]
        if parsed.lower[c] == "as"
        for h in (*objects_of_preposition(parsed, c), *parsed.children[c])
    ]
    names += [
        h for c in parsed.children[what] if parsed.lower[c] == "as" for h in objects_of_preposition(parsed, c)
    ]
    for name in names:
        verdict = verdict_word(article, name)
        if verdict is not None:
            sources = speakers(article, verb) or (
                () if is_passive(parsed, verb) else reporters(article, verb)
            )
            return Answer(verdict, sources, verb, what)
    return None


def _resolved(article: Article, records: list[Blame], answer: Answer, source: int) -> Blame | None:
    """The record that an answer makes, once it is known what it answers."""
    parsed, parties = article.parsed, article.parties
    if is_none(parsed, source):
        return None
    said_by = parties.actor(source)
    if said_by is None:
        return None
    clause = clause_of(parsed, answer.cue)
    accused = _accused_in(article, answer, source)
    if answer.attitude == "denies" and answer.what >= 0 and article.deeds.is_deed(answer.what):
        return _own_denial(article, answer, source)  # "denies murder"
    if accused is None:
        record = _answered_record(article, records, answer, source)
        accused = record.responsible if record is not None else None
        if (
            record is not None
            and accused is not None
            and record.source == said_by
            and parsed.pos[source] == "PRON"
        ):
            if may_mean(
                parsed, source, parties.cast.actors[accused]
            ):  # "Palanor blames Quessa, a charge it rejects"
                said_by, source = accused, record.party if record.party >= 0 else source
        if (
            record is not None
            and record.act == "claims_responsibility"
            and record.source == said_by
            and answer.attitude != "denies"
        ):
            return None
    if accused is None:
        return _own_denial(article, answer, source)
    side = same_side(parties, source, accused)
    act: Act
    if answer.attitude in ("denies", "rejects"):
        act = "denies_responsibility" if side else "rejects"
    else:
        act = "claims_responsibility" if accused in (said_by, parties.principal(source)) else "confirms"
    return Blame(act, said_by, accused, answer.cue, clause, clause, -1, source)


def _accused_in(article: Article, answer: Answer, source: int) -> int | None:
    """Whom the answered phrase names itself: "the allegations against X"."""
    if answer.what < 0:
        return None
    parsed, parties = article.parsed, article.parties
    if parsed.lemma[answer.what] in ("conviction", "sentence", "indictment"):
        owner = owner_of(parsed, answer.what)
        inner = [
            h
            for c in parsed.children[answer.what]
            if parsed.lower[c] == "of"
            for h in objects_of_preposition(parsed, c)
        ]
        owner = owner if owner >= 0 else next(iter(inner), -1)
        return parties.actor(owner) if owner >= 0 else None
    for head in after(parsed, answer.what, ("against",)):
        if can_answer(parsed, head) and article.deeds.recalled(answer.cue):
            return parties.actor(head, source)
    return None


def _answered_record(article: Article, records: list[Blame], answer: Answer, source: int) -> Blame | None:
    """The latest record before an answer that it can be about."""
    parsed, parties = article.parsed, article.parties
    said_by = parties.actor(source)
    owner = owner_of(parsed, answer.what) if answer.what >= 0 else -1
    whose = parties.actor(owner) if owner >= 0 else None
    sentence = parsed.sentence[answer.cue]
    told = [r for r in records if r.act in _ANSWERED and r.responsible is not None]
    back = (
        1
        if answer.what < 0 and parsed.lemma[answer.cue] in _AGREEING
        else 1
        if answer.what >= 0 and parsed.lower[answer.what] in blame_words()["answered.pronouns"]
        else _WINDOW
    )
    near = [r for r in told if r.cue < answer.cue and 0 <= sentence - parsed.sentence[r.cue] <= back]
    near = near or [
        r for r in told if r.cue > answer.cue and parsed.sentence[r.cue] == sentence and r.source != said_by
    ]
    pronoun = parsed.pos[source] == "PRON"
    near = [r for r in near if r.source != said_by] or (
        near if answer.attitude == "denies" or pronoun else []
    )
    if whose is not None:
        near = (
            [r for r in near if r.source == whose and r.act in _STATING]
            or [r for r in near if r.source == whose]
            or near
        )
    if not near:
        return None
    latest = near[-1]
    if answer.attitude in ("denies", "rejects"):
        mine = [r for r in near if same_side(parties, source, r.responsible, r.party)]
        recent = [r for r in mine if parsed.sentence[latest.cue] - parsed.sentence[r.cue] <= 2]
        return recent[-1] if recent else latest
    return latest


def _own_denial(article: Article, answer: Answer, source: int) -> Blame | None:
    """Who denies an accusation of which nothing was told but that there was one."""
    parsed, parties = article.parsed, article.parties
    if answer.attitude not in ("denies", "rejects") or not article.deeds.recalled(answer.cue):
        return None
    if answer.what < 0:
        return None
    word = parsed.lemma[answer.what]
    accusing = parsed.lower[answer.what] in ("it", "this", "that", "them") and answer.attitude == "denies"
    accusing = accusing or word in blame_words()["answered.accusing"] or article.deeds.is_deed(answer.what)
    if not accusing or (answer.attitude == "rejects" and word not in ("accusation", "allegation", "charge")):
        return None
    clause = clause_of(parsed, answer.cue)
    accused = parties.principal(source)
    return Blame(
        "denies_responsibility", parties.actor(source), accused, answer.cue, clause, clause, -1, source
    )
