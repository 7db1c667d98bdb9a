"""Attributions and quotes tied to the incidents that they speak of."""

from bisect import bisect_left
from collections.abc import Iterable

from wirebrief.schemas.draft import AttributionDraft
from wirebrief.service.engines.rules.actors import Cast
from wirebrief.service.engines.rules.blame import Blame
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.events.drafting import IncidentDrafts
from wirebrief.service.engines.rules.incident_words import incidents
from wirebrief.service.engines.rules.judging.belief import Bars
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.place import address
from wirebrief.service.engines.rules.speech import Report
from wirebrief.service.engines.rules.syntax.clauses import Extent


def draft_attributions(
    parsed: Parsed, found: Iterable[Blame], drafted: IncidentDrafts, cast: Cast, bars: Bars
) -> tuple[list[AttributionDraft], list[int]]:
    """The attributions that are as sure as the bars ask for as drafts, and the actors that they refer to."""
    drafts: list[AttributionDraft] = []
    used: list[int] = []
    seen: set[tuple[str, str, str, str]] = set()
    for blame in found:
        source, responsible, act = blame.source, blame.responsible, blame.act
        draft = AttributionDraft(
            source=cast.name(source) if source is not None else "",
            act=act,
            responsible=cast.name(responsible) if responsible is not None else "",
            incidents=labels_in(parsed, drafted, blame.reach) or _before(parsed, drafted, blame),
            cue=address(parsed, blame.cue, blame.cue),
            clause=address(parsed, *blame.clause),
            confidence=blame.confidence,
        )
        key = (draft.source, draft.act, draft.responsible, draft.clause)
        if key not in seen and blame.confidence >= _bar_of(blame, cast, bars):
            seen.add(key)
            drafts.append(draft)
            used += [index for index in (source, responsible) if index is not None]
    return drafts, used


def _bar_of(blame: Blame, cast: Cast, bars: Bars) -> float:
    named = blame.responsible is not None and not cast.actors[blame.responsible].anonymous
    return bars.accusations if named and blame.act in _ACCUSING else bars.attributions


_ACCUSING = frozenset({"blames", "suspects", "claims_responsibility", "charges", "convicts"})


def labels_in(parsed: Parsed, drafted: IncidentDrafts, extent: Extent) -> list[str]:
    """The incidents that the words from one token to another tell of."""
    first, last = extent
    told = drafted.by_token
    inside = {label for _, label in told[bisect_left(told, (first,)) : bisect_left(told, (last + 1,))]}
    return sorted(inside, key=drafted.turn.__getitem__)


def incidents_about(parsed: Parsed, drafted: IncidentDrafts, report: Report) -> list[str]:
    """The incidents that a quote's content is about: told in it, or referred back to ("the attack", "it")."""
    found: list[str] = []
    for extent in report.content:
        found += [label for label in labels_in(parsed, drafted, extent) if label not in found]
    if found:
        return found
    nouns = incidents().nouns
    for first, last in report.content:
        if any(parsed.lemma[t] in nouns and _refers_back(parsed, t) for t in range(first, last + 1)):
            return _last_told(parsed, drafted, first)
    return []


def _refers_back(parsed: Parsed, noun: int) -> bool:
    return any(parsed.lower[c] in ("the", "this", "that", "these") for c in parsed.children[noun])


def _before(parsed: Parsed, drafted: IncidentDrafts, blame: Blame) -> list[str]:
    """The incident told last before a clause that names none but speaks of one ("it", "the attack",
    "responsibility")."""
    first, last = blame.clause
    speaks = {
        "it",
        "this",
        "that",
        "responsibility",
        "involvement",
        "attack",
        "attacks",
        "claimed",
        "blast",
        "killing",
    }
    if blame.act == "no_claim" or speaks & set(parsed.lower[first : last + 1]):
        return _last_told(parsed, drafted, first)
    if any(_is_the_crime(parsed, token) for token in range(first, last + 1)):
        return _last_told(parsed, drafted, first, _NAMED_BACK)
    return []


_CRIMES = frozenset({"crime", "deed", "incident", "atrocity"})


def _is_the_crime(parsed: Parsed, token: int) -> bool:
    """Whether a word goes back to an event or to those who did it: "the crime", "the gunmen"."""
    lemma = parsed.lemma[token]
    known = lemma in _CRIMES or lemma in incidents().nouns or lemma in blame_words()["charges.culprits"]
    return known and parsed.pos[token] == "NOUN" and _refers_back(parsed, token)


_BACK, _NAMED_BACK = 4, 12
"""Sentences back that "it" and "the crime" may go."""


def _last_told(parsed: Parsed, drafted: IncidentDrafts, token: int, back: int = _BACK) -> list[str]:
    """The incident whose latest trigger stands nearest before a token, within a few sentences."""
    last = bisect_left(drafted.by_token, (token,)) - 1
    if last < 0:
        return []
    at, label = drafted.by_token[last]
    return [label] if parsed.sentence[token] - parsed.sentence[at] <= back else []
