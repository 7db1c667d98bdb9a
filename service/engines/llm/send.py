"""The seam under instructor: one function that sends a prepared request and vouches for what comes back.

instructor builds the request for a mode and reads the answer; it does not set `strict`, takes a filtered or
refused answer for one, and retries by growing the conversation. So its own retries are off, and this
function, which it calls in place of the client's, makes the request strict, counts, reports every call, waits
and tries again where that helps, and hands back a completion only if there is a readable answer in it.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import openai
from openai.types.chat import ChatCompletion
from pydantic import BaseModel, JsonValue
from tenacity import AsyncRetrying, retry_if_exception

from wirebrief.service.engines.llm import waiting
from wirebrief.service.engines.llm.answer import Answer, Unreadable, read_answer
from wirebrief.service.engines.llm.completion import answer_text, check_unbroken, with_text
from wirebrief.service.engines.llm.exchange import Exchange, OnExchange
from wirebrief.service.engines.llm.faults import fault, redacted
from wirebrief.service.engines.llm.ledger import Ledger
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.engines.llm.wire import Dialect, Request, written
from wirebrief.service.errors import ConfigurationError, UpstreamTimeout, WirebriefError


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
            try:
                return await self._call(wire)
            except ConfigurationError as error:
                status = getattr(error.__cause__, "status_code", None)
                said = f"{getattr(error.__cause__, 'body', '')} {error.__cause__}"
                if not self.dialect.learn(status, said, wire):
                    raise

    async def _call(self, wire: Request) -> ChatCompletion:
        self.ledger.open_call()
        seconds = min(self.settings.timeout, self.ledger.left())
        call = _Call(self, wire, self.ledger.clock())
        create: Any = self.client.chat.completions.with_raw_response.create  # takes what instructor built
        # As extra body, else the client would search the schema for files to upload: 2 ms an article.
        rest = {key: value for key, value in wire.items() if key not in ("model", "messages")}
        try:
            async with asyncio.timeout(seconds):
                raw = await create(model=wire["model"], messages=wire["messages"], extra_body=rest)
        except TimeoutError as error:
            raise call.failed(self._late(seconds)) from error
        except openai.OpenAIError as error:
            raise call.failed(fault(error, self._server, self.settings.api_key), error) from error
        body = raw.http_response.text
        return self._counted(call.answered(raw.http_response.status_code, body), body)

    def _counted(self, completion: ChatCompletion | None, body: str) -> ChatCompletion:
        if completion is None:
            raise Unreadable(
                f"{self._server} did not answer as an API does; it begins {' '.join(body.split())[:60]!r}.",
                hint="Check WIREBRIEF_BASE_URL; it often ends in /v1.",
            )
        self.ledger.count(completion.usage)
        self.ledger.model = completion.model or self.settings.model
        check_unbroken(completion)
        return completion

    def _late(self, seconds: float) -> WirebriefError:
        if self.ledger.left() <= 0:
            return self.ledger.out_of_time()
        return UpstreamTimeout(
            f"{self._server} did not answer within {seconds:g} seconds.",
            hint="Try again, or allow more time (WIREBRIEF_TIMEOUT).",
        )

    @property
    def _server(self) -> str:
        return f"The model's server at {self.client.base_url.host}"


@dataclass
class _Call:
    """One call under way, to be reported however it ends."""

    sender: Sender
    wire: Request
    started: float

    def failed(self, error: WirebriefError, cause: Exception | None = None) -> WirebriefError:
        response = getattr(cause, "response", None)
        status = response.status_code if response is not None else None
        self._report(status, response.text if response is not None else None, error.message)
        return error

    def answered(self, status: int, body: str) -> ChatCompletion | None:
        """The completion in a body, or None where it is none."""
        completion = _completion(body)
        self._report(status, body, None if completion else "no completion")
        return completion

    def _report(self, status: int | None, body: str | None, error: str | None) -> None:
        sender = self.sender
        if sender.on_exchange is not None:
            url = f"{sender.client.base_url}chat/completions"
            seconds = sender.ledger.clock() - self.started
            body = body and redacted(body, sender.settings.api_key)
            sender.on_exchange(Exchange(url, self.wire, status, body, error, seconds, sender.ledger.attempts))


def _completion(body: str) -> ChatCompletion | None:
    """Read as leniently as the client library does; without a list of choices with messages it is none."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        return None
    choices = given.get("choices") if isinstance(given, dict) else None
    if not isinstance(choices, list):
        return None
    if not all(isinstance(c, dict) and isinstance(c.get("message"), dict) for c in choices):
        return None
    return ChatCompletion.construct(**given)
