"""Incidents in the columns of ACLED and of CAMEO event data; docs/desk.md says what stays empty and why."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from wirebrief.schemas import ArticleSummary, Incident
from wirebrief.schemas.taxonomy import ACLED_EVENT_TYPES, codes
from wirebrief.service.desk.gazetteer import Town, gazetteer
from wirebrief.service.desk.summaries import Summarised
from wirebrief.service.desk.tables import best_figure
from wirebrief.service.whole_file import whole_file

ACLED_COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type "
    "actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting "
    "iso region country admin1 admin2 admin3 location latitude longitude geo_precision "
    "source source_scale notes fatalities tags timestamp"
).split()
CAMEO_COLUMNS = (
    "GlobalEventID SQLDATE Actor1Code Actor1Name Actor2Code Actor2Name IsRootEvent EventCode EventBaseCode "
    "EventRootCode QuadClass GoldsteinScale ActionGeo_Type ActionGeo_FullName ActionGeo_CountryCode "
    "ActionGeo_Lat ActionGeo_Long SOURCEURL"
).split()

_TIME = {"day": 1, "period": 2, "month": 3}
"""ACLED: 1 the day is known, 2 the week, 3 the month; a year is too vague to be coded."""
_GEO = {"site": 1, "city": 1, "area": 2, "region": 3, "country": 3}
_LONGEST_WEEK = 7

Coded = dict[str, str | int | float | None]


def write_acled(results: Iterable[Summarised], path: Path) -> None:
    """Write the incidents that ACLED has a type for."""
    _write(path, ACLED_COLUMNS, (row for one in results for row in acled_rows(one)))


def write_cameo(results: Iterable[Summarised], path: Path) -> None:
    """Write the incidents that CAMEO has a root code for."""
    _write(path, CAMEO_COLUMNS, (row for one in results for row in cameo_rows(one)))


def _write(path: Path, columns: list[str], rows: Iterator[Coded]) -> None:
    with whole_file(path) as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def acled_rows(one: Summarised) -> Iterator[Coded]:
    """The events of one article, patterns and threats aside."""
    id_, summary = one
    names = _names(summary)
    for incident in summary.incidents:
        kind = codes(incident.type, incident.outcome).acled
        time = _time_precision(incident)
        if kind is None or time is None or incident.aggregate or incident.when.start is None:
            continue
        disorder, event_type = ACLED_EVENT_TYPES[kind]
        killed = best_figure(incident.casualties.killed)
        yield {
            "event_id_cnty": f"{id_}/{incident.id}",
            "event_date": incident.when.start.isoformat(),
            "year": incident.when.start.year,
            "time_precision": time,
            "disorder_type": disorder,
            "event_type": event_type,
            "sub_event_type": kind,
            "actor1": "; ".join(names[actor] for actor in incident.perpetrators),
            "actor2": "; ".join(_harmed(incident, names)),
            "geo_precision": _GEO.get(incident.where.precision or ""),
            "source": summary.article.publisher or summary.article.agency,
            "notes": incident.summary,
            "fatalities": killed.min if killed else None,
            **_acled_place(incident),
        }


def cameo_rows(one: Summarised) -> Iterator[Coded]:
    """The events of one article that have a day."""
    id_, summary = one
    names = _names(summary)
    for incident in summary.incidents:
        root = codes(incident.type, incident.outcome).cameo
        if root is None or incident.aggregate or incident.when.precision != "day" or not incident.when.start:
            continue
        town = _town(incident)
        yield {
            "GlobalEventID": f"{id_}/{incident.id}",
            "SQLDATE": incident.when.start.strftime("%Y%m%d"),
            "Actor1Name": "; ".join(names[actor] for actor in incident.perpetrators),
            "Actor2Name": "; ".join(_harmed(incident, names)),
            "EventRootCode": root,
            "QuadClass": _quad_class(root),
            "ActionGeo_FullName": incident.where.name,
            "ActionGeo_CountryCode": incident.where.country,
            "ActionGeo_Lat": town.latitude if town else None,
            "ActionGeo_Long": town.longitude if town else None,
            "SOURCEURL": id_ if id_.startswith(("http://", "https://")) else None,
        }


def _quad_class(root: str) -> int:
    """CAMEO: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    number = int(root)
    return 1 if number <= 5 else 2 if number <= 8 else 3 if number <= 13 else 4


def _time_precision(incident: Incident) -> int | None:
    when = incident.when
    if when.precision == "period" and when.start and when.end:
        return 2 if (when.end - when.start).days < _LONGEST_WEEK else None
    return _TIME.get(when.precision)


def _acled_place(incident: Incident) -> Coded:
    where, town = incident.where, _town(incident)
    country = gazetteer().country(where.country)
    return {
        "iso": country.number if country else None,
        "country": country.name if country else None,
        "admin1": where.admin1.text if where.admin1 else None,
        "location": where.name,
        "latitude": town.latitude if town else None,
        "longitude": town.longitude if town else None,
    }


def _town(incident: Incident) -> Town | None:
    return gazetteer().town(incident.where)


def _names(summary: ArticleSummary) -> dict[str, str]:
    return {actor.id: actor.name for actor in summary.actors}


def _harmed(incident: Incident, names: dict[str, str]) -> Iterator[str]:
    """Those aimed at, by name; else those harmed."""
    for party in incident.targets or incident.victims:
        if party.actor:
            yield names[party.actor]
        elif party.span:
            yield party.span.text
