"""What a good answer becomes, whichever way it is asked for and given."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from upstream import Reply, ScriptedUpstream, answer, completion, error, reply

from wirebrief.prompts.leaks import examples
from wirebrief.prompts.registry import prompt
from wirebrief.schemas import Usage
from wirebrief.schemas.failed_item import FailedItem
from wirebrief.schemas.lines import lines_of
from wirebrief.service.engines.llm.engine import LLMEngine
from wirebrief.service.engines.llm.exchange import Exchange
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.engines.llm.wire import ArticleDraft, ArticleLines, schema_sha256
from wirebrief.service.engines.protocol import Drafted
from wirebrief.service.errors import AuthenticationFailed, BudgetExceeded, ConfigurationError, TooLong
from wirebrief.service.reading.document import Document

Make = Callable[..., LLMEngine]
MODES = ("json_schema", "tools", "json")


@pytest.mark.parametrize("mode", MODES)
async def test_an_answer_becomes_a_draft_in_every_mode(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any], mode: str
) -> None:
    """The same answer reads the same, as content or as a tool call."""
    upstream.script(answer(draft))
    drafted = await engine(mode=mode).draft(document)
    assert drafted.draft.quotes[0].speakers == ["Una Felk"]
    assert drafted.draft.incidents[0].injured[0].at == "S2: two potters"
    assert drafted.draft.headline == draft["headline"]


@pytest.mark.parametrize("mode", MODES)
async def test_an_answer_in_lines_becomes_the_same_draft(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any], mode: str
) -> None:
    """The protocol is a matter of writing."""
    in_lines = {**lines_of(draft), "headline": draft["headline"]}
    upstream.script(answer(in_lines), answer(draft))
    drafted = await engine(mode=mode, protocol="lines").draft(document)
    assert drafted.warnings == ()
    assert drafted.draft == (await engine(mode=mode).draft(document)).draft
    assert drafted.prompts == (prompt("summarize_lines").use,)
    assert drafted.schema_sha256 == schema_sha256(ArticleLines)


async def test_a_draft_says_what_it_took(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    """Model, prompt, schema, tokens, calls and cost travel with the result."""
    upstream.script(answer(draft))
    drafted = await engine(prices=(1.0, 0.5, 10.0)).draft(document)
    assert drafted.model == "scripted-1"
    assert drafted.prompts == (prompt("summarize").use,)
    assert drafted.schema_sha256 == schema_sha256(ArticleDraft)
    assert drafted.usage == Usage(input_tokens=5000, output_tokens=20, cached_tokens=64, reasoning_tokens=5)
    assert drafted.attempts == 1
    assert drafted.cost_usd == pytest.approx((4936 * 1.0 + 64 * 0.5 + 20 * 10.0) / 1e6)
    assert drafted.examples == examples(prompt("summarize"))


async def test_no_price_is_no_cost(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    """A price that nobody gave is not zero."""
    upstream.script(answer(draft))
    assert (await engine().draft(document)).cost_usd is None


@pytest.mark.parametrize("usage", [None, {}, {"prompt_tokens": None}, "nonsense", {"prompt_tokens": -5}])
async def test_a_server_that_does_not_count_costs_nothing_but_the_count(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any], usage: object
) -> None:
    upstream.script(answer(draft, usage=usage))
    drafted = await engine().draft(document)
    assert drafted.usage == Usage()
    assert drafted.draft.headline


async def test_the_request_asks_for_no_storage_and_for_the_prompts_sampling(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    upstream.script(answer(draft))
    await engine().draft(document)
    sent = upstream.requests[0]
    assert sent["store"] is False
    assert sent["temperature"] == 0.0
    assert sent["max_completion_tokens"] == 16_384
    assert "seed" not in sent
    assert "reasoning_effort" not in sent


async def test_settings_win_over_the_prompts_sampling(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    upstream.script(answer(draft))
    said = {"temperature": 0.7, "seed": 4, "effort": "low", "store": True, "output_limit": "max_tokens"}
    await engine(max_output_tokens=99, **said).draft(document)
    sent = upstream.requests[0]
    assert (sent["temperature"], sent["seed"], sent["reasoning_effort"]) == (0.7, 4, "low")
    assert (sent["store"], sent["max_tokens"]) == (True, 99)


async def test_a_key_goes_into_the_header_and_nowhere_else(
    upstream: ScriptedUpstream,
    engine: Make,
    exchanges: list[Exchange],
    document: Document,
    draft: dict[str, Any],
) -> None:
    """Neither an error, nor the settings' repr, nor a journal ever holds it, even if the server echoes it."""
    upstream.script(error(401, "bad key sk-own-secret"), answer(draft))
    made = engine(api_key="sk-own-secret")
    with pytest.raises(AuthenticationFailed, match=r"401: bad key \[key\]"):
        await made.draft(document)
    assert upstream.headers[0]["authorization"] == "Bearer sk-own-secret"
    assert "sk-own-secret" not in repr(made.settings)
    assert "sk-own-secret" not in repr(exchanges[0])


async def test_an_article_cannot_be_a_template(
    upstream: ScriptedUpstream, engine: Make, draft: dict[str, Any]
) -> None:
    """Braces of an article go out as braces: neither our renderer nor instructor's reads them."""
    from wirebrief.service.reading.text import read_text

    upstream.script(answer(draft))
    await engine().draft(
        read_text("Title {{ 7 * 7 }}\n\nThe sign read {% raw %} and {{ config }} on Monday.")
    )
    sent = upstream.requests[0]["messages"][1]["content"]
    assert "{{ 7 * 7 }}" in sent
    assert "{% raw %} and {{ config }}" in sent


async def test_a_parameter_that_the_server_refuses_is_left_out_and_stays_out(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    """A reasoning model refuses temperature once, not once an article."""
    refused = error(400, "Unsupported value: 'temperature' does not support 0.0.", param="temperature")
    upstream.script(refused, answer(draft), answer(draft))
    made = engine()
    first = await made.draft(document)
    second = await made.draft(document)
    assert ["temperature" in sent for sent in upstream.requests] == [True, False, False]
    assert (first.attempts, second.attempts) == (2, 1)


async def test_calls_at_the_same_time_learn_the_same(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    """Whoever is refused what another call has just learnt to leave out tries again all the same."""
    good = answer(draft)
    assert callable(good)

    def picky(request: dict[str, Any]) -> Reply:
        for name in ("temperature", "max_completion_tokens"):
            if name in request:
                return replace(error(400, f"Unsupported parameter: '{name}'."), delay=0.1)
        if request["response_format"]["json_schema"].get("strict"):
            return replace(error(400, "unknown field: strict"), delay=0.1)
        return good(request)

    upstream.always(picky)
    made = engine()
    drafts = await asyncio.gather(*(made.draft(document) for _ in range(3)))
    assert len({one.draft.headline for one in drafts}) == 1
    assert "max_tokens" in upstream.requests[-1]


async def test_a_server_that_knows_no_limit_is_beyond_help(
    upstream: ScriptedUpstream, engine: Make, document: Document
) -> None:
    """Both names are tried, and then it ends."""
    upstream.always(error(400, "Neither max_tokens nor max_completion_tokens is known."))
    with pytest.raises(ConfigurationError):
        await engine().draft(document)
    assert len(upstream.requests) == 2


async def test_several_refused_parameters_go_one_after_the_other(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    fastapi = {"detail": [{"type": "extra_forbidden", "loc": ["body", "store"], "msg": "Extra inputs"}]}
    seed = error(400, "Unknown parameter: 'seed'.", param="seed")
    upstream.script(reply(fastapi, 422), seed, answer(draft))
    await engine(seed=1).draft(document)
    assert "store" not in upstream.requests[-1]
    assert "seed" not in upstream.requests[-1]
    assert "temperature" in upstream.requests[-1]


@pytest.mark.parametrize(
    ("first", "then"), [("max_completion_tokens", "max_tokens"), ("max_tokens", "max_completion_tokens")]
)
async def test_the_output_limit_takes_the_name_that_the_server_knows(
    upstream: ScriptedUpstream,
    engine: Make,
    document: Document,
    draft: dict[str, Any],
    first: str,
    then: str,
) -> None:
    """The limit is renamed, never dropped: an answer without one could run on."""
    refused = error(400, f"Unsupported parameter: '{first}' is not supported with this model. Use '{then}'.")
    upstream.script(refused, answer(draft))
    await engine(output_limit=first, max_output_tokens=77).draft(document)
    assert upstream.requests[0][first] == 77
    assert upstream.requests[1][then] == 77
    assert first not in upstream.requests[1]


async def test_a_server_that_forbids_strict_is_asked_without(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    upstream.script(error(400, "json_schema: unknown field `strict`"), answer(draft))
    await engine().draft(document)
    sent = [request["response_format"]["json_schema"] for request in upstream.requests]
    assert ["strict" in schema for schema in sent] == [True, False]
    assert sent[1]["schema"]["additionalProperties"] is False


async def test_tool_arguments_in_the_content_are_read_all_the_same(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    """Some servers do not honour a forced tool call and write the arguments as text."""
    upstream.script(reply(completion({"role": "assistant", "content": json.dumps(draft)})))
    assert (await engine(mode="tools").draft(document)).draft.headline == draft["headline"]


async def test_every_call_is_reported_with_what_went_over_the_wire(
    upstream: ScriptedUpstream,
    engine: Make,
    exchanges: list[Exchange],
    document: Document,
    draft: dict[str, Any],
) -> None:
    """A journal gets the bodies exactly, failed calls included."""
    upstream.script(error(503, "warming up"), answer(draft))
    await engine().draft(document)
    assert [e.request for e in exchanges] == upstream.requests
    assert [(e.status, e.attempt) for e in exchanges] == [(503, 1), (200, 2)]
    assert "warming up" in (exchanges[0].error or "")
    assert exchanges[0].response is not None
    assert json.loads(exchanges[1].response or "")["model"] == "scripted-1"
    assert exchanges[1].error is None
    assert all(e.seconds > 0 for e in exchanges)


async def test_an_article_over_the_window_is_refused_before_anything_is_sent(
    upstream: ScriptedUpstream, engine: Make, document: Document
) -> None:
    with pytest.raises(TooLong, match="window"):
        await engine(context_tokens=500).draft(document)
    assert upstream.requests == []


async def test_tokens_beyond_the_budget_are_not_spent(
    upstream: ScriptedUpstream, engine: Make, document: Document
) -> None:
    """The second question of a budget of 100 is not asked when the first took 5,020."""
    upstream.script(answer("no JSON here"))
    with pytest.raises(BudgetExceeded, match="5020 of its 100 tokens"):
        await engine(token_budget=100).draft(document)
    assert len(upstream.requests) == 1


async def test_cancelling_closes_the_connection(
    upstream: ScriptedUpstream, engine: Make, document: Document
) -> None:
    """A caller who leaves stops the model's work: nothing is retried, and the server sees the client go."""
    upstream.always(Reply(fault="hang"))
    task = asyncio.create_task(engine().draft(document))
    assert await asyncio.to_thread(upstream.arrived.wait, 5)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(upstream.left.acquire, timeout=5)
    assert len(upstream.requests) == 1


def test_one_engine_serves_one_event_loop_after_another(
    upstream: ScriptedUpstream, document: Document, draft: dict[str, Any]
) -> None:
    """The sync functions run each call in a loop of its own."""
    upstream.always(answer(draft))
    made = LLMEngine(LLMSettings.load({}, model="m", base_url=upstream.url))

    async def once() -> Drafted:
        try:
            return await made.draft(document)
        finally:
            await made.aclose()

    assert asyncio.run(once()).draft == asyncio.run(once()).draft


async def test_equal_answers_give_equal_drafts(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    upstream.always(answer(draft))
    made = engine()
    assert await made.draft(document) == await made.draft(document)


class TestRepair:
    """The second question, about failed items alone."""

    FAILED = (
        FailedItem("incidents[0]", {"id": "I1", "evidence": ["S9"]}, ("There is no sentence S9.",)),
        FailedItem("quotes[0]", {"quotation": "Q7"}, ("There is no quotation Q7.",)),
    )

    async def test_the_article_stands_first_and_unchanged(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
    ) -> None:
        """So that a provider's cache of prompt beginnings serves it."""
        upstream.script(answer(draft), answer(draft))
        made = engine()
        await made.draft(document)
        await made.repair(document, self.FAILED)
        (system, user), (again, repair) = (sent["messages"] for sent in upstream.requests)
        assert again == system
        article = user["content"].partition("\n\nRecord what")[0]
        assert repair["content"].startswith(article)
        assert upstream.requests[0]["response_format"] == upstream.requests[1]["response_format"]

    async def test_it_names_the_items_and_their_problems(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
    ) -> None:
        upstream.script(answer(draft))
        await engine().repair(document, self.FAILED)
        asked = upstream.requests[0]["messages"][1]["content"]
        assert 'incidents[0]: {"id":"I1","evidence":["S9"]}' in asked
        assert "- There is no quotation Q7." in asked

    async def test_it_gives_back_what_was_answered(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
    ) -> None:
        """Which record is for which failed item is found by content, later; the prompt used is named."""
        upstream.script(answer(draft))
        drafted = await engine().repair(document, self.FAILED)
        assert drafted is not None
        assert drafted.draft.quotes[0].quotation == "Q1"
        assert drafted.prompts == (prompt("repair").use,)
        assert drafted.warnings == ()

    async def test_an_answer_that_gives_everything_up_is_an_answer(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
    ) -> None:
        """An empty answer to a repair is no fault."""
        upstream.script(answer({name: [] for name in draft if name != "headline"} | {"headline": ""}))
        drafted = await engine().repair(document, self.FAILED)
        assert drafted is not None
        assert drafted.draft.incidents == []

    async def test_a_malformed_record_costs_itself(
        self, upstream: ScriptedUpstream, engine: Make, document: Document
    ) -> None:
        """The other is kept, and what was lost is told."""
        failed = [FailedItem(f"quotes[{n}]", {"quotation": f"Q{n}"}, ("Wrong.",)) for n in (4, 6)]
        upstream.script(answer({"quotes": [{"quotation": 7}, {"quotation": "Q1"}]}))
        drafted = await engine().repair(document, failed)
        assert drafted is not None
        assert [q.quotation for q in drafted.draft.quotes] == ["Q1"]
        assert [w.code for w in drafted.warnings] == ["item_malformed"]

    async def test_in_lines_the_failed_are_shown_and_given_up_as_lines(
        self, upstream: ScriptedUpstream, engine: Make, document: Document
    ) -> None:
        item = {"quotation": "Q7", "kind": "direct", "stance": "asserts", "speakers": ["Una Felk"]}
        failed = [FailedItem(f"quotes[{n}]", item, ("There is no Q7.",)) for n in (0, 1)]
        upstream.script(answer({"quotes": ["none", "Q1 | direct asserts | speaker Una Felk"]}))
        drafted = await engine(protocol="lines").repair(document, failed)
        assert (
            "quotes[0]: Q7 | direct asserts | speaker Una Felk"
            in upstream.requests[0]["messages"][1]["content"]
        )
        assert drafted is not None
        assert [q.quotation for q in drafted.draft.quotes] == ["Q1"]

    async def test_nothing_failed_nothing_asked(
        self, upstream: ScriptedUpstream, engine: Make, document: Document
    ) -> None:
        assert await engine().repair(document, ()) is None
        assert upstream.requests == []
