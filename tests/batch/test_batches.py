"""Questions in batches: half price, the same checks, and nothing asked twice whatever breaks off."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from batch_model import BatchModel
from faulty import article, expected
from typer.testing import CliRunner
from upstream import Reply, answer, error

from wirebrief import batches, fetch_batches, submit_batch, summarize_many
from wirebrief.service.batch import batches as batches_module
from wirebrief.service.cli import app
from wirebrief.service.errors import ConfigurationError, InputError, UpstreamError

NUMBERS = [n for n in range(1, 12) if expected(n) == "complete"]
PRICES = (1.0, 0.5, 10.0)


@pytest.fixture
def model() -> Iterator[BatchModel]:
    with BatchModel() as server:
        yield server


@pytest.fixture
def options(model: BatchModel) -> dict[str, Any]:
    return {"model": "m", "base_url": model.url, "api_key": "sk-batch"}


@pytest.fixture
def articles() -> list[str]:
    return [article(number) for number in NUMBERS]


def headlines(articles: list[str], options: dict[str, Any]) -> list[str]:
    return [result.unwrap().headline for result in summarize_many(articles, **options)]


def test_batched_answers_make_the_same_summaries_without_a_call(
    model: BatchModel, options: dict[str, Any], articles: list[str]
) -> None:
    submitted = submit_batch(articles, **options)
    assert (submitted.questions, submitted.answered) == (len(articles), 0)
    model.finish()
    assert fetch_batches(**options).answers == len(articles)
    assert headlines(articles, options) == [f"Crane falls over, case {number}" for number in NUMBERS]
    assert model.calls == 0


def test_they_cost_half(model: BatchModel, options: dict[str, Any]) -> None:
    costs = []
    for number in (1, 2):
        if number == 1:
            submit_batch([article(number)], **options)
            model.finish()
            fetch_batches(**options)
        (result,) = summarize_many([article(number)], prices=PRICES, **options)
        provenance = result.unwrap().provenance
        assert provenance is not None
        costs.append(provenance.cost_usd)
    assert costs[0] == pytest.approx(costs[1] / 2)


def test_what_is_answered_or_under_way_is_not_sent_again(
    model: BatchModel, options: dict[str, Any], articles: list[str]
) -> None:
    submit_batch(articles[:4], **options)
    again = submit_batch(articles[:6], **options)
    assert (again.questions, again.under_way) == (2, 4)
    model.finish()
    fetch_batches(**options)
    third = submit_batch(articles[:7], **options)
    assert (third.questions, third.under_way, third.answered) == (1, 0, 6)
    keys = [key for batch in model.asked() for key in batch]
    assert len(keys) == len(set(keys)) == 7


def test_an_article_that_comes_twice_is_sent_once(model: BatchModel, options: dict[str, Any]) -> None:
    submit_batch([article(1), article(1)], **options)
    assert [len(batch) for batch in model.asked()] == [1]


def test_status_says_what_the_provider_says(
    model: BatchModel, options: dict[str, Any], articles: list[str]
) -> None:
    submit_batch(articles, **options)
    assert [(one.id, one.status, one.asked) for one in batches(**options)] == [
        ("batch_1", "in_progress", len(articles))
    ]
    model.finish()
    assert [one.status for one in batches(**options)] == ["completed"]
    fetch_batches(**options)
    assert batches(**options) == []


@pytest.mark.parametrize(
    "failure",
    [None, error(500, "Internal error"), error(429, "Rate limit reached")],
    ids=["no answer", "500", "429"],
)
def test_what_the_provider_fails_to_answer_is_sent_in_a_second_batch(
    model: BatchModel, options: dict[str, Any], articles: list[str], failure: Reply | None
) -> None:
    model.failing = {NUMBERS[0]: failure, NUMBERS[3]: failure}
    submit_batch(articles, **options)
    model.finish()
    first = fetch_batches(**options)
    assert (first.answers, first.again, len(first.under_way)) == (len(articles) - 2, 2, 1)
    model.finish()
    assert fetch_batches(**options).answers == 2
    assert len(headlines(articles, options)) == len(articles)
    assert model.calls == 0
    assert [len(batch) for batch in model.asked()] == [len(articles), 2]


def test_a_batch_that_expired_gives_what_it_has(
    model: BatchModel, options: dict[str, Any], articles: list[str]
) -> None:
    submit_batch(articles, **options)
    model.finish("expired")
    done = fetch_batches(**options)
    assert (done.answers, done.again) == (len(articles) // 2, len(articles) - len(articles) // 2)


def test_a_question_that_is_never_answered_is_given_up_and_may_be_sent_anew(
    model: BatchModel, options: dict[str, Any]
) -> None:
    submit_batch([article(1)], **options)
    for _ in range(3):
        model.failing = {1: None}
        model.finish()
        done = fetch_batches(**options)
    assert (done.lost, done.under_way) == (1, ())
    assert submit_batch([article(1)], **options).questions == 1


def test_a_refused_parameter_is_left_out_of_the_next_batch(
    model: BatchModel, options: dict[str, Any]
) -> None:
    """As it would be in a call: the server's word is in the journal."""
    refusal = error(400, "Unsupported value: 'temperature' does not support 0.", param="temperature")
    model.failing = {1: refusal}
    submit_batch([article(1)], **options)
    model.finish()
    assert fetch_batches(**options).refused == 1
    assert submit_batch([article(1)], **options).questions == 1
    model.finish()
    fetch_batches(**options)
    assert submit_batch([article(1)], **options).answered == 1


def test_repairs_come_in_the_next_batch(
    model: BatchModel, options: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer whose quote has a speaker that nobody named: the checks ask again, at half price too."""
    bad = BatchModel._made

    def made(self: BatchModel, body: dict[str, Any], number: int) -> Reply:
        if len(self.asked()) > 1:
            return bad(self, body, number)
        from faulty import draft

        wrong = draft(number)
        wrong["incidents"][0]["type"] = "nonsense"
        step = answer(wrong)
        assert callable(step)
        return step(body)

    monkeypatch.setattr(BatchModel, "_made", made)
    submit_batch([article(1)], **options)
    model.finish()
    fetch_batches(**options)
    assert submit_batch([article(1)], **options).questions == 1
    model.finish()
    fetch_batches(**options)
    assert submit_batch([article(1)], **options).answered == 1
    assert headlines([article(1)], options) == ["Crane falls over, case 1"]
    assert model.calls == 0


# Crashes


def test_a_batch_whose_id_was_never_learnt_is_found_again(
    model: BatchModel, options: dict[str, Any], articles: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The provider took it, and then the connection broke, or we did."""
    begin = batches_module.Provider.begin

    async def crash(self: Any, digest: str, lines: Any) -> Any:
        await begin(self, digest, lines)
        raise KeyboardInterrupt

    monkeypatch.setattr(batches_module.Provider, "begin", crash)
    with pytest.raises(KeyboardInterrupt):
        submit_batch(articles, **options)
    monkeypatch.setattr(batches_module.Provider, "begin", begin)
    again = submit_batch(articles, **options)
    assert (again.questions, again.under_way) == (0, len(articles))
    assert len(model.batches) == 1
    model.finish()
    assert fetch_batches(**options).answers == len(articles)


def test_a_batch_that_never_got_there_is_sent(
    model: BatchModel, options: dict[str, Any], articles: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = batches_module.Provider.begin

    async def crash(self: Any, digest: str, lines: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(batches_module.Provider, "begin", crash)
    with pytest.raises(KeyboardInterrupt):
        submit_batch(articles, **options)
    monkeypatch.setattr(batches_module.Provider, "begin", begin)
    assert submit_batch(articles, **options).questions == len(articles)


def test_a_fetch_that_broke_off_is_made_good(
    model: BatchModel, options: dict[str, Any], articles: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the second batch was begun before the crash."""
    model.failing = {NUMBERS[0]: None}
    submit_batch(articles, **options)
    model.finish()
    end = batches_module.PendingBatches.end

    def crash(self: Any, digest: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(batches_module.PendingBatches, "end", crash)
    with pytest.raises(KeyboardInterrupt):
        fetch_batches(**options)
    monkeypatch.setattr(batches_module.PendingBatches, "end", end)
    fetch_batches(**options)
    model.finish()
    fetch_batches(**options)
    assert [len(batch) for batch in model.asked()] == [len(articles), 1]
    assert len(headlines(articles, options)) == len(articles)
    assert model.calls == 0


# Faults


def test_articles_that_cannot_be_asked_about_are_told(model: BatchModel, options: dict[str, Any]) -> None:
    submitted = submit_batch([article(1), "", InputError("unreadable")], **options)
    assert {index: error.code for index, error in submitted.failures.items()} == {
        1: "empty_article",
        2: "input",
    }
    assert submitted.questions == 1


def test_without_a_journal_there_are_no_batches(options: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError, match="need a journal"):
        submit_batch([article(1)], journal="off", **options)


def test_azure_is_told_apart(options: dict[str, Any]) -> None:
    given = {**options, "base_url": "https://ours.openai.azure.com"}
    with pytest.raises(ConfigurationError, match="Azure"):
        submit_batch([article(1)], **given)


def test_an_endpoint_without_batches_is_a_typed_error(options: dict[str, Any], model: BatchModel) -> None:
    given = {**options, "base_url": model.url.replace("/v1", "/v2")}
    with pytest.raises((ConfigurationError, UpstreamError)):
        submit_batch([article(1)], **given)


# The command line


@pytest.fixture
def cli(model: BatchModel) -> Callable[..., str]:
    def run(*arguments: str) -> str:
        given = [*arguments, "--model", "m", "--base-url", model.url]
        done = CliRunner().invoke(app, given)
        assert done.exit_code == 0, done.output
        return done.stdout

    return run


def test_the_commands(
    model: BatchModel, cli: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIREBRIEF_API_KEY", "sk-batch")
    files = []
    for number in NUMBERS[:3]:
        files.append(str(tmp_path / f"{number}.txt"))
        Path(files[-1]).write_text(article(number))
    assert cli("batch", "submit", *files) == "batch_1: 3 questions\n0 of 3 articles need no further answer.\n"
    assert "in_progress  3 questions" in cli("batch", "status")
    assert "batch_1" in cli("batch", "fetch")
    model.finish()
    assert cli("batch", "fetch", "--wait", "--every", "0.01").startswith("3 answers are in the journal")
    assert cli("batch", "submit", *files) == "3 of 3 articles need no further answer.\n"
    assert cli("summarize", *files).count("\n") == 3
    assert model.calls == 0
