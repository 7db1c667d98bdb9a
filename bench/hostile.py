"""What hostile texts cost the rules engine, beside news of the same length.

    python bench/hostile.py [--length 24000] [--limit 60] [--only NAME] [--articles FOLDER]

Each text is summarised in a process of its own, forked after the parser was loaded: so the peak of memory is
its own, and a text that never ends can be stopped. Printed are processor seconds and the memory on top of
what one short sentence takes, each with how many times that of news it is. A text that is refused with an
error of ours costs what it took to refuse it. Exits with 1 where a text costs over twice what news costs, or
meets a fault of ours.
"""

import argparse
import asyncio
import os
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from wirebrief.service.engines.rules.engine import RulesEngine
from wirebrief.service.errors import WirebriefError
from wirebrief.service.function import Source, read
from wirebrief.service.pipeline import summarize_document

MOST_TIMES = 2.0
ROOT = Path(__file__).parent.parent
_PAGE = (
    "<html><head><title>Ferry is late in Velm</title></head>"
    "<body><article><h1>Ferry is late</h1>{}</article></body></html>"
)
_PROSE = (
    "<p>The ferry to Velm was late on Monday because of fog, and two hundred people waited on the pier, the "
    "port said.</p>"
)

REPEATED = {
    "double marks": '"',
    "opening marks": "“",
    "nested marks": "“‘",
    "marks and brackets": '("',
    "apostrophes": "'",
    "single marks with a letter": "‘a ",
    "references": "&amp;",
    "ampersands": "&",
    "a comma": "a, ",
    "commas": ",",
    "stops": ".",
    "stop and space": ". ",
    "question marks": "? ",
    "initials": "A. ",
    "letters and stops": "a.",
    "one letter": "a",
    "letters apart": "a ",
    "hyphens": "-",
    "hyphenated": "a-",
    "slashes": "a/",
    "underscores": "_",
    "brackets": "(",
    "square brackets": "[",
    "aside in brackets": "Aa [Bb c] ",
    "digits": "1",
    "figures": "1,",
    "figures apart": "1 ",
    "short quotations": '"a," he said. ',
    "short quotations in one paragraph": "'It is,' said Ann Bell, ",
    "an address": "http://a.b/",
    "addresses": "a@b.c ",
    "hidden characters": "\u200b",
    "accents": "a\u0301",
    "accents on one letter": "\u0301",
    "lost characters": "\ufffd",
    "emoji": "\U0001f680",
    "Chinese": "\u5317",
    "line ends": "a\n",
    "blank lines": "\n\n",
    "bullets": "- a\n",
    "noun of noun": "attack of the ",
    "of the": "of the ",
    "and": "and ",
    "names": "Ann Bell ",
    "names with commas": "Ann Bell, ",
    "names and": "Ann Bell and ",
    "he said": "he said ",
    "said that": "police said that ",
    "killed": "killed ",
    "killed by": "killed by ",
    "bombing": "bombing, ",
    "numbers killed": "killed 5 and ",
    "who killed": "the man who killed ",
    "blamed for": "blamed Ann for ",
    "denied that": "he denied that ",
    "days": "Monday ",
    "dates": "1 May ",
    "years": "1999 ",
    "long ago": "two years before ",
    "places": "in Paris ",
    "capitals": "POLICE SAID ",
    "capitals and stops": "U.S.",
    "questions": "Q: a\nA: b\n",
    "stamps": "17.04 Police said a bus burned.\n",
    "speakers": "Ann: We go.\n",
}


def news(length: int, articles: list[str]) -> str:
    """Articles laid end to end."""
    text = "\n\n".join(articles)
    return (text * (length // len(text) + 1))[:length]


def texts(length: int, articles: list[str]) -> dict[str, Callable[[], Source]]:
    """What is summarised, by name; news first."""
    prose = news(length, articles)
    endless = "".join(c for c in prose.replace("\n", " ") if c not in ".!?;:\u201c\u201d\"'\u2018\u2019")
    sentence = "Police in Velm said that " + endless
    found: dict[str, Callable[[], Source]] = {
        "news": lambda: Source(text=prose),
        "one endless sentence": lambda: Source(text=sentence),
        "one endless quotation": lambda: Source(text=f"“{prose.translate(_NO_MARKS)}”"),
        "one endless paragraph": lambda: Source(text=prose.replace("\n", " ")),
        "news in capitals": lambda: Source(text=prose.upper()),
    }
    for name, words in REPEATED.items():
        found[name] = partial(_repetition, words, length)
    page = {
        "news as a page": "".join(f"<p>{line}</p>" for line in prose.split("\n\n")),
        "attributes": f"<p {_many('a{}=1 ', length)}>{_PROSE}",
        "elements in each other": "<div>" * (length // 5) + _PROSE,
        "open tags": "<p" * (length // 2) + _PROSE,
        "comments": "<!--" * (length // 4) + _PROSE,
        "inline elements": "<b>a</b>" * (length // 8) + _PROSE,
        "linked data in itself": f'<script type="application/ld+json">{"[" * length}</script>{_PROSE}',
        "many links": '<a href="/a">a bus</a> ' * (length // 23) + _PROSE,
    }
    for name, body in page.items():
        found[f"page: {name}"] = partial(_page, body)
    return found


def _repetition(words: str, length: int) -> Source:
    return Source(text=_repeated(words, length))


def _page(body: str) -> Source:
    return Source(html=_PAGE.format(body + _PROSE * 3))


_NO_MARKS = str.maketrans("", "", '\u201c\u201d"')


def _repeated(words: str, length: int) -> str:
    return "The police of the town said on Monday that it rained. " + words * (length // len(words))


def _many(pattern: str, length: int) -> str:
    parts, size, n = [], 0, 0
    while size < length:
        parts.append(pattern.format(n))
        size += len(parts[-1])
        n += 1
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: processor seconds, and MiB at the peak."""

    seconds: float
    mebibytes: float
    outcome: str
    """`ok`, the code of our error, or the name of the fault."""

    @property
    def is_fault(self) -> bool:
        return self.outcome[:1].isupper()


def cost(make: Callable[[], Source], limit: int) -> Cost:
    """What one text costs, in a process of its own that has `limit` seconds of processor time."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        os.write(writing, _outcome(make).encode("utf-8"))
        os._exit(0)
    os.close(writing)
    _, status, used = os.wait4(child, 0)
    with os.fdopen(reading, encoding="utf-8") as said:
        outcome = said.read() or f"Stopped by signal {status & 127}"
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, outcome)


def _outcome(make: Callable[[], Source]) -> str:
    try:
        asyncio.run(summarize_document(read(make()), RulesEngine()))
    except WirebriefError as refused:
        return refused.code
    except Exception as fault:  # noqa: BLE001 - a fault of ours is what is looked for
        return type(fault).__name__
    return "ok"


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--length", type=int, default=24_000, help="characters of each text")
    options.add_argument("--limit", type=int, default=60, help="processor seconds after which one is stopped")
    options.add_argument("--only", default="", help="names that contain this")
    options.add_argument("--articles", type=Path, default=ROOT / "evals/gold", help="where news is")
    chosen = options.parse_args()
    articles = [path.read_bytes().decode("utf-8") for path in sorted(chosen.articles.glob("*/article.txt"))]
    every = texts(chosen.length, articles)
    short = Source(text="Rain fell in Velm on Monday.")
    _outcome(lambda: short)
    _outcome(partial(_page, ""))
    idle = cost(lambda: short, chosen.limit).mebibytes
    usual = cost(every["news"], chosen.limit)
    print(f"{'':<34}{'seconds':>9}{'times':>8}{'MiB':>9}{'times':>8}", flush=True)
    dear = []
    for name, make in every.items():
        if chosen.only not in name:
            continue
        one = cost(make, chosen.limit)
        slow, large = one.seconds / usual.seconds, (one.mebibytes - idle) / (usual.mebibytes - idle)
        print(
            f"{name:<34}{one.seconds:>9.2f}{slow:>7.1f}x{one.mebibytes - idle:>9.1f}{large:>7.1f}x"
            f"  {one.outcome}",
            flush=True,
        )
        if max(slow, large) > MOST_TIMES or one.is_fault:
            dear.append(name)
    print("\n" + (f"over {MOST_TIMES:g} times of news: {', '.join(dear)}" if dear else "all within the bar"))
    return int(bool(dear))


if __name__ == "__main__":
    sys.exit(main())
