"""The linguistic knowledge of the engine, read from `lexicons/*.toml` and checked when it is loaded.

`docs/rules.md` describes the format. Everything in those files was written by hand.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from wirebrief.schemas.vocabulary import ActorKind, Stance, values
from wirebrief.service.errors import ConfigurationError

SORTS = ("speech", "writing", "finding", "judgement", "belief", "intent", "attitude", "appearance")
"""What a cue does. The contract takes the first three as said, `judgement` (blames, praises) only with marks;
the others are kept for measuring."""

ANY = "*"
"""In the lexicon: every word of that part of speech."""

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
    "appearance",  # "the mayor seems to be ill": nobody says so
}
_PREPOSITION_FRAMES = ("prep:", "object_prep:")
"""`prep:for`: the object of the preposition ("called for calm"); `object_prep:as`: the object and the phrase
("described the talks as useful")."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word does in one frame."""

    stance: Stance
    sort: str

    @property
    def said(self) -> bool:
        """Whether the contract takes the content as something said, without marks around it."""
        return self.sort in SAID


@dataclass(frozen=True, slots=True)
class Cue:
    """What one reporting word can do: its senses by frame."""

    lemma: str
    senses: Mapping[str, Sense]
    prepositions: tuple[str, ...]
    """Of its `prep:` frames."""
    object_prepositions: tuple[str, ...]

    def has(self, frame: str) -> bool:
        return frame in self.senses

    def sense(self, frame: str) -> Sense:
        """The sense in a frame; for a frame that a rule made up, the word's first one."""
        return self.senses.get(frame) or next(iter(self.senses.values()))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A prepositional phrase that reports: "in her view"."""

    lemmas: frozenset[str]
    """Of the preposition's object; `ANY`: everybody who can speak."""
    sort: str
    owned: bool
    """Whether the view is the owner's ("in her view"), not the object's ("to her")."""
    opens: bool
    """Whether it must open the sentence, before a comma."""


@dataclass(frozen=True, slots=True)
class Cues:
    verbs: dict[str, Cue]
    nouns: dict[str, Cue]
    adjectives: dict[str, Cue]
    phrases: dict[str, tuple[Phrase, ...]]
    """By preposition."""


def read(name: str) -> dict[str, Any]:
    """The tables of `lexicons/<name>.toml`.

    Raises:
        ConfigurationError: the file is not there or not TOML.
    """
    try:
        return tomllib.loads((files(__package__) / "lexicons" / f"{name}.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"The lexicon {name}.toml cannot be read: {error}.") from error


@dataclass(frozen=True, slots=True)
class Grammar:
    """Words by what they do to the words around them; `cues.toml` says it with examples."""

    object_does: frozenset[str]
    vehicles: frozenset[str]
    refusing: frozenset[str]
    settings: frozenset[str]


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The words of `[grammar]` in `cues.toml`."""
    return Grammar(**{name: frozenset(listed) for name, listed in read("cues")["grammar"].items()})


@lru_cache(maxsize=2)
def cues(*, include_belief: bool = False) -> Cues:
    """The reporting words; those of belief, intent, attitude and appearance only where they are asked for.

    Raises:
        ConfigurationError: an entry is not valid; the message names it.
    """
    table = read("cues")
    return Cues(
        verbs=_cue_table(table, "verb", include_belief),
        nouns=_cue_table(table, "noun", include_belief),
        adjectives=_cue_table(table, "adjective", include_belief),
        phrases=_phrase_table(table, include_belief),
    )


def _cue_table(table: dict[str, Any], part: str, include_belief: bool) -> dict[str, Cue]:
    senses: dict[str, dict[str, Sense]] = {}
    for number, group in enumerate(table.get(part, [])):
        sense = _sense(group, f"cues.toml, {part} group {number + 1}")
        if not (sense.said or sense.sort == "judgement" or include_belief):
            continue
        for lemma in group.get("lemmas", ()):
            known = senses.setdefault(lemma, {})
            for frame in group["frames"]:
                known.setdefault(frame, sense)
    others = senses.get(ANY, {})
    return {
        lemma: Cue(lemma, frames, _after("prep:", frames), _after("object_prep:", frames))
        for lemma, frames in ((lemma, known | _missing(others, known)) for lemma, known in senses.items())
    }


def _missing(others: dict[str, Sense], known: dict[str, Sense]) -> dict[str, Sense]:
    return {frame: sense for frame, sense in others.items() if frame not in known}


def _phrase_table(table: dict[str, Any], include_belief: bool) -> dict[str, tuple[Phrase, ...]]:
    phrases: dict[str, tuple[Phrase, ...]] = {}
    for number, group in enumerate(table.get("phrase", [])):
        at = f"cues.toml, phrase group {number + 1}"
        _check(bool(group.get("example")), f"{at}: an example is missing")
        _check(group.get("sort") in SORTS, f"{at}: unknown sort {group.get('sort')!r}")
        entry = Phrase(
            frozenset(group["lemmas"]), group["sort"], group.get("owned", False), group.get("opens", False)
        )
        for preposition in group["prepositions"] if entry.sort in SAID or include_belief else ():
            phrases[preposition] = (*phrases.get(preposition, ()), entry)
    return phrases


def _sense(group: dict[str, Any], at: str) -> Sense:
    """The sense that a group gives to each of its frames, once the group is checked."""
    stance = group.get("stance", "asserts")
    _check(bool(group.get("example")), f"{at}: an example is missing")
    _check(bool(group.get("frames")), f"{at}: it has no frames")
    _check(group.get("sort") in SORTS, f"{at}: unknown sort {group.get('sort')!r}")
    _check(stance in values(Stance), f"{at}: unknown stance {stance!r}")
    for frame in group["frames"]:
        known = frame in _PLAIN_FRAMES or frame.startswith(_PREPOSITION_FRAMES)
        _check(known, f"{at}: unknown frame {frame!r}")
    return Sense(stance=stance, sort=group["sort"])


def _after(prefix: str, frames: Iterable[str]) -> tuple[str, ...]:
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
