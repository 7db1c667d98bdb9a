"""Every fault that a real server shows, played over real HTTP: a typed error, or the result all the same."""

import email.utils
import gzip
import json
import socket
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from upstream import FLOOD, Reply, ScriptedUpstream, Step, answer, completion, error, page, refusal, reply

from wirebrief.schemas import Usage
from wirebrief.service.engines.llm.engine import LLMEngine
from wirebrief.service.engines.llm.exchange import Exchange
from wirebrief.service.engines.llm.transport import MAX_BODY
from wirebrief.service.errors import (
    AuthenticationFailed,
    BudgetExceeded,
    ConfigurationError,
    Malformed,
    RateLimited,
    Refused,
    TooLong,
    Truncated,
    UnknownModel,
    UpstreamTimeout,
    UpstreamUnavailable,
    WirebriefError,
)
from wirebrief.service.reading.document import Document

Make = Callable[..., LLMEngine]

EVENTS = {"content-type": "text/event-stream"}


def inside(code: object, message: str) -> Reply:
    """An error that comes with status 200."""
    return reply({"error": {"code": code, "message": message}})


FINAL: dict[str, tuple[Step, type[WirebriefError]]] = {
    "401": (error(401, "Incorrect API key provided."), AuthenticationFailed),
    "402": (error(402, "Insufficient balance"), AuthenticationFailed),
    "403": (error(403, "Your project may not use this."), AuthenticationFailed),
    "403 from a proxy": (page(403), AuthenticationFailed),
    "404 for the model": (error(404, "The model `x` does not exist.", code="model_not_found"), UnknownModel),
    "400 for the model": (error(400, "Unknown model: x"), UnknownModel),
    "404 for the path": (page(404, "<html>Not Found</html>"), ConfigurationError),
    "405": (error(405, "Method Not Allowed"), ConfigurationError),
    "400 for a parameter": (error(400, "Invalid value for 'n'"), ConfigurationError),
    "400 for the length": (
        error(400, "maximum context length is 2048", code="context_length_exceeded"),
        TooLong,
    ),
    "400 of llama.cpp for the length": (
        error(400, "the request exceeds the available context size"),
        TooLong,
    ),
    "413": (error(413, "Request body too large"), TooLong),
    "400 of a content filter": (error(400, "The prompt was filtered", code="content_filter"), Refused),
    "422": (reply({"detail": "unprocessable"}, 422), ConfigurationError),
    "429 without credit": (
        error(429, "You exceeded your current quota", code="insufficient_quota"),
        AuthenticationFailed,
    ),
    "redirect": (Reply(307, headers={"location": "https://elsewhere.example/v1"}), ConfigurationError),
    "refusal": (refusal("I cannot help with that."), Refused),
    "content filter": (
        reply(completion({"role": "assistant", "content": ""}, finish_reason="content_filter")),
        Refused,
    ),
    "content filter with an empty list": (answer({"incidents": []}, finish_reason="content_filter"), Refused),
    "length": (answer('{"headline": "Kil', finish_reason="length"), Truncated),
    "the limit, as others word it": (answer('{"headline": "Kil', finish_reason="MAX_TOKENS"), Truncated),
    "length without a word": (answer("", finish_reason="max_tokens"), Truncated),
    "a filter by another name": (
        reply(completion({"role": "assistant", "content": None}, finish_reason="SAFETY")),
        Refused,
    ),
    "a filter behind a gateway": (
        reply(
            {
                "choices": [
                    {
                        "finish_reason": "stop",
                        "native_finish_reason": "PROHIBITED_CONTENT",
                        "message": {"role": "assistant", "content": ""},
                    }
                ]
            }
        ),
        Refused,
    ),
    "a blocked prompt": (reply({"choices": [], "promptFeedback": {"blockReason": "SAFETY"}}), Refused),
    "a refusal among the parts": (
        reply(
            completion({"role": "assistant", "content": [{"type": "refusal", "refusal": "I had rather not"}]})
        ),
        Refused,
    ),
    "401 inside a 200": (inside(401, "No auth credentials found"), AuthenticationFailed),
    "402 inside a 200": (inside(402, "Insufficient credits"), AuthenticationFailed),
    "404 inside a 200": (inside("404", "model `x` not found"), UnknownModel),
    "an error in words inside a 200": (inside("invalid_api_key", "No such key"), AuthenticationFailed),
    "an error with its code beside it": (reply({"code": 401, "msg": "token expired"}), AuthenticationFailed),
    "an error in a list": (reply([{"error": {"code": 403, "message": "denied"}}]), AuthenticationFailed),
}

RETRIED: dict[str, tuple[Step, type[WirebriefError]]] = {
    "408": (error(408, "Request timeout"), UpstreamTimeout),
    "409": (error(409, "Conflict"), UpstreamUnavailable),
    "429": (error(429, "Rate limit reached"), RateLimited),
    "500": (error(500, "Internal error"), UpstreamUnavailable),
    "502 page of a proxy": (page(502), UpstreamUnavailable),
    "503": (error(503, "Overloaded"), UpstreamUnavailable),
    "529": (error(529, "Overloaded"), UpstreamUnavailable),
    "reset before the answer": (Reply(fault="reset"), UpstreamUnavailable),
    "reset in the body": (Reply(body=b'{"choices": [{"mess', fault="cut"), UpstreamUnavailable),
    "broken off": (answer("{}", finish_reason="error"), UpstreamUnavailable),
    "429 inside a 200": (inside(429, "Rate limited upstream"), RateLimited),
    "502 inside a 200": (inside(502, "Provider returned error"), UpstreamUnavailable),
    "an error without a number inside a 200": (inside(None, "Something went wrong"), UpstreamUnavailable),
    "an error in the choice": (
        reply({"choices": [{"error": {"code": 503, "message": "overloaded"}, "message": {}}]}),
        UpstreamUnavailable,
    ),
    "an error in a stream": (
        Reply(200, b'data: {"error": {"code": 429, "message": "slow down"}}\n\n', EVENTS),
        RateLimited,
    ),
}

ASKED_AGAIN: dict[str, Step] = {
    "no JSON": answer("I am sorry, here is a summary in prose."),
    "half JSON": answer('{"incidents": ['),
    "a list": answer("[1, 2, 3]"),
    "another shape": answer({"summary": "It burned."}),
    "an empty object": answer({}),
    "a draft with nothing in it": answer({"incidents": [], "quotes": [], "headline": ""}),
    "empty content": answer(""),
    "null content": reply(completion({"role": "assistant", "content": None})),
    "a null message": reply(completion(None)),
    "empty choices": reply({"id": "1", "object": "chat.completion", "model": "m", "choices": []}),
    "no choices": reply({"id": "1"}),
    "a list for a completion": reply([]),
    "an empty body": Reply(200, b"", {"content-type": "application/json"}),
    "broken JSON for a completion": Reply(200, b'{"choices": [', {"content-type": "application/json"}),
    "a page with status 200": page(200),
    "braces without end": answer("{" * 5000),
    "nesting without end": answer('{"incidents":' + "[" * 100_000),
}


@pytest.mark.parametrize("name", FINAL)
async def test_what_another_call_cannot_mend_is_raised_at_once(
    upstream: ScriptedUpstream, engine: Make, exchanges: list[Exchange], document: Document, name: str
) -> None:
    """One call, one typed error that says what to do; never an empty summary."""
    step, kind = FINAL[name]
    upstream.always(step)
    with pytest.raises(kind) as caught:
        await engine().draft(document)
    assert type(caught.value) is kind
    assert caught.value.hint
    assert len(upstream.requests) == len(exchanges) == caught.value.attempts == 1


@pytest.mark.parametrize("name", RETRIED)
async def test_what_may_pass_is_tried_again(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any], name: str
) -> None:
    """Twice ill, then well: the result stands and says that it took three calls."""
    upstream.script(RETRIED[name][0], RETRIED[name][0], answer(draft))
    drafted = await engine().draft(document)
    assert drafted.draft.headline == draft["headline"]
    assert drafted.attempts == len(upstream.requests) == 3


@pytest.mark.parametrize("name", RETRIED)
async def test_what_does_not_pass_is_raised_after_the_last_attempt(
    upstream: ScriptedUpstream, engine: Make, document: Document, name: str
) -> None:
    step, kind = RETRIED[name]
    upstream.always(step)
    with pytest.raises(kind) as caught:
        await engine(max_attempts=3).draft(document)
    assert type(caught.value) is kind
    assert caught.value.retryable
    assert caught.value.attempts == len(upstream.requests) == 3


@pytest.mark.parametrize("name", ASKED_AGAIN)
async def test_what_cannot_be_read_is_asked_once_more(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any], name: str
) -> None:
    """The second question is the first with one line added: it does not grow by the bad answer."""
    upstream.script(ASKED_AGAIN[name], answer(draft))
    drafted = await engine().draft(document)
    assert drafted.draft.headline == draft["headline"]
    assert drafted.attempts == 2
    first, second = (sent["messages"] for sent in upstream.requests)
    assert second[0] == first[0]
    assert second[1]["content"].startswith(first[1]["content"])
    assert len(second) == len(first)
    assert len(second[1]["content"]) - len(first[1]["content"]) < 300


@pytest.mark.parametrize("name", ASKED_AGAIN)
async def test_what_cannot_be_read_twice_is_malformed(
    upstream: ScriptedUpstream, engine: Make, document: Document, name: str
) -> None:
    upstream.always(ASKED_AGAIN[name])
    with pytest.raises(Malformed) as caught:
        await engine().draft(document)
    assert caught.value.attempts == len(upstream.requests) == 2
    assert caught.value.hint


async def test_tokens_of_answers_that_were_no_use_are_counted(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    """What was paid for is reported, in the result as in the error."""
    upstream.script(answer("prose"), answer(draft), answer("prose"), answer("prose"))
    made = engine()
    twice = Usage(input_tokens=10_000, output_tokens=40, cached_tokens=128, reasoning_tokens=10)
    assert (await made.draft(document)).usage == twice
    with pytest.raises(Malformed) as caught:
        await made.draft(document)
    assert caught.value.usage == twice


async def test_a_refusal_is_not_argued_with_in_any_mode(
    upstream: ScriptedUpstream, engine: Make, document: Document
) -> None:
    """instructor alone would take it for bad JSON and ask again."""
    upstream.always(refusal("I would rather not."))
    for mode in ("json_schema", "tools", "json"):
        with pytest.raises(Refused, match="I would rather not"):
            await engine(mode=mode).draft(document)
    assert len(upstream.requests) == 3


async def test_nobody_at_the_address(engine: Make, document: Document) -> None:
    """The message names the server, the hint the setting."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/v1"
    with pytest.raises(UpstreamUnavailable, match=r"127\.0\.0\.1") as caught:
        await engine(base_url=address, max_attempts=2).draft(document)
    assert "WIREBRIEF_BASE_URL" in caught.value.hint
    assert caught.value.attempts == 2


@pytest.mark.parametrize("step", [Reply(fault="hang"), Reply(body=b"{" + b" " * 99, fault="drip")])
async def test_a_server_that_does_not_finish_is_left(
    upstream: ScriptedUpstream, engine: Make, exchanges: list[Exchange], document: Document, step: Reply
) -> None:
    """The limit is for the whole call: a byte now and then does not prolong it."""
    upstream.always(step)
    start = time.monotonic()
    with pytest.raises(UpstreamTimeout, match=r"0\.3 seconds"):
        await engine(timeout=0.3, max_attempts=2).draft(document)
    assert time.monotonic() - start < 3
    assert [exchange.status for exchange in exchanges] == [None, None]


class TestSize:
    """No server can fill our memory, whatever its status and however it packs the body."""

    @pytest.mark.parametrize("status", [200, 400, 500])
    async def test_a_body_beyond_the_limit_is_left(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, status: int
    ) -> None:
        upstream.always(Reply(status, b" " * 2**20, fault="flood"))
        with pytest.raises(Malformed, match="more than 8 MB") as caught:
            await engine().draft(document)
        assert caught.value.attempts == 1
        assert upstream.flooded < FLOOD // 4

    async def test_a_packed_body_counts_unpacked(
        self, upstream: ScriptedUpstream, engine: Make, document: Document
    ) -> None:
        packed = gzip.compress(bytes(MAX_BODY + 1))
        upstream.always(Reply(200, packed, {"content-encoding": "gzip"}))
        with pytest.raises(Malformed, match="more than 8 MB"):
            await engine().draft(document)

    async def test_a_packed_answer_is_read(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
    ) -> None:
        plain = answer(draft)
        assert callable(plain)

        def packed(request: dict[str, Any]) -> Reply:
            whole = plain(request)
            return replace(
                whole, body=gzip.compress(whole.body), headers={**whole.headers, "content-encoding": "gzip"}
            )

        upstream.script(packed)
        assert (await engine().draft(document)).draft.headline == draft["headline"]


async def test_a_slow_answer_within_the_limit_is_waited_for(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    slow = answer(draft)
    assert callable(slow)
    upstream.script(lambda request: Reply(**{**vars(slow(request)), "delay": 0.3}))
    assert (await engine(timeout=5).draft(document)).attempts == 1


async def test_the_time_budget_ends_everything(
    upstream: ScriptedUpstream, engine: Make, exchanges: list[Exchange], document: Document
) -> None:
    """Whichever limit is nearer cuts the call; the budget's is an error of its own."""
    upstream.always(Reply(fault="hang"))
    with pytest.raises(BudgetExceeded, match="1 seconds"):
        await engine(time_budget=1).draft(document)
    assert len(upstream.requests) == len(exchanges) == 1


class TestRetryAfter:
    """The server's own waiting time is kept, within the time there is."""

    @pytest.mark.parametrize(
        "headers",
        [
            {"retry-after": "0.3"},
            {"retry-after-ms": "300"},
            {"retry-after": "1", "retry-after-ms": "300"},
        ],
    )
    async def test_it_is_waited_out(
        self,
        upstream: ScriptedUpstream,
        engine: Make,
        document: Document,
        draft: dict[str, Any],
        headers: dict[str, str],
    ) -> None:
        upstream.script(error(429, "later", headers=headers), answer(draft))
        start = time.monotonic()
        await engine().draft(document)
        assert 0.3 <= time.monotonic() - start < 1

    async def test_a_date_will_do(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
    ) -> None:
        """To the second, as HTTP dates are."""
        date = email.utils.formatdate(time.time() + 1.99, usegmt=True)
        upstream.script(error(503, "later", headers={"retry-after": date}), answer(draft))
        start = time.monotonic()
        await engine().draft(document)
        assert 0.5 < time.monotonic() - start < 3

    async def test_a_wait_beyond_the_budget_is_not_begun(
        self, upstream: ScriptedUpstream, engine: Make, document: Document
    ) -> None:
        """The caller learns how long it would be, at once."""
        upstream.always(error(429, "tomorrow", headers={"retry-after": "86400"}))
        start = time.monotonic()
        with pytest.raises(RateLimited) as caught:
            await engine(time_budget=60).draft(document)
        assert caught.value.retry_after == 86400
        assert time.monotonic() - start < 2
        assert len(upstream.requests) == 1

    @pytest.mark.parametrize("header", ["soon", "-5", "nan", "inf", "Mon, 99 Xyz 2020"])
    async def test_nonsense_is_no_waiting_time(
        self,
        upstream: ScriptedUpstream,
        engine: Make,
        document: Document,
        draft: dict[str, Any],
        header: str,
    ) -> None:
        upstream.script(error(429, "later", headers={"retry-after": header}), answer(draft))
        assert (await engine().draft(document)).attempts == 2


class TestSalvage:
    """One bad item does not cost the others."""

    @pytest.mark.parametrize(
        ("before", "after"), [("```json\n", "\n```"), ("Here it is:\n", "\nAnything else?"), ("\ufeff", "")]
    )
    async def test_what_stands_around_the_json_is_passed_over(
        self,
        upstream: ScriptedUpstream,
        engine: Make,
        document: Document,
        draft: dict[str, Any],
        before: str,
        after: str,
    ) -> None:
        upstream.script(answer(f"{before}{json.dumps(draft)}{after}"))
        assert (await engine().draft(document)).attempts == 1

    async def test_of_several_objects_the_last_counts(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
    ) -> None:
        """An object quoted from the article does not pass for the answer."""
        forged = {"headline": "Forged", "incidents": []}
        upstream.script(answer(f"The article says {json.dumps(forged)}, so:\n{json.dumps(draft)}"))
        assert (await engine().draft(document)).draft.headline == draft["headline"]

    async def test_extra_keys_and_invented_labels_are_no_fault_of_the_whole(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
    ) -> None:
        """A label that does not exist reaches grounding, which judges the one item."""
        draft["mood"] = "sombre"
        draft["incidents"][0] |= {"type": "kiln_disaster", "colour": "red", "confidence": 0.9}
        upstream.script(answer(draft))
        drafted = await engine().draft(document)
        assert drafted.draft.incidents[0].type == "kiln_disaster"
        assert drafted.draft.incidents[0].confidence is None
        assert drafted.warnings == ()

    async def test_a_null_says_nothing(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
    ) -> None:
        draft["attributions"] = None
        draft["quotes"][0]["cue"] = None
        upstream.script(answer(draft))
        drafted = await engine().draft(document)
        assert drafted.draft.quotes[0].cue == ""
        assert drafted.warnings == ()

    @pytest.mark.parametrize(
        "bad", ["S2", 7, {"id": 5}, {"evidence": "S2"}, {"where": []}, ["I1"], {"id": "\ud800"}]
    )
    async def test_a_malformed_item_is_dropped_with_a_warning(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any], bad: object
    ) -> None:
        draft["incidents"].append(bad)
        upstream.script(answer(draft))
        drafted = await engine().draft(document)
        assert [i.id for i in drafted.draft.incidents] == ["I1"]
        assert [w.code for w in drafted.warnings] == ["item_malformed"]
        assert "incidents[1]" in drafted.warnings[0].message

    @pytest.mark.parametrize("bad", ["none", {"I1": {}}, 3])
    async def test_a_list_that_is_none_is_a_missing_facet(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any], bad: object
    ) -> None:
        """The summary becomes partial, and says which part is missing."""
        draft["incidents"] = bad
        upstream.always(answer(draft))
        drafted = await engine().draft(document)
        assert [(w.code, w.path) for w in drafted.warnings] == [("facet_missing", "incidents")]

    async def test_a_list_left_out_is_a_missing_facet(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
    ) -> None:
        del draft["quotes"], draft["quoted_text"]
        upstream.always(answer(draft))
        drafted = await engine().draft(document)
        assert [w.path for w in drafted.warnings] == ["quotes", "quoted_text"]

    async def test_an_answer_in_a_wrapper_is_unwrapped(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
    ) -> None:
        upstream.script(answer({"ArticleDraft": draft}))
        assert (await engine().draft(document)).attempts == 1
