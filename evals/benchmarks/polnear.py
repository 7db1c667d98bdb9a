"""The rules engine's reported speech on PolNeAR, beside the peers' published outputs where they are there.

    wirebrief eval benchmark polnear PATH --split dev --errors

Two settings. *all*: every attribution that PolNeAR annotates, belief and intent included, with the engine's
wider mode (`include_belief`). *speech*: gold attributions with a word of speech, writing or finding of our
lexicon in their cue, or no cue but a colon or marks; the engine runs as in the product, and predictions that
match an attribution outside the subset count for nothing.

Peers are read from `peers/polnear_<split>_*.json` beside the data: for each document, in the order of names, a
list of {content, source, cue} with lists of [start, end]. Their figures are over the same documents; the
difference in F1 has a 95% interval from a paired bootstrap over documents.
"""

import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wirebrief.evals.benchmarks.polnear_data import AnnotatedDocument, Attribution, Spans, load
from wirebrief.evals.benchmarks.polnear_score import Scored, Tally, causes, compare, letters, score, total
from wirebrief.service.engines.rules.lexicon import Cues, cues
from wirebrief.service.engines.rules.parse import Parsed, parse_many
from wirebrief.service.engines.rules.speech import Report as SpeechReport
from wirebrief.service.engines.rules.speech import find_reports
from wirebrief.service.engines.rules.speech.report import content_spans
from wirebrief.service.reading.text import draft_document

_MEASURES = ("quoted", "quoted + speaker", "content", "joint")
_RECALLS = ("direct (recall)", "mixed (recall)", "indirect (recall)")
_SHOWN = 40


@dataclass(frozen=True)
class Row:
    """One system's tallies, and the intervals of our difference to it."""

    name: str
    tallies: dict[str, Tally]
    differences: dict[str, tuple[float, float]] = field(default_factory=dict)

    def __str__(self) -> str:
        figures = " | ".join(
            f"{m} P {t.precision:5.1f} R {t.recall:5.1f} F1 {t.f1:5.1f}"
            for m, t in self.tallies.items()
            if m in _MEASURES
        )
        recalls = ", ".join(f"{m} {self.tallies[m].recall:.1f}" for m in _RECALLS)
        lead = "".join(
            f"\n    ours - theirs, {m}: [{a:+.1f}, {b:+.1f}]" for m, (a, b) in self.differences.items()
        )
        return f"  {self.name}: {figures} | {recalls}{lead}"


@dataclass(frozen=True)
class Report:
    """What `run` returns; `str()` is the table."""

    split: str
    documents: int
    documents_per_second: float
    parser_share: float
    """Share of the time that the parser itself took."""
    rows: tuple[Row, ...]
    speech: Row
    misses: Counter[tuple[str, str]]
    alarms: Counter[tuple[str, str]]
    errors: bool = False

    def __str__(self) -> str:
        lines = [
            f"PolNeAR {self.split}: {self.documents} documents, {self.documents_per_second:.1f} documents/s, "
            f"{100 * (1 / self.parser_share - 1):.0f}% on top of the parser's own time",
            "all attributions (wider mode):",
            *map(str, self.rows),
            "speech only (as in the product):",
            str(self.speech),
        ]
        if self.errors:
            lines += ["misses by cause and cue:", *_listed(self.misses)]
            lines += ["false alarms by cause and rule:", *_listed(self.alarms)]
        return "\n".join(lines)


def run(path: Path, *, split: str = "dev", limit: int | None = None, errors: bool = False) -> Report:
    """Score the engine on one split.

    Args:
        path: the folder that holds the splits.
        split: the name of a folder in it.
        limit: only so many documents, from the first.
        errors: let the report list misses and false alarms by cause.

    Raises:
        HarnessError: the folder is not PolNeAR.
        MissingExtra: spaCy or its English model is not installed.
    """
    documents = load(path, split)[:limit]
    began = time.perf_counter()
    read = [draft_document(document.text) for document in documents]
    before = time.perf_counter()
    parsed = list(parse_many(read))
    parsing = time.perf_counter() - before
    wide = [_attributions(p, find_reports(p, include_belief=True)) for p in parsed]
    seconds = time.perf_counter() - began
    scored = [score(d.text, d.gold, ours) for d, ours in zip(documents, wide, strict=True)]
    misses: Counter[tuple[str, str]] = Counter()
    alarms: Counter[tuple[str, str]] = Counter()
    for document, ours, outcome in zip(documents, wide, scored, strict=True):
        missed, alarmed = causes(document.gold, ours, outcome, document.text)
        misses += missed
        alarms += alarmed
    return Report(
        split=split,
        documents=len(documents),
        documents_per_second=len(documents) / seconds,
        parser_share=parsing / seconds,
        rows=(Row("rules", total(scored)), *_peers(path, split, documents, scored)),
        speech=Row("rules", total(_speech_only(documents, parsed))),
        misses=misses,
        alarms=alarms,
        errors=errors,
    )


def _attributions(parsed: Parsed, reports: Sequence[SpeechReport]) -> list[Attribution]:
    """The engine's reports in PolNeAR's terms: a cue with all its content, over sentence ends, is one."""
    return [
        Attribution(
            content=tuple(content_spans(parsed, report)),
            source=(parsed.span(*report.source),) if report.source else (),
            cue=(parsed.span(*report.cue),) if report.cue else (),
            found_by=" ".join([report.frame, *parsed.lemma[report.cue_head : report.cue_head + 1]]),
        )
        for report in reports
    ]


def _speech_only(documents: Sequence[AnnotatedDocument], parsed: Sequence[Parsed]) -> list[Scored]:
    lexicon = cues()
    outcomes = []
    for document, tokens in zip(documents, parsed, strict=True):
        gold = [g for g in document.gold if _is_speech(tokens, document.text, g.cue, lexicon)]
        others = [g for g in document.gold if g not in gold]
        ours = _attributions(tokens, find_reports(tokens))
        kept = [p for p in ours if _fits_best(document.text, p, gold, others)]
        outcomes.append(score(document.text, gold, kept))
    return outcomes


def _is_speech(tokens: Parsed, text: str, cue: Spans, lexicon: Cues) -> bool:
    """Whether a gold cue has a word of saying in it, or is only a colon or marks."""
    words = "".join(text[start:end] for start, end in cue)
    if not any(character.isalpha() for character in words):
        return True
    for start, end in cue:
        i = tokens.token_at(start)
        while i < len(tokens) and tokens.start[i] < end:
            known = lexicon.verbs.get(tokens.lemma[i]) or lexicon.nouns.get(tokens.lemma[i])
            if tokens.lower[i] == "according" or (known and any(s.said for s in known.senses.values())):
                return True
            i += 1
    return False


def _fits_best(
    text: str, predicted: Attribution, inside: Sequence[Attribution], outside: Sequence[Attribution]
) -> bool:
    """Whether a prediction is about the subset: no attribution outside it fits better than those inside."""
    content = letters(text, predicted.content)

    def fit(golds: Sequence[Attribution]) -> float:
        sets = (letters(text, gold.content) for gold in golds)
        return max((len(content & s) / len(content | s) for s in sets if s), default=0.0)

    best_outside = fit(outside)
    return best_outside < 0.5 or fit(inside) >= best_outside


def _peers(
    path: Path, split: str, documents: Sequence[AnnotatedDocument], ours: Sequence[Scored]
) -> list[Row]:
    rows = []
    for file in sorted((Path(path).parent / "peers").glob(f"polnear_{split}_*.json")):
        outputs = json.loads(file.read_bytes())[: len(documents)]
        if len(outputs) != len(documents):
            continue
        scored = [score(d.text, d.gold, _theirs(o)) for d, o in zip(documents, outputs, strict=True)]
        differences = {m: compare(ours, scored, m) for m in ("joint", "quoted + speaker")}
        rows.append(Row(file.stem.removeprefix(f"polnear_{split}_"), total(scored), differences))
    return rows


def _theirs(output: list[dict[str, list[list[int]]]]) -> list[Attribution]:
    def spans(item: dict[str, list[list[int]]], role: str) -> Spans:
        return tuple((start, end) for start, end in item.get(role, []))

    return [Attribution(spans(item, "content"), spans(item, "source"), spans(item, "cue")) for item in output]


def _listed(counts: Counter[tuple[str, str]]) -> list[str]:
    causes_total = Counter[str]()
    for (cause, _), n in counts.items():
        causes_total[cause] += n
    lines = ["  " + ", ".join(f"{cause} {n}" for cause, n in causes_total.most_common())]
    return lines + [f"  {n:4} {cause}: {what}" for (cause, what), n in counts.most_common(_SHOWN)]
