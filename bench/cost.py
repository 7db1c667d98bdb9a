"""What an article costs with a model: tokens of recorded answers, at the prices of genai-prices.

    python bench/cost.py [RECORDINGS] [MODEL ...]     by default evals/recordings/claude-lines

Means over the gold articles, all calls of an article together, repairs too. The recordings count a token for
every four characters; a model's own tokenizer counts otherwise. Without a provider's cache and its batch API.
"""

import json
import sys
from pathlib import Path

import genai_prices

EVALS = Path(__file__).parents[1] / "evals"
RECORDINGS = EVALS / "recordings" / "claude-lines"
LONG = 700
"""Words from which on an article is a long one."""
MODELS = ["gpt-5-nano", "gpt-5-mini", "gemini-2.5-flash", "claude-haiku-4-5", "gpt-5", "claude-sonnet-4-5"]


def used(recording: Path) -> tuple[int, int]:
    """Tokens in and out of all calls about an article."""
    usages = [
        json.loads(answer["response"])["usage"]
        for answer in json.loads(recording.read_text("utf-8"))["answers"]
        if answer["status"] < 300
    ]
    return sum(u["prompt_tokens"] for u in usages), sum(u["completion_tokens"] for u in usages)


def words(article: str) -> int:
    return len((EVALS / "gold" / article / "article.txt").read_text("utf-8").split())


def main(folder: Path, models: list[str]) -> None:
    found = {path.name.split(".")[0]: used(path) for path in sorted(folder.glob("*.json"))}
    print("words of an article   tokens in   out   US dollars for a thousand articles")
    print(f"{'':35}" + "".join(f"{model:>19}" for model in models))
    lengths = {name: words(name) for name in found}
    groups = {
        f"under {LONG}": [name for name in found if lengths[name] < LONG],
        f"from {LONG} on": [name for name in found if lengths[name] >= LONG],
        "all": list(found),
    }
    for called, names in groups.items():
        tokens_in, tokens_out = (round(sum(found[name][n] for name in names) / len(names)) for n in (0, 1))
        usage = genai_prices.Usage(input_tokens=tokens_in, output_tokens=tokens_out)
        prices = [float(genai_prices.calc_price(usage, model_ref=model).total_price) for model in models]
        row = "".join(f"{1000 * price:19.2f}" for price in prices)
        print(f"{called:12} ({len(names):2})  {tokens_in:11,} {tokens_out:7,}{row}")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(Path(given[0]) if given else RECORDINGS, given[1:] or MODELS)
