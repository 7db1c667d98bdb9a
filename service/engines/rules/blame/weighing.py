"""How likely an attribution is right: by its words (`judging`), and by what is known of the whole record."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.blame.article import Article, Blame
from wirebrief.service.engines.rules.blame.tagged import tag_features
from wirebrief.service.engines.rules.judging.belief import of_article
from wirebrief.service.engines.rules.judging.classes import class_of
from wirebrief.service.engines.rules.judging.features import Features, passage_of, state_of
from wirebrief.service.engines.rules.judging.judge import log_odds, probability, weights
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.negation import auxiliaries

_BACK = 8
"""Sentences back that an act may have been told in."""
_SCALE = 4.0
"""Log odds of this size weigh as much as a feature that is there."""


def likely(article: Article, blame: Blame) -> float:
    """How likely its words hold somebody responsible, in [0, 1]."""
    return probability(weights("attributions"), features_of(article, blame))


def record_features_of(article: Article, blame: Blame) -> Features:
    """What is known of the record of an attribution before it is judged (`judging/belief.py`): few and coarse
    features, for there are few records to learn from."""
    parsed, topics = article.parsed, article.judge.topics
    found: Features = {"": 1.0, f"act={blame.act}": 1.0, of_article(parsed.document.kind): 1.0}
    found[f"source class={class_of(parsed, topics, blame.source_head)}"] = 1.0
    found[f"party class={class_of(parsed, topics, blame.party)}"] = 1.0
    found["by tag" if blame.by_tag else "by cue" if blame.by_cue else "by charge"] = 1.0
    for name, head in (("source", blame.source_head), ("party", blame.party)):
        found[f"{name} {_sort_of_word(parsed, head)}"] = 1.0
    found.update(dict.fromkeys(_distances(article, blame), 1.0))
    sentence, bounds = parsed.sentence[blame.cue], parsed.bounds
    near = bounds[max(0, sentence - _BACK)][0], bounds[min(sentence + 1, len(bounds) - 1)][1]
    found["told near"] = log_odds(article.deeds.surest(*near)) / _SCALE
    found["told"] = log_odds(article.deeds.surest(0, len(parsed))) / _SCALE
    found["harm"] = log_odds(article.deeds.likely(*blame.reach)) / _SCALE
    found.update(tag_features(article, blame))
    return found


def _sort_of_word(parsed: Parsed, head: int) -> str:
    """By what sort of word a party is named; of pronouns each is a sort."""
    if head < 0:
        return "nobody"
    return parsed.lower[head] if parsed.pos[head] == "PRON" else parsed.pos[head]


def features_of(article: Article, blame: Blame) -> Features:
    """The features of an attribution, names to weights of about 1."""
    parsed, topics = article.parsed, article.judge.topics
    found: Features = {"": 1.0}
    for name in _names(article, blame):
        found[name] = 1.0
        found[f"{blame.act}|{name}"] = 1.0
    found.update(passage_of(parsed, topics, blame.cue))
    harm = article.deeds.likely(*blame.reach)
    found["harm"] = log_odds(harm) / _SCALE
    found[f"{blame.act}|harm"] = found["harm"]
    return found


def _names(article: Article, blame: Blame) -> Iterator[str]:
    parsed, topics = article.parsed, article.judge.topics
    yield f"act={blame.act}"
    yield f"cue={parsed.lemma[blame.cue]}"
    yield "by cue" if blame.by_cue else "by charge"
    yield f"source={_who(article, blame.source_head, blame.source)}"
    yield f"party={_who(article, blame.party, blame.responsible)}"
    yield f"source class={class_of(parsed, topics, blame.source_head)}"
    yield f"party class={class_of(parsed, topics, blame.party)}"
    yield from _distances(article, blame)
    yield from (f"clause {word}" for word in sorted(auxiliaries(parsed, blame.cue)))
    yield from (f"cue {name}" for name in state_of(parsed, blame.cue))


def _distances(article: Article, blame: Blame) -> Iterator[str]:
    """Whether the harm and the party stand with the words that hold it responsible."""
    parsed = article.parsed
    if not article.deeds.in_extent(*blame.reach):
        yield "harm told before"
    if blame.party >= 0 and parsed.sentence[blame.party] != parsed.sentence[blame.cue]:
        yield "party told before"
    if blame.party >= 0 and not blame.reach[0] <= blame.party <= blame.reach[1]:
        yield "party outside"


def _who(article: Article, head: int, index: int | None) -> str:
    """What kind of actor it is, and by what sort of word it is named."""
    if index is None:
        return "nobody"
    actor = article.parties.cast.actors[index]
    spoken = head >= 0 and article.parsed.pos[head] == "PRON"
    return f"{actor.kind}/{'pronoun' if spoken else actor.sort}"
