"""Requests that no honest client sends, as the bytes that go over the wire; `service.py requests` sends them.

Texts that are hard to read are in `hostile.py`. Here it is everything around the text: bodies that are no
JSON or too much of it, packings that unpack to gigabytes or to nothing, pages that lie, values where nobody
expects them, and HTTP that is none.
"""

import gzip
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from backports import zstd

_PROSE = (
    "<p>The ferry to Velm was late on Monday because of fog, and two hundred people waited on the pier, the "
    "port said.</p>"
)
_MANY = 100_000


@dataclass(frozen=True, slots=True)
class Hostile:
    """A request.

    Attributes:
        wire: makes its bytes.
        is_http: it is a request at all, so that an answer has to come; else the connection may be closed.
    """

    name: str
    wire: Callable[[], bytes]
    is_http: bool = True


def request(
    body: bytes = b"",
    path: str = "/v1/summaries",
    method: str = "POST",
    **headers: str,
) -> bytes:
    """A request as it should be, with a body as it should not."""
    named = {"host": "test", "connection": "close", "content_type": "application/json"}
    named |= {"content_length": str(len(body))} | headers
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in named.items() if value]
    return "\r\n".join([f"{method} {path} HTTP/1.1", *lines, "", ""]).encode("latin-1") + body


def article(**fields: object) -> bytes:
    """A request for an article, whatever it says."""
    return request(json.dumps(fields).encode())


def requests() -> Iterator[Hostile]:
    """All of them."""
    for name, body in _BODIES.items():
        yield Hostile(f"body: {name}", lambda body=body: request(body()))  # type: ignore[misc]
    for name, fields in _VALUES.items():
        yield Hostile(f"value: {name}", lambda fields=fields: article(**fields()))  # type: ignore[misc]
    for name, page in _PAGES.items():
        yield Hostile(f"page: {name}", lambda page=page: article(html=page() + _PROSE * 3))  # type: ignore[misc]
    for name, (coding, body) in _PACKED.items():
        wire = lambda coding=coding, body=body: request(body(), content_encoding=coding)  # noqa: E731
        yield Hostile(f"packing: {name}", wire)
    for name, headers in _HEADERS.items():
        yield Hostile(f"header: {name}", partial(request, b'{"text": "A ferry sank."}', **headers))
    for name, (method, path) in _PATHS.items():
        yield Hostile(f"path: {name}", partial(request, path=path, method=method))
    for name, body in _JOBS.items():
        yield Hostile(f"job: {name}", lambda body=body: request(json.dumps(body()).encode(), "/v1/jobs"))  # type: ignore[misc]
    for name, wire in _NO_HTTP.items():
        yield Hostile(f"wire: {name}", wire, is_http=False)


_BODIES: Mapping[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "null": lambda: b"null",
    "a list": lambda: b'[{"text": "a"}]',
    "a string": lambda: b'"A ferry sank."',
    "no end": lambda: b'{"text": "A ferry sank.',
    "something after the end": lambda: b'{"text": "A ferry sank."} {"text": "b"}',
    "four mebibytes of space": lambda: b" " * (4 * 2**20 - 2) + b"{}",
    "lists in each other": lambda: b"[" * _MANY + b"]" * _MANY,
    "objects in each other": lambda: b'{"text":' * _MANY + b"1" + b"}" * _MANY,
    "a name again and again": lambda: b"{" + b'"text":"a",' * _MANY + b'"text":"A ferry sank."}',
    "names that are not known": lambda: json.dumps({f"n{n}": n for n in range(_MANY)}).encode(),
    "a name of a megabyte": lambda: b'{"' + b"n" * 2**20 + b'": 1}',
    "a number of a million digits": lambda: b'{"text": ' + b"7" * 10**6 + b"}",
    "a number beyond all numbers": lambda: b'{"text": 1e999999999}',
    "no number": lambda: b'{"text": NaN, "html": -Infinity}',
    "half of a surrogate": lambda: b'{"text": "A ferry \\ud800 sank."}',
    "all of it escaped": lambda: b'{"text": "' + b"\\u0061" * _MANY + b'"}',
    "no UTF-8": lambda: b'{"text": "A ferry sank. \xff\xfe\xc0\x80"}',
    "UTF-16": lambda: '{"text": "A ferry sank."}'.encode("utf-16"),
    "a mark before it": lambda: b'\xef\xbb\xbf{"text": "A ferry sank."}',
    "a form": lambda: b"text=A+ferry+sank",
    "comments": lambda: b'/* a */ {"text": "A ferry sank."} // b',
}

_VALUES: Mapping[str, Callable[[], dict[str, object]]] = {
    "a text that is a list": lambda: {"text": [0] * _MANY},
    "a text that is an object": lambda: {"text": {"a": {"b": "c"}}},
    "a text of naught characters": lambda: {"text": "\x00" * _MANY},
    "a text with controls": lambda: {"text": "".join(map(chr, range(32))) * 1000 + " A ferry sank."},
    "a text too long": lambda: {"text": "a ferry sank. " * 250_000},
    "directions turned in each other": lambda: {"text": "\u202e\u2066\u202a" * 20_000 + "A ferry sank."},
    "tags that nobody sees": lambda: {
        "text": "A ferry sank." + "".join(map(chr, range(0xE0020, 0xE007F))) * 200
    },
    "line ends of every kind": lambda: {"text": "A ferry sank.\r\v\f\x1c\x85\u2028\u2029\n" * 2000},
    "families of emoji": lambda: {"text": "\U0001f469\u200d\U0001f469\u200d\U0001f467 " * 4000},
    "digits of every script": lambda: {"text": "٣٤٥ killed, ३४ hurt, 五十 dead, Ⅻ missing. " * 500},
    "a day in other digits": lambda: {"text": "A ferry sank.", "published": "٢٠٢١-٠٨-٠٧"},
    "the first day there is": lambda: {"text": "A ferry sank last year.", "published": "0001-01-01"},
    "the last day there is": lambda: {"text": "A ferry sinks next year.", "published": "9999-12-31"},
    "a day that is none": lambda: {"text": "A ferry sank.", "published": "2021-02-30"},
    "a day of a megabyte": lambda: {"text": "A ferry sank.", "published": "2" * 2**20},
    "a zone that climbs": lambda: {"text": "A ferry sank.", "timezone": "../../../../etc/passwd"},
    "a zone with a naught": lambda: {"html": _PROSE, "timezone": "Europe/\x00Oslo"},
    "a zone of a megabyte": lambda: {"html": _PROSE, "timezone": "Z" * 2**20},
    "a zone that is a folder": lambda: {"html": _PROSE, "timezone": "Europe"},
    "an engine of a megabyte": lambda: {"text": "A ferry sank.", "engine": "e" * 2**20},
    "a model of a megabyte": lambda: {"text": "A ferry sank.", "model": "m" * 2**20},
    "an engine by its path": lambda: {"text": "A ferry sank.", "engine": "../rules"},
}

_PAGES: Mapping[str, Callable[[], str]] = {
    "entities of its own": lambda: (
        '<!DOCTYPE a [<!ENTITY b "ha">'
        + "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 9))
        + "]><p>&b8;</p>"
    ),
    "a file as an entity": lambda: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><p>&b;</p>',
    "references": lambda: "<p>" + "&#x1F600;&NotEqualTilde;" * 20_000 + "</p>",
    "tables in each other": lambda: "<table><tr><td>" * 20_000,
    "lists in each other": lambda: "<ul><li>" * 30_000,
    "formatting that never ends": lambda: "<p><b><i><a href=/x>" * 8_000,
    "vector graphics and formulas": lambda: "<svg><math><mtext><title>" * 8_000,
    "plain text from here on": lambda: "<plaintext>" + "<p>" * 50_000,
    "a script that never ends": lambda: "<script>" + "if (a < b) { " * 20_000,
    "one comment": lambda: "<!--" + "- - > <p>" * 30_000 + "-->",
    "frames by the thousand": lambda: '<iframe src="http://169.254.169.254/"></iframe>' * 5_000,
    "an image within": lambda: '<img src="data:image/png;base64,' + "A" * 500_000 + '">',
    "a title of half a megabyte": lambda: "<title>" + "ferry " * 80_000 + "</title>",
    "days by the thousand": lambda: (
        '<time datetime="2021-13-45T99:99">x</time><time>31.02.2021</time>' * 5_000
    ),
    "data about itself": lambda: (
        '<script type="application/ld+json">{"@graph": ['
        + '{"@type": "NewsArticle", "datePublished": 1e400},' * 9_000
        + "{}]}</script>"
    ),
    "headers about itself": lambda: '<meta property="article:published_time" content="yesterday">' * 20_000,
    "shadows": lambda: "<template shadowrootmode=open><slot>" * 10_000,
    "naughts": lambda: "<p\x00>\x00The ferry\x00</p>" * 10_000,
    "an encoding that is none": lambda: (
        '<meta charset="x-user-defined"><meta charset="utf-7">+ADw-script+AD4-'
    ),
}

_PACKED: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "a bomb": ("gzip", lambda: gzip.compress(b" " * (400 * 2**20), 1)),
    "a bomb of many members": ("gzip", lambda: gzip.compress(b" " * 2**20) * 400),
    "a bomb of the other kind": ("zstd", lambda: zstd.compress(b" " * (400 * 2**20))),
    "frames without anything": ("zstd", lambda: zstd.compress(b"") * _MANY),
    "members without anything": ("gzip", lambda: gzip.compress(b"") * _MANY),
    "half of it": ("gzip", lambda: gzip.compress(b'{"text": "A ferry sank."}')[:-12]),
    "something after it": ("gzip", lambda: gzip.compress(b'{"text": "A ferry sank."}') + b"\x00rest"),
    "a sum that is wrong": ("gzip", lambda: gzip.compress(b'{"text": "A ferry sank."}')[:-8] + b"\x00" * 8),
    "not packed": ("gzip", lambda: b'{"text": "A ferry sank."}'),
    "packed otherwise": ("zstd", lambda: gzip.compress(b'{"text": "A ferry sank."}')),
    "packed twice": ("gzip, gzip", lambda: gzip.compress(gzip.compress(b'{"text": "A ferry sank."}'))),
    "a kind not known": ("br", lambda: b"\x0b\x02\x80{}\x03"),
    "the kind nobody agrees about": ("deflate", lambda: zlib.compress(b'{"text": "A ferry sank."}')),
    "a window of two gigabytes": ("zstd", lambda: b"\x28\xb5\x2f\xfd\x00\xa8\x01\x00\x00"),
}

_HEADERS: Mapping[str, dict[str, str]] = {
    "accepts by the thousand": {"accept": ",".join(f"a/b{n};q=0.{n % 1000}" for n in range(3_000))},
    "qualities that are none": {"accept": "application/x-ndjson;q=NaN, */*;q=1e9, ;;;,=,"},
    "packings that are none": {"accept_encoding": "zstd;q=NaN, gzip;q=-1, *;q=inf, ,,;"},
    "another type": {"content_type": "multipart/form-data; boundary="},
    "a charset that is none": {"content_type": "application/json; charset=utf-7"},
    "a key of many bytes": {"idempotency_key": "k" * 40_000},
    "a key of no letters": {"idempotency_key": "\x7f\xa0\xff"},
    "an id of many bytes": {"x_request_id": "i" * 40_000},
    "an id with markup": {"x_request_id": '"><script>{"a": "\\u0000"}'},
    "somebody else's host": {"host": "169.254.169.254", "x_forwarded_host": "a", "x_forwarded_for": "::1"},
    "a trace of another": {"traceparent": "00-" + "f" * 400, "tracestate": "a=" * 5_000},
    "a range": {"range": "bytes=0-,-1,5-2"},
    "a protocol to change to": {"connection": "upgrade, close", "upgrade": "websocket"},
    "a promise": {"expect": "100-continue"},
    "a promise of something else": {"expect": "the unexpected"},
}

_PATHS: Mapping[str, tuple[str, str]] = {
    "out of the page": ("GET", "/page/../../../../../etc/passwd"),
    "out of the page, in disguise": ("GET", "/page/%2e%2e/%2e%2e/%2e%2e/app.py"),
    "a naught in a file's name": ("GET", "/page/main.js%00.css"),
    "a name of many bytes": ("GET", "/page/" + "a" * 30_000),
    "a job's id with lines": ("GET", "/v1/jobs/a%0d%0aset-cookie:b"),
    "a job's id that climbs": ("GET", "/v1/jobs/..%2f..%2fengines"),
    "a job's id that asks": ("GET", "/v1/jobs/'%20OR%201=1--/results"),
    "a job's id of many bytes": ("GET", "/v1/jobs/" + "%F0%9F%9A%A2" * 2_000),
    "a page beyond all pages": ("GET", "/v1/jobs/a/results?after=" + "9" * 5_000),
    "a page of nothing": ("GET", "/v1/jobs/a/results?limit=0&limit=-1&after=NaN"),
    "a question of many parts": ("GET", "/v1/engines?" + "a=b&" * 8_000),
    "a method of its own": ("SUMMARIZE", "/v1/summaries"),
    "a method that echoes": ("TRACE", "/v1/engines"),
    "another server": ("GET", "http://169.254.169.254/latest/meta-data/"),
}

_JOBS: Mapping[str, Callable[[], dict[str, object]]] = {
    "of nothing": lambda: {"articles": []},
    "of too many": lambda: {"articles": [{"text": "A ferry sank."}] * 1001},
    "of a thousand that are none": lambda: {"articles": [{}] * 1000},
    "told to this machine": lambda: {"articles": [{"text": "a"}], "webhook": "http://127.0.0.1:22/"},
    "told to the cloud's own": lambda: {
        "articles": [{"text": "a"}],
        "webhook": "http://[::ffff:169.254.169.254]/",
    },
    "told to a file": lambda: {"articles": [{"text": "a"}], "webhook": "file:///etc/passwd"},
    "told with lines": lambda: {"articles": [{"text": "a"}], "webhook": "https://example.org/\r\nx-a: b"},
}

_POST = b"POST /v1/summaries HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\n"

_NO_HTTP: Mapping[str, Callable[[], bytes]] = {
    "a handshake": lambda: bytes.fromhex("16030100c8010000c40303") + b"\x00" * 180,
    "the newer protocol": lambda: (
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\x00\x00\x00\x04\x00\x00\x00\x00\x00"
    ),
    "the oldest protocol": lambda: b"GET /livez\r\n",
    "a line of a megabyte": lambda: b"GET /" + b"a" * 2**20 + b" HTTP/1.1\r\nhost: a\r\n\r\n",
    "a header of a megabyte": lambda: _POST + b"x-a: " + b"a" * 2**20 + b"\r\n\r\n",
    "headers by the thousand": lambda: _POST + b"x-a: b\r\n" * 50_000 + b"\r\n",
    "a header with a naught": lambda: _POST + b"x-a: b\x00c\r\n\r\n",
    "a header on two lines": lambda: _POST + b"x-a: b\r\n  c\r\ncontent-length: 2\r\n\r\n{}",
    "a length below nothing": lambda: _POST + b"content-length: -1\r\n\r\n{}",
    "a length beyond all": lambda: _POST + b"content-length: " + b"9" * 40 + b"\r\n\r\n{}",
    "two lengths": lambda: _POST + b"content-length: 2\r\ncontent-length: 3\r\n\r\n{}x",
    "a length and pieces": lambda: (
        _POST
        + b"content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n"
    ),
    "pieces in pieces": lambda: _POST + b"transfer-encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    "a piece that is none": lambda: _POST + b"transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
    "a piece beyond all": lambda: _POST + b"transfer-encoding: chunked\r\n\r\nffffffffffffffff\r\n{}",
    "pieces of one byte": lambda: (
        _POST
        + b"connection: close\r\ntransfer-encoding: chunked\r\n\r\n"
        + b"1\r\n \r\n" * 60_000
        + b"0\r\n\r\n"
    ),
    "words beside a piece": lambda: (
        _POST + b"transfer-encoding: chunked\r\n\r\n2;" + b"a" * 200_000 + b"\r\n{}\r\n0\r\n\r\n"
    ),
    "less than it said": lambda: _POST + b'content-length: 1000\r\n\r\n{"text": "A ferry',
    "a thousand at once": lambda: b"GET /livez HTTP/1.1\r\nhost: a\r\n\r\n" * 1000,
}
