"""What a server offers, and its limits; a client chooses among what is here and sets nothing else."""

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Self

from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.engines.select import ENGINES
from wirebrief.service.errors import ConfigurationError
from wirebrief.service.journal.place import default_path

_OUR_TIME = 2.0
"""Seconds of the time limit that are kept for what comes before and after the model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """Settings of one server; each may be given as a variable, `WIREBRIEF_SERVE_` and its name in capitals.

    Attributes:
        host, port: to listen on.
        engines: those on offer; the first is used where a client names none.
        models: those that the `llm` engine may be asked for; the first is used where a client names none.
        base_url: the models' endpoint; else that of the environment, as is the key.
        workers: processes that read articles, for each engine; the `rules` engine works on as many at once.
        llm_at_once: articles that the `llm` engine works on at once.
        queue: articles that may wait, for each engine.
        time_limit: seconds that one article may take, waits and model calls included.
        parse_limit: seconds that a worker process may take for one step of one article.
        parse_memory: MiB of memory that it may take for it.
        max_body: bytes of a request's body, unpacked.
        bodies_memory: MiB of bodies that are held at a time.
        header_timeout: seconds until a request's head must be there.
        body_timeout: seconds until its body must, and that a client may take no byte of its answer.
        keep_alive: seconds that an idle connection stays open; more than a balancer's, which is 60 mostly.
        connections: open at a time.
        ready_before_drain: seconds between readiness turning and the end of listening, when told to stop.
        keys: the file of the clients' keys; None lets everybody ask.
        store: the file in which jobs and answers to requests with a key are kept, or the address of a
            database of Postgres.
        keep: seconds that finished jobs and such answers are kept.
        max_job_body: bytes of the body of a job, unpacked.
        webhook_secret: what webhooks are signed with, as `whsec_` and 24 to 64 bytes in base64; several while
            one replaces another. Without any none are sent.
        webhook_private: webhooks may go to addresses that are not public.
        drain: seconds that requests under way may take then; None for the time limit and what a body may.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    engines: tuple[str, ...] = ("rules",)
    models: tuple[str, ...] = ()
    base_url: str | None = None
    workers: int = 0
    llm_at_once: int = 32
    queue: int = 64
    time_limit: float = 120.0
    parse_limit: float = 20.0
    parse_memory: int = 512
    max_body: int = 4 * 2**20
    bodies_memory: int = 64
    header_timeout: float = 10.0
    body_timeout: float = 30.0
    keep_alive: float = 75.0
    connections: int = 1000
    ready_before_drain: float = 5.0
    drain: float | None = None
    keys: Path | None = None
    store: Path | str = field(default=Path(), repr=False)
    keep: float = 7 * 24 * 3600.0
    max_job_body: int = 32 * 2**20
    webhook_secret: tuple[str, ...] = field(default=(), repr=False)
    webhook_private: bool = False

    def __post_init__(self) -> None:
        choice = f"Choose among: {', '.join(ENGINES)}."
        if not self.engines:
            raise ConfigurationError("No engine is on offer.", hint=choice)
        if unknown := sorted(set(self.engines) - set(ENGINES)):
            raise ConfigurationError(f"There is no engine {unknown[0]!r}.", hint=choice)
        for name in _POSITIVE:
            if not getattr(self, name) > 0:
                raise ConfigurationError(
                    f"{name} is {getattr(self, name)}.", hint="It has to be greater than 0."
                )
        if not 0 <= self.port <= 65_535:
            raise ConfigurationError(f"port is {self.port}.", hint="It is a number from 0 to 65535.")
        if self.workers < 1:
            object.__setattr__(self, "workers", os.cpu_count() or 1)
        if self.store == Path():
            object.__setattr__(self, "store", default_path(os.environ).with_name("service.sqlite3"))
        for secret in self.webhook_secret:
            _webhook_key(secret)
        if "llm" in self.engines:
            LLMSettings.load(model=self.models[0] if self.models else None, base_url=self.base_url)

    @property
    def drain_seconds(self) -> float:
        """Seconds that requests under way are given when the server is told to stop."""
        return self.time_limit + self.body_timeout if self.drain is None else self.drain

    @property
    def webhook_keys(self) -> tuple[bytes, ...]:
        """The secrets of webhooks in bytes."""
        return tuple(map(_webhook_key, self.webhook_secret))

    def of_model(self, model: str | None) -> LLMSettings:
        """The settings of a model on offer.

        A slow model shall be told as one, and not as an article that took too long: its time-out is below the
        time limit.
        """
        known = LLMSettings.load(model=model, base_url=self.base_url)
        most = max(self.time_limit - _OUR_TIME, self.time_limit / 2)
        return replace(known, timeout=min(known.timeout, most))

    @classmethod
    def load(cls, environ: Mapping[str, str] | None = None, /, **given: object) -> Self:
        """Settings from arguments and environment: without a word on engines, what is configured is offered.

        Args:
            given: by name; None and empty tuples count as not given.

        Raises:
            ConfigurationError: an unknown engine, `llm` without a model or a key, or no number.
        """
        environ = os.environ if environ is None else environ
        known = {name: value for name, value in given.items() if value is not None and value != ()}
        for one in fields(cls):
            said = environ.get(variable(one.name), "").strip()
            if one.name not in known and said:
                known[one.name] = _read(one.name, said)
        if "models" not in known and (named := environ.get("WIREBRIEF_MODEL", "").strip()):
            known["models"] = (named,)
        if "engines" not in known:
            known["engines"] = ("llm", "rules") if "models" in known else ("rules",)
        return cls(**known)  # type: ignore[arg-type]  # by name, as `_read` made them


_POSITIVE = (
    "llm_at_once",
    "queue",
    "time_limit",
    "parse_limit",
    "parse_memory",
    "max_body",
    "bodies_memory",
    "header_timeout",
    "body_timeout",
    "keep_alive",
    "connections",
    "keep",
    "max_job_body",
)
_POSTGRES = ("postgresql://", "postgres://")
_SEVERAL = ("engines", "models", "webhook_secret")
_TRUTH = {
    "true": True,
    "yes": True,
    "on": True,
    "1": True,
    "false": False,
    "no": False,
    "off": False,
    "0": False,
}
_TEXT = ("host", "base_url")
_YES_OR_NO = ("webhook_private",)
_WHOLE = frozenset(
    "port workers llm_at_once queue parse_memory max_body bodies_memory connections max_job_body".split()
)


def variable(name: str) -> str:
    """The variable of the environment that gives a setting."""
    return f"WIREBRIEF_SERVE_{name.upper()}"


def _webhook_key(secret: str) -> bytes:
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except ValueError:
        key = b""
    if not 24 <= len(key) <= 64:
        raise ConfigurationError(
            "A secret for webhooks cannot be used.",
            hint=f"{variable('webhook_secret')} takes whsec_ and 24 to 64 random bytes in base64.",
        )
    return key


def _read(name: str, said: str) -> object:
    if name in _SEVERAL:
        return tuple(part.strip() for part in said.split(",") if part.strip())
    if name == "store" and said.startswith(_POSTGRES):
        return said
    if name in ("store", "keys"):
        return Path(said).expanduser()
    if name in _TEXT:
        return said
    if name in _YES_OR_NO:
        if said.lower() not in _TRUTH:
            raise ConfigurationError(f"{variable(name)} is {said!r}.", hint="It takes true or false.")
        return _TRUTH[said.lower()]
    try:
        return int(said) if name in _WHOLE else float(said)
    except ValueError as error:
        raise ConfigurationError(f"{variable(name)} is {said!r}.", hint="It takes a number.") from error
