"""Parts of a split: one to set something on, the other to report."""

from collections.abc import Sequence
from typing import TypeVar

from wirebrief.evals.errors import HarnessError

SAMPLES = ("all", "a", "b")
Item = TypeVar("Item")


def sampled(documents: Sequence[Item], sample: str = "all", limit: int | None = None) -> list[Item]:
    """`a`: every other document from the first, `b`: the others; at most `limit`, spread evenly.

    Corpora are sorted by publisher or by day, so that the first so many would be all of one kind.

    Raises:
        HarnessError: there is no such sample.
    """
    if sample not in SAMPLES:
        raise HarnessError(f"There is no sample {sample!r}.", hint=f"Choose one of: {', '.join(SAMPLES)}.")
    chosen = list(documents) if sample == "all" else list(documents[SAMPLES.index(sample) - 1 :: 2])
    if limit is None or limit >= len(chosen):
        return chosen
    return [chosen[n * len(chosen) // limit] for n in range(limit)]
