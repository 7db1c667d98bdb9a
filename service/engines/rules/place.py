"""From tokens to the addresses that a draft is written in."""

from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.reading.document import Sentence
from wirebrief.service.reading.render import address as source_address


def address(parsed: Parsed, first: int, last: int) -> str:
    """The address of the tokens from `first` to `last`, cut at the end of their first sentence."""
    start, end = parsed.span(first, last)
    sentence = parsed.document.sentences[parsed.sentence[first]]
    start, end = _whole_words(parsed.document.text, sentence, start, min(end, sentence.end))
    try:
        return source_address(parsed.document, start, end)
    except ValueError:  # a script whose words the parser cuts elsewhere than reading does
        return sentence.id


def _whole_words(text: str, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The stretch widened to whole words: the parser cuts "Mi-8s" and "don't" in two, an address may not."""
    while start > sentence.start and _wordy(text[start - 1]) and _wordy(text[start]):
        start -= 1
    while end < sentence.end and _wordy(text[end - 1]) and _wordy(text[end]):
        end += 1
    return start, end


def _wordy(character: str) -> bool:
    return character.isalnum() or character == "_"
