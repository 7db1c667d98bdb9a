"""Time expressions: which words tell a time, and which days they stand for."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wirebrief.service.reading.dates import (
    anchor_kind,
    find,
    find_times,
    leaning,
    resolve,
    resolve_in,
    times_in,
)
from wirebrief.service.reading.document import Document, Interval
from wirebrief.service.reading.text import read_text

CASES = tomllib.loads(Path(__file__).with_name("times.toml").read_text("utf-8"))["case"]
WEDNESDAY = date(2021, 3, 10)
WORDS = st.sampled_from(
    [
        *(
            "on Wednesday May 3 2020 , last week the past two days ago Jan. 1990 at 10 p.m. every early mid-"
        ).split(),
        *(
            "March said will five after before a year earlier since then third quarter of morning 03 JAN 90"
        ).split(),
        *("and $ 2,000 . \n").split(" "),
    ]
)


def _day(value: object) -> Interval | None:
    return Interval(value, value, "day") if isinstance(value, date) else None


@pytest.mark.parametrize("case", [pytest.param(case, id=case["text"]) for case in CASES])
def test_words_stand_for_their_days(case: dict[str, object]) -> None:
    """The words between the brackets are found as they stand, and resolve to the days of the table."""
    marked = str(case["text"])
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    (found,) = [e for e in find_times(text) if (e.start, e.end) == (start, end)]
    published = case.get("published")
    days = resolve(
        found,
        published=published if isinstance(published, date) else None,
        anchor=_day(case.get("anchor")),
        leaning=leaning(text, start, end),
    )
    first, _, last = str(case["days"]).partition("/")
    expected = (
        (None, None) if first == "unknown" else (date.fromisoformat(first), date.fromisoformat(last or first))
    )
    assert (days.start, days.end) == expected
    assert found.needs == case["needs"]


@pytest.mark.parametrize(
    "text",
    [
        "He may march on the capital.",
        "Theresa May and April Jones met Judge August Hill.",
        "The Sunday Times and the Evening Standard reported it.",
        "Some 2000 troops and 1500 homes were counted.",
        "Call 555-1990 or pay $2019.",
        "It cost 2,000 crowns in room 1990B.",
        "The Black Friday sales were slow.",
        "Mr. March fell in the fall of the house.",
        "He came second, third and fourth.",
        "The Good Friday Agreement held.",
        "Three quarters of them voted.",
        "A flight F-16 with 1,990 metres of cable.",
        "He was seconded to the D-Day museum.",
        "A 34-year-old nurse and a girl, 12 years old, sang.",
    ],
)
def test_other_words_tell_no_time(text: str) -> None:
    """Verbs, names, prices and counts that look like dates."""
    assert [text[e.start : e.end] for e in find_times(text)] == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("He fasted for two weeks in June.", ["duration", "date"]),
        ("She calls twice a week, on Mondays, at 7:30 p.m.", ["set", "set", "time"]),
        ("It earns $5 million a year and a five-year plan helps.", ["set", "duration"]),
    ],
)
def test_durations_and_frequencies_are_not_dates(text: str, kinds: list[str]) -> None:
    """The kind tells what may be a date of an event."""
    assert [e.kind for e in find_times(text)] == kinds


@given(st.lists(WORDS, max_size=40))
@settings(deadline=None, max_examples=150)
def test_expressions_are_in_order_and_apart(words: list[str]) -> None:
    """Whatever the text, none is empty and none overlaps the next."""
    text = " ".join(words)
    done = 0
    for expression in find_times(text):
        assert done <= expression.start < expression.end <= len(text)
        done = expression.end


@given(st.text(max_size=200), st.one_of(st.none(), st.dates()))
@settings(deadline=None, max_examples=100)
def test_no_text_breaks_it(text: str, published: date | None) -> None:
    """Every expression of every text resolves to days in order, or to none."""
    for expression in find_times(text + " on Monday, two years later"):
        days = resolve(expression, published=published)
        assert (days.start is None) == (days.end is None)
        assert days.start is None or days.end is None or days.start <= days.end


@given(st.lists(WORDS, min_size=1, max_size=12), st.dates(date(1000, 1, 1), date(2999, 1, 1)))
@settings(deadline=None, max_examples=100)
def test_a_past_weekday_is_within_the_week_before(words: list[str], published: date) -> None:
    """A bare past weekday never lies after publication nor a week or more before it."""
    text = "Police fired on Thursday. " + " ".join(words)
    days = resolve(find_times(text)[0], published=published)
    assert days.start is not None
    assert 0 <= (published - days.start).days < 7


class _Everything:
    """A set that holds every word."""

    def __contains__(self, word: object) -> bool:
        return True


@given(st.lists(WORDS, max_size=30))
@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_telling_words_lose_nothing(monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    """Looking only near telling words, which is for speed, finds what looking everywhere does."""
    text = " ".join([*words, str(CASES[len(words) % len(CASES)]["text"])])
    quick = find_times(text)
    with monkeypatch.context() as patched:
        patched.setattr(find, "_TELLING", _Everything())
        assert find_times(text) == quick


def test_the_work_grows_with_the_length() -> None:
    """Ten times the text gives ten times the expressions: nothing carries over from one to the next."""
    sentence = "Police fired on Wednesday, two days after the March 3, 2020 raid. "
    assert len(find_times(sentence * 10)) == 10 * len(find_times(sentence))


ARTICLE = """Rebels shell port of Tarn

Rebels shelled the port of Tarn on Wednesday, killing two dockers.

The May 4, 2017 raid on a depot there began the war. Five days after the raid, “peace” envoys fled. \
Since then dozens of rockets have hit the town.

The army said it had stopped a truck bomb a day earlier. From Monday to Tuesday, shells fell on the hills.

Talks will open on Friday. On January 8 the envoys met. He was in the town in 2019, a clerk said.

On Sunday a mine went off at 7:30 p.m. in the market."""


@pytest.fixture
def document() -> Document:
    return read_text(ARTICLE, published=WEDNESDAY)


def _at(words: str) -> tuple[int, int]:
    start = ARTICLE.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Wednesday", WEDNESDAY, WEDNESDAY),
        ("on Wednesday, killing", WEDNESDAY, WEDNESDAY),
        ("May 4, 2017 raid", date(2017, 5, 4), date(2017, 5, 4)),
        ("From Monday to Tuesday", date(2021, 3, 8), date(2021, 3, 9)),
        ("on Friday", date(2021, 3, 12), date(2021, 3, 12)),
        ("in 2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("killing two dockers", None, None),
        ("7:30 p.m.", date(2021, 3, 7), date(2021, 3, 7)),
    ],
)
def test_cited_words_resolve_in_their_sentence(
    document: Document, words: str, first: date | None, last: date | None
) -> None:
    """The words may hold more or fewer than the expression; the sentence gives the tense."""
    days = resolve_in(document, *_at(words))
    assert (days.start, days.end) == (first, last)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Five days after the raid", date(2017, 5, 9), date(2017, 5, 9)),
        ("Since then", date(2017, 5, 4), WEDNESDAY),
        ("a day earlier", date(2017, 5, 3), date(2017, 5, 3)),
    ],
)
def test_words_that_hang_on_an_event_take_its_day(
    document: Document, words: str, first: date, last: date
) -> None:
    """With an anchor they resolve, without one they do not."""
    raid = resolve_in(document, *_at("May 4, 2017"))
    days = resolve_in(document, *_at(words), anchor=raid)
    assert (days.start, days.end) == (first, last)
    assert resolve_in(document, *_at(words)).start is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("on Wednesday", "published"),
        ("Five days after the raid", "anchor"),
        ("a day earlier", "anchor"),
        ("Since then", "anchor"),
        ("May 4, 2017", "nothing"),
        ("two dockers", "nothing"),
        ("at 7:30 p.m.", "published"),
    ],
)
def test_words_say_what_they_count_from(document: Document, words: str, kind: str) -> None:
    """Publication, another event, or nothing."""
    assert anchor_kind(document, *_at(words)) == kind


def test_a_date_in_a_tale_of_another_year_stays_open() -> None:
    """A date without a year after one of years ago may belong to that year."""
    text = (
        "On January 3, 2015, rebels took Tarn. On January 8 the army fled. The war is over now, a clerk said."
    )
    at = text.index("January 8")
    assert resolve_in(read_text(text, published=WEDNESDAY), at, at + 9).start is None


def test_without_publication_relative_words_stay_open() -> None:
    """Nothing is guessed."""
    text = "Rebels shelled the port of Tarn on Wednesday, killing two dockers and hurting many more of them."
    at = text.index("Wednesday")
    assert resolve_in(read_text(text), at, at + 9) == Interval(None, None, "unknown")


def test_no_expression_runs_over_two_paragraphs() -> None:
    """Lines that are paragraphs of their own stay apart."""
    text = "Rebels shell port in May\n2020: a year of war\nRebels shelled the port of Tarn, the army said."
    assert [text[e.start : e.end] for e in times_in(read_text(text))][:2] == ["May", "2020"]


def test_offsets_are_into_the_callers_text() -> None:
    """Folded marks and mended line ends do not move them."""
    text = (
        "“Peace”\r\n\r\nThe port of Tarn\u00a0— so often hit — was shelled on Wed\u00adnesday, the army said."
    )
    (found,) = times_in(read_text(text))
    assert text[found.start : found.end] == "Wed\u00adnesday"
