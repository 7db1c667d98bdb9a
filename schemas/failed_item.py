"""What an engine is asked for again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FailedItem:
    """One item of a draft that grounding or verification rejected."""

    path: str
    """Where in the draft, such as `incidents[2]` or `quotes[0]`."""
    item: dict[str, object]
    """The item as the engine gave it."""
    problems: tuple[str, ...]
    """What is wrong, each in a sentence that a model can act on."""
