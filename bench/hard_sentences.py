"""How many hard texts of our own are parted right in each language, beside pysbd.

    python bench/hard_sentences.py [FOLDER]

The texts are those of `tests/reading/sentences`, or of a folder in their form: one a line, with a bar where a
sentence ends. A text counts when all its boundaries are right and no other is set. pysbd is asked where it is
installed and knows the language; where marks and white space at a boundary go counts for neither.
"""

import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from wirebrief.service.reading.sentences import split_sentences

FOLDER = Path(__file__).parents[1] / "tests" / "reading" / "sentences"
PYSBD = frozenset("ar de es fr it ja ru zh".split())
_Splitter = Callable[[str], list[str]]


def ours(language: str) -> _Splitter:
    return lambda text: [text[a:b] for a, b in split_sentences(text, 0, len(text), language)]


def pysbds(language: str) -> _Splitter:
    from pysbd import Segmenter

    return Segmenter(language=language, clean=False).segment


def letters(sentences: list[str]) -> list[str]:
    """The sentences as their letters and digits alone."""
    told = ("".join(c for c in sentence if c.isalnum()) for sentence in sentences)
    return [sentence for sentence in told if sentence]


def main(arguments: list[str]) -> None:
    for file in sorted((Path(arguments[0]) if arguments else FOLDER).glob("*.txt")):
        language, lines = file.stem, file.read_text("utf-8").splitlines()
        peers = [("ours", ours(language))]
        if find_spec("pysbd") and language in PYSBD:
            peers.append(("pysbd", pysbds(language)))
        for name, split in peers:
            right = sum(letters(split(line.replace("|", ""))) == letters(line.split("|")) for line in lines)
            print(f"{language} {name:<6} {right} of {len(lines)}")


if __name__ == "__main__":
    main(sys.argv[1:])
