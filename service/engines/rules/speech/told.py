"""The clause that a reporting verb governs, wherever the parser has put it: behind, before or around it."""

from collections.abc import Callable

from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech.report import merged
from wirebrief.service.engines.rules.syntax.clauses import (
    Extent,
    clause,
    phrase,
    trim,
    verb_group,
    without,
    without_afterthought,
)
from wirebrief.service.engines.rules.syntax.subjects import own_subject, resumed

Content = tuple[Extent, ...]
Found = tuple[str, Content] | None
"""The frame that is filled, with the content that fills it."""

_ASIDE = frozenset({",", "--", "-", "–", "—", '"', "(", ")", ".", ""})
_ASTRAY = frozenset({"ccomp", "advcl", "acl", "conj", "dep", "parataxis", "relcl"})
_LONGEST_ASIDE = 30
_SOON = 6
"""Words between a cue and its "that" or colon: a day, an addressee."""
_FAR = 40
"""Words within which a that-clause that the parser has hung elsewhere must begin."""


def content_clause(parsed: Parsed, verb: int, speaker: int, is_cue: Callable[[int], bool]) -> Found:
    """The clauses that a verb takes; or, where the verb stands in an aside, the sentence around it."""
    own = _own_words(parsed, verb, speaker)
    pieces: list[Extent] = []
    told = [child for child in parsed.children[verb] if parsed.dep[child] == "ccomp"]
    for child in told:
        extent = clause(parsed, child)
        if extent is None or (child < verb and _is_earlier(parsed, child, own, follows=told[-1] > verb)):
            continue
        extent = without_afterthought(parsed, child, _before_next_cue(parsed, verb, child, extent, is_cue))
        pieces += without(parsed, extent, [own])
    if pieces:
        pieces += _second_clauses(parsed, verb, max(last for _, last in pieces), is_cue)
        return "clause", merged([_behind_colon(parsed, verb, piece) for piece in pieces])
    if parsed.dep[verb] in ("parataxis", "ccomp", "dep", "intj") and (found := _around(parsed, verb)):
        return found
    return _stretch_behind(parsed, verb)


def _is_earlier(parsed: Parsed, child: int, own: Extent, *, follows: bool) -> bool:
    """Whether a clause before a cue is the sentence before, which the parser ran into the cue's.

    "They were asked; most said no", "It was late - the guide said we would stay". `follows`: there is content
    behind the cue too.
    """
    last = parsed.right[child]
    if {parsed.text[last], parsed.text[last + 1]} & {":", ";"}:
        return True
    if not follows or own[1] + 1 >= len(parsed):
        return False
    set_off = parsed.text[own[1] + 1] == "," or parsed.mark[own[1] + 1]
    return not set_off or (parsed.quote[child] < 0 and _opens_speech(parsed, own[1]))


def _second_clauses(parsed: Parsed, verb: int, last: int, is_cue: Callable[[int], bool]) -> list[Extent]:
    """Clauses that the parser coordinates with the cue, though they go on with the content.

    "said they would come and would stay", "said the road was shut and that it would stay so"
    """
    found: list[Extent] = []
    for child in parsed.children[verb]:
        if parsed.dep[child] != "conj" or parsed.left[child] <= last or parsed.left[child] - last > 3:
            continue
        first = parsed.left[child]
        again = parsed.lower[first] == "that" and parsed.dep[first] == "mark"
        plain = parsed.tag[child] in ("VB", "VBN") and not is_cue(child) and own_subject(parsed, child) < 0
        shared = own_subject(parsed, child) >= 0 and "," not in parsed.text[last + 1 : first]
        if (again or plain or shared) and (extent := trim(parsed, last + 1, parsed.right[child])):
            found.append(extent)
            last = extent[1]
    return found


def _before_next_cue(
    parsed: Parsed, verb: int, head: int, extent: Extent, is_cue: Callable[[int], bool]
) -> Extent:
    """Cut the clause where the next report begins: "said it was late, adding that …"."""
    for i in range(head + 1, extent[1] + 1):
        if parsed.tag[i] not in ("VBG", "VBD", "VBZ", "VBP") or parsed.quote[i] >= 0 or not is_cue(i):
            continue
        begins = parsed.left[i]
        if (
            parsed.dep[i] == "advcl"
            and parsed.tag[i] == "VBG"
            and begins > head
            and parsed.text[begins - 1] == ","
        ):
            return trim(parsed, extent[0], begins - 1) or extent
        if resumed(parsed, i) == verb and parsed.pos[begins - 1] == "CCONJ":
            return trim(parsed, extent[0], begins - 2) or extent
    return extent


def _own_words(parsed: Parsed, verb: int, speaker: int) -> Extent:
    """From the verb to its own subject: what a content clause on both sides of them does not include."""
    first, last = verb_group(parsed, verb)
    if speaker >= 0 and own_subject(parsed, verb) == speaker:
        source = phrase(parsed, speaker)
        first, last = min(first, source[0]), max(last, source[1])
    return first, last


def as_said(parsed: Parsed, verb: int) -> Found:
    """ "As the mayor said, the road is shut"."""
    mark = parsed.child(verb, "mark", "advmod")
    is_as = parsed.dep[verb] == "advcl" and mark == parsed.left[verb] and parsed.lower[mark] == "as"
    if not is_as or parsed.child(verb, "xcomp", "ccomp", "acomp", "prt") >= 0 or parsed.tag[verb] == "VBG":
        return None
    return _around(parsed, verb)


def _around(parsed: Parsed, verb: int) -> Found:
    """The sentence that a short clause with a cue is set into: "The road, he said, is shut"."""
    head = parsed.head[verb]
    whole = trim(parsed, parsed.left[head], parsed.right[head])
    if not _is_aside(parsed, verb) or whole is None:
        return None
    first = parsed.left[verb]
    own = own_subject(parsed, verb)
    if head > verb and own >= 0 and parsed.left[own] > first and parsed.text[parsed.left[own] - 1] == ",":
        first = parsed.left[
            own
        ]  # "If it rains, he said, we stay": the condition is content, though it hangs on the cue
    around = without(parsed, (min(whole[0], parsed.left[verb]), whole[1]), [(first, parsed.right[verb])])
    if _opens_speech(parsed, parsed.right[verb]):
        around = tuple(piece for piece in around if piece[0] > verb or parsed.quote[piece[0]] >= 0)
    return "parenthetical", tuple(_behind_colon(parsed, verb, piece) for piece in around)


def _is_aside(parsed: Parsed, verb: int) -> bool:
    """Set off by commas and short ("The road, he said, is shut."); the commas may hang on either verb."""
    first, last = parsed.left[verb], parsed.right[verb]
    before = {parsed.text[first], parsed.text[first - 1] if first else ""}
    after = {parsed.text[last], parsed.text[last + 1] if last + 1 < len(parsed) else ""}
    return bool(before & _ASIDE) and bool(after & _ASIDE) and last - first < _LONGEST_ASIDE


def _opens_speech(parsed: Parsed, last: int) -> bool:
    """Whether a new sentence in marks follows, apart from what stands before: (Later she said, "Go.")"""
    i = last + 1
    while i < len(parsed) and parsed.text[i] in (",", ":"):
        i += 1
    while i < len(parsed) and parsed.mark[i]:
        i += 1
    return i < len(parsed) and parsed.mark[i - 1] and parsed.quote[i] >= 0 and parsed.text[i][:1].isupper()


def _behind_colon(parsed: Parsed, verb: int, piece: Extent) -> Extent:
    """Only the words in marks between a colon and the cue: (She was firm: "No," she said.)"""
    first, last = piece
    n = parsed.quote[last]
    if last > verb or n < 0:
        return piece
    while last - 1 > first and parsed.quote[last - 1] == n:
        last -= 1
    before = last - 1
    while before > first and parsed.mark[before]:
        before -= 1
    return (last, piece[1]) if before > first and parsed.text[before] == ":" else piece


def whether(parsed: Parsed, verb: int) -> Found:
    """ "asked her if the road was open", where the parser sees a condition in it."""
    for child in parsed.children[verb]:
        first = parsed.left[child]
        if child > verb and parsed.dep[child] == "advcl" and parsed.lower[first] in ("if", "whether"):
            extent = clause(parsed, child)
            return ("clause", (extent,)) if extent else None
    return None


def _stretch_behind(parsed: Parsed, verb: int) -> Found:
    """What follows "said that" or "said:" in its sentence, where the parse has lost the clause."""
    end = parsed.segments[parsed.segment[verb]][1]
    i = verb + 1
    while i < min(end, verb + _SOON) and parsed.pos[i] in ("ADV", "PROPN", "NOUN", "ADP", "PRON", "DET"):
        i += 1
    if i >= end or not (parsed.text[i] == ":" or (parsed.lower[i] == "that" and parsed.pos[i] == "SCONJ")):
        return None
    extent = trim(parsed, i + 1, end - 1)
    return ("clause", (extent,)) if extent and extent[1] - extent[0] > 1 else None


def clause_astray(parsed: Parsed, verb: int, is_cue: Callable[[int], bool]) -> Found:
    """A that-clause further behind, which the parser has hung on something else: "said at noon that …"."""
    end = parsed.segments[parsed.segment[verb]][1]
    for i in range(verb + 1, min(end, verb + _FAR)):
        if parsed.quote[i] >= 0 or is_cue(i) or parsed.text[i] == ";":
            return None
        head = parsed.head[i]
        if parsed.lower[i] != "that" or parsed.dep[i] != "mark" or parsed.dep[head] not in _ASTRAY:
            continue
        if parsed.dep[head] in ("acl", "relcl") and parsed.entity[parsed.head[head]] == "":
            return None
        extent = clause(parsed, head)
        return ("clause", (extent,)) if extent and extent[0] > verb else None
    return None
