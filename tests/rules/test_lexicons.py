"""Every group of the lexicon of incidents reads its own example, and a rule reads every list of blame."""

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("spacy", reason="the rules engine is an extra")

from wirebrief.service.engines.rules import lexicon
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.events.triggers import find_triggers
from wirebrief.service.engines.rules.lexicon import read
from wirebrief.service.engines.rules.parse import parse
from wirebrief.service.reading.text import read_text


def groups() -> Iterator[tuple[str, list[str]]]:
    """Example and lemmas of each group of verbs and of nouns."""
    table = read("incidents")
    for group in (*table["verb"], *table["noun"]):
        yield group["example"], group["lemmas"]


@pytest.mark.parametrize(("example", "lemmas"), list(groups()))
def test_a_group_reads_its_own_example(example: str, lemmas: list[str]) -> None:
    found = {mention.trigger.lemma for mention in find_triggers(parse(read_text(example)))}
    assert found & set(lemmas)


def test_no_entry_stands_in_two_groups_of_one_frame() -> None:
    seen: set[tuple[str, str]] = set()
    for group in read("incidents")["verb"]:
        for lemma in group["lemmas"]:
            assert (lemma, group["frame"]) not in seen, lemma
            seen.add((lemma, group["frame"]))


def test_every_list_of_the_words_of_blame_is_asked_for() -> None:
    """A list that no rule reads is knowledge that does nothing."""
    rules = Path(lexicon.__file__).parent
    code = "\n".join(path.read_text(encoding="utf-8") for path in rules.rglob("*.py"))
    lists = blame_words().lists
    assert [name for name in lists if name != "deeds.verbs" and f'"{name}"' not in code] == []
