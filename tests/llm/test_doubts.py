"""An answer that leaves out what the article plainly has is asked about once, and then told of."""

from collections.abc import Callable
from typing import Any

import pytest
from upstream import ScriptedUpstream, answer, error

from wirebrief.schemas.draft import Draft
from wirebrief.service.engines.llm.doubts import doubts
from wirebrief.service.engines.llm.engine import LLMEngine
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.text import read_text

Make = Callable[..., LLMEngine]

NOTHING: dict[str, Any] = {name: [] for name in Draft.model_fields if name not in ("headline", "kind")}
EMPTY = {**NOTHING, "headline": "Kiln burns down at Dorrabeck"}


@pytest.mark.parametrize("said", [EMPTY, dict.fromkeys(NOTHING) | {"headline": "Kiln burns down"}])
async def test_empty_lists_are_asked_about_and_a_fuller_answer_counts(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any], said: dict[str, Any]
) -> None:
    upstream.script(answer(said), answer(draft))
    drafted = await engine().draft(document)
    assert drafted.draft.quotes
    assert drafted.draft.incidents
    assert drafted.warnings == ()
    assert drafted.attempts == 2
    first, second = (sent["messages"][-1]["content"] for sent in upstream.requests)
    asked = second.removeprefix(first)
    assert "“injuring” (S2)" in asked
    assert "Q1" in asked


async def test_a_model_that_stays_with_it_is_believed_with_a_warning(
    upstream: ScriptedUpstream, engine: Make, document: Document
) -> None:
    upstream.always(answer(EMPTY))
    drafted = await engine().draft(document)
    assert len(upstream.requests) == 2
    assert [(w.code, w.path) for w in drafted.warnings] == [
        ("answer_empty", "quotes"),
        ("answer_empty", "incidents"),
    ]
    assert "injuring" in drafted.warnings[1].message


async def test_a_second_question_that_fails_costs_nothing(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    draft["incidents"] = []
    upstream.script(answer(draft), error(400, "no"))
    drafted = await engine().draft(document)
    assert drafted.draft.quotes
    assert [w.path for w in drafted.warnings] == ["incidents"]


async def test_a_thinner_second_answer_does_not_replace_the_first(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    draft["incidents"] = []
    upstream.script(answer(draft), answer(EMPTY))
    assert (await engine().draft(document)).draft.quotes


async def test_a_second_list_given_twice_empties_nothing(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    """`"incidents": […]` and later `"incidents": []` in one answer."""
    import json

    upstream.script(answer(json.dumps(draft)[:-1] + ', "incidents": []}'))
    drafted = await engine().draft(document)
    assert drafted.draft.incidents
    assert drafted.attempts == 1


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("Council plans\n\nThe council opened a bridge on Monday.", []),
        ("Council plans\n\nThe new bridge is called “Hope” by all.", []),
        ("Council plans\n\nThe mayor said that the bridge would open.", ["quotes"]),
        ("Council plans\n\n“The bridge will open soon,” the mayor promised.", ["quotes"]),
        ("Gun crime\n\nA man was shot and a boy drowned on Monday.", ["incidents"]),
        ("Shot in the dark\n\nThe council opened a bridge on Monday.", []),
    ],
)
def test_what_speaks_against_an_empty_list(text: str, facets: list[str]) -> None:
    """Words of the body alone; a short quotation may be a name."""
    document = read_text(text)
    found = doubts(document, document.sentences, Draft(headline="x"))
    assert [doubt.facet for doubt in found] == facets


def test_a_full_draft_is_not_doubted(document: Document, draft: dict[str, Any]) -> None:
    assert doubts(document, document.sentences, Draft.model_validate(draft)) == []
