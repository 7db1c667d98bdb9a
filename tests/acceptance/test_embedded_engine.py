"""The bars of the embedded engine: the seed article, and a twin with everything changed but the story."""

from pathlib import Path

import pytest
from expected import HERE, Expected, inscriptions, load, located, speakers_of

from wirebrief import ArticleSummary, summarize, violations

ROOT = HERE.parents[1]
ARTICLES = {"seed": ROOT / "evals/gold/seed/article.txt", "twin": HERE / "twin.txt"}

_UNSURE = 0.3


@pytest.fixture(scope="module", params=ARTICLES)
def read(request: pytest.FixtureRequest) -> tuple[Expected, ArticleSummary]:
    path: Path = ARTICLES[request.param]
    expected = load(request.param, path)
    return expected, summarize(expected.text, engine="rules")


def test_everything_said_between_marks_has_its_speaker(read: tuple[Expected, ArticleSummary]) -> None:
    """All eight marked stretches that somebody says, with the right speaker, where the engine says more than
    what is sure."""
    expected, _ = read
    summary = summarize(expected.text, engine="rules", min_confidence=_UNSURE)
    wrong = {
        quote["words"]: speakers_of(summary, quote["words"])
        for quote in expected.speech
        if not any(name in quote["speaker"] for name in speakers_of(summary, quote["words"]))
    }
    assert wrong == {}


def test_the_inscription_is_not_taken_for_speech(read: tuple[Expected, ArticleSummary]) -> None:
    """Words painted on a drone are said by nobody."""
    expected, summary = read
    assert inscriptions(summary) == [expected.inscription]


def test_most_incidents_have_their_day_and_place(read: tuple[Expected, ArticleSummary]) -> None:
    """At least six of the ten incidents, each with the right day and the right place, where the engine says
    more than what is sure: of many attacks on one page it believes few at its own bars."""
    expected, _ = read
    summary = summarize(expected.text, engine="rules", min_confidence=_UNSURE)
    assert len(located(summary, expected.incidents)) >= 6, located(summary, expected.incidents)


def test_publication_day_is_inferred(read: tuple[Expected, ArticleSummary]) -> None:
    """Neither article prints its date; an anniversary and its weekday give it."""
    expected, summary = read
    assert summary.article.published.date == expected.published
    assert summary.article.published.basis == "inferred"


def test_no_law_is_broken(read: tuple[Expected, ArticleSummary]) -> None:
    """Spans are the caller's characters, ids exist, actors are referred to."""
    expected, summary = read
    assert violations(summary, expected.text) == []


def test_every_record_says_how_sure_it_is(read: tuple[Expected, ArticleSummary]) -> None:
    """A confidence that is missing is a defect of an engine."""
    _, summary = read
    records = [*summary.incidents, *summary.attributions, *summary.quotes, *summary.quoted_text]
    assert [record.id for record in records if record.confidence is None] == []


def test_a_second_run_gives_the_same_bytes(read: tuple[Expected, ArticleSummary]) -> None:
    """The embedded engine is deterministic; only the provenance may differ."""
    expected, summary = read
    again = summarize(expected.text, engine="rules")
    assert again.model_dump_json(exclude={"provenance"}) == summary.model_dump_json(exclude={"provenance"})
