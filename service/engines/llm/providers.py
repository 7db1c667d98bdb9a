"""Providers by name, and how an endpoint of each is addressed.

A preset only says what a provider's users would otherwise have to look up; every setting wins over it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit, urlunsplit

_AZURE_HOSTS = (".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com")
_AZURE_VERSION = "2024-10-21"
"""The last dated version that is generally available; addresses that end in `/openai/v1` need none."""
_ENDS = ("/chat/completions", "/completions", "/chat")


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider's address and habits.

    Attributes:
        base_url: None where each user has another.
        key: the variable that its users keep their key in; "" where there is none.
        url: the variable that they keep their address in, where each has another.
        settings: defaults of `LLMSettings` that differ.
    """

    base_url: str | None = None
    key: str = ""
    url: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)


_OLD_LIMIT = {"output_limit": "max_tokens"}

PROVIDERS: Mapping[str, Provider] = {
    "openai": Provider(None, "OPENAI_API_KEY", "OPENAI_BASE_URL"),
    "azure": Provider(None, "AZURE_OPENAI_API_KEY", "AZURE_OPENAI_ENDPOINT"),
    "openrouter": Provider("https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"),
    "groq": Provider("https://api.groq.com/openai/v1", "GROQ_API_KEY"),
    "mistral": Provider("https://api.mistral.ai/v1", "MISTRAL_API_KEY", settings=_OLD_LIMIT),
    "gemini": Provider("https://generativelanguage.googleapis.com/v1beta/openai", "GEMINI_API_KEY"),
    "deepseek": Provider(
        "https://api.deepseek.com", "DEEPSEEK_API_KEY", settings={"mode": "tools", **_OLD_LIMIT}
    ),
    "together": Provider("https://api.together.xyz/v1", "TOGETHER_API_KEY", settings=_OLD_LIMIT),
    "vllm": Provider("http://localhost:8000/v1"),
    "llamacpp": Provider("http://localhost:8080/v1"),
    "lmstudio": Provider("http://localhost:1234/v1"),
    "ollama": Provider("http://localhost:11434/v1", settings=_OLD_LIMIT),
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where requests go.

    Attributes:
        base_url: without a query; `/chat/completions` is added to it.
        query: parameters of every request.
        key_header: the header that carries the key in place of `Authorization`, or None.
    """

    base_url: str
    query: Mapping[str, str]
    key_header: str | None = None

    @classmethod
    def of(cls, base_url: str, model: str, api_version: str | None = None) -> "Endpoint":
        """Take an address apart as it was copied from wherever, with a query or the whole path.

        Azure takes its key in a header of its own, and serves a model under the name of its deployment: an
        address of Azure without a path is completed with the model's name.
        """
        parts = urlsplit(base_url.strip())
        query = dict(parse_qsl(parts.query))
        if api_version:
            query["api-version"] = api_version
        path = parts.path.rstrip("/")
        for end in _ENDS:
            path = path.removesuffix(end)
        azure = (parts.hostname or "").endswith(_AZURE_HOSTS) or "api-version" in query
        if azure and path in ("", "/openai"):
            path = f"/openai/deployments/{model}"
        if azure and "/deployments/" in path:
            query.setdefault("api-version", _AZURE_VERSION)
        return cls(
            urlunsplit((parts.scheme, parts.netloc, path, "", "")), query, "api-key" if azure else None
        )
