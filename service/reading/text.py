"""Reading plain text: from the caller's characters or bytes to a `Document`."""

import re
from dataclasses import replace
from datetime import date

from wirebrief.schemas import Published, Span, Warning
from wirebrief.schemas.vocabulary import ArticleKind
from wirebrief.service.errors import EmptyArticle, FileName, NotText, TooLong
from wirebrief.service.reading.boilerplate import find_boilerplate
from wirebrief.service.reading.document import (
    Document,
    Paragraph,
    Quotation,
    Sentence,
    Turn,
    View,
    Zone,
)
from wirebrief.service.reading.entries import Entries, find_entries, plain_entries
from wirebrief.service.reading.hyphens import join_cut_words
from wirebrief.service.reading.kind import article_kind
from wirebrief.service.reading.language import detect_language
from wirebrief.service.reading.mail import Mail, find_mail
from wirebrief.service.reading.paragraphs import split_paragraphs
from wirebrief.service.reading.published import find_published
from wirebrief.service.reading.quotations import Marked, find_quotations, with_turns
from wirebrief.service.reading.sentences import split_sentences
from wirebrief.service.reading.truecase import is_upper_case, truecase
from wirebrief.service.reading.view import Unfolded, fold, unfold
from wirebrief.service.reading.zones import Furniture, find_zones

DEFAULT_MAX_CHARS = 5_000_000
"""A guard against what is no article; whatever is shorter is read, by the `llm` engine in windows."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_MOST_CONTROLS = 0.01
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_FILE_SIGNATURES = ("%PDF-", "PK\x03\x04", "{\\rtf", "\x89PNG", "GIF8")
_MARKUP = re.compile(r"\s*<(?:!doctype html|html|head|body|rss|feed|rdf:RDF|\?xml)\b", re.IGNORECASE)
_FILE_NAME = re.compile(
    r"(?:~|\.{1,2}|[A-Za-z]:)?(?:[^\s<>|]|(?<=[\w)]) (?=[\w(])){1,200}"
    r"\.(?:txt|text|md|html?|xhtml|xml|pdf|docx?|odt|rtf|eml|msg|json|csv|epub)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://\S{3,2000}", re.IGNORECASE)
_PASS_TEXT = "Pass the text of an article, or its HTML."

Range = tuple[int, int]


def read_text(
    text: str | bytes, *, published: date | None = None, max_chars: int = DEFAULT_MAX_CHARS
) -> Document:
    """Read one article.

    Args:
        text: the article. Bytes are decoded as UTF-8, else as Windows-1252 with a warning.
        published: the day it was published, where the caller knows it.
        max_chars: the longest text accepted, in Unicode code points.

    Raises:
        EmptyArticle: there is no letter in it.
        FileName: it is the name of a file or an address.
        NotText: it is a binary file, or a page.
        TooLong: it is longer than `max_chars`.
    """
    decoded, warnings = decode_text(text) if isinstance(text, bytes) else (text, ())
    _check(decoded, max_chars)
    return resolve(draft_document(decoded, warnings), published)


def decode_text(data: bytes) -> tuple[str, tuple[Warning, ...]]:
    """Text from bytes; a byte order mark is dropped, as it is no part of the text."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace"), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            raise NotText(
                "This is a binary file.", hint="Pass the text of an article, or its HTML."
            ) from error
        note = (
            "The bytes are not UTF-8; they were read as Windows-1252. Offsets count the decoded characters."
        )
        return data.decode("cp1252", "replace"), (Warning(code="encoding_repaired", message=note),)


def _check(text: str, max_chars: int) -> None:
    if len(text) > max_chars:
        raise TooLong(
            f"The article has {len(text):,} characters; at most {max_chars:,} are read.",
            hint="Pass one article at a time.",
        )
    controls = len(_CONTROL.findall(text))
    if "\x00" in text or controls > _MOST_CONTROLS * len(text) or text.startswith(_FILE_SIGNATURES):
        raise NotText("This is a file of another kind, not text.", hint=_PASS_TEXT)
    if _SURROGATE.search(text):
        raise NotText(
            "The text holds lone surrogates, which no encoding can carry.",
            hint="Decode the bytes with errors='replace'.",
        )
    if _MARKUP.match(text):
        raise NotText("This is a page or a feed, not its words.", hint="Pass it as html.")
    if _FILE_NAME.fullmatch(text.strip()):
        raise FileName(
            f"{text.strip()!r} is the name of a file, not an article.",
            hint="Pass the words in it, or a pathlib.Path of it.",
        )
    if _ADDRESS.fullmatch(text.strip()):
        raise FileName(f"{text.strip()!r} is an address, not an article.", hint="Pass it as url.")
    if not any(c.isalnum() for c in text):
        raise EmptyArticle("There is no article in the text.", hint="Pass the words of a news article.")


def draft_document(text: str, warnings: tuple[Warning, ...] = ()) -> Document:
    """A document with everything but its dates, over text that has passed the checks."""
    language = detect_language(text)
    unfolded = _mixed_case(unfold(text, language))
    unfolded, lines = join_cut_words(unfolded, split_paragraphs(unfolded.text))
    view = View(text=fold(unfolded.text), starts=unfolded.starts)
    mail = find_mail(unfolded.text, lines)
    entries = find_entries(unfolded.text, lines) if mail is None else plain_entries(lines)
    ranges = entries.paragraphs
    furniture = find_zones(unfolded.text, ranges, _known_zones(unfolded.text, entries, mail))
    if mail is not None:
        furniture = replace(furniture, title=mail.subject or furniture.title, byline=mail.sender)
    told = [at for at, zone in zip(ranges, furniture.zones, strict=True) if zone != "furniture"]
    marked, turns = with_turns(find_quotations(unfolded.text, told), [turn.said for turn in entries.turns])
    paragraphs = tuple(
        Paragraph(*view.source(*at), zone) for at, zone in zip(ranges, furniture.zones, strict=True)
    )
    return Document(
        text=text,
        view=view,
        paragraphs=paragraphs,
        sentences=_sentences(unfolded, view, entries, furniture, language),
        quotations=_quotations(view, marked),
        turns=_turns(view, entries, turns),
        stamps=tuple(view.source(*at) for at in entries.stamps),
        published=Published(),
        language=language,
        kind=_kind(unfolded.text, entries, furniture),
        section=_words(text, view, furniture.section),
        title=_words(text, view, furniture.title),
        byline=_words(text, view, furniture.byline),
        publisher=_words(text, view, furniture.publisher),
        agency=_words(text, view, furniture.agency),
        dateline=_span(text, view, furniture.dateline),
        warnings=warnings + _repairs(unfolded),
    )


def _known_zones(text: str, entries: Entries, mail: Mail | None) -> dict[int, Zone]:
    """What is known of paragraphs before the others are looked at."""
    if mail is not None:
        return dict.fromkeys(mail.aside, "furniture")
    speakers: dict[int, Zone] = dict.fromkeys(entries.speakers, "speaker")
    page = find_boilerplate(text, entries.paragraphs) - entries.speakers
    return speakers | dict.fromkeys(entries.stamp_lines | page, "furniture")


def _kind(text: str, entries: Entries, furniture: Furniture) -> ArticleKind:
    paragraphs = [(text[a:b], zone) for (a, b), zone in zip(entries.paragraphs, furniture.zones, strict=True)]
    speakers = [text[slice(*turn.speaker)] if turn.speaker else None for turn in entries.turns]
    stamps = [text[slice(*at)] for at in entries.stamps]
    return article_kind(paragraphs, stamps=stamps, speakers=speakers)


def _turns(view: View, entries: Entries, quotations: list[list[int]]) -> tuple[Turn, ...]:
    return tuple(
        Turn(view.source(*turn.speaker) if turn.speaker else None, tuple(f"Q{n + 1}" for n in said))
        for turn, said in zip(entries.turns, quotations, strict=True)
    )


def _mixed_case(unfolded: Unfolded) -> Unfolded:
    """Upper-case wire copy with its case back, one character for one; anything else as it is."""
    if not is_upper_case(unfolded.text):
        return unfolded
    return replace(unfolded, text=truecase(unfolded.text))


def resolve(document: Document, given: date | None) -> Document:
    """The document with its publication date, and what there is to warn of about it."""
    found, warnings = find_published(document, given)
    return replace(document, published=found, warnings=document.warnings + warnings)


def _sentences(
    unfolded: Unfolded, view: View, entries: Entries, furniture: Furniture, language: str | None
) -> tuple[Sentence, ...]:
    behind = dict(entries.stamps)  # a stamp belongs to the sentence behind it
    sentences: list[Sentence] = []
    for n, (start, end) in enumerate(entries.paragraphs):
        begin = start
        for first, last in split_sentences(unfolded.text, behind.get(start, start), end, language) or [
            (start, end)
        ]:
            at = view.source(begin if begin == start else first, last)
            sentences.append(Sentence(f"S{len(sentences) + 1}", *at, n, furniture.zones[n]))
            begin = last
    return tuple(sentences)


def _quotations(view: View, marked: list[Marked]) -> tuple[Quotation, ...]:
    return tuple(
        Quotation(
            f"Q{n}",
            *view.source(m.start, m.end),
            *view.source(m.outer_start, m.outer_end),
            m.closed,
            None if m.parent is None else f"Q{m.parent + 1}",
            None if m.continues is None else f"Q{m.continues + 1}",
        )
        for n, m in enumerate(marked, start=1)
    )


def _words(text: str, view: View, at: Range | None) -> str | None:
    """The article's own words, on one line."""
    return " ".join(text[slice(*view.source(*at))].split()) if at else None


def _span(text: str, view: View, at: Range | None) -> Span | None:
    if at is None:
        return None
    start, end = view.source(*at)
    return Span(start=start, end=end, text=text[start:end])


def _repairs(unfolded: Unfolded) -> tuple[Warning, ...]:
    if not unfolded.repairs:
        return ()
    shown = ", ".join(f"{repair!r}" for repair in unfolded.repairs[:3])
    note = f"Characters that an encoding fault lost or changed were read around, as in {shown}."
    return (Warning(code="encoding_repaired", message=note),)
