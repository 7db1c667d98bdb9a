"""`wirebrief batch`: many articles at half price, through the provider's batch API."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wirebrief.service.cli.failing import report, reporting

if TYPE_CHECKING:
    from wirebrief.service.batch.pending import Pending
    from wirebrief.service.engines.select import LLMOptions

app = typer.Typer(
    help="Ask about many articles at half price, through the provider's batch API.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Articles = Annotated[
    list[str], typer.Argument(metavar="FILE|URL|-...", help="Files, web addresses, or - for standard input.")
]
Model = Annotated[str | None, typer.Option(help="Model to ask; WIREBRIEF_MODEL.")]
BaseUrl = Annotated[str | None, typer.Option(help="Endpoint with /files and /batches; WIREBRIEF_BASE_URL.")]
File = Annotated[Path | None, typer.Option("--journal", help="The journal's file; WIREBRIEF_JOURNAL.")]


@app.command()
def submit(
    articles: Articles,
    model: Model = None,
    base_url: BaseUrl = None,
    file: File = None,
    html: Annotated[bool, typer.Option("--html", help="Read the input as HTML.")] = False,
) -> None:
    """Send the questions about articles that have no answer yet.

    Call it again with the same articles when the batches are fetched: then follow the questions that only an
    answer raises. Where none is left, `wirebrief summarize` with the same articles costs nothing more.
    """
    with reporting():
        from wirebrief.service.batch.function import submit_batch
        from wirebrief.service.cli.articles import Articles as Named

        done = submit_batch(Named(articles, html=html), **_options(model, base_url, file))
        for index, error in done.failures.items():
            report(error, articles[index])
        for batch in done.batches:
            typer.echo(f"{batch.id}: {batch.asked} questions")
        if done.under_way:
            typer.echo(f"{done.under_way} questions are under way already.")
        typer.echo(f"{done.answered} of {len(articles)} articles need no further answer.")
        if done.failures:
            raise typer.Exit(next(iter(done.failures.values())).exit_code)


@app.command()
def status(model: Model = None, base_url: BaseUrl = None, file: File = None) -> None:
    """List the batches that are not fetched yet, with what the provider says of them."""
    with reporting():
        from wirebrief.service.batch.function import batches

        for batch in batches(**_options(model, base_url, file)):
            typer.echo(_line(batch))


@app.command()
def fetch(
    model: Model = None,
    base_url: BaseUrl = None,
    file: File = None,
    wait: Annotated[bool, typer.Option("--wait", help="Until no batch is under way.")] = False,
    every: Annotated[float, typer.Option(min=0.01, help="Seconds between two looks.")] = 30.0,
) -> None:
    """Put the answers of batches that are over into the journal; what failed is sent once more."""
    with reporting():
        from wirebrief.service.batch.function import fetch_batches

        done = fetch_batches(wait=wait, every=every, **_options(model, base_url, file))
        typer.echo(f"{done.answers} answers are in the journal; {done.refused} of them are refusals.")
        if done.again:
            typer.echo(f"{done.again} questions were sent once more.")
        if done.lost:
            typer.echo(f"{done.lost} questions were not answered and are given up; submit sends them anew.")
        for batch in done.under_way:
            typer.echo(_line(batch))


def _options(model: str | None, base_url: str | None, file: Path | None) -> "LLMOptions":
    return {"model": model, "base_url": base_url, "journal": file}


def _line(batch: "Pending") -> str:
    at = batch.begun_at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    return f"{batch.id or '-'}  {at}  {batch.status}  {batch.asked} questions"
