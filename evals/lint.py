"""Checks gold before anything is measured with it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from pydantic import JsonValue, ValidationError

from wirebrief.evals.gold_store import LabelledArticle
from wirebrief.schemas import ArticleSummary, Attribution, Quote, Span
from wirebrief.schemas.references import violations

_STEP = re.compile(r"([A-Za-z_]\w*)|\[(\d+)\]")


def lint(article: LabelledArticle) -> list[str]:
    """Everything wrong with one labelled article, as `path: problem`; `[]` when nothing is.

    Enums, dates and ids were checked when the file was read; this checks them against the text.
    """
    gold, text = article.gold, article.text
    return [
        *violations(gold.summary, text),
        *_identity(article),
        *_dates(gold.summary),
        *_alternatives(article),
        *_optional(article),
        *(
            p
            for n, fact in enumerate(gold.facts)
            for p in _spans(fact.evidence, text, f"facts[{n}].evidence")
        ),
        *_quotes_between_marks(article),
    ]


def _identity(article: LabelledArticle) -> Iterator[str]:
    summary = article.gold.summary
    if summary.article.id != hashlib.sha256(article.text.encode()).hexdigest():
        yield "article.id: not the SHA-256 of article.txt"
    if summary.warnings or summary.provenance:
        yield "summary: gold has no warnings (they are expected_warnings) and no provenance"
    facts = [fact.id for fact in article.gold.facts]
    if len(set(facts)) < len(facts):
        yield "facts: an id is given twice"
    for n, fact in enumerate(article.gold.facts):
        if not fact.evidence:
            yield f"facts[{n}]: no evidence"


def _dates(summary: ArticleSummary) -> Iterator[str]:
    published = summary.article.published
    if (published.date is None) != (published.basis == "unknown"):
        yield "article.published: a date needs a basis, and a basis a date"
    for n, incident in enumerate(summary.incidents):
        when, at = incident.when, f"incidents[{n}].when"
        if when.start and when.end and when.start > when.end:
            yield f"{at}: ends before it starts"
        if when.precision == "day" and when.start != when.end:
            yield f"{at}: a day that does not start and end on the same one"
        if (when.start or when.end) and when.precision == "unknown":
            yield f"{at}: a date of unknown precision"
        if when.anchor == incident.id:
            yield f"{at}: hangs on itself"
        if not incident.evidence:
            yield f"incidents[{n}]: no evidence"


def _alternatives(article: LabelledArticle) -> Iterator[str]:
    """An alternative lies at a path that exists and makes a valid summary when it is put there."""
    whole = article.gold.summary.model_dump(mode="json")
    for path, values in article.gold.alternatives.items():
        steps = _steps(path)
        if steps is None or not _exists(whole, steps):
            yield f"alternatives: there is nothing at {path}"
            continue
        for k, value in enumerate(values):
            at = f"alternatives[{path}][{k}]"
            if value is None:  # of anything: the article need not be read as saying it
                continue
            try:
                ArticleSummary.model_validate(_replaced(whole, steps, value))
            except ValidationError as error:
                yield f"{at}: {error.errors()[0]['msg']}"
            yield from _raw_spans(value, article.text, at)


def _optional(article: LabelledArticle) -> Iterator[str]:
    summary = article.gold.summary
    optional = set(article.gold.optional)
    records: list[Quote | Attribution] = [*summary.quotes, *summary.attributions]
    for record in records:
        if record.id not in optional and record.incidents and set(record.incidents) <= optional:
            yield f"{record.id}: refers to nothing but optional incidents, and is not optional itself"


def _quotes_between_marks(article: LabelledArticle) -> Iterator[str]:
    marks = "\"'“”‘’«»„‟‹›「『《"
    for n, quote in enumerate(article.gold.summary.quotes):
        before = article.text[: quote.span.start].rstrip()
        if quote.kind == "indirect" or (before and before[-1] in marks + ".…[(") or quote.continues:
            continue
        if not any(mark in before[-400:] for mark in marks):
            yield f"quotes[{n}]: {quote.kind}, but no mark opens before it"


def _spans(spans: list[Span], text: str, path: str) -> Iterator[str]:
    for n, span in enumerate(spans):
        if text[span.start : span.end] != span.text or span.end <= span.start:
            there = text[span.start : span.end]
            yield f"{path}[{n}]: [{span.start}:{span.end}] is {there!r}, not {span.text!r}"


def _raw_spans(value: JsonValue, text: str, path: str) -> Iterator[str]:
    if isinstance(value, list):
        for n, item in enumerate(value):
            yield from _raw_spans(item, text, f"{path}[{n}]")
    elif isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield from _spans([Span.model_validate(value)], text, path)
        else:
            for key, item in value.items():
                yield from _raw_spans(item, text, f"{path}.{key}")


def _steps(path: str) -> list[str | int] | None:
    if not re.fullmatch(r"\w+(\.\w+|\[\d+\])*", path):
        return None
    return [int(index) if index else name for name, index in _STEP.findall(path)]


def _exists(value: JsonValue, steps: list[str | int]) -> bool:
    for step in steps:
        if value is None and isinstance(step, str):  # below a null: `damage.span` where `damage` is null
            return True
        within = value if isinstance(value, dict) else dict(enumerate(_elements(value)))
        if step not in within:
            return False
        value = within[step]  # type: ignore[index]  # whichever of the two it is, the step is one of its keys
    return True


def _elements(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else []


def _replaced(value: JsonValue, steps: list[str | int], new: JsonValue) -> JsonValue:
    """A copy of the value with something else at the path."""
    if not steps:
        return new
    head, rest = steps[0], steps[1:]
    if isinstance(value, dict) and isinstance(head, str):
        return {**value, head: _replaced(value.get(head), rest, new)}
    if isinstance(value, list) and isinstance(head, int):
        return [_replaced(item, rest, new) if n == head else item for n, item in enumerate(value)]
    return value
