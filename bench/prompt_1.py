"""Answers to version 1 of the prompts, read and put into today's draft.

What models answered when version 1 was asked stays worth measuring on after the drafts have changed. So this
module keeps the form of that time by itself: `read` takes an answer in either protocol apart into plain
mappings, `draft_of_answer` puts them into the fields that a draft has now.
"""

import json
import re
from collections.abc import Callable, Mapping

from wirebrief.schemas.draft import Draft

Record = dict[str, object]
Answer = dict[str, list[Record]]
"""The records of one answer by facet."""

FACETS = ("actors", "incidents", "attributions", "quotes", "quoted_text", "key_points")
_RELATIONS = ("same_operation", "possibly_same", "retaliation_for", "part_of")
_ACTOR = frozenset({"role", "affiliation", "mentions", "anonymous"})
_INCIDENT = frozenset(
    "when anchor at name admin1 country precision perpetrator target victim weapon killed injured damage "
    "reported_by disputed_by aggregate summary".split()
) | frozenset(_RELATIONS)
_ATTRIBUTION = frozenset({"source", "responsible", "cue", "clause", "incidents"})
_QUOTE = frozenset({"speaker", "speaker_at", "cue", "incidents", "continues"})


def draft_of_answer(text: str) -> Draft:
    """The draft that an answer to version 1 makes.

    Raises:
        ValueError: the answer is no JSON object.
    """
    answer, headline = read(text)
    now = {facet: [_NOW.get(facet, dict)(record) for record in records] for facet, records in answer.items()}
    return Draft.model_validate({**now, "headline": headline})


def read(text: str) -> tuple[Answer, str]:
    """The records of an answer, and its headline; a record given up ("none", or blank) is an empty one."""
    given = json.loads(text[text.index("{") : text.rindex("}") + 1])
    answer: Answer = {}
    for facet in FACETS:
        items = given.get(facet) or []
        answer[facet] = [_line(facet, item) if isinstance(item, str) else dict(item) for item in items]
    return answer, str(given.get("headline") or "")


def _incident_now(record: Record) -> Record:
    """A party is one string, and the one name of a place stands under the part that its precision says."""
    where = dict(record.get("where") or {})  # type: ignore[call-overload]  # a mapping, as its prompt asked
    part = {"city": "city", "region": "admin1", "country": ""}.get(str(where.get("precision")), "site")
    if part and not where.get(part):
        where[part] = where.get("name") or ""
    parties = {
        field: [_party_now(one) for one in _list(record.get(field))] for field in ("targets", "victims")
    }
    return {**record, "where": where, **parties}


def _party_now(party: object) -> str:
    given = party if isinstance(party, dict) else {}
    return " = ".join(str(given[field]) for field in ("at", "actor") if given.get(field))


def _quote_now(record: Record) -> Record:
    return {**record, "speakers": [one for one in [record.get("speaker")] if one]}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


_NOW: Mapping[str, Callable[[Record], Record]] = {"incidents": _incident_now, "quotes": _quote_now}
"""What has another form in a draft today, by facet."""


def _line(facet: str, line: str) -> Record:
    line = " ".join(line.split())
    return {} if line.lower() in ("", "none") else _READERS[facet](line)


class _Parts:
    """A line's first columns, and its other parts by their keyword."""

    def __init__(self, line: str, columns: int, keywords: frozenset[str]) -> None:
        cells = [cell.strip() for cell in line.split(" | ")]
        self.head = cells[:columns]
        self.parts: list[tuple[str, str]] = []
        for cell in cells[columns:]:
            keyword, _, value = cell.partition(" ")
            if keyword in keywords or not self.parts:
                self.parts.append((keyword, value.strip()))
            else:
                last, said = self.parts[-1]
                self.parts[-1] = (last, f"{said} | {cell}")

    def one(self, keyword: str) -> str:
        return next(iter(self.all(keyword)), "")

    def all(self, keyword: str) -> list[str]:
        return [value for key, value in self.parts if key == keyword]

    def has(self, keyword: str) -> bool:
        return bool(self.all(keyword))


def _actor(line: str) -> Record:
    parts = _Parts(line, 2, _ACTOR)
    mentions = [one for part in parts.all("mentions") for one in re.split(r";\s+(?=S\d)", part)]
    return {
        "name": parts.head[0],
        "kind": parts.head[1],
        "role": parts.one("role"),
        "affiliation": parts.one("affiliation"),
        "anonymous": parts.has("anonymous"),
        "mentions": mentions,
    }


def _incident(line: str) -> Record:
    parts = _Parts(line, 3, _INCIDENT)
    level, _, damage = parts.one("damage").partition(" ")
    anchor = parts.one("anchor") or ("published" if parts.has("when") else "")
    return {
        "id": parts.head[0],
        "evidence": parts.head[1].split(),
        **dict(zip(("type", "outcome", "factuality"), parts.head[2].split(), strict=False)),
        "reported_by": parts.all("reported_by"),
        "disputed_by": parts.all("disputed_by"),
        "aggregate": parts.has("aggregate"),
        "when": parts.one("when"),
        "anchor": "" if anchor == "date" else anchor,
        "where": {field: parts.one(field) for field in ("at", "name", "admin1", "country", "precision")},
        "perpetrators": parts.all("perpetrator"),
        "targets": [_party(part) for part in parts.all("target")],
        "victims": [_party(part) for part in parts.all("victim")],
        "weapons": [
            {"kind": part.partition(" ")[0], "at": part.partition(" ")[2]} for part in parts.all("weapon")
        ],
        "killed": [_figure(part) for part in parts.all("killed")],
        "injured": [_figure(part) for part in parts.all("injured")],
        "damage": damage.strip(),
        "damage_level": level,
        "related": [{"incident": one, "relation": r} for r in _RELATIONS for one in parts.all(r)],
        "summary": parts.one("summary"),
    }


def _attribution(line: str) -> Record:
    parts = _Parts(line, 1, _ATTRIBUTION)
    fields = {field: parts.one(field) for field in ("source", "responsible", "cue", "clause")}
    return {"act": parts.head[0], **fields, "incidents": parts.one("incidents").split()}


def _quote(line: str) -> Record:
    parts = _Parts(line, 2, _QUOTE)
    marked = re.fullmatch(r"Q\d+", parts.head[0]) is not None
    return {
        "quotation": parts.head[0] if marked else "",
        "content": "" if marked else parts.head[0],
        **dict(zip(("kind", "stance"), parts.head[1].split(), strict=False)),
        **{field: parts.one(field) for field in ("speaker", "speaker_at", "cue")},
        "continues": parts.has("continues"),
        "incidents": parts.one("incidents").split(),
    }


def _quoted_text(line: str) -> Record:
    head = _Parts(line, 2, frozenset()).head
    return dict(zip(("quotation", "kind"), head, strict=False))


def _key_point(line: str) -> Record:
    evidence, _, text = line.partition(" | ")
    return {"text": text.strip(), "evidence": evidence.split()}


def _party(part: str) -> Record:
    words, actor = _equals(part)
    return {"at": words, "actor": actor}


def _figure(part: str) -> Record:
    words, source = _equals(part)
    named = re.match(r"(\d+) named\s+", words)
    at = words[named.end() :] if named else words
    return {"at": at, "named": int(named[1]) if named else 0, "source": source}


def _equals(part: str) -> tuple[str, str]:
    """`address = Name`, either of which may be missing."""
    words, equals, name = f" {part}".rpartition(" = ")
    return (words.strip(), name.strip()) if equals else (part, "")


_READERS: Mapping[str, Callable[[str], Record]] = {
    "actors": _actor,
    "incidents": _incident,
    "attributions": _attribution,
    "quotes": _quote,
    "quoted_text": _quoted_text,
    "key_points": _key_point,
}
