"""A model that answers from gold: of labelled articles within a long text it records what it is shown.

It is shown windows of the text, and answers for each as a model would: with the records that the shown
sentences bear out, incidents numbered from 1.
"""

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from upstream import Reply, answer

from wirebrief.evals.gold_store import LabelledArticle, as_prediction
from wirebrief.schemas import ArticleSummary, Incident
from wirebrief.service.grounding.draft_of import draft_of
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.text import read_text

_SHOWN = re.compile(r"^\[(S\d+)(?: \w+)?\]", re.MULTILINE)
_FAILED = re.compile(r"^(?:- )?(\w+)\[\d+\]: (\{.*\})$", re.MULTILINE)
_ADDRESS = re.compile(r"(S\d+)(?::|$)")
_KEYS = {
    "actors": "name",
    "incidents": "evidence",
    "attributions": "cue",
    "quoted_text": "quotation",
    "key_points": "evidence",
}

_WORDS = (
    "garden lamp hill river path bench market stall ribbon kettle orchard meadow window curtain teapot "
    "ladder basket harvest apple plum walnut picnic footbridge lantern pottery weaving brass band choir kite"
).split()


@dataclass(frozen=True)
class Placed:
    """An article within a long text, its labels moved to where it stands."""

    name: str
    start: int
    gold: ArticleSummary


class GoldModel:
    """A long text with labelled articles in it, and the model that reads it.

    Attributes:
        text: the whole.
        document: the whole, read.
        placed: the articles, in the order of the text.
    """

    def __init__(self, articles: Sequence[LabelledArticle], words: int, seed: int = 1) -> None:
        """The articles at equal distances from the first word to the last, filler between them."""
        between = max(0, words - sum(len(a.text.split()) for a in articles)) // max(1, len(articles) - 1)
        pieces: list[str] = []
        self.placed: list[Placed] = []
        chance, at = random.Random(seed), 0
        for n, article in enumerate(articles):
            if n:
                pieces.append(f"{filler(chance, between)}\n\n")
                at += len(pieces[-1])
            self.placed.append(Placed(article.name, at, _moved(as_prediction(article.gold), at)))
            pieces.append(f"{article.text.rstrip()}\n\n")
            at += len(pieces[-1])
        self.text = "".join(pieces)
        self.document: Document = read_text(self.text)
        self._drafts = [draft_of(one.gold, self.document)[0].model_dump() for one in self.placed]

    def __call__(self, request: Mapping[str, Any]) -> Reply:
        """What the model says to a request."""
        words = str(request["messages"][-1]["content"])
        if failed := _FAILED.findall(words):
            return self._insisting(failed, request)
        shown = set(_SHOWN.findall(words))
        summing_up = "leave the other lists empty" in words
        sent = sum(len(message["content"]) for message in request["messages"])
        counted = {"prompt_tokens": sent // 4, "completion_tokens": 500}
        step = answer(self._answer(shown, summing_up), usage=counted)
        assert callable(step)
        return step(dict(request))

    def _insisting(self, failed: Sequence[tuple[str, str]], request: Mapping[str, Any]) -> Reply:
        """A repair in which the model stays with what it said."""
        lists: dict[str, list[Any]] = {}
        for facet, item in failed:
            lists.setdefault(facet, []).append(json.loads(item))
        step = answer(lists)
        assert callable(step)
        return step(dict(request))

    def _answer(self, shown: set[str], summing_up: bool) -> dict[str, Any]:
        made: dict[str, Any] = {name: [] for name in (*_KEYS, "quotes")}
        made["headline"] = ""
        for draft in self._drafts:
            ids: dict[str, str] = {}
            for incident in _seen(draft["incidents"], "evidence", shown, self.document):
                ids[incident["id"]] = f"I{len(made['incidents']) + 1}"
                made["incidents"].append({**incident, "id": ids[incident["id"]]})
            for facet, key in {**_KEYS, "quotes": "quotation content"}.items():
                if facet != "incidents":
                    made[facet] += [
                        _renumbered(record, ids) for record in _seen(draft[facet], key, shown, self.document)
                    ]
            if not made["headline"] and (made["incidents"] or made["key_points"]):
                made["headline"] = draft["headline"]
        made["incidents"] = [_related(incident, made["incidents"]) for incident in made["incidents"]]
        made["key_points"] = made["key_points"][:7]
        if summing_up:
            made |= {name: [] for name in (*_KEYS, "quotes") if name != "key_points"}
        return made


def filler(chance: random.Random, words: int) -> str:
    """Prose in which nothing happens and nobody speaks."""
    paragraphs: list[str] = []
    while words > 0:
        sentences = []
        for _ in range(chance.randint(3, 6)):
            picked = [chance.choice(_WORDS) for _ in range(chance.randint(6, 14))]
            sentences.append(f"The {' and the '.join(picked[:3])} stood by the {' '.join(picked[3:])}.")
        paragraphs.append(" ".join(sentences))
        words -= len(paragraphs[-1].split())
    return "\n\n".join(paragraphs)


def recall(summary: ArticleSummary, gold: ArticleSummary) -> dict[str, tuple[int, int]]:
    """Of the labels of one article those that a summary has, and how many there are, a kind each."""
    quotes = {(q.span.start, q.span.end) for q in summary.quotes}
    cues = {(a.act, a.cue.start) for a in summary.attributions if a.cue}
    incidents = [(i.type, _places(i)) for i in summary.incidents]
    found = {
        "quotes": [(q.span.start, q.span.end) in quotes for q in gold.quotes],
        "attributions": [(a.act, a.cue.start) in cues for a in gold.attributions if a.cue],
        "incidents": [
            any(
                kind == i.type and _overlap(spans, [(s.start, s.end) for s in i.evidence])
                for kind, spans in incidents
            )
            for i in gold.incidents
        ],
    }
    return {kind: (sum(hits), len(hits)) for kind, hits in found.items()}


def _places(incident: Incident) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in incident.evidence]


def _overlap(some: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> bool:
    return any(a < d and c < b for a, b in some for c, d in others)


def _moved(summary: ArticleSummary, by: int) -> ArticleSummary:
    def moved(value: object) -> object:
        if isinstance(value, dict):
            if value.keys() == {"start", "end", "text"}:
                return {**value, "start": value["start"] + by, "end": value["end"] + by}
            return {key: moved(inner) for key, inner in value.items()}
        return [moved(inner) for inner in value] if isinstance(value, list) else value

    return ArticleSummary.model_validate(moved(summary.model_dump()))


def _seen(
    records: Sequence[dict[str, Any]], keys: str, shown: set[str], document: Document
) -> Iterator[dict[str, Any]]:
    """The records that the shown sentences bear out, without what others do."""
    for record in records:
        kept = {name: _visible(value, shown, document) for name, value in record.items()}
        if any(kept[key] for key in keys.split()):
            yield kept


def _visible(value: Any, shown: set[str], document: Document) -> Any:
    if isinstance(value, dict):
        return {name: _visible(inner, shown, document) for name, inner in value.items()}
    if isinstance(value, list):
        kept = [_visible(inner, shown, document) for inner in value]
        return [inner for inner in kept if inner not in ("", {}) and not _blank(inner)]
    if isinstance(value, str):
        return value if _sentence(value, document) in (None, *shown) else ""
    return value


def _blank(value: Any) -> bool:
    return isinstance(value, dict) and value.get("at", "-") == ""


def _sentence(value: str, document: Document) -> str | None:
    if match := _ADDRESS.match(value):
        return match[1]
    quotation = document.quotation_by_id.get(value)
    return document.sentences_over(quotation.start, quotation.end)[0].id if quotation else None


def _renumbered(record: dict[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    if "incidents" in record:
        record = {**record, "incidents": [ids[i] for i in record["incidents"] if i in ids]}
    return record


def _related(incident: dict[str, Any], incidents: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Without references to others, whose numbers are another window's."""
    del incidents
    anchor = incident["anchor"] if not re.fullmatch(r"I\d+", incident["anchor"]) else ""
    return {**incident, "related": [], "anchor": anchor}
