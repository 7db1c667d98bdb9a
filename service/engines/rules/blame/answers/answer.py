"""An answer to something said before."""

from dataclasses import dataclass

from wirebrief.service.engines.rules.blame.article import Article
from wirebrief.service.engines.rules.blame_words import Attitude, blame_words


@dataclass(frozen=True, slots=True)
class Answer:
    attitude: Attitude
    sources: tuple[int, ...]
    cue: int
    what: int
    """Head of the phrase that names what is answered ("the claim", "it"), or -1."""


def is_answered(article: Article, head: int) -> bool:
    """Whether a phrase names something said: "the accusation", "it"."""
    parsed, words = article.parsed, blame_words()
    said = words["answered.nouns"] | words["answered.papers"]
    return parsed.lemma[head] in said or parsed.lower[head] in words["answered.pronouns"]
