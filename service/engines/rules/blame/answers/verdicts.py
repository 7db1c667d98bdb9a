"""Answers by a verdict: "the claim was absurd", "called it a lie", "there is no truth in it"."""

from wirebrief.service.engines.rules.blame.answers.answer import Answer, is_answered
from wirebrief.service.engines.rules.blame.article import Article
from wirebrief.service.engines.rules.blame.grammar import (
    after,
    is_none,
    negated,
    objects_of_preposition,
    patients,
)
from wirebrief.service.engines.rules.blame.stances import speakers, verdict_of, verdict_word
from wirebrief.service.engines.rules.blame.voices import reporters
from wirebrief.service.engines.rules.blame_words import blame_words

_COPULAS = frozenset({"be", "remain", "seem", "appear", "sound", "look"})
_NAMES = frozenset({"oprd", "acomp", "attr", "ccomp", "xcomp"})
_BEHIND = frozenset({"amod", "appos", "acl"})


def by_predicate(article: Article, verb: int) -> Answer | None:
    """ "the claim was absurd", "that is untrue", "the claim has no basis", "there is no truth in it"."""
    parsed = article.parsed
    about = parsed.child(verb, "nsubj")
    copula = parsed.lemma[verb] in _COPULAS
    if not copula and parsed.lemma[verb] != "have":
        return None
    if copula and about >= 0 and is_answered(article, about):
        verdict = verdict_of(article, verb)
        if verdict is not None:
            return Answer(verdict, reporters(article, verb), verb, about)
    if about >= 0 or parsed.child(verb, "expl") >= 0:
        return _by_lack_of_truth(article, verb, about)
    return None


def _by_lack_of_truth(article: Article, verb: int, about: int) -> Answer | None:
    """ "the claim has no basis", "there is no truth in it"."""
    parsed, words = article.parsed, blame_words()
    parts = [c for c in parsed.children[verb] if parsed.lemma[c] in words["verdicts.grounds"]]
    part = next((c for c in parts if parsed.dep[c] in ("dobj", "attr", "nsubj")), -1)
    if part < 0 or parsed.lemma[part] in words["verdicts.sure"]:
        return None
    if not is_none(parsed, part) and not negated(parsed, verb):
        return None
    told = [about, *after(parsed, part, ("in", "to", "for", "of")), *after(parsed, verb, ("in", "to"))]
    what = next((h for h in told if h not in (-1, part) and is_answered(article, h)), -1)
    return Answer("rejects", reporters(article, verb), part, what) if what >= 0 else None


def by_name(article: Article, verb: int) -> Answer | None:
    """ "called the allegation absurd", "described it as a lie", "is treating it as a hoax"."""
    parsed = article.parsed
    if parsed.lemma[verb] not in blame_words()["verdicts.naming"] or negated(parsed, verb):
        return None
    names = [c for c in parsed.children[verb] if parsed.dep[c] in _NAMES]
    what = next((h for h in patients(parsed, verb) if is_answered(article, h)), -1)
    if what < 0:  # a small clause: "called the charge nonsense"
        subjects = [parsed.child(name, "nsubj", "compound", "nmod") for name in names]
        subjects += [verb + 1] if _is_that(article, verb) else []
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


def _is_that(article: Article, verb: int) -> bool:
    """ "called that absurd", where the parser takes "that" for a part of what it is called."""
    parsed, behind = article.parsed, verb + 1
    return (
        behind < len(parsed) and parsed.lower[behind] == "that" and parsed.tag[behind] in ("DT", "RB", "IN")
    )


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
