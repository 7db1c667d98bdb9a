"""Everyday pages: what counts as right, as false, as missed, and as an accusation."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from wirebrief.evals.benchmarks.everyday import Outcome, Piece, figures, load, score
from wirebrief.evals.errors import HarnessError
from wirebrief.schemas import ArticleSummary
from wirebrief.schemas.draft import Draft
from wirebrief.schemas.lines import read_line
from wirebrief.service.grounding import assemble, ground
from wirebrief.service.reading.text import read_text

TEXT = (
    "Two men set fire to the mill in Orm on Monday. Prosecutors charged Ida Poe with arson.\n\n"
    '"I was asleep," Poe said. Her neighbour Tom Lind praised the firemen.\n'
)
LABELS = """
[[piece]]
name = "01-court-mill"
incidents = [{ words = "set fire to the mill", types = ["arson", "fire"], doers = ["two men"] }]
attributions = [{ source = "prosecutors", act = "charges", responsible = "Ida Poe", words = "charged Ida" }]
quotes = [
  { words = "I was asleep", speakers = ["Ida Poe"] },
  { words = "the firemen", speakers = ["Tom Lind"], optional = true },
]
"""
ACTORS = [
    "S1: Two men | people | anonymous",
    "S2: Prosecutors | government_body",
    "S2: Ida Poe | person",
    "S4: Tom Lind | person",
]
ARSON = "I1 | S1 | arson succeeded asserted | perpetrator Two men | summary Two men set fire to the mill."
CHARGE = "charges | source Prosecutors | responsible Ida Poe | cue S2: charged | clause S2: charged Ida Poe"
QUOTE = "Q1 | direct asserts | speaker Ida Poe | cue S3: said"


@pytest.fixture
def piece(tmp_path: Path) -> Piece:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "01-court-mill.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "split.toml").write_text('[01-court-mill]\nkind = "courts"\nsplit = "dev"\n', "utf-8")
    (tmp_path / "gold.toml").write_text(LABELS, encoding="utf-8")
    return load(tmp_path)[0]


def answer(lists: Mapping[str, Sequence[str]]) -> ArticleSummary:
    """What an engine that drafts these lines would give."""
    records = {facet: [read_line(facet, line) for line in lines] for facet, lines in lists.items()}
    document = read_text(TEXT)
    return assemble(document, ground(document, Draft.model_validate(records)), provenance=None)


def scored(piece: Piece, **lists: Sequence[str]) -> Outcome:
    return score(piece, answer({"actors": ACTORS, **lists}))


def test_what_is_labelled_is_right(piece: Piece) -> None:
    outcome = scored(piece, incidents=[ARSON], attributions=[CHARGE], quotes=[QUOTE])
    assert outcome.errors == []
    assert outcome.right == outcome.returned == {"incident": 1, "attribution": 1, "quote": 1, "accusation": 1}


def test_any_accepted_type_is_right_and_no_other(piece: Piece) -> None:
    assert scored(piece, incidents=[ARSON.replace("arson", "fire", 1)]).right["incident"] == 1
    assert scored(piece, incidents=[ARSON.replace("arson", "bombing", 1)]).right["incident"] == 0


def test_a_doer_whom_the_label_does_not_have_makes_the_incident_false_and_accuses(piece: Piece) -> None:
    outcome = scored(piece, incidents=[ARSON.replace("Two men", "Tom Lind", 1)])
    assert outcome.right["incident"] == 0
    assert (outcome.right["accusation"], outcome.returned["accusation"]) == (0, 1)


def test_unnamed_doers_accuse_nobody(piece: Piece) -> None:
    assert scored(piece, incidents=[ARSON]).returned["accusation"] == 0


def test_an_attribution_needs_act_source_and_responsible(piece: Piece) -> None:
    assert scored(piece, attributions=[CHARGE.replace("charges", "blames", 1)]).right["attribution"] == 0
    other = CHARGE.replace("source Prosecutors", "source Tom Lind")
    assert scored(piece, attributions=[other]).right["attribution"] == 0


def test_a_quote_needs_its_speaker(piece: Piece) -> None:
    assert scored(piece, quotes=[QUOTE.replace("Ida Poe", "Tom Lind")]).right["quote"] == 0


def test_optional_labels_cost_nothing_either_way(piece: Piece) -> None:
    praise = "S4: the firemen | indirect praises | speaker Tom Lind | cue S4: praised"
    with_it, without = (
        scored(piece, quotes=[QUOTE, praise]),
        scored(piece, quotes=[QUOTE]),
    )
    assert with_it.returned["quote"] == without.returned["quote"] == 1
    assert with_it.wanted["quote"] == without.wanted["quote"] == 1


def test_what_is_missing_is_missed_and_the_figures_say_so(piece: Piece) -> None:
    figure = figures([scored(piece)])["incident"]
    assert (figure.precision, figure.recall, figure.wanted) == (None, 0.0, 1)


def test_words_that_a_text_has_not_once_are_refused(tmp_path: Path, piece: Piece) -> None:
    (tmp_path / "gold.toml").write_text(LABELS.replace("set fire", "put fire"), encoding="utf-8")
    with pytest.raises(HarnessError, match="not found once"):
        load(tmp_path)


STRETCH = '"I was asleep. I heard nothing," Poe said. "The dogs slept too."'


def spoken(tmp_path: Path, words: str) -> Piece:
    """A page that is one stretch of speech, of which a hand labelled some words."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "e01-asleep.txt").write_text(
        f"Ida Poe was heard on Monday.\n\n{STRETCH}\n", "utf-8"
    )
    (tmp_path / "split.toml").write_text('[e01-asleep]\nkind = "courts"\nsplit = "dev"\n', "utf-8")
    label = f'[[piece]]\nname = "e01-asleep"\nquotes = [{{ words = "{words}", speakers = ["Ida Poe"] }}]\n'
    (tmp_path / "gold.toml").write_text("piece = []\n", "utf-8")
    (tmp_path / "hand_e.toml").write_text(label, "utf-8")
    return load(tmp_path)[0]


@pytest.mark.parametrize("words", ["I was asleep", "I heard nothing", "I was asleep. I heard nothing"])
def test_a_stretch_of_speech_is_right_whether_a_hand_labels_all_of_it_or_a_sentence(
    tmp_path: Path, words: str
) -> None:
    piece = spoken(tmp_path, words)
    document = read_text(piece.text)
    lines = {
        "actors": ["S1: Ida Poe | person"],
        "quotes": [
            "Q1 | direct asserts | speaker Ida Poe | cue S2: said",
            "Q2 | direct asserts | speaker Ida Poe | cue S2: said",
        ],
    }
    records = {facet: [read_line(facet, line) for line in found] for facet, found in lines.items()}
    outcome = score(
        piece, assemble(document, ground(document, Draft.model_validate(records)), provenance=None)
    )
    assert (piece.hand, outcome.errors) == ("e", [])
    assert outcome.right["quote"] == outcome.returned["quote"] == outcome.wanted["quote"] == 1
