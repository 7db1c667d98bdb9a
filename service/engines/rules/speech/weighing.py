"""What is known of the record of a quote before it is judged (`judging/belief.py`)."""

from collections.abc import Iterator, Sequence

import numpy as np

from wirebrief.schemas.draft import QuoteDraft
from wirebrief.service.engines.rules.actors import Actor
from wirebrief.service.engines.rules.judging.belief import of_article
from wirebrief.service.engines.rules.judging.features import Features
from wirebrief.service.engines.rules.judging.judge import log_odds
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech.confidence import confidence, signs, voice
from wirebrief.service.engines.rules.speech.report import Report
from wirebrief.service.engines.rules.syntax.clauses import Extent
from wirebrief.service.engines.rules.tagger import Tags

_SCALE = 4.0
"""Log odds of this size weigh as much as a feature that is there."""
_LONG = 40
"""Words of content that count as much as a feature that is there."""


def features_of(
    parsed: Parsed,
    report: Report,
    draft: QuoteDraft,
    speakers: Sequence[Actor],
    extent: Extent,
    meant: float,
    tags: Tags | None,
) -> Features:
    """The features of one quote, names to weights of about 1.

    Args:
        extent: the words that are said, and those around the marks.
        meant: how likely the speaker is whom the words for it mean.
        tags: what the tagger says of the words.
    """
    first = speakers[0] if speakers else None
    found: Features = dict.fromkeys(_names(parsed, report, draft, speakers), 1.0)
    found[""] = 1.0
    found["level"] = log_odds(confidence(parsed, report, first)) / _SCALE
    found["meant"] = log_odds(meant) / _SCALE
    if tags is not None:
        found.update(_tagged(parsed, report, extent, tags))
    found["length"] = min(1.0, sum(last - first + 1 for first, last in report.content) / _LONG)
    return found


def _tagged(parsed: Parsed, report: Report, extent: Extent, tags: Tags) -> Iterator[tuple[str, float]]:
    """What the tagger says of a quote: whether its words are said, those beside it are not, and by whom."""
    first, last = extent
    said = 1 - tags.quote[first : last + 1, 0]
    yield "said", log_odds(float(said.mean())) / _SCALE
    yield "said at least", log_odds(float(said.min())) / _SCALE
    yield "begins", log_odds(float(tags.quote[max(0, first - 1) : first + 2, 1].max())) / _SCALE
    beside = [t for t in (*range(first - 3, first), *range(last + 1, last + 4)) if 0 <= t < len(parsed)]
    words = [t for t in beside if parsed.pos[t] != "PUNCT" and parsed.sentence[t] == parsed.sentence[first]]
    yield "said beside", float(np.mean([1 - tags.quote[t, 0] for t in words])) if words else 0.0
    begins = range(max(0, first - 1), min(first + 2, len(parsed)))
    head = report.source_head
    if head >= 0:
        yield "speaker tie", log_odds(max(tags.ties("speaker", t, head) for t in begins)) / _SCALE
        others = [p for t in begins for o, p in tags.tied("speaker", t, 0.2) if o != head]
        yield "other speaker", max(others, default=0.0)
    else:
        yield "speakerless", 1.0


def _names(parsed: Parsed, report: Report, draft: QuoteDraft, speakers: Sequence[Actor]) -> Iterator[str]:
    place, frame = signs(parsed, report)
    first = speakers[0] if speakers else None
    spoken = voice(parsed, report, first)
    yield from (draft.kind, f"{place} {frame}", spoken, f"{draft.kind} {spoken}", f"{frame} {spoken}")
    yield f"cue {parsed.lemma[report.cue_head]}" if report.cue_head >= 0 else "no cue"
    yield f"stance {report.stance}"
    yield "several speakers" if len(speakers) > 1 else "one speaker"
    if first is not None:
        yield from (f"by {first.kind}/{first.sort}", "unnamed" if first.anonymous else "named actor")
    start = report.content[0][0]
    if report.source_head >= 0:
        apart = abs(parsed.sentence[start] - parsed.sentence[report.source_head])
        yield f"source {min(apart, 3)} sentences away"
        yield f"source {parsed.pos[report.source_head]}"
        if parsed.pos[report.source_head] == "PRON":
            yield f"pronoun {parsed.lower[report.source_head]}"
    if any(parsed.mark[t] for a, b in report.content for t in range(a, b + 1)) and draft.kind == "indirect":
        yield "indirect with marks"
    yield f"zone {parsed.document.sentences[parsed.sentence[start]].zone}"
    yield of_article(parsed.document.kind)
