"""Stems are the same whoever asks at the same time."""

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import product

from wirebrief.service.languages.stems import stem

WORDS = [
    "".join(parts)
    for parts in product(
        ("Haus", "Straße", "Verband", "Zoll"), ("es", "en", "er", "ern", "lichkeiten"), ("", "s", "n")
    )
]


def test_threads_get_the_stems_that_one_thread_gets() -> None:
    alone = [stem.__wrapped__(word, "de") for word in WORDS]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            together = list(threads.map(lambda word: stem.__wrapped__(word, "de"), WORDS * 20))
    finally:
        sys.setswitchinterval(interval)
    assert together == alone * 20
