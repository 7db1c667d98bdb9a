"""How our incident types read in the taxonomies that analysts use, for export.

Sources: ACLED Codebook (sub-event types), CAMEO Event and Actor Codebook 1.1b3 (root codes). Both describe
political violence and demonstrations; where an incident is none of that, there is no code.
"""

from typing import NamedTuple

from wirebrief.schemas.vocabulary import IncidentType, Outcome, values


class Codes(NamedTuple):
    """One incident in other people's words; None where they have none for it."""

    acled: str | None
    """ACLED sub-event type."""
    cameo: str | None
    """CAMEO root code, two digits."""


_SHELLING = Codes("Shelling/artillery/missile attack", "19")
_ATTACK = Codes("Attack", "18")
_SUCCEEDED: dict[IncidentType, Codes] = {
    "armed_clash": Codes("Armed clash", "19"),
    "shooting": _ATTACK,
    "rocket_attack": _SHELLING,
    "missile_attack": _SHELLING,
    "shelling": _SHELLING,
    "drone_attack": Codes("Air/drone strike", "19"),
    "airstrike": Codes("Air/drone strike", "19"),
    "bombing": Codes("Remote explosive/landmine/IED", "18"),
    "suicide_bombing": Codes("Suicide bomb", "18"),
    "stabbing": _ATTACK,
    "assassination": _ATTACK,
    "abduction": Codes("Abduction/forced disappearance", "18"),
    "arson": Codes("Looting/property destruction", "18"),
    "looting": Codes("Looting/property destruction", "18"),
    "riot": Codes("Violent demonstration", "14"),
    "protest": Codes("Peaceful protest", "14"),
    "arrest": Codes("Arrests", "17"),
    "cyber_attack": Codes(None, "17"),
    "sexual_violence": Codes("Sexual violence", "18"),
    "crime": Codes(None, None),
    "accident": Codes(None, None),
    "fire": Codes(None, None),
    "natural_disaster": Codes(None, None),
    "other": Codes(None, None),
}
_WEAPON_USE = frozenset(
    ("rocket_attack", "missile_attack", "shelling", "drone_attack", "airstrike", "bombing", "suicide_bombing")
)
_STOPPED = frozenset(("intercepted", "foiled"))


def codes(kind: IncidentType, outcome: Outcome) -> Codes:
    """ACLED and CAMEO codes of an incident of this type that ended so.

    ACLED codes the use of a remote weapon that was stopped as "Disrupted weapons use".
    """
    found = _SUCCEEDED[kind]
    if kind in _WEAPON_USE and outcome in _STOPPED:
        return found._replace(acled="Disrupted weapons use")
    return found


def table() -> str:
    """The whole mapping as a Markdown table, as `docs/taxonomy.md` holds it."""
    rows = ["| type | outcome | ACLED sub-event type | CAMEO root |", "| --- | --- | --- | --- |"]
    for kind in values(IncidentType):
        for outcome in values(Outcome):
            acled, cameo = codes(kind, outcome)  # type: ignore[arg-type]  # labels of the vocabularies
            rows.append(f"| {kind} | {outcome} | {acled or '-'} | {cameo or '-'} |")
    return "\n".join(rows) + "\n"
