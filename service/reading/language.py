"""Which language a text is in, by its script and its commonest words.

Deterministic and without a model: langdetect draws random numbers, lingua weighs more than 100 MB, py3langid
needs numpy in the core. The question here is only whether an article is in a language that an engine was made
for. Source of the method: Grefenstette (1995), "Comparing two language identification schemes".
"""

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files

_SAMPLE = 4000
_FEWEST_WORDS, _FEWEST_LETTERS = 8, 20
_LEAST_SHARE, _LEAST_LEAD = 0.12, 1.15
_MARKED = frozenset("cs da fi hu no pl pt ro sv tr vi".split())
"""Languages of which hardly a sentence does without a letter that English lacks."""
_ENOUGH_LETTERS = 30
_WORD = re.compile(r"[^\W\d_]+")
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


@cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    """For each common word, the languages that have it."""
    data = tomllib.loads(files(__package__).joinpath("languages.toml").read_text("utf-8"))
    languages: dict[str, tuple[str, ...]] = {}
    for language, words in data.items():
        for word in words.split():
            languages[word] = (*languages.get(word, ()), language)
    return languages


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language of `text`, or None where it is too short or too mixed to say."""
    sample = text[:_SAMPLE]
    other = "".join(_OTHER_THAN_ASCII.findall(sample))
    counts = {script: len(pattern.findall(other)) for script, pattern in _SCRIPTS.items()} if other else {}
    letters = sum(map(len, _WORD.findall(sample)))
    elsewhere = sum(counts.values())
    if elsewhere <= 0.5 * letters:
        return _by_words(sample.lower())
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
    words = Counter(_WORD.findall(sample))
    total = words.total()
    if total < _FEWEST_WORDS:
        return None
    plain = "".join(words).isascii() and sum(map(len, words.elements())) >= _ENOUGH_LETTERS
    scores: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for word, count in words.items():
        for language in _languages_of().get(word, ()):
            if not (plain and language in _MARKED):
                scores[language] += 2 * count if len(word) > 1 else count  # a letter tells less
                kinds[language] += 1
    ranked = scores.most_common(2)
    if not ranked or ranked[0][1] < 2 * _LEAST_SHARE * total or kinds[ranked[0][0]] < 2:
        return None
    best, score = ranked[0]
    return best if len(ranked) < 2 or score >= _LEAST_LEAD * ranked[1][1] else None
