"""What was measured, as data: the versioned JSON report, from which every other form is made."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from wirebrief.evals.errors import HarnessError
from wirebrief.evals.hashes import Hashes
from wirebrief.evals.scoring.counts import Counts, Verdict
from wirebrief.evals.scoring.tally import Mode, Row
from wirebrief.schemas.summary import Usage

REPORT_VERSION: Final = 1


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Figures(Part):
    """One row of the table: a field of a record kind in one mode, micro-averaged over documents."""

    kind: str
    field: str
    mode: Mode
    cor: int
    par: int
    inc: int
    mis: int
    spu: int
    documents: int
    """Documents in which either side has a slot of this field."""
    precision: float | None
    recall: float | None
    f1: float | None
    f1_low: float | None = None
    """95% bootstrap interval over documents; null where fewer than two have a slot."""
    f1_high: float | None = None
    macro_f1: float | None = None
    """Mean over documents."""

    @property
    def row(self) -> Row:
        return (self.kind, self.field, self.mode)

    @property
    def counts(self) -> Counts:
        return Counts(self.cor, self.par, self.inc, self.mis, self.spu)


class FailedCall(Part):
    """An article without a usable answer, scored as misses."""

    article: str
    trial: int
    code: str
    message: str


class ErrorNote(Part):
    """A slot that is not strictly right, with both sides."""

    kind: str
    field: str
    lenient: Verdict
    strict: Verdict
    gold_path: str | None
    predicted_path: str | None
    gold: JsonValue
    predicted: JsonValue


class PairNote(Part):
    """Two aligned records."""

    kind: str
    gold_path: str
    predicted_path: str
    similarity: float
    free: bool


class Details(Part):
    """One answer in detail."""

    article: str
    trial: int
    rows: dict[str, tuple[int, int, int, int, int]]
    """COR, PAR, INC, MIS, SPU by `kind.field.mode`."""
    errors: list[ErrorNote]
    pairs: list[PairNote]


class Cost(Part):
    """What the answers took, summed over those that say."""

    answers: int = 0
    attempts: int = 0
    usage: Usage = Usage()
    cost_usd: float | None = None
    """Null where no answer knows its price."""
    latency_ms_median: float | None = None
    latency_ms_p95: float | None = None


class JudgeColumn(Part):
    """A model's opinion of the key points: shown beside the figures, never gated."""

    model: str
    stated: int
    """Weight of the facts that it found stated."""
    facts: int
    """Weight of all facts of the articles that it answered about."""
    unanswered: int
    """Articles that it did not answer about; they are in neither number."""

    @property
    def share(self) -> float | None:
        return self.stated / self.facts if self.facts else None


class ArmReport(Part):
    """One engine with one model and one prompt version."""

    name: str
    engine: str | None = None
    model: str | None = None
    prompts: list[str] = []
    documents: int
    trials: int
    sampled: bool = False
    """Whether answers may differ from trial to trial; a comparison then needs significance."""
    figures: list[Figures]
    failed: list[FailedCall]
    cost: Cost
    judge: JudgeColumn | None = None
    details: list[Details]
    """Empty where the report was made without details."""

    def figure(self, kind: str, field: str, mode: Mode) -> Figures | None:
        return next((figures for figures in self.figures if figures.row == (kind, field, mode)), None)


class Report(Part):
    """Everything that was measured in one go."""

    report_version: Literal[1] = REPORT_VERSION
    software_version: str
    hashes: Hashes
    split: str
    articles: list[str]
    resamples: int
    seed: int
    arms: list[ArmReport]


def load_report(path: Path) -> Report:
    """Read a report.

    Raises:
        HarnessError: there is none, or it is not of this version.
    """
    try:
        return Report.model_validate_json(path.read_bytes())
    except OSError as error:
        raise HarnessError(f"There is no report at {path}.", hint="Make one: wirebrief eval run") from error
    except ValidationError as error:
        raise HarnessError(f"{path} is no report of version {REPORT_VERSION}: {error}") from error
