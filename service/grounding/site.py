"""Where grounding stands: one document, its addresses, and the findings so far."""

import re
from collections.abc import Callable
from typing import TypeVar, cast

from wirebrief.schemas import Span
from wirebrief.schemas.vocabulary import WarningCode, values
from wirebrief.service.grounding.address import Addresses, Miss, is_address
from wirebrief.service.grounding.records import Finding, Severity
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.folding import folded

Label = TypeVar("Label", bound=str | None)
Preference = Callable[[Span], tuple[bool, int]]
"""Of several places the one with the least value is meant."""


class Site:
    """Resolves addresses and labels, and writes down what fails."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.addresses = Addresses(document)
        self.findings: list[Finding] = []

    def report(
        self, code: WarningCode, message: str, path: str, severity: Severity = "field", because: str = ""
    ) -> None:
        self.findings.append(Finding(code, message, path, severity, because))

    def place(
        self,
        address: str,
        path: str,
        *,
        prefer: Preference | None = None,
        severity: Severity = "field",
        required: bool = False,
    ) -> Span | None:
        """The span of an address; None for "" and, with a finding, for one that names nothing.

        Of several places of the same words the one that comes first by `prefer` is meant, else the first.
        """
        if not address.strip():
            if required:
                self.report("not_found", "This address is missing.", path, severity)
            return None
        found = self.addresses.places(address)
        if isinstance(found, Miss) and found.code == "unknown_reference":
            first = self.addresses.first(address.strip())  # words without an id
            found = [first] if first else found
        if isinstance(found, Miss) and found.elsewhere is not None:
            self.report(found.code, found.message, path, "doubt")
            found = [found.elsewhere]
        if isinstance(found, Miss):
            self.report(found.code, found.message, path, severity)
            return None
        chosen = min(found, key=prefer) if prefer else found[0]
        if len({span.text for span in found}) > 1:  # other places of the same words would be as good
            message = f"“{address.strip()[:80]}” may be several stretches; “{chosen.text[:80]}” is taken."
            self.report("ambiguous", message, path, "doubt")
        return chosen if chosen.end > chosen.start else None

    def words(self, address: str) -> Span | None:
        """The first place of an address's words, or None without any finding."""
        found = self.addresses.places(address)
        return found[0] if not isinstance(found, Miss) and found[0].end > found[0].start else None

    def anywhere(self, words: str) -> Span | None:
        """The first place of a name in the article; of words without a capital there is no telling."""
        named = any(c.isupper() for c in words) and not is_address(words)
        return self.addresses.first(words.strip()) if named else None

    def sentences(self, addresses: list[str], path: str) -> tuple[Span, ...]:
        """The spans of a list of sentence ids, in article order, each once."""
        found = (self.place(address, f"{path}[{k}]") for k, address in enumerate(addresses))
        spans = {span for span in found if span is not None}
        return tuple(sorted(spans, key=lambda s: (s.start, s.end)))

    def name(self, words: str, near: tuple[Span, ...], path: str) -> Span | None:
        """The place of a name, given by its address or, forgivingly, without one.

        A bare name is looked for in `near` first, then anywhere in the article.
        """
        if is_address(words):
            return self.place(words, path, severity="detail")
        if not words.strip():
            return None
        for span in near:
            for sentence in self.document.sentences_over(span.start, span.end):
                inside = self.addresses.resolve(f"{sentence.id}: {words.strip()}")
                if isinstance(inside, Span):
                    return inside
        anywhere = self.addresses.first(words.strip())
        if anywhere is None:
            self.report("not_found", f"The article does not have “{words.strip()[:80]}”.", path, "detail")
        return anywhere

    def label(
        self,
        given: str,
        vocabulary: object,
        fallback: Label,
        path: str,
        *,
        severity: Severity = "detail",
        required: bool = False,
    ) -> Label:
        """A label of a vocabulary; anything else is a finding ("" only where required) and becomes the
        fallback.
        """
        known = values(vocabulary)
        plain = re.sub(r"[\s-]+", "_", folded(given))
        if plain in known:
            return cast(Label, plain)
        if given.strip() or required:
            shown = given.strip()[:40]
            self.report("unsupported_value", f"“{shown}” is not one of: {', '.join(known)}.", path, severity)
        return fallback


def beside(other: Span | None) -> Preference:
    """Prefers what lies nearest to a stretch and outside of it: the words that name who said something."""

    def distance(span: Span) -> tuple[bool, int]:
        if other is None:
            return False, span.start
        if span.overlaps(other):
            return True, abs(span.start - other.start)
        return False, min(abs(other.start - span.end), abs(span.start - other.end))

    return distance


def around(other: Span) -> Preference:
    """Prefers what holds a stretch: the clause that a marked fragment belongs to."""
    return lambda span: (not span.contains(other), span.start)


def within(other: Span | None) -> Preference:
    """Prefers what lies within a stretch: the word that blames in the clause that does."""
    return lambda span: (other is None or not other.contains(span), span.start)
