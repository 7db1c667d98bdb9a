"""A stream of server-sent events, put together into the completion that it is."""

import json
from collections.abc import Iterator, Mapping

from pydantic import JsonValue

Object = dict[str, JsonValue]

_GROWING = ("content", "reasoning_content", "reasoning", "refusal")


def is_stream(body: str) -> bool:
    """Whether a body is an event stream."""
    return body[:200].lstrip("\ufeff \r\n").startswith(("data:", "event:", ":", "id:", "retry:"))


class Assembly:
    """A completion that grows chunk by chunk."""

    def __init__(self) -> None:
        self._whole: Object = {"choices": []}
        self._message: Object = {"role": "assistant", "content": None}
        self._calls: dict[int, Object] = {}
        self._finish: JsonValue = None
        self._begun = False

    def take(self, line: str) -> str:
        """Read a line of the stream; returns the characters of the answer that came with it."""
        field, _, value = line.partition(":")
        if field.strip() != "data":
            return ""
        try:
            chunk = json.loads(value)
        except (ValueError, RecursionError):  # "[DONE]", or a line that broke off
            return ""
        return self._add(chunk) if isinstance(chunk, dict) else ""

    def body(self) -> str:
        """The completion so far, as a server without streaming would have sent it."""
        message = dict(self._message)
        if self._calls:
            message["tool_calls"] = [self._calls[n] for n in sorted(self._calls)]
        if self._begun:
            self._whole["choices"] = [{"index": 0, "finish_reason": self._finish, "message": message}]
        return json.dumps(self._whole)

    def _add(self, chunk: Object) -> str:
        for name, value in chunk.items():
            if name not in ("choices", "object") and value is not None:
                self._whole[name] = value
        choices = chunk.get("choices")
        choice = choices[0] if isinstance(choices, list) and choices else None
        if not isinstance(choice, dict):
            return ""
        self._begun = True
        self._finish = choice.get("finish_reason") or self._finish
        delta = choice.get("delta") or choice.get("message")
        return self._grow(delta) if isinstance(delta, dict) else ""

    def _grow(self, delta: Mapping[str, JsonValue]) -> str:
        for name in _GROWING:
            if isinstance(more := delta.get(name), str):
                self._message[name] = f"{self._message.get(name) or ''}{more}"
        said = delta.get("content")
        calls = delta.get("tool_calls")
        arguments = [self._call(call) for call in calls or [] if isinstance(call, dict)]  # type: ignore[union-attr]
        return "".join([said if isinstance(said, str) else "", *arguments])

    def _call(self, delta: Mapping[str, JsonValue]) -> str:
        index = delta.get("index")
        given = delta.get("function")
        function: Object = given if isinstance(given, dict) else {}
        call = self._calls.setdefault(
            index if isinstance(index, int) else len(self._calls),
            {
                "id": delta.get("id"),
                "type": "function",
                "function": {"name": function.get("name"), "arguments": ""},
            },
        )
        more = function.get("arguments")
        words = more if isinstance(more, str) else json.dumps(more) if more is not None else ""
        kept = call["function"]
        assert isinstance(kept, dict)
        kept["arguments"] = f"{kept['arguments']}{words}"
        return words


def assembled(body: str) -> str:
    """The completion that an event stream is."""
    assembly = Assembly()
    for line in _lines(body):
        assembly.take(line)
    return assembly.body()


def _lines(body: str) -> Iterator[str]:
    """Lines as the format has them; `splitlines` would also break at characters inside of JSON strings."""
    return iter(body.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
