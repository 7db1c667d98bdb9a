"""Where a phrase ends and what somebody is accused of begins: "cleared the owner of the inn | of murder"."""

from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.incident_words import incidents
from wirebrief.service.engines.rules.parse import Parsed

_STEPS = 6


def is_of_the_verb(parsed: Parsed, preposition: int) -> bool:
    """Whether a preposition that the parser hangs on a noun tells what a verb of blame above it is about."""
    what = parsed.child(preposition, "pobj")
    if what < 0 or not (
        parsed.lemma[what] in incidents().nouns or parsed.lemma[what] in blame_words()["deeds.nouns"]
    ):
        return False
    verb = _verb_above(parsed, preposition)
    read = blame_words().cues.get(parsed.lemma[verb], ()) if verb >= 0 else ()
    return any(parsed.lower[preposition] in cue.deed for cue in read)


def _verb_above(parsed: Parsed, token: int) -> int:
    """The verb that a noun phrase stands under, through its prepositions; or -1."""
    for _ in range(_STEPS):
        up = parsed.head[token]
        if up == token or parsed.dep[token] not in ("prep", "pobj", "agent", "dobj", "nsubjpass", "oprd"):
            return -1
        if parsed.pos[up] == "VERB":
            return up
        token = up
    return -1
