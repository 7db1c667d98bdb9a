"""`wirebrief serve` as a process: its log, its connections, and how it stops."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

import httpx
import pytest
from upstream import Reply, ScriptedUpstream, answer, error

CANARY = "Quillondra Vestibule"
KEY = "sk-canary-7f3a"


def plain(request: dict[str, Any]) -> Reply:
    """A good answer that says next to nothing."""
    step = answer({"headline": "Ferry sinks"})
    assert callable(step)
    return step(request)


@dataclass
class Served:
    """A server and what it has logged so far."""

    process: subprocess.Popen[str]
    base: str
    log: list[dict[str, Any]] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)
    """What is no JSON."""

    def get(self, path: str) -> httpx.Response:
        return httpx.get(self.base + path, trust_env=False, timeout=30)

    def post(self, **body: object) -> httpx.Response:
        return httpx.post(f"{self.base}/v1/summaries", json=body, trust_env=False, timeout=30)

    def ready(self) -> bool:
        return self.get("/readyz").status_code == 200

    def connect(self) -> socket.socket:
        host, port = self.base.removeprefix("http://").split(":")
        return socket.create_connection((host, int(port)), timeout=10)

    def lines(self, **wanted: object) -> list[dict[str, Any]]:
        return [line for line in self.log if wanted.items() <= line.items()]

    def read(self) -> None:
        assert self.process.stderr is not None
        with self.process.stderr as lines:
            for line in lines:
                if line.startswith("{"):
                    self.log.append(json.loads(line))
                else:
                    self.stray.append(line)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def started(upstream: str, state: Path, **settings: object) -> Served:
    port = free_port()
    variables = {f"WIREBRIEF_SERVE_{name.upper()}": str(value) for name, value in settings.items()}
    model = {"WIREBRIEF_MODEL": "m", "WIREBRIEF_BASE_URL": upstream, "WIREBRIEF_API_KEY": KEY}
    ours = {"WIREBRIEF_JOURNAL": "off", "WIREBRIEF_MAX_ATTEMPTS": "1", "XDG_STATE_HOME": str(state)}
    process = subprocess.Popen(
        [sys.executable, "-m", "wirebrief", "serve", "--port", str(port), "--workers", "1"],
        env={**os.environ, **model, **ours, **variables},
        stderr=subprocess.PIPE,
        text=True,
    )
    served = Served(process, f"http://127.0.0.1:{port}")
    threading.Thread(target=served.read, daemon=True).start()
    until = time.monotonic() + 60
    while not (served.lines(message="Application startup complete.") and served.ready()):
        assert time.monotonic() < until
        assert process.poll() is None, served.log
        time.sleep(0.1)
    return served


@pytest.fixture(scope="module")
def scripted_server() -> Iterator[ScriptedUpstream]:
    with ScriptedUpstream() as server:
        yield server


@pytest.fixture(scope="module")
def served(scripted_server: ScriptedUpstream, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for what does not stop it."""
    made = started(
        scripted_server.url,
        tmp_path_factory.mktemp("state"),
        header_timeout=0.5,
        body_timeout=0.5,
        keep_alive=2,
        connections=20,
        ready_before_drain=0.1,
    )
    yield made
    made.process.terminate()
    made.process.wait(20)
    assert made.stray == []


def closed(connection: socket.socket, seconds: float) -> bool:
    """Whether the server closes a connection within some seconds."""
    connection.settimeout(seconds)
    try:
        while connection.recv(4096):
            pass
    except TimeoutError:
        return False
    except ConnectionResetError:
        pass
    return True


@pytest.mark.parametrize("said", [b"", b"GET /livez HT", b"GET /livez HTTP/1.1\r\nhost: x\r\nx-a: "])
def test_a_head_that_does_not_come_is_not_waited_for(served: Served, said: bytes) -> None:
    with served.connect() as connection:
        connection.sendall(said)
        assert closed(connection, 2.0)


def test_the_second_head_of_a_connection_is_not_waited_for_either(served: Served) -> None:
    with served.connect() as connection:
        connection.sendall(b"GET /livez HTTP/1.1\r\nhost: x\r\n\r\n")
        assert connection.recv(4096).startswith(b"HTTP/1.1 200")
        connection.sendall(b"GET /livez HTTP/1.1\r\nhost")
        assert closed(connection, 1.5)


def test_an_idle_connection_stays_open_for_as_long_as_is_set(served: Served) -> None:
    with served.connect() as connection:
        connection.sendall(b"GET /livez HTTP/1.1\r\nhost: x\r\n\r\n")
        assert connection.recv(4096).startswith(b"HTTP/1.1 200")
        assert not closed(connection, 1.0)
        assert closed(connection, 3.0)


def test_a_body_that_does_not_come_is_answered_and_closed(served: Served) -> None:
    with served.connect() as connection:
        head = b"POST /v1/summaries HTTP/1.1\r\nhost: x\r\ncontent-length: 99\r\n"
        connection.sendall(head + b"content-type: application/json\r\n\r\n{")
        assert connection.recv(4096).startswith(b"HTTP/1.1 408")
        assert closed(connection, 2.0)


def test_connections_beyond_the_limit_are_closed_at_once_and_the_others_are_served(served: Served) -> None:
    opened = [served.connect() for _ in range(40)]
    try:
        time.sleep(0.1)
        assert sum(closed(connection, 0.01) for connection in opened) >= 20
    finally:
        for connection in opened:
            connection.close()
    time.sleep(0.1)
    assert served.get("/livez").status_code == 200


def test_a_request_is_one_line_that_can_be_found_and_probes_are_none(served: Served) -> None:
    answer = httpx.post(
        f"{served.base}/v1/summaries",
        json={"text": "", "engine": "rules"},
        headers={"x-request-id": "find-me.1"},
        trust_env=False,
    )
    assert answer.headers["x-request-id"] == "find-me.1"
    for path in ("/livez", "/readyz", "/healthz", "/metrics"):
        assert served.get(path).headers["x-request-id"]
    time.sleep(0.2)
    (line,) = served.lines(request_id="find-me.1")
    assert (line["status"], line["code"], line["engine"]) == (422, "empty_article", "rules")
    assert line["time"].endswith("+00:00")
    assert 0 < line["seconds"] < 10
    assert not [line for line in served.log if line.get("route") in ("/livez", "/readyz", "/healthz")]


@pytest.mark.parametrize(
    ("step", "code", "cause"),
    [
        (error(401, f"bad key {KEY}"), "authentication_failed", "401"),
        (error(400, f"cannot read: {CANARY} drifted for an hour"), "configuration", "words of the article"),
        (Reply(200, b"<html>"), "malformed", ""),
        (Reply(fault="reset"), "upstream_unavailable", ""),
    ],
    ids=["refused key", "an echo of the article", "no answer", "broken connection"],
)
def test_faults_of_the_model_are_told_in_the_log_and_hidden_from_clients(
    served: Served, scripted_server: ScriptedUpstream, step: Reply, code: str, cause: str
) -> None:
    scripted_server.always(step)
    text = f"A ferry sank. {CANARY} drifted for an hour."
    answer = served.post(text=text, engine="llm")
    told = answer.json()
    assert told["code"] == code
    assert "127.0.0.1" not in answer.text
    assert "WIREBRIEF" not in answer.text
    time.sleep(0.2)
    (line,) = served.lines(request_id=answer.headers["x-request-id"])
    assert (line["code"], line["engine"], line["model"]) == (code, "llm", "m")
    assert cause in line["cause"]
    everything = json.dumps(served.log) + served.get("/metrics").text + answer.text
    assert CANARY not in everything
    assert KEY not in everything


@pytest.mark.parametrize(
    "said",
    [
        b"\x16\x03\x01\x00\xc8",
        b"GET /livez HTTP/1.1\r\nx-a: b\x00",
        b"GET /livez HTTP/1.1\r\nx-a: " + b"a" * 16_380,
    ],
    ids=["a handshake", "a header with a naught", "a head too long"],
)
def test_what_is_no_http_is_refused_by_a_problem(served: Served, said: bytes) -> None:
    with served.connect() as connection:
        connection.sendall(said + b"\r\n\r\n")
        answer = connection.makefile("rb").read()
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 ")
    assert b"application/problem+json" in head
    assert json.loads(body)["code"] == "input"


def test_probes_answer_head(served: Served) -> None:
    for path in ("/livez", "/readyz", "/healthz", "/metrics"):
        assert httpx.head(served.base + path, trust_env=False).status_code in (200, 503)


def test_numbers_tell_of_articles_by_engine_and_of_the_queue(served: Served) -> None:
    served.post(text="A ferry sank off Tolmark on Monday.", engine="rules")
    numbers = served.get("/metrics").text
    assert 'wirebrief_articles_total{engine="rules",outcome="ok"}' in numbers
    assert "wirebrief_rules_waiting 0.0" in numbers
    assert 'route="/livez"' not in numbers


def test_told_to_stop_it_turns_unready_finishes_what_it_has_and_takes_no_more(
    scripted_server: ScriptedUpstream, tmp_path: Path
) -> None:
    scripted_server.always(Reply(503, b"{}", {"retry-after": "7"}, delay=1.5))
    served = started(scripted_server.url, tmp_path, ready_before_drain=0.7)
    answers: list[httpx.Response] = []
    poster = threading.Thread(target=lambda: answers.append(served.post(text="A ferry sank.", engine="llm")))
    scripted_server.arrived.clear()
    poster.start()
    assert scripted_server.arrived.wait(10)
    served.process.send_signal(signal.SIGTERM)
    time.sleep(0.2)
    unready = served.get("/readyz")
    assert (unready.status_code, unready.json()["code"]) == (503, "leaving")
    assert served.get("/livez").status_code == 200, "it still listens"
    time.sleep(0.9)
    with pytest.raises(httpx.ConnectError):
        served.get("/livez")
    poster.join()
    assert answers[0].status_code == 503, "a whole answer"
    assert served.process.wait(15) in (0, -signal.SIGTERM)


def test_no_worker_outlives_a_server_that_is_killed(
    scripted_server: ScriptedUpstream, tmp_path: Path
) -> None:
    served = started(scripted_server.url, tmp_path)
    assert served.post(text="A ferry sank off Tolmark.", engine="rules").status_code == 200
    family = descendants(served.process.pid)
    assert len(family) >= 2
    served.process.kill()
    served.process.wait(5)
    until = time.monotonic() + 10
    while alive := [pid for pid in family if Path(f"/proc/{pid}").exists()]:
        assert time.monotonic() < until, alive
        time.sleep(0.1)


def descendants(pid: int) -> list[int]:
    told = [file.read_text("ascii").split() for file in Path(f"/proc/{pid}/task").glob("*/children")]
    return [one for child in chain(*told) for one in (int(child), *descendants(int(child)))]


def test_a_job_goes_on_where_a_server_was_killed(tmp_path: Path, store: Path | str) -> None:
    """Every article is done, and no more calls are bought twice than were under way."""
    articles, at_once = 12, 2
    with ScriptedUpstream() as upstream:
        upstream.always(lambda request: replace(plain(request), delay=0.4))
        served = started(upstream.url, tmp_path, llm_at_once=2 * at_once, store=store)
        body = {
            "articles": [{"text": f"Ferry {n} sank off Tolmark."} for n in range(articles)],
            "engine": "llm",
        }
        handed_in = httpx.post(f"{served.base}/v1/jobs", json=body, trust_env=False)
        assert handed_in.status_code == 202
        where = handed_in.headers["location"]
        until = time.monotonic() + 30
        while served.get(where).json()["done"] < 4:
            assert time.monotonic() < until
            time.sleep(0.05)
        served.process.kill()
        served.process.wait(5)

        again = started(upstream.url, tmp_path, store=store)
        while (job := again.get(where).json())["state"] != "done":
            assert time.monotonic() < until + 60, job
            time.sleep(0.1)
        assert (job["done"], job["failed"]) == (articles, 0)
        lines = again.get(f"{where}/results").text.splitlines()
        assert [json.loads(line)["position"] for line in lines] == list(range(articles))
        assert len(upstream.requests) <= articles + at_once
        again.process.terminate()
        again.process.wait(20)
