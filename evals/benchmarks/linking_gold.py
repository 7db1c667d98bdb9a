"""The gold for linking: topics of our own writing, with two near-identical events in each.

A topic is a TOML file (`evals/gold/linking/`): articles, each with its incidents as a large model would write
them down (`schemas/lines.py`) and the event that each is about; and the contradictions between the sources.
The written drafts go the whole way of the `llm` engine's answers, read by a scripted model, so that a linker
can be scored apart from the faults of an engine.
"""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from wirebrief.evals.errors import HarnessError
from wirebrief.service.desk.summaries import Summarised
from wirebrief.service.engines.llm.client import http_library, mock_http_client
from wirebrief.service.engines.llm.engine import LLMEngine
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.function import summarize

if TYPE_CHECKING:
    import httpx

Reader = Literal["written", "rules"]
"""Who makes the summaries: the drafts written by hand, or the embedded engine."""


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """Attributes:
    lines: the draft in lines, by facet.
    events: the event of each incident of the draft, in its order.
    """

    name: str
    outlet: str
    published: date
    text: str
    lines: Mapping[str, Sequence[str]]
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldContradiction:
    """What sources say against each other of one event, by article; an article may be on both sides."""

    event: str
    kind: str
    sides: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Topic:
    name: str
    articles: tuple[GoldArticle, ...]
    contradictions: tuple[GoldContradiction, ...]


def load_topics(path: Path) -> list[Topic]:
    """The topics of a folder, by name.

    Raises:
        HarnessError: there are none, or an article has not an event for each incident.
    """
    topics = [_topic(file) for file in sorted(path.glob("*.toml"))]
    if not topics:
        raise HarnessError(f"{path} holds no topics.", hint="Name a folder such as evals/gold/linking/dev.")
    return topics


def _topic(file: Path) -> Topic:
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    articles = tuple(_article(file, one) for one in told["article"])
    contradictions = tuple(
        GoldContradiction(one["event"], one["kind"], tuple(map(frozenset, one["sides"])))
        for one in told.get("contradiction", ())
        if one.get("holds", True)
    )
    return Topic(file.stem, articles, contradictions)


def _article(file: Path, told: Mapping[str, object]) -> GoldArticle:
    lines = {facet: _strings(told[facet]) for facet in ("actors", "incidents", "attributions")}
    events = tuple(_strings(told["events"]))
    if len(events) != len(lines["incidents"]):
        raise HarnessError(f"{file.name}: {told['name']} has not an event for each incident")
    published = told["published"]
    if not isinstance(published, date):
        raise HarnessError(f"{file.name}: {told['name']} has no day of publication")
    text = str(told["text"]).lstrip("\n")
    return GoldArticle(str(told["name"]), str(told["outlet"]), published, text, lines, events)


def _strings(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def summarised(article: GoldArticle, reader: Reader) -> Summarised:
    """The article's summary, under its name."""
    engine = _scripted(article) if reader == "written" else "rules"
    return Summarised(article.name, summarize(article.text, published=article.published, engine=engine))


def _scripted(article: GoldArticle) -> LLMEngine:
    """The `llm` engine before a server that gives the written draft to whatever it is asked."""
    silent: dict[str, list[str]] = {"quotes": [], "quoted_text": [], "key_points": []}
    draft = {"kind": "report", **article.lines, **silent, "headline": article.text.partition("\n")[0]}
    body = {
        "id": "written",
        "object": "chat.completion",
        "created": 0,
        "model": "written",
        "choices": [
            {
                "index": 0,
                "finish_reason": "stop",
                "message": {"role": "assistant", "content": json.dumps(draft)},
            }
        ],
        "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
    }

    def answer(request: "httpx.Request") -> "httpx.Response":
        response: httpx.Response = http_library().Response(200, json=body)
        return response

    settings = LLMSettings(model="written", base_url="http://written.invalid/v1", api_key="none", mode="json")
    return LLMEngine(settings, http_client=mock_http_client(answer))
