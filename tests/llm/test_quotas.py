"""A server's wish to be left alone is read wherever it is written."""

from datetime import UTC, datetime

import pytest

from wirebrief.service.engines.llm.quotas import asked_wait, quotas

NOW = datetime(2031, 5, 14, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "0"}, 0.0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after-ms": "250", "retry-after": "1"}, 0.25),
        ({"retry-after": "Wed, 14 May 2031 12:00:09 GMT"}, 9.0),
        ({"retry-after": "Wed, 14 May 2031 11:00:00 GMT"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-3"}, None),
        ({"retry-after": "nan"}, None),
        ({}, None),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "6m0s"}, 360.0),
        ({"x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "20ms"}, 0.02),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1h2m3.5s"}, 3723.5),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "12"}, 12.0),
        ({"x-ratelimit-remaining-requests": "8", "x-ratelimit-reset-requests": "12"}, None),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(NOW.timestamp() + 4)}, 4.0),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": str((NOW.timestamp() + 4) * 1000)}, 4.0),
        (
            {
                "anthropic-ratelimit-tokens-remaining": "0",
                "anthropic-ratelimit-tokens-reset": "2031-05-14T12:00:03Z",
            },
            3.0,
        ),
    ],
)
def test_in_the_headers(headers: dict[str, str], seconds: float | None) -> None:
    assert asked_wait(429, headers, "", NOW) == (None if seconds is None else pytest.approx(seconds))


@pytest.mark.parametrize(
    ("body", "seconds"),
    [
        ('{"error": {"message": "Rate limit reached. Please try again in 6s. Visit example.com"}}', 6.0),
        ("Please try again in 231ms.", 0.231),
        ("Please try again in 1m30s.", 90.0),
        ("Please retry after 20 seconds.", 20.0),
        ("Retry in 43.5s", 43.5),
        ("Too many requests; wait 2 minutes before the next.", 120.0),
        ('{"error": {"details": [{"retryDelay": "34s"}]}}', 34.0),
        ('{"error": "slow down", "retry_after": 2.5}', 2.5),
        ("Limit 30, Used 30, Requested 1.", None),
        ("You may send 60 requests in 1 minute.", None),
        ("", None),
    ],
)
def test_in_the_words_of_the_error(body: str, seconds: float | None) -> None:
    assert asked_wait(429, {}, body) == (None if seconds is None else pytest.approx(seconds))


def test_words_count_only_where_the_server_is_busy() -> None:
    """An answer may well say "try again in 5 minutes": so may an article."""
    assert asked_wait(200, {}, "Please try again in 6s.") is None
    assert asked_wait(400, {}, "Please try again in 6s.") is None


def test_what_is_left_is_read_from_any_answer() -> None:
    headers = {
        "x-ratelimit-remaining-requests": "59",
        "x-ratelimit-reset-requests": "1s",
        "x-ratelimit-remaining-tokens": "149984",
        "x-ratelimit-reset-tokens": "6ms",
    }
    found = {quota.of: (quota.remaining, quota.resets_in) for quota in quotas(headers)}
    assert found == {"requests": (59.0, 1.0), "tokens": (149984.0, pytest.approx(0.006))}
