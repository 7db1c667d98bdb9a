"""One grounding under examination: the document, who is mentioned where, which sentences are near."""

from dataclasses import dataclass
from functools import cached_property

from wirebrief.schemas import Span
from wirebrief.schemas.vocabulary import WarningCode
from wirebrief.service.grounding.countries import Codes, countries_in, country_words
from wirebrief.service.grounding.mentions import Mentions
from wirebrief.service.grounding.naming import Names
from wirebrief.service.grounding.passage import passage
from wirebrief.service.grounding.records import Finding, Grounding, Severity
from wirebrief.service.grounding.spoken_countries import country_places
from wirebrief.service.grounding.support import Evidence
from wirebrief.service.grounding.timeline import Dated, timeline
from wirebrief.service.languages import WITH_WORDS
from wirebrief.service.reading.document import Document, Quotation
from wirebrief.service.reading.language import may_be_english

_BACK = 3


@dataclass(frozen=True, slots=True)
class CountryWords:
    """Words of the article for a country; the lower a code's number, the more properly they are its name."""

    span: Span
    codes: Codes


class Case:
    """What the checks share; `findings` grows as they work."""

    def __init__(
        self,
        document: Document,
        grounding: Grounding,
        insisted: frozenset[str] = frozenset(),
        written: str | None = None,
    ) -> None:
        self.document = document
        self._written = written
        self._insisted = insisted
        self.grounding = grounding
        self.mentions = Mentions(document, grounding.actors)
        self.dated: dict[int, Dated]
        self.dated, cut = timeline(document, grounding)
        self.findings: list[Finding] = list(cut)

    def report(self, code: WarningCode, message: str, path: str, severity: Severity = "field") -> None:
        self.findings.append(Finding(code, message, path, severity))

    def refuses(self, code: WarningCode, message: str, path: str, severity: Severity = "field") -> bool:
        """Report something of a record's sense; whether it must go.

        Where the engine was asked and stands by the record, it stays with a doubt.
        """
        insisted = path.partition("]")[0] + "]" in self._insisted
        self.report(code, message, path, "doubt" if insisted else severity)
        return not insisted

    @cached_property
    def article(self) -> Evidence:
        """The whole article, for text that is about all of it."""
        return Evidence(self.sentences, article=self.names)

    @cached_property
    def names(self) -> Names:
        """The words of the whole article."""
        return Names([passage(text) for text in self.sentences])

    @cached_property
    def sentences(self) -> list[str]:
        """Each sentence as reading mended it."""
        view = self.document.view
        places = (view.locate(s.start, s.end) for s in self.document.sentences)
        return [view.text[low:high] for low, high in places]

    def around(self, spans: tuple[Span, ...]) -> list[str]:
        """The sentences among which a reader finds who "she" is in some others: some before them, one behind,
        and the article's title.
        """
        rows = {row for span in spans for row in range(*self.document.rows_over(span.start, span.end))}
        near = {n for row in rows for n in range(row - _BACK, row + 2)} - rows
        titles = [n for n, one in enumerate(self.document.sentences[:3]) if one.zone == "title"]
        return [self.sentences[n] for n in sorted({*near, *titles}) if 0 <= n < len(self.sentences)]

    @cached_property
    def unnamed(self) -> frozenset[int]:
        """The actors who are described and not named."""
        return frozenset(actor.index for actor in self.grounding.actors if actor.anonymous)

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries that the article names."""
        return countries_in(self.document.view.text)

    @cached_property
    def country_words(self) -> tuple[CountryWords, ...]:
        """Every place where the article names a country or says what is of it."""
        language, text = self.document.language, self.document.text
        found = country_places(text, language) if language in WITH_WORDS else country_words(text)
        return tuple(CountryWords(self.document.span(start, end), codes) for start, end, codes in found)

    @cached_property
    def english(self) -> bool:
        """Whether the checks that know English may run; on other texts those do that need no language."""
        return may_be_english(self.document.language, self.document.text)

    @property
    def english_words(self) -> bool:
        """Whether the article and the free text that it must bear out are both English."""
        return self.english and self._written in (None, "en")

    @property
    def known_language(self) -> str | None:
        """The language of the article and its free text, where it is not English and its words are data."""
        language = self.document.language
        return language if language in WITH_WORDS and self._written in (None, language) else None

    def read(self, span: Span) -> list[str]:
        """The words of a span as reading mended them, and as they stand where that differs."""
        low, high = self.document.view.locate(span.start, span.end)
        mended = self.document.view.text[low:high]
        return [mended] if mended == span.text else [span.text, mended]

    def rows(self, start: int, end: int) -> tuple[int, int]:
        """The first and last index of the sentences that a stretch touches; the nearest where it touches
        none.
        """
        first, after = self.document.rows_over(start, end)
        if first < after:
            return first, after - 1
        nearest = max(first - 1, 0)
        return nearest, nearest

    def stretch(self, first: int, last: int) -> tuple[int, int]:
        """From the start of one sentence to the end of another, by index, cut at the article's ends."""
        sentences = self.document.sentences
        if not sentences:
            return 0, len(self.document.text)
        return sentences[max(first, 0)].start, sentences[min(last, len(sentences) - 1)].end

    def named(self, actor: int) -> bool:
        """Whether the article names an actor anywhere: who signs a letter does so at its end."""
        return bool(self.mentions.of(actor))

    def named_before(self, actor: int | None, offset: int) -> bool:
        """Whether the article has named an actor by then, however far back."""
        return actor is not None and self.mentions.told_of(actor, 0, offset)

    def sentence_spans(self, span: Span) -> list[Span]:
        return [
            self.document.span(s.start, s.end) for s in self.document.sentences_over(span.start, span.end)
        ]

    def marks_around(self, start: int, end: int) -> list[Quotation]:
        """The quotations that a stretch lies wholly within, the innermost first."""
        around = self.document.quotations_around(start)
        return [q for q in around if q.start <= start and end <= q.end]
