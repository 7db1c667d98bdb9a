"""In which language a model is asked to write what is its own words: headline, key points, summaries.

The instructions ask for the article's. Another one is named in the last message alone, so that the
instructions stay as they are and a provider's cache holds them.
"""

from wirebrief.service.reading.document import Document

OF_ARTICLE = "article"
"""Asks for the language of each article."""
NAMES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
"""What languages are called in the prompt, which speaks English."""


def written_in(asked: str | None, document: Document) -> str | None:
    """The language asked for; None where none is, or the article's is asked for and could not be told."""
    return document.language if asked == OF_ARTICLE else asked


def language_line(asked: str | None, document: Document) -> str:
    """The line that asks for a language, or ""."""
    if asked is None:
        return ""
    language = written_in(asked, document)
    named = NAMES.get(language, f"the language “{language}”") if language else "the article's language"
    return (
        f"Write the headline, the key points and each summary in {named}. Names stay as the article prints "
        "them, words that you point at are never translated, and labels stay English."
    )
