"""What a passage is about: how many words of each domain stand in a sentence, around it, in the article."""

from functools import lru_cache
from itertools import accumulate

from wirebrief.service.engines.rules.lexicon import read
from wirebrief.service.engines.rules.parse import Parsed


@lru_cache(maxsize=1)
def domains() -> dict[str, tuple[str, ...]]:
    """Lemma to the domains that it is a word of (`lexicons/domains.toml`)."""
    found: dict[str, list[str]] = {}
    for domain, words in read("domains").items():
        for word in words.split():
            if domain not in found.setdefault(word, []):
                found[word].append(domain)
    return {word: tuple(sorted(names)) for word, names in found.items()}


def _is_score(parsed: Parsed, token: int) -> bool:
    """The 3 of "3-1": a result."""
    text, whole = (
        parsed.text[token : token + 3],
        parsed.end[token : token + 2] == parsed.start[token + 1 : token + 3],
    )
    return (
        len(text) == 3
        and whole
        and text[1] in ("-", "–")
        and all(n.isdigit() and len(n) < 4 for n in text[::2])
    )


class Topics:
    """The counts of one article."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        known, content = domains(), ("NOUN", "PROPN", "VERB", "ADJ")
        self._of_token = [
            known.get(lemma, ()) or known.get(lower, ()) if pos in content else ()
            for lemma, lower, pos in zip(parsed.lemma, parsed.lower, parsed.pos, strict=True)
        ]
        for token in range(len(parsed)):
            if parsed.text[token].isdigit() and _is_score(parsed, token):
                self._of_token[token] = ("sport",)
        names = sorted({name for words in known.values() for name in words})
        self._before = {
            name: list(accumulate((name in words for words in self._of_token), initial=0)) for name in names
        }
        self._length = max(1, sum(pos in content for pos in parsed.pos))

    def of_token(self, token: int) -> tuple[str, ...]:
        """The domains of one word."""
        return self._of_token[token]

    def counts(self, first: int, end: int) -> dict[str, int]:
        """Domain to the number of its words from one token up to another."""
        counted = {name: sums[end] - sums[first] for name, sums in self._before.items()}
        return {name: n for name, n in counted.items() if n}

    def shares(self) -> dict[str, float]:
        """Domain to its share of the content words of the article."""
        return {name: sums[-1] / self._length for name, sums in self._before.items() if sums[-1]}
