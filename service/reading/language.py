"""Which language a text is in, by its script and its commonest words.

Deterministic and without a model: langdetect draws random numbers, lingua weighs more than 100 MB, py3langid needs
numpy in the core. The question here is only whether an article is in a language that an engine was made for.
Source of the method: Grefenstette (1995), "Comparing two language identification schemes".
"""

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files

_SAMPLE = 6000
_FEWEST_WORDS, _FEWEST_LETTERS = 8, 20
_LEAST_SHARE, _LEAST_LEAD = 0.12, 1.15
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = {
    "latin": re.compile("[A-Za-z\xc0-\u024f\u1e00-\u1eff]"),
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
def _profiles() -> dict[str, frozenset[str]]:
    data = tomllib.loads(files(__package__).joinpath("languages.toml").read_text("utf-8"))
    return {language: frozenset(words.split()) for language, words in data.items()}


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language of `text`, or None where it is too short or too mixed to say."""
    sample = text[:_SAMPLE]
    counts = {script: len(pattern.findall(sample)) for script, pattern in _SCRIPTS.items()}
    letters = sum(counts.values())
    if not letters:
        return None
    counts["han"] += counts["kana"] if counts["kana"] else 0
    script = max(counts, key=lambda name: counts[name])
    if counts[script] < 0.5 * letters:
        return None
    if script == "latin":
        return _by_words(sample.lower())
    return _by_letters(script, sample, counts) if letters >= _FEWEST_LETTERS else None


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
    words = _WORD.findall(sample)
    if len(words) < _FEWEST_WORDS:
        return None
    counts = Counter(words)
    scores = {
        language: sum(counts[w] for w in profile) / len(words) for language, profile in _profiles().items()
    }
    best, second = sorted(scores, key=lambda name: -scores[name])[:2]
    if scores[best] < _LEAST_SHARE or scores[best] < _LEAST_LEAD * scores[second]:
        return None
    return best
