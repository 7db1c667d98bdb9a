"""What an address names, and what it must refuse to name."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from strategies import texts

from wirebrief.schemas import Span
from wirebrief.service.errors import InputError
from wirebrief.service.grounding import Addresses, Miss
from wirebrief.service.reading.render import address
from wirebrief.service.reading.text import read_text

ARTICLE = (
    "The port of Malo closed on Sunday. Guards at the gate said the gate was shut at 10:30 on 12 May 2021.\n"
    "“We can’t see 1,200 boats,” said the harbour master’s deputy, Léa Roux — who did not attack the owner.\n"
    "In Kyō\u0304to, “no one” saw the Anti\u2011Crime unit\u2019s  two   boats.\n"
    "Unit #2 met U.S. sailors; they told us so, and 21 more."
)


@pytest.fixture(scope="module")
def addresses() -> Addresses:
    return Addresses(read_text(ARTICLE))


def words(addresses: Addresses, given: str) -> str:
    found = addresses.resolve(given)
    assert isinstance(found, Span), found
    return found.text


def code(addresses: Addresses, given: str) -> str:
    found = addresses.resolve(given)
    assert isinstance(found, Miss), found
    return found.code


def test_a_sentence_id_names_the_sentence(addresses: Addresses) -> None:
    """`S1` is all of sentence 1."""
    assert words(addresses, "S1") == "The port of Malo closed on Sunday."


def test_a_quotation_id_names_the_words_without_marks(addresses: Addresses) -> None:
    """`Q1` leaves the marks out."""
    assert words(addresses, "Q1") == "We can’t see 1,200 boats,"


@pytest.mark.parametrize(
    "given", ["[S1]: Malo", "s1: Malo", " S1 : Malo ", "S01: Malo", "S1:Malo", "S1, Malo"]
)
def test_the_id_may_be_written_carelessly(addresses: Addresses, given: str) -> None:
    """Brackets, case, zeros and spaces around an id say nothing."""
    assert words(addresses, given) == "Malo"


@pytest.mark.parametrize("given", ["S99: Malo", "Q9", "S0", "the gate", "no such words"])
def test_an_unknown_reference_is_refused(addresses: Addresses, given: str) -> None:
    """No such id; or none at all for words that the article has not exactly once."""
    assert code(addresses, given) == "unknown_reference"


def test_words_without_an_id_are_taken_when_the_article_has_them_once(addresses: Addresses) -> None:
    """There is no doubt about their place."""
    assert words(addresses, "the harbour master") == "the harbour master"


def test_words_that_stand_twice_are_ambiguous(addresses: Addresses) -> None:
    """Nothing is guessed."""
    assert code(addresses, "S2: the gate") == "ambiguous"


def test_a_number_sign_picks_the_place(addresses: Addresses) -> None:
    """`#2` is the second."""
    first, second = (addresses.resolve(f"S2: the gate #{n}") for n in (1, 2))
    assert isinstance(first, Span)
    assert isinstance(second, Span)
    assert first.start < second.start


def test_a_number_sign_beyond_the_last_place_is_not_found(addresses: Addresses) -> None:
    """There is no third gate."""
    assert code(addresses, "S2: the gate #3") == "not_found"


def test_a_number_sign_of_the_article_is_read_as_words(addresses: Addresses) -> None:
    """`Unit #2` stands in the text."""
    assert words(addresses, "S5: Unit #2") == "Unit #2"


def test_an_arrow_spans_from_the_first_words_to_the_last(addresses: Addresses) -> None:
    """A long clause needs its ends only."""
    assert words(addresses, "S3: who did >> the owner") == "who did not attack the owner"


def test_an_arrow_with_two_possible_ends_is_ambiguous(addresses: Addresses) -> None:
    """Neither the shortest nor the longest stretch is guessed."""
    assert code(addresses, "S2: Guards >> the gate") == "ambiguous"


def test_an_arrow_takes_a_number_sign_on_either_half(addresses: Addresses) -> None:
    """The place of the end is said."""
    assert words(addresses, "S2: Guards >> the gate #2") == "Guards at the gate said the gate"


def test_an_arrow_that_runs_backwards_is_not_found(addresses: Addresses) -> None:
    """The last words must come last."""
    assert code(addresses, "S3: the owner >> did not") == "not_found"


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("S3: we can't see", "We can’t see"),
        ("S3: harbour master's deputy", "harbour master’s deputy"),
        ("S3: Léa Roux - who", "Léa Roux — who"),
        (f"S3: {unicodedata.normalize('NFD', 'Léa')}", "Léa"),
        ("S3: LÉA ROUX", "Léa Roux"),
        ("S4: two boats", "two   boats"),
        ("S4: anti-crime unit's", "Anti\u2011Crime unit\u2019s"),
        ('S4: "no one"', "no one"),
        ("S1: ⟦Q3⟧Malo", "Malo"),
        ("S1: Malo.", "Malo"),
    ],
)
def test_typography_may_differ(addresses: Addresses, given: str, found: str) -> None:
    """Quotes, dashes, spaces, case, composition, and marks that a model copied."""
    assert words(addresses, given).strip("“”") == found


@pytest.mark.parametrize(
    "given",
    [
        "S2: 2",  # inside 2021
        "S2: 021",
        "S2: 12 May 202",
        "S2: 30",  # inside 10:30
        "S3: 200",  # inside 1,200
        "S3: 1",
        "S3: did attack",  # the article says "did not attack"
        "S3: can",  # inside can't
        "S3: harbor master",
        "S1: The port of Malo closed on Monday",
        "S1: Mal",
        "S1: port Malo",
        "S1: of port",
        "S5: US",  # "us" is another word
        "S2: Kyōto",
    ],
)
def test_resemblance_is_not_enough(addresses: Addresses, given: str) -> None:
    """Parts of words and numbers, left-out words, other spellings and other words are not there."""
    assert code(addresses, given) == "not_found"


def test_an_invented_sentence_is_not_aligned_to_a_word_of_it(addresses: Addresses) -> None:
    """A published aligner accepts a lone "The" for one."""
    assert code(addresses, "S1: The prime minister fled the burning city") == "not_found"


def test_a_miss_says_where_the_words_do_stand(addresses: Addresses) -> None:
    """So that a model can mend it."""
    found = addresses.resolve("S1: the owner")
    assert isinstance(found, Miss)
    assert found.message == "S1 does not contain “the owner”; S3 does."


def test_words_are_found_through_an_encoding_fault() -> None:
    """A model writes the apostrophe that it was shown; the article has lost it."""
    addresses = Addresses(read_text("Norway s army said it hadn t fired. The fjord was calm on Monday."))
    assert words(addresses, "S1: Norway's army") == "Norway s army"
    assert words(addresses, "S1: hadn't fired") == "hadn t fired"
    assert words(addresses, "S1: hadn t") == "hadn t"


def test_scripts_without_spaces_are_searched_within_words() -> None:
    """Han has no word breaks to respect, but its numbers are whole."""
    addresses = Addresses(read_text("港口已经关闭，十三人受伤。"))
    assert words(addresses, "S1: 关闭") == "关闭"
    assert code(addresses, "S1: 三人") == "not_found"


@given(texts())
@settings(deadline=None, max_examples=80)
def test_every_address_that_is_given_out_leads_back(text: str) -> None:
    """`render.address` and `Addresses` are inverse, for any words of any sentence."""
    try:
        document = read_text(text)
    except InputError:
        return
    addresses = Addresses(document)
    for sentence in document.sentences:
        for start, end in _stretches(document.text, sentence.start, sentence.end):
            try:
                given = address(document, start, end)
            except ValueError:
                continue
            found = addresses.resolve(given)
            assert isinstance(found, Span), given
            assert (found.start, found.end) == (start, end), given


def _stretches(text: str, start: int, end: int) -> list[tuple[int, int]]:
    words = [(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", text[start:end])]
    return [(words[i][0], words[j][1]) for i in range(len(words)) for j in range(i, len(words), 3)]


def test_every_place_of_the_words_can_be_had(addresses: Addresses) -> None:
    """For a caller who knows which of several equal places is meant, or that any will do."""
    found = addresses.places("S2: the gate")
    assert not isinstance(found, Miss)
    assert [span.text for span in found] == ["the gate", "the gate"]


@pytest.mark.parametrize(
    ("text", "given", "found"),
    [
        ("The street stayed calmA police source spoke of nails.", "A police source", "A police source"),
        ("Leaders declared an emergencyThe head of the ward agreed.", "an emergency", "an emergency"),
    ],
)
def test_words_joined_by_a_lost_space_are_found(text: str, given: str, found: str) -> None:
    """Pages lose the space between two paragraphs."""
    assert words(Addresses(read_text(text)), f"S1: {given}") == found


@pytest.mark.parametrize("given", ["Asia", "Donald", "Phone", "lanes", "Cordova"])
def test_a_capital_within_a_name_is_no_lost_space(given: str) -> None:
    """ "AirAsia" is no Asia."""
    text = "McDonald and deCordova flew AirAsia with an iPhone, in airplanes."
    assert code(Addresses(read_text(text)), f"S1: {given}") == "not_found"


def test_copy_in_capitals_has_the_case_that_a_model_is_shown() -> None:
    """Reading gives it small letters, and a model copies these."""
    text = "THE ARMY SAID ON TUESDAY THAT IT HAD LOST TWO SOLDIERS NEAR THE BORDER. THEY WERE BURIED THERE."
    addresses = Addresses(read_text(text))
    assert words(addresses, "S1: it") == "IT"
    assert words(addresses, "S2: They") == "THEY"


@pytest.mark.parametrize("given", ["بعد ثلاث ساعات", "الشرطة", "شرطة", "وزارة"])
def test_particles_of_arabic_are_no_part_of_the_word_that_follows(given: str) -> None:
    """Arabic writes "and", "by" and "the" onto the next word; what a model cites may leave them off."""
    read = Addresses(read_text("وبعد ثلاث ساعات قالت الوزارة إن بلاغا وصل بالشرطة أمس."))
    assert words(read, f"S1: {given}") == given


def test_a_word_within_an_arabic_word_is_not_there() -> None:
    read = Addresses(read_text("وبعد ثلاث ساعات قالت الوزارة إن بلاغا وصل بالشرطة أمس."))
    assert code(read, "S1: رطة") == "not_found"
