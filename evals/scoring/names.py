"""Folding of names: what remains when case, articles, possessives and punctuation are taken away."""

import re
import unicodedata
from functools import lru_cache

_ARTICLES = frozenset({"the", "a", "an"})
_NOT_WORD = re.compile(r"[^\w]+")
_POSSESSIVE = re.compile(r"['’]s\b")


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """The name in lower case, without accents, articles, possessives and punctuation."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    kept = _NOT_WORD.sub(" ", _POSSESSIVE.sub("", plain)).split()
    return " ".join(word for word in kept if word not in _ARTICLES) or " ".join(kept)


@lru_cache(maxsize=20_000)
def words(folded: str) -> frozenset[str]:
    """The words of a folded name."""
    return frozenset(folded.split())
