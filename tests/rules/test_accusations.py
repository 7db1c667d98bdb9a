"""Nobody is accused by nearness: beside each construction that accuses stand those whom it does not name.

Passages of our own.
"""

import pytest

pytest.importorskip("spacy", reason="the rules engine is an extra")

from incident_cases import summary_of

from wirebrief import summarize
from wirebrief.schemas import ArticleSummary
from wirebrief.service.engines.rules.engine import draft_parsed
from wirebrief.service.engines.rules.judging.belief import Bars
from wirebrief.service.engines.rules.parse import parse
from wirebrief.service.engines.rules.parts import RULES
from wirebrief.service.reading.text import draft_document

ACCUSING = frozenset({"blames", "suspects", "charges", "convicts", "claims_responsibility", "confirms"})


def accused(summary: ArticleSummary) -> set[str]:
    """Everybody who is named as a doer, by the article or by whom it reports."""
    name = {actor.id: actor.name for actor in summary.actors}
    doers = {p for incident in summary.incidents for p in incident.perpetrators}
    doers |= {a.responsible for a in summary.attributions if a.responsible and a.act in ACCUSING}
    return {name[actor] for actor in doers}


CLEAR = [
    # courts take it back
    ("Ivo Lind was acquitted of the murder of Ana Bell on Monday.", "an acquitted man"),
    ("Ivo Lind was cleared of murdering Ana Bell.", "a cleared man"),
    ("A jury found Ivo Lind not guilty of burning down the mill.", "not guilty"),
    ("Prosecutors dropped charges of arson against Ivo Lind.", "dropped charges"),
    ("Prosecutors withdrew the allegation that the clerk had burned the depot.", "a withdrawn allegation"),
    ("Tom Reed pleaded not guilty to the murder of Ana Bell.", "a plea of not guilty"),
    # it is denied, asked, planned, supposed
    ("Ivo Lind denied killing Ana Bell.", "who denies it"),
    ("Police asked whether Ivo Lind had shot Ana Bell.", "a question"),
    ("A court in Velm will decide on Friday whether Tom Reed killed Ana Bell.", "a trial to come"),
    ("Ivo Lind planned to bomb the market, police said.", "a plan"),
    ("If Ivo Lind shot the clerk, he will go to jail, the judge said.", "a condition"),
    ("Ivo Lind said he would have shot the clerk if the door had been open.", "what would have been"),
    ("The pilots did not try to sink the ferry, according to reports.", "what was not tried"),
    ("The minister said the police killed no one.", "who killed no one"),
    ("Envoy Reed could not see why the navy did not shell the fort.", "what was left undone"),
    ("The sniper belonged to no party, his sister said.", "a party that nobody belongs to"),
    # those around a deed
    ("A doctor, Ana Bell, tried to save the man who was shot in Velm on Monday.", "who helps"),
    ("The coroner, Ana Bell, said the boy was strangled.", "who examines"),
    ("Tom Reed found the body of Ana Bell, who had been strangled.", "who finds the body"),
    ("A bystander, Tom Reed, held the gunman down after the shooting.", "a bystander"),
    ("He was knocked off his bicycle and robbed, Amrit Gill said.", "who only tells it"),
    ("The warden told me I had caused the fire.", "the writer, and who speaks to him"),
    ("The mayor, Tom Reed, took responsibility for the late trains.", "who answers for something else"),
    ("Ana Bell wants to know who killed her son.", "who asks"),
    ("Clerk stabbed to death in Velm\n\nThe depot has been closed since Monday.", "the victim of a headline"),
]


@pytest.mark.parametrize("text", [pytest.param(text, id=who) for text, who in CLEAR])
@pytest.mark.parametrize("product", [False, True], ids=["rules", "product"])
def test_nobody_is_accused(text: str, *, product: bool) -> None:
    assert accused(summarize(text, engine="rules") if product else summary_of(text)) == set()


NAMED = [
    ("Gunmen led by Tom Reed attacked the depot; the clerk, Ana Bell, was hurt.", {"Gunmen"}),
    ("Tom Reed told the court that Ivo Lind killed his wife.", {"Ivo Lind"}),
    ("Ana Bell said Tom Reed, her brother, was shot by soldiers.", {"soldiers"}),
    ("Judge Ana Bell jailed the two men for burning the mill.", {"two men"}),
    ("Tom Reed admitted burning down the mill.", {"Tom Reed"}),
    ("Tom Reed was found guilty of the murder of Ana Bell.", {"Tom Reed"}),
    ('"We shelled the fort," the Herald quoted a militia captain as saying.', {"militia captain", "militia"}),
    ("The navy denied that its gunners sank the ferry. The union said they did.", {"gunners", "navy"}),
    ("The jury is hearing evidence against the mayor for allegedly burning the archive.", {"mayor"}),
    ("He was held after owners of a yacht said Tom Reed tried to burn it.", {"Tom Reed"}),
    ("The court heard that Tom Reed stabbed Ana Bell in the neck.", {"Tom Reed"}),
]


@pytest.mark.parametrize(("text", "doers"), NAMED)
def test_the_doer_is_accused_and_nobody_beside(text: str, doers: set[str]) -> None:
    found = accused(summary_of(text))
    assert found
    assert found <= doers


def test_what_a_court_only_hears_is_no_statement_of_the_article() -> None:
    summary = summary_of("The court heard that Tom Reed stabbed Ana Bell in the neck.")
    assert [i.perpetrators for i in summary.incidents] == [[]]


def test_the_paper_passes_a_claim_on_and_does_not_make_it() -> None:
    summary = summary_of('"We shelled the fort," the Herald quoted a militia captain as saying.')
    name = {actor.id: actor.name for actor in summary.actors}
    assert [name[a.source or ""] for a in summary.attributions] == ["militia captain"]
    assert [name[speaker] for q in summary.quotes for speaker in q.speakers] == ["militia captain"]


def test_who_is_accused_by_name_asks_for_a_bar_of_its_own() -> None:
    text = "Ivo Lind stabbed Ana Bell in Velm. Police blamed Tom Reed for the fire. Gunmen shot a clerk."
    parsed = parse(draft_document(text))
    everything = draft_parsed(parsed, RULES, Bars.at(0.0))
    bars = Bars(incidents=0.0, attributions=0.0, accusations=1.1, quotes=0.0)
    unaccusing = draft_parsed(parsed, RULES, bars)
    assert {p for i in everything.incidents for p in i.perpetrators} >= {"Ivo Lind", "Gunmen"}
    assert len(unaccusing.incidents) == len(everything.incidents)
    assert "Ivo Lind" not in {p for i in unaccusing.incidents for p in i.perpetrators}
    assert [a.responsible for a in everything.attributions] == ["Tom Reed"]
    assert unaccusing.attributions == []
