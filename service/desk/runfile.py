"""The file of a run: a summary or a failure on each line, with the id of its article.

Lines are appended as results come, so that a run which is broken off keeps what it has; the same run, begun
again, leaves out what is there. `settle` then makes one line of each id, in the order of the ids: what the
file holds does not hang on how often a run was interrupted.
"""

import json
import os
import re
from collections.abc import Container, Iterator
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple, Self

from pydantic import JsonValue

from wirebrief.schemas import ArticleSummary
from wirebrief.service.desk.given import Given
from wirebrief.service.desk.summaries import FAILURES, Failure, Summarised, parsed
from wirebrief.service.errors import ConfigurationError, InputError, UnreadableUrl, WirebriefError
from wirebrief.service.whole_file import locked, whole_file

_HEAD = re.compile(
    rb'\{"id":(?P<id>"(?:[^"\\]|\\.)*"),"input":"(?P<input>[0-9a-f]{64})",'
    rb'"(?P<kind>summary|error)":(?:\{"final":(?P<final>true|false))?'
)
"""How each of our lines begins; what follows need not be parsed to know what is there."""


class Line(NamedTuple):
    """Where an article's newest line stands."""

    start: int
    length: int
    input: bytes
    good: bool
    """Whether it is a summary."""
    final: bool
    """Whether the same article would come to the same again."""


class RunFile:
    """The file of a run, open and locked; use as a context manager.

    Args:
        path: made where it does not exist.
        settings: what else a summary hangs on than its article: engine, model, prompts. What was made under
            other settings is made anew.

    Raises:
        ConfigurationError: it is no file of a run, cannot be written, or another process is writing it.
    """

    def __init__(self, path: Path, settings: str = "") -> None:
        self.path = path
        self._settings = settings
        self._file = self._opened()
        try:
            self._lines = self._indexed()
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def has(self, given: Given) -> bool:
        """Whether there is a result for this article that would not be another one now."""
        line = self._lines.get(given.id)
        if line is None or line.input != self._input(given) or not line.final:
            return False
        return line.good or not given.failed_before

    def put(self, given: Given, summary: ArticleSummary | None, error: WirebriefError | None) -> None:
        """Append a result; it is with the operating system when this returns."""
        head = f'{{"id":{_json(given.id)},"input":"{self._input(given).decode()}",'
        if summary is not None:
            final, line = True, f'{head}"summary":{summary.model_dump_json()}}}\n'.encode()
        else:
            assert error is not None
            final = isinstance(error, InputError) and not isinstance(error, UnreadableUrl)
            told: dict[str, JsonValue] = {
                "final": final,
                "code": error.code,
                "message": error.message,
                "hint": error.hint,
            }
            line = f'{head}"error":{_json({**told, "article": given.again()})}}}\n'.encode()
        start = self._file.seek(0, os.SEEK_END)
        self._file.write(line)
        self._file.flush()
        self._lines[given.id] = Line(start, len(line), self._input(given), summary is not None, final)

    def settle(self, only: Container[str] | None = None) -> None:
        """Leave one line for each id, in their order.

        Args:
            only: the ids that stay; all where None.
        """
        if only is not None:
            self._lines = {id_: line for id_, line in self._lines.items() if id_ in only}
        order = sorted(self._lines)
        starts = [self._lines[id_].start for id_ in order]
        whole = sum(line.length for line in self._lines.values()) == self._file.seek(0, os.SEEK_END)
        os.fsync(self._file.fileno())
        if whole and starts == sorted(starts):
            return
        with whole_file(self.path) as settled:
            for id_ in order:
                settled.write(self._read(self._lines[id_]).decode())
        self._file.close()
        self._file = self._opened()
        self._lines = self._indexed()

    def results(self) -> Iterator[Summarised | Failure]:
        """The newest result of every article, in the order of their ids."""
        for id_ in sorted(self._lines):
            yield parsed(self._read(self._lines[id_]))

    def counts(self) -> tuple[int, int]:
        """How many articles have a summary, and how many have failed."""
        good = sum(line.good for line in self._lines.values())
        return good, len(self._lines) - good

    @property
    def to_try_again(self) -> int:
        """How many articles failed of what may pass."""
        return sum(not line.final for line in self._lines.values())

    def _input(self, given: Given) -> bytes:
        return sha256(f"{given.fingerprint} {self._settings}".encode()).hexdigest().encode()

    def _opened(self) -> IO[bytes]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return locked(self.path)
        except BlockingIOError as error:
            raise ConfigurationError(
                f"{self.path} is being written by another process.", hint="Wait for it, or name another file."
            ) from error
        except OSError as error:
            raise ConfigurationError(
                f"{self.path} cannot be written: {error.strerror or error}.", hint="Name another place."
            ) from error

    def _indexed(self) -> dict[str, Line]:
        """Where the lines stand; a last line that was broken off is cut away."""
        lines: dict[str, Line] = {}
        self._file.seek(0)
        start = 0
        for line in self._file:
            if not line.endswith(b"\n"):
                self._file.truncate(start)
                break
            head = _HEAD.match(line)
            if head is None:
                raise ConfigurationError(
                    f"{self.path} is no file of a run.", hint="Name another one with --output."
                )
            good = head["kind"] == b"summary"
            final = good or head["final"] == b"true"
            lines[json.loads(head["id"])] = Line(start, len(line), head["input"], good, final)
            start += len(line)
        return lines

    def _read(self, line: Line) -> bytes:
        self._file.seek(line.start)
        return self._file.read(line.length)


def failures_path(run: Path) -> Path:
    """Where the failures of a run are listed."""
    return run.with_name(run.name.removesuffix(run.suffix) + FAILURES)


def write_failures(run: RunFile, path: Path) -> int:
    """List the failures of a run in a file that can be summarised again; there is none where none failed."""
    failed = [result for result in run.results() if isinstance(result, Failure)] if run.counts()[1] else []
    if not failed:
        path.unlink(missing_ok=True)
        return 0
    with whole_file(path) as file:
        for failure in failed:
            file.write(_json(failure.row()) + "\n")
    return len(failed)


def _json(value: JsonValue) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
