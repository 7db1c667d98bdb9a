"""The rules engine's parse as a second reading of an article that a language model answers about."""

from collections.abc import Iterator, Sequence
from functools import partial

from wirebrief.service.engines.rules.engine import draft_parsed
from wirebrief.service.engines.rules.judging.belief import Bars
from wirebrief.service.engines.rules.parse import Parsed, parse, parse_many
from wirebrief.service.engines.rules.speech import find_reports
from wirebrief.service.engines.rules.speech.report import Report, content_spans
from wirebrief.service.grounding.second_reading import Deed, SecondReading, Told
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.text import draft_document

_AS_LIKELY = Bars.at(0.5)
"""A second reader says what is more likely right than wrong."""
_SUBJECTS = ("nsubj", "csubj")
_PASSIVE = ("nsubjpass",)
_OBJECTS = ("dobj", "obj")
_NAMING = frozenset({"NOUN", "PROPN"})
_TO_SOMEBODY = frozenset("tell inform assure remind ask warn advise urge".split())


def second_reading(document: Document) -> SecondReading:
    """Read an article with the parser.

    Raises:
        MissingExtra: spaCy or its English model is not installed.
        TooLong: the parser refuses a text of that length.
    """
    parsed = parse(document)
    return SecondReading(
        draft=draft_parsed(parsed, bars=_AS_LIKELY),
        told=tuple(_told(parsed, report) for report in find_reports(parsed) if report.cue),
        deeds=tuple(_deeds(parsed)),
        deeds_in=_deeds_in,
    )


def _told(parsed: Parsed, report: Report) -> Told:
    assert report.cue is not None
    return Told(
        cue=parsed.span(*report.cue),
        source=parsed.span(*report.source) if report.source else None,
        addressee=_addressee(parsed, report.cue_head),
        content=tuple(content_spans(parsed, report)),
    )


def _addressee(parsed: Parsed, verb: int) -> tuple[int, int] | None:
    """To whom a verb of telling is addressed: its object, or the subject of its passive."""
    if verb < 0 or parsed.lemma[verb] not in _TO_SOMEBODY:
        return None
    found = parsed.child(verb, "nsubjpass", "dative", *_OBJECTS)
    return parsed.span(parsed.left[found], parsed.right[found]) if found >= 0 else None


def _deeds_in(texts: Sequence[str]) -> list[tuple[Deed, ...]]:
    documents = [draft_document(text) for text in texts]
    return [tuple(_deeds(parsed)) for parsed in parse_many(documents)]


def _deeds(parsed: Parsed) -> Iterator[Deed]:
    """Every clause with a doer and an undergoer that are named by nouns."""
    words = partial(_words, parsed)
    for verb in range(len(parsed)):
        if parsed.pos[verb] != "VERB":
            continue
        undergoer, doer = parsed.child(verb, *_PASSIVE), -1
        if undergoer >= 0:
            by = next((c for c in parsed.children[verb] if parsed.dep[c] == "agent"), -1)
            doer = parsed.child(by, "pobj") if by >= 0 else -1
        else:
            doer, undergoer = parsed.child(verb, *_SUBJECTS), parsed.child(verb, *_OBJECTS)
        if doer >= 0 and undergoer >= 0 and {parsed.pos[doer], parsed.pos[undergoer]} <= _NAMING:
            yield Deed(words(doer), parsed.lemma[verb], words(undergoer))


def _words(parsed: Parsed, head: int) -> frozenset[str]:
    """The head of a phrase with the names and nouns that are part of it, its appositions and "of" phrases."""
    found = {head}
    for child in parsed.children[head]:
        if parsed.dep[child] in ("compound", "amod", "poss", "nmod"):
            found.add(child)
        elif parsed.dep[child] == "appos":
            found |= {child, *(c for c in parsed.children[child] if parsed.dep[c] == "compound")}
        elif parsed.lower[child] == "of" and (inner := parsed.child(child, "pobj")) >= 0:
            found.add(inner)
    return frozenset(parsed.lower[n] for n in found)
