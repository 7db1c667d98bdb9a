"""Events as Markdown, for people: what happened, who tells of it, and where they disagree."""

from collections.abc import Iterator, Sequence

from wirebrief.schemas.events import Event, Member, Side, Statement
from wirebrief.service.linking.figures import HARMS
from wirebrief.service.rendering.markdown import escape
from wirebrief.service.rendering.wording import count, label

_REASONS = 4
"""Reasons that are shown of a tie, the heaviest."""


def event_markdown(event: Event) -> str:
    """A section; ends in an empty line."""
    lines = [f"## {_title(event)}", ""]
    lines += [line for member in event.members for line in _member(member)]
    if event.contradictions:
        lines += ["", "**They contradict each other**", ""]
        for one in event.contradictions:
            lines += _sides(f"{label(one.kind)}: {escape(one.about)}" if one.about else one.kind, one.sides)
    if event.updates:
        lines += ["", "**Figures that moved**", ""]
        for moved in event.updates:
            lines += _sides(moved.kind, moved.sides)
    return "\n".join([*lines, "", ""])


def _title(event: Event) -> str:
    days = event.start.isoformat() if event.start else "no date"
    if event.end and event.end != event.start:
        days = f"{days} to {event.end.isoformat()}"
    place = ", ".join(escape(part) for part in (event.place, event.country) if part)
    figures = [f"{count(known)} {harm}" for harm in HARMS if (known := getattr(event, harm))]
    return " · ".join(filter(None, [event.id, days, label(event.type), place, *figures]))


def _member(member: Member) -> Iterator[str]:
    yield f"- **{_article(member.article, member.published)}** {escape(member.incident.summary)}"
    if member.tie:
        heaviest = member.tie.reasons[:_REASONS]
        reasons = ", ".join(f"{r.feature} {label(r.level)} {r.weight:+}" for r in heaviest)
        yield f"  - {member.tie.probability:.0%} with {escape(member.tie.article)}: {reasons}"


def _article(article: str, published: object) -> str:
    return f"{escape(article)} ({published})" if published else escape(article)


def _sides(title: str, sides: Sequence[Side]) -> Iterator[str]:
    yield f"- {title}"
    for side in sides:
        yield f"  - **{escape(side.says)}**: {'; '.join(map(_statement, side.statements))}"


def _statement(one: Statement) -> str:
    who = f"{escape(one.source)} in " if one.source else ""
    words = " … ".join(span.text for span in one.spans[:2])
    quoted = f": “{escape(words)}”" if words else ""
    return f"{who}{_article(one.article, one.published)}{quoted}"
