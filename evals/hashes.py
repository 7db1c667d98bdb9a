"""Fingerprints of what a figure depends on: the gold, the contract, and the scorer's own code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

import wirebrief.schemas
from wirebrief.evals.gold_store import LabelledArticle
from wirebrief.schemas.summary import ArticleSummary
from wirebrief.service.journal.identity import digest


class Hashes(BaseModel):
    """SHA-256 each, in hexadecimal. Figures may be compared where all three agree."""

    model_config = ConfigDict(frozen=True)

    gold: str
    contract: str
    scorer: str

    def differences(self, other: Hashes) -> list[str]:
        """Names of what differs."""
        names = {"gold": "gold", "contract": "contract", "scorer": "scorer"}
        return [name for key, name in names.items() if getattr(self, key) != getattr(other, key)]


def hashes(articles: Iterable[LabelledArticle]) -> Hashes:
    return Hashes(gold=gold_hash(articles), contract=contract_hash(), scorer=scorer_hash())


def gold_hash(articles: Iterable[LabelledArticle]) -> str:
    """Of texts and labels, whatever the order and the formatting of the files."""
    parts = sorted(
        (article.name, digest(article.text), digest(article.gold.model_dump(mode="json")))
        for article in articles
    )
    return digest([list(part) for part in parts])


def contract_hash() -> str:
    """Of the contract's JSON Schema."""
    return digest(ArticleSummary.model_json_schema())


def scorer_hash() -> str:
    """Of the scorer's source and data, so that no change to it goes unnoticed, small ones included."""
    folder = Path(__file__).parent / "scoring"
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".toml"))
    return digest(
        [[str(file.relative_to(folder).as_posix()), file.read_text(encoding="utf-8")] for file in files]
    )


@cache
def software_hash() -> str:
    """Of everything that makes an answer: contract, prompts and service, with their data files."""
    package = Path(wirebrief.schemas.__file__).parent.parent
    digests = hashlib.sha256()
    for room in ("schemas", "prompts", "service"):
        folder = package / room
        for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            digests.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return digests.hexdigest()
