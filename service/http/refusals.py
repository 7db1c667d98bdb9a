"""Refusals that only a service has reason for."""

from wirebrief.service.errors import BudgetExceeded, Busy, InputError, UnknownModel, WirebriefError


class NotOffered(UnknownModel):
    """The model is none of those on offer."""


class TooSlow(InputError):
    """The request's body did not come in time."""

    code, status, retryable = "too_slow", 408, True


class KeyReused(InputError):
    """An idempotency key came with another request before."""

    code = "key_reused"


class NoSuchJob(InputError):
    """There is no job of this id, or no longer."""

    code, status = "no_such_job", 404


class Unauthorized(InputError):
    """The request has no key, or none that is known."""

    code, status = "unauthorized", 401


class TooOften(Busy):
    """A key is used more often than it may be."""

    code = "too_often"


class BudgetSpent(BudgetExceeded):
    """A key has spent what it may in a day.

    Attributes:
        retry_after: seconds until the next day.
    """

    code, status, retryable, for_all = "budget_spent", 429, True, True
    retry_after: float = 1.0


class StoreUnavailable(WirebriefError):
    """The database of the jobs cannot be reached."""

    code, status, retryable = "store_unavailable", 503, True
