"""When an incident happened: the time expression that belongs to its trigger, and what that counts from."""

from collections import defaultdict
from dataclasses import dataclass

from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.lexicon import cues
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.veridical import governors
from wirebrief.service.reading.dates.in_document import anchor_kind, resolve_in, times_in
from wirebrief.service.reading.dates.meaning import Length, Repeated, Vague

_CHAIN = frozenset(
    {
        "xcomp",
        "conj",
        "advcl",
        "acl",
        "relcl",
        "pcomp",
        "prep",
        "agent",
        "pobj",
        "dobj",
        "nsubj",
        "nsubjpass",
        "appos",
        "dep",
        "ccomp",
    }
)


_RECENT = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow".split()
)
_LEGAL = frozenset("guilty convict acquit clear sentence jail imprison exonerate try trial charge".split())


@dataclass(frozen=True, slots=True)
class Timed:
    """A time expression and the word that it depends on."""

    start: int
    end: int
    first: int
    last: int
    governor: int


def timed(parsed: Parsed) -> dict[int, list[Timed]]:
    """By sentence the expressions that can date an event; durations and frequencies cannot."""
    found: dict[int, list[Timed]] = defaultdict(list)
    for expression in times_in(parsed.document):
        if not expression.hangs_on and isinstance(expression.meaning, Length | Repeated | Vague):
            continue
        first = parsed.token_at(expression.start)
        last = parsed.token_at(expression.end) - 1
        if first >= len(parsed) or last < first:
            continue
        at = _governor(parsed, first, last)
        found[parsed.sentence[first]].append(Timed(expression.start, expression.end, first, last, at))
    return found


def _governor(parsed: Parsed, first: int, last: int) -> int:
    """The word outside the expression that it hangs on, its preposition left out."""
    head = first
    for token in range(first, last + 1):
        if not first <= parsed.head[token] <= last:
            head = parsed.head[token]
            break
    follows = last + 1 < len(parsed) and parsed.lower[last + 1] in ("after", "before")
    if follows or parsed.lower[last] in ("after", "before"):
        return _above_clause(parsed, head, first)
    while parsed.pos[head] in ("ADP", "SCONJ", "ADV") and parsed.head[head] != head:
        head = parsed.head[head]
    return head


def _above_clause(parsed: Parsed, head: int, first: int) -> int:
    """Of "three days after the bridge fell": what happened then, not the fall of the bridge."""
    while parsed.head[head] != head and (head > first or parsed.pos[head] in ("ADP", "SCONJ", "ADV")):
        head = parsed.head[head]
    return head


def bind_time(
    parsed: Parsed, mention: Mention, times: dict[int, list[Timed]], triggers: frozenset[int]
) -> None:
    """Give a mention the expression nearest to it in the parse, reporting verbs' own times left out."""
    best: tuple[int, Timed] | None = None
    for time in times.get(mention.sentence, ()):
        if _is_of_the_law(parsed, mention, time) or _is_to_come(parsed, time):
            continue
        distance = _distance(parsed, mention, time, triggers)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, time)
    if best is not None:
        mention.when = (best[1].start, best[1].end)


def _is_to_come(parsed: Parsed, time: Timed) -> bool:
    """Whether words mean a day after publication: "will be tried next Tuesday for the shooting"; or only say
    since when, as "the worst since 1987"."""
    if time.first and parsed.lower[time.first - 1] == "since" and parsed.tag[time.governor] == "JJS":
        return True
    published = parsed.document.published.date
    if published is None or anchor_kind(parsed.document, time.start, time.end) == "anchor":
        return False
    start = resolve_in(parsed.document, time.start, time.end).start
    return start is not None and start > published


def _is_of_the_law(parsed: Parsed, mention: Mention, time: Timed) -> bool:
    """ "Was found not guilty of murdering her on Monday": a weekday beside a verdict is the verdict's."""
    words = set(parsed.lower[time.first : time.last + 1])
    if not words & _RECENT:
        return False
    return any(parsed.lemma[above] in _LEGAL for above in governors(parsed, mention.token))


def leave_out_of_phrase(parsed: Parsed, mention: Mention) -> None:
    """Take a time away that is not of the event's own words: "the anniversary on Monday of the raid" dates
    the commemoration."""
    if mention.when is not None:
        first = parsed.token_at(mention.when[0])
        if not parsed.left[mention.token] <= first <= parsed.right[mention.token]:
            mention.when = None


def _distance(parsed: Parsed, mention: Mention, time: Timed, triggers: frozenset[int]) -> int | None:
    """Steps from the trigger up to the word that the time hangs on, or None where another event owns it."""
    if time.governor == mention.token:
        return 0
    up = mention.token
    for steps in range(1, 6):
        if parsed.dep[up] not in _CHAIN or parsed.head[up] == up:
            break
        crossed = parsed.dep[up]
        up = parsed.head[up]
        if up == time.governor:
            if crossed == "ccomp" and parsed.lemma[up] in cues().verbs and not _after(parsed, mention, time):
                return None
            if (
                parsed.lemma[up] in cues().verbs
                and parsed.lemma[up] != "claim"
                and not _after(parsed, mention, time)
            ):
                return None
            return steps
    return _below(parsed, mention, time, triggers)


def _after(parsed: Parsed, mention: Mention, time: Timed) -> bool:
    """Whether the expression stands within the reported clause although the parser hung it on the
    reporting verb."""
    return parsed.left[mention.token] <= time.first <= parsed.right[mention.token]


def _below(parsed: Parsed, mention: Mention, time: Timed, triggers: frozenset[int]) -> int | None:
    """A time inside the trigger's own phrase ("the killing of a driver on Monday"), no other trigger
    between."""
    up = time.governor
    for steps in range(1, 5):
        if up == mention.token:
            return 5 + steps
        if up in triggers or parsed.head[up] == up:
            return None
        if parsed.pos[up] == "VERB" and parsed.dep[up] not in ("relcl", "acl"):
            return None
        up = parsed.head[up]
    return None
