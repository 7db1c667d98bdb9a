"""From reports to the quote drafts of the contract."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from wirebrief.schemas.draft import QuoteDraft, QuotedTextDraft
from wirebrief.service.engines.rules.actors import Cast
from wirebrief.service.engines.rules.judging.belief import Believe, believed
from wirebrief.service.engines.rules.lexicon import SAID
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.place import address
from wirebrief.service.engines.rules.speech.confidence import unsaid_confidence
from wirebrief.service.engines.rules.speech.marks import quotation_extents
from wirebrief.service.engines.rules.speech.quoted_text import unsaid_kind
from wirebrief.service.engines.rules.speech.report import Report
from wirebrief.service.engines.rules.speech.substance import says_something
from wirebrief.service.engines.rules.speech.weighing import features_of
from wirebrief.service.engines.rules.syntax.clauses import Extent
from wirebrief.service.engines.rules.syntax.phrases import coordinated
from wirebrief.service.engines.rules.syntax.subjects import passes_on, subject
from wirebrief.service.engines.rules.tagger import Tags

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_MAIN = frozenset({"ROOT", "ccomp", "parataxis", "conj", "aux", "auxpass", "dep"})
_PERHAPS_SAID = 0.3
"""Words in marks that are as likely as this to be said are not given as said by nobody."""
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
    believe: Believe = believed,
    tags: Tags | None = None,
) -> Speech:
    """Draft every quote and account for every quotation of an article.

    Args:
        about: gives the labels of the incidents that a report's content is about.
        bar: the least confidence of a quote.
        believe: how likely a record is right.
        tags: what the tagger says of the words.
    """
    extents = quotation_extents(parsed)
    placed: list[tuple[int, QuoteDraft]] = []
    used: list[int] = []
    said: set[int] = set()
    for report in reports:
        if not is_drafted(parsed, report):
            continue
        speakers = _actors(cast, coordinated(parsed, report.source_head) if report.source_head >= 0 else ())
        passing = _actors(cast, [_passing_on(parsed, report)])
        weighed = [
            (extent[0], _weighed(parsed, report, draft, cast, speakers, believe, extent, tags))
            for extent, draft in _quotes(parsed, report, extents, _Voices(cast, speakers, passing))
        ]
        drafts = [(at, draft) for at, draft in weighed if (draft.confidence or 0.0) >= bar]
        if weighed and not drafts:
            likely = max(draft.confidence or 0.0 for _, draft in weighed)
            said.update(report.quotations if likely >= _PERHAPS_SAID else ())
            continue
        if drafts:
            used += [*speakers, *passing]
        said.update(report.quotations)
        labels = about(report)
        placed += [(at, draft.model_copy(update={"incidents": labels})) for at, draft in drafts]
    placed.sort(key=lambda at: at[0])
    return Speech([quote for _, quote in placed], list(_unsaid(parsed, extents, said)), used)


def _weighed(
    parsed: Parsed,
    report: Report,
    draft: QuoteDraft,
    cast: Cast,
    speakers: list[int],
    believe: Believe,
    extent: Extent,
    tags: Tags | None,
) -> QuoteDraft:
    """The draft of a quote with how likely it is right."""
    actors, meant = [cast.actors[index] for index in speakers], cast.likely(report.source_head)
    known = features_of(parsed, report, draft, actors, extent, meant, tags)
    return draft.model_copy(update={"confidence": believe("quotes", known)})


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


@dataclass(frozen=True, slots=True)
class _Voices:
    """Who says something, and who passes it on, as indices of actors."""

    cast: Cast
    speakers: list[int]
    passing: list[int]

    def names(self) -> dict[str, object]:
        """The fields of a draft that name them."""
        via = next((self.cast.name(index) for index in self.passing), "")
        return {"speakers": [self.cast.name(index) for index in self.speakers], "via": via}


def _actors(cast: Cast, heads: Iterable[int]) -> list[int]:
    """The actors that phrases stand for, each once."""
    found = (cast.actor_of(head) for head in heads if head >= 0)
    return list(dict.fromkeys(index for index in found if index is not None))


def _passing_on(parsed: Parsed, report: Report) -> int:
    """The paper of "the paper quoted a clerk as saying …", or -1."""
    above = parsed.head[report.cue_head] if report.cue_head >= 0 else -1
    return subject(parsed, above) if above >= 0 and passes_on(parsed, above) else -1


def _quotes(
    parsed: Parsed, report: Report, extents: dict[int, Extent], voices: _Voices
) -> Iterator[tuple[Extent, QuoteDraft]]:
    bare = QuoteDraft(
        speaker_at=address(parsed, *report.source) if report.source else "",
        cue=address(parsed, report.cue_head, report.cue_head) if report.cue_head >= 0 else "",
        stance=report.stance,
    ).model_copy(update=voices.names())
    pieces = [p for p in report.content if _has_verb(parsed, p)] or list(report.content)
    pieces = [p for p in pieces if _is_indirect(parsed, report, p, extents)]
    around: set[Extent] = set()
    direct_before = False
    for n in sorted(report.quotations):
        first, last = extents[n]
        direct = _is_direct(parsed, (first, last))
        clause = next((p for p in pieces if not direct and p[0] <= first and last <= p[1]), None)
        around |= {clause} if clause else set()
        marked = {
            "quotation": parsed.document.quotations[n].id,
            "kind": "direct" if direct else "partial",
            "clause": address(parsed, *clause) if clause else "",
            "continues": direct_before and direct,
        }
        yield clause or (first, last), bare.model_copy(update=marked)
        direct_before = direct_before or direct
    for piece in pieces:
        if piece not in around:
            yield piece, bare.model_copy(update={"content": address(parsed, *piece), "kind": "indirect"})


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
