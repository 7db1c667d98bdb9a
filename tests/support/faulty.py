"""A model server that does everything that real ones do wrong, and counts what it was paid for.

with FaultyModel() as model:
    ...                                # point WIREBRIEF_BASE_URL at model.url
    assert model.bought_twice == []

python tests/support/faulty.py [name=value …] serves until its standard input closes: it prints its address,
and for each line of input what it has counted. The names are those of `Weather`.
"""

import hashlib
import json
import random
import re
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from upstream import Reply, ScriptedUpstream, answer, completion, error, page, reply

NUMBER = re.compile(r"case (\d+)")
REFUSED, FILTERED, BABBLING = 97, 193, 389
"""Articles whose number these divide are declined, filtered, or answered with prose; always."""


def article(number: int) -> str:
    """An article of its own."""
    return (
        f"Crane falls over, case {number}\n\nA crane fell over in Ostrava on Monday.\n\n"
        f"“It was old,” foreman Petr Slavik said.\n"
    )


def draft(number: int) -> dict[str, Any]:
    """A right answer to it."""
    return {
        "actors": [{"name": "S3: Petr Slavik", "kind": "person", "role": "S3: foreman"}],
        "quotes": [
            {
                "quotation": "Q1",
                "kind": "direct",
                "speakers": ["Petr Slavik"],
                "speaker_at": "S3: foreman Petr Slavik",
                "cue": "S3: said",
                "stance": "asserts",
            }
        ],
        "incidents": [
            {
                "id": "I1",
                "evidence": ["S2"],
                "type": "accident",
                "outcome": "succeeded",
                "factuality": "asserted",
                "when": "S2: on Monday",
                "anchor": "published",
                "summary": "A crane fell over in Ostrava on Monday.",
            }
        ],
        "attributions": [],
        "quoted_text": [],
        "key_points": [{"text": "A crane fell over in Ostrava on Monday.", "evidence": ["S2"]}],
        "headline": f"Crane falls over, case {number}",
    }


def expected(number: int) -> str:
    """What has to become of an article: `complete`, or the code of an error."""
    if number % REFUSED == 0 or number % FILTERED == 0:
        return "refused"
    return "malformed" if number % BABBLING == 0 else "complete"


_PASSING: tuple[Reply, ...] = (
    error(429, "Rate limit reached. Please try again in 50ms."),
    error(429, "Slow down", headers={"retry-after": "0"}),
    error(429, "Too many requests"),
    error(500, "Internal error"),
    page(502),
    error(503, "Overloaded", headers={"retry-after-ms": "30"}),
    error(529, "Overloaded"),
    error(408, "Request timeout"),
    error(409, "Conflict"),
    Reply(fault="reset"),
    reply({"error": {"code": 502, "message": "Provider returned error"}}),
    reply(completion({"role": "assistant", "content": ""}, finish_reason="error")),
)
"""What another call may mend, and what nobody is charged for."""


@dataclass(frozen=True)
class Weather:
    """How bad it is.

    Attributes:
        faults: share of calls that go wrong.
        seconds: what an answer takes, on average.
        limit: calls a second that are borne; others are refused without a hint. 0 for any number.
        hanging: the first so many articles whose number 40 divides hang for `hang` seconds.
        key_until: calls after which the key is refused; 0 for never.
    """

    faults: float = 0.0
    seconds: float = 0.0
    limit: int = 0
    hanging: int = 0
    hang: float = 20.0
    key_until: int = 0
    seed: int = 1


class FaultyModel(ScriptedUpstream):
    """The server; a context manager.

    Attributes:
        calls: all of them.
        refused: those beyond the limit.
        paid: answers given, for each body of a request.
    """

    def __init__(self, weather: Weather | None = None) -> None:
        super().__init__()
        self.weather = weather or Weather()
        self.calls = self.refused = 0
        self.paid: Counter[bytes] = Counter()
        self._tries: Counter[bytes] = Counter()
        self._hung: set[int] = set()
        self._borne: deque[float] = deque()

    @property
    def bought_twice(self) -> list[int]:
        """How often each answer was paid for that was more than once."""
        return [times for times in self.paid.values() if times > 1]

    def received(self, path: str, body: dict[str, Any], headers: dict[str, str]) -> Reply:
        """Answer a request; nothing of it is kept but hashes."""
        self.arrived.set()
        asked = body["messages"][-1]["content"]
        number = int(NUMBER.findall(asked)[-1])
        key = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).digest()[:12]
        with self._lock:
            self.calls += 1
            self._tries[key] += 1
            if (bad := self._bad(key, number)) is not None:
                return bad
            self.paid[key] += 1
        return self._answer(body, number)

    def _bad(self, key: bytes, number: int) -> Reply | None:
        weather, now = self.weather, time.monotonic()
        if weather.key_until and self.calls > weather.key_until:
            return error(401, "Incorrect API key provided.")
        if weather.limit and self._beyond_limit(now):
            self.refused += 1
            return error(429, "Too many requests")
        rng = random.Random(key + bytes([self._tries[key] % 256, weather.seed]))
        if rng.random() < weather.faults:
            return rng.choice(_PASSING)
        return None

    def _answer(self, body: dict[str, Any], number: int) -> Reply:
        made = self._made(body, number)
        seconds = random.Random(number).uniform(0.5, 1.5) * self.weather.seconds
        if number % 40 == 3 and number < 40 * self.weather.hanging and number not in self._hung:
            self._hung.add(number)
            seconds = self.weather.hang
        return Reply(made.status, made.body, made.headers, made.fault, seconds)

    def _made(self, body: dict[str, Any], number: int) -> Reply:
        if number % REFUSED == 0:
            return reply(completion({"role": "assistant", "content": None, "refusal": "I would rather not."}))
        if number % FILTERED == 0:
            return reply(completion({"role": "assistant", "content": ""}, finish_reason="content_filter"))
        step = answer("A crane fell over." if number % BABBLING == 0 else draft(number))
        return step(body) if callable(step) else step

    def _beyond_limit(self, now: float) -> bool:
        while self._borne and self._borne[0] <= now - 1.0:
            self._borne.popleft()
        if len(self._borne) >= self.weather.limit:
            return True
        self._borne.append(now)
        return False

    def counts(self) -> Mapping[str, int]:
        """What was counted, for somebody in another process."""
        with self._lock:
            return {
                "calls": self.calls,
                "refused": self.refused,
                "answers": sum(self.paid.values()),
                "bought_twice": sum(times - 1 for times in self.paid.values()),
            }


def main(settings: list[str]) -> None:
    """Serve in a process of its own; a line of input is answered with the counts."""
    pairs = (setting.split("=") for setting in settings)
    given = {name: float(value) if "." in value else int(value) for name, value in pairs}
    with FaultyModel(Weather(**given)) as model:  # type: ignore[arg-type]  # named by whoever calls
        sys.stdout.write(f"{model.url}\n")
        sys.stdout.flush()
        for _ in sys.stdin:
            sys.stdout.write(json.dumps(model.counts()) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    threading.stack_size(256 * 1024)
    main(sys.argv[1:])
