"""Subjects that stand elsewhere than at their verb: "jailed for burning it", "overturned, killing two"."""

from wirebrief.service.engines.rules.lexicon import cues
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.control import controller


def lost_subject(parsed: Parsed, verb: int) -> int:
    """The subject of a verb that has none of its own, where the parser's tree misleads; or -1."""
    controlled = controller(parsed, verb)
    if controlled >= 0:
        return controlled
    clause = parsed.child(verb, "csubj")
    if clause >= 0 and parsed.tag[clause] == "VBG" and parsed.child(clause, "nsubj") >= 0:
        return parsed.child(clause, "nsubj")  # "hackers working for the North were behind it"
    return -1


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
