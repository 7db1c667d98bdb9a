"""How much a confidence says: recorded answers about gold articles, by the confidence of their records.

    python bench/recorded_confidence.py RECORDINGS…

Takes the folders of recordings that `recorded_answers.py` takes, reads each article with the second reader
too, and prints for each kind and confidence how many records there are and how many are right: aligned with
one of gold, and with its speakers (a quote), its act, source and responsible (an attribution), its type (an
incident).
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from recorded_answers import Answered, of_gold

from wirebrief.evals.scoring import Verdict, score_document
from wirebrief.service.engines.rules.second_reader import second_reading
from wirebrief.service.grounding import ground, verify
from wirebrief.service.grounding.confidence import weighed

KEYS = {
    "quotes": ("speakers",),
    "attributions": ("act", "source", "responsible"),
    "incidents": ("type",),
    "quoted_text": (),
}


def judged(answered: Answered) -> Iterator[tuple[str, float, bool]]:
    """Kind, confidence and whether it is right, of each record of one answer."""
    assert answered.labels is not None
    second = second_reading(answered.document)
    checked = verify(answered.document, answered.unchecked, second=second)
    summary = answered.summary(weighed(checked, ground(answered.document, second.draft)))
    wrong: dict[str, bool] = defaultdict(bool)
    for slot in score_document(answered.labels.gold, summary).slots:
        path = (slot.predicted_path or slot.gold_path or "").partition("]")[0] + "]"
        kind = path.partition("[")[0]
        if slot.predicted_path and (slot.field == "record" or slot.field in KEYS.get(kind, ())):
            wrong[path] |= slot.lenient is not Verdict.COR
    for kind in KEYS:
        for n, record in enumerate(getattr(summary, kind)):
            yield kind, record.confidence, not wrong[f"{kind}[{n}]"]


def main(folders: list[Path]) -> None:
    counts: Counter[tuple[str, float, bool]] = Counter()
    for folder in folders:
        for answered in of_gold(folder):
            counts.update(judged(answered))
    print(f"{'kind':<14}{'confidence':>11}{'records':>9}{'right':>8}")
    for kind, level in sorted({(kind, level) for kind, level, _ in counts}):
        right, wrong = counts[kind, level, True], counts[kind, level, False]
        print(f"{kind:<14}{level:>11.2f}{right + wrong:>9}{right / (right + wrong):>8.3f}")
    for kind in KEYS:
        of_kind = {one: n for one, n in counts.items() if one[0] == kind}
        total = sum(of_kind.values())
        levels = {level for _, level, _ in of_kind}
        error = sum(
            abs(counts[kind, one, True] - one * (counts[kind, one, True] + counts[kind, one, False]))
            for one in levels
        )
        print(f"{kind}: {total} records, expected calibration error {error / total:.3f}")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
