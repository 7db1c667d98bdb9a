"""What stands above a word and takes back, or only holds, that what it tells is so: "accused of …",
"denied …", "cleared of …", "asked whether …"."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.parse import Parsed

_COMPLEMENTS = frozenset("ccomp xcomp pcomp acl pobj prep oprd acomp attr dobj conj".split())
_DEEPEST = 8

ACCUSING = frozenset(
    "accuse charge suspect allege arrest detain indict arraign prosecute try investigate question hold "
    "remand bail sue face deny trial hear allegation accusation suspicion investigation inquiry count case "
    "indictment claim".split()
)
"""Under these a deed is held against somebody, and not said of him."""
CLEARING = frozenset(
    "clear acquit exonerate absolve drop dismiss withdraw quash overturn throw reject dispute refute "
    "innocent".split()
)
"""Under these it is taken back."""
PLANNING = frozenset(
    "plan plot conspire threaten intend want hope attempt seek prepare vow pledge promise refuse decline "
    "fail offer agree ask urge order tell instruct encourage persuade advise warn expect consider avoid "
    "prevent stop conspiracy solicit".split()
)
"""Under these it need not have been done."""


def governors(parsed: Parsed, token: int) -> Iterator[int]:
    """The words above a word, up through complements and prepositions, as far as they bear on it."""
    for _ in range(_DEEPEST):
        above = parsed.head[token]
        if above == token or parsed.dep[token] not in _COMPLEMENTS:
            return
        token = above
        yield token


def is_only_alleged(parsed: Parsed, token: int) -> bool:
    """Whether who did it is only accused, cleared, asked or set to do it, by a word above."""
    for above in governors(parsed, token):
        lemma = parsed.lemma[above]
        if lemma in ACCUSING | CLEARING | PLANNING:
            return True
        negated = any(parsed.dep[c] == "neg" or parsed.lower[c] == "not" for c in parsed.children[above])
        if negated and parsed.pos[above] in ("ADJ", "VERB", "AUX"):
            return True
    return False
