"""Each export, opened by the tool that it is for."""

import csv
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest
import rdflib
from geojson_pydantic import FeatureCollection
from rdflib.namespace import RDF, SDO
from typer.testing import Result

from wirebrief.schemas import ArticleSummary, Span, When, Where
from wirebrief.schemas.taxonomy import ACLED, ACLED_EVENT_TYPES
from wirebrief.service.desk.coded import ACLED_COLUMNS
from wirebrief.service.desk.export import FORMS
from wirebrief.service.desk.gazetteer import gazetteer
from wirebrief.service.desk.summaries import Failure, Summarised
from wirebrief.service.desk.tables import TABLES, rows_of

Results = list[Summarised | Failure]


def expected(results: Results) -> dict[str, int]:
    """How many rows each table has."""
    rows = dict.fromkeys(TABLES, 0)
    for result in results:
        for table, found in rows_of(result):
            rows[table] += len(found)
    return rows


def test_every_table_has_rows_in_these_tests(results: Results) -> None:
    assert [name for name, rows in expected(results).items() if not rows] == []


def test_parquet_by_pandas_and_polars(results: Results, tmp_path: Path) -> None:
    FORMS["parquet"](results, tmp_path)
    for table, rows in expected(results).items():
        assert len(pd.read_parquet(tmp_path / f"{table}.parquet")) == rows
        assert pl.read_parquet(tmp_path / f"{table}.parquet").height == rows
    quotes = pl.read_parquet(tmp_path / "quotes.parquet")
    assert quotes.filter(pl.col("speaker_names").list.contains("Aino Hirvonen")).height > 0


def test_csv_by_pandas_and_polars(results: Results, tmp_path: Path) -> None:
    FORMS["csv"](results, tmp_path / "x.csv")
    for table, rows in expected(results).items():
        path = tmp_path / f"x.{table}.csv"
        assert list(pd.read_csv(path).columns) == list(TABLES[table])
        assert pl.read_csv(path).height == rows
    assert 'b, "the second"' in set(pd.read_csv(tmp_path / "x.quotes.csv")["article"])


@pytest.mark.parametrize("form", ["sqlite", "duckdb"])
def test_a_database_holds_all_tables(results: Results, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"x.{form}"
    FORMS[form](results, path)
    FORMS[form](results, path)  # a second export takes the place of the first
    base = sqlite3.connect(path) if form == "sqlite" else duckdb.connect(str(path))
    counted = {table: base.execute(f"SELECT count(*) FROM {table}").fetchone() for table in TABLES}
    joined = base.execute(
        "SELECT i.type, a.source_name, c.at_least FROM incidents i JOIN casualties c "
        "ON c.article = i.article AND c.incident = i.id JOIN attributions a ON a.article = i.article "
        "WHERE c.harm = 'killed' AND NOT c.superseded"
    ).fetchall()
    base.close()
    assert counted == {table: (rows,) for table, rows in expected(results).items()}
    assert ("rocket_attack", "Lake Brigade", 3) in joined


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # rdflib's own use of it
def test_json_ld_is_schema_org(results: Results, tmp_path: Path) -> None:
    """rdflib reads it without a network, and knows every word of it."""
    FORMS["jsonld"](results, tmp_path / "x.jsonld")
    graph = rdflib.Graph().parse(tmp_path / "x.jsonld", format="json-ld")
    words = {str(word) for word in graph.predicates() if word != RDF.type} | {
        str(kind) for kind in graph.objects(predicate=RDF.type)
    }
    assert [word for word in words if word.removeprefix(str(SDO)) not in SDO] == []
    quotations = list(graph.subjects(RDF.type, SDO.Quotation))
    said = {str(graph.value(quotation, SDO.text)) for quotation in quotations}
    assert "Then the tanks went up." in said
    claims = list(graph.subjects(RDF.type, SDO.Claim))
    assert claims
    articles = set(graph.subjects(RDF.type, SDO.NewsArticle))
    assert {graph.value(claim, SDO.appearance) for claim in claims} <= articles
    for quotation in quotations:
        for speaker in graph.objects(quotation, SDO.spokenByCharacter):
            assert graph.value(speaker, SDO.name) is not None


def _at(summary: ArticleSummary, city: str, country: str | None) -> ArticleSummary:
    span = Span(start=0, end=len(city), text=city)
    incident = summary.incidents[0].model_copy(update={"where": Where(span=span, city=span, country=country)})
    return summary.model_copy(update={"incidents": [incident]})


def test_geojson_is_geojson(summary: ArticleSummary, tmp_path: Path) -> None:
    FORMS["geojson"]([Summarised("a", _at(summary, "Rovaniemi", "FI"))], tmp_path / "x.geojson")
    collection = FeatureCollection.model_validate_json((tmp_path / "x.geojson").read_bytes())
    longitude, latitude = collection.features[0].geometry.coordinates  # type: ignore[union-attr]
    assert (round(longitude), round(latitude)) == (26, 66)
    FORMS["geojson"]([], tmp_path / "none.geojson")
    assert not FeatureCollection.model_validate_json((tmp_path / "none.geojson").read_bytes()).features


@pytest.mark.parametrize(
    ("city", "country", "found"),
    [
        ("Paris", "FR", True),
        ("Paris", "US", False),  # several, none much larger than the others
        ("Paris", None, False),  # the article does not say the country
        ("Oulunpuro", "FI", False),
        ("SAO PAULO", "BR", True),
    ],
)
def test_a_town_has_coordinates_only_where_one_can_be_meant(
    city: str, country: str | None, *, found: bool
) -> None:
    span = Span(start=0, end=len(city), text=city)
    assert (gazetteer().town(Where(city=span, country=country)) is not None) == found


def test_acled_rows_are_acled_s(results: Results, tmp_path: Path) -> None:
    FORMS["acled"](results, tmp_path / "x.csv")
    with (tmp_path / "x.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ACLED_COLUMNS
    row = rows[0]
    assert row["sub_event_type"] == "Shelling/artillery/missile attack"
    assert (row["event_type"], row["disorder_type"]) == ("Explosions/Remote violence", "Political violence")
    assert (row["event_date"], row["time_precision"], row["fatalities"]) == ("2022-03-06", "1", "3")
    assert (row["country"], row["iso"], row["admin1"], row["location"]) == (
        "Finland",
        "246",
        "Lapland",
        "Kallio fuel depot",
    )
    assert len(rows) == 2, "a pattern of events is no event"
    assert set(ACLED_EVENT_TYPES) == set(ACLED)


def test_cameo_rows_are_cameo_s(results: Results, tmp_path: Path) -> None:
    FORMS["cameo"](results, tmp_path / "x.csv")
    rows = pd.read_csv(tmp_path / "x.csv", dtype=str)
    assert list(rows["SQLDATE"]) == ["20220306", "20220306"]
    assert list(rows["EventRootCode"]) == ["19", "19"]
    assert rows["SOURCEURL"].dropna().tolist() == ["https://example.org/a"]


def test_an_event_without_a_day_is_no_coded_event(summary: ArticleSummary, tmp_path: Path) -> None:
    vague = summary.incidents[0].model_copy(update={"when": When()})
    one = Summarised("a", summary.model_copy(update={"incidents": [vague]}))
    for form in ("acled", "cameo"):
        FORMS[form]([one], tmp_path / form)
        assert len((tmp_path / form).read_text().splitlines()) == 1


@pytest.mark.parametrize(
    "name", ["x.csv", "x.parquet", "x.sqlite", "x.duckdb", "x.jsonld", "x.geojson", "folder"]
)
def test_the_suffix_says_what_is_written(
    wirebrief: Callable[..., Result], tmp_path: Path, text: str, name: str
) -> None:
    (tmp_path / "a.txt").write_text(text)
    done = wirebrief("summarize", tmp_path / "a.txt", "-o", tmp_path / "out" / name)
    if name == "folder":  # of one article in a folder that does not exist: a document
        assert done.exit_code == 3
        done = wirebrief("summarize", tmp_path / "a.txt", "-o", tmp_path / "out" / name, "-f", "parquet")
    assert done.exit_code == 0, done.stderr
    made = {path.name for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert any(one.endswith(".jsonl") for one in made)
    assert name in made or any(one.startswith("x.incidents.") or one == "incidents.parquet" for one in made)
    again = wirebrief("export", next((tmp_path / "out").rglob("*.jsonl")), "-o", tmp_path / "again.csv")
    assert again.exit_code == 0, again.stderr
    assert json.loads(pd.read_csv(tmp_path / "again.quotes.csv")["speaker_names"][0])
