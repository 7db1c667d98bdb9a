"""Whether it is a harmful act that a cue holds somebody responsible for."""

from wirebrief.service.engines.rules.blame.article import Article
from wirebrief.service.engines.rules.blame_words import BlameCue, blame_words
from wirebrief.service.engines.rules.syntax.classes import VERBAL
from wirebrief.service.engines.rules.syntax.clauses import reach_of, within_clause
from wirebrief.service.engines.rules.syntax.participants import agents, patients
from wirebrief.service.engines.rules.syntax.prepositions import after, objects_of_preposition
from wirebrief.service.engines.rules.syntax.voice import is_passive

_NO_ACT = frozenset({"DATE", "TIME", "GPE", "LOC", "ORG"})
_OF_ROLES = ("of", "for", "behind", "in")
_TIMES = frozenset({"after", "before", "since", "during", "following", "amid"})
_POINTING = frozenset({"it", "this", "one", "them", "these"})
_FOR = frozenset({"over", "for"})
_ON_SUSPICION = frozenset({"on", "in", "over", "for", "about"})


def concerns_harm(article: Article, verb: int, cue: BlameCue, parties: tuple[int, ...]) -> bool:
    """Whether a cue speaks of a harmful act: named in its slot, told in its clause, or told before."""
    parsed, deeds = article.parsed, article.deeds
    if cue.object_deed:
        return True
    if cue.needs == "suspicion":
        return _is_on_suspicion(article, verb)
    named = _named(article, verb, cue, parties)
    credit = any(parsed.lemma[o] == "credit" for o in patients(parsed, verb))
    if credit:  # "took credit for the rescue"
        acts = any(deeds.is_event(h) or deeds.is_act(h) for h in named)
        return acts or (not named and deeds.recalled(verb))
    if named and deeds.meant(named, verb):
        return True
    if _is_told_in_clause(article, verb, named):
        return True
    beside_act = parsed.dep[verb] in ("relcl", "acl") and deeds.is_event(parsed.head[verb])
    if named and not beside_act:
        return _may_be_harm(article, verb, cue, named)
    if cue.needs == "deed" and parsed.lemma[verb] in blame_words()["cues.judging"]:
        doers = agents(parsed, verb)
        courts = any(parsed.lemma[h] in blame_words()["cues.courts"] for h in doers)
        return (courts or (not doers and is_passive(parsed, verb))) and deeds.recent(verb, 1)
    if cue.needs == "deed":
        return parsed.dep[verb] in ("relcl", "acl") and deeds.in_extent(*reach_of(parsed, verb))
    return deeds.recalled(verb)


def _named(article: Article, verb: int, cue: BlameCue, parties: tuple[int, ...]) -> tuple[int, ...]:
    """What stands after the cue's prepositions, but for parties, places, times and papers."""
    parsed, words = article.parsed, blame_words()
    told = list(after(parsed, verb, cue.deed))
    for role in range(verb + 1, parsed.right[verb] + 1) if cue.roles else ():
        if parsed.lemma[role] in cue.roles or parsed.lower[role] in cue.roles:
            told += after(parsed, role, cue.deed or _OF_ROLES)
    found = (h for h in dict.fromkeys(told) if h not in parties and parsed.entity[h] not in _NO_ACT)
    return tuple(h for h in found if parsed.lemma[h] not in words["cues.asides"])


def _is_told_in_clause(article: Article, verb: int, named: tuple[int, ...]) -> bool:
    parsed, deeds = article.parsed, article.deeds
    first, last = reach_of(parsed, verb)
    within = {t for h in named for t in range(parsed.left[h], parsed.right[h] + 1)}
    told = (t for t in range(first, last + 1) if t != verb and t not in within and deeds.is_deed(t))
    told = (t for t in told if not (named and _is_when(article, t)))
    return any(within_clause(parsed, t, verb) for t in told)


def _is_when(article: Article, deed: int) -> bool:
    """Whether a deed only tells when: "accused the minister of idleness after the bombing"."""
    parsed, up = article.parsed, article.parsed.head[deed]
    return parsed.dep[deed] == "pobj" and parsed.lower[up] in _TIMES


def _may_be_harm(article: Article, verb: int, cue: BlameCue, named: tuple[int, ...]) -> bool:
    """Whether what is named and no harmful act by itself may be one here."""
    parsed, words = article.parsed, blame_words()
    if cue.attitude == "asserts" and cue.needs != "deed" and all(parsed.tag[h] == "VBG" for h in named):
        return article.deeds.recalled(verb)  # "blamed the owner for sailing in a gale", after a sinking
    if cue.attitude == "denies" and cue.object:  # "denied any part in the dynamiting"
        told = article.deeds.recalled(verb)
        if not told:
            return False
    elif cue.attitude != "claims" or parsed.lemma[verb] != "claim":
        return False
    harmless = (parsed.lemma[h] in words["deeds.harmless"] or parsed.pos[h] in VERBAL for h in named)
    return not any(harmless)


def _is_on_suspicion(article: Article, verb: int) -> bool:
    """ "arrested on suspicion of the arson", "in connection with it", "sought over it"."""
    parsed, deeds, words = article.parsed, article.deeds, blame_words()
    sought = parsed.lemma[verb] in words["cues.seeking"]
    arrested = parsed.lemma[verb] in words["cues.arresting"]
    for preposition in parsed.children[verb]:
        lower = parsed.lower[preposition]
        for head in objects_of_preposition(parsed, preposition) if parsed.dep[preposition] == "prep" else ():
            word = parsed.lemma[head]
            if (lower == "on" and word not in words["cues.grounds"]) or (
                lower == "in" and word != "connection"
            ):
                continue
            suspected = word in ("suspicion", "connection")
            named = deeds.is_event(head) if lower == "about" else deeds.in_phrase(head)
            if (suspected or sought) and lower in _ON_SUSPICION and named:
                return True
            if arrested and lower in _FOR and (named or deeds.is_deed(head)):
                return True
            if suspected and deeds.recalled(verb):
                return True
    return False


def names_the_act(article: Article, verb: int, cue: BlameCue) -> bool:
    """Whether what the verb is done to is a harmful act: "attributed the blast", "owned up to the arson"."""
    parsed, deeds, words = article.parsed, article.deeds, blame_words()
    heads = list(patients(parsed, verb))
    if cue.attitude == "claims" and (cue.companion or parsed.lemma[verb] not in words["cues.claiming"]):
        heads += after(parsed, verb, cue.deed)
    heads = [h for h in heads if parsed.lemma[h] not in words["cues.not_claimed"]]
    if cue.attitude != "claims":
        return bool(heads) and deeds.meant(tuple(heads), verb)
    return any(_is_claimed(article, verb, h) for h in heads if parsed.child(h, "nsubj", "nsubjpass") < 0)


def _is_claimed(article: Article, verb: int, head: int) -> bool:
    parsed, deeds = article.parsed, article.deeds
    if head > verb and parsed.text[verb + 1] == ",":  # "as its founder claimed, an ambush"
        return False
    if deeds.is_event(head) or any(deeds.is_deed(t) for t in parsed.children[head]):
        return True
    pointing = parsed.lower[head] in _POINTING and parsed.lemma[verb] == "claim"
    return pointing and deeds.recent(verb, 2)
