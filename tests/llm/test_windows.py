"""Long articles: windows that overlap, one draft out of all, and as much found at the end as at the start."""

import itertools
import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from gold_model import GoldModel, recall
from upstream import Reply, ScriptedUpstream, Step, answer, error

from wirebrief.evals.gold_store import LabelledArticle, default_gold, load_gold
from wirebrief.schemas.draft import Draft
from wirebrief.schemas.failed_item import FailedItem
from wirebrief.service.engines.llm.engine import LLMEngine
from wirebrief.service.engines.llm.joining import joined
from wirebrief.service.engines.llm.windows import Window, windows
from wirebrief.service.errors import AuthenticationFailed, Refused
from wirebrief.service.pipeline import summarize_document
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.render import render_sentences
from wirebrief.service.reading.text import read_text

Make = Callable[..., LLMEngine]

NAMES = ("seed", "caleta-blast", "station-stabbing")


@cache
def gold() -> dict[str, LabelledArticle]:
    return {article.name: article for article in load_gold(default_gold())}


@cache
def long_text(first: int = 0, words: int = 9_000) -> GoldModel:
    """Three articles at the start, in the middle and at the end; `first` says which comes first."""
    order = (*NAMES[first:], *NAMES[:first])
    return GoldModel([gold()[name] for name in order], words)


class TestCutting:
    """Where the windows of an article begin and end."""

    @pytest.mark.parametrize("most", [2_000, 5_000, 20_000])
    def test_every_sentence_is_shown_and_is_one_windows_own(self, most: int) -> None:
        document = long_text().document
        made = windows(document, most)
        owned = [sentence for window in made for sentence in window.own]
        assert sorted(owned) == sorted(s.id for s in document.sentences)
        assert all(window.own <= {s.id for s in window.sentences} for window in made)

    @pytest.mark.parametrize("most", [2_000, 5_000, 20_000])
    def test_no_window_is_larger_than_it_may_be(self, most: int) -> None:
        document = long_text().document
        for window in windows(document, most):
            shown = "\n".join(render_sentences(document, window.sentences))
            assert len(shown.encode()) <= most

    def test_each_begins_with_the_beginning_of_the_article_and_overlaps_the_one_before(self) -> None:
        document = long_text().document
        made = windows(document, 5_000)
        assert all(window.sentences[:2] == document.sentences[:2] for window in made)
        for before, after in itertools.pairwise(made):
            assert before.sentences[-1].start >= document.sentence_by_id[after.first].start

    def test_what_fits_is_one_window(self, document: Document) -> None:
        (window,) = windows(document, 10_000)
        assert window.sentences == document.sentences

    def test_a_sentence_that_is_too_long_has_a_window_of_its_own(self) -> None:
        long = " ".join(["word"] * 150)
        document = read_text(f"A title\n\nIt rained. It was {long}. It rained again.")
        assert {name for window in windows(document, 300) for name in window.own} == {"S1", "S2", "S3", "S4"}


class TestRecall:
    """A model that records all it is shown finds as much at the end of a long text as at its start."""

    @pytest.mark.parametrize("first", range(3), ids=lambda n: f"{NAMES[n]} first")
    async def test_nothing_is_lost_wherever_it_stands(
        self, upstream: ScriptedUpstream, engine: Make, first: int
    ) -> None:
        model = long_text(first)
        upstream.always(model)
        summary = await summarize_document(model.document, engine())
        assert len(upstream.requests) > 4
        for placed in model.placed:
            for kind, (found, there) in recall(summary, placed.gold).items():
                assert found == there, f"{kind} of {placed.name} at {placed.start}"
        assert summary.status == "complete"
        assert "article_windowed" in {w.code for w in summary.warnings}

    async def test_a_text_of_a_book_is_read_to_its_end(
        self, upstream: ScriptedUpstream, engine: Make
    ) -> None:
        """Over 200,000 characters, which once were refused."""
        model = long_text(words=36_000)
        assert len(model.text) > 200_000
        upstream.always(model)
        summary = await summarize_document(model.document, engine())
        for placed in model.placed:
            for found, there in recall(summary, placed.gold).values():
                assert found == there

    async def test_nothing_is_doubled_where_windows_overlap(
        self, upstream: ScriptedUpstream, engine: Make
    ) -> None:
        """An answer out of many small windows has the records of an answer in one piece, and no more.

        But an incident of which windows far apart tell different things may become two.
        """
        model = long_text(words=3_000)
        upstream.always(model)
        pieces = await summarize_document(model.document, engine(window_tokens=1_000))
        whole = await summarize_document(model.document, engine(window_tokens=100_000))
        assert "article_windowed" not in {w.code for w in whole.warnings}
        assert [q.span for q in pieces.quotes] == [q.span for q in whole.quotes]
        assert [a.cue for a in pieces.attributions] == [a.cue for a in whole.attributions]
        assert len(whole.incidents) <= len(pieces.incidents) <= len(whole.incidents) + 1
        assert {a.name for a in pieces.actors} == {a.name for a in whole.actors}

    async def test_a_dense_text_is_cut_without_loss(self, upstream: ScriptedUpstream, engine: Make) -> None:
        """Articles back to back, with windows that end within them; long ones name a source too far away."""
        shortest = sorted(gold().values(), key=lambda article: len(article.text))
        model = GoldModel(shortest[:8], words=0)
        upstream.always(model)
        summary = await summarize_document(model.document, engine(window_tokens=1_000))
        for kind in ("quotes", "attributions", "incidents"):
            counts = [recall(summary, placed.gold)[kind] for placed in model.placed]
            assert sum(found for found, _ in counts) >= 0.97 * sum(there for _, there in counts), kind


class TestSummary:
    """One headline and one list of key points for all windows."""

    async def test_it_is_asked_over_what_the_windows_summaries_rest_on(
        self, upstream: ScriptedUpstream, engine: Make
    ) -> None:
        model = long_text()
        upstream.always(model)
        drafted = await engine().draft(model.document)
        asked = upstream.requests[-1]["messages"][-1]["content"]
        assert "read in parts" in asked
        assert len(asked) < len(model.text) / 4
        assert drafted.draft.headline
        assert 0 < len(drafted.draft.key_points) <= 7

    async def test_without_an_answer_the_windows_own_are_taken_in_turn(
        self, upstream: ScriptedUpstream, engine: Make
    ) -> None:
        model = long_text()

        def deaf(request: dict[str, Any]) -> Reply:
            summing_up = "read in parts" in request["messages"][-1]["content"]
            return error(400, "no") if summing_up else model(request)

        upstream.always(deaf)
        drafted = await engine().draft(model.document)
        assert drafted.draft.headline
        cited = {name for point in drafted.draft.key_points for name in point.evidence}
        rows = sorted(int(name[1:]) for name in cited)
        assert rows[0] < 20
        assert rows[-1] > len(model.document.sentences) / 2


class TestFailures:
    """One window's failure is its own."""

    @staticmethod
    def _failing(model: GoldModel, words: str, reply: Step) -> Step:
        def step(request: dict[str, Any]) -> Reply:
            if words in request["messages"][-1]["content"]:
                return reply(request) if callable(reply) else reply
            return model(request)

        return step

    async def test_a_window_that_cannot_be_had_makes_the_summary_partial(
        self, upstream: ScriptedUpstream, engine: Make
    ) -> None:
        model = long_text()
        last = model.document.sentences[-1].id
        upstream.always(self._failing(model, f"to {last}.", error(400, "x", code="content_filter")))
        summary = await summarize_document(model.document, engine())
        assert summary.status == "partial"
        (lost,) = (w for w in summary.warnings if w.code == "window_missing")
        assert last in lost.message
        first = model.placed[0].gold
        assert recall(summary, first)["quotes"] == (len(first.quotes), len(first.quotes))

    async def test_what_fails_for_all_stops_all(self, upstream: ScriptedUpstream, engine: Make) -> None:
        upstream.always(error(401, "Incorrect API key provided."))
        with pytest.raises(AuthenticationFailed):
            await engine().draft(long_text().document)
        assert len(upstream.requests) <= 4

    async def test_where_no_window_can_be_had_the_reason_is_raised(
        self, upstream: ScriptedUpstream, engine: Make
    ) -> None:
        upstream.always(error(400, "x", code="content_filter"))
        with pytest.raises(Refused):
            await engine().draft(long_text().document)

    async def test_all_questions_count(self, upstream: ScriptedUpstream, engine: Make) -> None:
        model = long_text()
        upstream.always(model)
        drafted = await engine(prices=(1.0, 0.5, 10.0)).draft(model.document)
        assert drafted.attempts == len(upstream.requests)
        assert drafted.usage.output_tokens == 500 * len(upstream.requests)
        assert drafted.cost_usd


async def test_a_server_that_states_a_small_window_is_shown_smaller_ones(
    upstream: ScriptedUpstream, engine: Make
) -> None:
    """The first refusal says how much fits; from then on nothing more is sent."""
    model = long_text()

    def small(request: dict[str, Any]) -> Reply:
        sent = sum(len(message["content"]) for message in request["messages"]) // 4
        fits = sent + request["max_completion_tokens"] <= 12_000
        return model(request) if fits else error(400, "This model's maximum context length is 12000 tokens.")

    upstream.always(small)
    summary = await summarize_document(model.document, engine())
    for placed in model.placed:
        for found, there in recall(summary, placed.gold).values():
            assert found == there
    assert summary.status == "complete"


async def test_a_repair_of_a_long_article_shows_what_its_items_cite(
    upstream: ScriptedUpstream, engine: Make
) -> None:
    """And one replacement comes back for each item, whatever question it was asked in."""
    document = long_text().document
    ends = (5, len(document.sentences) // 2, len(document.sentences) - 5)
    failed = [
        FailedItem(f"incidents[{n}]", {"id": f"I{n}", "evidence": [f"S{row}"]}, ("Wrong.",))
        for n, row in enumerate(ends)
    ]

    def mended(request: dict[str, Any]) -> Reply:
        asked = request["messages"][-1]["content"]
        ids = [n for n in range(3) if f'"id":"I{n}"' in asked]
        made = answer({"incidents": [{"id": f"I{n}", "evidence": [f"S{ends[n]}"]} for n in ids]})
        assert callable(made)
        return made(request)

    upstream.always(mended)
    drafted = await engine().repair(document, failed)
    assert drafted is not None
    assert [i.evidence for i in drafted.draft.incidents] == [[f"S{row}"] for row in ends]
    shown = json.dumps(upstream.requests)
    assert all(f"[S{row}]" in shown or f"[S{row} " in shown for row in ends)
    assert len(shown) < len(long_text().text)


class TestJoining:
    """Records of several windows as one draft."""

    TEXT = (
        "Fires\n\nA mill burned in Dorr on Monday. A barn burned in Kell on Monday. "
        '"It was quick," Una Felk said. Felk blamed the wind.\n\nA mill burned in Dorr on Monday, Felk added.'
    )

    def _joined(self, *drafts: dict[str, Any], own: tuple[set[str], ...] | None = None) -> Draft:
        document = read_text(self.TEXT)
        every = tuple(document.sentences)
        owned = own or (frozenset(s.id for s in every), *(frozenset[str]() for _ in drafts[1:]))
        parts = [Window(every, frozenset(names), "S1") for names in owned]
        given = [Draft.model_validate(draft) for draft in drafts]
        return joined(document, list(zip(parts, given, strict=True)))

    def test_one_incident_told_by_two_windows_is_one(self) -> None:
        fire = {"id": "I1", "type": "fire", "evidence": ["S2"], "when": "S2: on Monday"}
        fuller = {**fire, "id": "I4", "evidence": ["S2", "S6"], "damage": "S2: burned"}
        (kept,) = self._joined({"incidents": [fire]}, {"incidents": [fuller]}).incidents
        assert (kept.id, kept.evidence, kept.damage) == ("I1", ["S2", "S6"], "S2: burned")

    def test_it_is_known_by_its_place_and_time_too(self) -> None:
        one = {"id": "I1", "type": "fire", "evidence": ["S2"], "when": "S2: on Monday"}
        other = {**one, "evidence": ["S6"], "when": "S6: on Monday"}
        places = {"at": "S2: in Dorr"}, {"at": "S6: in Dorr"}
        drafts = [{"incidents": [{**i, "where": at}]} for i, at in zip((one, other), places, strict=True)]
        assert len(self._joined(*drafts).incidents) == 1

    def test_incidents_of_other_places_stay_apart(self) -> None:
        mill = {"id": "I1", "type": "fire", "evidence": ["S2"], "where": {"at": "S2: in Dorr"}}
        barn = {"id": "I1", "type": "fire", "evidence": ["S2", "S3"], "where": {"at": "S3: in Kell"}}
        kept = self._joined({"incidents": [mill]}, {"incidents": [barn]}).incidents
        assert [i.id for i in kept] == ["I1", "I2"]

    def test_references_follow_the_incidents(self) -> None:
        mill = {"id": "I1", "type": "fire", "evidence": ["S2"]}
        barn = {"id": "I1", "type": "accident", "evidence": ["S3"], "related": []}
        third = {
            "id": "I2",
            "type": "storm",
            "evidence": ["S6"],
            "anchor": "I1",
            "related": [{"incident": "I1", "relation": "part_of"}],
        }
        quote = {"quotation": "Q1", "incidents": ["I1", "I2"]}
        draft = self._joined({"incidents": [mill]}, {"incidents": [barn, third], "quotes": [quote]})
        assert draft.incidents[2].anchor == "I2"
        assert draft.incidents[2].related[0].incident == "I2"
        assert draft.quotes[0].incidents == ["I2", "I3"]

    def test_an_actor_goes_by_the_fullest_name_everywhere(self) -> None:
        full = {"actors": [{"name": "S4: Una Felk", "kind": "person"}]}
        short = {
            "actors": [{"name": "S5: Felk", "kind": "person", "role": "S5: Felk"}],
            "attributions": [{"source": "Felk", "act": "blames", "cue": "S5: blamed"}],
            "incidents": [{"id": "I1", "type": "fire", "evidence": ["S6"], "reported_by": ["Felk"]}],
        }
        draft = self._joined(full, short)
        (felk,) = draft.actors
        assert (felk.name, felk.mentions, felk.role) == ("S4: Una Felk", ["S5: Felk"], "S5: Felk")
        assert draft.attributions[0].source == "Una Felk"
        assert draft.incidents[0].reported_by == ["Una Felk"]

    def test_a_short_name_that_two_people_bear_stays(self) -> None:
        names = ("S4: Una Felk", "S4: Ole Felk", "S5: Felk")
        drafts = [{"actors": [{"name": name, "kind": "person"}]} for name in names]
        assert len(self._joined(*drafts).actors) == 3

    def test_a_record_counts_in_the_window_that_owns_its_place(self) -> None:
        """Another's is taken only where that one has none."""
        said = {"quotation": "Q1", "cue": "S4: said"}
        also = {**said, "cue": ""}
        blame = {"act": "blames", "cue": "S5: blamed"}
        draft = self._joined(
            {"quotes": [also]},
            {"quotes": [said], "attributions": [blame]},
            own=({"S1", "S2", "S3", "S5", "S6"}, {"S4"}),
        )
        assert [q.cue for q in draft.quotes] == ["S4: said"]
        assert [a.cue for a in draft.attributions] == ["S5: blamed"]
