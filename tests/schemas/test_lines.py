"""A draft in lines says what the draft says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirebrief.schemas import draft as d
from wirebrief.schemas.lines import lines_of, read_line, write_line
from wirebrief.schemas.vocabulary import (
    Act,
    ActorKind,
    DamageLevel,
    Factuality,
    IncidentType,
    Outcome,
    QuotedTextKind,
    QuoteKind,
    Relation,
    Stance,
    WeaponKind,
    values,
)

WORDS = st.lists(
    st.sampled_from(("the", "kiln", "Una", "“old”", "12", "d'Arc", "said;", "a/b", "x=y", "…")), min_size=1
)
NAME = WORDS.map(" ".join)
ADDRESS = st.builds("S{}: {}".format, st.integers(1, 40), NAME)
IDS = st.lists(st.integers(1, 30).map("S{}".format), min_size=1, max_size=4)
INCIDENTS = st.lists(st.integers(1, 9).map("I{}".format), max_size=3)
OR_NOT = st.one_of(st.just(""), ADDRESS)
PARTY = st.one_of(NAME, ADDRESS, st.builds("{} = {}".format, ADDRESS, NAME))
FIGURE = st.builds(
    d.CasualtyDraft,
    at=ADDRESS,
    named=st.integers(0, 3),
    source=st.one_of(st.just(""), PARTY),
    superseded=st.booleans(),
)


def label(vocabulary: object) -> st.SearchStrategy[str]:
    return st.sampled_from(values(vocabulary))


RECORDS = {
    "actors": st.builds(
        d.ActorDraft,
        name=ADDRESS,
        kind=label(ActorKind),
        role=OR_NOT,
        affiliation=st.one_of(st.just(""), NAME),
        anonymous=st.booleans(),
        mentions=st.lists(ADDRESS, max_size=3),
    ),
    "incidents": st.builds(
        d.IncidentDraft,
        confidence=st.none(),
        id=st.integers(1, 9).map("I{}".format),
        evidence=IDS,
        type=label(IncidentType),
        outcome=label(Outcome),
        factuality=label(Factuality),
        reported_by=st.lists(PARTY, max_size=2),
        disputed_by=st.lists(PARTY, max_size=2),
        aggregate=st.booleans(),
        when=OR_NOT,
        anchor=st.sampled_from(("", "published", "I2")),
        where=st.builds(
            d.PlaceDraft,
            at=OR_NOT,
            site=OR_NOT,
            city=OR_NOT,
            area=OR_NOT,
            admin1=st.sampled_from(("", "Upper Felk")),
            country=st.sampled_from(("", "XK")),
        ),
        perpetrators=st.lists(PARTY, max_size=2),
        targets=st.lists(PARTY, max_size=2),
        victims=st.lists(PARTY, max_size=2),
        weapons=st.lists(st.builds(d.WeaponDraft, at=ADDRESS, kind=label(WeaponKind)), max_size=2),
        killed=st.lists(FIGURE, max_size=2),
        injured=st.lists(FIGURE, max_size=2),
        missing=st.lists(FIGURE, max_size=2),
        damage=ADDRESS,
        damage_level=label(DamageLevel),
        related=st.lists(
            st.builds(d.RelatedDraft, incident=st.just("I3"), relation=label(Relation)), max_size=1
        ),
        summary=NAME,
    ),
    "attributions": st.builds(
        d.AttributionDraft,
        confidence=st.none(),
        source=st.one_of(st.just(""), PARTY),
        via=st.one_of(st.just(""), PARTY),
        act=label(Act),
        responsible=st.one_of(st.just(""), PARTY),
        incidents=INCIDENTS,
        cue=ADDRESS,
        clause=ADDRESS,
    ),
    "quotes": st.one_of(
        st.builds(
            d.QuoteDraft,
            confidence=st.none(),
            quotation=st.just("Q3"),
            kind=label(QuoteKind),
            stance=label(Stance),
            clause=OR_NOT,
            speakers=st.lists(PARTY, max_size=2),
            speaker_at=OR_NOT,
            via=st.one_of(st.just(""), PARTY),
            cue=OR_NOT,
            continues=st.booleans(),
            incidents=INCIDENTS,
        ),
        st.builds(
            d.QuoteDraft, confidence=st.none(), content=ADDRESS, kind=label(QuoteKind), stance=label(Stance)
        ),
    ),
    "quoted_text": st.builds(
        d.QuotedTextDraft, confidence=st.none(), quotation=st.just("Q2"), kind=label(QuotedTextKind)
    ),
    "key_points": st.builds(d.KeyPointDraft, text=NAME, evidence=IDS),
}


@pytest.mark.parametrize("facet", RECORDS)
@given(data=st.data())
@settings(deadline=None, max_examples=60)
def test_a_record_comes_back_from_its_line(facet: str, data: st.DataObject) -> None:
    """Nothing is lost in writing, whatever is empty and whatever is said."""
    record = data.draw(RECORDS[facet])
    assert type(record).model_validate(read_line(facet, write_line(facet, record.model_dump()))) == record


@pytest.mark.parametrize("facet", RECORDS)
@given(line=st.text(max_size=60))
@settings(deadline=None, max_examples=60)
def test_any_line_reads_or_is_refused(facet: str, line: str) -> None:
    """A model may write anything; it gets a record or a ValueError, nothing else."""
    try:
        record = read_line(facet, line)
    except ValueError:
        return
    assert record == {} or set(record) <= set(type_of(facet).model_fields)


def type_of(facet: str) -> type[d.DraftModel]:
    found: type[d.DraftModel] = {
        "actors": d.ActorDraft,
        "incidents": d.IncidentDraft,
        "attributions": d.AttributionDraft,
        "quotes": d.QuoteDraft,
        "quoted_text": d.QuotedTextDraft,
        "key_points": d.KeyPointDraft,
    }[facet]
    return found


@pytest.mark.parametrize("nothing", ["none", "None", " ", ""])
def test_none_is_no_record(nothing: str) -> None:
    assert read_line("quotes", nothing) == {}


def test_a_line_may_hold_a_bar_of_the_article() -> None:
    """What follows a bar and is no keyword belongs to the part before."""
    line = "blames | source Una Felk | clause S2: Felk | Sons blamed >> rain | incidents I1"
    assert read_line("attributions", line)["clause"] == "S2: Felk | Sons blamed >> rain"


def test_what_is_not_said_is_not_written() -> None:
    quote = d.QuoteDraft(quotation="Q1", kind="direct", stance="asserts", speakers=["Una Felk"])
    assert write_line("quotes", quote.model_dump()) == "Q1 | direct asserts | speaker Una Felk"


def test_words_that_say_when_count_from_publication_unless_it_is_said_otherwise() -> None:
    line = "I1 | S2 | fire succeeded asserted | when S2: on Monday"
    assert read_line("incidents", line)["anchor"] == "published"
    assert read_line("incidents", f"{line} | anchor date")["anchor"] == ""
    assert read_line("incidents", f"{line} | anchor I2")["anchor"] == "I2"


@pytest.mark.parametrize(
    ("facet", "line"),
    [
        ("actors", "S1: Una Felk"),
        ("incidents", "I1 | S2 | fire succeeded"),
        ("incidents", "I1 |  | fire succeeded asserted"),
        ("quotes", "Q1 | direct"),
        ("quotes", "Q1 | direct asserts | colour red"),
        ("quoted_text", "Q1"),
        ("key_points", "A kiln burned."),
    ],
)
def test_a_line_without_what_every_record_has_is_refused(facet: str, line: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_line(facet, line)


def test_a_whole_draft_is_written_list_by_list() -> None:
    draft = d.Draft(quoted_text=[d.QuotedTextDraft(quotation="Q1", kind="title")])
    lines = lines_of(draft.model_dump())
    assert lines["quoted_text"] == ["Q1 | title"]
    assert lines["actors"] == []
