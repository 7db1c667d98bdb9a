"""The `wirebrief` command: the service's commands with `eval` beside them; also `python -m wirebrief`.

This is the one place above both rooms: the service knows nothing of evals. Neither command module imports
anything heavy before one of its commands runs, so that help and version answer at once.
"""

from wirebrief.evals.cli import app as eval_app
from wirebrief.service.cli import app

app.add_typer(eval_app, name="eval")


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
