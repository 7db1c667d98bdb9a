"""Each language is whole: what CONTRIBUTING.md asks of a folder of `service/languages` is there and holds."""

import re
from pathlib import Path

import pytest
from foreign import LANGUAGES

from wirebrief.service.grounding.countries import country_codes
from wirebrief.service.grounding.spoken_countries import country_places
from wirebrief.service.languages import WITH_SENTENCES, WITH_TIMES, WITH_WORDS, data, table, text
from wirebrief.service.languages.stems import stem
from wirebrief.service.languages.words import words_of
from wirebrief.service.reading.dates.spoken_rules import times_of
from wirebrief.service.reading.text import read_text

ROOT = Path(__file__).parents[2]
HARD = ROOT / "tests" / "reading" / "sentences"
KEYS = frozenset(
    "title example before_number maybe_last_any_case maybe_last starters reporting marks".split()
)
OPTIONAL = frozenset(
    """before_number_small maybe_last_ending after_ordinal before_cardinal after_number elided goes_on
    work_marks open_behind_mark vowels interrupting""".split()
)

each_split = pytest.mark.parametrize("language", sorted(WITH_SENTENCES))
each_spoken = pytest.mark.parametrize("language", sorted(WITH_WORDS))


@each_split
def test_its_boundary_words_are_complete(language: str) -> None:
    """Every key that the splitter asks for, none that it does not, all in lower case."""
    words = table(language, "sentences")
    assert words.keys() >= KEYS
    assert words.keys() - KEYS <= OPTIONAL
    assert [w for some in words.values() for w in some if w != w.lower()] == []


@each_split
def test_it_has_hard_sentences_of_its_own(language: str) -> None:
    """A hundred, and forty where only its boundaries are known; English has a test module."""
    if language != "en":
        lines = (HARD / f"{language}.txt").read_text("utf-8").splitlines()
        assert len(set(lines)) == len(lines) >= (100 if language in WITH_WORDS else 40)


@each_spoken
def test_its_words_are_complete(language: str) -> None:
    """Nothing empty that a check stands on, and all in lower case."""
    words = words_of(language)
    numbers, denial = words.numbers, words.denial
    needed = (
        *(numbers.values, numbers.magnitudes, numbers.vague, numbers.none, *words.bounds.before.values()),
        *(denial.negators, denial.beginnings, denial.disowning, denial.not_denying),
        *(words.hedges, words.reporting),
        *(words.titles, words.articles, words.percent),
    )
    assert all(needed)
    assert {"kg", "km", "m", "h", "d", "y", "eur", "usd"} <= set(words.units.values())
    flat = {
        *numbers.values,
        *denial.negators,
        *denial.beginnings,
        *words.hedges,
        *words.reporting,
        *words.titles,
    }
    assert [word for word in flat if word != word.lower()] == []


@each_spoken
def test_its_counting_words_agree(language: str) -> None:
    """Nothing counts and is uncertain, or denies and hedges, at once."""
    words = words_of(language)
    numbers = words.numbers
    assert not numbers.values.keys() & (numbers.vague.keys() | numbers.magnitudes.keys() | numbers.ones)
    assert not words.denial.negators & words.hedges
    assert set(range(21)) - {1} <= set(numbers.values.values())


@each_spoken
def test_its_stemmer_sees_one_word_in_two_forms(language: str) -> None:
    """A week and weeks."""
    weeks = [form for form, unit in words_of(language).units.items() if unit == "w"]
    assert len(weeks) > 1
    assert len({stem(form, language) for form in weeks}) == 1


@each_split
def test_its_marks_are_found(language: str) -> None:
    """A quotation between each pair of its marks is read as one; where words have no spaces, without any."""
    words = table(language, "sentences")
    before, said, after = (
        ("他说", "我不走", "然后走了。") if "work_marks" in words else ("A b c: ", "Xo yo", ", d.")
    )
    for opening, closing in words["marks"]:
        document = read_text(f"{before}{opening}{said}{closing}{after}")
        assert [document.text[q.start : q.end] for q in document.quotations] == [said]


@each_spoken
def test_its_countries_are_countries(language: str) -> None:
    """Known codes, each once, each with a name that is found in a text; nearly all countries are there."""
    whole = text(language, "countries.txt").splitlines()
    lines = [line.split("|") for line in whole if line[:1] not in ("#", "!")]
    codes = [code for code, _, _ in lines]
    assert len(set(codes)) == len(codes) >= 190
    assert set(codes) <= country_codes()
    for code, names, people in lines:
        for name in filter(None, (*names.split(";"), *people.split())):
            found = country_places(f"Xo yo {name[0].upper()}{name[1:]} zo.", language)
            assert any(code in codes for _, _, codes in found), name


@each_spoken
def test_its_times_are_complete(language: str) -> None:
    """It has them, with a week of days, a year of months, and every rule of the others."""
    assert language in WITH_TIMES
    times = times_of(language)
    assert set(times.weekdays.values()) == set(range(7))
    assert set(times.months.values()) == set(range(1, 13))
    assert {"day", "week", "month", "year", "hour"} <= set(times.units.values())
    rules = [set(data(one, "times.toml")["rules"]) - {"last_weekend", "next_weekend"} for one in WITH_TIMES]
    assert all(one == rules[0] for one in rules)


@each_spoken
def test_it_has_an_article_with_a_correct_draft(language: str) -> None:
    assert language in LANGUAGES


def test_no_code_names_a_language() -> None:
    """A language is data. What the checks of English ask is whether a text may be English."""
    named = re.compile(r"language\s*(?:==|in)\s*[(\[{]?[\"'][a-z]{2}[\"']")
    folders = (ROOT / "service" / room for room in ("reading", "grounding", "languages"))
    found = {
        str(path.relative_to(ROOT))
        for folder in folders
        for path in folder.rglob("*.py")
        if named.search(path.read_text("utf-8"))
    }
    assert found == {"service/reading/language.py"}
