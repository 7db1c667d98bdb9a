"""Answers on disk, from our own runs or made elsewhere, one per article and trial."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from wirebrief.evals.errors import HarnessError
from wirebrief.evals.gold_store import LabelledArticle
from wirebrief.schemas.summary import ArticleSummary


class Failure(BaseModel):
    """Why an article has no answer."""

    model_config = ConfigDict(frozen=True)

    code: str
    message: str


class Output(BaseModel):
    """What came back for one article: a summary or a failure."""

    model_config = ConfigDict(frozen=True)

    article: str
    """Name of the gold article."""
    trial: int = 1
    key: str | None = None
    """Fingerprint of everything that the answer depends on; see run.py."""
    summary: ArticleSummary | None = None
    failure: Failure | None = None


def read_outputs(path: Path, articles: Sequence[LabelledArticle]) -> list[Output]:
    """Answers as `stream_outputs` reads them, in the order of gold and trial."""
    order = {article.name: n for n, article in enumerate(articles)}
    return sorted(stream_outputs(path, articles), key=lambda output: (order[output.article], output.trial))


def stream_outputs(path: Path, articles: Sequence[LabelledArticle]) -> Iterator[Output]:
    """Answers from a folder of JSON files or from a JSONL file, one at a time.

    Each is an `Output`, a line of `wirebrief summarize`, or a bare `ArticleSummary`; a summary belongs to the
    article whose text has its `article.id`. What is not readable as any of these counts
    as a failed answer of the article that it names. Failed answers for the articles that have none come last.

    Raises:
        HarnessError: nothing is there, a second answer, or no answer belongs to an article of gold.
    """
    digests = {article.name: hashlib.sha256(article.text.encode()).hexdigest() for article in articles}
    names = {digest: name for name, digest in digests.items()}
    seen: set[tuple[str, int]] = set()
    for place, raw in _raw(path):
        if _failed(raw):
            continue  # it has no answer, and is counted with those that are missing
        output = _parse(raw, names, place)
        if output.article not in digests:
            continue  # an article of the other split
        if (output.article, output.trial) in seen:
            raise HarnessError(f"{place} is a second answer for {output.article}, trial {output.trial}.")
        seen.add((output.article, output.trial))
        yield _fitting(output, digests[output.article])
    if not seen:
        raise HarnessError(f"No answer in {path} belongs to an article of this gold.")
    missing = Failure(code="missing", message="no answer in the file")
    for trial in sorted({trial for _, trial in seen}):
        for name in digests:
            if (name, trial) not in seen:
                yield Output(article=name, trial=trial, failure=missing)


def write_output(path: Path, output: Output) -> None:
    """Write an answer so that a reader sees all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(output.model_dump_json(indent=1) + "\n", encoding="utf-8")
    part.replace(path)


def _raw(path: Path) -> Iterator[tuple[str, JsonValue]]:
    try:
        if path.is_dir():
            for file in sorted(path.rglob("*.json")):
                if file.name != "run.json":
                    yield str(file), json.loads(file.read_bytes())
        elif path.suffix == ".json":
            yield str(path), json.loads(path.read_bytes())
        else:
            with path.open(encoding="utf-8") as lines:
                for n, line in enumerate(lines, 1):
                    if line.strip():
                        yield f"{path}:{n}", json.loads(line)
    except (OSError, ValueError) as error:
        raise HarnessError(f"{path} cannot be read: {error}") from error


def _failed(raw: JsonValue) -> bool:
    """Whether this is the line of an article that could not be summarised."""
    return isinstance(raw, dict) and "id" in raw and "error" in raw


def _parse(raw: JsonValue, names: dict[str, str], place: str) -> Output:
    if not isinstance(raw, dict):
        raise HarnessError(f"{place} is not a JSON object.")
    if "id" in raw and isinstance(line := raw.get("summary"), dict):
        raw = line
    if "schema_version" in raw:
        raw = {"article": _name_of(raw, names), "summary": raw}
    try:
        return Output.model_validate(raw)
    except ValidationError as error:
        if not isinstance(name := raw.get("article"), str):
            raise HarnessError(f"{place} is neither an output nor a summary: {error}") from error
        trial = raw.get("trial")
        first = error.errors()[0]
        message = f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
        failure = Failure(code="invalid", message=message)
        return Output(article=name, trial=trial if isinstance(trial, int) else 1, failure=failure)


def _name_of(summary: dict[str, JsonValue], names: dict[str, str]) -> str:
    article = summary.get("article")
    digest = article.get("id") if isinstance(article, dict) else None
    return names.get(str(digest), f"unknown article {digest}")


def _fitting(output: Output, digest: str) -> Output:
    """The output, or a failure where it was made from another text: its offsets would mean nothing."""
    if output.summary is None or output.summary.article.id == digest:
        return output
    failure = Failure(code="other_text", message="made from another text than the gold article")
    return output.model_copy(update={"summary": None, "failure": failure})
