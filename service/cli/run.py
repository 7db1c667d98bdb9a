"""`wirebrief run`: `wirebrief summarize IN --output OUT` with its options in a file."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wirebrief.service.cli.failing import reporting
from wirebrief.service.cli.how import How
from wirebrief.service.cli.interruptible import interruptible

if TYPE_CHECKING:
    from wirebrief.service.desk.configured import RunConfig


def run(
    config: Annotated[Path, typer.Argument(help="File of TOML; docs/desk.md lists its keys.")],
) -> None:
    """Summarise many articles as a file says, and go on where it stopped."""
    with reporting():
        from wirebrief.service.desk.configured import RunConfig

        told = RunConfig.read(config)
        code = _on_ray(told) if told.executor == "ray" else _here(told)
    if code:
        raise typer.Exit(code)


def _here(config: "RunConfig") -> int:
    from wirebrief.service.cli.calls import calls_in
    from wirebrief.service.cli.desk import at_the_desk
    from wirebrief.service.desk.intake import Intake
    from wirebrief.service.spending import Budget

    with calls_in(config.calls) as on_call:
        how = How(
            config.engine,
            {
                "model": config.model,
                "base_url": config.base_url,
                "language": config.language,
                "min_confidence": config.min_confidence,
                "on_call": on_call,
            },
            config.concurrency,
            Budget(**config.budget.model_dump()),
            config.strict,
            config.processes or 1,
        )
        intake = Intake.named(
            config.input, published=config.published, html=config.html, timezone=config.timezone
        )
        return asyncio.run(interruptible(at_the_desk(intake, config.output, config.format, how)))


def _on_ray(config: "RunConfig") -> int:
    from wirebrief.service.cli.desk import shown
    from wirebrief.service.desk.configured import tables_for_ray
    from wirebrief.service.desk.on_ray import Job, work_through
    from wirebrief.service.desk.run import Progress, settings
    from wirebrief.service.desk.slices import Done, left, list_failures, sliced
    from wirebrief.service.engines.select import LLMOptions, select_engine

    slices = list(sliced(tables_for_ray(config), config.published))
    options = LLMOptions(
        model=config.model,
        base_url=config.base_url,
        language=config.language,
        min_confidence=config.min_confidence,
    )
    engine = select_engine(config.engine, **options).name
    out = config.output.absolute()
    job = Job(engine, options, settings(engine, options), config.concurrency, out)
    to_do, done = left(slices, out, job.settings)
    progress = Progress(sum(slice_.last - slice_.first for slice_ in slices))
    progress.kept = sum(one.good + one.failed for one in done)
    with shown(progress) as advance:

        def told(one: Done) -> None:
            progress.kept += one.good + one.failed - one.new_good - one.new_failed
            progress.good += one.new_good
            progress.failed += one.new_failed
            progress.usd += one.usd
            advance()

        work_through(job, to_do, address=config.address, workers=config.processes, told=told)
    failed = list_failures(slices, out)
    new = progress.good + progress.failed
    typer.echo(f"{progress.done} articles in {out} ({new} new, ${progress.usd:.4f}).", err=True)
    if failed:
        typer.echo(
            f"{failed} failed: {out}/failures.jsonl. The same command tries again what may pass.", err=True
        )
    return 1 if config.strict and failed else 0
