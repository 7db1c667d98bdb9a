"""What licenses the gravest things to say of somebody: that he claims an act, and that he is accused of one.

A name near a deed is no accusation. Each rule here clears the nearest innocent: the paper that passes a claim
on, the speaker whom the parser takes for the subject of what he says, the prosecutor whom "he" cannot mean.
"""

from wirebrief.service.engines.rules.blame.article import Article, Blame, Charge, Stance
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.negation import auxiliaries
from wirebrief.service.engines.rules.syntax.nouns import singular

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_TENSED = frozenset({"has", "have", "had", "did", "do", "does", "was", "were", "is", "are", "'ve", "'d"})
_WRITERS = frozenset({"i", "me", "my", "we", "us", "our"})
_OTHERS = frozenset({"they", "them", "their", "themselves"})
_LIKE_COURTS = frozenset(
    "attorney prosecutor prosecution lawyer judge court jury magistrate tribunal coroner police policeman "
    "detective investigator inspector sheriff constable journalist reporter".split()
)


def speaks_of_itself(article: Article, charge: Charge, stance: Stance) -> bool:
    """Whether who says that the charge is so says it of himself in so many words."""
    parsed = article.parsed
    if charge.party == stance.source and is_finite(parsed, charge.top):
        return False  # "He was caught and deported, Amrit Gill said": Gill is subject of "said" alone
    if parsed.lower[charge.party] in _WRITERS and parsed.quote[charge.party] < 0:
        return False  # "The mayor told me I had caused it": the writer
    if parsed.lower[charge.party] in _OTHERS and _is_one_person(article, stance.source):
        return False  # "They burned our houses, Ann Lee said"
    return not _is_news(article, stance.source)


def is_finite(parsed: Parsed, verb: int) -> bool:
    """Whether a verb has a tense of its own, and so a subject."""
    if parsed.tag[verb] in _FINITE:
        return True
    return bool(auxiliaries(parsed, verb) & _TENSED) and parsed.child(verb, "nsubj", "nsubjpass") >= 0


def _is_one_person(article: Article, head: int) -> bool:
    """Whether a source is a person by name, or one by a singular noun for persons."""
    parsed = article.parsed
    named = parsed.entity[head] == "PERSON" and parsed.pos[head] == "PROPN"
    return named and parsed.lower[parsed.left[head]] != "the"


def _is_news(article: Article, head: int) -> bool:
    """Whether a source is a paper or a broadcaster, which tells what others did."""
    index = article.parties.actor(head)
    kind = article.parties.cast.actors[index].kind if index is not None else ""
    owner = article.parsed.child(head, "poss")
    return kind == "media" and owner < 0


def is_licensed(article: Article, blame: Blame) -> bool:
    """Whether the words of a record bear out whom it names."""
    if blame.responsible is None or blame.party < 0:
        return True
    return _may_be_meant(article, blame.responsible, blame.party)


def _may_be_meant(article: Article, index: int, party: int) -> bool:
    """Whether a pronoun can mean somebody: not who prosecutes, judges, investigates or reports."""
    parsed = article.parsed
    if parsed.pos[party] != "PRON" or parsed.lower[party] in _WRITERS | {"it", "they"}:
        return True
    words = {
        singular(parsed, token)
        for m in article.parties.cast.actors[index].names
        for token in range(m.extent[0], m.extent[1] + 1)
    }
    return not words & _LIKE_COURTS
