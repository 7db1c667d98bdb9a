"""Whether the article's own words tie a quote to its speaker and its cue, and blame to its source."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from wirebrief.schemas import Span
from wirebrief.schemas.vocabulary import Act
from wirebrief.service.grounding.case import Case
from wirebrief.service.grounding.cast import is_pronoun
from wirebrief.service.grounding.records import (
    Finding,
    GroundedAttribution,
    GroundedQuote,
    GroundedQuotedText,
    Grounding,
    Severity,
)
from wirebrief.service.grounding.rows import Rows
from wirebrief.service.languages import WITH_SENTENCES, table
from wirebrief.service.reading.folding import folded
from wirebrief.service.reading.truecase import is_common

_LONGEST_CUE = 6
_LONGEST_BETWEEN = 12
"""Words of a reporter within a quotation."""
_BACK = 3
"""Sentences before an uncued quotation among which its speaker must be named."""
_ABOVE = ("title", "standfirst")
_LATELY = 6
"""Sentences before a clause of blame among which the accused must be named."""
_OF_ANOTHER: frozenset[Act] = frozenset(("blames", "suspects", "charges", "convicts"))
"""What nobody does to itself."""
_NO_CUE = frozenset("the a an this that these those and or but of in on at to as by for with".split())
_NEGATED = re.compile(r"(?:\b(?:not|never|no|cannot)|n['’]t)\s+(?:that\s+)?$", re.IGNORECASE)


class SpeechChecks:
    def __init__(self, case: Case, merged: dict[int, int]) -> None:
        self._case = case
        self._merged = merged
        self._members: dict[int, set[int]] = defaultdict(set)
        for actor in case.grounding.actors:
            if actor.affiliation is not None and actor.kind == "person":
                self._members[actor.affiliation].add(actor.index)

    # Quotes

    def quotes(self) -> Iterator[GroundedQuote]:
        seen: dict[tuple[int, int], int] = {}
        for quote in self._case.grounding.quotes:
            path = f"quotes[{quote.index}]"
            place = (quote.span.start, quote.span.end)
            if place in seen:
                self._case.report("duplicate", f"The same words as quotes[{seen[place]}].", path, "note")
            elif self._stands(quote, path):
                seen[place] = quote.index
                yield self._checked(quote, path)

    def _stands(self, quote: GroundedQuote, path: str) -> bool:
        """An indirect content that leaves out the "not" before it would say the contrary."""
        if quote.quotation is not None or not self._case.english:
            return True
        before = self._case.document.text[max(quote.span.start - 20, 0) : quote.span.start]
        if _NEGATED.search(before):
            message = "The word before these turns their sense round; take it in, or leave the item out."
            self._case.report("unsupported_value", message, f"{path}.content", "item")
            return False
        return True

    def _checked(self, quote: GroundedQuote, path: str) -> GroundedQuote:
        quote = replace(
            quote, cue=self._cue(quote, f"{path}.cue"), incidents=self._incidents(quote.incidents)
        )
        quote = self._with_speaker_span(quote, path)
        if quote.speaker_span is None:
            quote = replace(quote, speakers=tuple(self._near(quote, f"{path}.speakers")))
        if not quote.speakers:
            message = "Who says this could not be tied to an actor."
            self._case.report("speaker_unresolved", message, f"{path}.speakers", "note")
        return replace(
            quote, clause=self._clause(quote, f"{path}.clause"), via=self._via(quote, f"{path}.via")
        )

    def _near(self, quote: GroundedQuote, path: str) -> Iterator[int]:
        """The speakers whom words near the quotation name; one named long before may be the speaker still."""
        for k, speaker in enumerate(quote.speakers):
            if self._named_by(quote, speaker):
                yield speaker
                continue
            _, last = self._case.rows(quote.span.start, quote.span.end)
            known = self._case.named_before(speaker, self._case.stretch(0, last + _BACK)[1])
            message = "No words near the quotation name this speaker; cite those that do with the name."
            self._case.report("unsupported_value", message, f"{path}[{k}]", "doubt" if known else "field")
            if known:
                yield speaker

    def _clause(self, quote: GroundedQuote, path: str) -> Span | None:
        """The reported clause around a fragment in marks; None where the marks hold all of it."""
        clause = quote.clause
        if clause is None or clause == quote.span:
            return None
        problem = ""
        if not clause.contains(quote.span):
            problem = "The clause holds the marked words and what the reporter adds to them."
        elif any(s is not None and _at_an_end(clause, s) for s in (quote.cue, quote.speaker_span)):
            problem = "The clause is what is said, without the speaker and the reporting word."
        if problem:
            self._case.report("unsupported_value", problem, path, "detail")
            return None
        return clause

    def _via(self, quote: GroundedQuote, path: str) -> int | None:
        """Who passes the words on: another than the speaker, and named nearby."""
        via = quote.via
        if via is None or (via not in quote.speakers and self._named_by(quote, via)):
            return via
        known = via not in quote.speakers and self._case.named(via)
        message = "No words near the quotation name another actor who passes it on."
        self._case.report("unsupported_value", message, path, "doubt" if known else "detail")
        return via if known else None

    def _incidents(self, given: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._merged.get(n, n) for n in given))

    def _cue(self, quote: GroundedQuote, path: str) -> Span | None:
        cue = quote.cue
        if cue is None:
            return None
        first, last = self._case.rows(quote.span.start, quote.span.end)
        row, _ = self._case.rows(cue.start, cue.end)
        problem = self._no_cue(cue)
        if not first - 1 <= row <= last + 1:
            problem = "The cue must stand in the quotation's sentence or the one beside it."
        elif cue.overlaps(quote.span) and not self._interrupts(cue, quote):
            problem = "The cue is the reporter's word and stands outside what is said."
        elif not self._same_voice(cue, quote.span):
            problem = "The cue stands between other quotation marks."
        if problem:
            self._case.report("unsupported_value", problem, path, "detail")
            return None
        return cue

    def _interrupts(self, words: Span, quote: GroundedQuote) -> bool:
        """Whether the source's words stand within what it says: "Brave men, he said, think later"; in some
        languages also within marks, both set apart by signs: « Non, a-t-il dit, jamais ».
        """
        if not (quote.span.start < words.start and words.end < quote.span.end):
            return False
        return quote.quotation is None or self._set_apart(quote)

    def _set_apart(self, quote: GroundedQuote) -> bool:
        """Whether cue and speaker stand together between two of the signs that their language uses for it."""
        language = self._case.document.language
        signs = table(language, "sentences").get("interrupting") if language in WITH_SENTENCES else None
        if not signs or quote.cue is None or quote.speaker_span is None:
            return False
        text, said = self._case.document.text, quote.span
        low = min(quote.cue.start, quote.speaker_span.start)
        high = max(quote.cue.end, quote.speaker_span.end)
        begin = max(text.rfind(sign, said.start, low) for sign in signs)
        ends = [at for sign in signs if (at := text.find(sign, high, said.end)) >= 0]
        return begin >= 0 and bool(ends) and len(text[begin : min(ends)].split()) <= _LONGEST_BETWEEN

    def _no_cue(self, cue: Span) -> str:
        """Why words cannot be a reporting expression, or ""."""
        numbered = any(c.isdigit() for c in cue.text)
        if not self._case.english:
            return f"“{cue.text[:60]}” is no reporting word." if numbered else ""
        words = re.findall(r"\w+", cue.text)
        opens = {s.start for s in self._case.document.sentences_over(cue.start, cue.end)}
        named = any(
            m.group()[0].isupper()
            and cue.start + m.start() not in opens
            and not is_common(m.group().casefold())  # "Reveals", in a headline
            for m in re.finditer(r"[^\W\d_]\w*", cue.text)
        )
        empty = all(folded(w) in _NO_CUE for w in words) or is_pronoun(cue.text)
        if empty or named or len(words) > _LONGEST_CUE or numbered:
            return f"“{cue.text[:60]}” is no reporting word."
        return ""

    def _same_voice(self, span: Span, said: Span) -> bool:
        """Whether every pair of marks around a span is also around what is said, or holds the span alone:
        "a person close to him", as the source wants to be called.
        """
        return all(
            (q.start <= said.start and said.end <= q.end) or (q.start == span.start and q.end == span.end)
            for q in self._case.marks_around(span.start, span.end)
        )

    def _with_speaker_span(self, quote: GroundedQuote, path: str) -> GroundedQuote:
        span = quote.speaker_span
        if span is None:
            return quote
        if quote.quotation is None and span.start < quote.span.start < span.end:
            span = self._before(span, quote.span)  # "some who saw it as an insult"
            quote = replace(quote, speaker_span=span)
        problem = ""
        if (span.overlaps(quote.span) and not self._interrupts(span, quote)) or not self._same_voice(
            span, quote.span
        ):
            problem = "The words that name the speaker stand outside the marks."
        elif not self._speaker_place(quote, span):
            problem = "The words that name the speaker stand too far from the quotation."
        if problem:
            self._case.report("unsupported_value", problem, f"{path}.speaker_at", "detail")
            may = tuple(s for s in quote.speakers if self._case.mentions.can_stand_for(span, s))
            return replace(quote, speakers=may, speaker_span=None)
        named = tuple(speaker for speaker in quote.speakers if self._can_be(quote, span, speaker))
        if named != quote.speakers:
            problem = f"“{span.text[:60]}” does not name the speaker given."
            self._case.report("unsupported_value", problem, f"{path}.speaker_at")
        return replace(quote, speakers=named, speaker_span=span if named or not quote.speakers else None)

    def _before(self, span: Span, said: Span) -> Span:
        """The part of a stretch that stands before what is said."""
        words = self._case.document.text[span.start : said.start].rstrip()
        return self._case.document.span(span.start, span.start + len(words))

    def _can_be(self, quote: GroundedQuote, span: Span, speaker: int) -> bool:
        """Whether words can stand for the speaker; words without a name only where it is named nearby.

        Where they name a person and the body that it speaks for, the person says it.
        """
        mentions = self._case.mentions
        if not self._case.english:
            return not mentions.are_anothers(span, speaker)
        if self._member_in(span, speaker):
            return False
        if any(mention.contains(span) for mention in mentions.of(speaker)):
            return True
        return mentions.can_stand_for(span, speaker) and (
            mentions.holds(speaker, span)
            or mentions.names(span, speaker)
            or mentions.alone_has_role(speaker, span.text)
            or self._named_by(quote, speaker)
            or self._case.named_before(speaker, self._told_by(quote.span))
        )

    def _told_by(self, span: Span) -> int:
        """Where whoever says words must have been named: by then, of what stands above the body anywhere."""
        first, _ = self._case.rows(span.start, span.end)
        above = self._case.document.sentences[first].zone in _ABOVE
        return len(self._case.document.text) if above else span.start

    def _member_in(self, span: Span, body: int) -> bool:
        """Whether words name a person who belongs to a body."""
        members = self._members.get(body, set())
        return bool(members) and self._case.mentions.names_one_of(span, members)

    def _speaker_place(self, quote: GroundedQuote, span: Span) -> bool:
        """With a cue the speaker is named in its sentence, the quotation's or the one before.

        Without one, shortly before; where the quote goes on from another, anywhere before.
        """
        first, last = self._case.rows(quote.span.start, quote.span.end)
        row, _ = self._case.rows(span.start, span.end)
        if quote.cue is not None:
            reported, _ = self._case.rows(quote.cue.start, quote.cue.end)
            return min(first, reported) - 1 <= row <= max(last, reported)
        if quote.continues:
            return row <= last
        return first - _BACK <= row <= last + 1

    def _named_by(self, quote: GroundedQuote, actor: int) -> bool:
        """Whether words near the quotation name an actor; one that goes on from another needs none."""
        if quote.continues or not self._case.english:
            return True
        first, last = self._case.rows(quote.span.start, quote.span.end)
        start, end = self._case.stretch(first - _BACK, last + 1)
        near = self._case.mentions.between(actor, start, end)
        return any(not s.overlaps(quote.span) for s in near) or self._case.mentions.alludes(actor, start, end)

    # Blame

    def attributions(self, quotes: Rows[GroundedQuote]) -> Iterator[GroundedAttribution]:
        seen: dict[object, int] = {}
        for given in self._case.grounding.attributions:
            path = f"attributions[{given.index}]"
            checked = self._attribution(given, quotes, path)
            if checked is None:
                continue
            key = (checked.source, checked.act, checked.responsible, checked.clause)
            if key in seen:
                self._case.report("duplicate", f"The same as attributions[{seen[key]}].", path, "note")
            else:
                seen[key] = given.index
                yield replace(checked, incidents=self._incidents(checked.incidents))

    def _attribution(
        self, given: GroundedAttribution, quotes: Rows[GroundedQuote], path: str
    ) -> GroundedAttribution | None:
        first, last = self._case.rows(given.clause.start, given.clause.end)
        row, _ = self._case.rows(given.cue.start, given.cue.end)
        if not first <= row <= last:
            self._case.report(
                "unsupported_value", "The cue must stand in the clause's sentence.", f"{path}.cue", "item"
            )
            return None
        sourced = bool(self._case.grounding.draft.attributions[given.index].source.strip())
        if sourced and not self._source_named(given, quotes):
            known = self._case.named_before(given.source, given.clause.start)  # a trial names its court once
            message = "Neither the sentence nor the one before names this source."
            self._case.report("unsupported_value", message, f"{path}.source", "doubt" if known else "item")
            if not known:
                return None
        return self._with_responsible(replace(given, via=self._passed_on_by(given, f"{path}.via")), path)

    def _passed_on_by(self, given: GroundedAttribution, path: str) -> int | None:
        """Who passes the source's words on: another than the source, and named nearby."""
        via = given.via
        if via is None or (via != given.source and self._named_near(via, given)):
            return via
        known = via != given.source and self._case.named_before(via, given.clause.start)
        message = "Neither the sentence nor the one before names another actor who passes this on."
        self._case.report("unsupported_value", message, path, "doubt" if known else "field")
        return via if known else None

    def _source_named(self, given: GroundedAttribution, quotes: Rows[GroundedQuote]) -> bool:
        if given.source is not None and any(
            given.source in quote.speakers and quote.span.contains(given.clause)
            for quote in quotes.touching(given.clause)
        ):
            return True
        return self._named_near(given.source, given)

    def _with_responsible(self, given: GroundedAttribution, path: str) -> GroundedAttribution | None:
        if given.act == "no_claim":
            return replace(given, responsible=None)
        if given.act in ("claims_responsibility", "denies_responsibility") and given.responsible is None:
            given = replace(given, responsible=given.source)
        if given.act in _OF_ANOTHER and given.responsible == given.source is not None:
            message = "Nobody blames itself: one of source and responsible is wrong."
            self._case.report("unsupported_value", message, f"{path}.responsible", "item")
            return None
        if given.responsible is None:
            message = "Nobody is held responsible here: name the actor, or leave the item out."
            given_up = not self._case.grounding.draft.attributions[given.index].responsible.strip()
            severity: Severity = (
                "detail" if given_up else "item"
            )  # "suspects sabotage" holds nobody responsible
            self._case.report("unsupported_value", message, f"{path}.responsible", severity)
            return None
        if not self._named_near(given.responsible, given):
            known = self._lately_named(given.responsible, given)
            message = "Neither the sentence nor the one before names the actor held responsible."
            self._case.report(
                "unsupported_value", message, f"{path}.responsible", "doubt" if known else "item"
            )
            if not known:
                return None
        return given

    def _named_near(self, actor: int | None, given: GroundedAttribution) -> bool:
        if not self._case.english:
            return actor is not None
        first, last = self._case.rows(given.clause.start, given.clause.end)
        start, end = self._case.stretch(first - 1, last)
        return actor is not None and self._case.mentions.told_of(actor, start, end)

    def _lately_named(self, actor: int, given: GroundedAttribution) -> bool:
        """Whether "he" can still be this actor: nobody is accused by a name that fell long ago. The sentence
        behind may name him too, and of what stands above the body the whole article.
        """
        first, last = self._case.rows(given.clause.start, given.clause.end)
        if self._case.document.sentences[first].zone in _ABOVE:
            return self._case.mentions.told_of(actor, 0, len(self._case.document.text))
        return self._case.mentions.told_of(actor, *self._case.stretch(first - _LATELY, last + 1))

    # Marks

    def quoted_text(self, quotes: tuple[GroundedQuote, ...]) -> Iterator[GroundedQuotedText]:
        taken = {quote.quotation for quote in quotes if quote.quotation}
        for given in self._case.grounding.quoted_text:
            if given.quotation in taken:
                message = f"{given.quotation} is accounted for already."
                self._case.report("duplicate", message, f"quoted_text[{given.index}]", "note")
            else:
                taken.add(given.quotation)
                yield given

    def unaccounted(self, checked: Grounding) -> Iterator[Finding]:
        """Quotations that are neither a quote nor quoted text; one inside another goes with it."""
        taken = {quote.quotation for quote in checked.quotes} | {t.quotation for t in checked.quoted_text}
        for quotation in self._case.document.quotations:
            words = self._case.document.text[quotation.start : quotation.end].strip()
            nested = quotation.parent is not None and quotation.parent in taken
            if quotation.id not in taken and not nested and words:
                message = f"“{words[:60]}” ({quotation.id}) is neither a quote nor quoted text."
                yield Finding("quotation_unaccounted", message, "", "note")


def _at_an_end(clause: Span, words: Span) -> bool:
    """Whether a clause begins or ends with words; its source may interrupt it ("It was, she said, good")."""
    return clause.contains(words) and (words.start == clause.start or words.end == clause.end)
