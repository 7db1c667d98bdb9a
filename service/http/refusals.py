"""Refusals that only a service has reason for."""

from wirebrief.service.errors import InputError, UnknownModel


class NotOffered(UnknownModel):
    """The model is none of those on offer."""


class TooSlow(InputError):
    """The request's body did not come in time."""

    code, status, retryable = "too_slow", 408, True
