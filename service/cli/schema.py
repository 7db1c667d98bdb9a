"""`wirebrief schema`."""

import json
from typing import Annotated

import typer


def schema(
    draft: Annotated[
        bool, typer.Option("--draft", help="What an engine fills in, rather than what a caller gets.")
    ] = False,
    events: Annotated[
        bool, typer.Option("--events", help="What `wirebrief link` gives, rather than a summary.")
    ] = False,
) -> None:
    """Print the JSON Schema of the contract."""
    from wirebrief.schemas import ArticleSummary
    from wirebrief.schemas.draft import Draft
    from wirebrief.schemas.events import Events

    wanted = Draft if draft else Events if events else ArticleSummary
    made = wanted.model_json_schema(mode="serialization")
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    typer.echo(json.dumps({**dialect, **made}, indent=2, ensure_ascii=False))
