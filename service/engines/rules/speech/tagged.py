"""Reports that the tagger finds where no rule does: a stretch that somebody says, and who that is."""

from collections.abc import Iterator, Sequence

from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech.report import Report, overlap
from wirebrief.service.engines.rules.syntax.clauses import Extent
from wirebrief.service.engines.rules.syntax.phrases import phrase_of
from wirebrief.service.engines.rules.tagger import Tags

_SAID = 0.5
_TIED = 0.5
_GOES_ON = 2
"""The tag of a word that goes on with what somebody says."""
_FEWEST = 3
"""Words of a stretch that is worth a record."""


def with_tagged(parsed: Parsed, tags: Tags | None, reports: list[Report]) -> list[Report]:
    """The reports of the rules, and those of what the tagger takes for said and none of them holds."""
    if tags is None:
        return reports
    return sorted([*reports, *_of_tags(parsed, tags, reports)], key=lambda report: report.content[0])


def _of_tags(parsed: Parsed, tags: Tags, reports: Sequence[Report]) -> Iterator[Report]:
    for extent in stretches(parsed, tags):
        size = extent[1] - extent[0] + 1
        if size < _FEWEST or any(2 * overlap(report, extent) >= size for report in reports):
            continue
        begins = range(max(0, extent[0] - 1), extent[0] + 1)
        ties = {head: p for t in begins for head, p in tags.tied("speaker", t, _TIED)}
        outside = {h: p for h, p in ties.items() if not extent[0] <= h <= extent[1]}
        if not outside:
            continue
        head = max(outside, key=lambda h: outside[h])
        phrase = phrase_of(parsed, head)
        numbers = {parsed.quote[t] for t in range(extent[0], extent[1] + 1)} - {-1}
        source = phrase.first, phrase.last
        yield Report((extent,), source, head, None, -1, "tagged", quotations=tuple(sorted(numbers)))


def stretches(parsed: Parsed, tags: Tags) -> Iterator[Extent]:
    """The stretches of words that are probably said, each within one sentence."""
    best = tags.quote.argmax(1).tolist()
    begin = -1
    for token, tag in enumerate([*best, 0]):
        if begin >= 0 and (tag != _GOES_ON or parsed.sentence[token] != parsed.sentence[begin]):
            first, last = _trimmed(parsed, begin, token - 1)
            if first <= last:
                yield first, last
            begin = -1
        if tag and begin < 0 and token < len(parsed):
            begin = token


def _trimmed(parsed: Parsed, first: int, last: int) -> Extent:
    """A stretch without the marks and stops at its ends."""

    def is_mark(token: int) -> bool:
        return parsed.mark[token] or parsed.pos[token] in ("PUNCT", "SPACE")

    while first <= last and (is_mark(first) or parsed.lower[first] == "that"):
        first += 1
    while last >= first and is_mark(last):
        last -= 1
    return first, last
