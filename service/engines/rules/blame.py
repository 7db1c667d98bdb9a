"""Who is held responsible by whom: blame, suspicion, claim, denial, confirmation, rejection, and that none
claims.

Two ways lead to an attribution. A *cue* says it outright ("blamed X for", "X, which claimed responsibility");
its frame in `lexicons/blame.toml` says where the parties stand. Or a *report* states that somebody did it
("police said the gang had set the fire"), which is blame by the one who reports. What the article states in
its own voice without doubt is no attribution but an incident's perpetrator.
"""

from collections.abc import Iterator
from dataclasses import replace

from wirebrief.schemas.vocabulary import Act
from wirebrief.service.engines.rules.blame_clauses import Blame, clause_of
from wirebrief.service.engines.rules.blame_cues import by_cue
from wirebrief.service.engines.rules.blame_nouns import by_noun, nobody
from wirebrief.service.engines.rules.blame_parts import author, by_avowal, by_part, is_principal, represented
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.doubt import doubtful
from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.events.phrases import weapon_at
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech import Report

__all__ = ["Blame", "find_blame"]

_SAYING_SO = frozenset({"blames", "suspects", "confirms"})


def find_blame(parsed: Parsed, mentions: list[Mention], reports: list[Report]) -> list[Blame]:
    """Every attribution of one article, in order."""
    cued = [
        *by_cue(parsed, reports),
        *by_noun(parsed, reports),
        *by_part(parsed, reports),
        *by_avowal(parsed, reports),
    ]
    stated = [b for b in _by_report(parsed, mentions, reports) if not _disowned(parsed, b, cued)]
    found = sorted((_by_author(parsed, b) for b in [*cued, *stated]), key=lambda b: (b.clause[0], b.cue))
    kept: list[Blame] = []
    for blame in found:
        if not any(_repeats(parsed, blame, other) for other in kept):
            kept.append(blame)
    return kept


def _by_author(parsed: Parsed, blame: Blame) -> Blame:
    """The same with the author in the place of what he wrote."""
    source = author(parsed, blame.source)
    own = blame.responsible == blame.source
    return replace(blame, source=source, responsible=source if own else blame.responsible)


def _disowned(parsed: Parsed, blame: Blame, cued: list[Blame]) -> bool:
    """Whether what seems to be stated of oneself is denied in its sentence: "we were not involved in"."""
    return blame.act == "claims_responsibility" and any(
        other.act == "denies_responsibility"
        and other.source == blame.source
        and parsed.sentence[other.cue] == parsed.sentence[blame.cue]
        for other in cued
    )


def _repeats(parsed: Parsed, blame: Blame, other: Blame) -> bool:
    """Whether two findings in one sentence say the same; a cue's finding stands before a report's."""
    if blame.responsible != other.responsible or parsed.sentence[blame.cue] != parsed.sentence[other.cue]:
        return False
    if blame.act == other.act or {blame.act, other.act} <= _SAYING_SO:
        return True
    return blame.source == other.source and {blame.act, other.act} <= _SAYING_SO | {"claims_responsibility"}


def _by_report(parsed: Parsed, mentions: list[Mention], reports: list[Report]) -> Iterator[Blame]:
    """Blame that lies in stating it: "police said the gang had set the fire"; and suspicion in the article's
    voice."""
    for mention in mentions:
        if mention.realis != "actual" or not mention.perpetrators:
            continue
        if mention.type in ("arrest", "protest", "armed_clash"):
            continue
        if mention.report is not None:
            yield from _stated(parsed, mention, reports[mention.report])
        elif mention.hedged:
            yield from _hedged(parsed, mention)


def _stated(parsed: Parsed, mention: Mention, report: Report) -> Iterator[Blame]:
    clause = clause_of(parsed, mention.token)
    cue = report.cue_head if report.cue_head >= 0 else mention.token
    for phrase in mention.perpetrators:
        if weapon_at(parsed, phrase.head) is not None or report.negated:
            continue
        if nobody(parsed, report.source_head):
            if parsed.pos[phrase.head] == "PRON":  # "no group has said it had laid the mines"
                yield Blame("no_claim", -1, -1, cue, clause, clause)
            continue
        principal = is_principal(parsed, phrase.head, report.source_head)
        own = principal or phrase.head == report.source_head or parsed.lower[phrase.head] in ("we", "i")
        unsure = mention.hedged or doubtful(parsed, mention.token)
        act: Act = "claims_responsibility" if own else "suspects" if unsure else "blames"
        responsible = phrase.head
        if own:
            responsible = represented(parsed, report.source_head) if principal else report.source_head
        yield Blame(act, report.source_head, responsible, cue, clause, clause)


def _hedged(parsed: Parsed, mention: Mention) -> Iterator[Blame]:
    clause = clause_of(parsed, mention.token)
    for phrase in mention.perpetrators:
        yield Blame("suspects", -1, phrase.head, _hedge(parsed, mention, phrase.head), clause, clause)


def _hedge(parsed: Parsed, mention: Mention, head: int) -> int:
    """The word of doubt: beside the perpetrator ("suspected rebels") or beside the verb ("allegedly")."""
    words = blame_words()
    for carrier in (head, mention.token):
        for child in parsed.children[carrier]:
            if parsed.lower[child] in words.doubt_adjectives | words.doubt_adverbs | words.doubt_modals:
                return child
    return mention.token
