"""What is wrong with an answer, as the error of the tree that the server met."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache

import httpx
from pydantic import ValidationError

from wirebrief.service import errors
from wirebrief.service.engines.llm.quotas import retry_after
from wirebrief.service.errors import Busy, ConfigurationError, InputError, UpstreamError, WirebriefError
from wirebrief.service.http import refusals
from wirebrief.service.http.models import Problem
from wirebrief.service.http.refusals import BudgetSpent

_OF_THE_WAY = frozenset({408, 429, 502, 503, 504})
"""What a proxy or a balancer answers when the server behind it does not."""


class Unreachable(WirebriefError):
    """The service gave no answer, or half of one.

    Attributes:
        sent: whether the request can have reached it.
        retry_after: seconds that whatever stands before it asks to wait.
    """

    code, status, exit_code, retryable = "unreachable", 503, 5, True
    sent: bool = True
    retry_after: float | None = None


@contextmanager
def reaching() -> Iterator[None]:
    """Raise the errors of the HTTP library as ours.

    Raises:
        Unreachable: there is no connection, or it broke, or the answer took too long.
    """
    try:
        yield
    except httpx.RequestError as error:
        said = str(error) or type(error).__name__
        unreachable = Unreachable(f"The service cannot be reached: {said}.", hint="Does it run, and there?")
        unreachable.sent = not isinstance(
            error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout
        )
        raise unreachable from error


def broken_off() -> Unreachable:
    """A stream that ended before it was told to the end."""
    return Unreachable("The service broke off its answer.", hint="Ask again.")


def error_in(response: httpx.Response) -> WirebriefError:
    """What an answer without success says; the request's id is a note of the error."""
    try:
        told = Problem.model_validate_json(response.content)
    except ValidationError:
        error = _not_ours(response)
    else:
        error = error_of(told, response.headers)
    if request_id := response.headers.get("x-request-id"):
        error.add_note(f"X-Request-ID: {request_id}")
    return error


def error_of(problem: Problem, headers: Mapping[str, str] | None = None) -> WirebriefError:
    """A problem as the error that it was on the server."""
    made = _class_of(problem)(problem.detail, hint=problem.hint)
    wait = retry_after(headers or {})
    if wait is not None and isinstance(made, UpstreamError | Busy | BudgetSpent):
        made.retry_after = wait
    return made


def _class_of(problem: Problem) -> type[WirebriefError]:
    unknown = WirebriefError if problem.status >= 500 else InputError
    return _classes().get(problem.code, unknown)


@cache
def _classes() -> Mapping[str, type[WirebriefError]]:
    """Errors by code; of two with one code the one that is nearer to the root."""
    ours, waiting = {errors.__name__, refusals.__name__}, [WirebriefError]
    found: dict[str, type[WirebriefError]] = {}
    while waiting:
        error = waiting.pop(0)
        waiting += [one for one in error.__subclasses__() if one.__module__ in ours]
        found.setdefault(error.code, error)
    return found


def _not_ours(response: httpx.Response) -> WirebriefError:
    said = f"{response.request.url.host} answered {response.status_code}"
    if response.status_code in _OF_THE_WAY:
        error = Unreachable(f"{said}, and not as the service does.", hint="Does the service run?")
        error.retry_after = retry_after(response.headers)
        return error
    return ConfigurationError(f"{said}: that is no endpoint of Wirebrief.", hint="Look at the base URL.")
