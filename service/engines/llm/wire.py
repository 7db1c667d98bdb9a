"""The request as it leaves: what the client library builds, made strict and put as this server wants it."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from instructor import ResponseSchema
from pydantic import BaseModel, JsonValue

from wirebrief.schemas.draft import Draft
from wirebrief.schemas.lines import DraftLines, lines_of
from wirebrief.service.engines.llm.settings import LLMSettings

Request = dict[str, JsonValue]

_OUTPUT_LIMITS = ("max_completion_tokens", "max_tokens")
STRICT = "strict"


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
        made["required"] = list(_mapping(made.get("properties", {})))
    return made


def _strict_value(key: str, value: JsonValue) -> JsonValue:
    if key in ("properties", "$defs") and isinstance(value, dict):  # here keys are names, not keywords
        return {name: _strict(_mapping(schema)) for name, schema in value.items()}
    return _strict(value) if isinstance(value, dict) else value


def _mapping(value: JsonValue) -> dict[str, JsonValue]:
    return value if isinstance(value, dict) else {}


@dataclass
class Dialect:
    """What this server turned out not to know, so that it is told once and not for every article.

    Attributes:
        omittable: settings that may be left out.
        omitted: those that were refused.
        output_limit: the parameter that limits the answer.
        switched: whether that is no longer the one it was told.
    """

    omittable: frozenset[str]
    output_limit: str
    omitted: set[str] = field(default_factory=set)
    switched: bool = False

    @classmethod
    def of(cls, settings: LLMSettings, omittable: frozenset[str]) -> "Dialect":
        return cls(omittable | {STRICT}, settings.output_limit)

    def put(self, request: Mapping[str, JsonValue]) -> Request:
        """The request in this server's dialect."""
        kept = {key: value for key, value in request.items() if key not in self.omitted}
        for name in _OUTPUT_LIMITS:
            if name in kept:
                kept[self.output_limit] = kept.pop(name)
        if "response_format" in kept:
            kept["response_format"] = self._response_format(_mapping(kept["response_format"]))
        if isinstance(tools := kept.get("tools"), list):
            kept["tools"] = [self._tool(_mapping(tool)) for tool in tools]
        return kept

    def learn(self, status: int | None, said: str, request: Mapping[str, JsonValue]) -> bool:
        """Take note of a refused parameter; True where the request may now be sent again."""
        if status not in (400, 422):
            return False
        named = {name for name in self.omittable | {*_OUTPUT_LIMITS} if re.search(rf"\b{name}\b", said)}
        limit = next((name for name in _OUTPUT_LIMITS if name in request), None)
        if limit in named and self._limit_under_another_name(limit):
            return True
        sent = {name for name in self.omittable if name in request}
        if f'"{STRICT}": true' in json.dumps(request):
            sent.add(STRICT)
        self.omitted |= named & sent
        return bool(named & sent)

    def _limit_under_another_name(self, refused: str | None) -> bool:
        """Whether the limit has another name to try; a server that knows neither is beyond help."""
        if refused == self.output_limit and not self.switched:
            self.output_limit = next(name for name in _OUTPUT_LIMITS if name != refused)
            self.switched = True
        return refused != self.output_limit  # or a call at the same time has found it

    def _response_format(self, given: dict[str, JsonValue]) -> dict[str, JsonValue]:
        if given.get("type") != "json_schema":
            return given
        inner = _mapping(given["json_schema"])
        return {**given, "json_schema": self._made_strict(inner, "schema")}

    def _tool(self, given: dict[str, JsonValue]) -> dict[str, JsonValue]:
        return {**given, "function": self._made_strict(_mapping(given["function"]), "parameters")}

    def _made_strict(self, holder: dict[str, JsonValue], key: str) -> dict[str, JsonValue]:
        made = {**holder, key: strict_schema(_mapping(holder[key]))}
        return made if STRICT in self.omitted else {**made, "strict": True}
