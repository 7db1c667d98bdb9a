"""A file of settings, in TOML: what it says stands for variables of the environment that are not set.

[serve]
engines = ["llm", "rules"]
time_limit = 60

[llm]
model = "gpt-5-mini"
"""

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.errors import ConfigurationError
from wirebrief.service.http.settings import ServerSettings

BESIDE_MODELS = ("journal", "journal_days", "fallback", "fallback_api_key")
"""Settings of the `llm` engine that are not those of one model."""
_PREFIXES = {"serve": "WIREBRIEF_SERVE_", "llm": "WIREBRIEF_"}
_KNOWN = {
    "serve": frozenset(field.name for field in fields(ServerSettings)),
    "llm": frozenset((*(field.name for field in fields(LLMSettings)), *BESIDE_MODELS)),
}


def variables_in(path: Path) -> Mapping[str, str]:
    """The variables that a file stands for.

    Raises:
        ConfigurationError: it is not there, is no TOML, or has a setting that does not exist.
    """
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigurationError(
            f"The file of settings cannot be read: {error.strerror}.", hint=str(path)
        ) from error
    except ValueError as error:
        raise ConfigurationError(f"The file of settings is no TOML: {error}.", hint=str(path)) from error
    found: dict[str, str] = {}
    for table, settings in tables.items():
        if table not in _PREFIXES or not isinstance(settings, dict):
            raise ConfigurationError(
                f"The file of settings has {table!r}.", hint="It has the tables [serve] and [llm]."
            )
        for name, value in settings.items():
            if name not in _KNOWN[table]:
                raise ConfigurationError(
                    f"There is no setting {name!r} in [{table}].", hint="`wirebrief config` prints all."
                )
            found[f"{_PREFIXES[table]}{name.upper()}"] = _as_variable(value)
    return found


def _as_variable(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
