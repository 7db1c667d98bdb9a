"""Who does what to whom, whatever the voice: logical subjects and objects of verbs."""

from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.classes import VERBAL
from wirebrief.service.engines.rules.syntax.displaced import lost_subject, result_of
from wirebrief.service.engines.rules.syntax.nouns import is_people
from wirebrief.service.engines.rules.syntax.owners import owner_of
from wirebrief.service.engines.rules.syntax.phrases import antecedent, coordinated
from wirebrief.service.engines.rules.syntax.prepositions import after
from wirebrief.service.engines.rules.syntax.subjects import own_subject, subject
from wirebrief.service.engines.rules.syntax.voice import is_passive

_OBJECTS = frozenset({"dobj", "dative", "obj"})
_COMPANIES = frozenset({"prep", "prt", "dobj", "agent"})
_ANOTHER_DOES = frozenset({"attempt", "bid", "effort", "decision", "move", "plan", "readiness", "rush"})
_LOOSE = frozenset({"dobj", "attr", "nsubj", "nsubjpass", "ROOT", "appos", "dep"})


def agents(parsed: Parsed, verb: int) -> tuple[int, ...]:
    """Heads of those who do it: the subject, coordinated ones each; of a passive what stands after "by"."""
    if is_passive(parsed, verb):
        return after(parsed, verb, ("by",))
    found = logical_subject(parsed, verb)
    return tuple(coordinated(parsed, found)) if found >= 0 else ()


def logical_subject(parsed: Parsed, verb: int) -> int:
    """The head of an active verb's subject, also where it stands only further up, or -1."""
    found = own_subject(parsed, verb)
    if found < 0 or parsed.dep[found] != "nsubj":
        found = parsed.child(verb, "nsubj")  # also in marks of its own: "said that "our lions" had done it"
    if found < 0 and (caused := result_of(parsed, verb)) >= 0:
        return next(iter(agents(parsed, caused)), -1)
    if found < 0:
        found = lost_subject(parsed, verb)
    if found < 0 or parsed.tag[found] in ("WP", "WDT"):
        found = subject(parsed, verb)
    if found < 0 and parsed.dep[verb] == "xcomp" and parsed.dep[parsed.head[verb]] == "acomp":
        found = subject(parsed, parsed.head[parsed.head[verb]])  # "were quick to accuse"
    if found < 0:
        return -1
    found = antecedent(parsed, found)
    if parsed.dep[verb] != "acl" or parsed.head[verb] != found or parsed.tag[verb] == "VBG":
        return found
    if parsed.lemma[found] in _ANOTHER_DOES or parsed.child(verb, "aux") >= 0:
        owner = owner_of(parsed, found)  # "an attempt by the cell to claim", "the rebels' claim to have"
        if owner < 0 and parsed.dep[found] == "dobj":
            return subject(parsed, parsed.head[found])
        return owner if owner >= 0 else found
    return found


def subject_of(parsed: Parsed, verb: int) -> int:
    """The head of the subject, through coordination, participles and relative clauses: who does it, of a
    passive what it is done to; or -1."""
    if not is_passive(parsed, verb):
        return logical_subject(parsed, verb)
    auxiliary, bare = parsed.child(verb, "auxpass"), own_subject(parsed, verb) < 0
    if auxiliary < 0 and bare and parsed.dep[verb] == "conj":
        above = parsed.head[verb]
        return subject_of(parsed, above) if parsed.pos[above] in VERBAL else subject(parsed, verb)
    if auxiliary >= 0 and bare and parsed.dep[verb] in ("ccomp", "ROOT", "parataxis"):
        return _stands_before(parsed, auxiliary, verb)
    return subject(parsed, verb)


def _stands_before(parsed: Parsed, auxiliary: int, verb: int) -> int:
    """The noun before "was", where the parser ties it elsewhere: "It says A and B, clerks, were …"."""
    above = parsed.head[verb]
    first = above + 1 if above < verb else parsed.segments[parsed.segment[verb]][0]
    return next(
        (
            token
            for token in range(first, auxiliary)
            if parsed.dep[token] in _LOOSE
            and parsed.pos[token] in ("NOUN", "PROPN")
            and (not first <= parsed.head[token] < token or _another(parsed, token))
        ),
        -1,
    )


def _another(parsed: Parsed, appositive: int) -> bool:
    """Whether an apposition of the parser is somebody else: "As a result of the attack, a clerk …"."""
    governor = parsed.head[appositive]
    apart = (
        parsed.dep[governor] == "pobj" and is_people(parsed, appositive) and not is_people(parsed, governor)
    )
    return parsed.dep[appositive] == "appos" and apart


def patients(parsed: Parsed, verb: int) -> tuple[int, ...]:
    """Heads of those it is done to: objects, coordinated ones each; of a passive its subject or its noun."""
    if is_passive(parsed, verb):
        return _passive_subject(parsed, verb)
    objects = [c for c in parsed.children[verb] if parsed.dep[c] in _OBJECTS and parsed.pos[c] != "ADP"]
    if objects:
        return tuple(h for o in objects for h in coordinated(parsed, antecedent(parsed, o)))
    if parsed.dep[verb] == "relcl" and parsed.child(verb, "ccomp", "xcomp") < 0:
        own = parsed.child(verb, "nsubj")  # "a claim the hospital disputes": the object is the noun itself
        if own >= 0 and parsed.tag[own] not in ("WP", "WDT") and not _stands_after_preposition(parsed, verb):
            return (parsed.head[verb],)
    # "attacked and destroyed the bus", "has neither admitted nor denied the killing"
    later = [c for c in parsed.children[verb] if parsed.dep[c] == "conj" and parsed.pos[c] in VERBAL]
    near = [c for c in later if c - verb <= 3]
    return patients(parsed, near[0]) if near else ()


def _stands_after_preposition(parsed: Parsed, verb: int) -> bool:
    """ "the raid in which nine died", "the town where they fought": the noun is no object."""
    for child in parsed.children[verb]:
        which = parsed.child(child, "pobj") if parsed.dep[child] == "prep" and child < verb else child
        if which >= 0 and which < verb and parsed.lower[which] in ("which", "whom", "where", "when", "why"):
            return which != child or parsed.tag[which] == "WRB"
    return False


def _passive_subject(parsed: Parsed, verb: int) -> tuple[int, ...]:
    own = parsed.child(verb, "nsubj")
    if own >= 0 and parsed.dep[verb] == "ccomp":  # "had their house ransacked"
        return tuple(coordinated(parsed, own))
    beside = parsed.dep[verb] in ("amod", "acl") and parsed.child(verb, "nsubjpass") < 0
    found = parsed.head[verb] if beside else subject(parsed, verb)
    return tuple(coordinated(parsed, antecedent(parsed, found))) if found >= 0 else ()


def companion_of(parsed: Parsed, verb: int, word: str) -> bool:
    """Whether a word goes with a verb: its particle, its object, what stands after its preposition."""
    if not word:
        return True
    objects = patients(parsed, verb)
    if any(word == parsed.lemma[h] for h in objects):
        return True
    heads = [*parsed.children[verb], *objects]
    heads += [g for c in parsed.children[verb] if parsed.dep[c] in _COMPANIES for g in parsed.children[c]]
    return any(h > verb and word in (parsed.lower[h], parsed.lemma[h]) for h in heads)
