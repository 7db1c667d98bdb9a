"""The laws of an answer, over texts and drafts by chance: 20,000 documents in each full run."""

import random

import pytest
from chance import draft_by_chance, text_by_chance

from wirebrief.schemas import ArticleSummary, violations
from wirebrief.schemas.failed_item import FailedItem
from wirebrief.service.errors import InputError
from wirebrief.service.grounding import assemble, failed_items, ground, merge_repair, verify
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.text import read_text

DOCUMENTS = 20_000
SHARDS = 8


def documents(seed: int, count: int) -> list[tuple[random.Random, Document]]:
    rng = random.Random(seed)
    found: list[tuple[random.Random, Document]] = []
    while len(found) < count:
        try:
            found.append((rng, read_text(text_by_chance(rng))))
        except InputError:
            continue  # a text in which there is nothing to read
    return found


def summary_of(
    rng: random.Random, document: Document, examples: frozenset[str] = frozenset()
) -> ArticleSummary:
    grounding = verify(document, ground(document, draft_by_chance(rng, document)), examples)
    return assemble(document, grounding, provenance=None)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_span_and_id_of_every_answer_holds(shard: int) -> None:
    """Invariants 1 and 2 of the contract, whatever the text and whatever the draft."""
    rng = random.Random(f"laws {shard}")
    done = 0
    while done < DOCUMENTS // SHARDS:
        text = text_by_chance(rng)
        try:
            document = read_text(text)
        except InputError:
            continue
        examples = frozenset({"Zorbania"}) if done % 4 == 0 else frozenset()
        summary = summary_of(rng, document, examples)
        assert violations(summary, text) == [], text
        assert _marks_hold(summary, document), text
        if examples:
            assert "Zorbania" not in summary.model_dump_json(exclude={"warnings"}), text
        done += 1


def _marks_hold(summary: ArticleSummary, document: Document) -> bool:
    """Invariant 3: direct and partial quotes lie between marks of the article, indirect ones do not."""
    for quote in summary.quotes:
        inside = any(q.start <= quote.span.start and quote.span.end <= q.end for q in document.quotations)
        if inside != (quote.kind != "indirect"):
            return False
    return True


def test_the_same_input_gives_the_same_bytes() -> None:
    """Invariant 6: nothing depends on the order of a set or on the run."""
    for seed, (_, document) in enumerate(documents(5, 150)):
        first, second = (summary_of(random.Random(seed), document).model_dump_json() for _ in range(2))
        assert first == second


def test_verifying_twice_drops_nothing_more() -> None:
    """What has passed the checks passes them again."""
    for rng, document in documents(6, 300):
        once = verify(document, ground(document, draft_by_chance(rng, document)))
        twice = verify(document, once)
        one, two = (
            assemble(document, g, provenance=None).model_dump(exclude={"warnings"}) for g in (once, twice)
        )
        assert one == two, document.text


def test_a_repair_by_chance_keeps_the_laws() -> None:
    """Whatever an engine answers when it is asked again, the merged draft is a draft."""
    for rng, document in documents(7, 200):
        draft = draft_by_chance(rng, document)
        failed: list[FailedItem] = failed_items(draft, verify(document, ground(document, draft)))
        merged = merge_repair(draft, failed, draft_by_chance(rng, document)).draft
        summary = assemble(document, verify(document, ground(document, merged)), provenance=None)
        assert violations(summary, document.text) == []
        assert len(merged.incidents) == len(draft.incidents)
