"""Writes gold of contract 1 anew as contract 2: what a program can know of the change.

    python scripts/convert_gold.py evals/gold/NAME/gold.json …

One speaker becomes a list of one, the name of a place goes to the part that its precision says, strings
that are words of the article become spans, figures are not superseded, and the words for a country are
looked up as `verify` does. The rest is a labeller's: the clause around a fragment, who passes words on, the
missing, legal acts, and whether a "site" by its precision has a town's name (docs/contract.md).
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

from wirebrief.schemas.gold import Gold
from wirebrief.service.grounding.countries import country_words

PARTS = {"site": "site", "city": "city", "region": "area"}
PLACE = re.compile(r"(incidents\[\d+\]\.where)(?:\.(name|admin1|precision))?")


def converted(gold: dict[str, Any], text: str) -> dict[str, Any]:
    """The same gold under contract 2; `text` is the article."""
    summary = gold["summary"]
    if summary["schema_version"] != "1.0.0":
        return gold
    alternatives: dict[str, list[Any]] = {}
    for path, values in gold["alternatives"].items():
        for value in values:
            for at, now in _alternative(summary, path, value, text):
                alternatives.setdefault(at, []).append(now)
    for incident in summary["incidents"]:
        incident["where"] = _place(incident["where"], incident["evidence"], text)
        figures = incident["casualties"]
        figures["missing"] = []
        for figure in (*figures["killed"], *figures["injured"]):
            figure["superseded"] = False
    for quote in summary["quotes"]:
        speaker = quote.pop("speaker")
        quote["speakers"] = [speaker] if speaker else []
    summary["schema_version"] = "2.0.0"
    return gold | {"alternatives": alternatives}


def _alternative(
    summary: dict[str, Any],
    path: str,
    value: Any,  # noqa: ANN401 - of whatever field
    text: str,
) -> list[tuple[str, Any]]:
    """The alternative under its new path; nothing for what is computed now."""
    if path.endswith(".speaker"):
        return [(f"{path}s", [value] if value else [])]
    if "casualties" in path and isinstance(value, list):
        return [(path, [figure | {"superseded": False} for figure in value])]
    place = PLACE.fullmatch(path)
    if place is None:
        return [(path, value)]
    incident = summary["incidents"][int(path[len("incidents[") : path.index("]")])]
    if place[2] is None:
        return [(path, _place(value, incident["evidence"], text) if value else value)]
    if place[2] == "precision":
        return []
    part = "admin1" if place[2] == "admin1" else PARTS.get(incident["where"]["precision"] or "site", "area")
    near = [incident["where"]["span"], *incident["evidence"]]
    return [(f"{place[1]}.{part}", _span(value, near, text) if value else None)]


def _place(where: dict[str, Any], evidence: list[Any], text: str) -> dict[str, Any]:
    near = [where["span"], *evidence]
    made: dict[str, Any] = {"span": where["span"], "country": where["country"]}
    if where["admin1"]:
        made["admin1"] = _span(where["admin1"], near, text)
    if where["name"] and where["precision"] in PARTS:
        part = "admin1" if where["name"] == where["admin1"] else PARTS[where["precision"]]
        made[part] = _span(where["name"], near, text)
    made["country_span"] = country_span(where["country"], evidence, text)
    return made


def country_span(code: str | None, evidence: list[Any], text: str) -> dict[str, Any] | None:
    """The words for a country: the evidence's own first, a name before a demonym, then the first."""
    named = [(start, end, codes[code]) for start, end, codes in country_words(text) if code in codes]

    def place(found: tuple[int, int, int]) -> tuple[bool, int, int]:
        inside = any(s["start"] <= found[0] and found[1] <= s["end"] for s in evidence)
        return not inside, found[2], found[0]

    best = min(named, key=place, default=None)
    return best and {"start": best[0], "end": best[1], "text": text[best[0] : best[1]]}


def _span(words: str, near: list[Any], text: str) -> dict[str, Any]:
    """The words where they first stand in one of some spans, else in the article.

    Raises:
        ValueError: they stand nowhere.
    """
    host = next((s for s in near if s and words in s["text"]), None)
    start = host["start"] + host["text"].index(words) if host else text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        text = path.with_name("article.txt").read_bytes().decode()
        gold = Gold.model_validate(converted(json.loads(path.read_text(encoding="utf-8")), text))
        path.write_text(gold.model_dump_json(indent=1) + "\n", encoding="utf-8")
