"""What a noun takes to the clause that hangs on it: "the claim that …", "no evidence of …", "a theory that
…"."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.blame.article import Article, Stance
from wirebrief.service.engines.rules.blame.stances.speakers import is_source, speakers
from wirebrief.service.engines.rules.blame.who import can_answer
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.syntax.classes import VERBAL
from wirebrief.service.engines.rules.syntax.negation import is_none
from wirebrief.service.engines.rules.syntax.owners import owner_of
from wirebrief.service.engines.rules.syntax.phrases import coordinated

_CONTENT = frozenset({"", "of", "about", "that", "to", "for", "over"})
_ANSWERING = frozenset({"denies", "rejects", "confirms", "accepts"})


def of_noun(article: Article, node: int, noun: int, preposition: str = "") -> Iterator[Stance]:
    """The stances that a noun takes to a node; and who answers it: "…, which Y rejected"."""
    parsed = article.parsed
    attitude = blame_words().stances.nouns.get(parsed.lemma[noun])
    if attitude is None:
        return
    if preposition not in _CONTENT:
        return
    none = is_none(parsed, noun)
    if none and attitude in ("asserts", "suspects"):
        attitude, none = "rejects", False
    elif none and attitude == "rejects":
        attitude, none = "asserts", False
    sources = () if attitude == "unreal" else holders(article, noun)
    yield from (Stance(attitude, source, noun, none) for source in sources or (-1,))


def holders(article: Article, noun: int) -> tuple[int, ...]:
    """Whose claim it is: "X's claim", "a government claim", "X made the claim"."""
    parsed = article.parsed
    owner = owner_of(parsed, noun)
    if owner >= 0:
        return tuple(h for h in coordinated(parsed, owner) if is_source(article, h))
    for child in parsed.children[noun]:
        beside = parsed.dep[child] in ("compound", "nmod") or parsed.entity[child] == "NORP"
        if child < noun and beside and can_answer(parsed, child) and not article.deeds.is_deed(child):
            return (child,)
        told = parsed.dep[child] == "acl" and child > noun and parsed.child(child, "agent") >= 0
        told = told and parsed.child(child, "nsubj", "nsubjpass", "mark") < 0
        if told or (parsed.dep[child] == "acl" and parsed.lemma[child] in blame_words()["saying.pursuing"]):
            return speakers(article, child)  # "a theory pursued by detectives", "the story told by its owner"
    return _makers(article, noun)


def _makers(article: Article, noun: int) -> tuple[int, ...]:
    """Who makes the claim by the verb above it: "X made the claim", "is in no doubt that"."""
    parsed, words, verb = article.parsed, blame_words(), article.parsed.head[noun]
    if parsed.pos[verb] == "ADP":
        preposition, verb = parsed.lower[verb], parsed.head[verb]
        if preposition == "in" and parsed.lemma[verb] == "be":
            return speakers(article, verb)
        if preposition not in ("of", "to", "about", "on", "under"):
            return ()
    if parsed.pos[verb] not in VERBAL or parsed.lemma[verb] in words["saying.receiving"] | {"be"}:
        return ()
    if any(e.attitude in _ANSWERING for e in words.stances.verbs.get(parsed.lemma[verb], ())):
        return ()
    return tuple(h for h in speakers(article, verb) if can_answer(parsed, h) and h != noun)
