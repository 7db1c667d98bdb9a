"""Examples for the judges: what the rules propose in the passages, and whether it is so."""

from collections.abc import Iterable, Iterator
from datetime import date

from wirebrief.evals.senses.fitting import Example
from wirebrief.evals.senses.passages import Passage
from wirebrief.service.engines.rules.blame.deeds import told_words
from wirebrief.service.engines.rules.events.triggers import find_triggers
from wirebrief.service.engines.rules.judging.domains import Topics
from wirebrief.service.engines.rules.judging.features import features
from wirebrief.service.engines.rules.parse import parse_many
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
