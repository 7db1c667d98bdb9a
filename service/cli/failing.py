"""How the command line fails: one line on stderr that says what to do next, and the error's own exit code."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from wirebrief.service.errors import WirebriefError


@contextmanager
def reporting() -> Iterator[None]:
    """Turn a `WirebriefError` into a message and an exit code; anything else is our fault and is shown."""
    from wirebrief.service.errors import WirebriefError

    try:
        yield
    except WirebriefError as error:
        report(error)
        raise typer.Exit(error.exit_code) from error


def report(error: "WirebriefError", about: str | None = None) -> None:
    """Say on stderr what went wrong and what to do about it.

    Args:
        about: the article it concerns, where there are several.
    """
    from rich.console import Console
    from rich.text import Text

    from wirebrief.service.rendering.printable import printable

    line = Text("error: ", style="bold red")
    line.append(
        printable(f"{about}: " if about and not error.message.startswith(about) else ""), style="bold"
    )
    line.append(printable(error.message))
    console = Console(stderr=True, highlight=False)
    console.print(line, soft_wrap=True)
    if error.hint:
        console.print(Text(f"hint: {printable(error.hint)}", style="dim"), soft_wrap=True)
