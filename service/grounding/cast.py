"""The draft's actors on the ground, and the way from an actor's name in another record to its index."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from wirebrief.schemas import Span
from wirebrief.schemas.draft import ActorDraft
from wirebrief.schemas.vocabulary import ActorKind
from wirebrief.service.grounding.address import is_address
from wirebrief.service.grounding.records import GroundedActor, GroundedParty, Severity
from wirebrief.service.grounding.site import Preference, Site
from wirebrief.service.reading.folding import folded

PRONOUNS = frozenset(
    "he him his she her hers it its they them their theirs we us our ours i me my mine you your yours "
    "who whom whose himself herself itself themselves which that this these those one".split()
)
_DETERMINER = re.compile(
    r"\A(?:the|a|an|its|his|her|their|our|some|one of its|one of the|this|that)\s+", re.IGNORECASE
)
_EQUALS = " = "
_PREFIX = re.compile(r"\s*\[?[SsQq]\s?[0-9]{1,6}\]?\s*[:,]\s*")


@lru_cache(maxsize=1024)
def wording(words: str) -> str:
    """The form under which names are compared: folded, without address, article and possessive ending."""
    plain = folded(_PREFIX.sub("", words, count=1))
    plain = re.sub(r" #[0-9]+$", "", plain)
    return _DETERMINER.sub("", plain, count=1).removesuffix("'s").removesuffix("'").strip()


def is_pronoun(words: str) -> bool:
    """Whether words are one pronoun; "US" is a country."""
    return folded(words) in PRONOUNS and words.strip() != "US"


class Cast:
    """The actors that could be grounded, by the words that stand for them."""

    def __init__(self, site: Site, drafts: list[ActorDraft]) -> None:
        self._drafts = drafts
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_mention: dict[str, list[int]] = defaultdict(list)
        self.actors = tuple(self._grounded(site, drafts))
        self._standing = {actor.index for actor in self.actors}
        self._by_spelling: dict[str, list[int]] = defaultdict(list)
        for n, draft in enumerate(drafts):
            self._by_name[wording(draft.name)].append(n)
            self._by_spelling[draft.name.strip()].append(n)
        self._by_place: dict[tuple[int, int], list[int]] = defaultdict(list)
        for actor in self.actors:
            for span in actor.mentions:
                self._by_place[span.start, span.end].append(actor.index)
                known = self._by_mention[wording(span.text)]
                if not is_pronoun(span.text) and actor.index not in known[-1:]:
                    known.append(actor.index)
        self.actors = tuple(self._affiliated(site))

    def unlisted(self, site: Site, parties: Iterable[str]) -> list[ActorDraft]:
        """An actor without a name for each party that is words of the article and nobody in the list.

        Whoever is told of without a name ("two of the six") has no other form, and forgetting to list it
        takes nothing from what is said.
        """
        found: dict[Span, ActorDraft] = {}
        for party in parties:
            if not is_address(party) or _EQUALS in party or self._cited(site, party) is not None:
                continue
            span = site.words(party)
            if span is not None and not is_pronoun(span.text) and span.end - span.start <= 200:
                found.setdefault(span, ActorDraft(name=party, kind="people", anonymous=True))
        return list(found.values())

    def find(self, site: Site, party: str, path: str, severity: Severity = "field") -> int | None:
        """Index of a party's actor; a finding at `path` where it is none in the list, or could be several.

        Of `address = Name` the name counts. An address alone is taken if its words name a listed actor.
        """
        words, _, name = party.rpartition(_EQUALS)
        found = self._called(name)
        if found is None and not words and is_address(name):
            found = self._cited(site, name)
        if found is None and name.strip():
            nobody = is_pronoun(
                _PREFIX.sub("", name, count=1)
            )  # "they", whoever they are: another answer has no more
            self._unknown(site, name.strip(), path, "detail" if nobody else severity)
        return found

    def parties(self, site: Site, given: list[str], path: str) -> tuple[GroundedParty, ...]:
        """The words and the actor of each party, either of which may be missing; see `schemas/draft.py`."""
        found = (self._party(site, one, f"{path}[{k}]") for k, one in enumerate(given))
        return tuple(party for party in found if party is not None)

    def _party(self, site: Site, given: str, path: str) -> GroundedParty | None:
        words, equals, name = given.rpartition(_EQUALS)
        if equals:
            span, actor = site.place(words, path), self.find(site, name, path)
        elif is_address(given):
            span = site.place(given, path)
            actor = self._standing_for(span) if span else None
        else:
            span, actor = None, self._called(given)
            if actor is None:  # words without their sentence, or a name that nobody in the list has
                span = site.words(given)
                actor = self.find(site, given, path) if span is None else None
        return None if span is None and actor is None else GroundedParty(span, actor)

    def speakers(
        self, site: Site, given: list[str], path: str, prefer: Preference
    ) -> tuple[GroundedParty, ...]:
        """The words and the actor of each speaker; a finding for one who is not in the list."""
        found = (self._speaker(site, one, f"{path}[{k}]", prefer) for k, one in enumerate(given))
        return tuple(found)

    def _speaker(self, site: Site, given: str, path: str, prefer: Preference) -> GroundedParty:
        words, _, name = given.rpartition(_EQUALS)
        address = words or (name if is_address(name) else "")
        span = site.place(address, path, prefer=prefer)
        actor = self._standing_for(span) if span and not words else None
        return GroundedParty(span, self.find(site, given, path) if actor is None else actor)

    def _cited(self, site: Site, address: str) -> int | None:
        """The actor whom the words of an address name."""
        span = site.words(address)
        return self._standing_for(span) if span else None

    def _standing_for(self, span: Span) -> int | None:
        """The only actor that cites just these words as a mention, or whose name or mention they are."""
        citing = self._by_place.get((span.start, span.end), [])
        return citing[0] if len(citing) == 1 else self._called(span.text)

    def _called(self, name: str) -> int | None:
        """The one actor called so, by its name before any mention; None where there is none or several."""
        standing = self._standing_called(name)
        if standing and (len(standing) == 1 or wording(name) in self._by_name):
            return standing[0]
        return None

    def _all_called(self, name: str) -> list[int]:
        wanted = wording(name)
        if not wanted:
            return []
        return (
            self._by_spelling.get(name.strip())
            or self._by_name.get(wanted)
            or self._by_mention.get(wanted, [])
        )

    def _standing_called(self, name: str) -> list[int]:
        """The first two actors called so that could be grounded."""
        return list(islice((n for n in self._all_called(name) if n in self._standing), 2))

    def _unknown(self, site: Site, name: str, path: str, severity: Severity) -> None:
        """A finding that says why a name is nobody's."""
        if self._standing_called(name):
            message = f"“{name}” could be several actors; use the words of its name."
            site.report("ambiguous", message, path, severity)
        elif named := self._all_called(name):
            site.report(
                "unknown_reference", f"The actor “{name}” was dropped.", path, because=f"actors[{named[0]}]"
            )
        else:
            site.report("unknown_reference", f"No actor in the list is called “{name}”.", path, severity)

    def find_all(self, site: Site, names: list[str], path: str) -> tuple[int, ...]:
        found = (self.find(site, name, f"{path}[{k}]") for k, name in enumerate(names))
        return tuple(dict.fromkeys(n for n in found if n is not None))

    def _grounded(self, site: Site, drafts: list[ActorDraft]) -> Iterator[GroundedActor]:
        for n, draft in enumerate(drafts):
            path = f"actors[{n}]"
            mentions = tuple(self._mentions(site, draft, path))
            name = self._name(site, draft, mentions, path)
            if name is None:
                continue
            yield GroundedActor(
                index=n,
                name=name,
                kind=site.label(draft.kind, ActorKind, "other", f"{path}.kind"),
                role=site.place(draft.role, f"{path}.role", severity="detail"),
                affiliation=None,
                anonymous=draft.anonymous,
                mentions=tuple(sorted({name, *mentions}, key=lambda s: (s.start, s.end))),
            )

    def _mentions(self, site: Site, draft: ActorDraft, path: str) -> Iterator[Span]:
        for k, address in enumerate(draft.mentions):
            span = site.place(address, f"{path}.mentions[{k}]", severity="detail")
            if span is not None and span.end - span.start <= 200:
                yield span

    def _name(self, site: Site, draft: ActorDraft, mentions: tuple[Span, ...], path: str) -> Span | None:
        """The name's place; else the name elsewhere, or the fullest mention that is no pronoun."""
        others = [span for span in mentions if not is_pronoun(span.text)]
        elsewhere = site.anywhere(_PREFIX.sub("", draft.name, count=1))
        severity: Severity = "detail" if elsewhere or others else "item"
        name = site.place(draft.name, f"{path}.name", severity=severity, required=True) or elsewhere
        if name is not None and name.end - name.start > 200:
            site.report(
                "unsupported_value", "A name has a few words, not a sentence.", f"{path}.name", "item"
            )
            return None
        return name or max(others, key=lambda s: (s.end - s.start, -s.start), default=None)

    def _affiliated(self, site: Site) -> Iterator[GroundedActor]:
        for actor in self.actors:
            path = f"actors[{actor.index}].affiliation"
            found = self.find(site, self._drafts[actor.index].affiliation, path, "detail")
            if found == actor.index:
                found = None
            yield GroundedActor(
                index=actor.index,
                name=actor.name,
                kind=actor.kind,
                role=actor.role,
                affiliation=found,
                anonymous=actor.anonymous,
                mentions=actor.mentions,
            )
