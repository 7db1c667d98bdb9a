"""What reading gets right of real pages: titles, bylines, days, and lines that are no part of the article.

    python bench/pages.py PAGES [--labels bench/pages.toml] [--show]

PAGES is a folder of pages as HTML, the public test sets of article extractors among them; they are not ours
to ship. `pages.toml` holds what a reader of each page found, by the page's sha256: titles and bylines as
the first 16 digits of the sha256 of their words in small letters ("" where there is none), the day as it
is, and the same digits for lines that belong to the page. A page without a label is passed over. `--show`
prints what reading says of each page that differs.
"""

import argparse
import hashlib
import sys
import tomllib
from collections import Counter
from pathlib import Path

from wirebrief.service.errors import InputError
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.web import read_html


def digits(words: str | None) -> str:
    """By what words are known here."""
    plain = " ".join((words or "").split()).casefold()
    return hashlib.sha256(plain.encode("utf-8")).hexdigest()[:16] if plain else ""


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("pages", type=Path)
    options.add_argument("--labels", type=Path, default=Path(__file__).with_suffix(".toml"))
    options.add_argument("--show", action="store_true")
    chosen = options.parse_args()
    labels = tomllib.loads(chosen.labels.read_text("utf-8"))
    right: Counter[str] = Counter()
    pages = boilerplate = left = 0
    for path in sorted(chosen.pages.glob("*.html")):
        data = path.read_bytes()
        label = labels.get(hashlib.sha256(data).hexdigest()[:16])
        if label is None:
            continue
        pages += 1
        boilerplate += len(label["boilerplate"])
        try:
            document = read_html(data)
        except InputError as error:
            print(f"{path.name}: {error}")
            left += len(label["boilerplate"])
            continue
        found = _found(document)
        told = Counter(digits(line.removeprefix("- ")) for line in document.text.split("\n\n"))
        left += sum(told[line] > 0 for line in label["boilerplate"])
        for field, value in found.items():
            right[field] += value in label[field]
            if chosen.show and value not in label[field]:
                print(f"{path.name}: {field}: {getattr(document, field, None) or document.published.date}")
    print(f"{pages} pages: " + ", ".join(f"{field} {right[field]}" for field in ("title", "byline", "day")))
    print(f"lines of the page left in the text: {left} of {boilerplate}")
    return 0 if pages else 1


def _found(document: Document) -> dict[str, str]:
    day = document.published.date
    return {
        "title": digits(document.title),
        "byline": digits(document.byline),
        "day": day.isoformat() if day else "",
    }


if __name__ == "__main__":
    sys.exit(main())
