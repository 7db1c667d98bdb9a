"""How one question gets an answer: from the journal, or else from the server."""

import asyncio
import time
from dataclasses import dataclass, field

import openai
from openai.types import CompletionUsage

from wirebrief.schemas import Warning
from wirebrief.service.engines.llm.exchange import Exchange, HttpAnswer
from wirebrief.service.engines.llm.faults import redacted, refusal_of
from wirebrief.service.engines.llm.ledger import Ledger, Taken
from wirebrief.service.engines.llm.lengths import bytes_sent
from wirebrief.service.engines.llm.pace import Turn
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.engines.llm.telling import Call, Teller
from wirebrief.service.engines.llm.transport import Hear, post, server_of
from wirebrief.service.engines.llm.upstream import Upstream
from wirebrief.service.engines.llm.wire import Request
from wirebrief.service.errors import UpstreamTimeout, WirebriefError
from wirebrief.service.journal.entry import Recorded, maker
from wirebrief.service.journal.identity import Identity, identify
from wirebrief.service.journal.journal import Answers

_SLACK = 1.0
"""Seconds beyond an article's time after which waiting for somebody else's answer ends."""


@dataclass
class Caller:
    """Gets the answers to one question.

    Attributes:
        article: SHA-256 of the article that is asked about.
        upstream: how fast the server may be called, and whether.
        journal: where an answer is looked for first and kept before it is used; None for nowhere.
        warnings: what the caller of the whole has to be told.
    """

    client: openai.AsyncOpenAI
    settings: LLMSettings
    ledger: Ledger
    article: str
    upstream: Upstream
    journal: Answers | None = None
    teller: Teller = field(default_factory=Teller)
    warnings: list[Warning] = field(default_factory=list)
    _turn: Turn | None = None
    _unread: "_Unread | None" = None

    @property
    def server(self) -> str:
        return server_of(self.client)

    async def answer(self, request: Request, hear: Hear | None = None) -> HttpAnswer:
        """What the server says to a request, now or once before.

        Args:
            hear: is told of an answer that is streamed; of one out of the journal nothing.

        Raises:
            WirebriefError: it gave no answer, or may not be asked.
        """
        if self.journal is None:
            return await self._call(request, hear)
        bought: list[HttpAnswer] = []

        async def buy() -> Recorded:
            started = self.ledger.clock()
            bought.append(await self._call(request, hear))
            return self._recorded(request, bought[-1], self.ledger.clock() - started)

        try:
            async with asyncio.timeout(self.ledger.left() + _SLACK):  # somebody else may be asking the same
                identity = self._identity(request)
                answered = await self.journal.answer(self._endpoint, identity, request, buy)
        except TimeoutError as error:
            raise self.ledger.out_of_time() from error
        if answered.unwritten and all(warning.code != "not_journalled" for warning in self.warnings):
            self.warnings.append(Warning(code="not_journalled", message=answered.unwritten))
        return bought[-1] if answered.bought else _from_journal(answered.recorded)

    async def forget(self, request: Request) -> None:
        """Take back an answer that turned out to be none: the server will be asked again."""
        if self._unread is not None:
            self._tell(self._unread, error="malformed")
        if self.journal is not None:
            await self.journal.forget(self._endpoint, self._identity(request))

    def count(self, usage: CompletionUsage | None, model: str | None, answer: HttpAnswer) -> None:
        """Add what an answer took, learn from it what the next may take, and tell of it."""
        taken = self.ledger.count(usage, model, bought=answer.bought, batch=answer.batch)
        if answer.bought and self._turn is not None and taken.usage is not None:
            self.upstream.counted(self._turn, taken.usage.input_tokens, taken.usage.output_tokens)
        call = self._unread if answer.bought else None
        self._tell(call or _Unread(time.time(), 0.0, answer.status), model=model, taken=taken)

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

    async def _call(self, request: Request, hear: Hear | None) -> HttpAnswer:
        """Make one call when its turn comes, and report it however it ends."""
        self.ledger.check()
        self._turn = await self.upstream.turn(
            self.server, _tokens_in(request), self.ledger.left(), patient=self.ledger.in_run
        )
        began, started = time.time(), self.ledger.clock()
        try:
            with self.upstream.judged(), self.ledger.call():
                seconds = min(self.settings.timeout, self.ledger.left())
                answer = await post(self.client, request, seconds, hear)
        except WirebriefError as error:
            self._report(request, _Unread(began, self.ledger.clock() - started), None, error)
            if isinstance(error, UpstreamTimeout) and self.ledger.left() <= 0:
                raise self.ledger.out_of_time() from error
            raise
        self.upstream.heard(self._turn, answer)
        call = _Unread(began, self.ledger.clock() - started, answer.status)
        self._report(request, call, answer, self.refusal(answer))
        return answer

    def _report(
        self, request: Request, call: "_Unread", answer: HttpAnswer | None, error: WirebriefError | None
    ) -> None:
        """Tell of an exchange, and of the call where it failed; of one that was answered when it is read."""
        self.teller.exchanged(
            Exchange(
                url=f"{self.client.base_url}chat/completions",
                request=request,
                status=call.status,
                response=redacted(answer.body, self.settings.api_key) if answer else None,
                error=error.message if error else None,
                seconds=call.seconds,
                attempt=self.ledger.attempts,
            )
        )
        self._unread = call
        if error is not None:
            self._tell(call, error=error.code)

    def _tell(
        self,
        call: "_Unread",
        *,
        error: str | None = None,
        model: str | None = None,
        taken: Taken | None = None,
    ) -> None:
        server = self.client.base_url
        port = server.port or (443 if server.scheme == "https" else 80)
        bought, self._unread = self._unread is call, None
        self.teller.called(
            Call(
                server=f"{server.host}:{port}",
                model=self.settings.model,
                answered_by=model,
                article=self.article,
                source="server" if bought else "journal",
                status=call.status,
                error=error,
                attempt=self.ledger.attempts if bought else 0,
                seconds=round(call.seconds, 4),
                began=call.began,
                usage=taken.usage if taken else None,
                cost_usd=taken.cost_usd if taken else None,
            )
        )


@dataclass(frozen=True, slots=True)
class _Unread:
    """A call that is over, and of which has not been told yet."""

    began: float
    seconds: float
    status: int | None = None


def _from_journal(recorded: Recorded) -> HttpAnswer:
    headers = {"content-type": "application/json"}
    return HttpAnswer(recorded.status, headers, recorded.response, bought=False, batch=recorded.batch)


def _tokens_in(request: Request) -> int:
    """About as many as the messages are read as."""
    return bytes_sent(request) // 4
