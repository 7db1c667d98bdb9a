"""The Python function over many articles: order, failures that stay alone, leaving early, wrong arguments."""

import os
import signal
import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from upstream import Reply, ScriptedUpstream

from wirebrief import InputError, Result, Source, asummarize_many, summarize, summarize_many
from wirebrief.service.engines.protocol import Drafted
from wirebrief.service.reading.document import Document


def became(results: Iterator[Result]) -> list[str]:
    """The status of each result, or its error's code, in order."""
    found = list(results)
    assert [result.index for result in found] == list(range(len(found)))
    return [r.summary.status if r.summary else r.error.code for r in found if r.summary or r.error]


def test_a_bad_article_fails_alone(article: str, scripted: Any) -> None:
    """Whatever stands in the input, NaN from a table included; the results keep the order of the input."""
    given: list[Any] = [article, "", float("nan"), None, b"\x89PNG\r\n\x1a\n\0", Source(url="http://[::1]/")]
    expected = ["complete", "empty_article", "input", "input", "not_text", "unreadable_url", "complete"]
    assert became(summarize_many([*given, article.encode()], engine=scripted)) == expected


def test_a_fault_of_the_program_fails_alone(
    article: str, answering: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """The other results come; the fault is told with its traceback."""

    class Faulty(answering):  # type: ignore[misc]  # a fixture's class
        async def draft(self, document: Document) -> Drafted:
            if "faulty" in document.text:
                raise IndexError("off by one")
            made: Drafted = await super().draft(document)
            return made

    results = list(summarize_many([article, f"{article}\nfaulty\n", article], engine=Faulty()))
    assert became(iter(results)) == ["complete", "error", "complete"]
    assert results[1].error is not None
    assert isinstance(results[1].error.__cause__, IndexError)
    assert "off by one" in caplog.text


def test_an_input_that_fails_is_answered_as_far_as_it_went(article: str, scripted: Any) -> None:
    """What is under way may have been paid for."""

    def broken() -> Iterator[str]:
        yield article
        raise ConnectionError("database gone")

    results = summarize_many(broken(), engine=scripted)
    assert next(results).unwrap()
    with pytest.raises(ConnectionError, match="database gone"):
        next(results)


async def test_an_input_that_fails_is_answered_as_far_as_it_went_asynchronously(
    article: str, scripted: Any
) -> None:
    def broken() -> Iterator[str]:
        yield article
        raise ConnectionError("database gone")

    results = asummarize_many(broken(), engine=scripted)
    assert (await anext(results)).unwrap()
    with pytest.raises(ConnectionError, match="database gone"):
        await anext(results)


def test_the_input_is_read_in_the_callers_thread(article: str, scripted: Any) -> None:
    """A database's cursor belongs to its thread."""
    rows = sqlite3.connect(":memory:")
    cursor = rows.execute("select ? union all select ?", (article, article + "\n"))
    assert became(summarize_many((row[0] for row in cursor), engine=scripted)) == ["complete"] * 2
    rows.close()


def test_leaving_early_reads_no_further_and_leaves_no_thread(article: str, scripted: Any) -> None:
    taken: list[int] = []
    before = set(threading.enumerate())  # other tests' servers may still be there

    def endless() -> Iterator[str]:
        while True:
            taken.append(1)
            yield article

    for result in summarize_many(endless(), concurrency=2, engine=scripted):
        if result.index == 3:
            break
    assert len(taken) <= 4 + 2 * 2
    assert set(threading.enumerate()) <= before


def test_an_interrupt_cancels_every_call(article: str, upstream: ScriptedUpstream) -> None:
    """It comes as the interrupt it is, with nothing in its place."""
    upstream.always(Reply(fault="hang"))

    def interrupt() -> None:
        upstream.arrived.wait(30)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt).start()
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            list(summarize_many([article] * 3, model="scripted", base_url=upstream.url))
    finally:
        signal.signal(signal.SIGINT, before)
    assert all(upstream.left.acquire(timeout=30) for _ in upstream.requests)


@pytest.mark.parametrize("concurrency", [0, -1])
def test_no_room_for_any_article_is_refused(article: str, scripted: Any, concurrency: int) -> None:
    """At the call, not at the first result."""
    with pytest.raises(InputError, match="at least 1"):
        summarize_many([article], concurrency=concurrency, engine=scripted)


def test_one_article_is_not_many(article: str, scripted: Any) -> None:
    """A string is an iterable of strings too; nobody means its letters."""
    with pytest.raises(InputError, match="call summarize"):
        summarize_many(article, engine=scripted)


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ({"text": 42}, "text is of type int. Pass a string, or bytes"),
        ({"html": 42}, "html is of type int. Pass a string, or bytes"),
        ({"url": b"http://news.example"}, "url is of type bytes. Pass a string"),
        (
            {"text": "An article.", "published": "2024-05-07"},
            "published is of type str. Pass a datetime.date",
        ),
    ],
)
def test_an_argument_of_the_wrong_type_is_named(wrong: dict[str, Any], hint: str, scripted: Any) -> None:
    with pytest.raises(InputError, match=hint):
        summarize(engine=scripted, **wrong)


def test_a_path_stands_for_what_its_file_holds(tmp_path: Path, article: str, scripted: Any) -> None:
    text, page = tmp_path / "article.txt", tmp_path / "page.html"
    text.write_bytes(article.encode())
    paragraphs = "".join(f"<p>{line}</p>" for line in article.split("\n\n"))
    page.write_text(
        f"<html><body><article><h1>Ferry late</h1>{paragraphs * 3}</article></body></html>", "utf-8"
    )
    assert summarize(text, engine=scripted).article.text is None
    assert summarize(page, engine=scripted).article.title == "Ferry late"
    assert became(summarize_many([text, page], engine=scripted)) == ["complete", "complete"]


def test_a_path_without_a_file_fails_alone(tmp_path: Path, article: str, scripted: Any) -> None:
    given = [article, tmp_path / "nothing.txt", article]
    assert became(summarize_many(given, engine=scripted)) == ["complete", "input", "complete"]


def test_the_name_of_a_file_is_refused_with_the_way_out(scripted: Any) -> None:
    with pytest.raises(InputError, match=r"name of a file.*Path"):
        summarize("article.txt", engine=scripted)


def test_an_unknown_time_zone_is_named(scripted: Any) -> None:
    with pytest.raises(InputError, match="no time zone 'Velm'"):
        summarize(html="<p>x</p>", timezone="Velm", engine=scripted)


def test_a_publication_time_counts_as_its_day(article: str, scripted: Any) -> None:
    made = summarize(article, published=datetime(2024, 5, 7, 23, 30, tzinfo=UTC), engine=scripted)
    assert made.article.published.date == date(2024, 5, 7)
