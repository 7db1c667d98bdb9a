"""JSON as language models write it, read without guessing and in linear time.

Read besides JSON: raw line breaks in strings, trailing, doubled and missing commas, comments, single quotes,
`\\'` and other needless escapes, Python's literals, bare keys, and quotation marks left bare inside a string
where what follows shows that the string goes on. Anything else ends the reading there: what was complete by
then is kept, and `open` tells which containers were not. A key given twice has what both say.

The standard library reads only whole and correct JSON; json-repair takes any characters for some JSON, in
time that is not linear, and tells neither of doubled keys nor of where it guessed.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pydantic import JsonValue

Container = dict[str, JsonValue] | list[JsonValue]

_DEEPEST = 40
_START = re.compile(r"""\{\s*+(?:["']|\w++\s*+:)""")
_SPACE = re.compile(r"(?:[\s,\ufeff]++|//[^\n]*+|/\*[^*]{0,500}+\*/)*+")
_WORD = re.compile(r"[A-Za-z_][\w-]*+")
_COLON = re.compile(r"\s*+:")
_NUMBER = re.compile(r"[+-]?(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d++)?")
_AFTER_NUMBER = frozenset(" \t\r\n,]}/")
_LITERALS: dict[str, JsonValue] = {
    "true": True,
    "True": True,
    "false": False,
    "False": False,
    "null": None,
    "None": None,
    "undefined": None,
    "NaN": None,
}
_NOTHING: tuple[JsonValue, ...] = (None, "", [], {})
_UP_TO = {quote: re.compile(rf"(?:[^{quote}\\]++|\\.)*+{quote}", re.DOTALL) for quote in "\"'"}
_ESCAPE = re.compile(
    r"\\(?:u(?P<pair>[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w)|u(?P<unit>[0-9a-fA-F]{4})|(?P<char>.))", re.DOTALL
)
_ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "\n": ""}
_KEY_NEXT = r"""(?:["'][^"'\n]{0,60}["']|[A-Za-z_]\w{0,60})\s*+:"""
_KEY_CUT = r"""["'][^"'\n]{0,60}["']?\s*+\Z"""
_VALUE_NEXT = r"""(?:["'\[{\]}\d.+-]|(?:true|false|null|True|False|None)\b|\Z)"""
_NEW_LINE = r"(?:[^\S\n]*+\n)++\s*+"
_AFTER_VALUE_IN_OBJECT = re.compile(
    rf"\s*+(?:,\s*+(?:{_KEY_NEXT}|{_KEY_CUT}|[}}\]]|\Z)|[}}\]]|\Z)|{_NEW_LINE}{_KEY_NEXT}"
)
_AFTER_VALUE_IN_ARRAY = re.compile(rf"""\s*+(?:,\s*+{_VALUE_NEXT}|[\]}}]|\Z)|{_NEW_LINE}["'\[{{]""")
_STRICT_TRIES = 3
"""Each failure of the standard library's reader costs it a look at the whole text before."""


@dataclass(slots=True)
class Loose:
    """What was read.

    Attributes:
        value: the outermost object, with everything in it that was complete.
        end: offset at which reading ended.
        open: the containers, outermost first, that were still being written where it broke off; none where
            the object is whole.
    """

    value: dict[str, JsonValue]
    end: int
    open: list[Container] = field(default_factory=list)


def objects(text: str) -> Iterator[Loose]:
    """The outermost objects in a text, in order, the broken ones too.

    A text of nothing but beginnings would be read again from each of them: that stops after a while.
    """
    at, effort = 0, 6 * len(text) + 20_000
    strict = _STRICT_TRIES
    while effort > 0 and (start := _START.search(text, at)):
        read = _strict(text, start.start()) if strict else None
        if read is None:
            strict = max(0, strict - 1)
            read = Growing(text, start.start(), ended=True).read()
        effort -= read.end - start.start() + 1
        yield read
        at = read.end if not read.open else start.start() + 1


def unescaped(text: str) -> str:
    """A text with one level of escapes undone, as for JSON that was put into a string of JSON."""
    return _ESCAPE.sub(_unescape, text)


def merged(pairs: Sequence[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    """An object of its pairs; of a key given twice, both lists or the value that says something."""
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    made = {}
    for key, value in pairs:
        old = made.get(key)
        if isinstance(old, list) and isinstance(value, list):
            made[key] = [*old, *(item for item in value if item not in old)] if old else value
        elif key not in made or value not in _NOTHING:
            made[key] = value
    return made


_DECODER = json.JSONDecoder(object_pairs_hook=merged, strict=False)


def _strict(text: str, start: int) -> Loose | None:
    """Read by the standard library, which is ten times as fast; None where it cannot."""
    try:
        value, end = _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    return Loose(value, end)


class _Broken(Exception):
    """What comes next is nothing that can be read."""


class Growing:
    """Reads one object while its text is still coming.

    Iterative, for answers can be nested without end.

    Args:
        text: what there is of it so far.
        start: where its brace stands.
        ended: no more will come; else what stands at the end is left, for it may go on.
    """

    def __init__(self, text: str, start: int, *, ended: bool = False) -> None:
        self._text = text
        self._at = start + 1
        self._ended = ended
        self._value: dict[str, JsonValue] = {}
        self._open: list[Container] = [self._value]

    def add(self, text: str) -> None:
        """More of its text."""
        self._text += text

    def read(self) -> Loose:
        """Read on as far as there is anything whole."""
        safe = self._at
        try:
            while self._open:
                safe = self._at
                self._step()
        except _Broken:
            if not self._ended:
                self._at = safe
        return Loose(self._value, self._at, self._open)

    def _step(self) -> None:
        """Read one entry of the innermost container, or its end."""
        self._skip()
        container = self._open[-1]
        char = self._text[self._at : self._at + 1]
        if char == ("}" if isinstance(container, dict) else "]"):
            self._at += 1
            self._open.pop()
            return
        key = self._key() if isinstance(container, dict) else ""
        self._skip()
        char = self._text[self._at : self._at + 1]
        if char in ("{", "["):
            self._enter({} if char == "{" else [], key)
        else:
            self._put(key, self._scalar(char))

    def _enter(self, made: Container, key: str) -> None:
        if len(self._open) == _DEEPEST:
            raise _Broken
        self._at += 1
        container = self._open[-1]
        if isinstance(container, list):
            container.append(made)
        elif isinstance(old := container.get(key), type(made)):
            made = old  # a key given twice goes on where it was left
        else:
            container[key] = made
        self._open.append(made)

    def _put(self, key: str, value: JsonValue) -> None:
        container = self._open[-1]
        if isinstance(container, list):
            container.append(value)
        elif key not in container or value not in _NOTHING:
            container[key] = value

    def _key(self) -> str:
        quote = self._text[self._at : self._at + 1]
        if quote in ('"', "'"):
            key = self._string(quote, _COLON)
        else:
            word = _WORD.match(self._text, self._at)
            if word is None:
                raise _Broken
            key = word.group()
            self._at = word.end()
        colon = _COLON.match(self._text, self._at)
        if colon is None:
            raise _Broken
        self._at = colon.end()
        return key

    def _scalar(self, char: str) -> JsonValue:
        if char in ('"', "'"):
            inside = isinstance(self._open[-1], dict)
            return self._string(char, _AFTER_VALUE_IN_OBJECT if inside else _AFTER_VALUE_IN_ARRAY)
        if (word := _WORD.match(self._text, self._at)) and word.group() in _LITERALS:
            self._at = word.end()
            return _LITERALS[word.group()]
        number = _NUMBER.match(self._text, self._at)
        if number is None or self._text[number.end() : number.end() + 1] not in _AFTER_NUMBER:
            raise _Broken
        self._at = number.end()
        written = number.group()
        whole = written.lstrip("+-").isdigit() and len(written) < 300  # Python refuses to read longer ones
        return int(written) if whole else float(written)

    def _string(self, quote: str, after: re.Pattern[str]) -> str:
        """A string up to the first mark that something may follow which follows a string."""
        end = start = self._at + 1
        while found := _UP_TO[quote].match(self._text, end):
            bare_before, end = end > start, found.end()
            follows = after.match(self._text, end)
            if follows and not (self._breaks_off(follows) and self._may_go_on(bare_before, end)):
                self._at = end
                return unescaped(self._text[start : end - 1])
        self._at = len(self._text)
        raise _Broken

    def _breaks_off(self, follows: re.Match[str]) -> bool:
        """Whether what follows a string is nothing yet, or half a key."""
        said = follows.group().strip(" \t\r\n,")
        half = follows.re is _AFTER_VALUE_IN_OBJECT and said[-1:] not in ("}", "]", ":")
        return follows.end() == len(self._text) and (not said or half)

    def _may_go_on(self, bare_before: bool, offset: int) -> bool:
        """Whether a string that ends where the text does may have gone on.

        While more is coming it may; and of two marks the second may begin what comes next.
        """
        return not self._ended or (bare_before and not self._text[offset:].strip())

    def _skip(self) -> None:
        space = _SPACE.match(self._text, self._at)
        self._at = space.end() if space else self._at


def _unescape(match: re.Match[str]) -> str:
    if pair := match["pair"]:
        return _code_units(pair.replace("\\u", ""), match.group())
    if unit := match["unit"]:
        return chr(int(unit, 16))
    return _ESCAPED.get(match["char"], match["char"])


def _code_units(digits: str, otherwise: str) -> str:
    try:
        return bytes.fromhex(digits).decode("utf-16-be")
    except ValueError:
        return otherwise
