"""Every exception of the client libraries, and every answer that is none, as one of our errors.

The tables go by class name, so that a class which one release lacks is no import error in another; a test
walks the exception classes of both libraries and fails on one that no table has.
"""

import re
from collections.abc import Mapping
from typing import Any

from wirebrief.service.engines.llm.bodies import error_in, parsed
from wirebrief.service.engines.llm.exchange import HttpAnswer
from wirebrief.service.engines.llm.quotas import asked_wait
from wirebrief.service.errors import (
    AuthenticationFailed,
    BudgetExceeded,
    ConfigurationError,
    Malformed,
    RateLimited,
    Refused,
    TooLong,
    Truncated,
    UnknownModel,
    UpstreamError,
    UpstreamTimeout,
    UpstreamUnavailable,
    WirebriefError,
)

BY_CLASS: Mapping[str, Mapping[str, type[WirebriefError]]] = {
    "openai": {
        "APITimeoutError": UpstreamTimeout,
        "APIConnectionError": UpstreamUnavailable,
        "APIResponseValidationError": Malformed,
        "AuthenticationError": AuthenticationFailed,
        "OAuthError": AuthenticationFailed,
        "SubjectTokenProviderError": AuthenticationFailed,
        "PermissionDeniedError": AuthenticationFailed,
        "NotFoundError": UnknownModel,
        "BadRequestError": ConfigurationError,
        "UnprocessableEntityError": ConfigurationError,
        "ConflictError": UpstreamUnavailable,
        "RateLimitError": RateLimited,
        "InternalServerError": UpstreamUnavailable,
        "APIStatusError": UpstreamUnavailable,
        "APIError": UpstreamUnavailable,
        "LengthFinishReasonError": Truncated,
        "ContentFilterFinishReasonError": Refused,
        "InvalidWebhookSignatureError": Malformed,
        "WebSocketConnectionClosedError": UpstreamUnavailable,
        "WebSocketQueueFullError": UpstreamUnavailable,
        "MissingStreamClassError": Malformed,
        "StreamAlreadyConsumed": Malformed,
        "OpenAIError": ConfigurationError,  # raised by itself for missing credentials
    },
    "instructor": {
        "IncompleteOutputException": Truncated,
        "TokenBudgetError": BudgetExceeded,
        "InstructorRetryException": Malformed,
        "ValidationError": Malformed,
        "AsyncValidationError": Malformed,
        "ResponseParsingError": Malformed,
        "ProviderError": UpstreamUnavailable,
        "ConfigurationError": ConfigurationError,
        "ModeError": ConfigurationError,
        "ClientError": ConfigurationError,
        "MultimodalError": ConfigurationError,
        "RemoteFetchError": UpstreamUnavailable,
        "InstructorError": Malformed,
    },
}

_BY_STATUS: Mapping[int, type[WirebriefError]] = {
    400: ConfigurationError,
    401: AuthenticationFailed,
    403: AuthenticationFailed,
    404: UnknownModel,
    422: ConfigurationError,
    429: RateLimited,
}
"""Every other status is a server in trouble."""

_HINTS: Mapping[type[WirebriefError], str] = {
    AuthenticationFailed: "Check the key (WIREBRIEF_API_KEY or OPENAI_API_KEY) and what its account may use.",
    UnknownModel: "Check WIREBRIEF_MODEL; most servers list their models under /models.",
    RateLimited: "Try again later, or send fewer articles at a time.",
    UpstreamTimeout: "Try again, or allow more time (WIREBRIEF_TIMEOUT).",
    UpstreamUnavailable: "Try again later; check that WIREBRIEF_BASE_URL is right and the server runs.",
    Truncated: "Allow longer answers (WIREBRIEF_MAX_OUTPUT_TOKENS), or send a shorter article.",
    Refused: "Another model may accept the article; engine='rules' always does.",
    TooLong: "Send a shorter article, or use a model with a larger window.",
    Malformed: "Try another mode (WIREBRIEF_MODE) or a stronger model.",
    ConfigurationError: "Check the llm engine's settings against what the server supports (docs/llm.md).",
}
_TOO_LONG = re.compile(
    r"context[ _](?:length|size|window)|maximum context|(prompt|input) is too long|too many (input )?tokens"
)
_FILTERED = re.compile(r"content[ _](?:filter|management policy|policy)")
_NO_MODEL = re.compile(r"model.*(?:not found|not exist|unknown)|(?:unknown|invalid|no such) model")
_NO_CREDIT = re.compile(r"insufficient_quota|exceeded your current quota|insufficient balance|out of credit")


def fault_class(error: type[BaseException]) -> type[WirebriefError] | None:
    """What an exception class of a client library stands for, or None for a class of another library."""
    for parent in error.__mro__:
        table = BY_CLASS.get(parent.__module__.partition(".")[0], {})
        if parent.__name__ in table:
            return table[parent.__name__]
    return None


def fault(error: Exception, server: str, secret: str | None = None) -> WirebriefError:
    """The error to raise for an exception of a client library.

    `server` names the endpoint in the message; `secret` is kept out of it, should the server echo it.
    """
    if isinstance(error, WirebriefError):
        return error
    if isinstance(error.__cause__, WirebriefError):  # raised by ours under the library's feet
        return error.__cause__
    response = getattr(error, "response", None)
    if response is not None and (refused := refusal_of(answer_of(response), server, secret)) is not None:
        return refused
    kind = fault_class(type(error)) or Malformed
    said = redacted(_shortened(str(error), error.__cause__), secret)
    return kind(f"{server}: {said}", hint=_HINTS.get(kind, ""))


def refusal_of(answer: HttpAnswer, server: str, secret: str | None = None) -> WirebriefError | None:
    """The error to raise for an answer whose status is no success, or None."""
    status = answer.status
    if status < 300:
        return None
    said = redacted(detail(answer.body) or f"HTTP status {status}", secret)
    kind = _by_status(status, _BY_STATUS.get(status, UpstreamUnavailable), said.lower())
    message = f"{server} answered {status}: {said}"
    if 300 <= status < 400:
        return ConfigurationError(message, hint=_moved(answer.headers.get("location", "")))
    refused = kind(message, hint=_HINTS.get(kind, ""))
    if kind is AuthenticationFailed and status != 403:  # which may be about one article: firewalls read along
        refused.for_all = True
    if isinstance(refused, UpstreamError):
        refused.retry_after = asked_wait(status, answer.headers, answer.body)
    return refused


def answer_of(response: Any) -> HttpAnswer:  # noqa: ANN401 - of httpx or httpx2
    """A response of either HTTP library, read."""
    headers = {name.lower(): value for name, value in response.headers.items()}
    return HttpAnswer(response.status_code, headers, response.text)


def _by_status(status: int, kind: type[WirebriefError], said: str) -> type[WirebriefError]:
    """Where the status alone, or what the server said, tells more than the exception's class."""
    if status in (400, 413, 422, 500) and (status == 413 or _TOO_LONG.search(said)):
        return TooLong
    if status in (400, 403, 422) and _FILTERED.search(said):
        return Refused
    if status in (400, 422) and _NO_MODEL.search(said):
        return UnknownModel
    if status == 404 and "model" not in said:
        return ConfigurationError
    if status == 402 or (status == 429 and _NO_CREDIT.search(said)):
        return AuthenticationFailed
    if status == 408:
        return UpstreamTimeout
    return ConfigurationError if 300 <= status < 400 or status == 405 else kind


def detail(body: str) -> str:
    """What the server said, in at most 300 characters; of an HTML page only that it is one."""
    if re.match(r"\s*(?:<!doctype|<html|<\?xml)", body, re.IGNORECASE):
        return "a web page, not an API's answer"
    given = error_in(body) or parsed(body) or body
    if isinstance(given, dict):
        code, said = given.get("code"), given.get("message") or given.get("msg")
        return _shortened(f"{said} ({code})" if code and said else str(said or given))
    return _shortened(str(given))


def _shortened(text: str, cause: BaseException | None = None) -> str:
    text = " ".join(text.split())
    if cause is not None and text in ("Connection error.", ""):
        text = f"{text} {cause}".strip()
    return text if len(text) <= 300 else text[:299] + "…"


def redacted(text: str, secret: str | None) -> str:
    """The text without the key."""
    return text.replace(secret, "[key]") if secret else text


def _moved(target: str) -> str:
    return f"Set WIREBRIEF_BASE_URL to where it really is{f' ({target})' if target else ''}."
