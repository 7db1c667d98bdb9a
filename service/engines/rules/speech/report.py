"""One report: somebody says something. The common currency of the speech modules."""

from dataclasses import dataclass

from wirebrief.schemas.vocabulary import Stance
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.clauses import Extent


@dataclass(frozen=True, slots=True)
class Report:
    """Who says what with which word, in token indices."""

    content: tuple[Extent, ...]
    source: Extent | None
    """The noun phrase that names the speaker, or None."""
    source_head: int
    """Its head, or -1."""
    cue: Extent | None
    cue_head: int
    """The reporting word itself, or -1."""
    frame: str
    stance: Stance = "asserts"
    sort: str = "speech"
    negated: bool = False
    """Whether it is denied that it was said: "did not say that …"."""
    quotations: tuple[int, ...] = ()
    """Indices into `document.quotations` of those that the content includes."""


def merged(extents: list[Extent]) -> tuple[Extent, ...]:
    """Extents in order, those that touch or overlap made one."""
    out: list[Extent] = []
    for first, last in sorted(extents):
        if out and first <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(out[-1][1], last))
        else:
            out.append((first, last))
    return tuple(out)


def overlap(report: Report, extent: Extent) -> int:
    """How many tokens of an extent the report's content holds."""
    return sum(max(0, min(last, extent[1]) - max(first, extent[0]) + 1) for first, last in report.content)


def content_spans(parsed: Parsed, report: Report) -> list[tuple[int, int]]:
    """The content as offsets in the caller's text; a stop or comma within closing marks belongs to it."""
    return [parsed.span(first, up_to_mark(parsed, last)) for first, last in report.content]


def up_to_mark(parsed: Parsed, last: int) -> int:
    """The last token before the closing mark, where only punctuation stands between."""
    n, end = parsed.quote[last], last
    while n >= 0 and end + 1 < len(parsed) and parsed.quote[end + 1] == n and parsed.pos[end + 1] == "PUNCT":
        end += 1
    return end if end + 1 < len(parsed) and parsed.mark[end + 1] else last
