"""A summary as Markdown, for notes, tickets and wikis."""

import re
from collections.abc import Iterator

from wirebrief.schemas import ArticleSummary, Incident, Quote
from wirebrief.service.rendering.printable import one_line
from wirebrief.service.rendering.wording import Wording, day, label, origin, place, said, stance

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$!&])")
_STARTS_A_LIST = re.compile(r"^(\d+)([.)])(?=\s)|^([-+=])")


def escape(text: str) -> str:
    """Words that must stand as they are: nothing in them is read as Markdown or HTML."""
    escaped = _SPECIAL.sub(r"\\\1", one_line(text))
    return _STARTS_A_LIST.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", escaped)


def render_markdown(summary: ArticleSummary) -> str:
    """The whole document; sections without content are left out."""
    words = Wording(summary)
    sections = [
        ("Key points", [f"- {escape(point.text)}" for point in summary.key_points]),
        ("What happened", [line for i in words.chronological() for line in _incident(words, i)]),
        ("Who blames whom", list(_attributions(words))),
        ("Who said what", [_quote(words, quote) for quote in summary.quotes]),
        ("Other words in quotation marks", list(_quoted_text(summary))),
        ("Warnings", list(_warnings(summary))),
    ]
    blocks = [f"# {escape(summary.headline)}", escape(origin(summary))]
    if summary.status == "partial":
        blocks.append("**Partial:** some of it could not be had; see the warnings.")
    for title, lines in sections:
        if lines:
            blocks += [f"## {title}", "\n".join(lines)]
    return "\n\n".join(blocks) + "\n"


def _incident(words: Wording, incident: Incident) -> Iterator[str]:
    marks: list[str] = [incident.outcome] if incident.outcome != "unknown" else []
    marks += [incident.factuality] if incident.factuality != "asserted" else []
    head = [f"**{label(incident.type)}**", escape(place(incident.where)), *marks]
    yield f"- {day(incident.when) or 'no date'} · {' · '.join(filter(None, head))} ({incident.id})  "
    yield f"  {escape(incident.summary)}"
    for name, told in words.facts(incident):
        yield f"  - {name}: {escape(told)}"


def _attributions(words: Wording) -> Iterator[str]:
    for attribution in words.summary.attributions:
        about = f" ({', '.join(attribution.incidents)})" if attribution.incidents else ""
        yield f"- {escape(words.claim(attribution))}{about}: {escape(attribution.evidence.text)}"


def _quote(words: Wording, quote: Quote) -> str:
    manner = ", ".join(filter(None, ["reported" if quote.kind == "indirect" else "", stance(quote)]))
    return f"- **{escape(words.speaker(quote))}**{f' ({manner})' if manner else ''}: {escape(said(quote))}"


def _quoted_text(summary: ArticleSummary) -> Iterator[str]:
    for quoted in summary.quoted_text:
        yield f"- “{escape(quoted.span.text)}” ({label(quoted.kind)})"


def _warnings(summary: ArticleSummary) -> Iterator[str]:
    for warning in summary.warnings:
        where = f" (`{warning.path}`)" if warning.path else ""
        yield f"- {escape(warning.message)}{where}"
