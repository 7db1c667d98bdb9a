"""The contract's type of an event, from all that its mentions say."""

from wirebrief.service.engines.rules.events.find import Event
from wirebrief.service.engines.rules.events.group import is_military
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.nouns import is_people


def _is_single(parsed: Parsed, head: int) -> bool:
    """Whether a phrase means one person: no post, no patrol, no crowd."""
    return is_people(parsed, head) and parsed.tag[head] in ("NN", "NNP", "PRP")


_STANDS_OUT = 0.4
"""The share of all that the tagger says of an event's words that its type must have."""


def _share(event: Event, kind: str) -> float:
    """The share that a type has of all that the tagger says of an event's words."""
    odds = [mention.odds or {} for mention in event.mentions]
    whole = sum(sum(kinds.values()) for kinds in odds)
    return sum(kinds.get(kind, 0.0) for kinds in odds) / whole if whole else 0.0


def _voted(event: Event) -> str:
    """The type that the tagger gives to most of an event's words, or "" where none stands out."""
    kinds = {kind for mention in event.mentions for kind in mention.odds or ()}
    best = max(kinds, key=lambda kind: _share(event, kind), default="")
    return best if best and _share(event, best) >= _STANDS_OUT else ""


def event_type(parsed: Parsed, event: Event) -> str:
    """The contract's type of an event, where the mentions together leave it open too."""
    kind = event.group.type
    if kind not in ("effect", "attack", "other"):
        return kind
    if voted := _voted(event):
        return voted
    if kind == "other":
        return kind
    phrases = [p for m in event.mentions for p in (*m.targets, *m.victims)]
    if any(m.trigger.effect == "killed" for m in event.mentions) and any(m.victims for m in event.mentions):
        return "killing"
    if any(m.trigger.lemma == "come+fire" for m in event.mentions):
        return "shooting"
    unarmed = any(m.trigger.lemma == "assault" for m in event.mentions) and not event.group.weapons
    if unarmed and phrases and all(_is_single(parsed, p.head) for p in phrases):
        return "crime"  # "assaulted a nurse"
    if phrases and all(is_military(parsed, p) for p in phrases):
        return "armed_clash"
    return "other"
