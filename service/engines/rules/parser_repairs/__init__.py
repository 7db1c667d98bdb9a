"""Setting right what a small parser gets wrong in news, before anything reads the tree.

Each repair changes governors, relations and tags in place and says whether it changed any; the lists of
dependents are made anew after each.
"""

from wirebrief.service.engines.rules.parser_repairs.clauses import (
    bare_passives,
    finite_participles,
    lost_appositions,
    lost_subjects,
    quoted_speakers,
    shared_passives,
    subordinate_subjects,
)
from wirebrief.service.engines.rules.parser_repairs.lemmas import lemmas
from wirebrief.service.engines.rules.parser_repairs.tags import mended as trailing_tags

__all__ = ["REPAIRS"]

REPAIRS = (
    lemmas,
    trailing_tags,
    finite_participles,
    subordinate_subjects,
    lost_subjects,
    lost_appositions,
    quoted_speakers,
    bare_passives,
    shared_passives,
)
"""In the order in which they are made."""
