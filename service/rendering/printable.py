"""Words of an article or a server made safe to print: they must not steer the terminal that shows them."""

import re

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """`text` without control characters and without marks that turn the writing direction.

    Line feeds and tabs stay.
    """
    return _STEERING.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The same on a single line."""
    return " ".join(printable(text).split())
