"""Choose an engine by name, or by what is configured."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from wirebrief.service.engines.protocol import Engine
from wirebrief.service.errors import ConfigurationError

if TYPE_CHECKING:
    from wirebrief.service.engines.llm.engine import LLMEngine
    from wirebrief.service.engines.llm.telling import OnCall
    from wirebrief.service.journal.journal import Journal

ENGINES = ("rules", "llm")


class LLMOptions(TypedDict, total=False):
    """The settings of `LLMSettings`, the journal's file and a hook; they win over the environment.

    The rules engine takes `min_confidence`, below which it leaves records out.
    """

    min_confidence: float | None
    model: str | None
    provider: str | None
    base_url: str | None
    api_key: str | None
    api_version: str | None
    mode: str | None
    protocol: str | None
    effort: str | None
    language: str | None
    temperature: float | None
    seed: int | None
    trial: int | None
    store: bool | None
    max_output_tokens: int | None
    output_limit: str | None
    context_tokens: int | None
    window_tokens: int | None
    timeout: float | None
    connect_timeout: float | None
    time_budget: float | None
    call_budget: int | None
    token_budget: int | None
    cost_budget: float | None
    requests_per_minute: float | None
    tokens_per_minute: float | None
    max_attempts: int | None
    prices: tuple[float, float, float] | None
    journal: "str | Path | Journal | None"
    on_call: "OnCall | None"
    fallback: str | None


def select_engine(name: str | None = None, **options: object) -> Engine:
    """The engine called `name`; without a name `llm` where a model is configured, else `rules`.

    Importing an engine's library costs time, so each is imported when it is chosen.

    Raises:
        ConfigurationError: no such engine, or its settings do not do.
        MissingExtra: the engine's library is not installed.
    """
    from wirebrief.service.engines.llm.settings import LLMSettings

    given = {key: value for key, value in options.items() if value is not None}
    if name is None:
        name = "llm" if LLMSettings.is_configured(given.get("model")) else "rules"
    bar = _probability(given.pop("min_confidence", None))
    if name == "llm":
        if bar is not None:
            raise ConfigurationError(
                "The llm engine takes no min_confidence.", hint="Leave it out, or choose the rules engine."
            )
        from wirebrief.service.engines.llm.engine import LLMEngine

        journal = _journal(given.pop("journal", None))
        on_call: Any = given.pop("on_call", None)
        chain = str(given.pop("fallback", None) or os.environ.get("WIREBRIEF_FALLBACK", ""))
        engine = LLMEngine(LLMSettings.load(**given), journal=journal, on_call=on_call)
        return _with_fallback(engine, [one.strip() for one in chain.split(",") if one.strip()], given)
    if name == "rules":
        if given:
            raise ConfigurationError(
                f"The rules engine takes no {', '.join(sorted(given))}.",
                hint="Leave it out, or name a model for the llm engine (model=…, WIREBRIEF_MODEL).",
            )
        from wirebrief.service.engines.rules.engine import RulesEngine

        return RulesEngine(min_confidence=bar)
    raise ConfigurationError(f"There is no engine {name!r}.", hint=f"Choose one of: {', '.join(ENGINES)}.")


def _with_fallback(first: "LLMEngine", names: list[str], given: Mapping[str, object]) -> Engine:
    """The engine with those that are asked in its place: `rules`, `MODEL`, or `MODEL@https://endpoint`.

    Another endpoint gets the key of WIREBRIEF_FALLBACK_API_KEY alone: a key must not reach a server that it
    was not given for.
    """
    if not names:
        return first
    from wirebrief.service.engines.fallback import FallbackEngine
    from wirebrief.service.engines.llm.settings import LLMSettings

    engines: list[Engine] = [first]
    for name in names:
        model, _, base_url = name.partition("@")
        if name == "rules":
            engines.append(select_engine("rules"))
        elif base_url:
            apart = {key: value for key, value in given.items() if key not in ("provider", "api_version")}
            key = os.environ.get("WIREBRIEF_FALLBACK_API_KEY", "")
            elsewhere = {**apart, "model": model, "base_url": base_url, "api_key": key}
            engines.append(first.beside(LLMSettings.load({}, **elsewhere)))
        else:
            engines.append(first.beside(LLMSettings.load(**{**given, "model": model})))
    return FallbackEngine(engines)


def _probability(bar: object) -> float | None:
    if bar is None or (isinstance(bar, int | float) and 0 <= bar <= 1):
        return bar
    raise ConfigurationError(f"min_confidence is {bar!r}.", hint="It is a probability, from 0 to 1.")


def _journal(asked: object) -> "Journal | None":
    from wirebrief.service.journal.journal import Journal
    from wirebrief.service.journal.place import journal_at

    if isinstance(asked, Journal):
        return asked
    if asked is None or isinstance(asked, str | Path):
        return journal_at(asked)
    raise ConfigurationError(f"journal is {asked!r}.", hint="It takes a path, or 'off' (WIREBRIEF_JOURNAL).")
