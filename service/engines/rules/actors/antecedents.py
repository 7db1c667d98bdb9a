"""Whom a pronoun stands for: the earlier actor that is likeliest, by what the text says of both.

Every earlier actor that agrees in gender and number is weighed by a logistic model over the features below,
fitted on labelled pages (`evals/senses/pronouns.py`); the tagger's word on it is one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from wirebrief.service.engines.rules.actors.mentions import Mention
from wirebrief.service.engines.rules.incident_words import parties
from wirebrief.service.engines.rules.judging.judge import log_odds, probability, weights
from wirebrief.service.engines.rules.lexicon import cues
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.tagger import Tags

if TYPE_CHECKING:
    from wirebrief.service.engines.rules.actors.cast import Actor
    from wirebrief.service.engines.rules.judging.features import Features

Choice = tuple[int, "Features"]
"""An actor that may be meant, and what speaks for and against it."""
Chosen = tuple[int, float]
"""An actor, and how likely it is meant, in [0, 1]."""
_SUBJECTS = ("nsubj", "nsubjpass")
_ROLES = frozenset({*_SUBJECTS, "dobj", "pobj", "poss", "appos", "conj"})
_STEPS = 8
_LEAST = 0.15


def likeliest(choices: Sequence[Choice]) -> Chosen | None:
    """The likeliest of some actors; None where none is at all likely."""
    known = weights("pronouns")
    judged = [(probability(known, features), index) for index, features in choices]
    likely, index = max(judged, default=(0.0, -1))
    return (index, likely) if likely >= _LEAST else None


def choices(parsed: Parsed, found: Mention, near: Sequence[Actor], tags: Tags | None) -> list[Choice]:
    """What speaks for and against each earlier actor.

    Args:
        near: actors that may be meant, the last seen first.
    """
    return list(_Company(parsed, found, near, tags).told())


class _Company:
    """A pronoun among the actors that it may stand for."""

    def __init__(self, parsed: Parsed, found: Mention, near: Sequence[Actor], tags: Tags | None) -> None:
        self._parsed = parsed
        self._found = found
        self._near = near
        self._tags = tags
        self._form = "he" if found.gender else "they" if found.plural else "it"
        self._speaks = is_speaker(parsed, found.head)
        self._above = set(self._governors(found.head))
        self._most = max((len(actor.spots) for actor in near), default=0)

    def told(self) -> Iterator[Choice]:
        for rank, actor in enumerate(self._near):
            features: Features = {"": 1.0}
            for name in self._names(actor, rank):
                features[name] = features[f"{self._form}|{name}"] = 1.0
            features.update(self._of_tags(actor))
            yield actor.index, features

    def _of_tags(self, actor: Actor) -> Mapping[str, float]:
        if self._tags is None:
            return {"rules": 1.0}
        tags, here = self._tags, self._found.head
        likely = [tags.ties("same", here, spot) for spot in actor.spots if tags.reads_both(here, spot)]
        if not likely:
            return {"unread": 1.0}
        best = log_odds(max(likely))
        return {"same": best / 4, f"{self._form}|same": best / 4}

    def _names(self, actor: Actor, rank: int) -> Iterator[str]:
        last = actor.spots[-1]
        apart = self._parsed.sentence[self._found.head] - self._parsed.sentence[last]
        yield from self._of_place(actor, last, apart, rank)
        yield from self._of_actor(actor)
        yield from self._of_speech(actor, last)
        yield from self._of_clause(last, apart)

    def _of_place(self, actor: Actor, last: int, apart: int, rank: int) -> Iterator[str]:
        """How far back the actor was last told of, and as what."""
        parsed, here = self._parsed, self._found.head
        yield f"apart={_few(apart, 4)}"
        yield f"rank={_few(rank, 3)}"
        yield f"rank={_few(rank, 3)}&apart={_few(apart, 2)}"
        if len(self._near) == 1:
            yield "only"
        sentences = parsed.document.sentences
        paragraphs = sentences[parsed.sentence[here]].paragraph - sentences[parsed.sentence[last]].paragraph
        yield f"paragraphs={_few(paragraphs, 2)}"
        yield f"as={_role(parsed, last)}&{_role(parsed, here)}"
        yield f"as={_role(parsed, last)}&apart={_few(apart, 2)}"
        if parsed.pos[last] == "PRON":
            same = parsed.lower[last] == parsed.lower[here]
            yield from ("last a pronoun", "last the same pronoun")[: 1 + same]
        yield f"seen={_few(len(actor.spots), 4)}"
        if len(actor.spots) == self._most:
            yield "most seen"
        if parsed.sentence[actor.spots[0]] <= 1:
            yield "from the start"

    def _of_actor(self, actor: Actor) -> Iterator[str]:
        """What the actor is."""
        parsed, first = self._parsed, actor.spots[0]
        yield f"sort={actor.sort}"
        yield f"kind={actor.kind}"
        yield f"kind={actor.kind}&{actor.sort}&{parsed.entity[first]}"
        if self._speaks:
            yield f"kind={actor.kind}&{actor.sort}&speaks"
        if actor.sort == "group":
            yield f"ends={parsed.lemma[first][-2:]}"
            if parsed.lower[first] in parties().people:
                yield "people"
        if self._found.gender:
            yield "gender" if actor.gender else "no gender"
        elif self._found.plural:
            yield "many" if actor.plural else "one"
        if actor.died and _acts(parsed, self._found.head):
            yield "dead"

    def _of_speech(self, actor: Actor, last: int) -> Iterator[str]:
        parsed, here = self._parsed, self._found.head
        inside, was_inside = parsed.quote[here], parsed.quote[last]
        if inside < 0:
            yield "out of a quote" if was_inside >= 0 else "both outside"
        else:
            yield (
                "same quote" if was_inside == inside else "other quote" if was_inside >= 0 else "into a quote"
            )
        spoke = parsed.sentence[here] - parsed.sentence[actor.last_spoke] if actor.last_spoke >= 0 else 9
        if spoke <= 2:
            yield f"spoke={spoke}&{'speaks' if self._speaks else 'quoted' if inside >= 0 else 'told of'}"
        elif self._speaks:
            yield "silent so far" if actor.last_spoke < 0 else "spoke long ago"
        since = parsed.sentence[here] - parsed.sentence[actor.last_subject] if actor.last_subject >= 0 else 9
        if since <= 2:
            yield f"subject={since}"

    def _of_clause(self, last: int, apart: int) -> Iterator[str]:
        """Where both stand in one sentence: "Ann said she …" is one, "Ann hit her" two."""
        parsed, here = self._parsed, self._found.head
        if apart:
            first = parsed.bounds[parsed.sentence[here]][0]
            begins = here - first <= 1
            opens = _opens(parsed, last)
            if apart == 1:
                yield f"next sentence{'&begins' if begins else ''}{'&opened' if opens else ''}"
            return
        governor = parsed.head[last]
        owns = parsed.dep[here] == "poss"
        if governor in self._above and parsed.dep[last] in _SUBJECTS:
            direct = governor == parsed.head[here] and not owns
            says = cues().verbs.get(parsed.lemma[governor]) is not None
            yield "of one verb" if direct else "subject above, says" if says else "subject above"
        elif last in self._above:
            yield "of a clause about it" if self._about(last) else "within its own phrase"
        else:
            yield "elsewhere in the sentence"

    def _about(self, noun: int) -> bool:
        """Whether the pronoun stands in a relative clause of a noun: "the mayor, who said she …"."""
        parsed = self._parsed
        return any(parsed.head[up] == noun and parsed.dep[up] == "relcl" for up in self._above)

    def _governors(self, head: int) -> Iterator[int]:
        for _ in range(_STEPS):
            up = self._parsed.head[head]
            if up == head:
                return
            yield up
            head = up


def is_speaker(parsed: Parsed, head: int) -> bool:
    """Whether a phrase is who says something by its verb."""
    cue = cues().verbs.get(parsed.lemma[parsed.head[head]])
    return parsed.dep[head] == "nsubj" and cue is not None and cue.has("clause")


def _acts(parsed: Parsed, head: int) -> bool:
    """Whether a phrase is who does something in the simple past, which no dead person does."""
    verb = parsed.head[head]
    simple = parsed.tag[verb] == "VBD" and parsed.child(verb, "aux") < 0 and parsed.lemma[verb] != "be"
    return parsed.dep[head] == "nsubj" and simple


def _opens(parsed: Parsed, token: int) -> bool:
    """Whether nothing but its own words stands before it in its sentence."""
    return parsed.left[token] == parsed.bounds[parsed.sentence[token]][0]


def _role(parsed: Parsed, token: int) -> str:
    dep = parsed.dep[token]
    return dep if dep in _ROLES else "other"


def _few(n: int, most: int) -> str:
    return str(n) if n < most else f"{most}+"
