"""What becomes known of a request while it is worked on, for the log."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

from wirebrief.service.spending import Account

NOTE = "wirebrief.note"


@dataclass
class Note:
    """One request's note.

    Attributes:
        code: of the problem that it was answered with.
        cause: what the model's server did, in our words.
        key: name of the API key.
        account: what was spent on it.
    """

    request_id: str
    engine: str | None = None
    model: str | None = None
    code: str | None = None
    cause: str | None = None
    key: str | None = None
    account: Account | None = None


def note_of(scope: MutableMapping[str, Any]) -> Note:
    """The note of a request; one that nobody reads where nobody watches."""
    note = scope.setdefault(NOTE, Note(""))
    assert isinstance(note, Note)
    return note
