"""Harmful acts: which words tell of one, where in an article, and who a verb says did it."""

from collections.abc import Iterable
from itertools import accumulate

from wirebrief.service.engines.rules.blame.grammar import companion_of, patients
from wirebrief.service.engines.rules.blame.words import blame_words
from wirebrief.service.engines.rules.events.lexicon import incidents
from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.events.phrases import is_people, weapon_at
from wirebrief.service.engines.rules.parse import Parsed

_HARMLESS = frozenset({"arrest", "protest", "natural_disaster", "armed_clash"})
_BEFALLING = frozenset({"suffer", "suffer_thing", "happen", "under", "burst", "engage"})
_STOPPING = frozenset({"failed", "foiled"})
_HOLDING = frozenset({"responsible", "accountable", "liable", "guilty", "culpable"})
_MEMORY = 8
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
        self._weapons = [self._is_weapon(token) for token in range(len(parsed))]
        self.told = [
            (token in triggers or self._tells(token)) and not self._is_figure(token)
            for token in range(len(parsed))
        ]
        traces = blame_words()["deeds.traces"] | blame_words()["charges.anonymous"] - {"suspect"}
        self._before = list(accumulate(map(max, self.told, self._weapons), initial=0))
        signs = [
            a or b or parsed.lemma[t] in traces
            for t, (a, b) in enumerate(zip(self.told, self._weapons, strict=True))
        ]
        self._signs = list(accumulate(signs, initial=0))

    def in_extent(self, first: int, last: int) -> bool:
        """Whether words tell of an act that somebody can be blamed for."""
        return self._before[last + 1] > self._before[first]

    def in_phrase(self, head: int) -> bool:
        return self.in_extent(self._parsed.left[head], self._parsed.right[head])

    def is_deed(self, token: int) -> bool:
        return self.told[token]

    def is_act(self, verb: int) -> bool:
        """Whether a verb tells of an act that its subject does, not of what befell it."""
        if not self.told[verb]:
            return False
        transitive = (
            self._parsed.child(verb, "dobj") >= 0
        )  # "X sank the boat" is done, "the boat sank" befalls
        return verb not in self._befell or transitive or self._parsed.child(verb, "agent") >= 0

    def _is_figure(self, verb: int) -> bool:
        """Whether what is attacked is a person by name, a plan or a word: a way of speaking."""
        parsed = self._parsed
        if parsed.lemma[verb] not in blame_words()["deeds.figurative"] or parsed.pos[verb] != "VERB":
            return False
        heads = patients(parsed, verb)
        if any(self._weapons[t] for t in range(parsed.left[verb], parsed.right[verb] + 1)):
            return False
        figures = blame_words()["deeds.figures"]
        return any(parsed.entity[h] == "PERSON" or parsed.lemma[h] in figures for h in heads)

    def is_event(self, token: int) -> bool:
        """Whether a word tells of a harmful act, or is a noun for one that may be used of others too."""
        trigger = incidents().nouns.get(self._parsed.lemma[token])
        if self._parsed.lemma[token] in blame_words()["deeds.ambiguous"]:
            return self._signs[-1] > 1
        noun = self._parsed.pos[token] in ("NOUN", "PROPN")
        return self.told[token] or (noun and trigger is not None and trigger.type not in _HARMLESS)

    def recalled(self, token: int) -> bool:
        """Whether the sentence, or one shortly before it, tells of an act."""
        return self.recent(token, _MEMORY)

    def recent(self, token: int, back: int) -> bool:
        """Whether the sentence, or one so many before it, tells of an act or of what one leaves behind."""
        parsed, sentence = self._parsed, self._parsed.sentence[token]
        first = parsed.bounds[max(0, sentence - back)][0]
        return self._signs[parsed.bounds[sentence][1]] > self._signs[first]

    def meant(self, heads: tuple[int, ...], token: int) -> bool:
        """Whether phrases name a harmful act or point back to one told before; `heads` must not be empty."""
        aside = blame_words()["deeds.afterwards"]
        heads = tuple(h for h in heads if self._parsed.lemma[self._last_verb(h)] not in aside)
        if any(self.in_phrase(head) or self.is_event(head) for head in heads):
            return True
        pointing = blame_words()["deeds.pointing"]
        return any(self._parsed.lower[head] in pointing for head in heads) and self.recalled(token)

    def _last_verb(self, head: int) -> int:
        """The verb that a gerund comes to: "cover" in "trying to cover up the raid"."""
        inner = self._parsed.child(head, "xcomp")
        tries = self._parsed.lemma[head] in ("try", "attempt", "seek", "want", "help", "plan", "plot", "be")
        return inner if inner >= 0 and tries else head

    def _weapon_meant(self, head: int) -> bool:
        """Whether a phrase names a weapon, or is a pronoun shortly after one."""
        parsed = self._parsed
        if parsed.lower[head] not in ("it", "them", "one"):
            return weapon_at(parsed, head) is not None
        first = parsed.bounds[max(0, parsed.sentence[head] - 1)][0]
        return any(self._weapons[first:head])

    def _is_weapon(self, token: int) -> bool:
        parsed = self._parsed
        if parsed.pos[token] not in ("NOUN", "PROPN") or parsed.dep[token] in ("compound", "nmod", "amod"):
            return False
        return weapon_at(parsed, token) is not None

    def _tells(self, token: int) -> bool:
        parsed = self._parsed
        pos, lemma = parsed.pos[token], parsed.lemma[token]
        if pos in ("VERB", "AUX") or parsed.tag[token] == "VBG":
            if any(companion_of(parsed, token, word) for word in blame_words().deeds.get(lemma, ())):
                return True
            if lemma in blame_words()["deeds.with_person"] and any(
                is_people(parsed, o) for o in patients(parsed, token)
            ):
                after = {parsed.lower[t] for t in range(token, min(parsed.right[token], token + 12) + 1)}
                return not after & _HOLDING and not any(
                    parsed.lower[c] in ("home", "to", "for") for c in parsed.children[token]
                )
            if lemma in blame_words()["deeds.with_weapon"]:
                return any(self._weapon_meant(o) for o in patients(parsed, token))
        if pos not in ("NOUN", "PROPN") and parsed.tag[token] != "VBG":
            return False
        listed = lemma in blame_words()["deeds.nouns"]
        if parsed.dep[token] in ("compound", "nmod", "amod"):
            return (listed or lemma in incidents().nouns) and parsed.lemma[parsed.head[token]] in _OF_A_CASE
        return listed


def _is_harm(mention: Mention) -> bool:
    if mention.type in _HARMLESS and not (mention.trigger.noun and mention.type == "armed_clash"):
        return False
    return mention.trigger.outcome not in _STOPPING
