"""`wirebrief eval …`: run engines over gold, score answers, compare runs, gate a change, write reports.

Nothing heavy is imported before a command runs, so that help stays quick.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

if TYPE_CHECKING:
    from wirebrief.evals.gold_store import LabelledArticle

app = typer.Typer(
    name="eval",
    help="Measure engines, models and prompts against labelled articles.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Gold = Annotated[Path | None, typer.Option(help="Folder of gold; by default the one of this package.")]
SplitOption = Annotated[str, typer.Option(help="dev, holdout or all.")]
Resamples = Annotated[int, typer.Option(min=100, help="Bootstrap resamples.")]
Json = Annotated[Path | None, typer.Option("--json", help="Also write the report as JSON.")]


@contextmanager
def harness() -> Iterator[None]:
    """Say what went wrong in one line and leave with the error's own exit code."""
    from wirebrief.service.errors import WirebriefError

    try:
        _need_extra()
        yield
    except WirebriefError as error:
        Console(stderr=True).print(
            f"error: {error}", style="red", markup=False, highlight=False, soft_wrap=True
        )
        raise typer.Exit(error.exit_code) from error


def _need_extra() -> None:
    from wirebrief.service.errors import MissingExtra

    try:
        import numpy  # noqa: F401, ICN001 - only whether it is there
        import scipy  # noqa: F401
    except ImportError as error:
        raise MissingExtra(
            "Evaluation needs numpy and scipy.", hint="Install them with: pip install 'wirebrief[evals]'"
        ) from error


@app.command()
def score(
    outputs: Annotated[Path, typer.Argument(help="A folder of JSON files, or a JSONL file of summaries.")],
    gold: Gold = None,
    split: SplitOption = "all",
    resamples: Resamples = 2000,
    json_path: Json = None,
    brief: Annotated[bool, typer.Option("--brief", help="One line per record kind.")] = False,
) -> None:
    """Score answers that are already there, whoever made them."""
    with harness():
        from wirebrief.evals.outputs import read_outputs
        from wirebrief.evals.report.build import build_report
        from wirebrief.evals.report.table import render

        articles = _articles(gold, split)
        answers = read_outputs(outputs, articles)
        report = build_report([(outputs.stem, answers)], articles, split=split, resamples=resamples)
        _write(json_path, report.model_dump_json(indent=1))
        _say(render(report, fields=not brief))


@app.command()
def run(
    config: Annotated[
        Path | None, typer.Argument(help="TOML file; without one the rules engine runs.")
    ] = None,
    out: Annotated[
        Path, typer.Option(help="Where answers and the report go; a run found there is resumed.")
    ] = Path("eval-runs/latest"),
    retry_failed: Annotated[bool, typer.Option(help="Ask again where the kept answer is a failure.")] = False,
    resamples: Resamples = 2000,
    brief: Annotated[bool, typer.Option("--brief", help="One line per record kind.")] = False,
) -> None:
    """Run engines x models x prompts x trials over gold, and score what comes back."""
    with harness():
        from wirebrief.evals.session import run_session

        report = run_session(config, out, retry_failed=retry_failed, resamples=resamples, tell=_tell)
        from wirebrief.evals.report.table import render

        _say(render(report, fields=not brief))


@app.command()
def lint(gold: Gold = None) -> None:
    """Check gold: spans, ids, dates, alternatives, optional records. Exit code 1 where something is wrong."""
    with harness():
        from wirebrief.evals.lint import lint as check

        wrong = 0
        articles = _articles(gold, "all")
        for article in articles:
            for problem in check(article):
                wrong += 1
                _say(f"{article.name}: {problem}")
        _say(f"{len(articles)} articles, {wrong} problems")
    if wrong:
        raise typer.Exit(1)


@app.command()
def agreement(
    first: Annotated[Path, typer.Argument(help="One labeller's file.")],
    second: Annotated[Path, typer.Argument(help="The other's.")],
) -> None:
    """Score one labeller against another: the human ceiling, in both directions and without alternatives."""
    with harness():
        from wirebrief.evals.agreement import agreement as measure

        _say(measure(first, second))


def _articles(gold: Path | None, split: str) -> list[LabelledArticle]:
    from wirebrief.evals.errors import HarnessError
    from wirebrief.evals.gold_store import default_gold, load_gold

    if split not in ("dev", "holdout", "all"):
        raise HarnessError(f"There is no split {split!r}.", hint="Choose dev, holdout or all.")
    return load_gold(gold or default_gold(), split)  # type: ignore[arg-type]  # checked above


def _write(path: Path | None, text: str) -> None:
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")


def _say(text: str) -> None:
    typer.echo(text)


def _tell(arm: str, article: str, trial: int, became: str) -> None:
    typer.echo(f"{arm} {article} trial {trial}: {became}", err=True)


def main() -> None:
    """The commands on their own, as `python -m wirebrief.evals`."""
    app()
