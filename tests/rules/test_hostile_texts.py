"""Texts made to cost more than they say: the parser is fed what can be words, in bounded portions."""

import pytest

from wirebrief.service.engines.rules import parse as module
from wirebrief.service.engines.rules.engine import draft_parsed
from wirebrief.service.engines.rules.parse import parse, parse_many
from wirebrief.service.engines.rules.parser import Parser
from wirebrief.service.reading.text import read_text

STORY = (
    "Gunmen killed two soldiers near Marn on Monday, police said. “We will find them,” said Colonel Brask. "
    "He blamed the Lake Brigade, which denied it.\n\nThe mill at Tarn burned down. Nobody was hurt, she said."
)


def test_the_rest_of_a_run_without_a_space_is_not_parsed() -> None:
    """What stands around it keeps its place."""
    text = f"The mayor wrote {'ab' * 5000} on Monday."
    parsed = parse(read_text(text))
    assert max(map(len, parsed.text)) <= 200
    assert [parsed.words(i, i) for i in (0, 1, 2)] == ["The", "mayor", "wrote"]
    assert parsed.words(len(parsed) - 3, len(parsed) - 1) == "on Monday."


@pytest.mark.parametrize("marks", ["*", "“‘", '("', "&", "_-", "\U0001f680"])
def test_a_run_of_marks_is_a_few_tokens(marks: str) -> None:
    """A tokeniser would make a word of each."""
    parsed = parse(read_text(f"The mayor left. {marks * 3000} The mayor came back."))
    assert len(parsed) < 30
    assert parsed.text[-4:] == ["mayor", "came", "back", "."]


def test_a_long_article_is_parsed_in_parts_and_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut between sentences: offsets, sentences and governors are those of the article parsed whole."""
    document = read_text(STORY)
    whole = parse(document)
    monkeypatch.setattr(module, "_MOST_TOKENS", 25)
    parts = parse(document)
    assert (parts.text, parts.start, parts.sentence, parts.bounds, parts.segments) == (
        whole.text,
        whole.start,
        whole.sentence,
        whole.bounds,
        whole.segments,
    )
    assert (parts.head, parts.dep, parts.lemma) == (whole.head, whole.dep, whole.lemma)


def test_no_run_of_the_parser_has_more_tokens_than_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over several articles in one batch too; memory grows with a run."""
    monkeypatch.setattr(module, "_MOST_TOKENS", 100)
    runs: list[int] = []
    run = Parser.run

    def counted(self: Parser, docs: list[object]) -> object:
        runs.append(sum(len(doc) for doc in docs))  # type: ignore[arg-type]
        return run(self, docs)  # type: ignore[arg-type]

    monkeypatch.setattr(Parser, "run", counted)
    list(parse_many(map(read_text, [STORY * 5, STORY, STORY])))
    assert len(runs) > 3
    assert max(runs) <= 100


@pytest.mark.parametrize(
    "words", ["attack of the ", "of ", "and ", "police said that ", "who killed the man ", "because of a "]
)
def test_a_phrase_that_hangs_on_itself_without_end_is_answered(words: str) -> None:
    """Chains of governors are as long as a sentence at most, and a sentence has a bound."""
    parsed = parse(read_text(f"The mayor saw the {words * (6000 // len(words))}"))
    draft_parsed(parsed)
