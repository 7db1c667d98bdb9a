"""What the `llm` engine can be told, by argument or by environment; docs/llm.md has the table."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Literal, Self, get_args

from wirebrief.service.engines.llm.free_text import NAMES, OF_ARTICLE
from wirebrief.service.engines.llm.providers import PROVIDERS, Endpoint, Provider
from wirebrief.service.errors import ConfigurationError
from wirebrief.service.spending import Budget

Mode = Literal["json_schema", "tools", "json"]
Protocol = Literal["records", "lines"]
Effort = Literal["none", "minimal", "low", "medium", "high", "xhigh"]
OutputLimit = Literal["max_completion_tokens", "max_tokens"]

DEFAULT_BASE_URL = "https://api.openai.com/v1"

MODEL_HINT = "Set WIREBRIEF_MODEL or pass a model, or use engine='rules', which needs none."
KEY_HINT = (
    "Set OPENAI_API_KEY (or WIREBRIEF_API_KEY); for a server without keys set WIREBRIEF_BASE_URL, "
    "such as http://localhost:8080/v1."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LLMSettings:
    """Settings of one engine.

    Attributes:
        model: the model's name at the endpoint.
        provider: one of `PROVIDERS`, for its address and what differs there; None for OpenAI.
        base_url: the endpoint, where it is not the provider's own.
        api_version: what Azure wants to be asked in.
        api_key: never shown, nor logged.
        mode: how the schema is put to the model.
        protocol: `lines` (a string a record, two thirds of the tokens) or `records` (an object, held to our
            labels by the schema: for small models).
        temperature, seed: None for what the prompt says (temperature) or nothing (seed).
        trial: number of the trial; the journal may hold another answer to the same question for each.
        effort: reasoning effort, for models that have one; None says nothing about it.
        language: of the headline, key points and summaries, as an ISO 639-1 code, or `article` for that of
            each article, named; None leaves it at the instructions, which ask for that one too.
        store: whether the provider may keep the exchange.
        max_output_tokens: limit of one answer, reasoning included.
        output_limit: the parameter that carries it; switched by itself where a server knows only the other.
        context_tokens: the model's window, question and answer together.
        window_tokens: of a longer article only so many tokens are shown at a time; None for as many as an
            answer can record.
        timeout: seconds for one call, from connecting to the last byte.
        connect_timeout: seconds to reach the server.
        time_budget: seconds for one article with all its questions, attempts and waits.
        call_budget, token_budget, cost_budget: calls, tokens in and out, and US dollars for one article; None
            for no limit.
        requests_per_minute, tokens_per_minute: how fast this model may be called, by the whole process.
        max_attempts: calls for one answer where the server is busy or fails.
        prices: US dollars per million tokens (input, cached input, output), where known.
    """

    model: str
    provider: str | None = None
    base_url: str | None = None
    api_version: str | None = None
    api_key: str | None = field(default=None, repr=False)
    mode: Mode = "json_schema"
    protocol: Protocol = "lines"
    temperature: float | None = None
    seed: int | None = None
    trial: int = 1
    effort: Effort | None = None
    language: str | None = None
    store: bool = False
    max_output_tokens: int = 16_384
    output_limit: OutputLimit = "max_completion_tokens"
    context_tokens: int = 128_000
    window_tokens: int | None = None
    timeout: float = 180.0
    connect_timeout: float = 10.0
    time_budget: float = 600.0
    call_budget: int | None = None
    token_budget: int | None = None
    cost_budget: float | None = None
    requests_per_minute: float | None = None
    tokens_per_minute: float | None = None
    max_attempts: int = 4
    prices: tuple[float, float, float] | None = None

    def __post_init__(self) -> None:
        if not self.model.strip():
            raise ConfigurationError("No model is set.", hint=MODEL_HINT)
        if self.base_url is None and not self.api_key:
            raise ConfigurationError("There is no key for the model's provider.", hint=KEY_HINT)
        if self.base_url is not None and not self.base_url.startswith(("http://", "https://")):
            raise ConfigurationError(
                f"{self.base_url!r} is no web address.",
                hint="It begins with http:// or https:// and often ends in /v1.",
            )
        for name, allowed in _CHOICES.items():
            _check_choice(name, getattr(self, name), allowed)
        for name in _POSITIVE:
            value = getattr(self, name)
            if value is not None and not value > 0:
                raise ConfigurationError(f"{name} is {value}.", hint="It has to be greater than 0.")

    @property
    def endpoint(self) -> Endpoint:
        """Where requests go."""
        return Endpoint.of(self.base_url or DEFAULT_BASE_URL, self.model, self.api_version)

    @property
    def budget(self) -> Budget:
        """What one article may spend."""
        return Budget(
            calls=self.call_budget, tokens=self.token_budget, usd=self.cost_budget, seconds=self.time_budget
        )

    @classmethod
    def is_configured(cls, model: object = None, environ: Mapping[str, str] | None = None) -> bool:
        """Whether a model is named, by argument or environment."""
        return bool(model or (os.environ if environ is None else environ).get("WIREBRIEF_MODEL", "").strip())

    @classmethod
    def load(cls, environ: Mapping[str, str] | None = None, /, **given: object) -> Self:
        """Settings from arguments, then `WIREBRIEF_…` variables, then defaults; None and "" say nothing.

        Raises:
            ConfigurationError: a value that is missing, unknown or not a number, with what to do about it.
        """
        environ = os.environ if environ is None else environ
        if unknown := sorted(set(given) - {f.name for f in fields(cls)}):
            raise ConfigurationError(
                f"The llm engine has no setting {', '.join(unknown)}.",
                hint=f"There are: {', '.join(f.name for f in fields(cls))}.",
            )
        name, preset = _provider(environ, given)
        values: dict[str, object] = {"model": "", **preset.settings} | _endpoint(environ, given, name, preset)
        for name, read in _READERS.items():
            variable = f"WIREBRIEF_{name.upper()}"
            value, called = given.get(name), name
            if value in (None, ""):
                value, called = environ.get(variable, "").strip(), variable
            if value != "":
                values[name] = _read(called, value, read)
        return cls(**values)  # type: ignore[arg-type]  # each value has been through its reader


def _provider(environ: Mapping[str, str], given: Mapping[str, object]) -> tuple[str, Provider]:
    """The provider that is named, or the default one."""
    name = str(given.get("provider") or environ.get("WIREBRIEF_PROVIDER", "").strip() or "openai")
    _check_choice("provider", name, tuple(PROVIDERS))
    return name, PROVIDERS[name]


def _endpoint(
    environ: Mapping[str, str], given: Mapping[str, object], name: str, preset: Provider
) -> dict[str, object]:
    """Address and key that belong together.

    The key that a provider's users keep goes to that provider only: it must not reach a server that was named
    for Wirebrief alone.
    """
    own_url, own_key = environ.get("WIREBRIEF_BASE_URL", ""), environ.get("WIREBRIEF_API_KEY", "")
    url = str(given.get("base_url") or own_url)
    key = str(
        given.get("api_key") or own_key or ("" if url or not preset.key else environ.get(preset.key, ""))
    )
    url = url or (preset.url and environ.get(preset.url, "")) or preset.base_url or ""
    if name != "openai":
        _check_endpoint(name, preset, url, key)
    return {"base_url": url or None, "api_key": key or None}


def _check_endpoint(name: str, preset: Provider, url: str, key: str) -> None:
    if not url:
        raise ConfigurationError(
            f"There is no address for {name}.", hint=f"Set {preset.url} or WIREBRIEF_BASE_URL."
        )
    if preset.key and not key:
        raise ConfigurationError(
            f"There is no key for {name}.",
            hint=f"Set {preset.key} (or WIREBRIEF_API_KEY, which alone goes to a WIREBRIEF_BASE_URL).",
        )


def _read(called: str, value: object, read: Callable[[str], object]) -> object:
    text = ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
    try:
        return read(text)
    except ValueError as error:
        raise ConfigurationError(f"{called} is {text!r}.", hint=f"It takes {error}.") from error


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ValueError("a number") from None


def _whole(text: str) -> int:
    try:
        return int(text.replace("_", ""))
    except ValueError:
        raise ValueError("a whole number") from None


def _truth(text: str) -> bool:
    if (value := text.lower()) in ("1", "true", "yes", "on", "0", "false", "no", "off"):
        return value in ("1", "true", "yes", "on")
    raise ValueError("true or false")


def _language(text: str) -> str:
    code = text.strip().lower()
    if code in (OF_ARTICLE, *NAMES):
        return code
    raise ValueError(f"{OF_ARTICLE}, or the code of a language: {', '.join(NAMES)}")


def _prices(text: str) -> tuple[float, float, float]:
    try:
        entry, cached, answer = map(float, text.split(","))
    except ValueError:
        raise ValueError("three numbers: dollars per million input, cached and output tokens") from None
    return entry, cached, answer


_CHOICES: dict[str, tuple[str, ...]] = {
    "mode": get_args(Mode),
    "protocol": get_args(Protocol),
    "effort": get_args(Effort),
    "output_limit": get_args(OutputLimit),
}
_POSITIVE = (
    "trial",
    "max_output_tokens",
    "context_tokens",
    "window_tokens",
    "timeout",
    "connect_timeout",
    "time_budget",
    "call_budget",
    "token_budget",
    "cost_budget",
    "requests_per_minute",
    "tokens_per_minute",
    "max_attempts",
)
_READERS: dict[str, Callable[[str], object]] = {
    "model": str,
    "provider": str,
    "api_version": str,
    "mode": str,
    "protocol": str,
    "temperature": _number,
    "seed": _whole,
    "trial": _whole,
    "effort": str,
    "language": _language,
    "store": _truth,
    "max_output_tokens": _whole,
    "output_limit": str,
    "context_tokens": _whole,
    "window_tokens": _whole,
    "timeout": _number,
    "connect_timeout": _number,
    "time_budget": _number,
    "call_budget": _whole,
    "token_budget": _whole,
    "cost_budget": _number,
    "requests_per_minute": _number,
    "tokens_per_minute": _number,
    "max_attempts": _whole,
    "prices": _prices,
}


def _check_choice(name: str, value: object, allowed: tuple[str, ...]) -> None:
    if value is not None and value not in allowed:
        raise ConfigurationError(
            f"{name} is {value!r}.", hint=f"Choose one of: {', '.join(allowed)} (WIREBRIEF_{name.upper()})."
        )
