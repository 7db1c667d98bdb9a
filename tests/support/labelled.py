"""A labelled article of our own, small enough to see through and rich enough for every kind of fault."""

import hashlib
from datetime import date

from wirebrief.evals.gold_store import LabelledArticle, as_prediction
from wirebrief.evals.outputs import Output
from wirebrief.evals.report.build import build_report
from wirebrief.evals.report.model import Report
from wirebrief.schemas import (
    Actor,
    Article,
    ArticleSummary,
    Attribution,
    Casualties,
    CasualtyFigure,
    Incident,
    KeyPoint,
    Published,
    Quote,
    QuotedText,
    Span,
    When,
    Where,
)
from wirebrief.schemas.gold import Fact, Gold

TEXT = (
    "Two ferry workers were hurt on Tuesday when a mooring line snapped at Lowmark quay. "
    '"The line was new," harbour master Ada Brand said. '
    "The crew's union blamed the operator, Blue Ferries. "
    '"They had been warned," said Ole Strand of the union. '
    'Dockers call the quay "the Trap".'
)


def cut(words: str, text: str = TEXT) -> Span:
    """The first place of some words."""
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def _actor(own_id: str, name: str, kind: str, *mentions: str) -> Actor:
    return Actor(id=own_id, name=name, kind=kind, mentions=[cut(words) for words in mentions])  # type: ignore[arg-type]  # a label


SUMMARY = ArticleSummary(
    status="complete",
    article=Article(
        id=hashlib.sha256(TEXT.encode()).hexdigest(),
        language="en",
        published=Published(date=date(2024, 3, 6), basis="given"),
    ),
    headline="Two hurt at Lowmark quay",
    key_points=[
        KeyPoint(
            text="Two ferry workers were hurt on Tuesday when a mooring line snapped at Lowmark quay.",
            evidence=[cut(TEXT[:83])],
        )
    ],
    actors=[
        _actor("A1", "Ada Brand", "person", "harbour master Ada Brand"),
        _actor("A2", "crew's union", "other", "The crew's union"),
        _actor("A3", "Blue Ferries", "company", "Blue Ferries"),
        _actor("A4", "Ole Strand", "person", "Ole Strand"),
    ],
    incidents=[
        Incident(
            id="I1",
            type="accident",
            outcome="succeeded",
            factuality="asserted",
            background=False,
            when=When(
                span=cut("Tuesday"),
                start=date(2024, 3, 5),
                end=date(2024, 3, 5),
                precision="day",
                anchor="published",
            ),
            where=Where(span=cut("Lowmark quay"), site=cut("Lowmark quay")),
            casualties=Casualties(
                injured=[CasualtyFigure(min=2, max=2, span=cut("Two ferry workers"), source=None)]
            ),
            evidence=[cut(TEXT[:83])],
            summary="A mooring line snapped and hurt two.",
        )
    ],
    attributions=[
        Attribution(
            id="B1",
            source="A2",
            act="blames",
            responsible="A3",
            incidents=["I1"],
            cue=cut("blamed"),
            evidence=cut("The crew's union blamed the operator, Blue Ferries"),
        )
    ],
    quotes=[
        Quote(
            id="Q1",
            kind="direct",
            span=cut("The line was new,"),
            speakers=["A1"],
            speaker_span=cut("harbour master Ada Brand"),
            cue=cut("said"),
            incidents=["I1"],
        ),
        Quote(
            id="Q2",
            kind="direct",
            span=cut("They had been warned,"),
            speakers=["A4"],
            speaker_span=cut("Ole Strand of the union"),
            cue=cut("said Ole").model_copy(update={"end": cut("said Ole").start + 4, "text": "said"}),
            incidents=["I1"],
        ),
    ],
    quoted_text=[QuotedText(id="T1", span=cut("the Trap"), kind="nickname")],
)


def labelled(name: str = "mooring", **fields: object) -> LabelledArticle:
    """The article with its labels; `fields` replace parts of the gold."""
    values: dict[str, object] = {
        "name": name,
        "synthetic": True,
        "split": "dev",
        "summary": SUMMARY,
        "facts": [
            Fact(
                id="F1", text="Two workers were hurt when a mooring line snapped.", evidence=[cut(TEXT[:83])]
            )
        ],
        "expected_warnings": ["sources_disagree"],
    }
    return LabelledArticle(TEXT, Gold.model_validate(values | fields))


def perfect(article: LabelledArticle) -> ArticleSummary:
    """An answer that is gold."""
    return as_prediction(article.gold)


def report_of(*answers: ArticleSummary | None, trials: int = 1) -> Report:
    """A report on as many copies of the article as there are answers."""
    articles = [labelled(f"mooring-{n + 1}") for n in range(len(answers))]
    outputs = [
        Output(article=article.name, trial=trial + 1, summary=answer)
        for article, answer in zip(articles, answers, strict=True)
        for trial in range(trials)
    ]
    return build_report([("fake", outputs)], articles, resamples=200)
