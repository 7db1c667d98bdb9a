"""What is known of the record of an attribution before it is judged (`judging/belief.py`)."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.blame.article import Article, Blame
from wirebrief.service.engines.rules.judging.belief import of_article
from wirebrief.service.engines.rules.judging.classes import class_of
from wirebrief.service.engines.rules.judging.features import Features, passage_of, state_of
from wirebrief.service.engines.rules.judging.judge import log_odds
from wirebrief.service.engines.rules.syntax.negation import auxiliaries

_SCALE = 4.0
"""Log odds of this size weigh as much as a feature that is there."""


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
    yield of_article(parsed.document.kind)
    yield f"zone {parsed.document.sentences[parsed.sentence[blame.cue]].zone}"
    yield "by cue" if blame.by_cue else "by charge"
    yield f"source={_who(article, blame.source_head, blame.source)}"
    yield f"party={_who(article, blame.party, blame.responsible)}"
    yield f"source class={class_of(parsed, topics, blame.source_head)}"
    yield f"party class={class_of(parsed, topics, blame.party)}"
    if not article.deeds.in_extent(*blame.reach):
        yield "harm told before"
    if blame.party >= 0 and parsed.sentence[blame.party] != parsed.sentence[blame.cue]:
        yield "party told before"
    if blame.party >= 0 and not blame.reach[0] <= blame.party <= blame.reach[1]:
        yield "party outside"
    yield from (f"clause {word}" for word in sorted(auxiliaries(parsed, blame.cue)))
    yield from (f"cue {name}" for name in state_of(parsed, blame.cue))


def _who(article: Article, head: int, index: int | None) -> str:
    """What kind of actor it is, and by what sort of word it is named."""
    if index is None:
        return "nobody"
    actor = article.parties.cast.actors[index]
    spoken = head >= 0 and article.parsed.pos[head] == "PRON"
    return f"{actor.kind}/{'pronoun' if spoken else actor.sort}"
