"""German articles: what the data of the language adds to the checks that need none."""

import pytest
from adversary import changed
from foreign import foreign

from wirebrief.schemas import Count
from wirebrief.service.grounding import Grounding, ground, verify
from wirebrief.service.grounding.spoken_faults import spoken_faults
from wirebrief.service.grounding.spoken_numbers import spoken_numbers
from wirebrief.service.grounding.support import Evidence

GERMAN = spoken_numbers("de")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("drei", 3),
        ("dreizehn", 13),
        ("einundzwanzig", 21),
        ("dreiundzwanzig", 23),
        ("hundert", 100),
        ("zweihundertfünfzig", 250),
        ("dreitausend", 3000),
        ("tausendzweihundert", 1200),
        ("16.000", 16000),
        ("1,5 Millionen", 1_500_000),
        ("zwei Milliarden", 2_000_000_000),
        ("15 Mio. Euro", 15_000_000),
    ],
)
def test_numbers_in_german(words: str, value: int) -> None:
    assert [int(n.value) for n in GERMAN.found_in(words)] == [value]


@pytest.mark.parametrize("words", ["Hunderte", "und", "ein Mann", "Freiheit", "Achtung", "Sieger", "Elfe"])
def test_words_that_are_no_number(words: str) -> None:
    assert GERMAN.found_in(words) == []


@pytest.mark.parametrize(
    ("before", "phrase", "low", "high"),
    [
        ("", "drei Arbeiter", 3, 3),
        ("", "mindestens 16 Menschen", 16, None),
        ("wurden mehr als", "zwanzig Menschen", 21, None),
        ("", "bis zu 40", None, 40),
        ("", "nicht mehr als zehn", None, 10),
        ("", "weniger als 10", None, 9),
        ("", "Dutzende Verletzte", 24, None),
        ("", "keine Toten", 0, 0),
        ("", "niemand", 0, 0),
        ("", "1,2 Millionen Menschen", 1_200_000, 1_200_000),
    ],
)
def test_counts_in_german(before: str, phrase: str, low: int | None, high: int | None) -> None:
    assert GERMAN.count_in(phrase, before) == Count(min=low, max=high)


@pytest.mark.parametrize("phrase", ["zehn bis zwölf", "Arbeiter", "1,5"])
def test_no_count(phrase: str) -> None:
    assert GERMAN.count_in(phrase) is None


def faults(text: str, *evidence: str) -> list[str]:
    return ["doubt" if f.doubt else "fault" for f in spoken_faults(text, Evidence(evidence), "de")]


@pytest.mark.parametrize(
    ("text", "evidence", "found"),
    [
        ("3 Arbeiter starben.", "Drei Männer kamen ums Leben.", []),
        ("Drei Arbeiter starben.", "3 Männer kamen ums Leben.", []),
        ("Vier Arbeiter starben.", "Drei Männer kamen ums Leben.", ["fault"]),
        ("23 Häuser brannten.", "Dreiundzwanzig Häuser standen in Flammen.", []),
        ("32 Häuser brannten.", "Dreiundzwanzig Häuser standen in Flammen.", ["fault"]),
        ("Niemand starb.", "Es gab keine Toten.", []),
        ("Niemand starb.", "Ein Mann starb.", ["fault"]),
        ("Er nahm nicht teil.", "Er verweigerte die Teilnahme.", []),
        ("Die Bahn fährt nicht.", "Die Bahn fährt wieder.", ["fault"]),
        ("Der Mann legte das Feuer.", "Der mutmaßliche Täter legte das Feuer.", ["doubt"]),
        ("Er legte mutmaßlich das Feuer.", "Der mutmaßliche Täter legte das Feuer.", []),
    ],
)
def test_free_text_in_german(text: str, evidence: str, found: list[str]) -> None:
    assert faults(text, evidence) == found


def checked(path: str, value: object) -> Grounding:
    article = foreign("de")
    return verify(article.document, ground(article.document, changed(article.draft, path, value)))


def test_figures_are_read_from_their_words() -> None:
    article = foreign("de")
    grounding = ground(article.document, article.draft)
    assert grounding.incidents[0].killed[0].count == Count(min=3, max=3)


def test_a_wrong_word_of_number_is_refused() -> None:
    grounding = checked("key_points[0].text", "Fünf Arbeiter starben, 16 wurden verletzt.")
    assert [f.severity for f in grounding.findings if f.path.startswith("key_points[0]")] == ["field"]


def test_a_sentence_that_reports_and_has_no_record_is_noted() -> None:
    grounding = checked("quotes", [])
    assert "report_unaccounted" in {f.code for f in grounding.findings}
