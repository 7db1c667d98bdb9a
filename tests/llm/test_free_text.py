"""The language of headline, key points and summaries is said where the caller asks, in the last message."""

from collections.abc import Callable
from typing import Any

import pytest
from foreign import foreign
from upstream import ScriptedUpstream, answer

from wirebrief.schemas.failed_item import FailedItem
from wirebrief.service.engines.llm.engine import LLMEngine
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.errors import ConfigurationError
from wirebrief.service.grounding import ground, verify
from wirebrief.service.pipeline import summarize_document
from wirebrief.service.reading.document import Document

Make = Callable[..., LLMEngine]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "in English."), ("pt", "in Portuguese."), ("article", "in German.")]
)
async def test_the_last_message_asks_for_it(
    upstream: ScriptedUpstream, engine: Make, draft: dict[str, Any], language: str, said: str
) -> None:
    """The instructions before it are those of every other question, so that a cache holds them."""
    document = foreign("de").document
    upstream.script(answer(draft), answer(draft))
    await engine().draft(document)
    await engine(language=language).draft(document)
    plain, told = (request["messages"] for request in upstream.requests)
    assert told[:-1] == plain[:-1]
    assert told[-1]["content"].startswith(plain[-1]["content"])
    assert said in told[-1]["content"][len(plain[-1]["content"]) :]


async def test_a_repair_asks_for_it_too(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    upstream.script(answer(draft))
    failed = [FailedItem("key_points[0]", {"text": "x", "evidence": ["S1"]}, ("text: wrong",))]
    await engine(language="es").repair(document, failed)
    assert "in Spanish." in upstream.requests[0]["messages"][-1]["content"]


@pytest.mark.parametrize("given", ["xx", "English", "en_GB"])
def test_a_language_is_given_by_its_code(given: str) -> None:
    with pytest.raises(ConfigurationError, match="language"):
        LLMSettings.load({}, model="m", api_key="k", language=given)


def test_the_environment_may_give_it() -> None:
    environ = {"WIREBRIEF_LANGUAGE": "FR"}
    assert LLMSettings.load(environ, model="m", api_key="k").language == "fr"


async def test_words_in_another_language_are_checked_by_digits_alone(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    """English checks would throw every German line out; one warning says so."""
    german = {**draft, "headline": "Zwei Verletzte im Brennofen", "key_points": []}
    upstream.always(answer(german))
    plain = await summarize_document(document, engine())
    made = await summarize_document(document, engine(language="de"))
    assert made.headline == "Zwei Verletzte im Brennofen" != plain.headline
    assert [w.path for w in made.warnings if w.code == "language_unsupported"] == ["headline"]
    assert "language_unsupported" not in {w.code for w in plain.warnings}


def test_english_words_about_an_article_that_is_not() -> None:
    """Digits are compared however they are grouped."""
    article = foreign("de")
    draft = article.draft.model_copy(update={"headline": "Blast hits plant that serves 16,000 homes"})
    grounding = verify(article.document, ground(article.document, draft), written="en")
    assert grounding.headline == draft.headline
