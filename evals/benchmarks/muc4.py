"""The embedded engine on MUC-4: entity and template scores, a trivial baseline beside them, and errors by
cause.

    wirebrief eval benchmark muc4 PATH --split dev --errors

`PATH` holds the evaluation's folders (`dev`, `tst1`, …) as distributed. The published figures are for
other splits
(test sets 3 and 4), so a figure here is not yet a comparison.
"""

import asyncio
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from wirebrief.evals.benchmarks.muc4_adapter import templates
from wirebrief.evals.benchmarks.muc4_confidence import Voices
from wirebrief.evals.benchmarks.muc4_data import ROLES, Entity, Message, read
from wirebrief.evals.benchmarks.muc4_score import (
    Guess,
    Tally,
    align,
    entity_tallies,
    pooled,
    template_tally,
)
from wirebrief.evals.benchmarks.sampling import sampled
from wirebrief.evals.errors import HarnessError
from wirebrief.evals.stats.bootstrap import f1_intervals
from wirebrief.evals.stats.ledger import Sums
from wirebrief.schemas import ArticleSummary
from wirebrief.service.engines.protocol import Engine
from wirebrief.service.engines.rules.engine import RulesEngine
from wirebrief.service.pipeline import summarize_document
from wirebrief.service.reading.text import read_text

_DESCRIBED = "victim_description"
_SHOWN = 40
_SYSTEMS = ("engine", "baseline")
MEASURES = ("CEAF-REE", "CEAF-TF")


@dataclass
class Figures:
    """Tallies of one system: by role, over all roles, over templates, each strict and lenient."""

    strict: dict[str, Tally] = field(default_factory=lambda: {role: Tally() for role in (*ROLES, "CEAF-REE")})
    lenient: dict[str, Tally] = field(
        default_factory=lambda: {role: Tally() for role in (*ROLES, "CEAF-REE")}
    )
    templates: Tally = field(default_factory=Tally)
    described: Tally = field(default_factory=Tally)
    """Victims that the key describes rather than names; outside the published measure."""
    by_article: dict[str, list[tuple[float, int, int]]] = field(
        default_factory=lambda: {measure: [] for measure in MEASURES}
    )
    """Right, gold and predicted of each article."""

    def sums(self, measure: str) -> Sums:
        """Counts by article, for intervals and comparisons."""
        return np.array(self.by_article[measure], dtype=np.float64)


@dataclass(frozen=True)
class Miss:
    """One disagreement. `cause`: `irrelevant` (the article has no template), `no incident` (none was
    returned), `wording` (the same head, other words), else `missed` or `spurious`.
    """

    cause: str
    role: str
    message: str
    wording: str


@dataclass(frozen=True)
class Report:
    split: str
    documents: int
    documents_per_second: float
    systems: dict[str, Figures]
    voices: Voices
    misses: tuple[Miss, ...]

    def lines(self) -> Iterator[str]:
        """Tables for people."""
        speed = f"{self.documents_per_second:.1f} articles/s of one core"
        yield f"MUC-4 {self.split}: {self.documents} articles, {speed}"
        for name, figures in self.systems.items():
            yield f"{name}: strict P R F1 [95% interval] | heads only F1"
            for role in (*ROLES, "CEAF-REE"):
                lenient = figures.lenient[role].f1
                yield f"  {role:22}{_three(figures.strict[role])}{_spread(figures, role)} | {lenient:6.1%}"
            yield f"  {'CEAF-TF':22}{_three(figures.templates)}{_spread(figures, 'CEAF-TF')}"
            yield f"  {'described victims':22}{_three(figures.described)}"
        yield from self.voices.lines()

    def causes(self) -> Iterator[str]:
        """Misses and false alarms, counted and shown by cause."""
        kinds = sorted({(m.cause, m.role) for m in self.misses})
        for cause, role in kinds:
            found = [m for m in self.misses if (m.cause, m.role) == (cause, role)]
            yield f"{cause}, {role}: {len(found)}"
            yield from (f"    {m.message}: {m.wording}" for m in found[:_SHOWN])

    def __str__(self) -> str:
        return "\n".join([*self.lines(), *self.causes()])


def _spread(figures: Figures, measure: str) -> str:
    """The 95% interval of F1 over articles, where it is kept."""
    if measure not in MEASURES:
        return ""
    (found,) = f1_intervals([figures.sums(measure)])
    return f" [{found.low:.1%}, {found.high:.1%}]" if found else ""


def _three(tally: Tally) -> str:
    return f"{tally.precision:7.1%}{tally.recall:7.1%}{tally.f1:7.1%}"


def load(path: Path, split: str, sample: str = "all", limit: int | None = None) -> list[Message]:
    """The articles of a split or of a part of it.

    Raises:
        HarnessError: there are no MUC-4 files there.
    """
    try:
        return sampled(read(Path(path) / split), sample, limit)
    except FileNotFoundError as missing:
        raise HarnessError(f"{missing}.", hint="Name the folder that holds dev and tst1.") from missing


def run(
    path: Path, *, split: str = "dev", limit: int | None = None, errors: bool = False, sample: str = "all"
) -> Report:
    """Score the embedded engine on one split, on `limit` articles spread over it, or on one half of it.

    Raises:
        HarnessError: there are no MUC-4 files there.
    """
    messages = load(path, split, sample, limit)
    began = time.process_time()
    told = asyncio.run(summaries(messages, RulesEngine(MIN_CONFIDENCE)))
    answers = [templates(summary) for summary in told]
    seconds = time.process_time() - began
    systems, voices = {name: Figures() for name in _SYSTEMS}, Voices()
    misses: list[Miss] = []
    for message, summary, answer in zip(messages, told, answers, strict=True):
        gold = key_of(message)
        voices.add(message, summary)
        add(systems["engine"], answer, gold)
        add(systems["baseline"], baseline(message.text), gold)
        if errors:
            misses += _misses(message, answer, gold)
    return Report(split, len(messages), len(messages) / seconds, systems, voices, tuple(misses))


MIN_CONFIDENCE = 0.0
"""The benchmark's own bar: its articles are all about conflict, and it weighs a miss like a false alarm."""


async def summaries(messages: Sequence[Message], engine: Engine) -> list[ArticleSummary]:
    """Every article through the whole pipeline."""
    return [
        await summarize_document(read_text(message.text, published=message.published), engine)
        for message in messages
    ]


def key_of(message: Message) -> list[Guess]:
    """The key in the form of an answer."""
    return [Guess(t.type, _wordings(t.entities)) for t in message.templates]


def _wordings(entities: dict[str, tuple[Entity, ...]]) -> dict[str, list[list[str]]]:
    return {role: [list(e.mentions) for e in found] for role, found in entities.items()}


def add(figures: Figures, answer: list[Guess], gold: list[Guess]) -> None:
    """Count one article."""
    said, key = [g.entities for g in answer], [g.entities for g in gold]
    pooled_roles, whole = Tally(), template_tally(answer, gold)
    for tally in entity_tallies(said, key).values():
        pooled_roles.add(tally)
    for measure, one in zip(MEASURES, (pooled_roles, whole), strict=True):
        figures.by_article[measure].append((one.right, one.gold, one.predicted))
    for table, lenient in ((figures.strict, False), (figures.lenient, True)):
        for role, tally in entity_tallies(said, key, lenient=lenient).items():
            table[role].add(tally)
            table["CEAF-REE"].add(tally)
    figures.templates.add(whole)
    described, told = (pooled(side, (_DESCRIBED,))[_DESCRIBED] for side in (said, key))
    figures.described.add(Tally(len(align(described, told).pairs), len(described), len(told)))


def _misses(message: Message, answer: list[Guess], gold: list[Guess]) -> Iterator[Miss]:
    said, key = pooled([g.entities for g in answer]), pooled([g.entities for g in gold])
    for role in ROLES:
        strict = align(said[role], key[role])
        near = align(said[role], key[role], lenient=True)
        for k in strict.missed:
            cause = "no incident" if not answer else "wording" if k not in near.missed else "missed"
            yield Miss(cause, role, message.id, " / ".join(key[role][k]))
        for s in strict.spurious:
            cause = "irrelevant" if not gold else "wording" if s not in near.spurious else "spurious"
            yield Miss(cause, role, message.id, said[role][s][0])


_BASELINE = {
    "instrument": r"\b(?:CAR BOMB|BOMBS?|DYNAMITE|GRENADES?|ROCKETS?|RIFLES?|MACHINEGUNS?|MORTARS?)\b",
    "perp_individual": r"\b(?:GUERRILLAS|TERRORISTS|REBELS|GUNMEN|SUBVERSIVES|UNIDENTIFIED MEN)\b",
    "perp_organization": r"(?<=\[)[A-Z]{3,5}(?=\])",
    "physical_target": r"\b(?:EMBASSY|BRIDGE|BUS|VEHICLE|HOUSE|OFFICES?|BANK|PYLONS?|STORES?)\b",
    "victim": r"\b(?:MURDER|KILLING) OF ((?:[A-Z]+ ){1,4}?)(?=(?:IN|ON|AT|BY|AND|WAS)\b)",
}


def baseline(text: str) -> list[Guess]:
    """The floor: one template of the words that such articles have, whoever did what to whom; no parser."""
    found = {
        role: sorted({w.strip() for w in re.findall(pattern, text)}) for role, pattern in _BASELINE.items()
    }
    if not re.search(r"\b(?:KILLED|MURDER|BOMB|ATTACK|KIDNAP|EXPLO)", text):
        return []
    kind = "BOMBING" if "BOMB" in text else "KIDNAPPING" if "KIDNAP" in text else "ATTACK"
    return [Guess(kind, {role: [[w] for w in words] for role, words in found.items()})]
