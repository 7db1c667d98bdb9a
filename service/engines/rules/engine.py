"""The keyless engine: deterministic, offline, the default where no model is configured."""

import asyncio
from collections.abc import Iterator, Sequence

from wirebrief.schemas import Warning
from wirebrief.schemas.draft import Draft
from wirebrief.schemas.failed_item import FailedItem
from wirebrief.schemas.vocabulary import ArticleKind
from wirebrief.service.engines.protocol import Drafted
from wirebrief.service.engines.rules.actors import Cast
from wirebrief.service.engines.rules.attribution_drafts import draft_attributions, incidents_about
from wirebrief.service.engines.rules.batches import Batches
from wirebrief.service.engines.rules.blame import find_blame
from wirebrief.service.engines.rules.events.confidence import confidence
from wirebrief.service.engines.rules.events.drafting import draft_incidents
from wirebrief.service.engines.rules.events.find import find_events, find_mentions
from wirebrief.service.engines.rules.judging import Judge
from wirebrief.service.engines.rules.key_points import headline, key_points
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.parts import ALL, Parts
from wirebrief.service.engines.rules.speech import find_reports
from wirebrief.service.engines.rules.speech.drafting import draft_speech
from wirebrief.service.reading.document import Document

MIN_CONFIDENCE = 0.5
"""Where nothing else is asked for, records are left out that are more likely wrong than right."""


_LESS_WELL: tuple[ArticleKind, ...] = ("interview", "transcript", "opinion", "letters", "list", "other")
_BARS: dict[ArticleKind, float] = {**dict.fromkeys(_LESS_WELL, 0.81), "index": 1.0}
"""The rules were made for reports, live pages and releases. Of other kinds only what is surest is said, and
of a page that introduces many pieces nothing."""


def _of_kind(kind: ArticleKind) -> Iterator[Warning]:
    if kind in _BARS:
        message = f"The text seems to be of the kind {kind!r}, which the rules read less well; they say less."
        yield Warning(code="kind_unread", message=message, path="article.kind")


class RulesEngine:
    """Fills a draft from a dependency parse and hand-written rules, for English.

    Args:
        min_confidence: records of which it is less sure are left out.
    """

    def __init__(self, min_confidence: float = MIN_CONFIDENCE) -> None:
        self._batches = Batches()
        self._bar = min_confidence

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
        bar = max(self._bar, _BARS.get(document.kind, 0.0))
        return draft_parsed(self._batches.parse(document), bar=bar)

    async def repair(self, document: Document, failed: Sequence[FailedItem]) -> None:
        """Rules have nothing better to say the second time."""

    async def aclose(self) -> None:
        """Nothing is held open: the parser is shared by all engines of the process."""


def draft_parsed(parsed: Parsed, parts: Parts = ALL, bar: float = MIN_CONFIDENCE) -> Draft:
    """The draft of one parsed article, for callers that parse in batches.

    Args:
        parts: what is on, for measuring.
        bar: the least confidence of a record.
    """
    cast = Cast(parsed, pronouns=parts.pronouns)
    reports = find_reports(parsed, parts=parts)
    judge = Judge(parsed)
    mentions = parts.told(find_mentions(parsed, reports, judge))
    chains = [mentions] if parts.merging else [[mention] for mention in mentions]
    events = [event for chain in chains for event in find_events(parsed, cast, reports, chain)]
    events = [event for event in events if confidence(event) >= bar]
    told = draft_incidents(parsed, events, cast, reports)
    held = find_blame(parsed, mentions, reports, cast, judge) if parts.blame else ()
    blame, blamed = draft_attributions(parsed, held, told, cast, bar)
    speech = draft_speech(parsed, reports, cast, lambda report: incidents_about(parsed, told, report), bar)
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
