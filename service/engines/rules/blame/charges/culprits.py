"""Those whom a deed alone names ("the attackers", "unknown gunmen"), and phrases that say too little of
anybody."""

from wirebrief.service.engines.rules.blame.article import Article
from wirebrief.service.engines.rules.blame.who import named_in, owns
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.syntax.nouns import singular
from wirebrief.service.engines.rules.syntax.owners import owner_of

_UNKNOWN = frozenset("unknown unidentified unnamed unidentifiable".split())
_DISGUISED = frozenset("armed masked hooded gunned".split())
_TIED = frozenset(
    {"work", "hire", "pay", "back", "link", "sponsor", "employ", "train", "base", "arm", "recruit"}
)


def is_culprit(article: Article, head: int) -> bool:
    """Whether a noun names somebody by a harmful act: "the bomber"."""
    return singular(article.parsed, head) in blame_words()["charges.culprits"]


def are_culprits(article: Article, about: int) -> bool:
    """Whether a phrase names those who did what was told before: "the attackers", "the men behind it"."""
    parsed = article.parsed
    words = {parsed.lower[c] for c in parsed.children[about]}
    if is_culprit(article, about):
        return True
    return bool(words & {"responsible", "behind"}) and article.deeds.recalled(about)


def is_anonymous(article: Article, head: int) -> bool:
    """Whether a party is named by no more than the deed: "gunmen", "unknown attackers"."""
    parsed = article.parsed
    opens = head == parsed.bounds[parsed.sentence[head]][0]
    opens = opens and parsed.lower[head] in blame_words()["charges.anonymous"]
    if (parsed.pos[head] == "PROPN" and not opens) or named_in(parsed, head) != head:
        return False
    before = {parsed.lower[c] for c in parsed.children[head] if c < head}
    vague = singular(parsed, head) in blame_words()["charges.vague"]
    if before & _UNKNOWN or (vague and before & _DISGUISED):
        return True
    if any(parsed.dep[c] == "acl" and parsed.lemma[c] in _TIED for c in parsed.children[head]):
        return False  # "hackers working for the North"
    if any(c < head and owns(parsed, c) for c in parsed.children[head]):
        return False  # "the North's hackers", "Brevian gunmen"
    return singular(parsed, head) in blame_words()["charges.anonymous"]


def is_vague(article: Article, head: int) -> bool:
    """Whether a party is told by no more than its sex or number: "a man", "two youths"."""
    parsed = article.parsed
    if parsed.pos[head] != "NOUN" or named_in(parsed, head) != head or owner_of(parsed, head) >= 0:
        return False
    return singular(parsed, head) in blame_words()["charges.vague"]
