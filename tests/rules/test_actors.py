"""Who is who: names, posts, affiliations, pronouns, descriptions. Passages of our own."""

import pytest
from spoken import draft, said, stretch

from wirebrief.schemas.draft import ActorDraft


def actors(text: str) -> dict[str, ActorDraft]:
    """Draft actors by name."""
    return {stretch(text, actor.name): actor for actor in draft(text).actors}


def test_a_name_goes_without_rank_and_post() -> None:
    text = "Guild commander Brig. Gen. Paul K. Lambert, Sr. said the gate was shut."
    assert "Paul K. Lambert, Sr." in actors(text)


def test_a_post_before_the_name_is_its_role_and_gives_the_affiliation() -> None:
    text = "Transport ministry spokesman Peter Lund said the gate was shut."
    lund = actors(text)["Peter Lund"]
    assert (lund.role, lund.affiliation) == ("S1: Transport ministry spokesman", "Transport ministry")


@pytest.mark.parametrize(
    ("first", "later", "name"),
    [
        ("Mason Lena Iversdotter", "Dr Iversdotter", "Lena Iversdotter"),
        ("Gov. Paul Lambert", "The governor", "Paul Lambert"),
        ("Samuel Lee Reed", "Sam Reed", "Samuel Lee Reed"),
    ],
)
def test_a_person_is_the_same_by_title_post_and_short_first_name(first: str, later: str, name: str) -> None:
    text = f"{first} shut the gate. {later} said it was late."
    assert [quote.speaker for quote in said(text)] == [name]


def test_an_apposition_is_a_role() -> None:
    text = "Peter Lund, a spokesman for the harbour board, said the gate was shut."
    lund = actors(text)["Peter Lund"]
    assert (lund.role, lund.affiliation) == ("S1: spokesman for the harbour board", "harbour board")


def test_an_unnamed_source_is_anonymous() -> None:
    official = actors("A senior harbour official said the gate was shut.")["senior harbour official"]
    assert (official.kind, official.anonymous) == ("person", True)


KINDS = {
    "The foreign ministry said it would wait.": "government_body",
    "The army said it would wait.": "military",
    "Residents said they would wait.": "people",
    "The United Nations said it would wait.": "international_body",
    "The opposition party said it would wait.": "political_group",
    "The airline said it would wait.": "company",
    "France said it would wait.": "state",
    "The militia said it would wait.": "armed_group",
    "Rosa Diaz said she would wait.": "person",
}


@pytest.mark.parametrize(("text", "kind"), KINDS.items())
def test_the_words_tell_the_kind(text: str, kind: str) -> None:
    assert [actor.kind for actor in draft(text).actors] == [kind]


RESOLVED = {
    "surname": ("Mayor John Lark opened the market. Lark said the stalls were full.", "John Lark"),
    "he": ("Mayor John Lark opened the market. He said the stalls were full.", "John Lark"),
    "she, not he": ("Ann Lee met John Lark. She said the stalls were full.", "Ann Lee"),
    "he, not she": ("John Lark met Ann Lee. He said the stalls were full.", "John Lark"),
    "the role": ("Spokesman Peter Lund arrived. The spokesman said the stalls were full.", "Peter Lund"),
    "the role behind the name": (
        "Peter Lund, a lawyer, arrived with a clerk. The lawyer said the stalls were full.",
        "Peter Lund",
    ),
    "an acronym": (
        "The World Ferry Organization (WFO) met. The WFO said the stalls were full.",
        "World Ferry Organization",
    ),
    "it": ("The firm opened a shop. It said the stalls were full.", "firm"),
    "they": ("Residents met on Monday. They said the stalls were full.", "Residents"),
    "his deputy": (
        "Mayor John Lark left. His deputy, Omar Haddad, said the stalls were full.",
        "Omar Haddad",
    ),
    "he, by his first name": ("Imogen Veil met Kwame Doss. He said the stalls were full.", "Kwame Doss"),
    "she, by her first name": (
        "Imogen Veil met Kwame Doss at the gate. She said the stalls were full.",
        "Imogen Veil",
    ),
    "a surname that looks like a plural": (
        "Kwame Rillars opened the market. He said the stalls were full.",
        "Kwame Rillars",
    ),
    "a first name": ("Ann Lee’s brother, Luis, said the stalls were full.", "Luis"),
    "a letter": ("A letter from the governor’s office said the stalls were full.", "governor’s office"),
}


@pytest.mark.parametrize(("text", "speaker"), RESOLVED.values(), ids=RESOLVED.keys())
def test_the_speaker_is_resolved(text: str, speaker: str) -> None:
    assert [quote.speaker for quote in said(text) if quote.words.endswith("the stalls were full")] == [
        speaker
    ]


def test_a_post_is_of_whoever_is_named_with_it_later() -> None:
    text = "The minister said the stalls were full. Ana Roy, the minister, then left."
    assert [quote.speaker for quote in said(text)] == ["Ana Roy"]


def test_an_unnamed_one_of_several_is_not_named_later() -> None:
    text = "A minister said the stalls were full. Ana Roy, the minister for sport, then left."
    assert [quote.speaker for quote in said(text)] == ["minister"]


def test_a_speaker_over_several_sentences() -> None:
    """He stays he until another man comes."""
    text = (
        "Omar Haddad runs the mill. He said flour was dear. The mill stands by the river. He added that it "
        "would close.\n\nTom Reed, the baker, was angry. He said the town needed bread."
    )
    assert [quote.speaker for quote in said(text)] == ["Omar Haddad", "Omar Haddad", "Tom Reed"]


def test_every_listed_actor_is_referred_to() -> None:
    found = draft("Mayor John Lark met Ann Lee and Tom Reed in Oakdale. Lark said the stalls were full.")
    assert [actor.name for actor in found.actors] == ["S1: John Lark"]
