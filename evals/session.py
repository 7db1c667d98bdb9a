"""One run from a configuration to a report: answers into a folder, figures out of it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Literal

from wirebrief.evals.config import Arm, Config, EngineSection, JudgeSection, arms, load_config
from wirebrief.evals.engines import EngineMaker
from wirebrief.evals.gold_store import LabelledArticle, default_gold, load_gold
from wirebrief.evals.outputs import Output
from wirebrief.evals.report.build import build_report
from wirebrief.evals.report.model import ArmReport, Report
from wirebrief.evals.run import Progress, run
from wirebrief.evals.stats.bootstrap import RESAMPLES

REPORT_FILE = "run.json"


def run_session(
    config_path: Path | None,
    out: Path,
    *,
    mode: Literal["live", "record", "replay"] | None = None,
    retry_failed: bool = False,
    resamples: int = RESAMPLES,
    tell: Progress | None = None,
) -> Report:
    """Run what the configuration says, or the rules engine over the dev split.

    Answers and the report (`run.json`) go to `out`. A `mode` stands in for the configuration's.

    Raises:
        HarnessError: configuration or gold cannot be used.
        ConfigurationError: an engine cannot be made.
    """
    config = load_config(config_path) if config_path else Config(engines=[EngineSection(engine="rules")])
    if mode:
        config = config.model_copy(update={"mode": mode})
    articles = load_gold(config.gold or default_gold(), config.split)
    chosen = arms(config)
    outputs = asyncio.run(
        run(
            chosen,
            articles,
            out,
            EngineMaker.of(config),
            concurrency=config.concurrency,
            retry_failed=retry_failed,
            progress=tell,
        )
    )
    answers = _by_arm(chosen, articles, outputs)
    report = build_report(answers, articles, split=config.split, resamples=resamples)
    report = report.model_copy(update={"arms": _told_apart(report, chosen, config)})
    if config.judge:
        report = _judged(report, answers, articles, config.judge)
    out.mkdir(parents=True, exist_ok=True)
    (out / REPORT_FILE).write_text(report.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return report


def _told_apart(report: Report, chosen: list[Arm], config: Config) -> list[ArmReport]:
    """The arms with whether their answers may differ from run to run: a model's do, unless replayed."""
    samples = [arm.engine != "rules" and config.mode != "replay" for arm in chosen]
    return [
        arm.model_copy(update={"sampled": sampled}) for arm, sampled in zip(report.arms, samples, strict=True)
    ]


def _judged(
    report: Report, answers: list[tuple[str, list[Output]]], articles: list[LabelledArticle], by: JudgeSection
) -> Report:
    """The report with a judge's column."""
    from wirebrief.evals.judge import judge  # the client libraries take a second to load
    from wirebrief.service.engines.llm.settings import LLMSettings

    settings = LLMSettings.load(model=by.model, **by.options)
    columns = [asyncio.run(judge(outputs, articles, settings)) for _, outputs in answers]
    arms = [
        arm.model_copy(update={"judge": column}) for arm, column in zip(report.arms, columns, strict=True)
    ]
    return report.model_copy(update={"arms": arms})


def _by_arm(
    chosen: list[Arm], articles: list[LabelledArticle], outputs: list[Output]
) -> list[tuple[str, list[Output]]]:
    found, start = [], 0
    for arm in chosen:
        size = len(articles) * arm.trials
        found.append((arm.name, outputs[start : start + size]))
        start += size
    return found
