"""Every failure as a problem response (RFC 9457), made from the error tree."""

import math
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.routing import Match

from wirebrief.service.errors import (
    Busy,
    ConfigurationError,
    InputError,
    NotText,
    UnknownModel,
    UnreadableUrl,
    UpstreamError,
    WirebriefError,
)
from wirebrief.service.http.models import Fault, Problem
from wirebrief.service.http.notes import note_of
from wirebrief.service.http.refusals import BudgetSpent, NotOffered

MEDIA_TYPE = "application/problem+json"

_OURS_TO_SET = "It is set where the server is started, never by a request."
_REFUSED: Mapping[str, WirebriefError] = {
    "url": UnreadableUrl(
        "The endpoint reads no addresses.",
        hint="Fetch the page yourself and send it as html, or send its text.",
    ),
    "base_url": InputError("A request cannot name the model's server.", hint=_OURS_TO_SET),
    "api_key": InputError("A request cannot carry a key.", hint=_OURS_TO_SET),
}


_NO_JSON = "The body is not JSON."
_LONGEST_WAIT = 24 * 3600
"""Seconds; a server that names a later time is not one to wait for."""


def told(error: WirebriefError) -> Problem:
    """An error of the tree, as a client is told of it."""
    detail, hint = _public(error)
    return Problem(
        title=HTTPStatus(error.status).phrase,
        status=error.status,
        detail=detail,
        code=error.code,
        hint=hint,
        retryable=error.retryable,
    )


def problem(error: WirebriefError) -> Response:
    """The response to an error of the tree."""
    headers = {}
    wait = error.retry_after if isinstance(error, UpstreamError | Busy | BudgetSpent) else None
    if wait is not None and wait <= _LONGEST_WAIT:
        headers["retry-after"] = str(max(0, math.ceil(wait)))
    return respond(told(error), headers)


_OPERATOR = "Whoever runs the service finds more in its log, under the request's id."
_MODEL_FAULTS: Mapping[str, str] = {
    "authentication_failed": "The model's server refused this service.",
    "rate_limited": "The model's server takes no more calls for now.",
    "upstream_timeout": "The model did not answer in time.",
    "upstream_unavailable": "The model's server cannot be reached, or failed.",
    "circuit_open": "The model's server has failed often and is left alone for now.",
    "refused": "The model declined to answer.",
    "truncated": "The model's answer was cut off.",
    "malformed": "The model's answer cannot be used.",
}


def _public(error: WirebriefError) -> tuple[str, str]:
    """What a client is told; hosts and variables of this server's are for its log."""
    if isinstance(error, UpstreamError):
        return _MODEL_FAULTS.get(error.code, "The model's server gave no answer."), _OPERATOR
    if isinstance(error, UnknownModel) and not isinstance(error, NotOffered):
        return "The model's server does not know the model.", _OPERATOR
    if isinstance(error, ConfigurationError) and not isinstance(error, NotOffered):
        return "The service is not set up for this.", _OPERATOR
    return error.message, _OPERATOR if "WIREBRIEF_" in error.hint else error.hint


def not_ready(detail: str, hint: str, *, code: str = "not_ready", retryable: bool = False) -> Response:
    """Why no article should be sent here yet."""
    phrase = HTTPStatus(503).phrase
    return respond(
        Problem(title=phrase, status=503, detail=detail, code=code, hint=hint, retryable=retryable)
    )


def respond(made: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """A problem on the wire."""
    return Response(made.model_dump_json(), made.status, dict(headers or {}), MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Have every failure of an app answered by a problem; what is ours to fix tells the client nothing."""
    app.add_exception_handler(WirebriefError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _plain)


async def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, WirebriefError)
    note_of(request.scope).code = error.code
    return problem(error)


_MOST_FAULTS = 20
_LONGEST_NAME = 80


async def _invalid(request: Request, error: Exception) -> Response:
    """A body that is no request: not JSON, or with parts missing, of the wrong type or unknown."""
    assert isinstance(error, RequestValidationError)
    sent_as = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    of_the_body = any(e["loc"][:1] == ("body",) for e in error.errors())
    if of_the_body and sent_as != "application/json":
        return problem(
            NotText(
                f"The body came as {sent_as or 'nothing in particular'}.",
                hint='Send JSON such as {"text": "…"} with content-type application/json.',
            )
        )
    told = error.errors()[:_MOST_FAULTS]
    faults = [_fault(e) for e in told]
    for found, raw in zip(faults, told, strict=True):
        if found.path in _REFUSED and raw["type"] == "extra_forbidden":
            return problem(_REFUSED[found.path])
    broken = any(e["type"] == "json_invalid" for e in error.errors())
    status = 400 if broken else 422
    made = Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=_NO_JSON if broken else "The request cannot be read: " + _listed(faults, len(error.errors())),
        code="input",
        hint="The fields are described in /openapi.json.",
        errors=faults,
    )
    note_of(request.scope).code = made.code
    return respond(made)


def _fault(error: Mapping[str, object]) -> Fault:
    where = error["loc"]
    assert isinstance(where, tuple)
    return Fault(path=".".join(str(step)[:_LONGEST_NAME] for step in where[1:]), message=str(error["msg"]))


def _listed(faults: list[Fault], all_of_them: int) -> str:
    more = [f"and {all_of_them - len(faults)} more"] if all_of_them > len(faults) else []
    return "; ".join([*(f"{fault.path or 'body'}: {fault.message}" for fault in faults), *more])


async def _plain(request: Request, error: Exception) -> Response:
    """No such path, another method, or a body that cannot be decoded."""
    assert isinstance(error, HTTPException)
    headers = {name.lower(): value for name, value in (error.headers or {}).items()}
    if error.status_code == 405:
        headers["allow"] = ", ".join(_allowed(request))
    broken = error.status_code == 400  # the framework's word for a body that is no text
    made = Problem(
        title=HTTPStatus(error.status_code).phrase,
        status=error.status_code,
        detail=_NO_JSON if broken else str(error.detail),
        code="input" if broken else HTTPStatus(error.status_code).name.lower(),
        hint="What there is stands in /openapi.json.",
    )
    return respond(made, headers)


def _allowed(request: Request) -> list[str]:
    """The methods of a path, of all its routes; the framework tells those of the first alone."""
    found: set[str] = set()
    for route in request.app.routes:
        if route.matches(request.scope)[0] is not Match.NONE:
            found |= getattr(route, "methods", None) or set()
    return sorted(found)


def fault_of_ours() -> Problem:
    """What a client is told of an error that is not its own."""
    return Problem(
        title=HTTPStatus(500).phrase,
        status=500,
        detail="Something went wrong in the service; its log says what.",
        code="error",
        hint="Report it with the request's id.",
    )
