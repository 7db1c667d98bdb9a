"""Scores one article: every list aligned once, ids compared through the alignment of what they refer to."""

from __future__ import annotations

from dataclasses import dataclass

from wirebrief.evals.scoring.alignment import Match
from wirebrief.evals.scoring.context import Context
from wirebrief.evals.scoring.counts import Verdict
from wirebrief.evals.scoring.key_points import score_headline, score_key_points
from wirebrief.evals.scoring.kinds import ACTOR, ARTICLE, ATTRIBUTION, INCIDENT, QUOTE, QUOTED_TEXT, WHOLE
from wirebrief.evals.scoring.node import Node
from wirebrief.evals.scoring.shape import Shape
from wirebrief.evals.scoring.similarity import align_records
from wirebrief.evals.scoring.slots import Pair, Slot
from wirebrief.evals.scoring.verdicts import compare_record, unmatched_gold, unmatched_predicted
from wirebrief.evals.scoring.warnings import score_warnings
from wirebrief.evals.scoring.wording import wording
from wirebrief.schemas import ArticleSummary
from wirebrief.schemas.gold import Gold

LISTS: tuple[tuple[str, str, Shape], ...] = (
    ("actor", "actors", ACTOR),  # first: everything else refers to actors
    ("incident", "incidents", INCIDENT),
    ("attribution", "attributions", ATTRIBUTION),
    ("quote", "quotes", QUOTE),
    ("quoted_text", "quoted_text", QUOTED_TEXT),
)
"""Record kinds with the list that holds them, in the order in which they are aligned."""

Matches = tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """What the scorer found in one article."""

    name: str
    slots: tuple[Slot, ...]
    pairs: tuple[Pair, ...]
    failed: str | None = None
    """Why there is no prediction, if there is none: everything in gold is then missing."""


def score_document(
    gold: Gold, predicted: ArticleSummary | None, *, failed: str | None = None
) -> DocumentScore:
    """Score a summary, or the lack of one, against gold.

    Args:
        gold: the labelled article.
        predicted: a summary of the same text, or None where there was no usable answer.
        failed: why there was none.
    """
    ours = Node(gold.summary.model_dump(mode="json"), "", gold.alternatives)
    theirs = Node(predicted.model_dump(mode="json") if predicted else {})
    context = _context(gold, predicted)
    slots = _score_article(ours, theirs, context, has_answer=predicted is not None)
    pairs: list[Pair] = []
    matched: list[tuple[str, Shape, Node, Node]] = []
    for kind, path, shape in LISTS:
        records = _RecordList(kind, shape, ours.variants(path)[0].items(), theirs.variants(path)[0].items())
        aligned = align_records(shape, records.gold, records.predicted, context)
        _register(kind, records, aligned, context)
        slots += records.slots(aligned, context)
        pairs += records.pairs(aligned, context)
        matched += [(kind, shape, g, p) for g, p in records.counted(aligned, context)]
    for kind, shape, one, other in matched:  # what refers to records aligned later
        slots += compare_record(kind, shape, one, other, context, late=True)
    slots += score_warnings(gold, predicted) + score_key_points(gold, predicted)
    slots += score_headline(gold, predicted)
    reason = None if predicted else failed or "no answer"
    return DocumentScore(gold.name, tuple(slots), tuple(pairs), reason)


@dataclass(frozen=True, slots=True)
class _RecordList:
    """The gold and predicted records of one kind."""

    kind: str
    shape: Shape
    gold: tuple[Node, ...]
    predicted: tuple[Node, ...]

    def free(self, n: int, context: Context) -> bool:
        return self.gold[n].value_at("id") in context.optional

    def counted(self, aligned: Matches, context: Context) -> list[tuple[Node, Node]]:
        return [
            (self.gold[match.gold], self.predicted[match.predicted])
            for match in aligned
            if not self.free(match.gold, context)
        ]

    def pairs(self, aligned: Matches, context: Context) -> list[Pair]:
        return [
            Pair(
                self.kind,
                self.gold[match.gold].path,
                self.predicted[match.predicted].path,
                match.similarity,
                self.free(match.gold, context),
            )
            for match in aligned
        ]

    def slots(self, aligned: Matches, context: Context) -> list[Slot]:
        """The slots of every record that counts: those of its fields and one for the record as a whole."""
        found: list[Slot] = []
        for match in aligned:
            if not self.free(match.gold, context):
                one, other = self.gold[match.gold], self.predicted[match.predicted]
                fields = list(compare_record(self.kind, self.shape, one, other, context))
                found.append(self._record_slot(match.gold, match.predicted, fields))
                found += fields
        ours = {match.gold for match in aligned}
        theirs = {match.predicted for match in aligned}
        for n, node in enumerate(self.gold):
            if n not in ours and not self.free(n, context):
                found.append(
                    Slot(self.kind, "record", Verdict.MIS, Verdict.MIS, node.path, None, brief(node), None)
                )
                found += unmatched_gold(self.kind, self.shape, node, context)
        for n, node in enumerate(self.predicted):
            if n not in theirs:
                found.append(
                    Slot(self.kind, "record", Verdict.SPU, Verdict.SPU, None, node.path, None, brief(node))
                )
                found += unmatched_predicted(self.kind, self.shape, node)
        return found

    def _record_slot(self, i: int, j: int, fields: list[Slot]) -> Slot:
        wrong = any(slot.field in self.shape.key and slot.strict is not Verdict.COR for slot in fields)
        strict = Verdict.INC if wrong else Verdict.COR
        one, other = self.gold[i], self.predicted[j]
        return Slot(self.kind, "record", Verdict.COR, strict, one.path, other.path, brief(one), brief(other))


def brief(record: Node) -> str:
    """What a record is about, in the article's words where it has a span."""
    words = ("span.text", "summary", "evidence.text", "name")
    return next((str(value) for path in words if (value := record.value_at(path))), "")


def _score_article(ours: Node, theirs: Node, context: Context, *, has_answer: bool) -> list[Slot]:
    slots: list[Slot] = []
    for shape, path in ((ARTICLE, "article"), (WHOLE, "")):
        gold, predicted = ours.variants(path)[0], theirs.variants(path)[0]
        slots += (
            compare_record("article", shape, gold, predicted, context)
            if has_answer
            else unmatched_gold("article", shape, gold, context)
        )
    return slots


def _register(kind: str, records: _RecordList, aligned: Matches, context: Context) -> None:
    """Note which predicted id stands for which gold id, for the records that refer to them."""
    maps = {"actor": context.actors, "incident": context.incidents, "quote": context.quotes}
    if (ids := maps.get(kind)) is not None:
        for match in aligned:
            gold_id = str(records.gold[match.gold].value_at("id"))
            ids[str(records.predicted[match.predicted].value_at("id"))] = gold_id


def _context(gold: Gold, predicted: ArticleSummary | None) -> Context:
    known = wording(gold.summary.article.language)
    names: dict[str, frozenset[str]] = {}
    for n, actor in enumerate(gold.summary.actors):
        others = (str(name) for name in gold.alternatives.get(f"actors[{n}].name", ()))
        mentions = (span.text for span in actor.mentions if _is_name(span.text))
        names[actor.id] = frozenset(known.fold(name) for name in (actor.name, *others, *mentions))
    return Context(
        wording=known,
        optional=frozenset(gold.optional),
        gold_names=names,
        predicted_names={actor.id: actor.name for actor in predicted.actors} if predicted else {},
    )


def _is_name(mention: str) -> bool:
    """Whether a mention could be a name on its own: more than a pronoun."""
    return len(mention) > 3 or mention.isupper()
