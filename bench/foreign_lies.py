"""Lies about articles in other languages: how many are caught, how much that is true is doubted.

    python bench/foreign_lies.py [--missed]

The lies are those of `tests/support/foreign_lies.py`. What needs no language must be caught without
exception, what needs one in nine cases of ten; the exit code is 1 where a bar is missed.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from adversary import caught
from foreign_lies import KINDS, TOLD_OF, Statement, staged, staged_lies, statements

BAR = 0.9


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--missed", action="store_true", help="list the lies that were not caught")
    options = parser.parse_args()
    below = 0
    for language in TOLD_OF:
        told, missed = Counter[str](), Counter[str]()
        for mutant in staged_lies(language):
            told[mutant.kind] += 1
            if not caught(staged(language), mutant):
                missed[mutant.kind] += 1
                if options.missed:
                    print(f"{language} {mutant.kind}: {mutant.path} {mutant.value}")
        print(f"\n{language}: {told.total()} lies that need no language, {missed.total()} missed")
        for kind in sorted(told):
            print(f"  {kind:<38}{told[kind]:>6}{missed[kind]:>6}")
        below += missed.total()
        for unseen in (False, True):
            print("  unseen:" if unseen else "  mended for:")
            below += judged(statements(language, unseen=unseen), missed=options.missed and not unseen)
    return int(below > 0)


def judged(told: Iterator[Statement], *, missed: bool) -> int:
    """Print how many statements of each kind are doubted; the number of kinds below the bar."""
    said, doubted = Counter[str](), Counter[str]()
    for statement in told:
        said[statement.kind] += 1
        doubted[statement.kind] += statement.is_doubted
        if missed and statement.is_doubted == (statement.kind == "true"):
            print(f"{statement.language} {statement.kind}: {statement.text} ({statement.evidence})")
    for kind in KINDS:
        print(f"    {kind}: {doubted[kind]} of {said[kind]} caught")
    print(f"    true: {doubted['true']} of {said['true']} doubted")
    return sum(doubted[kind] < BAR * said[kind] for kind in KINDS)


if __name__ == "__main__":
    raise SystemExit(main())
