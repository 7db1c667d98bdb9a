"""When two records of two answers are the same one."""

from collections.abc import Hashable

from pydantic import BaseModel

from wirebrief.schemas.draft import Draft
from wirebrief.service.engines.llm.answer import FACETS

_BY: dict[str, tuple[str, ...]] = {
    "actors": ("name",),
    "incidents": ("id",),
    "attributions": ("source", "act", "cue", "clause"),
    "quotes": ("quotation", "content"),
    "quoted_text": ("quotation",),
    "key_points": ("text",),
}


def identity(facet: str, record: BaseModel) -> Hashable:
    """What a record of one list goes by."""
    return tuple(getattr(record, name) for name in _BY[facet])


def continued(draft: Draft, rest: Draft) -> Draft:
    """A draft and the answer that went on from it; what both have is taken from the first."""
    changes: dict[str, object] = {}
    for name in Draft.model_fields:
        old, new = getattr(draft, name), getattr(rest, name)
        if name in FACETS:
            known = {identity(name, record) for record in old}
            changes[name] = [*old, *(record for record in new if identity(name, record) not in known)]
        else:
            changes[name] = old or new
    return draft.model_copy(update=changes)


def records_in(draft: Draft) -> int:
    """How much a draft says."""
    return sum(len(getattr(draft, facet)) for facet in FACETS)
