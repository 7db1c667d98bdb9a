"""`wirebrief journal`: what models answered, as it was kept."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from wirebrief.service.cli.failing import reporting

if TYPE_CHECKING:
    from wirebrief.service.journal.store import Kept, Store

T = TypeVar("T")

app = typer.Typer(
    help="What models answered, kept so that nothing is paid for twice.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

File = Annotated[Path | None, typer.Option("--journal", help="The journal's file; WIREBRIEF_JOURNAL.")]
Model = Annotated[str, typer.Option(help="Only the answers of this model.")]
Article = Annotated[str, typer.Option(help="Only those about this article: its id, or a beginning of it.")]


@app.command("list")
def list_answers(file: File = None, model: Model = "", article: Article = "") -> None:
    """List the answers: key, time, status, model, tokens in and out, article."""
    with reporting():

        def listed(store: "Store") -> None:
            for kept in store.kept(model=model, article=article):
                typer.echo(_line(kept))

        _with_journal(file, listed)


@app.command()
def show(
    key: Annotated[str, typer.Argument(help="The answer's key, or a beginning of it that is no other's.")],
    file: File = None,
) -> None:
    """Show one answer: what was asked, in hashes, and what came back."""
    with reporting():
        _with_journal(file, lambda store: _show(_only(store, key)))


@app.command()
def export(
    output: Annotated[Path, typer.Option("--output", "-o", help="File to write.")],
    file: File = None,
    model: Model = "",
    article: Article = "",
) -> None:
    """Write answers as a recording, which `wirebrief eval` replays."""
    with reporting():
        from wirebrief.service.journal.entry import Recording
        from wirebrief.service.whole_file import whole_file

        def exported(store: "Store") -> int:
            answers = [kept.recorded for kept in store.kept(model=model, article=article)]
            with whole_file(output) as to:
                to.write(Recording(answers=answers).model_dump_json(indent=1) + "\n")
            return len(answers)

        typer.echo(f"{_with_journal(file, exported)} answers written to {output}.")


@app.command()
def prune(
    file: File = None,
    days: Annotated[
        float | None, typer.Option(min=0, metavar="DAYS", help="Only answers that are older than this.")
    ] = None,
    failures: Annotated[bool, typer.Option("--failures", help="Only refusals of the server.")] = False,
    model: Model = "",
    everything: Annotated[bool, typer.Option("--all", help="All of them.")] = False,
) -> None:
    """Remove answers for good, and give their room back."""
    with reporting():
        from wirebrief.service.errors import InputError

        if not (everything or failures or model or days is not None):
            raise InputError(
                "Nothing says which answers to remove.", hint="Use --days, --failures, --model or --all."
            )
        before = None if days is None else datetime.now(UTC) - timedelta(days=days)

        def pruned(store: "Store") -> int:
            removed = store.prune(before, failures=failures, model=model)
            store.compact()
            return removed

        typer.echo(f"{_with_journal(file, pruned)} answers removed.")


def _with_journal(file: Path | None, work: "Callable[[Store], T]") -> T:
    """Work with the journal's file, where there is one.

    Raises:
        ConfigurationError: there is none, or it is none.
    """
    import sqlite3

    from wirebrief.service.errors import ConfigurationError
    from wirebrief.service.journal.place import journal_path
    from wirebrief.service.journal.store import opened

    path = journal_path(file)
    if path is None:
        raise ConfigurationError("The journal is off.", hint="Name its file with --journal.")
    if not path.exists():
        raise ConfigurationError(
            f"There is no journal at {path}.", hint="The llm engine begins one with its first answer."
        )
    store = opened(path)
    try:
        return work(store)
    except sqlite3.Error as error:
        raise ConfigurationError(
            f"The journal {path} cannot be used: {error}.", hint="Is its disk full?"
        ) from error
    finally:
        store.close()


def _line(kept: "Kept") -> str:
    one = kept.recorded
    at = one.answered_at.astimezone().strftime("%Y-%m-%d %H:%M:%S") if one.answered_at else "-"
    tokens = "{} > {}".format(*one.tokens) if one.tokens else "-"
    return f"{kept.key[:12]}  {at}  {one.status}  {one.identity.model}  {tokens}  {one.identity.article[:12]}"


def _only(store: "Store", key: str) -> "Kept":
    """The one answer whose key begins so.

    Raises:
        InputError: there is none, or more than one.
    """
    from wirebrief.service.errors import InputError

    found = list(store.kept(key=key))
    if len(found) != 1:
        raise InputError(
            f"{len(found) or 'No'} answers have a key that begins with {key!r}.",
            hint="List them with: wirebrief journal list",
        )
    return found[0]


def _show(kept: "Kept") -> None:
    told = {"endpoint": kept.endpoint, "key": kept.key, **kept.recorded.model_dump(mode="json")}
    with suppress(ValueError):  # a page is shown as it came
        told["response"] = json.loads(kept.recorded.response)
    typer.echo(json.dumps(told, indent=2, ensure_ascii=False))
