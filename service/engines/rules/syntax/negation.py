"""What is denied: "did not", "no guard", "has yet to"."""

from wirebrief.service.engines.rules.parse import Parsed

_NEVER = frozenset({"not", "n't", "never", "neither", "nor", "no", "hardly", "scarcely", "barely"})
_NO = frozenset({"no", "neither", "none", "nobody", "nothing", "no-one"})


def negated(parsed: Parsed, verb: int) -> bool:
    """Whether a verb or a predicate is denied by a word of its own: "did not", "never", "no longer"."""
    for child in parsed.children[verb]:
        lower, dep = parsed.lower[child], parsed.dep[child]
        if dep in ("neg", "advmod", "preconj") and lower in _NEVER:
            return True
        if dep == "acomp" and parsed.child(child, "neg") >= 0:
            return True
        if lower == "longer" and any(parsed.lower[c] == "no" for c in parsed.children[child]):
            return True
    up = parsed.head[verb]
    beside = {parsed.lower[c] for c in parsed.children[up]}
    if parsed.dep[verb] == "xcomp" and parsed.lemma[up] == "have":  # "has yet to be claimed"
        return "yet" in beside or any(parsed.lower[c] == "yet" for c in parsed.children[verb])
    return parsed.dep[verb] == "conj" and not beside.isdisjoint({"neither", "nor"})


def is_none(parsed: Parsed, head: int) -> bool:
    """Whether a phrase names none: "nobody", "no group", "neither of the two"."""
    if parsed.lower[head] in _NO:
        return True
    return any(parsed.lower[c] in _NO and c < head for c in parsed.children[head])


def auxiliaries(parsed: Parsed, verb: int) -> set[str]:
    return {parsed.lower[c] for c in parsed.children[verb] if parsed.dep[c] in ("aux", "auxpass")}
