"""How a command is to summarise: what its options say."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wirebrief.service.engines.select import LLMOptions
    from wirebrief.service.function import Summarizer
    from wirebrief.service.spending import Budget


@dataclass(frozen=True, slots=True)
class How:
    """Attributes:
    engine: None for the default one.
    concurrency: articles at a time.
    budget: of the whole run.
    strict: whether an article that fails is a failure of the run.
    processes: that share the work of the rules engine.
    """

    engine: str | None
    options: "LLMOptions"
    concurrency: int
    budget: "Budget"
    strict: bool
    processes: int = 1

    def summarizer(self) -> "Summarizer":
        """What does the work; an async context manager.

        Raises:
            ConfigurationError: the options do not go together.
        """
        from wirebrief.service.function import borrowed

        return borrowed(self.engine, self.options, self.processes)
