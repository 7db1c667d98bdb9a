"""Articles that are not English: checked by what needs no language, and by nothing that knows another one."""

from datetime import date
from typing import Any

import pytest
from adversary import changed
from foreign import LANGUAGES, Foreign, foreign

from wirebrief.schemas import Count
from wirebrief.service.grounding import Finding, Grounding, ground, verify
from wirebrief.service.grounding.digits import count_in_digits, digits_in, missing
from wirebrief.service.grounding.timeline import timeline
from wirebrief.service.languages import WITH_WORDS
from wirebrief.service.reading.dates.in_digits import resolve_digits
from wirebrief.service.reading.language import may_be_english

each_language = pytest.mark.parametrize("language", LANGUAGES)


def checked(article: Foreign, path: str = "", value: Any = None) -> Grounding:
    draft = changed(article.draft, path, value) if path else article.draft
    return verify(article.document, ground(article.document, draft))


def told(grounding: Grounding, path: str) -> list[Finding]:
    return [f for f in grounding.findings if f.path.startswith(path)]


@each_language
def test_the_language_is_told(language: str) -> None:
    """Else English checks would run on it."""
    assert foreign(language).document.language == language


@each_language
def test_a_correct_draft_is_not_complained_of(language: str) -> None:
    """Neither is anything asked again nor cut."""
    wrong = [f for f in checked(foreign(language)).findings if f.severity not in ("note", "doubt")]
    assert wrong == []


@each_language
def test_the_summary_s_words_stay(language: str) -> None:
    """Paraphrases, in whose words the evidence is not."""
    article = foreign(language)
    grounding = checked(article)
    assert grounding.headline == article.draft.headline
    assert [p.text for p in grounding.key_points] == [p.text for p in article.draft.key_points]
    assert [i.summary for i in grounding.incidents] == [i.summary for i in article.draft.incidents]
    assert all(quote.speakers for quote in grounding.quotes)
    assert len(grounding.quotes) == len(article.draft.quotes)
    assert len(grounding.attributions) == len(article.draft.attributions)


@each_language
@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("quotes[0].quotation", "Q77"),
        ("quotes[0].speakers", ["Nemo Nirgends"]),
        ("quotes[1].content", "S2: words that stand nowhere"),
        ("quotes[1].kind", "direct"),
        ("attributions[0].clause", "S99"),
        ("attributions[0].act", "applauds"),
        ("attributions[0].responsible", ""),
        ("attributions[0].incidents", ["I9"]),
        ("incidents[0].evidence", ["S99"]),
        ("incidents[0].where.city", "S2: Quillon Bay"),
        ("incidents[0].where.country", "ZZZ"),
        ("incidents[0].type", "party"),
        ("actors[0].name", "S2: Quillon Bay"),
        ("headline", "x" * 121),
        ("headline", "9417"),
        ("key_points[0].text", "8 341"),
        ("key_points[0].text", "12.700"),
        ("incidents[0].summary", "٩٤١٧"),
        ("key_points[0].text", ""),
    ],
)
def test_what_needs_no_language_is_told(language: str, path: str, value: Any) -> None:
    """Ids, literals, labels, digits, marks and structure."""
    grounding = checked(foreign(language), path, value)
    assert told(grounding, path.partition(".")[0])
    if path.endswith((".text", ".summary", "headline")) and value:
        assert value not in [grounding.headline, *(p.text for p in grounding.key_points)]
        assert value not in [i.summary for i in grounding.incidents]


@each_language
def test_a_cue_far_from_the_quotation_is_told(language: str) -> None:
    """Where words stand needs no language."""
    far = "S1: " + foreign(language).document.text.split()[0]
    grounding = checked(foreign(language), "quotes[1].cue", far)
    assert told(grounding, "quotes[1].cue")
    assert grounding.quotes[1].cue is None


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one not in WITH_WORDS])
def test_a_small_number_is_a_doubt(language: str) -> None:
    """It may stand there as a word; who reads words of numbers would know."""
    grounding = checked(foreign(language), "headline", "7")
    assert [f.severity for f in told(grounding, "headline")] == ["doubt"]
    assert grounding.headline == "7"


@each_language
def test_a_small_number_in_place_of_another_is_wrong(language: str) -> None:
    """The evidence has a number in digits that the text does not say."""
    grounding = checked(foreign(language), "key_points[0].text", "7")
    assert [f.severity for f in told(grounding, "key_points[0]")] == ["field"]


def test_a_day_in_digits_is_resolved() -> None:
    article = foreign("es")
    dated, _ = timeline(article.document, ground(article.document, article.draft))
    assert dated[0].interval.start == dated[0].interval.end == date(2026, 2, 3)


@pytest.mark.parametrize(("language", "day"), [("fr", date(2026, 5, 12)), ("pt", date(2026, 5, 11))])
def test_a_day_in_words_is_resolved(language: str, day: date) -> None:
    article = foreign(language)
    dated, _ = timeline(article.document, ground(article.document, article.draft))
    assert dated[0].interval.start == dated[0].interval.end == day
    assert dated[0].anchor == ("published" if language == "pt" else None)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("2026-05-18", (date(2026, 5, 18), date(2026, 5, 18))),
        ("le 18/05/2026", (date(2026, 5, 18), date(2026, 5, 18))),
        ("am 18. 5. 2026", (date(2026, 5, 18), date(2026, 5, 18))),
        ("2026年5月18日", (date(2026, 5, 18), date(2026, 5, 18))),
        ("2026年2月", (date(2026, 2, 1), date(2026, 2, 28))),
        ("٢٠٢٦", (date(2026, 1, 1), date(2026, 12, 31))),
        ("31.02.2026", (None, None)),
        ("2024 et 2025", (None, None)),
        ("2000,5", (None, None)),
        ("martes", (None, None)),
    ],
)
def test_days_in_digits(words: str, days: tuple[date | None, date | None]) -> None:
    found = resolve_digits(words)
    assert (found.start, found.end) == days


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("16.000 Haushalte", ["16000"]),
        ("1 200 bénévoles", ["1200"]),
        ("1’250’000", ["1250000"]),
        ("1,15 Millionen", ["1.15"]),
        ("1.234,56", ["1234.56"]),
        ("1,05", ["1.05"]),
        ("٢٧ و ١٬٢٠٠", ["27", "1200"]),
        ("３５人が死亡", ["35"]),
        ("२७ लोग", ["27"]),
        ("۱۲ نفر", ["12"]),
        ("18.05.2026", ["18", "5", "2026"]),
        ("im Jahr 2024 300 Menschen", ["2024", "300"]),
        ("18:30", ["18", "30"]),
        ("12345678901234567890", []),
    ],
)
def test_numbers_in_digits(words: str, values: list[str]) -> None:
    """Of any script, grouped in any manner."""
    assert [str(n.value) for n in digits_in(words)] == values


def test_a_power_of_ten_may_be_a_word() -> None:
    """ "1,15 Millionen" and 1.150.000 are one; ten times more is another."""
    assert not list(missing("1.150.000", ["1,15 Millionen"]))
    assert not list(missing("3万", ["30000"])) or list(missing("30", ["300"]))
    assert list(missing("120", ["12"]))
    assert list(missing("121", ["12"]))


@pytest.mark.parametrize(
    ("phrase", "after", "count"),
    [
        ("16 Verletzte", "", 16),
        ("٢٧ آخرون", "", 27),
        ("3.500 personas", "", 3500),
        ("3 millones", "", None),
        ("3", " millones de personas", None),
        ("5万人", "", None),
        ("10 bis 12", "", None),
        ("1,5", "", None),
        ("drei Arbeiter", "", None),
    ],
)
def test_counts_in_digits(phrase: str, after: str, count: int | None) -> None:
    """Nothing is said where a word may multiply the digits, or another number stands beside them."""
    expected = None if count is None else Count(min=count, max=count)
    assert count_in_digits(phrase, "", after) == expected


def test_what_may_be_english() -> None:
    """What is too short to say is read as English, but not where its letters are others."""
    assert may_be_english("en", "")
    assert may_be_english(None, "Fire at Turva mill, 3 hurt")
    assert not may_be_english("de", "Feuer")
    assert not may_be_english(None, "Пожар")
    assert not may_be_english(None, "火灾")
