"""Speech by label: the turns of a conversation, as reading finds them; a headline's "Poll: Voters tire"."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech.report import Report
from wirebrief.service.engines.rules.syntax.clauses import Extent, trim

_HEADLINE = frozenset({"poll", "report", "study", "survey", "newspaper", "sources", "source", "analysis"})
_TITLES = frozenset({"title", "standfirst"})
_LONGEST = 6
"""Words of a headline's label."""
_NOMINAL = frozenset({"PROPN", "NOUN"})


def labelled(parsed: Parsed) -> Iterator[Report]:
    """One report for each turn and each headline that opens with who says it."""
    yield from _turns(parsed)
    yield from _headlines(parsed)


def _turns(parsed: Parsed) -> Iterator[Report]:
    document = parsed.document
    number = {quotation.id: n for n, quotation in enumerate(document.quotations)}
    for turn in document.turns:
        said = {n: extent for q in turn.quotations if (extent := _said(parsed, n := number[q]))}
        source = _within(parsed, *turn.speaker) if turn.speaker else None
        head = _head(parsed, *source) if source else -1
        if said:
            yield Report(tuple(said.values()), source, head, None, -1, "turn", quotations=tuple(said))


def _said(parsed: Parsed, quotation: int) -> Extent | None:
    marked = parsed.document.quotations[quotation]
    return _within(parsed, marked.start, marked.end)


def _within(parsed: Parsed, start: int, end: int) -> Extent | None:
    first, last = parsed.token_at(start), parsed.token_at(end) - 1
    return (first, last) if first <= last else None


def _head(parsed: Parsed, first: int, last: int) -> int:
    """The noun that a label comes to: its last word, else its first noun."""
    if parsed.pos[last] in _NOMINAL:
        return last
    return max(range(first, last + 1), key=lambda i: parsed.pos[i] in _NOMINAL)


def _headlines(parsed: Parsed) -> Iterator[Report]:
    for sentence, (first, end) in zip(parsed.document.sentences, parsed.bounds, strict=True):
        if sentence.zone not in _TITLES:
            continue
        near = range(first + 1, min(end, first + 1 + _LONGEST))
        colon = next((i for i in near if parsed.text[i] == ":"), -1)
        if colon < 0 or parsed.lower[colon - 1] not in _HEADLINE:
            continue
        if content := trim(parsed, colon + 1, end - 1):
            head = _head(parsed, first, colon - 1)
            yield Report((content,), (first, colon - 1), head, (colon, colon), colon, "label")
