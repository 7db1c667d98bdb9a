"""Examples for the judges: what the rules propose in the passages, and whether it is so."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from wirebrief.evals.benchmarks.responsibility import same
from wirebrief.evals.senses.fitting import Example
from wirebrief.evals.senses.passages import Passage
from wirebrief.service.engines.rules.actors import Cast
from wirebrief.service.engines.rules.blame import Blame, article_of, attributions_in
from wirebrief.service.engines.rules.blame.deeds import told_words
from wirebrief.service.engines.rules.blame.law import in_law
from wirebrief.service.engines.rules.blame.weighing import features_of as of_words
from wirebrief.service.engines.rules.events.find import find_mentions
from wirebrief.service.engines.rules.events.triggers import find_triggers
from wirebrief.service.engines.rules.judging import Judge
from wirebrief.service.engines.rules.judging.domains import Topics
from wirebrief.service.engines.rules.judging.features import features
from wirebrief.service.engines.rules.parse import parse_many
from wirebrief.service.engines.rules.speech import find_reports
from wirebrief.service.reading.text import read_text

_DAY = date(2026, 3, 4)


def examples(passages: Iterable[Passage]) -> Iterator[Example]:
    """The examples of passages; those of one sentence, whatever its slots hold, are one group."""
    passages = [passage for passage in passages if passage.attributions != ()]  # of harm or not, unlabelled
    groups: dict[str, int] = {}
    documents = (read_text(passage.text, published=_DAY) for passage in passages)
    for passage, parsed in zip(passages, parse_many(documents, batch_size=64), strict=True):
        topics = Topics(parsed)
        proposed = {mention.token: mention.trigger for mention in find_triggers(parsed)}
        for token in sorted({*proposed, *told_words(parsed)}):
            at = parsed.start[token]
            group = groups.setdefault(passage.line_at(at), len(groups))
            found = features(parsed, topics, token, proposed.get(token))
            yield Example(found, at in passage.marked, group, passage.weight)


def attribution_examples(passages: Iterable[Passage], known: Mapping[str, float]) -> Iterator[Example]:
    """Every attribution that the rules propose in passages labelled with them, and whether it is right.

    Args:
        known: weights of a model of events that was not fitted on these passages.
    """
    passages = list(passages)
    groups: dict[str, int] = {}
    documents = (read_text(passage.text, published=_DAY) for passage in passages)
    for passage, parsed in zip(passages, parse_many(documents, batch_size=64), strict=True):
        cast, judge = Cast(parsed), Judge(parsed, known)
        reports = find_reports(parsed)
        mentions = find_mentions(parsed, reports, judge)
        article = article_of(parsed, mentions, reports, cast, judge, bars=(0.0, 0.0))
        for blame in attributions_in(article):
            at = parsed.start[blame.cue]
            right = _is_right(passage, in_law(article, blame), cast, at)
            if right is not None:
                group = groups.setdefault(passage.line_at(at), len(groups))
                yield Example(of_words(article, in_law(article, blame)), right, group)


def _is_right(passage: Passage, blame: Blame, cast: Cast, at: int) -> bool | None:
    if passage.attributions is None:
        return passage.holds(at, blame.act)
    said = (
        cast.name(blame.source) if blame.source is not None else "",
        blame.act,
        cast.name(blame.responsible) if blame.responsible is not None else "",
    )
    return any(same(said, gold, {}) for gold in passage.attributions)
