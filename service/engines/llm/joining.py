"""The drafts of an article's windows as one: actors by name, incidents by likeness, the rest by place."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel

from wirebrief.schemas.draft import ActorDraft, Draft, IncidentDraft, KeyPointDraft
from wirebrief.service.engines.llm.identity import identity
from wirebrief.service.engines.llm.windows import Window
from wirebrief.service.reading.document import Document

Record = TypeVar("Record", bound=BaseModel)

_ADDRESS = re.compile(r"\s*(S\d+)(?::\s*(.*))?$", re.DOTALL)
_PLACED_BY = ("quotation", "content", "clause", "cue", "evidence")
_REFERS_TO_INCIDENTS = frozenset({"incident", "incidents", "anchor"})
_PLACED = ("attributions", "quotes", "quoted_text")


def joined(document: Document, parts: Sequence[tuple[Window, Draft]]) -> Draft:
    """One draft of the whole article, without its summary (headline, key points and their like).

    References to incidents and actors are made to follow. A record counts in the window whose own sentences
    it stands in; another window's is taken where that one has none there.
    """
    cast = _Cast()
    renamed = [_mapped(draft, cast.names(draft.actors)) for _, draft in parts]
    incidents = _Incidents()
    numbered = [_with_ids(draft, incidents.add(draft.incidents)) for draft in renamed]
    own = {sentence: n for n, (window, _) in enumerate(parts) for sentence in window.own}
    lists: dict[str, object] = {facet: _by_place(facet, numbered, own, document) for facet in _PLACED}
    return Draft.model_validate({**lists, "actors": cast.actors, "incidents": incidents.all()})


def words_of(address: str) -> str:
    """The words of an address without its sentence, as they are compared: "S3: Una Felk" is "una felk"."""
    match = _ADDRESS.match(address)
    words = (match[2] or "") if match else address
    return " ".join(words.split()).casefold()


class _Cast:
    """The actors of all windows."""

    def __init__(self) -> None:
        self.actors: list[ActorDraft] = []

    def names(self, actors: Iterable[ActorDraft]) -> dict[str, str]:
        """Take in a window's actors; returns for each name in it the name in the whole."""
        changed = {}
        for actor in actors:
            place = self._known(actor)
            if place is None:
                self.actors.append(actor)
                continue
            known = self.actors[place]
            old, new = _literal(actor.name), _literal(known.name)
            if old != new:
                changed[old] = new
            mentions = dict.fromkeys([*known.mentions, actor.name, *actor.mentions])
            mentions.pop(known.name, None)
            self.actors[place] = _filled(known, actor).model_copy(update={"mentions": list(mentions)})
        return changed

    def _known(self, actor: ActorDraft) -> int | None:
        """The actor of the same name, or the one person whose name ends in this one."""
        words = words_of(actor.name)
        for n, known in enumerate(self.actors):
            if words_of(known.name) == words:
                return n
        people = [n for n, known in enumerate(self.actors) if known.kind == actor.kind == "person"]
        longer = [n for n in people if words_of(self.actors[n].name).endswith(f" {words}")]
        return longer[0] if words and len(longer) == 1 and not actor.anonymous else None


class _Incidents:
    """The incidents of all windows, numbered through."""

    def __init__(self) -> None:
        self._made: list[IncidentDraft] = []

    def add(self, incidents: Sequence[IncidentDraft]) -> dict[str, str]:
        """Take in a window's incidents; returns for each id in it the id in the whole."""
        before = len(self._made)
        pairs = sorted(
            (
                (-likeness, n, place)
                for n, incident in enumerate(incidents)
                for place in range(before)
                if (likeness := _likeness(self._made[place], incident)) > 0
            ),
        )
        places: dict[int, int] = {}
        for _, n, place in pairs:
            if n not in places and place not in places.values():
                places[n] = place
        fresh = (place for place in range(before, before + len(incidents)))
        ids = {
            incident.id: f"I{(places[n] if n in places else next(fresh)) + 1}"
            for n, incident in enumerate(incidents)
        }
        for n, incident in enumerate(incidents):
            follows = _with_ids(incident, ids).model_copy(update={"id": ids[incident.id]})
            if n in places:
                self._made[places[n]] = _merged(self._made[places[n]], follows)
            else:
                self._made.append(follows)
        return ids

    def all(self) -> list[IncidentDraft]:
        return self._made


def _likeness(one: IncidentDraft, other: IncidentDraft) -> float:
    """How surely two records are one incident: 0 where they are not.

    They are of one type. They rest on the same sentences and name no two places or times, or rest on others
    and name the same place and the same time.
    """
    if one.type != other.type:
        return 0.0
    shared = len(set(one.evidence) & set(other.evidence))
    places, times = _agree(_place(one), _place(other)), _agree(words_of(one.when), words_of(other.when))
    if shared:
        return shared + places + times if places >= 0 and times >= 0 else 0.0
    return 0.5 if places == times == 1 else 0.0


def _agree(one: str, other: str) -> int:
    """1 for the same words, -1 for different ones, 0 where either says nothing."""
    if not one or not other:
        return 0
    return 1 if one == other or one in other or other in one else -1


def _place(incident: IncidentDraft) -> str:
    return words_of(incident.where.at)


def _merged(one: IncidentDraft, other: IncidentDraft) -> IncidentDraft:
    """The fuller of two records with what the other has besides, and the evidence of both."""
    fuller, thinner = (one, other) if _said(one) >= _said(other) else (other, one)
    evidence = dict.fromkeys([*one.evidence, *other.evidence])
    return _filled(fuller, thinner).model_copy(update={"id": one.id, "evidence": list(evidence)})


def _said(record: BaseModel) -> int:
    return len(record.model_dump_json(exclude_defaults=True))


def _filled(record: Record, other: Record) -> Record:
    """A record with the other's value wherever it has none of its own."""
    empty = type(record)()
    missing = {
        name: getattr(other, name)
        for name in type(record).model_fields
        if getattr(record, name) == getattr(empty, name)
    }
    return record.model_copy(update=missing)


def _by_place(
    facet: str, drafts: Sequence[Draft], own: Mapping[str, int], document: Document
) -> list[BaseModel]:
    """The records of one list in the order of the article, each place's from the window that owns it."""
    placed = [
        _Placed(record, sentence, own.get(sentence, n) == n)
        for n, draft in enumerate(drafts)
        for record in getattr(draft, facet)
        for sentence in (_sentence(record, document),)
    ]
    kept = [p for p in placed if p.own]
    covered = {p.sentence for p in kept}
    kept += [p for p in placed if not p.own and p.sentence not in covered]
    order = {sentence.id: n for n, sentence in enumerate(document.sentences)}
    kept.sort(key=lambda p: order.get(p.sentence, len(order)))
    unique = {identity(facet, p.record): p.record for p in reversed(kept)}
    return list(reversed(unique.values()))


@dataclass(frozen=True, slots=True)
class _Placed:
    record: BaseModel
    sentence: str
    own: bool


def _sentence(record: BaseModel, document: Document) -> str:
    """Id of the sentence that a record stands in, or "" if it does not say."""
    for name in _PLACED_BY:
        value = getattr(record, name, "")
        first = (value[0] if value else "") if isinstance(value, list) else value
        if match := _ADDRESS.match(first):
            return match[1]
        if quotation := document.quotation_by_id.get(first.strip()):
            around = document.sentences_over(quotation.start, quotation.end)
            return around[0].id if around else ""
    return ""


def _literal(address: str) -> str:
    """The words of an address as they are written, by which other records name an actor."""
    match = _ADDRESS.match(address)
    return ((match[2] or "") if match else address).strip()


def _mapped(draft: Draft, names: Mapping[str, str]) -> Draft:
    """A draft in which actors go by other names."""

    def renamed(name: str, text: str) -> str:
        words, equals, actor = text.rpartition(" = ")
        if equals and actor.strip() in names:
            return f"{words} = {names[actor.strip()]}"
        return names.get(text.strip(), text) if name not in ("summary", "text", "headline") else text

    return _changed(draft, renamed) if names else draft


def _with_ids(record: Record, ids: Mapping[str, str]) -> Record:
    return _changed(record, lambda name, text: ids.get(text, text) if name in _REFERS_TO_INCIDENTS else text)


def _changed(record: Record, change: Callable[[str, str], str]) -> Record:
    """A record with every string in it put through `change`, with the name of its field."""
    update = {name: _change(name, getattr(record, name), change) for name in type(record).model_fields}
    return record.model_copy(update=update)


def _change(name: str, value: object, change: Callable[[str, str], str]) -> object:
    if isinstance(value, str):
        return change(name, value)
    if isinstance(value, list):
        return [_change(name, item, change) for item in value]
    return _changed(value, change) if isinstance(value, BaseModel) else value


def key_points_of(drafts: Sequence[Draft]) -> Iterator[KeyPointDraft]:
    """The windows' key points in turn: the first of each, then the second."""
    longest = max((len(draft.key_points) for draft in drafts), default=0)
    for n in range(longest):
        yield from (draft.key_points[n] for draft in drafts if n < len(draft.key_points))
