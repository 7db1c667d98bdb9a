"""Where an answer says nothing of a kind that the article's own words point to.

Models now and then leave a list empty that cannot be. That is no proof, for a word can be meant otherwise, so
the model is asked about it once, and if it stays with its answer the reader is told.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wirebrief.schemas import Warning
from wirebrief.schemas.draft import Draft
from wirebrief.service.reading.document import Document, Sentence
from wirebrief.service.reading.language import may_be_english

_REPORTS = re.compile(
    r"\b(?:said|says|told|announced|claimed|denied|warned|insisted|alleged|blamed|accused|according to)\b",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:kill(?:ed|s|ing)|dead|died|deaths?|wounded|injur(?:ed|ing|ies)|casualties|shot|shooting"
    r"|gunm[ae]n|stabb(?:ed|ing)|murder(?:ed)?|drown(?:ed|ing)|explo(?:ded|sions?)|bomb(?:ed|ings?)|shelling"
    r"|air ?strikes?|kidnapp(?:ed|ing)|abduct(?:ed|ion)|massacre[ds]?|arson|raped?|earthquake|capsized"
    r"|derail(?:ed|ment))\b",
    re.IGNORECASE,
)
_SHOWN = 5
_LEAST_WORDS = 3
"""Words of a quotation that somebody must have said: fewer may be a title or a term."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A list that is empty, and the words that speak against it."""

    facet: str
    words: tuple[str, ...]

    def __str__(self) -> str:
        kind = self.facet.replace("_", " ")
        return f"no {kind}, but the article has {', '.join(self.words)}"

    @property
    def warning(self) -> Warning:
        return Warning(code="answer_empty", message=f"The model found {self}; asked twice.", path=self.facet)


def doubts(document: Document, sentences: Sequence[Sentence], draft: Draft) -> list[Doubt]:
    """The lists of a draft that are suspiciously empty, going by the sentences that the model was shown."""
    found = []
    english = may_be_english(document.language, document.text)
    if not draft.quotes and not draft.quoted_text and (marked := _quotations(document, sentences)):
        found.append(Doubt("quotes", marked))
    elif (
        english
        and not draft.quotes
        and not draft.attributions
        and (reports := _found(document, sentences, _REPORTS))
    ):
        found.append(Doubt("quotes", reports))
    if english and not draft.incidents and (harm := _found(document, sentences, _HARM)):
        found.append(Doubt("incidents", harm))
    return found


def _quotations(document: Document, sentences: Sequence[Sentence]) -> tuple[str, ...]:
    shown = {sentence.start for sentence in sentences}
    texts = (
        (q.id, document.text[q.start : q.end].split())
        for q in document.quotations
        if any(s.start in shown for s in document.sentences_over(q.start, q.end))
    )
    return tuple(name for name, words in texts if len(words) >= _LEAST_WORDS)[:_SHOWN]


def _found(document: Document, sentences: Sequence[Sentence], pattern: re.Pattern[str]) -> tuple[str, ...]:
    """The first words in the body that a pattern finds, each once, with their sentences."""
    words: dict[str, str] = {}
    for sentence in sentences:
        if sentence.zone == "body":
            for match in pattern.finditer(document.text, sentence.start, sentence.end):
                words.setdefault(match.group().lower(), f"“{match.group()}” ({sentence.id})")
    return tuple(words.values())[:_SHOWN]


def asked(found: Sequence[Doubt]) -> str:
    """The line that asks a model about its empty lists."""
    return (
        f"Your last answer has {'; and '.join(map(str, found))}. Look again and answer with the whole JSON "
        "object. Leave a list empty only where nothing belongs into it."
    )
