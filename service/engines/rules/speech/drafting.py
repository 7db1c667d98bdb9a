"""From reports to the quote drafts of the contract."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wirebrief.schemas.draft import QuoteDraft, QuotedTextDraft
from wirebrief.service.engines.rules.actors import Cast
from wirebrief.service.engines.rules.lexicon import SAID
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.place import address
from wirebrief.service.engines.rules.speech.clauses import Extent
from wirebrief.service.engines.rules.speech.confidence import confidence, unsaid_confidence
from wirebrief.service.engines.rules.speech.marks import quotation_extents
from wirebrief.service.engines.rules.speech.quoted_text import unsaid_kind
from wirebrief.service.engines.rules.speech.report import Report
from wirebrief.service.engines.rules.speech.substance import says_something

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_MAIN = frozenset({"ROOT", "ccomp", "parataxis", "conj", "aux", "auxpass", "dep"})
_SPEECHLESS = frozenset({"section", "byline", "credit"})


@dataclass(frozen=True, slots=True)
class Speech:
    """The drafts of one article's speech, and the actors that they refer to."""

    quotes: list[QuoteDraft]
    quoted_text: list[QuotedTextDraft]
    actors: list[int]


def draft_speech(
    parsed: Parsed,
    reports: list[Report],
    cast: Cast,
    about: Callable[[Report], list[str]] = lambda _: [],
    bar: float = 0.0,
) -> Speech:
    """Draft every quote and account for every quotation of an article.

    Args:
        about: gives the labels of the incidents that a report's content is about.
        bar: the least confidence of a quote.
    """
    extents = quotation_extents(parsed)
    placed: list[tuple[int, QuoteDraft]] = []
    used: list[int] = []
    said: set[int] = set()
    for report in reports:
        if not is_drafted(parsed, report):
            continue
        speaker = cast.actor_of(report.source_head)
        drafts = list(_quotes(parsed, report, extents, cast.name(speaker) if speaker is not None else ""))
        if any((draft.confidence or 0.0) < bar for _, draft in drafts):
            continue
        if drafts and speaker is not None:
            used.append(speaker)
        said.update(report.quotations)
        labels = about(report)
        placed += [(at, draft.model_copy(update={"incidents": labels})) for at, draft in drafts]
    placed.sort(key=lambda at: at[0])
    return Speech([quote for _, quote in placed], list(_unsaid(parsed, extents, said)), used)


def is_drafted(parsed: Parsed, report: Report) -> bool:
    """Whether the contract has a place for it: not denied, and in the article's own words."""
    if report.sort not in SAID and not report.quotations:
        return False
    if report.source is None and not report.quotations:
        return False
    if report.negated and report.stance != "denies" and not report.quotations:
        return False
    if report.cue_head >= 0 and parsed.quote[report.cue_head] >= 0:
        return False
    if not report.quotations and not says_something(parsed, report):
        return False
    zone = parsed.document.sentences[parsed.sentence[report.content[0][0]]].zone
    return zone not in _SPEECHLESS


def _quotes(
    parsed: Parsed, report: Report, extents: dict[int, Extent], speaker: str
) -> Iterator[tuple[int, QuoteDraft]]:
    bare = QuoteDraft(
        speakers=[speaker] if speaker else [],
        speaker_at=address(parsed, *report.source) if report.source else "",
        cue=address(parsed, report.cue_head, report.cue_head) if report.cue_head >= 0 else "",
        stance=report.stance,
        confidence=confidence(parsed, report, resolved=bool(speaker)),
    )
    direct_before = False
    for n in sorted(report.quotations):
        extent = extents[n]
        direct = _is_direct(parsed, extent)
        marked = {
            "quotation": parsed.document.quotations[n].id,
            "kind": "direct" if direct else "partial",
            "continues": direct_before and direct,
        }
        yield extent[0], bare.model_copy(update=marked)
        direct_before = direct_before or direct
    pieces = [p for p in report.content if _has_verb(parsed, p)] or report.content
    for piece in pieces:
        if _is_indirect(parsed, report, piece, extents):
            unmarked = {"content": address(parsed, *piece), "kind": "indirect"}
            yield piece[0], bare.model_copy(update=unmarked)


def _has_verb(parsed: Parsed, piece: Extent) -> bool:
    """Whether a piece is more than what a tag cuts off: "Once there, she said, he hit the guard"."""
    return any(parsed.pos[t] in ("VERB", "AUX") for t in range(piece[0], piece[1] + 1))


def _is_direct(parsed: Parsed, extent: Extent) -> bool:
    """Whether the marked words hold a finite main clause or are a whole sentence."""
    first, last = extent
    begins = parsed.segments[parsed.segment[first]][0]
    whole = all(parsed.mark[i] or parsed.pos[i] in ("PUNCT", "SPACE") for i in range(begins, first))
    if whole and parsed.text[last] in (".", "!", "?", ",") and parsed.text[first][:1].isupper():
        return True
    for i in range(first, last + 1):
        if parsed.tag[i] in _FINITE and parsed.dep[i] in _MAIN:
            owner = parsed.head[i] if parsed.dep[i] in ("aux", "auxpass") else i
            if any(parsed.dep[c].startswith("nsubj") and first <= c <= last for c in parsed.children[owner]):
                return parsed.text[first][:1].isupper() or whole
    return False


def _is_indirect(parsed: Parsed, report: Report, piece: Extent, extents: dict[int, Extent]) -> bool:
    """Whether a piece of content is reported without marks, in one sentence, and says something."""
    first, last = piece
    if parsed.sentence[first] != parsed.sentence[last] or report.sort not in SAID:
        return False
    if not report.quotations:
        return True
    bare = [i for i in range(first, last + 1) if parsed.quote[i] < 0 and not parsed.mark[i]]
    bare = [i for i in bare if parsed.pos[i] not in ("PUNCT", "SPACE", "DET", "ADP")]
    return len(bare) >= 3 and any(parsed.pos[i] in ("VERB", "AUX") for i in bare)


def _unsaid(parsed: Parsed, extents: dict[int, Extent], said: set[int]) -> Iterator[QuotedTextDraft]:
    for n, extent in extents.items():
        if n not in said:
            quotation = parsed.document.quotations[n].id
            kind = unsaid_kind(parsed, extent)
            yield QuotedTextDraft(quotation=quotation, kind=kind, confidence=unsaid_confidence())
