"""What of a prompt's example would give it away in an answer about something else."""

from collections.abc import Iterator

from wirebrief.prompts.registry import Prompt

_FREE_TEXT = frozenset({"headline", "text", "summary"})


def examples(prompt: Prompt) -> frozenset[str]:
    """The literals of the prompt's example by which a leak is known: its invented names and its free text.

    One of them in an answer is a leak where the article has it not. Words that any article may use (weekdays,
    numbers, "reported") are not among them: what checks those is the evidence.
    """
    names = prompt.example.get("names")
    invented = map(str, names) if isinstance(names, list) else ()
    return frozenset(invented) | {*_free_text(prompt.example.get("answer"))}


def _free_text(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in _FREE_TEXT and isinstance(inner, str):
                yield inner
            else:
                yield from _free_text(inner)
    elif isinstance(value, list):
        for item in value:
            yield from _free_text(item)
