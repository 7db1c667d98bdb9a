"""The keyless engine: deterministic, offline, the default where no model is configured."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from wirebrief.schemas import Warning
from wirebrief.schemas.draft import Draft
from wirebrief.schemas.failed_item import FailedItem
from wirebrief.schemas.vocabulary import ArticleKind
from wirebrief.service.engines.protocol import Drafted
from wirebrief.service.engines.rules.actors import Cast
from wirebrief.service.engines.rules.attribution_drafts import draft_attributions, incidents_about
from wirebrief.service.engines.rules.batches import Batches
from wirebrief.service.engines.rules.blame import find_blame
from wirebrief.service.engines.rules.events.drafting import draft_incidents
from wirebrief.service.engines.rules.events.find import Event, find_events, find_mentions
from wirebrief.service.engines.rules.events.weighing import features_of
from wirebrief.service.engines.rules.judging import Judge
from wirebrief.service.engines.rules.judging.belief import DEFAULT, LESS_WELL, Bars, Believe, believed
from wirebrief.service.engines.rules.key_points import headline, key_points
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.parts import ALL, Parts
from wirebrief.service.engines.rules.speech import find_reports
from wirebrief.service.engines.rules.speech.drafting import draft_speech
from wirebrief.service.engines.rules.speech.tagged import with_tagged
from wirebrief.service.engines.rules.tagger import Tags
from wirebrief.service.reading.document import Document


def _of_kind(kind: ArticleKind) -> Iterator[Warning]:
    if kind in LESS_WELL or kind == "index":
        message = f"The text seems to be of the kind {kind!r}, which the rules read less well; they say less."
        yield Warning(code="kind_unread", message=message, path="article.kind")


class RulesEngine:
    """Fills a draft from a dependency parse and hand-written rules, for English.

    Args:
        min_confidence: records of which it is less sure are left out; by default each kind has a bar of its
            own (`judging/belief.py`).
        believe: how likely a record is right.
        parts: what is on, for measuring.
    """

    def __init__(
        self, min_confidence: float | None = None, believe: Believe = believed, parts: Parts = ALL
    ) -> None:
        self._parts = parts
        self._batches = Batches()
        self._bars = DEFAULT if min_confidence is None else Bars.at(min_confidence)
        self._believe = believe

    @property
    def name(self) -> str:
        return "rules"

    @property
    def languages(self) -> frozenset[str]:
        return frozenset({"en"})

    async def draft(self, document: Document) -> Drafted:
        """Fill a draft, in a worker thread; articles that wait for the parser are parsed together.

        Raises:
            MissingExtra: spaCy or its English model is not installed.
        """
        return Drafted(
            draft=await asyncio.to_thread(self._filled, document), warnings=tuple(_of_kind(document.kind))
        )

    def _filled(self, document: Document) -> Draft:
        bars = Bars.at(1.0) if document.kind == "index" else self._bars
        parsed = self._batches.parse(document)
        return draft_parsed(parsed, parts=self._parts, bars=bars, believe=self._believe)

    async def repair(self, document: Document, failed: Sequence[FailedItem]) -> None:
        """Rules have nothing better to say the second time."""

    async def aclose(self) -> None:
        """Nothing is held open: the parser is shared by all engines of the process."""


def draft_parsed(
    parsed: Parsed, parts: Parts = ALL, bars: Bars = DEFAULT, believe: Believe = believed
) -> Draft:
    """The draft of one parsed article, for callers that parse in batches.

    Args:
        parts: what is on, for measuring.
        bars: the least confidence of a record of each kind.
        believe: how likely a record is right.
    """
    tags = Tags(parsed) if parts.tagger else None
    cast = Cast(parsed, pronouns=parts.pronouns, tags=tags)
    reports = find_reports(parsed, parts=parts)
    judge = Judge(parsed, tags=tags)
    mentions = parts.told(find_mentions(parsed, reports, judge))
    chains = [mentions] if parts.merging else [[mention] for mention in mentions]
    events = [event for chain in chains for event in find_events(parsed, cast, reports, chain)]
    weighed = _weighed(parsed, events, cast, believe)
    events = [event for event in weighed if event.confidence >= bars.incidents]
    told = draft_incidents(parsed, events, cast, reports, bars.accusations)
    held = find_blame(parsed, mentions, reports, cast, judge, believe) if parts.blame else ()
    blame, blamed = draft_attributions(parsed, held, told, cast, bars)
    about = partial(incidents_about, parsed, told)
    speech = draft_speech(parsed, with_tagged(parsed, tags, reports), cast, about, bars.quotes, believe, tags)
    return Draft(
        kind=parsed.document.kind,
        actors=cast.drafts([*told.actors, *blamed, *speech.actors]),
        incidents=told.incidents,
        attributions=blame,
        quotes=speech.quotes,
        quoted_text=speech.quoted_text,
        key_points=key_points(parsed, told.incidents, {a.clause.split(":")[0] for a in blame}),
        headline=headline(parsed),
    )


def _weighed(parsed: Parsed, events: Sequence[Event], cast: Cast, believe: Believe) -> Iterator[Event]:
    """Every event with how likely its record is right."""
    for event in events:
        known = features_of(parsed, event, events, cast)
        yield replace(event, confidence=believe("incidents", known))
