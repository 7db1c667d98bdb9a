"""The fields that decide: strict for quotes, whose words are either theirs or not, lenient for the rest."""

from typing import Final

from wirebrief.evals.scoring.tally import Row

GATING: Final[tuple[Row, ...]] = (
    ("quote", "record", "strict"),
    ("quote", "span", "strict"),
    ("quote", "kind", "strict"),
    ("quote", "speakers", "strict"),
    ("quoted_text", "record", "strict"),
    ("attribution", "record", "lenient"),
    ("attribution", "source", "lenient"),
    ("attribution", "act", "lenient"),
    ("attribution", "responsible", "lenient"),
    ("incident", "record", "lenient"),
    ("incident", "type", "lenient"),
    ("incident", "outcome", "lenient"),
    ("incident", "factuality", "lenient"),
    ("incident", "when.date", "lenient"),
    ("incident", "where.name", "lenient"),
    ("incident", "where.country", "lenient"),
    ("incident", "casualties.killed.figure", "lenient"),
    ("incident", "casualties.injured.figure", "lenient"),
    ("actor", "record", "lenient"),
    ("article", "published.date", "strict"),
    ("key_point", "facts", "lenient"),
    ("warning", "code", "strict"),
)
