"""Gold articles on disk: `NAME/article.txt` beside `NAME/gold.json`, read in the order of their names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pydantic import ValidationError

from wirebrief.evals.errors import HarnessError
from wirebrief.schemas.gold import Gold
from wirebrief.schemas.summary import ArticleSummary, Warning

Split = Literal["dev", "holdout", "all"]
GOLD_FILE: Final = "gold.json"
TEXT_FILE: Final = "article.txt"


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """An article with its labels."""

    text: str
    gold: Gold

    @property
    def name(self) -> str:
        return self.gold.name


def default_gold() -> Path:
    """The gold that comes with the package."""
    return Path(__file__).parent / "gold"


def load_gold(folder: Path, split: Split = "all") -> list[LabelledArticle]:
    """Every labelled article below a folder, or those of one split.

    Raises:
        HarnessError: there is none, one cannot be read, or two bear the same name.
    """
    articles = [article for article in read_gold(folder) if split in ("all", article.gold.split)]
    if not articles:
        raise HarnessError(f"There is no gold of split {split!r} in {folder}.", hint="Pass --gold FOLDER.")
    names = [article.name for article in articles]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise HarnessError(f"Two gold articles are called {', '.join(twice)}.")
    return articles


def read_gold(folder: Path) -> Iterator[LabelledArticle]:
    """Labelled articles one at a time; `folder` may itself be one."""
    paths = [folder / GOLD_FILE] if (folder / GOLD_FILE).exists() else sorted(folder.glob(f"*/{GOLD_FILE}"))
    for path in paths:
        yield read_article(path.parent)


def read_article(folder: Path) -> LabelledArticle:
    """The labelled article in one folder."""
    try:
        text = (folder / TEXT_FILE).read_bytes().decode()  # bytes: line ends stay what they are
        return LabelledArticle(text, Gold.model_validate_json((folder / GOLD_FILE).read_bytes()))
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise HarnessError(f"Gold in {folder} cannot be read: {error}") from error


def read_labelling(path: Path) -> Gold:
    """One labeller's file: the parts of `Gold` that a labeller writes, with `labeller` as the name.

    A null where the contract wants a record (`when`, `where`) is read as an empty one.
    """
    try:
        labels = json.loads(path.read_bytes())
        for incident in labels["summary"]["incidents"]:
            for part in ("when", "where"):
                if incident.get(part, {}) is None:
                    del incident[part]
        name = labels.pop("labeller")
        return Gold.model_validate({"name": name, "synthetic": False, "split": "dev", **labels})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise HarnessError(f"The labelling {path} cannot be read: {error}") from error


def as_prediction(gold: Gold) -> ArticleSummary:
    """Gold as if an engine had answered with it: its summary with the warnings that it expects."""
    warnings = [Warning(code=code, message="expected") for code in gold.expected_warnings]
    return gold.summary.model_copy(update={"warnings": warnings})
