"""From an answer about failed items to the draft that `repair` promises: one replacement each, in order."""

from collections.abc import Sequence

from pydantic import BaseModel

from wirebrief.schemas.draft import Draft
from wirebrief.service.engines.llm.answer import FACETS
from wirebrief.service.engines.protocol import FailedItem


def facet_of(failed: FailedItem) -> str:
    """The list that a failed item is in: `incidents` for `incidents[2]`."""
    return failed.path.partition("[")[0].partition(".")[0]


def in_order_of(failed: Sequence[FailedItem], answered: Draft) -> Draft:
    """The answered items, one for each failed item of their kind; an empty item where the model has no more.

    Incidents are told apart by their ids, everything else by its place.
    """
    lists: dict[str, list[BaseModel]] = {}
    for facet, model in FACETS.items():
        wanted = [item for item in failed if facet_of(item) == facet]
        given: list[BaseModel] = list(getattr(answered, facet))
        if facet == "incidents" and _same_ids(wanted, given):
            by_id = {getattr(item, "id", ""): item for item in given}
            given = [by_id[str(item.item.get("id", ""))] for item in wanted]
        lists[facet] = [given[n] if n < len(given) else model() for n in range(len(wanted))]
    return Draft.model_validate({**lists, "headline": answered.headline})


def in_turn(drafts: Sequence[Draft]) -> Draft:
    """The lists of several drafts one after the other, for failed items that were asked about in groups."""
    lists = {facet: [item for draft in drafts for item in getattr(draft, facet)] for facet in FACETS}
    return Draft.model_validate({**lists, "headline": next((d.headline for d in drafts if d.headline), "")})


def _same_ids(wanted: Sequence[FailedItem], given: Sequence[BaseModel]) -> bool:
    ids = [str(item.item.get("id", "")) for item in wanted]
    return len(set(ids)) == len(ids) and sorted(ids) == sorted(getattr(item, "id", "") for item in given)
