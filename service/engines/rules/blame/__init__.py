"""Who is held responsible by whom: blame, suspicion, claim, denial, confirmation, rejection, and that none
claims.

Two things compose. A *charge* states that a party did it ("the gang had set the fire", "X was behind it"). A *stance* is what
somebody takes to a charge: he states, suspects, denies, admits, confirms or rejects it. A *cue* says both at once ("blamed X
for"). An *answer* takes a stance to a charge told before ("denied it"). What the article states in its own voice without doubt
is no attribution but an incident's perpetrator.
"""

from dataclasses import replace

from wirebrief.service.engines.rules.actors import Cast
from wirebrief.service.engines.rules.blame.answers import of_answers
from wirebrief.service.engines.rules.blame.article import Article, Blame
from wirebrief.service.engines.rules.blame.cues import of_cues
from wirebrief.service.engines.rules.blame.deeds import Deeds
from wirebrief.service.engines.rules.blame.parties import Parties
from wirebrief.service.engines.rules.blame.statements import of_charges
from wirebrief.service.engines.rules.blame.unclaimed import of_none
from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech import Report

__all__ = ["Blame", "find_blame"]

_SAYING_SO = frozenset({"blames", "suspects", "confirms"})


def find_blame(parsed: Parsed, mentions: list[Mention], reports: list[Report], cast: Cast) -> list[Blame]:
    """Every attribution of one article, in order."""
    article = Article(parsed, reports, Parties(parsed, cast, reports), Deeds(parsed, mentions))
    said = _distinct(article, [*of_cues(article), *of_none(article), *of_charges(article)])
    return _distinct(article, [_for_principal(article, said, b) for b in of_answers(article, said)])


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
    if same_source and (blame.act == other.act or {blame.act, other.act} <= _SAYING_SO | {"claims_responsibility"}):
        return True
    return {blame.act, other.act} <= _SAYING_SO and blame.source is None


def _for_principal(article: Article, said: list[Blame], blame: Blame) -> Blame:
    """What a mouthpiece says of itself is said of the party that was accused before."""
    if blame.act not in ("denies_responsibility", "claims_responsibility") or blame.responsible != blame.source:
        return blame
    principal = article.parties.principal(blame.party) if blame.party >= 0 else None
    before = {b.responsible for b in said if b.cue < blame.cue}
    if principal in before and principal is not None and principal != blame.responsible:
        return replace(blame, responsible=principal)
    return blame
