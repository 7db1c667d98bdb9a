"""What is known of the record of a quote before it is judged (`judging/belief.py`)."""

from collections.abc import Iterator, Sequence

from wirebrief.schemas.draft import QuoteDraft
from wirebrief.service.engines.rules.actors import Actor
from wirebrief.service.engines.rules.judging.belief import of_article
from wirebrief.service.engines.rules.judging.features import Features
from wirebrief.service.engines.rules.judging.judge import log_odds
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech.confidence import confidence, signs, voice
from wirebrief.service.engines.rules.speech.report import Report

_SCALE = 4.0
"""Log odds of this size weigh as much as a feature that is there."""
_LONG = 40
"""Words of content that count as much as a feature that is there."""


def features_of(parsed: Parsed, report: Report, draft: QuoteDraft, speakers: Sequence[Actor]) -> Features:
    """The features of one quote, names to weights of about 1."""
    first = speakers[0] if speakers else None
    found: Features = dict.fromkeys(_names(parsed, report, draft, speakers), 1.0)
    found[""] = 1.0
    found["level"] = log_odds(confidence(parsed, report, first)) / _SCALE
    found["length"] = min(1.0, sum(last - first + 1 for first, last in report.content) / _LONG)
    return found


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
