"""The log as lines of JSON on standard error."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime

_KNOWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}

_SPEAK_FREELY = ("wirebrief.requests", "wirebrief.service.http", "uvicorn")


class JsonLines(logging.Formatter):
    """One object a line: time, level, logger, message, and what else was given.

    Of an exception the line holds its class and where it was, but not its words: they may be an article's.
    """

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
        }
        told |= {name: value for name, value in vars(record).items() if name not in _KNOWN}
        if record.exc_info and record.exc_info[0] is not None:
            told["exception"] = record.exc_info[0].__qualname__
            told["where"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])[-12:]
            ]
        return json.dumps(told, ensure_ascii=False, default=str)


def _message(record: logging.LogRecord) -> str:
    """What the record says, as far as it cannot hold words of an article, an answer or a key."""
    if record.name.startswith(_SPEAK_FREELY):
        return record.getMessage().partition("Traceback (most recent call last)")[0].strip()
    if record.name.startswith("wirebrief."):
        return str(record.msg)  # without what is filled in
    return "(a message of this library)"


def log_as_json() -> None:
    """Send what this process logs to standard error, a line of JSON for each."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("wirebrief").setLevel(logging.INFO)
    logging.getLogger("uvicorn.error").setLevel(logging.INFO)
