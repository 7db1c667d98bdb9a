"""The functions of the embedded engine as rules that can be silenced: made to say nothing, wherever they are
already known, for as long as a measurement takes.
"""

import importlib
import inspect
import pkgutil
import types
import typing
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import CodeType, FrameType, FunctionType

from wirebrief.service.engines import rules


@dataclass(frozen=True, slots=True)
class Silence:
    """One way to make a function say nothing."""

    what: str
    stub: FunctionType
    speaks: Callable[[object, FrameType], bool]
    """Whether an answer of the function, at the end of its frame, is more than this silence."""


@dataclass(slots=True)
class Rule:
    name: str
    function: FunctionType
    silences: list[Silence]
    lines: int
    cases: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """By the silence, the texts in which the rule says more than that."""


def rules_of(packages: Sequence[str]) -> Iterator[Rule]:
    """The rules of some packages or modules of the engine, by name."""
    for module in _modules(packages):
        short = module.__name__.removeprefix(rules.__name__ + ".")
        for name, function in _functions(module):
            silences = list(_silences(function))
            if silences:
                lines = len(inspect.getsource(function).splitlines())
                yield Rule(f"{short}.{name}", function, silences, lines)


def _functions(module: types.ModuleType) -> Iterator[tuple[str, FunctionType]]:
    """The functions and methods that a module defines, but for those that close over others."""
    for holder in (module, *(c for _, c in inspect.getmembers(module, inspect.isclass))):
        for name, member in vars(holder).items():
            inner = member.fget if isinstance(member, property) else member
            function = inspect.unwrap(inner) if callable(inner) else None
            if not isinstance(function, FunctionType) or function.__module__ != module.__name__:
                continue
            if not name.startswith("__") and not function.__code__.co_freevars:
                yield name, function


def _modules(packages: Sequence[str]) -> Iterator[types.ModuleType]:
    for package in packages:
        module = importlib.import_module(f"{rules.__name__}.{package}")
        yield module
        for found in pkgutil.walk_packages(getattr(module, "__path__", ()), module.__name__ + "."):
            yield importlib.import_module(found.name)


def _nothing(*_: object) -> Iterator[object]:
    return iter(())


def _no_list(*_: object) -> list[object]:
    return []


def _no_tuple(*_: object) -> tuple[object, ...]:
    return ()


def _no_set(*_: object) -> frozenset[object]:
    return frozenset()


def _no_word(*_: object) -> str:
    return ""


def _none(*_: object) -> None:
    return None


def _no(*_: object) -> bool:
    return False


def _yes(*_: object) -> bool:
    return True


def _minus(*_: object) -> int:
    return -1


def _first(*given: object) -> object:
    return given[0]


def _second(*given: object) -> object:
    return given[1]


def _third(*given: object) -> object:
    return given[2]


def _fourth(*given: object) -> object:
    return given[3]


_GIVEN = (_first, _second, _third, _fourth)
_EMPTY: dict[object, Callable[..., object]] = {
    list: _no_list,
    tuple: _no_tuple,
    frozenset: _no_set,
    set: _no_set,
    str: _no_word,
}


def _silences(function: FunctionType) -> Iterator[Silence]:
    """The ways in which a function can say nothing, by its types."""
    try:
        hints = typing.get_type_hints(function)
    except NameError:
        return
    returned = hints.pop("return", None)
    origin = typing.get_origin(returned) or returned
    if returned is bool:
        yield Silence("no", _code(_no), lambda answer, _: answer is not False)
        yield Silence("yes", _code(_yes), lambda answer, _: answer is not True)
    elif returned is int:
        yield Silence("-1", _code(_minus), lambda answer, _: answer != -1)
    elif origin in _EMPTY:
        yield Silence("empty", _code(_EMPTY[origin]), lambda answer, _: bool(answer))
    elif isinstance(origin, type) and issubclass(origin, Iterable) and origin.__module__ == "collections.abc":
        yield Silence("empty", _code(_nothing), lambda answer, _: answer is not None and answer != [])
    elif type(None) in typing.get_args(returned):
        yield Silence("None", _code(_none), lambda answer, _: answer is not None)
    names = list(inspect.signature(function).parameters)
    for at, name in enumerate(names[: len(_GIVEN)]):
        if returned not in (bool, str) and hints.get(name) == returned:
            yield Silence(f"its {name}", _code(_GIVEN[at]), _is_more_than(name))


def _is_more_than(name: str) -> Callable[[object, FrameType], bool]:
    return lambda answer, frame: answer != frame.f_locals.get(name)


def _code(stub: Callable[..., object]) -> FunctionType:
    assert isinstance(stub, FunctionType)
    return stub


@contextmanager
def silenced(rule: Rule, silence: Silence) -> Iterator[None]:
    """The rule's function, wherever it is already known, says nothing for a while."""
    code, keywords = rule.function.__code__, rule.function.__kwdefaults__
    rule.function.__code__, rule.function.__kwdefaults__ = _with_keywords(silence.stub.__code__), None
    try:
        yield
    finally:
        rule.function.__code__, rule.function.__kwdefaults__ = code, keywords


def _with_keywords(code: CodeType) -> CodeType:
    """The code of a stub, which takes any keywords too."""
    return code.replace(
        co_flags=code.co_flags | inspect.CO_VARKEYWORDS,
        co_varnames=(*code.co_varnames, "keywords"),
        co_nlocals=code.co_nlocals + 1,
    )
