"""Summaries as data frames, of pandas or of polars, whichever is there."""

from collections.abc import Iterable
from importlib.util import find_spec
from typing import Any, Literal

from wirebrief.schemas import ArticleSummary
from wirebrief.service.desk.summaries import Failure, Summarised
from wirebrief.service.desk.tables import TABLES, Row, rows_of
from wirebrief.service.desk.writers import arrow_table
from wirebrief.service.errors import MissingExtra

Library = Literal["pandas", "polars"]


def frames(
    summaries: Iterable[ArticleSummary | Summarised | Failure], library: Library | None = None
) -> dict[str, Any]:
    """A data frame for each table of docs/desk.md, by its name.

    Args:
        summaries: bare ones, whose articles are called by the hash of their text, or those of
            `read_summaries`; `read_results` gives failures besides.
        library: by default pandas where it is installed, else polars.

    Raises:
        MissingExtra: neither is installed, or pyarrow is not.
    """
    chosen = library or _installed()
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    for one in summaries:
        named = Summarised(one.article.id, one) if isinstance(one, ArticleSummary) else one
        for table, found in rows_of(named):
            rows[table] += found
    tables = {name: arrow_table(TABLES[name], found) for name, found in rows.items()}
    if chosen == "polars":
        import polars as pl

        return {name: pl.from_arrow(table) for name, table in tables.items()}
    return {name: table.to_pandas() for name, table in tables.items()}


def _installed() -> Library:
    if find_spec("pandas"):
        return "pandas"
    if find_spec("polars"):
        return "polars"
    raise MissingExtra("Data frames need pandas or polars.", hint="Install it with: pip install pandas")
