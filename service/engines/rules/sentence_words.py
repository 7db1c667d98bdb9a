"""A sentence of the article as it can stand alone: on one line, without dateline, link words or source
brackets."""

import re

from wirebrief.service.engines.rules.parse import Parsed

_LINK = re.compile(
    r"^(?:Meanwhile|However|Moreover|Furthermore|In "
    r"addition|Also|But|And|Yet|Besides|Nevertheless|Still|Later"
    r"|Earlier|Finally|Thus|Therefore|For (?:his|her|its|their) part|On the other hand),? +"
)
_BRACKETED = re.compile(r"\s*\[[^\]\n]{0,60}\]")


def plain_sentence(parsed: Parsed, index: int) -> str:
    """The words of a sentence in the view (typography folded), from behind its dateline."""
    document = parsed.document
    sentence = document.sentences[index]
    start, end = document.view.locate(sentence.start, sentence.end)
    words = " ".join(document.view.text[start:end].split())
    dateline = document.dateline
    if dateline is not None and sentence.start <= dateline.start < sentence.end:
        _, after, rest = _dateline_split(words)
        words = rest if after else words
    words = _BRACKETED.sub("", words)
    words = _LINK.sub("", words)
    return words[:1].upper() + words[1:]


def _dateline_split(words: str) -> tuple[str, str, str]:
    """(dateline, mark, rest) at the first dash or colon of the sentence."""
    found = re.search(r"\s*(?:—|--| - |:)\s*", words[:120])
    return (words[: found.start()], found.group(), words[found.end() :]) if found else (words, "", "")
