"""Whether the words cited for an attribution bear its act: "did not claim" is no claim."""

import re

from wirebrief.schemas.vocabulary import Act
from wirebrief.service.grounding.words import base

Sense = str
_SENSES: dict[str, Sense] = {
    base(word): sense
    for sense, words in {
        "blames": "blame blames blamed blaming accuse accuses accused accusing accusation",
        "suspects": """suspect suspects suspected suspicion believe believes believed think thinks thought
            likely possibly probably presumed""",
        "claims": "claim claims claimed claiming boast boasted",
        "admits": "admit admits admitted confess confessed confesses",
        "denies": """deny denies denied denying denial reject rejects rejected refute refutes refuted dismiss
            dismissed dismisses disavow disavowed""",
    }.items()
    for word in words.split()
}
_NEGATED = re.compile(
    r"(?:\b(?:not|never|cannot|nobody|none|neither|without)\b|n['’]t\b"
    r"|\bno (?:one|group|organi[sz]ation|party|militant|faction|country|\w+ (?:group|faction))\b"
    r"|\b(?:refused|declined|stopped short of|yet) (?:to )?)"
    r"(?:\W+\w+){0,3}\W*$",
    re.IGNORECASE,
)
_UNSAID = frozenset({"blames", "suspects", "claims_responsibility", "confirms"})


def is_negated(before: str) -> bool:
    """Whether the words of the clause before a cue take it back."""
    return _NEGATED.search(before) is not None


def senses(cue: str) -> set[Sense]:
    """What the words of a cue say, as far as they are in the lists."""
    return {_SENSES[base(word)] for word in re.findall(r"[^\W\d_]+", cue.casefold()) if base(word) in _SENSES}


def contradiction(act: Act, cue: str, before: str) -> str:
    """Why an act does not follow from its cue, or ""."""
    negated, said = is_negated(before), senses(cue)
    if negated and act in _UNSAID and "denies" not in said:
        return f"“{cue}” is negated here: no_claim, denies_responsibility or rejects may be meant."
    if act in _UNSAID and said == {"denies"} and not negated:
        return f"“{cue}” is a denial: denies_responsibility or rejects may be meant."
    if (
        act == "denies_responsibility"
        and said & {"claims", "admits", "blames"}
        and not (negated or "denies" in said)
    ):
        return f"“{cue}” denies nothing."
    return ""


def corrected(act: Act, cue: str) -> Act:
    """The act that the cue's own words say: who only suspects does not blame."""
    said = senses(cue)
    if act == "blames" and said == {"suspects"}:
        return "suspects"
    if act == "suspects" and said == {"blames"}:
        return "blames"
    return act
