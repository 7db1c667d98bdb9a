"""Who is held responsible by whom: blame, suspicion, claim, denial, confirmation, rejection, and that none
claims.

Two things compose. A *charge* states that a party did it ("the gang had set the fire", "X was behind it"). A *stance* is what
somebody takes to a charge: he states, suspects, denies, admits, confirms or rejects it. A *cue* says both at once ("blamed X
for"). An *answer* takes a stance to a charge told before ("denied it"). What the article states in its own voice without doubt
is no attribution but an incident's perpetrator.
"""

from dataclasses import replace

from wirebrief.service.engines.rules.actors import Cast
from wirebrief.service.engines.rules.blame.answers import of_alibis, of_answers
from wirebrief.service.engines.rules.blame.article import Article, Blame
from wirebrief.service.engines.rules.blame.claims import of_claims
from wirebrief.service.engines.rules.blame.cues import of_cues
from wirebrief.service.engines.rules.blame.deeds import Deeds
from wirebrief.service.engines.rules.blame.statements import of_charges
from wirebrief.service.engines.rules.blame.who import Parties, may_mean
from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech import Report

__all__ = ["Blame", "find_blame"]

_SAYING_SO = frozenset({"blames", "suspects", "confirms"})


def find_blame(parsed: Parsed, mentions: list[Mention], reports: list[Report], cast: Cast) -> list[Blame]:
    """Every attribution of one article, in order."""
    article = Article(parsed, reports, Parties(parsed, cast, reports), Deeds(parsed, mentions))
    said = _distinct(
        article, [*of_cues(article), *of_claims(article), *of_charges(article)]
    )
    said = [_of_the_accused(article, said, blame) for blame in said]
    answered = of_answers(article, said)
    answered += of_alibis(article, answered)
    return _distinct(article, [_for_principal(article, said, b) for b in answered])


def _distinct(article: Article, found: list[Blame]) -> list[Blame]:
    kept: list[Blame] = []
    for blame in found:
        if not any(_repeats(article.parsed, blame, other) for other in kept):
            kept.append(blame)
    return sorted(kept, key=lambda b: (b.cue, b.clause[0]))


def _repeats(parsed: Parsed, blame: Blame, other: Blame) -> bool:
    """Whether two findings in one sentence say the same; a cue's finding stands before a charge's."""
    if blame.responsible != other.responsible or parsed.sentence[blame.cue] != parsed.sentence[other.cue]:
        return False
    same_source = blame.source == other.source
    if blame.act != other.act and blame.by_cue and other.by_cue and blame.cue != other.cue:
        return False
    if same_source and (
        blame.act == other.act or {blame.act, other.act} <= _SAYING_SO | {"claims_responsibility"}
    ):
        return True
    return {blame.act, other.act} <= _SAYING_SO and blame.source is None


def _of_the_accused(article: Article, said: list[Blame], blame: Blame) -> Blame:
    """Who rejects or confirms what was said of "it" or "the hackers" speaks of those accused before."""
    parties, parsed = article.parties, article.parsed
    quoted = (
        blame.act in ("blames", "suspects")
        and parsed.pos[blame.party] == "PRON"
        and parsed.quote[blame.party] >= 0
    )
    if not (quoted or blame.act in ("rejects", "confirms")) or blame.party < 0 or blame.responsible is None:
        return blame
    if parties.cast.actors[blame.responsible].sort == "name" and parsed.pos[blame.party] != "PRON":
        return blame
    sentence = parsed.sentence[blame.cue]
    before = [
        b
        for b in said
        if b.cue < blame.cue and sentence - parsed.sentence[b.cue] <= 4 and b.responsible is not None
    ]
    if quoted:
        before = [
            b for b in before if b.act in ("blames", "suspects") and sentence - parsed.sentence[b.cue] <= 2
        ]
    fitting = [
        b
        for b in before
        if b.act != "no_claim"
        and b.source != blame.source
        and may_mean(parsed, blame.party, parties.cast.actors[b.responsible])
    ]
    return replace(blame, responsible=fitting[-1].responsible) if fitting else blame


def _for_principal(article: Article, said: list[Blame], blame: Blame) -> Blame:
    """What a mouthpiece says of itself is said of the party that was accused before."""
    if (
        blame.act not in ("denies_responsibility", "claims_responsibility")
        or blame.responsible != blame.source
    ):
        return blame
    principal = article.parties.principal(blame.source_head) if blame.source_head >= 0 else None
    before = {b.responsible for b in said if b.cue < blame.cue}
    if principal in before and principal is not None and principal != blame.responsible:
        return replace(blame, responsible=principal)
    return blame
