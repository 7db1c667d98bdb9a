"""Quotation marks: ties every quotation to the report that says it, or to a speaker beside it.

Runs after `predicates`. In this order a quotation goes to
1. the report whose content reaches into it, which then takes all of it, over sentence ends;
2. a reporting verb beside it that governs nothing yet: '"Wait," he laughed', 'He was clear: "Wait."';
3. the quotation before or after it that it continues: re-opened in the next paragraph, or cut by its cue;
4. the report of the sentence before it, where it stands alone: 'She backed the plan. "It is fair."'
What is left is said by nobody, as far as the rules see (`quoted_text`).
"""

from collections import defaultdict
from dataclasses import replace

from wirebrief.service.engines.rules.lexicon import Cues
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.parts import ALL, Parts
from wirebrief.service.engines.rules.speech.beside import (
    can_speak,
    credit_after,
    cue_after,
    cue_before,
    introducer,
    speaker_beside,
    tag_after,
)
from wirebrief.service.engines.rules.speech.quoted_text import (
    is_called,
    is_inscription,
    is_introduced,
    is_title,
)
from wirebrief.service.engines.rules.speech.report import Report, merged, overlap
from wirebrief.service.engines.rules.syntax.clauses import Extent, phrase, verb_group
from wirebrief.service.engines.rules.syntax.subjects import subject

_REACH = 3
"""Sentences back, within its paragraph, that a quotation without a cue may go on from."""

_AT_LEAST = 5
"""Words in marks below which a fragment without a cue is taken as a term rather than as speech."""


def quotation_extents(parsed: Parsed) -> dict[int, Extent]:
    """First and last token inside each outermost quotation."""
    extents: dict[int, Extent] = {}
    for i, n in enumerate(parsed.quote):
        if n >= 0:
            first = extents[n][0] if n in extents else i
            extents[n] = (first, i)
    return extents


class Attachment:
    """Attaches the quotations of one article to reports; `run` returns the outcome."""

    def __init__(self, parsed: Parsed, cues: Cues, reports: list[Report], parts: Parts = ALL) -> None:
        self.parsed = parsed
        self.cues = cues
        self.reports = reports
        self.parts = parts
        self.extents = {
            n: extent
            for n, extent in quotation_extents(parsed).items()
            if not parts.quoted_text
            or tag_after(parsed, cues, extent) >= 0
            or not (is_title(parsed, extent) or is_inscription(parsed, extent) or is_called(parsed, extent))
        }
        self.report_of = {n: at for at, report in enumerate(reports) for n in report.quotations}
        """Quotation -> index of its report."""
        self._by_segment: dict[int, list[int]] = defaultdict(list)
        self._by_cue: dict[int, int] = {}
        for at in range(len(reports)):
            self._note(at)

    def run(self) -> list[Report]:
        for n, extent in self.extents.items():
            if n not in self.report_of:
                self._take_governed(n, extent)
        for n, extent in self.extents.items():
            if n not in self.report_of and self.parts.beside:
                self._take_beside(n, extent)
        if not self.parts.continuity:
            return self.reports
        self._join_reopened()
        for n, extent in self.extents.items():
            if n not in self.report_of:
                self._take_alone(n, extent)
        return self.reports

    def _add(self, n: int, at: int) -> None:
        report = self.reports[at]
        content = merged([*report.content, self.extents[n]])
        self.reports[at] = replace(report, content=content, quotations=(*report.quotations, n))
        self._note(at)
        self.report_of[n] = at

    def _new(self, n: int, speaker: int, cue: int, frame: str) -> None:
        entry = self.cues.verbs.get(self.parsed.lemma[cue]) if cue >= 0 else None
        report = Report(
            content=(self.extents[n],),
            source=phrase(self.parsed, speaker) if speaker >= 0 else None,
            source_head=speaker,
            cue=verb_group(self.parsed, cue) if cue >= 0 else None,
            cue_head=cue,
            frame=frame,
            stance=entry.sense("quote").stance if entry else "asserts",
            quotations=(n,),
        )
        self.reports.append(report)
        self.report_of[n] = len(self.reports) - 1
        self._note(len(self.reports) - 1)

    def _note(self, at: int) -> None:
        """Make a report known by its cue and by the segments that its content reaches into."""
        self._by_cue.setdefault(self.reports[at].cue_head, at)
        for segment in self._segments(*self.reports[at].content):
            if at not in self._by_segment[segment]:
                self._by_segment[segment].append(at)

    def _segments(self, *extents: Extent) -> set[int]:
        segment = self.parsed.segment
        return {n for first, last in extents for n in range(segment[first], segment[last] + 1)}

    def _take_governed(self, n: int, extent: Extent) -> None:
        """The report of the tag behind the marks, else the one whose content has most of the quotation."""
        tag = tag_after(self.parsed, self.cues, extent)
        if tag >= 0:
            self._take_cue(n, tag)
            return
        best, most = -1, 0
        for at in sorted({at for segment in self._segments(extent) for at in self._by_segment[segment]}):
            report = self.reports[at]
            inside = report.cue_head < 0 or self.parsed.quote[report.cue_head] == n
            if inside and report.frame != "label":
                continue
            shared = overlap(report, extent)
            if shared > most or (shared and shared == most and _width(report) < _width(self.reports[best])):
                best, most = at, shared
        if best >= 0:
            self._add(n, best)

    def _goes_on(self, extent: Extent) -> int:
        """The report whose content ends right before a fragment, or -1.

        As in (wants the rich to "pay up") and in (called the deal "late" and "a trick").
        """
        before = extent[0] - 1
        while before >= 0 and self._joins(before):
            before -= 1
        if (
            self.parsed.text[extent[0]][:1].isupper()
            or before < 0
            or self.parsed.segment[before] != self.parsed.segment[extent[0]]
        ):
            return -1
        here = self._by_segment[self.parsed.segment[extent[0]]]
        ends = {at: [last for _, last in self.reports[at].content] for at in here}
        return next((at for at in here if any(before <= last < extent[0] for last in ends[at])), -1)

    def _joins(self, token: int) -> bool:
        parsed = self.parsed
        return parsed.mark[token] or parsed.text[token] == "," or parsed.pos[token] == "CCONJ"

    def _take_beside(self, n: int, extent: Extent) -> None:
        if (at := self._goes_on(extent)) >= 0:
            self._add(n, at)
            return
        credited = credit_after(self.parsed, extent)
        if credited >= 0:
            self._new(n, credited, -1, "credit")
            return
        cue = cue_after(self.parsed, self.cues, extent)
        if cue < 0:
            cue = cue_before(self.parsed, self.cues, extent)
        if cue < 0:
            speaker = introducer(self.parsed, extent)
            if speaker >= 0:
                self._new(n, speaker, -1, "colon")
            return
        self._take_cue(n, cue)

    def _take_cue(self, n: int, cue: int) -> None:
        if cue in self._by_cue:
            self._add(n, self._by_cue[cue])
            return
        speaker = subject(self.parsed, cue)
        if speaker < 0 or self.parsed.quote[speaker] >= 0:
            speaker = speaker_beside(self.parsed, cue)
        if speaker < 0 and self.parsed.tag[cue] == "VBG":
            speaker = self._root_subject(self.parsed.segment[cue])
        self._new(n, speaker, cue, "beside")

    def _join_reopened(self) -> None:
        """A quotation that is re-opened in the next paragraph is one: what says a part says all of it."""
        index = {q.id: n for n, q in enumerate(self.parsed.document.quotations)}
        pairs = [
            (index[q.continues], n)
            for n, q in enumerate(self.parsed.document.quotations)
            if q.continues is not None and n in self.extents and index.get(q.continues) in self.extents
        ]
        for first, second in pairs:
            if first in self.report_of and second not in self.report_of:
                self._add(second, self.report_of[first])
        for first, second in reversed(pairs):
            if second in self.report_of and first not in self.report_of:
                self._add(first, self.report_of[second])

    def _take_alone(self, n: int, extent: Extent) -> None:
        """A quotation without a cue of its own: it goes on from what stands before it."""
        if not self._stands_alone(extent):
            self._take_fragment(n, extent)
            return
        last = self.parsed.segment[extent[0]] - 1
        here = self._paragraph(extent[0])
        for segment in range(last, max(last - _REACH, -1), -1):
            first, _ = self.parsed.segments[segment]
            if here - self._paragraph(first) > (segment == last):
                return
            if self._take_from(n, segment):
                return
            speaker = self._root_subject(segment)
            if speaker >= 0 and can_speak(self.parsed, speaker) and here == self._paragraph(first):
                self._new(n, speaker, -1, "alone")
                return

    def _take_from(self, n: int, segment: int) -> bool:
        """Go on from the last quotation of a segment, or from what its main verb reports."""
        first, end = self.parsed.segments[segment]
        before = [m for m in self.report_of if m < n and first <= self.extents[m][1] < end]
        if before:
            self._add(n, self.report_of[max(before)])
            return True
        found = [at for at, report in enumerate(self.reports) if first <= report.cue_head < end]
        main = [
            at for at in found if self.parsed.head[self.reports[at].cue_head] == self.reports[at].cue_head
        ]
        if main or found:
            self._add(n, (main or found)[0])
        return bool(main or found)

    def _take_fragment(self, n: int, extent: Extent) -> None:
        """A long fragment inside a sentence without a reporting word: its subject's words."""
        introduced = self.parts.quoted_text and is_introduced(self.parsed, extent)
        words_inside = sum(word.isalpha() for word in self.parsed.text[extent[0] : extent[1] + 1])
        if words_inside < _AT_LEAST or introduced:
            return
        speaker = self._root_subject(self.parsed.segment[extent[0]])
        if speaker >= 0 and can_speak(self.parsed, speaker):
            self._new(n, speaker, -1, "fragment")

    def _root_subject(self, segment: int) -> int:
        first, end = self.parsed.segments[segment]
        for i in range(first, end):
            if self.parsed.head[i] == i and self.parsed.pos[i] in ("VERB", "AUX"):
                found = subject(self.parsed, i)
                return found if found >= 0 and self.parsed.quote[found] < 0 else -1
        return -1

    def _paragraph(self, token: int) -> int:
        return self.parsed.document.sentences[self.parsed.sentence[token]].paragraph

    def _stands_alone(self, extent: Extent) -> bool:
        """Whether the segments of the quotation hold nothing outside its marks."""
        parsed = self.parsed
        first = parsed.segments[parsed.segment[extent[0]]][0]
        last = parsed.segments[parsed.segment[extent[1]]][1]
        outside = [*range(first, extent[0]), *range(extent[1] + 1, last)]
        return all(parsed.mark[i] or parsed.pos[i] in ("PUNCT", "SPACE") for i in outside)


def _width(report: Report) -> int:
    return sum(last - first + 1 for first, last in report.content)
