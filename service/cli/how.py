"""How a command is to summarise: what its options say."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wirebrief.service.engines.select import LLMOptions
    from wirebrief.service.spending import Budget


@dataclass(frozen=True, slots=True)
class How:
    """Attributes:
    engine: None for the default one.
    concurrency: articles at a time.
    budget: of the whole run.
    strict: whether an article that fails is a failure of the run.
    """

    engine: str | None
    options: "LLMOptions"
    concurrency: int
    budget: "Budget"
    strict: bool
