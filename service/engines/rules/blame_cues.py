"""Cues of blame: each frame of `lexicons/blame.toml` has a reader that finds the parties in the parse."""

from collections.abc import Iterator

from wirebrief.schemas.vocabulary import Act
from wirebrief.service.engines.rules.blame_answers import (
    admit,
    confirm,
    deny,
    disbelieve,
    is_own,
    plead,
    reject,
)
from wirebrief.service.engines.rules.blame_clauses import (
    Blame,
    Heads,
    after,
    anywhere_after,
    clause_of,
    may_answer,
    reach_of,
    source_of,
    speaker_of,
    speaks_of_violence,
    violent,
)
from wirebrief.service.engines.rules.blame_nouns import nobody
from wirebrief.service.engines.rules.blame_words import BlameCue, blame_words
from wirebrief.service.engines.rules.doubt import doubtful
from wirebrief.service.engines.rules.events.lexicon import incidents
from wirebrief.service.engines.rules.events.phrases import antecedent, coordinated
from wirebrief.service.engines.rules.events.triggers import is_passive, objects_of, subject_of
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech import Report


def by_cue(parsed: Parsed, reports: list[Report]) -> Iterator[Blame]:
    words = blame_words()
    for token, lemma in enumerate(parsed.lemma):
        cue = words.verbs.get(lemma)
        if cue is not None and parsed.pos[token] in ("VERB", "AUX"):
            yield from _READERS[cue.frame](parsed, token, cue, reports)
        elif lemma in words.predicates:
            yield from _predicate(parsed, token, reports)
        elif lemma in words.suspects and parsed.pos[token] == "NOUN":
            yield from _suspect_noun(parsed, token, reports)


def _object(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    """ "blamed X for the fire", "blamed the fire on X", "X is accused of", "an attack blamed on X"."""
    if parsed.dep[verb] == "xcomp" and parsed.lemma[parsed.head[verb]] == "be":  # "X is to blame"
        subject = subject_of(parsed, parsed.head[verb])
        responsible: list[int] = list(coordinated(parsed, subject)) if subject >= 0 else []
        yield from _blames(parsed, verb, cue.act, speaker_of(parsed, reports, verb), responsible)
        return
    objects = [h for o in objects_of(parsed, verb) for h in coordinated(parsed, antecedent(parsed, o))]
    on = anywhere_after(parsed, verb, "on", "upon")
    if on and cue.lemma == "blame":
        responsible = [h for h in on if may_answer(parsed, h)]
    elif cue.lemma in _OF_AN_ACT and not anywhere_after(parsed, verb, "of", "for", "with", "in"):
        return
    else:
        responsible = [h for h in objects if may_answer(parsed, h)]
    yield from _blames(parsed, verb, cue.act, source_of(parsed, verb, reports), responsible)


_OF_AN_ACT = frozenset({"accuse", "charge", "denounce", "convict", "indict"})
"""Verbs that hold responsible only where the act is said."""


def _to(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    responsible = [h for h in after(parsed, verb, "to", "on", "with") if may_answer(parsed, h)]
    blame = any(parsed.lemma[o] in ("blame", "responsibility") for o in objects_of(parsed, verb))
    if cue.lemma in ("lay", "assign") and not blame:
        return
    yield from _blames(parsed, verb, cue.act, source_of(parsed, verb, reports), responsible)


def _suspect(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    if parsed.dep[verb] == "amod":
        return
    heads = [h for o in objects_of(parsed, verb) for h in coordinated(parsed, antecedent(parsed, o))]
    content = parsed.child(verb, "ccomp")
    if content >= 0 and violent(parsed, content) and not is_passive(parsed, content):
        heads.append(subject_of(parsed, content))
    heads = [h for h in heads if h >= 0 and may_answer(parsed, h)]
    yield from _blames(parsed, verb, cue.act, source_of(parsed, verb, reports), heads)


def _name(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    roles = after(parsed, verb, "as")
    words = blame_words()
    unsure = any(parsed.lemma[r] in words.suspects for r in roles)
    if not unsure and not any(parsed.lemma[r] in words.predicates for r in roles):
        return
    heads = [h for o in objects_of(parsed, verb) for h in coordinated(parsed, antecedent(parsed, o))]
    heads = heads or list(after(parsed, verb, "to"))
    act: Act = "suspects" if unsure else cue.act
    yield from _blames(
        parsed, verb, act, source_of(parsed, verb, reports), [h for h in heads if may_answer(parsed, h)]
    )


def _claim(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    """ "claimed responsibility", "claimed the attack", "no group has claimed", "has never been claimed"."""
    if not _claims(parsed, verb, cue):
        return
    passive = is_passive(parsed, verb)
    subject = -1 if passive else subject_of(parsed, verb)
    claimants = (
        after(parsed, verb, "by")
        if passive
        else tuple(coordinated(parsed, antecedent(parsed, subject)))
        if subject >= 0
        else ()
    )
    clause = clause_of(parsed, verb)
    if _nobody(parsed, verb, claimants):
        yield Blame("no_claim", -1, -1, verb, clause, reach_of(parsed, verb, clause))
        return
    behalf = _on_behalf(parsed, verb)
    for head in claimants:
        if may_answer(parsed, head):
            yield Blame(
                cue.act, head, behalf if behalf >= 0 else head, verb, clause, reach_of(parsed, verb, clause)
            )


def _on_behalf(parsed: Parsed, verb: int) -> int:
    """For whom it is claimed: "on behalf of X", "in the name of X", or -1."""
    for token in range(verb + 1, parsed.right[verb] + 1):
        if parsed.lower[token] == "of" and parsed.lower[token - 1] in ("behalf", "name"):
            return parsed.child(token, "pobj")
    return -1


def _claims(parsed: Parsed, verb: int, cue: BlameCue) -> bool:
    """Whether the verb's object is responsibility or, for "claim", an attack."""
    words = blame_words()
    objects = [antecedent(parsed, o) for o in objects_of(parsed, verb)]
    if any(parsed.lemma[o] in words.claim_objects for o in objects):
        if anywhere_after(parsed, verb, "for") and not violent(parsed, verb):
            return False  # "accepted responsibility for the delay"
        return parsed.lemma[verb] not in ("take", "accept") or any(
            parsed.lemma[o] in ("responsibility", "credit") for o in objects
        )
    if cue.lemma == "own":
        return False
    if cue.lemma in ("claim", "admit", "confess", "acknowledge"):
        if cue.lemma == "confess" and after(parsed, verb, "to"):
            return True
        return any(parsed.lemma[o] in incidents().nouns and parsed.lemma[o] != "death" for o in objects)
    return False


def _nobody(parsed: Parsed, verb: int, claimants: Heads) -> bool:
    """Whether the words say that none claims it."""
    if parsed.child(verb, "neg") >= 0:
        return True
    if is_passive(parsed, verb):
        return False
    return any(nobody(parsed, head) for head in claimants)


def _admit(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    """ "admitted the attack", "admitted that its troops had shot"."""
    yield from _claim(parsed, verb, cue, reports)
    yield from admit(parsed, verb, cue, reports)
    if cue.lemma == "accept":
        yield from disbelieve(parsed, verb, cue, reports)


_READERS = {
    "object": _object,
    "to": _to,
    "suspect": _suspect,
    "name": _name,
    "claim": _claim,
    "admit": _admit,
    "disbelieve": disbelieve,
    "plead": plead,
    "deny": deny,
    "reject": reject,
    "confirm": confirm,
}


def _predicate(parsed: Parsed, token: int, reports: list[Report]) -> Iterator[Blame]:
    """ "X is responsible for", "X was behind", "held X responsible", "X is to blame"."""
    words = blame_words()
    verb = _copula_of(parsed, token)
    if verb < 0 or (parsed.dep[verb] == "acl" and parsed.lemma[parsed.head[verb]] in words.accusations):
        return
    if parsed.dep[verb] == "ccomp" and parsed.child(parsed.head[verb], "neg") >= 0:
        return  # "do not accept that X was behind it" is its cue's
    if parsed.lemma[verb] in words.hold:
        heads: list[int] = [h for o in objects_of(parsed, verb) for h in coordinated(parsed, o)]
        heads += [c for c in parsed.children[token] if parsed.dep[c] == "nsubj"]
        source = source_of(parsed, verb, reports)
    else:
        subject = subject_of(parsed, verb)
        heads = list(coordinated(parsed, antecedent(parsed, subject))) if subject >= 0 else []
        source = speaker_of(parsed, reports, verb)
        if parsed.dep[verb] == "relcl" and source < 0 and not doubtful(parsed, verb):
            return
    if parsed.lemma[token] in ("work", "handiwork"):  # "the fire was the work of arsonists"
        heads = list(after(parsed, token, "of"))
    if parsed.lemma[token] == "blame" and parsed.pos[token] == "NOUN" and after(parsed, token, "on"):
        heads = list(after(parsed, token, "on"))
    act: Act = "blames"
    if parsed.child(verb, "neg") >= 0:
        act = "rejects"
        if source >= 0 and heads and is_own(parsed, heads[0]):
            return  # a part that one disowns oneself
    yield from _blames(parsed, verb, act, source, [h for h in heads if may_answer(parsed, h)], cue=token)


def _copula_of(parsed: Parsed, token: int) -> int:
    """The "be" or "hold" that a predicate word completes, or -1."""
    head = parsed.head[token]
    if (
        parsed.dep[token] == "amod" and token > head
    ):  # "held the owner responsible", the adjective hung on its noun
        token, head = head, parsed.head[head]
    for _ in range(3):
        if parsed.lemma[head] == "be" or parsed.lemma[head] in blame_words().hold:
            return head
        if parsed.dep[token] not in (
            "acomp",
            "attr",
            "prep",
            "oprd",
            "xcomp",
            "ccomp",
            "pobj",
            "conj",
            "dobj",
        ):
            return -1
        token, head = head, parsed.head[head]
    return -1


def _suspect_noun(parsed: Parsed, token: int, reports: list[Report]) -> Iterator[Blame]:
    """ "the prime suspects are X", "X is the main suspect"."""
    head = parsed.head[token]
    if parsed.lemma[head] != "be":
        return
    other = parsed.child(head, "attr") if parsed.dep[token].startswith("nsubj") else subject_of(parsed, head)
    if other >= 0 and other != token and may_answer(parsed, other):
        yield from _blames(parsed, head, "suspects", speaker_of(parsed, reports, head), [other], cue=token)


def _blames(
    parsed: Parsed, verb: int, act: Act, source: int, responsible: list[int], cue: int = -1
) -> Iterator[Blame]:
    """One record for each responsible party; doubt turns blame into suspicion, an own part into a claim."""
    clause = clause_of(parsed, verb)
    reach = reach_of(parsed, verb, clause)
    if not speaks_of_violence(parsed, *reach):
        return
    for head in responsible:
        if head == source or (
            source >= 0 and parsed.lower[head] in ("we", "i", "it") and parsed.lower[head] != "it"
        ):
            decided: Act = "claims_responsibility" if act == "blames" else act
        elif act == "blames" and doubtful(parsed, verb):
            decided = "suspects"
        elif parsed.child(verb, "neg") >= 0 and act in ("blames", "suspects"):
            continue
        else:
            decided = act
        yield Blame(decided, source, head, verb if cue < 0 else cue, clause, reach)
