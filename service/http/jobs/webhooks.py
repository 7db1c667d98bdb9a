"""Tells whoever handed in a job that it has ended: a signed request, tried again until it arrives.

Names of headers, signature and waits are those of Standard Webhooks (standardwebhooks.com), for which there
are libraries to check them in every language.
"""

import asyncio
import base64
import hashlib
import hmac
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import httpx
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type
from tenacity.stop import stop_after_attempt
from tenacity.wait import wait_chain, wait_fixed, wait_random

from wirebrief.service.errors import InputError
from wirebrief.service.http.jobs.database import persistently
from wirebrief.service.http.jobs.outbox import Outbox
from wirebrief.service.pipeline import software_version
from wirebrief.service.reading.addresses import is_public
from wirebrief.service.reading.connecting import NotConnected, Pinned, Resolve, pin, resolve_name

log = logging.getLogger(__name__)

WAITS: Sequence[float] = (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
"""Seconds between one try and the next: three days and a half in all."""
_JITTER = 0.1
_SECONDS = 15.0
_TO_JUDGE = 5.0
_AT_ONCE = 16


class _NotDelivered(Exception):
    """A try failed; says why, without what the other side said."""


class _NotWanted(Exception):
    """The other side said that it wants no messages any more (410)."""


def signature(secret: bytes, message: str, timestamp: int, body: bytes) -> str:
    """What proves that a message comes from who knows the secret: HMAC-SHA256 over id, time and body."""
    signed = f"{message}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode()


@dataclass
class Webhooks:
    """The messages under way in this process.

    Attributes:
        body: what is told of a job, by its id; None of one that is forgotten.
        secrets: that messages are signed with; the first is the newest.
        anywhere: private addresses may be told, too.
        told: takes what became of each try: `delivered`, `failed` or `given_up`.
    """

    outbox: Outbox
    body: Callable[[str], bytes | None]
    secrets: Sequence[bytes]
    anywhere: bool = False
    told: Callable[[str], None] = lambda outcome: None
    resolve: Resolve = resolve_name
    clock: Callable[[], float] = time.time
    _tasks: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))
    _client: httpx.AsyncClient = field(init=False)

    def __post_init__(self) -> None:
        agent = {"user-agent": f"wirebrief/{software_version()}", "content-type": "application/json"}
        self._client = httpx.AsyncClient(trust_env=False, timeout=_SECONDS, headers=agent)

    async def check(self, url: str) -> None:
        """Refuse an address that no message would go to.

        Raises:
            InputError: messages are not sent by this server, or not to there.
        """
        if not self.secrets:
            raise InputError(
                "This service sends no webhooks.", hint="Ask for the job, or listen to its events."
            )
        try:
            async with asyncio.timeout(_TO_JUDGE):
                await self._pinned(url)
        except (NotConnected, TimeoutError) as error:
            raise InputError(
                f"No message can be sent to the webhook: {str(error) or 'its name is not known.'}",
                hint="Give an address of the public internet that takes a POST.",
            ) from error

    async def resume(self) -> None:
        """Go on with what an earlier process left."""
        for job in await persistently(self.outbox.unsent):
            self.begin(job)

    def begin(self, job: str) -> None:
        """Tell of a job that has ended, where a message is wanted."""
        if job not in self._tasks:
            task = self._tasks[job] = asyncio.create_task(self._deliver(job))
            task.add_done_callback(lambda _: self._over(job))

    async def aclose(self) -> None:
        """Stop; the next process goes on."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._client.aclose()

    def _over(self, job: str) -> None:
        task = self._tasks.pop(job)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("A webhook stopped; the next start of the server goes on with it.", exc_info=error)

    async def _deliver(self, job: str) -> None:
        message = await persistently(self.outbox.get, job)
        if message is None or message.delivered or message.given_up:
            return
        await asyncio.sleep(max(0.0, (message.due or 0.0) - self.clock()))

        async def failed(state: RetryCallState) -> None:
            due = self.clock() + state.upcoming_sleep
            await persistently(self.outbox.failed, job, due)
            self._tell(job, "failed", state)

        waits = [wait_fixed(wait) + wait_random(0, wait * _JITTER) for wait in WAITS[message.tries :]]
        tries = AsyncRetrying(
            retry=retry_if_exception_type(_NotDelivered),
            wait=wait_chain(*waits) if waits else wait_fixed(0),
            stop=stop_after_attempt(len(waits) + 1),
            before_sleep=failed,
            reraise=True,
        )
        try:
            await tries(self._post, job, message.url)
        except (_NotDelivered, _NotWanted) as error:
            await persistently(self.outbox.failed, job, None)
            self.told("given_up")
            log.warning("A webhook was given up.", extra={"job": job, "cause": str(error)})
        else:
            await persistently(self.outbox.delivered, job)
            self.told("delivered")

    def _tell(self, job: str, outcome: str, state: RetryCallState) -> None:
        self.told(outcome)
        cause = state.outcome.exception() if state.outcome else None
        log.info("A webhook was not delivered.", extra={"job": job, "cause": str(cause)})

    async def _post(self, job: str, url: str) -> None:
        body = await persistently(self.body, job)
        if body is None:
            raise _NotWanted("forgotten")
        async with self._places:
            try:
                pinned = await self._pinned(url)
                async with asyncio.timeout(_SECONDS):
                    status = await self._status(pinned, job, body)
            except NotConnected as error:
                raise _NotDelivered("address") from error
            except (httpx.HTTPError, httpx.InvalidURL, OSError, TimeoutError) as error:
                raise _NotDelivered(type(error).__name__) from error
        if status == httpx.codes.GONE:
            raise _NotWanted("410")
        if not httpx.codes.is_success(status):
            raise _NotDelivered(str(status))

    async def _status(self, pinned: Pinned, job: str, body: bytes) -> int:
        message, timestamp = f"msg_{job}", int(self.clock())
        signatures = [signature(secret, message, timestamp, body) for secret in self.secrets]
        headers = {
            "host": pinned.host,
            "webhook-id": message,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": " ".join(signatures),
        }
        async with self._client.stream(
            "POST", pinned.url, content=body, headers=headers, extensions=pinned.extensions
        ) as response:  # whatever it says beyond its status is not read
            return response.status_code

    async def _pinned(self, url: str) -> Pinned:
        try:
            return await pin(httpx.URL(url), self.resolve, lambda a: self.anywhere or is_public(a))
        except (httpx.InvalidURL, ValueError) as error:
            raise NotConnected("It is no web address.") from error
