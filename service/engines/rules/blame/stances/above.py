"""Climbing from a clause to the words that govern it, from the nearest outwards."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.blame.article import Article, Stance
from wirebrief.service.engines.rules.blame.stances.content import governor
from wirebrief.service.engines.rules.blame.stances.nouns import of_noun
from wirebrief.service.engines.rules.blame.stances.predicates import of_adjective, of_copula
from wirebrief.service.engines.rules.blame.stances.verbs import of_verb
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.syntax.classes import COPULAS, NOMINAL, VERBAL
from wirebrief.service.engines.rules.syntax.negation import auxiliaries

_MARKS = frozenset({"if", "unless", "whether", "lest"})
_TO_COME = frozenset({"would", "will", "should", "'ll", "'d"})
_ASIDE = frozenset({"relcl", "acl", "advcl", "appos"})
_SURE_OF_REAL = frozenset({"asserts", "confirms", "admits"})
_UNDER_VERB = frozenset({"ccomp", "xcomp", "dobj", "nsubjpass", "csubjpass", "csubj", "oprd"})
_UNDER_NOUN = frozenset({"acl", "ccomp", "relcl", "appos", "xcomp"})
_UNDER_ADJECTIVE = frozenset({"ccomp", "xcomp", "acl", "advcl"})
_LIKE_COPULAS = COPULAS | {"look", "sound"}


def stances_on(article: Article, top: int) -> list[Stance] | None:
    """The stances above the head of a clause or a noun, the innermost first; None where nobody tells of it as
    real."""
    parsed = article.parsed
    found: list[Stance] = []
    node, direct, up = top, True, governor(article, top)
    passed = {top}
    while up >= 0 and up not in passed:
        if _is_supposed(article, node, top):
            return None
        if node != top and auxiliaries(parsed, node) & _TO_COME:  # "will examine claims that"
            return None
        above = list(_above(article, node, up))
        if not above and parsed.pos[top] in NOMINAL and not found and parsed.pos[up] in VERBAL:
            return None
        direct = direct and (bool(above) or parsed.dep[node] not in _ASIDE)
        for stance in above:
            if not direct and (stance.attitude not in ("asserts", "unreal") or stance.source < 0):
                continue
            if stance.attitude == "unreal" or (stance.negated and stance.attitude in _SURE_OF_REAL):
                return None
            found.append(stance)
        passed.add(up)
        node, up = up, governor(article, up)
    return found


def _is_supposed(article: Article, node: int, top: int) -> bool:
    """Whether a clause is only supposed: "if police say …", "whether police say …", "without admitting …"."""
    parsed = article.parsed
    if parsed.dep[node] == "pcomp" and parsed.lower[parsed.head[node]] in ("without", "instead"):
        return True
    if node == top and parsed.dep[node] != "pcomp":
        return False
    return any(parsed.dep[c] == "mark" and parsed.lower[c] in _MARKS for c in parsed.children[node])


def _above(article: Article, node: int, up: int) -> Iterator[Stance]:
    """The stances that the word above a node takes to it."""
    parsed, dep = article.parsed, article.parsed.dep[node]
    behind = parsed.right[node] + 1
    if up != parsed.head[node]:  # the parser hung it elsewhere
        yield from of_verb(article, node, up) if parsed.pos[up] in VERBAL else of_noun(article, node, up)
        return
    if dep == "ccomp" and behind < up and _are_side_by_side(article, node, up):
        return
    if parsed.pos[up] == "ADP" or dep in ("pobj", "pcomp"):
        if dep in ("pobj", "pcomp") and parsed.head[up] != up:
            yield from _behind_preposition(article, node, up)
    elif parsed.pos[up] in VERBAL:
        yield from _under_verb(article, node, up)
    elif parsed.pos[up] in NOMINAL:
        yield from _under_noun(article, node, up)
    elif parsed.pos[up] == "ADJ" and dep in _UNDER_ADJECTIVE:
        yield from of_adjective(article, up)


def _are_side_by_side(article: Article, node: int, up: int) -> bool:
    """Whether a semicolon parts a clause from the verb behind it: "one said he did; he says he did not"."""
    parsed = article.parsed
    return any(parsed.text[t] == ";" and parsed.quote[t] < 0 for t in range(node, up))


def _behind_preposition(article: Article, node: int, preposition: int) -> Iterator[Stance]:
    parsed = article.parsed
    governor, lower = parsed.head[preposition], parsed.lower[preposition]
    if parsed.pos[governor] in VERBAL:
        yield from of_verb(article, node, governor, lower)
    elif parsed.pos[governor] in NOMINAL:
        yield from of_noun(article, node, governor, lower)


def _under_verb(article: Article, node: int, verb: int) -> Iterator[Stance]:
    parsed, dep = article.parsed, article.parsed.dep[node]
    if parsed.lemma[verb] in _LIKE_COPULAS:
        yield from of_copula(article, node, verb)
    if parsed.lemma[verb] != "be" and (dep in _UNDER_VERB or (dep == "acl" and parsed.pos[node] in VERBAL)):
        yield from of_verb(article, node, verb)


def _under_noun(article: Article, node: int, noun: int) -> Iterator[Stance]:
    dep = article.parsed.dep[node]
    if dep not in _UNDER_NOUN:
        return
    clause = dep in ("relcl", "acl", "ccomp")
    teller = _teller(article, node, noun)
    if clause and teller >= 0:
        yield from of_verb(article, node, teller)
    else:
        yield from of_noun(article, node, noun)


def _teller(article: Article, node: int, noun: int) -> int:
    """The verb of telling, where the parser hung what is told on the hearer: "told a clerk he had done it";
    or -1."""
    parsed, telling = article.parsed, blame_words()["saying.telling"]
    own, up = parsed.child(node, "nsubj", "nsubjpass"), parsed.head[noun]
    if own < 0 or parsed.tag[own] in ("WP", "WDT"):
        return -1
    if parsed.dep[noun] in ("dobj", "dative"):
        return up if parsed.lemma[up] in telling else -1
    to_whom = parsed.dep[noun] == "pobj" and parsed.lower[up] == "to"
    return parsed.head[up] if to_whom and parsed.lemma[parsed.head[up]] in telling else -1
