"""What sort of text a page holds, told from its form: how its paragraphs open and end, what stands around
them.

No word of the news decides, so that a report of violence and one of a flower show are alike a report. Where
two forms meet (a live page with an interview in it) the one that shapes the page comes first.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from wirebrief.schemas.vocabulary import ArticleKind
from wirebrief.service.reading.document import Zone

_STOPPED = re.compile("[.!?\u2026\u3002\uff01\uff1f][\"'\u201d\u2019\xbb)\\]*]*$")
_MARKED = re.compile('["\u201c\xab\u201e][^"\u201d\u201c\xbb\n]{0,2000}["\u201d\u201c\xbb]?')
_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I've|I'd|I'll|my|me|mine|myself)\b")

_LIVE = re.compile(
    r"\b(?:LIVE|[Ll]ive (?:updates?|blog|text|coverage|report|page)|[Ll]iveblog|[Aa]s it happened"
    r"|[Rr]olling coverage"
    r"|[Mm]inute[- ]by[- ]minute|[Bb]all[- ]by[- ]ball)\b|\b[Ll]ive[:!]"
)
_TRANSCRIPT = re.compile(r"\b(?i:transcript|full text|verbatim|hearing record)\b")
_LETTERS = re.compile(
    r"\bletters? (?:to the|from|page)\b|^letters?\b|\bopen letter\b|\breaders?(?:'s?)? (?:write|letters"
    r"|views)\b"
    r"|\byour (?:letters|views|say)\b",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"(?:Dear|DEAR) [A-Z][^.!?\n]{1,60}?[,:\u2013\u2014-]|(?:Sir|SIR|Madam|Sirs|Editor"
    r"|To the Editor)\b\s?[,:\u2013\u2014-]"
    r"|Re:? [A-Z\"\u201c]"
)
_RELEASE = re.compile(
    r"\bfor immediate release\b|^(?:press|media|news) release\b|^(?:press|media) contacts?\b"
    r"|^notes to editors?\b"
    r"|^for (?:more|further) information,? (?:please )?contact\b|^(?:###|-?ends?-?)$|\bembargoed until\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"^(?:opinions?|editorials?|op-?ed|comment|commentary|columns?|columnists?|viewpoint|perspective"
    r"|analysis|reviews?"
    r"|leader|blogs?)\b\s*(?:[:|/\u2013\u2014-]|$)",
    re.IGNORECASE,
)
_OWN_VIEW = re.compile(
    r"\b(?:views|opinions) (?:expressed|in this)\b|\bis an? (?:[\w-]+ ){0,3}columnist\b|\bthe author's own\b"
    r"|\bin my (?:view|opinion)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"[*\u2022\u25aa\u25cf\xb7\u2013\u2014-]\s+\S|(?:\(?\d{1,3}[.):]|#\d{1,3}\b|No\.? ?\d{1,3}\b)\s*\S"
    r"|(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?"
    r"|\d{1,2} [A-Z][a-z]{2,8}"
    r"(?: \d{4})?|(?:1[5-9]|20)\d\d)\s?[:\u2013\u2014-]"
)
_NAMED_ITEM = re.compile(r"[A-Z][^:!?\n]{1,60}: [^\"\u201c\s]")
_COUNTED_TITLE = re.compile(
    r"(?:the |top |our |these |\W)*(?:\d{1,3}|three|four|five|six|seven|eight|nine|ten|twelve|twenty) "
    r"(?:(?:[\w'-]+ ){0,3}(?:best|worst|biggest|things|ways|reasons|facts|moments|places|books|films|tips"
    r"|takeaways)\b)"
    r"|timeline\b|fact ?box\b|in numbers\b|at a glance\b|key dates\b",
    re.IGNORECASE,
)

_FEWEST_ENTRIES, _FEWEST_TURNS, _FEWEST_ITEMS, _FEWEST_HEADLINES = 3, 2, 3, 6
_MOST_ITEM_SHARE, _HALF = 0.6, 0.5
_OWN_SHARE, _FEWEST_OWN = 0.012, 4


def article_kind(
    paragraphs: Sequence[tuple[str, Zone]], *, stamps: Sequence[str], speakers: Sequence[str | None]
) -> ArticleKind:
    """The kind of an article.

    Args:
        paragraphs: each with its zone, in order.
        stamps: the clock times of entries that have their own.
        speakers: who has the word in each turn of a conversation; None where only "Q" and "A" stand there.
    """
    body = [words for words, zone in paragraphs if zone in ("body", "crosshead")]
    head = [words for words, zone in paragraphs if zone in ("section", "title", "standfirst")][:4]
    top = head + body[:1]
    if len(stamps) > 1 and (any(map(_LIVE.search, top)) or _is_newest_first(stamps)):
        return "live"
    if len(speakers) >= _FEWEST_TURNS and len(speakers) >= len(body) / 5:
        return "transcript" if len(set(speakers)) > 2 or any(map(_TRANSCRIPT.search, top)) else "interview"
    if any(map(_RELEASE.search, [*head, *body, *(words for words, zone in paragraphs if zone == "credit")])):
        return "press_release"
    if any(map(_LETTERS.search, head or body[:1])) or any(map(_SALUTATION.match, body)):
        return "letters"
    if _is_index(body):
        return "index"
    if len(stamps) >= _FEWEST_ENTRIES or _is_list(head, body):
        return "list"
    return (
        "opinion"
        if _is_opinion(head, paragraphs, body)
        else "report"
        if any(map(_is_told, body))
        else "other"
    )


def _is_newest_first(stamps: Sequence[str]) -> bool:
    """Whether clock times mostly go back, as no log or programme does."""
    times = [tuple(map(int, re.findall(r"\d+", stamp)[:2])) for stamp in stamps]
    back = sum(later < earlier for earlier, later in pairwise(times))
    return len(stamps) >= _FEWEST_ENTRIES and back > _HALF * len(stamps)


def _is_told(words: str) -> bool:
    """Whether a paragraph is a sentence at least."""
    return bool(_STOPPED.search(words)) and len(words.split()) >= 3


def _is_index(body: Sequence[str]) -> bool:
    """Headlines, each with a line of its own at most below it: nothing is told to its end."""
    headlines = [n for n, words in enumerate(body) if _is_headline(words)]
    runs = max((b - a - 1 for a, b in zip([-1, *headlines], [*headlines, len(body)], strict=True)), default=0)
    return len(headlines) >= _FEWEST_HEADLINES and len(headlines) >= _HALF * len(body) and runs <= 3


def _is_headline(words: str) -> bool:
    few = words.split()
    return (
        4 <= len(few) <= 20 and not _STOPPED.search(words) and words[:1].isupper() and not _ITEM.match(words)
    )


def _is_list(head: Sequence[str], body: Sequence[str]) -> bool:
    items = [bool(_ITEM.match(words)) for words in body]
    named = [bool(_NAMED_ITEM.match(words)) for words in body]
    marked = sum(items)
    if any(map(_COUNTED_TITLE.match, head or body[:1])) and marked + sum(named) >= _FEWEST_ITEMS:
        return True
    both = sum(map(max, zip(items, named, strict=True)))
    return both >= min(_FEWEST_ITEMS, max(len(body), 2)) and both >= _MOST_ITEM_SHARE * len(body)


def _is_opinion(head: Sequence[str], paragraphs: Sequence[tuple[str, Zone]], body: Iterable[str]) -> bool:
    around = [words for words, zone in paragraphs if zone in ("byline", "credit")]
    if any(map(_OPINION.match, [*head, *around])):
        return True
    own = [_MARKED.sub(" ", words) for words in body]
    if any(map(_OWN_VIEW.search, [*around, *own[-2:]])):
        return True
    first = [len(_FIRST_PERSON.findall(words)) for words in own]
    words = sum(len(words.split()) for words in own)
    return sum(first) >= max(_FEWEST_OWN, _OWN_SHARE * words) and sum(map(bool, first)) >= 2
