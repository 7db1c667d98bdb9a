"""From the characters of an answer to a draft, keeping every item that can be kept.

A model's answer was paid for. One malformed item, an extra key, a fence around the JSON or a missing list
must not cost the rest; what is lost is reported. A record may be an object or a line (`schemas/lines.py`).
Only what is no such answer at all raises, and then the question is put again.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from pydantic import BaseModel, JsonValue, ValidationError

from wirebrief.schemas import Warning
from wirebrief.schemas.draft import Draft
from wirebrief.schemas.lines import read_line
from wirebrief.service.errors import Malformed

FACETS: dict[str, type[BaseModel]] = {
    name: get_args(info.annotation)[0] for name, info in Draft.model_fields.items() if name != "headline"
}
"""The lists of a draft and the model of their items."""


class Unreadable(Malformed):
    """No answer of the shape asked for; the same question may be put once more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What could be read: the draft, and what was lost on the way."""

    draft: Draft
    warnings: tuple[Warning, ...] = ()

    @property
    def empty(self) -> bool:
        return not self.draft.headline and not any(getattr(self.draft, facet) for facet in FACETS)


def read_answer(text: str, *, in_place: bool = False) -> Answer:
    """Read an answer; with `in_place`, what is dropped leaves an empty item, so that no other moves up.

    Raises:
        Unreadable: no JSON object in it, or one with none of the draft's keys.
    """
    given = _draft_object(text)
    warnings: list[Warning] = []
    lists = {facet: _items(facet, given, warnings, in_place) for facet in FACETS}
    headline = given.get("headline")
    if not isinstance(headline, str) or not _writable(headline):
        headline = ""
    return Answer(Draft.model_validate({**lists, "headline": headline}), tuple(warnings))


def _draft_object(text: str) -> dict[str, JsonValue]:
    """The object with a draft's keys; of several the last, for the first may be quoted from the article."""
    found = [candidate for value in _objects(text) if (candidate := _unwrapped(value)) is not None]
    if not found:
        raise Unreadable(
            f"The model's answer is not the JSON asked for; it begins {_beginning(text)!r}.",
            hint="Try another mode (WIREBRIEF_MODE) or a stronger model.",
        )
    return found[-1]


def _objects(text: str) -> Iterator[dict[str, JsonValue]]:
    """The outermost JSON objects in a text, in order; linear in its length for whole answers."""
    decoder = json.JSONDecoder()
    at, tries = text.find("{"), 0
    while at >= 0 and tries < 20:  # prose with many loose braces is no answer
        tries += 1
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            yield value
        at = text.find("{", end)


def _unwrapped(value: dict[str, JsonValue]) -> dict[str, JsonValue] | None:
    """The object itself if it has a draft's keys, or the one object it wraps."""
    if value.keys() & Draft.model_fields.keys():
        return value
    inner = next(iter(value.values())) if len(value) == 1 else None
    return inner if isinstance(inner, dict) and inner.keys() & Draft.model_fields.keys() else None


def _items(
    facet: str, given: dict[str, JsonValue], warnings: list[Warning], in_place: bool
) -> list[BaseModel]:
    if facet not in given or not isinstance(given[facet], list | None):
        what = "is missing" if facet not in given else "is no list"
        message = f"{facet} {what} in the model's answer."
        warnings.append(Warning(code="facet_missing", message=message, path=facet))
        return []
    items: list[BaseModel] = []
    for n, item in enumerate(given[facet] or []):  # type: ignore[arg-type]  # a list, checked above
        try:
            record = _record(facet, item)
            kept = FACETS[facet].model_validate(record) if record != {} else None
        except ValueError as error:
            kept = None
            why = _first(error) if isinstance(error, ValidationError) else str(error)
            message = f"{facet}[{n}] of the model's answer is malformed and was dropped: {why}"
            warnings.append(Warning(code="item_malformed", message=message))
        if kept is not None or in_place:
            items.append(kept or FACETS[facet]())
    return items


def _record(facet: str, item: JsonValue) -> object:
    """The record that an item stands for, written as an object or as a line; empty where it says nothing."""
    clean = _scrubbed(item)
    return read_line(facet, clean) if isinstance(clean, str) else clean


def _scrubbed(value: JsonValue) -> JsonValue:
    """Without nulls, which say as little as a missing field, and without a confidence nobody asked for."""
    if isinstance(value, dict):
        return {k: _scrubbed(v) for k, v in value.items() if v is not None and k != "confidence"}
    if isinstance(value, list):
        return [_scrubbed(v) for v in value if v is not None]
    if isinstance(value, str) and not _writable(value):
        raise ValueError("half a character")
    return value


def _first(error: ValidationError) -> str:
    problem = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}"


def _writable(text: str) -> bool:
    """Whether the text has no half surrogates, which no UTF-8 output can hold."""
    return not any("\ud800" <= char <= "\udfff" for char in text)


def _beginning(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 80 else flat[:79] + "…"
