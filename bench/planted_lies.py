"""Lies of meaning planted into right answers: how many are caught, and how much that is true is doubted.

    python bench/planted_lies.py [RECORDINGS…] [--second] [--missed]

The lies are those of `tests/support/lies.py`: right words of the article in the wrong sense. They are told
about the staged articles, and about the recorded answers of gold articles in the folders given. `--second`
asks the parser too; `--missed` lists what was not caught. At the end stands how many of the records of the
same answers, nothing planted, have a finding of their own.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from disputed import DISPUTED, disputed
from lies import is_caught, lies
from recorded_answers import LISTS, of_gold
from staged import all_staged

from wirebrief.schemas.draft import Draft
from wirebrief.service.engines.rules.second_reader import second_reading
from wirebrief.service.grounding import ground, verify
from wirebrief.service.reading.document import Document

Told = tuple[str, str, Document, Draft]
"""Group, name, article and its right draft."""


def answers(folders: list[Path]) -> Iterator[Told]:
    for article in (*all_staged(), *map(disputed, DISPUTED)):
        if article.document.language in (None, "en"):
            yield "staged", article.name, article.document, article.draft
    for folder in folders:
        for answered in of_gold(folder):
            yield folder.name, answered.name, answered.document, answered.draft


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("recordings", nargs="*", type=Path)
    parser.add_argument("--second", action="store_true", help="ask the parser too")
    parser.add_argument("--missed", action="store_true", help="list the lies that were not caught")
    options = parser.parse_args()
    told, caught = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    records, doubted = Counter[str](), Counter[str]()
    for group, name, document, draft in answers(options.recordings):
        second = second_reading(document) if options.second else None
        honest = verify(document, ground(document, draft), second=second)
        records[group] += sum(len(getattr(draft, facet)) for facet in LISTS)
        doubted[group] += len({f.path.partition("]")[0] for f in honest.findings if f.severity != "note"})
        for lie in lies(document, draft):
            grounding = verify(document, ground(document, lie.draft), second=second)
            told[group, lie.kind] += 1
            caught[group, lie.kind] += is_caught(lie, grounding)
            if options.missed and not is_caught(lie, grounding):
                print(f"{group}/{name} {lie.kind}: {lie.path} {_shown(lie.path, lie.draft)}")
    for group in records:
        kinds = sorted(kind for one, kind in told if one == group)
        total, found = (sum(n for (one, _), n in c.items() if one == group) for c in (told, caught))
        print(f"\n{group}: {total} lies, {found} caught ({found / total:.1%})")
        for kind in kinds:
            print(f"  {kind:<42}{told[group, kind]:>6}{caught[group, kind]:>6}")
        print(f"  of {records[group]} true records {doubted[group]} are doubted")


def _shown(path: str, draft: Draft) -> str:
    match = re.match(r"([a-z_]+)\[(\d+)\]", path)
    return str(getattr(draft, match[1])[int(match[2])] if match else draft.headline)[:300]


if __name__ == "__main__":
    main()
