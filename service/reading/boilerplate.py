"""Paragraphs that belong to the page and not to the article: teasers for other pieces, buttons, captions of a
gallery, the running heads of printed pages. Their words are data, in `furniture.toml`.

A text always keeps a paragraph that ends like a sentence, so that a caption alone is still read.
"""

import re
from collections import Counter

from wirebrief.service.reading.furniture import words

Range = tuple[int, int]

_SPACES = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
_BEFORE = f"{_SPACES}*_#>\u2022\u25aa\u25cf\u25ba\u25b6\u00b7|-"
_BEHIND = f"{_SPACES}*_:|\u2026.\u203a\u00bb>-"
"""Signs around the words of a line: taken off by `strip`, for a pattern would try every run of them anew."""
_STOPPED = re.compile("[.!?\u2026\u3002\uff01\uff1f][\"'\u201d\u2019\xbb)\\]]*$")
_LEAD = re.compile(
    r"^[^\w\[(]*[\[(]?(?P<lead>[^\W\d_][\w' &-]{2,40}?)\s*(?:[:|\u203a\u00bb>\u2014]|[-\u2013]\s)"
)
_BRACKETED = re.compile(r"[\[({][^\[\](){}\n]{12,200}[\])}]$")
_COUNTED = re.compile(
    r"(?:(?:page|p\.|slide|photo|image) ?)?\d+(?: ?(?:of|/) ?\d+)?"
    r"|\d[\d,.]* ?(?:comments?|shares?|views?|likes?|replies|tweets)",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"(?:share|save|follow|tweet|pin|post)(?: (?:this|us|on|to|via|article|story|[A-Z]\w+)){1,4}",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"\S+@\S+\.\w+|@\w+|https?://\S+|www\.\S+")
_GALLERY = re.compile(
    r"(?:(?:slide|photo|image|picture) )?\d{1,3} ?(?:of|/) ?\d{1,3}\b[.:]?\s", re.IGNORECASE
)
_PICTURED = re.compile(
    r"(?:image|photo|photograph|picture|media|video)s?(?: (?:caption|copyright|credit|source|playback"
    r"|by))?\s?[:\xa9]"
    r"|(?:image|media) (?:caption|copyright|playback|source)\b|file (?:photo|picture|image)\b",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    r"[(\[/|](?:[^()\[\]/|\n]{0,40}/)?[^()\[\]/|\n]{0,40}\b(?:Photo|Images|Picture|via AP|Handout|Getty"
    r"|EPA|REX|File)"
    r"[^()\[\]|\n]{0,40}[)\]]?\.?$"
)
_LONGEST_BUTTON, _LONGEST_TEASER, _LONGEST_HEAD = 40, 220, 90


def find_boilerplate(text: str, paragraphs: list[Range]) -> frozenset[int]:
    """Indices of the paragraphs of `text` that are no part of the article."""
    lines = [text[a:b] for a, b in paragraphs]
    heads = _running_heads(lines)
    found: set[int] = set()
    below = False
    for n, line in enumerate(lines):
        bare = line.lstrip(_BEFORE).rstrip(_BEHIND)
        heading = bare.casefold() in words("teasers")
        below = heading or (below and not _STOPPED.search(line) and len(line) < _LONGEST_TEASER)
        if below or line in heads or _is_button(bare) or (n and _is_teaser(line)) or _is_caption(line):
            found.add(n)
    kept = any(n not in found and _STOPPED.search(line) for n, line in enumerate(lines))
    return frozenset(found) if kept else frozenset()


def _running_heads(lines: list[str]) -> frozenset[str]:
    """Lines that stand on several pages, alike but for the number of the page."""
    short = [line for line in lines if len(line) <= _LONGEST_HEAD and not _STOPPED.search(line)]
    alike = Counter(map(_but_figures, short))
    fewest = {line: 2 if re.search(r"(?i)\bpage \d", line) else 3 for line in short}
    return frozenset(
        line
        for line in short
        if alike[_but_figures(line)] >= fewest[line]
        and re.search(r"[^\W\d_]{3}", line)
        and line[0].isalnum()  # no item of a list
    )


def _but_figures(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _is_button(bare: str) -> bool:
    if len(bare) > _LONGEST_BUTTON:
        return False
    return bare.casefold() in words("buttons") or any(
        p.fullmatch(bare) for p in (_COUNTED, _SHARED, _ADDRESSED)
    )


def _is_teaser(line: str) -> bool:
    """ "READ MORE: Two lions …", "[Read: Why …]", "RELATED | …"."""
    if len(line) > _LONGEST_TEASER:
        return False
    lead = _LEAD.match(line)
    if lead and lead["lead"].casefold() in words("teasers"):
        return True
    return bool(_BRACKETED.match(line)) and line[0] == "[" and not _STOPPED.search(line[:-1])


def _is_caption(line: str) -> bool:
    return bool(_GALLERY.match(line) or _PICTURED.match(line) or (_CREDITED.search(line) and len(line) < 400))
