"""Which mentions tell of one event: merge by type, time, place, parties and definiteness, else keep apart.

Mentions of one clause chain are grouped first ("a bomb went off in the lobby, killing two"); groups then join
an earlier event where the text identifies them.
"""

from collections import defaultdict
from collections.abc import Callable

from wirebrief.service.engines.rules.actors import Cast
from wirebrief.service.engines.rules.events.conflict import (
    compatible,
    conflict,
    conflict_over_sentences,
    other_day,
)
from wirebrief.service.engines.rules.events.group import Bound, Group, group_of
from wirebrief.service.engines.rules.events.summing import share_out
from wirebrief.service.engines.rules.incident_words import parties
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.participants import subject_of

_REACH = 12
"""Sentences back over which a mention without a name in common is still the same event."""
_RECENT = 24
"""Events back that a group is compared with; beyond them only those that share a name."""
_OPENING = 4
"""Sentences after the title within which what it announces is told."""
_SHARING = 4
"""Events for each shared name."""
_CLAUSES = 12
"""Groups back within one sentence."""

Dating = Callable[[Group, list[Group]], None]
"""Gives a group whose words hang on an earlier event ("a day earlier") its day."""


def merge(parsed: Parsed, bound: list[Bound], cast: Cast, date: Dating) -> list[Group]:
    """The events of an article, in the order of first mention."""
    events: list[Group] = []
    summing: list[Group] = []
    of_name: dict[str, list[int]] = defaultdict(list)
    for group in _within_sentences(parsed, bound, cast):
        if group.summed:
            summing.append(group)
            continue
        date(group, events)
        home = _home(parsed, group, _candidates(group, events, of_name))
        if home is None:
            events.append(group)
            for name in sorted(group.names):
                of_name[name].append(len(events) - 1)
        else:
            home.absorb(group)
    return share_out(summing, events)


def _candidates(group: Group, events: list[Group], of_name: dict[str, list[int]]) -> list[Group]:
    """The events that a group may tell of again: the last ones, and those that share a name."""
    near = set(range(max(0, len(events) - _RECENT), len(events)))
    for name in group.names:
        near.update(of_name.get(name, ())[-_SHARING:])
    return [events[n] for n in sorted(near)]


def _within_sentences(parsed: Parsed, bound: list[Bound], cast: Cast) -> list[Group]:
    """One group for each event that a sentence tells of."""
    groups: list[Group] = []
    sentence: list[Group] = []
    current = -1
    for one in bound:
        if one.mention.sentence != current:
            groups += sentence
            sentence, current = [], one.mention.sentence
        group = group_of(parsed, one, cast)
        earlier = reversed(sentence[-_CLAUSES:])
        home = next((g for g in earlier if _same_clause_chain(parsed, g, group)), None)
        if home is None:
            sentence.append(group)
        else:
            if _is_of_the_hurt(parsed, group, home):
                _leave_out_day(group)
            home.absorb(group)
    return groups + sentence


def _same_clause_chain(parsed: Parsed, first: Group, second: Group) -> bool:
    """Whether two groups of a sentence are one event: effect and cause, act and its noun, or linked
    clauses."""
    if _is_of_the_hurt(parsed, first, second) or _is_of_the_hurt(parsed, second, first):
        return True
    if conflict(first, second) or not compatible(first.type, second.type):
        return False
    if (second.apart and not first.apart) or first.commemorated != second.commemorated:
        return False
    if (
        first.persons
        and second.persons
        and not first.persons & second.persons
        and not _one_verb(first, second)
    ):
        return False
    for a in first.mentions[-_CLAUSES:]:
        for b in second.mentions:
            if linked(parsed, a.token, b.token):
                return True
    return "effect" in (first.type, second.type) and first.type != second.type


def _is_of_the_hurt(parsed: Parsed, later: Group, first: Group) -> bool:
    """Whether a death comes of an event that the phrase of who died names, whatever its day: "three of those
    wounded in Saturday's attack died on Monday"."""
    if later.type != "effect" or first.type == "effect":
        return False
    heads = [p.head for m in later.mentions for p in m.victims]
    tokens = [m.token for m in first.mentions]
    return any(parsed.left[head] <= token <= parsed.right[head] for head in heads for token in tokens)


def _leave_out_day(group: Group) -> None:
    """Forget the day of a group's words, for it is not that of their event."""
    group.days.clear()
    for mention in group.mentions:
        mention.when = None


def _one_verb(first: Group, second: Group) -> bool:
    return {m.trigger.effect for m in first.mentions} != {m.trigger.effect for m in second.mentions}


def linked(parsed: Parsed, a: int, b: int) -> bool:
    """Whether one token stands above the other through clause links that do not start another event."""
    if parsed.head[a] != a and _subject_side(parsed, a) == _complement_side(parsed, b):
        return True
    if parsed.pos[a] == "NOUN" and parsed.pos[b] == "VERB" and subject_of(parsed, b) == a:
        return True  # "a tornado tore across the county, killing two"
    for low, high in ((a, b), (b, a)):
        up = low
        for _ in range(6):
            if up == high:
                return True
            if parsed.dep[up] in ("ccomp", "parataxis") or parsed.head[up] == up:
                break
            if parsed.dep[up] == "conj" and parsed.pos[up] == "NOUN":
                break
            up = parsed.head[up]
    return False


def _subject_side(parsed: Parsed, token: int) -> int:
    """The verb whose subject or object a participle describes: "a device left there failed …", or -1."""
    if parsed.dep[token] not in ("acl", "relcl"):
        return -1
    noun = parsed.head[token]
    return parsed.head[noun] if parsed.dep[noun] in ("nsubj", "nsubjpass", "dobj") else -1


def _complement_side(parsed: Parsed, token: int) -> int:
    """The verb that a verb is, or whose complement it is: "… failed to explode"."""
    return parsed.head[token] if parsed.dep[token] == "xcomp" else token


def _home(parsed: Parsed, group: Group, events: list[Group]) -> Group | None:
    """The earlier event that a group tells of again, or None."""
    best: tuple[float, Group] | None = None
    for event in events:
        score = _affinity(parsed, event, group)
        if score > 0 and (best is None or score >= best[0]):
            best = (score, event)
    return best[1] if best else None


def _affinity(parsed: Parsed, event: Group, group: Group) -> float:
    """How strongly the text identifies a group with an earlier event; 0 or less keeps them apart."""
    if group.apart or not compatible(event.type, group.type) or conflict_over_sentences(event, group):
        return 0.0
    if event.persons and group.persons and not event.persons & group.persons and not group.bare:
        return 0.0
    return _likeness(parsed, event, group) + _nearness(parsed, event, group)


def _likeness(parsed: Parsed, event: Group, group: Group) -> float:
    """What two groups that nothing keeps apart have in common."""
    distance = group.last_sentence - event.last_sentence
    score = 3.0 * len(event.names & group.names & event.persons) + 1.5 * bool(
        _things(event.names & group.names)
    )
    if _goes_back(event, group):
        score += 2.0 if distance <= _REACH else 0.5
    if event.days and group.days:
        score += 1.0
    if group.definite and event.commemorated:
        score += 2.0
    if _announced(parsed, event) and distance <= _OPENING:
        score += 4.0
    if not event.telling and not _announced(parsed, event):
        score -= 1.5
    if _same_place(event, group):
        score += 1.0
    elif _fresh(group) and not event.names & group.names:
        score -= 2.0
    return score


def _nearness(parsed: Parsed, event: Group, group: Group) -> float:
    """What it counts that a group follows an event closely and says little of its own."""
    distance = group.last_sentence - event.last_sentence
    score = _base(event, group) - 0.05 * distance
    if distance <= 1 and not group.days and not group.places:
        score += 1.5 if parsed_paragraph(parsed, event) == parsed_paragraph(parsed, group) else 0.5
    if group.type == "effect" and distance <= 2:
        score += 1.0
    return score


_SETTLED = -1.0
_LOOSE = 0.5


def _base(event: Group, group: Group) -> float:
    """What nearness starts from: more where a group names nobody, no day and no place to tell it apart."""
    own_place = any(p.named and not p.support for p in group.places)
    if group.persons or group.days or own_place or group.apart:
        return _SETTLED
    if group.type == "effect":
        return _LOOSE
    return 0.0 if group.names <= event.names and group.weapons <= event.weapons else _SETTLED


def _goes_back(event: Group, group: Group) -> bool:
    """Whether a definite noun ("the attack") or weapon ("the rockets") may speak of the event."""
    return group.definite or bool(group.recalled & event.weapons)


def _announced(parsed: Parsed, event: Group) -> bool:
    """Whether only the title or the standfirst has told of it so far."""
    return parsed.document.sentences[event.last_sentence].zone in ("title", "standfirst")


def _same_place(event: Group, group: Group) -> bool:
    """Whether both name the same town or site, and neither tells another day."""
    names = [{p.label for p in g.places if p.named in ("site", "city")} for g in (event, group)]
    return bool(names[0] & names[1]) and not other_day(event, group)


def _things(names: set[str]) -> set[str]:
    return names - parties().cover - {"people", "person", "man", "house", "building"}


def _fresh(group: Group) -> bool:
    """Whether a group introduces an event with a place and time of its own."""
    return bool(group.days) and bool(group.places)


def parsed_paragraph(parsed: Parsed, group: Group) -> int:
    """The paragraph of a group's last mention."""
    return parsed.document.sentences[group.last_sentence].paragraph
