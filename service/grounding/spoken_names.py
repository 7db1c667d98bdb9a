"""Names in free text that the article lacks, in a language whose data is there.

Where common nouns are written small, a capital within a sentence is a name, compared by its stem and without
accents. Where they are not ("Zölle", "Tote") only the names of countries and peoples are known as names.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from wirebrief.service.grounding.countries import plain_letters
from wirebrief.service.grounding.spoken_countries import countries_spoken_in
from wirebrief.service.grounding.support import Evidence
from wirebrief.service.languages.stems import stem
from wirebrief.service.languages.words import words_of

_WORD = re.compile(r"[^\W\d_]+")
_OPENS = re.compile(r"(?:\A|[.!?:;«“„\"(\[—–-])\s*\Z")
_ROMAN = re.compile(r"[IVXLCDM]+")
_HEADLINE = 0.7
"""Share of capitals from which on they say nothing."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name of a text that the sentences cited for it lack."""

    name: str
    elsewhere: bool
    """Whether the article has it, so that it may be right."""
    sure: bool
    """Whether it is a name for certain, of what the article must name: behind an article a capital may be a
    noun's ("le Parlement"), and a paper's own country goes without saying.
    """


def strange_names(text: str, evidence: Evidence, language: str) -> Iterator[Stranger]:
    """The names of a text that the evidence lacks, in the order of the text."""
    article = evidence.article.texts
    near = (*evidence.texts, *evidence.given)
    yield from _countries(text, near, article, language)
    if not words_of(language).nouns_capitalised:
        yield from _capitals(text, near, article, language)


def _countries(text: str, near: Sequence[str], article: Sequence[str], language: str) -> Iterator[Stranger]:
    told = {code for one in near for _, codes in countries_spoken_in(one, language) for code in codes}
    known = {code for one in article for _, codes in countries_spoken_in(one, language) for code in codes}
    for name, codes in countries_spoken_in(text, language):
        if not codes & told:
            unsaid = not words_of(language).home.isdisjoint(codes)
            yield Stranger(name, elsewhere=bool(codes & known), sure=not unsaid)


def _capitals(text: str, near: Sequence[str], article: Sequence[str], language: str) -> Iterator[Stranger]:
    matches = list(_WORD.finditer(text))
    if sum(m.group()[0].isupper() for m in matches) > _HEADLINE * len(matches):
        return
    countries = {word for name, _ in countries_spoken_in(text, language) for word in _WORD.findall(name)}
    known, words = _forms(tuple(article), language), words_of(language)
    told = frozenset().union(*(_forms((one,), language) for one in near))
    for n, match in enumerate(matches):
        name = match.group()
        if not _is_name(name, text, match.start()) or name in countries or name.lower() in words.titles:
            continue
        if (form := _form(name, language)) not in told:
            before = matches[n - 1].group().lower() if n else ""
            sure = before not in words.articles and not name.isupper()
            yield Stranger(name, elsewhere=form in known, sure=sure)


def _is_name(word: str, text: str, at: int) -> bool:
    """Whether the capital of a word says that it is a name."""
    if not word[0].isupper() or len(word) < 3 or _ROMAN.fullmatch(word):
        return False
    return _OPENS.search(text, max(at - 4, 0), at) is None if at > 3 else at > 0


@lru_cache(maxsize=1024)
def _forms(texts: tuple[str, ...], language: str) -> frozenset[str]:
    return frozenset(_form(word, language) for text in texts for word in _WORD.findall(text))


def _form(word: str, language: str) -> str:
    """A word as it is compared: its stem without accents."""
    return plain_letters(stem(word, language))
