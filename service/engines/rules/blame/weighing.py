"""What is known of the record of an attribution before it is judged (`judging/belief.py`)."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.blame.article import Article, Blame
from wirebrief.service.engines.rules.blame.tagged import tag_features
from wirebrief.service.engines.rules.judging.belief import of_article
from wirebrief.service.engines.rules.judging.classes import class_of
from wirebrief.service.engines.rules.judging.features import Features
from wirebrief.service.engines.rules.judging.judge import log_odds
from wirebrief.service.engines.rules.parse import Parsed

_BACK = 8
"""Sentences back that an act may have been told in."""
_SCALE = 4.0
"""Log odds of this size weigh as much as a feature that is there."""


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
        found[f"{name} meant"] = log_odds(article.parties.cast.likely(head)) / _SCALE
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


def _distances(article: Article, blame: Blame) -> Iterator[str]:
    """Whether the harm and the party stand with the words that hold it responsible."""
    parsed = article.parsed
    if not article.deeds.in_extent(*blame.reach):
        yield "harm told before"
    if blame.party >= 0 and parsed.sentence[blame.party] != parsed.sentence[blame.cue]:
        yield "party told before"
    if blame.party >= 0 and not blame.reach[0] <= blame.party <= blame.reach[1]:
        yield "party outside"
