"""From the characters of an answer to a draft, keeping every item that can be kept.

A model's answer was paid for. One malformed item, an extra key, a fence around the JSON, an end that is
missing must not cost the rest; what is lost is reported. A record may be an object or a line
(`schemas/lines.py`). Only what is no such answer at all raises, and then the question is put again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args, get_origin

from pydantic import BaseModel, JsonValue, ValidationError

from wirebrief.schemas import Warning
from wirebrief.schemas.draft import Draft
from wirebrief.schemas.lines import read_line
from wirebrief.service.engines.llm.candidates import Candidate, fullest
from wirebrief.service.engines.llm.loose_json import objects
from wirebrief.service.errors import Malformed

FACETS: dict[str, type[BaseModel]] = {
    name: get_args(info.annotation)[0]
    for name, info in Draft.model_fields.items()
    if get_origin(info.annotation) is list
}
"""The lists of a draft and the model of their items."""

_TEXTS = [name for name in Draft.model_fields if name not in FACETS]


class Unreadable(Malformed):
    """No answer of the shape asked for; the same question may be put once more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What could be read.

    Attributes:
        draft: every whole item.
        dropped: a warning for each item that was none.
        missing: the lists that were not given, or not to their end, each with what is wrong.
        cut: whether it broke off, so that more would have come.
    """

    draft: Draft
    dropped: tuple[Warning, ...] = ()
    missing: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False

    @property
    def empty(self) -> bool:
        """Whether it says nothing of the article; what sort of text it is says nothing yet."""
        return self.draft.model_copy(update={"kind": ""}) == Draft()

    @property
    def warnings(self) -> tuple[Warning, ...]:
        """All that was lost."""
        if self.cut:
            message = f"The model's answer broke off; of {', '.join(self.missing)} there may be more."
            return (*self.dropped, Warning(code="answer_truncated", message=message))
        missing = [
            Warning(code="facet_missing", message=f"{facet} {what} in the model's answer.", path=facet)
            for facet, what in self.missing.items()
        ]
        return (*self.dropped, *missing)


def read_answer(texts: str | Sequence[str]) -> Answer:
    """Read an answer.

    Args:
        texts: the model's words; several where each may be a part of the answer.

    Raises:
        Unreadable: no JSON object in it, or one with none of the draft's keys.
    """
    texts = (texts,) if isinstance(texts, str) else texts
    found = fullest(texts)
    if found is None:
        raise Unreadable(
            f"The model's answer is not the JSON asked for; it begins {_beginning(' '.join(texts))!r}.",
            hint="Try another mode (WIREBRIEF_MODE) or a stronger model.",
        )
    return answer_of(found)


def answer_of(found: Candidate) -> Answer:
    """The answer that an object with a draft's keys is."""
    dropped: list[Warning] = []
    lists = {facet: _listed(found.given.get(facet, ...)) for facet in FACETS}
    said = {facet: _items(facet, given or [], dropped) for facet, given in lists.items()}
    texts_said = {name: found.given[name] for name in _TEXTS if _is_text(found.given.get(name))}
    missing = {facet: _missing(facet, found) for facet, given in lists.items() if given is None}
    if found.broken:
        missing[found.broken] = "breaks off"
    return Answer(
        Draft.model_validate({**said, **texts_said}),
        tuple(dropped),
        missing=missing,
        cut=found.broken is not None and bool(missing),
    )


def _listed(value: object) -> list[JsonValue] | None:
    """The list that a facet is, also where it was written into a string; None where it is no list."""
    if value is None:  # says as little as an empty list
        return []
    if isinstance(value, str) and value.lstrip().startswith("["):
        read = next(objects(f'{{"items": {value}}}'), None)
        value = read.value.get("items") if read is not None else value
    return value if isinstance(value, list) else None


def _missing(facet: str, found: Candidate) -> str:
    return "is no list" if facet in found.given else "is missing"


def _items(facet: str, given: Sequence[JsonValue], dropped: list[Warning]) -> list[BaseModel]:
    items: list[BaseModel] = []
    for n, item in enumerate(given):
        try:
            record = _record(facet, item)
            kept = FACETS[facet].model_validate(record) if record != {} else None
        except ValueError as error:
            kept = None
            why = _first(error) if isinstance(error, ValidationError) else str(error)
            message = f"{facet}[{n}] of the model's answer is malformed and was dropped: {why}"
            dropped.append(Warning(code="item_malformed", message=message))
        if kept is not None:
            items.append(kept)
    return items


def _record(facet: str, item: JsonValue) -> object:
    """The record that an item stands for, written as an object or as a line; empty where it says nothing."""
    clean = _scrubbed(item)
    if isinstance(clean, str) and clean.lstrip().startswith("{"):
        return next((read.value for read in objects(clean) if not read.open), clean)
    return read_line(facet, clean) if isinstance(clean, str) else clean


def _scrubbed(value: JsonValue) -> JsonValue:
    """Without nulls, which say as little as a missing field, and without a confidence nobody asked for."""
    if isinstance(value, str):
        if not _writable(value):
            raise ValueError("half a character")
    elif isinstance(value, dict):
        return {k: _scrubbed(v) for k, v in value.items() if v is not None and k != "confidence"}
    elif isinstance(value, list):
        return [_scrubbed(v) for v in value if v is not None]
    return value


def _first(error: ValidationError) -> str:
    problem = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}"


def _is_text(value: JsonValue) -> bool:
    return isinstance(value, str) and _writable(value)


def _writable(text: str) -> bool:
    """Whether the text has no half surrogates, which no UTF-8 output can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _beginning(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 80 else flat[:79] + "…"
