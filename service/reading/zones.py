"""What each paragraph is: furniture around the article (label, title, byline, crosshead, credit) or its body.

Rules over shape and place, with short lists of words in `furniture.toml`. They abstain when in doubt: a line
is body unless something says otherwise, and a text always keeps a body.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from wirebrief.service.reading.dateline import Dateline, find_dateline
from wirebrief.service.reading.document import Zone
from wirebrief.service.reading.furniture import WIRE_IN_PARENTHESES, agency, words

_STOPPED = re.compile("[.!?\u2026\u3002\uff01\uff1f:;,][\"'\u201d\u2019\xbb)\\]]*$")
_FULL_STOP = re.compile("(?<!\\.)[.\u3002][\"'\u201d\u2019\xbb)\\]]*$")
_BYLINE = re.compile(
    r"(?:By|BY|by|Written by|From|Story by|Report by)[: ]\s*(?P<who>[^\W\d_][^\n]{1,90})$", re.UNICODE
)
_BY_WHOM = re.compile(r"[A-Z][\w.'\u2019-]*\s+[A-Z]")
_DATE_LINE = re.compile(
    r"(?:(?:Published|Updated|Posted|Last updated|First published|Date|Issued)\b.{0,80}"
    r"|(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?(?:\d{1,2}(?:st|nd|rd|th)? )?"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,? \d{1,4}(?:st|nd|rd|th)?"
    r"(?:,? \d{4})?(?:[ ,|].{0,40})?"
    r"|\d{4}-\d\d-\d\d.{0,40}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}.{0,40})$",
    re.IGNORECASE,
)
_DASHED = re.compile("[-\u2013\u2014*=#~\u2022 ]{1,4}\\s*\\S.*?\\S\\s*[-\u2013\u2014*=#~ ]{1,4}$")
_HEADING = re.compile(r"#{1,6}\s+\S")
_BULLET = re.compile("[*\u2022\u25aa\u25cf\u25e6\u2023\u00b7\u2014-]\\s+\\S")
_COPYRIGHT = re.compile(
    "(?:\xa9|\\([cC]\\)|Copyright)\\s*(?:\xa9|\\([cC]\\))?\\s*(?:\\d{4}(?:-\\d{2,4})?,?)?\\s*(?:by\\s+)?(?P<who>[^\\n.,;|]{2,60})"
)
_ROLES = re.compile(
    r"^\((?:Additional |With )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Tt]ranslat)"
)
_CONTRIBUTED = re.compile(r"\bcontributed (?:to|reporting)\b")
_SOURCE = re.compile(
    r"(?:SOURCE|Source|source|SOURCES|Sources|VIA|Via|Credit|CREDIT)\s*[:\u2014-]\s*(?P<who>\S.*)$"
)
_MOST_HEAD, _MOST_STANDFIRST, _MOST_TAIL = 6, 4, 6
_SHORT_WORDS, _TITLE_WORDS = 8, 25


@dataclass(frozen=True, slots=True)
class Furniture:
    """The zones of the paragraphs, one each, and what the furniture says, as view offsets."""

    zones: tuple[Zone, ...]
    section: tuple[int, int] | None = None
    title: tuple[int, int] | None = None
    byline: tuple[int, int] | None = None
    publisher: tuple[int, int] | None = None
    agency: tuple[int, int] | None = None
    dateline: tuple[int, int] | None = None


def find_zones(
    text: str, paragraphs: list[tuple[int, int]], known: Mapping[int, Zone] | None = None
) -> Furniture:
    """The zone of every paragraph of the unfolded `text`.

    Args:
        known: zones of some paragraphs, by index; the others are judged as though these were not there.
    """
    known = known or {}
    others = [n for n in range(len(paragraphs)) if n not in known]
    found = _Zoning(text, [paragraphs[n] for n in others]).result()
    zones: dict[int, Zone] = dict(known) | dict(zip(others, found.zones, strict=True))
    return replace(found, zones=tuple(zones[n] for n in range(len(paragraphs))))


class _Zoning:
    """Works from the two ends to the middle."""

    def __init__(self, text: str, paragraphs: list[tuple[int, int]]) -> None:
        self.text, self.paragraphs = text, paragraphs
        self.lines = [text[a:b] for a, b in paragraphs]
        self.zones: list[Zone] = ["body"] * len(paragraphs)
        self.found: dict[str, tuple[int, int]] = {}

    def result(self) -> Furniture:
        last = self._tail()
        first = self._head(last)
        if first < last:
            self._dateline(first)
        self._crossheads(first, last)
        return Furniture(zones=tuple(self.zones), **self.found)

    # -- the end

    def _tail(self) -> int:
        """Mark the credits at the end; the index after the last paragraph that is not one."""
        n = len(self.lines)
        while n > 1 and len(self.lines) - n < _MOST_TAIL and self._credit(n - 1):
            n -= 1
            self.zones[n] = "credit"
        return n

    def _credit(self, n: int) -> bool:
        """Whether a paragraph credits somebody; notes the agency and the publisher that it names."""
        line, start = self.lines[n], self.paragraphs[n][0]
        bare = line.strip("()[]-\u2013\u2014* .")
        source, copyright_ = _SOURCE.match(line), _COPYRIGHT.match(line.lstrip("([ "))
        is_agency = agency().fullmatch(bare) is not None
        begins = any(line.lower().lstrip("([-\u2014 ").startswith(c) for c in words("credits") if len(c) > 7)
        contributed = _CONTRIBUTED.search(line) is not None and len(line) < 250
        if (
            not (source or copyright_ or is_agency or _ROLES.match(line) or begins or contributed)
            or len(line) > 400
        ):
            return False
        if (source and len(source["who"].split()) > 8) or (begins and len(line) > 250):
            return False
        wire = agency().search(line)
        if wire:
            self.found.setdefault("agency", (start + wire.start(), start + wire.end()))
        elif source:
            self._note_publisher(n, source["who"])
        elif copyright_:
            self._note_publisher(n, copyright_["who"])
        return True

    def _note_publisher(self, n: int, who: str) -> None:
        who = re.split(r"[.|;,]|\s+All rights", who)[0].strip()
        at = self.text.find(who, *self.paragraphs[n])
        if who and at >= 0 and who[:1].isupper() and len(who.split()) <= 6:
            self.found.setdefault("publisher", (at, at + len(who)))

    # -- the beginning

    def _head(self, last: int) -> int:
        """Mark label, title, standfirst and byline; the index of the first paragraph of the body."""
        n = 0
        filed = self._filed(last)
        if last > 1 and filed > 0 and self._is_section(0, last):
            self._mark(0, "section")
            n = 1
        n = self._bylines(n, last)
        if n < last - 1 and (self._is_title(n) or (n < filed < last and self._may_be_title(n))):
            self._mark(n, "title")
            n = self._standfirst(n + 1, filed, last)
        return self._bylines(n, last)

    def _filed(self, last: int) -> int:
        """The index of the paragraph near the top that has a dateline, or `last` where none has."""
        top = range(min(last, _MOST_HEAD))
        return next((n for n in top if find_dateline(self.text, *self.paragraphs[n])), last)

    def _mark(self, n: int, zone: Zone) -> None:
        self.zones[n] = zone
        if zone in ("section", "title"):
            a, b = self.paragraphs[n]
            found = self.text[a:b]
            lead = len(found) - len(found.lstrip("# "))
            self.found[zone] = (a + lead, b)

    def _is_section(self, n: int, last: int) -> bool:
        line = self.lines[n]
        if _STOPPED.search(line) or len(line) > 40 or not line[:1].isalpha():
            return False
        parts = [p.strip().lower() for p in re.split(r"\s*[/|>\xbb\u203a]\s*", line)]
        if all(p in words("sections") for p in parts):
            return True
        return (
            last > 2
            and len(line.replace(" & ", " ").split()) <= 2
            and self._is_title(n + 1)
            and len(self.lines[n + 1].split()) > 4
        )

    def _is_title(self, n: int) -> bool:
        """A line without a stop, or one in title case; never the last paragraph."""
        line = self.lines[n]
        if not self._may_be_title(n):
            return False
        if _HEADING.match(line) or not _STOPPED.search(line):
            return True
        return not line.endswith((":", ",", ";")) and self._is_title_case(line)

    def _may_be_title(self, n: int) -> bool:
        """Whether nothing speaks against it: one short line, before others, that starts nothing else."""
        line = self.lines[n]
        if n + 1 >= len(self.lines) or len(line.split()) > _TITLE_WORDS or "\n" in line:
            return False
        if find_dateline(self.text, *self.paragraphs[n]):
            return False
        return not (_BULLET.match(line) or self._opens_speech(line))

    def _opens_speech(self, line: str) -> bool:
        """A paragraph of dialogue, or one whose quotation goes on in the next."""
        return line[:1] in '"\u201c\u201e\xab' and (
            line[-1] in '"\u201d\u201c\xbb,.' or line.count(line[0]) % 2 == 1
        )

    def _is_title_case(self, line: str) -> bool:
        long = [w for w in re.findall(r"[^\W\d_][\w'\u2019-]*", line) if len(w) > 3]
        if line.isupper() and self.lines[-1].isupper():
            return False
        return len(long) >= 4 and sum(w[0].isupper() for w in long) >= 0.85 * len(long)

    def _standfirst(self, n: int, filed: int, last: int) -> int:
        """Mark what stands between the title and a body that clearly begins after it."""
        body = filed if n < filed < last else n + 1
        after = self._bylines(body, last, mark=False)
        between = [k for k in range(n, body) if not self._is_byline(k)]
        if after >= last or body - n > _MOST_STANDFIRST or any(len(self.lines[k]) > 400 for k in between):
            return n
        if filed == n or not between:
            return n
        clear = body == filed or after > body or self._repeated(self.lines[n], self.lines[after])
        if not clear and (_STOPPED.search(self.lines[n]) or len(self.lines[n].split()) < 4):
            return n
        for k in range(n, body):
            if k in between:
                self.zones[k] = "standfirst"
            else:
                self._note_byline(k)
        return body

    def _repeated(self, line: str, following: str) -> bool:
        """Whether the next paragraph begins again with the same words."""
        start = re.escape(" ".join(line.split()[:6]))
        return len(line.split()) >= 6 and re.search(start, following[:200]) is not None

    def _bylines(self, n: int, last: int, *, mark: bool = True) -> int:
        while n < last - 1 and n < _MOST_HEAD and self._is_byline(n):
            if mark:
                self._note_byline(n)
            n += 1
        return n

    def _is_byline(self, n: int) -> bool:
        line = self.lines[n]
        if (
            len(line) > 120
            or line.endswith(":")
            or (_FULL_STOP.search(line) and not line.endswith(("Jr.", "m.")))
        ):
            return False
        match = _BYLINE.match(line)
        if match and (_BY_WHOM.match(match["who"]) or agency().match(match["who"])):
            return True
        if _DATE_LINE.match(line) or agency().fullmatch(line.strip("()[] -\u2014")):
            return True
        lower = line.lower()
        return bool(_BY_WHOM.match(line)) and any(
            lower.endswith(b) or f"{b}," in lower for b in words("bylines")
        )

    def _note_byline(self, n: int) -> None:
        self.zones[n] = "byline"
        a = self.paragraphs[n][0]
        line = self.lines[n]
        wire = agency().search(line)
        if wire:
            self.found.setdefault("agency", (a + wire.start(), a + wire.end()))
        match = _BYLINE.match(line)
        if match and not (wire and wire.start() == match.start("who")):
            who = re.split(r"\s*[|\u2022]\s*|\s+[-\u2013\u2014]\s+|,\s+(?=\d)", match["who"])[0].rstrip(" ,")
            self.found.setdefault("byline", (a + match.start("who"), a + match.start("who") + len(who)))

    def _dateline(self, first: int) -> None:
        dateline: Dateline | None = find_dateline(self.text, *self.paragraphs[first])
        if dateline:
            self.found["dateline"] = dateline.place
            head = (self.text, dateline.place[1], dateline.end)
            if wire := agency().search(*head):
                self.found.setdefault("agency", wire.span())
            elif wire := WIRE_IN_PARENTHESES.search(*head):
                self.found.setdefault("agency", wire.span("wire"))

    # -- the middle

    def _crossheads(self, first: int, last: int) -> None:
        for n in range(first + 1, last - 1):
            if self._is_crosshead(n) and not self._is_crosshead(n - 1) and not self._is_crosshead(n + 1):
                self.zones[n] = "crosshead"

    def _is_crosshead(self, n: int) -> bool:
        """A short line without a stop between paragraphs that have one."""
        line = self.lines[n]
        if len(line.split()) > _SHORT_WORDS or len(line) > 80:
            return False
        if _DASHED.fullmatch(line) or _HEADING.match(line):
            return not _STOPPED.search(line.strip("-\u2013\u2014*=#~ ")) or line.rstrip("-*=# ").endswith("?")
        first = line[0]
        if not (first.isupper() or first.isdigit()) or _BULLET.match(line):
            return False
        return not _STOPPED.search(line)
