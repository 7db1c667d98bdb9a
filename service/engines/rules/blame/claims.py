"""Claims and denials told by a noun: "X's claim of responsibility", "issued a denial", "no claim was made",
"went unclaimed"."""

from collections.abc import Iterator

from wirebrief.schemas.vocabulary import Act
from wirebrief.service.engines.rules.blame.article import Article, Blame
from wirebrief.service.engines.rules.blame.cues.records import unclaimed
from wirebrief.service.engines.rules.blame.who import can_answer
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.syntax.clauses import clause_of, reach_of
from wirebrief.service.engines.rules.syntax.negation import is_none, negated
from wirebrief.service.engines.rules.syntax.owners import owner_of
from wirebrief.service.engines.rules.syntax.participants import agents, patients
from wirebrief.service.engines.rules.syntax.prepositions import after, inner

_CONTENT = frozenset({"acl", "relcl", "ccomp"})


def of_claims(article: Article) -> Iterator[Blame]:
    """The claims and denials that nouns tell, and that there was none, in order."""
    parsed = article.parsed
    for token, lemma in enumerate(parsed.lemma):
        if parsed.lower[token] == "unclaimed" and article.deeds.recalled(token):
            if parsed.lemma[parsed.head[token]] not in blame_words()["cues.not_claimed"]:
                yield _unclaimed(article, token)
        elif parsed.pos[token] != "NOUN":
            continue
        elif lemma == "claim" and _is_missing(article, token):
            yield _unclaimed(article, token)
        elif lemma in blame_words()["own.nouns"] and not is_none(parsed, token):
            yield from _own(article, token)


def _own(article: Article, noun: int) -> Iterator[Blame]:
    """ "X's admission of guilt", "a claim of responsibility from X", "X issued a denial"."""
    parsed, head = article.parsed, _maker(article, noun)
    index = article.parties.actor(head)
    if index is not None and can_answer(parsed, head) and article.deeds.recalled(noun):
        denial = parsed.lemma[noun] == "denial"
        act: Act = "denies_responsibility" if denial else "claims_responsibility"
        clause, reach = clause_of(parsed, noun), reach_of(parsed, noun)
        yield Blame(act, index, index, noun, clause, reach, head, head)


def _maker(article: Article, noun: int) -> int:
    """Who claims or denies by a noun, or -1."""
    parsed, words, verb = article.parsed, blame_words(), article.parsed.head[noun]
    bare = not any(parsed.dep[c] in ("acl", "prep") for c in parsed.children[noun])
    issued = parsed.dep[noun] == "dobj" and parsed.lemma[verb] in words["own.issuing"]
    if parsed.lemma[noun] == "denial" and issued and bare:
        return next((h for h in agents(parsed, verb) if can_answer(parsed, h)), -1)
    if not any(parsed.lemma[h] in words["own.of"] for h in inner(parsed, noun, "of")):
        return -1
    owner = owner_of(parsed, noun)
    return owner if owner >= 0 else next(iter(after(parsed, noun, ("by", "from"))), -1)


def _unclaimed(article: Article, token: int) -> Blame:
    parsed = article.parsed
    record = unclaimed(article, parsed.head[token])
    return Blame("no_claim", record.source, None, token, record.clause, record.reach)


def _is_missing(article: Article, noun: int) -> bool:
    """Whether there was no claim: "no claim of responsibility", "a claim has not been made"."""
    parsed, words, verb = article.parsed, blame_words(), article.parsed.head[noun]
    issuing = parsed.lemma[verb] in words["own.unissued"]
    none = is_none(parsed, noun) or (issuing and negated(parsed, verb))
    if issuing and noun in patients(parsed, verb):
        none = none or any(is_none(parsed, h) for h in agents(parsed, verb))
    if not none or any(parsed.dep[c] in _CONTENT for c in parsed.children[noun]):
        return False
    if parsed.child(verb, "acomp") >= 0 or after(parsed, verb, ("to", "against")):
        return False
    if not issuing and parsed.dep[noun] != "ROOT":
        return False
    if any(parsed.lemma[t] in words["own.of"] for t in range(parsed.left[noun], parsed.right[noun] + 1)):
        return True
    what = after(parsed, noun, ("for",))
    return article.deeds.recalled(noun) and all(article.deeds.in_phrase(w) for w in what)
