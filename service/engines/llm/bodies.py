"""What a gateway wraps around an answer or an error, taken off, so that there is one way to read either.

An event stream nobody asked for becomes the completion that it is; an error inside a 200 gets the status
that it carries; the text of a generation that failed the server's own check of the schema is an answer, which
we may be able to read.
"""

import json
import re
from dataclasses import replace

from pydantic import JsonValue

from wirebrief.service.engines.llm.events import assembled, is_stream
from wirebrief.service.engines.llm.exchange import HttpAnswer

Object = dict[str, JsonValue]

_STATUS_OF_WORDS = (
    (re.compile(r"rate.?limit|too.?many|throttl|quota"), 429),
    (re.compile(r"credit|balance|billing|payment"), 402),
    (re.compile(r"api.?key|unauthori[sz]ed|authenticat|credential"), 401),
    (re.compile(r"permission|forbidden"), 403),
    (re.compile(r"timed?.?out|deadline"), 504),
    (re.compile(r"overload|unavailable|capacity|busy"), 503),
    (re.compile(r"not.?found"), 404),
    (re.compile(r"invalid|context|too.?long|unsupported|filter|polic"), 400),
)


def unwrapped(answer: HttpAnswer) -> HttpAnswer:
    """The answer with a completion for a body, or the status of the error that it holds."""
    if is_stream(answer.body):
        answer = replace(answer, body=assembled(answer.body))
    if answer.status < 300:
        sound = '"choices"' in answer.body and '"error"' not in answer.body
        error = None if sound else error_in(answer.body)
        return answer if error is None else replace(answer, status=_status(error))
    if (text := _failed_generation(answer.body)) is not None:
        return HttpAnswer(200, answer.headers, json.dumps(_completion(text)))
    return answer


def error_in(body: str) -> JsonValue:
    """The error that a body holds in place of an answer, or None."""
    given = parsed(body)
    if isinstance(given, list) and len(given) == 1:
        given = given[0]
    if not isinstance(given, dict):
        return None
    choices = given.get("choices")
    if not isinstance(choices, list) or not choices:
        return given.get("error") or (given if _carries_a_status(given) else None)
    choice = choices[0]
    return (choice.get("error") or None) if isinstance(choice, dict) else None


def parsed(body: str) -> JsonValue:
    """A body's JSON, or None."""
    try:
        given: JsonValue = json.loads(body.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError):
        return None
    return given


def _carries_a_status(given: Object) -> bool:
    """Whether an object without choices says what went wrong, in the way of gateways: {"code": 429, …}."""
    return "choices" not in given and any(_number(given.get(name)) for name in ("code", "status"))


def _status(error: JsonValue) -> int:
    """The status that an error carries, in figures or in words; that of a bad gateway if it carries none."""
    said: list[JsonValue] = [error]
    if isinstance(error, dict):
        said = [error.get(name) for name in ("code", "status", "status_code", "type", "message", "msg")]
    for one in said:
        if number := _number(one):
            return number
    words = " ".join(str(one) for one in said if one).lower()
    return next((status for pattern, status in _STATUS_OF_WORDS if pattern.search(words)), 502)


def _number(value: JsonValue) -> int | None:
    figure = int(value) if isinstance(value, str) and re.fullmatch(r"[45]\d\d", value) else value
    return figure if isinstance(figure, int) and 400 <= figure < 600 else None


def _failed_generation(body: str) -> str | None:
    error = error_in(body)
    text = error.get("failed_generation") if isinstance(error, dict) else None
    return text if isinstance(text, str) and text.strip() else None


def _completion(text: str) -> Object:
    message: JsonValue = {"role": "assistant", "content": text}
    return {"choices": [{"index": 0, "finish_reason": "stop", "message": message}], "usage": None}
