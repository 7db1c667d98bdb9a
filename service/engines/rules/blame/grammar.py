"""Who does what to whom in a clause, whatever its voice: logical subjects and objects, prepositions,
negation."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.events.phrases import antecedent, coordinated
from wirebrief.service.engines.rules.lexicon import cues
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech.clauses import Extent, subject, trim

VERBAL = ("VERB", "AUX")
NOMINAL = ("NOUN", "PROPN")
COPULAS = frozenset({"be", "remain", "become", "seem", "appear"})
DUMMIES = frozenset({"it", "this", "that", "those", "these"})
"""Subjects of "be" that name nobody."""
_CLAUSES = frozenset({"relcl", "ccomp", "advcl", "acl", "parataxis", "csubj"})
_NEVER = frozenset({"not", "n't", "never", "neither", "nor", "no", "hardly", "scarcely", "barely"})
_NO = frozenset({"no", "neither", "none", "nobody", "nothing", "no-one"})
_ANOTHER_DOES = frozenset({"attempt", "bid", "effort", "decision", "move", "plan", "readiness", "rush"})


def is_passive(parsed: Parsed, verb: int) -> bool:
    """Whether the verb is done to its subject, or to the noun that it stands beside."""
    if parsed.child(verb, "auxpass", "nsubjpass") >= 0:
        return True
    if parsed.tag[verb] not in ("VBN", "VBD") or parsed.lemma[verb] == "be":
        return False
    dep, bare = parsed.dep[verb], parsed.child(verb, "aux", "nsubj") < 0
    if dep == "acl" and _is_lost_main_verb(parsed, verb):
        return False
    if dep in ("acl", "amod"):
        return bare
    if dep == "ccomp" and parsed.tag[verb] == "VBN" and parsed.child(verb, "aux") < 0:
        return True  # "had their house ransacked"
    if dep in ("advcl", "oprd", "xcomp") and bare and parsed.child(verb, "mark", "dobj") < 0:
        return True
    if dep == "conj" and parsed.tag[verb] == "VBN" and bare and parsed.pos[parsed.head[verb]] in VERBAL:
        return is_passive(parsed, parsed.head[verb])
    return False


def _is_lost_main_verb(parsed: Parsed, verb: int) -> bool:
    """A finite verb that the parser hung on its subject: "[the militants] boasted of …" with no verb
    above."""
    noun = parsed.head[verb]
    alone = parsed.head[noun] == noun and parsed.pos[noun] in NOMINAL and verb > noun
    return alone and parsed.child(verb, "agent") < 0 and parsed.lemma[verb] in cues().verbs


def agents(parsed: Parsed, verb: int) -> tuple[int, ...]:
    """Heads of those who do it: the subject, coordinated ones each; of a passive what stands after "by"."""
    if is_passive(parsed, verb):
        return after(parsed, verb, ("by",))
    found = doer(parsed, verb)
    return tuple(coordinated(parsed, found)) if found >= 0 else ()


def doer(parsed: Parsed, verb: int) -> int:
    """The head of an active verb's subject, also where it stands only further up, or -1."""
    found = _own_subject(parsed, verb)
    if found >= 0 and parsed.tag[found] in ("WP", "WDT"):
        found = subject(parsed, verb)
    elif found < 0 and _is_bearer(parsed, verb):
        return verb - 1
    elif found < 0:
        found = subject(parsed, verb)
    if found < 0:
        return -1
    found = antecedent(parsed, found)
    if parsed.dep[verb] == "acl" and parsed.head[verb] == found and parsed.tag[verb] != "VBG":
        owner = owner_of(parsed, found)  # "an attempt by the cell to claim", "the rebels' claim to have"
        own_noun = parsed.lemma[found] in _ANOTHER_DOES or parsed.child(verb, "aux") >= 0
        if own_noun and owner >= 0:
            return owner
        if own_noun and parsed.dep[found] == "dobj":
            return subject(parsed, parsed.head[found])
    return found


def _own_subject(parsed: Parsed, verb: int) -> int:
    """The verb's own subject; of several in one run ("the driver's ex-husband", "the group Red Column") the
    last."""
    own = [c for c in parsed.children[verb] if parsed.dep[c] == "nsubj"]
    if len(own) < 2:
        return own[0] if own else -1
    between = range(own[0] + 1, own[-1])
    run = all(parsed.dep[t] in ("nsubj", "compound", "punct", "det") for t in between)
    return own[-1] if run and own[-1] < verb and parsed.pos[own[-1]] in NOMINAL else own[0]


def _is_bearer(parsed: Parsed, verb: int) -> bool:
    """Whether the noun right before a gerund is who does it: "told of soldiers burning their village"."""
    before = verb - 1
    if (
        parsed.tag[verb] != "VBG"
        or before < 0
        or parsed.dep[before] != "pobj"
        or parsed.dep[verb] not in ("xcomp", "ccomp", "advcl", "acl")
    ):
        return False
    return parsed.lower[parsed.head[before]] in ("of", "about") and parsed.pos[before] in NOMINAL


def patients(parsed: Parsed, verb: int) -> tuple[int, ...]:
    """Heads of those it is done to: objects, coordinated ones each; of a passive its subject or its noun."""
    if is_passive(parsed, verb):
        own = parsed.child(verb, "nsubj")
        if own >= 0 and parsed.dep[verb] == "ccomp":
            return tuple(coordinated(parsed, own))
        found = parsed.head[verb] if parsed.dep[verb] in ("amod", "acl") else subject(parsed, verb)
        return tuple(coordinated(parsed, antecedent(parsed, found))) if found >= 0 else ()
    objects = [c for c in parsed.children[verb] if parsed.dep[c] in ("dobj", "dative", "obj")]
    objects = [c for c in objects if parsed.pos[c] != "ADP"]
    if not objects and parsed.dep[verb] == "relcl" and parsed.child(verb, "ccomp", "xcomp") < 0:
        own = parsed.child(verb, "nsubj")  # "a claim the hospital disputes": the object is the noun itself
        if own >= 0 and parsed.tag[own] not in ("WP", "WDT"):
            return (parsed.head[verb],)
    if not objects:  # "attacked and destroyed the bus", "has neither admitted nor denied the killing"
        later = [c for c in parsed.children[verb] if parsed.dep[c] == "conj" and parsed.pos[c] in VERBAL]
        near = [c for c in later if c - verb <= 3]
        return patients(parsed, near[0]) if near else ()
    return tuple(h for o in objects for h in coordinated(parsed, antecedent(parsed, o)))


def after(parsed: Parsed, token: int, prepositions: tuple[str, ...]) -> tuple[int, ...]:
    """Heads of the objects of these prepositions in the clause of a word, wherever the parser hung them; the
    nearest first."""
    heads: list[int] = []
    for at in range(token + 1, parsed.right[token] + 1):
        if parsed.lower[at] in prepositions and within_clause(parsed, at, token):
            heads += objects_of_preposition(parsed, at)
    return tuple(dict.fromkeys(heads))


def objects_of_preposition(parsed: Parsed, at: int) -> Iterator[int]:
    """What stands behind a preposition, coordinated ones each; through "at the door of", "on behalf of"
    too."""
    for child in parsed.children[at]:
        if parsed.dep[child] in ("pobj", "pcomp") and parsed.pos[child] != "ADP":
            yield from coordinated(parsed, child)
        elif parsed.dep[child] in ("prep", "pcomp"):
            yield from objects_of_preposition(parsed, child)


def inner(parsed: Parsed, noun: int, *prepositions: str) -> list[int]:
    """Heads of what stands behind these prepositions right of a noun of their own: "one of the shells"."""
    found = (c for c in parsed.children[noun] if c > noun and parsed.lower[c] in prepositions)
    return [head for c in found for head in objects_of_preposition(parsed, c)]


def within_clause(parsed: Parsed, token: int, top: int) -> bool:
    """Whether a word hangs on another without a clause of its own between them."""
    while token != top:
        if parsed.dep[token] in _CLAUSES or parsed.head[token] == token:
            return False
        if parsed.dep[token] == "conj" and parsed.pos[token] in VERBAL:
            return False
        token = parsed.head[token]
    return True


def negated(parsed: Parsed, verb: int) -> bool:
    """Whether a verb or a predicate is denied by a word of its own: "did not", "never", "no longer"."""
    for child in parsed.children[verb]:
        if parsed.dep[child] in ("neg", "advmod", "preconj") and parsed.lower[child] in _NEVER:
            return True
        if parsed.dep[child] == "acomp" and parsed.child(child, "neg") >= 0:
            return True
        if parsed.lower[child] == "longer" and any(parsed.lower[c] == "no" for c in parsed.children[child]):
            return True
    up = parsed.head[verb]
    if parsed.dep[verb] == "xcomp" and any(
        parsed.lower[c] == "yet" for c in (*parsed.children[verb], *parsed.children[up])
    ):
        return parsed.lemma[up] == "have"  # "has yet to be claimed"
    return parsed.dep[verb] == "conj" and any(
        parsed.lower[c] in ("neither", "nor") for c in parsed.children[up]
    )


def auxiliaries(parsed: Parsed, verb: int) -> set[str]:
    return {parsed.lower[c] for c in parsed.children[verb] if parsed.dep[c] in ("aux", "auxpass")}


def is_none(parsed: Parsed, head: int) -> bool:
    """Whether a phrase names none: "nobody", "no group", "neither of the two"."""
    if parsed.lower[head] in _NO:
        return True
    return any(parsed.lower[c] in _NO and c < head for c in parsed.children[head])


def owner_of(parsed: Parsed, noun: int) -> int:
    """Whose it is: "the gang's claim", "the claim by the gang", "a gang claim", or -1."""
    owner = parsed.child(noun, "poss")
    if owner >= 0:
        return antecedent(parsed, owner) if parsed.tag[owner] != "WP$" else _whose(parsed, noun)
    for child in parsed.children[noun]:
        if child > noun and parsed.dep[child] in ("prep", "agent") and parsed.lower[child] in ("by", "from"):
            return next(objects_of_preposition(parsed, child), -1)
    return -1


def bearers(parsed: Parsed, noun: int) -> list[int]:
    """Whose part or mark it is: "their part in it", "the part of the army in it", "army involvement"."""
    owner = owner_of(parsed, noun)
    if owner >= 0:
        return [owner]
    named = ("compound", "nmod")
    before = [c for c in parsed.children[noun] if c < noun]
    before = [c for c in before if parsed.dep[c] in named or parsed.entity[c] == "NORP"]
    return before + inner(parsed, noun, "of", "by")


def _whose(parsed: Parsed, noun: int) -> int:
    """What "whose" goes back to: the noun of the relative clause."""
    at = noun
    while parsed.head[at] != at and parsed.dep[at] != "relcl":
        at = parsed.head[at]
    return parsed.head[at] if parsed.dep[at] == "relcl" else -1


def companion_of(parsed: Parsed, verb: int, word: str) -> bool:
    """Whether a word goes with a verb: its particle, its object, what stands after its preposition."""
    if not word:
        return True
    heads = list(parsed.children[verb])
    heads += [
        g for c in heads if parsed.dep[c] in ("prep", "prt", "dobj", "agent") for g in parsed.children[c]
    ]
    heads += patients(parsed, verb)
    return any(h > verb and word in (parsed.lower[h], parsed.lemma[h]) for h in heads) or any(
        word == parsed.lemma[h] for h in patients(parsed, verb)
    )


def is_content(parsed: Parsed, extent: Extent, token: int) -> bool:
    return extent[0] <= token <= extent[1]


def clause_of(parsed: Parsed, token: int) -> Extent:
    """The clause of a word within its sentence, without the mark that opens it."""
    low, high = parsed.bounds[parsed.sentence[token]]
    first, last = max(parsed.left[token], low), min(parsed.right[token], high - 1)
    if parsed.dep[token] in ("relcl", "acl") and parsed.head[token] >= low:
        first = min(first, max(parsed.left[parsed.head[token]], low))
    return trim(parsed, first, last) or (token, token)


def reach_of(parsed: Parsed, top: int) -> Extent:
    """The clause, widened to the noun that it hangs on ("the attack, which no group has claimed")."""
    first, last = clause_of(parsed, top)
    if parsed.dep[top] in ("relcl", "acl"):
        return min(parsed.head[top], first), max(parsed.head[top], last)
    return first, last
