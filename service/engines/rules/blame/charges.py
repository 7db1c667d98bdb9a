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
    is_passive,
    negated,
    objects_of_preposition,
    owner_of,
    patients,
)
from wirebrief.service.engines.rules.blame.who import can_answer, is_side, named_in, owner_of_thing
from wirebrief.service.engines.rules.blame.words import blame_words
from wirebrief.service.engines.rules.events.lexicon import parties
from wirebrief.service.engines.rules.events.phrases import antecedent, coordinated, singular, weapon_at
from wirebrief.service.engines.rules.speech.clauses import subject

_UNREAL = frozenset({"would", "will", "shall", "should", "can", "'ll", "'d", "wo", "ca"})
_UNKNOWN = frozenset(
    {"unknown", "unidentified", "unnamed", "armed", "masked", "hooded", "gunned", "unidentifiable"}
)
_MARKS = frozenset({"if", "unless", "whether", "lest", "until"})
_COPULAS = frozenset({"be", "remain", "become", "seem", "appear"})
_DUMMIES = frozenset({"it", "this", "that", "those", "these"})
_TRYING = frozenset({"try", "attempt", "manage", "begin", "start", "proceed", "continue", "help", "fail"})
_PERFECT = frozenset({"have", "having", "has", "had", "'ve"})


def _is_likened(article: Article, verb: int, complement: int) -> tuple[int, ...]:
    """ "is consistent with earlier work by X", "is typical of X", "resembles attacks by X"."""
    parsed = article.parsed
    if parsed.lemma[complement] not in blame_words()["charges.likened"] and parsed.lower[complement] != "of":
        return ()
    if parsed.dep[complement] == "prep":
        kinds = [
            h
            for h in objects_of_preposition(parsed, complement)
            if parsed.lemma[h] in ("type", "kind", "sort", "make", "design")
        ]
        return tuple(
            g
            for h in kinds
            for c in parsed.children[h]
            if parsed.dep[c] == "acl"
            for g in after(parsed, c, ("by",))
        )
    heads = after(parsed, complement, ("with", "of", "to"))
    made = [
        g
        for h in heads
        for c in parsed.children[h]
        if parsed.lower[c] in ("by", "of", "from")
        for g in objects_of_preposition(parsed, c)
    ]
    owners = [o for h in heads if (o := owner_of(parsed, h)) >= 0]
    return tuple(made or owners)


def _alike(article: Article, verb: int) -> Iterator[Charge]:
    """ "bears similarities to earlier raids by X"."""
    parsed = article.parsed
    if parsed.lemma[verb] == "wear":
        for worn in patients(parsed, verb):
            owner = owner_of(parsed, worn)
            for party in (owner,) if owner >= 0 else after(parsed, worn, ("of",)):
                if can_answer(article.parsed, party) and article.deeds.recalled(verb):
                    yield Charge(party, worn, verb, doubted=True)
        return
    for like in patients(parsed, verb):
        made_by = after(parsed, verb, ("by",))
        for head in (*after(parsed, like, ("to", "with")), *after(parsed, verb, ("to", "with"))):
            made = [
                g
                for c in parsed.children[head]
                if parsed.lower[c] in ("by", "of")
                for g in objects_of_preposition(parsed, c)
            ]
            owner = owner_of(parsed, head)
            for party in made or ([owner] if owner >= 0 else made_by):
                if can_answer(article.parsed, party) and article.deeds.recalled(verb):
                    yield Charge(party, like, verb, doubted=True)
            break


def find_charges(article: Article) -> list[Charge]:
    """Every charge of an article, in the order of the words that make it."""
    found: list[Charge] = []
    parsed, words = article.parsed, blame_words()
    for token, lemma in enumerate(parsed.lemma):
        pos = parsed.pos[token]
        if pos in VERBAL:
            found += _of_verb(article, token, lemma)
        if lemma in words["charges.predicates"] or lemma in words["charges.guiltless"] or lemma == "blame":
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
    if lemma in ("bear", "have", "show", "wear") and any(
        article.parsed.lemma[p] in words["charges.likeness"] for p in patients(article.parsed, verb)
    ):
        yield from _alike(article, verb)
    if lemma in words["charges.sharing"]:
        yield from _shares(article, verb)
    if lemma in words["charges.taking_part"]:
        yield from _taking_part(article, verb)
    if lemma in words["charges.origin"]:
        yield from _origin(article, verb)
    if lemma in ("do", "have", "be"):
        yield from _ellipsis(article, verb)
    if lemma in words["charges.causing"]:
        yield from _caused(article, verb)
    if does_harm(article, verb):
        yield from _done(article, verb)


def _caused(article: Article, verb: int) -> Iterator[Charge]:
    """ "paid two men to burn it", "ordered his troops to fire on them": who had it done."""
    parsed = article.parsed
    if not happened(article, verb):
        return
    orders = [
        p for p in patients(parsed, verb) if parsed.lemma[p] in ("order", "instruction", "command", "signal")
    ]
    if parsed.lemma[verb] in ("give", "issue") and not orders:
        return
    for child in (*parsed.children[verb], *(c for o in orders for c in parsed.children[o])):
        if (
            parsed.dep[child] in ("xcomp", "ccomp", "advcl", "acl", "relcl")
            and parsed.tag[child] == "VB"
            and article.deeds.is_act(child)
        ):
            for head in agents(parsed, verb):
                if can_answer(article.parsed, head):
                    yield Charge(
                        head, verb, verb, negated(parsed, verb), hedged(parsed, verb) or alleged(parsed, head)
                    )


def _on_a_deed(article: Article, verb: int) -> bool:
    """Whether what a verb of doing does is a harmful act: "staged the raid", "arranged it", "did this"."""
    parsed, deeds = article.parsed, article.deeds
    pointing = blame_words()["deeds.pointing"]
    if parsed.lemma[verb] in ("do", "give", "issue", "order") and _is_no_such_thing(article, verb):
        return True
    if parsed.lemma[verb] == "do" and any(parsed.lower[c] == "so" for c in parsed.children[verb]):
        return deeds.recalled(verb)
    if parsed.lemma[verb] in ("hire", "pay", "recruit") and any(
        is_culprit(article, h) for h in patients(parsed, verb)
    ):
        return True
    for head in patients(parsed, verb):
        inner = [
            g
            for c in parsed.children[head]
            if parsed.lower[c] == "of" and parsed.dep[c] == "prep"
            for g in parsed.children[c]
        ]
        if deeds.is_event(head) or (
            parsed.lemma[head] in parties().cover | {"act", "campaign"}
            and any(deeds.is_event(t) for t in inner)
        ):
            return True
        if (
            parsed.lemma[verb] in blame_words()["charges.on_it"]
            and parsed.lower[head] in pointing
            and parsed.lower[head] not in ("what", "which", "they")
        ):
            return deeds.recent(verb, 2)
    lost = (
        parsed.lemma[verb] in ("carry", "perpetrate", "commit", "stage", "mount")
        and parsed.child(verb, "agent") >= 0
    )
    return lost and deeds.recent(verb, 0)


def does_harm(article: Article, verb: int) -> bool:
    """Whether a verb does a harmful act by itself or with what it is done to: "ordered the raid"."""
    acts = article.parsed.lemma[verb] in blame_words()["charges.acts"]
    return article.deeds.is_act(verb) or (acts and _on_a_deed(article, verb))


def _is_no_such_thing(article: Article, verb: int) -> bool:
    """ "had done no such thing", "had done nothing of the kind"."""
    parsed = article.parsed
    for head in patients(parsed, verb):
        within = {parsed.lower[t] for t in range(parsed.left[head], parsed.right[head] + 1)}
        if within >= {"no", "such"} or ("nothing" in within and within & {"kind", "sort"}):
            return True
    return False


def _done(article: Article, verb: int) -> Iterator[Charge]:
    """ "Rebels burned the mill", whatever the voice."""
    parsed = article.parsed
    if not happened(article, verb) or _is_cued(article, verb):
        return
    for head in agents(parsed, verb):
        head = _local_subject(article, verb, head)
        if not can_answer(article.parsed, head) or head in patients(parsed, verb):
            continue
        if is_anonymous(article, head) or (is_vague(article, head) and not in_main_content(article, verb)):
            continue
        if (
            any(is_culprit(article, h) and not is_passive(parsed, verb) for h in patients(parsed, verb))
            and parsed.lemma[verb] not in blame_words()["charges.acts"]
        ):
            continue
        denied = negated(parsed, verb) or is_none(parsed, head) or _is_excluded(article, head)
        by = parsed.child(verb, "agent")
        doubted = by >= 0 and hedged(parsed, by)
        denied = denied or (
            parsed.lemma[verb] in ("do", "give", "issue", "order")
            and any(is_none(parsed, p) for p in patients(parsed, verb))
        )
        yield Charge(head, verb, verb, denied, doubted or hedged(parsed, verb) or alleged(parsed, head))


def _is_excluded(article: Article, head: int) -> bool:
    """ "bad weather, not the brigade, brought it down"."""
    parsed = article.parsed
    first = parsed.left[head]
    if parsed.dep[head] != "conj":
        return False
    return parsed.lower[first] == "not" or (first > 0 and parsed.lower[first - 1] == "not")


def _local_subject(article: Article, verb: int, head: int) -> int:
    """Of a pronoun in a clause within what is said, the subject of the clause around it: "said the killer
    shouted as he fired"."""
    parsed = article.parsed
    if parsed.pos[head] != "PRON" or in_main_content(article, verb) or parsed.dep[verb] != "advcl":
        return head
    around = subject(parsed, parsed.head[verb])
    return around if around >= 0 and parsed.pos[around] != "PRON" else head


def _is_cued(article: Article, verb: int) -> bool:
    """Whether a verb is what a cue's party is blamed for: "accused X of burning", "responsible for burning"."""
    parsed = article.parsed
    if parsed.dep[verb] != "pcomp":
        return False
    governor = parsed.head[parsed.head[verb]]
    return (
        parsed.lemma[governor] not in blame_words().stances.verbs
        or parsed.lemma[governor] in blame_words().cues
        and parsed.lemma[governor]
        not in ("confess", "admit", "boast", "brag", "apologise", "apologize", "own", "plead")
    )


def is_culprit(article: Article, head: int) -> bool:
    return singular(article.parsed, head) in blame_words()["charges.culprits"]


def is_anonymous(article: Article, head: int) -> bool:
    """Whether a party is named by no more than the deed: "gunmen", "unknown attackers"."""
    parsed = article.parsed
    if parsed.pos[head] == "PROPN" or named_in(article.parsed, head) != head:
        return False
    if any(parsed.lower[c] in _UNKNOWN for c in parsed.children[head]):
        return True
    return singular(parsed, head) in blame_words()["charges.anonymous"]


def is_vague(article: Article, head: int) -> bool:
    """Whether a party is told by no more than its sex or number: "a man", "two youths"."""
    parsed = article.parsed
    if parsed.pos[head] != "NOUN" or named_in(article.parsed, head) != head or owner_of(parsed, head) >= 0:
        return False
    return singular(parsed, head) in blame_words()["charges.vague"]


def in_main_content(article: Article, verb: int) -> bool:
    """Whether a verb heads what is said, not a clause within it."""
    parsed = article.parsed
    while parsed.dep[verb] in ("conj", "xcomp") and parsed.head[verb] != verb:
        verb = parsed.head[verb]
    claimed = parsed.dep[verb] == "acl" and parsed.lemma[parsed.head[verb]] in blame_words().stances.nouns
    return claimed or parsed.dep[verb] in ("ccomp", "ROOT", "parataxis")


def happened(article: Article, verb: int) -> bool:
    """Whether a verb tells of something done: no plan, order, threat or supposition."""
    parsed = article.parsed
    aux = {parsed.lower[c] for c in parsed.children[verb] if parsed.dep[c] in ("aux", "auxpass")}
    if any(
        parsed.dep[c] == "mark" and parsed.lower[c] in _MARKS for c in parsed.children[verb]
    ) and not _is_probed(article, verb):
        return False
    if aux & _UNREAL:
        return False
    if parsed.tag[verb] == "VBG" and not aux and parsed.dep[verb] in ("xcomp", "pcomp"):
        up = parsed.head[verb] if parsed.dep[verb] == "xcomp" else parsed.head[parsed.head[verb]]
        if parsed.pos[up] in VERBAL and parsed.lemma[up] not in _TRYING | set(blame_words().stances.verbs):
            return False
        if parsed.pos[up] == "NOUN" and parsed.lemma[up] not in blame_words().stances.nouns:
            return False
    if parsed.dep[verb] == "conj" and not aux and parsed.child(verb, "nsubj", "nsubjpass") < 0:
        above = {parsed.lower[c] for c in parsed.children[parsed.head[verb]] if parsed.dep[c] == "aux"}
        if above & _UNREAL:
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
    denied = denied != (parsed.lemma[token] in blame_words()["charges.guiltless"])
    doubted = hedged(parsed, verb) or hedged(parsed, token) or parsed.lemma[token] == "suspect"
    for head in agents(parsed, verb):
        if can_answer(article.parsed, head) and not article.deeds.is_deed(head):
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
        if (parsed.dep[at] == "pobj" and parsed.lower[up] not in ("at", "behind")) or parsed.pos[
            up
        ] == "VERB":
            return -1
        at = up
    return -1


def _is_real(article: Article, verb: int) -> bool:
    parsed = article.parsed
    aux = {parsed.lower[c] for c in parsed.children[verb] if parsed.dep[c] in ("aux", "auxpass")}
    if any(
        parsed.dep[c] == "mark" and parsed.lower[c] in _MARKS for c in parsed.children[verb]
    ) and not _is_probed(article, verb):
        return False
    return not aux & _UNREAL


def _is_probed(article: Article, verb: int) -> bool:
    """Whether a question is one that somebody looks into: "are investigating whether X did it"."""
    parsed = article.parsed
    up = parsed.head[verb] if parsed.pos[parsed.head[verb]] != "ADP" else parsed.head[parsed.head[verb]]
    return parsed.dep[verb] in ("ccomp", "pcomp") and parsed.lemma[up] in blame_words()["charges.probing"]


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
    if heads and not all(can_answer(article.parsed, h) for h in heads):
        return deeds.meant(heads, token)
    return deeds.recalled(token)


def _identities(article: Article, verb: int) -> Iterator[Charge]:
    """ "It was the work of X", "the attackers were X", "it was X who did it", "it was X"."""
    parsed, words = article.parsed, blame_words()
    if not _is_real(article, verb):
        return
    about = subject(parsed, verb)
    complements = [
        c for c in parsed.children[verb] if parsed.dep[c] in ("attr", "acomp", "prep", "nsubj") and c > verb
    ]
    for complement in complements:
        for party in _is_likened(article, verb, complement):
            if (
                can_answer(article.parsed, party)
                and not negated(parsed, verb)
                and article.deeds.recalled(verb)
            ):
                yield Charge(party, complement, verb, doubted=True)
        for head in _identified(article, verb, about, complement):
            for party in coordinated(parsed, head):
                nobody = parsed.lower[party] in blame_words()["parties.nobody"]
                if can_answer(article.parsed, party) and parsed.lower[party] not in _DUMMIES and not nobody:
                    denied = negated(parsed, verb) or is_none(parsed, complement)
                    doubted = hedged(parsed, verb) or hedged(parsed, complement) or alleged(parsed, party)
                    yield Charge(party, complement, verb, denied, doubted)
    del words


def _identified(article: Article, verb: int, about: int, complement: int) -> Iterator[int]:
    parsed, words, deeds = article.parsed, blame_words(), article.deeds
    if parsed.lemma[complement] in words["charges.by_owner"] and parsed.dep[complement] == "attr":
        harm = (
            about < 0 or deeds.in_phrase(about) or (parsed.lower[about] in _DUMMIES and deeds.recalled(verb))
        )
        if harm:
            owner = owner_of(parsed, complement)
            yield from (owner,) if owner >= 0 else after(parsed, complement, ("of", "by"))[:1]
        return
    if about < 0:
        return
    if _is_about_culprits(article, about):
        if parsed.dep[complement] == "attr":
            yield complement
        elif parsed.dep[complement] == "prep" and parsed.lower[complement] in ("from", "with", "of"):
            yield from objects_of_preposition(parsed, complement)
        return
    if parsed.lower[complement] in ("ours", "mine", "theirs", "hers") and (
        deeds.in_phrase(about) or deeds.recent(verb, 1)
    ):
        yield complement
        return
    if parsed.lower[about] in _DUMMIES and parsed.dep[complement] == "attr":
        if _is_cleft_of_harm(article, verb, complement):
            yield complement


def _is_about_culprits(article: Article, about: int) -> bool:
    """ "the attackers", "those responsible", "the men behind it"."""
    parsed = article.parsed
    if is_culprit(article, about):
        return True
    words = {parsed.lower[c] for c in parsed.children[about]}
    return bool(words & {"responsible", "behind"}) and article.deeds.recalled(about)


def _is_cleft_of_harm(article: Article, verb: int, complement: int) -> bool:
    """ "It was X who burned it"; "it was X", where it was told before what was done."""
    parsed, deeds = article.parsed, article.deeds
    clauses = [
        c
        for h in (complement, verb)
        for c in parsed.children[h]
        if parsed.dep[c] in ("relcl", "acl", "ccomp", "advcl")
    ]
    if clauses:
        return any(
            deeds.is_act(c) or _on_a_deed(article, c) or bool(list(_caused(article, c))) for c in clauses
        )
    plain = parsed.pos[complement] in ("PROPN", "PRON") or any(
        parsed.lower[c] == "the" or parsed.dep[c] == "poss" for c in parsed.children[complement]
    )
    armed = (
        singular(parsed, complement) in parties().armed | parties().forces and parsed.tag[complement] == "NNS"
    )
    finite = parsed.tag[verb] in ("VBD", "VBZ", "VBP")
    return (plain or armed) and finite and deeds.recent(verb, 1) and not deeds.is_event(complement)


def _belonging(article: Article, verb: int) -> Iterator[Charge]:
    """ "The killers belonged to X", "the attackers came from X"."""
    parsed = article.parsed
    about = subject(parsed, verb)
    if about < 0 or singular(parsed, about) not in blame_words()["charges.culprits"]:
        return
    for head in after(parsed, verb, ("to", "from", "for", "with", "under")):
        if can_answer(article.parsed, head) and parsed.entity[head] != "GPE":
            yield Charge(head, verb, verb, negated(parsed, verb), hedged(parsed, verb))


def _origin(article: Article, verb: int) -> Iterator[Charge]:
    """ "the shell had been fired from army positions", "the rockets came from X"."""
    parsed = article.parsed
    things = patients(parsed, verb) if is_passive(parsed, verb) else agents(parsed, verb)
    spilt = blame_words()["charges.spilt"]
    if not any(weapon_at(parsed, h) is not None or parsed.lemma[h] in spilt for h in things):
        return
    for head in after(parsed, verb, ("from",)):
        owner = owner_of(parsed, head)
        beside = [
            c for c in parsed.children[head] if c < head and parsed.dep[c] in ("compound", "amod", "nmod")
        ]
        ours = owner_of_thing(article.parsed, head)
        for party in (ours, head, owner, *beside):
            if party >= 0 and can_answer(article.parsed, party) and is_side(article.parsed, party):
                yield Charge(party, verb, verb, negated(parsed, verb), hedged(parsed, verb))
                break


# --- a part in it


def _shares(article: Article, verb: int) -> Iterator[Charge]:
    """ "X had a hand in it", "X had nothing to do with it", "X bears responsibility for it"."""
    parsed, words = article.parsed, blame_words()
    if not _is_real(article, verb):
        return
    for part in patients(parsed, verb):
        if (
            parsed.lower[part] == "blood"
            and article.deeds.recalled(verb)
            and "hands" in parsed.lower[part : parsed.right[verb] + 1]
        ):
            for head in agents(parsed, verb):  # "has blood on its hands"
                if can_answer(article.parsed, head):
                    yield Charge(
                        head, part, verb, negated(parsed, verb) or is_none(parsed, part), hedged(parsed, verb)
                    )
            continue
        nothing = parsed.lower[part] in ("nothing", "something", "anything", "little")
        to_do = any(parsed.lower[t] == "do" for t in range(part, min(parsed.right[verb], part + 3) + 1))
        if not (nothing and to_do) and parsed.lemma[part] not in words["charges.shares"]:
            continue
        about = (
            part
            if not nothing
            else max(t for t in range(part, min(parsed.right[verb], part + 3) + 1) if parsed.lower[t] == "do")
        )
        if not after(parsed, about, ("in", "for", "with", "behind")) + after(
            parsed, verb, ("in", "for", "with", "behind")
        ) or not _concerns_harm(article, verb):
            continue
        denied = negated(parsed, verb) or is_none(parsed, part) or parsed.lower[part] == "little"
        for head in agents(parsed, verb):
            if can_answer(article.parsed, head):
                yield Charge(
                    head,
                    part,
                    verb,
                    denied or is_none(parsed, head),
                    hedged(parsed, verb) or alleged(parsed, head),
                )


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
    if (
        parsed.lemma[verb] in ("involve", "implicate")
        and parsed.child(verb, "auxpass") < 0
        and parsed.dep[verb] not in ("acl", "acomp")
    ):
        return
    for head in heads:
        if can_answer(article.parsed, head):
            yield Charge(
                head,
                verb,
                verb,
                negated(parsed, verb) or is_none(parsed, head),
                hedged(parsed, verb) or alleged(parsed, head),
            )


def _of_noun(article: Article, noun: int, lemma: str) -> Iterator[Charge]:
    """ "X's involvement in it", "the part of X in it"; "an attack by X"."""
    parsed = article.parsed
    if (
        lemma in ("order", "instruction", "behest", "command", "instigation", "bidding")
        and parsed.dep[noun] == "pobj"
    ):
        yield from _on_orders(article, noun)
    if is_culprit(article, noun) and alleged(parsed, noun):
        yield from _presumed(article, noun)
    if lemma == "hand" and parsed.dep[noun] == "pobj" and parsed.lower[parsed.head[noun]] == "at":
        yield from _at_the_hands(article, noun)
    elif (
        lemma in blame_words()["charges.shares"]
        and parsed.pos[noun] == "NOUN"
        and not _is_claimed(article, noun)
        and _is_part_in_harm(article, noun)
    ):
        owner = owner_of(parsed, noun)
        heads = (owner,) if owner >= 0 else tuple(_beside(article, noun))
        for head in heads:
            if can_answer(article.parsed, head) and not article.deeds.is_deed(head):
                yield Charge(
                    head, noun, noun, is_none(parsed, noun), alleged(parsed, noun) or alleged(parsed, head)
                )
    elif article.deeds.is_deed(noun):
        for child in parsed.children[noun]:
            if parsed.lower[child] == "by" and parsed.dep[child] in ("prep", "agent"):
                for head in objects_of_preposition(parsed, child):
                    if can_answer(article.parsed, head) and not is_anonymous(article, head):
                        yield Charge(
                            head,
                            noun,
                            noun,
                            is_none(parsed, noun),
                            alleged(parsed, noun) or alleged(parsed, head),
                        )


def _on_orders(article: Article, noun: int) -> Iterator[Charge]:
    """ "was carried out on the orders of X"."""
    parsed = article.parsed
    verb = parsed.head[parsed.head[noun]]
    if parsed.lower[parsed.head[noun]] not in ("on", "at", "under") or parsed.pos[verb] not in VERBAL:
        return
    if not (article.deeds.is_deed(verb) or any(article.deeds.is_event(h) for h in patients(parsed, verb))):
        return
    owner = owner_of(parsed, noun)
    for head in (owner,) if owner >= 0 else _beside(article, noun):
        if can_answer(article.parsed, head):
            yield Charge(head, noun, verb, negated(parsed, verb), hedged(parsed, verb))


def _presumed(article: Article, noun: int) -> Iterator[Charge]:
    """ "the presumed killer, X", "alleged bomber X"."""
    parsed = article.parsed
    named = [c for c in parsed.children[noun] if parsed.dep[c] == "appos"]
    if parsed.dep[noun] == "appos" and parsed.pos[parsed.head[noun]] == "PROPN":
        named.append(parsed.head[noun])
    if parsed.dep[noun] in ("compound", "nmod") and parsed.pos[parsed.head[noun]] == "PROPN":
        named.append(parsed.head[noun])
    for head in named:
        name = named_in(article.parsed, head)
        if parsed.pos[name] == "PROPN" and article.deeds.recalled(noun):
            yield Charge(head, noun, noun, doubted=True, presumed=True)


def _is_claimed(article: Article, noun: int) -> bool:
    """Whether it is what a claim is of: "the claim of responsibility by X"; that is the claim's own."""
    parsed = article.parsed
    return (
        parsed.dep[noun] == "pobj"
        and parsed.lemma[parsed.head[parsed.head[noun]]] in blame_words()["own.nouns"]
    )


def _at_the_hands(article: Article, noun: int) -> Iterator[Charge]:
    """ "died at the hands of X": the verb heads the charge."""
    parsed = article.parsed
    verb = parsed.head[parsed.head[noun]]
    owner = owner_of(parsed, noun)
    for head in (owner,) if owner >= 0 else _beside(article, noun):
        if can_answer(article.parsed, head) and parsed.pos[verb] in VERBAL and article.deeds.recent(verb, 0):
            yield Charge(
                head, noun, verb, negated(parsed, verb), hedged(parsed, verb) or alleged(parsed, head)
            )


def _is_part_in_harm(article: Article, noun: int) -> bool:
    """ "their role in the raid", or "their guilt" with the act told before."""
    heads = after(article.parsed, noun, ("in", "for", "to", "with"))
    return article.deeds.meant(heads, noun) if heads else article.deeds.recent(noun, 2)


def _beside(article: Article, noun: int) -> Iterator[int]:
    """Whose part it is: "the involvement of X", "army involvement"."""
    parsed = article.parsed
    for child in parsed.children[noun]:
        if parsed.lower[child] in ("of", "by") and child > noun:
            yield from objects_of_preposition(parsed, child)
        elif child < noun and (parsed.dep[child] in ("compound", "nmod") or parsed.entity[child] == "NORP"):
            yield child


def _ellipsis(article: Article, verb: int) -> Iterator[Charge]:
    """ "think it did", "said they had not": the verb of what was told before left out."""
    parsed = article.parsed
    if parsed.dep[verb] not in ("ccomp", "ROOT", "conj", "advcl") or parsed.tag[verb] == "VB":
        return
    rest = [
        c
        for c in parsed.children[verb]
        if parsed.dep[c] not in ("nsubj", "neg", "punct", "mark", "advmod", "cc", "npadvmod")
    ]
    about = parsed.child(verb, "nsubj")
    if rest or about < 0 or parsed.dep[verb] != "ccomp" or not article.deeds.recent(verb, 1):
        return
    about = antecedent(parsed, about)
    if can_answer(article.parsed, about):
        yield Charge(about, verb, verb, negated(parsed, verb), hedged(parsed, verb))
