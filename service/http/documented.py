"""Problems as the description of a route lists them."""

from collections.abc import Iterator
from typing import Any

from wirebrief.service import errors
from wirebrief.service.errors import WirebriefError
from wirebrief.service.http import refusals
from wirebrief.service.http.problems import MEDIA_TYPE

_SAID = {
    400: "The body is not JSON.",
    401: "The request has no key that is known.",
    404: "There is no such thing.",
    408: "The body did not come in time.",
    413: "The body or the article is too long.",
    415: "The article is not text, or the body does not come as JSON, or in a packing not known.",
    422: "The request or the article cannot be used: empty, no article in the page, not on offer, …",
    429: "There is no room, or the key was used too often or is spent; Retry-After says when to come back.",
    500: "The server is not set up for this.",
    502: "The model refused, or its answer cannot be used.",
    503: "The model's server is busy or down, or what is kept cannot be reached; try again later.",
    504: "It took too long.",
}
NEEDS_A_KEY = (401, 429)
TAKES_A_BODY = (400, 401, 408, 413, 415, 422, 429)
TAKES_AN_ARTICLE = (*TAKES_A_BODY, 500, 502, 503, 504)


_BESIDE_ERRORS = {400: ("input",), 500: ("error",)}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems that a route may answer with, each with the codes that it may have."""
    return {
        status: {"description": _SAID[status], "content": {MEDIA_TYPE: {"schema": _with_codes(status)}}}
        for status in statuses
    }


def problem() -> dict[str, Any]:
    """A problem of any code."""
    return {"description": "Not now.", "content": {MEDIA_TYPE: {"schema": _PROBLEM}}}


_PROBLEM = {"$ref": "#/components/schemas/Problem"}


def _with_codes(status: int) -> dict[str, Any]:
    codes = {error.code for error in _tree(WirebriefError) if error.status == status}
    codes |= set(_BESIDE_ERRORS.get(status, ()))
    return {"allOf": [_PROBLEM, {"properties": {"code": {"type": "string", "enum": sorted(codes)}}}]}


def _tree(root: type[WirebriefError]) -> Iterator[type[WirebriefError]]:
    for error in root.__subclasses__():
        if error.__module__ in (errors.__name__, refusals.__name__):
            yield error
            yield from _tree(error)
