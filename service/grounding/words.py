"""The words of a text, with what their places say: which capitals mean something, and where a clause ends."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from wirebrief.service.reading.folding import typographic

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ABBREVIATION = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_LOST_SPACE = re.compile(r"(?<![^\W\d_])([^\W\d_A-Z]{3,})([A-Z](?![A-Z]))")
_JOINS = ("", "-", "'", ".")
_BEFORE_WHICH = frozenset("of whether in to by".split())
_CONJUNCTIONS = frozenset("but while although though however because whereas which who whom".split())
TITLES = frozenset(
    """admiral ambassador archbishop bishop brig brigadier capt captain chairman chancellor chief col colonel
    commander commissioner congressman corporal deputy director dr foreign defence defense interior finance
    general gen gov governor imam inspector judge justice king lieutenant lt major maj mayor minister mr mrs
    ms officer pope president prime prince princess prof professor queen rabbi rep representative secretary
    sen senator sergeant sgt sheikh sheriff sir spokesman spokesperson spokeswoman sultan superintendent
    vice""".split()
)


class Word(NamedTuple):
    text: str
    """As written, without a possessive ending."""
    key: str
    """Without its case."""
    opens: bool
    """Whether it opens a sentence or a quotation, where a capital says nothing."""
    joined: bool
    """Whether only a space or hyphen separates it from the word before."""
    owned: bool
    """Whether it has a possessive ending: what follows is its own and no part of its name."""
    clause: int
    """The number of its clause in the text."""
    stem: str
    """Its stem, "" for a word without content."""

    @property
    def capital(self) -> bool:
        return self.text != self.key and self.text != self.text.lower()


@lru_cache(maxsize=64)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text."""
    plain = spelt_apart(text)
    found: list[Word] = []
    end = clause = 0
    for match in _WORD.finditer(plain):
        between = plain[end : match.start()]
        written = match.group()
        word = owner(written)
        key = word.casefold()
        end = match.end()
        if between == " " and found:  # nearly always
            if key in _CONJUNCTIONS and found[-1].key not in _BEFORE_WHICH:
                clause += 1
            opens, joined = False, True
        else:
            parts = _parts(between) and not _is_abbreviated(found, between, word)
            clause += key in _CONJUNCTIONS or parts
            opens, joined = not found or _opens(between), bool(found) and between.strip() in _JOINS
        found.append(Word(word, key, opens, joined, word is not written, clause, content_stem(key)))
    return tuple(found)


def forms_of(text: str) -> frozenset[str]:
    """The words of a text as written, without their places: quicker, for the many that need no more."""
    return frozenset([owner(word) for word in _WORD.findall(spelt_apart(text))])


def spelt_apart(text: str) -> str:
    """A text folded but for its case, with the spaces that it lost."""
    plain = _spelt_together(text)
    return _LOST_SPACE.sub(r"\1 \2", plain)


def clauses_of(words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """The words, clause by clause."""
    for _, clause in groupby(words, key=lambda word: word.clause):
        yield tuple(clause)


def owner(word: str) -> str:
    """A word without its possessive ending."""
    return word[:-2] if word[-2:] in ("'s", "'S") else word


def _spelt_together(text: str) -> str:
    """A text folded but for its case, its abbreviations without their stops."""
    return _ABBREVIATION.sub(lambda m: m.group().replace(".", ""), typographic(text))


def _opens(between: str) -> bool:
    """Whether what stands between two words sets a capital: the end of a sentence, a mark, a dash."""
    last = between.rstrip()[-1:]
    return bool(last) and (last in '"(' or (last in ".!?:;-" and between[-1:].isspace()))


def _parts(between: str) -> bool:
    """Whether what stands between two words ends a clause; quotation marks alone do not."""
    marks = between.replace('"', "").replace("'", "")
    return len(marks) > 1 and not marks.isspace() and marks not in _JOINS


def _is_abbreviated(before: list[Word], between: str, word: str) -> bool:
    """Whether a stop belongs to a shortened word: "Gen. Ham", "No. 3", "J. Smith"."""
    if not before or between.strip() != ".":
        return False
    key = before[-1].key
    return key in TITLES or len(key) == 1 or (key == "no" and word[0].isdigit())


_EMPTY = frozenset(
    """a an the any of to in on at by for from with and or be been being is are was were am has have had
    having do does did done will would can could shall should may might must that this these those it its he
    she they them their his her him we our us you your i me my one as so also yet immediately there who which
    what when where yesterday longer other more than either only at least whether if nor but while although
    though however because whereas""".split()
)
_IRREGULAR = {
    form: base
    for base, forms in {
        "strik": "struck stricken", "shoot": "shot", "find": "found", "leav": "left", "los": "lost loss",
        "tak": "took taken", "giv": "gave given", "mak": "made", "know": "knew known", "see": "saw seen",
        "com": "came", "fall": "fell fallen", "tell": "told", "say": "said", "hold": "held",
        "bring": "brought", "begin": "began begun", "break": "broke broken", "speak": "spoke spoken",
        "writ": "wrote written", "driv": "drove driven", "flee": "fled", "go": "went gone",
        "sink": "sank sunk", "bear": "bore borne", "burn": "burnt", "build": "built", "send": "sent",
        "think": "thought", "buy": "bought", "catch": "caught", "seek": "sought", "fight": "fought",
        "hear": "heard",
        "keep": "kept", "meet": "met", "pay": "paid", "run": "ran", "sell": "sold", "win": "won",
        "throw": "threw thrown", "stand": "stood", "steal": "stole stolen", "blow": "blew blown",
        "man": "men", "woman": "women", "child": "children",
    }.items()
    for form in forms.split()
}  # fmt: skip


@lru_cache(maxsize=8192)
def base(word: str) -> str:
    """A word without its ending, roughly: "claim" of "claimed", "strik" of "struck"."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    plain = word
    for ending in ("ing", "ied", "ies", "ed", "es", "s"):
        if plain.endswith(ending) and len(plain) - len(ending) >= 3 and not plain.endswith("ss"):
            plain = plain[: -len(ending)] + ("y" if ending in ("ied", "ies") else "")
            break
    if len(plain) > 4 and plain[-1] == plain[-2] and plain[-1] not in "sl":
        plain = plain[:-1]
    return plain[:-1] if len(plain) > 3 and plain.endswith("e") else plain


def stem(word: str) -> str:
    """A rough stem: enough for "casualty" and "casualties", "injury" and "injured"."""
    return base(word)[:5]


@lru_cache(maxsize=8192)
def content_stem(key: str) -> str:
    """The stem of a word that carries content, "" for others."""
    return "" if key in _EMPTY or not key[0].isalnum() else stem(key)
