"""Part of speech and lemma by the pipeline's own rules, asked once for what they look at.

What the rules of the attribute ruler make of a token depends on its tag, its relation so far as a rule names
it, and its form only where a rule does: a few hundred *shapes* in all. The lemma depends on the form and on
what they made of it. News repeats its words, so that both are kept in tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.lexeme import Lexeme
    from spacy.tokens import Doc

_MOST_WORDS = 50_000
"""Combinations kept before the table starts afresh: some 20 MB."""
_KNOWN_CONDITIONS = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})

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


class _Shape(NamedTuple):
    """What the rules make of a tag, a relation and a form, before the lemma."""

    tag: str
    dep: str
    """"" where it stays as it is."""
    pos: str
    morph: str
    lemma: str
    """"" where the lemmatiser is to say."""
    leads: bool


class Words:
    """The words of a pipeline's tokens."""

    def __init__(self, language: Language) -> None:
        self._vocab = language.vocab
        ruler: Any = language.get_pipe("attribute_ruler")
        self._ruler = ruler
        self._lemmatizer: Any = language.get_pipe("lemmatizer")
        _look_up_by_hash(self._lemmatizer)
        self._of_several = _RulesOfSeveral(language)
        self._conditions = _Conditions(ruler.patterns)
        self._known: dict[Form, Word] = {}
        self._shapes: dict[tuple[str, int, tuple[bool, ...]], _Shape] = {}
        self._lemmas: dict[tuple[int, str, str], str] = {}

    def __len__(self) -> int:
        return len(self._known)

    def of(self, doc: Doc, forms: Sequence[Form]) -> list[Word]:
        """The word of each token of a parsed doc."""
        known = self._known
        new = [form for form in set(forms) if form not in known]
        if new:
            if len(known) + len(new) > _MOST_WORDS:
                known.clear()
                self._lemmas.clear()
                new = list(set(forms))
            known.update(zip(new, self._asked(new), strict=True))
        words = [known[form] for form in forms]
        for token, changed in self._of_several.changes(doc, [i for i, w in enumerate(words) if w.leads]):
            words[token] = words[token]._replace(**changed)
        return words

    def _asked(self, forms: Sequence[Form]) -> list[Word]:
        """What the rules say of forms that stand alone."""
        strings = self._vocab.strings
        shapes = self._shapes_of(forms)
        wanted = [
            (form, shape.pos, shape.morph)
            for (form, _, _), shape in zip(forms, shapes, strict=True)
            if not shape.lemma
        ]
        self._learn_lemmas(dict.fromkeys(key for key in wanted if key not in self._lemmas))
        words = []
        for (form, _, dep), shape in zip(forms, shapes, strict=True):
            text = strings[form]
            lemma = shape.lemma or self._lemmas[form, shape.pos, shape.morph]
            relation = shape.dep or strings[dep]
            words.append(Word(text, text.lower(), shape.tag, relation, shape.pos, lemma, shape.leads))
        return words

    def _shapes_of(self, forms: Sequence[Form]) -> list[_Shape]:
        strings, conditions = self._vocab.strings, self._conditions
        keys = [
            (conditions.form(self._vocab[form]), tag, conditions.relation(strings[dep]))
            for form, tag, dep in forms
        ]
        new = {key: form for key, form in zip(keys, forms, strict=True) if key not in self._shapes}
        if new:
            self._shapes.update(zip(new, self._made(list(new.values())), strict=True))
        return [self._shapes[key] for key in keys]

    def _made(self, forms: Sequence[Form]) -> Iterator[_Shape]:
        """What the attribute ruler makes of some forms; commas keep them from being read together."""
        from spacy.tokens import Doc

        strings = self._vocab.strings
        spread = [word for form in forms for word in ([strings[part] for part in form], [",", ",", "punct"])]
        texts, tags, deps = map(list, zip(*spread, strict=True))
        doc = Doc(self._vocab, words=texts, tags=tags, deps=deps, heads=list(range(len(spread))))
        leads = self._of_several.leads(doc)
        for token, dep in zip(list(self._ruler(doc))[::2], deps[::2], strict=True):
            own = token.dep_ if token.dep_ != dep else ""
            yield _Shape(
                token.tag_, own, token.pos_, str(token.morph), token.lemma_.lower(), token.i in leads
            )

    def _learn_lemmas(self, keys: Iterable[tuple[int, str, str]]) -> None:
        from spacy.tokens import Doc

        asked = list(keys)
        if asked:
            forms, parts, morphs = map(list, zip(*asked, strict=True))
            texts = [self._vocab.strings[form] for form in forms]
            doc = self._lemmatizer(Doc(self._vocab, words=texts, pos=parts, morphs=morphs))
            self._lemmas.update(zip(asked, (token.lemma_.lower() for token in doc), strict=True))


def _look_up_by_hash(lemmatizer: Any) -> None:  # noqa: ANN401 - the component has no type of its own
    """Keep the lemmatiser's lists of known lemmas, each searched for every ending, as sets."""
    table = lemmatizer.lookups.get_table("lemma_index")
    for part in list(table):
        table[part] = frozenset(table[part])


class _Conditions:
    """Which forms and relations the attribute ruler tells apart.

    Raises:
        ValueError: its patterns look at something else too.
    """

    def __init__(self, rules: Iterable[dict[str, Any]]) -> None:
        tokens = [token for rule in rules for pattern in rule["patterns"] for token in pattern]
        if unknown := {name for token in tokens for name in token} - _KNOWN_CONDITIONS:
            raise ValueError(f"The attribute ruler looks at {', '.join(sorted(unknown))}.")
        lowers = [token["LOWER"] for token in tokens if "LOWER" in token]
        self._named = {word for lower in lowers for word in _listed(lower)}
        patterns = [lower["REGEX"] for lower in lowers if isinstance(lower, dict) and "REGEX" in lower]
        self._matching = re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)")
        self._relations = [frozenset(_listed(token["DEP"])) for token in tokens if "DEP" in token]
        self._signatures: dict[str, tuple[bool, ...]] = {}

    def form(self, lexeme: Lexeme) -> str:
        """A form, as far as a rule names it."""
        lower = lexeme.lower_
        if lower in self._named or self._matching.search(lower):
            return lower
        return " " if lexeme.is_space else ""

    def relation(self, dep: str) -> tuple[bool, ...]:
        """A relation, by the rules that name it."""
        if dep not in self._signatures:
            self._signatures[dep] = tuple(dep in named for named in self._relations)
        return self._signatures[dep]


def _listed(condition: str | dict[str, Any]) -> list[str]:
    """The words that a condition names."""
    if isinstance(condition, str):
        return [condition]
    return [word for key in ("IN", "NOT_IN") for word in condition.get(key, ())]


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
