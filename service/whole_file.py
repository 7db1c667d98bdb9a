"""Files that are written whole or not at all, and files that one process writes at a time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from wirebrief.service.errors import ConfigurationError


@contextmanager
def whole_file(path: Path) -> Iterator[IO[str]]:
    """A file that takes the place of `path` when all of it is written, and leaves no trace otherwise.

    It grows as `.NAME.part` beside it, which nobody else can write meanwhile. Where a process was killed, the
    next one that writes the same file takes over what it left.

    Raises:
        ConfigurationError: it cannot be written there, or somebody else is writing it.
    """
    if path.exists() and not path.is_file():  # a folder, or a device that a file must not replace
        raise ConfigurationError(f"{path} is not a file.", hint="Name a file with --output.")
    part = path.with_name(f".{path.name}.part")
    try:
        file = _own(part)
    except BlockingIOError as error:
        raise ConfigurationError(
            f"{path} is being written by another process.", hint="Wait for it, or name another file."
        ) from error
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        yield file
        file.flush()
        os.fsync(file.fileno())
        part.replace(path)
    except BaseException as error:
        part.unlink(missing_ok=True)  # it is still ours
        if isinstance(error, OSError):
            raise _unwritable(path, error) from error
        raise
    finally:
        file.close()


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """Where to write a file, of whatever library, that takes the place of `path` when it is done.

    Raises:
        ConfigurationError: it cannot be written there.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        yield part
        part.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        part.unlink(missing_ok=True)


def _own(part: Path) -> IO[str]:
    """An empty file of this name that is locked for us.

    Raises:
        BlockingIOError: somebody else has it.
    """
    while True:
        file = part.open("a", encoding="utf-8", newline="\n")
        try:
            _lock(file.fileno())
            if part.exists() and part.stat().st_ino == os.fstat(file.fileno()).st_ino:
                file.truncate(0)
                return file
        except BaseException:
            file.close()
            raise
        file.close()  # whoever had it has just finished: it is another file by now


def locked(path: Path) -> IO[bytes]:
    """A file to be read and appended to, made where there is none, that no other process has locked.

    Raises:
        BlockingIOError: somebody else has it.
    """
    while True:
        file = path.open("a+b")
        try:
            _lock(file.fileno())
            if path.exists() and path.stat().st_ino == os.fstat(file.fileno()).st_ino:
                return file
        except BaseException:
            file.close()
            raise
        file.close()  # it has just been replaced


def _lock(handle: int) -> None:
    try:
        import fcntl
    except ImportError:  # a system without such locks
        return
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _unwritable(path: Path, error: OSError) -> ConfigurationError:
    return ConfigurationError(
        f"{path} cannot be written: {error.strerror or error}.", hint="Name another place with --output."
    )
