"""Which items of a draft to ask for again, and how the answers take their places."""

import re
from collections import defaultdict
from collections.abc import Sequence

from pydantic import BaseModel

from wirebrief.schemas.draft import Draft, IncidentDraft
from wirebrief.service.engines.protocol import FailedItem
from wirebrief.service.grounding.ground import record_id
from wirebrief.service.grounding.records import Grounding

_ITEM = re.compile(r"(actors|incidents|attributions|quotes|quoted_text|key_points)\[(\d+)\]")


def failed_items(draft: Draft, grounding: Grounding) -> list[FailedItem]:
    """The items that a finding drops or cuts, in the draft's order, each with all that is wrong with it.

    What is not worth asking is left out, and so is what fails only because another item did: asking for that
    one is enough.
    """
    problems: dict[tuple[str, int], list[str]] = defaultdict(list)
    for finding in grounding.findings:
        match = _ITEM.match(finding.path)
        if match is None or finding.severity not in ("item", "field") or finding.because:
            continue
        field = finding.path[match.end() :].lstrip(".")
        told = f"{field}: {finding.message}" if field else finding.message
        if told not in problems[match[1], int(match[2])]:
            problems[match[1], int(match[2])].append(told)
    kinds = list(Draft.model_fields)
    return [
        FailedItem(path=f"{kind}[{n}]", item=_item(draft, kind, n), problems=tuple(told))
        for (kind, n), told in sorted(
            problems.items(), key=lambda entry: (kinds.index(entry[0][0]), entry[0][1])
        )
    ]


def _item(draft: Draft, kind: str, n: int) -> dict[str, object]:
    item: BaseModel = getattr(draft, kind)[n]
    return item.model_dump(exclude={"confidence"})


def merge_repair(draft: Draft, failed: Sequence[FailedItem], repair_draft: Draft) -> Draft:
    """The draft with each failed item replaced by the repair's item of the same kind and turn.

    An incident keeps its id, for other records refer to it; where the repair gives ids of failed incidents,
    the id decides and not the turn. Items that the repair has no answer for stay, and fall by the same
    findings as before. An item given up comes back blank and is then dropped by `ground`, with its warning.
    """
    wanted: dict[str, list[int]] = defaultdict(list)
    for item in failed:
        if match := _ITEM.fullmatch(item.path):
            wanted[match[1]].append(int(match[2]))
    changes: dict[str, object] = {}
    for kind, places in wanted.items():
        items = list(getattr(draft, kind))
        answers = list(getattr(repair_draft, kind))
        for place, answer in _paired(items, places, answers):
            items[place] = answer
        changes[kind] = items
    return draft.model_copy(update=changes)


def _paired(
    items: list[BaseModel], places: list[int], answers: list[BaseModel]
) -> list[tuple[int, BaseModel]]:
    pairs = []
    for place, answer in zip(_targets(items, places, answers), answers, strict=False):
        if place is None or not 0 <= place < len(items):
            continue
        old = items[place]
        if isinstance(answer, IncidentDraft) and isinstance(old, IncidentDraft):
            answer = answer.model_copy(update={"id": old.id})
        pairs.append((place, answer))
    return pairs


def _targets(items: list[BaseModel], places: list[int], answers: list[BaseModel]) -> list[int | None]:
    """For each answer the place it is for: by incident id where all ids are known, else by turn."""
    ids = {record_id(i.id): n for n in places if isinstance(i := items[n], IncidentDraft)}
    named = [record_id(a.id) for a in answers if isinstance(a, IncidentDraft)]
    if named and len(set(named)) == len(named) and set(named) <= set(ids):
        return [ids[name] for name in named]
    return list(places)
