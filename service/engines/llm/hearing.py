"""Records as they are completed in an answer that is still being written."""

import re
from collections.abc import Callable

from wirebrief.schemas.draft import Draft
from wirebrief.service.engines.llm.answer import answer_of
from wirebrief.service.engines.llm.candidates import THOUGHT, whole_records
from wirebrief.service.engines.llm.loose_json import Growing

_KEYS = "|".join(Draft.model_fields)
_BEGINS = re.compile(rf"""\{{\s*+["']?(?:{_KEYS})["']?\s*:""")
_THINKS = re.compile(r"<(?:think|thinking|thought|thoughts|reasoning|analysis|scratchpad)>", re.IGNORECASE)


class Hearing:
    """Takes the characters of one answer as they come, and tells of the draft so far.

    What a model thinks aloud is passed over. An answer in which no draft can be made out while it comes is
    read when it is there.
    """

    def __init__(self, tell: Callable[[Draft], None]) -> None:
        self._tell = tell
        self._begin()

    def __call__(self, said: str) -> None:
        if not said:  # it begins, perhaps anew after a connection that broke
            self._begin()
        elif self._growing is not None:
            self._growing.add(said)
            self._told()
        else:
            self._heard += said
            self._look()

    def _begin(self) -> None:
        self._heard = ""
        self._growing: Growing | None = None
        self._records = 0

    def _look(self) -> None:
        *before, spoken = THOUGHT.split(self._heard)
        if not before and _THINKS.search(self._heard):
            return
        if begins := _BEGINS.search(spoken):
            self._growing = Growing(spoken, begins.start())
            self._told()

    def _told(self) -> None:
        assert self._growing is not None
        read = self._growing.read()
        candidate = whole_records(read.value, read.open)
        if candidate.records > self._records:
            self._records = candidate.records
            self._tell(answer_of(candidate).draft)
