"""A judge's opinion of key points: a column, and what becomes of silence."""

import json

from labelled import labelled, perfect
from upstream import ScriptedUpstream, completion, error, reply

from wirebrief.evals.judge import judge
from wirebrief.evals.outputs import Failure, Output
from wirebrief.evals.report.model import JudgeColumn
from wirebrief.service.engines.llm.settings import LLMSettings

ARTICLE = labelled("one")
ANSWER = Output(article="one", summary=perfect(ARTICLE))


def says(*ids: str) -> object:
    return reply(completion({"role": "assistant", "content": json.dumps({"stated": ids})}))


async def judged(upstream: ScriptedUpstream, output: Output, *steps: object) -> JudgeColumn:
    upstream.script(*steps)  # type: ignore[arg-type]  # replies
    return await judge([output], [ARTICLE], LLMSettings(model="tiny", base_url=upstream.url))


async def test_stated_facts_count_with_their_weight(upstream: ScriptedUpstream) -> None:
    column = await judged(upstream, ANSWER, says("F1"))
    assert (column.stated, column.facts, column.share) == (1, 1, 1.0)


async def test_a_fact_that_gold_does_not_have_counts_for_nothing(upstream: ScriptedUpstream) -> None:
    assert (await judged(upstream, ANSWER, says("F9"))).stated == 0


async def test_a_judge_that_fails_leaves_its_article_out(upstream: ScriptedUpstream) -> None:
    column = await judged(upstream, ANSWER, error(400, "no"))
    assert (column.facts, column.unanswered, column.share) == (0, 1, None)


async def test_an_article_without_an_answer_states_nothing(upstream: ScriptedUpstream) -> None:
    failed = Output(article="one", failure=Failure(code="timeout", message=""))
    assert await judged(upstream, failed) == JudgeColumn(model="tiny", stated=0, facts=1, unanswered=0)
