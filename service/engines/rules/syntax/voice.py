"""Whether a verb is done to its subject, or to the noun that it stands beside."""

from wirebrief.service.engines.rules.lexicon import cues
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.classes import NOMINAL, VERBAL

_HAVING = frozenset({"have", "get", "see", "watch", "find", "want", "hear"})


def is_passive(parsed: Parsed, verb: int) -> bool:
    """Whether the verb is done to its subject, or to the noun that it stands beside."""
    if parsed.child(verb, "auxpass", "nsubjpass") >= 0:
        return True
    if parsed.tag[verb] not in ("VBN", "VBD") or parsed.lemma[verb] == "be":
        return False
    by_whom = parsed.tag[verb] == "VBN" and parsed.child(verb, "agent") >= 0
    if (by_whom and parsed.child(verb, "nsubj") < 0) or _interrupts(parsed, verb):
        return True
    dep, bare = parsed.dep[verb], parsed.child(verb, "aux", "nsubj") < 0
    if dep == "acl" and _is_lost_main_verb(parsed, verb):
        return False
    if dep in ("acl", "amod"):
        return bare
    if dep == "ccomp" and parsed.tag[verb] == "VBN" and parsed.child(verb, "aux") < 0:
        return parsed.lemma[parsed.head[verb]] in _HAVING  # "had their house ransacked"
    if dep in ("advcl", "oprd", "xcomp") and bare and parsed.child(verb, "mark", "dobj") < 0:
        return True
    gapped = dep == "conj" and parsed.child(parsed.head[verb], "auxpass") >= 0
    if gapped and parsed.child(verb, "dobj", "aux", "ccomp") < 0 and parsed.child(verb, "nsubj") >= 0:
        return parsed.tag[parsed.head[verb]] == "VBN"  # "two were killed and five others wounded"
    if dep == "conj" and parsed.tag[verb] == "VBN" and bare and parsed.pos[parsed.head[verb]] in VERBAL:
        return is_passive(parsed, parsed.head[verb])
    return False


def _is_lost_main_verb(parsed: Parsed, verb: int) -> bool:
    """A finite verb that the parser hung on its subject: "[the militants] boasted of …" with no verb
    above."""
    noun = parsed.head[verb]
    alone = parsed.head[noun] == noun and parsed.pos[noun] in NOMINAL and verb > noun
    return alone and parsed.child(verb, "agent") < 0 and parsed.lemma[verb] in cues().verbs


def _interrupts(parsed: Parsed, verb: int) -> bool:
    """Whether a participle stands between a subject and its verb, which the parser hangs on it: "A clerk,
    kidnapped on Friday, was freed"."""
    subject = parsed.child(verb, "nsubj")
    if parsed.tag[verb] not in ("VBD", "VBN") or subject < 0 or parsed.text[verb - 1] != ",":
        return False
    own = any(parsed.dep[c] in ("dobj", "aux", "auxpass", "ccomp") for c in parsed.children[verb])
    return not own and any(
        parsed.dep[c] == "conj"
        and parsed.pos[c] in VERBAL
        and parsed.child(c, "nsubj", "nsubjpass") < 0
        and parsed.text[parsed.left[c] - 1] == ","
        for c in parsed.children[verb]
        if c > verb
    )
