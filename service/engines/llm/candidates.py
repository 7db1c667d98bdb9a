"""Which of the JSON in a model's words is the draft.

Models think aloud, quote the form, wrap the answer in the name of the tool, put JSON into a string of JSON
and add remarks in JSON. The draft is the object that has the most of a draft.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from wirebrief.schemas.draft import Draft
from wirebrief.service.engines.llm.loose_json import Container, objects, unescaped

Given = dict[str, JsonValue]

THOUGHT = re.compile(r"</(?:think|thinking|thought|thoughts|reasoning|analysis|scratchpad)>", re.IGNORECASE)
_ENCODED = re.compile(r'\{\s*\\+"')
_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """An object with a draft's keys.

    Attributes:
        given: its entries, whole records only.
        broken: the list that was being written where the answer broke off, "" if none was; None if the
            object is whole.
    """

    given: Given
    broken: str | None = None

    @property
    def records(self) -> int:
        return sum(len(value) for value in self.given.values() if isinstance(value, list))

    @property
    def fullness(self) -> tuple[int, int]:
        said = sum(bool(value) for key, value in self.given.items() if key in Draft.model_fields)
        return self.records, said


def fullest(texts: Sequence[str]) -> Candidate | None:
    """The draft in a model's words; each text may hold a part of it, as the calls of several tools do."""
    parts = [found for text in texts if (found := _in_text(text)) is not None]
    if len(parts) < 2:
        return parts[0] if parts else None
    return _together(parts) or max(reversed(parts), key=lambda part: part.fullness)


def _in_text(text: str) -> Candidate | None:
    """After any thinking aloud, else anywhere."""
    spoken = THOUGHT.split(text)[-1]
    for words in dict.fromkeys((spoken, text)):
        if found := list(_candidates(words)):  # of equals the last, for the first may be quoted
            return max(reversed(found), key=lambda candidate: candidate.fullness)
    return None


def _candidates(text: str, depth: int = 0) -> Iterator[Candidate]:
    """The outermost objects with a draft's keys, also in JSON that was written into a string."""
    found = False
    for read in objects(text):
        for candidate in _within(read.value, read.open, depth):
            found = True
            yield candidate
    encoded = _ENCODED.search(text)
    if not found and encoded and depth < _DEEPEST:  # and broken off, else it would have been a value
        yield from _candidates(unescaped(text[encoded.start() :]), depth + 1)


def _within(value: JsonValue, unclosed: list[Container], depth: int) -> Iterator[Candidate]:
    if depth == _DEEPEST:
        return
    if isinstance(value, dict):
        if value.keys() & Draft.model_fields.keys():
            yield whole_records(value, unclosed)
            return
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _within(inner, unclosed, depth + 1)
    elif isinstance(value, str) and "{" in value:
        yield from _candidates(value, depth + 1)


def whole_records(given: Given, unclosed: list[Container]) -> Candidate:
    """Without the record that was being written where the answer broke off."""
    place = next((n for n, container in enumerate(unclosed) if container is given), None)
    if place is None:
        return Candidate(given)
    inner = unclosed[place + 1 :]
    if not inner:
        return Candidate(given, "")
    facet = next(key for key, value in given.items() if value is inner[0])
    entries = inner[0]
    if isinstance(entries, dict):
        return Candidate({key: value for key, value in given.items() if key != facet}, facet)
    whole = entries[:-1] if len(inner) > 1 else entries
    return Candidate({**given, facet: whole}, facet)


def _together(parts: Sequence[Candidate]) -> Candidate | None:
    """The parts as one draft, or None where they contradict each other: same id, other record."""
    lists: dict[str, list[JsonValue]] = {}
    rest: Given = {}
    for part in sorted(parts, key=lambda part: part.fullness, reverse=True):
        for key, value in part.given.items():
            if isinstance(value, list):
                kept = lists.setdefault(key, [])
                kept += [item for item in value if item not in kept]
            elif value:
                rest.setdefault(key, value)
    if any(_clash(items) for items in lists.values()):
        return None
    broken = next((part.broken for part in parts if part.broken is not None), None)
    return Candidate({**rest, **lists}, broken)


def _clash(items: Sequence[JsonValue]) -> bool:
    ids = [str(item["id"]) for item in items if isinstance(item, dict) and item.get("id")]
    return len(set(ids)) < len(ids)
