"""Whether free text in a language whose data is there is borne out: its numbers, what it denies, its doubts.

Names are not compared: what an inflected or compound name may look like is no data yet.
"""

import re
from collections.abc import Iterator

from wirebrief.service.grounding.spoken_numbers import spoken_numbers
from wirebrief.service.grounding.support import Evidence, Fault
from wirebrief.service.languages import table

_WORD = re.compile(r"[^\W\d_]+")


def spoken_faults(text: str, evidence: Evidence, language: str) -> list[Fault]:
    """What a text says that its evidence does not, as far as the words of the language tell."""
    if evidence.is_whole(text):
        return []
    return [*_numbers(text, evidence, language), *_polarity(text, evidence, language)]


def _numbers(text: str, evidence: Evidence, language: str) -> Iterator[Fault]:
    reader = spoken_numbers(language)
    known = [number for words in evidence.texts for number in reader.found_in(words)]
    for number in reader.found_in(text):
        if not any(number.is_same(one) for one in known):
            yield Fault(
                f"The number “{number.words}” is not in the evidence. "
                "Cite the sentence that has it, or leave it out.",
                of_words=True,
            )


def _polarity(text: str, evidence: Evidence, language: str) -> Iterator[Fault]:
    words = table(language, "words")
    said = {word.lower() for word in _WORD.findall(text)}
    own = {word.lower() for one in evidence.own for word in _WORD.findall(one.text)}
    around = own | {word.lower() for one in evidence.texts for word in _WORD.findall(one)}
    denied = sorted(said & words["negators"])
    if denied and not around & words["negators"] and not _denies(around, words["denying"]):
        yield Fault(f"“{denied[0]}” denies what nothing in the evidence denies. Say it as the evidence does.")
    hedged = sorted(own & words["hedges"])
    if hedged and len(evidence.own) <= 2 and not said & (words["hedges"] | words["reporting"]):
        yield Fault(
            f"The evidence says it only with “{hedged[0]}”. Keep it, or name who says so.", doubt=True
        )


def _denies(words: set[str], beginnings: frozenset[str]) -> bool:
    return any(word.startswith(tuple(beginnings)) for word in words)
