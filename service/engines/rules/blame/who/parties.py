"""Which actor a phrase means: pronouns, descriptions, members of a group, things that belong to somebody."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field

from wirebrief.service.engines.rules.actors import Actor, Cast
from wirebrief.service.engines.rules.blame.who.agreement import (
    agrees,
    binds,
    is_called,
    is_surely_person,
    may_be_group,
)
from wirebrief.service.engines.rules.blame.who.answering import owner_of_thing
from wirebrief.service.engines.rules.blame.who.cataphora import named_later
from wirebrief.service.engines.rules.blame.who.named import Named
from wirebrief.service.engines.rules.blame.who.naming import (
    content,
    is_bare,
    is_definite,
    named_in,
)
from wirebrief.service.engines.rules.blame.who.pronouns import ALONE, PERSONAL, SPEAKERS
from wirebrief.service.engines.rules.blame.who.spokespersons import author, principal_head
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech import Report
from wirebrief.service.engines.rules.speech.around import by_sentence
from wirebrief.service.engines.rules.syntax.negation import is_none
from wirebrief.service.engines.rules.syntax.nouns import singular
from wirebrief.service.engines.rules.syntax.phrases import antecedent

_OWN_SIDE = frozenset(
    "country nation government organisation organization group company party movement side state firm".split()
)
_NEAR = 3
"""Sentences back that a pronoun may go back over."""
_REACH = 8
"""Sentences back that a description may go back over."""
_MOST_SPEAKERS = 20
"""Speakers back that a pronoun may go back over."""


@dataclass(slots=True)
class Parties:
    """The parties of one article. A party goes by the head of a noun phrase; `actor` says who that is."""

    parsed: Parsed
    cast: Cast
    reports: list[Report]
    _known: dict[tuple[int, int], int | None] = field(default_factory=dict)
    _named: Named = field(init=False)
    _near: dict[int, list[int]] = field(init=False)
    """The reports over each sentence."""
    _speakers: list[tuple[int, int]] = field(init=False)
    """Who says each report, by head, and where what they say begins; sorted."""

    def __post_init__(self) -> None:
        self._named = Named(self.parsed, self.cast)
        self._near = by_sentence(self.parsed, self.reports)
        self._speakers = sorted((r.source_head, r.content[0][0]) for r in self.reports)

    def actor(self, head: int, holder: int = -1) -> int | None:
        """Index of the actor that a phrase stands for; `holder`: head of who says so, for "we" and "it"."""
        key = head, holder
        if key not in self._known:
            self._known[key] = None
            self._known[key] = self._resolved(head, holder) if head >= 0 else None
        return self._known[key]

    def source(self, head: int, accused: int = -1) -> int | None:
        """Index of the actor that says something. Who says "X may have done it" is not X: a pronoun means who
        spoke last, and "the firm" another firm."""
        parsed, found = self.parsed, self.actor(head)
        if accused < 0 or accused >= head or parsed.pos[accused] == "PRON":
            return found
        if found is None or found != self.actor(accused):
            return found
        if parsed.lower[head] not in PERSONAL:
            return self.cast.actor_of(head)
        before = self._speakers[: bisect_left(self._speakers, (accused,))][-_MOST_SPEAKERS:]
        for speaker in (h for h, told in reversed(before) if h >= 0 and told < accused):
            index = self.actor(speaker)
            if index is not None and index != found and self.agrees(index, parsed.lower[head]):
                return index
        return found

    def principal(self, source: int) -> int | None:
        """For whom somebody speaks: a spokesman for the union for the union, others for themselves."""
        owner = principal_head(self.parsed, source)
        found = self.actor(owner) if owner >= 0 else None
        return found if found is not None else self.actor(source)

    def agrees(self, index: int, pronoun: str) -> bool:
        return agrees(self.parsed, self.cast.actors[index], pronoun)

    def _resolved(self, head: int, holder: int) -> int | None:
        parsed = self.parsed
        head = named_in(parsed, content(parsed, antecedent(parsed, head)))
        if parsed.lower[head] in PERSONAL and parsed.pos[head] != "NOUN":
            return self._pronoun(head, holder)
        owner = owner_of_thing(parsed, head)
        if owner >= 0:
            return self.actor(owner, holder)
        own = self._own_side(head, holder) if holder >= 0 else None
        if own is not None:
            return own
        signer = author(parsed, head)
        if signer != head:
            return self.actor(signer, holder)
        return self._canonical(self.cast.actor_of(head), head)

    # --- the speaker's own

    def _own_side(self, head: int, holder: int) -> int | None:
        """The speaker's own group, country or client: "a man from the Brigade said the group had"."""
        parsed = self.parsed
        mine = parsed.child(head, "poss")
        if mine >= 0 and parsed.lemma[head] in _OWN_SIDE and parsed.lower[mine] in PERSONAL:
            whose = self.actor(mine, holder)
            unknown = self.cast.actor_of(head) is None
            if (
                whose is not None
                and whose == self.actor(holder)
                and (unknown or self.principal(holder) != whose)
            ):
                return self.principal(holder)  # "the foreign minister said her country had not"
        client = self.principal(holder) if parsed.lemma[head] == "client" else None
        return client if client != self.actor(holder) else None

    # --- pronouns

    def _pronoun(self, head: int, holder: int) -> int | None:
        parsed, lower = self.parsed, self.parsed.lower[head]
        if lower == "you":
            return None
        if lower in SPEAKERS:
            outer = holder >= 0 and parsed.lower[holder] not in SPEAKERS
            speaker = holder if outer else -1
            return self.actor(speaker) if lower in ALONE else self.principal(speaker)
        said_by = self.actor(holder) if holder >= 0 and holder != head else None
        quoted = parsed.quote[head] >= 0 and holder >= 0 and parsed.quote[holder] != parsed.quote[head]
        if said_by is not None and not quoted:  # in his own words nobody calls himself "he"
            for index in (said_by, self.principal(holder)):
                if index is not None and binds(parsed, self.cast.actors[index], lower):
                    return index
        return self._earlier(head, said_by)

    def _earlier(self, head: int, said_by: int | None) -> int | None:
        """Of whom it was spoken shortly before, as the cast tells, else the nearest that fits."""
        parsed, lower = self.parsed, self.parsed.lower[head]
        found = self.cast.actor_of(head)
        if found is not None and found != said_by and self.agrees(found, lower):
            earlier = [m.head for m in self.cast.actors[found].names if m.head < head]
            if earlier and parsed.sentence[head] - parsed.sentence[earlier[-1]] <= _NEAR:
                return self._canonical(found, earlier[-1])
        return self._nearest(head, lambda a: a.index != said_by and self.agrees(a.index, lower), _NEAR)

    # --- descriptions and short names

    def _canonical(self, index: int | None, head: int) -> int | None:
        """The actor that a description or a short name goes back to, else the one that the cast gives."""
        if index is None:
            return None
        parsed, actor = self.parsed, self.cast.actors[index]
        if actor.sort == "name":
            return self._whole_name(head, actor)
        named = any(parsed.pos[c] == "PROPN" for c in parsed.children[head])
        meant = self._described(head) if not named and is_definite(parsed, head) else None
        if meant is None and not named:
            meant = self.cast.actor_of(named_later(parsed, head))
        if meant is None or meant == index:
            return index
        self.cast.identify(head, meant)
        return meant

    def _whole_name(self, head: int, actor: Actor) -> int:
        """The actor whose name ends as this short one does: "the Brigades" after "the Qasr Brigades"."""
        if not self._named.only_short_until(actor, head) or is_surely_person(actor):
            return actor.index
        longer = self._named.ending_in(self.parsed.lower[head])
        others = (other.index for other in longer if other.kind != "person" and other.index != actor.index)
        return next(others, actor.index)

    def _described(self, head: int) -> int | None:
        """The actor that was called so, or may be meant by a word for any group."""
        parsed, lemma = self.parsed, singular(self.parsed, head)
        if is_none(parsed, head):  # "no guard had": those told of before
            return self._nearest(head, lambda a: singular(parsed, a.names[0].head) == lemma)
        called = self._nearest(head, lambda a: is_called(parsed, a, lemma, head))
        bare = is_bare(parsed, head) and parsed.tag[head] != "NNS"
        if called is not None or not bare or lemma not in blame_words()["parties.collectives"]:
            return called
        return self._nearest(head, lambda a: may_be_group(parsed, a, lemma))

    def _nearest(self, head: int, fits: Callable[[Actor], bool], back: int = _REACH) -> int | None:
        """The actor last named before a word that fits."""
        low = self.parsed.bounds[max(0, self.parsed.sentence[head] - back)][0]
        return next((a.index for a in self._named.before(head, low) if fits(a)), None)
