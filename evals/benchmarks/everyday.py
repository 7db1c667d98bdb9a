"""How much of what an engine says of everyday pages is so, and how much of what is so it says.

    python -m wirebrief.evals.benchmarks.everyday evals/gold/everyday --split dev --errors

Precision and recall of incidents, attributions and quotes over pieces of our own writing
(`evals/gold/everyday/README.md` has their form), and precision of accusations: of every named party that is
called a perpetrator, blamed, suspected, charged, convicted or said to claim something. A record is right when

- incident: its evidence holds a sentence that tells a labelled one, its type is one that was accepted, and
  it names nobody as perpetrator whom the label does not;
- attribution: act, source and responsible are the label's and its clause lies in the same sentence;
- quote: it, or the clause around its marks, overlaps the labelled words by at least half of both together,
  or it is a marked part of them, or a stretch in marks that they are part of; and it has all their speakers;
- accusation: a label calls that party the doer, or holds it responsible by an accusing act.

One to one; what is left over is false, or missed. Optional labels cost nothing either way, nor does a further
sentence of a stretch of speech that is labelled: hands differ in whether they label all of it. The intervals
are 95% bootstraps over pieces. Pieces of the split `kept` are scored without `--errors`. The pages of the
first pair of hands and those of later hands are told apart.
"""

import argparse
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from wirebrief.evals.benchmarks.reliability import Record, bins, expected_error, svg_plot, table
from wirebrief.evals.errors import HarnessError
from wirebrief.evals.stats.bootstrap import RESAMPLES, SEED, Interval, percentile, resampled
from wirebrief.schemas import ArticleSummary, Attribution, Incident, Quote, Span
from wirebrief.service.engines.protocol import Engine
from wirebrief.service.function import summarize

if TYPE_CHECKING:
    from rich.console import Console

KINDS: Final = ("incident", "attribution", "quote", "accusation")
ACCUSING: Final = frozenset({"blames", "suspects", "claims_responsibility", "charges", "convicts"})
Said = Incident | Attribution | Quote
_SENTENCE_END: Final = re.compile(r"(?<=[.!?][\s\"”’])|\n")


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled record: its places in the text, and the rest as the file has it."""

    spans: tuple[tuple[int, int], ...]
    given: Mapping[str, Any]

    @property
    def optional(self) -> bool:
        return bool(self.given.get("optional"))

    def names(self, field_name: str) -> list[str]:
        """What the label gives for a field that may hold one value or several; "" is none."""
        value = self.given.get(field_name, [])
        return [value] if isinstance(value, str) else list(value)


@dataclass(frozen=True, slots=True)
class Piece:
    name: str
    kind: str
    text: str
    published: date | None
    labels: Mapping[str, tuple[Label, ...]]
    """By kind of record: `incident`, `attribution`, `quote`."""

    @property
    def hand(self) -> str:
        """The letter of the hand that wrote and labelled it; "" is the first pair of hands."""
        return self.name[0] if self.name[0].isalpha() else ""


@dataclass(slots=True)
class Outcome:
    """One piece scored."""

    piece: Piece
    right: Counter[str] = field(default_factory=Counter)
    returned: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    """Labels that are not optional and have a right record."""
    records: dict[str, list[Record]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


def load(folder: Path, split: str = "all", labels: str = "gold.toml") -> list[Piece]:
    """The pieces of a split, with the labels of `labels` and of the hands that labelled pages of their own.

    Raises:
        HarnessError: a text or a label is missing, or a label's words are not found once in their text.
    """
    listed = tomllib.loads((folder / "split.toml").read_text(encoding="utf-8"))
    files = [folder / labels, *sorted(folder.glob("hand_?.toml"))]
    labelled = [tomllib.loads(file.read_text(encoding="utf-8"))["piece"] for file in files]
    by_name = {piece["name"]: piece for pieces in labelled for piece in pieces}
    pieces = []
    for path in sorted((folder / "texts").glob("*.txt")):
        about = listed[path.stem]
        if split not in ("all", about["split"]):
            continue
        if path.stem not in by_name:
            raise HarnessError(f"No labels for the piece {path.stem!r}.")
        text = path.read_text(encoding="utf-8")
        found = {
            kind: tuple(_label(path.stem, text, given) for given in by_name[path.stem].get(f"{kind}s", ()))
            for kind in KINDS[:3]
        }
        pieces.append(Piece(path.stem, about["kind"], text, about.get("published"), found))
    return pieces


def _label(name: str, text: str, given: Mapping[str, Any]) -> Label:
    spans = []
    for words in (given["words"], *given.get("also", ())):
        at = text.find(words)
        if at < 0 or text.find(words, at + 1) >= 0:
            raise HarnessError(f"{name}: {words!r} is not found once in the text.")
        spans.append((at, at + len(words)))
    return Label(tuple(spans), given)


def evaluate(
    pieces: Sequence[Piece], engine: str | Engine = "rules", min_confidence: float | None = None
) -> list[Outcome]:
    """Every piece read by an engine and matched with its labels."""
    outcomes = []
    for piece in pieces:
        answer = summarize(
            piece.text, published=piece.published, engine=engine, min_confidence=min_confidence
        )
        outcomes.append(score(piece, answer))
    return outcomes


def score(piece: Piece, summary: ArticleSummary) -> Outcome:
    """One summary beside the labels of its piece."""
    outcome, match = Outcome(piece), _Match(piece, summary)
    by_kind: dict[str, Sequence[Said]] = {
        "incident": summary.incidents,
        "attribution": summary.attributions,
        "quote": summary.quotes,
    }
    for kind, records in by_kind.items():
        left = list(piece.labels[kind])
        sure = outcome.records.setdefault(kind, [])
        for record in records:
            label = next((one for one in left if match.agrees(record, one)), None)
            if label is not None:
                left.remove(label)
            elif isinstance(record, Quote) and match.goes_on(record):
                continue
            sure.append(Record(record.confidence or 0.0, label is not None, kind))
            if label is None or not label.optional:
                outcome.returned[kind] += 1
                outcome.right[kind] += label is not None
                outcome.found[kind] += label is not None
            if label is None:
                outcome.errors.append(f"false {kind}: {match.told(record)}")
        missed = [label for label in left if not label.optional]
        outcome.wanted[kind] = outcome.found[kind] + len(missed)
        outcome.errors += [f"missed {kind}: {dict(label.given)}" for label in missed]
    for accused, where in match.accused():
        outcome.returned["accusation"] += 1
        if match.is_guilty(accused):
            outcome.right["accusation"] += 1
        else:
            outcome.errors.append(f"accuses an innocent: {accused} ({where})")
    return outcome


class _Match:
    """Whether a record says what a label says."""

    def __init__(self, piece: Piece, summary: ArticleSummary) -> None:
        self._piece = piece
        self._summary = summary
        self._actors = {actor.id: actor for actor in summary.actors}
        ends = [end.end() for end in _SENTENCE_END.finditer(piece.text)]
        self._bounds = [0, *ends, len(piece.text)]

    def agrees(self, record: Said, label: Label) -> bool:
        if isinstance(record, Incident):
            return self._incident(record, label)
        if isinstance(record, Attribution):
            return self._attribution(record, label)
        return self._quote(record, label)

    def _incident(self, record: Incident, label: Label) -> bool:
        doers = label.names("doers")
        return (
            any(_meets(span, at) for span in record.evidence for at in label.spans)
            and record.type in label.names("types")
            and all(any(self._is(actor, doer) for doer in doers) for actor in record.perpetrators)
        )

    def _attribution(self, record: Attribution, label: Label) -> bool:
        acts = label.names("acts") or label.names("act")
        return (
            record.act in acts
            and self._party(record.source, label.names("source"))
            and self._party(record.responsible, label.names("responsible"))
            and any(self._sentence(record.evidence.start) == self._sentence(at) for at, _ in label.spans)
        )

    def _quote(self, record: Quote, label: Label) -> bool:
        (start, end), whole = label.spans[0], record.clause or record.span
        both = min(end, whole.end) - max(start, whole.start)
        heard = 2 * both >= max(end, whole.end) - min(start, whole.start)
        within = start <= record.span.start and record.span.end <= end
        around = record.span.start <= start and end <= record.span.end and record.kind == "direct"
        part = around or (within and record.kind != "indirect")
        return (heard or part) and self._by_speakers(record, label)

    def goes_on(self, record: Quote) -> bool:
        """Whether it is of a stretch of speech of which another part is labelled: marked words of the same
        speakers in the same paragraph."""
        if record.kind != "direct":
            return False
        here = [
            label
            for label in self._piece.labels["quote"]
            if "\n\n" not in self._between(label.spans[0], (record.span.start, record.span.end))
        ]
        return any(self._by_speakers(record, label) for label in here)

    def _between(self, one: tuple[int, int], other: tuple[int, int]) -> str:
        """The text from the end of the first of two spans to the start of the second."""
        return self._piece.text[min(one[1], other[1]) : max(one[0], other[0])]

    def _by_speakers(self, record: Quote, label: Label) -> bool:
        return all(any(self._is(s, name) for s in record.speakers) for name in label.names("speakers"))

    def accused(self) -> Iterator[tuple[str, str]]:
        """Every named party that the summary accuses, once for each record."""
        for incident in self._summary.incidents:
            yield from ((a, f"perpetrator of {incident.id}") for a in incident.perpetrators if self._named(a))
        for attribution in self._summary.attributions:
            accused = attribution.responsible
            if attribution.act in ACCUSING and accused is not None and self._named(accused):
                yield accused, f"{attribution.act} {attribution.id}"

    def is_guilty(self, actor: str) -> bool:
        """Whether any label lets the party be called so."""
        doers = [doer for label in self._piece.labels["incident"] for doer in label.names("doers")]
        held = [
            name
            for label in self._piece.labels["attribution"]
            if ACCUSING & {*label.names("acts"), *label.names("act")}
            for name in label.names("responsible")
        ]
        return any(self._is(actor, name) for name in (*doers, *held))

    def told(self, record: Said) -> str:
        def name(actor: str | None) -> str:
            return self._actors[actor].name if actor else "-"

        if isinstance(record, Incident):
            doers = ", ".join(map(name, record.perpetrators))
            return f"{record.type} by [{doers}]: {record.evidence[0].text}"
        if isinstance(record, Attribution):
            words = f"{name(record.source)} {record.act} {name(record.responsible)}"
            return f"{words}: {record.evidence.text}"
        return f"{', '.join(map(name, record.speakers)) or '-'}: {record.span.text}"

    def _named(self, actor: str) -> bool:
        return not self._actors[actor].anonymous

    def _party(self, actor: str | None, names: Sequence[str]) -> bool:
        if actor is None:
            return not names or "" in names
        return any(self._is(actor, name) for name in names if name)

    def _is(self, actor: str, name: str) -> bool:
        wanted = _bare(name)
        known = (self._actors[actor].name, *(m.text for m in self._actors[actor].mentions))
        return any(wanted in said or said in wanted for said in map(_bare, known) if said)

    def _sentence(self, at: int) -> int:
        return sum(bound <= at for bound in self._bounds)


def _meets(span: Span, at: tuple[int, int]) -> bool:
    return span.start < at[1] and at[0] < span.end


def _bare(name: str) -> str:
    return re.sub(r"^(?:the|an?|his|her|their|its) ", "", name.casefold().replace("’", "'"))


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision and recall of one kind of record; null where nothing was returned or wanted."""

    precision: float | None
    recall: float | None
    precision_interval: Interval | None
    recall_interval: Interval | None
    returned: int
    wanted: int


def figures(outcomes: Sequence[Outcome]) -> dict[str, Figure]:
    """Figures by kind of record over these pieces; accusations have no recall."""
    return {kind: _figure(kind, outcomes) for kind in KINDS}


def _figure(kind: str, outcomes: Sequence[Outcome]) -> Figure:
    counts = np.array(
        [[o.right[kind], o.returned[kind], o.found[kind], o.wanted[kind]] for o in outcomes], dtype=float
    )
    right, returned, found, wanted = counts.sum(axis=0)
    drawn = np.concatenate([w @ counts for w in resampled(len(outcomes), RESAMPLES, SEED)])

    def interval(part: int) -> Interval | None:
        with np.errstate(invalid="ignore"):
            return percentile(drawn[:, part] / drawn[:, part + 1], int((counts[:, part + 1] > 0).sum()))

    return Figure(
        right / returned if returned else None,
        found / wanted if wanted else None,
        interval(0) if returned else None,
        interval(2) if wanted else None,
        int(returned),
        int(wanted),
    )


def main() -> None:
    """Print the figures, the calibration by kind, and with `--errors` what is false or missed."""
    from rich.console import Console

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", choices=("dev", "kept", "all"), default="dev")
    parser.add_argument("--hands", choices=("first", "later", "all"), default="all", help="whose pages")
    parser.add_argument("--labels", default="gold.toml", help="the first pair's pages by one hand's file")
    parser.add_argument("--engine", default="rules")
    parser.add_argument("--min-confidence", type=float)
    parser.add_argument("--errors", action="store_true", help="list what is false or missed (dev only)")
    parser.add_argument("--svg", type=Path, metavar="FOLDER", help="draw confidence against share right")
    arguments = parser.parse_args()
    if arguments.errors and arguments.split != "dev":
        parser.error("the kept pieces are never looked at one by one")
    pieces = load(arguments.folder, arguments.split, arguments.labels)
    sets = {"first": [p for p in pieces if not p.hand], "later": [p for p in pieces if p.hand]}
    console, scored = Console(), []
    for name, chosen in sets.items():
        if chosen and arguments.hands in ("all", name):
            outcomes = evaluate(chosen, arguments.engine, arguments.min_confidence)
            title = f"{arguments.split}, pages of the {name} hands ({len(chosen)})"
            _print(console, title, outcomes, errors=arguments.errors)
            scored += outcomes
    if arguments.svg:
        _draw(arguments.svg, scored, arguments.split)


def _draw(folder: Path, outcomes: Sequence[Outcome], split: str) -> None:
    """One picture for each kind of record, over all pages that were scored."""
    for kind in KINDS[:3]:
        drawn = bins(table(record for outcome in outcomes for record in outcome.records[kind]))
        picture = svg_plot(drawn, f"{kind}s, {len(outcomes)} everyday pages ({split})")
        (folder / f"reliability-{kind}s.svg").write_text(picture, encoding="utf-8")


def _print(console: "Console", title: str, outcomes: Sequence[Outcome], *, errors: bool) -> None:
    from rich.table import Table

    shown = Table("record", "P", "95%", "R", "95%", "returned", "wanted", title=title)
    for kind, figure in figures(outcomes).items():
        shown.add_row(
            kind,
            _percent(figure.precision),
            _spread(figure.precision_interval),
            _percent(figure.recall),
            _spread(figure.recall_interval),
            str(figure.returned),
            str(figure.wanted),
        )
    console.print(shown)
    for kind in KINDS[:3]:
        whole = table(record for outcome in outcomes for record in outcome.records[kind])
        console.print(f"{kind}: expected calibration error {float(expected_error(whole)):.3f}")
        console.print(*bins(whole), sep="\n")
    for outcome in outcomes if errors else ():
        for error in outcome.errors:
            console.print(f"{outcome.piece.name}: {error}", markup=False, soft_wrap=True)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"


def _spread(interval: Interval | None) -> str:
    return f"{100 * interval.low:.1f} to {100 * interval.high:.1f}" if interval else "-"


if __name__ == "__main__":
    main()
