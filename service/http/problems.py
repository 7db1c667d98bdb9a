"""Every failure as a problem response (RFC 9457), made from the error tree."""

import math
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from wirebrief.service.errors import InputError, NotText, UnreadableUrl, UpstreamError, WirebriefError
from wirebrief.service.http.models import Fault, Problem

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


def problem(error: WirebriefError) -> Response:
    """The response to an error of the tree."""
    made = Problem(
        title=HTTPStatus(error.status).phrase,
        status=error.status,
        detail=error.message,
        code=error.code,
        hint=error.hint,
        retryable=error.retryable,
    )
    headers = {}
    if isinstance(error, UpstreamError) and error.retry_after is not None:
        headers["retry-after"] = str(max(0, math.ceil(error.retry_after)))
    return respond(made, headers)


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
    app.add_exception_handler(Exception, _unforeseen)


async def _ours(_: Request, error: Exception) -> Response:
    assert isinstance(error, WirebriefError)
    return problem(error)


async def _invalid(request: Request, error: Exception) -> Response:
    """A body that is no request: not JSON, or with parts missing, of the wrong type or unknown."""
    assert isinstance(error, RequestValidationError)
    sent_as = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if sent_as != "application/json":
        return problem(
            NotText(
                f"The body came as {sent_as or 'nothing in particular'}.",
                hint='Send JSON such as {"text": "…"} with content-type application/json.',
            )
        )
    faults = [_fault(e) for e in error.errors()]
    for found, raw in zip(faults, error.errors(), strict=True):
        if found.path in _REFUSED and raw["type"] == "extra_forbidden":
            return problem(_REFUSED[found.path])
    broken = any(e["type"] == "json_invalid" for e in error.errors())
    status = 400 if broken else 422
    made = Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail="The body is not JSON." if broken else "The request cannot be read: " + _told(faults),
        code="input",
        hint="The fields are described in /openapi.json.",
        errors=faults,
    )
    return respond(made)


def _fault(error: Mapping[str, object]) -> Fault:
    where = error["loc"]
    assert isinstance(where, tuple)
    return Fault(path=".".join(map(str, where[1:])), message=str(error["msg"]))


def _told(faults: list[Fault]) -> str:
    return "; ".join(f"{fault.path or 'body'}: {fault.message}" for fault in faults)


async def _plain(_: Request, error: Exception) -> Response:
    """No such path, or another method."""
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, WirebriefError):  # a body too long, found while it was read
        return problem(error.__cause__)
    made = Problem(
        title=HTTPStatus(error.status_code).phrase,
        status=error.status_code,
        detail=str(error.detail),
        code=HTTPStatus(error.status_code).name.lower(),
        hint="POST /v1/summaries; see /openapi.json.",
    )
    return respond(made, error.headers)


async def _unforeseen(_: Request, error: Exception) -> Response:
    made = Problem(
        title=HTTPStatus(500).phrase,
        status=500,
        detail="Something went wrong in the service; its log says what.",
        code="error",
        hint="Report it with the article, if you can.",
    )
    return respond(made)
