"""The day an article was published: given by the caller, stated in the text, inferred from it, or unknown.

Stated means a full date in a place where publication dates stand: a line of its own ("Published: 5 March 2019"),
a byline or credit, or the dateline at the head of the first paragraph. Inferring is in `inference`.
"""

import re
from collections.abc import Iterator
from datetime import date

from wirebrief.schemas import Published, Span, Warning
from wirebrief.service.reading.dates.find import find_times
from wirebrief.service.reading.dates.inference import infer_published
from wirebrief.service.reading.dates.meaning import TimeExpression
from wirebrief.service.reading.dates.told import full_day
from wirebrief.service.reading.document import Document, Paragraph

_LABEL = re.compile(
    r"\W{0,3}(?:(?P<first>(?:first )?(?:published|posted|issued|filed|date)|publication date|released?|dated?)"
    r"|(?P<later>(?:last )?(?:updated|modified|revised)))\b(?: (?:on|at|date))*\s*[:|,]?\s*",
    re.IGNORECASE,
)
_MOST_LABELLED = 120
_HEAD_PARAGRAPHS, _TAIL_PARAGRAPHS = 8, 4
_HEADER_REACH = 110
_PREPOSITION = re.compile(r"(?:On|In|By|At|Since|From|Until|After|Before|During|The)\s")
_WORDS_BESIDE = 6
"""How many words besides the date a line may hold and still be a dated line (a clock time, a name, an agency)."""


def find_published(document: Document, given: date | None) -> tuple[Published, tuple[Warning, ...]]:
    """The publication day of a document and how it is known, with the warnings that this calls for.

    Args:
        given: the day that the caller says; it wins over anything in the text.
    """
    if given is not None:
        return Published(date=given, basis="given"), ()
    stated = _stated(document)
    if stated is not None:
        return Published(date=stated[0], basis="stated", evidence=[stated[1]]), ()
    inferred = infer_published(document)
    if inferred is not None:
        day, evidence = inferred
        note = f"The article does not say when it was published; {day.isoformat()} was inferred from its own dates."
        warning = Warning(code="published_inferred", message=note, path="article.published")
        return Published(date=day, basis="inferred", evidence=list(evidence)), (warning,)
    note = "The publication date is neither given nor stated, and cannot be inferred: relative dates stay unresolved."
    return Published(), (Warning(code="published_unknown", message=note, path="article.published"),)


def _stated(document: Document) -> tuple[date, Span] | None:
    """The stated date: a labelled first publication, then a header, then an update; None where two disagree."""
    found: dict[str, list[tuple[date, Span]]] = {"first": [], "header": [], "later": []}
    for rank, day, span in _candidates(document):
        found[rank].append((day, span))
    for rank in ("first", "header", "later"):
        if found[rank]:
            return found[rank][0] if len({day for day, _ in found[rank]}) == 1 else None
    return None


def _candidates(document: Document) -> Iterator[tuple[str, date, Span]]:
    bodies = [n for n, p in enumerate(document.paragraphs) if p.zone == "body"]
    head = bodies[0] if bodies else 0
    for n, paragraph in enumerate(document.paragraphs):
        near_an_end = n < _HEAD_PARAGRAPHS or n >= len(document.paragraphs) - _TAIL_PARAGRAPHS
        if paragraph.zone not in ("body", "byline", "credit") or not near_an_end:
            continue
        yield from _of_paragraph(document, paragraph, first_body=n == head)


def _of_paragraph(
    document: Document, paragraph: Paragraph, *, first_body: bool
) -> Iterator[tuple[str, date, Span]]:
    text = document.text[paragraph.start : paragraph.end]
    label = _LABEL.match(text)
    for expression in find_times(text[:400]):
        day = full_day(expression.meaning)
        if day is None:
            continue
        span = document.span(paragraph.start + expression.start, paragraph.start + expression.end)
        if label and len(text) <= _MOST_LABELLED:
            yield _rank(text, expression.start), day, span
        elif _stands_alone(text, expression) or (first_body and _in_header(text, expression)):
            yield "header", day, span


def _rank(text: str, at: int) -> str:
    """Whether the label last before an offset tells of first publication or of an update."""
    labels = [
        m
        for m in re.finditer(
            r"(?i)\b(?:updated|modified|revised|published|posted|issued|filed|dated?)\b", text[:at]
        )
    ]
    last = labels[-1].group().lower() if labels else "published"
    return "later" if last in ("updated", "modified", "revised") else "first"


def _stands_alone(text: str, expression: TimeExpression) -> bool:
    """A short line that is little more than the date, without a sentence around it."""
    rest = text[: expression.start] + " " + text[expression.end :]
    if len(text) > _MOST_LABELLED or re.search(r"[.!?]$", text.rstrip()) or "\n" in text.strip():
        return False
    words = re.findall(r"[A-Za-z]{2,}", rest)
    lower = [w for w in words if w.islower() and w not in ("by", "at", "on", "am", "pm")]
    return len(words) <= _WORDS_BESIDE and not lower


def _in_header(text: str, expression: TimeExpression) -> bool:
    """Within a dateline: capitals or a place before the date, an agency or a dash after it."""
    if expression.end > _HEADER_REACH:
        return False
    before, after = text[: expression.start], text[expression.end : expression.end + 60]
    lower = [
        w
        for w in re.findall(r"\b[a-z]{2,}\b", before)
        if w not in ("de", "of", "la", "al", "el", "del", "and")
    ]
    if lower or _PREPOSITION.match(before):
        return False
    wire = r"\s*,?\s*[(\[][^()\[\]\n]{1,40}[)\]]"
    dash = r"\s*(?:--+|[\u2014\u2013]|-(?=\s))"
    return bool(re.match(rf"(?:{wire})?{dash}|{wire}\s+[A-Z\"'\u201c\[]", after)) or (
        before.strip().startswith("[") and "]" in after
    )
