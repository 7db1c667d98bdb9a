"""Mending what a small parser gets wrong in news: the tag behind what is said ("…, the governor told a
radio station"). The parser joins it to the clause before as one more deed, hangs it on that clause's last
noun, or takes its subject for an apposition there; then nobody says it, and that noun gets another's name.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from wirebrief.service.engines.rules.actor_words import words as actor_words
from wirebrief.service.engines.rules.lexicon import cues

if TYPE_CHECKING:
    from wirebrief.service.engines.rules.parse import Parsed

_NOMINAL = ("NOUN", "PROPN")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_HAVING = frozenset({"has", "have", "had", "'ve", "'s"})
_BESIDE_VERB = frozenset({"ADV", "AUX"})
_IN_PHRASE = frozenset({"NOUN", "PROPN", "PART", "PUNCT"})
_OPENING = frozenset({"DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM"})
_LINKS = frozenset(
    {"which", "that", "whose", "whom", "who", "what", "and", "or", "but", "there", "it", "this"}
)
_CONTENT = frozenset({"ccomp", "xcomp"})
_NO_TAG = frozenset({"that", "by", "whether", "if", "to", "how", "what", "why", "as", "of", "for"})
_TELLING = frozenset({"tell", "inform", "assure"})
_LEAST = 3
"""Words that stand before a tag at the least."""


def mended(parsed: Parsed) -> bool:
    """Set the governors of misread tags right, at most one in a sentence; whether there was any. The lists of
    dependents are then to be made anew."""
    found = False
    for first, end in parsed.segments:
        for verb in range(end - 1, first + _LEAST, -1):
            if _may_tag(parsed, verb) and _mend(parsed, verb, first, end):
                found = True
                break
    return found


def _mend(parsed: Parsed, verb: int, first: int, end: int) -> bool:
    subject, name, comma = _subject(parsed, verb, first)
    if subject < 0 or not _can_say_it(parsed, verb, subject):
        return False
    top = _top_before(parsed, first, comma)
    if top < 0 or _is_under(parsed, top, verb) or _is_framing(parsed, top):
        return False
    governor = parsed.head[top]
    if governor == top or _is_under(parsed, governor, verb):
        parsed.head[verb], parsed.dep[verb] = verb, "ROOT"
    else:
        parsed.head[verb], parsed.dep[verb] = governor, parsed.dep[top]
    parsed.head[top], parsed.dep[top] = verb, "ccomp"
    for token in range(comma, end):  # what follows the clause is the tag's
        if token != verb and parsed.head[token] < comma:
            parsed.head[token] = verb
    parsed.head[subject], parsed.dep[subject] = verb, "nsubj"
    parsed.pos[verb] = "VERB"
    if name >= 0:
        parsed.head[name], parsed.dep[name] = subject, "appos"
    if parsed.tag[verb] == "VBN" and parsed.lower[verb - 1] not in _HAVING:
        parsed.tag[verb] = "VBD"
    return True


def _can_say_it(parsed: Parsed, verb: int, subject: int) -> bool:
    """Whether a noun can be who says it: no other is, and it does not only stand beside ("a plan announced
    in May")."""
    own = parsed.child(verb, "nsubj", "nsubjpass")
    if own >= 0 or parsed.dep[verb] != "acl":
        return own in (-1, subject)
    if parsed.child(verb, "prt", "agent") >= 0:
        return False
    words, lemma = actor_words(), parsed.lemma[subject]
    speaks = lemma in words.roles or words.kinds.get(lemma, "other") != "other"
    return speaks or parsed.entity[subject] in ("PERSON", "ORG")


def _may_tag(parsed: Parsed, verb: int) -> bool:
    """Whether a verb can be a tag: it says something, and has nothing said of its own."""
    if parsed.tag[verb] not in _FINITE or parsed.lemma[verb] not in _tagging() or parsed.quote[verb] >= 0:
        return False
    if parsed.dep[verb] in ("relcl", "parataxis", "amod", "compound"):
        return False
    behind = verb + 1
    if behind < len(parsed) and parsed.lower[behind] in _NO_TAG:
        return False
    if behind + 1 < len(parsed) and parsed.text[behind] == "," and parsed.pos[behind + 1] == "CCONJ":
        return False  # "…, they say, and …"
    told = _CONTENT if parsed.lemma[verb] in _TELLING else _CONTENT | {"dobj"}
    return not any(c > verb and parsed.dep[c] in told for c in parsed.children[verb])


@lru_cache(maxsize=1)
def _tagging() -> frozenset[str]:
    """The verbs that state what somebody says or finds in a clause."""
    return frozenset(
        lemma
        for lemma, cue in cues().verbs.items()
        if cue.has("clause") and cue.sense("clause").stance == "asserts"
    )


def _subject(parsed: Parsed, verb: int, first: int) -> tuple[int, int, int]:
    """The head of the noun phrase between a comma and a verb, the name in an apposition behind it (or -1),
    and the comma; -1 each if there is none."""
    at, name = verb - 1, -1
    while at > first and parsed.pos[at] in _BESIDE_VERB:
        at -= 1
    other = any(parsed.lemma[t] == "be" or parsed.tag[t] == "MD" for t in range(at + 1, verb))
    if other or (parsed.tag[verb] == "VBN" and at == verb - 1 and parsed.dep[verb] not in ("acl", "conj")):
        return -1, -1, -1
    if parsed.text[at] == ",":
        begin = _phrase_start(parsed, at - 1, first)
        name = _head_in(parsed, begin, at - 1)
        if name < 0 or parsed.pos[name] != "PROPN":
            return -1, -1, -1
        at = begin - 2
    begin = _phrase_start(parsed, at, first)
    head = _head_in(parsed, begin, at)
    return (head, name, begin - 1) if head >= 0 else (-1, -1, -1)


def _phrase_start(parsed: Parsed, last: int, first: int) -> int:
    """The first word of what stands between a comma and a word, if it can be a noun phrase; or -1."""
    for at in range(last, first, -1):
        if parsed.text[at] == "," or parsed.mark[at]:
            opening = at < last and parsed.text[at] == "," and parsed.pos[at + 1] in _OPENING
            return at + 1 if opening and parsed.lower[at + 1] not in _LINKS else -1
        if parsed.pos[at] in ("VERB", "AUX") and parsed.tag[at] not in ("VBG", "VBN"):
            return -1
    return -1


def _head_in(parsed: Parsed, first: int, last: int) -> int:
    """The noun that the first run of nouns comes to: "centre" in "the country's security centre in Ansk"."""
    for at in range(first, last + 1) if first >= 0 else ():
        if parsed.pos[at] == "ADP":
            return -1
        nominal = parsed.pos[at] in _NOMINAL or (parsed.tag[at] == "PRP" and at == first)
        if nominal and not (at < last and parsed.pos[at + 1] in _IN_PHRASE):
            return at
    return -1


def _top_before(parsed: Parsed, first: int, comma: int) -> int:
    """The word that governs the clause before a comma, or -1 if it is no clause; what stands before a
    semicolon or a colon is another's."""
    begin = max((t + 1 for t in range(first, comma) if parsed.text[t] in (";", ":")), default=first)
    verbs = [t for t in range(begin, comma) if parsed.pos[t] in ("VERB", "AUX")]
    for top in verbs:
        at = top
        while parsed.head[at] != at and begin <= parsed.head[at] < comma:
            at = parsed.head[at]
        if parsed.pos[at] in ("VERB", "AUX"):
            return at
    return -1


def _is_under(parsed: Parsed, token: int, above: int) -> bool:
    while parsed.head[token] != token:
        token = parsed.head[token]
        if token == above:
            return True
    return False


def _is_framing(parsed: Parsed, top: int) -> bool:
    """Whether a clause only says when or why something was said: "After it burned, the police reported"."""
    return any(parsed.dep[c] == "mark" or parsed.tag[c] == "WRB" for c in parsed.children[top] if c < top)
