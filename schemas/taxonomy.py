"""How our incident types read in the taxonomies that analysts use, for export.

Sources: ACLED Codebook (sub-event types), CAMEO Event and Actor Codebook 1.1b3 (root codes). Both describe
political violence and demonstrations; where an incident is none of that, there is no code.
"""

from typing import Final, NamedTuple

from wirebrief.schemas.vocabulary import IncidentType, Outcome, values

ACLED: Final = (
    "Government regains territory",
    "Non-state actor overtakes territory",
    "Armed clash",
    "Excessive force against protesters",
    "Protest with intervention",
    "Peaceful protest",
    "Violent demonstration",
    "Mob violence",
    "Chemical weapon",
    "Air/drone strike",
    "Suicide bomb",
    "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED",
    "Grenade",
    "Sexual violence",
    "Attack",
    "Abduction/forced disappearance",
    "Agreement",
    "Arrests",
    "Change to group/activity",
    "Disrupted weapons use",
    "Headquarters or base established",
    "Looting/property destruction",
    "Non-violent transfer of territory",
    "Other",
)
"""Every ACLED sub-event type, in the order of the codebook."""

_POLITICAL, _STRATEGIC, _DEMONSTRATIONS = "Political violence", "Strategic developments", "Demonstrations"
_EVENT_TYPES = (
    (_POLITICAL, "Battles", ACLED[:3]),
    ("Political violence; Demonstrations", "Protests", ("Excessive force against protesters",)),
    (_DEMONSTRATIONS, "Protests", ("Protest with intervention", "Peaceful protest")),
    (_DEMONSTRATIONS, "Riots", ("Violent demonstration",)),
    (_POLITICAL, "Riots", ("Mob violence",)),
    (_POLITICAL, "Explosions/Remote violence", ACLED[8:14]),
    (_POLITICAL, "Violence against civilians", ACLED[14:17]),
    (_STRATEGIC, "Strategic developments", ACLED[17:]),
)
ACLED_EVENT_TYPES: Final = {
    name: (disorder, event_type) for disorder, event_type, names in _EVENT_TYPES for name in names
}
"""The disorder type and the event type that each sub-event type belongs to."""


class Codes(NamedTuple):
    """One incident in other people's words; None where they have none for it."""

    acled: str | None
    """ACLED sub-event type: the usual one."""
    cameo: str | None
    """CAMEO root code, two digits."""
    also: tuple[str, ...] = ()
    """ACLED sub-event types that our type does not tell from the usual one: who did it, or how, decides."""


_SHELLING = Codes("Shelling/artillery/missile attack", "19")
_ATTACK = Codes("Attack", "18")
_NOTHING = Codes(None, None)
_SUCCEEDED: dict[IncidentType, Codes] = {
    "armed_clash": Codes("Armed clash", "19"),
    "shooting": _ATTACK,
    "rocket_attack": _SHELLING,
    "missile_attack": _SHELLING,
    "shelling": _SHELLING,
    "drone_attack": Codes("Air/drone strike", "19"),
    "airstrike": Codes("Air/drone strike", "19"),
    "bombing": Codes("Remote explosive/landmine/IED", "18", ("Grenade",)),
    "suicide_bombing": Codes("Suicide bomb", "18"),
    "explosion": Codes("Remote explosive/landmine/IED", "18"),
    "stabbing": _ATTACK,
    "killing": Codes("Attack", "18", ("Mob violence",)),
    "assassination": _ATTACK,
    "abduction": Codes("Abduction/forced disappearance", "18"),
    "release": Codes("Other", "08"),
    "arson": Codes("Looting/property destruction", "18"),
    "looting": Codes("Looting/property destruction", "18"),
    "riot": Codes("Violent demonstration", "14", ("Mob violence",)),
    "protest": Codes(
        "Peaceful protest", "14", ("Protest with intervention", "Excessive force against protesters")
    ),
    "arrest": Codes("Arrests", "17"),
    "weapons_seizure": Codes("Disrupted weapons use", "17"),
    "weapons_test": Codes("Other", "15"),
    "territory_change": Codes(
        "Government regains territory",
        "19",
        ("Non-state actor overtakes territory", "Non-violent transfer of territory"),
    ),
    "cyber_attack": Codes(None, "17"),
    "sexual_violence": Codes("Sexual violence", "18"),
    "crime": _NOTHING,
    "accident": _NOTHING,
    "fire": _NOTHING,
    "natural_disaster": _NOTHING,
    "other": Codes(
        None,
        None,
        (
            "Chemical weapon",
            "Agreement",
            "Change to group/activity",
            "Headquarters or base established",
            "Other",
        ),
    ),
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
        return Codes("Disrupted weapons use", found.cameo)
    return found


def homes() -> dict[str, list[tuple[str, str]]]:
    """The way back: each ACLED sub-event type with every type and outcome that it is written as."""
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in ACLED}
    for kind in values(IncidentType):
        for outcome in values(Outcome):
            acled, _, also = codes(kind, outcome)  # type: ignore[arg-type]  # labels of the vocabularies
            for name in (acled, *also):
                if name is not None:
                    found[name].append((kind, outcome))
    return found


def table() -> str:
    """The whole mapping as Markdown tables, there and back, as `docs/taxonomy.md` holds them."""
    rows = ["| type | outcome | ACLED sub-event type | or | CAMEO root |", "| --- | --- | --- | --- | --- |"]
    for kind in values(IncidentType):
        for outcome in values(Outcome):
            acled, cameo, also = codes(kind, outcome)  # type: ignore[arg-type]  # labels of the vocabularies
            rows.append(f"| {kind} | {outcome} | {acled or '-'} | {'; '.join(also)} | {cameo or '-'} |")
    rows += ["", "| ACLED sub-event type | type |", "| --- | --- |"]
    for name, written in homes().items():
        rows.append(f"| {name} | {', '.join(_told(written))} |")
    return "\n".join(rows) + "\n"


def _told(written: list[tuple[str, str]]) -> list[str]:
    """Types with their outcomes, which are left out where any will do."""
    by_type: dict[str, list[str]] = {}
    for kind, outcome in written:
        by_type.setdefault(kind, []).append(outcome)
    everything = len(values(Outcome))
    return [
        kind if len(outcomes) == everything else f"{kind} ({', '.join(outcomes)})"
        for kind, outcomes in by_type.items()
    ]
