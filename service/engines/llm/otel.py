"""Spans and metrics of calls by OpenTelemetry's conventions for generative AI.

https://opentelemetry.io/docs/specs/semconv/gen-ai/. No content is recorded.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from wirebrief.service.tracing import SCOPE, in_use

if TYPE_CHECKING:
    from wirebrief.service.engines.llm.telling import Call

_PROVIDERS = {
    "api.openai.com": "openai",
    "api.groq.com": "groq",
    "api.mistral.ai": "mistral_ai",
    "api.deepseek.com": "deepseek",
    "generativelanguage.googleapis.com": "gcp.gemini",
}
_AZURE = ("openai.azure.com", "cognitiveservices.azure.com", "services.ai.azure.com")


class Telling:
    """Tells OpenTelemetry of calls, where it is in use."""

    def __init__(self) -> None:
        self._instruments: tuple[Any, Any] | None = None

    def called(self, call: "Call") -> None:
        """A span and the metrics of a call; of an answer out of the journal neither: nobody was called."""
        if call.source != "server" or not in_use():
            return
        attributes = _attributes(call)
        self._span(call, attributes)
        self._measure(call, attributes)

    def _span(self, call: "Call", attributes: Mapping[str, Any]) -> None:
        from opentelemetry import trace

        began = round(call.began * 1e9)
        span = trace.get_tracer(SCOPE).start_span(
            f"chat {call.model}",
            kind=trace.SpanKind.CLIENT,
            attributes={**attributes, **_counts(call)},
            start_time=began,
        )
        if call.error:
            span.set_status(trace.StatusCode.ERROR, call.error)
        span.end(began + round(call.seconds * 1e9))

    def _measure(self, call: "Call", attributes: Mapping[str, Any]) -> None:
        if self._instruments is None:
            from opentelemetry import metrics

            meter = metrics.get_meter(SCOPE)
            self._instruments = (
                meter.create_histogram("gen_ai.client.operation.duration", "s"),
                meter.create_histogram("gen_ai.client.token.usage", "{token}"),
            )
        duration, tokens = self._instruments
        duration.record(call.seconds, attributes)
        if call.usage is not None:
            for kind, count in (("input", call.usage.input_tokens), ("output", call.usage.output_tokens)):
                tokens.record(count, {**attributes, "gen_ai.token.type": kind})


def _attributes(call: "Call") -> dict[str, Any]:
    host, _, port = call.server.rpartition(":")
    made: dict[str, Any] = {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": _provider(host),
        "gen_ai.request.model": call.model,
        "server.address": host,
        "server.port": int(port),
    }
    if call.answered_by:
        made["gen_ai.response.model"] = call.answered_by
    if call.error:
        made["error.type"] = call.error
    return made


def _counts(call: "Call") -> dict[str, Any]:
    """What belongs into a span, but has too many values for a metric."""
    made: dict[str, Any] = {"wirebrief.article.id": call.article, "wirebrief.attempt": call.attempt}
    if call.status is not None:
        made["http.response.status_code"] = call.status
    if call.usage is not None:
        made["gen_ai.usage.input_tokens"] = call.usage.input_tokens
        made["gen_ai.usage.output_tokens"] = call.usage.output_tokens
        made["gen_ai.usage.cache_read.input_tokens"] = call.usage.cached_tokens
        made["gen_ai.usage.reasoning.output_tokens"] = call.usage.reasoning_tokens
    if call.cost_usd is not None:
        made["wirebrief.cost_usd"] = call.cost_usd
    return made


def _provider(host: str) -> str:
    if host.endswith(_AZURE):
        return "azure.ai.openai"
    return _PROVIDERS.get(host, host)
