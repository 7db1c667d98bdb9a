"""One verb, two events: "fired missiles at a depot in Ardal and another near Senn"."""

from collections.abc import Iterator
from dataclasses import replace

from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.events.where import LOCAL
from wirebrief.service.engines.rules.parse import Parsed

_BESIDE = LOCAL | {"close", "not", "next", "just"}
_FRAMES = frozenset({"launch", "strike", "burst", "ruin"})


def split(parsed: Parsed, mentions: list[Mention]) -> list[Mention]:
    """The mentions, with one more for every further target that "another" sets apart, in order."""
    found: list[Mention] = []
    for mention in mentions:
        found.append(mention)
        found += _others(parsed, mention)
    return sorted(found, key=lambda m: m.token)


def _others(parsed: Parsed, mention: Mention) -> Iterator[Mention]:
    if mention.trigger.frame not in _FRAMES:
        return
    for token in range(mention.token + 1, parsed.right[mention.token] + 1):
        if parsed.lower[token] == "another" and _other_target(parsed, token):
            before = [t for t in mention.targets if t.last < token]
            after = [t for t in mention.targets if t.last >= token]
            mention.targets[:] = before
            yield replace(
                mention,
                token=token,
                targets=after,
                figures=[],
                victims=[],
                damage=None,
                apart=True,
                origin=mention.token,
                weapons=list(mention.weapons),
                perpetrators=list(mention.perpetrators),
            )
            return


def _other_target(parsed: Parsed, token: int) -> bool:
    """Whether "another" stands beside a target told before it, and says where it is."""
    if token + 1 >= len(parsed) or parsed.lower[token - 1] not in ("and", "or", ","):
        return False
    head = parsed.head[token] if parsed.dep[token] == "det" else token
    if parsed.lower[token + 1] in _BESIDE:
        return True
    beside = parsed.dep[head] in ("conj", "appos", "dobj", "pobj")
    return beside and head + 1 < len(parsed) and parsed.lower[head + 1] in _BESIDE
