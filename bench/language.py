"""Which language reading takes single sentences for.

    python bench/language.py en FOLDER [de FOLDER …]
    python bench/language.py short [--peers]

Each FOLDER holds texts (`*.txt`), or articles as JSON with `originalText`. Printed are, of the sentences of
eight words and more, how many are taken for the language they are in, for another, or are left open. `short`
does the same for the captions and headlines of `tests/reading/short_texts.toml`, by halves; `--peers` asks
eld and lingua too, which have to be installed beside.
"""

import json
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from wirebrief.service.reading.language import detect_language
from wirebrief.service.reading.text import draft_document

FEWEST_WORDS = 8
SHORT = Path(__file__).parents[1] / "tests" / "reading" / "short_texts.toml"
Detect = Callable[[str], str | None]


def sentences(folder: Path) -> Iterator[str]:
    for path in sorted([*folder.glob("*.txt"), *folder.glob("*.json")]):
        text = path.read_text("utf-8")
        document = draft_document(json.loads(text)["originalText"] if path.suffix == ".json" else text)
        for sentence in document.sentences:
            words = document.text[sentence.start : sentence.end]
            if len(words.split()) >= FEWEST_WORDS:
                yield words


def peers() -> Iterator[tuple[str, Detect]]:
    """Other detectors, by name."""
    eld = import_module("eld").LanguageDetector()
    yield "eld", lambda text: eld.detect(text).language or None
    builder = import_module("lingua").LanguageDetectorBuilder
    for distance in (0.0, 0.25):
        lingua = builder.from_all_languages().with_minimum_relative_distance(distance).build()

        def told(text: str, lingua: object = lingua) -> str | None:
            found = lingua.detect_language_of(text)  # type: ignore[attr-defined]  # has no types
            return found.iso_code_639_1.name.lower() if found else None

        yield f"lingua, distance {distance}", told


def short(detectors: Iterator[tuple[str, Detect]]) -> None:
    """Print what each detector makes of the short texts."""
    texts = tomllib.loads(SHORT.read_text("utf-8"))
    for name, detect in detectors:
        for half, first in (("made with", 0), ("kept apart", 1)):
            told = [(one, detect(text)) for one, those in texts.items() for text in those[first::2]]
            right = sum(found == language for language, found in told)
            left = sum(found is None for _, found in told)
            refused = sum(language == "en" and found not in ("en", None) for language, found in told)
            wrong = len(told) - right - left
            print(
                f"{name}, {half}: right {right}, left open {left}, wrong {wrong}, English refused {refused}"
            )


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["short"]:
        short(iter([("ours", detect_language), *(peers() if "--peers" in arguments else ())]))
        return 0
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
