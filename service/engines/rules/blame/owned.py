"""Claims and denials told by a noun of their own: "a claim of responsibility from X reached the paper", "X's
admission of guilt", "despite X's denial"."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.blame.article import Article, Blame
from wirebrief.service.engines.rules.blame.grammar import (
    after,
    agents,
    clause_of,
    is_none,
    objects_of_preposition,
    owner_of,
    reach_of,
)
from wirebrief.service.engines.rules.blame.who import can_answer
from wirebrief.service.engines.rules.blame.words import blame_words

_OF = frozenset({"responsibility", "credit", "authorship", "guilt", "involvement", "role", "blame"})


def _issued_by(article: Article, noun: int) -> int:
    """Who "issued a denial", or -1."""
    parsed, verb = article.parsed, article.parsed.head[noun]
    if parsed.dep[noun] != "dobj" or parsed.lemma[verb] not in (
        "issue",
        "make",
        "give",
        "publish",
        "send",
        "release",
    ):
        return -1
    if any(parsed.dep[c] in ("acl", "prep") for c in parsed.children[noun]):
        return -1
    return next((h for h in agents(parsed, verb) if can_answer(article.parsed, h)), -1)


def of_own_nouns(article: Article) -> Iterator[Blame]:
    """The claims that such nouns tell, in order."""
    parsed = article.parsed
    for noun, lemma in enumerate(parsed.lemma):
        if lemma not in blame_words()["own.nouns"] or parsed.pos[noun] != "NOUN" or is_none(parsed, noun):
            continue
        if lemma == "denial" and _issued_by(article, noun) >= 0:
            head = _issued_by(article, noun)
            index = article.parties.actor(head)
            if index is not None and article.deeds.recalled(noun):
                yield Blame(
                    "denies_responsibility",
                    index,
                    index,
                    noun,
                    clause_of(parsed, noun),
                    reach_of(article.parsed, noun),
                    head,
                    head,
                )
            continue
        inner = [
            h
            for c in parsed.children[noun]
            if parsed.lower[c] == "of"
            for h in objects_of_preposition(parsed, c)
        ]
        if not any(parsed.lemma[h] in _OF for h in inner):
            continue
        owner = owner_of(parsed, noun)
        by = [owner] if owner >= 0 else list(after(parsed, noun, ("by", "from")))
        for head in by[:1]:
            index = article.parties.actor(head)
            if can_answer(article.parsed, head) and index is not None and article.deeds.recalled(noun):
                act = "denies_responsibility" if lemma == "denial" else "claims_responsibility"
                yield Blame(
                    act, index, index, noun, clause_of(parsed, noun), reach_of(article.parsed, noun), head, head
                )
