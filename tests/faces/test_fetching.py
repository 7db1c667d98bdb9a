"""Fetching an address: only public ones, at every hop, within limits of size and time."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from wirebrief.service.errors import NoArticle, UnreadableUrl
from wirebrief.service.reading.addresses import is_public
from wirebrief.service.reading.fetching import Fetcher
from wirebrief.service.reading.web import read_url

STORY = "A ferry lost power off Tolmark on Monday, and two deckhands were hurt. " * 4
PAGE = f"<html><body><article><h1>Ferry adrift</h1><p>{STORY}</p></article></body></html>".encode()


REDIRECTS = {
    "/loop": "/loop",
    "/moved": "http://other.test:{port}/page",
    "/inside": "http://inside.test:{port}/page",
    "/file": "file:///etc/hostname",
}
HTML = {"content-type": "text/html"}
GZIP = HTML | {"content-encoding": "gzip"}
ANSWERS = {
    "/page": (200, HTML, PAGE),
    "/packed": (200, GZIP, gzip.compress(PAGE)),
    "/plain": (200, {"content-type": "text/plain; charset=utf-8"}, STORY.encode()),
    "/pdf": (200, {"content-type": "application/pdf"}, b"%PDF"),
    "/large": (200, HTML, b"x" * 300_000),
    "/bomb": (200, GZIP, gzip.compress(b"x" * 20_000_000)),
    "/brotli": (200, HTML | {"content-encoding": "br"}, b"x"),
    "/damaged": (200, GZIP, b"x" * 100),
    "/gone": (404, HTML, PAGE),
    "/front": (200, HTML, b"<a href=/>Home</a>"),
}


class Site(BaseHTTPRequestHandler):
    """A small site with one page of every kind of trouble."""

    seen: list[tuple[str, str]]

    def log_message(self, *_: object) -> None:
        """Silent."""

    def do_GET(self) -> None:
        self.seen.append((self.headers["host"], self.path))
        if self.path == "/slow":
            self._drip()
        elif self.path in REDIRECTS:
            location = REDIRECTS[self.path].format(port=self.server.server_address[1])
            self._send(302, {"location": location})
        else:
            self._send(*ANSWERS[self.path])

    def _send(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except ConnectionError:
            return

    def _drip(self) -> None:
        """Headers that never end, each in time for a limit on single reads."""
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for n in range(200):
                self.wfile.write(f"x-{n}: y\r\n".encode())
                self.wfile.flush()
                time.sleep(0.05)
        except ConnectionError:
            return


@pytest.fixture
def seen() -> list[tuple[str, str]]:
    """Host header and path of every request that came."""
    return []


@pytest.fixture
def port(seen: list[tuple[str, str]]) -> Iterator[int]:
    handler = type("Handler", (Site,), {"seen": seen})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


NAMES = {
    "site.test": ["127.0.0.1"],
    "other.test": ["127.0.0.1"],
    "inside.test": ["10.0.0.7"],
    "both.test": ["93.184.216.34", "10.0.0.7"],
    "metadata.test": ["169.254.169.254"],
    "mapped.test": ["::ffff:192.168.0.1"],
    "nowhere.test": [],
}


async def resolve(host: str, port: int) -> Sequence[str]:
    return NAMES[host]


@pytest.fixture
def fetcher() -> Fetcher:
    """Reaches the small site, which is not public, by names of its own."""
    return Fetcher(resolve=resolve, permitted=frozenset({"127.0.0.1"}), max_bytes=100_000, seconds=5)


@pytest.fixture
def get(fetcher: Fetcher, port: int) -> Callable[[str], str]:
    return lambda path: read_url(f"http://site.test:{port}{path}", fetcher=fetcher).text


@pytest.mark.parametrize("path", ["/page", "/packed", "/moved", "/plain"])
def test_a_page_is_read(get: Callable[[str], str], path: str) -> None:
    assert "A ferry lost power off Tolmark" in get(path)


def test_the_text_of_an_address_is_given_back(fetcher: Fetcher, port: int) -> None:
    assert read_url(f"http://site.test:{port}/plain", fetcher=fetcher).extracted


def test_a_server_is_asked_by_its_name(get: Callable[[str], str], port: int, seen: list[object]) -> None:
    """Though the connection goes to the address that was checked."""
    get("/moved")
    assert seen == [(f"site.test:{port}", "/moved"), (f"other.test:{port}", "/page")]


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/inside", "not on the public internet"),
        ("/file", "Only http and https"),
        ("/loop", "more than 5 times"),
        ("/pdf", "application/pdf"),
        ("/large", "larger than"),
        ("/bomb", "larger than"),
        ("/gone", "answered 404"),
        ("/brotli", "packed as 'br'"),
        ("/damaged", "damaged"),
    ],
)
def test_trouble_is_told(get: Callable[[str], str], path: str, says: str) -> None:
    with pytest.raises(UnreadableUrl, match=says) as caught:
        get(path)
    assert caught.value.hint


def test_a_page_that_drips_is_given_up(fetcher: Fetcher, port: int) -> None:
    """The limit is on the whole, not on each read."""
    start = time.monotonic()
    with pytest.raises(UnreadableUrl, match="did not come within"):
        read_url(f"http://site.test:{port}/slow", fetcher=replace(fetcher, seconds=0.5))
    assert time.monotonic() - start < 3


def test_a_page_without_an_article_is_told_as_that(get: Callable[[str], str]) -> None:
    with pytest.raises(NoArticle):
        get("/front")


@pytest.mark.parametrize(
    "url",
    [
        "http://inside.test/",
        "http://both.test/",
        "http://metadata.test/latest/meta-data/",
        "http://mapped.test/",
        "http://nowhere.test/",
        "http://user:word@site.test/",
        "ftp://site.test/",
        "file:///etc/hostname",
        "http://",
        "http://[::1",
        "//site.test/",
    ],
)
def test_an_address_is_refused_before_anything_is_sent(url: str, fetcher: Fetcher) -> None:
    """One address that is not public is enough: which of them a client takes is not for the name to say."""
    with pytest.raises(UnreadableUrl):
        read_url(url, fetcher=fetcher)


def test_a_name_is_resolved_once_and_what_was_checked_is_connected_to(fetcher: Fetcher, port: int) -> None:
    """A name that gives a good address first and a bad one later (DNS rebinding) gains nothing."""
    answers = [["127.0.0.1"], ["10.0.0.7"]]

    async def turning(host: str, port: int) -> Sequence[str]:
        return answers.pop(0)

    read_url(f"http://site.test:{port}/page", fetcher=replace(fetcher, resolve=turning))
    assert answers == [["10.0.0.7"]]


def test_proxies_of_the_environment_are_not_used(
    get: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert "ferry" in get("/page")


def test_by_default_this_machine_is_out_of_reach(port: int) -> None:
    for host in ("127.0.0.1", "localhost", "2130706433", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]"):
        with pytest.raises(UnreadableUrl):
            read_url(f"http://{host}:{port}/page")


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 100.100.100.200 0.0.0.0 224.0.0.1
    255.255.255.255 240.0.0.1 192.0.0.192 198.18.0.1 192.0.2.1 168.63.129.16 ::1 :: fe80::1 fe80::1%eth0
    fc00::1 fd00:ec2::254 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1::
    2001::1 ::7f00:1 2001:db8::1 fec0::1 nonsense""".split(),
)
def test_addresses_that_lead_inside(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", "93.184.216.34 8.8.8.8 2606:4700:4700::1111 ::ffff:8.8.8.8".split())
def test_public_addresses(address: str) -> None:
    assert is_public(address)
