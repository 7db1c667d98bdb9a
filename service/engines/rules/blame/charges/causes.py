"""Charges by what harm came from: "the fire was due to negligence by the firm", "the deaths stemmed from the
firm's greed"."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.blame.article import Article, Charge
from wirebrief.service.engines.rules.blame.charges.made import charges
from wirebrief.service.engines.rules.blame.charges.realis import is_real
from wirebrief.service.engines.rules.blame.grammar import COPULAS, after, inner, owner_of
from wirebrief.service.engines.rules.blame.who import can_answer
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.speech.subjects import subject


def by_cause(article: Article, verb: int) -> Iterator[Charge]:
    """ "was the result of X's greed", "was due to an error by X", "resulted from X's negligence"."""
    parsed, words = article.parsed, blame_words()
    about = subject(parsed, verb)
    if about < 0 or not is_real(article, verb) or not article.deeds.meant((about,), verb):
        return
    if parsed.lemma[verb] in words["charges.resulting"]:
        causes = list(after(parsed, verb, ("from",)))
    elif parsed.lemma[verb] in COPULAS:
        beside = [c for c in parsed.children[verb] if c > verb and parsed.dep[c] in ("attr", "acomp", "prep")]
        results = [c for c in beside if parsed.lemma[c] in words["charges.results"]]
        causes = [h for c in results for h in inner(parsed, c, "of", "to")]
    else:
        return
    yield from charges(article, (h for c in causes for h in _whose(article, c)), verb, verb)


def _whose(article: Article, cause: int) -> list[int]:
    """Whose fault or act a cause is: "the company's greed", "negligence by the harbour authority"."""
    parsed = article.parsed
    owner = owner_of(parsed, cause)
    of_whom = (
        inner(parsed, cause, "of", "by") if parsed.lemma[cause] in blame_words()["charges.faults"] else []
    )
    found = [owner] if owner >= 0 else of_whom
    return [h for h in found if can_answer(parsed, h)]
