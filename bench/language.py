"""Which language reading takes single sentences for.

    python bench/language.py en FOLDER [de FOLDER …]

Each FOLDER holds texts (`*.txt`), or articles as JSON with `originalText`. Printed are, of the sentences of
eight words and more, how many are taken for the language they are in, for another, or are left open.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from wirebrief.service.reading.language import detect_language
from wirebrief.service.reading.text import draft_document

FEWEST_WORDS = 8


def sentences(folder: Path) -> Iterator[str]:
    for path in sorted([*folder.glob("*.txt"), *folder.glob("*.json")]):
        text = path.read_text("utf-8")
        document = draft_document(json.loads(text)["originalText"] if path.suffix == ".json" else text)
        for sentence in document.sentences:
            words = document.text[sentence.start : sentence.end]
            if len(words.split()) >= FEWEST_WORDS:
                yield words


def main(arguments: list[str]) -> int:
    if not arguments or len(arguments) % 2:
        print(__doc__)
        return 2
    for language, folder in zip(arguments[::2], arguments[1::2], strict=True):
        found = Counter(map(detect_language, sentences(Path(folder))))
        right, left = found.pop(language, 0), found.pop(None, 0)
        total = right + left + found.total()
        print(f"{language}: {total} sentences, right {right}, left open {left}, taken for {dict(found)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
