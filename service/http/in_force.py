"""Every setting in force, and where it comes from: printed as a file of settings, secrets masked."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from wirebrief.service.engines.llm.providers import PROVIDERS
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.http.settings import ServerSettings, variable
from wirebrief.service.http.settings_file import BESIDE_MODELS
from wirebrief.service.journal.place import journal_days, journal_path

_SECRET = frozenset({"api_key", "webhook_secret", "fallback_api_key"})
_MASK = "********"
_PASSWORD = re.compile(
    r"(?<=://)(?P<name>[^/@\s:]*:)?[^/@\s]+(?=@)|(?P<key>[?&](?!api-version=)[^=&\s#]+=)[^&\s#]+|(?<=password=)\S+",
    re.IGNORECASE,
)
"""In an address or a connection string: whoever it names without a password may be the secret itself."""


@dataclass(frozen=True, slots=True)
class InForce:
    """A setting.

    Attributes:
        origin: `default`, or which flag, variable or file.
    """

    name: str
    value: object
    origin: str

    def __str__(self) -> str:
        said = f"{self.name} = {_shown(self.name, self.value)}"
        if self.value is None or self.value == ():
            said = f"# {self.name} is not set"
        return f"{said:<48}  # {self.origin}"


@dataclass(frozen=True)
class Sources:
    """Where settings can come from, besides their defaults.

    Attributes:
        flags: options of the command line, by the settings' names.
        environ: the environment as it was.
        file: what a file of settings stands for, by variables.
        path: of that file.
    """

    flags: Mapping[str, object]
    environ: Mapping[str, str]
    file: Mapping[str, str]
    path: Path | None

    @property
    def variables(self) -> dict[str, str]:
        """The variables with those that the file stands for."""
        said = {name: value for name, value in self.environ.items() if value.strip()}
        return {**self.file, **said}

    def origin(self, name: str, *variables: str) -> str | None:
        """Where a setting comes from; None where nobody said anything.

        Args:
            variables: that may give it, the first one first.
        """
        if self.flags.get(name) not in (None, ()):
            return f"flag --{_FLAGS.get(name, name).replace('_', '-')}"
        for one in variables:
            if self.environ.get(one, "").strip():
                return f"environment {one}"
            if one in self.file:
                return f"file {self.path}"
        return None


_FLAGS = {"engines": "engine", "models": "model"}


def in_force(settings: ServerSettings, sources: Sources) -> str:
    """All settings as TOML, each with where it comes from."""
    tables = {"serve": list(_of_server(settings, sources))}
    if "llm" in settings.engines:
        tables["llm"] = list(_of_models(settings, sources))
    return "\n\n".join("\n".join((f"[{name}]", *map(str, rows))) for name, rows in tables.items())


def _of_server(settings: ServerSettings, sources: Sources) -> Iterator[InForce]:
    for field in fields(settings):
        also = ("WIREBRIEF_MODEL",) if field.name == "models" else ()
        origin = sources.origin(field.name, variable(field.name), *also)
        yield InForce(field.name, getattr(settings, field.name), origin or "default")


def _of_models(settings: ServerSettings, sources: Sources) -> Iterator[InForce]:
    """Settings of the first model on offer; the others differ in the name alone."""
    model = settings.models[0] if settings.models else None
    known, asked = settings.of_model(model), LLMSettings.load(model=model, base_url=settings.base_url)
    preset = PROVIDERS[known.provider or "openai"]
    for field in fields(known):
        value = getattr(known, field.name)
        named = {"api_key": (preset.key,), "base_url": (preset.url,)}.get(field.name, ())
        given = "models" if field.name == "model" else field.name
        variables = (variable("models"),) if field.name == "model" else ()
        origin = sources.origin(given, *variables, f"WIREBRIEF_{field.name.upper()}", *filter(None, named))
        if field.name in preset.settings and origin is None:
            origin = f"provider {known.provider}"
        if field.name == "timeout" and value < asked.timeout:
            origin = f"time_limit, as {asked.timeout:g} is beyond it"
        yield InForce(field.name, value, origin or "default")
    beside: dict[str, object] = {
        "journal": str(journal_path() or "off"),
        "journal_days": journal_days(),
        "fallback": os.environ.get("WIREBRIEF_FALLBACK") or None,
        "fallback_api_key": os.environ.get("WIREBRIEF_FALLBACK_API_KEY") or None,
    }
    for name in BESIDE_MODELS:
        yield InForce(name, beside[name], sources.origin(name, f"WIREBRIEF_{name.upper()}") or "default")


def _shown(name: str, value: object) -> str:
    if name in _SECRET:
        return json.dumps([_MASK for _ in value] if isinstance(value, tuple) else _MASK)
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    if isinstance(value, tuple):
        return json.dumps(value)
    return json.dumps(_PASSWORD.sub(_masked, str(value)), ensure_ascii=False)


def _masked(found: re.Match[str]) -> str:
    return f"{found['name'] or found['key'] or ''}{_MASK}"
