"""Where results go: standard output, one file, or a folder; files are written whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from wirebrief.service.errors import ConfigurationError


@contextmanager
def whole_file(path: Path) -> Iterator[IO[str]]:
    """A file that takes the place of `path` when all of it is written, and leaves no trace otherwise.

    Raises:
        ConfigurationError: it cannot be written there.
    """
    if path.exists() and not path.is_file():  # a folder, or a device that a file must not replace
        raise ConfigurationError(f"{path} is not a file.", hint="Name a file with --output.")
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise _unwritable(path, error) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o666 & ~_umask())  # what an ordinary new file would have; mkstemp's is 0600
        part.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(path: Path, error: OSError) -> ConfigurationError:
    return ConfigurationError(
        f"{path} cannot be written: {error.strerror or error}.", hint="Name another place with --output."
    )


def distinct_names(names: list[str], suffix: str) -> list[str]:
    """A file name for every article, from its own; a name that was taken gets a number."""
    taken: set[str] = set()
    made = []
    for name in names:
        stem = Path(name.rstrip("/")).stem or "article"
        stem = "stdin" if name == "-" else stem
        candidate, number = f"{stem}{suffix}", 1
        while candidate in taken:
            number += 1
            candidate = f"{stem}-{number}{suffix}"
        taken.add(candidate)
        made.append(candidate)
    return made
