"""How words are compared in a language: what is folded away, what says nothing, what turns a sentence round.

Case, punctuation and the digits of any script are folded in every language. Accents are folded in English
alone, where they only decorate; elsewhere they tell words apart. Arabic letters lose their vowel points and
are written one way, and words their particles. Scripts without spaces are compared by the character.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_NOT_WORD = re.compile(r"[^\w]+")
_POSSESSIVE = re.compile(r"['’]s\b")
_WORD = re.compile(r"\d[\d.,]*\d|\w+")
_SHORTEST_STEM = 3

_ARABIC_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_ARABIC_LETTERS = str.maketrans("أإآٱىةؤئ", "اااايهوي")
_SEPARATORS = str.maketrans("٫٬，", ".,,")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_WITHIN = re.compile(f"{_UNSPACED.pattern}|['’]")
"""What stands within longer words where it negates: "n't", and all that is written without spaces."""
_CHINESE_NUMBER = re.compile("[零〇一二两兩三四五六七八九十百千]{2,}|[二两兩三四五六七八九十]")
_CHINESE_DIGITS = {**{c: n for n, c in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2, "兩": 2}
_CHINESE_UNITS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class Wording:
    """One language, as `languages.toml` tells it."""

    language: str
    articles: frozenset[str]
    prefixes: tuple[str, ...]
    empty: frozenset[str]
    negation: frozenset[str]
    numbers: Mapping[str, str]
    endings: tuple[str, ...]
    capitals: bool

    def fold(self, name: str) -> str:
        """The name in lower case, without articles, possessives, punctuation and what the script may vary."""
        return _folded(self.language, name)

    def words(self, folded: str) -> frozenset[str]:
        """What a folded name is made of: words, or characters where none stand apart."""
        return frozenset(part for word in folded.split() for part in _parts(word))

    def content(self, text: str) -> Mapping[str, int]:
        """The content words of a text, cut to a stem, with their worth: 2 for numbers and names, else 1."""
        return _content(self.language, text)

    def negates(self, text: str) -> bool:
        """Whether a sentence has a word that turns it round."""
        return _negates(self.language, text)

    def _stem(self, word: str) -> str:
        for prefix in self.prefixes:
            if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_STEM:
                word = word[len(prefix) :]
                break
        for ending in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
                return word[: -len(ending)]
        return word


@cache
def wording(language: str | None) -> Wording:
    """How a language is compared; one that is not described, by its words as they stand. None is English."""
    code = language or "en"
    known = _table().get(code, {})

    def words(key: str) -> list[str]:
        return _plain(code, str(known.get(key, ""))).split()

    return Wording(
        language=code,
        articles=frozenset(words("articles")),
        prefixes=tuple(words("prefixes")),
        empty=frozenset(words("empty")),
        negation=frozenset(words("negation")),
        numbers={word: str(n) for n, word in enumerate(words("numbers"))},
        endings=tuple(words("endings")),
        capitals=bool(known.get("capitals", True)),
    )


@cache
def _table() -> Mapping[str, Mapping[str, object]]:
    return tomllib.loads(files(__package__).joinpath("languages.toml").read_text("utf-8"))


@lru_cache(maxsize=20_000)
def _folded(language: str, name: str) -> str:
    known = wording(language)
    plain = _plain(language, name)
    kept = _NOT_WORD.sub(" ", _POSSESSIVE.sub("", plain)).split()
    return " ".join(word for word in kept if word not in known.articles) or " ".join(kept)


def _plain(language: str, text: str) -> str:
    """The text with case, and what the writing of a language leaves free, folded."""
    if language == "en":
        plain = unicodedata.normalize("NFKD", text).casefold()
        return "".join(c for c in plain if not unicodedata.combining(c))
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(str(unicodedata.digit(c, c)) for c in plain).translate(_SEPARATORS)
    return _ARABIC_MARKS.sub("", plain).translate(_ARABIC_LETTERS)


@lru_cache(maxsize=4096)
def _negates(language: str, text: str) -> bool:
    known = wording(language)
    words = _folded(language, text).split()
    if any(word in known.negation or _without_first(known, word) in known.negation for word in words):
        return True
    return any(_WITHIN.search(word) and word in text for word in known.negation)


def _without_first(known: Wording, word: str) -> str:
    """The word without the "and" that is written onto it."""
    return word[1:] if known.prefixes and word.startswith("و") else word


@lru_cache(maxsize=4096)
def _content(language: str, text: str) -> Mapping[str, int]:
    known = wording(language)
    found: dict[str, int] = {}
    for n, word in enumerate(_words(language, text)):
        low = known.fold(word)
        low = known.numbers.get(low, low)
        for part in _parts(low):
            if part not in known.empty:
                weighty = part[0].isdigit() or (known.capitals and n > 0 and word[0].isupper())
                found[known._stem(part)] = 2 if weighty else 1  # noqa: SLF001 - its own module
    return found


def _words(language: str, text: str) -> Iterator[str]:
    if language != "en":
        text = "".join(str(unicodedata.digit(c, c)) for c in text).translate(_SEPARATORS)
        text = _CHINESE_NUMBER.sub(lambda match: f" {_chinese_number(match.group())} ", text)
    return (match.group() for match in _WORD.finditer(text))


def _parts(word: str) -> Iterator[str]:
    """A word, or its characters where its script has no spaces."""
    if not _UNSPACED.search(word):
        yield word
        return
    yield from re.findall(r"\d+|[^\W\d]", word)


def _chinese_number(digits: str) -> int:
    """What a number in Chinese characters says; one of figures alone is read figure by figure."""
    if not any(digit in _CHINESE_UNITS for digit in digits):
        return int("".join(str(_CHINESE_DIGITS[digit]) for digit in digits))
    total, last = 0, 0
    for digit in digits:
        if digit in _CHINESE_UNITS:
            total += (last or 1) * _CHINESE_UNITS[digit]
            last = 0
        else:
            last = _CHINESE_DIGITS[digit]
    return total + last
