"""Every exception class of the client libraries has a place in our tree."""

import importlib
import inspect
import pkgutil
from types import ModuleType

import httpx
import instructor
import openai
import pytest

from wirebrief.service.engines.llm.client import http_library
from wirebrief.service.engines.llm.faults import BY_CLASS, fault, fault_class
from wirebrief.service.engines.llm.quotas import retry_after
from wirebrief.service.errors import RateLimited, WirebriefError


def path(cls: type[BaseException]) -> str:
    return f"{cls.__module__}.{cls.__name__}"


def exceptions_of(package: ModuleType, *, under: str) -> set[type[BaseException]]:
    """The exception classes that the modules under a package define."""
    root = importlib.import_module(under)
    modules = [root]
    if hasattr(root, "__path__"):
        names = [m.name for m in pkgutil.iter_modules(root.__path__, f"{under}.")]
        modules += [importlib.import_module(name) for name in names if "__main__" not in name]
    classes = {c for m in modules for _, c in inspect.getmembers(m, inspect.isclass)}
    ours = {c for c in classes if c.__module__.partition(".")[0] == package.__name__}
    return {c for c in ours if issubclass(c, Exception)}


OPENAI = exceptions_of(openai, under="openai._exceptions") | exceptions_of(openai, under="openai")
INSTRUCTOR = exceptions_of(instructor, under="instructor.core") | exceptions_of(
    instructor, under="instructor.v2.core"
)


def test_there_are_classes_to_walk() -> None:
    """The walk finds what everybody knows to be there."""
    assert {openai.RateLimitError, openai.APITimeoutError} <= OPENAI
    assert "InstructorRetryException" in {c.__name__ for c in INSTRUCTOR}


@pytest.mark.parametrize("cls", sorted(OPENAI | INSTRUCTOR, key=path), ids=path)
def test_every_class_is_mapped(cls: type[BaseException]) -> None:
    """A new class in a new release fails here until somebody has decided what it means."""
    assert fault_class(cls) is not None, f"{path(cls)} has no place in the tree"


@pytest.mark.parametrize("cls", sorted((c for c in OPENAI if c.__name__[0] != "_"), key=path), ids=path)
def test_every_openai_class_has_a_row_of_its_own(cls: type[BaseException]) -> None:
    """None is covered by its parent alone, save where the parent says it all."""
    assert cls.__name__ in BY_CLASS["openai"]


def test_an_error_of_ours_stays_what_it_is() -> None:
    ours = RateLimited("later")
    assert fault(ours, "server") is ours


def test_an_exception_that_nobody_knows_still_gets_a_place() -> None:
    assert isinstance(fault(RuntimeError("?"), "server"), WirebriefError)


@pytest.mark.parametrize("library", {httpx, http_library()}, ids=lambda m: m.__name__)
def test_a_response_of_either_http_library_is_understood(library: ModuleType) -> None:
    """openai 3 hands out httpx2's, or httpx's where the caller gave an httpx client."""
    request = library.Request("POST", "http://server/v1/chat/completions")
    response = library.Response(429, request=request, headers={"retry-after": "7"})
    error = openai.RateLimitError("slow", response=response, body=None)
    mapped = fault(error, "server")
    assert isinstance(mapped, RateLimited)
    assert mapped.retry_after == retry_after(response.headers) == 7


@pytest.mark.parametrize("said", ["slow down", "slow down.", "slow down!"])
def test_what_a_server_says_and_what_to_do_are_two_sentences(said: str) -> None:
    assert ". Try again later" in str(RateLimited(said, hint="Try again later.")).replace("!", ".")
