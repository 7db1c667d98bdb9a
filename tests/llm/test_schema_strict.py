"""The draft models fit the strict subset of structured outputs, as they are and as they go over the wire.

The limits are the narrowest that providers document: 100 properties, 5 levels, 500 enum values, 15,000
characters of names and values (Azure OpenAI; OpenAI itself allows more by now).
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from upstream import ScriptedUpstream, answer

from wirebrief.schemas.draft import Draft
from wirebrief.service.engines.llm.engine import LLMEngine, wire_request
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.engines.llm.wire import ArticleDraft, strict_schema
from wirebrief.service.reading.document import Document

KEYWORDS = {
    "type",
    "properties",
    "required",
    "additionalProperties",
    "description",
    "enum",
    "items",
    "$ref",
    "$defs",
}
TYPES = {"object", "array", "string", "integer", "boolean", "number"}


def nodes(schema: dict[str, Any], path: str = "$") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema inside a schema, each definition once."""
    yield path, schema
    for group in ("properties", "$defs"):
        for name, inner in schema.get(group, {}).items():
            yield from nodes(inner, f"{path}.{name}")
    if "items" in schema:
        yield from nodes(schema["items"], f"{path}[]")


def resolve(root: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    return root["$defs"][node["$ref"].rpartition("/")[2]] if "$ref" in node else node


def depth(root: dict[str, Any], node: dict[str, Any]) -> int:
    """Levels of objects, the outermost counting as one."""
    node = resolve(root, node)
    if node["type"] == "array":
        return depth(root, node["items"])
    return 1 + max(depth(root, n) for n in node["properties"].values()) if node["type"] == "object" else 0


def properties(root: dict[str, Any], node: dict[str, Any]) -> int:
    """Properties with every reference written out, the dearest way to count."""
    node = resolve(root, node)
    if node["type"] == "array":
        return properties(root, node["items"])
    return sum(1 + properties(root, n) for n in node.get("properties", {}).values())


def problems(schema: dict[str, Any]) -> list[str]:
    """What the strict subset would refuse."""
    found = []
    for path, node in nodes(schema):
        found += [f"{path}: {keyword}" for keyword in node.keys() - KEYWORDS]
        if "$ref" in node:
            found += [f"{path}: $ref beside {key}" for key in node.keys() - {"$ref"}]
        elif node.get("type") not in TYPES:
            found.append(f"{path}: type {node.get('type')}")
        elif node["type"] == "object":
            if node.get("additionalProperties") is not False:
                found.append(f"{path}: additionalProperties")
            if node.get("required") != list(node["properties"]):
                found.append(f"{path}: required")
    return found


DRAFT = Draft.model_json_schema()


async def on_the_wire(document: Document, mode: str, protocol: str = "records") -> dict[str, Any]:
    given = {"base_url": "http://127.0.0.1:9/v1", "mode": mode, "protocol": protocol}
    settings = LLMSettings.load({}, model="m", **given)
    sent: Any = await wire_request(document, settings)
    if mode == "json_schema":
        assert sent["response_format"]["json_schema"]["strict"] is True
        return dict(sent["response_format"]["json_schema"]["schema"])
    assert sent["tools"][0]["function"]["strict"] is True
    return dict(sent["tools"][0]["function"]["parameters"])


def test_the_draft_uses_only_what_the_subset_knows() -> None:
    """No union, no default, no nullable, every property required, no others."""
    assert problems(DRAFT) == []


@pytest.mark.parametrize("protocol", ["records", "lines"])
@pytest.mark.parametrize("mode", ["json_schema", "tools"])
async def test_so_does_the_schema_on_the_wire(document: Document, mode: str, protocol: str) -> None:
    """Neither pydantic nor instructor has added a keyword on the way."""
    assert problems(await on_the_wire(document, mode, protocol)) == []


async def test_every_mode_sends_the_same_schema(document: Document) -> None:
    tools, schema = await on_the_wire(document, "tools"), await on_the_wire(document, "json_schema")
    schema.pop("description")  # of the whole: in a tool it stands beside the parameters
    assert tools == schema


def test_it_is_at_most_five_objects_deep() -> None:
    assert depth(DRAFT, DRAFT) <= 5


def test_it_has_at_most_a_hundred_properties() -> None:
    """Written out, references and all."""
    assert properties(DRAFT, DRAFT) <= 100


def test_its_vocabularies_are_small_enough() -> None:
    """At most 500 values together; for one of more than 250 there are further rules."""
    sizes = [len(node["enum"]) for _, node in nodes(DRAFT) if "enum" in node]
    assert sum(sizes) <= 500
    assert max(sizes) <= 250


def test_its_names_and_values_are_short_enough() -> None:
    """At most 15,000 characters of property names, definition names and enum values."""
    characters = sum(len("".join(node.get("properties", {}))) for _, node in nodes(DRAFT))
    characters += len("".join(DRAFT["$defs"])) + sum(len("".join(n.get("enum", []))) for _, n in nodes(DRAFT))
    assert characters <= 15_000


def test_strict_makes_a_lax_schema_strict() -> None:
    """A property called `title` or `default` is a name and stays."""
    lax = {
        "title": "T",
        "type": "object",
        "properties": {
            "title": {"type": "string", "title": "Title", "default": ""},
            "default": {"$ref": "#/$defs/D"},
        },
        "$defs": {"D": {"type": "object", "properties": {}, "title": "D"}},
    }
    assert strict_schema(lax) == {
        "type": "object",
        "properties": {"title": {"type": "string"}, "default": {"$ref": "#/$defs/D"}},
        "$defs": {"D": {"type": "object", "properties": {}, "additionalProperties": False, "required": []}},
        "additionalProperties": False,
        "required": ["title", "default"],
    }


def test_what_is_sent_is_the_drafts_own_schema() -> None:
    """The name for the wire is all that is added."""
    ours = {**ArticleDraft.model_json_schema(), "description": ""}
    assert ours.pop("title") == "ArticleDraft"
    assert ours == {**DRAFT, "description": ""}


def test_each_caller_gets_a_schema_of_its_own() -> None:
    """It is generated once, and handed out to be written into."""
    ArticleDraft.model_json_schema()["properties"].clear()
    assert ArticleDraft.model_json_schema()["properties"]


@pytest.mark.parametrize("mode", ["json_schema", "tools", "json"])
async def test_wire_request_is_what_draft_sends(
    upstream: ScriptedUpstream,
    engine: Callable[..., LLMEngine],
    document: Document,
    draft: dict[str, Any],
    mode: str,
) -> None:
    """Captured without a network, to the last key."""
    upstream.script(answer(draft))
    made = engine(mode=mode)
    await made.draft(document)
    assert upstream.requests == [await wire_request(document, made.settings)]
