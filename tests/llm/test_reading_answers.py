"""Everything that models and gateways wrap around an answer, over real HTTP: one call, the whole draft."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from upstream import Reply, ScriptedUpstream, Step, answer, completion, error, reply

from wirebrief.schemas.lines import lines_of
from wirebrief.service.engines.llm.engine import LLMEngine
from wirebrief.service.engines.protocol import Drafted
from wirebrief.service.errors import Malformed
from wirebrief.service.pipeline import summarize_document
from wirebrief.service.reading.document import Document

Make = Callable[..., LLMEngine]
Draft = dict[str, Any]

FORM = '{"headline": "…", "incidents": [{"id": "I1"}, {"id": "I2"}, {"id": "I3"}]'


def said(text: str) -> Step:
    return answer(text)


def message(**fields: object) -> Step:
    return reply(completion({"role": "assistant", "content": None, **fields}))


def called(*arguments: object) -> Step:
    calls = [
        {"id": f"c{n}", "type": "function", "function": {"name": "ArticleDraft", "arguments": given}}
        for n, given in enumerate(arguments)
    ]
    return message(tool_calls=calls)


def streamed(*pieces: str, done: bool = True) -> Step:
    """An event stream that nobody asked for."""
    chunks: list[Any] = [
        {"id": "c", "model": "scripted-1", "choices": [{"index": 0, "delta": {"content": piece}}]}
        for piece in pieces
    ]
    chunks.append({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    chunks.append({"choices": [], "usage": {"prompt_tokens": 5000, "completion_tokens": 20}})
    lines = [": keep-alive", *(f"data: {json.dumps(chunk)}" for chunk in chunks)]
    return Reply(
        200,
        "\n\n".join([*lines, "data: [DONE]"] if done else lines).encode(),
        {"content-type": "text/event-stream"},
    )


WRAPPED: dict[str, Callable[[Draft], Step]] = {
    "a fence": lambda d: said(f"```json\n{json.dumps(d)}\n```"),
    "a fence that is never closed": lambda d: said(f"```\n{json.dumps(d)}"),
    "prose": lambda d: said(f"Here it is:\n{json.dumps(d)}\nAnything else?"),
    "a byte order mark": lambda d: said(f"\ufeff{json.dumps(d)}"),
    "thinking aloud with braces": lambda d: said(
        f"<think>{'{' * 40} set {{x}} and {FORM} or {{'y'</think>{json.dumps(d)}"
    ),
    "thinking whose beginning the server took": lambda d: said(f"so {FORM} then</think>\n{json.dumps(d)}"),
    "an object quoted before": lambda d: said(f'It says {{"headline": "Forged"}}, so:\n{json.dumps(d)}'),
    "a remark in JSON behind": lambda d: said(
        f'{json.dumps(d)}\nNote: I also considered {{"headline": "Other", "incidents": []}}.'
    ),
    "raw line breaks in strings": lambda d: said(
        json.dumps(d).replace("injuring two", "injuring\n\ttwo").replace("S3: said", "S3:\nsaid")
    ),
    "trailing commas": lambda d: said(json.dumps(d).replace("}]", "},]").replace("]}", "],}")),
    "needless escapes": lambda d: said(json.dumps(d).replace("Kiln", "K\\iln").replace("-", "\\-")),
    "escaped apostrophes": lambda d: said(json.dumps({**d, "mood": "it's"}).replace("'", "\\'")),
    "Python literals": lambda d: said(repr({**d, "attributions": None})),
    "comments": lambda d: said(json.dumps(d, indent=1).replace('"headline"', '// in short\n"headline"')),
    "bare quotation marks": lambda d: said(json.dumps({**d, "mood": "X"}).replace('"X"', '"a "bad" day"')),
    "JSON in a string": lambda d: said(json.dumps(json.dumps(d))),
    "lists in strings": lambda d: said(json.dumps({**d, "incidents": json.dumps(d["incidents"])})),
    "records in strings": lambda d: said(json.dumps({**d, "quotes": [json.dumps(q) for q in d["quotes"]]})),
    "its own name": lambda d: said(json.dumps({"ArticleDraft": d})),
    "a call written out": lambda d: said(json.dumps({"name": "ArticleDraft", "parameters": d})),
    "a call written out, its arguments in a string": lambda d: said(
        json.dumps([{"name": "ArticleDraft", "arguments": json.dumps(d)}])
    ),
    "a list around it": lambda d: said(json.dumps([d])),
    "keys given twice, the second time empty": lambda d: said(
        json.dumps(d)[:-1] + ', "incidents": [], "quotes": null, "headline": ""}'
    ),
    "content as parts": lambda d: message(
        content=[{"type": "text", "text": json.dumps(d)[:99]}, {"type": "text", "text": json.dumps(d)[99:]}]
    ),
    "the place for reasoning": lambda d: message(content="", reasoning_content=json.dumps(d)),
    "another place for reasoning": lambda d: message(reasoning=json.dumps(d)),
    "arguments as an object": lambda d: called(d),
    "arguments in a string in a string": lambda d: called(json.dumps(json.dumps(d))),
    "several calls with a part each": lambda d: called(
        *(json.dumps({name: value}) for name, value in d.items())
    ),
    "the same call twice": lambda d: called(json.dumps(d), json.dumps(d)),
    "a call that was begun and made again": lambda d: called('{"headline": "Kiln"}', json.dumps(d)),
    "a call of the old kind": lambda d: message(
        function_call={"name": "ArticleDraft", "arguments": json.dumps(d)}
    ),
    "empty arguments beside the content": lambda d: message(
        content=json.dumps(d),
        tool_calls=[{"id": "c", "type": "function", "function": {"name": "x", "arguments": "{}"}}],
    ),
    "an event stream": lambda d: streamed(json.dumps(d)[:50], json.dumps(d)[50:]),
    "an event stream without its end": lambda d: streamed(json.dumps(d), done=False),
    "an error that is null": lambda d: reply(
        {**completion({"role": "assistant", "content": json.dumps(d)}), "error": None}
    ),
    "the end of what failed the server's check": lambda d: reply(
        {
            "error": {
                "message": "Failed to validate JSON.",
                "code": "json_validate_failed",
                "failed_generation": f"<function=ArticleDraft>{json.dumps(d)}</function>",
            }
        },
        400,
    ),
}


@pytest.mark.parametrize("name", WRAPPED)
async def test_an_answer_is_read_in_whatever_it_is_wrapped(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: Draft, name: str
) -> None:
    """Nothing that was paid for is asked again, and nothing of it is lost."""
    upstream.script(answer(draft), WRAPPED[name](draft))
    plain, wrapped = await engine().draft(document), await engine().draft(document)
    assert _folded(wrapped) == _folded(plain)
    assert [w.code for w in wrapped.warnings if w.code != "facet_missing"] == []
    assert wrapped.attempts == 1


def _folded(drafted: Drafted) -> str:
    """The draft without white space, in which raw line breaks differ from blanks."""
    return "".join(drafted.draft.model_dump_json().replace("\\n", " ").replace("\\t", " ").split())


@pytest.mark.parametrize("mode", ["json_schema", "tools", "json"])
async def test_several_calls_that_contradict_each_other_are_not_mixed(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: Draft, mode: str
) -> None:
    """The same id for two incidents: the fuller call counts."""
    other = {"incidents": [{"id": "I1", "evidence": ["S3"]}], "headline": "Other"}
    upstream.script(called(json.dumps(other), json.dumps(draft)))
    drafted = await engine(mode=mode).draft(document)
    assert drafted.draft.headline == draft["headline"]
    assert [i.evidence for i in drafted.draft.incidents] == [["S2"]]


class TestCutAnswers:
    """An answer that breaks off keeps what was whole, and the rest is asked for once."""

    @pytest.fixture
    def long(self, draft: Draft) -> Draft:
        """Incidents first, then everything else, as the schema orders them."""
        draft["incidents"] = [{**draft["incidents"][0], "id": f"I{n}"} for n in (1, 2, 3)]
        return draft

    @staticmethod
    def _cut(draft: Draft, before: str) -> str:
        text = json.dumps(draft)
        return text[: text.index(before)]

    @pytest.mark.parametrize("reason", ["length", "stop", "max_tokens", "MAX_TOKENS", None])
    async def test_the_rest_is_asked_for_whatever_the_reason(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, long: Draft, reason: str
    ) -> None:
        cut = self._cut(long, '"I3"')
        rest = {**long, "actors": [], "incidents": long["incidents"][2:]}
        upstream.script(answer(cut, finish_reason=reason), answer(rest))
        drafted = await engine().draft(document)
        assert [i.id for i in drafted.draft.incidents] == ["I1", "I2", "I3"]
        assert drafted.draft.headline == long["headline"]
        assert drafted.warnings == ()
        assert drafted.attempts == 2

    async def test_the_second_question_shows_what_was_whole_and_names_what_is_missing(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, long: Draft
    ) -> None:
        upstream.script(answer(self._cut(long, '"I3"'), finish_reason="length"), answer(long))
        await engine().draft(document)
        first, second = (sent["messages"][-1]["content"] for sent in upstream.requests)
        assert second.startswith(first)
        added = second.removeprefix(first)
        assert '"I2"' in added
        assert '"I3"' not in added
        assert "quotes" in added

    async def test_what_comes_twice_is_kept_once(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, long: Draft
    ) -> None:
        """A model that begins anew does no harm."""
        upstream.script(answer(self._cut(long, '"I3"'), finish_reason="length"), answer(long))
        drafted = await engine().draft(document)
        assert [i.id for i in drafted.draft.incidents] == ["I1", "I2", "I3"]
        assert len(drafted.draft.actors) == 1

    @pytest.mark.parametrize(
        "then",
        [answer("prose"), error(400, "no"), answer('{"headline": "K', finish_reason="length")],
        ids=["prose", "an error", "nothing whole"],
    )
    async def test_what_stays_away_makes_the_summary_partial(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, long: Draft, then: Step
    ) -> None:
        """The second question fails in whichever way: the first answer stands."""
        upstream.script(answer(self._cut(long, '"I3"'), finish_reason="length"), then)
        drafted = await engine().draft(document)
        assert [i.id for i in drafted.draft.incidents] == ["I1", "I2"]
        assert [w.code for w in drafted.warnings] == ["answer_truncated"]
        assert "quotes" in drafted.warnings[0].message

    async def test_the_summary_says_so(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, draft: Draft
    ) -> None:
        cut = self._cut(draft, '"headline"')
        upstream.script(answer(self._cut(draft, '"key_points"')), answer("prose")).always(answer(cut))
        summary = await summarize_document(document, engine())
        assert summary.status == "partial"
        assert summary.incidents
        assert "answer_truncated" in {w.code for w in summary.warnings}

    async def test_in_lines_each_finished_line_is_kept(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, long: Draft
    ) -> None:
        in_lines = {**lines_of(long), "headline": long["headline"]}
        upstream.script(answer(self._cut(in_lines, "3 | S2"), finish_reason="length"), answer(in_lines))
        drafted = await engine(protocol="lines").draft(document)
        assert [i.id for i in drafted.draft.incidents] == ["I1", "I2", "I3"]
        shown = upstream.requests[1]["messages"][-1]["content"]
        assert "I2 | S2" in shown

    async def test_only_a_closing_brace_is_no_loss(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, draft: Draft
    ) -> None:
        upstream.script(answer(json.dumps(draft)[:-1], finish_reason="length"))
        drafted = await engine().draft(document)
        assert drafted.attempts == 1
        assert drafted.warnings == ()

    async def test_nothing_whole_and_no_limit_is_asked_anew(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, draft: Draft
    ) -> None:
        upstream.script(answer('{"actors": [{"name": "S'), answer(draft))
        drafted = await engine().draft(document)
        assert drafted.draft.headline == draft["headline"]
        assert "broke off" in upstream.requests[1]["messages"][-1]["content"]

    async def test_a_stream_that_breaks_off_is_no_different(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, long: Draft
    ) -> None:
        upstream.script(streamed(self._cut(long, '"I3"')), answer(long))
        drafted = await engine().draft(document)
        assert [i.id for i in drafted.draft.incidents] == ["I1", "I2", "I3"]


async def test_a_failed_generation_that_cannot_be_read_is_asked_again(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: Draft
) -> None:
    failed = {"error": {"message": "Failed to call a function.", "failed_generation": "I would say"}}
    upstream.script(reply(failed, 400), answer(draft))
    assert (await engine().draft(document)).attempts == 2


async def test_words_without_a_draft_are_malformed_wherever_they_stand(
    upstream: ScriptedUpstream, engine: Make, document: Document
) -> None:
    upstream.always(message(content="{}", reasoning_content='{"thought": 1}'))
    with pytest.raises(Malformed):
        await engine().draft(document)
