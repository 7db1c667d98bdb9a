"""A summary for a terminal: incidents as a timeline, who blames whom, the quotes, the warnings."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from wirebrief.schemas import ArticleSummary, Incident
from wirebrief.service.rendering.printable import one_line
from wirebrief.service.rendering.wording import Wording, day, label, origin, place, said, stance

_OUTCOMES = {"failed": "yellow", "intercepted": "green", "foiled": "green", "succeeded": "red"}


def render_text(summary: ArticleSummary) -> RenderableType:
    """Lines to be printed on a rich console, which decides on colour and width.

    Words of the article are never read as markup.
    """
    words = Wording(summary)
    sections: list[tuple[str, list[RenderableType]]] = [
        ("Key points", list(_key_points(summary))),
        ("What happened", [_timeline(words)] if summary.incidents else []),
        ("Who blames whom", list(_attributions(words))),
        ("Who said what", list(_quotes(words))),
        ("Other words in quotation marks", list(_quoted_text(summary))),
        ("Warnings", list(_warnings(summary))),
    ]
    parts: list[RenderableType] = list(_head(summary))
    for title, lines in sections:
        if lines:
            parts += [Text(), Text(title, style="bold underline"), *lines]
    return Group(*parts)


def _head(summary: ArticleSummary) -> Iterator[Text]:
    yield Text(one_line(summary.headline), style="bold")
    yield Text(origin(summary), style="dim")
    if summary.status == "partial":
        yield Text("partial: some of it could not be had; see the warnings", style="bold yellow")


def _key_points(summary: ArticleSummary) -> Iterator[RenderableType]:
    for point in summary.key_points:
        yield _item("•", Text(one_line(point.text)))


def _timeline(words: Wording) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(ratio=1)
    for incident in words.chronological():
        table.add_row(day(incident.when) or "no date", _incident(words, incident))
    return table


def _incident(words: Wording, incident: Incident) -> Text:
    text = Text()
    text.append(label(incident.type), style="bold")
    if where := place(incident.where):
        text.append(f" · {where}")
    if incident.outcome != "unknown":
        text.append(f" · {incident.outcome}", style=_OUTCOMES[incident.outcome])
    if incident.factuality != "asserted":
        text.append(f" · {incident.factuality}", style="yellow")
    text.append(f"  {incident.id}", style="dim")
    text.append(f"\n{one_line(incident.summary)}")
    for name, told in words.facts(incident):
        text.append(f"\n{name}: ", style="dim")
        text.append(told)
    return text


def _attributions(words: Wording) -> Iterator[RenderableType]:
    for attribution in words.summary.attributions:
        text = Text(words.claim(attribution))
        if attribution.incidents:
            text.append(f" for {', '.join(attribution.incidents)}", style="dim")
        text.append(f"\n{one_line(attribution.evidence.text)}", style="dim")
        yield _item("•", text)


def _quotes(words: Wording) -> Iterator[RenderableType]:
    for quote in words.summary.quotes:
        text = Text(words.speaker(quote), style="bold magenta" if quote.speakers else "bold yellow")
        manner = ", ".join(filter(None, ["reported" if quote.kind == "indirect" else "", stance(quote)]))
        text.append(f" ({manner})" if manner else "", style="dim")
        text.append(f"  {said(quote)}", style="default")
        yield _item("•", text)


def _quoted_text(summary: ArticleSummary) -> Iterator[RenderableType]:
    for quoted in summary.quoted_text:
        text = Text(f"“{one_line(quoted.span.text)}”")
        text.append(f"  {label(quoted.kind)}", style="dim")
        yield _item("•", text)


def _warnings(summary: ArticleSummary) -> Iterator[RenderableType]:
    for warning in summary.warnings:
        where = f" ({warning.path})" if warning.path else ""
        yield _item("!", Text(f"{one_line(warning.message)}{where}", style="yellow"))


def _item(bullet: str, text: Text) -> Table:
    """A line with a bullet, whose further lines stand under its first word."""
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    table.add_row(bullet, text)
    return table
