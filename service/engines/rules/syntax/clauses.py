"""Where a clause or noun phrase begins and ends, read off the dependency parse.

Extents are pairs of token indices, both included. Labels are ClearNLP's, which spaCy's English models use.
"""

from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.classes import VERBAL

Extent = tuple[int, int]

_EDGE = frozenset(".,;:-!?…") | {"--", "—", "–", "...", "''", "``", '"'}
_CLAUSES = frozenset({"relcl", "ccomp", "advcl", "acl", "parataxis", "csubj"})
_DROPPED_FROM_SOURCE = frozenset({"relcl", "punct", "acl", "advcl", "parataxis", "dep", "ccomp"})


def trim(parsed: Parsed, first: int, last: int) -> Extent | None:
    """The extent without punctuation and white space at its edges, or None where nothing is left."""
    while first <= last and (parsed.text[first] in _EDGE or parsed.pos[first] == "SPACE"):
        first += 1
    while last >= first and (parsed.text[last] in _EDGE or parsed.pos[last] == "SPACE"):
        last -= 1
    if first > last:
        return None
    whole = first
    while whole > 0 and _is_glued(parsed, whole):
        whole -= 1
    return (min(whole, parsed.left[whole]) if whole < first else first), last


def _is_glued(parsed: Parsed, token: int) -> bool:
    """Whether a token goes on from the one before without a space, as "tailer" in "e-tailer" does."""
    before = token - 1
    joined = parsed.end[before] == parsed.start[token] and parsed.quote[before] == parsed.quote[token]
    hyphen = parsed.text[token] == "-" or parsed.text[before].endswith("-")
    return joined and hyphen and parsed.text[token][:1].isalnum() | (parsed.text[token] == "-")


def without(parsed: Parsed, extent: Extent, holes: list[Extent]) -> tuple[Extent, ...]:
    """The extent minus some holes (the words of its own cue, of a parenthetical), each piece trimmed."""
    pieces: list[Extent] = []
    first = extent[0]
    for hole in sorted(holes):
        if hole[1] < first or hole[0] > extent[1]:
            continue
        if piece := trim(parsed, first, hole[0] - 1):
            pieces.append(piece)
        first = hole[1] + 1
    if piece := trim(parsed, first, extent[1]):
        pieces.append(piece)
    return tuple(pieces)


def phrase(parsed: Parsed, head: int) -> Extent:
    """The noun phrase of a head, without its relative clauses and what follows them."""
    first, last = parsed.left[head], parsed.right[head]
    for child in parsed.children[head]:
        if child > head and parsed.dep[child] in _DROPPED_FROM_SOURCE and parsed.dep[child] != "punct":
            last = min(last, parsed.left[child] - 1)
        elif child < head and parsed.dep[child] in ("relcl", "advcl", "ccomp", "parataxis", "dep"):
            first = max(first, parsed.right[child] + 1)
    return trim(parsed, first, max(last, head)) or (head, head)


def clause(parsed: Parsed, head: int) -> Extent | None:
    """A content clause without its complementiser."""
    first, last = parsed.left[head], parsed.right[head]
    while first <= last and (parsed.text[first] in _EDGE or parsed.pos[first] == "SPACE"):
        first += 1
    if first < head and parsed.dep[first] == "mark" and parsed.lower[first] == "that":
        first += 1
    return trim(parsed, first, last)


def verb_group(parsed: Parsed, verb: int) -> Extent:
    """The verb with its auxiliaries, negation and particle."""
    first = last = verb
    for child in parsed.children[verb]:
        if parsed.dep[child] in ("aux", "auxpass", "neg") and child == first - 1:
            first = child
        elif parsed.dep[child] == "prt" and child == last + 1:
            last = child
    for child in reversed(parsed.children[verb]):
        if parsed.dep[child] in ("aux", "auxpass", "neg") and child == first - 1:
            first = child
    return first, last


def without_afterthought(parsed: Parsed, head: int, extent: Extent) -> Extent:
    """Cut what the reporter adds at the end of a clause: "… to the mayor, the owner of the barn"."""
    for i in range(head + 1, extent[1] + 1):
        begins = parsed.left[i]
        if parsed.dep[i] == "appos" and (parsed.child(i, "conj") >= 0 or parsed.pos[begins] == "ADV"):
            continue  # "thanked the mayor, his staff and his friends": a list
        if parsed.dep[i] in ("appos", "relcl") and begins > head and _is_added(parsed, i, extent):
            return trim(parsed, extent[0], begins - 1) or extent
    return extent


def without_relative(parsed: Parsed, cue: int, extent: Extent) -> Extent:
    """Cut a relative clause that the reporter adds at the end: "called for calm, which did not come"."""
    first = max(extent[0], cue)
    for i in range(first + 1, extent[1] + 1):
        if parsed.dep[i] == "relcl" and parsed.left[i] > first and _is_added(parsed, i, extent):
            return trim(parsed, extent[0], parsed.left[i] - 1) or extent
    return extent


def _is_added(parsed: Parsed, head: int, extent: Extent) -> bool:
    """Whether a phrase stands at the end of an extent, behind a comma and outside marks."""
    begins = parsed.left[head]
    return parsed.right[head] >= extent[1] and parsed.text[begins - 1] == "," and parsed.quote[begins] < 0


def within_clause(parsed: Parsed, token: int, top: int) -> bool:
    """Whether a word hangs on another without a clause of its own between them."""
    while token != top:
        if parsed.dep[token] in _CLAUSES or parsed.head[token] == token:
            return False
        if parsed.dep[token] == "conj" and parsed.pos[token] in VERBAL:
            return False
        token = parsed.head[token]
    return True


def clause_of(parsed: Parsed, token: int) -> Extent:
    """The clause of a word within its sentence, without the mark that opens it."""
    low, high = parsed.bounds[parsed.sentence[token]]
    first, last = max(parsed.left[token], low), min(parsed.right[token], high - 1)
    if parsed.dep[token] in ("relcl", "acl") and parsed.head[token] >= low:
        first = min(first, max(parsed.left[parsed.head[token]], low))
    return trim(parsed, first, last) or (token, token)


def reach_of(parsed: Parsed, top: int) -> Extent:
    """The clause, widened to the noun that it hangs on ("the attack, which no group has claimed")."""
    first, last = clause_of(parsed, top)
    if parsed.dep[top] in ("relcl", "acl"):
        return min(parsed.head[top], first), max(parsed.head[top], last)
    return first, last
