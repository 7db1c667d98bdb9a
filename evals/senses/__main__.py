"""`python -m wirebrief.evals.senses check|fit`: how well the judges judge, and their weights written anew."""

import argparse
import json
import math
import sys
from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from wirebrief.evals.benchmarks.everyday import load
from wirebrief.evals.senses import pronouns, records
from wirebrief.evals.senses.examples import examples
from wirebrief.evals.senses.fitting import Example, fit
from wirebrief.evals.senses.gold import gold_pieces
from wirebrief.evals.senses.pages import page_examples
from wirebrief.evals.senses.passages import blaming, passages
from wirebrief.evals.tagging.items import judged, pages
from wirebrief.service.engines.rules.judging import judge

_PAGES = Path(str(files("wirebrief.evals"))) / "gold" / "everyday"
_SEED = 20261130
_PENALTY = 2.0
_WEIGHTS = 1.0, 0.15
"""What a record of the labelled articles counts beside one of an everyday page, and one of the pages that
the tagger was not fitted on, which one hand labelled."""
_ALONE = 0.3
"""What a pronoun counts whose page the tagger has not read, beside one whose page it has."""
_FOLDS = 5


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m wirebrief.evals.senses", description=__doc__)
    parser.add_argument("word", choices=("check", "fit"))
    parser.add_argument("--records", action="store_true", help="only the judges of records")
    arguments = parser.parse_args()
    if not arguments.records:
        _of_words(arguments.word)
        _of_pronouns(arguments.word)
    _of_records(arguments.word)


def _of_words(word: str) -> None:
    made = list(examples([*passages(_SEED), *blaming()]))
    sentences = len({example.group for example in made})
    _say(f"events: {len(made)} of {sentences} sentences, {sum(e.real for e in made)} right")
    if word == "check":
        _check(made)
    else:
        _write("events", fit(made, penalty=_PENALTY))


def _of_pronouns(word: str) -> None:
    """The judge of whom a pronoun means: fitted on all pages by the rules alone, and on those that the tagger
    has not seen with what it says."""
    told = list(pronouns.cases(pages(unseen=True), tagged=True))
    untagged = pronouns.cases(pages(), tagged=False)
    alone = [[replace(choice, weight=_ALONE) for choice in case] for case in untagged]
    for line in pronouns.lines(told, alone):
        _say(line)
    if word == "fit":
        _write("pronouns", pronouns.fitted([*alone, *told]))


def _of_records(word: str) -> None:
    """The judges of records, which look at what the shipped judges of words say."""
    told = page_examples(load(_PAGES, "dev"))
    others = page_examples(list(gold_pieces())), page_examples(judged())
    for name, made in told.items():
        for weight, examples_of in zip(_WEIGHTS, others, strict=True):
            made += [replace(example, group=-1, weight=weight) for example in examples_of[name]]
    for name, made in told.items():
        for line in records.lines(name, made):
            _say(line)
        if word == "fit":
            _write(f"records/{name}", records.calibrated(made))


def _write(name: str, weights: dict[str, float]) -> None:
    path = Path(judge.__file__).parent / f"{name}.json"
    path.write_text(json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")
    judge.weights.cache_clear()
    _say(f"{len(weights)} weights in {name}.json")


def _check(made: Sequence[Example]) -> None:
    """Judge each fifth of the sentences by a model of the others, and print how often it is right."""
    judged: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        weights = fit([e for e in made if e.group % _FOLDS != fold], penalty=_PENALTY)
        judged += [(_chance(weights, e), e.real) for e in made if e.group % _FOLDS == fold]
    _say("from  judged  right")
    for tenth in range(10):
        here = [real for chance, real in judged if tenth <= 10 * chance < tenth + 1]
        _say(f"{tenth / 10:.1f}  {len(here):6}  {sum(here) / max(1, len(here)):.2f}")
    for bar in (0.5, 0.7):
        told = [real for chance, real in judged if chance >= bar]
        recall = sum(told) / sum(real for _, real in judged)
        _say(f"at {bar}: precision {sum(told) / len(told):.3f}, recall {recall:.3f}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _chance(weights: dict[str, float], example: Example) -> float:
    score = sum(weights.get(name, 0.0) * value for name, value in example.features.items())
    return 1 / (1 + math.exp(-score))


if __name__ == "__main__":
    main()
