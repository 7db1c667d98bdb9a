"""A summary in each of the formats that it can be had in."""

import io
from typing import Literal, get_args

from wirebrief.schemas import ArticleSummary
from wirebrief.service.errors import ConfigurationError

Format = Literal["text", "json", "markdown", "html"]
SUFFIXES: dict[Format, str] = {"text": ".txt", "json": ".json", "markdown": ".md", "html": ".html"}

_PLAIN_WIDTH = 100


def format_named(name: str) -> Format:
    """The format called `name`.

    Raises:
        ConfigurationError: there is none.
    """
    for known in get_args(Format):
        if name == known:
            return known  # type: ignore[no-any-return]  # get_args forgets the literal
    raise ConfigurationError(
        f"There is no format {name!r}.", hint=f"Choose one of: {', '.join(get_args(Format))}."
    )


def render(format_: Format, summary: ArticleSummary, text: str) -> str:
    """A whole document, with a line feed at its end.

    Args:
        text: the article, as the summary's spans count it; `html` shows it.
    """
    if format_ == "json":
        return summary.model_dump_json(indent=2) + "\n"
    if format_ == "markdown":
        from wirebrief.service.rendering.markdown import render_markdown

        return render_markdown(summary)
    if format_ == "html":
        from wirebrief.service.rendering.html import render_html

        return render_html(summary, text)
    return _plain(summary)


def _plain(summary: ArticleSummary) -> str:
    from rich.console import Console

    from wirebrief.service.rendering.text import render_text

    lines = io.StringIO()
    Console(file=lines, width=_PLAIN_WIDTH, color_system=None, highlight=False).print(render_text(summary))
    return "\n".join(line.rstrip() for line in lines.getvalue().splitlines()) + "\n"
