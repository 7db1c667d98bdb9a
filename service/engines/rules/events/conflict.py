"""What keeps two mentions apart: another day, place, country, weapon, number, outcome, or kind of event."""

from wirebrief.service.engines.rules.events.group import Group
from wirebrief.service.engines.rules.events.where import is_settlement
from wirebrief.service.engines.rules.syntax.nouns import is_facility_word

_FAMILIES = (
    frozenset(
        "bombing suicide_bombing rocket_attack missile_attack shelling drone_attack airstrike attack arson "
        "fire assassination killing explosion".split()
    ),
    frozenset(
        "assassination killing explosion shooting stabbing attack bombing crime suicide_bombing "
        "sexual_violence".split()
    ),
    frozenset("armed_clash attack shelling shooting bombing killing".split()),
    frozenset("looting riot protest arson".split()),
    frozenset("abduction attack assassination killing shooting".split()),
    frozenset("accident fire natural_disaster explosion".split()),
    frozenset("crime looting attack arson".split()),
)


def compatible(one: str, other: str) -> bool:
    """Whether two types can be of one event."""
    if one == other or "effect" in (one, other):
        return not ({one, other} & {"arrest", "protest"} and one != other)
    return any(one in family and other in family for family in _FAMILIES)


def conflict(first: Group, second: Group) -> bool:
    """Whether two groups of one sentence tell of two events."""
    recalled = (first.definite and second.stopped) or (second.definite and first.stopped)
    if recalled and first.done != second.done:
        return True  # "foiled an attack on the camp shelled on Friday"
    return other_day(first, second) or _other_place(first, second, "city")


def conflict_over_sentences(first: Group, second: Group) -> bool:
    """Whether two groups of different sentences tell of two events."""
    return (
        conflict(first, second)
        or _other_place(first, second, "site")
        or _other_country(first, second)
        or _other_weapon(first, second)
        or _other_outcome(first, second)
    )


def other_day(first: Group, second: Group) -> bool:
    """Whether no time that one tells can be a time that the other tells."""
    pairs = [(a, b) for a in first.days for b in second.days if a.start and b.start and a.end and b.end]
    return bool(pairs) and all(
        a.end < b.start or b.end < a.start for a, b in pairs if a.end and b.end and a.start and b.start
    )


def _other_place(first: Group, second: Group, sort: str) -> bool:
    """Whether both name a place of one sort, and none in common."""
    names = [[_words(p.label) for p in g.places if p.named == sort] for g in (first, second)]
    return bool(names[0]) and bool(names[1]) and not any(a & b for a in names[0] for b in names[1])


def _words(label: str) -> frozenset[str]:
    """The words of a name that tell it from others of its sort."""
    words = frozenset(label.split())
    return frozenset(w for w in words if not is_facility_word(w) and not is_settlement(w)) or words


def _other_country(first: Group, second: Group) -> bool:
    return bool(first.countries) and bool(second.countries) and not first.countries & second.countries


def _other_weapon(first: Group, second: Group) -> bool:
    """Rockets here and drones there; five of a kind here and seven there, in one voice."""
    if first.flying and second.flying and not first.flying & second.flying:
        return True
    for kind in first.counts.keys() & second.counts.keys():
        if not first.counts[kind] & second.counts[kind] and first.voices & second.voices:
            return True
    return False


def _other_outcome(first: Group, second: Group) -> bool:
    """Whether one was stopped and the other struck, unless a definite noun identifies them."""
    if second.definite or second.recalled:
        return False
    return (first.stopped and second.done and not second.stopped) or (
        second.stopped and first.done and not first.stopped
    )
