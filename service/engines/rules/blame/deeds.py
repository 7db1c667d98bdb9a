"""The harmful acts of an article: where it tells of one, and what points back to one."""

from collections.abc import Iterable, Iterator
from itertools import accumulate

from wirebrief.service.engines.rules.blame.deed_words import is_weapon, tells_of_harm
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.incident_words import FIGURATIVE, incidents
from wirebrief.service.engines.rules.judging import Judge
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.classes import NOMINAL
from wirebrief.service.engines.rules.syntax.participants import patients

_HARMLESS = frozenset({"arrest", "protest", "natural_disaster", "armed_clash"})
_BEFALLING = frozenset({"suffer", "suffer_thing", "happen", "under", "burst", "engage"})
_STOPPING = frozenset({"failed", "foiled"})
_LIKELY = (0.15, 0.05)
"""How likely a word must tell of harm, by the judge, where it is one of the lexicon of incidents and where it
is another."""
_AHEAD = 2
"""Sentences on in which the harm may be told that something led to."""
_MEMORY = 8
"""Sentences back that an act may have been told in which "responsibility" or "it" speaks of."""


def told_words(parsed: Parsed) -> Iterator[int]:
    """The words that tell of harm beyond the lexicon of incidents."""
    weapons = [is_weapon(parsed, token) for token in range(len(parsed))]
    for token in range(len(parsed)):
        if tells_of_harm(parsed, token, weapons):
            yield token


class Deeds:
    """The harmful acts that one article tells of, by token."""

    def __init__(self, parsed: Parsed, mentions: Iterable[Mention], judge: Judge) -> None:
        self._parsed = parsed
        self._judge = judge
        of_incident, self._of_deed = _LIKELY
        harm = {m.token: m for m in mentions if _is_harm(m) and m.likely >= of_incident}
        unlikely = {m.token for m in mentions if m.likely < of_incident}
        self._befell = {token for token, m in harm.items() if m.trigger.frame in _BEFALLING}
        tokens = range(len(parsed))
        weapons = [is_weapon(parsed, token) for token in tokens]
        self._told = [
            (token in harm or (token not in unlikely and self._tells(token, weapons))) for token in tokens
        ]
        traces = blame_words()["deeds.traces"] | (blame_words()["charges.anonymous"] - {"suspect"})
        counted = [told or weapon for told, weapon in zip(self._told, weapons, strict=True)]
        self._counted = list(accumulate(counted, initial=0))
        signs = [counted[token] or parsed.lemma[token] in traces for token in tokens]
        self._signs = list(accumulate(signs, initial=0))
        self.near = list(self._near(signs))
        """The tokens of sentences that may hold somebody responsible: none that stand far from any harm."""

    def _tells(self, token: int, weapons: list[bool]) -> bool:
        likely = tells_of_harm(self._parsed, token, weapons)
        return likely and self._judge.probability(token) >= self._of_deed

    def surest(self, first: int, end: int) -> float:
        """How likely the likeliest word from one token up to another tells of harm; 0 where none does."""
        told = (self._judge.probability(t) for t in range(max(0, first), end) if self._told[t])
        return max(told, default=0.0)

    def likely(self, first: int, last: int) -> float:
        """How likely the likeliest word of a stretch that tells of harm does so; 1 where none does."""
        told = [self._judge.probability(t) for t in range(first, last + 1) if self._told[t]]
        return max(told, default=1.0)

    def _near(self, signs: list[bool]) -> Iterator[int]:
        parsed = self._parsed
        words = incidents().nouns.keys() | blame_words()["charges.spilt"]
        harm = (token for token, sign in enumerate(signs) if sign or parsed.lemma[token] in words)
        until = 0
        for sentence in sorted({parsed.sentence[token] for token in harm}):
            first = parsed.bounds[max(0, sentence - _AHEAD)][0]
            last = parsed.bounds[min(sentence + _MEMORY, len(parsed.bounds) - 1)][1]
            yield from range(max(first, until), last)
            until = max(until, last)

    def is_deed(self, token: int) -> bool:
        """Whether a word tells of a harmful act."""
        return self._told[token]

    def is_act(self, verb: int) -> bool:
        """Whether a verb tells of an act that its subject does ("X sank the boat"), not of what befell it
        ("the boat sank")."""
        done = self._parsed.child(verb, "dobj", "agent") >= 0 or bool(patients(self._parsed, verb))
        befell = verb in self._befell or self._parsed.lemma[verb] in blame_words()["deeds.befalling"]
        return self._told[verb] and (done or not befell)

    def is_event(self, token: int) -> bool:
        """Whether a word tells of a harmful act, or is a noun for one that may be used of others too."""
        parsed = self._parsed
        words = blame_words()
        if not FIGURATIVE.isdisjoint(parsed.lower[c] for c in parsed.children[token]):
            return False
        if parsed.lemma[token] in words["deeds.of_a_case"]:  # "hoax calls"
            before = (parsed.lemma[c] for c in parsed.children[token] if c < token)
            if not words["deeds.nouns"].isdisjoint(before):
                return True
        if parsed.lemma[token] in blame_words()["deeds.ambiguous"]:
            of_war = any(parsed.lower[c] in blame_words()["deeds.of_war"] for c in parsed.children[token])
            return of_war or self._signs[-1] > 1
        trigger = incidents().nouns.get(parsed.lemma[token])
        noun = parsed.pos[token] in NOMINAL and trigger is not None and trigger.type not in _HARMLESS
        return self._told[token] or noun

    def in_extent(self, first: int, last: int) -> bool:
        """Whether words tell of an act that somebody can be blamed for, or name a weapon."""
        return self._counted[last + 1] > self._counted[first]

    def in_phrase(self, head: int) -> bool:
        """Whether a phrase does."""
        return self.in_extent(self._parsed.left[head], self._parsed.right[head])

    def recent(self, token: int, back: int) -> bool:
        """Whether the sentence, or one so many before it, tells of an act or of what one leaves behind."""
        parsed, sentence = self._parsed, self._parsed.sentence[token]
        first = parsed.bounds[max(0, sentence - back)][0]
        return self._signs[parsed.bounds[sentence][1]] > self._signs[first]

    def around(self, token: int, reach: int) -> bool:
        """Whether a sentence as near as that tells of an act or of what one leaves behind."""
        bounds, sentence = self._parsed.bounds, self._parsed.sentence[token]
        last = min(sentence + reach, len(bounds) - 1)
        return self._signs[bounds[last][1]] > self._signs[bounds[max(0, sentence - reach)][0]]

    def recalled(self, token: int) -> bool:
        """Whether the sentence, or one shortly before it, tells of an act."""
        return self.recent(token, _MEMORY)

    def meant(self, heads: Iterable[int], token: int) -> bool:
        """Whether phrases name a harmful act or point back to one told before."""
        words, parsed = blame_words(), self._parsed
        heads = [h for h in heads if parsed.lemma[self._last_verb(h)] not in words["deeds.afterwards"]]
        if any(self.in_phrase(head) or self.is_event(head) for head in heads):
            return True
        return any(parsed.lower[h] in words["deeds.pointing"] for h in heads) and self.recalled(token)

    def _last_verb(self, head: int) -> int:
        """The verb that a gerund comes to: "cover" in "trying to cover up the raid"."""
        inner = self._parsed.child(head, "xcomp")
        return inner if inner >= 0 and self._parsed.lemma[head] in blame_words()["deeds.trying"] else head


def _is_harm(mention: Mention) -> bool:
    clash = mention.trigger.noun and mention.type == "armed_clash"
    harmless = mention.type in _HARMLESS and not clash
    return not harmless and mention.trigger.outcome not in _STOPPING
