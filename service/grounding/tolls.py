"""Whether figures of the dead and injured are figures of them, and damage as great as its words say."""

import re

from wirebrief.schemas.vocabulary import DamageLevel
from wirebrief.service.grounding.quantities import Harm, Quantity, harm_of, quantities
from wirebrief.service.grounding.words import base, stem

_RUIN = frozenset(
    base(word)
    for word in """destroy destroyed destruction demolish flatten raze obliterate gut level ruin rubble wreck
    burn sink collapse ash ashes blow wipe devastate down reduce total""".split()
)
_HARMED = frozenset(
    base(word) for word in "damage damages damaged damaging hit struck dent cracked broken".split()
)
_DENIED = re.compile(r"\b(?:no|not|without|none|nothing|intact|un\w+ed|escaped)\b|n['’]t\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_DEATHS = frozenset(
    stem(word)
    for word in """kill die died dies dying dead death deadly murder slay slain perish fatal toll life lives
    body corpse drown assassinate execute behead massacre suicide shoot stab victim casualty funeral bury
    survive mourn lose hang lethal""".split()
)
_INJURIES = frozenset(
    stem(word)
    for word in """wound injure injury hurt maim hospital burn casualty treat harm shoot stab critical serious
    victim survive beat attack sick poison scald""".split()
)


def misread(harm: Harm, sentence: str, start: int, end: int) -> str:
    """Why words of a sentence give no figure of those harmed in a way, or ""."""
    figure = next((q for q in quantities(sentence) if start <= q.start < end), None)
    if figure is not None and figure.value == 0:
        return ""
    if figure is not None and figure.unit:
        return f"“{sentence[start:end]}” is a measure."
    said = _befell(sentence, figure, start, end)
    if said is not None and said != harm and not (said == "missing" or harm == "missing"):
        return f"“{sentence[start:end]}” is said of the {said}."
    return ""


def _befell(sentence: str, figure: Quantity | None, start: int, end: int) -> Harm | None:
    return figure.harm if figure is not None else harm_of(sentence, start, end)


def tells_of(harm: Harm, text: str) -> bool:
    """Whether a text has any word for those dead, or injured."""
    wanted = _DEATHS if harm == "killed" else _INJURIES
    return any(stem(word.casefold()) in wanted for word in _WORD.findall(text))


def borne_level(level: DamageLevel, words: str, clause: str) -> DamageLevel:
    """The level of damage that the words bear out: what is only "damaged" is not destroyed."""
    said = {base(word.casefold()) for word in _WORD.findall(clause)}
    if level == "destroyed" and said.isdisjoint(_RUIN) and not said.isdisjoint(_HARMED):
        return "unspecified"
    if level == "none" and _DENIED.search(clause) is None:
        return "unspecified"
    return level
