"""The rules engine's reported speech on PolNeAR, beside other systems' outputs where they are given.

    wirebrief eval benchmark polnear PATH --split dev --errors --peers FOLDER

Two settings. *all*: every attribution that PolNeAR annotates, belief and intent included, with the engine's
wider mode (`include_belief`). *speech*: gold attributions with a word of speech, writing or finding of our
lexicon in their cue, or no cue but a colon or marks; the engine runs as in the product, and predictions (also
the peers') that match an attribution outside the subset count for nothing.

Peers are read as `polnear_peers` describes; without `--peers` from the folder `peers` beside the data, if
there is one. All figures of a run are over the same documents.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wirebrief.evals.benchmarks.polnear_data import AnnotatedDocument, Attribution, Spans, load
from wirebrief.evals.benchmarks.polnear_peers import Row, load_peers, row
from wirebrief.evals.benchmarks.polnear_score import Scored, causes, letters, score
from wirebrief.evals.benchmarks.sampling import sampled
from wirebrief.evals.errors import HarnessError
from wirebrief.service.engines.rules.lexicon import Cues, cues
from wirebrief.service.engines.rules.parse import Parsed, parse_many
from wirebrief.service.engines.rules.speech import Report as SpeechReport
from wirebrief.service.engines.rules.speech import find_reports
from wirebrief.service.engines.rules.speech.report import content_spans
from wirebrief.service.reading.text import draft_document

_SHOWN = 40
Outputs = list[list[Attribution]]


@dataclass(frozen=True)
class Report:
    """What `run` returns; `str()` is the table."""

    split: str
    documents: int
    documents_per_second: float
    """Of one core's time, so that it does not depend on what else the machine does."""
    beside_parser: float
    """Time of everything else as a share of the parser's own."""
    rows: tuple[Row, ...]
    speech: tuple[Row, ...]
    misses: Counter[tuple[str, str]]
    alarms: Counter[tuple[str, str]]
    errors: bool = False

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def lines(self) -> Iterator[str]:
        yield (
            f"PolNeAR {self.split}: {self.documents} documents, {self.documents_per_second:.1f} documents/s "
            f"of one core, {100 * self.beside_parser:.0f}% on top of the parser's own time"
        )
        yield "all attributions (wider mode):"
        yield from map(str, self.rows)
        yield "speech only (as in the product):"
        yield from map(str, self.speech)
        if self.errors:
            yield from ("misses by cause and cue:", *_listed(self.misses))
            yield from ("false alarms by cause and rule:", *_listed(self.alarms))


def run(
    path: Path,
    *,
    split: str = "dev",
    limit: int | None = None,
    errors: bool = False,
    sample: str = "all",
    peers: Path | None = None,
) -> Report:
    """Score the engine on one split.

    Args:
        path: the folder that holds the splits.
        split: the name of a folder in it.
        limit: only so many documents, spread evenly.
        errors: let the report list misses and false alarms by cause.
        sample: `a` or `b` for one half of the split.
        peers: a folder of other systems' outputs.

    Raises:
        HarnessError: the folder is not PolNeAR, or the peers' outputs are for other documents.
        MissingExtra: spaCy or its English model is not installed.
    """
    annotated = load(path, split)
    others = _peers(Path(path), peers, split, len(annotated))
    chosen = sampled(range(len(annotated)), sample, limit)
    documents = [annotated[n] for n in chosen]
    began = time.process_time()
    read = [draft_document(document.text) for document in documents]
    before = time.process_time()
    parsed = list(parse_many(read))
    parsing = time.process_time() - before
    wide = [attributions(p, find_reports(p, include_belief=True)) for p in parsed]
    seconds = time.process_time() - began
    narrow = [attributions(p, find_reports(p)) for p in parsed]
    systems = {"rules": wide} | {name: [out[n] for n in chosen] for name, out in others.items()}
    misses, alarms = _all_causes(documents, wide)
    return Report(
        split=split,
        documents=len(documents),
        documents_per_second=len(documents) / seconds,
        beside_parser=seconds / parsing - 1,
        rows=_rows({name: whole_set(documents, out) for name, out in systems.items()}),
        speech=_rows(
            {name: speech_only(documents, parsed, out) for name, out in (systems | {"rules": narrow}).items()}
        ),
        misses=misses,
        alarms=alarms,
        errors=errors,
    )


def attributions(parsed: Parsed, reports: Sequence[SpeechReport]) -> list[Attribution]:
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


def whole_set(documents: Sequence[AnnotatedDocument], outputs: Outputs) -> list[Scored]:
    """Each document's score over every attribution."""
    return [score(d.text, d.gold, found) for d, found in zip(documents, outputs, strict=True)]


def speech_only(
    documents: Sequence[AnnotatedDocument], parsed: Sequence[Parsed], outputs: Outputs
) -> list[Scored]:
    """Each document's score over the attributions that are speech."""
    lexicon = cues()
    outcomes = []
    for document, tokens, found in zip(documents, parsed, outputs, strict=True):
        gold = [g for g in document.gold if _is_speech(tokens, document.text, g.cue, lexicon)]
        others = [g for g in document.gold if g not in gold]
        kept = [p for p in found if _fits_best(document.text, p, gold, others)]
        outcomes.append(score(document.text, gold, kept))
    return outcomes


def _peers(path: Path, given: Path | None, split: str, documents: int) -> dict[str, Outputs]:
    if given is not None and not given.is_dir():
        raise HarnessError(f"There is no folder {given}.")
    found = load_peers(given or path.parent / "peers", split, documents)
    if given is not None and not found:
        raise HarnessError(f"{given} has no outputs for {split}: polnear_{split}_<system>.json.")
    return found


def _rows(scored: dict[str, list[Scored]]) -> tuple[Row, ...]:
    ours = scored["rules"]
    return tuple(row(name, theirs, () if name == "rules" else ours) for name, theirs in scored.items())


def _all_causes(
    documents: Sequence[AnnotatedDocument], outputs: Outputs
) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    misses: Counter[tuple[str, str]] = Counter()
    alarms: Counter[tuple[str, str]] = Counter()
    for document, ours, outcome in zip(documents, outputs, whole_set(documents, outputs), strict=True):
        missed, alarmed = causes(document.gold, ours, outcome, document.text)
        misses += missed
        alarms += alarmed
    return misses, alarms


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


def _listed(counts: Counter[tuple[str, str]]) -> list[str]:
    causes_total = Counter[str]()
    for (cause, _), n in counts.items():
        causes_total[cause] += n
    lines = ["  " + ", ".join(f"{cause} {n}" for cause, n in causes_total.most_common())]
    return lines + [f"  {n:4} {cause}: {what}" for (cause, what), n in counts.most_common(_SHOWN)]
