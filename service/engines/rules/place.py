"""From tokens to the addresses that a draft is written in."""

from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.reading.render import address as source_address


def address(parsed: Parsed, first: int, last: int) -> str:
    """The address of the tokens from `first` to `last`, cut at the end of their first sentence."""
    start, end = parsed.span(first, last)
    sentence = parsed.document.sentences[parsed.sentence[first]]
    return source_address(parsed.document, start, min(end, sentence.end))
