"""Words of a text that say more than its evidence: killed for wounded, destroyed for damaged, blamed for
suspected, and what the evidence says only as possible or alleged.
"""

from collections.abc import Iterator, Sequence

from wirebrief.service.grounding.passage import Passage
from wirebrief.service.grounding.words import Word, base, clauses_of

_Stems = frozenset[str]


def _stems(words: str) -> _Stems:
    return frozenset(base(word) for word in words.split())


_DEATH = _stems(
    "kill dead die death deaths died dies dying murder slain slay fatal fatally assassinate execute behead"
)
_ANY_DEATH = _DEATH | _stems(
    """lethal deadly perish drown massacre toll body bodies corpse corpses homicide suicide funeral bury
    grave mourn lives life victim victims casualty casualties martyr bereaved widow late manslaughter
    decapitate hang poison claim crush burn shoot lost lose survivors survive remains"""
)
_RUIN = _stems("destroy demolish flatten raze obliterate annihilate gut")
_ANY_RUIN = _RUIN | _stems(
    """level ruin ruins rubble wreck wreckage burn sink collapse crush shatter torch ash ashes blow total
    erase wipe devastate destruction lost reduce"""
)
_INJURY = _stems("wound wounds wounded wounding injure injured injuring injury injuries")
_ANY_INJURY = _INJURY | _stems(
    "hurt maim hospital hospitalise burn casualty casualties harm treat survive bruise shot shoot stab attack"
)
_BLAME = _stems("blame accuse")
_ANY_BLAME = _BLAME | _stems(
    "responsible responsibility fault charge accusation hold behind denounce allege condemn"
)
_CLAIMS = (
    (_INJURY, _ANY_INJURY, _DEATH),
    (_DEATH, _ANY_DEATH, _stems("wound injure injury hurt hospital maim casualty damage harm")),
    (_RUIN, _ANY_RUIN, _stems("damage scratch dent minor slight harm hit strike")),
    (_BLAME, _ANY_BLAME, _stems("suspect believe think")),
)
"""Words that claim something, those that bear them out, and those that say otherwise and give it away."""

_POSSIBLE = frozenset(
    """may might could perhaps possibly probably likely maybe apparently apparent appears appeared appear
    seems seemed seem believed thought feared presumed suspected suspect suspects potential potentially
    possible unconfirmed would if whether suggests suggested""".split()
)
_ALLEGED = frozenset("alleged allegedly reportedly purported purportedly supposed supposedly accused".split())
_MODAL = frozenset("may might could perhaps possibly probably maybe apparently likely".split())
_ADJECTIVES = frozenset("alleged suspected purported supposed possible".split())
_SOURCED = frozenset(
    """said says say saying told according claimed claims claim alleges alleged accuses accused accusing
    reported reports report prosecutors charged charges police believes believe suspects suspect""".split()
)
_SAID = frozenset("said says told according".split())
_HEDGES = _POSSIBLE | _ALLEGED


def overstated(text: Passage, evidence: Sequence[Passage]) -> Iterator[str]:
    """Words of a text that claim more than anything in its evidence does."""
    ours = {base(key): key for key in text.keys}
    for strong, enough, weaker in _CLAIMS:
        if ours.keys().isdisjoint(strong):
            continue
        known = {base(key) for one in evidence for key in one.keys}
        if known.isdisjoint(enough) and not known.isdisjoint(weaker):
            yield from (words for one, words in ours.items() if one in strong)


def unhedged(text: Passage, evidence: Sequence[Passage]) -> Iterator[tuple[str, str]]:
    """What a text states and its evidence says only as possible or alleged: the word, and the hedge."""
    hedging = [one for one in evidence if not one.keys.isdisjoint(_HEDGES)]
    hedged = [found for one in hedging for found in _hedged(one.words)]
    if not hedged:
        return
    for clause in clauses_of(text.words):
        keys = {word.key for word in clause}
        if not keys.isdisjoint(_HEDGES):
            continue
        stems = {base(word.key): word.key for word in clause if word.stem}
        for hedge, head, about, sourced in hedged:
            excused = hedge not in _MODAL and not sourced and not keys.isdisjoint(_SOURCED)
            if head not in stems or excused:
                continue
            if len(stems.keys() & about) >= 2 and not _stated(head, evidence):
                yield stems[head], hedge
                break


def _hedged(sentence: Sequence[Word]) -> Iterator[tuple[str, str, _Stems, bool]]:
    """Each hedge of a sentence, what it is about, the stems of its clause, and whether the sentence names
    somebody who says it.
    """
    sourced = any(word.key in _SAID for word in sentence)
    for clause in clauses_of(tuple(sentence)):
        if all(word.key not in _HEDGES for word in clause):
            continue
        about = frozenset([base(word.key) for word in clause if word.stem])
        for i, word in enumerate(clause):
            if _is_month(word):
                continue
            if word.key in _MODAL or word.key in _ADJECTIVES or word.key in _ALLEGED:
                head = _head(clause[i + 1 :])
                if head and head not in _HEDGES:
                    yield word.key, base(head), about, sourced


def _is_month(word: Word) -> bool:
    return word.key == "may" and word.capital and not word.opens


def _head(behind: Sequence[Word]) -> str:
    """The word that a hedge is about: the next one with content, but no name or thing that may be ("might be
    ebola").
    """
    copula = False
    for word in behind:
        if word.stem:
            return "" if copula and not word.key.endswith("ed") else word.key
        copula = word.key in ("be", "been", "is", "was")
    return ""


def _stated(head: str, evidence: Sequence[Passage]) -> bool:
    """Whether some clause of the evidence says the same without a hedge."""
    return any(
        any(base(word.key) == head for word in clause) and all(word.key not in _HEDGES for word in clause)
        for one in evidence
        for clause in clauses_of(one.words)
    )
