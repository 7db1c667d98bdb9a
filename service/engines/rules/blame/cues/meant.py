"""Whether a cue is meant: no plan, condition or habit; and whether it says that nobody claims the act."""

from wirebrief.service.engines.rules.blame.article import Article
from wirebrief.service.engines.rules.blame_words import BlameCue, blame_words
from wirebrief.service.engines.rules.syntax.negation import auxiliaries, is_none, negated
from wirebrief.service.engines.rules.syntax.participants import agents
from wirebrief.service.engines.rules.syntax.voice import is_passive

_UNREAL = frozenset({"would", "will", "shall", "should", "can", "could", "may", "might", "'ll", "'d", "must"})
_MARKS = frozenset({"if", "unless", "whether"})
_HABIT = frozenset({"usually", "often", "regularly", "always", "frequently", "routinely"})


def is_meant(article: Article, verb: int, cue: BlameCue) -> bool:
    """Whether a cue tells of something said."""
    parsed, aux = article.parsed, auxiliaries(article.parsed, verb)
    if cue.attitude == "claims" and any(parsed.lower[c] in _HABIT for c in parsed.children[verb]):
        return False
    if cue.refused and is_refused(article, verb):
        return True
    if aux & _UNREAL:
        return False
    if parsed.tag[verb] == "VB" and "to" in aux:
        return _is_done_under(article, verb, cue)
    return not any(parsed.dep[c] == "mark" and parsed.lower[c] in _MARKS for c in parsed.children[verb])


def _is_done_under(article: Article, verb: int, cue: BlameCue) -> bool:
    """Whether an infinitive is done by what governs it: "were quick to claim", but "it is hard to blame"."""
    parsed, words, up = article.parsed, blame_words(), article.parsed.head[verb]
    if cue.needs == "suspicion" and parsed.lemma[up] in words["cues.wanting"]:  # "wants to question X over"
        return True
    quick = up if parsed.pos[up] == "ADJ" else parsed.child(up, "acomp", "attr")
    if quick >= 0:
        return parsed.lower[quick] in words["cues.quick"]
    return parsed.lemma[up] in words["cues.setting_out"]


def is_refused(article: Article, verb: int) -> bool:
    """ "refused to take responsibility"."""
    parsed = article.parsed
    return parsed.dep[verb] == "xcomp" and parsed.lemma[parsed.head[verb]] in ("refuse", "decline")


def none_claims(article: Article, verb: int) -> bool:
    """ "nobody claimed it", "it has not been claimed"."""
    parsed, doers = article.parsed, agents(article.parsed, verb)
    if any(is_none(parsed, head) for head in doers):
        return True
    if not negated(parsed, verb):
        return False
    return not doers if is_passive(parsed, verb) else parsed.lemma[verb] == "claim"
