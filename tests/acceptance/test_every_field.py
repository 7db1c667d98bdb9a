"""Every field of the contract is in every room, or on a list that says why not: what is forgotten is named.

One summary in which every field says something comes out of a draft, through grounding. Each field in turn
is given another value, and every room must notice: the draft that would make the summary, its lines, the
scorer, what a reader sees, and Label Studio there and back.
"""

import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, get_args, get_origin

import pytest
from depot import DOCUMENT, DRAFT, TEXT
from pydantic import BaseModel
from rich.console import Console

from wirebrief.evals.gold_store import LabelledArticle
from wirebrief.evals.labelstudio import export_tasks, import_tasks
from wirebrief.evals.scoring import score_document
from wirebrief.schemas import Article, ArticleSummary, Provenance, Span, Warning, Where, violations
from wirebrief.schemas.gold import Fact, Gold
from wirebrief.schemas.lines import lines_of
from wirebrief.service.grounding import assemble, ground, verify
from wirebrief.service.grounding.draft_of import draft_of
from wirebrief.service.rendering.html import render_html
from wirebrief.service.rendering.markdown import render_markdown
from wirebrief.service.rendering.text import render_text

NOW = datetime(2026, 1, 1, tzinfo=UTC)
BY_HAND = Provenance(engine="hand", latency_ms=0, started_at=NOW, finished_at=NOW, software_version="0")


GROUNDED = verify(DOCUMENT, ground(DOCUMENT, DRAFT))


def _complete() -> ArticleSummary:
    """What grounding makes of the draft; the article speaks of itself in every field that reading fills."""
    summary = assemble(DOCUMENT, GROUNDED, provenance=None)
    told = {
        "section": "World",
        "title": "Rockets hit fuel depot at Oulunpuro",
        "byline": "Ada Lind",
        "publisher": "Kaiku",
        "agency": "NNA",
        "dateline": "Oulunpuro",
    }
    published = summary.article.published.model_copy(update={"evidence": [summary.incidents[0].evidence[0]]})
    article = summary.article.model_copy(update={**told, "published": published})
    return summary.model_copy(update={"article": article, "warnings": []})


COMPLETE = _complete()

READ = {("Article", name) for name in Article.model_fields if name != "kind"} | {
    ("Published", "date"),
    ("Published", "basis"),
    ("Published", "evidence"),
}
"""Filled by reading, before any engine."""
MADE = {
    ("ArticleSummary", "schema_version"),
    ("ArticleSummary", "status"),
    ("ArticleSummary", "warnings"),
    ("ArticleSummary", "provenance"),
}
"""Said by the program of its own work."""
NUMBERED = {(model, "id") for model in ("Actor", "Incident", "Attribution", "Quote", "QuotedText")}
"""Given by `assemble`, in the order of the article."""
COMPUTED = {
    ("When", "start"),
    ("When", "end"),
    ("When", "precision"),
    ("Incident", "background"),
    ("Where", "country_span"),
    ("Count", "min"),
    ("Count", "max"),
    ("CasualtyFigure", "min"),
    ("CasualtyFigure", "max"),
    *(("Where", name) for name in Where.model_computed_fields),
}
"""Worked out in code from the words that a draft cites."""
MEASURED = {(model, "confidence") for model in ("Incident", "Attribution", "Quote", "QuotedText")}
"""In drafts of engines that measure it; no model is asked, and no reader can be right or wrong about it."""
UNSCORED = {
    ("Article", "id"),  # the text itself
    ("Article", "text"),
    ("Incident", "summary"),  # free text; its facts are scored as the record's fields
    ("Where", "country_span"),  # follows from the country and the evidence
}
UNSEEN = {
    ("Article", "id"),
    ("Article", "section"),
    ("Article", "title"),  # the headline stands for it
    ("Actor", "anonymous"),  # the name says it: "a senior official"
    ("When", "precision"),  # the form of the date says it
    ("When", "anchor"),
    ("Quote", "continues"),  # quotes stand in order
    ("Party", "actor"),  # where the words are there
    ("Weapon", "kind"),  # the words are there
    ("Weapon", "count"),
    ("Count", "min"),
    ("Count", "max"),
    ("QuotedText", "confidence"),
    ("Article", "text"),
}
"""Not shown to a reader, who sees the article's words for it or nothing that he would miss."""


def _fields(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[tuple[type[BaseModel], str]]:
    """Every field of a model and of the models in it; a span is one value."""
    if model in seen or model in (Span, Warning, Provenance):
        return
    seen.add(model)
    for name, field in model.model_fields.items():
        yield model, name
        for inner in _models_in(field.annotation):
            yield from _fields(inner, seen)
    for name in model.model_computed_fields:
        yield model, name


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)


FIELDS = {(model.__name__, name): model for model, name in _fields(ArticleSummary, set())}


def _places(
    value: object, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
    """(model, field, path) of every field that says something: another thing than its default."""
    if isinstance(value, BaseModel) and not isinstance(value, Span):
        for name, field in type(value).model_fields.items():
            said = getattr(value, name)
            if said != field.get_default(call_default_factory=True):
                yield type(value).__name__, name, (*path, name)
            yield from _places(said, (*path, name))
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from _places(item, (*path, n))


PLACE = {(model, name): path for model, name, path in reversed(list(_places(COMPLETE)))}
"""Where each field first says something."""


def _other(value: Any, model: type[BaseModel], name: str) -> Any:
    """Another value of the same kind: what a program that forgets the field would not tell apart."""
    labels = [label for label in _labels(model.model_fields[name].annotation) if label != value]
    if labels:
        return labels[-1]
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1 if isinstance(value, int) else value / 2
    if isinstance(value, list):
        return [*value[:-1], _other(value[-1], model, name)]
    if isinstance(value, dict) and value.keys() == {"start", "end", "text"}:
        words = "The depot" if value["text"] != "The depot" else "Since January"
        start = TEXT.index(words)
        return {"start": start, "end": start + len(words), "text": words}
    if isinstance(value, dict):
        return None
    return _other_string(value, name)


def _labels(annotation: object) -> list[str]:
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    return [label for inner in get_args(annotation) for label in _labels(inner)]


def _other_string(value: str, name: str) -> str | None:
    if name in ("start", "end", "date"):
        return str(date.fromisoformat(value) + timedelta(days=40))
    if value[:1] in "AI" and value[1:].isdigit():  # an id
        return next(i for i in (f"{value[0]}1", f"{value[0]}2") if i != value)
    others = {"country": "SE", "language": "sv", "continues": None, "anchor": "I2", "role": "mayor"}
    return others.get(name, "he knew of no attack")


def changed(field: tuple[str, str]) -> ArticleSummary:
    """The complete summary with another value in the first place where the field says something."""
    data = json.loads(COMPLETE.model_dump_json())
    at = data
    *steps, last = PLACE[field]
    for step in steps:
        at = at[step]
    at[last] = _other(at[last], FIELDS[field], field[1])
    return ArticleSummary.model_validate(data)


def _leaves(*without: set[tuple[str, str]]) -> list[Any]:
    """The fields that hold a value of their own, but for those on some lists."""
    listed = set().union(*without)
    return [
        pytest.param(field, id=".".join(field))
        for field, model in FIELDS.items()
        if field not in listed and not _is_record(model, field[1])
    ]


def _is_record(model: type[BaseModel], name: str) -> bool:
    """Whether a field holds records, whose own fields are looked at instead."""
    field = model.model_fields.get(name)
    inner = list(_models_in(field.annotation)) if field else []
    return bool(inner) and inner != [Span]


def test_the_summary_of_this_test_is_right() -> None:
    """Nothing of the draft was dropped, and no law is broken."""
    assert [finding for finding in GROUNDED.findings if finding.severity != "note"] == []
    assert violations(COMPLETE, TEXT) == []


@pytest.mark.parametrize("field", _leaves(MADE, {("Where", name) for name in Where.model_computed_fields}))
def test_grounding_fills_it(field: tuple[str, str]) -> None:
    assert field in PLACE or field == ("Article", "text")  # only of what was extracted


NOT_DRAFTED = (READ, MADE, NUMBERED, COMPUTED)


@pytest.mark.parametrize("field", _leaves(*NOT_DRAFTED))
def test_a_draft_says_it(field: tuple[str, str]) -> None:
    assert draft_of(changed(field), DOCUMENT) != draft_of(COMPLETE, DOCUMENT)


def _lines(summary: ArticleSummary) -> dict[str, object]:
    draft = draft_of(summary, DOCUMENT)[0].model_dump()
    return {"kind": draft["kind"], "headline": draft["headline"], **lines_of(draft)}


@pytest.mark.parametrize("field", _leaves(*NOT_DRAFTED, MEASURED))
def test_lines_say_it(field: tuple[str, str]) -> None:
    assert _lines(changed(field)) != _lines(COMPLETE)


def _gold(summary: ArticleSummary) -> Gold:
    fact = Fact(id="F1", text="Three guards were killed.", evidence=COMPLETE.key_points[0].evidence)
    return Gold(name="depot", synthetic=True, split="dev", summary=summary, facts=[fact])


def _scores(answer: ArticleSummary) -> list[tuple[str, str, str, str]]:
    slots = score_document(_gold(COMPLETE), answer).slots
    return sorted((s.kind, s.field, s.lenient, s.strict) for s in slots)


COMPUTED_ALONE = {("Where", name) for name in Where.model_computed_fields}
"""No value of their own can be given: they follow from the parts."""


@pytest.mark.parametrize(
    "field",
    _leaves(MADE - {("ArticleSummary", "status")}, NUMBERED, MEASURED, UNSCORED, COMPUTED_ALONE),
)
def test_the_scorer_notices_it(field: tuple[str, str]) -> None:
    """A perfect answer with this one thing wrong is no perfect answer."""
    assert _scores(changed(field)) != _scores(COMPLETE)


def _shown(summary: ArticleSummary) -> tuple[str, str, str]:
    console = Console(file=io.StringIO(), width=100, record=True)
    console.print(render_text(summary))
    return console.export_text(), render_markdown(summary), render_html(summary, TEXT)


@pytest.mark.parametrize(
    "field", _leaves(MADE - {("ArticleSummary", "status")}, NUMBERED, UNSEEN, COMPUTED_ALONE)
)
def test_a_reader_sees_it(field: tuple[str, str]) -> None:
    assert _shown(changed(field)) != _shown(COMPLETE)


@pytest.mark.parametrize("field", _leaves(MADE, NUMBERED, COMPUTED_ALONE))
def test_label_studio_keeps_it(field: tuple[str, str]) -> None:
    if field not in PLACE:
        return
    article = LabelledArticle(TEXT, _gold(changed(field)))
    assert import_tasks(json.loads(json.dumps(export_tasks([article])))) == [article]
