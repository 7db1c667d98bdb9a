"""Words that a printed line cut in two ("Mon-" at its end, "day" below), made whole in the view.

A hyphen that the word has anyway stays ("two-" above "storey"): where both halves are words and the whole is
none. Source of the rule: the lexicon test of Grefenstette and Tapanainen (1994), "What is a word, what is a
sentence?".
"""

import re
from bisect import bisect_left
from dataclasses import replace

from wirebrief.service.reading.truecase import is_common
from wirebrief.service.reading.view import Unfolded

Range = tuple[int, int]

_CUT = re.compile(r"(?P<before>[^\W\d_]{2,30})(?P<hyphen>-)(?P<line> *\n *)(?P<after>[^\W\d_]{2,30})")
_NAMES_OF_DAYS = re.compile(
    r"(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|april|august|september|october|november"
    r"|december)"
)


def join_cut_words(unfolded: Unfolded, paragraphs: list[Range]) -> tuple[Unfolded, list[Range]]:
    """The text without the hyphens and line ends that cut words, and its paragraphs there.

    Args:
        paragraphs: of the text as it is; a word is joined within one of them only.
    """
    dropped: list[int] = []
    for start, end in paragraphs:
        at = start
        while cut := _CUT.search(unfolded.text, at, end):
            if cut["after"][0].islower():
                dropped += range(cut.start("line" if _keeps_hyphen(cut) else "hyphen"), cut.start("after"))
            at = cut.start("after")
    if not dropped:
        return unfolded, paragraphs
    gone = frozenset(dropped)
    kept = [n for n in range(len(unfolded.text)) if n not in gone]
    joined = replace(
        unfolded,
        text="".join(unfolded.text[n] for n in kept),
        starts=[unfolded.starts[n] for n in kept] + [unfolded.starts[-1]],
    )
    return joined, [(a - bisect_left(dropped, a), b - bisect_left(dropped, b)) for a, b in paragraphs]


def _keeps_hyphen(cut: re.Match[str]) -> bool:
    before, after = cut["before"].lower(), cut["after"].lower()
    whole = before + after
    if is_common(whole) or _NAMES_OF_DAYS.fullmatch(whole):
        return False
    return is_common(before) and is_common(after)
