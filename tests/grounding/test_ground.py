"""What becomes of each reference of a draft."""

import pytest
from staged import Pointer, staged

from wirebrief.schemas.draft import (
    ActorDraft,
    Draft,
    IncidentDraft,
    KeyPointDraft,
    PlaceDraft,
    QuoteDraft,
    QuotedTextDraft,
)
from wirebrief.service.grounding import Finding, ground
from wirebrief.service.reading.text import read_text

DOCUMENT = read_text(
    "A drone hit a depot in Riga on 4 May 2021. “It burned,” said Ilze Kalns, who heads the fire brigade.\n"
    "She told reporters that nobody was hurt. “We ‘got lucky’ today,” Kalns added."
)
P = Pointer(DOCUMENT)


def of(draft: Draft) -> list[Finding]:
    return list(ground(DOCUMENT, draft).findings)


def codes(draft: Draft) -> list[tuple[str, str, str]]:
    return [(f.code, f.path, f.severity) for f in of(draft)]


def actor(**fields: object) -> ActorDraft:
    return ActorDraft.model_validate({"name": P.at("Ilze Kalns"), "kind": "person", **fields})


def test_an_honest_draft_has_no_findings() -> None:
    """Each of the six staged drafts resolves completely."""
    for name in ("harbour", "factory", "convoy", "clinic", "march", "bridge"):
        assert ground(staged(name).document, staged(name).draft).findings == ()


def test_an_actor_without_any_place_is_dropped() -> None:
    """Nobody is invented."""
    assert codes(Draft(actors=[actor(name="S1: Juris Ozols")])) == [("not_found", "actors[0].name", "item")]


def test_an_actor_keeps_its_place_by_another_mention() -> None:
    """A wrong name costs the name and not the actor."""
    grounding = ground(DOCUMENT, Draft(actors=[actor(name="S1: Juris", mentions=[P.at("Kalns", 2)])]))
    assert [a.name.text for a in grounding.actors] == ["Kalns"]
    assert [f.severity for f in grounding.findings] == ["detail"]


def test_a_pronoun_alone_names_no_actor() -> None:
    """ "She" cannot stand in for a name."""
    assert ground(DOCUMENT, Draft(actors=[actor(name="S9: x", mentions=[P.at("She")])])).actors == ()


@pytest.mark.parametrize("name", ["Ilze Kalns", "ilze kalns", "Kalns", "S2: Ilze Kalns", "the Ilze Kalns"])
def test_an_actor_is_found_by_its_name_or_another_mention(name: str) -> None:
    """Case, article and a copied address do not matter."""
    draft = Draft(
        actors=[actor(mentions=[P.at("Kalns", 2)])],
        quotes=[QuoteDraft(quotation="Q1", kind="direct", speakers=[name])],
    )
    assert ground(DOCUMENT, draft).quotes[0].speakers == (0,)


def test_a_wording_that_two_actors_share_is_ambiguous() -> None:
    """Nothing is guessed."""
    brigade = ActorDraft(name=P.at("fire brigade"), mentions=[P.at("Kalns", 2)])
    draft = Draft(
        actors=[actor(mentions=[P.at("Kalns", 2)]), brigade],
        quotes=[QuoteDraft(quotation="Q1", kind="direct", speakers=["Kalns"])],
    )
    assert ("ambiguous", "quotes[0].speakers[0]", "field") in codes(draft)


def test_a_reference_to_a_dropped_actor_names_the_cause() -> None:
    """Asking for the actor again is enough."""
    draft = Draft(
        actors=[actor(name="S1: Juris")],
        quotes=[QuoteDraft(quotation="Q1", kind="direct", speakers=["Juris"])],
    )
    assert of(draft)[-1].because == "actors[0]"


def test_a_quotation_that_does_not_exist_is_dropped() -> None:
    """It cannot be misquoted either."""
    draft = Draft(quotes=[QuoteDraft(quotation="Q9", kind="direct")])
    assert codes(draft) == [("unknown_reference", "quotes[0].quotation", "item")]


def test_reported_speech_cited_from_between_marks_is_refused() -> None:
    """Law 3 from the other side: those words are a quotation."""
    draft = Draft(quotes=[QuoteDraft(content="S4: got", kind="indirect")])
    assert codes(draft)[0] == ("unsupported_value", "quotes[0].content", "item")


def test_a_whole_quotation_cited_by_its_words_is_taken_as_that_quotation() -> None:
    """The words are right, so only the kind is."""
    quote = ground(DOCUMENT, Draft(quotes=[QuoteDraft(content="S2: It burned,", kind="direct")])).quotes[0]
    assert (quote.quotation, quote.kind, quote.span.text) == ("Q1", "direct", "It burned,")


def test_a_kind_that_the_marks_contradict_is_corrected() -> None:
    """Marked words are not indirect."""
    grounding = ground(
        DOCUMENT, Draft(quotes=[QuoteDraft(quotation="Q1", kind="indirect", stance="asserts")])
    )
    assert grounding.quotes[0].kind == "direct"
    assert [f.path for f in grounding.findings] == ["quotes[0].kind"]


def test_an_invented_label_is_a_finding_and_becomes_the_weakest() -> None:
    """One wrong word must not make a whole answer unreadable."""
    draft = Draft(
        incidents=[IncidentDraft(id="I1", evidence=["S1"], type="Drone Attack", factuality="certain")]
    )
    grounding = ground(DOCUMENT, draft)
    assert (grounding.incidents[0].type, grounding.incidents[0].factuality) == ("drone_attack", "reported")
    assert [f.path for f in grounding.findings] == ["incidents[0].factuality"]


def test_an_incident_without_a_sentence_is_dropped() -> None:
    """And so is every reference to it, because of it."""
    draft = Draft(
        incidents=[IncidentDraft(id="I1", evidence=["S77"], type="fire", factuality="asserted")],
        quotes=[QuoteDraft(quotation="Q1", kind="direct", incidents=["I1"])],
    )
    assert [(f.path, f.because) for f in of(draft)][-1] == ("quotes[0].incidents[0]", "incidents[0]")


def test_a_blank_item_is_one_that_the_engine_gave_up() -> None:
    """It is dropped with a finding, not silently."""
    draft = Draft(quotes=[QuoteDraft()], quoted_text=[QuotedTextDraft()], key_points=[KeyPointDraft()])
    assert {f.severity for f in of(draft)} == {"item"}
    assert len(of(draft)) == 3


def test_a_confidence_that_is_no_probability_is_dropped() -> None:
    """Null says that there is none that means anything."""
    draft = Draft(quotes=[QuoteDraft(quotation="Q1", kind="direct", confidence=1.5)])
    assert ground(DOCUMENT, draft).quotes[0].confidence is None


def parties(*given: str) -> list[tuple[str | None, int | None]]:
    """The words and the actor that each target of an incident is taken for."""
    kalns = actor(mentions=[P.at("Kalns", 2), P.at("She")])
    incident = IncidentDraft(id="I1", evidence=["S1"], type="drone_attack", targets=list(given))
    found = ground(DOCUMENT, Draft(actors=[kalns], incidents=[incident])).incidents[0].targets
    return [(party.span.text if party.span else None, party.actor) for party in found]


PARTIES = [
    ("Ilze Kalns", (None, 0)),
    ("S2: Ilze Kalns", ("Ilze Kalns", 0)),
    ("S1: a depot", ("a depot", None)),
    ("S2: the fire brigade = Ilze Kalns", ("the fire brigade", 0)),
    ("S3: She", ("She", 0)),
    ("S1: a depot #1", ("a depot", None)),
    ("a depot", ("a depot", None)),
]


@pytest.mark.parametrize(("given", "meant"), PARTIES, ids=[given for given, _ in PARTIES])
def test_a_party_is_a_name_or_words_or_both(given: str, meant: tuple[str | None, int | None]) -> None:
    """Words that are a listed actor's name, or that it alone cites as a mention, are that actor."""
    assert parties(given) == [meant]


def test_a_party_that_is_neither_in_the_list_nor_in_the_article_is_nobody() -> None:
    incident = IncidentDraft(id="I1", evidence=["S1"], type="drone_attack", targets=["Juris Ozols"])
    assert ("unknown_reference", "incidents[0].targets[0]", "field") in codes(Draft(incidents=[incident]))


@pytest.mark.parametrize("given", ["Ilze Kalns", "S2: Ilze Kalns", "S2: the fire brigade = Ilze Kalns"])
def test_where_only_an_actor_is_wanted_every_form_of_a_party_gives_it(given: str) -> None:
    incident = IncidentDraft(id="I1", evidence=["S1"], type="drone_attack", factuality="reported")
    incident = incident.model_copy(update={"reported_by": [given]})
    found = ground(DOCUMENT, Draft(actors=[actor()], incidents=[incident]))
    assert (found.incidents[0].reported_by, found.findings) == ((0,), ())


def test_the_words_given_with_the_speakers_stand_for_them() -> None:
    """From the first to the last of them, where nothing else is said."""
    brigade = ActorDraft(name=P.at("fire brigade"), kind="government_body")
    said = QuoteDraft(quotation="Q1", kind="direct", speakers=["S2: Ilze Kalns", "S2: the fire brigade"])
    quote = ground(DOCUMENT, Draft(actors=[actor(), brigade], quotes=[said])).quotes[0]
    assert quote.speakers == (0, 1)
    assert quote.speaker_span is not None
    assert quote.speaker_span.text == "Ilze Kalns, who heads the fire brigade"


@pytest.mark.parametrize("given", ["Juris Ozols", "reporters"])
def test_a_speaker_who_is_not_in_the_list_is_told(given: str) -> None:
    """Also where the word stands in the article: without its sentence it may mean anybody."""
    draft = Draft(actors=[actor()], quotes=[QuoteDraft(quotation="Q1", kind="direct", speakers=[given])])
    assert ("unknown_reference", "quotes[0].speakers[0]", "field") in codes(draft)


def test_cited_words_that_nobody_in_the_list_has_are_an_unnamed_actor() -> None:
    draft = Draft(
        actors=[actor()], quotes=[QuoteDraft(quotation="Q1", kind="direct", speakers=["S3: reporters"])]
    )
    grounding = ground(DOCUMENT, draft)
    (speaker,) = grounding.quotes[0].speakers
    assert (grounding.actors[speaker].name.text, grounding.actors[speaker].anonymous) == ("reporters", True)
    assert grounding.findings == ()


@pytest.mark.parametrize("city", ["Riga", "S1: Riga"])
def test_the_name_of_a_place_is_found_with_or_without_its_sentence(city: str) -> None:
    incident = IncidentDraft(id="I1", evidence=["S1"], type="drone_attack", where=PlaceDraft(city=city))
    where = ground(DOCUMENT, Draft(incidents=[incident])).incidents[0].where
    assert where.city is not None
    assert where.city.text == "Riga"


@pytest.mark.parametrize(("said", "kind"), [("opinion", "opinion"), ("", "report"), ("poem", "report")])
def test_the_kind_of_text_is_what_the_draft_says_else_what_reading_does(said: str, kind: str) -> None:
    grounding = ground(DOCUMENT, Draft(kind=said))
    assert grounding.kind == kind
    assert [f.code for f in grounding.findings] == (["unsupported_value"] if said == "poem" else [])
