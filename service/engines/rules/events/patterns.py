"""Whether a mention tells of one event or of many at once: sums over years, wars, what some do as a rule."""

from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.nouns import is_name
from wirebrief.service.engines.rules.syntax.participants import subject_of
from wirebrief.service.engines.rules.syntax.phrases import Phrase, antecedent

_WARS = frozenset(
    {"war", "conflict", "violence", "strife", "struggle", "fighting", "repression", "terrorism"}
)
_OF_MANY = frozenset({"protest", "riot", "armed_clash"})
"""What is told of in the plural even where it is one event."""
_LONG = frozenset({"year", "decade", "month"})
_OVER = frozenset({"in", "over", "during", "within", "for", "of"})


def sums_up(parsed: Parsed, mention: Mention) -> bool:
    """Whether it counts what happened over a long time: "since 1981 over 200 judges have been murdered"."""
    if mention.trigger.noun and mention.type in _OF_MANY and mention.when is None:
        return False  # "protests swept the capital"
    if mention.trigger.noun:
        return parsed.tag[mention.token] in ("NNS", "NNPS")
    if any(parsed.lemma[p.head] in _WARS for p in mention.perpetrators) or _by_war(parsed, mention.token):
        return True
    parties = [*mention.victims, *mention.targets]
    return (
        bool(parties) and not any(_single(parsed, p) for p in parties) and _over_long(parsed, mention.token)
    )


def _by_war(parsed: Parsed, verb: int) -> bool:
    """ "A war that has lasted for years and left 70,000 dead"."""
    subject = subject_of(parsed, verb)
    return subject >= 0 and parsed.lemma[antecedent(parsed, subject)] in _WARS


def _single(parsed: Parsed, party: Phrase) -> bool:
    return parsed.tag[party.head] not in ("NNS", "NNPS", "CD") or is_name(parsed, party.head)


def _over_long(parsed: Parsed, verb: int) -> bool:
    """ "since 1981", "so far this year", "in the last ten years"."""
    for token in range(parsed.left[verb], parsed.right[verb] + 1):
        if parsed.lower[token] == "since" and parsed.head[token] == verb:
            return True
        if parsed.lower[token] == "far" and parsed.lower[token - 1] == "so":
            return True
        if parsed.lemma[token] in _LONG and parsed.dep[token] == "pobj":
            preposition = parsed.head[token]
            many = parsed.tag[token] == "NNS" or any(
                parsed.lower[c] in ("last", "past") for c in parsed.children[token]
            )
            if parsed.head[preposition] == verb and parsed.lower[preposition] in _OVER and many:
                return True
    return False


def unspecific(parsed: Parsed, mention: Mention) -> bool:
    """Whether a verb tells only what sort of people or things it befell: "they have murdered judges"."""
    parties = [*mention.victims, *mention.targets]
    return not mention.trigger.noun and bool(parties) and all(_bare_plural(parsed, p) for p in parties)


def _bare_plural(parsed: Parsed, party: Phrase) -> bool:
    if parsed.tag[party.head] != "NNS" or parsed.pos[party.head] != "NOUN":
        return False
    return not any(parsed.dep[c] in ("det", "nummod", "poss") for c in parsed.children[party.head])


def attributive(parsed: Parsed, mention: Mention) -> bool:
    """Whether a participle only says which person or thing is meant: "the murdered judge", "stolen cars"."""
    return not mention.trigger.noun and parsed.dep[mention.token] == "amod"
