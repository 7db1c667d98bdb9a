"""How many were killed or injured, and what was damaged how badly, as the words of one sentence give it."""

from collections.abc import Iterator

from wirebrief.schemas.vocabulary import DamageLevel
from wirebrief.service.engines.rules.events.mention import DamagePhrase, Effect, Figure, Mention
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.nouns import is_name, is_people
from wirebrief.service.engines.rules.syntax.phrases import Phrase

_KILLED = frozenset(
    "killed dead death deaths died slain murdered fatality fatalities murder perished".split()
)
_INJURED = frozenset("injured wounded hurt injury injuries wounds maimed hospitalized hospitalised".split())
_NO = frozenset("no without zero neither nor nobody none".split())
_INDEFINITE = frozenset("a an one another several some many few dozens scores hundreds thousands".split())

_DAMAGE: dict[str, DamageLevel] = {
    "destroyed": "destroyed", "demolished": "destroyed", "razed": "destroyed", "gutted": "destroyed",
    "leveled": "destroyed", "levelled": "destroyed", "wrecked": "destroyed", "burned": "destroyed",
}  # fmt: skip
_LEVELS: tuple[tuple[DamageLevel, frozenset[str]], ...] = (
    ("none", frozenset("no without".split())),
    (
        "minor",
        frozenset("minor slight light limited superficial minimal slightly lightly some little".split()),
    ),
    (
        "severe",
        frozenset(
            "severe serious heavy heavily seriously severely badly considerable extensive major great "
            "substantial "
            "widespread".split()
        ),
    ),
)


def figures(parsed: Parsed, mention: Mention) -> list[Figure]:
    """The figures that a mention's own sentence gives: its victims counted, and "three dead", "no
    casualties"."""
    found: list[Figure] = []
    effect = mention.trigger.effect
    if effect in ("killed", "injured") and mention.realis != "unreal":
        for victim in mention.victims:
            kind: Effect = "killed" if effect == "killed" else "injured"
            found += _victims(parsed, victim, kind, zero=mention.realis == "negated")
    first, last = parsed.bounds[mention.sentence]
    for figure in _tolls(parsed, first, last - 1):
        if not any(
            f.effect == figure.effect and f.first <= figure.last and figure.first <= f.last for f in found
        ):
            found.append(figure)
    return found


def _victims(parsed: Parsed, victim: Phrase, kind: Effect, *, zero: bool) -> Iterator[Figure]:
    if zero or parsed.lower[victim.first] == "no":
        yield Figure(victim.first, victim.last, kind, zero=True)
    elif number_in(parsed, victim.first, victim.last):
        yield Figure(victim.first, victim.last, kind)
    elif is_name(parsed, victim.head) and parsed.tag[victim.head] == "NNP":
        yield Figure(victim.first, victim.last, kind, counted=False, named=1)
    elif (
        is_people(parsed, victim.head)
        and parsed.tag[victim.head] in ("NN", "PRP")
        and victim.first != victim.last
    ):
        yield Figure(victim.first, victim.last, kind)


def number_in(parsed: Parsed, first: int, last: int) -> bool:
    """Whether a stretch prints a number or a word of quantity."""
    return any(parsed.pos[t] == "NUM" or parsed.lower[t] in _INDEFINITE for t in range(first, last + 1))


def _tolls(parsed: Parsed, first: int, last: int) -> Iterator[Figure]:
    """ "three dead", "no deaths", "without casualties", "four wounded"."""
    for t in range(first, last + 1):
        word = parsed.lower[t]
        kinds = _effects(word)
        if not kinds:
            continue
        start = _quantity_before(parsed, t, first)
        if start is None:
            continue
        zero = any(parsed.lower[k] in _NO for k in range(start, t))
        if not zero and len(kinds) == 2:
            continue
        for kind in kinds:
            yield Figure(start, t, kind, zero=zero)


def _effects(word: str) -> tuple[Effect, ...]:
    """What a toll word counts; "casualties" counts both."""
    if word in ("casualty", "casualties"):
        return ("killed", "injured")
    return ("killed",) if word in _KILLED else ("injured",) if word in _INJURED else ()


_PASSED = frozenset({"NOUN", "ADJ", "AUX", "CCONJ", "PROPN"})
_PASSED_WORDS = frozenset({"or", "were", "was", "of", "reported", "causing", "any", "suffering", "leaving"})
_BEFORE_NUMBER = frozenset(
    {"at", "least", "more", "than", "about", "some", "over", "around", "nearly", "almost"}
)


def _quantity_before(parsed: Parsed, token: int, floor: int) -> int | None:
    """First token of the number or "no" shortly before a toll word, passing a noun and a copula."""
    for t in range(token - 1, max(floor, token - 6) - 1, -1):
        word = parsed.lower[t]
        if parsed.pos[t] == "NUM" or word in _NO:
            while t > floor and (parsed.pos[t - 1] == "NUM" or parsed.lower[t - 1] in _BEFORE_NUMBER):
                t -= 1
            return t
        if parsed.pos[t] not in _PASSED and word not in _PASSED_WORDS:
            return None
    return None


def damage(parsed: Parsed, mention: Mention) -> DamagePhrase | None:
    """What the sentence says of damage: from the trigger itself, or from "damage" and its adjectives."""
    token = mention.token
    if (
        mention.trigger.effect == "destroyed"
        and not mention.trigger.noun
        and mention.targets
        and mention.realis == "actual"
    ):
        level = _adverb_level(parsed, token) or _DAMAGE.get(parsed.lower[token], "unspecified")
        return DamagePhrase(
            *_with_objects(parsed, mention),
            level if mention.type == "effect" else "unspecified" if level == "unspecified" else level,
        )
    if mention.trigger.effect == "damaged" and not mention.trigger.noun and mention.targets:
        if mention.realis == "negated":
            return DamagePhrase(*_with_objects(parsed, mention), "none")
        return DamagePhrase(*_with_objects(parsed, mention), _adverb_level(parsed, token) or "unspecified")
    first, last = parsed.bounds[mention.sentence]
    for t in range(first, last):
        if parsed.lower[t] in ("damage", "damages") and parsed.pos[t] == "NOUN":
            return _damage_noun(parsed, t)
    return None


def _damage_noun(parsed: Parsed, noun: int) -> DamagePhrase:
    left = min(
        [noun, *(c for c in parsed.children[noun] if parsed.dep[c] in ("det", "amod", "neg", "compound"))]
    )
    words = {parsed.lower[t] for t in range(left, noun)}
    left = left if words - {"the", "a"} else noun
    for level, signs in _LEVELS:
        if words & signs or (
            level == "none"
            and any(
                parsed.lower[k] in ("nor", "or") and _no_before(parsed, k)
                for k in range(max(0, noun - 2), noun)
            )
        ):
            return DamagePhrase(left, noun, level)
    return DamagePhrase(left, noun, "unspecified")


def _no_before(parsed: Parsed, token: int) -> bool:
    return any(parsed.lower[k] in ("no", "neither") for k in range(max(0, token - 4), token))


def _adverb_level(parsed: Parsed, verb: int) -> DamageLevel | None:
    words = {parsed.lower[c] for c in parsed.children[verb] if parsed.dep[c] == "advmod"}
    for level, signs in _LEVELS[1:]:
        if words & signs:
            return level
    if words & {"completely", "totally", "partially", "partly"} and parsed.lemma[verb] in ("destroy", "burn"):
        return "severe" if words & {"partially", "partly"} else "destroyed"
    return None


def _with_objects(parsed: Parsed, mention: Mention) -> tuple[int, int]:
    """From the verb to the end of what it damaged, where that stands right after it; else the verb alone."""
    token = mention.token
    after = [p for p in mention.targets if p.first > token and p.first - token <= 3]
    return (token, max(p.last for p in after)) if after else (token, token)
