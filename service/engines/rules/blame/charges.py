"""Statements that a party did it: "rebels burned the mill", "the mill was burned by rebels", "rebels were behind
it", "it was the work of rebels", "the attackers were rebels", "rebels had a hand in it", "it was them"."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.blame.article import Article, Charge
from wirebrief.service.engines.rules.blame.doubt import alleged, hedged
from wirebrief.service.engines.rules.blame.grammar import (
    NOMINAL,
    VERBAL,
    after,
    agents,
    is_none,
    negated,
    objects_of_preposition,
    owner_of,
    patients,
)
from wirebrief.service.engines.rules.blame.words import blame_words
from wirebrief.service.engines.rules.events.phrases import antecedent, coordinated, singular
from wirebrief.service.engines.rules.speech.clauses import subject

_UNREAL = frozenset({"would", "will", "shall", "should", "can", "'ll", "'d", "wo", "ca"})
_MARKS = frozenset({"if", "unless", "whether", "lest", "until"})
_COPULAS = frozenset({"be", "remain", "become", "seem", "appear"})
_DUMMIES = frozenset({"it", "this", "that", "those", "these"})
_TRYING = frozenset({"try", "attempt", "manage", "begin", "start", "proceed", "continue", "help", "fail", "go"})
_PERFECT = frozenset({"have", "having", "has", "had", "'ve"})


def find_charges(article: Article) -> list[Charge]:
    """Every charge of an article, in the order of the words that make it."""
    found: list[Charge] = []
    parsed, words = article.parsed, blame_words()
    for token, lemma in enumerate(parsed.lemma):
        pos = parsed.pos[token]
        if pos in VERBAL:
            found += _of_verb(article, token, lemma)
        if lemma in words["charges.predicates"] or lemma == "blame":
            found += _of_predicate(article, token)
        if pos in NOMINAL:
            found += _of_noun(article, token, lemma)
    return found


def _of_verb(article: Article, verb: int, lemma: str) -> Iterator[Charge]:
    words = blame_words()
    if lemma in _COPULAS:
        yield from _identities(article, verb)
    elif lemma in words["charges.belonging"]:
        yield from _belonging(article, verb)
    if lemma in words["charges.sharing"]:
        yield from _shares(article, verb)
    if lemma in words["charges.taking_part"]:
        yield from _taking_part(article, verb)
    if lemma in ("do", "have", "be"):
        yield from _ellipsis(article, verb)
    if article.deeds.is_act(verb) or (lemma in words["charges.acts"] and _on_a_deed(article, verb)):
        yield from _done(article, verb)


def _on_a_deed(article: Article, verb: int) -> bool:
    """Whether what a verb of doing does is a harmful act: "staged the raid", "arranged it", "did this"."""
    parsed, deeds = article.parsed, article.deeds
    pointing = blame_words()["deeds.pointing"]
    for head in patients(parsed, verb):
        if deeds.is_deed(head) or any(
            deeds.is_deed(t) for t in range(head, parsed.right[head] + 1) if parsed.dep[t] == "pobj"
        ):
            return True
        if parsed.lower[head] in pointing and parsed.lower[head] not in ("what", "which", "they"):
            return deeds.recalled(verb)
    return False


def _done(article: Article, verb: int) -> Iterator[Charge]:
    """ "Rebels burned the mill", whatever the voice."""
    parsed = article.parsed
    if not happened(article, verb) or _is_cued(article, verb):
        return
    for head in agents(parsed, verb):
        if not article.parties.can_answer(head) or head in patients(parsed, verb):
            continue
        if is_anonymous(article, head) and parsed.dep[verb] in ("relcl", "acl"):
            continue
        denied = negated(parsed, verb) or is_none(parsed, head)
        yield Charge(head, verb, verb, denied, hedged(parsed, verb) or alleged(parsed, head))


def _is_cued(article: Article, verb: int) -> bool:
    """Whether a verb is what a cue's party is blamed for: "accused X of burning", "responsible for burning"."""
    parsed = article.parsed
    if parsed.dep[verb] != "pcomp":
        return False
    governor = parsed.head[parsed.head[verb]]
    return parsed.lemma[governor] not in blame_words().stances.verbs or parsed.lemma[governor] in blame_words().cues and parsed.lemma[governor] not in ("confess", "admit", "boast", "brag", "apologise", "apologize", "own", "plead")


def is_anonymous(article: Article, head: int) -> bool:
    """Whether a party is named by no more than the deed: "gunmen", "unknown attackers"."""
    parsed = article.parsed
    if parsed.pos[head] == "PROPN" or article.parties.named_in(head) != head:
        return False
    if any(parsed.lower[c] in ("unknown", "unidentified", "unnamed", "unidentifiable") for c in parsed.children[head]):
        return True
    return singular(parsed, head) in blame_words()["charges.culprits"]


def happened(article: Article, verb: int) -> bool:
    """Whether a verb tells of something done: no plan, order, threat or supposition."""
    parsed = article.parsed
    aux = {parsed.lower[c] for c in parsed.children[verb] if parsed.dep[c] in ("aux", "auxpass")}
    if any(parsed.dep[c] == "mark" and parsed.lower[c] in _MARKS for c in parsed.children[verb]):
        return False
    if aux & _UNREAL:
        return False
    perfect = bool(aux & _PERFECT)
    if aux & {"may", "might", "could", "must"}:
        return perfect or "be" in aux or negated(parsed, verb)
    if parsed.tag[verb] == "VB" and not aux & {"did", "do", "does"} and not perfect:
        up = parsed.head[verb]
        if parsed.dep[verb] == "conj" and up != verb:
            return happened(article, up)
        return parsed.dep[verb] == "xcomp" and parsed.lemma[up] in _TRYING and happened(article, up)
    return True


# --- predicates


def _of_predicate(article: Article, token: int) -> Iterator[Charge]:
    """ "X was behind the raid", "X is to blame", "X was at fault", "X was the author of the raid"."""
    parsed = article.parsed
    verb = _copula(article, token)
    if verb < 0 or not _is_real(article, verb) or not _concerns_harm(article, token):
        return
    if owner_of(parsed, token) >= 0 and parsed.lemma[token] in blame_words()["charges.by_owner"]:
        return
    denied = negated(parsed, verb) or negated(parsed, token) or is_none(parsed, token)
    doubted = hedged(parsed, verb) or hedged(parsed, token)
    for head in agents(parsed, verb):
        if article.parties.can_answer(head) and not article.deeds.is_deed(head):
            yield Charge(head, token, verb, denied or is_none(parsed, head), doubted or alleged(parsed, head))


def _copula(article: Article, token: int) -> int:
    """The "be" that a predicate completes, through "at fault", "to blame" and coordination, or -1."""
    parsed, at = article.parsed, token
    if parsed.lemma[token] == "blame":
        if parsed.pos[token] == "VERB" and not any(parsed.lower[c] == "to" for c in parsed.children[token]):
            return -1
    for _ in range(3):
        up = parsed.head[at]
        if parsed.dep[at] not in ("acomp", "attr", "prep", "xcomp", "pobj", "conj", "oprd", "ccomp", "advcl"):
            return -1
        if parsed.lemma[up] in _COPULAS and parsed.pos[up] in VERBAL:
            return up if parsed.dep[at] != "ccomp" and (at != up) else -1
        if parsed.dep[at] == "pobj" and parsed.lower[up] not in ("at", "behind"):
            return -1
        at = up
    return -1


def _is_real(article: Article, verb: int) -> bool:
    parsed = article.parsed
    aux = {parsed.lower[c] for c in parsed.children[verb] if parsed.dep[c] in ("aux", "auxpass")}
    if any(parsed.dep[c] == "mark" and parsed.lower[c] in _MARKS for c in parsed.children[verb]):
        return False
    return not aux & _UNREAL


def _concerns_harm(article: Article, token: int) -> bool:
    """Whether what a predicate or a noun speaks of ("for …", "in …", "behind …") is a harmful act."""
    parsed, deeds = article.parsed, article.deeds
    heads = tuple(
        h
        for h in after(parsed, token, ("for", "of", "in", "to", "with", "behind"))
        if parsed.entity[h] not in ("DATE", "TIME", "GPE")
    )
    if parsed.lower[token] == "behind":
        heads = tuple(objects_of_preposition(parsed, token))
    if heads and not all(article.parties.can_answer(h) for h in heads):
        return deeds.meant(heads, token)
    return deeds.recalled(token)


def _identities(article: Article, verb: int) -> Iterator[Charge]:
    """ "It was the work of X", "the attackers were X", "it was X who did it", "it was X"."""
    parsed, words = article.parsed, blame_words()
    if not _is_real(article, verb):
        return
    about = subject(parsed, verb)
    complements = [c for c in parsed.children[verb] if parsed.dep[c] in ("attr", "acomp", "prep", "nsubj") and c > verb]
    for complement in complements:
        for head in _identified(article, verb, about, complement):
            for party in coordinated(parsed, head):
                if article.parties.can_answer(party) and parsed.lower[party] not in _DUMMIES:
                    denied = negated(parsed, verb) or is_none(parsed, complement)
                    doubted = hedged(parsed, verb) or hedged(parsed, complement) or alleged(parsed, party)
                    yield Charge(party, complement, verb, denied, doubted)
    del words


def _identified(article: Article, verb: int, about: int, complement: int) -> Iterator[int]:
    parsed, words, deeds = article.parsed, blame_words(), article.deeds
    if parsed.lemma[complement] in words["charges.by_owner"] and parsed.dep[complement] == "attr":
        harm = about < 0 or deeds.in_phrase(about) or (parsed.lower[about] in _DUMMIES and deeds.recalled(verb))
        if harm:
            owner = owner_of(parsed, complement)
            yield from (owner,) if owner >= 0 else after(parsed, complement, ("of", "by"))[:1]
        return
    if about < 0:
        return
    if singular(parsed, about) in words["charges.culprits"]:
        if parsed.dep[complement] == "attr":
            yield complement
        elif parsed.dep[complement] == "prep" and parsed.lower[complement] in ("from", "with", "of"):
            yield from objects_of_preposition(parsed, complement)
        return
    if parsed.lower[about] in _DUMMIES and parsed.dep[complement] == "attr":
        if _is_cleft_of_harm(article, verb, complement):
            yield complement


def _is_cleft_of_harm(article: Article, verb: int, complement: int) -> bool:
    """ "It was X who burned it"; "it was X", where it was told before what was done."""
    parsed, deeds = article.parsed, article.deeds
    clauses = [c for h in (complement, verb) for c in parsed.children[h] if parsed.dep[c] in ("relcl", "acl", "ccomp", "advcl")]
    if clauses:
        return any(deeds.is_act(c) or _on_a_deed(article, c) for c in clauses)
    plain = parsed.pos[complement] == "PROPN" or parsed.pos[complement] == "PRON" or any(
        parsed.lower[c] in ("the", "our", "their") or parsed.dep[c] in ("poss", "amod", "compound") for c in parsed.children[complement]
    )
    return plain and deeds.recalled(verb) and not deeds.is_deed(complement)


def _belonging(article: Article, verb: int) -> Iterator[Charge]:
    """ "The killers belonged to X", "the attackers came from X"."""
    parsed = article.parsed
    about = subject(parsed, verb)
    if about < 0 or singular(parsed, about) not in blame_words()["charges.culprits"]:
        return
    for head in after(parsed, verb, ("to", "from", "for", "with", "under")):
        if article.parties.can_answer(head) and parsed.entity[head] != "GPE":
            yield Charge(head, verb, verb, negated(parsed, verb), hedged(parsed, verb))


# --- a part in it


def _shares(article: Article, verb: int) -> Iterator[Charge]:
    """ "X had a hand in it", "X had nothing to do with it", "X bears responsibility for it"."""
    parsed, words = article.parsed, blame_words()
    if not _is_real(article, verb):
        return
    for part in patients(parsed, verb):
        nothing = parsed.lower[part] in ("nothing", "something", "anything", "little")
        to_do = any(parsed.lower[t] == "do" for t in range(part, min(parsed.right[verb], part + 3) + 1))
        if not (nothing and to_do) and parsed.lemma[part] not in words["charges.shares"]:
            continue
        if not _concerns_harm(article, verb):
            continue
        denied = negated(parsed, verb) or is_none(parsed, part) or parsed.lower[part] == "little"
        for head in agents(parsed, verb):
            if article.parties.can_answer(head):
                yield Charge(head, part, verb, denied or is_none(parsed, head), hedged(parsed, verb) or alleged(parsed, head))


def _taking_part(article: Article, verb: int) -> Iterator[Charge]:
    """ "X was involved in it", "X took part in it"."""
    parsed = article.parsed
    if not happened(article, verb) or _is_cued(article, verb):
        return
    told = after(parsed, verb, ("in", "with"))
    if not told and parsed.lemma[verb] != "involve":
        return
    if told and not article.deeds.meant(told, verb):
        return
    if not told and not article.deeds.recalled(verb):
        return
    heads = patients(parsed, verb) if parsed.lemma[verb] in ("involve", "implicate") else agents(parsed, verb)
    if parsed.lemma[verb] in ("involve", "implicate") and parsed.child(verb, "auxpass") < 0 and parsed.dep[verb] not in ("acl", "acomp"):
        return
    for head in heads:
        if article.parties.can_answer(head):
            yield Charge(head, verb, verb, negated(parsed, verb) or is_none(parsed, head), hedged(parsed, verb) or alleged(parsed, head))


def _of_noun(article: Article, noun: int, lemma: str) -> Iterator[Charge]:
    """ "X's involvement in it", "the part of X in it"; "an attack by X"."""
    parsed = article.parsed
    if lemma in blame_words()["charges.shares"] and _concerns_harm(article, noun):
        owner = owner_of(parsed, noun)
        heads = (owner,) if owner >= 0 else after(parsed, noun, ("of", "by"))
        for head in heads:
            if article.parties.can_answer(head) and not article.deeds.is_deed(head):
                yield Charge(head, noun, noun, is_none(parsed, noun), alleged(parsed, noun) or alleged(parsed, head))
    elif article.deeds.is_deed(noun):
        for child in parsed.children[noun]:
            if parsed.lower[child] == "by" and parsed.dep[child] in ("prep", "agent"):
                for head in objects_of_preposition(parsed, child):
                    if article.parties.can_answer(head) and not is_anonymous(article, head):
                        yield Charge(head, noun, noun, is_none(parsed, noun), alleged(parsed, noun) or alleged(parsed, head))


def _ellipsis(article: Article, verb: int) -> Iterator[Charge]:
    """ "think it did", "said they had not": the verb of what was told before left out."""
    parsed = article.parsed
    if parsed.dep[verb] not in ("ccomp", "ROOT", "conj", "advcl") or parsed.tag[verb] == "VB":
        return
    rest = [c for c in parsed.children[verb] if parsed.dep[c] not in ("nsubj", "neg", "punct", "mark", "advmod", "cc", "npadvmod")]
    about = parsed.child(verb, "nsubj")
    if rest or about < 0 or parsed.dep[verb] != "ccomp" or not article.deeds.recalled(verb):
        return
    about = antecedent(parsed, about)
    if article.parties.can_answer(about):
        yield Charge(about, verb, verb, negated(parsed, verb), hedged(parsed, verb))
