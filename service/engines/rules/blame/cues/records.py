"""The attributions that a cue makes once its slots are filled."""

from collections.abc import Iterator

from wirebrief.schemas.vocabulary import Act
from wirebrief.service.engines.rules.blame.article import Article, Blame
from wirebrief.service.engines.rules.blame.cues.slots import is_mutual
from wirebrief.service.engines.rules.blame.stances import is_speaker, speakers
from wirebrief.service.engines.rules.blame.voices import reporter_of_none
from wirebrief.service.engines.rules.blame.who import can_answer, same_side
from wirebrief.service.engines.rules.blame_words import Attitude
from wirebrief.service.engines.rules.syntax.clauses import clause_of, reach_of
from wirebrief.service.engines.rules.syntax.phrases import coordinated
from wirebrief.service.engines.rules.syntax.prepositions import after

_ACTS: dict[Attitude, Act] = {
    "asserts": "blames",
    "suspects": "suspects",
    "claims": "claims_responsibility",
    "denies": "denies_responsibility",
    "rejects": "rejects",
    "confirms": "confirms",
}
_OTHERS = frozenset({"it", "him", "her", "them", "us"})


def blames(article: Article, verb: int, attitude: Attitude, source: int, party: int) -> Iterator[Blame]:
    """What a source says of a party by a cue; `source` is -1 where nobody is named."""
    parsed, parties, act = article.parsed, article.parties, _ACTS[attitude]
    clause, reach = clause_of(parsed, verb), reach_of(parsed, verb)
    said_by = parties.actor(source)
    if is_mutual(article, party):  # "X and Y blamed each other"
        for other in (parties.actor(h) for h in speakers(article, verb)):
            if other not in (None, said_by):
                yield Blame(act, said_by, other, verb, clause, reach)
        return
    accused = parties.actor(party, source if attitude in ("claims", "denies", "confirms") else -1)
    if accused is None:
        return
    if attitude == "claims":
        behalf = _on_behalf(article, verb)
        accused = parties.actor(behalf) if behalf >= 0 else accused
    elif attitude == "denies" and accused == said_by and parsed.lower[party] in _OTHERS:
        accused = parties.principal(source)  # "its spokesman distanced it from the raid"
    elif attitude == "denies" and accused != said_by and not same_side(parties, source, accused, party):
        act = "rejects"
    elif attitude in ("confirms", "asserts") and accused == said_by:
        act = "claims_responsibility"
    yield Blame(act, said_by, accused, verb, clause, reach, party, source, by_cue=True)


def _on_behalf(article: Article, verb: int) -> int:
    """ "claimed it on behalf of X", "in the name of X"; or -1."""
    parsed = article.parsed
    heads = after(parsed, verb, ("of",))
    return next((h for h in heads if parsed.lower[parsed.head[h] - 1] in ("behalf", "name")), -1)


def unclaimed(article: Article, verb: int) -> Blame:
    """The record that nobody claims it."""
    clause, reach = clause_of(article.parsed, verb), reach_of(article.parsed, verb)
    return Blame("no_claim", reporter_of_none(article, verb), None, verb, clause, reach)


def by_misread_suspect(article: Article, token: int) -> Iterator[Blame]:
    """ "villagers suspect game rangers", "the railway suspects sabotage by X", where the parser sees one
    noun."""
    parsed, parties, noun, source = article.parsed, article.parties, article.parsed.head[token], token - 1
    between = source >= 0 and noun > token and parsed.tag[token] != "JJ"
    if not between or parsed.pos[source] not in ("NOUN", "PROPN", "PRON") or not is_speaker(article, source):
        return
    heads = after(parsed, noun, ("by",)) if article.deeds.is_event(noun) else coordinated(parsed, noun)
    for party in heads:
        accused, clause = parties.actor(party), clause_of(parsed, noun)
        if can_answer(parsed, party) and accused is not None and article.deeds.recalled(token):
            yield Blame("suspects", parties.actor(source), accused, token, clause, clause, party, source)
