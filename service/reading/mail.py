"""Mail as text: its headers, and the chain of older messages below what was written last.

The headers tell title and byline. The chain and the signature are no part of the article, unless nothing was
written above them: then the message below is what was meant. What is forwarded is meant too, with all that it
quotes: who only answers does not forward.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

Range = tuple[int, int]

_HEADER = re.compile(
    r"(?P<name>From|To|Cc|CC|Bcc|Sent|Date|Subject|Reply-To|Sender|Importance|Attachments?|Message-ID|Received"
    r"|Return-Path|MIME-Version|Content-[A-Za-z-]+|X-[A-Za-z-]+): ?(?P<value>.*)$"
)
_FORWARD = re.compile(
    r"[-\u2014_=\s]*(?:Forwarded|Weitergeleitete)\s+(?:Message|message|Nachricht)[-\u2014_=\s]*:?$"
    r"|Begin forwarded message:$"
)
_REPLY = re.compile(
    r"(?:On|Am|Le) .{4,160} (?:wrote|schrieb|a \xe9crit) ?:$"
    r"|[-\u2014_=\s]*Original\s+(?:Message|message)[-\u2014_=\s]*:?$"
    r"|_{20,}$"
)
_SIGNATURE = re.compile(r"(?:--|\u2014)$|Sent from my [\w ]{2,30}$|Get Outlook for \w+$")
_SUBJECT = re.compile(r"(?:(?:re|fwd?|aw|wg|tr)(?:\[\d+\])?: *)+", re.IGNORECASE)
_NAME = re.compile(r"\"?([^\W\d_][^<>@\"\n]*?)\"? *<")
_FEWEST_HEADERS, _FEWEST_WORDS = 2, 12


@dataclass(frozen=True, slots=True)
class Mail:
    """The parts of a message, as indices of paragraphs and offsets in the text."""

    aside: frozenset[int]
    """Headers, the chain, the signature."""
    subject: Range | None
    """Without "Re:" and "Fwd:"."""
    sender: Range | None
    """The name before the address."""


def find_mail(text: str, paragraphs: Sequence[Range]) -> Mail | None:
    """The message that a text is, or None where it does not begin with headers."""
    lines = [text[start:end] for start, end in paragraphs]
    top = _headers(lines, 0)
    if top < _FEWEST_HEADERS or not any(line.startswith(("Subject:", "From:")) for line in lines[:top]):
        return None
    chain = next((n for n in range(top, len(lines)) if _opens_chain(lines, n)), len(lines))
    if chain < len(lines) and _FORWARD.match(lines[chain]) and _words(lines[top:chain]) >= _FEWEST_WORDS:
        return Mail(frozenset(_envelopes(lines, top)), *_told(text, paragraphs, range(top)))
    signed = next((n for n in range(top, chain) if _SIGNATURE.match(lines[n])), chain)
    if _words(lines[top:signed]) >= _FEWEST_WORDS or chain == len(lines):
        aside = {*range(top), *range(signed, len(lines))}
        return Mail(frozenset(aside), *_told(text, paragraphs, range(top)))
    return _forwarded(text, paragraphs, lines, chain)


def _forwarded(text: str, paragraphs: Sequence[Range], lines: list[str], chain: int) -> Mail:
    """The message below a note of a few words; what is older still is aside."""
    opened = chain + 1 if _marks(lines[chain]) else chain
    below = _headers(lines, opened)
    older = next((n for n in range(below, len(lines)) if _opens_chain(lines, n)), len(lines))
    own = range(opened, below) if below > opened else range(chain)
    return Mail(frozenset({*range(below), *range(older, len(lines))}), *_told(text, paragraphs, own))


def _envelopes(lines: list[str], top: int) -> set[int]:
    """The headers of a message and of each that it forwards."""
    forwarded = (n for n in range(top, len(lines)) if _FORWARD.match(lines[n]))
    return {*range(top), *(n for first in forwarded for n in range(first, _headers(lines, first + 1)))}


def _words(lines: list[str]) -> int:
    return sum(len(line.split()) for line in lines)


def _marks(line: str) -> bool:
    """Whether a line says that another message follows."""
    return bool(_REPLY.match(line) or _FORWARD.match(line))


def _headers(lines: list[str], first: int) -> int:
    """The index after the last of the headers that begin at a paragraph."""
    n = first
    while n < len(lines) and (_HEADER.match(lines[n]) or (n > first and lines[n].startswith("<"))):
        n += 1
    return n


def _opens_chain(lines: list[str], n: int) -> bool:
    if lines[n].startswith(">") or _marks(lines[n]):
        return True
    return lines[n].startswith("From: ") and _headers(lines, n) - n > _FEWEST_HEADERS


def _told(text: str, paragraphs: Sequence[Range], headers: range) -> tuple[Range | None, Range | None]:
    """Subject and sender, by the headers."""
    subject = sender = None
    for n in headers:
        header = _HEADER.match(text, *paragraphs[n])
        if header is None or not header["value"].strip():
            continue
        start, end = header.span("value")
        if header["name"] == "Subject":
            marks = _SUBJECT.match(text, start, end)
            subject = (marks.end() if marks else start, end)
        elif header["name"] == "From" and (name := _NAME.match(header["value"])):
            sender = (start + name.start(1), start + name.end(1))
    return subject, sender
