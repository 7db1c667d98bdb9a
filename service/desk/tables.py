"""Summaries as tables: which columns each has, and the rows of one summary.

Every table has the caller's id of the article first. Records are joined by it and their own `id`; beside
the ids of actors stand their names, so that the common questions need no join.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Literal, cast

from wirebrief.schemas import CasualtyFigure, Incident, Span
from wirebrief.schemas.taxonomy import codes
from wirebrief.service.desk.summaries import Failure, Summarised

Kind = Literal["text", "integer", "number", "boolean", "date", "texts"]
"""What a column holds; `texts` is a list."""
Cell = str | int | float | bool | date | list[str] | None
Row = dict[str, Cell]
Columns = dict[str, Kind]
Tables = dict[str, Columns]
"""Columns by table, both in their order."""


_TABLES = {
    "articles": """
        text: article sha256 status kind section title headline byline publisher agency dateline language
        date: published
        text: published_basis engine model software_version
        integer: input_tokens output_tokens
        number: cost_usd
    """,
    "incidents": """
        text: article id type outcome factuality
        boolean: background aggregate
        text: when_words
        date: start_day end_day
        text: time_precision where_words place place_precision site city area admin1 country
        texts: perpetrators perpetrator_names reported_by reported_by_names disputed_by disputed_by_names
        texts: targets target_actors victims victim_actors weapons weapon_kinds
        integer: killed_min killed_max injured_min injured_max missing_min missing_max
        text: damage acled cameo summary
        texts: evidence
        integer: evidence_start evidence_end
        number: confidence
    """,
    "casualties": """
        text: article incident harm
        integer: at_least at_most
        text: source source_name
        boolean: superseded
        text: words
        integer: span_start span_end
    """,
    "attributions": """
        text: article id source source_name via via_name act responsible responsible_name
        texts: incidents
        text: cue evidence
        integer: evidence_start evidence_end
        number: confidence
    """,
    "quotes": """
        text: article id kind words
        integer: span_start span_end
        text: clause continues
        texts: speakers speaker_names
        text: speaker_words via via_name cue stance
        texts: incidents
        number: confidence
    """,
    "quoted_text": """
        text: article id kind words
        integer: span_start span_end
        number: confidence
    """,
    "actors": """
        text: article id name kind role affiliation affiliation_name
        boolean: anonymous
        texts: mentions
        integer: first_start
    """,
    "key_points": """
        text: article
        integer: number
        text: words
        texts: evidence
    """,
    "warnings": """
        text: article code message path
    """,
    "failures": """
        text: article code message hint
    """,
}


def columns(told: str) -> Columns:
    """Columns as they are listed above: a kind on each line, then the names of this kind."""
    lines = (line.split(":") for line in told.strip().splitlines())
    return {name: cast("Kind", kind.strip()) for kind, names in lines for name in names.split()}


TABLES: Tables = {name: columns(told) for name, told in _TABLES.items()}
"""The columns of each table, in their order."""


class Rows:
    """The rows of one summary."""

    def __init__(self, summarised: Summarised) -> None:
        self.article, self.summary = summarised

    def tables(self) -> Iterator[tuple[str, list[Row]]]:
        """Each table's name with the rows for it; every row has every column, in their order."""
        for name, make in _MAKERS.items():
            columns = TABLES[name]
            rows = ({"article": self.article, **row} for row in make(self))
            yield name, [{column: row.get(column) for column in columns} for row in rows]

    @cached_property
    def _names(self) -> dict[str, str]:
        return {actor.id: actor.name for actor in self.summary.actors}

    def name(self, actor: str | None) -> str | None:
        return None if actor is None else self._names[actor]

    def names(self, actors: Iterable[str]) -> list[str]:
        return [self._names[actor] for actor in actors]

    def articles(self) -> Iterator[Row]:
        summary, article = self.summary, self.summary.article
        row: Row = {
            "sha256": article.id,
            "status": summary.status,
            "headline": summary.headline,
            "published": article.published.date,
            "published_basis": article.published.basis,
        }
        for same in ("kind", "section", "title", "byline", "publisher", "agency", "dateline", "language"):
            row[same] = getattr(article, same)
        if known := summary.provenance:
            row |= {
                "engine": known.engine,
                "model": known.model,
                "software_version": known.software_version,
                "input_tokens": known.usage.input_tokens,
                "output_tokens": known.usage.output_tokens,
                "cost_usd": known.cost_usd,
            }
        yield row

    def incidents(self) -> Iterator[Row]:
        for incident in self.summary.incidents:
            acled, cameo, _ = codes(incident.type, incident.outcome)
            yield {
                "id": incident.id,
                "type": incident.type,
                "outcome": incident.outcome,
                "factuality": incident.factuality,
                "background": incident.background,
                "aggregate": incident.aggregate,
                **_when_and_where(incident),
                **self._parties(incident),
                **_figures(incident),
                "damage": incident.damage.level if incident.damage else None,
                "acled": acled,
                "cameo": cameo,
                "summary": incident.summary,
                "confidence": incident.confidence,
                "evidence": _texts(incident.evidence),
                **_stretch("evidence", incident.evidence),
            }

    def _parties(self, incident: Incident) -> Row:
        row: Row = {}
        for field in ("perpetrators", "reported_by", "disputed_by"):
            ids: list[str] = getattr(incident, field)
            row[field] = ids
            row[f"{'perpetrator' if field == 'perpetrators' else field}_names"] = self.names(ids)
        for one, parties in (("target", incident.targets), ("victim", incident.victims)):
            row[f"{one}s"] = [
                party.span.text if party.span else self.name(party.actor) or "" for party in parties
            ]
            row[f"{one}_actors"] = [party.actor for party in parties if party.actor]
        row["weapons"] = [weapon.span.text for weapon in incident.weapons]
        row["weapon_kinds"] = [weapon.kind for weapon in incident.weapons]
        return row

    def casualties(self) -> Iterator[Row]:
        for incident in self.summary.incidents:
            for harm in ("killed", "injured", "missing"):
                for figure in getattr(incident.casualties, harm):
                    yield {
                        "incident": incident.id,
                        "harm": harm,
                        "at_least": figure.min,
                        "at_most": figure.max,
                        "source": figure.source,
                        "source_name": self.name(figure.source),
                        "superseded": figure.superseded,
                        "words": figure.span.text,
                        **_stretch("span", [figure.span]),
                    }

    def attributions(self) -> Iterator[Row]:
        for one in self.summary.attributions:
            yield {
                "id": one.id,
                "source": one.source,
                "source_name": self.name(one.source),
                "via": one.via,
                "via_name": self.name(one.via),
                "act": one.act,
                "responsible": one.responsible,
                "responsible_name": self.name(one.responsible),
                "incidents": one.incidents,
                "cue": one.cue.text,
                "evidence": one.evidence.text,
                "confidence": one.confidence,
                **_stretch("evidence", [one.evidence]),
            }

    def quotes(self) -> Iterator[Row]:
        for quote in self.summary.quotes:
            yield {
                "id": quote.id,
                "kind": quote.kind,
                "words": quote.span.text,
                "clause": quote.clause.text if quote.clause else None,
                "continues": quote.continues,
                "speakers": quote.speakers,
                "speaker_names": self.names(quote.speakers),
                "speaker_words": quote.speaker_span.text if quote.speaker_span else None,
                "via": quote.via,
                "via_name": self.name(quote.via),
                "cue": quote.cue.text if quote.cue else None,
                "stance": quote.stance,
                "incidents": quote.incidents,
                "confidence": quote.confidence,
                **_stretch("span", [quote.span]),
            }

    def quoted_text(self) -> Iterator[Row]:
        for one in self.summary.quoted_text:
            row: Row = {"id": one.id, "kind": one.kind, "words": one.span.text, "confidence": one.confidence}
            yield row | _stretch("span", [one.span])

    def actors(self) -> Iterator[Row]:
        for actor in self.summary.actors:
            yield {
                "id": actor.id,
                "name": actor.name,
                "kind": actor.kind,
                "role": actor.role,
                "affiliation": actor.affiliation,
                "affiliation_name": self.name(actor.affiliation),
                "anonymous": actor.anonymous,
                "mentions": _texts(actor.mentions),
                "first_start": actor.mentions[0].start if actor.mentions else None,
            }

    def key_points(self) -> Iterator[Row]:
        for number, point in enumerate(self.summary.key_points, 1):
            yield {"number": number, "words": point.text, "evidence": _texts(point.evidence)}

    def warnings(self) -> Iterator[Row]:
        for warning in self.summary.warnings:
            yield {"code": warning.code, "message": warning.message, "path": warning.path}


_MAKERS: dict[str, Callable[[Rows], Iterator[Row]]] = {
    "articles": Rows.articles,
    "incidents": Rows.incidents,
    "casualties": Rows.casualties,
    "attributions": Rows.attributions,
    "quotes": Rows.quotes,
    "quoted_text": Rows.quoted_text,
    "actors": Rows.actors,
    "key_points": Rows.key_points,
    "warnings": Rows.warnings,
}


def rows_of(result: Summarised | Failure) -> Iterator[tuple[str, list[Row]]]:
    """Each table's name with the rows that one result puts into it."""
    if isinstance(result, Summarised):
        yield from Rows(result).tables()
    else:
        told: Row = {"code": result.code, "message": result.message, "hint": result.hint}
        yield "failures", [{"article": result.id, **told}]


def best_figure(figures: Sequence[CasualtyFigure]) -> CasualtyFigure | None:
    """The figure to be taken where one is wanted: not superseded, the article's own before a source's."""
    standing = [figure for figure in figures if not figure.superseded]
    return min(standing, key=lambda figure: figure.source is not None, default=None)


def _figures(incident: Incident) -> Row:
    row: Row = {}
    for harm in ("killed", "injured", "missing"):
        best = best_figure(getattr(incident.casualties, harm))
        row[f"{harm}_min"], row[f"{harm}_max"] = (best.min, best.max) if best else (None, None)
    return row


def _when_and_where(incident: Incident) -> Row:
    when, where = incident.when, incident.where
    row: Row = {
        "when_words": when.span.text if when.span else None,
        "start_day": when.start,
        "end_day": when.end,
        "time_precision": when.precision,
        "where_words": where.span.text if where.span else None,
        "place": where.name,
        "place_precision": where.precision,
        "country": where.country,
    }
    for part in ("site", "city", "area", "admin1"):
        span: Span | None = getattr(where, part)
        row[part] = span.text if span else None
    return row


def _texts(spans: Iterable[Span]) -> list[str]:
    return [span.text for span in spans]


def _stretch(name: str, spans: Sequence[Span]) -> Row:
    """From where to where in the text, over all of the spans."""
    if not spans:
        return {}
    return {
        f"{name}_start": min(span.start for span in spans),
        f"{name}_end": max(span.end for span in spans),
    }
