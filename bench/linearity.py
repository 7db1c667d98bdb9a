"""Whether the time of each stage grows in step with the article: 1, 2, 4 and 8 times as long.

    python bench/linearity.py [--base 4000] [--steps 4] [--no-parser]

Three kinds of text, all made up: one paragraph again and again (the same few names said over and over), new
names and figures in every paragraph, and one paragraph without an end. The rules engine's draft is what is
grounded, so that references grow with the text; without a parser the references are written by hand instead.
Printed are processor milliseconds and, for the last doubling, how many times longer a stage took: 2 is
linear; of the rules each module that takes over 50 ms, under a profiler. Exits with 1 where a stage that
takes over 50 ms grew more than 2.6 times.
"""

import argparse
import cProfile
import gc
import pstats
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

from wirebrief.schemas.draft import ActorDraft, Draft, QuoteDraft, QuotedTextDraft
from wirebrief.service.engines.rules.engine import draft_parsed
from wirebrief.service.engines.rules.parse import parse
from wirebrief.service.grounding import assemble, failed_items, ground, verify
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.render import render_document
from wirebrief.service.reading.text import read_text

WORST, NOTICEABLE_MS = 2.6, 50.0
Made = TypeVar("Made")
_FIRST = "Aro Bel Cado Deni Ebo Fara Gil Hena Ivo Jola Kemi Lado Mina Nelo Ora Pavo".split()
_LAST = "Stell Brand Korda Vale Moss Tarn Quill Reeve Sorrel Thane Ulm Vance Wick Yarrow Zeller Hale".split()
_PARAGRAPH = (
    "Gunmen attacked a checkpoint near {place} on {day}, killing {n} soldiers, police said. “We will find "
    "them,” said Colonel {first} {last}, a spokesman for the northern command. {last} blamed the {group} "
    "Brigade for the attack. The {group} Brigade denied it, and {last} said that two trucks had burned. He "
    "called it “a cowardly act”.\n\n"
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def _paragraph(n: int) -> str:
    first, last = _FIRST[n % 16], _LAST[n // 16 % 16]
    suffix = "" if n < 256 else "abcdefghij"[n // 256 % 10] + "ens"[n // 2560 % 3]
    return _PARAGRAPH.format(
        place=f"{_LAST[n % 16]}{_FIRST[n // 16 % 16].lower()}{suffix}",
        day=_DAYS[n % 7],
        n=n % 40 + 2,
        first=first,
        last=last + suffix,
        group=_FIRST[n // 16 % 16] + _LAST[n % 16].lower() + suffix,
    )


def same(length: int) -> str:
    paragraph = _paragraph(0)
    return paragraph * (length // len(paragraph) + 1)


def new(length: int) -> str:
    return "".join(_paragraph(n) for n in range(length // len(_paragraph(0)) + 1))


def endless(length: int) -> str:
    return new(length).replace("\n\n", " ")


TEXTS: dict[str, Callable[[int], str]] = {
    "one paragraph again": same,
    "new names": new,
    "one long paragraph": endless,
}


def by_hand(document: Document) -> Draft:
    """Each pair of marks in turn a quote by somebody new or a term, each speaker an actor."""
    actors, quotes, terms = [], [], []
    for quotation in document.quotations:
        after = document.sentences_over(quotation.start, quotation.end)[0]
        words = document.text[after.start : after.end]
        if "Colonel " not in words:
            terms.append(QuotedTextDraft(quotation=quotation.id, kind="term"))
            continue
        name = f"{after.id}: {' '.join(words.split('Colonel ')[1].split(',')[0].split())}"
        actors.append(ActorDraft(name=name, kind="person", mentions=[name]))
        cue = f"{after.id}: said"
        quotes.append(
            QuoteDraft(quotation=quotation.id, kind="direct", speakers=[name], speaker_at=name, cue=cue)
        )
    return Draft(actors=actors, quotes=quotes, quoted_text=terms)


def stages(text: str, *, parser: bool) -> dict[str, float]:
    """Processor milliseconds of each stage of one article."""
    taken: dict[str, float] = {}

    def watch(stage: str, work: Callable[[], Made]) -> Made:
        gc.collect()
        start = time.thread_time()
        made = work()
        taken[stage] = (time.thread_time() - start) * 1e3
        return made

    document = watch("read", lambda: read_text(text))
    watch("render", lambda: render_document(document))
    if parser:
        parsed = watch("parse", lambda: parse(document))
        draft = watch("rules", lambda: draft_parsed(parsed))
        taken |= _by_module(lambda: draft_parsed(parsed))
    else:
        draft = by_hand(document)
    grounded = watch("ground", lambda: ground(document, draft))
    checked = watch("verify", lambda: verify(document, grounded, frozenset()))
    watch("find failed", lambda: failed_items(draft, checked))
    watch("assemble", lambda: assemble(document, checked, provenance=None))
    return taken


def _by_module(work: Callable[[], object]) -> dict[str, float]:
    """Milliseconds of each module of the rules, with those of the built-in functions that it calls."""
    profile = cProfile.Profile(time.thread_time)
    profile.runcall(work)
    taken: dict[str, float] = defaultdict(float)
    for (file, *_), (_, _, own, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]  # its stub lacks it
        if file == "~":
            for (caller, *_), (_, _, within, _) in callers.items():
                taken[caller] += within
        else:
            taken[file] += own
    return {
        file.partition("/engines/rules/")[2]: seconds * 1e3
        for file, seconds in taken.items()
        if "/engines/rules/" in file
    }


def measure(name: str, sizes: list[int], *, parser: bool) -> list[str]:
    """Print one kind of text; the stages that grew too fast."""
    table = [stages(TEXTS[name](size), parser=parser) for size in sizes]
    print(f"\n{name:<32}" + "".join(f"{f'{size:,}':>12}" for size in sizes) + f"{'growth':>9}")
    steep = []
    for stage in dict.fromkeys(stage for row in table for stage in row):
        times = [row.get(stage, 0.0) for row in table]
        growth = times[-1] / max(times[-2], 1e-3)
        if stage.endswith(".py") and times[-1] <= NOTICEABLE_MS:
            continue
        print(f"{stage:<32}" + "".join(f"{ms:>12.1f}" for ms in times) + f"{growth:>8.1f}x", flush=True)
        if growth > WORST and times[-1] > NOTICEABLE_MS:
            steep.append(f"{name}: {stage}")
    return steep


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--base", type=int, default=4000, help="characters of the shortest text")
    options.add_argument("--steps", type=int, default=4, help="how often it is doubled, and once more")
    options.add_argument("--no-parser", action="store_true")
    options.add_argument("--text", choices=TEXTS)
    chosen = options.parse_args()
    gc.freeze()
    sizes = [chosen.base * 2**n for n in range(chosen.steps)]
    stages(same(500), parser=not chosen.no_parser)
    steep = [
        stage
        for name in ([chosen.text] if chosen.text else TEXTS)
        for stage in measure(name, sizes, parser=not chosen.no_parser)
    ]
    print("\n" + (f"steeper than linear: {', '.join(steep)}" if steep else "every stage is linear"))
    return int(bool(steep))


if __name__ == "__main__":
    sys.exit(main())
