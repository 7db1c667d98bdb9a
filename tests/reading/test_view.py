"""The view: what each character is read as, and where it came from."""

import pytest

from wirebrief.service.reading.view import fold_words, make_view, unfold


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("“Gone,” he said", '"Gone," he said'),
        ("„weg“ »fort« «parti»", '"weg" "fort" "parti"'),
        ("the crew’s ‘boat’", "the crew's 'boat'"),
        ("``Gone,'' he said", '"Gone," he said'),
        ("port — closed", "port — closed"),
        ("port -- closed --- again", "port — closed — again"),
        ("port - closed – now", "port — closed — now"),
        ("a sea‑going ship, 2019–2020", "a sea-going ship, 2019-2020"),
        ("well… no . . . yes", "well... no ... yes"),
        ("5\u00a0km\tor\u20095 mi", "5 km or 5 mi"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("cafe\u0301", "caf\u00e9"),
        ("zero\u200bwidth, soft\xadhyphen, \ufeffmark", "zerowidth, softhyphen, mark"),
        ("the ﬁre", "the fire"),
        ("Tom &amp; Ann&#39;s &quot;boat&quot;&nbsp;sank", 'Tom & Ann\'s "boat" sank'),
    ],
)
def test_typography_is_folded(text: str, read: str) -> None:
    assert make_view(text).text == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Peru s coast", "Peru's coast"),
        (
            "We ve seen it, they re sure, I m not, it ll end",
            "We've seen it, they're sure, I'm not, it'll end",
        ),
        ("it hadn t come and can t", "it hadn't come and can't"),
        ("the harbour s, and hers", "the harbour's, and hers"),
        ("We?ve seen Peru?s coast", "We've seen Peru's coast"),
        ("We\ufffdve seen", "We've seen"),
        ("\ufffd\ufffd\ufffdGone,\ufffd\ufffd\ufffd he said", '"Gone," he said'),
        ("â€œGone,â€\x9d he said. Itâ€™s cafÃ©", '"Gone," he said. It\'s café'),
        ("\x93Gone,\x94 he said", '"Gone," he said'),
        ('""Gone,"" he said', '"Gone," he said'),
    ],
)
def test_what_an_encoding_fault_lost_is_put_back(text: str, read: str) -> None:
    assert make_view(text).text == read


@pytest.mark.parametrize(
    "text",
    [
        "the letter s is last",
        "a plural with s or es",
        "teachers strike over pay",
        "the 1990 s",
        "Is it Peru? so be it",
        "see page?s=2 of it",
        "CAFÉ» closed",
        "AT&T; R&D",
        "'80s rock 'n' roll",
    ],
)
def test_what_is_not_certain_is_left(text: str) -> None:
    unfolded = unfold(text)
    assert unfolded.text == text
    assert unfolded.repairs == ()


def test_a_lost_apostrophe_is_not_put_back_in_a_language_with_such_words() -> None:
    assert make_view("mluvil s ním", "cs").text == "mluvil s ním"


def test_typography_is_no_repair() -> None:
    assert unfold("“Gone,” he said — cafe\u0301…").repairs == ()


def test_a_repair_is_shown_as_it_stood() -> None:
    assert unfold("Off Peru s coast").repairs == ("Peru s",)


@pytest.mark.parametrize(
    ("text", "read", "source"),
    [
        ("off Peru s coast", "Peru's", "Peru s"),
        ("the cafe\u0301 shut", "café", "cafe\u0301"),
        ("a &quot;boat&quot; sank", '"boat"', "&quot;boat&quot;"),
        ("one\r\ntwo", "one\ntwo", "one\r\ntwo"),
        ("well… no", "...", "…"),
        ("itâ€™s", "it's", "itâ€™s"),
        ("soft\xadhyphen here", "softhyphen", "soft\xadhyphen"),
        ("the ﬁre", "fire", "ﬁre"),
    ],
)
def test_a_stretch_leads_back_to_what_it_was_made_from(text: str, read: str, source: str) -> None:
    view = make_view(text)
    at = view.text.index(read)
    start, end = view.source(at, at + len(read))
    assert text[start:end] == source


def test_part_of_an_unfolded_character_leads_back_to_all_of_it() -> None:
    view = make_view("well… no")
    assert view.source(4, 5) == (4, 5)
    assert view.source(5, 6) == (4, 5)


def test_words_alone_are_read_as_they_are_in_the_article() -> None:
    article = make_view("The crew of Peru s ferry — “all safe” — landed.").text
    assert fold_words("Peru s ferry — “all safe”") in article
