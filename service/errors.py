"""Everything that can go wrong, as one tree.

    WirebriefError
    ├── ConfigurationError          no key, unknown engine or model, a missing extra
    │   ├── MissingExtra
    │   └── UnknownModel
    ├── InputError                  the caller's article cannot be summarised
    │   ├── EmptyArticle
    │   ├── NotText
    │   ├── FileName                the name of a file or an address in place of an article
    │   ├── TooLong
    │   ├── UnsupportedLanguage
    │   ├── NoArticle               a page without an article in it
    │   ├── TooDemanding            reading it takes more time or memory than a service grants
    │   └── UnreadableUrl           refused, unreachable or not a page
    ├── UpstreamError               the model's server did not give an answer
    │   ├── AuthenticationFailed
    │   ├── RateLimited
    │   ├── UpstreamTimeout
    │   ├── UpstreamUnavailable
    │   │   └── CircuitOpen         it failed so many calls that it is left alone for now
    │   ├── Refused                 the model declined, or a content filter did
    │   ├── Truncated               the answer hit the output limit
    │   └── Malformed               the answer is not what was asked for
    ├── Busy                        the service has as much to do as it can take
    ├── ProcessLost                 the process that worked on an article ended
    ├── BudgetExceeded              the caller's limit of calls, tokens, money or time
    └── RunStopped                  what would meet every article stopped a run of many; its cause says what

Each class has one HTTP status, one exit code and one `code` for machines; each message says what is wrong and
`hint` what to do next.
"""

from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:
    from wirebrief.schemas import Usage


class WirebriefError(Exception):
    """Root of every error that Wirebrief raises on purpose.

    Attributes:
        code: stable machine-readable name.
        status: HTTP status of the endpoint's answer.
        exit_code: exit code of the command line.
        hint: what to do next.
        retryable: whether the same call may succeed later.
        for_all: whether every other article would meet it too, as a refused key.
        attempts: calls to a model that were made for nothing.
        usage: what the answered ones among them took, where they were counted.
        cost_usd: what that cost, where the price is known.
    """

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 1
    retryable: ClassVar[bool] = False
    for_all: bool = False
    attempts: int = 0
    usage: "Usage | None" = None
    cost_usd: float | None = None

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        stop = "." if self.hint and self.message[-1:].isalnum() else ""  # a server's words end as they like
        return f"{self.message}{stop} {self.hint}".strip()


class ConfigurationError(WirebriefError):
    code, status, exit_code = "configuration", 500, 3


class MissingExtra(ConfigurationError):
    code = "missing_extra"


class UnknownModel(ConfigurationError):
    code, status, for_all = "unknown_model", 422, True


class InputError(WirebriefError):
    code, status, exit_code = "input", 422, 4


class EmptyArticle(InputError):
    code = "empty_article"


class NotText(InputError):
    code, status = "not_text", 415


class FileName(InputError):
    code = "file_name"


class TooLong(InputError):
    code, status = "too_long", 413


class UnsupportedLanguage(InputError):
    code = "unsupported_language"


class NoArticle(InputError):
    code = "no_article"


class TooDemanding(InputError):
    code = "too_demanding"


class UnreadableUrl(InputError):
    code = "unreadable_url"


class UpstreamError(WirebriefError):
    """The model's server did not give an answer.

    Attributes:
        retry_after: seconds that the server asks to wait, where it does.
    """

    code, status, exit_code = "upstream", 502, 5
    retry_after: float | None = None


class AuthenticationFailed(UpstreamError):
    code = "authentication_failed"


class RateLimited(UpstreamError):
    code, status, retryable = "rate_limited", 503, True


class UpstreamTimeout(UpstreamError):
    code, status, retryable = "upstream_timeout", 504, True


class UpstreamUnavailable(UpstreamError):
    code, status, retryable = "upstream_unavailable", 503, True


class CircuitOpen(UpstreamUnavailable):
    code, retryable, for_all = "circuit_open", False, True


class Refused(UpstreamError):
    code = "refused"


class Truncated(UpstreamError):
    code = "truncated"


class Malformed(UpstreamError):
    code = "malformed"


class Busy(WirebriefError):
    """The service has as much to do as it can take.

    Attributes:
        retry_after: seconds after which there may be room.
    """

    code, status, exit_code, retryable = "busy", 429, 5, True
    retry_after: float = 1.0


class ProcessLost(WirebriefError):
    code, status, exit_code, retryable = "process_lost", 503, 1, True


class BudgetExceeded(WirebriefError):
    """Attributes:
    scope: whose limit it was, that of one article, of the whole run, or of a key of a service.
    """

    scope: Literal["article", "run", "key"] = "article"
    code, status, exit_code = "budget_exceeded", 504, 6


class RunStopped(WirebriefError):
    """An article that was not begun, or a run that was not finished, for `__cause__` would meet all the rest.

    Attributes:
        taken: articles that the run took from its input; each of them has a result, the rest is left.
    """

    code, status, exit_code = "run_stopped", 503, 5
    taken: int = 0
