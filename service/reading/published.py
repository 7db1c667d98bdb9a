"""The day an article was published: given by the caller, stated in the text, inferred from it, or unknown.

Stated means a full date in a place where publication dates stand: a line of its own ("Published: 5 March
2019"), a byline or credit, or the dateline at the head of the first paragraph. Inferring is in `inference`.
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
    r"\b(?P<word>updated|modified|revised|published|posted|issued|filed|released|publication date"
    r"|date(?=:))\b(?: (?:on|at|date))?[\W\d]*(?:[AaPp]\.?[Mm]\.?\W*)?(?:[A-Z]{2,4}\W*)?$",
    re.IGNORECASE,
)
"""The last label before a date, with nothing but a clock time between."""
_SENTENCE = re.compile(r"\b(?!updated|modified|revised|published|posted|issued|last|first)[a-z]{4,}\b")
_UPDATES = ("updated", "modified", "revised")
_RANKS = ("published", "dateline", "line", "updated")
_FAR, _MOST_LABELLED = 160, 120
_HEAD_PARAGRAPHS, _TAIL_PARAGRAPHS = 8, 4
_HEADER_REACH = 110
_IN_PLACES = frozenset(("de", "of", "la", "al", "el", "del", "and"))
_PREPOSITION = re.compile(r"(?:On|In|By|At|Since|From|Until|After|Before|During|The)\s")


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
        note = f"The article does not say when it was published; {day} was inferred from its own dates."
        warning = Warning(code="published_inferred", message=note, path="article.published")
        return Published(date=day, basis="inferred", evidence=list(evidence)), (warning,)
    note = "The publication date is not given, stated or to be inferred: relative dates stay unresolved."
    return Published(), (Warning(code="published_unknown", message=note, path="article.published"),)


def _stated(document: Document) -> tuple[date, Span] | None:
    """The stated date, by the most telling of `_RANKS`; None where two of one rank disagree.

    Of several datelines the first counts: a round-up has more.
    """
    found: dict[str, list[tuple[date, Span]]] = {rank: [] for rank in _RANKS}
    for rank, day, span in _candidates(document):
        found[rank].append((day, span))
    for rank in _RANKS:
        if found[rank]:
            agree = rank == "dateline" or len({day for day, _ in found[rank]}) == 1
            return found[rank][0] if agree else None
    return None


def _candidates(document: Document) -> Iterator[tuple[str, date, Span]]:
    last = len(document.paragraphs) - _TAIL_PARAGRAPHS
    for n, paragraph in enumerate(document.paragraphs):
        head = n < _HEAD_PARAGRAPHS
        if not head and n < last:
            continue
        text = document.text[paragraph.start : paragraph.end]
        beginning = text[:_FAR]
        if not re.search(r"\d", beginning) or (len(text) > _MOST_LABELLED and not head):
            continue
        for expression in find_times(beginning):
            day, rank = full_day(expression.meaning), _rank(text, expression, paragraph, head=head)
            if day is not None and rank is not None:
                start = paragraph.start
                yield rank, day, document.span(start + expression.start, start + expression.end)


def _rank(text: str, expression: TimeExpression, paragraph: Paragraph, *, head: bool) -> str | None:
    """How telling a date's place is, None where publication dates do not stand there."""
    label = _LABEL.search(text[: expression.start])
    if (
        label
        and len(text) <= _MOST_LABELLED
        and not _SENTENCE.search(text[: label.start()] + text[expression.end :])
    ):
        return "updated" if label["word"].lower() in _UPDATES else "published"
    if head and _in_header(text, expression):
        return "dateline"
    return "line" if head and _stands_alone(text, expression, paragraph) else None


def _stands_alone(text: str, expression: TimeExpression, paragraph: Paragraph) -> bool:
    """A short line that is the date, with a clock time, a zone, an agency or a byline at most."""
    before, after = text[: expression.start], text[expression.end :]
    if len(text) > _MOST_LABELLED or "\n" in text.strip():
        return False
    names = paragraph.zone == "byline" or re.match(r"(?i)\W*by\b", before) is not None
    return (names or not re.search(r"[A-Za-z]{2}", before)) and not re.search(r"[a-z]{3}", after)


def _in_header(text: str, expression: TimeExpression) -> bool:
    """Within a dateline: capitals or a place before the date, an agency or a dash after it."""
    if expression.end > _HEADER_REACH:
        return False
    before, after = text[: expression.start], text[expression.end : expression.end + 90]
    if set(re.findall(r"\b[a-z]{2,}\b", before)) - _IN_PLACES or _PREPOSITION.match(before):
        return False
    wire = r"\s*,?\s*[(\[][^()\[\]]{1,70}[)\]]"
    dash = r"\s*(?:--+|[\u2014\u2013]|-(?=\s))"
    return bool(re.match(rf"(?:{wire})?{dash}|{wire}\s+[A-Z\"'\u201c\[]", after))
