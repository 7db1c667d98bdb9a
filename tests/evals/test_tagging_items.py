"""The labelled texts of the tagger: their form, and what is made of them."""

from pathlib import Path

import pytest

from wirebrief.evals.errors import HarnessError
from wirebrief.evals.tagging.items import FOLDER, JUDGED, items, judged, piece_of, taught

TEXT = """= court
Depot fire: clerk cleared

The clerk, Jan Poe, was cleared by a jury of burning the depot. "They had nothing," Poe said.
+I arson/fire | fire
+I arson | burning
+A clears | cleared@2 | a jury | Jan Poe
+Q Poe | They had … nothing
+S Poe@2 | Jan Poe

= sport
The striker fired a shot over the bar.
"""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "k01.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_labels_are_places_in_the_text(written: Path) -> None:
    court, sport = items(written)
    text = court.text
    assert [(told.kinds, text[slice(*told.at)]) for told in court.incidents] == [
        (("arson", "fire"), "fire"),
        (("arson",), "burning"),
    ]
    (cleared,) = court.attributions
    assert text.index("cleared") < cleared.at[0]
    assert [[text[slice(*at)] for at in side] for side in cleared.parties] == [["a jury"], ["Jan Poe"]]
    assert [text[slice(*said.at)] for said in court.quotes] == ["They had nothing"]
    assert [(text[slice(*back)], text[slice(*earlier)]) for back, earlier in court.same] == [
        ("Poe", "Jan Poe")
    ]
    assert (sport.incidents, sport.attributions, sport.quotes) == ([], [], [])


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("+I arsons | fire", "arsons"),
        ("+I arson | blaze", "blaze"),
        ("+Q Poe", "form"),
        ("+A clears | cleared | a jury", "form"),
    ],
)
def test_a_bad_label_is_named(tmp_path: Path, line: str, named: str) -> None:
    path = tmp_path / "k01.txt"
    path.write_text(TEXT.replace("+I arson | burning", line), encoding="utf-8")
    with pytest.raises(HarnessError, match=named):
        list(items(path))


def test_a_piece_has_the_labels_as_the_benchmark_of_everyday_pages_wants_them(written: Path) -> None:
    piece = piece_of(next(items(written)))
    (attribution,) = piece.labels["attribution"]
    assert attribution.given == {"acts": ["clears"], "source": ["a jury"], "responsible": ["Jan Poe"]}
    assert [label.given["types"] for label in piece.labels["incident"]] == [["arson", "fire"], ["arson"]]


def test_whom_a_pronoun_means_is_named_by_the_first_phrase_for_that_party(tmp_path: Path) -> None:
    path = tmp_path / "k01.txt"
    path.write_text(TEXT.replace("+Q Poe |", "+Q Poe@2 |"), encoding="utf-8")
    (quote,) = piece_of(next(items(path))).labels["quote"]
    assert quote.given["speakers"] == ["Jan Poe"]


def test_all_shipped_items_can_be_read_and_none_that_is_judged_was_taught() -> None:
    read = [item for path in sorted(FOLDER.glob("*/*.txt")) for item in items(path)]
    assert len(read) == len({item.name + item.text for item in read}) > 8_000
    pages = {path.stem for path in taught() if path.parent.name == "pages"}
    assert {piece.name.rsplit("-", 1)[0] for piece in judged()}.isdisjoint(pages)
    assert {stem[0] for stem in pages}.isdisjoint(JUDGED)


def test_windows_carry_a_label_for_each_word(written: Path) -> None:
    pytest.importorskip("spacy", reason="the rules engine is an extra")
    from wirebrief.evals.tagging.windows import BEGINS, NONE, windows

    first, second = windows(items(written))
    assert len(first.event) == len(first.act) == len(first.quote) == len(first.first)
    assert sum(label not in (NONE, ()) for label in first.event) == 2
    assert first.quote.count(BEGINS) == 1
    assert all(label == NONE for label in second.event)
    joined = first + second
    assert len(joined.first) == len(first.first) + len(second.first)
    assert joined.pieces[joined.first[len(first.first)]] == second.pieces[second.first[0]]
    assert [tie.word for tie in joined.ties] == [tie.word for tie in first.ties]
