"""The functions for batches: `submit_batch`, `batches`, `fetch_batches`."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Unpack

from anyio.from_thread import start_blocking_portal

from wirebrief.service.batch.batches import Batches, Fetched, Submitted
from wirebrief.service.batch.pending import Pending
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.engines.select import LLMOptions
from wirebrief.service.errors import ConfigurationError
from wirebrief.service.function import Article
from wirebrief.service.journal.place import journal_path
from wirebrief.service.journal.store import opened


@asynccontextmanager
async def open_batches(**options: Unpack[LLMOptions]) -> AsyncIterator[Batches]:
    """The batches at the endpoint that the options name, kept in their journal.

    Raises:
        ConfigurationError: no model, no key, or no journal.
    """
    given: dict[str, object] = {key: value for key, value in options.items() if value is not None}
    journal = given.pop("journal", None)
    path = journal_path(str(journal) if journal else None)
    if path is None:
        raise ConfigurationError(
            "Batches need a journal, which is off.", hint="Name a file for it (WIREBRIEF_JOURNAL)."
        )
    settings, store = LLMSettings.load(**given), opened(path)
    try:
        async with Batches(settings, store) as opened_batches:
            yield opened_batches
    finally:
        store.close()


def submit_batch(articles: Iterable[Article], **options: Unpack[LLMOptions]) -> Submitted:
    """Ask about many articles through the provider's batch API, at half price and within a day.

    When the batches are fetched, call it again with the same articles: then the questions are sent that only
    an answer raises, such as repairs. Where it has none left, `summarize_many` costs nothing.

    Args:
        options: as for `summarize`; the journal keeps the answers, and what is under way.

    Raises:
        ConfigurationError: no model, no key, no journal, or an endpoint without such an API.
        UpstreamError: the provider took no batch.
    """

    async def run() -> Submitted:
        async with open_batches(**options) as opened_batches:
            return await opened_batches.submit(articles)

    with start_blocking_portal() as portal:
        return portal.call(run)


def batches(**options: Unpack[LLMOptions]) -> list[Pending]:
    """The batches that are not fetched yet, with what the provider says of them."""

    async def run() -> list[Pending]:
        async with open_batches(**options) as opened_batches:
            return await opened_batches.status()

    with start_blocking_portal() as portal:
        return portal.call(run)


def fetch_batches(*, wait: bool = False, every: float = 30.0, **options: Unpack[LLMOptions]) -> Fetched:
    """Put the answers of batches that are over into the journal; what failed is sent once more.

    Args:
        wait: until no batch is under way, looking so many seconds apart (`every`).
    """

    async def run() -> Fetched:
        async with open_batches(**options) as opened_batches:
            return await opened_batches.fetch(wait=wait, every=every)

    with start_blocking_portal() as portal:
        return portal.call(run)
