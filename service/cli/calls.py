"""The calls of a command, told in a file: a line of JSON for each."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from wirebrief.service.errors import ConfigurationError

if TYPE_CHECKING:
    from wirebrief.service.engines.llm.telling import Call, OnCall


@contextmanager
def calls_in(path: Path | None) -> Iterator["OnCall | None"]:
    """A hook that adds each call to a file at once; None without a file.

    Raises:
        ConfigurationError: the file cannot be written.
    """
    if path is None:
        yield None
        return
    try:
        file = path.open("a", encoding="utf-8", buffering=1)
    except OSError as error:
        raise ConfigurationError(
            f"{path} cannot be written: {error.strerror or error}.", hint="Name another file with --calls."
        ) from error

    def told(call: "Call") -> None:
        file.write(json.dumps(call.as_dict()) + "\n")

    with file:
        yield told
