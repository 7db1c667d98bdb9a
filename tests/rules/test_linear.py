"""The work of the rules grows in step with the article: counted in calls, not in seconds."""

import sys
from types import FrameType

import pytest

from wirebrief.service.engines.rules.engine import draft_parsed
from wirebrief.service.engines.rules.parse import parse
from wirebrief.service.engines.rules.parser import parser
from wirebrief.service.errors import TooLong
from wirebrief.service.reading.text import read_text

_LETTERS = "abcdefgh"


def article(paragraphs: int) -> str:
    return "".join(
        f"Gunmen killed {n + 2} soldiers near Marn on Monday, police said. “We will find them,” said Colonel "
        f"Ono B{_LETTERS[n // 8]}rask{_LETTERS[n % 8]}. He blamed the Lake Brigade, which denied it.\n\n"
        for n in range(paragraphs)
    )


def calls(text: str) -> int:
    """How many functions the rules call over a text that is parsed already."""
    parsed = parse(read_text(text))
    count = 0

    def counted(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        draft_parsed(parsed)
    finally:
        sys.setprofile(None)
    return count


def test_four_times_the_article_is_four_times_the_work() -> None:
    """Less than six times the calls; anything quadratic would come near sixteen."""
    draft_parsed(parse(read_text(article(2))))
    short, long = calls(article(12)), calls(article(48))
    assert long < 6 * short


def test_a_text_that_the_parser_refuses_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser().language, "max_length", 100)
    with pytest.raises(TooLong, match="takes 100"):
        parse(read_text(article(2)))
