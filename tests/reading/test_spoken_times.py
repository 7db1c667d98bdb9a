"""Times in other languages than English, in sentences of our own: the days that the words stand for."""

import re
from datetime import date
from pathlib import Path

import pytest

from wirebrief.service.languages import WITH_TIMES
from wirebrief.service.reading.dates.spoken import resolve_spoken, spoken_needs
from wirebrief.service.reading.document import Interval
from wirebrief.service.reading.text import read_text

FOLDER = Path(__file__).with_name("times")
PUBLISHED = date(2026, 5, 13)
CASES = [
    (file.stem, line)
    for file in sorted(FOLDER.glob("*.txt"))
    for line in file.read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def days(words: str) -> tuple[date | None, date | None]:
    if words == "unknown":
        return None, None
    first, _, last = words.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last or first)


@pytest.mark.parametrize(("language", "line"), CASES)
def test_words_stand_for_their_days(language: str, line: str) -> None:
    told, _, anchor = line.partition(" ~ ")
    marked, _, expected = told.rpartition(" = ")
    start, end = marked.index("["), marked.index("]") - 1
    document = read_text(re.sub(r"[\[\]]", "", marked), published=PUBLISHED)
    on = date.fromisoformat(anchor) if anchor else None
    found = resolve_spoken(document, start, end, Interval(on, on, "day") if on else None, language)
    assert (found.start, found.end) == days(expected)


@pytest.mark.parametrize(
    ("language", "marked", "expected"),
    [
        ("de", "Das Haus stand [vor dem 3. Mai] leer.", "unknown"),
        ("de", "Er kommt [jeden Montag] zu spät.", "unknown"),
        ("de", "Der Rat soll [am Freitag] tagen.", "unknown"),
        ("de", "Die Straße ist [ab dem 1. Mai] gesperrt.", "unknown"),
        ("de", "[Am nächsten Morgen] war er fort.", "unknown"),
        ("de", "Er kam [am Morgen] zurück.", "unknown"),
        ("de", "Sie fiel am 3. Mai 1945. [Am 8. Mai] war Frieden.", "unknown"),
        ("de", "Am [18.05.2025] brannte es.", "2025-05-18"),
        ("de", "Der Mann wird [seit Montag] vermisst.", "2026-05-11/2026-05-13"),
        ("de", "[Am Freitag] tagt der Rat.", "unknown"),
        ("de", "Der Zug startet [am Freitag].", "unknown"),
        ("de", "Er sagte, dass er [am Freitag] gehen werde.", "2026-05-15"),
        ("de", "Am [20. Mai] konnte nicht gewählt werden.", "unknown"),
        ("de", "Er hat [in den letzten Jahren] viel gelernt.", "unknown"),
        ("de", "Das Lager blieb bis [Ende April 2026] leer.", "unknown"),
        ("de", "Das Beben war [in der Nacht vom 3. auf den 4. Mai].", "2026-05-03/2026-05-04"),
        ("fr", "Le conseil se réunit [vendredi].", "unknown"),
        ("es", "El consejo se reúne [el viernes].", "unknown"),
        ("pt", "O conselho se reúne [na sexta-feira].", "unknown"),
        ("fr", "La route est fermée [à partir du 1er mai].", "unknown"),
        ("fr", "Il vient [chaque lundi].", "unknown"),
        ("fr", "Le vote est prévu [vendredi].", "unknown"),
        ("fr", "Il retira [mardi] sa plainte.", "2026-05-12"),
        ("fr", "Il a été retenu [pendant 24 heures].", "unknown"),
        ("es", "La vía cierra [a partir del 1 de mayo].", "unknown"),
        ("es", "Viene [todos los lunes].", "unknown"),
        ("es", "La bomba de Teherán estalló [el lunes].", "2026-05-11"),
        ("es", "Ocurrió [la mañana del lunes].", "2026-05-11"),
        ("pt", "Caiu [na segunda etapa] da prova.", "unknown"),
        ("pt", "A via fecha [a partir de 1º de maio].", "unknown"),
        ("pt", "O tiroteio no Ceará foi [na segunda-feira].", "2026-05-11"),
        ("pt", "Houve uma briga [na sexta (9)].", "unknown"),
    ],
)
def test_what_is_not_sure_stays_empty(language: str, marked: str, expected: str) -> None:
    """Before, after or every one of a day is not the day; what looks like a time may be none."""
    start, end = marked.index("["), marked.index("]") - 1
    document = read_text(re.sub(r"[\[\]]", "", marked), published=PUBLISHED)
    found = resolve_spoken(document, start, end, None, language)
    assert (found.start, found.end) == days(expected)


@pytest.mark.parametrize(
    ("language", "marked", "anchor", "expected"),
    [
        ("de", "[Am selben Tag] brach der Damm.", date(2026, 5, 5), "2026-05-05"),
        ("de", "[Im selben Jahr] brach der Damm.", date(2019, 5, 5), "2019-01-01/2019-12-31"),
        ("fr", "[Le même jour], la digue a cédé.", date(2026, 5, 5), "2026-05-05"),
        ("es", "[Ese año] cedió la presa.", date(2019, 5, 5), "2019-01-01/2019-12-31"),
        ("pt", "[No mesmo dia] a barragem rompeu.", date(2026, 5, 5), "2026-05-05"),
    ],
)
def test_the_time_spoken_of(language: str, marked: str, anchor: date, expected: str) -> None:
    """ "That year" is the year of the event that the words hang on."""
    start, end = marked.index("["), marked.index("]") - 1
    document = read_text(re.sub(r"[\[\]]", "", marked), published=PUBLISHED)
    assert spoken_needs(document, start, end, language) == "anchor"
    found = resolve_spoken(document, start, end, Interval(anchor, anchor, "day"), language)
    assert (found.start, found.end) == days(expected)
    assert resolve_spoken(document, start, end, None, language).start is None


def test_every_language_has_sixty_times() -> None:
    for language in WITH_TIMES:
        assert len({line for one, line in CASES if one == language}) >= 60
