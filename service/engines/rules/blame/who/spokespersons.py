"""For whom somebody speaks ("a spokesman for the union", "Velta's embassy", "X, who commands the Rifles"),
and who speaks by a piece of writing."""

from wirebrief.service.engines.rules.blame.who.answering import can_answer
from wirebrief.service.engines.rules.blame.who.kinds import owns
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.nouns import singular
from wirebrief.service.engines.rules.syntax.prepositions import inner, objects_of_preposition

_LEADING = frozenset({"command", "lead", "head", "run", "represent", "chair", "direct", "found", "own"})
_SIGNING = frozenset(
    "sign issue release write publish post send draft compile prepare make come purport "
    "use run operate maintain".split()  # "a message on a channel used by X"
)
_BESIDE = ("compound", "nmod", "amod", "poss")


def principal_head(parsed: Parsed, source: int) -> int:
    """The head of the phrase that a speaker speaks for, or -1."""
    if source < 0:
        return -1
    led = _led(parsed, source)
    if led >= 0:
        return led
    if singular(parsed, source) in blame_words()["parties.members"]:
        whole = next(iter(inner(parsed, source, "of", "from")), -1)
        if whole >= 0:
            return whole
    beside = [c for c in parsed.children[source] if parsed.dep[c] in ("appos", "compound", "nmod")]
    beside += [parsed.head[source]] if parsed.dep[source] == "appos" else []
    for noun in (source, *beside):
        if singular(parsed, noun) in blame_words()["parties.speaks_for"]:
            found = _spoken_for(parsed, noun, source)
            if found >= 0:
                return found
    return -1


def _spoken_for(parsed: Parsed, noun: int, source: int) -> int:
    """Whose spokesman a spokesman is: "for X", "X's", "an X spokesman"; or -1."""
    near = [c for h in (noun, source) for c in parsed.children[h] if c < noun and parsed.dep[c] in _BESIDE]
    found = [next(iter(inner(parsed, noun, "for", "of")), -1), parsed.child(noun, "poss")]
    found += [c for c in near if owns(parsed, c)]
    found += [h for h in inner(parsed, noun, "in", "at", "with", "from") if _is_body(parsed, h)]
    return next((h for h in found if h >= 0 and h != source), -1)


def _is_body(parsed: Parsed, head: int) -> bool:
    """Whether somebody can be in it as a member: "an officer in the coastal command"."""
    known = can_answer(parsed, head) or singular(parsed, head) in blame_words()["parties.speaks_for"]
    return known and parsed.entity[head] not in ("GPE", "LOC", "DATE", "TIME")


def _led(parsed: Parsed, source: int) -> int:
    """Whom somebody leads by a relative clause: "X, who commands the Rifles"; or -1."""
    for child in parsed.children[source]:
        speaks = parsed.dep[child] == "relcl" and parsed.lemma[child] == "speak"
        if speaks or (parsed.dep[child] == "relcl" and parsed.lemma[child] in _LEADING):
            spoken = next(iter(inner(parsed, child, "for")), -1)
            found = spoken if speaks else parsed.child(child, "dobj")
            if found >= 0 and can_answer(parsed, found):
                return found
    return -1


def author(parsed: Parsed, head: int) -> int:
    """Who speaks by a piece of writing ("a note signed by the union"), else the head itself."""
    if parsed.lemma[head] not in blame_words()["parties.writings"]:
        return head
    judges = blame_words()["parties.judges"]
    for token in range(head + 1, parsed.right[head] + 1):
        if parsed.lower[token] not in ("by", "from") or parsed.pos[token] != "ADP":
            continue
        signer, verb = next(objects_of_preposition(parsed, token), -1), parsed.head[token]
        able = signer >= 0 and (can_answer(parsed, signer) or parsed.lemma[signer] in judges)
        if able and (verb == head or parsed.lemma[verb] in _SIGNING):
            return signer
    issued = parsed.head[head]
    if parsed.dep[head] == "nsubjpass" and parsed.lemma[issued] in _SIGNING:
        signers = (h for h in inner(parsed, issued, "by") if can_answer(parsed, h))
        return next(signers, head)  # "a statement was issued by X"
    beside = [c for c in parsed.children[head] if parsed.dep[c] in ("poss", "compound", "nmod")]
    return next((c for c in beside if can_answer(parsed, c) and owns(parsed, c)), head)
