"""Wire copy in capitals, given back its case, one character for one so that every offset holds.

Upper-case wires and transcripts leave a reader (and a parser trained on mixed case) to see which words are
names. What is not a common English word is taken for a name; common words become part of one in the patterns
of names: a title before a name, the words of an organisation's name, the particles of Spanish, French and
Arabic names.

`common_words.txt` holds base forms: single words of the WordNet index (WordNet licence) that Webster's Second
(public domain) spells with a small letter, without those that the suffix rules below give back.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SUFFIXES = (
    ("'s", ("",)), ("s", ("",)), ("es", ("",)), ("ies", ("y",)), ("ed", ("", "e")), ("ied", ("y",)),
    ("ing", ("", "e")), ("ly", ("", "le")), ("ily", ("y",)), ("er", ("", "e")), ("or", ("e", "")),
    ("est", ("", "e")), ("ness", ("", "y")), ("able", ("", "e")), ("less", ("",)), ("ful", ("",)),
    ("ism", ("", "e", "y")), ("ist", ("", "y")), ("ity", ("", "e")), ("ation", ("e", "")), ("like", ("",)),
    ("men", ("man",)), ("ves", ("fe", "f")),
)  # fmt: skip
_PREFIXES = ("un", "non", "re", "over", "under", "out", "counter", "anti", "para", "semi", "ex", "pre")

_CAPITAL = frozenset(
    "i monday tuesday wednesday thursday friday saturday sunday january february april june july august "
    "september "
    "october november december christmas easter god congress parliament islam muslim christian catholic "
    "jesuit "
    "english french german spanish dutch british american african asian european arab latin u.s uk eu un "
    "nato aires el la "
    "los las san santa santo sao saint st mount fort".split()
)
_BEFORE_NAMES = frozenset(
    "costa rio puerto villa ciudad nueva nuevo monte buenos cerro colonia avenida barrio banco casa port "
    "new north "
    "south east west upper lower saudi great sri lake radio hotel plaza".split()
)
"""Common words that begin a name when a name follows: "Costa Rica", "New Zealand", "Radio Horizonte"."""
_TITLES = frozenset(
    "president general colonel major captain lieutenant sergeant corporal admiral commander bishop "
    "archbishop father "
    "monsignor cardinal pope senator deputy congressman minister secretary judge justice mayor governor "
    "ambassador "
    "professor doctor engineer attorney king queen prince princess sheikh mullah imam ayatollah sir lord "
    "lady mr mrs "
    "ms dr comrade councilman gen col maj capt lt sgt sen gov rep rev msgr prof inspector superintendent "
    "chancellor premier".split()
)
_PARTICLES = frozenset("de del y da do dos das du des von van bin ibn al ul".split())
_ORGANISATION_HEADS = frozenset(
    "front army party movement ministry assembly alliance league union federation confederation committee "
    "council "
    "commission court bank university institute association organization brigade battalion command corps "
    "force "
    "forces guard police cartel path police agency department bureau office house palace senate congress "
    "republic states nations kingdom".split()
)
_ORGANISATION_WORDS = frozenset(
    "national popular people's peoples revolutionary liberation democratic republican socialist communist "
    "christian "
    "social patriotic central supreme united international armed military civil air liberal conservative "
    "workers "
    "labor labour human rights red shining islamic constitutional legislative presidential federal royal "
    "treasury "
    "foreign defense defence interior justice finance health education world european organization state "
    "security "
    "general first second third fourth fifth white resistance nationalist".split()
)
_IRREGULAR = frozenset(
    "amid amidst began blond feet heard held hidden hurt knelt lent met paid passerby passersby shot "
    "shootout spoken telecommunications torn "
    "versus whomever".split()
)
"""Words that neither the list of base forms nor its suffixes give."""
_MONTH_ABBREVIATIONS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())


def is_upper_case(text: str) -> bool:
    """Whether an article is set in capitals throughout (60 letters or more, nine in ten of them capitals)."""
    if sum(map(text.count, "etaoin")) > 0.1 * len(text):  # so many small letters are too many: nearly always
        return False
    letters = [c for c in text if c.isalpha() and c.lower() != c.upper()]
    return len(letters) >= 60 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def truecase(text: str) -> str:
    """The same text in mixed case; `len(truecase(text)) == len(text)` for every text."""
    tokens = list(_TOKEN.finditer(text))
    acronyms = _acronyms(text)
    words = [m.group().lower() for m in tokens]
    cased = [_alone(m.group(), acronyms) for m in tokens]
    joined = [a.end() + 1 == b.start() for a, b in pairwise(tokens)] + [False]
    for n in range(len(tokens)):
        if cased[n] == words[n] and (
            _opens_sentence(text, tokens[n].start())
            or _in_name(n, words, cased)
            or _of_person(n, words, cased, joined)
        ):
            cased[n] = _capitalised(tokens[n].group())
    _join_particles(text, tokens, cased)
    out = list(text)
    for match, word in zip(tokens, cased, strict=True):
        if len(word) == len(match.group()):  # a few letters change length with their case
            out[match.start() : match.end()] = word
    return "".join(out)


def _alone(word: str, acronyms: frozenset[str]) -> str:
    """How a word is written wherever it stands: small, with a capital, or in capitals."""
    low = word.lower()
    if word in acronyms or (any(c.isdigit() for c in word) and len(word) < 5) or _reads_as_letters(low):
        return word
    if low in _CAPITAL or low in _MONTH_ABBREVIATIONS or low in _person_names()["given"]:
        return _capitalised(word)
    if low not in _PARTICLES and not is_common(low):
        return _capitalised(word)
    return low


def _capitalised(word: str) -> str:
    low = word[:1] + word[1:].lower()
    return re.sub(r"^([ODL]['’])([^\W\d_])(?=[^\W\d_]{2})", lambda m: m[1] + m[2].upper(), low)


def _acronyms(text: str) -> frozenset[str]:
    """Words that the text itself introduces in brackets after a name: "… FRONT [PLF]"."""
    found = re.findall(r"[\[(]([A-Z][A-Z\d-]{1,7})[\])]", text)
    return frozenset(word for word in found if not is_common(word.lower()))


def _reads_as_letters(low: str) -> bool:
    """Whether a word cannot be spoken as one: no vowel, or two or three letters that are no syllable."""
    letters = low.removesuffix("'s")
    if is_common(letters) or not letters.isalpha() or letters in _TITLES | _MONTH_ABBREVIATIONS | _CAPITAL:
        return False
    if not re.search("[aeiouy]", letters):
        return len(letters) > 1
    return len(letters) <= 4 and bool(
        re.fullmatch(r"[aeiou][^aeiouy]{2,3}|[^aeiouy]{3}[aeiou]|[aeiou]{3}", letters)
    )


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 40) : start]
    if not before.strip() or re.search(r"\n\s*\W*$", before):
        return True
    return bool(re.search(r"(?<![A-Z]\.[A-Z])(?<! [A-Z])[.!?][\"'”’)\]]*\s+[\"'“‘(\[]*$|-- *$", before))


def _in_name(n: int, words: list[str], cased: list[str]) -> bool:
    """Whether a common word belongs to a name by what stands next to it."""
    word = words[n].removesuffix("'s")
    following = words[n + 1] if n + 1 < len(words) else ""
    if word in _BEFORE_NAMES:
        return bool(following) and cased[n + 1][:1].isupper() and not is_common(following)
    if word in _TITLES and following and cased[n + 1][:1].isupper() and not following.endswith("day"):
        return True
    if word in _ORGANISATION_HEADS:
        return (n > 0 and words[n - 1] in _ORGANISATION_WORDS) or _opens_organisation(n, words)
    if words[n] in _ORGANISATION_WORDS or word in _ORGANISATION_WORDS:
        return _before_head(n, words) or _behind_head(n, words, cased)
    return False


def _before_head(n: int, words: list[str]) -> bool:
    """ "National" and "Liberation" of "the National Liberation Army's"."""
    at = n + 1
    while at < len(words) and words[at] in _ORGANISATION_WORDS:
        at += 1
    return at < len(words) and words[at].removesuffix("'s") in _ORGANISATION_HEADS


def _opens_organisation(n: int, words: list[str]) -> bool:
    """ "Army" of "the Army of National Liberation"."""
    return (
        words[n + 1 : n + 2] == ["of"]
        and len(words) > n + 3
        and {*words[n + 2 : n + 4]} <= _ORGANISATION_WORDS
    )


def _behind_head(n: int, words: list[str], cased: list[str]) -> bool:
    """ "Justice" of "the Supreme Court of Justice"."""
    at = n - 1
    while at > 0 and words[at] in _ORGANISATION_WORDS:
        at -= 1
    return (
        at > 0 and words[at] == "of" and words[at - 1] in _ORGANISATION_HEADS and cased[at - 1][:1].isupper()
    )


def _of_person(n: int, words: list[str], cased: list[str], joined: list[bool]) -> bool:
    """Whether a common word is part of a person's name: "Victor Brant", "Captain Ana Wood"."""
    word, names = words[n].removesuffix("'s"), _person_names()
    if word in names["given_or_word"]:
        return (
            joined[n]
            and cased[n + 1][:1].isupper()
            and not is_common(words[n + 1])
            and words[n + 1] not in _CAPITAL
        )
    if word not in names["surname_or_word"] or not n or not joined[n - 1] or not cased[n - 1][:1].isupper():
        return False
    opens = names["given"] | names["given_or_word"]
    if words[n - 1] in opens:
        return True
    named = n > 1 and joined[n - 2] and cased[n - 2][:1].isupper() and words[n - 1] not in _TITLES | _CAPITAL
    return named and words[n - 2] in opens | _TITLES


def _join_particles(text: str, tokens: list[re.Match[str]], cased: list[str]) -> None:
    """Small "de" and "del" inside a name; the capital "El" and "La" only before one."""
    for n, match in enumerate(tokens):
        low = match.group().lower()
        if low in ("el", "la", "los", "las") and n and cased[n - 1] in _PARTICLES:
            cased[n] = low


@cache
def _person_names() -> dict[str, frozenset[str]]:
    table = tomllib.loads((Path(__file__).parent / "person_names.toml").read_text("utf-8"))
    return {sort: frozenset(names) for sort, names in table.items()}


@cache
def _common_words() -> frozenset[str]:
    return frozenset((Path(__file__).parent / "common_words.txt").read_text("utf-8").split())


@cache
def is_common(word: str) -> bool:
    """Whether a small-letter word is English vocabulary rather than a name."""
    return (
        word in _common_words()
        or word in _IRREGULAR
        or any(stem in _common_words() or _inflected(stem) for stem in _stems(word))
    )


def _inflected(stem: str) -> bool:
    """Whether one more suffix can be taken off: "kidnapp-er-s". Short stems prove nothing."""
    return len(stem) > 4 and any(base in _common_words() for base in _stems(stem))


def _stems(word: str) -> Iterator[str]:
    for suffix, endings in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 2:
            stem = word[: -len(suffix)]
            yield from (stem + ending for ending in endings)
            if len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) > len(prefix) + 3:
            yield word[len(prefix) :]
