"""Weapons that noun phrases name."""

from dataclasses import dataclass

from wirebrief.schemas.vocabulary import WeaponKind
from wirebrief.service.engines.rules.incident_words import weapons
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.nouns import content_head
from wirebrief.service.engines.rules.syntax.phrases import Phrase, phrase_of


@dataclass(frozen=True, slots=True)
class WeaponPhrase:
    """A weapon with its number, as far as it is printed."""

    phrase: Phrase
    kind: WeaponKind


def weapon_at(parsed: Parsed, head: int) -> WeaponPhrase | None:
    """The weapon that a noun phrase's head names, with its number, or None."""
    noun = content_head(parsed, head)
    found = _weapon_words(parsed, noun)
    if not found:
        return None
    _, kind = found
    whole = phrase_of(parsed, head)
    return WeaponPhrase(whole, kind)


def _weapon_words(parsed: Parsed, noun: int) -> tuple[int, WeaponKind] | None:
    """First token and kind of the longest weapon name that ends at a noun."""
    lexicon = weapons()
    last = parsed.lemma[noun] if parsed.pos[noun] != "PROPN" else parsed.lower[noun]
    for length in range(lexicon.longest, 0, -1):
        first = noun - length + 1
        if first < 0 or parsed.sentence[first] != parsed.sentence[noun]:
            continue
        before = parsed.lower[first:noun]
        for word in (last, parsed.lower[noun], parsed.lower[noun].removesuffix("s")):
            kind = lexicon.kinds.get((*before, word))
            if kind:
                return first, kind
    return None
