"""The parser says what spaCy's pipeline says, though it does not run all of it for every token."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from wirebrief.service.engines.rules import morphology as module
from wirebrief.service.engines.rules.parse import parse, parse_many
from wirebrief.service.engines.rules.parser import MODEL, parser
from wirebrief.service.reading.text import read_text

TEXTS = (
    "There's a leak in the roof, and there were two last year.",
    "Let's go, she said: they ain't gonna wait, and you gotta run.",
    "Y'all know what they've done to the Harbour Board's barges in Velm.",
    "The mayor, who isn't well, has had the bridge painted; I'd have it torn down.",
    "Two  spaces stand here. A tab\tstands there.",
    "It was once said that nothing got better, but somebody gets somethin' every year.",
    "Ada Lund of the Velm Harbour Board met Prime Minister Tomas Grell in New York on Monday, 4 May 2026.",
    "The Bank of Norland lent $2.5 million to Lund & Sons. Sons of Velm paid 40% back within six weeks.",
    "Velm\n\nNorland's Second Army, which left Port Ida at 9.30 a.m., lost three of its ten ships.",
)


def run(text: str) -> Doc:
    doc = parser().language.make_doc(text)
    parser().run([doc])
    return doc


@pytest.fixture(scope="module")
def stock() -> Language:
    return spacy.load(MODEL)


@pytest.mark.parametrize("text", TEXTS)
def test_parts_of_speech_and_lemmas_are_the_stock_pipelines(text: str, stock: Language) -> None:
    """Rules over several tokens ("let **'s**", "there **is**") included."""
    doc = run(text)
    forms = [(t.orth, t.tag, t.dep) for t in doc]
    ours = [(w.text, w.pos, w.tag, w.dep, w.lemma) for w in parser().words_of(doc, forms)]
    assert ours == [(t.text, t.pos_, t.tag_, t.dep_, t.lemma_.lower()) for t in stock(text)]


@pytest.mark.parametrize("text", TEXTS)
def test_relations_and_names_are_the_stock_pipelines(text: str, stock: Language) -> None:
    """The other arithmetic changes no decision."""
    doc = run(text)
    expected = [(t.head.i, t.dep_, t.ent_type_, t.ent_iob) for t in stock(text) if not t.is_space]
    assert [(t.head.i, t.dep_, t.ent_type_, t.ent_iob) for t in doc if not t.is_space] == expected


def test_subtrees_reach_as_far_as_the_stock_pipelines() -> None:
    """`left` and `right` are worked out from the heads alone."""
    document = read_text("The man who lost the keys that the clerk had left on the desk called the harbour.")
    parsed = parse(document)
    doc = run(document.text)
    assert parsed.left == [t.left_edge.i for t in doc]
    assert parsed.right == [t.right_edge.i for t in doc]


def test_a_form_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second article with the same words asks the pipeline's rules nothing."""
    words = parser().words
    text = "Quenby the miller praised the weir."
    parse(read_text(text))
    asked: list[int] = []
    monkeypatch.setattr(words, "_asked", lambda forms: asked.append(len(forms)) or ())
    parse(read_text(text))
    assert asked == []


def test_the_table_of_words_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that is full starts afresh and still answers."""
    monkeypatch.setattr(module, "_MOST_WORDS", 40)
    texts = [f"Clerk number {n} counted {n * 7} barrels of tar near pier {n + 100}." for n in range(12)]
    for parsed in parse_many(map(read_text, texts)):
        assert parsed.lemma[parsed.text.index("counted")] == "count"
    assert len(parser().words) <= 40


def test_an_aside_in_square_brackets_does_not_stand_between_the_words_around_it() -> None:
    text = "Rebels of the SLF [Sea Lily Front] guard unit [as heard] burned a mill, he said [on Monday]."
    parsed = parse(read_text(text))
    burned = parsed.text.index("burned")
    assert "Front" not in parsed.text
    assert [parsed.text[c] for c in parsed.children[burned] if parsed.dep[c] == "nsubj"] == ["Rebels"]
    assert all(parsed.words(i, i) == word for i, word in enumerate(parsed.text))
