"""The linguistic knowledge of the engine, read from `lexicons/*.toml` and checked when it is loaded.

`docs/rules.md` describes the format. Everything in those files was written by hand.
"""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from wirebrief.schemas.vocabulary import ActorKind, Stance, values
from wirebrief.service.errors import ConfigurationError

SORTS = ("speech", "writing", "finding", "belief", "intent", "attitude", "appearance")
"""What a cue does. The contract takes the first three as said; the others are kept for measuring."""

SAID = frozenset({"speech", "writing", "finding"})

_PLAIN_FRAMES = {
    "clause",  # a content clause: "said (that) the road was closed"
    "quote",  # words in marks beside it: '"Wait," he laughed'
    "object",  # a noun phrase: "reported no losses"
    "infinitive",  # its own subject does it: "promised to rebuild"
    "addressee_infinitive",  # the object does it: "urged drivers to wait"
    "small_clause",  # object and complement: "called the plan a fraud"
    "passive",  # the subject is the content: "the closure was announced"
    "passive_infinitive",  # "the mayor is said to be ill"
}
_PREPOSITION_FRAMES = ("prep:", "object_prep:")
"""`prep:for`: the object of the preposition ("called for calm"); `object_prep:as`: the object and the phrase
("described the talks as useful")."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What one reporting word can do."""

    lemma: str
    frames: frozenset[str]
    prepositions: tuple[str, ...]
    """Of its `prep:` frames."""
    object_prepositions: tuple[str, ...]
    stance: Stance
    sort: str

    @property
    def said(self) -> bool:
        """Whether the contract takes it as something said."""
        return self.sort in SAID


@dataclass(frozen=True, slots=True)
class Cues:
    verbs: dict[str, Cue]
    nouns: dict[str, Cue]
    adjectives: dict[str, Cue]


def read(name: str) -> dict[str, Any]:
    """The tables of `lexicons/<name>.toml`.

    Raises:
        ConfigurationError: the file is not there or not TOML.
    """
    try:
        return tomllib.loads((files(__package__) / "lexicons" / f"{name}.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"The lexicon {name}.toml cannot be read: {error}.") from error


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The reporting words.

    Raises:
        ConfigurationError: an entry is not valid; the message names it.
    """
    table = read("cues")
    return Cues(
        verbs=_cue_table(table, "verb"),
        nouns=_cue_table(table, "noun"),
        adjectives=_cue_table(table, "adjective"),
    )


def _cue_table(table: dict[str, Any], part: str) -> dict[str, Cue]:
    entries: dict[str, Cue] = {}
    for number, group in enumerate(table.get(part, [])):
        at = f"cues.toml, {part} group {number + 1}"
        frames = frozenset(group.get("frames", ()))
        _check(bool(group.get("example")), f"{at}: an example is missing")
        _check(
            group.get("sort") in SORTS, f"{at}: sort {group.get('sort')!r} is not one of {', '.join(SORTS)}"
        )
        _check(
            group.get("stance", "asserts") in values(Stance), f"{at}: unknown stance {group.get('stance')!r}"
        )
        for frame in frames:
            known = frame in _PLAIN_FRAMES or frame.startswith(_PREPOSITION_FRAMES)
            _check(known, f"{at}: unknown frame {frame!r}")
        for lemma in group.get("lemmas", ()):
            cue = Cue(
                lemma=lemma,
                frames=frames,
                prepositions=_after("prep:", frames),
                object_prepositions=_after("object_prep:", frames),
                stance=group.get("stance", "asserts"),
                sort=group["sort"],
            )
            entries[lemma] = _joined(entries[lemma], cue) if lemma in entries else cue
    return entries


def _joined(first: Cue, second: Cue) -> Cue:
    """One cue of two entries: frames of both, stance and sort of the first."""
    frames = first.frames | second.frames
    return Cue(
        first.lemma,
        frames,
        _after("prep:", frames),
        _after("object_prep:", frames),
        first.stance,
        first.sort,
    )


def _after(prefix: str, frames: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(frame.removeprefix(prefix) for frame in frames if frame.startswith(prefix)))


def _check(holds: bool, message: str) -> None:
    if not holds:
        raise ConfigurationError(f"{message}.", hint="See docs/rules.md for the format.")


def kinds(table: dict[str, list[str]]) -> dict[str, ActorKind]:
    """Word -> kind of actor, from a table of kind -> words.

    Raises:
        ConfigurationError: a key is not a kind of the contract.
    """
    found: dict[str, ActorKind] = {}
    for kind, listed in table.items():
        _check(kind in values(ActorKind), f"actors.toml: {kind!r} is not a kind of actor")
        for word in listed:
            found[word] = kind  # type: ignore[assignment]  # checked on the line before
    return found
