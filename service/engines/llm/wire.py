"""What a model is asked to fill, as the strict JSON Schema that goes over the wire."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from instructor import ResponseSchema
from pydantic import BaseModel, JsonValue

from wirebrief.schemas.draft import Draft
from wirebrief.schemas.lines import DraftLines, lines_of

Request = dict[str, JsonValue]


class _OnTheWire(ResponseSchema):
    """A model that is asked for: a `ResponseSchema`, for instructor would else make one for every call.

    Its schema is generated once: pydantic takes 20 ms for it, instructor asks for each article.
    """

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - pydantic's
        """The strict schema; a copy each time, for it is handed out to be written into."""
        if args or kwargs:
            return super().model_json_schema(*args, **kwargs)
        if cls not in _GENERATED:
            generated = strict_schema(super().model_json_schema())
            _GENERATED[cls] = json.dumps({"title": cls.__name__, **generated})  # no tool without a title
        copy: dict[str, Any] = json.loads(_GENERATED[cls])
        return copy


class ArticleDraft(Draft, _OnTheWire):
    """The structured summary of one news article."""


class ArticleLines(DraftLines, _OnTheWire):
    """The structured summary of one news article, one line a record."""


WIRE: Mapping[str, type[BaseModel]] = {"Draft": ArticleDraft, "DraftLines": ArticleLines}
"""What goes over the wire for the draft model that a prompt names."""

_GENERATED: dict[type[BaseModel], str] = {}


def written(draft: Draft, model: type[BaseModel]) -> str:
    """A draft as JSON of the model that was asked for."""
    if model is ArticleDraft:
        return draft.model_dump_json()
    return json.dumps({**lines_of(draft.model_dump()), "headline": draft.headline})


def strict_schema(schema: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """A JSON Schema inside the strict subset: every property required, no others, no defaults, no titles."""
    return _strict(dict(schema))


@cache
def schema_sha256(model: type[BaseModel]) -> str:
    """Hash of the schema that a model is asked to fill, the same in every mode."""
    canonical = json.dumps(strict_schema(model.model_json_schema()), sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _strict(node: dict[str, JsonValue]) -> dict[str, JsonValue]:
    made = {key: _strict_value(key, value) for key, value in node.items() if key not in ("title", "default")}
    if node.get("type") == "object":
        made["additionalProperties"] = False
        made["required"] = list(mapping(made.get("properties", {})))
    return made


def _strict_value(key: str, value: JsonValue) -> JsonValue:
    if key in ("properties", "$defs") and isinstance(value, dict):  # here keys are names, not keywords
        return {name: _strict(mapping(schema)) for name, schema in value.items()}
    return _strict(value) if isinstance(value, dict) else value


def mapping(value: JsonValue) -> dict[str, JsonValue]:
    """A value that should be an object, or an empty one."""
    return value if isinstance(value, dict) else {}
