"""German sentences of our own that are hard to part, one text a line, cut where a bar stands."""

from pathlib import Path

import pytest

from wirebrief.service.reading.sentences import split_sentences

LINES = Path(__file__).with_name("german_sentences.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("line", LINES)
def test_a_hard_text_is_cut_where_it_ends(line: str) -> None:
    text = line.replace("|", " ")
    assert [text[a:b] for a, b in split_sentences(text, 0, len(text), "de")] == line.split("|")
