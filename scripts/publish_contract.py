"""Writes what `docs/` publishes of the contract: its JSON Schema, the taxonomy table and a complete example.

The example is one of the tests' invented articles with a draft written by hand; no engine made it.
Run by `make schema`; a test holds the files to what this gives.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests/support"))

from staged import staged  # noqa: E402 - the tests' own articles, found by the line above

from wirebrief.schemas import ArticleSummary, Provenance  # noqa: E402
from wirebrief.schemas.taxonomy import table  # noqa: E402
from wirebrief.service.grounding import assemble, ground, verify  # noqa: E402

MIDNIGHT = datetime(2026, 1, 1, tzinfo=UTC)
BY_HAND = Provenance(
    engine="by hand", latency_ms=0, started_at=MIDNIGHT, finished_at=MIDNIGHT, software_version="0.1.0"
)
TAXONOMY = """# Incident types in other taxonomies

Generated from `schemas/taxonomy.py` by `make schema`. Sources: ACLED Codebook (sub-event types) and CAMEO
Codebook 1.1b3 (root codes). "-" where the taxonomy has no code for such an event; "or" names the sub-event
types that our type does not tell from the usual one, for who did it, or how, decides there.

"""


def published() -> dict[str, str]:
    """Every published file by its path from the root."""
    article = staged("harbour")
    grounding = verify(article.document, ground(article.document, article.draft))
    example = assemble(article.document, grounding, provenance=BY_HAND, extra_warnings=(), status="complete")
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **ArticleSummary.model_json_schema(mode="serialization"),
    }
    return {
        "docs/contract.schema.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n",
        "docs/taxonomy.md": TAXONOMY + table(),
        "docs/example/article.txt": article.document.text,
        "docs/example/summary.json": example.model_dump_json(indent=2) + "\n",
    }


if __name__ == "__main__":
    for name, content in published().items():
        path = ROOT / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="")
