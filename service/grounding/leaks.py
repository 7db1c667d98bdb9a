"""Words of a prompt's example that turn up in an answer although the article does not have them."""

from collections.abc import Iterator

from pydantic import BaseModel

from wirebrief.schemas.draft import Draft
from wirebrief.service.grounding.records import Finding
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.folding import folded, occurrences


def foreign(document: Document, examples: frozenset[str]) -> frozenset[str]:
    """The literals that the article itself does not have, folded; only they can give a leak away."""
    if not examples:
        return frozenset()
    text = folded(document.view.text)
    wanted = {folded(words) for words in examples}
    return frozenset(words for words in wanted if len(words) > 1 and not occurrences(text, words))


def leaks(draft: Draft, examples: frozenset[str]) -> tuple[Finding, ...]:
    """Findings for every string of a draft that holds one of the literals; `examples` as `foreign` gives
    them.
    """
    if not examples or not leaked_in(" \n".join(_words(draft.model_dump())), examples):
        return ()
    return tuple(
        Finding("example_leaked", f"“{leaked}” comes from the prompt's example, not from this article.", path)
        for path, value in _strings(draft, "")
        if (leaked := leaked_in(value, examples))
    )


def leaked_in(text: str, examples: frozenset[str]) -> str | None:
    """The first of the literals, in alphabetical order, that a text holds as whole words."""
    plain = folded(text)
    held = [words for words in examples if words in plain]
    return next((words for words in sorted(held) if occurrences(plain, words)), None)


def _words(dumped: dict[str, object]) -> list[str]:
    """Every string of a dumped draft, in no order."""
    pending: list[object] = [dumped]
    found = []
    while pending:
        value = pending.pop()
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            pending += value.values()
        elif isinstance(value, list):
            pending += value
    return found


def _strings(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _strings(getattr(value, name), f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for n, one in enumerate(value):
            yield from _strings(one, f"{path}[{n}]")
