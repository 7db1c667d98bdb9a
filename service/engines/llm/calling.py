"""How one question gets an answer: from the journal, or else from the server."""

from dataclasses import dataclass, field

import openai

from wirebrief.schemas import Warning
from wirebrief.service.engines.llm.exchange import Exchange, HttpAnswer, OnExchange
from wirebrief.service.engines.llm.faults import redacted, refusal_of
from wirebrief.service.engines.llm.ledger import Ledger
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.engines.llm.transport import post, server_of, was_sent
from wirebrief.service.engines.llm.wire import Request
from wirebrief.service.errors import UpstreamTimeout, WirebriefError
from wirebrief.service.journal.entry import Recorded, maker
from wirebrief.service.journal.identity import Identity, identify
from wirebrief.service.journal.journal import Answers


@dataclass
class Caller:
    """Gets the answers to one question.

    Attributes:
        article: SHA-256 of the article that is asked about.
        journal: where an answer is looked for first and kept before it is used; None for nowhere.
        warnings: what the caller of the whole has to be told.
    """

    client: openai.AsyncOpenAI
    settings: LLMSettings
    ledger: Ledger
    article: str
    journal: Answers | None = None
    on_exchange: OnExchange | None = None
    warnings: list[Warning] = field(default_factory=list)

    @property
    def server(self) -> str:
        return server_of(self.client)

    async def answer(self, request: Request) -> HttpAnswer:
        """What the server says to a request, now or once before.

        Raises:
            WirebriefError: it gave no answer, or may not be asked.
        """
        if self.journal is None:
            return await self._call(request)
        bought: list[HttpAnswer] = []

        async def buy() -> Recorded:
            started = self.ledger.clock()
            bought.append(await self._call(request))
            return self._recorded(request, bought[-1], self.ledger.clock() - started)

        answered = await self.journal.answer(self._endpoint, self._identity(request), buy)
        if answered.unwritten and not self.warnings:
            self.warnings.append(Warning(code="not_journalled", message=answered.unwritten))
        return bought[-1] if answered.bought else _from_journal(answered.recorded)

    async def forget(self, request: Request) -> None:
        """Take back an answer that turned out to be none: the server will be asked again."""
        if self.journal is not None:
            await self.journal.forget(self._endpoint, self._identity(request))

    def refusal(self, answer: HttpAnswer) -> WirebriefError | None:
        """The error that an answer stands for, or None."""
        return refusal_of(answer, self.server, self.settings.api_key)

    @property
    def _endpoint(self) -> str:
        return str(self.client.base_url).rstrip("/")

    def _identity(self, request: Request) -> Identity:
        return identify(request, self.article, self.settings.trial)

    def _recorded(self, request: Request, answer: HttpAnswer, seconds: float) -> Recorded:
        return Recorded(
            identity=self._identity(request),
            status=answer.status,
            response=redacted(answer.body, self.settings.api_key),
            made_by=maker(answer.body),
            seconds=round(seconds, 3),
        )

    async def _call(self, request: Request) -> HttpAnswer:
        """Make one call, and report it however it ends."""
        self.ledger.open_call()
        started = self.ledger.clock()
        try:
            answer = await post(self.client, request, min(self.settings.timeout, self.ledger.left()))
        except WirebriefError as error:
            self._report(request, started, None, error)
            if was_sent(error):
                self.ledger.uncounted += 1  # it may be charged all the same
            if isinstance(error, UpstreamTimeout) and self.ledger.left() <= 0:
                raise self.ledger.out_of_time() from error
            raise
        self._report(request, started, answer, self.refusal(answer))
        return answer

    def _report(
        self, request: Request, started: float, answer: HttpAnswer | None, error: WirebriefError | None
    ) -> None:
        if self.on_exchange is None:
            return
        self.on_exchange(
            Exchange(
                url=f"{self.client.base_url}chat/completions",
                request=request,
                status=answer.status if answer else None,
                response=redacted(answer.body, self.settings.api_key) if answer else None,
                error=error.message if error else None,
                seconds=self.ledger.clock() - started,
                attempt=self.ledger.attempts,
            )
        )


def _from_journal(recorded: Recorded) -> HttpAnswer:
    return HttpAnswer(recorded.status, {"content-type": "application/json"}, recorded.response)
