"""What the cited words must bear out."""

from dataclasses import dataclass, field

import pytest
from adversary import changed
from staged import Pointer, Staged, staged

from wirebrief.schemas import ArticleSummary
from wirebrief.schemas.draft import AttributionDraft, Draft, QuoteDraft
from wirebrief.service.grounding import Finding, assemble, ground, verify
from wirebrief.service.grounding.tolls import misread

HARBOUR, FACTORY, CONVOY, MARCH = staged("harbour"), staged("factory"), staged("convoy"), staged("march")


@dataclass
class Answer:
    summary: ArticleSummary
    findings: list[Finding] = field(default_factory=list)

    def found(self, path: str) -> list[str]:
        return [f.code for f in self.findings if f.path.startswith(path)]


def answer(article: Staged, draft: Draft | None = None, examples: frozenset[str] = frozenset()) -> Answer:
    grounding = verify(article.document, ground(article.document, draft or article.draft), examples)
    return Answer(assemble(article.document, grounding, provenance=None), list(grounding.findings))


def with_(article: Staged, path: str, value: object) -> Answer:
    return answer(article, changed(article.draft, path, value))


def at(article: Staged, words: str, nth: int = 1) -> str:
    return Pointer(article.document).at(words, nth)


# Incidents


def test_a_figure_from_outside_the_evidence_is_dropped() -> None:
    """Twelve were hurt on Friday, not three killed: that is another event."""
    given = with_(HARBOUR, "incidents[0].injured[0].at", at(HARBOUR, "three sailors"))
    assert given.summary.incidents[0].casualties.injured == []
    assert given.found("incidents[0].injured[0].at") == ["unsupported_value"]


def test_a_figure_whose_source_is_lost_is_dropped() -> None:
    """Without it the figure would pass for the article's own voice."""
    given = with_(HARBOUR, "incidents[0].injured[0].source", "Pekka Lund")
    assert all(not i.casualties.injured for i in given.summary.incidents)


def test_a_figure_is_not_read_over_a_denial() -> None:
    """Seventeen of the wounded, and nobody dead."""
    sentence = "She counted 17 of them and no dead."
    assert misread("injured", sentence, 12, 14) == ""
    assert misread("injured", "She counted 17 of them dead.", 12, 14) != ""


def test_words_of_which_the_article_has_one_place_are_found_under_a_wrong_id() -> None:
    """The place is not in doubt, the care of the answer is."""
    wrong = "S1:" + at(HARBOUR, "denied any part in it").partition(":")[2]
    denial = {"cue": "", "clause": wrong, "act": "denies_responsibility", "responsible": ""}
    draft = HARBOUR.draft.model_copy(update={"attributions": [blame(source="Lake Brigade", **denial)]})
    given = answer(HARBOUR, draft)
    assert [one.evidence.text for one in given.summary.attributions] == ["denied any part in it"]
    assert [f.severity for f in given.findings if f.path == "attributions[0].clause"] == ["doubt"]


def test_the_sentence_of_the_place_joins_the_evidence() -> None:
    """For "the same factory" the sentence that says which belongs to it."""
    given = with_(FACTORY, "incidents[1].where.city", at(FACTORY, "Radom", 3))
    second = given.summary.incidents[1]
    assert second.where.name == "Radom"
    assert len(second.evidence) == 2


def test_a_country_that_the_article_does_not_name_is_dropped() -> None:
    """Code from a model's memory is not from the text."""
    given = with_(HARBOUR, "incidents[0].where.country", "SE")
    assert given.summary.incidents[0].where.country is None
    assert given.found("incidents[0].where.country") == ["unsupported_value"]


def test_a_country_that_the_place_contradicts_is_dropped() -> None:
    """The article names Poland and nothing else there."""
    assert with_(FACTORY, "incidents[0].where.country", "DE").summary.incidents[0].where.country is None


@pytest.mark.parametrize("field", ["when", "where.at"])
def test_words_from_another_incident_s_sentence_are_dropped(field: str) -> None:
    """A sentence that is cited for another incident and not for this one tells of the other."""
    other = {"when": "On March 2, 2019", "where.at": "near the village of Kello"}[field]
    given = with_(HARBOUR, f"incidents[0].{field}", at(HARBOUR, other))
    assert given.found(f"incidents[0].{field}") == ["unsupported_value"]
    assert len(given.summary.incidents[0].evidence) == 1


def test_words_that_say_no_time_are_dropped() -> None:
    """ "Five rockets" is not when."""
    given = with_(HARBOUR, "incidents[0].when", at(HARBOUR, "Five rockets"))
    assert given.found("incidents[0].when") == ["unsupported_value"]


def test_perpetrators_of_an_event_that_only_a_source_reports_are_dropped() -> None:
    """Blame voiced by a source is an attribution."""
    given = with_(MARCH, "incidents[0].factuality", "reported")
    assert given.summary.incidents[0].perpetrators == []


def test_whom_no_name_accuses_stays_with_an_event_that_only_a_source_reports() -> None:
    """ "Gunmen" says how it was done, and accuses nobody by name."""
    unnamed = [a.model_copy(update={"anonymous": True}) for a in MARCH.draft.actors]
    draft = changed(MARCH.draft.model_copy(update={"actors": unnamed}), "incidents[0].factuality", "reported")
    assert answer(MARCH, draft).summary.incidents[0].perpetrators != []


def test_an_actor_whom_the_evidence_does_not_name_did_not_do_it() -> None:
    """The army is in the last paragraph only."""
    given = with_(MARCH, "incidents[1].perpetrators", ["Camila Soto"])
    assert given.summary.incidents[1].perpetrators == []


def test_two_incidents_that_say_the_same_become_one() -> None:
    """And what referred to the second refers to the first."""
    twin = HARBOUR.draft.incidents[2].model_copy(update={"id": "I9"})
    quote = HARBOUR.draft.quotes[0].model_copy(update={"incidents": ["I9"]})
    draft = HARBOUR.draft.model_copy(
        update={"incidents": [*HARBOUR.draft.incidents, twin], "quotes": [quote, *HARBOUR.draft.quotes[1:]]}
    )
    given = answer(HARBOUR, draft)
    assert len(given.summary.incidents) == 3
    assert given.summary.quotes[0].incidents == ["I3"]
    assert given.found("incidents[3]") == ["duplicate"]


def test_figures_that_exclude_each_other_are_reported() -> None:
    """Nine or fifteen were hurt, by two sources."""
    assert answer(FACTORY).found("incidents[0].injured") == ["sources_disagree"]


def test_blame_that_is_denied_is_reported() -> None:
    """Both attributions stay."""
    assert "sources_disagree" in answer(HARBOUR).found("incidents[0]")


# Free text


@pytest.mark.parametrize(
    "text",
    [
        "Six rockets struck the supply harbour at Varela.",
        "Five rockets struck the supply harbour at Kotka.",
        "Five rockets struck the supply harbour at Varela on Sunday.",
        "Five rockets did not strike the supply harbour at Varela.",
        "The prime minister fled by boat to another burning city.",
        "",
    ],
)
def test_a_summary_that_its_evidence_lacks_is_replaced_by_it(text: str) -> None:
    """By the first sentence, whole."""
    given = with_(HARBOUR, "incidents[0].summary", text)
    strike = given.summary.incidents[0]
    assert strike.summary == strike.evidence[0].text
    assert set(given.found("incidents[0].summary")) == {"unsupported_text"}


def test_a_summary_may_name_the_resolved_day() -> None:
    """Code worked it out from "on Friday"."""
    text = "Five rockets struck the supply harbour at Varela on 6 August 2021."
    assert with_(HARBOUR, "incidents[0].summary", text).summary.incidents[0].summary == text


def test_a_headline_that_the_article_lacks_becomes_its_title() -> None:
    """Never an unchecked line."""
    assert with_(HARBOUR, "headline", "Missiles sink Norwegian frigate").summary.headline == (
        "Rockets hit supply harbour on Lake Turva"
    )


def test_words_of_a_prompts_example_do_not_come_through() -> None:
    """Even in plain words that no other check sees."""
    examples = frozenset({"the harbour cats", "Varela"})
    draft = changed(HARBOUR.draft, "key_points[0].text", "Five rockets struck the harbour cats on Friday.")
    given = answer(HARBOUR, draft, examples)
    assert "cats" not in given.summary.model_dump_json(exclude={"warnings"})
    assert "example_leaked" in given.found("key_points[0].text")


# Speech


def quote(given: Answer, words: str) -> dict[str, object]:
    one = next(q for q in given.summary.quotes if q.span.text.startswith(words))
    return one.model_dump()


def test_a_speaker_whom_the_cited_words_do_not_name_is_dropped() -> None:
    """ "Colonel Aino Hirvonen" is not Pekka Lund."""
    given = with_(HARBOUR, "quotes[0].speakers", ["Pekka Lund"])
    assert quote(given, "This was")["speakers"] == []
    assert "speaker_unresolved" in given.found("quotes[0].speakers")


def test_a_pronoun_that_the_draft_gives_to_another_is_refused() -> None:
    """ "She" was said to be Hirvonen."""
    given = with_(HARBOUR, "quotes[2].speakers", ["Pekka Lund"])
    assert quote(given, "the rockets had come")["speakers"] == []


def test_a_thing_is_no_person() -> None:
    """ "It" cannot stand for a woman."""
    draft = changed(CONVOY.draft, "quotes[5].speakers", ["Rosa Quintero"])
    given = answer(CONVOY, changed(draft, "quotes[5].speaker_at", at(CONVOY, "it had received")[:-13]))
    assert quote(given, "it had received")["speakers"] == []


@pytest.mark.parametrize("words", ["Varela", "12", "The", "She", "reporters in Joensuu. “We are looking"])
def test_a_cue_must_be_able_to_report(words: str) -> None:
    """Names, figures, articles and pronouns cannot."""
    text = HARBOUR.document.text
    if words not in text[: text.index("She said")] or len(words) > 20:
        return
    assert quote(with_(HARBOUR, "quotes[0].cue", at(HARBOUR, words)), "This was")["cue"] is None


def test_a_cue_far_from_the_quotation_is_dropped() -> None:
    """ "Calling" stands paragraphs away."""
    assert quote(with_(HARBOUR, "quotes[0].cue", at(HARBOUR, "calling")), "This was")["cue"] is None


def test_a_cue_within_the_words_said_is_dropped() -> None:
    """It is the reporter's word."""
    assert quote(with_(HARBOUR, "quotes[0].cue", at(HARBOUR, "was")), "This was")["cue"] is None


def test_reported_speech_that_leaves_out_the_not_before_it_is_dropped() -> None:
    """ "Whether its sprinklers had worked" is not what "did not say" says; "hurt nobody" is kept whole."""
    item = QuoteDraft(content=at(MARCH, "drawn"), kind="indirect", stance="asserts")
    assert answer(MARCH, Draft(quotes=[item])).summary.quotes == []
    negated = QuoteDraft(content=at(HARBOUR, "been intercepted"), kind="indirect", stance="asserts")
    given = answer(HARBOUR, Draft(quotes=[negated]))
    assert given.summary.quotes == []
    assert given.found("quotes[0].content") == ["unsupported_value"]


def test_every_quotation_is_accounted_for() -> None:
    """What a draft leaves out is told."""
    draft = HARBOUR.draft.model_copy(update={"quoted_text": []})
    assert [f.code for f in answer(HARBOUR, draft).findings if "Pantry" in f.message] == [
        "quotation_unaccounted"
    ]


def test_a_quotation_within_an_accounted_one_goes_with_it() -> None:
    """ "Let us ride" is inside what Camila Soto says."""
    assert not [f for f in answer(MARCH).findings if f.code == "quotation_unaccounted"]


def test_a_quotation_that_is_a_quote_is_no_quoted_text_too() -> None:
    """One account is enough."""
    draft = changed(HARBOUR.draft, "quoted_text[0].quotation", HARBOUR.draft.quotes[0].quotation)
    given = answer(HARBOUR, draft)
    assert given.summary.quoted_text == []
    assert given.found("quoted_text[0]") == ["duplicate"]


def test_a_reporting_verb_without_a_record_is_told() -> None:
    """Once for the sentence; sentences that some quote comes from are not."""
    honest = HARBOUR.draft.attributions
    draft = HARBOUR.draft.model_copy(update={"attributions": [honest[0], honest[2]]})
    told = [f.message for f in answer(HARBOUR, draft).findings if f.code == "report_unaccounted"]
    assert len(told) == 1
    assert "“blamed”" in told[0]


# Blame


def blame(**fields: object) -> AttributionDraft:
    honest = HARBOUR.draft.attributions[1].model_dump()
    return AttributionDraft.model_validate({**honest, **fields})


def attributions(item: AttributionDraft) -> list[str | None]:
    given = answer(HARBOUR, HARBOUR.draft.model_copy(update={"attributions": [item]}))
    return [a.responsible for a in given.summary.attributions]


def test_blame_by_a_source_that_is_not_named_nearby_is_dropped() -> None:
    """Without its source it would be the article's own."""
    assert attributions(blame(source="Pekka Lund")) == []


def test_blame_on_an_actor_that_is_not_named_nearby_is_dropped() -> None:
    """There is nothing left of it."""
    assert attributions(blame(responsible="Pekka Lund")) == []
    assert attributions(blame(responsible="")) == []


def test_no_claim_holds_nobody_responsible() -> None:
    """By the contract."""
    assert attributions(blame(act="no_claim")) == [None]


def test_who_claims_or_denies_is_the_one_accused() -> None:
    """Where the draft leaves it out."""
    denial = {"cue": at(HARBOUR, "denied"), "clause": at(HARBOUR, "denied any part in it")}
    given = attributions(blame(source="Lake Brigade", responsible="", act="denies_responsibility", **denial))
    assert given != [None]
    assert len(given) == 1


def test_where_no_one_word_does_it_the_clause_is_the_cue() -> None:
    """In "They didn't hit anybody" the whole denies."""
    clause = at(HARBOUR, "denied any part in it")
    item = blame(source="Lake Brigade", responsible="", act="denies_responsibility", cue="", clause=clause)
    given = answer(HARBOUR, HARBOUR.draft.model_copy(update={"attributions": [item]}))
    assert [one.cue.text for one in given.summary.attributions] == ["denied any part in it"]


def test_a_cue_outside_the_clause_s_sentence_is_refused() -> None:
    """It does not do it."""
    assert attributions(blame(cue=at(HARBOUR, "calling"))) == []


# Contract 2: clauses, who passes words on, figures that were overtaken, words for the country


def test_a_clause_holds_the_marked_words() -> None:
    """What stands beside them is not the clause that they belong to."""
    honest = answer(HARBOUR)
    assert quote(honest, "a fairy tale")["clause"]["text"] == "the accusation “a fairy tale”"  # type: ignore[index]  # a span
    given = with_(HARBOUR, "quotes[3].clause", at(HARBOUR, "any part in it"))
    assert quote(given, "a fairy tale")["clause"] is None
    assert given.found("quotes[3].clause") == ["unsupported_value"]


def test_a_clause_is_without_speaker_and_reporting_word() -> None:
    given = with_(HARBOUR, "quotes[3].clause", at(HARBOUR, "calling the accusation “a fairy tale”"))
    assert quote(given, "a fairy tale")["clause"] is None


def test_who_passes_words_on_is_another_than_the_speaker() -> None:
    given = with_(HARBOUR, "quotes[3].via", "Lake Brigade")
    assert all(q.via is None for q in given.summary.quotes)


def test_who_passes_words_on_from_afar_is_doubted() -> None:
    """Lund stands paragraphs away, as who is interviewed does."""
    given = with_(HARBOUR, "quotes[0].via", "Pekka Lund")
    assert "unsupported_value" in given.found("quotes[0].via")
    assert any(q.via is not None for q in given.summary.quotes)


def test_a_source_that_passes_on_itself_is_no_second_hand() -> None:
    given = with_(HARBOUR, "attributions[1].via", "Aino Hirvonen")
    assert [a.via for a in given.summary.attributions if a.act == "blames"] == [None]


def test_the_words_for_a_country_are_found_by_code() -> None:
    where = answer(HARBOUR).summary.incidents[0].where
    assert (where.country, where.country_span and where.country_span.text) == ("FI", "Finland")


def test_a_figure_that_was_overtaken_contradicts_nobody() -> None:
    """The hospital's 15 beside the chief's nine is a disagreement, unless one was overtaken."""
    field = "incidents[0].injured[0].superseded"
    assert "sources_disagree" in with_(FACTORY, field, False).found("incidents[0].injured")
    assert "sources_disagree" not in with_(FACTORY, field, True).found("incidents[0].injured")


def test_an_event_that_only_sources_tell_of_accuses_nobody_by_name() -> None:
    """Denied by others or not."""
    draft = changed(HARBOUR.draft, "incidents[0].perpetrators", ["Lake Brigade"])
    draft = changed(draft, "incidents[0].evidence", [*HARBOUR.draft.incidents[0].evidence, "S8"])
    for factuality in ("reported", "disputed"):
        told = changed(draft, "incidents[0].factuality", factuality)
        told = changed(told, "incidents[0].reported_by", ["Northern Command"])
        assert answer(HARBOUR, told).summary.incidents[0].perpetrators == []
