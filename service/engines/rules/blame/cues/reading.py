"""Reading a cue: whether its words are there and meant, what it comes to, and who stands in its slots."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.blame.article import Article, Blame
from wirebrief.service.engines.rules.blame.cues.harm import concerns_harm
from wirebrief.service.engines.rules.blame.cues.meant import is_meant, is_refused, none_claims
from wirebrief.service.engines.rules.blame.cues.records import blames, by_misread_suspect, unclaimed
from wirebrief.service.engines.rules.blame.cues.slots import fits, parties_of, roles_of, sources_of
from wirebrief.service.engines.rules.blame.stances import stances_on, verdict_of
from wirebrief.service.engines.rules.blame_words import Attitude, BlameCue, blame_words
from wirebrief.service.engines.rules.syntax.classes import VERBAL
from wirebrief.service.engines.rules.syntax.negation import is_none, negated
from wirebrief.service.engines.rules.syntax.participants import agents, patients


def of_cues(article: Article) -> Iterator[Blame]:
    """The attributions that cues make, in the order of the cues."""
    parsed, cues = article.parsed, blame_words().cues
    for token in article.deeds.near:
        lemma = parsed.lemma[token]
        if parsed.lower[token] in ("suspect", "suspects") and parsed.dep[token] in ("compound", "amod"):
            yield from by_misread_suspect(article, token)
        elif lemma in cues and parsed.pos[token] in VERBAL:
            read = (list(_read(article, token, cue)) for cue in cues[lemma])
            yield from next((found for found in read if found), [])


def _read(article: Article, verb: int, cue: BlameCue) -> Iterator[Blame]:
    if not fits(article, verb, cue) or not is_meant(article, verb, cue):
        return
    if stances_on(article, verb) is None and not cue.refused:
        return
    if cue.attitude == "claims" and none_claims(article, verb):
        yield unclaimed(article, verb)
        return
    attitude = _attitude(article, verb, cue)
    parties = parties_of(article, verb, cue) if attitude is not None else ()
    if attitude is None or not parties or not concerns_harm(article, verb, cue, parties):
        return
    sources = sources_of(article, verb, cue)
    each_itself = set(parties) <= set(sources)  # "X and Y claimed responsibility"
    for source in sources or (-1,):
        for party in (source,) if each_itself and source in parties else parties:
            yield from blames(article, verb, attitude, source, party)


def _attitude(article: Article, verb: int, cue: BlameCue) -> Attitude | None:
    """What a cue comes to with its negation, or None where it holds nobody responsible."""
    parsed, objects = article.parsed, patients(article.parsed, verb)
    if any(is_none(parsed, head) for head in agents(parsed, verb)):
        return None
    attitude: Attitude | None = cue.attitude
    if parsed.dep[verb] == "csubj":  # "blaming the crew was premature"
        return "rejects" if verdict_of(article, parsed.head[verb]) == "rejects" else None
    if is_refused(article, verb):
        attitude = cue.refused
    elif negated(parsed, verb):
        attitude = cue.negated
    elif cue.object and attitude == "claims" and all(is_none(parsed, o) for o in objects):
        attitude = cue.refused  # "take no responsibility"
    if attitude is None:
        return None
    if cue.roles and all(negated(parsed, role) for role in roles_of(article, verb, cue)):
        return "rejects"  # "was found not guilty"
    beside_none = parsed.dep[verb] in ("acl", "relcl") and is_none(parsed, parsed.head[verb])
    if beside_none and attitude in ("suspects", "asserts"):
        return "rejects"  # "no evidence linking X to the raid"
    return attitude
