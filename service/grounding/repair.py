"""Which items of a draft to ask for again, and how the answers take their places.

A second answer may mend what failed and add what that needs; it can take nothing away. An answer is matched
with the item that it is for by id and by content, and never by its turn alone; what it leaves out stays as it
was, and falls by the same findings as before.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel

from wirebrief.schemas.draft import ActorDraft, Draft, IncidentDraft
from wirebrief.schemas.failed_item import FailedItem
from wirebrief.service.grounding.cast import wording
from wirebrief.service.grounding.ground import record_id
from wirebrief.service.grounding.records import Finding, Grounding

_ITEM = re.compile(r"(actors|incidents|attributions|quotes|quoted_text|key_points)\[(\d+)\]")
_WEIGHT = {"item": 100, "field": 10, "detail": 2, "doubt": 1, "note": 0}
_ALIKE = 0.3
"""How much of an item an answer must share with it to be for it."""

Place = tuple[str, int]
"""An item's list and its index."""


def failed_items(draft: Draft, grounding: Grounding) -> list[FailedItem]:
    """The items that a finding drops or cuts, in the draft's order, each with all that is wrong with it.

    What is not worth asking is left out, and so is what fails only because another item did: asking for that
    one is enough.
    """
    problems: dict[Place, list[str]] = defaultdict(list)
    for finding in grounding.findings:
        match = _ITEM.match(finding.path)
        if match is None or finding.severity not in ("item", "field") or finding.because:
            continue
        name = finding.path[match.end() :].lstrip(".")
        told = f"{name}: {finding.message}" if name else finding.message
        if told not in problems[match[1], int(match[2])]:
            problems[match[1], int(match[2])].append(told)
    kinds = list(Draft.model_fields)
    return [
        FailedItem(path=f"{kind}[{n}]", item=_dumped(getattr(draft, kind)[n]), problems=tuple(told))
        for (kind, n), told in sorted(
            problems.items(), key=lambda entry: (kinds.index(entry[0][0]), entry[0][1])
        )
    ]


def _dumped(item: BaseModel) -> dict[str, object]:
    return item.model_dump(exclude={"confidence"})


@dataclass(frozen=True, slots=True)
class Mended:
    """A draft after a second answer."""

    draft: Draft
    changed: frozenset[str] = frozenset()
    """Paths of the items that were replaced."""
    insisted: frozenset[str] = frozenset()
    """Paths of the items that were given again as they are: the engine stands by them."""
    before: Mapping[str, BaseModel] = field(default_factory=dict)
    """The replaced items."""

    def without(self, paths: frozenset[str]) -> "Mended":
        """With the first answer's item again at some paths."""
        lists = {kind: list(getattr(self.draft, kind)) for kind in {_place(path)[0] for path in paths}}
        for path in paths:
            kind, n = _place(path)
            lists[kind][n] = self.before[path]
        return Mended(self.draft.model_copy(update=lists), self.changed - paths, self.insisted, self.before)


def merge_repair(draft: Draft, failed: Sequence[FailedItem], answered: Draft) -> Mended:
    """The draft with each failed item replaced by the answer that is for it, and with the actors that the
    answer adds.

    What the answer leaves empty in an item is kept where nothing was wrong with it.
    """
    lists: dict[str, list[BaseModel]] = {}
    changed: dict[str, BaseModel] = {}
    insisted: set[str] = set()
    wrong = {item.path: _fields_of(item) for item in failed}
    for kind in {match[1] for item in failed if (match := _ITEM.fullmatch(item.path))} | {"actors"}:
        items = list(getattr(draft, kind))
        wanted = [n for n in range(len(items)) if f"{kind}[{n}]" in wrong]
        for n, answer in _matched(items, wanted, list(getattr(answered, kind))):
            path = f"{kind}[{n}]"
            if _dumped(answer) == _dumped(items[n]):
                insisted.add(path)
            elif path in wrong and not _is_blank(answer):
                changed[path], items[n] = items[n], _filled(items[n], answer, wrong[path])
        if kind == "actors":
            items += _new_actors(draft, answered.actors)
        lists[kind] = items
    return Mended(draft.model_copy(update=lists), frozenset(changed), frozenset(insisted), changed)


def _place(path: str) -> Place:
    match = _ITEM.fullmatch(path)
    assert match is not None
    return match[1], int(match[2])


def _fields_of(item: FailedItem) -> frozenset[str]:
    """The fields of an item that something was wrong with; all of them where the item as a whole was."""
    named = frozenset(re.match(r"\w*", problem)[0] for problem in item.problems)  # type: ignore[index]
    known = frozenset(item.item)
    return known if not named <= known else named


def _matched(
    items: list[BaseModel], wanted: list[int], answers: list[BaseModel]
) -> list[tuple[int, BaseModel]]:
    """Each answer with the index of the failed item that it is for, the surest first; no index twice."""
    scored = sorted(
        (
            (_likeness(items[n], answer), -n, -m)
            for n in range(len(items))
            for m, answer in enumerate(answers)
        ),
        reverse=True,
    )
    found: dict[int, int] = {}
    for score, n, m in scored:
        if score >= _ALIKE and -n not in found and -m not in found.values():
            found[-n] = -m
    left = [m for m in range(len(answers)) if m not in found.values()]
    open_ = [n for n in wanted if n not in found]
    if len(left) == len(open_) == 1 and not isinstance(items[open_[0]], ActorDraft):
        found[open_[0]] = left[0]  # the only answer is for the only item that waits for one
    return [(n, answers[m]) for n, m in found.items() if n in wanted]


def _likeness(item: BaseModel, answer: BaseModel) -> float:
    """How much of an item's values an answer has too; 1 for an incident of the same id, 0 for another's."""
    if isinstance(item, IncidentDraft) and isinstance(answer, IncidentDraft) and answer.id and item.id:
        return 1.0 if record_id(item.id) == record_id(answer.id) else 0.0
    if isinstance(item, ActorDraft) and isinstance(answer, ActorDraft):
        return 1.0 if wording(item.name) == wording(answer.name) else 0.0
    ours, theirs = _values(_dumped(item)), _values(_dumped(answer))
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0


def _values(value: object) -> frozenset[str]:
    """The words of every text in an item."""
    if isinstance(value, str):
        return frozenset(re.findall(r"\w+", value.casefold()))
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return frozenset().union(*(_values(one) for one in inner))


def _is_blank(item: BaseModel) -> bool:
    return not _values(_dumped(item))


def _filled(item: BaseModel, answer: BaseModel, wrong: frozenset[str]) -> BaseModel:
    """An answer with what it leaves empty taken from the item where nothing was wrong with it; an incident
    keeps its id, for other records refer to it.
    """
    ours, theirs = item.model_dump(), answer.model_dump()
    kept = {name: value for name, value in ours.items() if name not in wrong and not _values(theirs[name])}
    if isinstance(item, IncidentDraft):
        kept["id"] = item.id
    return type(item).model_validate({**theirs, **kept})


def _new_actors(draft: Draft, answered: Sequence[ActorDraft]) -> list[ActorDraft]:
    known = {wording(actor.name) for actor in draft.actors}
    return [actor for actor in answered if actor.name.strip() and wording(actor.name) not in known]


def mended(
    first: Grounding,
    failed: Sequence[FailedItem],
    answered: Draft,
    believe: Callable[[Draft, frozenset[str]], Grounding],
) -> Grounding:
    """What a second answer makes of the first: never something worse.

    Args:
        first: the grounding of the first answer.
        believe: grounds and verifies a draft; its second argument are the items that the engine insists on.
    """
    merged = merge_repair(first.draft, failed, answered)
    grounding = believe(merged.draft, merged.insisted)
    worse = frozenset(
        path for path in merged.changed if _cost(grounding.findings, path) > _cost(first.findings, path)
    )
    if worse:
        merged = merged.without(worse)
        grounding = believe(merged.draft, merged.insisted)
    return grounding if _lost(grounding) <= _lost(first) else first


def _cost(findings: Sequence[Finding], path: str) -> int:
    return sum(_WEIGHT[f.severity] for f in findings if f.path == path or f.path.startswith(f"{path}."))


def _lost(grounding: Grounding) -> int:
    """How many drafted records did not make it, and what was cut from the others."""
    kinds = ("incidents", "attributions", "quotes", "quoted_text", "key_points")
    missing = sum(len(getattr(grounding.draft, kind)) - len(getattr(grounding, kind)) for kind in kinds)
    return 100 * missing + sum(_WEIGHT[f.severity] for f in grounding.findings if f.severity != "item")
