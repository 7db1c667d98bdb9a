"""An upstream that uses the right words in the wrong sense: drafts correct but for one lie of meaning.

`adversary` tells lies that addresses give away: words that are not there. Here every word is in the article
and every reference exists; what is wrong is who says it, of whom, how surely, how many of what. `lies` yields
each lie that a rule can tell and that the words of the article contradict.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from adversary import changed

from wirebrief.schemas import Span
from wirebrief.schemas.draft import Draft
from wirebrief.service.grounding import Addresses, Grounding
from wirebrief.service.reading.document import Document

_UNITS = {
    "kilograms": "tonnes",
    "kilogram": "tonne",
    "tonnes": "kilograms",
    "metres": "kilometres",
    "kilometres": "metres",
    "millimetres": "metres",
    "dollars": "euros",
    "hours": "days",
    "minutes": "hours",
    "miles": "feet",
}
_KILLED = re.compile(r"\b(killed|killing|died|dead)\b")
_WOUNDED = re.compile(r"\b(wounded|wounding|injured|injuring|hurt)\b")
_DAMAGED = re.compile(r"\b(damaged|damaging)\b")
_HEDGE = re.compile(r"\b(?:alleged|allegedly|reportedly|suspected|may|might)\s+(?=[a-z])")
_UP_TO = re.compile(r"\b[Uu]p to (?=\d)")
_COUNT = re.compile(r"(?<![\d.,])\b(\d{1,3})\b(?![\d.,]*\d)(?= [a-z])")
_WORDS_AT = re.compile(r"(S\d+)(?:: (.*))?")
_BLAMING = re.compile(r"\b(?:blam|accus)", re.IGNORECASE)
_SUSPECTING = re.compile(r"\b(?:suspect|believe)", re.IGNORECASE)
_DONE = re.compile(r" (?:attacked|blamed|accused|arrested|told)(?: the| a| an)? ")
_NOT_CLAIMED = re.compile(r"\b(?:[Nn]o|not|never|[Nn]obody)\b[^.;]{0,40}\bclaim", re.IGNORECASE)
_ADDRESSED = re.compile(r"\b(?:told|informed|assured)\s+$")
_THING = re.compile(
    r"\b(?:three|two|four|five|several|\d+) "
    r"(?:shops|houses|cars|vehicles|buildings|rockets|computers|windows|drones)\b"
    r"|\b\d+ (?:kilograms|millimetres|tonnes|metres|miles|kilometres)\b"
)


@dataclass(frozen=True)
class Lie:
    """A draft that is correct but for one thing."""

    kind: str
    path: str
    """The record in which it is, or the field of one."""
    draft: Draft


def lies(document: Document, draft: Draft) -> Iterator[Lie]:
    """Every lie about an article that its words contradict."""
    teller = _Teller(document, draft)
    yield from teller.own_words()
    yield from teller.responsibility()
    yield from teller.figures()
    yield from teller.speakers()
    yield from teller.quotations()
    yield from teller.posts()
    yield from teller.damage()
    yield from teller.padding()


def is_caught(lie: Lie, grounding: Grounding) -> bool:
    """Whether a finding that is more than a note is about the record of the lie."""
    item = re.match(r"headline|[a-z_]+\[\d+\]", lie.path)
    return any(f.severity != "note" and item and f.path.startswith(item[0]) for f in grounding.findings)


class _Teller:
    def __init__(self, document: Document, draft: Draft) -> None:
        self.document = document
        self.draft = draft
        self.addresses = Addresses(document)
        self.names = {re.sub(r"^S\d+: | #\d$", "", a.name): a for a in draft.actors}

    def lie(self, kind: str, path: str, value: object) -> Lie:
        return Lie(kind, path, changed(self.draft, path, value))

    def span(self, address: str) -> Span | None:
        found = self.addresses.places(address) if address else []
        return found[0] if isinstance(found, list) and found else None

    def sentence(self, offset: int) -> tuple[str, int, str]:
        """Id, start and words of the sentence at an offset."""
        one = self.document.sentences_over(offset, offset + 1)[0]
        return one.id, one.start, self.document.text[one.start : one.end]

    def evidence(self, ids: list[str]) -> str:
        found = (self.document.sentence_by_id.get(one) for one in ids)
        return " ".join(self.document.text[s.start : s.end] for s in found if s)

    # The summary's own words

    def own_words(self) -> Iterator[Lie]:
        texts = [(f"key_points[{n}].text", k.text, k.evidence) for n, k in enumerate(self.draft.key_points)]
        texts += [
            (f"incidents[{n}].summary", i.summary, i.evidence) for n, i in enumerate(self.draft.incidents)
        ]
        for path, text, ids in texts:
            words = self.evidence(ids)
            for kind, false in (
                *self._bounds(text, words),
                *self._harms(text, words),
                *self._hedges(text, words),
            ):
                yield self.lie(kind, path, false)
        everything = self.evidence([s.id for s in self.document.sentences])
        texts.append(("headline", self.draft.headline, [s.id for s in self.document.sentences]))
        for path, text, ids in texts:
            for false in self._roles(text, self.evidence(ids) or everything):
                yield self.lie("roles swapped", path, false)

    def _bounds(self, text: str, words: str) -> Iterator[tuple[str, str]]:
        if _UP_TO.search(text):
            yield "bound dropped", _UP_TO.sub("", text)
        for match in _COUNT.finditer(text):
            before = text[: match.start()]
            bounded = re.search(
                rf"(?:up to|at least|more than|over|about) {match[1]}\b", words, re.IGNORECASE
            )
            if match[1] in words and not bounded and not re.search(r"(?:least|than|to|about) $", before):
                yield "bound added", f"{before}more than {text[match.start() :]}"
        for unit, other in _UNITS.items():
            if re.search(rf"\d[\d.,]*(?: million)? {unit}\b", text) and unit in words and other not in words:
                yield "another unit", re.sub(rf"\b{unit}\b", other, text)

    def _harms(self, text: str, words: str) -> Iterator[tuple[str, str]]:
        if _KILLED.search(text) and not _WOUNDED.search(words):
            yield "killed told as wounded", _KILLED.sub(_wounded, text)
        if _WOUNDED.search(text) and not re.search(r"\b(?:kill|dead|die|death|drown)", words):
            yield "wounded told as killed", _WOUNDED.sub(_killed, text)
        both = (
            _KILLED.search(text)
            and _WOUNDED.search(text)
            and len(_COUNT.findall(text))
            + len(re.findall(r"\b(?:two|three|four|five|six|seven|eight|nine)\b", text))
            > 1
        )
        if both:
            yield "figures of dead and wounded swapped", _exchange(text)
        if _DAMAGED.search(text) and not re.search(r"\bdestr|\bruin|\bflatten", words):
            yield (
                "damaged told as destroyed",
                _DAMAGED.sub(lambda m: "destroyed" if m[1] == "damaged" else "destroying", text),
            )

    def _hedges(self, text: str, words: str) -> Iterator[tuple[str, str]]:
        for match in _HEDGE.finditer(text):
            hedged = match.group() + text[match.end() :].split(" ")[0]
            if hedged in words:
                yield "hedge dropped", text[: match.start()] + text[match.end() :]

    def _roles(self, text: str, words: str) -> Iterator[str]:
        """Doer and undergoer exchanged around a verb, where the article says so once and in this order."""
        named = sorted((text.find(name), name) for name in self.names if name and name in text)
        for (i, one), (j, other) in pairwise(named):
            between = text[i + len(one) : j]
            proper = one[0].isupper() and other[0].isupper()
            if i >= 0 and proper and _DONE.fullmatch(between) and one not in other and other not in one:
                yield f"{text[:i]}{other}{between}{one}{text[j + len(other) :]}"

    # Responsibility

    def responsibility(self) -> Iterator[Lie]:
        for n, blame in enumerate(self.draft.attributions):
            cue, clause = self.span(blame.cue), self.span(blame.clause)
            if cue is None or clause is None:
                continue
            path = f"attributions[{n}].act"
            _, _, words = self.sentence(cue.start)
            if blame.act == "blames" and _BLAMING.search(cue.text):
                yield self.lie("suspects for blames", path, "suspects")
            if blame.act == "suspects" and _SUSPECTING.search(cue.text):
                yield self.lie("blames for suspects", path, "blames")
            if blame.act == "no_claim" and _NOT_CLAIMED.search(words):
                claimant = next((name for name, a in self.names.items() if a.kind != "person"), "")
                yield Lie(
                    "claimed for not claimed",
                    f"attributions[{n}]",
                    changed(
                        changed(
                            changed(self.draft, path, "claims_responsibility"),
                            f"attributions[{n}].source",
                            claimant,
                        ),
                        f"attributions[{n}].responsible",
                        claimant,
                    ),
                )
            if blame.act == "denies_responsibility" and re.search(r"\b(?:den|reject|dismiss)", cue.text):
                yield self.lie("claimed for denied", path, "claims_responsibility")
                yield self.lie("blamed for denied", path, "blames")
        yield from self._unclaimed()

    def _unclaimed(self) -> Iterator[Lie]:
        """A claim made of "did not claim" where the draft says nothing of it."""
        for sentence in self.document.sentences:
            words = self.document.text[sentence.start : sentence.end]
            match = re.search(r"\bdid not (claim)\b", words)
            name = next((n for n, a in self.names.items() if n and n in words and a.kind != "person"), "")
            if match and name:
                record = {
                    "source": name,
                    "act": "claims_responsibility",
                    "responsible": name,
                    "cue": f"{sentence.id}: claim",
                    "clause": f"{sentence.id}: claim >> {words.rstrip('. ').split()[-1]}",
                }
                data: Any = self.draft.model_dump()
                data["attributions"].append(record)
                yield Lie(
                    "claimed for not claimed",
                    f"attributions[{len(data['attributions']) - 1}]",
                    Draft.model_validate(data),
                )

    # Figures

    def figures(self) -> Iterator[Lie]:
        for n, incident in enumerate(self.draft.incidents):
            for field, other, wrong in (("killed", "injured", _WOUNDED), ("injured", "killed", _KILLED)):
                for figure in getattr(incident, field):
                    span = self.span(figure.at)
                    if span is None or re.search(r"\b(?:no|nobody|none)\b", span.text, re.IGNORECASE):
                        continue
                    _, _, words = self.sentence(span.start)
                    if wrong.search(words) is None or re.search(
                        r"\d|two|three|four|five|six|nine", span.text
                    ):
                        yield self.lie(
                            f"{field} told as {other}", f"incidents[{n}].{other}", [figure.model_dump()]
                        )
            yield from self._things(n)

    def _things(self, n: int) -> Iterator[Lie]:
        """Shops and kilograms counted as the dead."""
        for one in self.draft.incidents[n].evidence:
            sentence = self.document.sentence_by_id.get(one)
            words = self.document.text[sentence.start : sentence.end] if sentence else ""
            for match in _THING.finditer(words):
                figure = {"at": f"{one}: {match.group()}", "named": 0, "source": "", "superseded": False}
                yield self.lie("things told as dead", f"incidents[{n}].killed", [figure])

    # Speech

    def speakers(self) -> Iterator[Lie]:
        for n, quote in enumerate(self.draft.quotes):
            cue = self.span(quote.cue)
            if cue is None or not quote.speakers:
                continue
            ref, start, words = self.sentence(cue.start)
            said = self._said(n)
            for name in self.names:
                at = words.find(name) if name else -1
                outside = said is None or not (said.start <= start + at < said.end)
                if (
                    at < 0
                    or name in quote.speakers
                    or not outside
                    or any(name in one or one in name for one in quote.speakers)
                ):
                    continue
                told = _ADDRESSED.search(re.sub(r"(?:\b[A-Z]\w+\s|\bthe\s)+$", "", words[:at]))
                data: Any = self.draft.model_dump()
                data["quotes"][n] |= {"speakers": [name], "speaker_at": f"{ref}: {name}"}
                if told:
                    yield Lie("addressee speaks", f"quotes[{n}].speakers", Draft.model_validate(data))
                elif re.search(rf"\b\w+ {re.escape(cue.text)}\b", words) and self._subject_is_named(
                    words, cue.text, quote.speakers
                ):
                    yield Lie(
                        "somebody mentioned speaks", f"quotes[{n}].speakers", Draft.model_validate(data)
                    )
            if quote.stance == "denies" and quote.kind == "indirect" and re.search(r"\bden", cue.text):
                yield self.lie("denied told as asserted", f"quotes[{n}].stance", "asserts")

    def _subject_is_named(self, words: str, cue: str, speakers: list[str]) -> bool:
        """Whether the true speaker's name stands right before the cue."""
        return any(
            re.search(rf"{re.escape(form)} {re.escape(cue)}\b", words)
            for name in speakers
            for form in {name, name.split()[-1]}
        )

    def _said(self, n: int) -> Span | None:
        quote = self.draft.quotes[n]
        return self.span(quote.quotation or quote.content)

    def quotations(self) -> Iterator[Lie]:
        placed = [(self._said(n), n) for n in range(len(self.draft.quotes))]
        order = sorted(
            (span.start, n) for span, n in placed if span is not None and self.draft.quotes[n].quotation
        )
        for (_, before), (_, n) in pairwise(order):
            one, other = self.draft.quotes[before], self.draft.quotes[n]
            nested = self.document.quotation_by_id[other.quotation].parent == one.quotation
            if nested and one.speakers != other.speakers and other.cue:
                data: Any = self.draft.model_dump()
                data["quotes"][n] |= {"speakers": one.speakers, "speaker_at": ""}
                yield Lie(
                    "nested words given to the outer speaker",
                    f"quotes[{n}].speakers",
                    Draft.model_validate(data),
                )
            if other.continues and not other.cue:
                stranger = next((name for name in self.names if name not in one.speakers), "")
                yield self.lie("goes on from another's words", f"quotes[{n}].speakers", [stranger])
        for n, quote in enumerate(self.draft.quotes):
            quotation = self.document.quotation_by_id.get(quote.quotation)
            if quotation is None or quotation.parent is not None or not quote.cue:
                continue
            words = self.document.text[quotation.start : quotation.end]
            cue = self.span(quote.cue)
            beside = cue is not None and (
                0 <= cue.start - quotation.outer_end < 40 or 0 <= quotation.outer_start - cue.end < 3
            )
            if (
                len(words.split()) >= 4
                and beside
                and cue is not None
                and re.match(r"(?:said|told|added|recalled|says|adds)", cue.text)
            ):
                data = self.draft.model_dump()
                data["quotes"].pop(n)
                data["quoted_text"].append({"quotation": quote.quotation, "kind": "term"})
                yield Lie(
                    "a quote hidden as quoted text",
                    f"quoted_text[{len(data['quoted_text']) - 1}]",
                    Draft.model_validate(data),
                )

    # Posts, damage, evidence

    def posts(self) -> Iterator[Lie]:
        people = [(n, a) for n, a in enumerate(self.draft.actors) if a.kind == "person" and a.role]
        for n, one in people:
            for m, other in people:
                if n != m and one.role != other.role and self._adjoins(other):
                    yield self.lie("another's post", f"actors[{n}].role", other.role)

    def _adjoins(self, actor: Any) -> bool:
        role, name = self.span(actor.role), self.span(actor.name)
        if role is None or name is None:
            return False
        gap = max(role.start - name.end, name.start - role.end)
        return gap <= 2

    def damage(self) -> Iterator[Lie]:
        for n, incident in enumerate(self.draft.incidents):
            span = self.span(incident.damage)
            if span is not None and incident.damage_level != "destroyed" and _DAMAGED.search(span.text):
                yield self.lie("damaged told as destroyed", f"incidents[{n}].damage_level", "destroyed")

    def padding(self) -> Iterator[Lie]:
        everything = [s.id for s in self.document.sentences]
        if len(everything) < 8:
            return
        for n, point in enumerate(self.draft.key_points):
            if len(point.evidence) <= 2:
                yield self.lie("every sentence cited", f"key_points[{n}].evidence", everything)
        for n, incident in enumerate(self.draft.incidents):
            if 2 * len(incident.evidence) < len(everything):
                yield self.lie("every sentence cited", f"incidents[{n}].evidence", everything)


def _wounded(match: re.Match[str]) -> str:
    return {"killed": "wounded", "killing": "wounding", "died": "were wounded", "dead": "wounded"}[match[1]]


def _killed(match: re.Match[str]) -> str:
    return "killing" if match[1].endswith("ing") else "killed"


def _exchange(text: str) -> str:
    """Killed for wounded and wounded for killed."""
    marked = _KILLED.sub(lambda m: f"\0{_wounded(m)}", text)
    turned = re.sub(r"(?<!\0)\b(wounded|wounding|injured|injuring|hurt)\b", _killed, marked)
    return turned.replace("\0", "")
