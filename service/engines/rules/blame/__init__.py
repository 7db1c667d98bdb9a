"""Who is held responsible by whom: blame, suspicion, claim, denial, confirmation, rejection, acts of the law,
and that none claims.

Two things compose. A *charge* states that a party did it ("the gang had set the fire", "X was behind it"). A
*stance* is what somebody takes to a charge: he states, suspects, denies, admits, confirms or rejects it. A
*cue* says both at once ("blamed X for"). An *answer* takes a stance to a charge told before ("denied it").
What the article states in its own voice without doubt is no attribution but an incident's perpetrator.
"""

from collections import defaultdict
from dataclasses import replace

from wirebrief.service.engines.rules.actors import Cast
from wirebrief.service.engines.rules.blame.answers import of_alibis, of_answers
from wirebrief.service.engines.rules.blame.article import Article, Blame
from wirebrief.service.engines.rules.blame.claims import of_claims
from wirebrief.service.engines.rules.blame.cues import of_cues
from wirebrief.service.engines.rules.blame.deeds import Deeds
from wirebrief.service.engines.rules.blame.law import in_law
from wirebrief.service.engines.rules.blame.licence import is_licensed
from wirebrief.service.engines.rules.blame.statements import of_charges
from wirebrief.service.engines.rules.blame.tagged import of_tags, rival_features
from wirebrief.service.engines.rules.blame.together import distinct, for_principal, of_the_accused
from wirebrief.service.engines.rules.blame.weighing import record_features_of
from wirebrief.service.engines.rules.blame.who import Parties
from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.judging import Judge
from wirebrief.service.engines.rules.judging.belief import Believe, believed
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech import Report

__all__ = ["Blame", "article_of", "attributions_in", "find_blame"]


def find_blame(
    parsed: Parsed,
    mentions: list[Mention],
    reports: list[Report],
    cast: Cast,
    judge: Judge,
    believe: Believe = believed,
) -> list[Blame]:
    """Every attribution of one article with how likely it is right, in order."""
    article = article_of(parsed, mentions, reports, cast, judge)
    proposed = [in_law(article, blame) for blame in attributions_in(article)]
    weighed = [(blame, record_features_of(article, blame)) for blame in proposed]
    near = defaultdict(list)
    for blame, known in weighed:
        near[parsed.sentence[blame.cue]].append((blame, known))
    found = []
    for blame, known in weighed:
        beside = rival_features(blame, known, near[parsed.sentence[blame.cue]])
        found.append(replace(blame, confidence=believe("attributions", {**known, **beside})))
    return found


def article_of(
    parsed: Parsed,
    mentions: list[Mention],
    reports: list[Report],
    cast: Cast,
    judge: Judge,
) -> Article:
    """What the readers of blame look at."""
    deeds = Deeds(parsed, mentions, judge)
    return Article(parsed, reports, Parties(parsed, cast, reports), deeds, judge)


def attributions_in(article: Article) -> list[Blame]:
    """Every attribution that the rules and the tagger propose, in order."""
    said = distinct(
        article, [*of_cues(article), *of_claims(article), *of_charges(article), *of_tags(article)]
    )
    said = [of_the_accused(article, said, blame) for blame in said]
    answered = of_answers(article, said)
    answered += of_alibis(article, answered)
    found = [for_principal(article, said, blame) for blame in answered]
    return distinct(article, [blame for blame in found if is_licensed(article, blame)])
