"""Sentences of our own that are hard to part, in each language: one text a line, cut where a bar stands."""

from pathlib import Path

import pytest

from wirebrief.service.languages import WITH_SENTENCES
from wirebrief.service.reading.sentences import split_sentences

FILES = sorted(Path(__file__).with_name("sentences").glob("*.txt"))
LINES = [(file.stem, line) for file in FILES for line in file.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("language", "line"), LINES)
def test_a_hard_text_is_cut_where_it_ends(language: str, line: str) -> None:
    text = line.replace("|", "")
    cuts = [text[a:b] for a, b in split_sentences(text, 0, len(text), language)]
    assert cuts == [part.strip() for part in line.split("|")]


def test_every_language_has_hard_sentences() -> None:
    """English has its own, in `test_sentences.py`."""
    assert {file.stem for file in FILES} == WITH_SENTENCES - {"en"}
