"""Clauses that the parser takes for something else: a main verb for a participle, a clause behind "after" for
a phrase, "quoted X as saying" for words of who quotes, a headline's passive for an active."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.incident_words import incidents

if TYPE_CHECKING:
    from wirebrief.service.engines.rules.parse import Parsed

_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBORDINATING = frozenset({"after", "before", "because", "since", "until", "as", "when", "while"})
_QUOTING = frozenset({"quote", "cite", "report"})
_SAYING = frozenset({"say", "tell", "claim", "add", "warn", "insist", "declare"})
_UNDERGONE = frozenset({"harm", "seize", "hold"})
"""Frames of verbs that tell in a headline without an object what befell their subject."""
_TITLES = frozenset({"title", "standfirst"})
_FAR = 25
"""Words between "quoted" and its "as saying"."""


def finite_participles(parsed: Parsed) -> bool:
    """A main verb hung on its own subject: "A blast killed four" has no other verb, and in "A bus overturned,
    killing four, police said" two nouns have one verb between them."""
    changed = False
    for verb, dep in enumerate(parsed.dep):
        noun = parsed.head[verb]
        if dep != "acl" or noun >= verb or parsed.pos[noun] not in _NOMINAL:
            continue
        if parsed.tag[verb] not in ("VBD", "VBN") or _has(parsed, verb, "agent", "auxpass", "nsubj"):
            continue
        if parsed.tag[verb] == "VBD" and _has(parsed, verb, "dobj") and parsed.head[noun] == noun:
            _take_place(parsed, verb, noun)
            changed = True
        elif _is_second_subject(parsed, noun):
            _take_place(parsed, verb, noun, "ccomp")
            changed = True
    return changed


def _is_second_subject(parsed: Parsed, noun: int) -> bool:
    """Whether a noun is set before the subject of a verb of saying, and can be none of it."""
    said = parsed.head[noun]
    if parsed.dep[noun] != "nsubj" or parsed.lemma[said] not in _SAYING | {"report"} or said < noun:
        return False
    others = [c for c in parsed.children[said] if parsed.dep[c] == "nsubj" and c > noun]
    apart = bool(others) and parsed.text[parsed.left[others[-1]] - 1] == ","
    return apart and not _has(parsed, said, "ccomp", "dobj") and said - others[-1] <= 2


def _take_place(parsed: Parsed, verb: int, noun: int, dep: str = "") -> None:
    """Put a verb in the place of the noun that it was hung on, which becomes its subject; what else hung on
    the noun behind the verb goes with the verb."""
    governor = parsed.head[noun]
    parsed.head[verb] = verb if governor == noun else governor
    parsed.dep[verb] = dep or parsed.dep[noun]
    parsed.head[noun], parsed.dep[noun] = verb, "nsubj"
    if parsed.tag[verb] == "VBN":
        parsed.tag[verb] = "VBD"
    for child in parsed.children[noun]:
        if child > verb:
            parsed.head[child] = verb
            if parsed.dep[child] == "acl" and parsed.tag[child] == "VBG":
                parsed.dep[child] = "advcl"


def subordinate_subjects(parsed: Parsed) -> bool:
    """ "He was held after employees of a shop said …": the noun behind "after" is the subject of the verb."""
    changed = False
    for verb, tag in enumerate(parsed.tag):
        if tag not in _FINITE or parsed.dep[verb] not in ("ccomp", "conj", "dep", "parataxis"):
            continue
        if _has(parsed, verb, "nsubj", "nsubjpass", "mark", "aux", "expl"):
            continue
        preposition = _opening_before(parsed, verb)
        if preposition < 0:
            continue
        noun = parsed.child(preposition, "pobj")
        parsed.head[noun], parsed.dep[noun] = verb, "nsubj"
        parsed.head[verb], parsed.dep[verb] = parsed.head[preposition], "advcl"
        parsed.head[preposition], parsed.dep[preposition] = verb, "mark"
        changed = True
    return changed


def _opening_before(parsed: Parsed, verb: int) -> int:
    """The "after" whose phrase ends right before a verb, or -1."""
    first = parsed.segments[parsed.segment[verb]][0]
    for at in range(verb - 2, max(first, verb - 12) - 1, -1):
        if parsed.lower[at] in _SUBORDINATING and parsed.dep[at] == "prep" and parsed.head[at] < at:
            noun = parsed.child(at, "pobj")
            return at if noun >= 0 and parsed.right[noun] == verb - 1 else -1
        if parsed.text[at] == "," or parsed.pos[at] in ("VERB", "AUX"):
            return -1
    return -1


def lost_subjects(parsed: Parsed) -> bool:
    """ "Added the cause remained unclear": what the parser takes for an object is the subject behind it."""
    changed = False
    for verb, dep in enumerate(parsed.dep):
        governor = parsed.head[verb]
        if dep != "ccomp" or governor >= verb or parsed.tag[verb] not in _FINITE:
            continue
        told = parsed.child(governor, "dobj")
        own = _has(parsed, verb, "nsubj", "nsubjpass", "mark", "expl", "csubj")
        if told < 0 or own or parsed.right[told] != parsed.left[verb] - 1 or told < governor:
            continue
        parsed.head[told], parsed.dep[told] = verb, "nsubj"
        changed = True
    return changed


def lost_appositions(parsed: Parsed) -> bool:
    """ "Was shot by a policeman, Sergeant Lee, outside": the name is his, and hangs on no verb."""
    changed = False
    for name, dep in enumerate(parsed.dep):
        noun = parsed.left[name] - 2
        if dep != "appos" or noun < 0 or parsed.pos[parsed.head[name]] != "VERB":
            continue
        if parsed.entity[name] == "PERSON" and parsed.text[noun + 1] == "," and parsed.pos[noun] == "NOUN":
            parsed.head[name] = noun
            changed = True
    return changed


def quoted_speakers(parsed: Parsed) -> bool:
    """ "The paper quoted a clerk as saying …": what the paper is read to say is said by the clerk."""
    changed = False
    for saying, lemma in enumerate(parsed.lemma):
        preposition = saying - 1
        if lemma not in _SAYING or parsed.tag[saying] != "VBG" or parsed.lower[preposition] != "as":
            continue
        quoting = _quoting_before(parsed, preposition)
        speaker = parsed.child(quoting, "dobj") if quoting >= 0 else -1
        if not quoting < speaker < preposition:
            continue
        noun = parsed.head[quoting]
        if parsed.dep[quoting] == "acl" and noun < quoting:  # "papers quote X as saying", read as a noun
            _take_place(parsed, quoting, noun)
            parsed.pos[quoting], parsed.tag[quoting] = "VERB", "VBP"
        parsed.head[speaker], parsed.dep[speaker] = saying, "nsubj"
        parsed.head[preposition], parsed.dep[preposition] = saying, "mark"
        parsed.head[saying], parsed.dep[saying], parsed.tag[saying] = quoting, "advcl", "VBD"
        for child in (*parsed.children[quoting], *parsed.children[noun]):
            if parsed.dep[child] == "ccomp" and child < quoting:
                parsed.head[child] = saying
        changed = True
    return changed


def _quoting_before(parsed: Parsed, preposition: int) -> int:
    """The "quoted" of "quoted X as", or -1."""
    first = parsed.segments[parsed.segment[preposition]][0]
    near = range(preposition - 2, max(first, preposition - _FAR) - 1, -1)
    return next((t for t in near if parsed.lemma[t] in _QUOTING and parsed.dep[t] != "compound"), -1)


def bare_passives(parsed: Parsed) -> bool:
    """ "Clerk stabbed in Velm": a headline leaves out "was"."""
    changed = False
    zones = [sentence.zone for sentence in parsed.document.sentences]
    for verb, tag in enumerate(parsed.tag):
        if tag not in ("VBN", "VBD") or parsed.pos[verb] != "VERB":
            continue
        subject = parsed.child(verb, "nsubj")
        if subject < 0 or _has(parsed, verb, "dobj", "aux", "auxpass", "ccomp", "xcomp"):
            continue
        if _has(parsed, verb, "prt") and zones[parsed.sentence[verb]] not in _TITLES:
            continue
        if tag == "VBD" and zones[parsed.sentence[verb]] not in _TITLES:
            continue
        if any(trigger.frame in _UNDERGONE for _, trigger in incidents().verbs.get(parsed.lemma[verb], ())):
            parsed.dep[subject], parsed.tag[verb] = "nsubjpass", "VBN"
            changed = True
    return changed


def shared_passives(parsed: Parsed) -> bool:
    """ "was caught and deported": a second passive without its own "was"."""
    changed = False
    for verb, tag in enumerate(parsed.tag):
        first = parsed.head[verb]
        if tag != "VBD" or parsed.dep[verb] != "conj" or not _has(parsed, first, "auxpass"):
            continue
        if _has(parsed, verb, "nsubj", "dobj", "xcomp", "ccomp", "prt", "aux", "acomp"):
            continue
        if parsed.lemma[verb] in incidents().verbs or parsed.lemma[verb] in blame_words().deeds:
            parsed.tag[verb] = "VBN"
            changed = True
    return changed


def _has(parsed: Parsed, token: int, *deps: str) -> bool:
    return parsed.child(token, *deps) >= 0
