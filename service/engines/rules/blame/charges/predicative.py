"""Charges by what somebody is: "rebels were behind the raid", "it was the work of rebels", "the attackers
were rebels", "it was rebels who burned it"."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.blame.article import Article, Charge
from wirebrief.service.engines.rules.blame.charges.agentive import does_harm
from wirebrief.service.engines.rules.blame.charges.culprits import are_culprits, is_culprit
from wirebrief.service.engines.rules.blame.charges.made import charges
from wirebrief.service.engines.rules.blame.charges.realis import is_real
from wirebrief.service.engines.rules.blame.who import can_answer, is_party_word
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.doubt import hedged
from wirebrief.service.engines.rules.incident_words import parties
from wirebrief.service.engines.rules.syntax.classes import COPULAS, DUMMIES, VERBAL
from wirebrief.service.engines.rules.syntax.clauses import within_clause
from wirebrief.service.engines.rules.syntax.negation import is_none, negated
from wirebrief.service.engines.rules.syntax.nouns import singular
from wirebrief.service.engines.rules.syntax.owners import owner_of
from wirebrief.service.engines.rules.syntax.participants import agents
from wirebrief.service.engines.rules.syntax.phrases import coordinated
from wirebrief.service.engines.rules.syntax.prepositions import after, objects_of_preposition
from wirebrief.service.engines.rules.syntax.subjects import subject

_COMPLEMENTS = frozenset({"attr", "acomp", "prep", "nsubj"})
_COMPLETING = frozenset({"acomp", "attr", "prep", "xcomp", "pobj", "conj", "oprd", "advcl"})
_CLAUSES = frozenset({"relcl", "acl", "ccomp", "advcl"})
_OURS = frozenset({"ours", "mine", "theirs", "hers"})
_NO_DEED = frozenset({"DATE", "TIME", "GPE"})


# --- predicates


def by_predicate(article: Article, token: int) -> Iterator[Charge]:
    """ "X was behind the raid", "X is to blame", "X was at fault", "X was the author of the raid"."""
    parsed, words = article.parsed, blame_words()
    lemma = parsed.lemma[token]
    guiltless = lemma in words["charges.guiltless"]
    if not guiltless and lemma not in words["charges.predicates"]:
        return
    verb = _copula(article, token)
    if verb < 0 or not is_real(article, verb) or not concerns_harm(article, token):
        return
    if owner_of(parsed, token) >= 0 and lemma in words["charges.by_owner"]:
        return  # "was the gang's fault"
    denied = negated(parsed, verb) or negated(parsed, token) or is_none(parsed, token)
    doubted = hedged(parsed, token) or lemma == "suspect"
    cleft = parsed.pos[token] == "NOUN" and is_culprit(article, token)  # "it was gunmen who"
    heads = (h for h in agents(parsed, verb) if not article.deeds.is_deed(h))
    heads = (h for h in heads if not (cleft and parsed.lower[h] in DUMMIES))
    yield from charges(article, heads, token, verb, denied=denied != guiltless, doubted=doubted)


def _copula(article: Article, token: int) -> int:
    """The "be" that a predicate completes, through "at fault", "to blame" and coordination, or -1."""
    parsed, at = article.parsed, token
    bare = not any(parsed.lower[c] == "to" for c in parsed.children[token])
    if parsed.lemma[token] == "blame" and parsed.pos[token] == "VERB" and bare:
        return -1
    for _ in range(3):
        up = parsed.head[at]
        if parsed.dep[at] not in _COMPLETING:
            return -1
        if parsed.lemma[up] in COPULAS and parsed.pos[up] in VERBAL:
            return up
        if parsed.pos[up] == "VERB" or (
            parsed.dep[at] == "pobj" and parsed.lower[up] not in ("at", "behind")
        ):
            return -1
        at = up
    return -1


def concerns_harm(article: Article, token: int) -> bool:
    """Whether what a predicate or a noun speaks of ("for …", "in …", "behind …") is a harmful act."""
    parsed, deeds = article.parsed, article.deeds
    if parsed.lower[token] == "behind":
        heads = tuple(objects_of_preposition(parsed, token))
    else:
        told = after(parsed, token, ("for", "of", "in", "to", "with", "behind"))
        heads = tuple(h for h in told if parsed.entity[h] not in _NO_DEED)
    if heads and not all(can_answer(parsed, h) for h in heads):
        return deeds.meant(heads, token)
    return deeds.recalled(token)


# --- identities


def by_identity(article: Article, verb: int) -> Iterator[Charge]:
    """ "It was the work of X", "the attackers were X", "it was X who did it", "it was X"."""
    parsed = article.parsed
    if parsed.lemma[verb] not in COPULAS:
        yield from _by_belonging(article, verb)
    elif is_real(article, verb):
        about, no_names = subject(parsed, verb), DUMMIES | blame_words()["parties.nobody"]
        for complement in parsed.children[verb]:
            if complement < verb or parsed.dep[complement] not in _COMPLEMENTS:
                continue
            found = _identified(article, verb, about, complement)
            heads = [h for head in found for h in coordinated(parsed, head)]
            heads = [h for h in heads if parsed.lower[h] not in no_names]
            denied = negated(parsed, verb) or is_none(parsed, complement)
            doubted = hedged(parsed, complement)
            yield from charges(article, heads, complement, verb, denied=denied, doubted=doubted)


def _identified(article: Article, verb: int, about: int, complement: int) -> tuple[int, ...]:
    """Who is said to have done it by a complement of "be"."""
    parsed, deeds, attribute = article.parsed, article.deeds, article.parsed.dep[complement] == "attr"
    dummy = about >= 0 and parsed.lower[about] in DUMMIES
    if attribute and parsed.lemma[complement] in blame_words()["charges.by_owner"]:
        trace = about >= 0 and parsed.lemma[about] in blame_words()["deeds.traces"]
        if about < 0 or deeds.in_phrase(about) or ((dummy or trace) and deeds.recalled(verb)):
            owner = owner_of(parsed, complement)
            return (owner,) if owner >= 0 else after(parsed, complement, ("of", "by"))[:1]
        return ()
    if about >= 0 and are_culprits(article, about):
        whence = parsed.dep[complement] == "prep" and parsed.lower[complement] in ("from", "with", "of")
        of_whom = tuple(objects_of_preposition(parsed, complement)) if whence else ()
        return (complement,) if attribute else of_whom
    ours = about >= 0 and parsed.lower[complement] in _OURS
    if ours and (deeds.in_phrase(about) or deeds.recent(verb, 1)):
        return (complement,)
    return (complement,) if dummy and attribute and _is_cleft_of_harm(article, verb, complement) else ()


def _is_cleft_of_harm(article: Article, verb: int, complement: int) -> bool:
    """ "It was X who burned it"; "it was X", where it was told before what was done."""
    parsed, deeds = article.parsed, article.deeds
    inside = range(complement + 1, parsed.right[complement] + 1)
    under = [c for c in (*parsed.children[verb], *inside) if parsed.dep[c] in _CLAUSES]
    under = [c for c in under if parsed.head[c] == verb or within_clause(parsed, parsed.head[c], complement)]
    under += [c for h in under for c in parsed.children[h] if parsed.dep[c] == "conj"]
    if under:
        return any(does_harm(article, c) for c in under)
    definite = any(parsed.lower[c] == "the" or parsed.dep[c] == "poss" for c in parsed.children[complement])
    armed = singular(parsed, complement) in parties().armed | parties().forces
    proper = parsed.pos[complement] == "PROPN" and is_party_word(parsed, complement)
    plain = parsed.pos[complement] == "PRON" or definite or proper
    finite = parsed.tag[verb] in ("VBD", "VBZ", "VBP")
    told = plain or (armed and parsed.tag[complement] == "NNS")
    return told and finite and deeds.recent(verb, 1) and not deeds.is_event(complement)


def _by_belonging(article: Article, verb: int) -> Iterator[Charge]:
    """ "The killers belonged to X", "the attackers came from X"."""
    parsed = article.parsed
    if parsed.lemma[verb] not in blame_words()["charges.belonging"] or parsed.dep[verb] == "acl":
        return
    about = subject(parsed, verb)
    if about >= 0 and is_culprit(article, about):
        heads = after(parsed, verb, ("to", "from", "for", "with", "under"))
        heads = tuple(h for h in heads if parsed.entity[h] != "GPE" and not is_none(parsed, h))
        yield from charges(article, heads, verb, verb)
