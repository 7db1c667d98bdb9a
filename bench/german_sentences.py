"""How well German sentences are split, with the data of German and with that of English.

    python bench/german_sentences.py FOLDER

FOLDER holds articles as JSON with `originalText` and `sentences`, each with `charBegin` (German Wikinews with
quotation annotation, Petersen-Frey and Biemann 2024). Every article is one paragraph. Boundaries count that
stand behind a stop: the annotation also cuts at colons, semicolons and within headings. Marks and white space
between two sentences belong to neither.
"""

import json
import re
import sys
from pathlib import Path

from wirebrief.service.reading.sentences import split_sentences

_BEHIND_A_STOP = re.compile(r"[.!?…][^\w:;,–-]*\Z")


def first_letters(text: str, starts: list[int]) -> set[int]:
    """The offsets of the first letter or digit behind each boundary that stands behind a stop."""
    found = set()
    for start in starts:
        letter = re.compile(r"\w").search(text, start)
        if letter and _BEHIND_A_STOP.search(text[max(letter.start() - 12, 0) : letter.start()]):
            found.add(letter.start())
    return found


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__)
        return 2
    articles = [json.loads(path.read_text("utf-8")) for path in sorted(Path(arguments[0]).glob("*.json"))]
    for language in ("de", "en"):
        hits = found = wanted = 0
        for article in articles:
            text = article["originalText"]
            cuts = first_letters(text, [at for at, _ in split_sentences(text, 0, len(text), language)[1:]])
            ends = first_letters(text, [one["charBegin"] for one in article["sentences"][1:]])
            hits, found, wanted = hits + len(cuts & ends), found + len(cuts), wanted + len(ends)
        scores = f"P {hits / found:.4f}  R {hits / wanted:.4f}  F1 {2 * hits / (found + wanted):.4f}"
        print(f"{language}: {len(articles)} articles, {wanted} boundaries, {scores}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
