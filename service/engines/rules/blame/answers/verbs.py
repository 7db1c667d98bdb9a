"""Answers by a verb: "denied the accusation", "scoffed at the claim", "agreed", "reached the same
conclusion"."""

from wirebrief.service.engines.rules.blame.answers.answer import Answer, is_answered
from wirebrief.service.engines.rules.blame.article import Article
from wirebrief.service.engines.rules.blame.stances import is_speaker, speakers
from wirebrief.service.engines.rules.blame.voices import reporters
from wirebrief.service.engines.rules.blame_words import Attitude, blame_words
from wirebrief.service.engines.rules.syntax.negation import negated
from wirebrief.service.engines.rules.syntax.participants import companion_of, patients
from wirebrief.service.engines.rules.syntax.phrases import antecedent
from wirebrief.service.engines.rules.syntax.prepositions import after
from wirebrief.service.engines.rules.syntax.voice import is_passive

_ANSWERING = frozenset({"denies", "rejects", "confirms", "accepts", "admits"})
_OBLIQUE = ("at", "on", "with", "to", "off", "of", "about", "for", "in")
_SAME = frozenset({"same", "similar", "identical"})


def by_verb(article: Article, verb: int) -> Answer | None:
    """ "denied the accusation", "scoffed at the claim", "…, which its commander denied", "denied it"."""
    parsed = article.parsed
    attitude = _attitude(article, verb)
    if attitude is None:
        return _by_coming_to_the_same(article, verb)
    if parsed.child(verb, "ccomp", "xcomp") >= 0:
        return None
    if parsed.lemma[verb] in blame_words()["answered.agreeing"]:
        return None
    if negated(parsed, verb):
        if attitude != "accepts":
            return None
        attitude = "rejects"
    heads = _objects(article, verb)
    papers = blame_words()["answered.papers"] if attitude == "accepts" else frozenset()
    what = next((h for h in heads if is_answered(article, h) and parsed.lemma[h] not in papers), -1)
    if what < 0:
        if attitude != "denies" or (heads and not article.deeds.is_deed(heads[0])):
            return None
        what = heads[0] if heads else -1
    return Answer(attitude, _sources(article, verb), verb, what)


def by_misread_verb(article: Article, noun: int) -> Answer | None:
    """ "a claim the hospital disputes", where the parser takes the verb for a noun beside the claim."""
    parsed, what = article.parsed, article.parsed.head[noun]
    entries = blame_words().stances.verbs.get(parsed.lemma[noun], ())
    attitudes = [e.attitude for e in entries if e.attitude in _ANSWERING and not e.companion]
    beside = parsed.dep[noun] in ("appos", "dep") and is_answered(article, what)
    if not attitudes or not beside or noun - 1 not in parsed.children[noun]:
        return None
    return Answer(attitudes[0], (noun - 1,), noun, what) if is_speaker(article, noun - 1) else None


def _attitude(article: Article, verb: int) -> Attitude | None:
    """What a verb takes to something said, or None if it answers nothing."""
    parsed, words = article.parsed, blame_words()
    for entry in words.stances.verbs.get(parsed.lemma[verb], ()):
        if entry.attitude in _ANSWERING and companion_of(parsed, verb, entry.companion):
            return entry.attitude
    return "accepts" if parsed.lemma[verb] in words["answered.trusting"] else None


def _objects(article: Article, verb: int) -> list[int]:
    """What is answered, if the verb has it; "which" as it stands, for it may go back to the whole clause."""
    parsed, found = article.parsed, list(patients(article.parsed, verb))
    which = [c for c in parsed.children[verb] if parsed.dep[c] in ("dobj", "nsubjpass")]
    which = [c for c in which if parsed.tag[c] == "WDT"]
    if which:
        noun = antecedent(parsed, which[0])
        found = [noun if is_answered(article, noun) else which[0]]
    found += after(parsed, verb, _OBLIQUE)
    last = min(verb + 3, parsed.right[verb])
    as_much = (t for t in range(verb + 1, last + 1) if parsed.lower[t - 1 : t + 1] == ["as", "much"])
    return [*found, *as_much]


def _sources(article: Article, verb: int) -> tuple[int, ...]:
    """Who answers; "images contradict the account" is told by who says so."""
    parsed = article.parsed
    by_things = parsed.lemma[verb] in blame_words()["answered.by_things"]
    found = tuple(s for s in speakers(article, verb) if is_speaker(article, s) or not by_things)
    return found if found or is_passive(parsed, verb) else reporters(article, verb)


def _by_coming_to_the_same(article: Article, verb: int) -> Answer | None:
    """ "reached the same conclusion", "made a similar accusation"."""
    parsed = article.parsed
    if parsed.lemma[verb] not in blame_words()["answered.reaching"]:
        return None
    for head in (*patients(parsed, verb), *after(parsed, verb, ("to", "at"))):
        same = any(parsed.lower[c] in _SAME for c in parsed.children[head])
        if same and is_answered(article, head):
            return Answer("confirms", speakers(article, verb), verb, head)
    return None
