"""What is known of the record of an event before it is judged (`judging/belief.py`)."""

from collections.abc import Iterator, Sequence

from wirebrief.service.engines.rules.actors import Cast
from wirebrief.service.engines.rules.events.conflict import compatible
from wirebrief.service.engines.rules.events.event_type import event_type
from wirebrief.service.engines.rules.events.find import Event
from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.events.unnamed import is_unnamed
from wirebrief.service.engines.rules.judging.belief import of_article
from wirebrief.service.engines.rules.judging.features import Features, state_of
from wirebrief.service.engines.rules.judging.judge import log_odds
from wirebrief.service.engines.rules.parse import Parsed

_SCALE = 4.0
"""Log odds of this size weigh as much as a feature that is there."""
_MANY = 5


def features_of(parsed: Parsed, event: Event, events: Sequence[Event], cast: Cast) -> Features:
    """The features of one event of an article, names to weights of about 1."""
    mentions = event.mentions
    surest = max(mentions, key=lambda mention: mention.likely)
    others = [other for other in events if other is not event]
    found: Features = {"": 1.0}
    for name in _names(parsed, event, surest, others):
        found[name] = 1.0
    for name in _perpetrators(parsed, mentions, cast):
        found[name] = 1.0
    found["word"] = log_odds(surest.likely) / _SCALE
    found["words"] = sum(log_odds(m.likely) for m in mentions) / len(mentions) / _SCALE
    found.update(_tagged(mentions, event_type(parsed, event)))
    found["mentions"] = min(len(mentions), _MANY) / _MANY
    found["article"] = max((log_odds(_surest(o)) for o in others), default=-2.0) / _SCALE
    found["late"] = surest.sentence / max(1, len(parsed.bounds))
    return found


def _tagged(mentions: Sequence[Mention], kind: str) -> Iterator[tuple[str, float]]:
    """What the tagger says of an event's words, and of them as words of its type."""
    odds = [mention.odds for mention in mentions if mention.odds is not None]
    if not odds:
        return
    tagged = [min(1.0, sum(kinds.values())) for kinds in odds]
    yield "tag", log_odds(max(tagged)) / _SCALE
    yield "tags", sum(map(log_odds, tagged)) / len(tagged) / _SCALE
    yield "tag and word", log_odds(max(t * m.likely for t, m in zip(tagged, mentions, strict=False))) / _SCALE
    yield "tagged type", log_odds(max(kinds.get(kind, 0.0) for kinds in odds)) / _SCALE
    kin = (sum(p for other, p in kinds.items() if compatible(kind, other)) for kinds in odds)
    yield "tagged kin", log_odds(min(1.0, max(kin))) / _SCALE
    if any(mention.perpetrators for mention in mentions):
        yield "tagged doers", log_odds(min(m.surely for m in mentions if m.perpetrators)) / _SCALE


def _surest(event: Event) -> float:
    return max(mention.likely for mention in event.mentions)


def _names(parsed: Parsed, event: Event, surest: Mention, others: Sequence[Event]) -> Iterator[str]:
    group, mentions, trigger = event.group, event.mentions, surest.trigger
    kind = event_type(parsed, event)
    yield f"type {kind}"
    yield f"word {trigger.lemma}.{'n' if trigger.noun else 'v'}"
    yield f"frame {trigger.frame or trigger.of}"
    yield f"told as {group.type}" if group.type in ("effect", "attack") else "told by its type"
    if group.type == "effect" and any(o.group.type != "effect" for o in others):
        yield "effect beside a cause"
    if any(event_type(parsed, o) == kind for o in others):
        yield "another of its type"
    yield "nouns only" if all(m.trigger.noun for m in mentions) else "a verb"
    zones = {parsed.document.sentences[m.sentence].zone for m in mentions}
    yield "title only" if zones == {"title"} else "title and body" if "title" in zones else "body"
    parts = {
        "day": group.days,
        "place": [p for p in group.places if p.named],
        "victim": group.names,
        "named victim": group.persons,
        "weapon": group.weapons,
        "figure": [f for m in mentions for f in m.figures],
        "target": [t for m in mentions for t in m.targets],
    }
    yield from (f"{'with' if there else 'no'} {name}" for name, there in parts.items())
    if all(m.report is not None for m in mentions):
        yield "reported only"
    if any(m.hedged for m in mentions):
        yield "hedged"
    if event.denials:
        yield "disputed"
    flags = {"aggregate": surest.aggregate, "vague": surest.vague, "definite": surest.definite}
    yield from (name for name, there in flags.items() if there)
    if surest.outcome:
        yield f"outcome {surest.outcome}"
    yield from (f"surest {name}" for name in state_of(parsed, surest.token))
    yield of_article(parsed.document.kind)


def _perpetrators(parsed: Parsed, mentions: Sequence[Mention], cast: Cast) -> Iterator[str]:
    """Of what sort those are who may be given as doers."""
    heads = [phrase.head for mention in mentions for phrase in mention.perpetrators]
    for head in heads:
        index = cast.actor_of(head)
        sort = "unknown" if index is None else f"{cast.actors[index].kind}/{cast.actors[index].sort}"
        yield f"doer {'unnamed' if is_unnamed(parsed, head) else sort}"
    if not heads:
        yield "no doer"
