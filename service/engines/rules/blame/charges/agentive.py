"""Charges by what somebody does: "rebels burned the mill", "the mill was burned by rebels", "the cartel
ordered the raid", "paid two men to burn it", "believe it did"."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.blame.article import Article, Charge
from wirebrief.service.engines.rules.blame.charges.culprits import is_anonymous, is_culprit
from wirebrief.service.engines.rules.blame.charges.lapses import is_lapse
from wirebrief.service.engines.rules.blame.charges.made import charges
from wirebrief.service.engines.rules.blame.charges.realis import happened
from wirebrief.service.engines.rules.blame.who import can_answer, owner_of_thing
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.doubt import hedged
from wirebrief.service.engines.rules.syntax.classes import VERBAL
from wirebrief.service.engines.rules.syntax.negation import is_none, negated
from wirebrief.service.engines.rules.syntax.owners import bearers, owner_of
from wirebrief.service.engines.rules.syntax.participants import agents, patients
from wirebrief.service.engines.rules.syntax.phrases import antecedent
from wirebrief.service.engines.rules.syntax.prepositions import inner

_ELLIPTIC = frozenset({"do", "have", "be"})
_ANYBODY = frozenset({"they", "he", "she"})
_MAY_STAND_ALONE = frozenset({"nsubj", "neg", "punct", "mark", "advmod", "cc", "npadvmod"})


def by_act(article: Article, verb: int) -> Iterator[Charge]:
    """ "Rebels burned the mill", whatever the voice."""
    if article.parsed.lemma[verb] in _ELLIPTIC:
        yield from _by_ellipsis(article, verb)
    harm = does_harm(article, verb) and happened(article, verb)
    if harm and not is_cued(article, verb):
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


def _by_deed(article: Article, verb: int) -> Iterator[Charge]:
    parsed, by = article.parsed, article.parsed.child(verb, "agent")
    doubted = by >= 0 and hedged(parsed, by)  # "was burned, apparently by rebels"
    denied = negated(parsed, verb) or _is_nothing_done(article, verb)
    for head in _doers(article, verb):
        if head in patients(parsed, verb) or is_anonymous(article, head) or _are_among_hurt(article, verb):
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


def _is_on_a_deed(article: Article, verb: int) -> bool:
    """Whether what a verb of doing does is a harmful act: "staged the raid", "arranged it", "did this"."""
    parsed, deeds, words = article.parsed, article.deeds, blame_words()
    lemma = parsed.lemma[verb]
    if lemma == "do" and any(parsed.lower[c] == "so" for c in parsed.children[verb]):
        return deeds.recalled(verb)
    if lemma == "subject":  # "subjected them to torture"
        return any(deeds.is_event(h) for h in inner(parsed, verb, "to"))
    for head in patients(parsed, verb):
        if deeds.is_event(head) or parsed.lemma[head] in words["charges.hurts"]:
            return True
        if lemma in words["charges.hiring"] and is_culprit(article, head):
            return True
        if lemma in words["charges.on_it"] and parsed.lower[head] in words["charges.it"]:
            return deeds.recent(verb, 2)
    lost = lemma in words["charges.on_it"] and parsed.child(verb, "agent") >= 0
    return lost and deeds.recent(verb, 0)


def _is_nothing_done(article: Article, verb: int) -> bool:
    """ "had killed no one", "gave no such order"."""
    return any(is_none(article.parsed, head) for head in patients(article.parsed, verb))


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
