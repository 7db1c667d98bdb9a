"""What a reporting verb governs, frame by frame (`lexicon.py` lists the frames)."""

from collections.abc import Callable

from wirebrief.service.engines.rules.lexicon import Cue, grammar
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech.report import merged
from wirebrief.service.engines.rules.speech.told import Found, as_said, clause_astray, content_clause, whether
from wirebrief.service.engines.rules.syntax.clauses import phrase, trim, without_relative
from wirebrief.service.engines.rules.syntax.subjects import own_subject

_COMPANY = frozenset({"prep", "xcomp", "oprd", "dobj", "ccomp", "acl", "relcl"})
"""What may belong to an object or a preposition's object, though the parser hangs it on the verb."""


def active(parsed: Parsed, verb: int, cue: Cue, speaker: int, is_cue: Callable[[int], bool]) -> Found:
    """The first of an active verb's frames that its sentence fills."""
    if cue.has("appearance"):
        return _seeming(parsed, verb)
    if cue.has("clause") and not _is_sated(parsed, verb, cue):
        found = content_clause(parsed, verb, speaker, is_cue)
        if found:
            return found
    if cue.has("clause") and cue.sense("clause").stance == "asks" and (found := whether(parsed, verb)):
        return found
    found = _phrase_governed(parsed, verb, cue, is_cue)
    if found:
        return found[0], tuple(without_relative(parsed, verb, extent) for extent in found[1])
    target = parsed.child(verb, "dobj", "dative")
    if not cue.has("clause") or (target >= 0 and not cue.has("addressee_infinitive")):
        return None
    return as_said(parsed, verb) or (clause_astray(parsed, verb, is_cue) if target < 0 else None)


def _is_sated(parsed: Parsed, verb: int, cue: Cue) -> bool:
    """Whether its object or infinitive is what the verb reports, so that no clause before or around it is.

    An addressee is not ("told reporters"), nor where a clause follows ("confirmed to them that …").
    """
    if any(parsed.dep[child] == "ccomp" and child > verb for child in parsed.children[verb]):
        return False
    own = parsed.child(verb, "dobj")
    if own > verb and cue.has("object") and not cue.has("addressee_infinitive"):
        return True
    return cue.has("infinitive") and parsed.child(verb, "xcomp") > verb


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
        if extent := trim(
            parsed, parsed.left[child] if first < verb else parsed.left[first], parsed.right[child]
        ):
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
    return parsed.entity[place] in ("DATE", "TIME") or parsed.lemma[place] in grammar().settings


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
