"""Lemmas that the lemmatiser gets wrong: "raped" is no form of "rap"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wirebrief.service.engines.rules.parse import Parsed

_LEMMAS = {
    "raped": "rape",
    "raping": "rape",
    "retook": "retake",
    "retaken": "retake",
    "overran": "overrun",
    "strafed": "strafe",
    "pelted": "pelt",
    "torched": "torch",
    "hijacking": "hijack",
}


def lemmas(parsed: Parsed) -> bool:
    """Put them right; the tree stays as it is."""
    for token, form in enumerate(parsed.lower):
        if parsed.pos[token] == "VERB" and form in _LEMMAS:
            parsed.lemma[token] = _LEMMAS[form]
    return False
