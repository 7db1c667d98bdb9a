"""Gold to and from Label Studio, for those who label with it: spans are drawn, the rest of a record is typed.

Each span of a summary is a region with a label and, typed beside it, its place: `Q1.span`,
or `I2.weapons[0].span`. What has no span is one line per record in the box `records`: the record's id and its
other fields as JSON. `docs/labelling.md` shows both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from pydantic import JsonValue, ValidationError

from wirebrief.evals.errors import HarnessError
from wirebrief.evals.gold_store import GOLD_FILE, TEXT_FILE, LabelledArticle
from wirebrief.schemas.gold import Gold

Object = dict[str, JsonValue]

LISTS: Final = ("actors", "incidents", "attributions", "quotes", "quoted_text")
LABELS: Final = {
    "mentions": "#9aa5b1",
    "evidence": "#c7d2a7",
    "span": "#7fb2ff",
    "clause": "#b7d3ff",
    "speaker_span": "#4f7fd1",
    "cue": "#ffb45e",
    "when": "#6fcf97",
    "where": "#27ae60",
    "targets": "#bb6bd9",
    "victims": "#eb5757",
    "weapons": "#f2994a",
    "killed": "#c0392b",
    "injured": "#e67e73",
    "missing": "#d98880",
    "damage": "#a08060",
}
"""What a region may be: the fields of the contract that hold a span, with a colour each."""

_STEP = re.compile(r"(\w+)|\[(\d+)\]")
_PLACE = re.compile(r"(?P<id>[A-Z]\d+)\.(?P<path>.+)")
_LINE = re.compile(r"(?P<id>[A-Z]\d+)\s+(?P<fields>\{.*\})")


def config() -> str:
    """The labelling interface, to paste into the project's settings."""
    labels = "\n".join(
        f'    <Label value="{name}" background="{colour}"/>' for name, colour in LABELS.items()
    )
    return f"""<View>
  <Text name="text" value="$text" granularity="symbol"/>
  <Labels name="span" toName="text">
{labels}
  </Labels>
  <TextArea name="place" toName="text" perRegion="true" editable="true" placeholder="Q1.span"/>
  <TextArea name="records" toName="text" editable="true" rows="12"
            placeholder='Q1 {{"kind": "direct", "speakers": ["A1"]}}'/>
</View>
"""


def export_tasks(articles: Iterable[LabelledArticle]) -> list[Object]:
    """Tasks with their labels as annotations, ready to import."""
    return [_task(article) for article in articles]


def _task(article: LabelledArticle) -> Object:
    gold = article.gold.model_dump(mode="json")
    summary: Object = gold.pop("summary")
    regions: list[JsonValue] = []
    lines: list[JsonValue] = []
    for name in LISTS:
        for record in _objects(summary.pop(name)):
            rest, spans = _take_spans(record, "")
            lines.append(f"{record['id']} {json.dumps(rest, ensure_ascii=False)}")
            regions += [r for path, span in spans for r in _region(f"{record['id']}.{path}", path, span)]
    records: Object = {
        "from_name": "records",
        "to_name": "text",
        "type": "textarea",
        "value": {"text": lines},
    }
    data: Object = {"text": article.text, "gold": gold, "rest": summary}
    return {"data": data, "annotations": [{"result": [*regions, records]}]}


def _region(place: str, path: str, span: Object) -> Iterator[JsonValue]:
    value: Object = {key: span[key] for key in ("start", "end", "text")}
    shared: Object = {"id": place, "to_name": "text"}
    label = next(name for name, _ in _STEP.findall(path) if name in LABELS)
    yield {**shared, "from_name": "span", "type": "labels", "value": {**value, "labels": [label]}}
    yield {
        **shared,
        "from_name": "place",
        "type": "textarea",
        "value": {"start": span["start"], "end": span["end"], "text": [place]},
    }


def import_tasks(tasks: Sequence[JsonValue]) -> list[LabelledArticle]:
    """Labelled articles from exported tasks.

    Raises:
        HarnessError: a task is no such task, or its labels are no valid gold; the message says where.
    """
    return [_article(n, task) for n, task in enumerate(tasks)]


def _article(n: int, task: JsonValue) -> LabelledArticle:
    try:
        assert isinstance(task, dict)
        data, annotations = _object(task["data"]), _objects(task["annotations"])
        text = str(data["text"])
        summary = {**_object(data["rest"]), **_records(text, _objects(annotations[-1]["result"]))}
        return LabelledArticle(text, Gold.model_validate({**_object(data["gold"]), "summary": summary}))
    except (AssertionError, KeyError, IndexError, TypeError, ValueError, ValidationError) as error:
        raise HarnessError(f"Task {n} cannot be read: {error!r}") from error


def _records(text: str, results: list[Object]) -> dict[str, list[Object]]:
    records: dict[str, Object] = {}
    for result in results:
        if result.get("from_name") == "records":
            for line in _texts(_object(result["value"])["text"]):
                found = _LINE.fullmatch(line.strip())
                if found is None:
                    raise HarnessError(f"This is no record: {line!r}")
                records[found["id"]] = {**json.loads(found["fields"]), "id": found["id"]}
    spans = {str(r["id"]): _object(r["value"]) for r in results if r.get("from_name") == "span"}
    for result in results:
        if result.get("from_name") == "place":
            for place in _texts(_object(result["value"])["text"]):
                _put(records, place, _span(text, spans[str(result["id"])]))
    prefixes = dict(zip("AIBQT", LISTS, strict=True))
    found_lists: dict[str, list[Object]] = {name: [] for name in LISTS}
    for own_id in sorted(records, key=lambda i: int(i[1:])):
        found_lists[prefixes[own_id[0]]].append(records[own_id])
    return found_lists


def _put(records: dict[str, Object], place: str, span: Object) -> None:
    found = _PLACE.fullmatch(place.strip())
    if found is None or found["id"] not in records:
        raise HarnessError(f"{place!r} is the place of no record.")
    steps: list[str | int] = [int(index) if index else name for name, index in _STEP.findall(found["path"])]
    here: JsonValue = records[found["id"]]
    for step, after in pairwise(steps):
        here = _down(here, step, list if isinstance(after, int) else dict)
    last = steps[-1]
    if isinstance(here, dict) and isinstance(last, str):
        here[last] = span
    elif isinstance(here, list) and isinstance(last, int):
        here += [None] * (last + 1 - len(here))
        here[last] = span


def _down(here: JsonValue, step: str | int, empty: type[list[JsonValue]] | type[Object]) -> JsonValue:
    """The value at a step, made where it is not there yet."""
    if isinstance(here, dict) and isinstance(step, str):
        if here.get(step) is None:
            here[step] = empty()
        return here[step]
    if isinstance(here, list) and isinstance(step, int):
        here += [empty() for _ in range(step + 1 - len(here))]
        return here[step]
    raise HarnessError(f"There is no {step!r} in {here!r}.")


def _span(text: str, value: Object) -> Object:
    """The region as a span. Browsers count UTF-16 units, so offsets that do not fit are read as those."""
    start, end, words = int(str(value["start"])), int(str(value["end"])), str(value["text"])
    if text[start:end] != words:
        units = text.encode("utf-16-le")
        start, end = (len(units[: 2 * offset].decode("utf-16-le", "ignore")) for offset in (start, end))
    return {"start": start, "end": end, "text": text[start:end]}


def _take_spans(value: JsonValue, path: str) -> tuple[JsonValue, list[tuple[str, Object]]]:
    """A value without its spans, and the spans with their paths."""
    if isinstance(value, dict):
        if {"start", "end", "text"} == value.keys():
            return None, [(path, value)]
        parts = {
            k: _take_spans(item, f"{path}.{k}" if path else k)
            for k, item in value.items()
            if k != "id" or path
        }
        return {k: rest for k, (rest, _) in parts.items()}, [s for _, spans in parts.values() for s in spans]
    if isinstance(value, list):
        items = [_take_spans(item, f"{path}[{n}]") for n, item in enumerate(value)]
        spans = [s for _, found in items for s in found]
        rest = [rest for rest, _ in items]
        return ([] if items and all(one is None for one in rest) else rest), spans
    return value, []


def write_articles(articles: Iterable[LabelledArticle], folder: Path) -> None:
    """Write each article as `NAME/article.txt` and `NAME/gold.json`."""
    for article in articles:
        home = folder / article.name
        home.mkdir(parents=True, exist_ok=True)
        (home / TEXT_FILE).write_bytes(article.text.encode())
        (home / GOLD_FILE).write_text(article.gold.model_dump_json(indent=1) + "\n", encoding="utf-8")


def _object(value: JsonValue) -> Object:
    assert isinstance(value, dict)
    return value


def _objects(value: JsonValue) -> list[Object]:
    assert isinstance(value, list)
    return [_object(item) for item in value]


def _texts(value: JsonValue) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]
