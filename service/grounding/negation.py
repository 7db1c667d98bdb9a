"""What a text denies and its evidence does not, or the other way round, clause by clause.

A negator belongs to its clause and to its head: in "the army did not hit the base, residents said" it is the
hitting that is denied, not the saying. A text may deny in other words than its evidence ("gave no names" for
"declined to give names", "unharmed" for "not harmed"), so that only what is stated plainly on one side and
denied on the other counts.

English, with the commonest negators of German, French and Spanish.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from wirebrief.service.grounding.words import Word, clauses_of, stem, words_of
from wirebrief.service.reading.truecase import is_common

_OF_VERBS = frozenset("not never cannot nor nicht nie niemals ne pas jamais nunca jamás tampoco".split())
_OF_NOUNS = frozenset(
    """no none nobody nothing neither nowhere without
    nichts niemand kein keine keinen keiner keinem keines ohne weder
    aucun aucune sans ni rien sin ningún ninguna nadie nada""".split()
)
_IN_OTHER_WORDS = frozenset(
    stem(word)
    for word in """deny denial refuse refusal reject rejection decline fail failure unable lack lacking
    absence absent avoid prevent prevention dismiss dismissal refute rebut dispute disavow disown disclaim
    contradict escape unlikely impossible doubt doubtful false untrue withhold withheld halt ban bar block
    foil thwart avert hardly barely scarcely except exclude spare survive immune intact stop cease end
    abandon cancel drop discontinue forbid prohibit miss missing clear quash acquit zero contrary deprive
    instead unknown""".split()
)
_NOT_PREFIXED = frozenset("unless uncle under understand understood undergo underline unit unite".split())
_APART = frozenset("and or nor without that because if".split())
"""Words between which each part of a clause has a negator of its own."""
_SAYING = frozenset(stem(word) for word in "say tell add report announce state claim".split())
_IS_NONE = frozenset("only just merely simply necessarily".split())
_LIGHT = frozenset(
    stem(word) for word in "cause have do make give take get hold show see find suffer".split()
)
"""Verbs that say little: in "did not cause casualties" it is the casualties that are denied."""
_MANY = 8
"""Of so many sentences one that states what another denies is enough."""
_REACH = 4
"""Words with content that the negator of a verb reaches, at most."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What one negator is about, as stems, nearest first."""

    after: tuple[str, ...]
    """Behind it in its clause: what it is within reach of, if it denies a verb, else all of it."""
    before: tuple[str, ...]
    """Before it in the same clause: what a passive denies ("damage was not reported")."""
    of_verb: bool
    words: str
    """The clause as a message shows it."""

    @property
    def heads(self) -> tuple[str, ...]:
        """What is denied first of all; where the negator is the object ("hurt nobody"), what it ends."""
        return self.after[:2] or self.before[:1]


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: the stems that it states and its negators."""

    stems: tuple[str, ...]
    told: frozenset[str]
    """Its stems without names and words of saying."""
    scopes: tuple[Scope, ...]
    others: frozenset[str]
    """The stems that deny without a negator: "declined", "unharmed"."""
    stacked: int
    """How many negators bear on each other: two in "no patient was not harmed"."""
    words: str

    @property
    def denies(self) -> bool:
        """Whether it denies anything, in whatever words."""
        return bool(self.scopes or self.others)

    @property
    def negated(self) -> frozenset[str]:
        """What it denies: of a passive the word before the negator ("damage was not reported")."""
        reached = (s for scope in self.scopes for s in (*scope.after, *scope.before[:1]))
        return frozenset(reached) if self.scopes else frozenset(self.stems)

    @property
    def plain(self) -> frozenset[str]:
        """What it states; a clause that denies in other words states nothing for certain."""
        if self.others and not self.scopes:
            return frozenset()
        reached = {s for scope in self.scopes for s in (scope.after or scope.before[:1])}
        return frozenset(s for s in self.stems if s not in reached)

    def without(self, words: frozenset[str]) -> "Clause":
        """The clause as if some of its words denied nothing: what a text says too is no denial of it."""
        return replace(self, others=self.others - words)


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a text."""
    found: list[Clause] = []
    for words in clauses_of(words_of(text)):
        clause = _clause(words)
        if found and len(words) > 1 and any(not scope.after and not scope.before for scope in clause.scopes):
            clause = _elliptic(clause, found[-1])
        found.append(clause)
    return tuple(found)


def _elliptic(clause: Clause, last: Clause) -> Clause:
    """ "They say it opens, but it cannot": what is denied stands in the clause before."""
    scopes = tuple(
        scope if scope.after or scope.before else replace(scope, after=last.stems) for scope in clause.scopes
    )
    return replace(clause, scopes=scopes)


def denies(keys: Iterable[str]) -> bool:
    """Whether there is a negator among some words; quick, for the many texts that have none."""
    return any(_negates(key) for key in keys)


def _clause(words: tuple[Word, ...]) -> Clause:
    keys = [word.key for word in words]
    negators = [i for i, key in enumerate(keys) if _negates(key)]
    stems = ["" if i in negators else word.stem for i, word in enumerate(words)]
    shown = " ".join([word.text for word in words])
    scopes = tuple(_scope(keys, stems, i, shown) for i in negators if not _is_no_denial(keys, i))
    return Clause(
        stems=tuple(filter(None, stems)),
        told=frozenset([s for s, w in zip(stems, words, strict=True) if s and not _is_named(w)]) - _SAYING,
        scopes=scopes,
        others=frozenset([stem(key) for i, key in enumerate(keys) if _in_other_words(keys, i)]),
        stacked=_stacked(keys, negators),
        words=shown,
    )


def _is_named(word: Word) -> bool:
    return word.capital and not is_common(word.key)


def _scope(keys: list[str], stems: list[str], i: int, shown: str) -> Scope:
    """What the negator at `i` reaches; "no damage and no casualties" are two."""
    of_verb = keys[i] not in _OF_NOUNS
    reach = _REACH if of_verb else len(keys)
    found: list[str] = []
    for j in range(i + 1, len(keys)):
        if len(found) == reach or (_negates(keys[j]) and keys[j - 1] in ("and", "or", "nor")):
            break
        if stems[j] and not _is_manner(keys[j]):
            found.append(stems[j])
    before = [one for one in reversed(stems[:i]) if one]
    return Scope(tuple(found), tuple(before[:3]), of_verb, shown)


def _stacked(keys: list[str], negators: list[int]) -> int:
    if len(negators) < 2:
        return len(negators)
    parts = [0]
    for i, key in enumerate(keys):
        if key in _APART:
            parts.append(0)
        parts[-1] += i in negators
    return max(parts)


def _negates(key: str) -> bool:
    return key in _OF_VERBS or key in _OF_NOUNS or key.endswith("n't")


def _is_manner(key: str) -> bool:
    """Whether a word says how and is not itself what is denied: "did not immediately claim"."""
    return len(key) > 4 and key.endswith("ly")


def _is_no_denial(keys: list[str], i: int) -> bool:
    """ "No. 4", "no more than", "not only", "whether or not", "if not"."""
    following = keys[i + 1 : i + 3]
    if not following:
        return keys[i - 1 : i] == ["or"]
    if keys[i] == "no" and (following[0][0].isdigit() or following[0] == "doubt"):
        return True
    if keys[i] not in ("no", "not"):
        return False
    bound = following[1:] == ["than"] and following[0] in (
        "more",
        "fewer",
        "less",
        "later",
        "earlier",
        "sooner",
    )
    return bound or following[0] in _IS_NONE or keys[i - 1 : i] in (["or"], ["if"])


def _in_other_words(keys: list[str], i: int) -> bool:
    """Whether a word denies without a negator: "declined", "unharmed", "rather than", "ruled out"."""
    key = keys[i]
    if stem(key) in _IN_OTHER_WORDS:
        return True
    if key in ("rather", "yet", "rule", "ruled"):
        return keys[i + 1 : i + 2] in (["than"], ["to"], ["out"])
    return len(key) > 6 and key.startswith("un") and key not in _NOT_PREFIXED and is_common(key[2:])


def reversals(
    text: Sequence[Clause], evidence: Sequence[Sequence[Clause]], around: Iterable[Clause] = ()
) -> Iterator[tuple[str, str]]:
    """Where a text denies what its evidence states, or states what its evidence denies.

    Args:
        text: the clauses of the text.
        evidence: the clauses of each sentence of the evidence.
        around: clauses that may bear out what the text denies, but contradict nothing that it states.

    Yields:
        The clause of the text and that of the evidence, or "" where the evidence denies nothing.
    """
    known = [*around, *(clause for sentence in evidence for clause in sentence)]
    yield from _denied_alone(text, known)
    yield from _stated_alone(text, evidence)


def _denied_alone(text: Sequence[Clause], evidence: Sequence[Clause]) -> Iterator[tuple[str, str]]:
    for clause in text:
        if not clause.scopes:
            continue
        known = [one.without(clause.others) for one in evidence] if clause.others else evidence
        most = max((_negations(one) for one in known if set(one.stems) & set(clause.stems)), default=0)
        if clause.stacked > max(most, 1):  # "no patient was not harmed"
            yield clause.words, next((one.words for one in known if one.denies), "")
            continue
        for scope in clause.scopes:
            against = _against(scope, known)
            if against is not None:
                yield clause.words, against


def _negations(clause: Clause) -> int:
    return len(clause.scopes) + len(clause.others)


def _against(scope: Scope, evidence: Sequence[Clause]) -> str | None:
    """The clause that contradicts a denial, "" if nothing in the evidence denies; None if it is borne out."""
    about = {*scope.after, *scope.before}
    denied = frozenset().union(*(one.negated for one in evidence if one.denies))
    heads = set(_heads(scope))
    if not about:  # "No.", "Not one."
        same = scope.words.casefold()
        return None if any(one.words.casefold() == same for one in evidence) else ""
    if heads & denied or (not heads and about & denied):
        return None
    if not scope.of_verb and heads & _SAYING and denied & _SAYING:  # "no one has said they did it"
        return None
    stated = [one for one in evidence if heads & one.plain]
    if not stated and about & denied:
        return None
    return (stated or [one for one in evidence if about & set(one.stems)] or [_NOTHING])[0].words


_NOTHING = Clause((), frozenset(), (), frozenset(), 0, "")


def _heads(scope: Scope) -> tuple[str, ...]:
    """What must be denied by the evidence too: of a verb the verb itself, of a noun anything in reach."""
    if not scope.of_verb:
        return scope.after
    light = scope.after[:1] and scope.after[0] in _LIGHT
    return scope.after[1:2] if light and len(scope.after) > 1 else scope.after[:1]


def _stated_alone(text: Sequence[Clause], evidence: Sequence[Sequence[Clause]]) -> Iterator[tuple[str, str]]:
    stems = [{s for one in sentence for s in one.stems} for sentence in evidence]
    denied = [
        (n, one, scope) for n, sentence in enumerate(evidence) for one in sentence for scope in one.scopes
    ]
    for clause in text:
        if clause.denies:
            continue
        for n, against, scope in denied:
            heads, shared = set(scope.heads), len(clause.told & stems[n])
            if not heads or not heads <= set(clause.stems) or 2 * shared < len(clause.told):
                continue
            stated = any(
                heads <= one.plain and (len(clause.told & stems[m]) >= shared or len(evidence) > _MANY)
                for m, sentence in enumerate(evidence)
                for one in sentence
                if one is not against
            )
            if not stated:
                yield clause.words, against.words
                break
