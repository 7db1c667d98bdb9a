"""Harmful acts: which words tell of one, where in an article, and who a verb says did it."""

from collections.abc import Iterable
from itertools import accumulate

from wirebrief.service.engines.rules.blame.grammar import companion_of, patients
from wirebrief.service.engines.rules.blame.words import blame_words
from wirebrief.service.engines.rules.events.lexicon import incidents
from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.events.phrases import weapon_at
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech.clauses import Extent

_HARMLESS = frozenset({"arrest", "protest", "natural_disaster", "armed_clash"})
_BEFALLING = frozenset({"suffer", "suffer_thing", "happen", "under", "burst", "engage"})
_STOPPING = frozenset({"failed", "foiled"})
_MEMORY = 5
"""Sentences back that an act may have been told in which "responsibility" or "it" speaks of."""
_OF_A_CASE = frozenset(
    {"charge", "suspect", "allegation", "accusation", "case", "claim", "trial", "inquiry", "investigation"}
    | {"plot", "attempt", "victim", "count", "conspiracy", "conviction", "verdict", "scheme", "attack"}
)
"""Beside these a modifying noun tells of the act: "a murder charge"."""


class Deeds:
    """The harmful acts that one article tells of, by token."""

    def __init__(self, parsed: Parsed, mentions: Iterable[Mention]) -> None:
        self._parsed = parsed
        harm = [m for m in mentions if _is_harm(m)]
        triggers = {m.token for m in harm}
        self._befell = {m.token for m in harm if m.trigger.frame in _BEFALLING}
        self.told = [token in triggers or self._tells(token) for token in range(len(parsed))]
        self._before = list(accumulate(self.told, initial=0))

    def in_extent(self, first: int, last: int) -> bool:
        """Whether words tell of an act that somebody can be blamed for."""
        return self._before[last + 1] > self._before[first]

    def in_phrase(self, head: int) -> bool:
        return self.in_extent(self._parsed.left[head], self._parsed.right[head])

    def is_deed(self, token: int) -> bool:
        return self.told[token]

    def is_act(self, verb: int) -> bool:
        """Whether a verb tells of an act that its subject does, not of what befell it."""
        return self.told[verb] and verb not in self._befell

    def recalled(self, token: int) -> bool:
        """Whether the sentence, or one shortly before it, tells of an act."""
        parsed, sentence = self._parsed, self._parsed.sentence[token]
        first = parsed.bounds[max(0, sentence - _MEMORY)][0]
        return self.in_extent(first, parsed.bounds[sentence][1] - 1)

    def meant(self, heads: tuple[int, ...], token: int) -> bool:
        """Whether phrases name a harmful act or point back to one told before; `heads` must not be empty."""
        if any(self.in_phrase(head) for head in heads):
            return True
        pointing = blame_words()["deeds.pointing"]
        return any(self._parsed.lower[head] in pointing for head in heads) and self.recalled(token)

    def _tells(self, token: int) -> bool:
        parsed = self._parsed
        pos, lemma = parsed.pos[token], parsed.lemma[token]
        if pos in ("VERB", "AUX") or parsed.tag[token] == "VBG":
            if any(companion_of(parsed, token, word) for word in blame_words().deeds.get(lemma, ())):
                return True
            if lemma in blame_words()["deeds.with_weapon"]:
                return any(weapon_at(parsed, o) is not None for o in patients(parsed, token))
        if pos not in ("NOUN", "PROPN") and parsed.tag[token] != "VBG":
            return False
        if weapon_at(parsed, token) is not None and parsed.dep[token] not in ("compound", "nmod", "amod"):
            return True
        if lemma in blame_words()["deeds.nouns"]:
            return True
        modifies = parsed.dep[token] in ("compound", "nmod", "amod")
        return modifies and lemma in incidents().nouns and parsed.lemma[parsed.head[token]] in _OF_A_CASE


def _is_harm(mention: Mention) -> bool:
    if mention.type in _HARMLESS and not (mention.trigger.noun and mention.type == "armed_clash"):
        return False
    return mention.trigger.outcome not in _STOPPING


def span_of(extent: Extent, token: int) -> Extent:
    """An extent widened to take in a token."""
    return min(extent[0], token), max(extent[1], token)
