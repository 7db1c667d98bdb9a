"""PolNeAR 1.0 (Newell et al., LREC 2018) in its original format: plain text and brat stand-off.

`<path>/<split>/text/*.txt` and `<path>/<split>/attributions/<name>_<annotator>.ann`. Where several people
annotated a document, the first in the order of file names is read: the peers' figures are over it.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from wirebrief.evals.errors import HarnessError

Spans = tuple[tuple[int, int], ...]
"""Half-open stretches of a document's text, in code points."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what with which words; discontinuous stretches are kept as they are marked."""

    content: Spans
    source: Spans
    cue: Spans
    found_by: str = ""
    """For a predicted one: the rule that found it."""


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    name: str
    text: str
    gold: tuple[Attribution, ...]


def load(path: Path, split: str) -> list[AnnotatedDocument]:
    """The documents of a split that have annotations, in the order of their names.

    Raises:
        HarnessError: there is no such split in the folder.
    """
    folder = Path(path) / split
    if not (folder / "text").is_dir() or not (folder / "attributions").is_dir():
        raise HarnessError(
            f"There are no folders text and attributions in {split}.",
            hint="Pass the folder of PolNeAR that holds train, dev and so on.",
        )
    annotated: dict[str, Path] = {}
    for file in sorted((folder / "attributions").glob("*.ann")):
        annotated.setdefault(file.stem.rsplit("_", 1)[0], file)
    documents = []
    for file in sorted((folder / "text").glob("*.txt")):
        if file.stem in annotated:
            text = file.read_bytes().decode("utf-8")
            documents.append(AnnotatedDocument(file.stem, text, tuple(_read(annotated[file.stem]))))
    return documents


def _read(file: Path) -> list[Attribution]:
    """The relations of one brat file; a reference to a missing text bound is left out, as brat does."""
    bounds: dict[str, Spans] = {}
    relations: list[list[str]] = []
    for line in file.read_bytes().decode("utf-8").split("\n"):
        fields = line.rstrip("\r").split("\t")
        if len(fields) < 2:
            continue
        if fields[0].startswith("T"):
            offsets = fields[1].partition(" ")[2]
            bounds[fields[0]] = tuple(_stretch(part) for part in offsets.split(";"))
        elif fields[0].startswith("E"):
            relations.append(fields[1].split())
    return [_attribution(roles, bounds) for roles in relations]


def _stretch(part: str) -> tuple[int, int]:
    start, end = part.split()
    return int(start), int(end)


def _attribution(roles: list[str], bounds: dict[str, Spans]) -> Attribution:
    found: dict[str, list[tuple[int, int]]] = {"Content": [], "Source": [], "Cue": []}
    for role in roles:
        name, _, reference = role.partition(":")
        name = re.sub(r"\d+$", "", name)
        if name in found:
            found[name] += bounds.get(reference, ())
    return Attribution(
        content=tuple(sorted(found["Content"])),
        source=tuple(sorted(found["Source"])),
        cue=tuple(sorted(found["Cue"])),
    )
