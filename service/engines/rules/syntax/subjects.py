"""Who does what a verb says, read off the dependency parse, also where the subject stands elsewhere."""

from wirebrief.service.engines.rules.lexicon import grammar
from wirebrief.service.engines.rules.parse import Parsed

SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_DEEPEST = 5
_NO_SUBJECTS = frozenset(
    {"times", "time", "days", "weeks", "months", "years", "himself", "herself", "itself", "themselves"}
)
"""What the parser takes for a subject in "has many times asked", "the rebels had themselves asked"."""
_CLIMBED = frozenset(
    {"conj", "advcl", "parataxis", "dep", "prep", "pcomp", "ccomp", "xcomp", "acomp", "attr", "oprd"}
)
"""Relations to a word whose subject is the verb's too."""
_PASSING_ON = frozenset({"quote", "cite", "report"})


def own_subject(parsed: Parsed, verb: int) -> int:
    """The head of the verb's own subject, or -1; of two, as the parser sees them after a place or a date
    ("In Velm, Norland, Lee said"), the nearer one."""
    found = -1
    for child in parsed.children[verb]:
        if found >= 0 and child > verb:
            break
        if parsed.dep[child] not in SUBJECTS or (parsed.quote[verb] < 0 and parsed.quote[child] >= 0):
            continue
        inserted = parsed.text[parsed.right[child] + 1 : parsed.right[child] + 2] == [","]
        if parsed.lower[child] not in _NO_SUBJECTS and (found < 0 or not inserted):
            found = child
    return found


def subject(parsed: Parsed, verb: int) -> int:
    """The head of the noun phrase that does what the verb says, or -1; for "who" its antecedent."""
    found = doer(parsed, verb)
    return parsed.head[parsed.head[found]] if is_relative(parsed, found) else found


def relative(parsed: Parsed, verb: int) -> int:
    """The relative pronoun that is the verb's subject ("the man who said", "who rose and said"), or -1."""
    found = doer(parsed, verb)
    return found if is_relative(parsed, found) else -1


def is_relative(parsed: Parsed, token: int) -> bool:
    return token >= 0 and parsed.tag[token] in ("WP", "WDT") and parsed.dep[parsed.head[token]] == "relcl"


def doer(parsed: Parsed, verb: int, depth: int = 0) -> int:
    """The word that stands for whoever does what the verb says, or -1.

    Follows coordination ("he came and said"), open complements ("refused to say"), participles ("he left,
    saying", "issued a statement saying"), infinitives ("made an effort to say"), gerunds ("spoke of saying").
    """
    found = own_subject(parsed, verb)
    head, dep = parsed.head[verb], parsed.dep[verb]
    if found >= 0 or head == verb or depth > _DEEPEST:
        return found
    report = resumed(parsed, verb)
    if report >= 0:
        return doer(parsed, report, depth + 1)
    if dep in ("acl", "relcl"):
        return _issuer(parsed, head, verb)
    if dep == "xcomp" and parsed.lemma[head] in grammar().object_does and parsed.tag[verb] == "VB":
        governed = parsed.child(head, "dobj", "dative")
        return governed if governed >= 0 else doer(parsed, head, depth + 1)
    if parsed.tag[verb] == "VBG" and dep == "advcl":
        return doer(parsed, _matrix(parsed, head), depth + 1) if parsed.pos[head] in ("VERB", "AUX") else -1
    if dep == "conj" and parsed.tag[verb] == "VBG" and parsed.tag[head] in ("VBZ", "VBD", "VBP"):
        return doer(parsed, _matrix(parsed, head), depth + 1)  # "saying he left and asking why": who said
    if parsed.pos[head] in ("NOUN", "PROPN") and dep in _CLIMBED:
        return _owner(parsed, head, depth)
    return doer(parsed, head, depth + 1) if dep in _CLIMBED else -1


def _owner(parsed: Parsed, noun: int, depth: int) -> int:
    """Who has or does a thing: "her habit of saying", "he has a habit of saying"."""
    owner = parsed.child(noun, "poss")
    verb = parsed.head[noun]
    if owner < 0 and parsed.dep[noun] in ("dobj", "attr") and parsed.pos[verb] in ("VERB", "AUX"):
        return doer(parsed, verb, depth + 1)
    return owner


def resumed(parsed: Parsed, verb: int) -> int:
    """The reporting verb that a cue goes on from, though the parser joins it to the content: in "said she was
    sorry and promised to pay" the one who said promises. -1 where it belongs to the content."""
    if parsed.dep[verb] != "conj" or own_subject(parsed, verb) >= 0:
        return -1
    joined = at = parsed.head[verb]
    while parsed.head[at] != at and parsed.dep[at] in ("ccomp", "conj", "xcomp"):
        report = parsed.head[at]
        if parsed.dep[at] == "ccomp" and report < at and parsed.tag[report] == parsed.tag[verb]:
            return report if _is_other(parsed, joined, verb) else -1
        at = report
    return -1


def _is_other(parsed: Parsed, content: int, verb: int) -> bool:
    """Whether the subject of a content clause cannot well be the one who does what the verb says."""
    told = own_subject(parsed, content)
    if told < 0 or parsed.pos[told] not in ("PROPN", "NOUN") or "," in parsed.text[verb - 3 : verb]:
        return True
    auxiliary = parsed.child(content, "aux", "auxpass")
    return (
        parsed.tag[auxiliary if auxiliary >= 0 else content] != parsed.tag[verb] or parsed.entity[told] == ""
    )


def _matrix(parsed: Parsed, verb: int) -> int:
    """The verb that a verb is part of the content of: in "said it was late, adding that", who said adds."""
    top = at = verb
    while parsed.head[at] != at and parsed.dep[at] in ("ccomp", "xcomp", "conj", "advcl"):
        if parsed.dep[at] == "ccomp" and parsed.pos[parsed.head[at]] == "VERB" and parsed.head[at] < at:
            top = parsed.head[at]
        at = parsed.head[at]
    return top


def _issuer(parsed: Parsed, noun: int, verb: int) -> int:
    """Who speaks in "issued a statement saying": the one who issued it; without one, the statement itself.

    With an infinitive the one who has the means ("took the chance to say"), unless it is somebody ("sent a
    man to say").
    """
    head = parsed.head[noun]
    theirs = parsed.lemma[noun] in grammar().vehicles or (
        parsed.tag[verb] == "VB" and parsed.entity[noun] == ""
    )
    if parsed.dep[noun] == "dobj" and parsed.pos[head] == "VERB" and theirs:
        return doer(parsed, head, 1)
    owner = parsed.child(noun, "poss")
    return owner if owner >= 0 and theirs else noun


def passes_on(parsed: Parsed, verb: int) -> bool:
    """Whether a verb only says that another said it: "the paper quoted a clerk as saying …"."""
    if parsed.lemma[verb] not in _PASSING_ON:
        return False
    behind = (c for c in parsed.children[verb] if c > verb and parsed.dep[c] == "advcl")
    return any(parsed.lower[c - 1] == "as" and 0 <= parsed.child(c, "nsubj") < c for c in behind)
