"""`wirebrief eval …`: run engines over gold, score answers, compare runs, gate a change, write reports.

Nothing heavy is imported before a command runs, so that help stays quick.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from wirebrief.service.cli.failing import reporting

if TYPE_CHECKING:
    from wirebrief.evals.gold_store import LabelledArticle
    from wirebrief.evals.report.model import Report

app = typer.Typer(
    name="eval",
    help="Measure engines, models and prompts against labelled articles.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Gold = Annotated[Path | None, typer.Option(help="Folder of gold; by default the one of this package.")]
SplitOption = Annotated[str, typer.Option(help="dev, holdout or all.")]
Resamples = Annotated[int, typer.Option(min=100, help="Bootstrap resamples.")]
Json = Annotated[Path | None, typer.Option("--json", help="Also write the report as JSON.")]


@contextmanager
def harness() -> Iterator[None]:
    """Say what went wrong and leave with the error's own exit code: 2 where nothing could be measured."""
    with reporting():
        _need_extra()
        yield


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
    details: Annotated[bool, typer.Option(help="Keep every error; without, memory stays flat.")] = True,
) -> None:
    """Score answers that are already there, whoever made them."""
    with harness():
        from wirebrief.evals.outputs import read_outputs, stream_outputs
        from wirebrief.evals.report.build import build_report
        from wirebrief.evals.report.table import render

        articles = _articles(gold, split)
        answers = (read_outputs if details else stream_outputs)(outputs, articles)
        arms = [(outputs.stem, answers)]
        report = build_report(arms, articles, split=split, resamples=resamples, details=details)
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
    mode: Annotated[
        Literal["live", "record", "replay"] | None, typer.Option(help="In place of the configuration's mode.")
    ] = None,
    retry_failed: Annotated[bool, typer.Option(help="Ask again where the kept answer is a failure.")] = False,
    resamples: Resamples = 2000,
    brief: Annotated[bool, typer.Option("--brief", help="One line per record kind.")] = False,
) -> None:
    """Run engines x models x prompts x trials over gold, and score what comes back."""
    with harness():
        from wirebrief.evals.session import run_session

        report = run_session(
            config, out, mode=mode, retry_failed=retry_failed, resamples=resamples, tell=_tell
        )
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


@app.command()
def compare(
    a: Annotated[Path, typer.Argument(help="A report (run.json), the baseline.")],
    b: Annotated[Path, typer.Argument(help="The report to hold against it; may be the same file.")],
    arm_a: Annotated[str | None, typer.Option("--a", help="Which run of report A.")] = None,
    arm_b: Annotated[str | None, typer.Option("--b", help="Which run of report B.")] = None,
    effect: Annotated[float, typer.Option(help="The smallest difference in F1 that matters.")] = 0.05,
) -> None:
    """Compare two runs: difference, interval, p after Holm, detectable effect, verdict."""
    with harness():
        from wirebrief.evals.compare import compare as measure
        from wirebrief.evals.compare import render

        _say(render(measure(_report(a), _report(b), arm_a=arm_a, arm_b=arm_b, effect=effect)))


@app.command()
def gate(
    report_path: Annotated[Path, typer.Argument(metavar="REPORT", help="A report (run.json).")],
    baseline: Annotated[Path, typer.Option(help="The committed baseline.")],
    arm: Annotated[str | None, typer.Option(help="Which run of the report.")] = None,
    update: Annotated[bool, typer.Option("--update", help="Write this run as the new baseline.")] = False,
    lower_floors: Annotated[
        bool, typer.Option("--lower-floors", help="Let --update lower floors or change hashes.")
    ] = False,
    effect: Annotated[float, typer.Option(help="For samples: the difference in F1 that matters.")] = 0.05,
    junit: Annotated[Path | None, typer.Option(help="Also write JUnit XML.")] = None,
    annotate: Annotated[
        str, typer.Option(help="Print annotations for: github, gitlab, azure, none.")
    ] = "none",
) -> None:
    """Pass or fail a change. Exit code 0 pass, 1 regression, 2 nothing could be measured."""
    with harness():
        from wirebrief.evals.baseline import load_baseline, make_baseline, updated
        from wirebrief.evals.compare import pick
        from wirebrief.evals.gate import gate as judge
        from wirebrief.evals.gate import render
        from wirebrief.evals.report.annotations import annotate as annotations_for
        from wirebrief.evals.report.junit import junit_xml

        report = _report(report_path)
        chosen = pick(report, arm)
        if update:
            old = load_baseline(baseline) if baseline.exists() else None
            new = updated(old, make_baseline(report, chosen), lower_floors=lower_floors)
            _write(baseline, new.model_dump_json(indent=1))
            _say(f"{baseline}: {len(new.floors)} floors over {len(new.articles)} articles")
            return
        verdict = judge(report, chosen, load_baseline(baseline), effect=effect)
        _write(junit, junit_xml(verdict))
        for line in annotations_for(verdict, annotate):
            _say(line)
        _say(render(verdict))
    raise typer.Exit(verdict.exit_code)


@app.command()
def report(
    report_path: Annotated[Path, typer.Argument(metavar="REPORT", help="A report (run.json).")],
    html: Annotated[Path | None, typer.Option(help="Write one self-contained page.")] = None,
    markdown: Annotated[Path | None, typer.Option(help="Write Markdown for a pull request.")] = None,
    answers: Annotated[
        Path | None, typer.Option(help="Folder of answers; by default beside the report.")
    ] = None,
    gold: Gold = None,
) -> None:
    """Turn a report into a page to look at, or into Markdown."""
    with harness():
        from wirebrief.evals.report.html import html_page
        from wirebrief.evals.report.markdown import markdown_text

        data = _report(report_path)
        if html:
            articles = _articles(gold, data.split)
            _write(html, html_page(data, articles, answers or report_path.parent))
        if markdown or not html:
            text = markdown_text(data)
            _write(markdown, text)
            if not markdown:
                _say(text)


labelstudio = typer.Typer(
    name="labelstudio", help="Gold to and from Label Studio.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(labelstudio)


@labelstudio.command("export")
def export_labels(
    out: Annotated[Path, typer.Argument(help="Where the tasks go, as JSON.")],
    config: Annotated[Path | None, typer.Option(help="Also write the labelling interface here.")] = None,
    gold: Gold = None,
    split: SplitOption = "all",
) -> None:
    """Write gold as tasks with annotations."""
    with harness():
        import json

        from wirebrief.evals.labelstudio import config as interface
        from wirebrief.evals.labelstudio import export_tasks

        _write(out, json.dumps(export_tasks(_articles(gold, split)), ensure_ascii=False, indent=1))
        _write(config, interface().rstrip())


@labelstudio.command("import")
def import_labels(
    tasks: Annotated[Path, typer.Argument(help="The project's export, as JSON.")],
    out: Annotated[Path, typer.Argument(help="Folder for the gold; look at it with: wirebrief eval lint")],
) -> None:
    """Make gold of annotated tasks."""
    with harness():
        import json

        from wirebrief.evals.errors import HarnessError
        from wirebrief.evals.labelstudio import import_tasks, write_articles

        try:
            found = json.loads(tasks.read_bytes())
        except (OSError, ValueError) as error:
            raise HarnessError(f"{tasks} cannot be read: {error}") from error
        write_articles(import_tasks(found), out)


@app.command()
def benchmark(
    name: Annotated[
        str,
        typer.Argument(help="polnear, muc4 or tempeval3; calibration or ablation on the first two; linking."),
    ],
    path: Annotated[Path, typer.Argument(help="Your copy of its data.")],
    split: Annotated[str | None, typer.Option(help="Which part of it; by default dev or AQUAINT.")] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Only so many documents, spread over the split.")
    ] = None,
    sample: Annotated[
        str | None, typer.Option(help="a or b: every other document, or those between; all.")
    ] = None,
    errors: Annotated[
        bool | None, typer.Option("--errors", help="List misses and false alarms by cause.")
    ] = None,
    peers: Annotated[
        Path | None, typer.Option(help="polnear: folder of other systems' outputs, to compare with.")
    ] = None,
    svg: Annotated[Path | None, typer.Option(help="calibration: also draw the reliability here.")] = None,
) -> None:
    """Measure on a public benchmark, whose data you bring."""
    with harness():
        from importlib import import_module
        from inspect import signature

        from wirebrief.evals.errors import HarnessError

        known = ("polnear", "muc4", "tempeval3", "calibration", "ablation", "linking")
        if name not in known:
            raise HarnessError(f"There is no benchmark {name!r}.", hint=f"Choose one of: {', '.join(known)}.")
        adapter = import_module(f"wirebrief.evals.benchmarks.{name}")
        given = {
            "split": split,
            "limit": limit,
            "sample": sample,
            "errors": errors,
            "peers": peers,
            "svg": svg,
        }
        asked = {option: value for option, value in given.items() if value is not None}
        if unknown := sorted(set(asked) - set(signature(adapter.run).parameters)):
            raise HarnessError(f"{name} has no option --{unknown[0]}.")
        _say(str(adapter.run(path, **asked)))


def _report(path: Path) -> Report:
    from wirebrief.evals.report.model import load_report

    return load_report(path)


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
