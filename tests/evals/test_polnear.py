"""The PolNeAR adapter on a document of our own in the same format."""

from pathlib import Path

import pytest

from wirebrief.evals.benchmarks.polnear_data import Attribution, load
from wirebrief.evals.benchmarks.polnear_peers import compare, load_peers
from wirebrief.evals.benchmarks.polnear_score import kind, score, total
from wirebrief.evals.errors import HarnessError

TEXT = "The miller said the wheel was broken. “We need a new wheel,” he added.\n"
CLAUSE = (TEXT.index("the wheel"), TEXT.index(". “"))
QUOTE = (TEXT.index("“We"), TEXT.index(" he added"))
MILLER, HE = (0, 10), (TEXT.index("he added"), TEXT.index("he added") + 2)
SAID, ADDED = (11, 15), (TEXT.index("added"), TEXT.index("added") + 5)
GOLD = (Attribution((CLAUSE,), (MILLER,), (SAID,)), Attribution((QUOTE,), (HE,), (ADDED,)))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """One document, annotated twice; the second annotator found nothing."""
    (tmp_path / "dev" / "text").mkdir(parents=True)
    (tmp_path / "dev" / "attributions").mkdir()
    (tmp_path / "dev" / "text" / "mill.txt").write_text(TEXT, encoding="utf-8")
    lines = []
    for n, attribution in enumerate(GOLD):
        parts = (("Content", attribution.content), ("Source", attribution.source), ("Cue", attribution.cue))
        for k, (role, ((start, end),)) in enumerate(parts):
            lines.append(f"T{n}{k}\t{role} {start} {end}\t{TEXT[start:end]}")
        lines.append(f"E{n}\tAttribution:T{n}2 Content:T{n}0 Source:T{n}1 Cue:T{n}2")
    (tmp_path / "dev" / "attributions" / "mill_aa.ann").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "dev" / "attributions" / "mill_bb.ann").write_text("", encoding="utf-8")
    return tmp_path


def test_the_first_annotator_is_read(corpus: Path) -> None:
    (document,) = load(corpus, "dev")
    assert (document.name, document.gold) == ("mill", GOLD)


def test_a_folder_without_the_split_is_an_error(corpus: Path) -> None:
    with pytest.raises(HarnessError, match="no folders text and attributions"):
        load(corpus, "test")


def test_gold_against_itself_is_perfect() -> None:
    tallies = total([score(TEXT, GOLD, GOLD)])
    assert {name: tally.recall for name, tally in tallies.items() if tally.wanted} == dict.fromkeys(
        ("content", "joint", "quoted", "quoted + speaker", "direct (recall)", "indirect (recall)"), 100.0
    )


def test_a_wrong_source_costs_the_joint_figure_alone() -> None:
    swapped = [Attribution(GOLD[0].content, (HE,), ()), GOLD[1]]
    tallies = score(TEXT, GOLD, swapped).tallies
    assert (tallies["content"].hits, tallies["joint"].hits) == (2, 1)


def test_half_a_clause_is_not_found() -> None:
    cut = Attribution(((CLAUSE[0], CLAUSE[0] + 3),), (MILLER,), ())
    assert score(TEXT, GOLD, [cut]).tallies["content"].hits == 0


def test_a_content_in_marks_is_direct() -> None:
    assert [kind(TEXT, gold.content) for gold in GOLD] == ["indirect", "direct"]


def test_a_system_does_not_differ_from_itself() -> None:
    ours = [score(TEXT, GOLD, GOLD)] * 3
    found = compare(ours, ours, "joint")
    assert found is not None
    assert (found.effect, found.p) == (0.0, 1.0)


def test_the_difference_is_ours_minus_theirs() -> None:
    found = compare([score(TEXT, GOLD, GOLD)] * 8, [score(TEXT, GOLD, GOLD[:1])] * 8, "joint")
    assert found is not None
    assert found.effect > 0
    assert found.p < 0.05


def test_peers_outputs_for_other_documents_are_refused(tmp_path: Path) -> None:
    (tmp_path / "polnear_dev_other.json").write_text("[[], []]", encoding="utf-8")
    with pytest.raises(HarnessError, match="2 documents, the split 1"):
        load_peers(tmp_path, "dev", 1)


def test_peers_are_read_by_role(tmp_path: Path) -> None:
    output = '[[{"content": [[0, 3]], "source": [[4, 6]], "cue": []}]]'
    (tmp_path / "polnear_dev_other.json").write_text(output, encoding="utf-8")
    assert load_peers(tmp_path, "dev", 1) == {"other": [[Attribution(((0, 3),), ((4, 6),), ())]]}
