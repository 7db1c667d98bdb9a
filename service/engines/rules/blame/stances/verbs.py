"""What a verb takes to the clause or the noun that it governs: "said that …", "denied having …", "rejected
the claim that …"."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.blame.article import Article, Stance
from wirebrief.service.engines.rules.blame.stances.speakers import speakers
from wirebrief.service.engines.rules.blame.who import can_answer
from wirebrief.service.engines.rules.blame_words import Attitude, blame_words
from wirebrief.service.engines.rules.syntax.classes import NOMINAL
from wirebrief.service.engines.rules.syntax.negation import auxiliaries, is_none, negated
from wirebrief.service.engines.rules.syntax.participants import companion_of
from wirebrief.service.engines.rules.syntax.prepositions import after
from wirebrief.service.engines.rules.syntax.voice import is_passive

ANYBODY = -2
"""In the place of a source: somebody says so, but the words do not name who."""
_IMAGINED = frozenset({"would", "could", "should", "might", "'d", "must", "can"})
_ASIDE = frozenset({"in", "by", "after", "before", "during", "since", "near", "from"})
_NAYS = frozenset({"rejects", "denies"})


def of_verb(article: Article, node: int, verb: int, preposition: str = "") -> Iterator[Stance]:
    """The stances that a verb takes to a node, that stands after a preposition if one is given."""
    parsed, words = article.parsed, blame_words()
    attitude = _attitude(article, node, verb, preposition)
    if attitude is None:
        return
    denied = negated(parsed, verb)
    raised = parsed.dep[node] == "xcomp" and "to" in auxiliaries(parsed, node)
    raised = raised and parsed.lemma[verb] in words["saying.raising"]
    sourceless = raised or parsed.lemma[verb] in words["saying.sourceless"]
    sources = () if sourceless else speakers(article, verb)
    if attitude in _NAYS and sources and all(is_none(parsed, s) for s in sources):  # "nobody doubts that"
        attitude, sources, denied = "asserts", (), False
    elif attitude == "rejects" and denied:  # "cannot rule out that"
        attitude, denied = "suspects", False
    elif auxiliaries(parsed, verb) & _IMAGINED:
        attitude, sources, denied = "unreal", (), False
    elif sources and all(parsed.lemma[s] in words["parties.mute"] for s in sources):
        attitude, sources = "suspects" if attitude == "suspects" else "asserts", ()
    elif _is_hearing(article, verb):
        sources = (ANYBODY,)
    else:
        if parsed.lemma[verb] in words["saying.agreeing"] and parsed.pos[node] not in NOMINAL:
            attitude = "accepts"
            others = (h for h in after(parsed, verb, ("with",)) if can_answer(parsed, h))
            yield from (Stance("asserts", other, verb) for other in others)
        attitude = "suspects" if _is_hearsay(article, node, verb, sources) else attitude
    yield from (Stance(attitude, source, verb, denied) for source in sources or (-1,))


def _attitude(article: Article, node: int, verb: int, preposition: str) -> Attitude | None:
    """What a verb takes to a node, before its negation and voice are looked at, or None for nothing."""
    parsed = article.parsed
    if preposition in _ASIDE:
        return None
    for entry in blame_words().stances.verbs.get(parsed.lemma[verb], ()):
        called = parsed.dep[node] == "oprd" and entry.companion  # "called it an attack on", not "called on"
        if not called and companion_of(parsed, verb, entry.companion):
            if parsed.pos[node] in NOMINAL:
                return _towards_noun(article, node, verb, entry.attitude, preposition)
            return entry.attitude
    return None


def _towards_noun(
    article: Article, noun: int, verb: int, attitude: Attitude, preposition: str
) -> Attitude | None:
    """What a verb takes to a noun of saying or for the act: "rejected the claim that"."""
    parsed, words = article.parsed, blame_words()
    said = words.stances.nouns.get(parsed.lemma[noun])
    if attitude == "suspects" and said is not None and parsed.lemma[verb] in words["saying.crediting"]:
        return "accepts"  # "do not believe the claim that"
    if said == "suspects" and parsed.lemma[verb] in words["saying.sharing"]:
        return "suspects"  # "share her suspicion that"
    stated = attitude == "asserts" and (preposition or parsed.lemma[verb] not in words["saying.of_acts"])
    return None if stated else attitude


def _is_hearing(article: Article, verb: int) -> bool:
    """ "the court heard that", "was told that"."""
    parsed, words = article.parsed, blame_words()
    told = parsed.lemma[verb] in ("tell", "inform") and is_passive(parsed, verb)
    return told or parsed.lemma[verb] in words["saying.hearing"]


def _is_hearsay(article: Article, node: int, verb: int, sources: tuple[int, ...]) -> bool:
    """ "it is alleged that", "is said to have": nobody stands for it."""
    parsed = article.parsed
    if not is_passive(parsed, verb) or parsed.lemma[verb] in blame_words()["saying.proving"]:
        return False
    entries = blame_words().stances.verbs[parsed.lemma[verb]]
    if not any(entry.attitude == "asserts" for entry in entries):
        return False
    about = parsed.child(verb, "nsubjpass")
    dummy = about >= 0 and parsed.lower[about] == "it" and parsed.dep[node] == "ccomp" and not sources
    return dummy or parsed.dep[node] in ("xcomp", "oprd")
