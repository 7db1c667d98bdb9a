"""A run written down in a file of TOML: what goes in, where it comes out, and how.

input = ["archive/*.parquet"]
output = "tables"
engine = "rules"
processes = 2

[budget]
seconds = 3600
"""

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from wirebrief.service.desk.intake import Intake
from wirebrief.service.errors import ConfigurationError


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class BudgetTable(_Table):
    """What the whole run may spend."""

    calls: int | None = Field(default=None, ge=1)
    tokens: int | None = Field(default=None, ge=1)
    usd: float | None = Field(default=None, gt=0)
    seconds: float | None = Field(default=None, gt=0)


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


class RunConfig(_Table):
    """The keys of the file. Each means what the option of `wirebrief summarize` does that is called so.

    Attributes:
        input: names of files, folders, globs, tables and addresses, from the folder of the command.
        output: a file or a folder, from there too.
        format: of the output, where its suffix does not say.
        processes: one by default; on Ray one for each core.
        calls: file to which a line is added for each call to a model.
        executor: `local`, or `ray` for a table of parts in a folder that all machines share.
        address: of a Ray cluster; by default one is started on this machine.
    """

    input: Annotated[list[str], BeforeValidator(_listed), Field(min_length=1)]
    output: Path
    format: str | None = None
    engine: Literal["rules", "llm"] | None = None
    model: str | None = None
    base_url: str | None = None
    language: str | None = None
    min_confidence: float | None = Field(default=None, ge=0, le=1)
    published: date | None = None
    html: bool = False
    timezone: str | None = None
    concurrency: int = Field(default=4, ge=1)
    processes: int | None = Field(default=None, ge=1)
    calls: Path | None = None
    strict: bool = False
    executor: Literal["local", "ray"] = "local"
    address: str | None = None
    budget: BudgetTable = BudgetTable()

    @classmethod
    def read(cls, path: Path) -> Self:
        """The run that a file describes.

        Raises:
            ConfigurationError: it cannot be read, or one of its keys is at fault, which is named.
        """
        try:
            config = cls.model_validate(tomllib.loads(path.read_text("utf-8")))
        except OSError as error:
            raise ConfigurationError(
                f"{path} cannot be read: {error.strerror or error}.", hint="Name a file of TOML."
            ) from error
        except ValidationError as error:
            raise _at_fault(path, error) from error
        except ValueError as error:  # no UTF-8 or no TOML; the message says where
            raise ConfigurationError(f"{path} is no TOML: {error}.") from error
        if config.address is not None and config.executor != "ray":
            raise ConfigurationError(
                f"{path}: 'address' is for the executor 'ray'.", hint='Leave it out, or set executor = "ray".'
            )
        return config


def tables_for_ray(config: RunConfig) -> list[Path]:
    """The Parquet files that a run on Ray is to work through.

    Raises:
        ConfigurationError: the run asks for what only one machine can do; the key is named.
        InputError: there is nothing of a name.
    """
    alone = {"format", "html", "timezone", "calls", "budget"} & config.model_fields_set
    if alone:
        raise ConfigurationError(f"{min(alone)!r} is not for the executor 'ray'.", hint="Leave it out.")
    if config.output.suffix:
        raise ConfigurationError(f"'output' is {config.output}.", hint="On Ray it has to be a folder.")
    places = Intake.named(config.input).places
    tables = [place for place in places if isinstance(place, Path) and place.suffix in (".parquet", ".pq")]
    if len(tables) < len(places):
        other = next(str(place) for place in places if place not in tables)
        raise ConfigurationError(f"'input' has {other}.", hint="On Ray it has to be Parquet.")
    return tables


def _at_fault(path: Path, error: ValidationError) -> ConfigurationError:
    """The first fault, by the key at which it stands."""
    fault = error.errors()[0]
    key = ".".join(map(str, fault["loc"]))
    if fault["type"] == "extra_forbidden":
        keys = BudgetTable.model_fields if len(fault["loc"]) > 1 else RunConfig.model_fields
        hint = f"The keys are {', '.join(keys)}."
        return ConfigurationError(f"{path}: there is no key {key!r}.", hint=hint)
    if fault["type"] == "missing":
        return ConfigurationError(f"{path}: the key {key!r} is missing.")
    return ConfigurationError(f"{path}: {key!r} is {fault['input']!r}.", hint=f"{fault['msg']}.")
