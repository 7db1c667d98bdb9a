"""How well times in other languages than English are resolved, beside dateparser.

    python bench/spoken_times.py

The expressions are those of `tests/reading/times`. Right is the same first and last day, or nothing where
nothing can be known; wrong is another day, not an empty one. dateparser (extra `web`) gets the language and
the day to count from, and may give any day of a stretch.
"""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from dateparser.search import search_dates

from wirebrief.service.reading.dates.spoken import resolve_spoken
from wirebrief.service.reading.document import Interval
from wirebrief.service.reading.text import read_text

FOLDER = Path(__file__).parents[1] / "tests" / "reading" / "times"
PUBLISHED = date(2026, 5, 13)
Days = tuple[date | None, date | None]


@dataclass(frozen=True)
class Case:
    marked: str
    days: Days
    anchor: date | None


def cases(language: str) -> Iterator[Case]:
    for line in (FOLDER / f"{language}.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            told, _, anchor = line.partition(" ~ ")
            marked, _, words = told.rpartition(" = ")
            first, _, last = words.partition("/")
            known = words != "unknown"
            days = (date.fromisoformat(first), date.fromisoformat(last or first)) if known else (None, None)
            yield Case(marked, days, date.fromisoformat(anchor) if anchor else None)


def ours(case: Case, language: str) -> Days:
    start, end = case.marked.index("["), case.marked.index("]") - 1
    document = read_text(re.sub(r"[\[\]]", "", case.marked), published=PUBLISHED)
    on = Interval(case.anchor, case.anchor, "day") if case.anchor else None
    found = resolve_spoken(document, start, end, on, language)
    return found.start, found.end


def dateparsers(case: Case, language: str) -> Days:
    words = case.marked[case.marked.index("[") + 1 : case.marked.index("]")]
    base = datetime.combine(case.anchor or PUBLISHED, datetime.min.time())
    found = search_dates(
        words, languages=[language], settings={"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    )
    days = sorted(when.date() for _, when in found or ())
    first, last = case.days
    if len(days) == 1 and first is not None and last is not None and first <= days[0] <= last:
        return case.days
    return (days[0], days[-1]) if days else (None, None)


def main() -> None:
    warnings.simplefilter("ignore")
    for language in sorted(file.stem for file in FOLDER.glob("*.txt")):
        told = list(cases(language))
        for name, read in (("ours", ours), ("dateparser", dateparsers)):
            found = [(read(case, language), case.days) for case in told]
            right = sum(got == days for got, days in found)
            wrong = sum(got != days and got != (None, None) for got, days in found)
            print(f"{language} {name:<11} {len(found)} expressions, {right} right, {wrong} wrong")


if __name__ == "__main__":
    main()
