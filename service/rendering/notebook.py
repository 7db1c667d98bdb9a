"""A summary in a notebook: a fragment of HTML without script, style sheet or outside reference."""

from collections.abc import Iterator, Sequence
from html import escape

from wirebrief.schemas import ArticleSummary
from wirebrief.service.rendering.wording import Wording, day, label, origin, place, said


def render_notebook(summary: ArticleSummary) -> str:
    """Headline, what happened, who blames whom and who said what, as tables; the empty ones left out."""
    words = Wording(summary)
    parts = [f"<h4>{escape(summary.headline)}</h4>", f"<p>{escape(origin(summary))}</p>"]
    sections = (
        (("what happened", "where", "when", "in short"), _incidents(words)),
        (("who blames whom", "in the article's words"), _attributions(words)),
        (("who said", "what"), _quotes(words)),
    )
    for head, rows in sections:
        parts += _table(head, list(rows))
    if summary.warnings:
        parts.append(f"<p>{len(summary.warnings)} warnings</p>")
    return "\n".join(parts)


def _incidents(words: Wording) -> Iterator[Sequence[str]]:
    for incident in words.chronological():
        yield label(incident.type), place(incident.where) or "", day(incident.when) or "", incident.summary


def _attributions(words: Wording) -> Iterator[Sequence[str]]:
    for attribution in words.summary.attributions:
        yield words.claim(attribution), attribution.evidence.text


def _quotes(words: Wording) -> Iterator[Sequence[str]]:
    for quote in words.summary.quotes:
        yield words.speaker(quote), said(quote)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if not rows:
        return
    yield "<table><thead><tr>" + "".join(f"<th>{name}</th>" for name in head) + "</tr></thead><tbody>"
    for row in rows:
        yield "<tr>" + "".join(f'<td style="text-align:left">{escape(cell)}</td>' for cell in row) + "</tr>"
    yield "</tbody></table>"
