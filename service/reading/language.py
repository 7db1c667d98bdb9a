"""Which language a text is in, by its script, its commonest words and the letters of its small words.

Names say nothing: captions and headlines are full of those of other countries. So a word that begins large
counts less or not at all, as does what joins the parts of a name ("Rio de Janeiro"). What two languages share
counts for both, and who does not lead clearly is not named.

Deterministic and without a model: langdetect draws random numbers, lingua weighs 96 MB and py3langid needs
numpy; on captions and headlines they and eld err more often than they should (docs/reading.md). Source of the
method: Grefenstette (1995), "Comparing two language identification schemes".
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wirebrief.service.reading.truecase import is_common

_SAMPLE, _SAMPLE_OF_WORDS = 4000, 2000
"""Characters of the beginning that are looked at for scripts, and for words."""
_FEWEST_LETTERS = 20
_LEAST, _LEAST_SHARE = 1.2, 0.15
"""What speaks for a language, in words: at all, and of each word of the text."""
_LEAD, _LEAST_LEAD = 1.3, 0.5
"""How far it is ahead of the next one: as a factor, and in words."""
_LARGE_AT_START, _WITHIN_NAME, _LETTER, _ONE_LETTER, _VOCABULARY = 0.6, 0.25, 0.7, 0.5, 0.5
"""What counts less than a common word that begins small."""
_SHORT = 40
"""Words up to which the English vocabulary is asked too."""
_MOSTLY = 0.8
_MARKED = frozenset("cs da fi hu no pl pt ro sk sv tr vi".split())
"""Languages of which hardly a sentence does without a letter that English lacks."""
_ENOUGH_LETTERS = 30
_WORD = re.compile(r"[^\W\d_]+")
_STARTS = re.compile(r"(?:\A|[.!?:¿¡\n\"“«„‘'])\W*\Z")
_OTHER_THAN_ASCII = re.compile("[^\x00-\x7f\u2000-\u206f]+")
_SCRIPTS = {
    "kana": re.compile("[\u3040-\u30ff]"),
    "han": re.compile("[\u3400-\u9fff]"),
    "hangul": re.compile("[\uac00-\ud7af]"),
    "cyrillic": re.compile("[\u0400-\u04ff]"),
    "arabic": re.compile("[\u0600-\u06ff]"),
    "hebrew": re.compile("[\u0590-\u05ff]"),
    "greek": re.compile("[\u0370-\u03ff]"),
    "devanagari": re.compile("[\u0900-\u097f]"),
    "bengali": re.compile("[\u0980-\u09ff]"),
    "thai": re.compile("[\u0e00-\u0e7f]"),
}
_OF_SCRIPT = {
    "hangul": "ko",
    "hebrew": "he",
    "greek": "el",
    "devanagari": "hi",
    "bengali": "bn",
    "thai": "th",
}


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What is known of words and letters."""

    words: Mapping[str, tuple[str, ...]]
    """For each common word, the languages that have it."""
    letters: Mapping[str, tuple[str, ...]]
    within_names: frozenset[str]

    def of(self, word: str) -> dict[str, float]:
        """How far a word in small letters speaks for which languages."""
        speaks: dict[str, float] = {}
        sharing = self.words.get(word, ())
        for language in sharing:
            speaks[language] = (1.0 if len(word) > 1 else _ONE_LETTER) / len(sharing) ** 0.5
        if not word.isascii():
            for language in {one for letter in word for one in self.letters.get(letter, ())}:
                speaks[language] = speaks.get(language, 0.0) + _LETTER
            speaks["en"] = -1.0
        return speaks


@cache
def _evidence() -> _Evidence:
    data = tomllib.loads(files(__package__).joinpath("languages.toml").read_text("utf-8"))
    words: dict[str, tuple[str, ...]] = {}
    for language, common in data["words"].items():
        for word in common.split():
            words[word] = (*words.get(word, ()), language)
    letters = {letter: tuple(those.split()) for all_, those in data["letters"].items() for letter in all_}
    return _Evidence(words, letters, frozenset(data["names"]["within"].split()))


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language of `text`, or None where it is too short or too mixed to say."""
    sample = text[:_SAMPLE]
    other = "".join(_OTHER_THAN_ASCII.findall(sample))
    counts = {script: len(pattern.findall(other)) for script, pattern in _SCRIPTS.items()} if other else {}
    letters = sum(map(len, _WORD.findall(sample)))
    elsewhere = sum(counts.values())
    if elsewhere <= 0.5 * letters:
        return _by_words(sample[:_SAMPLE_OF_WORDS])
    counts["han"] += counts["kana"]
    script = max(counts, key=lambda name: counts[name])
    if counts[script] < 0.5 * letters or elsewhere < _FEWEST_LETTERS:
        return None
    return _by_letters(script, other, counts)


def may_be_english(language: str | None, text: str) -> bool:
    """Whether a text is English, or too short or mixed to say and not of another script.

    Args:
        language: as `detect_language` gives it for the text.
    """
    if language is not None:
        return language == "en"
    sample = text[:_SAMPLE]
    other = "".join(_OTHER_THAN_ASCII.findall(sample))
    elsewhere = sum(len(pattern.findall(other)) for pattern in _SCRIPTS.values()) if other else 0
    return elsewhere <= 0.5 * sum(map(len, _WORD.findall(sample)))


def _by_letters(script: str, sample: str, counts: dict[str, int]) -> str | None:
    if script in ("han", "kana"):
        return "ja" if counts["kana"] > 0.05 * counts["han"] else "zh"
    if script == "cyrillic":
        if re.search("[\u0456\u0457\u0454\u0491]", sample):
            return "uk"
        return "ru" if re.search("[\u044b\u044d]", sample) else None
    if script == "arabic":
        if re.search("[\u0679\u06d2\u06ba]", sample):
            return "ur"
        return "fa" if re.search("[\u067e\u0686\u06af\u06cc]", sample) else "ar"
    return _OF_SCRIPT.get(script)


def _by_words(sample: str) -> str | None:
    counted = list(_counted(sample))
    total = sum(worth for _, worth in counted)
    scores: Counter[str] = Counter()
    kinds: dict[str, set[str]] = {}
    for word, worth in counted:
        for language, speaks in _speaks(word, short=len(counted) <= _SHORT).items():
            scores[language] += worth * speaks  # type: ignore[assignment]  # a Counter of shares
            kinds.setdefault(language, set()).add(word)
    small = [word for word, _ in counted]
    if "".join(small).isascii() and sum(map(len, small)) >= _ENOUGH_LETTERS:
        scores = Counter({language: score for language, score in scores.items() if language not in _MARKED})
    ranked = [*scores.most_common(2), ("", 0), ("", 0)]
    (best, score), (_, next_) = ranked[:2]
    clear = score >= max(_LEAD * next_, next_ + _LEAST_LEAD)
    enough = score >= max(_LEAST, _LEAST_SHARE * total) and len(kinds.get(best, ())) > 1
    return best if clear and enough else None


def _speaks(word: str, *, short: bool) -> Mapping[str, float]:
    """How far a word speaks for which languages; of a short text also whether it is an English word."""
    speaks = _evidence().of(word)
    if short and not speaks and len(word) > 2 and is_common(word):
        return {"en": _VOCABULARY}
    return speaks


def _counted(sample: str) -> Iterator[tuple[str, float]]:
    """The words that are likely no names, in small letters, with what they count."""
    found = list(_WORD.finditer(sample))
    large = [match.group()[0].isupper() for match in found]
    if sum(large) >= _MOSTLY * len(found):  # capitals, or a headline that begins every word large
        yield from ((match.group().lower(), _LARGE_AT_START) for match in found)
        return
    within = _evidence().within_names
    for n, match in enumerate(found):
        word = match.group()
        if not large[n]:
            between = 0 < n < len(found) - 1 and large[n - 1] and large[n + 1] and word in within
            yield word, _WITHIN_NAME if between else 1.0
        elif _STARTS.search(sample, max(match.start() - 4, 0), match.start()):
            yield word.lower(), _LARGE_AT_START
