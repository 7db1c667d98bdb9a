"""Summaries as JSON-LD in the words of schema.org, and their incidents as GeoJSON."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote as url_quote

from pydantic import JsonValue

from wirebrief.schemas import ArticleSummary, Attribution, Incident
from wirebrief.service.desk.gazetteer import gazetteer
from wirebrief.service.desk.summaries import Summarised
from wirebrief.service.rendering.wording import Wording
from wirebrief.service.whole_file import whole_file

Node = dict[str, JsonValue]

_ORGANISATIONS = {
    "government_body": "GovernmentOrganization",
    "military": "Organization",
    "armed_group": "Organization",
    "political_group": "Organization",
    "international_body": "Organization",
    "ngo": "NGO",
    "media": "NewsMediaOrganization",
    "company": "Corporation",
    "state": "Country",
}


def write_jsonld(results: Iterable[Summarised], path: Path) -> None:
    """Write one JSON-LD document: an article with its quotations, claims and events after the other."""
    context = {"@vocab": "https://schema.org/"}
    head = f'{{"@context": {json.dumps(context)}, "@graph": ['
    _write(path, head, (node for one in results for node in nodes(one)))


def write_geojson(results: Iterable[Summarised], path: Path) -> None:
    """Write the incidents whose town has coordinates as one feature collection."""
    head = '{"type": "FeatureCollection", "features": ['
    _write(path, head, (feature for one in results for feature in features(one)))


def _write(path: Path, head: str, items: Iterator[Node]) -> None:
    with whole_file(path) as file:
        file.write(head)
        for number, item in enumerate(items, 1):
            file.write("\n" if number == 1 else ",\n")
            json.dump(item, file, ensure_ascii=False)
        file.write("\n]}\n")


def nodes(one: Summarised) -> Iterator[Node]:
    """A NewsArticle with its quotations, and the claims that appear in it; ids are those of the summary."""
    id_, summary = one
    article = summary.article
    words = Wording(summary)
    base = id_ if id_.startswith(("http://", "https://")) else f"urn:wirebrief:{url_quote(id_, safe='')}"
    article_node: Node = {
        "@type": "NewsArticle",
        "@id": base,
        "identifier": id_,
        "headline": article.title or summary.headline,
        "abstract": summary.headline,
        "datePublished": article.published.date.isoformat() if article.published.date else None,
        "inLanguage": article.language,
        "articleSection": article.section,
        "publisher": {"@type": "NewsMediaOrganization", "name": article.publisher}
        if article.publisher
        else None,
        "author": {"@type": "Person", "name": article.byline} if article.byline else None,
        "locationCreated": {"@type": "Place", "name": article.dateline} if article.dateline else None,
        "mentions": [
            *_actors(base, summary),
            *(_event(base, incident) for incident in summary.incidents),
        ],
        "hasPart": [
            {
                "@type": "Quotation",
                "@id": f"{base}#{quote.id}",
                "text": quote.span.text,
                "spokenByCharacter": _references(base, quote.speakers),
                "about": _references(base, quote.incidents),
            }
            for quote in summary.quotes
        ],
    }
    yield _said(article_node)
    for attribution in summary.attributions:  # a claim names its article; schema.org has no way back
        yield _claim(base, words, attribution)


def _actors(base: str, summary: ArticleSummary) -> Iterator[JsonValue]:
    for actor in summary.actors:
        kind = "Person" if actor.kind in ("person", "people") else _ORGANISATIONS.get(actor.kind, "Thing")
        node: Node = {"@type": kind, "@id": f"{base}#{actor.id}", "name": actor.name}
        if kind == "Person":
            node["jobTitle"] = actor.role
            node["affiliation"] = _references(base, [actor.affiliation] if actor.affiliation else [])
        yield _said(node)


def _event(base: str, incident: Incident) -> Node:
    where = incident.where
    address: Node = {
        "@type": "PostalAddress",
        "addressLocality": where.city.text if where.city else None,
        "addressRegion": where.admin1.text if where.admin1 else None,
        "addressCountry": where.country,
    }
    place: Node = {"@type": "Place", "name": where.name, "address": _said(address)}
    return _said(
        {
            "@type": "Event",
            "@id": f"{base}#{incident.id}",
            "additionalType": incident.type,
            "name": incident.summary,
            "startDate": incident.when.start.isoformat() if incident.when.start else None,
            "endDate": incident.when.end.isoformat() if incident.when.end else None,
            "location": _said(place) if where.name or where.country else None,
        }
    )


def _claim(base: str, words: Wording, attribution: Attribution) -> Node:
    return _said(
        {
            "@type": "Claim",
            "@id": f"{base}#{attribution.id}",
            "name": words.claim(attribution),
            "text": attribution.evidence.text,
            "author": _references(base, [attribution.source] if attribution.source else []),
            "about": _references(base, attribution.incidents),
            "appearance": {"@id": base},
        }
    )


def features(one: Summarised) -> Iterator[Node]:
    """The incidents of one article that can be put on a map; positions are longitude, latitude."""
    id_, summary = one
    for incident in summary.incidents:
        if (town := gazetteer().town(incident.where)) is not None:
            yield {
                "type": "Feature",
                "id": f"{id_}/{incident.id}",
                "geometry": {"type": "Point", "coordinates": [town.longitude, town.latitude]},
                "properties": {
                    "article": id_,
                    "incident": incident.id,
                    "type": incident.type,
                    "outcome": incident.outcome,
                    "factuality": incident.factuality,
                    "start": incident.when.start.isoformat() if incident.when.start else None,
                    "end": incident.when.end.isoformat() if incident.when.end else None,
                    "place": incident.where.name,
                    "town": town.name,
                    "country": town.country,
                    "summary": incident.summary,
                },
            }


def _references(base: str, ids: Iterable[str]) -> JsonValue:
    return [{"@id": f"{base}#{id_}"} for id_ in ids]


def _said(node: Node) -> Node:
    """A node without what is not said."""
    return {name: value for name, value in node.items() if value not in (None, [], {})}
