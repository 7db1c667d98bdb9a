"""The judge: logistic models over the features of words and records (`evals/senses` fits them)."""

import math
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from json import loads

from wirebrief.service.engines.rules.incident_words import Trigger
from wirebrief.service.engines.rules.judging.domains import Topics
from wirebrief.service.engines.rules.judging.features import Features, features
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.tagger import Tags

_LEAST = 0.01


@lru_cache(maxsize=8)
def weights(of: str) -> dict[str, float]:
    """Feature to weight, as `python -m wirebrief.evals.senses fit` wrote them.

    Args:
        of: what is judged: words (`events`) or a kind of record (`records/…`).
    """
    loaded: dict[str, float] = loads(files(__package__).joinpath(f"{of}.json").read_text("utf-8"))
    return loaded


def log_odds(likely: float) -> float:
    """The log odds of a probability, kept finite."""
    return math.log((likely + _LEAST) / (1 + _LEAST - likely))


def probability(known: Mapping[str, float], found: Features) -> float:
    """How likely what has these features is so, in [0, 1], by the weights of a model."""
    score = sum(known.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


class Judge:
    """Judges the words of one article, each once.

    Args:
        tags: what the tagger says of the article's words; None for the rules alone.
    """

    def __init__(self, parsed: Parsed, tags: Tags | None = None) -> None:
        self._parsed = parsed
        self.tags = tags
        self._weights = weights("events")
        self.topics = Topics(parsed)
        self._known: dict[int, float] = {}

    def probability(self, token: int, trigger: Trigger | None = None) -> float:
        """How likely a word tells of an incident that happened.

        Args:
            trigger: its entry in the lexicon of incidents, if it has one.
        """
        if token not in self._known:
            found = features(self._parsed, self.topics, token, trigger)
            self._known[token] = probability(self._weights, found)
        return self._known[token]
