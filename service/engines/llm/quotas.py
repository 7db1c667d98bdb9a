"""What a server says of its limits: how long to wait, what is left of a quota and when there is more.

Servers say it in headers of several makers, or only in the words of an error ("try again in 6s").
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_DURATION = re.compile(r"(?:\d+(?:\.\d+)?(?:ms|[smhd]))+")
_PART = re.compile(r"(\d+(?:\.\d+)?)(ms|[smhd])")
_IN_WORDS = re.compile(
    r"\b(?:again|retry|wait|resets?)\b[^.{}\d]{0,40}?(?P<first>\d+(?:\.\d+)?)\s*"
    r"(?P<unit>ms|s|m|h|milliseconds?|secs?|seconds?|mins?|minutes?|hours?)"
    r"(?:(?P<second>\d+(?:\.\d+)?)(?P<small>ms|s))?\b",
    re.IGNORECASE,
)
_FIELD = re.compile(r'"retry_?(?:delay|after)(?:_seconds)?"\s*:\s*"?(\d+(?:\.\d+)?)s?"?[,}\s]', re.IGNORECASE)
_SINCE_1970 = 10_000_000.0
"""A larger number of seconds is a time since 1970; beyond a hundred thousand times that, in milliseconds."""
_BUSY = (429, 503, 529)

Quantity = Literal["requests", "tokens"]


@dataclass(frozen=True, slots=True)
class Quota:
    """One limit as an answer states it.

    Attributes:
        remaining: how much may still be asked for.
        resets_in: seconds until there is more, or None where the server does not say.
    """

    of: Quantity
    remaining: float
    resets_in: float | None


def quotas(headers: Mapping[str, str], now: datetime | None = None) -> Iterator[Quota]:
    """The limits of requests and tokens that headers state.

    OpenAI's `x-ratelimit-remaining-requests` with `-reset-requests` ("6m0s"), which many servers copy;
    Anthropic's with a time; and the plain `x-ratelimit-remaining`.
    """
    now = now or datetime.now(UTC)
    for of, left, reset in _NAMES:
        remaining = _number(headers.get(left))
        if remaining is not None:
            yield Quota(of, remaining, _seconds(headers.get(reset), now))


_NAMES: tuple[tuple[Quantity, str, str], ...] = (
    ("requests", "x-ratelimit-remaining-requests", "x-ratelimit-reset-requests"),
    ("tokens", "x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens"),
    ("requests", "anthropic-ratelimit-requests-remaining", "anthropic-ratelimit-requests-reset"),
    ("tokens", "anthropic-ratelimit-tokens-remaining", "anthropic-ratelimit-tokens-reset"),
    ("requests", "x-ratelimit-remaining", "x-ratelimit-reset"),
    ("requests", "ratelimit-remaining", "ratelimit-reset"),
)


def asked_wait(
    status: int, headers: Mapping[str, str], body: str = "", now: datetime | None = None
) -> float | None:
    """Seconds that an answer asks to wait, or None where it does not.

    `retry-after` comes first, then what is said of a quota that is used up, then the words of the error.
    """
    now = now or datetime.now(UTC)
    asked = retry_after(headers, now)
    if asked is not None or status not in _BUSY:
        return asked
    resets = [quota.resets_in for quota in quotas(headers, now) if quota.remaining == 0]
    known = [seconds for seconds in resets if seconds is not None]
    return max(known) if known else _in_words(body)


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Seconds in `retry-after-ms`, or in `retry-after`, which holds seconds or an HTTP date."""
    if (milliseconds := _number(headers.get("retry-after-ms"))) is not None:
        return milliseconds / 1000
    header = headers.get("retry-after", "")
    if (seconds := _number(header)) is not None:
        return seconds
    try:
        then = parsedate_to_datetime(header)
    except ValueError:
        return None
    return _until(then, now or datetime.now(UTC))


def _in_words(body: str) -> float | None:
    """ "Please try again in 6s", "retry after 20 seconds", "wait 1m30s", `"retryDelay": "34s"`."""
    if found := _FIELD.search(body):
        return float(found[1])
    found = _IN_WORDS.search(body)
    if found is None:
        return None
    unit = found["unit"].lower()
    seconds = float(found["first"]) * _UNITS["ms" if unit.startswith(("ms", "milli")) else unit[0]]
    return seconds + (float(found["second"]) * _UNITS[found["small"].lower()] if found["second"] else 0.0)


def _seconds(said: str | None, now: datetime) -> float | None:
    """Seconds in "6m0s", "20ms", "7", a time of ISO 8601, or a time since 1970."""
    text = (said or "").strip()
    if _DURATION.fullmatch(text):
        return sum(float(number) * _UNITS[unit] for number, unit in _PART.findall(text))
    if (number := _number(text)) is not None:
        if number < _SINCE_1970:
            return number
        then = number / 1000 if number > _SINCE_1970 * 100_000 else number
        return max(0.0, then - now.timestamp())
    try:
        return _until(datetime.fromisoformat(text), now)
    except ValueError:
        return None


def _until(then: datetime, now: datetime) -> float:
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (then - now).total_seconds())


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if 0 <= number < float("inf") else None
