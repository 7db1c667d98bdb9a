"""Whether as much is found at the end of a long text as at its start.

    python bench/long_articles.py [--words 50000]

The seed and other gold articles stand at the start, in the middle and at the end of a text of so many words,
each of them once at each place. A scripted server answers from their labels for whatever sentences it is
shown (`tests/support/gold_model.py`): what is measured is not a model but windows, joining and checks. Exits
with 1 where a label of one place is found less often than the same label of another.
"""

import argparse
import asyncio
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from gold_model import GoldModel, recall
from upstream import ScriptedUpstream

from wirebrief.evals.gold_store import default_gold, load_gold
from wirebrief.service.engines.llm.engine import LLMEngine
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.pipeline import summarize_document

NAMES = ("seed", "pipeline-claims", "patrol-boat-claims")
PLACES = ("start", "middle", "end")


async def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--words", type=int, default=50_000)
    args = parser.parse_args()
    gold = {article.name: article for article in load_gold(default_gold())}
    found: Counter[tuple[str, str]] = Counter()
    there: Counter[tuple[str, str]] = Counter()
    for turn in range(len(NAMES)):
        order = (*NAMES[turn:], *NAMES[:turn])
        model = GoldModel([gold[name] for name in order], args.words)
        with ScriptedUpstream() as upstream:
            upstream.always(model)
            engine = LLMEngine(LLMSettings(model="scripted", base_url=upstream.url))
            started = time.perf_counter()
            summary = await summarize_document(model.document, engine)
            seconds = time.perf_counter() - started
            await engine.aclose()
            calls = len(upstream.requests)
            print(f"{len(model.text.split())} words, {calls} calls, {seconds:.1f} s, {summary.status}")
        for place, one in zip(PLACES, model.placed, strict=True):
            for kind, (had, all_of_them) in recall(summary, one.gold).items():
                found[kind, place] += had
                there[kind, place] += all_of_them
    print(f"| | {' | '.join(PLACES)} |\n| --- | --- | --- | --- |")
    for kind in ("quotes", "attributions", "incidents"):
        cells = (f"{found[kind, place]} of {there[kind, place]}" for place in PLACES)
        print(f"| {kind} | {' | '.join(cells)} |")
    uneven = {kind for kind, _ in found if len({found[kind, place] for place in PLACES}) > 1}
    return int(bool(uneven))


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main()))
