"""Lies about articles that are not English, told in two ways.

`staged_lies` are those of `adversary` that are told without knowing the language: false ids, literals,
digits, marks, labels, references, leaks. `statements` are what a summary says of one sentence
(`foreign_lies.toml`), true or with what is denied, a bound, a unit or a number made wrong.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from adversary import OF_LANGUAGE, Mutant, mutants
from foreign import foreign
from staged import Staged

from wirebrief.schemas.draft import Draft, KeyPointDraft
from wirebrief.service.grounding import ground, verify
from wirebrief.service.reading.text import read_text

TOLD_OF = ("de", "fr", "es", "pt")
KINDS = ("negation", "bound", "unit", "number")


@dataclass(frozen=True)
class Statement:
    """What a summary says of a sentence; `kind` is what is wrong with it, or "true"."""

    language: str
    evidence: str
    kind: str
    text: str

    @property
    def is_doubted(self) -> bool:
        """Whether a finding that is more than a note is about it."""
        document = read_text(f"{_FILLERS[self.language]}\n{self.evidence}")
        ids = [s.id for s in document.sentences if self.evidence in document.text[s.start : s.end]]
        draft = Draft(key_points=[KeyPointDraft(text=self.text, evidence=ids)])
        checked = verify(document, ground(document, draft))
        return any(f.severity != "note" and f.path.startswith("key_points") for f in checked.findings)


_FILLERS = {
    "de": "Das meldete die Behörde am Abend, und auch die Stadt hat sich dazu inzwischen geäußert.",
    "fr": "C'est ce que la mairie a fait savoir dans la soirée, avant de publier une note sur son site.",
    "pt": "Foi o que a câmara comunicou à tarde, antes de publicar uma nota na sua página.",
    "es": "Así lo comunicó el ayuntamiento por la tarde, antes de publicar una nota en su página.",
}
"""A sentence beside each, from which the language can be told."""


@cache
def _table() -> dict[str, list[dict[str, str | list[str]]]]:
    return tomllib.loads((Path(__file__).parent / "foreign_lies.toml").read_text("utf-8"))


def statements(language: str, *, unseen: bool = False) -> Iterator[Statement]:
    """Those that the checks were mended for, or those that they were not."""
    for entry in _table()[f"{language}_unseen" if unseen else language]:
        for kind in ("true", *KINDS):
            for text in entry.get(kind, []):
                yield Statement(language, str(entry["evidence"]), kind, text)


@cache
def staged(language: str) -> Staged:
    article = foreign(language)
    return Staged(f"foreign {language}", article.document, article.draft)


def staged_lies(language: str) -> Iterator[Mutant]:
    """Every lie about the staged article in a language that needs no language to be told."""
    return (mutant for mutant in mutants(staged(language)) if mutant.kind not in OF_LANGUAGE)
