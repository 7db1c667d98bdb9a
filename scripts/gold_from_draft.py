"""Makes a gold file of labels that a person wrote as a draft, which is far shorter than the contract.

    python scripts/gold_from_draft.py evals/gold/NAME labels.json [--labeller NAME]

`labels.json` is what a model would answer in lines (`schemas/lines.py`), by hand, and what gold has besides:

    {"split": "dev", "phenomena": ["superseded figures"], "published": "2026-03-04",
     "draft": {"kind": "report", "actors": ["S3: Ada Brand | person"], …},
     "article": {"byline": "Ada Brand"},
     "values": {"incidents[0]": {"when": {"start": "2026-03-03", "end": "2026-03-03", "precision": "day"}}},
     "facts": [{"text": "Two died.", "evidence": ["S3"], "weight": 3}],
     "alternatives": {"incidents[0].type": ["killing"], "quotes[2].speaker_span": ["S4: she"]},
     "optional": ["quotes[5]"], "expected_warnings": ["sources_disagree"]}

Items are counted as the draft lists them; fields are called as in the contract. `published` is what a caller
would give, and `article` corrects what reading makes of title, byline and the like, such as
`"published": {"date": "2026-03-04", "basis": "stated", "evidence": ["S2: 4 March 2026"]}`. `values` sets
what code works out of the words and cannot yet in the article's language: days, counts, `background`.
Everything is grounded, nothing is checked or dropped: whatever cannot be grounded is printed, and then no
file is written.
With `--labeller` the file is `labelling-NAME.json`, one of two to be compared by `wirebrief eval agreement`.
Without labels the article is printed as a labeller sees it, with its ids.
"""

import argparse
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pydantic import JsonValue

from wirebrief.schemas import ArticleSummary, Span
from wirebrief.schemas.draft import Draft
from wirebrief.schemas.gold import Gold
from wirebrief.schemas.lines import read_line
from wirebrief.service.grounding import assemble, ground
from wirebrief.service.grounding.address import Addresses, Miss, is_address
from wirebrief.service.grounding.mentions import Mentions
from wirebrief.service.grounding.numbering import in_order
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.render import render_document
from wirebrief.service.reading.text import read_text

_ITEM = re.compile(r"([a-z_]+)\[(\d+)\]")


class Unlabelled(ValueError):
    """Labels that cannot be made gold; the message lists why."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="holds article.txt")
    parser.add_argument("labels", type=Path, nargs="?")
    parser.add_argument("--labeller")
    arguments = parser.parse_args()
    text = (arguments.folder / "article.txt").read_bytes().decode()
    if arguments.labels is None:
        print(render_document(read_text(text)))  # noqa: T201
        return
    labels = json.loads(arguments.labels.read_text(encoding="utf-8"))
    name = arguments.folder.resolve().name
    try:
        gold = gold_of(name, text, labels)
    except Unlabelled as error:
        raise SystemExit(str(error)) from None
    written = gold.model_dump(mode="json", exclude={"summary": {"warnings", "provenance"}})
    target = arguments.folder / "gold.json"
    if arguments.labeller:
        target = arguments.folder / f"labelling-{arguments.labeller}.json"
        written = {"labeller": arguments.labeller} | {
            key: value for key, value in written.items() if key not in ("name", "synthetic", "split")
        }
    target.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def gold_of(name: str, text: str, labels: Mapping[str, JsonValue]) -> Gold:
    """Gold of labels in the form above.

    Raises:
        Unlabelled: something cannot be read or grounded.
    """
    published = labels.get("published")
    document = read_text(text, published=date.fromisoformat(str(published)) if published else None)
    labelled = _Labels(document, _draft(_mapping(labels["draft"])))
    summary = labelled.summary(_mapping(labels.get("article", {})), _mapping(labels.get("values", {})))
    facts = [
        {"id": f"F{n}", **fact, "evidence": [labelled.span(s) for s in _list(fact["evidence"])]}
        for n, fact in enumerate(map(_mapping, _list(labels.get("facts", []))), start=1)
    ]
    return Gold.model_validate(
        {
            "name": name,
            "synthetic": True,
            "split": labels["split"],
            "phenomena": labels.get("phenomena", []),
            "summary": summary.model_dump(mode="json", exclude={"warnings", "provenance"}),
            "alternatives": {
                labelled.place(path): [labelled.value(one) for one in _list(values)]
                for path, values in _mapping(labels.get("alternatives", {})).items()
            },
            "optional": [labelled.record(str(path)) for path in _list(labels.get("optional", []))],
            "facts": facts,
            "expected_warnings": labels.get("expected_warnings", []),
        }
    )


def _draft(lines: Mapping[str, JsonValue]) -> Draft:
    read: dict[str, object] = {}
    for facet in Draft.model_fields:
        value = lines.get(facet, "" if facet in ("kind", "headline") else [])
        try:
            read[facet] = (
                [read_line(facet, str(line)) for line in value] if isinstance(value, list) else value
            )
        except ValueError as error:
            raise Unlabelled(f"{facet}: {error}") from error
    return Draft.model_validate(read)


class _Labels:
    """One labelled draft, grounded, with the way from the draft's places to the summary's."""

    def __init__(self, document: Document, draft: Draft) -> None:
        self._document = document
        self._addresses = Addresses(document)
        self._grounding = ground(document, draft)
        if problems := [f"{f.path}: {f.message}" for f in self._grounding.findings if f.severity != "note"]:
            raise Unlabelled("\n".join(problems))
        self._order = in_order(self._grounding, Mentions(document, self._grounding.actors))

    def summary(self, article: Mapping[str, JsonValue], values: Mapping[str, JsonValue]) -> ArticleSummary:
        made = assemble(self._document, self._grounding, provenance=None)
        whole = made.model_dump(mode="json", exclude={"warnings"})
        whole["article"] |= {key: self.value(one) for key, one in article.items()}
        for path, value in values.items():
            kind, index = _ITEM.fullmatch(self.place(path)).groups()  # type: ignore[union-attr]  # made by place
            _set(whole[kind][int(index)], self.value(value))
        return ArticleSummary.model_validate(whole)

    def place(self, path: str) -> str:
        """The path in the summary of a path whose item is counted as the draft lists it."""
        match = _ITEM.match(path)
        if match is None:
            return path
        kind, index = match[1], int(match[2])
        at = index if kind == "key_points" else self._order.place(kind, index)
        if at is None:
            raise Unlabelled(f"{path}: there is no such record")
        return f"{kind}[{at}]{path[match.end() :]}"

    def record(self, path: str) -> str:
        """The id of a record of the draft."""
        kind, at = _ITEM.fullmatch(self.place(path)).groups()  # type: ignore[union-attr]  # made by place
        letter = {"actors": "A", "incidents": "I", "attributions": "B", "quotes": "Q", "quoted_text": "T"}
        return f"{letter[kind]}{int(at) + 1}"

    def value(self, value: JsonValue) -> JsonValue:
        """A value, or the span that it is the address of."""
        if isinstance(value, str) and is_address(value):
            return self.span(value)
        if isinstance(value, dict):
            return {key: self.value(one) for key, one in value.items()}
        return [self.value(one) for one in value] if isinstance(value, list) else value

    def span(self, address: JsonValue) -> dict[str, JsonValue]:
        found = self._addresses.resolve(str(address))
        if isinstance(found, Miss):
            raise Unlabelled(f"{address}: {found.message}")
        assert isinstance(found, Span)
        return found.model_dump(mode="json")


def _set(record: JsonValue, values: JsonValue) -> None:
    """Put values into a record; of a list the elements that are given, in its order."""
    for key, value in values.items() if isinstance(values, dict) else enumerate(_list(values)):
        if isinstance(value, dict | list) and value and record[key]:  # type: ignore[index, call-overload]
            _set(record[key], value)  # type: ignore[index, call-overload]
        else:
            record[key] = value  # type: ignore[index, call-overload]


def _mapping(value: JsonValue) -> dict[str, JsonValue]:
    if not isinstance(value, dict):
        raise Unlabelled(f"an object was expected, not {value!r:.60}")
    return value


def _list(value: JsonValue) -> list[JsonValue]:
    if not isinstance(value, list):
        raise Unlabelled(f"a list was expected, not {value!r:.60}")
    return value


if __name__ == "__main__":
    main()
