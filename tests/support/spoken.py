"""What the rules engine makes of a few sentences, in a form that a test can state."""

from dataclasses import dataclass

from wirebrief.schemas.draft import Draft, QuoteDraft
from wirebrief.service.engines.rules.engine import draft_parsed
from wirebrief.service.engines.rules.judging.belief import Bars
from wirebrief.service.engines.rules.parse import parse
from wirebrief.service.engines.rules.parts import RULES
from wirebrief.service.engines.rules.speech import find_reports
from wirebrief.service.reading.text import draft_document as read

_EVERYTHING = Bars.at(0.0)


@dataclass(frozen=True)
class Said:
    """One quote: its words, who says them, and the labels."""

    words: str
    speaker: str
    kind: str = "indirect"
    stance: str = "asserts"
    cue: str = ""
    continues: bool = False


def draft(text: str) -> Draft:
    return draft_parsed(parse(read(text)), RULES, _EVERYTHING)


def said(text: str) -> list[Said]:
    """The quotes of a text in its order; quotations by the words between their marks."""
    document = read(text)
    inside = {q.id: document.text[q.start : q.end] for q in document.quotations}

    def words(quote: QuoteDraft) -> str:
        return inside[quote.quotation] if quote.quotation else stretch(document.text, quote.content)

    return [
        Said(words(q), " and ".join(q.speakers), q.kind, q.stance, q.cue.partition(": ")[2], q.continues)
        for q in draft_parsed(parse(document), RULES, _EVERYTHING).quotes
    ]


def stretch(text: str, address: str) -> str:
    """The words of an address in a text where each of its ends stands once."""
    literal = address.partition(": ")[2].partition(" #")[0]
    first, _, last = literal.partition(" >> ")
    return text[text.index(first) : text.index(last, text.index(first)) + len(last)] if last else literal


def unsaid(text: str) -> list[tuple[str, str]]:
    """(words, kind) of the marks that nobody says."""
    document = read(text)
    inside = {q.id: document.text[q.start : q.end] for q in document.quotations}
    return [
        (inside[q.quotation], q.kind) for q in draft_parsed(parse(document), RULES, _EVERYTHING).quoted_text
    ]


def reported(text: str, *, belief: bool = False) -> list[tuple[str, str]]:
    """(source, content) of every report before it is drafted; pieces of a content joined by " … "."""
    parsed = parse(read(text))
    return [
        (
            parsed.words(*report.source) if report.source else "",
            " … ".join(parsed.words(*piece) for piece in report.content),
        )
        for report in find_reports(parsed, include_belief=belief)
    ]
