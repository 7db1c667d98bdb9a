"""What an answer costs: at the caller's prices, or else at those of the genai-prices table.

The table comes with the package and is as old as its release; nothing is fetched. Where nobody knows the
price, the cost is None: never 0, never below.
"""

from dataclasses import dataclass

from wirebrief.schemas import Usage

PerMillion = tuple[float, float, float]
"""US dollars per million tokens: input, cached input, output."""

BATCH_SHARE = 0.5
"""What providers charge for a batch, of their usual price; the table has no prices of batches."""


@dataclass(frozen=True, slots=True)
class Prices:
    """The prices at one endpoint.

    Attributes:
        endpoint: its address: the same model costs differently elsewhere.
        given: what the caller says it costs, whatever the model.
    """

    endpoint: str
    given: PerMillion | None = None

    def cost(self, usage: Usage, models: tuple[str, ...], *, batch: bool = False) -> float | None:
        """US dollars for so many tokens, or None.

        Args:
            models: names of the model, the likeliest first.
        """
        share = BATCH_SHARE if batch else 1.0
        if self.given is not None:
            return _at(self.given, usage) * share
        listed = (self._listed(usage, model) for model in models)
        return next((cost * share for cost in listed if cost is not None), None)

    def _listed(self, usage: Usage, model: str) -> float | None:
        import genai_prices  # 0.15 s, for those alone who pay

        tokens = genai_prices.Usage(
            input_tokens=usage.input_tokens,
            cache_read_tokens=min(usage.cached_tokens, usage.input_tokens),
            output_tokens=usage.output_tokens,
        )
        try:
            found = genai_prices.calc_price(tokens, model_ref=model, provider_api_url=self.endpoint)
        except (LookupError, ValueError):  # no such provider, model or price
            return None
        cost = float(found.total_price)
        return cost if cost >= 0 else None


def _at(prices: PerMillion, usage: Usage) -> float:
    cached = min(usage.cached_tokens, usage.input_tokens)
    tokens = (usage.input_tokens - cached, cached, usage.output_tokens)
    return sum(n * price for n, price in zip(tokens, prices, strict=True)) / 1_000_000
