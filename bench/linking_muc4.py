"""Linking on real news: what is joined among MUC-4's articles, held against its keys.

    python bench/linking_muc4.py PATH/TO/muc4/dev [--articles 450]

MUC-4 labels no events across articles. But its keys say of each article which incidents it tells of: two
articles that were joined agree with the keys where each has an incident of the same type, on the same day in
one named place, or with a perpetrator, target, victim or instrument of the same words. That is a proxy: too
strict where a key has no template, too kind where one group did two deeds. Pairs of articles that agree in
type, day and place are what could have been found.
"""

import argparse
import asyncio
import re
from itertools import combinations, product
from pathlib import Path

from wirebrief.evals.benchmarks.muc4 import summaries
from wirebrief.evals.benchmarks.muc4_data import Message, Template, read
from wirebrief.service.desk.summaries import Summarised
from wirebrief.service.engines.rules.engine import RulesEngine
from wirebrief.service.linking.function import link_incidents

_COUNTRY = re.compile(r"^[^:(]*")
"""A location begins with its country: "COLOMBIA: BOGOTA (CITY)"."""
_NAME = re.compile(r"[A-Z]{4,}")
_SORTS = {
    "CITY",
    "TOWN",
    "DEPARTMENT",
    "PROVINCE",
    "VILLAGE",
    "NEIGHBORHOOD",
    "REGION",
    "AREA",
    "SAN",
    "SANTA",
}


def same_spot(a: Template, b: Template) -> bool:
    return a.type == b.type and a.date == b.date and bool(_names(a.location) & _names(b.location))


def shares_filler(a: Template, b: Template) -> bool:
    return a.type == b.type and bool(_fillers(a) & _fillers(b))


def _names(location: str) -> set[str]:
    return set(_NAME.findall(_COUNTRY.sub("", location))) - _SORTS


def _fillers(template: Template) -> set[str]:
    entities = [entity for role in template.entities.values() for entity in role]
    return {mention for entity in entities for mention in entity.mentions}


def agree(a: Message, b: Message) -> bool:
    return any(same_spot(x, y) or shares_filler(x, y) for x, y in product(a.templates, b.templates))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--articles", type=int, default=450)
    options = parser.parse_args()
    messages = read(options.path)[: options.articles]
    told = asyncio.run(summaries(messages, RulesEngine(0.5)))
    named = [Summarised(m.id, summary) for m, summary in zip(messages, told, strict=True)]
    by_id = {message.id: message for message in messages}
    joined = {
        pair
        for event in link_incidents(named).events
        for pair in combinations(sorted({member.article for member in event.members}), 2)
    }
    right = sum(agree(by_id[a], by_id[b]) for a, b in joined)
    no_key = sum(not by_id[a].templates or not by_id[b].templates for a, b in joined)
    spots = {
        (a.id, b.id)
        for a, b in combinations(sorted(messages, key=lambda message: message.id), 2)
        if any(same_spot(x, y) for x, y in product(a.templates, b.templates))
    }
    print(f"{len(messages)} articles, {sum(len(one.incidents) for one in told)} incidents")
    print(f"{len(joined)} pairs of articles joined: {right} agree with the keys, {no_key} have no key")
    print(f"{len(spots)} pairs agree in type, day and place: {len(spots & joined)} joined")


if __name__ == "__main__":
    main()
