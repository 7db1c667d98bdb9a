"""Exactly what goes over the wire for a small article of our own, in every mode and for a repair.

A change in a prompt, a draft model or a client library shows here before any model sees it.
After a wanted change: WIREBRIEF_UPDATE_SNAPSHOTS=1 pytest tests/llm/test_wire_snapshot.py
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from upstream import ScriptedUpstream, answer

from wirebrief.schemas.failed_item import FailedItem
from wirebrief.service.engines.llm.engine import LLMEngine, wire_request
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.reading.document import Document

FOLDER = Path(__file__).parent / "snapshots"
FAILED = FailedItem("quotes[0]", {"quotation": "Q1", "cue": "S3: told"}, ("The words 'told' are not in S3.",))


def readable(request: dict[str, Any]) -> str:
    """The body with one line of a message to a line of the file, so that a difference can be read.

    Keys inside stay in their order, for a model writes the properties in the schema's; those of the whole
    are sorted, for client libraries differ in it.
    """
    lines = [{**m, "content": m["content"].split("\n")} for m in request["messages"]]
    return (
        json.dumps(dict(sorted({**request, "messages": lines}.items())), indent=1, ensure_ascii=False) + "\n"
    )


def check(name: str, request: dict[str, Any]) -> None:
    path = FOLDER / f"{name}.json"
    if os.environ.get("WIREBRIEF_UPDATE_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(readable(request), encoding="utf-8")
    assert readable(request) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("mode", ["json_schema", "tools", "json"])
async def test_the_first_question(document: Document, mode: str) -> None:
    given = {"model": "m", "base_url": "http://127.0.0.1:9/v1", "protocol": "records"}
    settings = LLMSettings.load({}, **given, mode=mode, seed=1)
    check(mode, await wire_request(document, settings))


async def test_the_first_question_in_lines(document: Document) -> None:
    settings = LLMSettings.load({}, model="m", base_url="http://127.0.0.1:9/v1", protocol="lines")
    check("lines", await wire_request(document, settings))


@pytest.mark.parametrize(("protocol", "name"), [("records", "repair"), ("lines", "repair_lines")])
async def test_the_repair(
    upstream: ScriptedUpstream,
    engine: Callable[..., LLMEngine],
    document: Document,
    draft: dict[str, Any],
    protocol: str,
    name: str,
) -> None:
    upstream.script(answer(draft))
    await engine(model="m", protocol=protocol).repair(document, [FAILED])
    check(name, upstream.requests[0])
