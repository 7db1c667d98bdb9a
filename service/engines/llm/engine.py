"""The engine that asks a language model."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from wirebrief.prompts.leaks import examples
from wirebrief.prompts.registry import Prompt, prompt
from wirebrief.schemas.draft import Draft
from wirebrief.schemas.failed_item import FailedItem
from wirebrief.service.engines.llm.answer import Answer
from wirebrief.service.engines.llm.calling import Caller
from wirebrief.service.engines.llm.client import Clients, HttpClient, http_library, mock_http_client
from wirebrief.service.engines.llm.dialect import Dialect
from wirebrief.service.engines.llm.doubts import doubts
from wirebrief.service.engines.llm.exchange import OnExchange
from wirebrief.service.engines.llm.free_text import language_line, written_in
from wirebrief.service.engines.llm.hearing import Hearing
from wirebrief.service.engines.llm.ledger import Ledger
from wirebrief.service.engines.llm.lengths import LEAST_SHOWN, bytes_of, likely_tokens, longest_article
from wirebrief.service.engines.llm.long_article import read_in_windows, repair_groups, together
from wirebrief.service.engines.llm.messages import messages_for, with_line
from wirebrief.service.engines.llm.prices import Prices
from wirebrief.service.engines.llm.question import ask, ask_to_repair
from wirebrief.service.engines.llm.replacement import in_turn
from wirebrief.service.engines.llm.send import Sender
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.engines.llm.telling import OnCall, Teller
from wirebrief.service.engines.llm.upstream import upstream_of
from wirebrief.service.engines.llm.windows import windows
from wirebrief.service.engines.llm.wire import WIRE, Request, schema_sha256
from wirebrief.service.engines.protocol import Drafted, Tell
from wirebrief.service.errors import TooLong, UpstreamError, WirebriefError
from wirebrief.service.journal.journal import Answers
from wirebrief.service.reading.document import Document, Sentence
from wirebrief.service.reading.render import render_document
from wirebrief.service.spending import Account, spending_on_article

_OF_THE_WHOLE = ("facet_missing", "answer_truncated")
"""Warnings that say nothing of an answer to a repair, which asks for few records."""

_ANSWER_TOKENS = {"records": 4.0, "lines": 2.5}
"""Tokens of an answer for one of an article that has much to record; `bench/tokens.py` measures both."""


class LLMEngine:
    """Asks an OpenAI-compatible endpoint for a draft.

    Args:
        settings: see `LLMSettings`.
        http_client: speaks in place of the client that openai would make; the caller closes it.
        journal: answers are looked for there before the server is asked, and kept there before they are used.
        on_call: called after every call with what may be told of it: no content, no key.
        on_exchange: called after every HTTP call with what went out and what came back, whole.
        prompt_version: version of the prompt for the first question; by default the newest.
    """

    name = "llm"
    languages = None

    def __init__(
        self,
        settings: LLMSettings,
        *,
        http_client: HttpClient | None = None,
        journal: Answers | None = None,
        on_call: OnCall | None = None,
        on_exchange: OnExchange | None = None,
        prompt_version: str | None = None,
    ) -> None:
        self.settings = settings
        self._clients = Clients(settings, http_client)
        self._journal = journal
        self._teller = Teller(on_call, on_exchange)
        style = "" if settings.protocol == "records" else f"_{settings.protocol}"
        self._summarize = prompt(f"summarize{style}", prompt_version)
        self._repair = prompt(f"repair{style}")
        dialect = Dialect.known if http_client is None else Dialect.of  # a given client may lead anywhere
        self._instructions: int | None = None  # bytes of a question without an article
        self._dialect = dialect(settings, self._summarize.front.omittable)

    def beside(self, settings: LLMSettings) -> "LLMEngine":
        """An engine with other settings, and the journal and hooks of this one."""
        return LLMEngine(
            settings,
            journal=self._journal,
            on_call=self._teller.on_call,
            on_exchange=self._teller.on_exchange,
        )

    async def draft(self, document: Document) -> Drafted:
        """Ask for everything: in one call, or in windows where the article is too long for one answer.

        Raises:
            TooLong: the model's window has no room for an article beside the instructions.
            UpstreamError: the model's server gave no usable answer.
            BudgetExceeded: tokens or time ran out.
            ConfigurationError: the server knows no such model or setting.
        """
        return await self._draft(document, None)

    async def draft_aloud(self, document: Document, tell: Tell) -> Drafted:
        """As `draft`, with the answer streamed where the server can; each window is told of by itself."""
        return await self._draft(document, tell)

    async def _draft(self, document: Document, tell: Tell | None) -> Drafted:
        most = self._most(document)
        while True:
            try:
                drafted = await self._in_windows(document, most, tell)
                return replace(drafted, written=written_in(self.settings.language, document))
            except TooLong:
                most = self._less(document, most)
                if most < LEAST_SHOWN:
                    raise

    def _less(self, document: Document, most: int) -> int:
        """How much to show after so much was too long: what the server said, or else half; 0 for nothing."""
        try:
            learnt = self._most(document)
        except TooLong:
            return 0
        return learnt if learnt < most else min(most, len(render_document(document).encode())) // 2

    async def _in_windows(self, document: Document, most: int, tell: Tell | None) -> Drafted:
        parts = windows(document, most)
        ask = partial(self._ask, self._summarize, document, tell=tell)
        if len(parts) == 1:
            return await ask(document.sentences)
        return await read_in_windows(document, parts, ask, most)

    async def repair(self, document: Document, failed: Sequence[FailedItem]) -> Drafted | None:
        """Ask once for the failed items alone, after the same words, so that a prompt cache helps.

        Of a long article only what the items cite is shown, in several questions where one cannot hold it.
        """
        if not failed:
            return None
        most = self._most(document)
        if len(windows(document, most)) == 1:
            return await self._repaired(document, document.sentences, failed)
        groups = repair_groups(document, failed, most)
        answers = [await self._repaired(document, shown, items) for shown, items in groups]
        return together(answers, in_turn([one.draft for one in answers]))

    async def _repaired(
        self, document: Document, shown: Sequence[Sentence], failed: Sequence[FailedItem]
    ) -> Drafted:
        drafted = await self._ask(self._repair, document, shown, failed=failed)
        return replace(
            drafted,
            warnings=tuple(w for w in drafted.warnings if w.code not in _OF_THE_WHOLE),
        )

    def _most(self, document: Document) -> int:
        """Bytes of an article that one question may show.

        Raises:
            TooLong: the instructions alone fill the model's window.
        """
        settings = self.settings
        if self._instructions is None:
            self._instructions = bytes_of(messages_for(self._summarize, document, ()))
        return longest_article(
            self._dialect.window - likely_tokens(self._instructions),
            settings.max_output_tokens,
            answer_tokens=_ANSWER_TOKENS[settings.protocol],
            chosen=settings.window_tokens,
        )

    async def aclose(self) -> None:
        """Close the connections."""
        await self._clients.aclose()

    async def _ask(
        self,
        used: Prompt,
        document: Document,
        shown: Sequence[Sentence],
        line: str = "",
        *,
        failed: Sequence[FailedItem] = (),
        doubting: bool = True,
        tell: Tell | None = None,
    ) -> Drafted:
        """Put one question about some sentences of an article."""
        messages = messages_for(used, document, shown, failed)
        messages = with_line(messages, language_line(self.settings.language, document))
        messages = with_line(messages, line)
        if self._dialect.overfull(bytes_of(messages)):
            raise TooLong(
                f"The question is too long for a window of {self._dialect.window} tokens.",
                hint="Use a model with a larger window (WIREBRIEF_CONTEXT_TOKENS says what it is).",
            )
        written = written_in(self.settings.language, document)
        doubts_of = partial(doubts, document, shown if doubting else ())
        with spending_on_article() as account:
            account.budget = self.settings.budget
            caller = await self._caller(document, account)
            sender = Sender(
                caller,
                self.settings,
                self._dialect,
                WIRE[used.front.draft],
                hear=Hearing(partial(_told, tell, used, written)) if tell else None,
            )
            try:
                if failed:
                    answer = await ask_to_repair(sender, used, messages)
                else:
                    answer = await ask(sender, used, messages, doubts_of)
            except WirebriefError as error:
                ledger = caller.ledger
                error.attempts, error.usage, error.cost_usd = ledger.attempts, ledger.usage, ledger.cost_usd
                raise
        return self._drafted(used, answer, caller)

    async def _caller(self, document: Document, account: Account) -> Caller:
        client, settings = await self._clients.current(), self.settings
        return Caller(
            client,
            settings,
            Ledger(account, Prices(str(client.base_url), settings.prices), settings.model),
            article=hashlib.sha256(document.text.encode("utf-8", "replace")).hexdigest(),
            upstream=upstream_of(settings),
            journal=self._journal,
            teller=self._teller,
        )

    def _drafted(self, used: Prompt, answer: Answer, caller: Caller) -> Drafted:
        ledger = caller.ledger
        return Drafted(
            draft=answer.draft,
            model=ledger.model or self.settings.model,
            prompts=(used.use,),
            schema_sha256=schema_sha256(WIRE[used.front.draft]),
            usage=ledger.usage,
            attempts=ledger.attempts,
            cost_usd=ledger.cost_usd,
            warnings=(*answer.warnings, *caller.warnings),
            examples=examples(used),
        )


def _told(tell: Tell, used: Prompt, written: str | None, draft: Draft) -> None:
    tell(Drafted(draft=draft, examples=examples(used), written=written))


async def wire_request(document: Document, settings: LLMSettings) -> Request:
    """The body that `draft` would send, caught on the wire after every library had its say; no network."""
    caught: list[Request] = []

    def answer(request: object) -> object:
        caught.append(json.loads(getattr(request, "content", b"")))
        return http_library().Response(401)  # the one refusal that nobody tries again

    async with mock_http_client(answer) as http_client:
        engine = LLMEngine(settings, http_client=http_client)
        try:
            await engine.draft(document)
        except UpstreamError:
            return caught[0]
    raise AssertionError("a request without a network was answered")
