"""The stems of a language's words, by Snowball: enough to see one word in its forms ("Häuser", "Hauses")."""

from collections.abc import Callable
from functools import cache, lru_cache
from threading import Lock

from wirebrief.service.languages.words import words_of

_one_at_a_time = Lock()
"""A Snowball stemmer keeps the word that it works on in itself, and articles are read in threads."""


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    import snowballstemmer  # twelve milliseconds, for articles in other languages than English alone

    stem: Callable[[str], str] = snowballstemmer.stemmer(words_of(language).stemmer).stemWord
    return stem


@lru_cache(maxsize=16384)
def stem(word: str, language: str) -> str:
    """The stem of a word in a language that has `words.toml`."""
    with _one_at_a_time:
        return _stemmer(language)(word.lower())
