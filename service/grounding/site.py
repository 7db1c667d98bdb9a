"""Where grounding stands: one document, its addresses, and the findings so far."""

import re
from typing import TypeVar, cast

from wirebrief.schemas import Span
from wirebrief.schemas.vocabulary import WarningCode, values
from wirebrief.service.grounding.address import Addresses, Miss
from wirebrief.service.grounding.folding import folded
from wirebrief.service.grounding.records import Finding, Severity
from wirebrief.service.reading.document import Document

Label = TypeVar("Label", bound=str | None)


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
        any_place: bool = False,
        severity: Severity = "field",
        required: bool = False,
    ) -> Span | None:
        """The span of an address; None for "" and, with a finding, for one that names nothing.

        `any_place` takes the first of several places where the same words stand: for a name, any is right.
        """
        if not address.strip():
            if required:
                self.report("not_found", "This address is missing.", path, severity)
            return None
        found = self.addresses.resolve(address)
        if isinstance(found, Miss) and any_place and found.code != "not_found":
            found = self._any_place(address) or found
        if isinstance(found, Miss):
            self.report(found.code, found.message, path, severity)
            return None
        return found if found.end > found.start else None

    def _any_place(self, address: str) -> Span | None:
        """The first place of words that have several: within the sentence cited, or anywhere if none is."""
        if re.match(r"\s*\[?\s*[SsQq]\s?[0-9]+\s*\]?\s*[:,]", address):
            found = self.addresses.resolve(f"{address.rstrip()} #1")
            return None if isinstance(found, Miss) else found
        return self.addresses.first(address.strip())

    def sentences(self, addresses: list[str], path: str) -> tuple[Span, ...]:
        """The spans of a list of sentence ids, in article order, each once."""
        found = (self.place(address, f"{path}[{k}]") for k, address in enumerate(addresses))
        spans = {span for span in found if span is not None}
        return tuple(sorted(spans, key=lambda s: (s.start, s.end)))

    def literal(self, words: str, near: tuple[Span, ...], path: str) -> Span | None:
        """The place of words given without an address: in `near` if they stand there, else in the article."""
        if not words.strip():
            return None
        found = self.addresses.resolve(words)
        if isinstance(found, Span):
            return found
        for span in near:
            for sentence in self.document.sentences_over(span.start, span.end):
                inside = self.addresses.resolve(f"{sentence.id}: {words.strip()}")
                if isinstance(inside, Span):
                    return inside
        anywhere = self.addresses.first(words.strip())
        if anywhere is None:
            self.report("not_found", f"The article does not have “{words.strip()[:80]}”.", path)
        return anywhere

    def label(
        self, given: str, vocabulary: object, fallback: Label, path: str, *, required: bool = False
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
            self.report("unsupported_value", f"“{shown}” is not one of: {', '.join(known)}.", path)
        return fallback
