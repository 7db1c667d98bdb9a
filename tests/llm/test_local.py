"""The engine against a genuine llama.cpp server with a small model and schema-constrained output.

The model has 135 million parameters and understands nothing; what is tested is that our strict schema is one
that a real server can constrain to, that its answers read, and that its ways of failing come out typed. Its
prompt is a short one of the tests, for the product's takes such a model minutes to read on a busy machine.
"""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from wirebrief import ArticleSummary, astream
from wirebrief.prompts.front_matter import FrontMatter
from wirebrief.prompts.registry import Prompt
from wirebrief.schemas import violations
from wirebrief.service.engines.llm.answer import Unreadable
from wirebrief.service.engines.llm.engine import LLMEngine
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.errors import ConfigurationError, TooLong, Truncated
from wirebrief.service.pipeline import summarize_document
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.text import read_text

pytest.importorskip("xllamacpp", reason="needs the extra `local`")

pytestmark = pytest.mark.local
Make = Callable[..., LLMEngine]

PROGRAM = Path(__file__).parents[1] / "support" / "local_server.py"
EXAMPLE = "Bridge opens in spring"
TEMPLATE = """{% if role == "system" %}
Answer with JSON. Leave every list empty and write the headline, like this:
{{ example.answer | compact }}
{% else %}
{{ article }}
{% endif %}"""
FACETS = ("actors", "incidents", "attributions", "quotes", "quoted_text", "key_points")
ANSWER = {**{facet: [] for facet in FACETS}, "headline": EXAMPLE}
TINY = Prompt(
    FrontMatter("tiny", "1", "Fit a tiny model.", "Draft", ""),
    TEMPLATE,
    TEMPLATE,
    {"answer": ANSWER},
    "0" * 64,
)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The base URL of a server that runs for this module's tests."""
    command = [sys.executable, str(PROGRAM), "1024"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as program:
        assert program.stdout is not None
        yield program.stdout.readline().strip()
        program.communicate()


@pytest.fixture
async def local(server: str) -> AsyncIterator[Make]:
    """Makes engines that talk to the server with the short prompt, and closes them."""
    made: list[LLMEngine] = []

    def make(**settings: object) -> LLMEngine:
        given = {
            "model": "smollm2",
            "base_url": server,
            "temperature": 0,
            "seed": 1,
            "max_output_tokens": 300,
        }
        made.append(LLMEngine(LLMSettings.load({}, **{**given, **settings})))
        made[-1]._summarize = TINY
        return made[-1]

    yield make
    for engine in made:
        await engine.aclose()


@pytest.fixture
def note() -> Document:
    return read_text("A kiln burned down in Dorrabeck on Monday.")


async def test_a_real_answer_becomes_a_draft(local: Make, note: Document) -> None:
    """Constrained to our schema, sent as strict, and counted by the server itself."""
    drafted = await local().draft(note)
    assert drafted.draft.headline
    assert drafted.warnings == ()
    assert (drafted.model, drafted.attempts) == ("smollm2", 1)
    assert drafted.usage.input_tokens > 50
    assert 20 < drafted.usage.output_tokens < 150


async def test_what_it_says_goes_through_the_whole_pipeline(local: Make, note: Document) -> None:
    """So small a model copies the headline of the prompt's example; that is just what must not come out."""
    summary = await summarize_document(note, local())
    assert violations(summary, note.text) == []
    assert summary.headline != EXAMPLE
    assert summary.headline
    assert summary.provenance is not None
    assert summary.provenance.prompts[0].name == "tiny"


async def test_a_real_stream_ends_in_the_same_summary(local: Make, note: Document) -> None:
    """The server's own event stream, with its own count of tokens at the end."""
    given = [one async for one in astream(note.text, engine=local())]
    streamed = given[-1]
    assert isinstance(streamed, ArticleSummary)
    assert streamed.provenance is not None
    assert streamed.provenance.usage.input_tokens > 50
    whole = await summarize_document(note, local())
    assert (streamed.headline, streamed.key_points) == (whole.headline, whole.key_points)


async def test_an_answer_cut_short_is_truncated_and_not_empty(local: Make, note: Document) -> None:
    """Seven tokens of a draft parse as nothing; that must not read as an article without incidents."""
    with pytest.raises(Truncated):
        await local(max_output_tokens=7).draft(note)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_whatever_is_sampled_keeps_to_the_schema(local: Make, note: Document, seed: int) -> None:
    """Where the model babbles, the answer is a draft, cut short or empty, never malformed."""
    try:
        drafted = await local(temperature=1.5, seed=seed, max_output_tokens=60).draft(note)
    except (Truncated, Unreadable) as nothing:
        assert isinstance(nothing, Truncated) or "says nothing" in nothing.message  # noqa: PT017 - of two kinds
        return
    assert {warning.code for warning in drafted.warnings} <= {"answer_truncated"}


async def test_a_prompt_beyond_the_servers_window_is_too_long(local: Make) -> None:
    """As the server words it, without our own estimate in the way."""
    article = read_text("A kiln burned down in Dorrabeck on Monday, and nobody knows why. " * 80)
    with pytest.raises(TooLong, match="context"):
        await local().draft(article)


async def test_a_base_url_without_its_path_is_a_matter_of_configuration(
    local: Make, server: str, note: Document
) -> None:
    with pytest.raises(ConfigurationError, match="404"):
        await local(base_url=server.replace("/v1", "/v7")).draft(note)


async def test_cancelling_leaves_the_server_ready_for_the_next(local: Make, note: Document) -> None:
    task = asyncio.create_task(local(temperature=1.5).draft(note))
    await asyncio.sleep(0.3)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    with pytest.raises(Truncated):
        await local(max_output_tokens=3).draft(note)
