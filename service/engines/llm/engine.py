"""The engine that asks a language model."""

import hashlib
import json
from collections.abc import Sequence
from functools import partial

from wirebrief.prompts.leaks import examples
from wirebrief.prompts.registry import Prompt, prompt
from wirebrief.prompts.render import Message, compact
from wirebrief.schemas.lines import write_line
from wirebrief.service.engines.llm.answer import FACETS, Answer
from wirebrief.service.engines.llm.calling import Caller
from wirebrief.service.engines.llm.client import Clients, HttpClient, http_library, mock_http_client
from wirebrief.service.engines.llm.dialect import Dialect
from wirebrief.service.engines.llm.doubts import doubts
from wirebrief.service.engines.llm.exchange import OnExchange
from wirebrief.service.engines.llm.ledger import Ledger
from wirebrief.service.engines.llm.prices import Prices
from wirebrief.service.engines.llm.question import ask, ask_to_repair
from wirebrief.service.engines.llm.replacement import facet_of, in_order_of
from wirebrief.service.engines.llm.send import Sender
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.engines.llm.upstream import upstream_of
from wirebrief.service.engines.llm.wire import WIRE, Request, schema_sha256
from wirebrief.service.engines.protocol import Drafted, FailedItem
from wirebrief.service.errors import TooLong, UpstreamError, WirebriefError
from wirebrief.service.journal.journal import Answers
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.render import render_document
from wirebrief.service.spending import Account, spending_on_article

_OF_THE_WHOLE = ("facet_missing", "answer_truncated")
"""Warnings that say nothing of an answer to a repair, which asks for few records."""

_BYTES_PER_TOKEN = 4
"""Of English; no tokenizer at hand packs more, so what is refused here would have been refused there."""


class LLMEngine:
    """Asks an OpenAI-compatible endpoint for a draft.

    Args:
        settings: see `LLMSettings`.
        http_client: speaks in place of the client that openai would make; the caller closes it.
        journal: answers are looked for there before the server is asked, and kept there before they are used.
        on_exchange: called after every HTTP call with what went out and what came back.
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
        on_exchange: OnExchange | None = None,
        prompt_version: str | None = None,
    ) -> None:
        self.settings = settings
        self._clients = Clients(settings, http_client)
        self._journal = journal
        self._on_exchange = on_exchange
        style = "" if settings.protocol == "records" else f"_{settings.protocol}"
        self._summarize = prompt(f"summarize{style}", prompt_version)
        self._repair = prompt(f"repair{style}")
        heard = (
            Dialect.known if http_client is None else Dialect.of
        )  # a client of the caller's is a world apart
        self._dialect = heard(settings, self._summarize.front.omittable)

    async def draft(self, document: Document) -> Drafted:
        """Ask for everything, in one call.

        Raises:
            TooLong: the article does not fit the model's window.
            UpstreamError: the model's server gave no usable answer.
            BudgetExceeded: tokens or time ran out.
            ConfigurationError: the server knows no such model or setting.
        """
        return await self._ask(self._summarize, document, ())

    async def repair(self, document: Document, failed: Sequence[FailedItem]) -> Drafted | None:
        """Ask once for the failed items alone, after the same words, so that a prompt cache helps."""
        if not failed:
            return None
        drafted = await self._ask(self._repair, document, failed)
        return Drafted(
            draft=in_order_of(failed, drafted.draft),
            model=drafted.model,
            prompts=drafted.prompts,
            schema_sha256=drafted.schema_sha256,
            usage=drafted.usage,
            attempts=drafted.attempts,
            cost_usd=drafted.cost_usd,
            warnings=tuple(w for w in drafted.warnings if w.code not in _OF_THE_WHOLE),
            examples=drafted.examples,
        )

    async def aclose(self) -> None:
        """Close the connections."""
        await self._clients.aclose()

    async def _ask(self, used: Prompt, document: Document, failed: Sequence[FailedItem]) -> Drafted:
        messages = messages_for(used, document, failed)
        self._check_length(messages)
        with spending_on_article() as account:
            account.budget = self.settings.budget
            caller = await self._caller(document, account)
            sender = Sender(
                caller, self.settings, self._dialect, WIRE[used.front.draft], in_place=bool(failed)
            )
            try:
                if failed:
                    answer = await ask_to_repair(sender, used, messages)
                else:
                    answer = await ask(sender, used, messages, partial(doubts, document))
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
            on_exchange=self._on_exchange,
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

    def _check_length(self, messages: Sequence[Message]) -> None:
        tokens = sum(len(m.content.encode("utf-8", "replace")) for m in messages) // _BYTES_PER_TOKEN
        if tokens > self.settings.context_tokens:
            raise TooLong(
                f"Prompt and article take at least {tokens} tokens; the model's window is set to "
                f"{self.settings.context_tokens}.",
                hint="Send a shorter article, or a model with a larger window (WIREBRIEF_CONTEXT_TOKENS).",
            )


def messages_for(used: Prompt, document: Document, failed: Sequence[FailedItem] = ()) -> list[Message]:
    """What a prompt says about an article.

    The article stands between marks that hold its own hash, which no article can contain.
    """
    article = render_document(document)
    lines = used.front.draft == "DraftLines"

    def shown(item: FailedItem) -> str:
        facet = facet_of(item)
        return write_line(facet, item.item) if lines and facet in FACETS else compact(item.item)

    return used.render(
        {
            "article": article,
            "fence": hashlib.sha256(article.encode("utf-8", "replace")).hexdigest()[:12],
            "failed": [{"path": f.path, "item": shown(f), "problems": f.problems} for f in failed],
        }
    )


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
