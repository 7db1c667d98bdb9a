"""The labelled articles of our own as pages: more records that are right or wrong by their labels."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from wirebrief.evals.benchmarks.everyday import Label, Piece
from wirebrief.schemas.gold import Gold

_FOLDER = Path(str(files("wirebrief.evals"))) / "gold"


def gold_pieces() -> Iterator[Piece]:
    """Every article of our own writing that is not held out, in the form of a page."""
    for path in sorted(_FOLDER.glob("*/gold.json")):
        gold = Gold.model_validate_json(path.read_text(encoding="utf-8"))
        if gold.synthetic and gold.split == "dev":
            text = path.with_name("article.txt").read_text(encoding="utf-8")
            published = gold.summary.article.published
            day = published.date if published.basis == "given" else None
            yield Piece(gold.name, gold.summary.article.kind or "", text, day, _labels(gold))


def _labels(gold: Gold) -> dict[str, tuple[Label, ...]]:
    summary, optional = gold.summary, set(gold.optional)
    name = {actor.id: actor.name for actor in summary.actors}
    incidents, attributions, quotes = [], [], []
    for n, incident in enumerate(summary.incidents):
        given = {
            "types": [incident.type, *map(str, gold.alternatives.get(f"incidents[{n}].type", ()))],
            "doers": [name[actor] for actor in incident.perpetrators],
            "optional": incident.id in optional,
        }
        incidents.append(Label(tuple((s.start, s.end) for s in incident.evidence), given))
    for n, held in enumerate(summary.attributions):
        given = {
            "acts": [held.act, *map(str, gold.alternatives.get(f"attributions[{n}].act", ()))],
            "source": name[held.source] if held.source else "",
            "responsible": name[held.responsible] if held.responsible else "",
            "optional": held.id in optional,
        }
        attributions.append(Label(((held.evidence.start, held.evidence.end),), given))
    for quote in summary.quotes:
        said = quote.clause or quote.span
        given = {"speakers": [name[actor] for actor in quote.speakers], "optional": quote.id in optional}
        quotes.append(Label(((said.start, said.end),), given))
    return {"incident": tuple(incidents), "attribution": tuple(attributions), "quote": tuple(quotes)}
