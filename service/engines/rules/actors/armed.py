"""Which names are those of armed groups, by the company that they keep, and whose "the guerrillas" are.

"Sea Lily guerrillas", "the rebel group Sea Lily", "the Sea Lily Liberation Front": a name that stands so
once is an armed group's all over the article. Where an article names one such group only, "the rebels" are
its rebels.
"""

from collections.abc import Iterator

from wirebrief.service.engines.rules.actor_words import words
from wirebrief.service.engines.rules.actors.mentions import Mention
from wirebrief.service.engines.rules.parse import Parsed

_MODIFIES = frozenset({"compound", "nmod", "amod", "poss"})


def named_before_fighters(parsed: Parsed) -> Iterator[int]:
    """The last words of names that tell whose some fighters are: "Sea Lily" in "Sea Lily guerrillas"."""
    for token, pos in enumerate(parsed.pos):
        if pos == "PROPN" and parsed.dep[token] in _MODIFIES and _is_fighters(parsed, parsed.head[token]):
            after = parsed.head[token] > token
            last = token + 1 >= len(parsed) or parsed.head[token + 1] != parsed.head[token]
            if after and (last or parsed.pos[token + 1] != "PROPN") and parsed.entity[token] not in _NO_GROUP:
                yield token


_NO_GROUP = frozenset({"GPE", "NORP", "LOC", "DATE", "TIME", "CARDINAL", "ORDINAL"})


def tells_armed_group(parsed: Parsed, found: Mention) -> bool:
    """Whether a mention of a name shows that it is an armed group's."""
    first, last = found.name
    spelled = f" {' '.join(parsed.lower[first : last + 1])} "
    if any(f" {name} " in spelled for name in words().fighting_names):
        return True
    before = range(max(parsed.left[found.head], first - 4), first)
    if _is_fighting_group(parsed, before):
        return True
    beside = [c for c in parsed.children[found.head] if parsed.dep[c] == "appos"]
    if parsed.dep[found.head] == "appos":
        beside.append(parsed.head[found.head])
    return any(
        _is_fighting_group(parsed, range(parsed.left[b], b + 1)) for b in beside if parsed.pos[b] == "NOUN"
    )


def _is_fighting_group(parsed: Parsed, tokens: range) -> bool:
    """ "guerrilla group", "clandestine organization", "the rebel"."""
    kinds = [_kind(parsed, t) for t in tokens]
    return "armed_group" in kinds or any(parsed.lower[t] == "clandestine" for t in tokens)


def _is_fighters(parsed: Parsed, noun: int) -> bool:
    return parsed.pos[noun] in ("NOUN", "PROPN") and _kind(parsed, noun) == "armed_group"


def _kind(parsed: Parsed, token: int) -> str:
    kinds = words().kinds
    return kinds.get(parsed.lower[token]) or kinds.get(parsed.lemma[token]) or ""


def is_the_fighters(parsed: Parsed, found: Mention) -> bool:
    """Whether a mention is of fighters known already: "the rebels"."""
    return (
        found.sort == "group"
        and found.definite
        and found.plural
        and _kind(parsed, found.head) == "armed_group"
        and any(parsed.lower[c] in ("the", "these", "those") for c in parsed.children[found.head])
    )
