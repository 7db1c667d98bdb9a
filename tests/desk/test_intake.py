"""What can be summarised, as it is named on the command line."""

import gzip
import json
import mailbox
from collections.abc import Callable
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from wirebrief.service.desk.columns import day
from wirebrief.service.desk.given import Given
from wirebrief.service.desk.intake import Intake
from wirebrief.service.errors import InputError
from wirebrief.service.function import Source

ROWS = [
    {"doc_id": "one", "body": "A ferry sank.", "pub_date": "2026-11-30", "lang": "en-GB"},
    {"doc_id": "two", "body": "Another ferry sank.", "pub_date": "", "lang": ""},
]


def given(*names: object) -> list[Given]:
    return list(Intake.named([str(name) for name in names]))


def source(one: Given) -> Source:
    assert isinstance(one.source, Source), one.source
    return one.source


def _jsonl(path: Path) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return path


def _csv(path: Path) -> Path:
    lines = [",".join(ROWS[0]), *(",".join(row.values()) for row in ROWS)]
    path.write_text("\ufeff" + "\r\n".join(lines) + "\r\n", encoding="utf-8")
    return path


def _parquet(path: Path) -> Path:
    pq.write_table(pa.Table.from_pylist(ROWS), path)
    return path


def _array(path: Path) -> Path:
    path.write_text(json.dumps(ROWS))
    return path


def _packed(path: Path) -> Path:
    path.write_bytes(gzip.compress(_jsonl(path.with_suffix("")).read_bytes()))
    return path


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("in.jsonl", _jsonl),
        ("in.csv", _csv),
        ("in.parquet", _parquet),
        ("in.json", _array),
        ("in.jsonl.gz", _packed),
    ],
)
def test_the_rows_of_a_table_are_articles(tmp_path: Path, name: str, write: Callable[[Path], Path]) -> None:
    """Columns are known by their usual names."""
    one, two = given(write(tmp_path / name))
    assert (one.id, source(one).text, source(one).published) == ("one", "A ferry sank.", date(2026, 11, 30))
    assert (one.language, two.language, source(two).published) == ("en", None, None)


def test_a_table_without_articles_is_refused_with_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("id,headline\n1,x\n")
    with pytest.raises(InputError, match="columns are headline, id"):
        given(path)


def test_a_broken_line_is_a_failure_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "a", "text": "x"}\n{"id":\n\n{"id": "d", "url": ""}\n')
    one, broken, empty = given(path)
    assert source(one).text == "x"
    assert isinstance(broken.source, InputError)
    assert broken.id == f"{path}#2"
    assert isinstance(empty.source, InputError)


def test_an_address_beside_a_text_names_it(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"text": "x", "link": "https://example.org/1"}\n{"link": "https://example.org/2"}\n')
    one, two = given(path)
    assert (one.id, source(one).text) == ("https://example.org/1", "x")
    assert source(two).url == "https://example.org/2"


def test_an_id_that_comes_again_gets_a_number(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "a", "text": "x"}\n{"id": "a", "text": "y"}\n')
    assert [one.id for one in given(path)] == ["a", "a~2"]


@pytest.mark.parametrize(
    ("cell", "zone", "expected"),
    [
        ("2026-11-30", None, date(2026, 11, 30)),
        ("2026-11-30T23:30:00Z", None, date(2026, 11, 30)),
        ("2026-11-30T23:30:00Z", "Europe/Madrid", date(2026, 12, 1)),
        ("2026-11-30T23:30:00", "Europe/Madrid", date(2026, 11, 30)),
        ("Mon, 30 Nov 2026 23:30:00 +0000", "Asia/Tokyo", date(2026, 12, 1)),
        (datetime(2026, 11, 30, 1), None, date(2026, 11, 30)),  # noqa: DTZ001 - as tables give it
        (1_796_081_400, None, date(2026, 11, 30)),
        (1_796_081_400_000, "Asia/Tokyo", date(2026, 12, 1)),
        ("", None, None),
    ],
)
def test_a_day_of_publication_is_read_in_its_time_zone(
    cell: object, zone: str | None, expected: date | None
) -> None:
    assert day(cell, zone) == expected


@pytest.mark.parametrize(("cell", "zone"), [("soon", None), ("2026-11-30T00:00:00Z", "Mars/Olympus")])
def test_a_day_that_is_none_is_an_error_of_its_row(cell: str, zone: str | None) -> None:
    with pytest.raises(InputError):
        day(cell, zone)


def test_a_folder_is_its_articles_and_tables(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.txt").write_text("x")
    (tmp_path / "a.html").write_text("<html><p>x</p></html>")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_text("x")
    _jsonl(tmp_path / "c.jsonl")
    found = given(tmp_path)
    assert [Path(one.id).name for one in found] == ["a.html", "one", "two", "b.txt"]
    assert source(found[0]).html is not None


def test_globs_are_files(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.md"):
        (tmp_path / name).write_text("x")
    assert [Path(one.id).name for one in given(tmp_path / "*.txt")] == ["a.txt", "b.txt"]


@pytest.mark.parametrize("name", ["none.txt", "*.none", "empty"])
def test_a_name_that_stands_for_nothing_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no articles"):
        given(name)


def _letter(id_: str) -> EmailMessage:
    message = EmailMessage()
    message["Message-ID"], message["Date"] = id_, "Mon, 30 Nov 2026 10:00:00 +0100"
    message["Subject"] = "Alert"
    message.set_content("A ferry sank.\n")
    message.add_alternative("<p>A ferry sank.</p>", subtype="html")
    return message


def test_letters_are_articles_by_their_id_and_day(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "b.mbox")
    box.add(_letter("<2@example.org>"))
    box.add(_letter("<3@example.org>"))
    box.close()
    found = given(tmp_path)
    assert [one.id for one in found] == ["<2@example.org>", "<3@example.org>"]
    assert {(source(one).text, source(one).published) for one in found} == {
        ("A ferry sank.\n", date(2026, 11, 30))
    }


FEED = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>t</title><link>https://example.org</link><description>d</description>
<item><guid>g1</guid><title>Ferry</title><link>https://example.org/1</link>
<pubDate>Mon, 30 Nov 2026 10:00:00 GMT</pubDate>
<content:encoded>&lt;p&gt;A ferry sank.&lt;/p&gt;</content:encoded></item>
<item><title>Teaser</title><link>https://example.org/2</link><description>Only a line.</description></item>
</channel></rss>"""


def test_entries_of_a_feed_are_articles_or_addresses(tmp_path: Path) -> None:
    """A teaser is not the article: it is fetched."""
    (tmp_path / "feed.rss").write_text(FEED)
    full, teaser = given(tmp_path / "feed.rss")
    assert (full.id, source(full).published) == ("g1", date(2026, 11, 30))
    assert "A ferry sank." in str(source(full).html)
    assert source(teaser).url == "https://example.org/2"


def _visit(address: str, status: str, kind: str) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n<p>A ferry sank.</p>"
    head = [
        "WARC/1.0",
        "WARC-Type: response",
        f"WARC-Target-URI: {address}",
        "WARC-Date: 2026-11-30T10:00:00Z",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(http)}",
    ]
    return ("\r\n".join(head) + f"\r\n\r\n{http}\r\n\r\n").encode()


def test_pages_of_a_web_archive_are_articles(tmp_path: Path) -> None:
    """What is no page, or was not there, is none."""
    path = tmp_path / "crawl.warc.gz"
    visits = [
        _visit("https://example.org/1", "200 OK", "text/html"),
        _visit("https://example.org/2", "404 Not Found", "text/html"),
        _visit("https://example.org/3", "200 OK", "image/png"),
        _visit("https://example.org/1", "200 OK", "text/html; charset=utf-8"),
    ]
    path.write_bytes(b"".join(map(gzip.compress, visits)))
    found = given(path)
    assert [one.id for one in found] == [
        "https://example.org/1",
        "https://example.org/1@2026-11-30T10:00:00Z",
    ]
    assert {source(one).html for one in found} == {b"<p>A ferry sank.</p>"}


def test_an_article_reads_again_as_itself(tmp_path: Path) -> None:
    """What is written into the list of failures is the article, whatever its bytes."""
    rows = [
        Given("a", Source(text="x", published=date(2026, 11, 30)), language="en"),
        Given("b", Source(html=b"\xff\xfe<p>")),
        Given("c", Source(url="https://example.org", timezone="Europe/Oslo")),
    ]
    path = tmp_path / "again.jsonl"
    path.write_text("".join(json.dumps(one.again()) + "\n" for one in rows))
    assert [(one.id, one.source, one.fingerprint) for one in given(path)] == [
        (one.id, one.source, one.fingerprint) for one in rows
    ]
