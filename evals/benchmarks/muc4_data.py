"""MUC-4 as distributed: message files and key files, read without changing either.

The key format is described in the evaluation's own `taskdoc/template-doc-part1` (Appendix A of the MUC-4
proceedings, 1992). Quirks that are handled: alternatives (`"A" / "B"`), optional fillers (`? "A"`), optional
templates, cross references (`"title": "name"`), continuation lines, missing opening quotation marks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROLES = ("perp_individual", "perp_organization", "physical_target", "victim", "instrument")
"""The five string-fill roles that the literature scores (PerpInd, PerpOrg, Target, Victim, Weapon)."""

_ROLE_OF_SLOT = {
    "INCIDENT: INSTRUMENT ID": "instrument",
    "PERP: INDIVIDUAL ID": "perp_individual",
    "PERP: ORGANIZATION ID": "perp_organization",
    "PHYS TGT: ID": "physical_target",
    "HUM TGT: NAME": "victim",
    "HUM TGT: DESCRIPTION": "victim_description",
}
_MONTHS = {m: n for n, m in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), 1)}
_MESSAGE = re.compile(r"^((?:DEV|TST)\d?-MUC\d-\d{4})\b.*$", re.MULTILINE)
_HEADER = re.compile(r"[^\[\n]{3,110}?-- ?(?:\[[^\]]{1,80}\] ?)*")
"""Dateline and text type before the first sentence (`text-headers-info`); metadata, so it gets its own line.
"""
_SLOT = re.compile(r"^(\d{1,2})\.\s+([A-Z ]+: [A-Z ]+?)(?: {2,}|\t+|$)(.*)$")
_STRING = re.compile(r'"([^"]*)"')


@dataclass(frozen=True, slots=True)
class Entity:
    """One filler: the wordings that the key accepts for it."""

    mentions: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """One incident of the key."""

    type: str
    stage: str
    date: str
    location: str
    entities: dict[str, tuple[Entity, ...]]
    confidence: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Perpetrator confidence: label and the wordings of the organisation it is about."""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """One article with its key."""

    id: str
    text: str
    """Paragraphs with their lines joined, one blank line between them, the header (dateline, text type)
    first; upper case as distributed."""
    published: date | None
    templates: tuple[Template, ...]


def read(folder: Path) -> list[Message]:
    """The messages of one split (a folder with text and key files), in file order.

    Raises:
        FileNotFoundError: the folder holds no message file or no key file.
    """
    files = sorted(p for p in folder.iterdir() if p.is_file())
    keys = [p for p in files if p.name.startswith("key-")]
    texts = [p for p in files if re.search(r"-muc[34]", p.name) and not p.name.startswith("key-")]
    if not keys or not texts:
        raise FileNotFoundError(f"{folder} holds no MUC-4 messages and keys")
    templates: dict[str, list[Template]] = {}
    for path in keys:
        for message, template in _templates(path.read_text("latin-1")):
            templates.setdefault(message, []).extend([template] if template else [])
    return [
        Message(name, text, _dateline(text), tuple(templates.get(name, ())))
        for path in texts
        for name, text in _messages(path.read_text("latin-1"))
    ]


def _messages(raw: str) -> Iterator[tuple[str, str]]:
    heads = list(_MESSAGE.finditer(raw))
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        body = raw[head.end() : following.start() if following else len(raw)]
        joined = (" ".join(p.split()) for p in re.split(r"\n[ \t]*\n", body))
        paragraphs = [p for p in joined if p]
        if paragraphs and (header := _HEADER.match(paragraphs[0])):
            paragraphs[:1] = [header.group().strip(), paragraphs[0][header.end() :]]
        yield head.group(1), "\n\n".join(p for p in paragraphs if p)


def _dateline(text: str) -> date | None:
    found = re.search(r"\b(\d{1,2}) (" + "|".join(_MONTHS) + r")[A-Z]* (\d\d)\b", text[:200])
    if not found:
        return None
    try:
        return date(1900 + int(found[3]), _MONTHS[found[2]], int(found[1]))
    except ValueError:  # a day that the month does not have: a typing fault of the wire
        return None


def _templates(raw: str) -> Iterator[tuple[str, Template | None]]:
    """Each template with its message's id; None for a message without a relevant incident."""
    for block in re.split(r"\n\s*\n", raw):
        slots = _slots(block)
        if "MESSAGE: ID" not in slots:
            continue
        message = slots["MESSAGE: ID"][0].split(" (")[0].strip()
        number = slots.get("MESSAGE: TEMPLATE", ["*"])[0]
        yield message, None if number.startswith("*") else _template(slots, "OPTIONAL" in number)


def _slots(block: str) -> dict[str, list[str]]:
    """Slot name to its value lines."""
    slots: dict[str, list[str]] = {}
    current = ""
    for line in block.splitlines():
        if not line.strip() or line.startswith(";"):
            continue
        if found := _SLOT.match(line):
            current = found[2].strip()
            slots[current] = [found[3].strip()]
        elif current:
            slots[current].append(line.strip())
    return slots


def _template(slots: dict[str, list[str]], optional: bool) -> Template:
    def one(slot: str) -> str:
        return slots.get(slot, ["-"])[0]

    entities: dict[str, tuple[Entity, ...]] = {}
    for slot, role in _ROLE_OF_SLOT.items():
        found = [e for line in slots.get(slot, []) if (e := _entity(line, described="DESC" in slot))]
        entities[role] = tuple(found)
    confidence = tuple(
        (line.split(":")[0].strip(), tuple(_STRING.findall(line)))
        for line in slots.get("PERP: ORGANIZATION CONFIDENCE", [])
        if ":" in line
    )
    return Template(
        type=one("INCIDENT: TYPE").split("/")[0].strip(),
        stage=one("INCIDENT: STAGE OF EXECUTION"),
        date=one("INCIDENT: DATE"),
        location=one("INCIDENT: LOCATION"),
        entities=entities,
        confidence=confidence,
        optional=optional,
    )


def _entity(line: str, *, described: bool) -> Entity | None:
    """One value line; of a description with a cross reference only the description's wordings."""
    if line in ("-", "*", ""):
        return None
    if '"' not in line:
        line = f'"{line}"'
    elif line.count('"') % 2:
        line = '"' + line
    wordings = _STRING.findall(re.split(r'(?<=["\)]):', line)[0] if described else line)
    return Entity(tuple(w.strip() for w in wordings if w.strip()), line.startswith("?")) if wordings else None
