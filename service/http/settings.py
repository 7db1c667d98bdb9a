"""What a server offers, and its limits; a client chooses among what is here and sets nothing else."""

from dataclasses import dataclass
from typing import Self

from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.engines.select import ENGINES
from wirebrief.service.errors import ConfigurationError


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """Settings of one server.

    Attributes:
        engines: those on offer; the first is used where a client names none.
        models: those that the `llm` engine may be asked for; the first is used where a client names none.
        base_url: the models' endpoint; else that of the environment, as is the key.
        max_body: bytes of a request's body.
        time_limit: seconds that one article may take, model calls included.
    """

    engines: tuple[str, ...] = ("rules",)
    models: tuple[str, ...] = ()
    base_url: str | None = None
    max_body: int = 4 * 2**20
    time_limit: float = 120.0

    def __post_init__(self) -> None:
        choice = f"Choose among: {', '.join(ENGINES)}."
        if not self.engines:
            raise ConfigurationError("No engine is on offer.", hint=choice)
        if unknown := sorted(set(self.engines) - set(ENGINES)):
            raise ConfigurationError(f"There is no engine {unknown[0]!r}.", hint=choice)
        if "llm" in self.engines:
            LLMSettings.load(model=self.models[0] if self.models else None, base_url=self.base_url)

    @classmethod
    def load(
        cls,
        *,
        engines: tuple[str, ...] = (),
        models: tuple[str, ...] = (),
        base_url: str | None = None,
        time_limit: float = 120.0,
    ) -> Self:
        """Settings from arguments and environment: without a word on engines, what is configured is offered.

        Raises:
            ConfigurationError: an unknown engine, or `llm` without a model or a key.
        """
        from os import environ

        if not models and (named := environ.get("WIREBRIEF_MODEL", "").strip()):
            models = (named,)
        if not engines:
            engines = ("llm", "rules") if models else ("rules",)
        return cls(engines=engines, models=models, base_url=base_url, time_limit=time_limit)
