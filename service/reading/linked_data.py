"""What a page says about its article in linked data (schema.org, JSON-LD)."""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import JsonValue

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # it has none

_ARTICLE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report|WebPage)$")
_OTHER = re.compile(
    r"(?:WebSite|Organization|Person|Place|ImageObject|VideoObject|AudioObject|MediaObject|ImageGallery|ItemList"
    r"|ListItem|BreadcrumbList|Comment|Review|Offer|Product|Event|SearchAction|ClaimReview|Book|Movie)$"
)

Thing = dict[str, JsonValue]


def articles(page: "HtmlElement") -> Iterator[Thing]:
    """What is described for itself: articles first, then things of other types that may be one."""
    things = [thing for data in _data(page) for thing in _things(data)]
    yield from (thing for thing in things if any(map(_ARTICLE.search, _types(thing))))
    for thing in things:
        types = _types(thing)
        if types and not any(_ARTICLE.search(name) or _OTHER.search(name) for name in types):
            yield thing


def _data(page: "HtmlElement") -> Iterator[JsonValue]:
    for script in page.iter("script"):
        if "ld+json" not in script.get("type", "").lower():
            continue
        try:
            yield json.loads(script.text_content(), strict=False)
        except (ValueError, RecursionError):
            continue  # publishers get it wrong often enough


def _things(data: JsonValue) -> Iterator[Thing]:
    """Things that are listed or in a `@graph`, but no part of another thing."""
    if isinstance(data, list):
        for item in data:
            yield from _things(item)
    elif isinstance(data, dict):
        yield data
        yield from _things(data.get("@graph"))


def _types(thing: Thing) -> list[str]:
    types = thing.get("@type")
    return [name for name in (types if isinstance(types, list) else [types]) if isinstance(name, str)]
