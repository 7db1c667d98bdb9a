"""Scores of attributions against PolNeAR, after the measures that its published figures use.

- A content is the set of letters and figures it covers: marks, commas and spaces at its edges do not count.
- *Content*: predicted and gold contents are paired greedily, best first, by the Jaccard index (IoU) of those
  sets; a pair counts from 0.5 on.
- *Joint*: only pairs whose sources overlap may count, where the gold has a source.
- *Quoted + speaker*: over stretches of three words or more between quotation marks that lie in some content;
  a stretch has the source of the first attribution that holds it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from wirebrief.evals.benchmarks.polnear_data import Attribution, Spans

THRESHOLD = 0.5
_FEWEST_WORDS = 3

Characters = frozenset[int]


@dataclass(slots=True)
class Tally:
    """Hits, predictions and gold items; figures are in per cent."""

    hits: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, other: "Tally") -> None:
        self.hits += other.hits
        self.found += other.found
        self.wanted += other.wanted

    @property
    def precision(self) -> float:
        return 100 * self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return 100 * self.hits / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        total = self.found + self.wanted
        return 200 * self.hits / total if total else 0.0


@dataclass(slots=True)
class Scored:
    """The tallies of one document, and which gold and predicted attributions were paired."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    pairs: list[tuple[int, int]] = field(default_factory=list)
    """(gold, predicted) of the joint measure."""


def score(text: str, gold: Sequence[Attribution], predicted: Sequence[Attribution]) -> Scored:
    """Score one document: content, joint, quoted, quoted + speaker, and recall by kind of content."""
    wanted = [(letters(text, g.content), letters(text, g.source), kind(text, g.content)) for g in gold]
    found = [(letters(text, p.content), letters(text, p.source)) for p in predicted]
    near = _similar([w[0] for w in wanted], [f[0] for f in found])
    content = _greedy(near)
    joint = _greedy([(x, g, p) for x, g, p in near if not wanted[g][1] or wanted[g][1] & found[p][1]])
    golds, guesses = sum(bool(w[0]) for w in wanted), sum(bool(f[0]) for f in found)
    tallies = {
        "content": Tally(len(content), guesses, golds),
        "joint": Tally(len(joint), guesses, golds),
        "quoted": Tally(),
        "quoted + speaker": Tally(),
    }
    matched = {g for g, _ in content}
    for label in ("direct", "mixed", "indirect"):
        of_kind = [n for n, w in enumerate(wanted) if w[2] == label and w[0]]
        tallies[f"{label} (recall)"] = Tally(sum(n in matched for n in of_kind), 0, len(of_kind))
    tallies["quoted"], tallies["quoted + speaker"] = _quoted(text, gold, predicted)
    return Scored(tallies, joint)


def total(scored: Iterable[Scored]) -> dict[str, Tally]:
    """Tallies summed over documents (micro averages)."""
    out: dict[str, Tally] = {}
    for document in scored:
        for name, tally in document.tallies.items():
            out.setdefault(name, Tally()).add(tally)
    return out


def letters(text: str, spans: Spans) -> Characters:
    """Offsets of the letters and figures in some stretches."""
    return frozenset(
        i for start, end in spans for i in range(start, min(end, len(text))) if text[i].isalnum()
    )


def kind(text: str, content: Spans) -> str:
    """direct (nine tenths or more between marks), mixed, or indirect."""
    inside = letters_inside = 0
    opened = False
    for character in "".join(text[start:end] for start, end in content):
        if character in '“”"':
            opened = character == "“" or (character == '"' and not opened)
        elif character.isalnum():
            inside += opened
            letters_inside += 1
    if not letters_inside or not inside:
        return "indirect"
    return "direct" if inside / letters_inside > 0.9 else "mixed"


def _similar(wanted: list[Characters], found: list[Characters]) -> list[tuple[float, int, int]]:
    """(IoU, gold, predicted) of every pair from the threshold on, best first."""
    pairs = [
        (len(g & p) / len(g | p), n, m)
        for n, g in enumerate(wanted)
        for m, p in enumerate(found)
        if not g.isdisjoint(p)
    ]
    return sorted((pair for pair in pairs if pair[0] >= THRESHOLD), reverse=True)


def _greedy(pairs: list[tuple[float, int, int]]) -> list[tuple[int, int]]:
    golds: set[int] = set()
    guesses: set[int] = set()
    taken = []
    for _, g, p in pairs:
        if g not in golds and p not in guesses:
            golds.add(g)
            guesses.add(p)
            taken.append((g, p))
    return taken


def _quoted(text: str, gold: Sequence[Attribution], predicted: Sequence[Attribution]) -> tuple[Tally, Tally]:
    inside = _between_marks(text)
    wanted, found = _stretches(text, inside, gold), _stretches(text, inside, predicted)
    pairs = _greedy(_similar([c for c, _ in wanted], [c for c, _ in found]))
    spoken = [(g, p) for g, p in pairs if not wanted[g][1] or wanted[g][1] & found[p][1]]
    return Tally(len(pairs), len(found), len(wanted)), Tally(len(spoken), len(found), len(wanted))


def _between_marks(text: str) -> bytearray:
    """One byte for each character: whether it stands between double quotation marks of its line."""
    inside, opened = bytearray(len(text)), ""
    for i, character in enumerate(text):
        if character == "\n":
            opened = ""
        elif character == "“" or (character == '"' and not opened):
            opened = character
        elif character in '”"' and (character == "”" or opened):
            opened = ""
        elif opened:
            inside[i] = 1
    return inside


def _stretches(
    text: str, inside: bytearray, attributions: Sequence[Attribution]
) -> list[tuple[Characters, Characters]]:
    """(content, source) of each stretch between marks, by the first attribution that holds it."""
    seen: dict[tuple[int, int], Spans] = {}
    for attribution in attributions:
        for stretch in _within(text, inside, attribution.content):
            seen.setdefault(stretch, attribution.source)
    return [(letters(text, (stretch,)), letters(text, source)) for stretch, source in seen.items()]


def _within(text: str, inside: bytearray, content: Spans) -> list[tuple[int, int]]:
    marked = sorted({i for start, end in content for i in range(start, min(end, len(text))) if inside[i]})
    stretches: list[tuple[int, int]] = []
    for i in marked:
        if stretches and stretches[-1][1] == i:
            stretches[-1] = (stretches[-1][0], i + 1)
        else:
            stretches.append((i, i + 1))
    return [s for s in stretches if len(text[s[0] : s[1]].split()) >= _FEWEST_WORDS]


def causes(
    gold: Sequence[Attribution], predicted: Sequence[Attribution], scored: Scored, text: str
) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """(cause, cue) of every miss, and (cause, rule) of every false alarm of the joint measure."""
    misses: Counter[tuple[str, str]] = Counter()
    alarms: Counter[tuple[str, str]] = Counter()
    hit, used = {g for g, _ in scored.pairs}, {p for _, p in scored.pairs}
    theirs = [letters(text, p.content) for p in predicted]
    ours = [letters(text, g.content) for g in gold]
    for n, attribution in enumerate(gold):
        if n not in hit and ours[n]:
            cue = " ".join(text[start:end] for start, end in attribution.cue).lower()
            misses[_cause(ours[n], theirs), cue or "(no cue)"] += 1
    for m, attribution in enumerate(predicted):
        if m not in used and theirs[m]:
            alarms[_cause(theirs[m], ours), attribution.found_by] += 1
    return misses, alarms


def _cause(content: Characters, others: list[Characters]) -> str:
    best = max((len(content & other) / len(content | other) for other in others), default=0.0)
    if best >= THRESHOLD:
        return "speaker"
    return "extent" if best > 0 else "not seen"
