"""What "a day earlier" and "five days after the raid" count from: an event of the same article."""

from wirebrief.service.engines.rules.events.group import Group
from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.reading.dates.in_document import anchor_kind, resolve_in

_BEYOND = 8
"""Words after the expression in which the event may stand: "five days after the raid on …"."""


_SHARED = 8
"""Mentions of an event among which one with the same time words is looked for."""


def anchor_of(parsed: Parsed, group: Group, span: tuple[int, int], events: list[Group]) -> Group | None:
    """The event that time words hang on: one that the phrase itself names, else the last one told."""
    first = parsed.token_at(span[0])
    last = max(first, parsed.token_at(span[1]) - 1)
    below = range(first, min(last + _BEYOND, len(parsed)))
    before: Group | None = None
    for event in events:
        if event is group or any(m.when == span for m in event.mentions[-_SHARED:]):
            continue  # told with the same words: both hang on a third
        if _stands_in(event, below, parsed.sentence[first]):
            return event
        if _told_before(event, first) and (
            before is None or _last_before(event, first) > _last_before(before, first)
        ):
            before = event
    return before


def _stands_in(event: Group, tokens: range, sentence: int) -> bool:
    """Whether a mention of the event is among these tokens of a sentence, the last ones first."""
    for mention in reversed(event.mentions):
        if mention.sentence < sentence:
            return False
        if mention.token in tokens:
            return True
    return False


def _told_before(event: Group, token: int) -> bool:
    return event.first_token < token


def _last_before(event: Group, token: int) -> int:
    return next((m.token for m in reversed(event.mentions) if m.token < token), event.first_token)


class Anchors:
    """Dates groups by the events told before them."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed

    def date(self, group: Group, events: list[Group]) -> None:
        """Give a group the day that its words count from an earlier event, where that has one."""
        if group.days:
            return
        for mention in group.mentions:
            if mention.when is not None and self._hangs(mention):
                anchor = anchor_of(self._parsed, group, mention.when, events[-_NEAR:])
                if anchor is None or not anchor.days:
                    continue
                day = resolve_in(self._parsed.document, *mention.when, anchor.days[0])
                if day.start is not None:
                    group.days.append(day)
                    return

    def _hangs(self, mention: Mention) -> bool:
        return mention.when is not None and anchor_kind(self._parsed.document, *mention.when) == "anchor"


_NEAR = 24
"""Events back that words may hang on."""
