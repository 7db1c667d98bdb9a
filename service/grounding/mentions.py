"""Where the article names each actor: the words that the draft cited, and every other place of the same
names.
"""

import re
from bisect import bisect_left
from calendar import day_name, month_name
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import inf

from wirebrief.schemas import Span
from wirebrief.service.grounding.cast import PRONOUNS, is_pronoun, wording
from wirebrief.service.grounding.countries import countries_in
from wirebrief.service.grounding.records import GroundedActor
from wirebrief.service.grounding.words import TITLES
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.folding import folded, has_unspaced, is_whole, occurrences

_LEAD = re.compile(r"\A(?:the|a|an)\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_PERSONAL = frozenset("he him his she her hers himself herself i me my".split())
_THING = frozenset("it its itself".split())
_CALENDAR = frozenset(word.casefold() for word in (*day_name, *month_name) if word)


class Mentions:
    """The places of all actors of a document, and whether words can stand for one of them."""

    def __init__(self, document: Document, actors: Iterable[GroundedActor]) -> None:
        self._document = document
        self._unspaced = has_unspaced(document.text)
        self._actors = dict(sorted((actor.index, actor) for actor in actors))
        self._forms = {index: _forms(actor) for index, actor in self._actors.items()}
        self._wordings = {
            index: frozenset(wording(s.text) for s in actor.mentions if not is_pronoun(s.text))
            for index, actor in self._actors.items()
        }
        self._own_words = {
            index: _own_words(self._actors[index], forms) for index, forms in self._forms.items()
        }
        self._cited = {(s.start, s.end) for actor in self._actors.values() for s in actor.mentions}
        self._places = self._expanded()
        self._stretches = {index: Stretches(places) for index, places in self._places.items()}
        self._everybody = sorted((s.start, s.end, i) for i, spans in self._places.items() for s in spans)
        self._by_word = self._indexed()

    def of(self, index: int) -> tuple[Span, ...]:
        """All mentions of an actor, in article order."""
        return self._places[index]

    def within(self, index: int, start: int, end: int) -> bool:
        """Whether the actor is mentioned, wholly, between two offsets."""
        return self._stretches[index].any_within(start, end)

    def told_of(self, index: int, start: int, end: int) -> bool:
        """Whether a stretch mentions the actor, or alludes to it."""
        return self.within(index, start, end) or self.alludes(index, start, end)

    def alludes(self, index: int, start: int, end: int) -> bool:
        """Whether a stretch has the common noun of an actor's name ("the brigade" for Salt Coast Brigade),
        the whole phrase for one without a name, or a form of the country that the actor is.
        """
        actor, text = self._actors[index], self._document.text[start:end]
        words = bare_name(actor.name.text).split()
        if len(words) > 1 and actor.kind != "person" and not actor.anonymous:
            head = re.escape(words[-1])
            if re.search(rf"\b(?:the|this|that|its|their)\s+(?:\w+\s+)?{head}\b", text, re.IGNORECASE):
                return True
        if len(words) > 1 and actor.anonymous and occurrences(folded(text), folded(" ".join(words))):
            return True
        if actor.kind not in ("state", "military", "government_body"):
            return False
        return not countries_in(actor.name.text).isdisjoint(countries_in(text))

    def between(self, index: int, start: int, end: int) -> tuple[Span, ...]:
        """The mentions of an actor that lie wholly between two offsets."""
        return self._stretches[index].within(start, end)

    def alone_has_role(self, index: int, words: str) -> bool:
        """Whether words are the actor's rank or post as printed, and no other actor's."""
        held = {i: actor.role for i, actor in self._actors.items() if actor.role is not None}
        return [i for i, role in held.items() if _post(role.text) == _post(words)] == [index]

    def holds(self, index: int, span: Span) -> bool:
        """Whether a stretch is one of the mentions of an actor."""
        return span in self.between(index, span.start, span.end)

    def names_in(self, start: int, end: int) -> list[str]:
        """The names of all actors that are mentioned between two offsets."""
        near = self._everybody[bisect_left(self._everybody, (start,)) : bisect_left(self._everybody, (end,))]
        found = {index for _, last, index in near if last <= end}
        return [self._actors[index].name.text for index in sorted(found)]

    def ending_before(self, offset: int, start: int) -> list[tuple[Span, int]]:
        """The mentions of anybody between two offsets with their actors, the nearest to the second first."""
        low, high = bisect_left(self._everybody, (start,)), bisect_left(self._everybody, (offset,))
        near = [(self._document.span(a, b), i) for a, b, i in self._everybody[low:high] if b <= offset]
        return sorted(near, key=lambda found: (-found[0].end, found[0].start))

    def gap(self, span: Span, index: int) -> float:
        """How many characters lie between a stretch and the nearest mention of an actor outside of it, within
        its sentence; infinite where there is none.
        """
        over = self._document.sentences_over(span.start, span.end)
        near = self.between(index, over[0].start, over[-1].end) if over else ()
        gaps = (max(span.start - s.end, s.start - span.end) for s in near if not s.overlaps(span))
        return min(gaps, default=inf)

    def can_stand_for(self, span: Span, index: int) -> bool:
        """Whether words can name the actor: they hold one of its names, or none of anybody's.

        Words that the draft gives as another actor's mention cannot. Else a noun or pronoun that names nobody
        ("the spokesman", "she") is believed, except a pronoun of the wrong kind.
        """
        if self.names(span, index):
            return True
        if self.are_anothers(span, index):
            return False
        if span in self._actors[index].mentions:
            return True
        kind, plain = self._actors[index].kind, folded(span.text)
        if plain in _THING and kind == "person":
            return False
        if plain in _PERSONAL and kind not in ("person", "people", "other"):
            return False
        if plain in PRONOUNS:
            return True
        return not self.names_another(span, index) and not self._foreign_name(span)

    def are_anothers(self, span: Span, index: int) -> bool:
        """Whether the draft itself says that words stand for another actor and not for this one."""
        cited = (span.start, span.end) in self._cited
        return cited and span not in self._actors[index].mentions

    def names_one_of(self, span: Span, group: set[int]) -> bool:
        """Whether words hold a name of one of some actors."""
        return any(self.names(span, index) for index in self._perhaps_named(span) & group)

    def names_another(self, span: Span, index: int) -> bool:
        """Whether words name some other actor and not this one."""
        return not self.names(span, index) and any(self.names(span, i) for i in self._perhaps_named(span))

    def names(self, span: Span, index: int) -> bool:
        """Whether words hold one of the actor's names."""
        text = folded(span.text)
        if any(occurrences(text, words) for words in self._wordings[index]):
            return True
        return any(occurrences(span.text, word) for word in self._own_words[index])

    def _indexed(self) -> dict[str, set[int]]:
        """The actors by the rarest word of each thing that `names` looks for, folded; by "" those without."""
        wanted = [
            (index, frozenset() if has_unspaced(words) else frozenset(_WORD.findall(words)))
            for index in self._actors
            for words in (*self._wordings[index], *map(folded, self._own_words[index]))
        ]
        common = Counter(word for _, words in wanted for word in words)
        found: dict[str, set[int]] = defaultdict(set)
        for index, words in wanted:
            found[min(words, key=lambda word: (common[word], word), default="")].add(index)
        return found

    def _perhaps_named(self, span: Span) -> set[int]:
        """The actors whom words may name: of all others a word is missing."""
        text = folded(span.text)
        if has_unspaced(text):
            return {*self._actors}
        return set().union(*(self._by_word.get(word, ()) for word in ("", *_WORD.findall(text))))

    def _foreign_name(self, span: Span) -> bool:
        """Whether the words hold a name: capitals past a sentence's head, not a day, a title or a country."""
        opens = {s.start for s in self._document.sentences_over(span.start, span.end)}
        for match in re.finditer(r"[^\W\d_]\w*", span.text):
            word = match.group()
            known = word.casefold() in _CALENDAR or word.casefold() in TITLES or countries_in(word)
            if word[0].isupper() and span.start + match.start() not in opens and not known:
                return True
        return False

    def _expanded(self) -> dict[int, tuple[Span, ...]]:
        """The cited mentions, and every other occurrence of a name that no longer mention of another
        covers.
        """
        cited = {s for actor in self._actors.values() for s in actor.mentions}
        first: dict[str, int] = {}  # of several actors with a name the first has the places that none cites
        for index in sorted(self._forms):
            for form in self._forms[index]:
                first.setdefault(form, index)
        claims = sorted(first.items(), key=lambda claim: (-len(claim[0]), claim[1]))
        taken = sorted((s.start, s.end) for s in cited)
        covered = _Covered(len(self._document.text), taken)
        places: dict[int, set[Span]] = defaultdict(set)
        for actor in self._actors.values():
            places[actor.index] |= set(actor.mentions)
        for form, index in claims:
            for start, end in self._occurrences(form):
                if not covered.touches(start, end) and not self._joined(start, end):
                    places[index].add(self._document.span(start, end))
                    covered.add(start, end)
        return {i: in_order(places[i], [self._actors[i].name]) for i in self._actors}

    def _occurrences(self, form: str) -> list[tuple[int, int]]:
        """Where a name stands as whole words: looked for only where the rarest of its words does."""
        text, begins = self._document.text, self._document.word_starts
        words = [(len(begins.get(m.group(), ())), m.start(), m.group()) for m in _WORD.finditer(form)]
        if not words or self._unspaced:
            return occurrences(text, form)
        _, offset, word = min(words)
        found: list[tuple[int, int]] = []
        for at in begins.get(word, ()):
            start, end = at - offset, at - offset + len(form)
            apart = start >= 0 and (not found or start >= found[-1][1])
            if apart and text.startswith(form, start) and is_whole(text, start, end):
                found.append((start, end))
        return found

    def _joined(self, start: int, end: int) -> bool:
        """Whether the words are part of a compound ("Iran-backed")."""
        text = self._document.text
        return text[end : end + 1] in ("-", "‑") and text[end + 1 : end + 2].isalnum()


class _Covered:
    """Which characters some mention already has."""

    def __init__(self, length: int, stretches: list[tuple[int, int]]) -> None:
        self._marks = bytearray(length)
        for start, end in stretches:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        self._marks[start:end] = b"\x01" * (end - start)

    def touches(self, start: int, end: int) -> bool:
        return 1 in self._marks[start:end]


class Stretches:
    """Spans sorted by where they begin, to be found by where they lie; some may lie within others."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._starts = [span.start for span in spans]
        least = accumulate((span.end for span in reversed(spans)), min)
        self._least_ends = list(least)[::-1]

    def any_within(self, start: int, end: int) -> bool:
        """Whether one lies wholly between two offsets."""
        first = bisect_left(self._starts, start)
        return first < len(self._spans) and self._least_ends[first] <= end

    def within(self, start: int, end: int) -> tuple[Span, ...]:
        """Those that lie wholly between two offsets."""
        near = self._spans[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return tuple(span for span in near if span.end <= end)


def _post(words: str) -> str:
    return folded(words).removeprefix("the ")


def in_order(spans: Iterable[Span], names: Iterable[Span]) -> tuple[Span, ...]:
    """Mentions in article order; a name within its longer noun phrase is no mention of its own."""
    bare = set(names)
    kept = []
    furthest = -1  # where the spans that begin before this one end
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if span.end > furthest or span not in bare:
            kept.append(span)
        furthest = max(furthest, span.end)
    return tuple(kept)


def _own_words(actor: GroundedActor, forms: Iterable[str]) -> frozenset[str]:
    """The words of a person's name that may stand for the person by themselves."""
    if actor.kind != "person":
        return frozenset()
    names = (form.split() for form in forms)  # in "DLF field commander" the DLF is no part of a name
    return frozenset(
        w for words in names if words[-1][:1].isupper() for w in words if w[:1].isupper() and len(w) > 2
    )


def _forms(actor: GroundedActor) -> tuple[str, ...]:
    """The proper-name forms of an actor as printed: those with a capital past a leading article.

    A person's last name stands for the person too.
    """
    forms: set[str] = set()
    for span in actor.mentions:
        form = bare_name(span.text)
        proper = form[:1].isupper() or (span == actor.name and any(c.isupper() for c in form))
        if proper and not actor.anonymous and not is_pronoun(form):
            forms.add(form)
    name = bare_name(actor.name.text).split()
    if actor.kind == "person" and not actor.anonymous and len(name) > 1:
        last = name[-1].strip(".,")
        if len(last) > 2 and last[0].isupper() and last.casefold() not in ("jr", "sr", "iii"):
            forms.add(last)
    return tuple(sorted(forms))


def bare_name(words: str) -> str:
    """A name without its article and possessive ending."""
    return re.sub(r"(?:['’]s|['’])$", "", _LEAD.sub("", " ".join(words.split()), count=1))
