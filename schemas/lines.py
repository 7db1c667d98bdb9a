"""The draft in lines: the same records, written in half the tokens.

Strict structured output writes every field of every record, empty or not, with its name; in a draft of news
that is half of what a model writes. Here a record is one string: what it always has stands first, and what
else there is to say follows, each part with its keyword:

    I1 | S2 S7 | bombing succeeded asserted | when S2: on Tuesday | target S2: the ferry | summary A bomb …
    Q1 | direct asserts | speaker S3: harbour master Ilmo Quennard = Ilmo Quennard | cue S3: said

`docs/drafts.md` says what the fields mean; a line says nothing that a `Draft` cannot. What is lost is that a
server can hold a model to the labels; grounding judges them either way.
"""

import re
from collections.abc import Callable, Mapping
from typing import Annotated

from wirebrief.schemas.draft import DraftModel, label
from wirebrief.schemas.vocabulary import ArticleKind

Record = dict[str, object]

_RELATIONS = ("same_operation", "possibly_same", "retaliation_for", "part_of")
_BETWEEN_ADDRESSES = re.compile(r";\s+(?=S\d)")


class DraftLines(DraftModel):
    """The structured summary of one news article, one line a record."""

    kind: Annotated[str, label(ArticleKind, or_none=True)] = ""
    actors: list[str] = []
    incidents: list[str] = []
    attributions: list[str] = []
    quotes: list[str] = []
    quoted_text: list[str] = []
    key_points: list[str] = []
    headline: str = ""


def read_line(facet: str, line: str) -> Record:
    """The record that a line of this facet holds, as a mapping for its draft model; empty for "none".

    Raises:
        ValueError: the line lacks what every record of its kind has.
    """
    line = " ".join(line.split())
    return {} if line.lower() in ("", "none") else _READERS[facet](line)


def write_line(facet: str, record: Mapping[str, object]) -> str:
    """The line for a record; what is empty is left out."""
    parts = [" ".join(part.split()) for part in _WRITERS[facet](record) if part is not None]
    return " | ".join(parts)


def lines_of(draft: Mapping[str, object]) -> dict[str, list[str]]:
    """The lists of a draft, given as a mapping, in lines."""
    return {facet: [write_line(facet, record) for record in _records(draft.get(facet))] for facet in _WRITERS}


class _Line:
    """A line taken apart: `head`, the columns that always stand first, and the parts by keyword."""

    def __init__(self, line: str, columns: int, keywords: frozenset[str]) -> None:
        cells = [cell.strip() for cell in line.split(" | ")]
        if len(cells) < columns or not all(cells[:columns]):
            raise ValueError(f"a line needs its first {columns} columns: {line[:60]!r}")
        self.head, self.parts = cells[:columns], list[tuple[str, str]]()
        for cell in cells[columns:]:
            keyword, _, value = cell.partition(" ")
            if keyword in keywords:
                self.parts.append((keyword, value.strip()))
            elif self.parts:  # words of the article that look like the end of a part
                last, said = self.parts[-1]
                self.parts[-1] = (last, f"{said} | {cell}")
            else:
                raise ValueError(f"no part of a line begins with {keyword!r}")

    def one(self, keyword: str) -> str:
        return next((value for key, value in self.parts if key == keyword), "")

    def all(self, keyword: str) -> list[str]:
        return [value for key, value in self.parts if key == keyword]

    def has(self, keyword: str) -> bool:
        return any(key == keyword for key, _ in self.parts)


def _labels(cell: str, *names: str) -> Record:
    """Labels that stand side by side in one column."""
    labels = cell.split()
    if len(labels) != len(names):
        raise ValueError(f"{' '.join(names)} expected, not {cell!r}")
    return dict(zip(names, labels, strict=True))


def _read_actor(line: str) -> Record:
    read = _Line(line, 2, frozenset({"role", "affiliation", "mentions", "anonymous"}))
    return {
        "name": read.head[0],
        "kind": read.head[1],
        "role": read.one("role"),
        "affiliation": read.one("affiliation"),
        "anonymous": read.has("anonymous"),
        "mentions": [words for part in read.all("mentions") for words in _BETWEEN_ADDRESSES.split(part)],
    }


def _write_actor(record: Mapping[str, object]) -> list[str | None]:
    return [
        str(record.get("name", "")),
        str(record.get("kind", "")),
        _part("role", record.get("role")),
        _part("affiliation", record.get("affiliation")),
        _part("mentions", "; ".join(_strings(record.get("mentions")))),
        "anonymous" if record.get("anonymous") else None,
    ]


_WHERE = ("at", "site", "city", "area", "admin1", "country")
_INCIDENT = frozenset(
    "when anchor at site city area admin1 country perpetrator target victim weapon killed injured missing "
    "damage reported_by disputed_by aggregate summary".split()
) | frozenset(_RELATIONS)


def _read_incident(line: str) -> Record:
    read = _Line(line, 3, _INCIDENT)
    level, damage = _split(read.one("damage"))
    return {
        "id": read.head[0],
        "evidence": read.head[1].split(),
        **_labels(read.head[2], "type", "outcome", "factuality"),
        "reported_by": read.all("reported_by"),
        "disputed_by": read.all("disputed_by"),
        "aggregate": read.has("aggregate"),
        "when": read.one("when"),
        "anchor": _anchor(read),
        "where": {part: read.one(part) for part in _WHERE},
        "perpetrators": read.all("perpetrator"),
        "targets": read.all("target"),
        "victims": read.all("victim"),
        "weapons": [dict(zip(("kind", "at"), _split(part), strict=True)) for part in read.all("weapon")],
        "killed": [_figure(part) for part in read.all("killed")],
        "injured": [_figure(part) for part in read.all("injured")],
        "missing": [_figure(part) for part in read.all("missing")],
        "damage": damage,
        "damage_level": level,
        "related": [{"incident": part, "relation": r} for r in _RELATIONS for part in read.all(r)],
        "summary": read.one("summary"),
    }


def _anchor(read: _Line) -> str:
    """Words that say when count from publication unless it is said otherwise; `date` says: from nothing."""
    said = read.one("anchor") or ("published" if read.has("when") else "")
    return "" if said == "date" else said


def _write_incident(record: Mapping[str, object]) -> list[str | None]:
    where = _record(record.get("where"))
    labels = [str(record.get(name, "")) for name in ("type", "outcome", "factuality")]
    anchor = record.get("anchor") or ("date" if record.get("when") else "")
    damage = f"{record.get('damage_level', '')} {record.get('damage', '')}".strip()
    return [
        str(record.get("id", "")),
        " ".join(_strings(record.get("evidence"))),
        " ".join(labels),
        _part("when", record.get("when")),
        _part("anchor", "" if anchor == "published" and record.get("when") else anchor),
        *(_part(part, where.get(part)) for part in _WHERE),
        *(_part("perpetrator", name) for name in _strings(record.get("perpetrators"))),
        *(_part("target", party) for party in _strings(record.get("targets"))),
        *(_part("victim", party) for party in _strings(record.get("victims"))),
        *(_part("weapon", f"{w.get('kind')} {w.get('at')}") for w in _records(record.get("weapons"))),
        *(_part("killed", _said_figure(figure)) for figure in _records(record.get("killed"))),
        *(_part("injured", _said_figure(figure)) for figure in _records(record.get("injured"))),
        *(_part("missing", _said_figure(figure)) for figure in _records(record.get("missing"))),
        _part("damage", damage),
        *(_part("reported_by", name) for name in _strings(record.get("reported_by"))),
        *(_part("disputed_by", name) for name in _strings(record.get("disputed_by"))),
        *(_part(str(r.get("relation")), r.get("incident")) for r in _records(record.get("related"))),
        "aggregate" if record.get("aggregate") else None,
        _part("summary", record.get("summary")),
    ]


def _read_attribution(line: str) -> Record:
    read = _Line(line, 1, frozenset({"source", "via", "responsible", "cue", "clause", "incidents"}))
    return {
        "act": read.head[0],
        "source": read.one("source"),
        "via": read.one("via"),
        "responsible": read.one("responsible"),
        "cue": read.one("cue"),
        "clause": read.one("clause"),
        "incidents": read.one("incidents").split(),
    }


def _write_attribution(record: Mapping[str, object]) -> list[str | None]:
    return [
        str(record.get("act", "")),
        _part("source", record.get("source")),
        _part("via", record.get("via")),
        _part("responsible", record.get("responsible")),
        _part("cue", record.get("cue")),
        _part("clause", record.get("clause")),
        _part("incidents", " ".join(_strings(record.get("incidents")))),
    ]


_QUOTE = frozenset({"clause", "speaker", "speaker_at", "via", "cue", "incidents", "continues"})


def _read_quote(line: str) -> Record:
    read = _Line(line, 2, _QUOTE)
    marked = re.fullmatch(r"Q\d+", read.head[0]) is not None
    return {
        "quotation": read.head[0] if marked else "",
        "content": "" if marked else read.head[0],
        "clause": read.one("clause"),
        **_labels(read.head[1], "kind", "stance"),
        "speakers": read.all("speaker"),
        "speaker_at": read.one("speaker_at"),
        "via": read.one("via"),
        "cue": read.one("cue"),
        "continues": read.has("continues"),
        "incidents": read.one("incidents").split(),
    }


def _write_quote(record: Mapping[str, object]) -> list[str | None]:
    return [
        str(record.get("quotation") or record.get("content")),
        f"{record.get('kind', '')} {record.get('stance', '')}",
        _part("clause", record.get("clause")),
        *(_part("speaker", party) for party in _strings(record.get("speakers"))),
        _part("speaker_at", record.get("speaker_at")),
        _part("via", record.get("via")),
        _part("cue", record.get("cue")),
        _part("incidents", " ".join(_strings(record.get("incidents")))),
        "continues" if record.get("continues") else None,
    ]


def _read_quoted_text(line: str) -> Record:
    head = _Line(line, 2, frozenset()).head
    return {"quotation": head[0], "kind": head[1]}


def _write_quoted_text(record: Mapping[str, object]) -> list[str | None]:
    return [str(record.get("quotation", "")), str(record.get("kind", ""))]


def _read_key_point(line: str) -> Record:
    evidence, bar, text = line.partition(" | ")
    if not bar:
        raise ValueError(f"a key point needs its sentences first: {line[:60]!r}")
    return {"text": text.strip(), "evidence": evidence.split()}


def _write_key_point(record: Mapping[str, object]) -> list[str | None]:
    return [" ".join(_strings(record.get("evidence"))), str(record.get("text", ""))]


def _part(keyword: str, value: object) -> str | None:
    return f"{keyword} {value}" if value else None


def _split(part: str) -> tuple[str, str]:
    """A label and the address after it."""
    label, _, address = part.partition(" ")
    return label, address.strip()


_FIGURE = re.compile(r"(superseded\s+)?(?:(\d+) named\s+)?(.*?)(?:\s+=\s+(.*))?")


def _figure(part: str) -> Record:
    """`address = source`, before it `superseded` and how many are named one by one."""
    read = _FIGURE.fullmatch(part)
    superseded, named, at, source = read.groups() if read else (None, None, part, None)
    return {
        "at": at,
        "named": int(named or 0),
        "source": source or "",
        "superseded": superseded is not None,
    }


def _said_figure(record: Mapping[str, object]) -> str:
    superseded = "superseded " if record.get("superseded") else ""
    named = f"{record['named']} named " if record.get("named") else ""
    source = f" = {record['source']}" if record.get("source") else ""
    return f"{superseded}{named}{record.get('at', '')}{source}"


def _strings(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _records(value: object) -> list[Record]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _record(value: object) -> Record:
    return value if isinstance(value, dict) else {}


_READERS: Mapping[str, Callable[[str], Record]] = {
    "actors": _read_actor,
    "incidents": _read_incident,
    "attributions": _read_attribution,
    "quotes": _read_quote,
    "quoted_text": _read_quoted_text,
    "key_points": _read_key_point,
}
_WRITERS: Mapping[str, Callable[[Mapping[str, object]], list[str | None]]] = {
    "actors": _write_actor,
    "incidents": _write_incident,
    "attributions": _write_attribution,
    "quotes": _write_quote,
    "quoted_text": _write_quoted_text,
    "key_points": _write_key_point,
}
