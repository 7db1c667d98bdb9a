"""Where a clause or noun phrase begins and ends, and who its subject is, read off the dependency parse.

Extents are pairs of token indices, both included. Labels are ClearNLP's, which spaCy's English models use.
"""

from wirebrief.service.engines.rules.parse import Parsed

Extent = tuple[int, int]

SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_EDGE = frozenset(".,;:-!?…") | {"--", "—", "–", "...", "''", "``", '"'}
_DROPPED_FROM_SOURCE = frozenset({"relcl", "punct", "acl", "advcl", "parataxis", "dep", "ccomp"})


def trim(parsed: Parsed, first: int, last: int) -> Extent | None:
    """The extent without punctuation and white space at its edges, or None where nothing is left."""
    while first <= last and (parsed.text[first] in _EDGE or parsed.pos[first] == "SPACE"):
        first += 1
    while last >= first and (parsed.text[last] in _EDGE or parsed.pos[last] == "SPACE"):
        last -= 1
    return (first, last) if first <= last else None


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


def own_subject(parsed: Parsed, verb: int) -> int:
    """The head of the verb's own subject, or -1."""
    for child in parsed.children[verb]:
        if parsed.dep[child] in SUBJECTS:
            return child
    return -1


def subject(parsed: Parsed, verb: int, depth: int = 0) -> int:
    """The head of the noun phrase that does what the verb says, or -1.

    Follows coordination ("he came and said"), open complements ("refused to say"), participles ("he left,
    saying"), and relative clauses ("the man who said").
    """
    found = own_subject(parsed, verb)
    if found >= 0:
        return _antecedent(parsed, verb, found)
    head, dep = parsed.head[verb], parsed.dep[verb]
    if head == verb or depth > 5:
        return -1
    if dep in ("acl", "relcl"):
        return head
    if dep == "xcomp":
        governor = parsed.child(head, "dobj", "dative")
        if governor >= 0 and parsed.tag[verb] == "VB":
            return governor
        return subject(parsed, head, depth + 1)
    if dep in ("conj", "advcl", "parataxis", "dep", "prep", "pcomp", "ccomp"):
        return subject(parsed, head, depth + 1) if parsed.pos[head] != "NOUN" else _owner(parsed, head)
    return -1


def _owner(parsed: Parsed, noun: int) -> int:
    return parsed.child(noun, "poss")


def _antecedent(parsed: Parsed, verb: int, found: int) -> int:
    if parsed.tag[found] in ("WP", "WDT") and parsed.dep[verb] == "relcl":
        return parsed.head[verb]
    return found


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
