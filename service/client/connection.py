"""Where the service is and who asks; when a call is tried again."""

import os
import time
from collections.abc import Callable
from typing import TypedDict

import httpx
from tenacity import RetryCallState, retry_if_exception

from wirebrief.service.client.faults import Unreachable
from wirebrief.service.engines.llm.waiting import stop, wait, worth_another_call
from wirebrief.service.errors import Busy, ConfigurationError
from wirebrief.service.pipeline import software_version

URL, KEY = "WIREBRIEF_CLIENT_URL", "WIREBRIEF_CLIENT_KEY"
TRIES = 6
_CONNECT = 10.0


class HttpOptions(TypedDict):
    """What both of the HTTP library's clients take."""

    base_url: str
    headers: dict[str, str]
    timeout: httpx.Timeout


def http_options(base_url: str | None, key: str | None, timeout: float) -> HttpOptions:
    """Where to, and as whom; the environment has what is not given.

    Raises:
        ConfigurationError: there is no address.
    """
    base_url = base_url or os.environ.get(URL, "")
    if not base_url.startswith(("http://", "https://")):
        raise ConfigurationError(
            f"{base_url!r} is no address of a service." if base_url else "No service is named.",
            hint=f"Pass base_url='https://…', or set {URL}.",
        )
    headers = {"user-agent": f"wirebrief/{software_version()}"}
    if key := key or os.environ.get(KEY):
        headers["authorization"] = f"Bearer {key}"
    return {
        "base_url": base_url,
        "headers": headers,
        "timeout": httpx.Timeout(timeout, connect=min(timeout, _CONNECT)),
    }


class Policy(TypedDict):
    """What both of tenacity's loops take."""

    retry: retry_if_exception
    wait: Callable[[RetryCallState], float]
    stop: Callable[[RetryCallState], bool]
    reraise: bool


def policy(patience: float, *, repeatable: bool) -> Policy:
    """When to ask again: after what may pass, as late as the server says, and not beyond our patience."""
    until = time.monotonic() + patience
    return {
        "retry": retry_if_exception(worth_another_call if repeatable else _not_begun),
        "wait": wait(),
        "stop": stop(TRIES, lambda: until - time.monotonic()),
        "reraise": True,
    }


def _not_begun(error: BaseException) -> bool:
    """Whether nothing was done for a request, so that nothing can be paid for twice."""
    return isinstance(error, Busy) or (isinstance(error, Unreachable) and not error.sent)


def pause(waited: float) -> float:
    """Seconds until a job is asked after again: a tenth of what was waited by then."""
    return min(5.0, max(0.1, waited / 10))
