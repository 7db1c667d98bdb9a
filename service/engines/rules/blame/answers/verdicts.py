"""Answers by a verdict: "the claim was absurd", "called it a lie"."""

from wirebrief.service.engines.rules.blame.answers.answer import Answer, is_answered
from wirebrief.service.engines.rules.blame.article import Article
from wirebrief.service.engines.rules.blame.stances import speakers, verdict_of, verdict_word
from wirebrief.service.engines.rules.blame.voices import reporters
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.syntax.negation import negated
from wirebrief.service.engines.rules.syntax.participants import patients
from wirebrief.service.engines.rules.syntax.prepositions import objects_of_preposition

_COPULAS = frozenset({"be", "remain", "seem", "appear", "sound", "look"})
_NAMES = frozenset({"oprd", "acomp", "attr", "ccomp", "xcomp"})
_BEHIND = frozenset({"amod", "appos", "acl"})


def by_predicate(article: Article, verb: int) -> Answer | None:
    """ "the claim was absurd", "that is untrue"."""
    parsed = article.parsed
    about = parsed.child(verb, "nsubj") if parsed.lemma[verb] in _COPULAS else -1
    if about < 0 or not is_answered(article, about):
        return None
    verdict = verdict_of(article, verb)
    return Answer(verdict, reporters(article, verb), verb, about) if verdict is not None else None


def by_name(article: Article, verb: int) -> Answer | None:
    """ "called the allegation absurd", "described it as a lie", "is treating it as a hoax"."""
    parsed = article.parsed
    if parsed.lemma[verb] not in blame_words()["verdicts.naming"] or negated(parsed, verb):
        return None
    names = [c for c in parsed.children[verb] if parsed.dep[c] in _NAMES]
    what = next((h for h in patients(parsed, verb) if is_answered(article, h)), -1)
    if what < 0:  # a small clause: "called the charge nonsense"
        subjects = [parsed.child(name, "nsubj", "compound", "nmod") for name in names]
        what = max((s for s in subjects if s >= 0 and is_answered(article, s)), default=-1)
    if what < 0:
        return None
    if what == verb + 1:  # "called that nonsense"
        names = [*names, *(c for c in parsed.children[verb] if c > what)]
    for name in (*names, *_further_names(article, verb, what, names)):
        verdict = verdict_word(article, name)
        if verdict is not None:
            return Answer(verdict, speakers(article, verb) or reporters(article, verb), verb, what)
    return None


def _further_names(article: Article, verb: int, what: int, names: list[int]) -> list[int]:
    """What it is called otherwise: "to be a lie", "as a lie", "a lie" hung on what is answered."""
    parsed = article.parsed
    found = [g for n in names if parsed.lemma[n] == "be" for g in parsed.children[n]]
    found = [g for g in found if parsed.dep[g] in ("acomp", "attr")]
    found += [c for c in parsed.children[what] if c > what and parsed.dep[c] in _BEHIND]
    for child in (*parsed.children[verb], *parsed.children[what]):
        if parsed.lower[child] == "as":
            found += [*objects_of_preposition(parsed, child), *parsed.children[child]]
    return found
