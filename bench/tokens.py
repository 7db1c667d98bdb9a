"""Output tokens of the reference protocol beside a verbatim one, for the same content.

    python bench/tokens.py [--max-share 0.45]

Reference: the draft that a model writes (ids, addresses, short literals), as `records` and as `lines`.
Verbatim: the contract itself without offsets, each span as `{"text": …}` with the words copied, which is what
a model fills that is asked for an `ArticleSummary` and copies text; what no model is asked (ids of texts,
confidence, warnings, provenance) is left out. All of it is compact JSON with every field present, as strict
structured output writes it. Tokens are counted by the tokenizer of a real model, SmolLM2's, through a
llama.cpp server (extra `local`).
"""

import argparse
import asyncio
import json
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from pydantic import BaseModel

from wirebrief.prompts.registry import prompt
from wirebrief.schemas import ArticleSummary, Provenance, Span
from wirebrief.schemas.draft import Draft
from wirebrief.schemas.gold import Gold
from wirebrief.schemas.lines import lines_of
from wirebrief.service.engines.rules.engine import RulesEngine
from wirebrief.service.grounding import assemble, ground, verify
from wirebrief.service.grounding.draft_of import draft_of
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.text import read_text

ROOT = Path(__file__).parents[1]
UNASKED = {"schema_version", "status", "warnings", "provenance", "confidence"}


@dataclass(frozen=True, slots=True)
class Content:
    """The same content in every protocol."""

    name: str
    records: object
    lines: object
    verbatim: object


def contents() -> Iterator[Content]:
    """Every gold article, the prompt's example, and the acceptance twin as the embedded engine reads it."""
    for path in sorted((ROOT / "evals" / "gold").glob("*/gold.json")):
        gold = Gold.model_validate_json(path.read_text(encoding="utf-8"))
        document = read_text((path.parent / "article.txt").read_text(encoding="utf-8"))
        yield of_summary(path.parent.name, gold.summary, document)
    example = prompt("summarize").example
    yield of_draft(
        "prompt's example", Draft.model_validate(example["answer"]), read_text(str(example["text"]))
    )
    document = read_text((ROOT / "tests" / "acceptance" / "twin.txt").read_text(encoding="utf-8"))
    yield of_draft("twin", asyncio.run(RulesEngine().draft(document)).draft, document)


def of_summary(name: str, summary: ArticleSummary, document: Document) -> Content:
    draft, _ = draft_of(summary, document)
    records = draft.model_dump(mode="json")
    lines = {**lines_of(records), "headline": draft.headline}
    return Content(name, _asked(records), lines, _asked(copied(summary)))


def of_draft(name: str, draft: Draft, document: Document) -> Content:
    now = datetime.now(UTC)
    nothing = Provenance(engine="bench", latency_ms=0, started_at=now, finished_at=now, software_version="0")
    grounding = verify(document, ground(document, draft), frozenset())
    summary = assemble(document, grounding, provenance=nothing, extra_warnings=(), status="complete")
    return of_summary(name, summary, document)


def copied(summary: ArticleSummary) -> dict[str, object]:
    """The contract without offsets: every span as its words."""
    whole = {name: _copied(getattr(summary, name)) for name in ArticleSummary.model_fields}
    article = whole["article"]
    assert isinstance(article, dict)
    return {**whole, "article": {key: article[key] for key in article if key not in ("id", "text")}}


def _copied(value: object) -> object:
    if isinstance(value, Span):
        return {"text": value.text}
    if isinstance(value, BaseModel):
        return {name: _copied(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, list):
        return [_copied(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _asked(value: object) -> object:
    if isinstance(value, dict):
        return {key: _asked(inner) for key, inner in value.items() if key not in UNASKED}
    return [_asked(inner) for inner in value] if isinstance(value, list) else value


@contextmanager
def tokenizer() -> Iterator[Callable[[object], int]]:
    """Counts the tokens of a value as compact JSON."""
    program = [sys.executable, str(ROOT / "tests" / "support" / "local_server.py"), "256"]
    with subprocess.Popen(
        program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        url = server.stdout.readline().strip().removesuffix("/v1") + "/tokenize"

        def count(value: object) -> int:
            text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
            body = json.dumps({"content": text}).encode()
            request = urllib.request.Request(url, body, {"content-type": "application/json"})
            with urllib.request.urlopen(request, timeout=60) as answer:
                return len(json.load(answer)["tokens"])

        yield count
        server.communicate()


def main() -> int:
    arguments = argparse.ArgumentParser(description="Output tokens of the protocols")
    arguments.add_argument("--max-share", type=float, default=0.45)
    limit = arguments.parse_args().max_share
    totals = [0, 0, 0]
    print(f"{'article':<20} {'verbatim':>9} {'records':>9} {'':>6} {'lines':>9} {'':>6}")
    with tokenizer() as count:
        for content in contents():
            counts = [count(content.verbatim), count(content.records), count(content.lines)]
            totals = [total + one for total, one in zip(totals, counts, strict=True)]
            print(row(content.name, counts))
            breakdown(content, count)
    print(row("all", totals))
    share = totals[2] / totals[0]
    print(f"lines are {share:.1%} of verbatim, bar {limit:.0%}")
    return int(share > limit)


def row(name: str, counts: list[int]) -> str:
    verbatim, records, lines = counts
    shares = (records / verbatim, lines / verbatim) if verbatim else (0.0, 0.0)
    return f"{name:<20} {verbatim:>9} {records:>9} {shares[0]:>6.1%} {lines:>9} {shares[1]:>6.1%}"


def breakdown(content: Content, count: Callable[[object], int]) -> None:
    """Tokens by facet, so that a field that grows is found."""
    written = (content.verbatim, content.records, content.lines)
    for facet in Draft.model_fields:
        print(row(f"  {facet}", [count(one[facet]) if isinstance(one, dict) else 0 for one in written]))


if __name__ == "__main__":
    raise SystemExit(main())
