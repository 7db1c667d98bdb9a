"""API keys: who may ask, how often, and for how much.

Keys are random and long, so that a plain hash of one tells nothing. The file is TOML, with a table for each
key as `wirebrief keys new` prints it:

    [[key]]
    name = "newsroom"
    sha256 = "…"
    requests_per_minute = 60
    calls_per_day = 1000
    tokens_per_day = 5000000
    usd_per_day = 20
"""

import hashlib
import secrets
import time
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.types import ASGIApp, Receive, Scope, Send

from wirebrief.service.errors import ConfigurationError, WirebriefError
from wirebrief.service.http.notes import note_of
from wirebrief.service.http.problems import problem
from wirebrief.service.http.refusals import TooOften, Unauthorized
from wirebrief.service.spending import Budget

_PREFIX = "wb_"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(pattern=r"^[\w.-]{1,64}$")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    requests_per_minute: float | None = Field(default=None, gt=0)
    calls_per_day: int | None = Field(default=None, gt=0)
    tokens_per_day: int | None = Field(default=None, gt=0)
    usd_per_day: float | None = Field(default=None, gt=0)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    key: list[_Entry] = Field(min_length=1)


def new_key() -> tuple[str, str]:
    """A new key, and the hash that is kept of it."""
    key = _PREFIX + secrets.token_urlsafe(32)
    return key, hash_of(key)


def hash_of(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


@dataclass
class Key:
    """A key's holder, and how much of its rate is left.

    Attributes:
        per_minute: requests; as many may come at once. None for no limit.
        budget: what may be spent in a day.
    """

    name: str
    per_minute: float | None
    budget: Budget = field(default_factory=Budget)
    clock: Callable[[], float] = time.monotonic
    _left: float = field(init=False)
    _at: float = field(init=False)

    def __post_init__(self) -> None:
        self._left, self._at = self.per_minute or 0.0, self.clock()

    def take(self) -> None:
        """Count a request.

        Raises:
            TooOften: there were too many of late.
        """
        if self.per_minute is None:
            return
        now = self.clock()
        self._left = min(max(self.per_minute, 1.0), self._left + (now - self._at) * self.per_minute / 60)
        self._at = now
        if self._left < 1:
            error = TooOften(
                f"The key {self.name!r} may ask {self.per_minute:g} times a minute.",
                hint="Wait for the seconds of the Retry-After header.",
            )
            error.retry_after = (1 - self._left) * 60 / self.per_minute
            raise error
        self._left -= 1


def keys_in(path: Path) -> Mapping[str, Key]:
    """The keys of a file, by their hashes.

    Raises:
        ConfigurationError: the file is not there, or is none of keys.
    """
    hint = "Each key is a table as `wirebrief keys new NAME` prints it."
    try:
        entries = _File.model_validate(tomllib.loads(path.read_text("utf-8"))).key
    except OSError as error:
        raise ConfigurationError(f"The file of keys cannot be read: {error.strerror}.", hint=hint) from error
    except (ValidationError, ValueError) as error:
        raise ConfigurationError("The file of keys cannot be understood.", hint=hint) from error
    if len({entry.name for entry in entries}) < len(entries):
        raise ConfigurationError("Two keys have one name.", hint=hint)
    return {entry.sha256: Key(entry.name, entry.requests_per_minute, _budget(entry)) for entry in entries}


def _budget(entry: _Entry) -> Budget:
    return Budget(calls=entry.calls_per_day, tokens=entry.tokens_per_day, usd=entry.usd_per_day)


class Gate:
    """Lets through to `/v1` only who has a key, and only as often as it allows; probes need none."""

    def __init__(self, app: ASGIApp, keys: Mapping[str, Key]) -> None:
        self._app = app
        self._keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith("/v1"):
            note = note_of(scope)
            try:
                key = self._key(scope)
                note.key = key.name
                key.take()
            except WirebriefError as error:
                note.code = error.code
                response = problem(error)
                if isinstance(error, Unauthorized):
                    response.headers["www-authenticate"] = "Bearer"
                response.headers["connection"] = "close"  # a body that may follow is not read
                await response(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _key(self, scope: Scope) -> Key:
        given = dict(scope["headers"]).get(b"authorization", b"").decode("latin-1")
        scheme, _, key = given.partition(" ")
        found = self._keys.get(hash_of(key.strip())) if scheme.lower() == "bearer" else None
        if found is None:
            raise Unauthorized("A key is needed.", hint="Send it as: Authorization: Bearer …")
        return found
