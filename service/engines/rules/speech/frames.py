"""What a reporting verb governs, frame by frame (`lexicon.py` lists the frames)."""

from collections.abc import Callable

from wirebrief.service.engines.rules.lexicon import Cue
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech.clauses import (
    Extent,
    clause,
    own_subject,
    phrase,
    resumed,
    trim,
    verb_group,
    without,
    without_afterthought,
    without_relative,
)
from wirebrief.service.engines.rules.speech.report import merged

Content = tuple[Extent, ...]
Found = tuple[str, Content] | None
"""The frame that is filled, with the content that fills it."""

_ASIDE = frozenset({",", "--", "-", "–", "—", '"', "(", ")", ".", ""})
_SETTINGS = frozenset(
    {
        "interview",
        "statement",
        "speech",
        "tweet",
        "letter",
        "conference",
        "briefing",
        "email",
        "debate",
        "rally",
    }
    | {
        "court",
        "op-ed",
        "column",
        "post",
        "report",
        "day",
        "week",
        "month",
        "year",
        "morning",
        "twitter",
        "facebook",
    }
)
_COMPANY = frozenset({"prep", "xcomp", "oprd", "dobj", "ccomp", "acl", "relcl"})
_ASTRAY = frozenset({"ccomp", "advcl", "acl", "conj", "dep", "parataxis", "relcl"})
_LONGEST_ASIDE = 30
_SOON = 6
"""Words between a cue and its "that" or colon: a day, an addressee."""


def active(parsed: Parsed, verb: int, cue: Cue, speaker: int, is_cue: Callable[[int], bool]) -> Found:
    """The first of an active verb's frames that its sentence fills."""
    if cue.has("appearance"):
        return _seeming(parsed, verb)
    if cue.has("clause") and not _is_sated(parsed, verb, cue):
        found = content_clause(parsed, verb, speaker, is_cue)
        if found:
            return found
    if cue.has("clause") and cue.sense("clause").stance == "asks" and (found := _whether(parsed, verb)):
        return found
    found = _phrase_governed(parsed, verb, cue, is_cue)
    if found:
        return found[0], tuple(without_relative(parsed, verb, extent) for extent in found[1])
    target = parsed.child(verb, "dobj", "dative")
    if not cue.has("clause") or (target >= 0 and not cue.has("addressee_infinitive")):
        return None
    return as_said(parsed, verb) or (_clause_astray(parsed, verb, is_cue) if target < 0 else None)


def _is_sated(parsed: Parsed, verb: int, cue: Cue) -> bool:
    """Whether its object or infinitive is what the verb reports, so that no clause before or around it is: not an
    addressee ("told reporters"), and no clause behind it ("confirmed the date and that …")."""
    if any(parsed.dep[child] == "ccomp" and child > verb for child in parsed.children[verb]):
        return False
    own = parsed.child(verb, "dobj")
    if own > verb and cue.has("object") and not cue.has("addressee_infinitive"):
        return True
    return cue.has("infinitive") and parsed.child(verb, "xcomp") > verb


def _whether(parsed: Parsed, verb: int) -> Found:
    """"asked her if the road was open", where the parser sees a condition in it."""
    for child in parsed.children[verb]:
        first = parsed.left[child]
        if child > verb and parsed.dep[child] == "advcl" and parsed.lower[first] in ("if", "whether"):
            extent = clause(parsed, child)
            return ("clause", (extent,)) if extent else None
    return None


def _phrase_governed(parsed: Parsed, verb: int, cue: Cue, is_cue: Callable[[int], bool]) -> Found:
    target = parsed.child(verb, "dobj", "dative")
    if target >= 0 and (found := _with_object(parsed, verb, cue, target)):
        return found
    if cue.has("infinitive") and (found := _infinitive(parsed, verb, "infinitive")):
        return found
    if target >= 0 and cue.has("object") and (found := _object(parsed, verb, target)):
        return found
    for preposition in cue.prepositions:
        if found := _preposition(parsed, verb, preposition, is_cue):
            return found
    return None


def passive(parsed: Parsed, verb: int, cue: Cue) -> Found:
    """The content of a passive verb: "is said to be ill", "the closure was announced", "was told that"."""
    target = parsed.child(verb, "nsubjpass")
    if target < 0 and parsed.dep[verb] == "acl":
        target = parsed.head[verb]
    infinitive = parsed.child(verb, "xcomp", "oprd")
    judged = cue.has("small_clause") and parsed.child(verb, "auxpass") >= 0
    if infinitive > verb and (cue.has("passive_infinitive") or judged):
        return _subject_and(parsed, target, infinitive, "passive_infinitive")
    for preposition in cue.object_prepositions:
        if target >= 0 and (found := _preposition(parsed, verb, preposition, lambda _: False)):
            return f"passive_prep:{preposition}", merged([phrase(parsed, target), *found[1]])
    it_is_told = target >= 0 and parsed.lower[target] == "it" and parsed.child(verb, "ccomp") > verb
    if cue.has("passive") and target >= 0 and not it_is_told:
        return "passive", (phrase(parsed, target),)
    if cue.has("addressee_infinitive") and (found := _preposition(parsed, verb, "about", lambda _: False)):
        return "passive_clause", found[1]  # "was asked about the leak"
    return None


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
    """Whether a clause before a cue is the sentence before, which the parser ran into the cue's: "They were asked;
    most said no", "It was late - the guide said we would stay"; `follows`: there is content behind the cue too."""
    last = parsed.right[child]
    if {parsed.text[last], parsed.text[last + 1]} & {":", ";"}:
        return True
    if not follows or own[1] + 1 >= len(parsed):
        return False
    set_off = parsed.text[own[1] + 1] == "," or parsed.mark[own[1] + 1]
    return not set_off or (parsed.quote[child] < 0 and _opens_speech(parsed, own[1]))


def _second_clauses(parsed: Parsed, verb: int, last: int, is_cue: Callable[[int], bool]) -> list[Extent]:
    """Clauses that the parser coordinates with the cue, though they go on with the content: "said they would come
    and would stay", "said the road was shut and that it would stay so"."""
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


def as_said(parsed: Parsed, verb: int) -> Found:
    """"As the mayor said, the road is shut"."""
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
        first = parsed.left[own]  # "If it rains, he said, we stay": the condition is content, though it hangs on the cue
    around = without(parsed, (min(whole[0], parsed.left[verb]), whole[1]), [(first, parsed.right[verb])])
    if _opens_speech(parsed, parsed.right[verb]):
        around = tuple(piece for piece in around if piece[0] > verb or parsed.quote[piece[0]] >= 0)
    return "parenthetical", tuple(_behind_colon(parsed, verb, piece) for piece in around)


def _clause_astray(parsed: Parsed, verb: int, is_cue: Callable[[int], bool]) -> Found:
    """A "that" clause further behind that the parser has hung on something else: "said before the vote that …"."""
    end = parsed.segments[parsed.segment[verb]][1]
    for i in range(verb + 1, end):
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


def _behind_colon(parsed: Parsed, verb: int, piece: Extent) -> Extent:
    """Only the words in marks, where these stand between a colon and the cue: (She was firm: "No," she said.)"""
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


def _opens_speech(parsed: Parsed, last: int) -> bool:
    """Whether a new sentence in marks follows, so that what stands before is no part of it: (At noon, she said, "Go.")"""
    i = last + 1
    while i < len(parsed) and parsed.text[i] in (",", ":"):
        i += 1
    while i < len(parsed) and parsed.mark[i]:
        i += 1
    return i < len(parsed) and parsed.mark[i - 1] and parsed.quote[i] >= 0 and parsed.text[i][:1].isupper()


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


def _before_next_cue(parsed: Parsed, verb: int, head: int, extent: Extent, is_cue: Callable[[int], bool]) -> Extent:
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


def _is_aside(parsed: Parsed, verb: int) -> bool:
    """Set off by commas and short ("The road, he said, is shut."); the commas may hang on either verb."""
    first, last = parsed.left[verb], parsed.right[verb]
    before = {parsed.text[first], parsed.text[first - 1] if first else ""}
    after = {parsed.text[last], parsed.text[last + 1] if last + 1 < len(parsed) else ""}
    return bool(before & _ASIDE) and bool(after & _ASIDE) and last - first < _LONGEST_ASIDE


def _own_words(parsed: Parsed, verb: int, speaker: int) -> Extent:
    """From the verb to its own subject: what a content clause on both sides of them does not include."""
    first, last = verb_group(parsed, verb)
    if speaker >= 0 and own_subject(parsed, verb) == speaker:
        source = phrase(parsed, speaker)
        first, last = min(first, source[0]), max(last, source[1])
    return first, last


def _with_object(parsed: Parsed, verb: int, cue: Cue, target: int) -> Found:
    if cue.has("small_clause"):
        complement = parsed.child(verb, "oprd", "acomp")
        if complement > target and (extent := trim(parsed, parsed.left[target], parsed.right[complement])):
            return "small_clause", (extent,)
    if cue.has("addressee_infinitive") and (found := _infinitive(parsed, verb, "addressee_infinitive")):
        return found
    for preposition in cue.object_prepositions:
        if found := _object_preposition(parsed, verb, target, preposition):
            return found
    return None


def _infinitive(parsed: Parsed, verb: int, frame: str) -> Found:
    for child in parsed.children[verb]:
        if parsed.dep[child] != "xcomp" or child < verb or parsed.tag[child] not in ("VB", "VBG"):
            continue
        first = parsed.child(verb, "dobj") if frame == "addressee_infinitive" else -1
        if extent := trim(parsed, parsed.left[child] if first < verb else parsed.left[first], parsed.right[child]):
            return frame, (extent,)
    return None


def _seeming(parsed: Parsed, verb: int) -> Found:
    """ "The fire seems to have started here": the whole is what seems, and nobody says so."""
    target = own_subject(parsed, verb)
    complement = parsed.child(verb, "xcomp", "oprd", "acomp", "ccomp", "attr")
    if complement < verb:
        return None
    return _subject_and(parsed, target, complement, "appearance")


def _subject_and(parsed: Parsed, target: int, predicate: int, frame: str) -> Found:
    pieces = [trim(parsed, parsed.left[predicate], parsed.right[predicate])]
    if target >= 0 and parsed.tag[target] not in ("WDT", "WP"):
        pieces.append(phrase(parsed, target))
    content = merged([piece for piece in pieces if piece])
    return (frame, content) if content else None


def _object(parsed: Parsed, verb: int, target: int) -> Found:
    """The object with what belongs to it: "backed the mayor for a third term"."""
    extent = trim(parsed, parsed.left[target], _with_company(parsed, verb, parsed.right[target]))
    if extent is None or parsed.lower[extent[1]].endswith(("self", "selves")):
        return None  # "he repeated himself"
    return "object", (extent,)


def _with_company(parsed: Parsed, verb: int, last: int) -> int:
    """The end of what a verb governs right behind a token, without what says when and where it was said."""
    for child in parsed.children[verb]:
        if child <= last or parsed.left[child] != last + 1:
            continue
        purpose = parsed.dep[child] == "advcl" and parsed.lower[last + 1] == "to"
        if purpose or (parsed.dep[child] in _COMPANY and not _is_setting(parsed, child)):
            last = parsed.right[child]
    return last


def _is_setting(parsed: Parsed, preposition: int) -> bool:
    """Whether a phrase says when or where it was said rather than what: "in an interview", "on Monday"."""
    place = parsed.child(preposition, "pobj")
    if place < 0:
        return parsed.lower[preposition] in ("by", "after", "before", "while")
    return parsed.entity[place] in ("DATE", "TIME") or parsed.lemma[place] in _SETTINGS


def _object_preposition(parsed: Parsed, verb: int, target: int, word: str) -> Found:
    for child in parsed.children[verb] + parsed.children[target]:
        first = parsed.left[child]
        if parsed.dep[child] not in ("prep", "advcl") or first < target or parsed.lower[first] != word:
            continue
        if parsed.dep[child] == "advcl" and own_subject(parsed, child) >= 0:
            continue
        if extent := trim(parsed, parsed.left[target], _with_company(parsed, verb, parsed.right[child])):
            return f"object_prep:{word}", (extent,)
    return None


def _preposition(parsed: Parsed, verb: int, word: str, is_cue: Callable[[int], bool]) -> Found:
    """The object of a preposition, and for "called on X to do" what X is to do."""
    for child in parsed.children[verb]:
        if parsed.dep[child] not in ("prep", "agent") or child < verb or parsed.lower[child] != word:
            continue
        if parsed.right[child] == child:
            continue  # "what she refers to as home"
        last = parsed.right[child]
        infinitive = parsed.child(verb, "xcomp", "advcl")
        if word == "on" and infinitive > child and parsed.tag[infinitive] == "VB" and not is_cue(infinitive):
            last = parsed.right[infinitive]
        if extent := trim(parsed, child + 1, _with_company(parsed, verb, last)):
            return f"prep:{word}", (extent,)
    return None
