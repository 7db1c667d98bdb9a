"""Answers about failed items, which `mended` puts in their places by id and content."""

from collections.abc import Sequence

from wirebrief.schemas.draft import Draft
from wirebrief.schemas.failed_item import FailedItem
from wirebrief.service.engines.llm.answer import FACETS


def facet_of(failed: FailedItem) -> str:
    """The list that a failed item is in: `incidents` for `incidents[2]`."""
    return failed.path.partition("[")[0].partition(".")[0]


def in_turn(drafts: Sequence[Draft]) -> Draft:
    """The lists of several drafts one after the other, for failed items that were asked about in groups."""
    lists = {facet: [item for draft in drafts for item in getattr(draft, facet)] for facet in FACETS}
    return Draft.model_validate({**lists, "headline": next((d.headline for d in drafts if d.headline), "")})
