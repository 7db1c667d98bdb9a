"""The work of grounding and its checks grows in step with the article: counted in calls, not in seconds."""

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from wirebrief.schemas.draft import ActorDraft, AttributionDraft, Draft, QuoteDraft
from wirebrief.service.grounding import assemble, ground, verify
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.text import read_text

_LETTERS = "abcdefgh"


def article(paragraphs: int, *, alike: bool) -> tuple[Document, Draft]:
    """An article with a speaker, a quote and a denial in each paragraph, and its draft."""
    names = [
        f"Ono {'Brask' if alike else f'B{_LETTERS[n // 8]}rask{_LETTERS[n % 8]}'}" for n in range(paragraphs)
    ]
    text = "".join(
        f"“We saw the fire,” said {name} on Monday.\n\n{name} denied any part in it.\n\n" for name in names
    )
    document = read_text(text)
    rows = [s.id for s in document.sentences]
    actors = [
        ActorDraft(name=f"{row}: {name}", kind="person", mentions=[f"{row}: {name}"])
        for row, name in zip(rows[::2], names, strict=True)
    ]
    quotes = [
        QuoteDraft(quotation=f"Q{n}", kind="direct", speakers=[a.name], speaker_at=a.name, cue=f"{row}: said")
        for n, (row, a) in enumerate(zip(rows[::2], actors, strict=True), start=1)
    ]
    denials = [
        AttributionDraft(source=a.name, act="denies_responsibility", cue=f"{row}: denied", clause=row)
        for row, a in zip(rows[1::2], actors, strict=True)
    ]
    return document, Draft(actors=actors, quotes=quotes, attributions=denials)


def calls(work: Callable[[], object]) -> int:
    """How many Python and C functions are called; the same on every machine."""
    count = 0

    def counted(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def grounded(document: Document, draft: Draft) -> Callable[[], object]:
    return lambda: ground(document, draft)


def checked(document: Document, draft: Draft) -> Callable[[], object]:
    grounding = ground(document, draft)
    return lambda: verify(document, grounding)


def assembled(document: Document, draft: Draft) -> Callable[[], object]:
    grounding = verify(document, ground(document, draft))
    return lambda: assemble(document, grounding, provenance=None)


@pytest.mark.parametrize("alike", [False, True], ids=["new names", "one name"])
@pytest.mark.parametrize("stage", [grounded, checked, assembled])
def test_four_times_the_article_is_four_times_the_work(
    stage: Callable[[Document, Draft], Callable[[], object]], alike: bool
) -> None:
    """Less than five times the calls; anything quadratic would come near sixteen."""
    stage(*article(4, alike=alike))()  # what is loaded once in a process
    short, long = (calls(stage(*article(n, alike=alike))) for n in (16, 64))
    assert long < 5 * short
