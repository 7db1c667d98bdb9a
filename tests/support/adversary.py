"""An upstream that lies: correct drafts with one thing made wrong each, and whether it got through.

`mutants` takes a staged article and yields every lie it can tell by a rule of each kind. `caught` says
whether the false value stays out of the answer and a finding names its place. `false_literals` is the part of
it that any aligner can be asked: words for which the sentence has no place.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from staged import Staged

from wirebrief.schemas import ArticleSummary, Span
from wirebrief.schemas.draft import Draft
from wirebrief.service.grounding import Addresses, Grounding, Miss, assemble, ground, verify
from wirebrief.service.reading.folding import folded

Aligner = Callable[[str, str], tuple[int, int] | None]
"""Where in a passage some words stand, as (start, end), or None where the aligner says that they do not."""

EXAMPLES = frozenset({"Quillon Bay", "Marshal Ondrej Pavic", "the ferry Alcyone", "four hundred lanterns"})
"""Literals of a prompt's examples, which none of the staged articles has."""

OF_LANGUAGE = frozenset(
    (
        "changed name in own words",
        "changed day in own words",
        "dropped negation in own words",
        "invented sentence in own words",
        "invented place in own words",
        "wrong country",
        "distant actor",
    )
)
"""Lies that only those can tell who know the article's language."""

_ADDRESSED = re.compile(
    r"(\.(at|when|site|city|area|admin1|cue|clause|content|speaker_at|damage|role|name)|\.mentions\[\d+\])$"
)
_PARTY = re.compile(r"\.(targets|victims)\[\d+\]$")
_OWN_WORDS = re.compile(r"(\.summary|key_points\[\d+\]\.text|headline)$")
_NUMBER = re.compile(r"\b(\d[\d,]*|[Ff]ive|[Tt]hree|[Tt]wo|nine|[Ss]ix|four|[Dd]ozens)\b")
_NAME = re.compile(r"\b[A-ZÄÖÜ][^\W\d_]{2,}\b")
_DAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_NEGATOR = re.compile(r"\b(?:no|not|nobody|No)\b ?")


@dataclass(frozen=True)
class Mutant:
    """A draft with one lie in it."""

    kind: str
    path: str
    """Where in the draft the lie is."""
    value: str
    """What must not come through."""
    draft: Draft


def strings(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every string of a dumped draft with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from strings(one, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for n, one in enumerate(value):
            yield from strings(one, f"{path}[{n}]")


def changed(draft: Draft, path: str, value: object) -> Draft:
    """The draft with the value at a path replaced."""
    data: Any = draft.model_dump()
    at = data
    steps = re.findall(r"[a-z_0-9]+(?=\.|\[|$)|(?<=\[)\d+(?=\])", path)
    for step in steps[:-1]:
        at = at[int(step)] if isinstance(at, list) else at[step]
    at[int(steps[-1]) if isinstance(at, list) else steps[-1]] = value
    return Draft.model_validate(data)


def mutants(staged: Staged) -> Iterator[Mutant]:
    """Every lie about an article that must be caught."""
    seen = set()
    for kind, path, raw, value in _lies(staged):
        if (path, raw) not in seen:
            seen.add((path, raw))
            yield Mutant(kind, path, value, changed(staged.draft, path, raw))


def _lies(staged: Staged) -> Iterator[tuple[str, str, object, str]]:
    for path, value in strings(staged.draft.model_dump()):
        if not value:
            continue
        if _ADDRESSED.search(path):
            yield from _false_addresses(staged, path, value)
        elif _PARTY.search(path):
            yield from _false_parties(staged, path, value)
        elif _OWN_WORDS.search(path):
            yield from _false_text(staged, path, value)
        else:
            yield from _false_references(staged, path, value)
    yield from _leaks(staged)


# Addresses: wrong ids; literals that the cited sentence lacks


def _false_addresses(staged: Staged, path: str, value: str) -> Iterator[tuple[str, str, object, str]]:
    ref, _, words = value.partition(": ")
    words = re.sub(r" #\d$", "", words)
    yield "missing id", path, f"S{len(staged.document.sentences) + 7}: {words}", ""
    addresses = Addresses(staged.document)
    for sentence in staged.document.sentences:
        given = f"{sentence.id}: {words}" if words else sentence.id
        if sentence.id != ref and words and isinstance(addresses.resolve(given), Miss):
            yield "wrong id", path, given, ""
    for kind, false in false_literals(words):
        if isinstance(addresses.resolve(f"{ref}: {false}"), Miss):
            yield kind, path, f"{ref}: {false}", false


def _false_parties(staged: Staged, path: str, value: str) -> Iterator[tuple[str, str, object, str]]:
    """Words of a party, or its name, made wrong while the other stays right."""
    address, equals, name = value.partition(" = ")
    for kind, at, raw, false in _false_addresses(staged, path, address):
        yield kind, at, f"{raw}{equals}{name}", false
    yield "unknown actor", path, f"{address} = Zorbano", "Zorbano"


def false_literals(words: str) -> Iterator[tuple[str, str]]:
    """Words made wrong, by kind; the caller leaves out those that the passage happens to have."""
    return ((kind, false) for kind, false in _false_literals(words) if folded(false) != folded(words))


def _false_numbers(words: str) -> Iterator[tuple[str, str]]:
    for match in _NUMBER.finditer(words):
        before, number, behind = words[: match.start()], match[0], words[match.end() :]
        yield "changed number", f"{before}{'77' if number[0].isdigit() else 'seventy'}{behind}"
        if number.isdigit():
            if len(number) > 1:
                yield "cut number", f"{before}{number[:-1]}{behind}"
            yield "grown number", f"{before}{number}0{behind}"
            yield "turned number", f"{before}{number[::-1]}{behind}"


def _false_literals(words: str) -> Iterator[tuple[str, str]]:
    yield from _false_numbers(words)
    for match in _NAME.finditer(words):
        yield "changed name", f"{words[: match.start()]}Zorbano{words[match.end() :]}"
    for match in _DAY.finditer(words):
        other = "Tuesday" if match[0] != "Tuesday" else "Saturday"
        yield "changed day", words[: match.start()] + other + words[match.end() :]
    for match in _NEGATOR.finditer(words):
        if re.search(r"\w", words[: match.start()]) and re.search(r"\w", words[match.end() :]):
            yield "dropped negation", (words[: match.start()] + words[match.end() :]).strip()
    tokens = words.split()
    for n in range(1, len(tokens)):
        yield "added negation", " ".join([*tokens[:n], "not", *tokens[n:]])
    if len(tokens) > 2 and tokens[0][-1].isalnum() and tokens[1][-1].isalnum():
        yield "left out a word", " ".join([*tokens[:1], *tokens[2:]])
        yield "turned round", " ".join([tokens[1], tokens[0], *tokens[2:]])
    if tokens and tokens[-1][-1:].isalpha() and len(tokens[-1]) > 3:
        yield "misspelt", f"{words[:-1]}{'x' if words[-1] != 'x' else 'y'}"
    yield "invented words", "an invented crowd of seventy cheering witnesses"
    yield "invented sentence", "The prime minister fled the burning city by boat on Tuesday."


# Free text: numbers, days, names and negations that the evidence lacks


def _false_text(staged: Staged, path: str, value: str) -> Iterator[tuple[str, str, object, str]]:
    kinds = {"changed number", "cut number", "grown number", "turned number", "changed name", "changed day"}
    kinds |= {"invented sentence", "dropped negation"}
    if staged.document.language == "en":
        kinds.add("added negation")
    article = folded(staged.document.text) if path == "headline" else _evidence(staged, path)
    for kind, false in false_literals(value):
        if kind not in kinds:
            continue
        fresh = set(re.findall(r"\w+", folded(false))) - set(re.findall(r"\w+", article))
        if (
            kind in ("changed number", "cut number", "grown number", "turned number", "changed day")
            and not fresh
        ):
            continue  # the evidence has the other number or day too
        if path == "headline" and kind in ("added negation", "dropped negation"):
            continue  # measured apart: see `unseen`
        yield f"{kind} in own words", path, false, false
    yield "invented place in own words", path, f"{value.rstrip('.')} in Zorbania.", "Zorbania"
    yield "invented year in own words", path, f"{value.rstrip('.')} in 1987.", "1987"
    yield "invented total in own words", path, f"{value.rstrip('.')}, killing 4,300.", "4,300"


def _evidence(staged: Staged, path: str) -> str:
    item: Any = staged.draft.model_dump()
    for step in re.findall(r"[a-z_]+(?=\[)|(?<=\[)\d+(?=\])", path):
        item = item[int(step)] if isinstance(item, list) else item[step]
    text = staged.document.text
    found = [staged.document.sentence_by_id[one] for one in item["evidence"]]
    return folded(" ".join(text[s.start : s.end] for s in found))


# References between records, ids, labels


def _false_references(staged: Staged, path: str, value: str) -> Iterator[tuple[str, str, object, str]]:
    leaf = re.sub(r".*\.|\[\d+\]$", "", path)
    if leaf in ("source", "responsible", "speakers", "perpetrators", "affiliation") or "_by[" in path:
        yield "unknown actor", path, "Zorbano", "Zorbano"
    if leaf == "quotation":
        yield "invented quotation", path, "Q99", ""
        yield "invented quotation", path, "the harbour will burn again", "the harbour will burn again"
    if leaf == "country":
        yield "wrong country", path, "ZW", "ZW"
        yield "wrong country", path, "BT", "BT"
        yield "no country", path, "XX", "XX"
    if leaf in (
        "kind",
        "type",
        "outcome",
        "factuality",
        "stance",
        "act",
        "damage_level",
        "relation",
    ):
        yield "invented label", path, "catastrophic", "catastrophic"
    if leaf == "incident" or (path.startswith(("attributions", "quotes")) and ".incidents[" in path):
        yield "unknown incident", path, "I42", ""
    if re.search(r"evidence\[\d+\]$", path):
        yield "missing id", path, "S777", ""
    yield from _false_speakers(staged, path, leaf, value)


def _false_speakers(
    staged: Staged, path: str, leaf: str, value: str
) -> Iterator[tuple[str, str, object, str]]:
    """Another actor whom nothing near the words names."""
    if leaf not in ("speakers", "source", "responsible") or not path.startswith(("quotes", "attributions")):
        return
    for name in distant_actors(staged, path):
        yield "distant actor", path, name, ""


def distant_actors(staged: Staged, path: str, back: int = 3, ahead: int = 1) -> list[str]:
    """The actors not named in the record's own sentences, nor in the `back` before or `ahead` after them."""
    data = staged.draft.model_dump()
    kind, n = re.fullmatch(r"([a-z_]+)\[(\d+)\]\..*", path).groups()  # type: ignore[union-attr]  # a record's path
    record = data[kind][int(n)]
    document, addresses = staged.document, Addresses(staged.document)
    order = [s.id for s in document.sentences]
    spans: list[tuple[int, int]] = []
    for field in ("quotation", "content", "clause", "cue", "speaker_at"):
        found = addresses.resolve(record[field]) if record.get(field) else None
        if isinstance(found, Span):
            spans.append((found.start, found.end))
    rows = [order.index(s.id) for start, end in spans for s in document.sentences_over(start, end)]
    near = document.sentences[max(min(rows) - back, 0) : max(rows) + 1 + ahead]
    text = folded(" ".join(document.text[s.start : s.end] for s in near))
    names = {actor["name"]: actor for actor in data["actors"]}
    return [
        bare
        for address, actor in names.items()
        if (bare := re.sub(r"^S\d+: | #\d$", "", address)) not in record[re.sub(r".*\.|\[\d+\]$", "", path)]
        and not any(_last_word(one) in text for one in (address, *actor["mentions"]))
    ]


def _last_word(address: str) -> str:
    return folded(re.findall(r"\w+", re.sub(r"^S\d+: | #\d$", "", address))[-1])


# What cannot be caught in principle: right words, wrong record


def swaps(staged: Staged) -> Iterator[Mutant]:
    """Each quote and attribution given to another actor that its own sentences name."""
    draft = staged.draft
    wordings = {re.sub(r"^S\d+: | #\d$", "", a.name): a for a in draft.actors}
    for kind, field in (
        ("quotes", "speakers[0]"),
        ("attributions", "source"),
        ("attributions", "responsible"),
    ):
        for n, record in enumerate(getattr(draft, kind)):
            path = f"{kind}[{n}].{field}"
            given = record.speakers[0] if kind == "quotes" else getattr(record, field)
            far = set(distant_actors(staged, path, back=0, ahead=0)) if given else set(wordings)
            for name in wordings:
                if name not in far and name != given:
                    yield Mutant("swapped within the sentence", path, "", changed(draft, path, name))


def misplaced(staged: Staged) -> Iterator[Mutant]:
    """Right words of another incident, and other labels of the same vocabulary: what only a reader could
    see.
    """
    draft = staged.draft
    for n, one in enumerate(draft.incidents):
        for other in draft.incidents:
            if other.when and other is not one:
                yield Mutant(
                    "time of another incident", f"incidents[{n}].when", "", _at(draft, n, "when", other.when)
                )
            if other.where.at and other is not one:
                where = other.where.model_dump()
                yield Mutant(
                    "place of another incident", f"incidents[{n}].where", "", _at(draft, n, "where", where)
                )
        for field, labels in (("type", ("protest", "shelling")), ("outcome", ("failed", "foiled"))):
            for label in labels:
                yield Mutant(f"another {field}", f"incidents[{n}].{field}", "", _at(draft, n, field, label))
    for n, quote in enumerate(draft.quotes):
        stance = "asks" if quote.stance != "asks" else "denies"
        yield Mutant(
            "another stance", f"quotes[{n}].stance", "", changed(draft, f"quotes[{n}].stance", stance)
        )
    for n, blame in enumerate(draft.attributions):
        act = "suspects" if blame.act != "suspects" else "blames"
        yield Mutant(
            "another act", f"attributions[{n}].act", "", changed(draft, f"attributions[{n}].act", act)
        )


def _at(draft: Draft, n: int, field: str, value: object) -> Draft:
    return changed(draft, f"incidents[{n}].{field}", value)


# Leaks from a prompt's examples


def _leaks(staged: Staged) -> Iterator[tuple[str, str, object, str]]:
    for path, value in strings(staged.draft.model_dump()):
        if not value or not any(part.search(path) for part in (_ADDRESSED, _PARTY, _OWN_WORDS)):
            continue
        for words in sorted(EXAMPLES):
            if _OWN_WORDS.search(path):
                yield "leak", path, f"{value.rstrip('.')} by {words}", words
                yield "leak", path, words, words
            else:
                yield "leak", path, f"{value.partition(': ')[0]}: {words}", words


# Judgement


def answered(staged: Staged, draft: Draft) -> tuple[Grounding, ArticleSummary]:
    """What becomes of a draft."""
    grounding = verify(staged.document, ground(staged.document, draft), EXAMPLES)
    return grounding, assemble(staged.document, grounding, provenance=None)


def caught(staged: Staged, mutant: Mutant) -> bool:
    """Whether a finding names the place of the lie (or its item), and the answer does not hold its words."""
    grounding, summary = answered(staged, mutant.draft)
    item = re.match(r"headline|kind|[a-z_]+\[\d+\]", mutant.path)
    told = any(
        f.severity != "note" and item and f.path.startswith(item[0]) and _same_place(f.path, mutant.path)
        for f in grounding.findings
    )
    return told and not holds(summary, _honest(staged), mutant.value, staged.document.text)


_HONEST: dict[str, ArticleSummary] = {}
"""What becomes of the right draft of an article, by its name."""


def _honest(staged: Staged) -> ArticleSummary:
    if staged.name not in _HONEST:
        _HONEST[staged.name] = answered(staged, staged.draft)[1]
    return _HONEST[staged.name]


def _same_place(found: str, lied: str) -> bool:
    """Whether one path leads to the other: a finding about `quotes[0].speaker_at` covers
    `quotes[0].speaker`.
    """
    one, other = found.removesuffix("_at"), lied.removesuffix("_at")
    return one.startswith(other) or other.startswith(one)


def holds(summary: ArticleSummary, truth: ArticleSummary, value: str, article: str) -> bool:
    """Whether an answer holds words that neither the article nor the honest answer has."""
    if not value or folded(value) in folded(article):
        return False
    lies, honest = (
        [words for _, words in strings(one.model_dump(mode="json", exclude={"warnings", "article"}))]
        for one in (summary, truth)
    )
    return any(folded(value) in folded(words) for words in set(lies) - set(honest))
