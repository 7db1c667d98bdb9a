"""Charges by what somebody does: "rebels burned the mill", "the mill was burned by rebels", "the cartel
ordered the raid", "paid two men to burn it", "believe it did"."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.blame.article import Article, Charge
from wirebrief.service.engines.rules.blame.charges.culprits import (
    is_anonymous,
    is_culprit,
    is_told_doer,
    is_vague,
)
from wirebrief.service.engines.rules.blame.charges.lapses import is_lapse
from wirebrief.service.engines.rules.blame.charges.made import charges
from wirebrief.service.engines.rules.blame.charges.realis import happened
from wirebrief.service.engines.rules.blame.grammar import (
    VERBAL,
    agents,
    bearers,
    inner,
    is_none,
    is_passive,
    negated,
    owner_of,
    patients,
)
from wirebrief.service.engines.rules.blame.who import can_answer, owner_of_thing
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.doubt import hedged
from wirebrief.service.engines.rules.events.lexicon import parties
from wirebrief.service.engines.rules.events.phrases import antecedent
from wirebrief.service.engines.rules.speech.subjects import subject

_ELLIPTIC = frozenset({"do", "have", "be"})
_ANYBODY = frozenset({"they", "he", "she"})
_MAY_STAND_ALONE = frozenset({"nsubj", "neg", "punct", "mark", "advmod", "cc", "npadvmod"})
_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "acl", "relcl"})


def by_act(article: Article, verb: int) -> Iterator[Charge]:
    """ "Rebels burned the mill", whatever the voice."""
    if article.parsed.lemma[verb] in _ELLIPTIC:
        yield from _by_ellipsis(article, verb)
    harm = does_harm(article, verb) and happened(article, verb)
    if is_told_doer(article, verb) or _is_of_the_hired(article, verb):
        return
    if harm and not is_cued(article, verb) and not _is_against_culprits(article, verb):
        yield from _by_deed(article, verb)


def does_harm(article: Article, verb: int) -> bool:
    """Whether a verb does a harmful act by itself or with what it is done to: "ordered the raid"."""
    acts = article.parsed.lemma[verb] in blame_words()["charges.acts"]
    if article.deeds.is_act(verb) or (acts and _is_on_a_deed(article, verb)):
        return True
    return _lets_out(article, verb) or is_lapse(article, verb)


def _lets_out(article: Article, verb: int) -> bool:
    """ "the burst that killed him was fired by a guard", "let loose the dog that bit her", "the foam was
    discharged by a tannery"."""
    parsed, words = article.parsed, blame_words()
    if parsed.lemma[verb] not in words["charges.letting_out"]:
        return False
    for thing in patients(parsed, verb):
        told = [c for c in parsed.children[thing] if parsed.dep[c] == "relcl"]
        if any(article.deeds.is_act(c) and thing in agents(parsed, c) for c in told):
            return True
        if parsed.lemma[thing] in words["charges.spilt"] and parsed.lemma[verb] in words["charges.pouring"]:
            return True
    return False


def is_cued(article: Article, verb: int) -> bool:
    """Whether a verb is what a cue's party is blamed for: "accused X of burning", "responsible for
    burning"."""
    parsed, words = article.parsed, blame_words()
    if parsed.dep[verb] != "pcomp":
        return False
    governor = parsed.lemma[parsed.head[parsed.head[verb]]]
    attitudes = {entry.attitude for entry in words.stances.verbs.get(governor, ())}
    return not attitudes or (governor in words.cues and "admits" not in attitudes)


def by_order(article: Article, verb: int) -> Iterator[Charge]:
    """ "paid two men to burn it", "ordered his troops to fire on them": who had it done."""
    parsed, words = article.parsed, blame_words()
    if parsed.lemma[verb] not in words["charges.causing"] or not happened(article, verb):
        return
    orders = [p for p in patients(parsed, verb) if parsed.lemma[p] in words["charges.orders"]]
    if parsed.lemma[verb] in ("give", "issue") and not orders:
        return
    for child in (*parsed.children[verb], *(c for o in orders for c in parsed.children[o])):
        done = parsed.dep[child] in _CLAUSES and parsed.tag[child] == "VB"
        had = parsed.child(child, "ccomp") if parsed.lemma[child] in ("have", "get") else -1
        if had >= 0 and parsed.tag[had] == "VBN" and article.deeds.is_deed(had):
            yield from charges(article, agents(parsed, verb), verb, verb)  # "gave the order to have him shot"
        befell = parsed.lemma[verb] in ("let", "allow") and article.deeds.is_deed(child)
        if done and (befell or article.deeds.is_act(child)):
            yield from charges(article, agents(parsed, verb), verb, verb)


def _by_deed(article: Article, verb: int) -> Iterator[Charge]:
    parsed, by = article.parsed, article.parsed.child(verb, "agent")
    doubted = by >= 0 and hedged(parsed, by)  # "was burned, apparently by rebels"
    denied = negated(parsed, verb) or _is_nothing_done(article, verb)
    for head in _doers(article, verb):
        head = _local_subject(article, verb, head)
        if head in patients(parsed, verb) or is_anonymous(article, head) or _are_among_hurt(article, verb):
            continue
        if is_vague(article, head) and not _is_main_content(article, verb):
            continue
        yield from charges(article, (head,), verb, verb, denied=denied, doubted=doubted)


def _doers(article: Article, verb: int) -> list[int]:
    """Who does it; of a failure or an act that did it ("the army's raid killed four"), whose it was."""
    parsed, found = article.parsed, []
    for head in agents(article.parsed, verb):
        fault = parsed.lemma[head] in blame_words()["charges.faults"]
        act = article.deeds.is_event(head) and parsed.pos[head] == "NOUN" and not can_answer(parsed, head)
        owner = owner_of(parsed, head) if not can_answer(parsed, head) else -1
        let_out = parsed.lemma[head] in blame_words()["charges.spilt"] and parsed.pos[head] == "NOUN"
        if let_out:  # "was poisoned by cyanide from the firm's mine"
            found += [
                max(owner_of_thing(parsed, h), owner_of(parsed, h)) for h in inner(parsed, head, "from")
            ]
        elif fault or act:
            found += bearers(parsed, head)
        else:  # "was caused by the firm's use of cheap steel"
            found.append(owner if owner >= 0 and parsed.pos[head] == "NOUN" else head)
    return [head for head in found if head >= 0]


def _are_among_hurt(article: Article, verb: int) -> bool:
    """ "left the house before it fell, killing two of them": not who left."""
    parsed = article.parsed
    result = parsed.tag[verb] == "VBG" and parsed.dep[verb] == "advcl"
    return result and any(
        parsed.lower[h] == "them" for p in patients(parsed, verb) for h in inner(parsed, p, "of")
    )


def _is_against_culprits(article: Article, verb: int) -> bool:
    """Whether it is done to those who did something: "police shot the attacker"."""
    parsed = article.parsed
    if is_passive(parsed, verb) or parsed.lemma[verb] in blame_words()["charges.acts"]:
        return False
    return any(is_culprit(article, head) for head in patients(parsed, verb))


def _is_on_a_deed(article: Article, verb: int) -> bool:
    """Whether what a verb of doing does is a harmful act: "staged the raid", "arranged it", "did this"."""
    parsed, deeds, words = article.parsed, article.deeds, blame_words()
    lemma = parsed.lemma[verb]
    if lemma in words["charges.nothing"] and _is_no_such_thing(article, verb):
        return True
    if lemma == "do" and any(parsed.lower[c] == "so" for c in parsed.children[verb]):
        return deeds.recalled(verb)
    if lemma == "subject":  # "subjected them to torture"
        return any(deeds.is_event(h) for h in inner(parsed, verb, "to"))
    for head in patients(parsed, verb):
        if (
            deeds.is_event(head)
            or _is_share_of_deed(article, head)
            or parsed.lemma[head] in words["charges.hurts"]
        ):
            return True
        if lemma in words["charges.hiring"] and (is_culprit(article, head) or _did_harm(article, head)):
            return True
        if lemma in words["charges.on_it"] and parsed.lower[head] in words["charges.it"]:
            return deeds.recent(verb, 2)
    lost = lemma in words["charges.on_it"] and parsed.child(verb, "agent") >= 0
    return lost and deeds.recent(verb, 0)


def _did_harm(article: Article, head: int) -> bool:
    """The rebels of "armed the rebels who shelled the capital"."""
    parsed = article.parsed
    told = (c for c in parsed.children[head] if parsed.dep[c] == "relcl" and article.deeds.is_act(c))
    return any(head in agents(parsed, c) for c in told)


def _is_of_the_hired(article: Article, verb: int) -> bool:
    """ "who shelled the capital" behind "armed the rebels": charged is who armed them."""
    parsed, noun = article.parsed, article.parsed.head[verb]
    hirer = parsed.head[noun]
    hired = parsed.dep[verb] == "relcl" and parsed.dep[noun] in ("dobj", "nsubjpass")
    return hired and parsed.lemma[hirer] in blame_words()["charges.hiring"] and bool(agents(parsed, hirer))


def _is_share_of_deed(article: Article, head: int) -> bool:
    """ "a series of raids", "acts of sabotage"."""
    cover = article.parsed.lemma[head] in parties().cover | {"act", "campaign"}
    return cover and any(article.deeds.is_event(h) for h in inner(article.parsed, head, "of"))


def _is_nothing_done(article: Article, verb: int) -> bool:
    """ "had killed no one", "gave no such order"."""
    return any(is_none(article.parsed, head) for head in patients(article.parsed, verb))


def _is_no_such_thing(article: Article, verb: int) -> bool:
    """ "had done no such thing", "had done nothing of the kind"."""
    parsed = article.parsed
    for head in patients(parsed, verb):
        within = {parsed.lower[t] for t in range(parsed.left[head], parsed.right[head] + 1)}
        if within >= {"no", "such"} or ("nothing" in within and within & {"kind", "sort"}):
            return True
    return False


def _local_subject(article: Article, verb: int, head: int) -> int:
    """Of a pronoun in a clause within what is said, the subject of the clause around it: "said the killer
    shouted as he fired"."""
    parsed = article.parsed
    if parsed.pos[head] != "PRON" or parsed.dep[verb] != "advcl":
        return head
    around = subject(parsed, parsed.head[verb])
    return around if around >= 0 and parsed.pos[around] != "PRON" else head


def _is_main_content(article: Article, verb: int) -> bool:
    """Whether a verb heads what is said, not a clause within it."""
    parsed = article.parsed
    while parsed.dep[verb] in ("conj", "xcomp") and parsed.head[verb] != verb:
        verb = parsed.head[verb]
    claimed = parsed.dep[verb] == "acl" and parsed.lemma[parsed.head[verb]] in blame_words().stances.nouns
    return claimed or parsed.dep[verb] in ("ccomp", "ROOT", "parataxis")


def _by_ellipsis(article: Article, verb: int) -> Iterator[Charge]:
    """ "think it did", "said they had not": the verb of what was told before left out."""
    parsed, about = article.parsed, article.parsed.child(verb, "nsubj")
    if about < 0 or parsed.dep[verb] != "ccomp" or parsed.tag[verb] == "VB":
        return
    alone = all(parsed.dep[c] in _MAY_STAND_ALONE for c in parsed.children[verb])
    if alone and article.deeds.recent(verb, 1):
        told = _doers_told_before(article, verb) if parsed.lower[about] in _ANYBODY else ()
        yield from charges(article, told or (antecedent(parsed, about),), verb, verb)


def _doers_told_before(article: Article, verb: int) -> tuple[int, ...]:
    """Whom "they" means in "Amnesty said they did": those of whom the deed was told."""
    parsed = article.parsed
    first = parsed.bounds[max(0, parsed.sentence[verb] - 1)][0]
    for deed in range(verb - 1, first - 1, -1):
        if parsed.pos[deed] in VERBAL and article.deeds.is_act(deed):
            found = agents(parsed, deed)
            return found if found and all(parsed.pos[h] != "PRON" for h in found) else ()
    return ()
