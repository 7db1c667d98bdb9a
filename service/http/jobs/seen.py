"""A job as its client sees it, from how it is kept."""

from datetime import UTC, datetime

from wirebrief.service.http.jobs.models import Cost, Job, Webhook
from wirebrief.service.http.jobs.outbox import Message
from wirebrief.service.http.jobs.store import JobRow


def job_of(row: JobRow, message: Message | None) -> Job:
    """A job as a client sees it."""
    return Job(
        id=row.id,
        state=row.state,
        engine=row.engine,
        model=row.model,
        total=row.total,
        done=row.done,
        failed=row.failed,
        created=datetime.fromtimestamp(row.created, UTC),
        finished=_moment(row.finished),
        spent=Cost(calls=row.calls, tokens=row.tokens, usd=row.usd),
        webhook=None if message is None else _webhook_of(message),
    )


def _webhook_of(message: Message) -> Webhook:
    return Webhook(tries=message.tries, delivered=_moment(message.delivered), given_up=message.given_up)


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
