"""What the tagger adds to the lexicon and the parse: words that tell of incidents and that no entry has, and
doubt about who did it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from wirebrief.schemas.vocabulary import IncidentType
from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.incident_words import Trigger, incidents
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.tagger import Tags
from wirebrief.service.engines.rules.tagger.tags import TYPES

_TELLS = 0.35
"""How likely a word without an entry must tell of an incident."""
_DID_IT = 0.5
"""How likely a perpetrator that the parse finds must be to stay one."""
_TYPED = 0.5
_WORDS = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})


def further(parsed: Parsed, tags: Tags, found: Iterable[Mention]) -> Iterator[Mention]:
    """Mentions by words that no entry of the lexicon covers."""
    taken = {near for mention in found for near in tags.around(mention.token)}
    zones = parsed.document.sentences
    for token, likely in enumerate(tags.happened):
        if likely < _TELLS or token in taken or parsed.pos[token] not in _WORDS:
            continue
        if zones[parsed.sentence[token]].zone in ("section", "byline", "credit"):
            continue
        kind = tags.type_of(token)
        verbal = parsed.pos[token] == "VERB"
        frame, effect, of = _frames()[kind]
        trigger = Trigger(
            parsed.lemma[token], kind, frame if verbal else "", effect, None, "" if verbal else of
        )
        taken.update(tags.around(token))
        yield Mention(token, trigger, kind, parsed.sentence[token])


@lru_cache(maxsize=1)
def _frames() -> dict[IncidentType, tuple[str, str, str]]:
    """By type the frame of most verbs of the lexicon with their effect, and what stands behind most nouns."""
    words = incidents()
    verbs: dict[str, Counter[tuple[str, str]]] = {}
    nouns: dict[str, Counter[str]] = {}
    for entries in words.verbs.values():
        for _, entry in entries:
            if not entry.outcome:
                verbs.setdefault(entry.type, Counter())[entry.frame, entry.effect] += 1
    for entry in words.nouns.values():
        nouns.setdefault(entry.type, Counter())[entry.of] += 1
    found = {}
    for kind in TYPES:
        (frame, effect), _ = verbs.get(kind, Counter({("strike", ""): 1})).most_common(1)[0]
        of = nouns.get(kind, Counter({"target": 1})).most_common(1)[0][0]
        found[kind] = (frame, effect if effect in ("", "killed") else "", of)
    return found


def likeliest(odds: Mapping[str, float]) -> str:
    """The type that a word probably tells of, or "" where none is probable."""
    return max((kind for kind, p in odds.items() if p >= _TYPED), key=odds.__getitem__, default="")


def settle_doers(tags: Tags, mention: Mention) -> None:
    """Leave among the perpetrators those who probably did it. None is added: of those whom the tagger alone
    ties to a deed too many are innocent."""
    around = tags.around(mention.token)
    sure = {
        party.head: max(tags.ties("doer", token, party.head) for token in around)
        for party in mention.perpetrators
    }
    mention.perpetrators = [party for party in mention.perpetrators if sure[party.head] >= _DID_IT]
    mention.surely = min((sure[party.head] for party in mention.perpetrators), default=1.0)
