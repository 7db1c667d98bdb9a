"""Who is held responsible by whom: blame, suspicion, claim, denial, confirmation, rejection, and that none
claims.

Two ways lead to an attribution. A *cue* says it outright ("blamed X for", "X, which claimed
responsibility"); its
frame in `lexicons/blame.toml` says where the parties stand. Or a *report* states that somebody did it
("police said
the gang had set the fire"), which is blame by the one who reports. What the article states in its own
voice without
doubt is no attribution but an incident's perpetrator.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from wirebrief.schemas.vocabulary import Act
from wirebrief.service.engines.rules.blame_words import BlameCue, blame_words
from wirebrief.service.engines.rules.doubt import doubtful
from wirebrief.service.engines.rules.events.lexicon import incidents
from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.events.phrases import antecedent, coordinated, weapon_at
from wirebrief.service.engines.rules.events.reported import innermost
from wirebrief.service.engines.rules.events.triggers import is_passive, objects_of, subject_of
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech import Report
from wirebrief.service.engines.rules.speech.clauses import Extent, trim

Heads = tuple[int, ...]
_SAYING_SO = frozenset({"blames", "suspects", "confirms"})
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
    """Where the incident that it speaks of is looked for: the clause, or the noun that the clause hangs
    on."""


def find_blame(parsed: Parsed, mentions: list[Mention], reports: list[Report]) -> list[Blame]:
    """Every attribution of one article, in order."""
    found = [*_by_cue(parsed, reports), *_by_report(parsed, mentions, reports)]
    found.sort(key=lambda b: (b.clause[0], b.cue))
    kept: list[Blame] = []
    for blame in found:
        if not any(_repeats(parsed, blame, other) for other in kept):
            kept.append(blame)
    return kept


def _repeats(parsed: Parsed, blame: Blame, other: Blame) -> bool:
    """Whether two findings in one sentence say the same; a cue's finding stands before a report's."""
    same = blame.responsible == other.responsible and parsed.sentence[blame.cue] == parsed.sentence[other.cue]
    return same and (blame.act == other.act or {blame.act, other.act} <= _SAYING_SO)


# --- cues --------------------------------------------------------------------------------


def _by_cue(parsed: Parsed, reports: list[Report]) -> Iterator[Blame]:
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
        yield from _blames(parsed, verb, cue.act, _speaker(parsed, reports, verb), responsible)
        return
    objects = [h for o in objects_of(parsed, verb) for h in coordinated(parsed, antecedent(parsed, o))]
    on = _anywhere_after(parsed, verb, "on", "upon")
    if on and cue.lemma == "blame":
        responsible = [h for h in on if may_answer(parsed, h)]
    elif cue.lemma in _OF_AN_ACT and not _anywhere_after(parsed, verb, "of", "for", "with", "in"):
        return
    else:
        responsible = [h for h in objects if may_answer(parsed, h)]
    yield from _blames(parsed, verb, cue.act, _source(parsed, verb, reports), responsible)


_OF_AN_ACT = frozenset({"accuse", "charge", "denounce", "convict", "indict"})
"""Verbs that hold responsible only where the act is said."""


def _anywhere_after(parsed: Parsed, verb: int, *prepositions: str) -> Heads:
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


def _to(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    responsible = [h for h in _after(parsed, verb, "to", "on", "with") if may_answer(parsed, h)]
    blame = any(parsed.lemma[o] in ("blame", "responsibility") for o in objects_of(parsed, verb))
    if cue.lemma in ("lay", "assign") and not blame:
        return
    yield from _blames(parsed, verb, cue.act, _source(parsed, verb, reports), responsible)


def _suspect(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    if parsed.dep[verb] == "amod":
        return
    heads = [h for o in objects_of(parsed, verb) for h in coordinated(parsed, antecedent(parsed, o))]
    content = parsed.child(verb, "ccomp")
    if content >= 0 and _violent(parsed, content) and not is_passive(parsed, content):
        heads.append(subject_of(parsed, content))
    heads = [h for h in heads if h >= 0 and may_answer(parsed, h)]
    yield from _blames(parsed, verb, cue.act, _source(parsed, verb, reports), heads)


def _name(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    roles = _after(parsed, verb, "as")
    words = blame_words()
    unsure = any(parsed.lemma[r] in words.suspects for r in roles)
    if not unsure and not any(parsed.lemma[r] in words.predicates for r in roles):
        return
    heads = [h for o in objects_of(parsed, verb) for h in coordinated(parsed, antecedent(parsed, o))]
    heads = heads or list(_after(parsed, verb, "to"))
    act: Act = "suspects" if unsure else cue.act
    yield from _blames(
        parsed, verb, act, _source(parsed, verb, reports), [h for h in heads if may_answer(parsed, h)]
    )


def _claim(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    """ "claimed responsibility", "claimed the attack", "no group has claimed", "has never been claimed"."""
    if not _claims(parsed, verb, cue):
        return
    passive = is_passive(parsed, verb)
    subject = -1 if passive else subject_of(parsed, verb)
    claimants = (
        _after(parsed, verb, "by")
        if passive
        else tuple(coordinated(parsed, antecedent(parsed, subject)))
        if subject >= 0
        else ()
    )
    clause = _clause(parsed, verb)
    if _nobody(parsed, verb, claimants):
        yield Blame("no_claim", -1, -1, verb, clause, _reach(parsed, verb, clause))
        return
    behalf = _on_behalf(parsed, verb)
    for head in claimants:
        if may_answer(parsed, head):
            yield Blame(
                cue.act, head, behalf if behalf >= 0 else head, verb, clause, _reach(parsed, verb, clause)
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
        if _anywhere_after(parsed, verb, "for") and not _violent(parsed, verb):
            return False  # "accepted responsibility for the delay"
        return parsed.lemma[verb] not in ("take", "accept") or any(
            parsed.lemma[o] in ("responsibility", "credit") for o in objects
        )
    if cue.lemma == "own":
        return False
    if cue.lemma in ("claim", "admit", "confess", "acknowledge"):
        if cue.lemma == "confess" and _after(parsed, verb, "to"):
            return True
        return any(parsed.lemma[o] in incidents().nouns and parsed.lemma[o] != "death" for o in objects)
    return False


def _nobody(parsed: Parsed, verb: int, claimants: Heads) -> bool:
    """Whether the words say that none claims it."""
    if parsed.child(verb, "neg") >= 0:
        return True
    if is_passive(parsed, verb):
        return False
    return any(
        parsed.lower[head] in ("nobody", "none")
        or (head and parsed.lower[head - 1] == "no")
        or any(parsed.lower[c] in ("no", "neither") for c in parsed.children[head])
        for head in claimants
    )


def _deny(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    """ "denied involvement", "denied having", "denied that it had", "denied the accusation"."""
    words = blame_words()
    source = _source(parsed, verb, reports)
    objects = objects_of(parsed, verb)
    clause = _clause(parsed, verb)
    own = any(parsed.lemma[o] in words.part_objects | words.accusations for o in objects)
    if not own:
        content = next((c for c in parsed.children[verb] if parsed.dep[c] in ("ccomp", "xcomp")), -1)
        if content < 0 or not _violent(parsed, content):
            return
        doer = subject_of(parsed, content)
        other = doer >= 0 and doer != source and parsed.pos[doer] != "PRON"
        if other and may_answer(parsed, doer) and not is_passive(parsed, content):
            owner = parsed.child(doer, "poss")
            own = owner >= 0 and parsed.pos[owner] == "PRON"
            yield Blame(cue.act if own else "rejects", source, doer, verb, clause, clause)
            return
    if source >= 0:
        yield Blame(cue.act, source, source, verb, clause, _reach(parsed, verb, clause))


def _reject(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    """The accused turning down an accusation denies; anybody else rejects it."""
    words = blame_words()
    accusations = [o for o in objects_of(parsed, verb) if parsed.lemma[o] in words.accusations]
    if not accusations:
        return
    source, clause = _source(parsed, verb, reports), _clause(parsed, verb)
    accused = _accused(parsed, accusations[0])
    own = (
        accused < 0 or parsed.pos[accused] == "PRON" or parsed.lower[accused] == parsed.lower[max(source, 0)]
    )
    act: Act = "denies_responsibility" if own else "rejects"
    if source >= 0:
        yield Blame(act, source, source if own else accused, verb, clause, _reach(parsed, verb, clause))


def _accused(parsed: Parsed, noun: int) -> int:
    """Whom an accusation is about: the doer in its clause ("that X had …"), whom it stands against, or its
    owner."""
    for child in parsed.children[noun]:
        if parsed.dep[child] in ("acl", "relcl", "ccomp"):
            doer = subject_of(parsed, child)
            if doer >= 0 and doer != noun:
                return doer
    against = _after(parsed, noun, "against", "of", "by")
    return next((h for h in against if may_answer(parsed, h)), -1)


def _confirm(parsed: Parsed, verb: int, cue: BlameCue, reports: list[Report]) -> Iterator[Blame]:
    content = next((c for c in parsed.children[verb] if parsed.dep[c] == "ccomp"), -1)
    if content < 0:
        return
    doer = subject_of(parsed, content)
    about = {parsed.lemma[t] for t in range(parsed.left[content], parsed.right[content] + 1)}
    if doer >= 0 and may_answer(parsed, doer) and about & (blame_words().predicates | {"carry", "claim"}):
        yield Blame(
            cue.act, _source(parsed, verb, reports), doer, verb, _clause(parsed, verb), _clause(parsed, verb)
        )


_READERS = {
    "object": _object,
    "to": _to,
    "suspect": _suspect,
    "name": _name,
    "claim": _claim,
    "deny": _deny,
    "reject": _reject,
    "confirm": _confirm,
}


def _predicate(parsed: Parsed, token: int, reports: list[Report]) -> Iterator[Blame]:
    """ "X is responsible for", "X was behind", "held X responsible", "X is to blame"."""
    words = blame_words()
    verb = _copula_of(parsed, token)
    if verb < 0 or (parsed.dep[verb] == "acl" and parsed.lemma[parsed.head[verb]] in words.accusations):
        return
    if parsed.lemma[verb] in words.hold:
        heads: list[int] = [h for o in objects_of(parsed, verb) for h in coordinated(parsed, o)]
        heads += [c for c in parsed.children[token] if parsed.dep[c] == "nsubj"]
        source = _source(parsed, verb, reports)
    else:
        subject = subject_of(parsed, verb)
        heads = list(coordinated(parsed, antecedent(parsed, subject))) if subject >= 0 else []
        source = _speaker(parsed, reports, verb)
        if parsed.dep[verb] == "relcl" and source < 0 and not doubtful(parsed, verb):
            return
    if parsed.lemma[token] in ("work", "handiwork"):  # "the fire was the work of arsonists"
        heads = list(_after(parsed, token, "of"))
    if parsed.lemma[token] == "blame" and parsed.pos[token] == "NOUN" and _after(parsed, token, "on"):
        heads = list(_after(parsed, token, "on"))
    act: Act = "blames"
    if parsed.child(verb, "neg") >= 0:
        act = "rejects"
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
        yield from _blames(parsed, head, "suspects", _speaker(parsed, reports, head), [other], cue=token)


def _blames(
    parsed: Parsed, verb: int, act: Act, source: int, responsible: list[int], cue: int = -1
) -> Iterator[Blame]:
    """One record for each responsible party; doubt turns blame into suspicion, an own part into a claim."""
    clause = _clause(parsed, verb)
    reach = _reach(parsed, verb, clause)
    if not _speaks_of_violence(parsed, *reach):
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


def _source(parsed: Parsed, verb: int, reports: list[Report]) -> int:
    """Who says it with this verb: its subject, its "by" phrase in the passive, else the report around it."""
    if is_passive(parsed, verb):
        by = [h for h in _after(parsed, verb, "by") if may_answer(parsed, h)]
        return by[0] if by else _speaker(parsed, reports, verb)
    subject = subject_of(parsed, verb)
    if subject >= 0 and may_answer(parsed, antecedent(parsed, subject)):
        return antecedent(parsed, subject)
    return _speaker(parsed, reports, verb)


def _speaker(parsed: Parsed, reports: list[Report], token: int) -> int:
    index = innermost(reports, token)
    return reports[index].source_head if index is not None else -1


def _after(parsed: Parsed, token: int, *prepositions: str) -> Heads:
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


def _violent(parsed: Parsed, head: int) -> bool:
    """Whether a clause speaks of an act that somebody can be blamed for."""
    words = {parsed.lemma[t] for t in range(parsed.left[head], parsed.right[head] + 1)}
    return bool(words & _ACTS) or _speaks_of_violence(parsed, parsed.left[head], parsed.right[head])


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
    "march".split()
)


def _speaks_of_violence(parsed: Parsed, first: int, last: int) -> bool:
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


def _clause(parsed: Parsed, verb: int) -> Extent:
    """The clause of a verb: from its first word to its last, within the sentence, without the mark that
    opens it."""
    first, last = parsed.left[verb], parsed.right[verb]
    low, high = parsed.bounds[parsed.sentence[verb]]
    first, last = max(first, low), min(last, high - 1)
    found = trim(parsed, first, last) or (verb, verb)
    if parsed.dep[verb] in ("relcl", "acl") and parsed.head[verb] >= low:
        found = (min(found[0], parsed.left[parsed.head[verb]]), found[1])
    return trim(parsed, *found) or (verb, verb)


def _reach(parsed: Parsed, verb: int, clause: Extent) -> Extent:
    """The clause, widened to the noun that it hangs on ("the attack, which no group has claimed")."""
    if parsed.dep[verb] in ("relcl", "acl"):
        noun = parsed.head[verb]
        return min(noun, clause[0]), max(noun, clause[1])
    return clause


# --- reports --------------------------------------------------------------------------------


def _by_report(parsed: Parsed, mentions: list[Mention], reports: list[Report]) -> Iterator[Blame]:
    """Blame that lies in stating it: "police said the gang had set the fire"; and suspicion in the
    article's voice."""
    for mention in mentions:
        if mention.realis != "actual" or not mention.perpetrators:
            continue
        if mention.type in ("arrest", "protest", "armed_clash"):
            continue
        if mention.report is not None:
            yield from _stated(parsed, mention, reports[mention.report])
        elif mention.hedged:
            yield from _hedged(parsed, mention)


def _stated(parsed: Parsed, mention: Mention, report: Report) -> Iterator[Blame]:
    clause = _clause(parsed, mention.token)
    cue = report.cue_head if report.cue_head >= 0 else mention.token
    for phrase in mention.perpetrators:
        if weapon_at(parsed, phrase.head) is not None or report.negated:
            continue
        own = phrase.head == report.source_head or parsed.lower[phrase.head] in ("we", "i")
        unsure = mention.hedged or doubtful(parsed, mention.token)
        act: Act = "claims_responsibility" if own else "suspects" if unsure else "blames"
        responsible = report.source_head if own else phrase.head
        yield Blame(act, report.source_head, responsible, cue, clause, clause)


def _hedged(parsed: Parsed, mention: Mention) -> Iterator[Blame]:
    clause = _clause(parsed, mention.token)
    for phrase in mention.perpetrators:
        yield Blame("suspects", -1, phrase.head, _hedge(parsed, mention, phrase.head), clause, clause)


def _hedge(parsed: Parsed, mention: Mention, head: int) -> int:
    """The word of doubt: beside the perpetrator ("suspected rebels") or beside the verb ("allegedly")."""
    words = blame_words()
    for carrier in (head, mention.token):
        for child in parsed.children[carrier]:
            if parsed.lower[child] in words.doubt_adjectives | words.doubt_adverbs | words.doubt_modals:
                return child
    return mention.token
