"""Attributions and the clauses that hold them: who may answer for an act, what the act is, where it is
told."""

from dataclasses import dataclass

from wirebrief.schemas.vocabulary import Act
from wirebrief.service.engines.rules.events.lexicon import incidents
from wirebrief.service.engines.rules.events.phrases import antecedent, coordinated, weapon_at
from wirebrief.service.engines.rules.events.reported import innermost
from wirebrief.service.engines.rules.events.triggers import is_passive, subject_of
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech import Report
from wirebrief.service.engines.rules.speech.clauses import Extent, trim

Heads = tuple[int, ...]
_NO_PARTY = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})


@dataclass(frozen=True, slots=True)
class Blame:
    """One attribution of responsibility, in token indices."""

    act: Act
    source: int
    """Head of the phrase that names the source, or -1."""
    responsible: int
    """Head of the phrase that names the responsible party, or -1."""
    cue: int
    clause: Extent
    reach: Extent
    """Where the incident that it speaks of is looked for: the clause, or the noun that the clause hangs on.
    """


def anywhere_after(parsed: Parsed, verb: int, *prepositions: str) -> Heads:
    """Objects of these prepositions to the right of a verb in its clause, wherever the parser hung them."""
    found = []
    for token in range(verb + 1, parsed.right[verb] + 1):
        if parsed.lower[token] in prepositions and parsed.pos[token] in ("ADP", "SCONJ"):
            found += [c for c in parsed.children[token] if parsed.dep[c] in ("pobj", "pcomp")]
    return tuple(found)


def may_answer(parsed: Parsed, head: int) -> bool:
    """Whether a noun phrase can name a source or a party held responsible: no event, time, number or place
    word."""
    if parsed.pos[head] not in ("NOUN", "PROPN", "PRON", "ADJ") or parsed.entity[head] in _NO_PARTY:
        return False
    if parsed.lower[head] in ("this", "that", "which", "what", "there"):
        return False
    return parsed.lemma[head] not in incidents().nouns and weapon_at(parsed, head) is None


def source_of(parsed: Parsed, verb: int, reports: list[Report]) -> int:
    """Who says it with this verb: its subject, its "by" phrase in the passive, else the report around it."""
    if is_passive(parsed, verb):
        by = [h for h in after(parsed, verb, "by") if may_answer(parsed, h)]
        return by[0] if by else speaker_of(parsed, reports, verb)
    subject = subject_of(parsed, verb)
    if subject >= 0 and may_answer(parsed, antecedent(parsed, subject)):
        return antecedent(parsed, subject)
    return speaker_of(parsed, reports, verb)


def speaker_of(parsed: Parsed, reports: list[Report], token: int) -> int:
    index = innermost(reports, token)
    return reports[index].source_head if index is not None else -1


def after(parsed: Parsed, token: int, *prepositions: str) -> Heads:
    """Heads of the objects of a token's prepositions, coordinated ones each; also of those its object
    carries."""
    carriers = [token, *(c for c in parsed.children[token] if parsed.dep[c] in ("dobj", "nsubjpass", "prt"))]
    heads: list[int] = []
    for carrier in carriers:
        for child in parsed.children[carrier]:
            if parsed.lower[child] in prepositions and parsed.dep[child] in ("prep", "agent", "dative"):
                for inner in parsed.children[child]:
                    if parsed.dep[inner] == "pobj":
                        heads += list(coordinated(parsed, inner))
                    elif parsed.dep[inner] == "pcomp":
                        heads.append(inner)
    return tuple(heads)


def violent(parsed: Parsed, head: int) -> bool:
    """Whether a clause speaks of an act that somebody can be blamed for."""
    words = {parsed.lemma[t] for t in range(parsed.left[head], parsed.right[head] + 1)}
    return bool(words & _ACTS) or speaks_of_violence(parsed, parsed.left[head], parsed.right[head])


_ACTS = frozenset({"involve", "involvement", "carry", "behind"})
_IT = frozenset(
    {
        "it",
        "this",
        "that",
        "crime",
        "crimes",
        "act",
        "incident",
        "outrage",
        "violence",
        "atrocity",
        "disappearance",
    }
)
_WEAK = frozenset(
    "use leave place lay hide take claim fight beat be hold hurt sink fire trigger rally action operation "
    "march fall land miss impact come".split()
)


def speaks_of_violence(parsed: Parsed, first: int, last: int) -> bool:
    """Whether words hold an act that somebody can be blamed for, or point back to one."""
    words = incidents()
    for token in range(first, last + 1):
        lemma = parsed.lemma[token]
        if lemma not in _WEAK and (lemma in words.nouns or any(not c for c, _ in words.verbs.get(lemma, ()))):
            return True
        if lemma in _IT and parsed.pos[token] in ("NOUN", "PRON"):
            return True
        if parsed.lower[token].removesuffix("s") in words.nouns or weapon_at(parsed, token) is not None:
            return True
    return False


_MEMORY = 3
"""How many sentences back an event may have been told that "suspicion" or "it" speaks of."""


def recalls(parsed: Parsed, token: int) -> bool:
    """Whether the sentence, or one shortly before it, tells of an act that somebody can be blamed for; a
    pronoun tells of none."""
    last = parsed.sentence[token]
    first = parsed.bounds[max(0, last - _MEMORY)][0]
    told = (t for t in range(first, parsed.bounds[last][1]) if parsed.pos[t] != "PRON")
    return any(speaks_of_violence(parsed, t, t) for t in told)


def clause_of(parsed: Parsed, verb: int) -> Extent:
    """The clause of a verb: from its first word to its last, within the sentence, without the mark that opens
    it."""
    first, last = parsed.left[verb], parsed.right[verb]
    low, high = parsed.bounds[parsed.sentence[verb]]
    first, last = max(first, low), min(last, high - 1)
    found = trim(parsed, first, last) or (verb, verb)
    if parsed.dep[verb] in ("relcl", "acl") and parsed.head[verb] >= low:
        found = (min(found[0], parsed.left[parsed.head[verb]]), found[1])
    return trim(parsed, *found) or (verb, verb)


def reach_of(parsed: Parsed, verb: int, clause: Extent) -> Extent:
    """The clause, widened to the noun that it hangs on ("the attack, which no group has claimed")."""
    if parsed.dep[verb] in ("relcl", "acl"):
        noun = parsed.head[verb]
        return min(noun, clause[0]), max(noun, clause[1])
    return clause
