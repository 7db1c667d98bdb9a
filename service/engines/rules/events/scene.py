"""Which place belongs to which trigger: the local phrases of its clause, what it was aimed at, "there" and
"the same base", and the country that the paragraph or the article speaks of.

Every place phrase of an article is read once; a trigger then takes those that hang nearest to it.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.events.where import (
    NOWHERE,
    SURE,
    Place,
    is_local,
    is_region_word,
    is_settlement,
    read_place,
)
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.places import find_place
from wirebrief.service.engines.rules.syntax.nouns import facility, singular

_UP = 7
"""Steps that a local phrase may lie below the word that it shares with its trigger."""
_OVER = 5
"""Steps that a trigger may lie below that word."""
_OPEN = frozenset(
    "dobj obj nsubj nsubjpass advcl xcomp conj acl pobj pcomp prep agent attr appos dep relcl csubj".split()
)
_SETTLED = "a town"
"""The key under which the last named town is remembered."""
_DATELINE = -1
"""Stands for the dateline among the paragraphs."""
_CROWDED = 24
"""Phrases below one word that are looked at."""


class Scene:
    """The places of one article."""

    def __init__(self, parsed: Parsed, mentions: list[Mention], mentioned: Counter[str]) -> None:
        self._parsed = parsed
        self._mentioned = mentioned
        self._read: dict[int, Place] = {}
        self._known: dict[str, list[tuple[int, Place]]] = defaultdict(list)
        self._country_of_label: dict[str, tuple[str, int]] = {}
        self._located: dict[int, list[tuple[int, str]]] = defaultdict(list)
        self._below: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self._frames: dict[int, list[int]] = defaultdict(list)
        first_trigger: dict[int, int] = {}
        for mention in mentions:
            first_trigger.setdefault(mention.sentence, mention.token)
        for head in filter(self._may_be_place, range(len(parsed))):
            self._note(head, first_trigger)
        self._read_dateline()
        self._owner = self._nearest(mentions)
        self._only = self._only_country()

    # --- reading ---------------------------------------------------------------------------------

    def _may_be_place(self, head: int) -> bool:
        """Whether a word is a noun, or stands behind a preposition: all that a place can be."""
        parsed = self._parsed
        noun = parsed.pos[head] in ("NOUN", "PROPN") or parsed.dep[head] in ("pobj", "conj")
        return noun or parsed.pos[parsed.head[head]] == "ADP"

    def _note(self, head: int, first_trigger: dict[int, int]) -> None:
        """Read the place that a word heads, remember its name, and note what it hangs on."""
        parsed = self._parsed
        preposition = self._preposition(head)
        if preposition < 0 and not _may_name(parsed, head):
            return
        sure = preposition >= 0 and parsed.lower[preposition] in SURE | {"to"}
        place = read_place(parsed, head, self._mentioned, sure=sure)
        if place is None:
            return
        place = self._resolved(head, place)
        if place is None:
            return
        self._read[head] = place
        self._remember(head, place, local=preposition >= 0)
        if preposition >= 0:
            for word, steps in _ancestors(parsed, preposition, _UP, local=True):
                if len(self._below[word]) < _CROWDED:
                    self._below[word].append((head, steps))
            first = first_trigger.get(parsed.sentence[head], -1)
            if self._opens(preposition) and preposition < first:
                self._frames[parsed.sentence[head]].append(head)

    def _read_dateline(self) -> None:
        """The country of "BELAGUA, Peru": of that town, and of an article that names no other."""
        dateline = self._parsed.document.dateline
        if dateline is None:
            return
        town, *wider = (part.strip() for part in dateline.text.split(","))
        country = find_place(wider[0] if wider else town, self._mentioned).country
        sentences = self._parsed.document.sentences_over(dateline.start, dateline.end)
        if country is None or not sentences:
            return
        at = next(n for n, s in enumerate(self._parsed.document.sentences) if s.end >= dateline.end)
        self._country_of_label.setdefault(town.lower(), (country, at))
        self._located[_DATELINE].append((at, country))

    def _preposition(self, head: int) -> int:
        """The local preposition that a noun stands after, through coordination, or -1."""
        parsed = self._parsed
        for _ in range(3):
            above = parsed.head[head]
            if parsed.dep[head] == "pobj" or (parsed.pos[above] == "ADP" and above < head):
                return above if is_local(parsed, above) else -1
            if parsed.dep[head] != "conj" or above == head:
                return -1
            head = above
        return -1

    def _opens(self, preposition: int) -> bool:
        """Whether a phrase opens its sentence: "In neighbouring Mali, …", "Meanwhile, in Mali, …"."""
        return preposition - self._parsed.bounds[self._parsed.sentence[preposition]][0] <= 3

    def _remember(self, head: int, place: Place, *, local: bool) -> None:
        parsed = self._parsed
        sentence = parsed.sentence[head]
        if place.name != NOWHERE and not place.support:
            self._known[singular(parsed, head)].append((head, place))
            if place.named in ("city", "region"):
                self._known[_SETTLED].append((head, place))
            if place.named == "site":
                self._known[singular(parsed, place.name[1])].append((head, place))
        if place.country and local:
            self._located[parsed.document.sentences[sentence].paragraph].append((sentence, place.country))
        if place.country and place.label:
            self._country_of_label.setdefault(place.label, (place.country, sentence))

    def _resolved(self, head: int, place: Place) -> Place | None:
        """A place whose name stands elsewhere takes it; one that names nothing and is no building is none."""
        parsed = self._parsed
        if place.refers >= 0:
            found = self._antecedent(place.refers, head)
            if found is not None and (place.named is None or found.rank < place.rank):
                return replace(
                    place,
                    name=found.name,
                    named=found.named,
                    label=found.label,
                    country=place.country or found.country,
                    admin1=place.admin1 or found.admin1,
                    support=(*place.support, parsed.sentence[found.phrase.head], *found.support),
                )
        if place.name == NOWHERE and not facility(parsed, head):
            return None
        return place

    def _antecedent(self, noun: int, before: int) -> Place | None:
        """The named place that "the base", "the same town" goes back to."""
        word = singular(self._parsed, noun)
        named = self._known.get(word, [])
        if is_settlement(word) and word not in ("capital", "island", "port"):
            named = self._known.get(_SETTLED, named)
        at = bisect_left(named, before, key=lambda known: known[0])
        if not at and "same" in self._parsed.lower[max(0, noun - 3) : noun]:  # it was told of without a name
            named = self._known.get(_SETTLED, [])
            at = bisect_left(named, before, key=lambda known: known[0])
        return named[at - 1][1] if at else None

    # --- binding ---------------------------------------------------------------------------------

    def _nearest(self, mentions: list[Mention]) -> dict[int, list[int]]:
        """Token of a trigger to the heads of the local phrases that hang nearest to it of all triggers."""
        best: dict[int, int] = {}
        offers: list[tuple[int, int, int]] = []
        for mention in mentions:
            for head, cost in self._offers(mention):
                offers.append((mention.token, head, cost))
                best[head] = min(best.get(head, cost), cost)
        owned: dict[int, list[int]] = defaultdict(list)
        for token, head, cost in offers:
            if cost <= best[head] and head not in owned[token]:
                owned[token].append(head)
        for mention in mentions:
            if mention.origin >= 0:
                both = sorted({*owned[mention.origin], *owned[mention.token]})
                owned[mention.origin] = [h for h in both if h < mention.token]
                owned[mention.token] = [h for h in both if h > mention.token]
        return owned

    def _offers(self, mention: Mention) -> Iterator[tuple[int, int]]:
        """(head of a local phrase, steps to it through the parse) around a trigger."""
        for word, over in [(mention.token, 0), *_ancestors(self._parsed, mention.token, _OVER, local=False)]:
            for head, steps in self._below.get(word, ()):
                if self._parsed.sentence[head] == mention.sentence:
                    yield head, over + steps

    def place_of(self, mention: Mention) -> Place | None:
        """The most exact place that a trigger's own phrases name, with what the wider ones beside it add."""
        found = self._candidates(mention)
        if not found:
            return None
        best = min(found, key=lambda p: (*p.rank, abs(p.phrase.head - mention.token)))
        wider = [p for p in found if p.rank > best.rank and p.phrase.head != best.phrase.head]
        country = best.country or next((p.country for p in wider if p.country), None)
        admin1 = best.admin1 or next((p.admin1 for p in wider if p.admin1), None)
        return self._in_country(replace(best, country=country, admin1=admin1), mention)

    def summed_by(self, mention: Mention) -> frozenset[str]:
        """Labels and countries of the places that a trigger sums up ("in Mali and Niger")."""
        parsed = self._parsed
        heads = self._owner.get(mention.token, ())
        places = [
            self._read[h]
            for h in heads
            if any(parsed.head[o] == h and parsed.dep[o] == "conj" for o in heads)
            or (parsed.dep[h] == "conj" and parsed.head[h] in heads)
        ]
        named = [p for p in places if p.name != NOWHERE]
        if len({p.label for p in named}) < 2:
            return frozenset()
        return frozenset({p.label for p in named} | {p.country for p in named if p.country})

    def _candidates(self, mention: Mention) -> list[Place]:
        heads = list(self._owner.get(mention.token, ()))
        heads += [t.head for t in mention.targets if facility(self._parsed, t.head)]
        if mention.where is not None:
            heads.append(mention.where.head)
        heads += self._frames.get(mention.sentence, ())
        found = [p for h in dict.fromkeys(heads) if (p := self._read.get(h)) is not None]
        framed = {self._read[h].country for h in self._frames.get(mention.sentence, ())} - {None}
        if framed:  # "In Mali, troops at the base …" is no base told of before in Niger
            found = [p for p in found if not p.support or p.country is None or p.country in framed]
        if not any(p.name != NOWHERE for p in found):
            found += self._there(mention)
        return found

    def _there(self, mention: Mention) -> list[Place]:
        """The place told before, where the clause says "there"."""
        parsed = self._parsed
        for child in parsed.children[mention.token]:
            if parsed.lower[child] == "there" and parsed.dep[child] == "advmod":
                named = self._known.get(_SETTLED, [])
                at = bisect_left(named, child, key=lambda known: known[0])
                if at:
                    place = named[at - 1][1]
                    return [replace(place, support=(parsed.sentence[place.phrase.head],))]
        return []

    # --- countries -------------------------------------------------------------------------------

    def _in_country(self, place: Place, mention: Mention) -> Place:
        """The country of a place that does not say it: of the same name elsewhere, or of its paragraph."""
        if place.country is not None:
            return place
        told = self._country_of_label.get(place.label)
        if told is None:
            paragraph = self._parsed.document.sentences[mention.sentence].paragraph
            near = [(s, c) for s, c in self._located.get(paragraph, ()) if s <= mention.sentence]
            if near and len({c for _, c in near}) == 1:
                told = near[-1][1], near[-1][0]
        if told is None:
            return place
        return replace(place, country=told[0], support=(*place.support, told[1]))

    def _only_country(self) -> tuple[str, int] | None:
        """The one country that the article places anything in, with the sentence that says so."""
        places = [(c, s) for found in self._located.values() for s, c in found]
        return places[0] if places and len({c for c, _ in places}) == 1 else None

    def in_only_country(self, place: Place) -> Place:
        """A place without a country in the only country that the article speaks of as a place."""
        if place.country is not None or self._only is None:
            return place
        return replace(place, country=self._only[0], support=(*place.support, self._only[1]))


def _may_name(parsed: Parsed, head: int) -> bool:
    """Whether a word may head the name of a place wherever it stands."""
    if parsed.dep[head] in ("compound", "amod", "nmod", "punct"):
        return False
    if parsed.entity[head] in ("GPE", "LOC", "FAC") and parsed.pos[head] == "PROPN":
        return True
    if parsed.pos[head] not in ("NOUN", "PROPN"):
        return False
    return (
        bool(facility(parsed, head))
        or is_settlement(parsed.lemma[head])
        or is_region_word(parsed.lemma[head])
    )


def _ancestors(parsed: Parsed, token: int, steps: int, *, local: bool) -> Iterator[tuple[int, int]]:
    """The words above a word as far as one clause, or a chain of clauses about one event, goes.

    Args:
        local: climb from a local phrase, which never leaves a relative clause.
    """
    for step in range(1, steps + 1):
        dep = parsed.dep[token]
        above = parsed.head[token]
        if above == token or dep in ("ccomp", "parataxis") or (dep == "relcl" and local):
            return
        if not local and dep not in _OPEN:
            return
        token = above
        yield token, step
