"""From an engine's draft to the summary, letting nothing unsupported through.

draft ──► ground ──► verify ──► assemble ──► ArticleSummary
                        │
                        └─ failed_items ──► engine ──► mended ──► ground …
"""

from wirebrief.service.grounding.address import Addresses, Miss
from wirebrief.service.grounding.assemble import assemble
from wirebrief.service.grounding.ground import ground
from wirebrief.service.grounding.leaks import leaks
from wirebrief.service.grounding.records import Finding, Grounding
from wirebrief.service.grounding.repair import failed_items, mended, merge_repair
from wirebrief.service.grounding.verify import verify

__all__ = [
    "Addresses",
    "Finding",
    "Grounding",
    "Miss",
    "assemble",
    "failed_items",
    "ground",
    "leaks",
    "mended",
    "merge_repair",
    "verify",
]
