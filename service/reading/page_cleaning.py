"""What stands in a page beside its article, taken out before the article is looked for: boxes within
sentences, related links, galleries, captions, forms. And whether a page is one of many pieces.

A box is known by what it is, or by what its class says that it is; whatever it says, nothing that holds the
title or more than a few paragraphs is taken out.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # it has none

_BLOCKS = frozenset(
    """p div section article aside ul ol dl li table tr figure blockquote pre h1 h2 h3 h4 h5 h6 header footer
    main""".split()
)
_INLINE = frozenset("span a em strong b i small u font mark sup sub label".split())
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NEVER = frozenset(
    """script style noscript template aside nav footer form button select figcaption iframe svg dialog object
    embed""".split()
)
_BOX = re.compile(
    r"(?:^|[\s_-])(?:related|recirc\w*|teasers?|promos?|newsletter|subscri\w+|signup|sign-up|share"
    r"|sharing|social|recommended"
    r"|most-?(?:read|popular)|trending|outbrain|taboola|read-?(?:more|next|also)|more-(?:on|from|stories)"
    r"|also-(?:read|like)"
    r"|inline-?link|rollover-block|gallery|slideshow|carousel|caption|photo-?credit|image-?credit"
    r"|advert\w*|ad-?slot|sponsor\w*"
    r"|comments?|breadcrumbs?|cookie\w*|paywall|jump-?links?|tags?-?list|author-?bio|byline-?bio"
    r"|correction-box|poll-box)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_LARGEST_BOX = 1200
"""Characters that a box holds at the most."""
_FEWEST_LINKED = 16
"""Characters of a link that introduces a piece."""
_FEWEST_PIECES, _SHARE_OF_PIECES = 4, 0.6


def take_out_boxes(page: "HtmlElement") -> None:
    """Take out of a page, in place, what is no part of its article, and part blocks that touch."""
    sizes = _sizes(page)
    title = next(page.iter("h1"), None)
    around = {title, *title.iterancestors()} if title is not None else set()
    for element in [e for e in page.iter() if isinstance(e.tag, str)]:
        small = sizes.get(element, 0) <= _LARGEST_BOX and element not in around
        if (
            element.getparent() is not None
            and small
            and (_is_beside(element) or _is_box_in_sentence(element))
        ):
            element.drop_tree()
        elif element.tag in _BLOCKS:
            element.tail = " " + (element.tail or "")


def _sizes(page: "HtmlElement") -> dict["HtmlElement", int]:
    """How many characters each element holds, told from the leaves up."""
    sizes: dict[HtmlElement, int] = {}
    for element in reversed(list(page.iter())):
        own = len(element.text or "") if isinstance(element.tag, str) else 0
        sizes[element] = own + sum(sizes[child] + len(child.tail or "") for child in element)
    return sizes


def _is_beside(element: "HtmlElement") -> bool:
    marks = f"{element.get('class', '')} {element.get('id', '')}"
    return element.tag in _NEVER or (
        element.tag not in ("html", "body", "main", "article") and bool(_BOX.search(marks))
    )


def _is_box_in_sentence(element: "HtmlElement") -> bool:
    """A piece of a line that holds a paragraph: no sentence does."""
    if element.tag not in _INLINE or next(element.iterancestors("p"), None) is None:
        return False
    return any(child.tag in _BLOCKS for child in element)


def paragraphs_of(page: "HtmlElement") -> list[str]:
    """The texts of the blocks about the title, one a paragraph; for short pages, in which an extractor sees
    no shape."""
    title = next(page.iter("h1"), None)
    start = title if title is not None else page
    root = next((up for up in start.iterancestors("article", "main", "body")), page)
    lines: list[list[str]] = [[]]
    for event, element in _walk(root):
        if element.tag in _BLOCKS or element.tag == "br":
            lines.append([])
        if isinstance(element.tag, str) and element.tag not in _NEVER:
            lines[-1].append((element.text if event == "start" else element.tail) or "")
        elif event == "end":
            lines[-1].append(element.tail or "")
    return [words for line in lines if (words := " ".join("".join(line).split()))]


def _walk(root: "HtmlElement") -> Iterator[tuple[str, "HtmlElement"]]:
    from lxml.etree import iterwalk  # type: ignore[import-untyped]  # it has none

    for event, element in iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("start", "end"):
            if element is root and event == "end":
                return
            yield event, element
        else:
            yield "end", element


def _linked_lines(page: "HtmlElement") -> set[str]:
    """How the lines begin that are links to other pieces: headings below the title, items of a list."""
    found: set[str] = set()
    for element in page.iter("h2", "h3", "h4", "h5", "li"):
        link = next(element.iter("a"), None)
        if link is None:
            continue
        words, linked = (" ".join(e.text_content().split()) for e in (element, link))
        behind = words.removeprefix(linked).lstrip()
        introduces = element.tag != "li" or behind[:1].isupper()  # else the item is the article's, and links
        if len(linked) >= _FEWEST_LINKED and words.startswith(linked) and introduces:
            found.add(_start(words))
    return found


def lists_pieces(page: "HtmlElement", lines: Sequence[str]) -> bool:
    """Whether most of a page's lines each introduce a piece elsewhere: the first words below a linked
    heading, or the heading itself."""
    below, introduced = False, set()
    for element in page.iter(*_HEADINGS, "p"):
        if element.tag in _HEADINGS:
            above = next(element.iterancestors("a"), None)
            below = element.find(".//a") is not None or above is not None
            if below:
                introduced.add(_start(element.text_content()))
        elif below:
            introduced.add(_start(element.text_content()))
            below = False
    pieces = sum(_start(line) in introduced for line in lines)
    return pieces >= _FEWEST_PIECES and pieces >= _SHARE_OF_PIECES * len(lines)


def without_links(page: "HtmlElement", lines: Sequence[str]) -> list[str]:
    """The lines that are no links to other pieces."""
    linked = _linked_lines(page)
    return [line for line in lines if _start(line.removeprefix("- ")) not in linked]


def _start(words: str) -> str:
    return " ".join(words.split())[:60].casefold()
