"""The words by which the furniture of an article is known, from `furniture.toml`."""

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(kind: str) -> frozenset[str]:
    """One list of the file: `agencies`, `sections`, `labels`, `credits`, `bylines`, `teasers` or
    `buttons`."""
    return frozenset(tomllib.loads(files(__package__).joinpath("furniture.toml").read_text("utf-8"))[kind])


@cache
def agency() -> re.Pattern[str]:
    """Matches the name of a news agency, as credited."""
    names = sorted(words("agencies"), key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")


WIRE_IN_PARENTHESES = re.compile(r"\((?P<wire>[A-Z]{2,6}|[A-Z][^()\n]*(?i:wire|news|press|agency))\)")
"""A dateline's "(ABC)" or "(Harbour Wire)": an agency by its form, known or not."""
