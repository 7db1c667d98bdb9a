"""What a server turned out not to know, so that it is told once and not for every article."""

import json
import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import get_args

from pydantic import JsonValue

from wirebrief.service.engines.llm.lengths import LEAST_ANSWER, bytes_sent, least_tokens, likely_tokens
from wirebrief.service.engines.llm.settings import LLMSettings, Mode
from wirebrief.service.engines.llm.wire import Request, mapping, strict_schema

_MODES = get_args(Mode)
"""From the one that binds a model most to the one that any server takes."""

_OF_THE_MODE = {
    "response_format": re.compile(r"response_format|json_schema|structured[ _]output|schema|guided|grammar"),
    "tools": re.compile(r"\btools?\b|tool_choice|tool_use|\bfunctions?\b|function[ _]call|schema|grammar"),
}

_WINDOW = (
    re.compile(r"n_ctx\"?\W{1,3}(\d{3,8})"),
    re.compile(r"(?:context (?:length|size|window)|window)\D{0,30}?(\d{3,8})", re.IGNORECASE),
)
_LONGEST_ANSWER = re.compile(
    r"at most (\d{2,8}) (?:completion|output) tokens"
    r"|max_(?:completion_)?tokens\W{1,3}must be (?:less than or equal to|at most|<=)\D{0,3}(\d{2,8})"
    r"|range of max_(?:completion_)?tokens is \[\d+, ?(\d{2,8})\]",
    re.IGNORECASE,
)

_SHORTER = 4
"""A limit of so small a part of what was asked for calls for a shorter article instead."""

_STREAM: Request = {"stream": True, "stream_options": {"include_usage": True}}

_OUTPUT_LIMITS = ("max_completion_tokens", "max_tokens")
STRICT = "strict"

_KNOWN: dict[Hashable, "Dialect"] = {}
"""By endpoint, for `summarize` makes an engine for every article."""


def forget_dialects() -> None:
    """Begin anew with every endpoint, as a new process would."""
    _KNOWN.clear()


@dataclass
class Dialect:
    """What this server turned out not to know, so that it is told once and not for every article.

    Attributes:
        omittable: settings that may be left out.
        output_limit: the parameter that limits the answer.
        window: tokens that fit into the model's window, question and answer together.
        mode: how the schema is put; the next one down where the server does not take it so.
        longest_answer: tokens of the longest answer that the server lets ask for, where it said so.
        omitted: settings that were refused.
        switched: whether the limit's name is no longer the one it was told.
    """

    omittable: frozenset[str]
    output_limit: str
    window: int
    mode: Mode = "json_schema"
    longest_answer: int | None = None
    omitted: set[str] = field(default_factory=set)
    switched: bool = False

    @classmethod
    def of(cls, settings: LLMSettings, omittable: frozenset[str]) -> "Dialect":
        """The dialect of an endpoint of which nothing is known."""
        return cls(
            omittable | {STRICT, *_STREAM}, settings.output_limit, settings.context_tokens, settings.mode
        )

    @classmethod
    def known(cls, settings: LLMSettings, omittable: frozenset[str]) -> "Dialect":
        """The dialect that any engine of this process has learnt for a model at its endpoint."""
        given = (settings.mode, settings.output_limit, settings.context_tokens, omittable)
        return _KNOWN.setdefault((settings.base_url, settings.model, *given), cls.of(settings, omittable))

    def put(self, request: Mapping[str, JsonValue], *, streamed: bool = False) -> Request:
        """The request in this server's dialect, the answer to be streamed where it can be."""
        asked = {**request, **_STREAM} if streamed and "stream" not in self.omitted else request
        kept = {key: value for key, value in asked.items() if key not in self.omitted}
        for name in _OUTPUT_LIMITS:
            if name in kept:
                kept[self.output_limit] = self._longest(kept.pop(name), request)
        if "response_format" in kept:
            kept["response_format"] = self._response_format(mapping(kept["response_format"]))
        if isinstance(tools := kept.get("tools"), list):
            kept["tools"] = [self._tool(mapping(tool)) for tool in tools]
        return kept

    def learn(self, status: int | None, said: str, request: Mapping[str, JsonValue]) -> bool:
        """Take note of a refused parameter; True where the request may now be sent again."""
        if status not in (400, 413, 422):
            return False
        if self._learn_lengths(said, request):
            return True
        named = {name for name in self.omittable | {*_OUTPUT_LIMITS} if re.search(rf"\b{name}\b", said)}
        limit = next((name for name in _OUTPUT_LIMITS if name in request), None)
        if limit in named and self._limit_under_another_name(limit):
            return True
        sent = {name for name in self.omittable if name in request}
        if request.get("response_format") == {"type": "json_object"} and "response_format" in said:
            named.add("response_format")  # which may go, for the instructions ask for JSON as well
            sent.add("response_format")
        if f'"{STRICT}": true' in json.dumps(request):
            sent.add(STRICT)
        self.omitted |= named & sent
        return bool(named & sent)

    def _longest(self, asked: JsonValue, request: Mapping[str, JsonValue]) -> JsonValue:
        """The limit of an answer that was asked for, or what the window has room for beside the question."""
        if not isinstance(asked, int):
            return asked
        room = self.window - likely_tokens(bytes_sent(request))
        return min(asked, self.longest_answer or asked, max(room, LEAST_ANSWER))

    def _learn_lengths(self, said: str, request: Mapping[str, JsonValue]) -> bool:
        """Take note of a limit that a refusal states; True where a shorter answer will still do."""
        sent = next((request[name] for name in _OUTPUT_LIMITS if name in request), None)
        if answer := _LONGEST_ANSWER.search(said):
            self.longest_answer = int(next(filter(None, answer.groups())))
        elif window := next(filter(None, (pattern.search(said) for pattern in _WINDOW)), None):
            self.window = min(self.window, int(window[1]))
        limit = self._longest(sent, request)
        if not isinstance(sent, int) or not isinstance(limit, int):
            return False
        return sent // _SHORTER <= limit < sent

    def overfull(self, sent: int) -> bool:
        """Whether a question of so many bytes surely leaves no room in the window for an answer."""
        return least_tokens(sent) + LEAST_ANSWER > self.window

    def refuses_mode(self, status: int, said: str, request: Mapping[str, JsonValue]) -> bool:
        """Whether a server refuses the way in which a request puts the schema."""
        if status not in (400, 404, 415, 422, 500, 501):
            return False
        used = "response_format" if "response_format" in request else "tools"
        return used in request and _OF_THE_MODE[used].search(said.lower()) is not None

    def step_down(self, refused: Mode) -> bool:
        """Go on to the mode after the refused one; False where there is none."""
        if self.mode == refused:  # else a call at the same time has gone on
            after = _MODES.index(refused) + 1
            if after == len(_MODES):
                return False
            self.mode = _MODES[after]
        return True

    def _limit_under_another_name(self, refused: str | None) -> bool:
        """Whether the limit has another name to try; a server that knows neither is beyond help."""
        if refused == self.output_limit and not self.switched:
            self.output_limit = next(name for name in _OUTPUT_LIMITS if name != refused)
            self.switched = True
        return refused != self.output_limit  # or a call at the same time has found it

    def _response_format(self, given: dict[str, JsonValue]) -> dict[str, JsonValue]:
        if given.get("type") != "json_schema":
            return given
        inner = mapping(given["json_schema"])
        return {**given, "json_schema": self._made_strict(inner, "schema")}

    def _tool(self, given: dict[str, JsonValue]) -> dict[str, JsonValue]:
        return {**given, "function": self._made_strict(mapping(given["function"]), "parameters")}

    def _made_strict(self, holder: dict[str, JsonValue], key: str) -> dict[str, JsonValue]:
        made = {**holder, key: strict_schema(mapping(holder[key]))}
        return made if STRICT in self.omitted else {**made, "strict": True}
