"""The network beside the rules: what it reads, what it says of words, and what the rules make of that."""

import sys

import pytest

pytest.importorskip("spacy", reason="the rules engine is an extra")

import numpy as np

from wirebrief.service.engines.rules.engine import draft_parsed
from wirebrief.service.engines.rules.judging.belief import Bars
from wirebrief.service.engines.rules.parse import Parsed, parse
from wirebrief.service.engines.rules.parts import RULES
from wirebrief.service.engines.rules.tagger import Tags
from wirebrief.service.engines.rules.tagger.network import network
from wirebrief.service.engines.rules.tagger.pieces import MOST, Pieces
from wirebrief.service.engines.rules.tagger.tags import TYPES, pieces
from wirebrief.service.errors import MissingExtra
from wirebrief.service.reading.text import draft_document

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "har", "##bour", "cafe", "-", "##s", "'", "s"]


def read(text: str) -> Parsed:
    return parse(draft_document(text))


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("harbour", ["har", "##bour"]),
        ("Café", ["cafe"]),
        ("cafe-harbour", ["cafe", "-", "har", "##bour"]),
        ("’s", ["'", "s"]),
        ("quay", ["[UNK]"]),
    ],
)
def test_words_are_cut_into_the_longest_known_pieces(word: str, cut: list[str]) -> None:
    assert [VOCABULARY[piece] for piece in Pieces(VOCABULARY).of(word)] == cut


def test_the_shipped_vocabulary_has_a_row_of_weights_for_each_piece() -> None:
    """A line lost or doubled in the file would shift every word behind it."""
    (hidden,) = network().read([[101, 102]], [[1]])
    assert np.isfinite(hidden.event).all()
    assert pieces().of("police") == [2610]


def test_every_word_stands_in_one_window_and_no_window_is_too_long() -> None:
    parsed = read(" ".join(f"The harbour of Velm was closed on day {n} by fog." for n in range(80)))
    windows = list(pieces().windows(parsed))
    assert [token for window in windows for token in window.tokens] == list(range(len(parsed)))
    assert all(len(window.pieces) <= MOST + 2 for window in windows)
    assert all(len(window.first) == len(window.tokens) for window in windows)
    assert all(max(window.first) < len(window.pieces) - 1 for window in windows)


def test_a_sentence_longer_than_a_window_is_cut() -> None:
    parsed = read("The clerk saw " + ", ".join(f"ship {n}" for n in range(200)) + ".")
    windows = list(pieces().windows(parsed))
    assert len(windows) > 1
    assert [token for window in windows for token in window.tokens] == list(range(len(parsed)))


def token(parsed: Parsed, word: str) -> int:
    return parsed.text.index(word)


def test_violence_is_told_from_words_of_violence() -> None:
    real = read("Gunmen shot dead a customs clerk outside a bakery in Velm on Monday.")
    figure = read("Supermarkets fired the first shots in a price war over butter on Monday.")
    tags = Tags(real)
    assert tags.happened[token(real, "shot")] > 0.9
    assert tags.type_of(token(real, "shot")) == "shooting"
    assert max(Tags(figure).happened) < 0.5


def test_parties_are_tied_to_what_they_do_and_say() -> None:
    parsed = read("The union blamed the ferry company for the fire, and the mayor said nobody was hurt.")
    tags = Tags(parsed)
    blamed, said = token(parsed, "blamed"), token(parsed, "nobody")
    assert tags.act_of(blamed) == "blames"
    assert tags.ties("source", blamed, token(parsed, "union")) > 0.5
    assert tags.ties("responsible", blamed, token(parsed, "company")) > 0.5
    assert tags.ties("responsible", blamed, token(parsed, "mayor")) < 0.5
    assert tags.ties("speaker", said, token(parsed, "mayor")) > 0.5
    assert tags.ties("speaker", said, -1) == 0.0


def test_the_same_text_is_read_the_same_way_whatever_stands_in_other_windows() -> None:
    """Windows are read together, padded to one length."""
    text = "Gunmen shot dead a customs clerk outside a bakery in Velm on Monday."
    alone = Tags(read(text))
    long = read(text + " " + " ".join(f"The ferry of day {n} left the harbour at noon." for n in range(60)))
    beside = Tags(long)
    assert alone.event.shape == (len(alone.happened), len(TYPES))
    assert beside.happened[token(long, "shot")] > 0.8


def test_a_word_that_no_lexicon_has_is_found() -> None:
    parsed = read("Thieves helped themselves to forty crates of oranges from a depot in Velm on Monday.")
    with_tags = draft_parsed(parsed, bars=Bars.at(0.0))
    alone = draft_parsed(parsed, RULES, Bars.at(0.0))
    assert [incident.type for incident in with_tags.incidents] == ["crime"]
    assert alone.incidents == []


def test_the_rules_alone_load_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    network.cache_clear()
    parsed = read("Gunmen shot dead a clerk in Velm on Monday.")
    assert draft_parsed(parsed, RULES, Bars.at(0.0)).incidents
    with pytest.raises(MissingExtra, match="onnxruntime"):
        draft_parsed(parsed)
    network.cache_clear()
