"""The seam under instructor: one function that sends a prepared request and vouches for what comes back.

instructor builds the request for a mode and reads the answer; it does not set `strict`, takes a filtered or
refused answer for one, and retries by growing the conversation. So its own retries are off, and this
function, which it calls in place of the client's, makes the request strict, counts what answers took, waits
and tries again where that helps, and reads the answer itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from openai.types.chat import ChatCompletion
from pydantic import BaseModel, JsonValue
from tenacity import AsyncRetrying, retry_if_exception

from wirebrief.service.engines.llm import waiting
from wirebrief.service.engines.llm.answer import Answer, Unreadable
from wirebrief.service.engines.llm.calling import Caller
from wirebrief.service.engines.llm.completion import answer_in, as_read, check_unbroken, completion_in
from wirebrief.service.engines.llm.dialect import Dialect
from wirebrief.service.engines.llm.exchange import HttpAnswer
from wirebrief.service.engines.llm.lengths import prompt_cut
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.engines.llm.transport import Hear
from wirebrief.service.engines.llm.wire import Request
from wirebrief.service.errors import ConfigurationError, WirebriefError


class ModeRefused(ConfigurationError):
    """The server does not take the schema in the way it was put; another mode may do."""


@dataclass
class Sender:
    """Sends the calls of one question.

    Attributes:
        caller: gets the answers, from the journal or the server.
        model: what the answer is asked to fill.
        hear: is told the characters of the answers as they come.
        answer: what was read from the last good completion.
    """

    caller: Caller
    settings: LLMSettings
    dialect: Dialect
    model: type[BaseModel]
    hear: Hear | None = None
    answer: Answer | None = None

    async def send(self, request: Mapping[str, JsonValue]) -> ChatCompletion:
        """Send a request that instructor prepared, and read what comes back into `answer`.

        Raises:
            WirebriefError: there is no answer, or none that can be read.
        """
        retrying = AsyncRetrying(
            retry=retry_if_exception(waiting.worth_another_call),
            wait=waiting.wait(),
            stop=waiting.stop(self.settings.max_attempts, self.caller.ledger.left),
            reraise=True,
        )
        completion: ChatCompletion = await retrying(self._adapting, request)
        self.answer = answer_in(completion)
        return as_read(completion)

    async def _adapting(self, request: Mapping[str, JsonValue]) -> ChatCompletion:
        """Send, and where the server refuses a parameter that can go, send again without it."""
        while True:
            wire = self.dialect.put(request, streamed=self.hear is not None)
            answer = await self.caller.answer(wire, self.hear if "stream" in wire else None)
            refused = self.caller.refusal(answer)
            if refused is None:
                try:
                    return self._counted(answer, wire)
                except WirebriefError:  # no completion: nothing that was paid for
                    await self.caller.forget(wire)
                    raise
            if self.dialect.learn(answer.status, answer.body, wire):
                continue
            if self.dialect.refuses_mode(answer.status, answer.body, wire):
                raise ModeRefused(refused.message, hint=refused.hint)
            raise refused

    def _counted(self, answer: HttpAnswer, wire: Request) -> ChatCompletion:
        completion = completion_in(answer.body)
        if completion is None:
            raise Unreadable(
                f"{self.caller.server} did not answer as an API does; "
                f"it begins {' '.join(answer.body.split())[:60]!r}.",
                hint="Check WIREBRIEF_BASE_URL; it often ends in /v1.",
            )
        self.caller.count(completion.usage, completion.model, answer)
        if (cut := prompt_cut(wire, completion.usage)) is not None:
            self.caller.warnings.append(cut)
        check_unbroken(completion)
        return completion
