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

        code = _run(RunConfig.read(config))
    if code:
        raise typer.Exit(code)


def _run(config: "RunConfig") -> int:
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
            config.processes,
        )
        intake = Intake.named(
            config.input, published=config.published, html=config.html, timezone=config.timezone
        )
        return asyncio.run(interruptible(at_the_desk(intake, config.output, config.format, how)))
