"""Runs: every answer kept, failures listed, nothing asked twice."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from labelled import labelled, perfect

from wirebrief.evals.config import Arm, Config, EngineSection, arms, load_config
from wirebrief.evals.errors import HarnessError
from wirebrief.evals.gold_store import LabelledArticle
from wirebrief.evals.outputs import Output, read_outputs
from wirebrief.evals.run import run
from wirebrief.schemas.draft import Draft
from wirebrief.schemas.failed_item import FailedItem
from wirebrief.service.engines.protocol import Drafted, Engine
from wirebrief.service.errors import UpstreamTimeout
from wirebrief.service.reading.document import Document

ARTICLES = [labelled("one"), labelled("two")]
ARM = Arm(name="fake", engine="fake")


class Fake:
    """An engine that says nothing, or fails."""

    name = "fake"
    languages = None

    def __init__(self, *, fails: bool = False) -> None:
        self.fails = fails

    async def draft(self, document: Document) -> Drafted:
        if self.fails:
            raise UpstreamTimeout("no answer in time")
        return Drafted(Draft())

    async def repair(self, document: Document, failed: Sequence[FailedItem]) -> Drafted | None:
        return None

    async def aclose(self) -> None:
        return None


class Maker:
    """Makes fakes, and counts them."""

    def __init__(self, failing: str = "") -> None:
        self.failing = failing
        self.made: list[tuple[str, str, int]] = []

    def __call__(self, arm: Arm, article: LabelledArticle, trial: int) -> Engine:
        self.made.append((arm.name, article.name, trial))
        return Fake(fails=article.name == self.failing)


async def test_every_article_is_asked_in_every_trial(tmp_path: Path) -> None:
    make = Maker()
    await run([ARM.model_copy(update={"trials": 2})], ARTICLES, tmp_path, make)
    assert sorted(make.made) == [("fake", name, trial) for name in ("one", "two") for trial in (1, 2)]


async def test_a_run_that_is_there_is_not_asked_again(tmp_path: Path) -> None:
    first, again = Maker(), Maker()
    before = await run([ARM], ARTICLES, tmp_path, first)
    after = await run([ARM], ARTICLES, tmp_path, again)
    assert (again.made, after) == ([], before)


async def test_a_half_written_answer_is_asked_again(tmp_path: Path) -> None:
    await run([ARM], ARTICLES, tmp_path, Maker())
    (tmp_path / "fake" / "trial-1" / "one.json").write_text('{"article": "on')
    again = Maker()
    await run([ARM], ARTICLES, tmp_path, again)
    assert again.made == [("fake", "one", 1)]


async def test_an_answer_of_other_settings_is_asked_again(tmp_path: Path) -> None:
    await run([ARM], ARTICLES, tmp_path, Maker())
    again = Maker()
    await run([ARM.model_copy(update={"options": {"effort": "low"}})], ARTICLES, tmp_path, again)
    assert len(again.made) == 2


async def test_an_answer_of_other_code_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a changed rule would be measured on what it said before."""
    await run([ARM], ARTICLES, tmp_path, Maker())
    monkeypatch.setattr("wirebrief.evals.run.software_hash", lambda: "changed")
    again = Maker()
    await run([ARM], ARTICLES, tmp_path, again)
    assert len(again.made) == 2


async def test_a_failed_call_is_an_answer(tmp_path: Path) -> None:
    outputs = await run([ARM], ARTICLES, tmp_path, Maker(failing="two"))
    assert [output.failure and output.failure.code for output in outputs] == [None, "upstream_timeout"]


async def test_a_failed_call_is_asked_again_only_on_request(tmp_path: Path) -> None:
    await run([ARM], ARTICLES, tmp_path, Maker(failing="two"))
    kept, asked = Maker(), Maker()
    await run([ARM], ARTICLES, tmp_path, kept)
    await run([ARM], ARTICLES, tmp_path, asked, retry_failed=True)
    assert (kept.made, asked.made) == ([], [("fake", "two", 1)])


def test_a_configuration_multiplies_models_and_prompts() -> None:
    section = EngineSection(engine="llm", models=["m1", "m2"], prompts=["1", "2"], trials=3)
    names = [arm.name for arm in arms(Config(engines=[section]))]
    assert names == ["llm_m1_1", "llm_m1_2", "llm_m2_1", "llm_m2_2"]


def test_two_runs_of_one_name_are_refused() -> None:
    with pytest.raises(HarnessError, match="Two runs would be called rules"):
        arms(Config(engines=[EngineSection(engine="rules"), EngineSection(engine="rules")]))


def test_a_misspelt_setting_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "run.toml"
    path.write_text('[[engines]]\nengine = "rules"\ntrails = 3\n')
    with pytest.raises(HarnessError, match="trails"):
        load_config(path)


def test_folders_are_relative_to_the_configuration(tmp_path: Path) -> None:
    path = tmp_path / "run.toml"
    path.write_text('gold = "gold"\n[[engines]]\nengine = "rules"\n')
    assert load_config(path).gold == tmp_path / "gold"


def test_bare_summaries_made_elsewhere_find_their_article(tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    path.write_text(perfect(ARTICLES[0]).model_dump_json() + "\n")
    assert [output.article for output in read_outputs(path, ARTICLES[:1])] == ["one"]


def test_an_article_without_an_answer_has_failed(tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    path.write_text(Output(article="one", summary=perfect(ARTICLES[0])).model_dump_json() + "\n")
    outputs = read_outputs(path, ARTICLES)
    assert [output.failure and output.failure.code for output in outputs] == [None, "missing"]


def test_an_answer_that_is_no_summary_has_failed(tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    path.write_text('{"article": "one", "summary": {"quotes": 3}}\n')
    (output,) = read_outputs(path, ARTICLES[:1])
    assert output.failure is not None
    assert output.failure.code == "invalid"


def test_an_answer_about_another_text_has_failed(tmp_path: Path) -> None:
    other = perfect(ARTICLES[0])
    other = other.model_copy(update={"article": other.article.model_copy(update={"id": "0" * 64})})
    path = tmp_path / "answers.jsonl"
    path.write_text(Output(article="one", summary=other).model_dump_json() + "\n")
    (output,) = read_outputs(path, ARTICLES[:1])
    assert output.failure is not None
    assert output.failure.code == "other_text"
