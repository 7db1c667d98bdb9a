"""Which file is the journal, and the one journal that a process has for each file."""

import os
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

from wirebrief.service.errors import ConfigurationError
from wirebrief.service.journal.journal import Journal

OFF = ("off", "none", "no", "false", "0")
DAYS = 30.0
"""How long answers are kept where nothing else is said."""

_OPEN: dict[Path, Journal] = {}
_LOCK = threading.Lock()


def journal_path(given: str | Path | None = None, environ: Mapping[str, str] | None = None) -> Path | None:
    """The file that is asked for by argument, by WIREBRIEF_JOURNAL, or by default; None where it is off."""
    environ = os.environ if environ is None else environ
    said = str(given or environ.get("WIREBRIEF_JOURNAL", "").strip())
    if said.lower() in OFF:
        return None
    return Path(said).expanduser() if said else default_path(environ)


def default_path(environ: Mapping[str, str]) -> Path:
    """Where programs keep the state of a user on this system."""
    if sys.platform == "darwin":
        state = Path("~/Library/Application Support").expanduser()
    elif sys.platform == "win32":
        state = Path(environ.get("LOCALAPPDATA") or Path("~/AppData/Local").expanduser())
    else:
        state = Path(environ.get("XDG_STATE_HOME") or Path("~/.local/state").expanduser())
    return state / "wirebrief" / "journal.sqlite3"


def journal_days(environ: Mapping[str, str] | None = None) -> float:
    """How many days answers are kept (WIREBRIEF_JOURNAL_DAYS).

    Raises:
        ConfigurationError: it is no number above 0.
    """
    said = (os.environ if environ is None else environ).get("WIREBRIEF_JOURNAL_DAYS", "").strip()
    try:
        days = float(said) if said else DAYS
    except ValueError:
        days = 0.0
    if not days > 0:
        raise ConfigurationError(
            f"WIREBRIEF_JOURNAL_DAYS is {said!r}.", hint="It takes a number of days above 0."
        )
    return days


def journal_at(given: str | Path | None = None, environ: Mapping[str, str] | None = None) -> Journal | None:
    """The journal that is asked for, or None; engines that name the same file share it.

    Identical questions are put once only if everybody in the process asks the same journal.
    """
    path = journal_path(given, environ)
    if path is None:
        return None
    days = journal_days(environ)
    with _LOCK:
        return _OPEN.setdefault(path.absolute(), Journal(path, days=days))


def close_journals() -> None:
    """Write what waits to be written, as before leaving a process in a hurry."""
    with _LOCK:
        journals = list(_OPEN.values())
        _OPEN.clear()
    for journal in journals:
        journal.close()
