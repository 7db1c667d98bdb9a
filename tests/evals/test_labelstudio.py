"""Gold goes to Label Studio and comes back."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from labelled import labelled
from summaries import TEXT, gold, summaries

from wirebrief.evals.errors import HarnessError
from wirebrief.evals.gold_store import LabelledArticle, default_gold, read_gold
from wirebrief.evals.labelstudio import config, export_tasks, import_tasks, write_articles
from wirebrief.schemas import ArticleSummary


def there_and_back(article: LabelledArticle) -> LabelledArticle:
    return import_tasks(json.loads(json.dumps(export_tasks([article]))))[0]


@settings(deadline=None, max_examples=25)
@given(summaries())
def test_gold_comes_back_as_it_went(summary: ArticleSummary) -> None:
    article = LabelledArticle(TEXT, gold(summary))
    assert there_and_back(article) == article


@pytest.mark.parametrize(
    "article", [labelled(), *read_gold(default_gold())], ids=lambda article: article.name
)
def test_real_gold_comes_back_as_it_went(article: LabelledArticle) -> None:
    assert there_and_back(article) == article


def test_offsets_in_utf16_units_are_read_as_such() -> None:
    """A browser counts an emoji as two."""
    task = export_tasks([labelled()])[0]
    moved = json.loads(json.dumps(task))
    moved["data"]["text"] = "🚢" + moved["data"]["text"]
    for result in moved["annotations"][0]["result"]:
        if "start" in result["value"]:
            result["value"]["start"] += 2
            result["value"]["end"] += 2
    assert import_tasks([moved])[0].gold.summary.quotes[0].span.text == "The line was new,"


def test_a_region_without_a_record_is_named() -> None:
    task = json.loads(json.dumps(export_tasks([labelled()])[0]))
    for result in task["annotations"][0]["result"]:
        if result["from_name"] == "place":
            result["value"]["text"] = ["Q9.span"]
    with pytest.raises(HarnessError, match=r"Q9\.span"):
        import_tasks([task])


def test_the_interface_has_every_label() -> None:
    assert '<Label value="speaker_span"' in config()


def test_articles_are_written_where_gold_is_read(tmp_path: Path) -> None:
    write_articles([labelled()], tmp_path)
    assert list(read_gold(tmp_path)) == [labelled()]
