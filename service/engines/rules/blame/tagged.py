"""Attributions that the tagger finds: a word that holds somebody responsible, who says it, and of whom."""

from collections.abc import Iterator, Sequence

from wirebrief.schemas.vocabulary import Act
from wirebrief.service.engines.rules.blame.article import Article, Blame
from wirebrief.service.engines.rules.judging.features import Features
from wirebrief.service.engines.rules.judging.judge import log_odds
from wirebrief.service.engines.rules.syntax.clauses import clause_of, reach_of
from wirebrief.service.engines.rules.tagger import Tags
from wirebrief.service.engines.rules.tagger.tags import ACTS, Relation

_HOLDS = 0.25
"""How likely a word must hold somebody responsible."""
_TIED = 0.5
_OF_ONESELF = frozenset({"claims_responsibility", "denies_responsibility"})
_MANY = 5
_SCALE = 4.0
"""Log odds of this size weigh as much as a feature that is there."""


def of_tags(article: Article) -> Iterator[Blame]:
    """The attributions that the tagger finds, in the order of their words."""
    tags = article.judge.tags
    for cue, likely in enumerate(tags.held if tags else ()):
        if tags and likely >= _HOLDS:
            yield from _of_word(article, tags, cue, tags.act_of(cue))


def _of_word(article: Article, tags: Tags, cue: int, act: Act) -> Iterator[Blame]:
    parsed, parties = article.parsed, article.parties
    clause, reach = clause_of(parsed, cue), reach_of(parsed, cue)
    if act == "no_claim":
        yield Blame(act, None, None, cue, clause, reach, by_tag=True)
        return
    sources = sorted(tags.tied("source", cue, _TIED), key=lambda tie: -tie[1])
    source = next((head for head, _ in sources if parties.actor(head) is not None), -1)
    accused = [head for head, _ in tags.tied("responsible", cue, _TIED)]
    if not accused and act in _OF_ONESELF and source >= 0:
        accused = [source]
    seen: set[int] = set()
    for head in accused:
        party = parties.actor(head, source if act in _OF_ONESELF else -1)
        if party is not None and party not in seen:
            seen.add(party)
            yield Blame(act, parties.actor(source), party, cue, clause, reach, head, source, by_tag=True)


def tag_features(article: Article, blame: Blame) -> Features:
    """What the tagger says of an attribution."""
    tags = article.judge.tags
    if tags is None:
        return {}
    around = tags.around(blame.cue)
    column = ACTS.index(blame.act)

    def tie(relation: Relation, head: int) -> float:
        if head < 0:
            ties = (likely for token in around for _, likely in tags.tied(relation, token, 0.1))
            return log_odds(1 - max(ties, default=0.0)) / _SCALE
        return log_odds(max(tags.ties(relation, token, head) for token in around)) / _SCALE

    found = {
        "tag act": log_odds(max(float(tags.act[token, column]) for token in around)) / _SCALE,
        "tag held": log_odds(max(tags.held[token] for token in around)) / _SCALE,
        "tag source": tie("source", blame.source_head),
        "tag party": tie("responsible", blame.party),
    }
    found["tagged"] = float(sum(found.values()))
    return found


def rival_features(blame: Blame, own: Features, others: Sequence[tuple[Blame, Features]]) -> Features:
    """How an attribution stands beside the others of its sentence that speak of the same word or party."""
    rivals = [found["tagged"] for other, found in others if other is not blame and "tagged" in found]
    if "tagged" not in own:
        return {}
    return {
        "rivals": min(len(rivals), _MANY) / _MANY,
        "beaten": min(1.0, max(0.0, max(rivals, default=-9.0) - own["tagged"])),
        "ahead": min(1.0, max(0.0, own["tagged"] - max(rivals, default=own["tagged"] - 1))),
    }
