"""Mail as text: headers, the message, and what stands below it."""

from wirebrief.service.reading.document import Document
from wirebrief.service.reading.text import draft_document

HEADERS = (
    "From: Ana Roe <ana@velm.example>\nTo: desk@velm.example\nDate: Mon, 2 Mar 2026 10:12:00 +0100\n"
    "Subject: Re: Fwd: Ferry sinks off Velm\n\n"
)
MESSAGE = "The ferry sank off Velm at dawn on Monday, police said, and all forty on board lived."
CHAIN = (
    "On Sun, Mar 1, 2026 at 9:00 AM Otto Lind <otto@velm.example> wrote:\n> Two men robbed a shop in Tarn.\n"
    "> Call me."
)


def body(document: Document) -> list[str]:
    return [document.text[p.start : p.end] for p in document.paragraphs if p.zone == "body"]


def test_headers_tell_title_and_byline() -> None:
    document = draft_document(HEADERS + MESSAGE)
    assert (document.title, document.byline) == ("Ferry sinks off Velm", "Ana Roe")
    assert body(document) == [MESSAGE]


def test_the_chain_and_the_signature_are_no_part_of_the_message() -> None:
    assert body(draft_document(f"{HEADERS}{MESSAGE}\n\n--\nAna Roe\nNight desk\n\n{CHAIN}")) == [MESSAGE]


def test_a_message_of_the_same_program_below_is_a_chain_too() -> None:
    older = "From: Otto Lind\nSent: Sunday\nTo: Ana Roe\nSubject: Tarn\n\nTwo men robbed a shop in Tarn."
    assert body(draft_document(f"{HEADERS}{MESSAGE}\n\n{older}")) == [MESSAGE]


def test_of_a_note_on_a_forwarded_message_the_message_is_read() -> None:
    forwarded = (
        "---------- Forwarded message ----------\nFrom: Otto Lind <otto@x.example>\nSubject: Shop robbed\n\n"
    )
    document = draft_document(
        f"{HEADERS}FYI\n\n{forwarded}Two men robbed a shop in Tarn on Sunday, police said."
    )
    assert (document.title, document.byline) == ("Shop robbed", "Otto Lind")
    assert body(document) == ["Two men robbed a shop in Tarn on Sunday, police said."]


def test_what_is_forwarded_with_a_word_of_one_s_own_is_read_with_all_that_it_quotes() -> None:
    forwarded = (
        "---------- Forwarded message ----------\nFrom: Otto Lind <otto@x.example>\nSubject: Shop robbed\n\n"
    )
    answered = "Two men robbed it, police said.\n\n> Was anybody hurt?\n\nNobody was."
    read = body(draft_document(f"{HEADERS}{MESSAGE}\n\n{forwarded}{answered}"))
    assert read == [MESSAGE, "Two men robbed it, police said.", "> Was anybody hurt?", "Nobody was."]


def test_the_day_in_the_header_is_stated() -> None:
    from wirebrief.service.reading.text import read_text

    published = read_text(HEADERS + MESSAGE).published
    assert (str(published.date), published.basis) == ("2026-03-02", "stated")


def test_a_line_with_a_colon_makes_no_mail() -> None:
    assert draft_document(f"Subject: ferries\n\n{MESSAGE}").byline is None
    assert body(draft_document(f"From: Velm\n\n{MESSAGE}"))[-1] == MESSAGE
