"""The configuration of a run: engines x models x prompt versions x trials, from one TOML file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from wirebrief.evals.errors import HarnessError
from wirebrief.service.journal.identity import digest


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class EngineSection(_Section):
    """One `[[engines]]` table; the lists are multiplied with each other."""

    name: str | None = None
    """What reports call it; by default the engine with its model and prompt."""
    engine: str
    models: list[str] = []
    prompts: list[str] = []
    """Prompt versions, such as `"extract@2"`; empty for the current one."""
    trials: int = Field(default=1, ge=1)
    """More than one makes sense for a model that is sampled."""
    options: dict[str, str | int | float | bool] = {}
    """Further settings of the engine, such as `base_url`, `effort` and `temperature`."""


class JudgeSection(_Section):
    """A model that is asked about key points; its opinion never gates."""

    model: str
    options: dict[str, str | int | float | bool] = {}
    """Further settings of its endpoint, such as `base_url`."""


class Config(_Section):
    """A whole run."""

    gold: Path | None = None
    """Folder of gold; by default the one that comes with the package."""
    split: Literal["dev", "holdout", "all"] = "dev"
    concurrency: int = Field(default=4, ge=1)
    recordings: Path | None = None
    mode: Literal["live", "record", "replay"] = "live"
    """`record` keeps every upstream answer in `recordings`; `replay` asks nobody and answers from there."""
    engines: list[EngineSection] = Field(min_length=1)
    judge: JudgeSection | None = None


class Arm(_Section):
    """One thing that is measured: an engine with one model and one prompt version."""

    name: str
    engine: str
    model: str | None = None
    prompt: str | None = None
    trials: int = 1
    options: dict[str, str | int | float | bool] = {}

    @property
    def fingerprint(self) -> str:
        return digest(self.model_dump(exclude={"name", "trials"}, mode="json"))


def load_config(path: Path) -> Config:
    """Read a configuration; its relative paths are relative to its own folder.

    Raises:
        HarnessError: it cannot be read, or says something that no setting is called.
    """
    try:
        config = Config.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise HarnessError(f"{path} is no configuration of a run: {error}") from error
    home = path.parent
    return config.model_copy(
        update={
            "gold": home / config.gold if config.gold else None,
            "recordings": home / config.recordings if config.recordings else None,
        }
    )


def arms(config: Config) -> list[Arm]:
    """What the configuration asks to measure, in its order.

    Raises:
        HarnessError: two would bear the same name.
    """
    found = [arm for section in config.engines for arm in _arms(section)]
    names = [arm.name for arm in found]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise HarnessError(f"Two runs would be called {', '.join(twice)}.", hint="Give each a `name`.")
    return found


def _arms(section: EngineSection) -> Iterator[Arm]:
    single = len(section.models) <= 1 and len(section.prompts) <= 1
    models: list[str | None] = [*section.models] or [None]
    prompts: list[str | None] = [*section.prompts] or [None]
    for model, prompt in product(models, prompts):
        parts = [section.name or section.engine]
        if not (section.name and single):
            parts += [part for part in (model, prompt) if part]
        yield Arm(
            name="_".join(_plain(part) for part in parts),
            engine=section.engine,
            model=model,
            prompt=prompt,
            trials=section.trials,
            options=section.options,
        )


def _plain(name: str) -> str:
    """The name as it can stand in a path."""
    return "".join(c if c.isalnum() or c in "-.@" else "-" for c in name)
