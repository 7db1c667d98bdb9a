"""Quotation spans: what stands between marks, whatever the marks.

A paragraph is read once from left to right with a stack of what is open. Directed marks say what they do,
though several languages use the same mark the other way round („so“, »so«, ”so”), so what is open decides
first. Straight marks are judged by their neighbours. A single mark opens only where a closing one follows in
the same paragraph; otherwise it was an apostrophe. A double mark after a figure is an inch mark unless it
must close.

A quotation that is open at the end of a paragraph ends there (`closed=False`). Where the next paragraph opens
with a mark, or has a closing mark that nothing in it opened, the next one continues it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

Family = Literal["double", "single", "angle", "corner"]

_MARK = re.compile(
    "[\"\u201c\u201d\u201e\u201f\u301d\u301e\u301f\uff02\xab\xbb\u2039\u203a\u300c\u300d\u300e\u300f'\u2018\u2019\u201a\u201b`\uff07]"
)
_DOUBLE = frozenset('"\u201c\u201d\u201e\u201f\u301d\u301e\u301f\uff02')
_SINGLE = frozenset("'\u2018\u2019\u201a\u201b`\uff07")
_ANGLE = frozenset("\xab\xbb\u2039\u203a")
_CORNER = {"\u300c": "\u300d", "\u300e": "\u300f"}
_BEFORE_OPENING = frozenset(
    " \n([{\u2014\u2013-/\"'\u201c\u201d\u201e\u2018\u2019\u201a\xab\xbb\u2039\u203a\xa1\xbf:"
)
_AFTER_CLOSING = frozenset(" \n)]}\u2014\u2013-/.,;:!?\"'\u201d\u2019\u201c\xbb\xab\u203a\u2026")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts without spaces, beside which a mark may open and close."""
_ELISION = re.compile(
    r"(?:\d\ds?|em|tis|twas|twere|til|till|cause|bout|round|n|cuz|cos|nuff|ello|ere|s|t|ve|ll|re|d|m|o)\b",
    re.IGNORECASE,
)
_MARKS_AHEAD, _MOST_NESTED = 40, 8
_FEET = re.compile(r"\d\s?['\u2019\u2032]\s?\d{0,2}(?:[\s-]?\d/\d)?$")


@dataclass(frozen=True, slots=True)
class Marked:
    """A quotation in view offsets; `parent` and `continues` are indices into the list it is in."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool
    parent: int | None = None
    continues: int | None = None

    def within(self, parent: int) -> "Marked":
        return replace(self, parent=parent)


@dataclass(slots=True)
class _Open:
    at: int
    after: int
    mark: str
    family: Family


def find_quotations(text: str, paragraphs: list[tuple[int, int]]) -> list[Marked]:
    """Every quotation of the unfolded `text`, ordered by start, outer before inner; properly nested."""
    found: list[Marked] = []
    pending: int | None = None
    for number, (start, end) in enumerate(paragraphs):
        following = text[paragraphs[number + 1][0]] if number + 1 < len(paragraphs) else ""
        reader = _Paragraph(text, start, end, continuing=pending is not None, following=following)
        spans = _nested(reader.read())
        base = len(found)
        for n, span in enumerate(spans):
            if span.parent is not None:
                span = span.within(span.parent + base)
            elif n == 0 and pending is not None and span.outer_start == start:
                span = replace(span, continues=pending)
            found.append(span)
        pending = next(
            (base + n for n, s in enumerate(spans) if s.parent is None and _runs_out(s, end)), None
        )
    return found


def with_turns(
    found: list[Marked], turns: Sequence[Sequence[tuple[int, int]]]
) -> tuple[list[Marked], list[list[int]]]:
    """Quotations with the turns of a conversation among them, and for each turn the indices of its own.

    What is said without marks becomes a quotation around those in it; what stands in marks is one already.
    """
    there = {(q.start, q.end): q for q in found}
    pieces = {at for said in turns for at in said}
    new = [Marked(start, end, start, end, closed=True) for start, end in sorted(pieces - there.keys())]
    merged = _nested([*found, *new])
    index = {(q.start, q.end): n for n, q in enumerate(merged)}
    own = [[index[at] for at in said if at in index] for said in turns]
    for one in own:
        for before, n in pairwise(one):
            merged[n] = replace(merged[n], continues=before)
    return merged, own


def _runs_out(span: Marked, paragraph_end: int) -> bool:
    return not span.closed and span.outer_end == paragraph_end


def _nested(spans: list[Marked]) -> list[Marked]:
    """In order of start, each with the index of the one around it; empty ones and crossing ones left out."""
    ordered = sorted((s for s in spans if s.start < s.end), key=lambda s: (s.outer_start, -s.outer_end))
    kept: list[Marked] = []
    stack: list[int] = []
    for span in ordered:
        while stack and kept[stack[-1]].end <= span.outer_start:
            stack.pop()
        if stack and not (
            kept[stack[-1]].start <= span.outer_start and span.outer_end <= kept[stack[-1]].end
        ):
            continue
        kept.append(span.within(stack[-1]) if stack else span)
        stack.append(len(kept) - 1)
    return kept


class _Paragraph:
    """One paragraph being read."""

    def __init__(self, text: str, start: int, end: int, *, continuing: bool, following: str) -> None:
        self.text, self.start, self.end = text, start, end
        self.continuing, self.following = continuing, following
        self.marks = [m.start() for m in _MARK.finditer(text, start, end)]
        self.opens = [self._opens(at) for at in self.marks]
        self.open: list[_Open] = []
        self.spans: list[Marked] = []

    def read(self) -> list[Marked]:
        """The quotations of the paragraph, in the order in which they end."""
        closers = self._single_closers()
        for n, at in enumerate(self.marks):
            mark = self.text[at]
            if mark in _SINGLE:
                self._single(at, mark, closers[n])
            elif mark in _CORNER or mark in _CORNER.values():
                self._corner(at, mark)
            elif mark in _ANGLE:
                self._angle(at, mark)
            else:
                self._double(n)
        while self.open:
            self._leave(self.open.pop(), self.end)
        return self.spans

    # -- neighbours

    def _before(self, at: int) -> str:
        return self.text[at - 1] if at > self.start else " "

    def _after(self, at: int) -> str:
        return self.text[at + 1] if at + 1 < self.end else " "

    def _may_open(self, at: int) -> bool:
        before, after = self._before(at), self._after(at)
        apart = before in _BEFORE_OPENING or _UNSPACED.match(before) is not None
        return apart and not after.isspace() and after not in ",;"

    def _may_close(self, at: int) -> bool:
        after = self._after(at)
        apart = after in _AFTER_CLOSING or not after.isalnum() or _UNSPACED.match(after) is not None
        return apart and not self._before(at).isspace()

    # -- the stack

    def _push(self, at: int, family: Family) -> None:
        if len(self.open) < _MOST_NESTED:
            self.open.append(_Open(at, at + 1, self.text[at], family))

    def _top(self, family: Family) -> _Open | None:
        return next((o for o in reversed(self.open) if o.family == family), None)

    def _close(self, opened: _Open, at: int) -> None:
        """Close `opened` at the mark `at`; what was opened within it and is still open is given up."""
        while self.open[-1] is not opened:
            self.open.pop()
        self.open.pop()
        self._emit(opened, at, at + 1, closed=True)

    def _leave(self, opened: _Open, end: int) -> None:
        """End an unclosed quotation; an unclosed single mark was an apostrophe."""
        if opened.family != "single" or self._runs_on(opened.at):
            self._emit(opened, end, end, closed=False)

    def _emit(self, opened: _Open, end: int, outer_end: int, *, closed: bool) -> None:
        inner = self.text[opened.after : end]
        start = opened.after + len(inner) - len(inner.lstrip())
        stop = end - (len(inner) - len(inner.rstrip()))
        if any(c.isalnum() for c in inner):
            self.spans.append(Marked(start, stop, opened.at, outer_end if closed else stop, closed))

    # -- double marks

    def _double(self, n: int) -> None:
        at = self.marks[n]
        top = self._top("double")
        if top is None:
            self._first_double(at)
        elif self.text[at] == '"' and self._is_measure(at) and self._closes_later(at):
            return
        elif not self.opens[n] or (top.mark == "\u201e" and self.text[at] == "\u201c"):
            self._close(top, at)
        elif self._nests(n, top):
            self._push(at, "double")
        else:
            self._abandon(top, at)
            self._push(at, "double")

    def _opens(self, at: int) -> bool:
        """Whether a double mark opens, something of its kind being open already."""
        mark = self.text[at]
        if mark not in _DOUBLE or mark in "\u201d\u301e\u301f" or not self._may_open(at):
            return False
        return mark in "\u201c\u201e\u201f\u301d" or not self._may_close(at)

    def _nests(self, n: int, top: _Open) -> bool:
        """Whether marks ahead close both what is open and what the opening mark `n` begins.

        Where the next paragraph re-opens what is open, it need not be closed in this one.
        """
        runs_on = top.at == self.start and top.mark == self.following != self.text[self.marks[n]]
        depth = 1 if runs_on else 2
        for k in range(n + 1, min(n + _MARKS_AHEAD, len(self.marks))):
            if self.text[self.marks[k]] in _DOUBLE:
                depth += 1 if self.opens[k] else -1
            if depth == 0:
                return True
        return False

    def _abandon(self, opened: _Open, at: int) -> None:
        """End a quotation that was never closed before the mark at which the next one begins."""
        while self.open[-1] is not opened:
            self.open.pop()
        self.open.pop()
        self._emit(opened, at, at, closed=False)

    def _first_double(self, at: int) -> None:
        """A double mark where none is open."""
        if self._opens_first(at):
            self._push(at, "double")
        elif self._continues_here(at):
            self.spans.append(Marked(self.start, at, self.start, at + 1, closed=True))

    def _opens_first(self, at: int) -> bool:
        """A mark with a direction does; a straight one where it may, or after a lost space (at dawn."We)."""
        mark, before = self.text[at], self._before(at)
        if mark in '"\uff02':
            lost = (
                (before in ".,!?;" or before.isalpha())
                and self._after(at).isalnum()
                and self._closes_later(at)
            )
            return not self._is_measure(at) and (self._may_open(at) or lost)
        if mark == "\u201d":
            return self._may_open(at) and before in " \n("
        return mark in "\u201c\u201e\u201f\u301d"

    def _is_measure(self, at: int) -> bool:
        """6" pipe, 5'10": a figure is before it."""
        before = self._before(at)
        return before.isdigit() or bool(_FEET.search(self.text, max(self.start, at - 12), at))

    def _closes_later(self, at: int) -> bool:
        """Whether the next straight mark closes, so that this one need not."""
        following = self.text.find('"', at + 1, min(self.end, at + 4000))
        return following > 0 and self._may_close(following) and not self._may_open(following)

    def _continues_here(self, at: int) -> bool:
        """A closing mark that nothing opened, where the paragraph before was left open."""
        return self.continuing and not self.spans and not self.open and self._may_close(at)

    # -- angle and corner marks

    def _angle(self, at: int, mark: str) -> None:
        top = self._top("angle")
        opening = mark in "\xab\u2039"
        if (
            top is not None
            and (top.mark in "\xab\u2039") != opening
            and (top.mark in "\xab\xbb") == (mark in "\xab\xbb")
        ) or (top is not None and top.mark == mark == "\xbb" and self._may_close(at)):
            self._close(top, at)
        elif opening or self._may_open(at) or at == self.start:
            self._push(at, "angle")

    def _corner(self, at: int, mark: str) -> None:
        if mark in _CORNER:
            self._push(at, "corner")
            return
        top = next((o for o in reversed(self.open) if _CORNER.get(o.mark) == mark), None)
        if top is not None:
            self._close(top, at)

    # -- single marks

    def _single(self, at: int, mark: str, closer: bool) -> None:
        top = self._top("single")
        if top is not None and self._may_close_single(at) and not self._is_possessive(at, closer):
            self._close(top, at)
        elif top is None and self._opens_single(at, closer):
            self._push(at, "single")

    def _opens_single(self, at: int, closer: bool) -> bool:
        if self.text[at] == "\u2019" or not self._may_open(at) or self._is_elision(at):
            return False
        return closer or self._runs_on(at)

    def _runs_on(self, at: int) -> bool:
        """Whether a single mark heads this paragraph and the next, as in a quotation over several."""
        return at == self.start and self.text[at] == self.following == "\u2018"

    def _may_close_single(self, at: int) -> bool:
        """Not the second mark of 'n', and not an opening one, though German closes with it."""
        if self.text[at] == "\u201a" or (self.text[at] == "\u2018" and self._may_open(at)):
            return False
        tail = self._before(at) in "nN" and at - 2 >= self.start and self.text[at - 2] in _SINGLE
        return self._may_close(at) and not tail

    def _is_elision(self, at: int) -> bool:
        return self.text[at] != "\u201a" and bool(_ELISION.match(self.text, at + 1, self.end))

    def _is_possessive(self, at: int, closer_follows: bool) -> bool:
        """A plural possessive ("the soldiers' families") rather than the end, as a later mark closes."""
        weak = self._before(at) == "s" and self._after(at) == " "
        return weak and closer_follows

    def _single_closers(self) -> list[bool]:
        """For each mark, whether a later single one may close, with no opening one between."""
        ahead = False
        out = [False] * len(self.marks)
        for n in range(len(self.marks) - 1, -1, -1):
            out[n] = ahead
            at = self.marks[n]
            if self.text[at] in _SINGLE:
                if self._may_close_single(at):
                    ahead = True
                elif self._may_open(at) and not self._is_elision(at):
                    ahead = False
        return out
