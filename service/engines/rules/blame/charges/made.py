"""Making charges: against those phrases that can name somebody, with what their own words deny and doubt."""

from collections.abc import Iterable, Iterator

from wirebrief.service.engines.rules.blame.article import Article, Charge
from wirebrief.service.engines.rules.blame.who import can_answer
from wirebrief.service.engines.rules.doubt import alleged, hedged
from wirebrief.service.engines.rules.syntax.negation import is_none, negated


def charges(
    article: Article,
    heads: Iterable[int],
    at: int,
    top: int,
    *,
    denied: bool | None = None,
    doubted: bool = False,
) -> Iterator[Charge]:
    """The charges against those of the phrases that can answer.

    Args:
        heads: the phrases that may name who did it.
        at: the word that says so.
        top: the head of its clause.
        denied: whether it says that it was not so; if not given, whether the clause is negated.
        doubted: whether it is marked as doubtful, beyond the marks of the clause.
    """
    parsed = article.parsed
    for head in heads:
        if not can_answer(parsed, head):
            continue
        no = negated(parsed, top) if denied is None else denied
        unsure = doubted or hedged(parsed, top) or alleged(parsed, at) or alleged(parsed, head)
        yield Charge(head, at, top, no or is_none(parsed, head), unsure)
