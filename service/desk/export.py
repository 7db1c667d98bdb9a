"""The results of a run in the form that somebody asks for."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from wirebrief.service.desk.coded import write_acled, write_cameo
from wirebrief.service.desk.linked_data import write_geojson, write_jsonld
from wirebrief.service.desk.summaries import Failure, Summarised
from wirebrief.service.desk.writers import CsvWriter, DuckdbWriter, ParquetWriter, SqliteWriter, write_tables
from wirebrief.service.errors import ConfigurationError

Results = Iterable[Summarised | Failure]


def _summaries(write: Callable[[Iterator[Summarised], Path], None]) -> Callable[[Results, Path], None]:
    def exported(results: Results, path: Path) -> None:
        write((one for one in results if isinstance(one, Summarised)), path)

    return exported


FORMS: dict[str, Callable[[Results, Path], None]] = {
    "csv": lambda results, path: write_tables(results, CsvWriter(path)),
    "parquet": lambda results, path: write_tables(results, ParquetWriter(path)),
    "sqlite": lambda results, path: write_tables(results, SqliteWriter(path)),
    "duckdb": lambda results, path: write_tables(results, DuckdbWriter(path)),
    "acled": _summaries(write_acled),
    "cameo": _summaries(write_cameo),
    "jsonld": _summaries(write_jsonld),
    "geojson": _summaries(write_geojson),
}
SUFFIXES = {
    ".csv": "csv",
    ".parquet": "parquet",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
    ".duckdb": "duckdb",
    ".jsonld": "jsonld",
    ".geojson": "geojson",
}


def form_of(path: Path, named: str | None = None) -> str | None:
    """The form that is named, or else that a file's suffix says; Parquet for a folder; None for others.

    Raises:
        ConfigurationError: there is no such form.
    """
    if named is not None:
        if named not in FORMS:
            raise ConfigurationError(
                f"There is no form {named!r}.", hint=f"Choose one of: {', '.join(FORMS)}."
            )
        return named
    if path.suffix == "" or path.is_dir():
        return "parquet"
    return SUFFIXES.get(path.suffix.lower())
