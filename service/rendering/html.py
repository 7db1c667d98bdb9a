"""A summary and its article as one page of HTML that needs nothing else: no file, no network.

The page's own policy allows exactly the style and the script that it carries (by their hashes), so that
nothing an article holds could ever run, even past the escaping.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from wirebrief.schemas import ArticleSummary
from wirebrief.schemas.references import spans
from wirebrief.service.reading.language import detect_language
from wirebrief.service.rendering import wording
from wirebrief.service.rendering.marks import marks_of, pieces_of

_FOLDER = Path(__file__).parent


def render_html(summary: ArticleSummary, text: str) -> str:
    """The page.

    Args:
        text: the article that the summary was made from, as its spans count it.

    Raises:
        ValueError: the summary was made from another text.
    """
    for path, span in spans(summary):
        if text[span.start : span.end] != span.text:
            raise ValueError(f"the summary was made from another text: {path} is not at {span.start}")
    words = wording.Wording(summary)
    numbers = {incident.id: n for n, incident in enumerate(summary.incidents)}
    return _template().render(
        summary=summary,
        words=words,
        wording=wording,
        incidents=[(numbers[i.id], i) for i in words.chronological()],
        numbers=numbers,
        paragraphs=pieces_of(text, marks_of(summary)),
        written=detect_language(" ".join([summary.headline, *(point.text for point in summary.key_points)])),
    )


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    style, script = _source("page.css"), _source("page.js")
    environment.globals.update(
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
    )
    return environment.from_string(_source("page.html.j2"))


def _source(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; img-src data:; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
