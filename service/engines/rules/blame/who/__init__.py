"""Who can answer for an act, and which actor a phrase means."""

from wirebrief.service.engines.rules.blame.who.agreement import may_mean
from wirebrief.service.engines.rules.blame.who.answering import can_answer, owner_of_thing
from wirebrief.service.engines.rules.blame.who.kinds import is_party_word, is_side, owns
from wirebrief.service.engines.rules.blame.who.naming import content, named_in
from wirebrief.service.engines.rules.blame.who.parties import Parties
from wirebrief.service.engines.rules.blame.who.sides import same_side

__all__ = [
    "Parties",
    "can_answer",
    "content",
    "is_party_word",
    "is_side",
    "may_mean",
    "named_in",
    "owner_of_thing",
    "owns",
    "same_side",
]
