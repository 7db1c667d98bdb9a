"""Evidence that bears nothing out: with every sentence cited, citing says nothing."""

from collections.abc import Sequence

from wirebrief.schemas import Span
from wirebrief.service.grounding.case import Case
from wirebrief.service.grounding.passage import Passage, passage

_FEW = 5
"""So many sentences are taken as they are given."""
_SHARED = 2
_ALL = 0.95


def without_padding(
    case: Case, text: str, evidence: tuple[Span, ...], path: str, cited: Sequence[Span] = ()
) -> tuple[Span, ...]:
    """A long evidence without the sentences that share too little with what it bears out.

    Args:
        text: what is borne out, in words.
        path: where the finding stands.
        cited: stretches of which none may lose its sentence; with them the evidence is one of an event, of
            which a whole article may tell, so that only one that leaves nothing out is looked at.
    """
    if not case.english_words or (cited and len(evidence) < _ALL * len(case.document.sentences)):
        return evidence
    idle = _idle(passage(text), [passage(span.text) for span in evidence])
    kept = tuple(
        span for n, span in enumerate(evidence) if n not in idle or any(span.overlaps(one) for one in cited)
    )
    if len(kept) < len(evidence):
        message = (
            f"{len(evidence) - len(kept)} of the sentences cited say nothing of this; cite those that do."
        )
        case.report("unsupported_value", message, f"{path}.evidence", "detail")
    return kept


def _idle(text: Passage, sentences: Sequence[Passage]) -> list[int]:
    """Which sentences share too little; `[]` where the evidence is short or most of it shares something."""
    if len(sentences) <= _FEW:
        return []
    wanted = min(_SHARED, len(text.stems))
    found = [n for n, one in enumerate(sentences) if len(text.stems & one.stems) < wanted]
    return found if len(sentences) > len(found) and 2 * len(found) > len(sentences) else []
