"""Quotation marks: ties every quotation to the report that says it, or to a speaker beside it.

Runs after `predicates`: a report that reaches into a quotation takes all of it, over sentence ends. What is
left finds its cue beside the marks, goes on from the quotation before it, or stays unsaid (`quoted_text`).
"""

from dataclasses import replace

from wirebrief.service.engines.rules.lexicon import Cues
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech.clauses import Extent, phrase, subject, verb_group
from wirebrief.service.engines.rules.speech.report import Report, merged, overlap


def quotation_extents(parsed: Parsed) -> dict[int, Extent]:
    """First and last token inside each outermost quotation."""
    extents: dict[int, Extent] = {}
    for i, n in enumerate(parsed.quote):
        if n >= 0:
            first = extents[n][0] if n in extents else i
            extents[n] = (first, i)
    return extents


class Attachment:
    """Attaches the quotations of one article to reports; `reports` is the outcome."""

    def __init__(self, parsed: Parsed, cues: Cues, reports: list[Report]) -> None:
        self.parsed = parsed
        self.cues = cues
        self.reports = reports
        self.extents = quotation_extents(parsed)
        self.report_of: dict[int, int] = {}
        """Quotation -> index of its report."""

    def run(self) -> list[Report]:
        for n, extent in self.extents.items():
            self._take_governed(n, extent)
        for n, extent in self.extents.items():
            if n not in self.report_of:
                self._take_beside(n, extent) or self._take_continued(n, extent)
        return self.reports

    def _add(self, n: int, at: int) -> None:
        report = self.reports[at]
        content = merged([*report.content, self.extents[n]])
        self.reports[at] = replace(report, content=content, quotations=(*report.quotations, n))
        self.report_of[n] = at

    def _take_governed(self, n: int, extent: Extent) -> None:
        """The report with a cue outside the marks whose content has most of the quotation."""
        best, most = -1, 0
        for at, report in enumerate(self.reports):
            if report.cue_head < 0 or self.parsed.quote[report.cue_head] == n:
                continue
            shared = overlap(report, extent)
            if shared > most or (shared and shared == most and _width(report) < _width(self.reports[best])):
                best, most = at, shared
        if best >= 0:
            self._add(n, best)

    def _take_beside(self, n: int, extent: Extent) -> bool:
        cue = self._cue_after(extent)
        if cue < 0:
            cue = self._cue_before(extent)
        if cue < 0:
            return False
        for at, report in enumerate(self.reports):
            if report.cue_head == cue:
                self._add(n, at)
                return True
        speaker = subject(self.parsed, cue)
        if speaker >= 0 and self.parsed.quote[speaker] == n:
            speaker = -1
        entry = self.cues.verbs.get(self.parsed.lemma[cue])
        self.reports.append(
            Report(
                content=(extent,),
                source=phrase(self.parsed, speaker) if speaker >= 0 else None,
                source_head=speaker,
                cue=verb_group(self.parsed, cue),
                cue_head=cue,
                frame="beside",
                stance=entry.stance if entry else "asserts",
            )
        )
        self.reports[-1] = replace(self.reports[-1], quotations=(n,))
        self.report_of[n] = len(self.reports) - 1
        return True

    def _is_cue(self, token: int) -> bool:
        entry = self.cues.verbs.get(self.parsed.lemma[token])
        return (
            self.parsed.pos[token] in ("VERB", "AUX")
            and entry is not None
            and ("quote" in entry.frames or "clause" in entry.frames)
        )

    def _cue_after(self, extent: Extent) -> int:
        """The nearest reporting verb between the closing mark and the end of its sentence."""
        parsed = self.parsed
        first, last = extent[1] + 1, parsed.bounds[parsed.sentence[extent[1]]][1]
        for i in range(first, min(last, first + 14)):
            if parsed.quote[i] >= 0:
                break
            if self._is_cue(i):
                return i
        return -1

    def _cue_before(self, extent: Extent) -> int:
        """The nearest reporting verb before the opening mark, or of a sentence that ends in a colon."""
        parsed = self.parsed
        sentence = parsed.sentence[extent[0]]
        first = parsed.bounds[sentence][0]
        outside = extent[0] - 1
        while outside >= first and (parsed.mark[outside] or parsed.pos[outside] in ("PUNCT", "SPACE")):
            outside -= 1
        if outside < first and sentence > 0:
            end = parsed.bounds[sentence - 1][1] - 1
            if end >= 0 and parsed.text[end] == ":":
                first, outside = parsed.bounds[sentence - 1][0], end
            else:
                return -1
        for i in range(outside, first - 1, -1):
            if parsed.quote[i] >= 0:
                break
            if self._is_cue(i):
                return i
        return -1

    def _take_continued(self, n: int, extent: Extent) -> bool:
        """Goes on from the quotation before: re-opened, or uncued after the same speaker's words."""
        before = max((m for m in self.report_of if m < n), default=-1)
        if before < 0 or not self._stands_alone(extent):
            return False
        document = self.parsed.document
        paragraphs = [s.paragraph for s in document.sentences]
        here = paragraphs[self.parsed.sentence[extent[0]]]
        there = paragraphs[self.parsed.sentence[self.extents[before][1]]]
        if here - there > 1:
            return False
        self._add(n, self.report_of[before])
        return True

    def _stands_alone(self, extent: Extent) -> bool:
        """Whether the sentences of the quotation hold nothing outside its marks."""
        parsed = self.parsed
        first = parsed.bounds[parsed.sentence[extent[0]]][0]
        last = parsed.bounds[parsed.sentence[extent[1]]][1]
        outside = [*range(first, extent[0]), *range(extent[1] + 1, last)]
        return all(parsed.mark[i] or parsed.pos[i] in ("PUNCT", "SPACE") for i in outside)


def _width(report: Report) -> int:
    return sum(last - first + 1 for first, last in report.content)
