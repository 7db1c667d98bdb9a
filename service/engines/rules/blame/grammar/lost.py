"""Subjects that the parser lost or hung elsewhere: "spent years insisting", "men loyal to X burned it"."""

from wirebrief.service.engines.rules.blame.grammar.phrases import NOMINAL
from wirebrief.service.engines.rules.events.phrases import is_people
from wirebrief.service.engines.rules.lexicon import cues
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech.subjects import subject
from wirebrief.service.engines.rules.syntax.control import controller

_SPENDING = frozenset({"spend", "waste", "pass"})


def lost_subject(parsed: Parsed, verb: int) -> int:
    """The subject of a verb that has none of its own, where the parser's tree misleads; or -1."""
    controlled = controller(parsed, verb)
    if controlled >= 0:
        return controlled
    spent = _spending(parsed, verb)
    if spent >= 0:
        return subject(parsed, spent)
    if _is_bearer(parsed, verb):
        return verb - 1
    clause = parsed.child(verb, "csubj")
    if clause >= 0 and parsed.tag[clause] == "VBG" and parsed.child(clause, "nsubj") >= 0:
        return parsed.child(clause, "nsubj")  # "hackers working for the North were behind it"
    return _beside_adjective(parsed, verb) if parsed.dep[verb] == "ccomp" else -1


def joined_to(parsed: Parsed, verb: int) -> int:
    """The verb whose subject a coordinated one shares: "said guards dragged him out and beat him"; or -1.

    Verbs of saying may go on from the report ("said he was out and promised to call"), others do not.
    """
    up = parsed.head[verb]
    tells = _may_tell(parsed, verb) and (parsed.child(verb, "dobj") < 0 or parsed.child(verb, "ccomp") >= 0)
    shared = parsed.dep[verb] == "conj" and parsed.pos[up] == "VERB" and not tells
    if not shared or parsed.tag[verb] == "VBG":
        return -1
    told = [c for c in parsed.children[up] if up < c < verb and parsed.dep[c] == "ccomp"]
    return told[-1] if told and parsed.lemma[up] in cues().verbs else up


def _may_tell(parsed: Parsed, verb: int) -> bool:
    """Whether a verb can govern what somebody says."""
    cue = cues().verbs.get(parsed.lemma[verb])
    return cue is not None and cue.has("clause")


def result_of(parsed: Parsed, verb: int) -> int:
    """The verb that "killing two" follows from: "said the train had left the rails, killing two"; or -1."""
    up = parsed.head[verb]
    if parsed.tag[verb] != "VBG" or parsed.dep[verb] != "advcl" or parsed.child(verb, "mark", "aux") >= 0:
        return -1
    if _may_tell(parsed, verb) or parsed.text[parsed.left[verb] - 1] != "," or up > verb:
        return -1
    if not _may_tell(parsed, up):
        return up if parsed.pos[up] == "VERB" else -1
    told = [c for c in parsed.children[up] if up < c < verb and parsed.dep[c] == "ccomp"]
    return told[-1] if told else -1


def _beside_adjective(parsed: Parsed, verb: int) -> int:
    """The men of "said men loyal to X burned it", where the parser makes a clause of "men loyal to X"; or
    -1."""
    for other in parsed.children[parsed.head[verb]]:
        if other < verb and parsed.dep[other] == "ccomp" and parsed.pos[other] == "ADJ":
            return parsed.child(other, "nsubj")
    return -1


def person_meant(parsed: Parsed, verb: int, found: int) -> int:
    """Whom "who" means, where its clause hangs on the noun next to it: "pirates from the delta who"."""
    own = parsed.child(verb, "nsubj")
    if own < 0 or parsed.lower[own] != "who" or parsed.dep[found] != "pobj" or is_people(parsed, found):
        return found
    whole = parsed.head[parsed.head[found]]
    return whole if is_people(parsed, whole) else found


def _spending(parsed: Parsed, verb: int) -> int:
    """The verb of "spent years insisting", "spent the rest of her life insisting", or -1."""
    up = parsed.head[verb]
    while parsed.dep[up] in ("pobj", "prep", "dobj"):
        up = parsed.head[up]
    return up if parsed.tag[verb] == "VBG" and parsed.lemma[up] in _SPENDING else -1


def _is_bearer(parsed: Parsed, verb: int) -> bool:
    """Whether the noun right before a gerund is who does it: "told of soldiers burning their village"."""
    before = verb - 1
    if parsed.tag[verb] != "VBG" or parsed.dep[verb] not in ("xcomp", "ccomp", "advcl", "acl"):
        return False
    if before < 0 or parsed.dep[before] != "pobj" or parsed.pos[before] not in NOMINAL:
        return False
    return parsed.lower[parsed.head[before]] in ("of", "about")
