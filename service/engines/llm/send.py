"""The seam under instructor: one function that sends a prepared request and vouches for what comes back.

instructor builds the request for a mode and reads the answer; it does not set `strict`, takes a filtered or
refused answer for one, and retries by growing the conversation. So its own retries are off, and this
function, which it calls in place of the client's, makes the request strict, counts, reports every call, waits
and tries again where that helps, and hands back a completion only if there is a readable answer in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import openai
from openai.types.chat import ChatCompletion
from pydantic import BaseModel, JsonValue
from tenacity import AsyncRetrying, retry_if_exception

from wirebrief.service.engines.llm import waiting
from wirebrief.service.engines.llm.answer import Answer, Unreadable, read_answer
from wirebrief.service.engines.llm.completion import answer_text, check_unbroken, completion_in, with_text
from wirebrief.service.engines.llm.exchange import Exchange, HttpAnswer, OnExchange
from wirebrief.service.engines.llm.faults import redacted, refusal_of
from wirebrief.service.engines.llm.ledger import Ledger
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.engines.llm.transport import post, server_of
from wirebrief.service.engines.llm.wire import Dialect, Request, written
from wirebrief.service.errors import UpstreamTimeout, WirebriefError


@dataclass
class Sender:
    """Sends the calls of one question.

    Attributes:
        model: what the answer is asked to fill.
        in_place: items of the answer answer to places in the question, as in a repair.
        answer: what was read from the last good completion.
    """

    client: openai.AsyncOpenAI
    settings: LLMSettings
    dialect: Dialect
    ledger: Ledger
    model: type[BaseModel]
    on_exchange: OnExchange | None = None
    in_place: bool = False
    answer: Answer | None = None

    async def send(self, request: Mapping[str, JsonValue]) -> ChatCompletion:
        """Send a request that instructor prepared; the completion holds the answer as clean JSON.

        Raises:
            WirebriefError: there is no answer, or none that can be read.
        """
        retrying = AsyncRetrying(
            retry=retry_if_exception(waiting.worth_another_call),
            wait=waiting.wait(),
            stop=waiting.stop(self.settings.max_attempts, self.ledger.left),
            reraise=True,
        )
        completion: ChatCompletion = await retrying(self._adapting, request)
        self.answer = read_answer(answer_text(completion), in_place=self.in_place)
        return with_text(completion, written(self.answer.draft, self.model))

    async def _adapting(self, request: Mapping[str, JsonValue]) -> ChatCompletion:
        """Send, and where the server refuses a parameter that can go, send again without it."""
        while True:
            wire = self.dialect.put(request)
            answer = await self._call(wire)
            refused = refusal_of(answer, server_of(self.client), self.settings.api_key)
            if refused is None:
                return self._counted(answer.body)
            if not self.dialect.learn(answer.status, answer.body, wire):
                raise refused

    async def _call(self, wire: Request) -> HttpAnswer:
        """Make one call, and report it however it ends."""
        self.ledger.open_call()
        started = self.ledger.clock()
        try:
            answer = await post(self.client, wire, min(self.settings.timeout, self.ledger.left()))
        except WirebriefError as error:
            self._report(wire, started, None, error)
            if isinstance(error, UpstreamTimeout) and self.ledger.left() <= 0:
                raise self.ledger.out_of_time() from error
            raise
        self._report(wire, started, answer, refusal_of(answer, server_of(self.client), self.settings.api_key))
        return answer

    def _counted(self, body: str) -> ChatCompletion:
        completion = completion_in(body)
        if completion is None:
            raise Unreadable(
                f"{server_of(self.client)} did not answer as an API does; "
                f"it begins {' '.join(body.split())[:60]!r}.",
                hint="Check WIREBRIEF_BASE_URL; it often ends in /v1.",
            )
        self.ledger.count(completion.usage)
        self.ledger.model = completion.model or self.settings.model
        check_unbroken(completion)
        return completion

    def _report(
        self, wire: Request, started: float, answer: HttpAnswer | None, error: WirebriefError | None
    ) -> None:
        if self.on_exchange is None:
            return
        self.on_exchange(
            Exchange(
                url=f"{self.client.base_url}chat/completions",
                request=wire,
                status=answer.status if answer else None,
                response=redacted(answer.body, self.settings.api_key) if answer else None,
                error=error.message if error else None,
                seconds=self.ledger.clock() - started,
                attempt=self.ledger.attempts,
            )
        )
