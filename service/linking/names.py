"""Names as different articles write them: whether two can stand for the same place, person or body."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

Name = tuple[str, ...]
"""A name's words, folded, without articles and prepositions."""

_WORD: Final = re.compile(r"[^\W_]+")
_FILLERS: Final = frozenset(
    "a an the of in at on near off and for by from to de la le les el los las du des der die das von".split()
)
"""Short words that some articles write before or within a name and others leave out."""


def folded(text: str) -> str:
    """Without case, accents and other marks."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def name_of(text: str) -> Name:
    """The words of a name: "the base at Tell Zarda" gives `base tell zarda`."""
    words = [word for word in _WORD.findall(folded(text)) if word not in _FILLERS]
    return tuple(words)


@lru_cache(maxsize=65536)
def compatible(a: Name, b: Name) -> bool:
    """Whether one name is the other, its beginning, its end, or its initials.

    "Lund" and "Pekka Lund", "Umm Sidra" and "Umm Sidra air base" are; "Velmaria" and "Free Velmaria Legion"
    are not, for what stands within a name is mostly another's.
    """
    short, long = sorted((a, b), key=len)
    if not short:
        return False
    if long[: len(short)] == short or long[-len(short) :] == short:
        return True
    return len(short) == 1 and len(long) > 2 and short[0] == "".join(word[0] for word in long)
