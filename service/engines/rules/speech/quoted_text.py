"""Words in marks that nobody says: titles, nicknames, terms, slogans, inscriptions."""

from functools import lru_cache
from itertools import pairwise

from wirebrief.schemas.vocabulary import QuotedTextKind
from wirebrief.service.engines.rules.lexicon import read
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.clauses import Extent

_NEAR = 6
"""Words before the mark that are looked at."""
_LONGEST_TITLE = 6


@lru_cache(maxsize=1)
def _introductions() -> dict[QuotedTextKind, frozenset[str]]:
    table = read("quoted_text")
    order: tuple[QuotedTextKind, ...] = ("inscription", "slogan", "nickname", "title", "term")
    return {kind: frozenset(table[kind]["before"]) for kind in order}


@lru_cache(maxsize=1)
def _surfaces() -> frozenset[str]:
    return frozenset(read("quoted_text")["inscription"]["surfaces"])


@lru_cache(maxsize=1)
def _made() -> frozenset[str]:
    return frozenset(read("quoted_text")["inscription"]["made"])


def unsaid_kind(parsed: Parsed, extent: Extent) -> QuotedTextKind:
    """What a stretch in marks is, given that nobody says it, by the words around it and its own form."""
    first = parsed.segments[parsed.segment[extent[0]]][0]
    before = parsed.lower[max(first, extent[0] - _NEAR - 1) : extent[0]]
    if is_inscription(parsed, extent):
        return "inscription"
    for kind, introductions in _introductions().items():
        if kind != "inscription" and _introduced(before, introductions):
            return kind
    if all(parsed.text[i][:1].isupper() for i in (extent[0], extent[1])) and extent[1] > extent[0]:
        return "title"
    if extent[1] - extent[0] < 3:
        return "nickname" if _between_names(parsed, extent) else "term"
    return "other"


def is_title(parsed: Parsed, extent: Extent) -> bool:
    """Whether the words are a name rather than speech: few, and every one of weight capitalised."""
    first, last = extent
    if last - first + 1 > _LONGEST_TITLE or last == first:
        return False
    if parsed.text[last] in (".", "!", "?"):
        return False
    content = [
        i for i in range(first, last + 1) if parsed.pos[i] not in ("PUNCT", "ADP", "DET", "CCONJ", "PART")
    ]
    return (
        len(content) > 1
        and all(parsed.text[i][:1].isupper() for i in content)
        and parsed.pos[first] != "PRON"
    )


def is_inscription(parsed: Parsed, extent: Extent) -> bool:
    """Whether the words stand on a thing: "with … painted on it", "a banner reading …"."""
    first, end = parsed.segments[parsed.segment[extent[0]]]
    near = parsed.lower[max(first, extent[0] - _NEAR - 1) : extent[0]]
    near += parsed.lower[extent[1] + 1 : min(end, extent[1] + _NEAR)]
    if _introduced(near, _made()):
        return True
    return _introduced(near, _introductions()["inscription"]) and _on_something(parsed, extent)


def is_called(parsed: Parsed, extent: Extent) -> bool:
    """Whether one or two words right behind "known as" or the like are a name for somebody or something."""
    first, last = extent
    before = parsed.lower[max(parsed.segments[parsed.segment[first]][0], first - 3) : first]
    return last - first < 2 and _introduced(before, _introductions()["nickname"])


def is_introduced(parsed: Parsed, extent: Extent) -> bool:
    """Whether the words around the marks say that these are written, titled or termed so, not spoken."""
    first = parsed.segments[parsed.segment[extent[0]]][0]
    before = parsed.lower[max(first, extent[0] - _NEAR) : extent[0]]
    kinds = _introductions()
    if is_inscription(parsed, extent):
        return True
    return any(_introduced(before, kinds[kind]) for kind in ("slogan", "nickname", "title", "term"))


def _introduced(before: list[str], introductions: frozenset[str]) -> bool:
    if any(word in introductions for word in before):
        return True
    return any(f"{a} {b}" in introductions for a, b in pairwise(before))


def _on_something(parsed: Parsed, extent: Extent) -> bool:
    first, last = parsed.segments[parsed.segment[extent[0]]]
    around = parsed.lower[first : extent[0]] + parsed.lower[extent[1] + 1 : last]
    return any(word in _surfaces() for word in around)


def _between_names(parsed: Parsed, extent: Extent) -> bool:
    """Johnny "Fists" Malone."""
    before, after = extent[0] - 2, extent[1] + 2
    return (
        before >= 0
        and after < len(parsed)
        and parsed.pos[before] == "PROPN"
        and parsed.pos[after] == "PROPN"
        and parsed.sentence[before] == parsed.sentence[after]
    )
