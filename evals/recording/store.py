"""Recordings on disk: one file per arm, article and trial, in the order in which the answers came."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from wirebrief.evals.errors import HarnessError
from wirebrief.service.journal.entry import Recorded, Recording


class RecordingStore:
    """A folder of recordings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, arm: str, article: str, trial: int) -> Path:
        """Where the recording of an article (by name) lies; an arm's name is one that can stand in a path.

        By arm and not by model: two prompts put to one model would else write over each other.
        """
        return self.folder / arm / f"{article}.{trial}.json"

    def load(self, path: Path) -> Recording:
        """The recording at a path; an empty one where there is none.

        Raises:
            HarnessError: the file is none.
        """
        try:
            return Recording.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            return Recording()
        except ValidationError as error:
            raise HarnessError(f"{path} is no recording: {error}") from error

    def save(self, path: Path, answers: Sequence[Recorded]) -> None:
        """Replace what was recorded before: answers of two states of a prompt do not mix."""
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_text(Recording(answers=list(answers)).model_dump_json(indent=1) + "\n", encoding="utf-8")
        part.replace(path)
