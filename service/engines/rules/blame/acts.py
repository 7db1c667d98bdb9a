"""From a charge and the stance that somebody takes to it to the act of the contract."""

from wirebrief.schemas.vocabulary import Act
from wirebrief.service.engines.rules.blame_words import Attitude


def act_of(
    attitude: Attitude, *, own: bool, same_side: bool, denied: bool, doubted: bool, negated: bool
) -> Act | None:
    """What somebody does by taking a stance to a charge, or None where it is no attribution.

    Args:
        own: the charge is against who takes the stance.
        same_side: … or against those whom he answers for.
        denied: the charge says that it was not so.
        doubted: it is marked as no more than possible.
        negated: the stance itself is negated ("does not believe that").
    """
    if attitude in ("suspects", "accepts"):
        denied, negated = denied != negated, False
    if negated or attitude == "unreal":
        return None
    if attitude in ("denies", "rejects"):
        if denied:
            return None
        return "denies_responsibility" if own or same_side else "rejects"
    if denied:
        return "denies_responsibility" if own or same_side else "rejects"
    if attitude in ("admits", "accepts", "confirms"):
        return "claims_responsibility" if own else "confirms"
    if own:
        return None if attitude == "suspects" else "claims_responsibility"
    return "suspects" if doubted or attitude == "suspects" else "blames"
