"""The dateline: where a report was filed, at the head of its first paragraph.

    PARIS (Reuters) - …    KABUL, Jan. 5 (AP) -- …    LONDON — …    Lyon: The …    Oslo, Norway (CNN) …

A place in capitals before a dash is one by its form. A place in small letters must be a known one
(`cities.txt`) or have an agency or a date behind it, since "Police: Two men …" looks the same.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wirebrief.service.reading.furniture import WIRE_IN_PARENTHESES, agency, words

_PLACE = r"[^\W\d_][\w.'\u2019-]*(?:[ /-][^\W\d_][\w.'\u2019-]*){0,4}"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = rf"(?:(?:{'|'.join(_MONTHS)})[a-z]*\.?|(?:{'|'.join(_MONTHS).upper()})[A-Z]*\.?)"
_REGION = rf"(?:,? ?\({_PLACE}\)|, (?!{_MONTH}){_PLACE}){{0,2}}"
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? (?:\d{{4}}|\d\d))?"
_DATE = rf"(?:,? (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?{_DAY})"
_AGENCY = r"(?:,? [(\[](?P<agency>[^()\[\]\n]{1,40})[)\]])"
_DASH = r"\s*(?:--+|[\u2015\u2014\u2013:]|-(?=\s))\s*"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})(?P<region>{_REGION})(?P<date>{_DATE})?(?P<wire>{_AGENCY})?(?P<date2>{_DATE})?,?"
    rf"(?P<mark>{_DASH})(?=\S)"
)
_BARE_WIRE = re.compile(
    rf"(?P<place>{_PLACE})(?P<region>{_REGION})(?P<date>{_DATE})?"
    r" \((?P<wire>[A-Z][\w ./]{1,30})\) (?=[A-Z\"\u201c])"
)
_SPOKEN = re.compile('["\u201c\u2018]|I\\b|We\\b|My\\b|Our\\b')
_STARTS_SENTENCE = "\"\u201c\u2018'([0123456789"


@dataclass(frozen=True, slots=True)
class Dateline:
    """View offsets: of the place, and the end of the whole dateline with its mark."""

    place: tuple[int, int]
    end: int


@cache
def _places() -> frozenset[str]:
    lines = files(__package__).joinpath("cities.txt").read_text("utf-8").splitlines()
    return frozenset(line.lower() for line in lines if line and not line.startswith("#"))


def find_dateline(text: str, start: int, end: int) -> Dateline | None:
    """The dateline of the paragraph `text[start:end]`, if it has one."""
    reach = min(end, start + 120)
    match = _DATELINE.match(text, start, reach) or _BARE_WIRE.match(text, start, reach)
    if match is None or match.end() >= end - 10 or not _is_dateline(text, match):
        return None
    return Dateline(place=match.span("place"), end=match.end())


def _is_dateline(text: str, match: re.Match[str]) -> bool:
    place, groups, following = match["place"], match.groupdict(), text[match.end()]
    colon = ":" in (groups.get("mark") or "")
    if not place[0].isupper() or not (following.isupper() or following in _STARTS_SENTENCE):
        return False
    if _is_place(place):
        return not (colon and _SPOKEN.match(text, match.end()))
    region = groups["region"]
    wire = groups.get("wire") or agency().search(region) or WIRE_IN_PARENTHESES.search(region)
    filed = wire or groups.get("date") or groups.get("date2")
    if colon or len(place.split()) > 3:
        return False
    shouted = text[match.end() : match.end() + 40].isupper()  # capitals say nothing in a text of capitals
    in_capitals = place.isupper() and not shouted and len(place) > 2 and place.lower() not in words("labels")
    return bool(filed) or (in_capitals and (len(place) > 3 or bool(groups["region"])))


def _is_place(name: str) -> bool:
    return name.lower().replace("\u2019", "'") in _places()
