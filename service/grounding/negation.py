"""What a text denies: the words within reach of "no", "not", "never", "without" and their like.

English, with the commonest negators of German, French and Spanish.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from wirebrief.service.grounding.folding import folded

_NEGATORS = frozenset(
    """no not never none nobody nothing neither nor without cannot nowhere
    nicht nichts nie niemals niemand kein keine keinen keiner keinem keines ohne weder
    ne pas jamais aucun aucune sans ni rien nunca sin ningún ninguna nadie nada jamás tampoco""".split()
)
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[.,;:!?()\"—–]")
_NO_DENIAL = re.compile(r"\bno\.(?=\s?\d)|\b(?:no|not) (?:more|fewer|less|later|earlier|sooner) than\b")
_EMPTY = frozenset(
    """a an the any of to in on at by for from with and or be been being is are was were am has have had
    having do does did done will would can could shall should may might must that this these those it its he
    she they them their his her him we our us you your i me my one as so also yet immediately there who which
    what when where yesterday longer other more than either only at least""".split()
)
_ENDS = frozenset([*'.,;:!?()"—–', *"but while although though however because".split()])
_REACH = 4
"""Words with content that a negator reaches, at most."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What one negator is about, as stems, nearest first."""

    after: tuple[str, ...]
    """Within its reach."""
    before: tuple[str, ...]
    """Before it in the same clause: what a passive denies ("damage was not reported")."""


@dataclass(frozen=True, slots=True)
class Polarity:
    """The stems of a text that it negates, and those that it does not."""

    scopes: tuple[Scope, ...]
    plain: frozenset[str]

    @classmethod
    @lru_cache(maxsize=32)
    def of(cls, text: str) -> "Polarity":
        tokens = _TOKEN.findall(_NO_DENIAL.sub("about", folded(text)))
        scopes: list[Scope] = []
        plain: set[str] = set()
        covered = -1
        for i, token in enumerate(tokens):
            if _negates(token):
                after, last = _scope(tokens, i)
                before = _before(tokens, i)
                if not after:  # "hurt nobody": the negator is the object
                    after = before[:1]
                    plain -= set(after)
                scopes.append(Scope(after, before))
                covered = max(covered, last)
            elif i > covered and token not in _EMPTY and token[0].isalnum():
                plain.add(stem(token))
        return cls(tuple(scopes), frozenset(plain))

    @property
    def negated(self) -> frozenset[str]:
        return frozenset(s for scope in self.scopes for s in scope.after)

    def times(self, word: str) -> int:
        """How many negators reach a stem: "no patient was not harmed" reaches the last word twice."""
        return sum(word in scope.after for scope in self.scopes)

    @property
    def touched(self) -> frozenset[str]:
        return self.negated | {s for scope in self.scopes for s in scope.before}


def denies(text: str) -> bool:
    """Whether there is a negator in a text at all; quick, for the many that have none."""
    tokens = _TOKEN.findall(folded(text))
    return not _NEGATORS.isdisjoint(tokens) or any(token[-3:] == "n't" for token in tokens)


def _negates(token: str) -> bool:
    return token in _NEGATORS or token.endswith("n't")


def _scope(tokens: list[str], i: int) -> tuple[tuple[str, ...], int]:
    """The stems that the negator at `i` reaches, and the index of the last token in its reach."""
    found: list[str] = []
    j = i + 1
    while j < len(tokens) and tokens[j] not in _ENDS and len(found) < _REACH:
        if _negates(tokens[j]) and tokens[j - 1] in ("and", "or", "nor"):
            break  # "no damage and no casualties": each has its own
        if tokens[j] not in _EMPTY and not _negates(tokens[j]):
            found.append(stem(tokens[j]))
        j += 1
    return tuple(found), j - 1


def _before(tokens: list[str], i: int) -> tuple[str, ...]:
    """The last three stems of the clause before the negator at `i`."""
    found: list[str] = []
    j = i - 1
    while j >= 0 and tokens[j] not in _ENDS and len(found) < 3:
        if tokens[j] not in _EMPTY and not _negates(tokens[j]):
            found.append(stem(tokens[j]))
        j -= 1
    return tuple(found)


@lru_cache(maxsize=32)
def content_stems(text: str) -> frozenset[str]:
    """The stems of the words that carry a text's content."""
    tokens = _TOKEN.findall(folded(text))
    return frozenset([stem(t) for t in {*tokens} - _EMPTY - _NEGATORS if t[0].isalpha() and t[-3:] != "n't"])


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A rough stem: enough for "casualty" and "casualties", "claim" and "claimed"."""
    plain = word.removesuffix("'s")
    if len(plain) > 3 and plain.endswith("s") and not plain.endswith("ss"):
        plain = plain[:-1]
    return plain[:5] if len(plain) > 5 else plain


def flipped(text: Polarity, evidence: Polarity) -> list[str]:
    """Stems that a text denies and its evidence does not, or the other way round.

    A negator of the text is borne out where the evidence has one about the same words and states none of the
    two words nearest to it; one of the evidence must not be missing where the text keeps what it denies.
    """
    found = []
    for scope in text.scopes:
        stated = [s for s in scope.after[:2] if s in evidence.plain and s not in evidence.negated]
        about = {*scope.after, *scope.before} & evidence.touched
        doubled = [s for s in scope.after[:2] if text.times(s) > evidence.times(s) > 0]
        bare = not (scope.after or scope.before) and scope in evidence.scopes  # "No.", "Not one"
        if stated or doubled or not (about or bare):
            found.append((*stated, *doubled, *scope.after, *scope.before, "not")[0])
    for scope in evidence.scopes:
        kept = [s for s in scope.after[:3] if s in text.plain]
        found += [s for s in kept if s not in evidence.plain and s not in text.negated][:1]
    return found
