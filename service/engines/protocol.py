"""What the pipeline asks of an engine."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from wirebrief.schemas import PromptUse, Usage, Warning
from wirebrief.schemas.draft import Draft
from wirebrief.schemas.failed_item import FailedItem
from wirebrief.service.reading.document import Document


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft and what it took to get it."""

    draft: Draft
    model: str | None = None
    prompts: tuple[PromptUse, ...] = ()
    schema_sha256: str | None = None
    usage: Usage = field(default_factory=Usage)
    attempts: int = 0
    cost_usd: float | None = None
    warnings: tuple[Warning, ...] = ()
    examples: frozenset[str] = frozenset()
    """Literals of the examples in the prompts used, so that none of them passes for a finding."""
    written: str | None = None
    """The language that the engine was asked to write its own words in; None where it was asked for none."""
    by: "Engine | None" = None
    """The engine whose draft it is, where that is not the one that was asked."""
    instead_of: tuple[str, ...] = ()
    """Those that were asked before it and gave none, each with the error it met."""


class Engine(Protocol):
    """Turns a document into a draft. Engines hold no state of one article."""

    @property
    def name(self) -> str: ...

    @property
    def languages(self) -> frozenset[str] | None:
        """Languages it is made for (ISO 639-1), or None for any; the pipeline refuses the others."""
        ...

    async def draft(self, document: Document) -> Drafted:
        """Fill a draft.

        Raises:
            UpstreamError: the model's server gave no usable answer.
        """
        ...

    async def aclose(self) -> None:
        """Release what the engine holds open."""
        ...

    async def repair(self, document: Document, failed: Sequence[FailedItem]) -> Drafted | None:
        """Ask once more for the failed items alone.

        Returns a draft with the records put right, in any order; a record that it leaves out stays as it was,
        one that it gives unchanged is insisted on, and actors may be added. None where the engine has nothing
        better to say.
        """
        ...


Tell = Callable[[Drafted], None]
"""Takes what there is of a draft while it is being written, each time that another record is complete."""


@runtime_checkable
class StreamingEngine(Engine, Protocol):
    """An engine that can be heard while it writes."""

    async def draft_aloud(self, document: Document, tell: Tell) -> Drafted:
        """As `draft`; of a long article each part is told of by itself."""
        ...
