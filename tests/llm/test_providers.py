"""Providers by name, addresses as they are copied, proxies, certificates and connections."""

import asyncio
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from upstream import ScriptedUpstream, answer

from wirebrief.service.engines.llm import client
from wirebrief.service.engines.llm.engine import LLMEngine
from wirebrief.service.engines.llm.providers import PROVIDERS, Endpoint
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.errors import ConfigurationError
from wirebrief.service.reading.document import Document

Make = Callable[..., LLMEngine]
DOCUMENTED = Path(__file__).parents[2] / "docs" / "llm.md"


class TestPresets:
    """A provider's name stands for its address, its key's variable and its habits."""

    @pytest.mark.parametrize("name", [name for name, given in PROVIDERS.items() if given.base_url])
    def test_a_name_is_enough(self, name: str) -> None:
        preset = PROVIDERS[name]
        environ = {"WIREBRIEF_PROVIDER": name, "OPENAI_API_KEY": "another"}
        if preset.key:
            environ[preset.key] = "secret"
        settings = LLMSettings.load(environ, model="m")
        assert settings.base_url == preset.base_url
        assert settings.api_key == ("secret" if preset.key else None)
        for setting, value in preset.settings.items():
            assert getattr(settings, setting) == value

    def test_a_setting_wins_over_the_preset(self) -> None:
        environ = {"DEEPSEEK_API_KEY": "k", "WIREBRIEF_MODE": "json"}
        settings = LLMSettings.load(
            environ, model="m", provider="deepseek", output_limit="max_completion_tokens"
        )
        assert (settings.mode, settings.output_limit) == ("json", "max_completion_tokens")

    def test_a_key_goes_to_its_own_provider_alone(self) -> None:
        """Not to an address that was named for Wirebrief."""
        environ = {"GROQ_API_KEY": "k", "WIREBRIEF_BASE_URL": "http://elsewhere.example/v1"}
        with pytest.raises(ConfigurationError, match="no key for groq"):
            LLMSettings.load(environ, model="m", provider="groq")

    def test_a_key_that_is_missing_is_named(self) -> None:
        with pytest.raises(ConfigurationError) as caught:
            LLMSettings.load({}, model="m", provider="mistral")
        assert "MISTRAL_API_KEY" in caught.value.hint

    def test_an_address_that_is_missing_is_named(self) -> None:
        with pytest.raises(ConfigurationError) as caught:
            LLMSettings.load({"AZURE_OPENAI_API_KEY": "k"}, model="m", provider="azure")
        assert "AZURE_OPENAI_ENDPOINT" in caught.value.hint

    def test_an_unknown_one_is_refused(self) -> None:
        with pytest.raises(ConfigurationError) as caught:
            LLMSettings.load({}, model="m", provider="nobody")
        assert "openrouter" in caught.value.hint

    @pytest.mark.parametrize("name", PROVIDERS)
    def test_each_is_documented(self, name: str) -> None:
        preset = PROVIDERS[name]
        row = next(line for line in DOCUMENTED.read_text().splitlines() if line.startswith(f"| `{name}` |"))
        for fact in (preset.base_url, preset.key, preset.url, *preset.settings.values()):
            assert not fact or fact in row


class TestAddresses:
    """An address is understood as it is copied from a console or an example."""

    @pytest.mark.parametrize(
        ("given", "base", "query"),
        [
            ("https://api.example.com/v1", "https://api.example.com/v1", {}),
            ("https://api.example.com/v1/", "https://api.example.com/v1", {}),
            ("https://api.example.com/v1/chat/completions", "https://api.example.com/v1", {}),
            ("https://h.example/v1?tenant=a&x=1", "https://h.example/v1", {"tenant": "a", "x": "1"}),
            (
                "https://r.openai.azure.com",
                "https://r.openai.azure.com/openai/deployments/m",
                {"api-version": "2024-10-21"},
            ),
            (
                "https://r.openai.azure.com/openai/deployments/d/chat/completions?api-version=2025-01-01",
                "https://r.openai.azure.com/openai/deployments/d",
                {"api-version": "2025-01-01"},
            ),
            ("https://r.openai.azure.com/openai/v1/", "https://r.openai.azure.com/openai/v1", {}),
        ],
    )
    def test_an_address_is_taken_apart(self, given: str, base: str, query: dict[str, str]) -> None:
        endpoint = Endpoint.of(given, "m")
        assert (endpoint.base_url, endpoint.query) == (base, query)
        assert (endpoint.key_header == "api-key") is ("azure" in given)

    async def test_azure_is_asked_as_azure_wants_it(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
    ) -> None:
        """The version is a parameter and not a part of the path; the key has a header of its own."""
        upstream.script(answer(draft))
        address = upstream.url.replace("/v1", "/openai/deployments/d?api-version=2024-10-21")
        await engine(base_url=address, api_key="secret").draft(document)
        assert upstream.paths == ["/openai/deployments/d/chat/completions?api-version=2024-10-21"]
        assert upstream.headers[0]["api-key"] == "secret"
        assert "authorization" not in upstream.headers[0]

    async def test_the_version_may_be_a_setting(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
    ) -> None:
        """And the model's name is that of its deployment."""
        upstream.script(answer(draft))
        made = engine(
            base_url=upstream.url.removesuffix("/v1"), api_version="2025-01-01", api_key="k", model="d"
        )
        await made.draft(document)
        assert upstream.paths == ["/openai/deployments/d/chat/completions?api-version=2025-01-01"]


class TestEnvironment:
    """Proxies and certificates of the environment that will not do."""

    @pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1080", "gopher://127.0.0.1:70"])
    async def test_a_proxy_that_cannot_be_used_is_named(
        self, engine: Make, document: Document, monkeypatch: pytest.MonkeyPatch, proxy: str
    ) -> None:
        monkeypatch.setenv("ALL_PROXY", proxy)
        with pytest.raises(ConfigurationError) as caught:
            await engine().draft(document)
        assert "ALL_PROXY" in caught.value.hint

    @pytest.mark.parametrize("content", [None, "no certificate"])
    async def test_certificates_that_cannot_be_used_are_named(
        self,
        engine: Make,
        document: Document,
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
        content: str | None,
    ) -> None:
        file = tmp_path / "certificates.pem"
        if content is not None:
            file.write_text(content)
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        client._tls.cache_clear()
        with pytest.raises(ConfigurationError) as caught:
            await engine().draft(document)
        assert "SSL_CERT_FILE" in caught.value.hint
        client._tls.cache_clear()


class TestConnections:
    """One engine for many event loops and threads: each loop's connections end with it."""

    @staticmethod
    def _left_open(upstream: ScriptedUpstream) -> int:
        """Connections after the server had time to see clients go, without its own time-out for idle ones."""
        until = time.monotonic() + 0.3
        while upstream.connections and time.monotonic() < until:
            time.sleep(0.01)
        return upstream.connections

    def test_many_runs_leave_nothing_open(
        self, upstream: ScriptedUpstream, document: Document, draft: dict[str, Any]
    ) -> None:
        upstream.always(answer(draft))
        engine = LLMEngine(LLMSettings.load({}, model="m", base_url=upstream.url))
        for _ in range(20):
            asyncio.run(engine.draft(document))
        assert self._left_open(upstream) == 0

    def test_many_threads_leave_nothing_open(
        self, upstream: ScriptedUpstream, document: Document, draft: dict[str, Any]
    ) -> None:
        upstream.always(answer(draft))
        engine = LLMEngine(LLMSettings.load({}, model="m", base_url=upstream.url))
        made: list[str] = []

        async def twice() -> None:
            both = await asyncio.gather(engine.draft(document), engine.draft(document))
            made.extend(drafted.draft.headline for drafted in both)

        threads = [threading.Thread(target=lambda: asyncio.run(twice())) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert made == [draft["headline"]] * 16
        assert self._left_open(upstream) == 0

    async def test_one_loop_keeps_its_connection(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
    ) -> None:
        upstream.always(answer(draft))
        made = engine()
        for _ in range(5):
            await made.draft(document)
        assert upstream.connections == 1

    async def test_closing_closes_and_the_next_question_opens_again(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
    ) -> None:
        upstream.always(answer(draft))
        made = engine()
        await made.draft(document)
        await made.aclose()
        assert await asyncio.to_thread(self._left_open, upstream) == 0
        assert (await made.draft(document)).attempts == 1
