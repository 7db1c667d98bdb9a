"""Reading text and bytes, and refusing what is none."""

from datetime import date

import pytest

from wirebrief.service.errors import EmptyArticle, FileName, NotText, TooLong
from wirebrief.service.reading.text import read_text


def test_text_is_kept_as_it_is() -> None:
    text = "\ufeff  The cafe\u0301 sank.\r\n\r\nIt “was” dawn…\u200b \n"
    assert read_text(text).text == text


def test_a_given_publication_date_is_taken() -> None:
    published = read_text("The ferry sank on Monday.", published=date(2020, 1, 5)).published
    assert (published.date, published.basis) == (date(2020, 1, 5), "given")


def test_utf8_bytes_are_decoded_without_their_mark() -> None:
    assert read_text("\ufeffLe café a coulé.".encode()).text == "Le café a coulé."


def test_utf16_bytes_are_decoded_by_their_mark() -> None:
    assert read_text("Le café a coulé.".encode("utf-16")).text == "Le café a coulé."


def test_other_bytes_are_read_as_windows_1252_with_a_warning() -> None:
    document = read_text("Le café “a coulé”.".encode("cp1252"))
    assert document.text == "Le café “a coulé”."
    assert "encoding_repaired" in [w.code for w in document.warnings]


def test_a_mended_fault_is_warned_of_with_an_example() -> None:
    (warning,) = [w for w in read_text("Off Peru s coast.").warnings if w.code == "encoding_repaired"]
    assert "Peru s" in warning.message


def test_clean_text_has_no_encoding_warning() -> None:
    codes = [w.code for w in read_text("“Off Peru’s coast,” he said — twice.").warnings]
    assert "encoding_repaired" not in codes


@pytest.mark.parametrize("text", ["", "  \n\t ", "...", "— “” —", "\ufeff\u200b", b"\n"])
def test_a_text_without_a_letter_is_empty(text: str | bytes) -> None:
    with pytest.raises(EmptyArticle) as caught:
        read_text(text)
    assert caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "The ferry\x00sank",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        "\x1b[1m\x07\x08 ferry",
        "a \ud800 b",
        b"%PDF-1.7\n\xe2\xe3",
    ],
)
def test_what_is_not_text_is_refused(text: str | bytes) -> None:
    with pytest.raises(NotText) as caught:
        read_text(text)
    assert caught.value.hint


def test_a_stray_control_character_in_a_long_text_is_read_over() -> None:
    assert read_text("The ferry sank at dawn. " * 20 + "\x0c\x1f").sentences


def test_a_text_over_the_limit_is_too_long() -> None:
    with pytest.raises(TooLong, match="25") as caught:
        read_text("The ferry sank at dawn ok", max_chars=24)
    assert caught.value.hint


def test_a_text_of_the_limit_is_read() -> None:
    assert read_text("The ferry sank at dawn ok", max_chars=25).sentences


@pytest.mark.parametrize(
    "text",
    ["article.txt", "/home/ana/news/ferry.html", "C:\\news\\ferry.docx", "my article (2).pdf", "~/a.eml"],
)
def test_the_name_of_a_file_is_no_article(text: str) -> None:
    with pytest.raises(FileName, match="Path"):
        read_text(text)


def test_an_address_is_no_article() -> None:
    with pytest.raises(FileName, match="url"):
        read_text("https://news.example/ferry")


@pytest.mark.parametrize(
    "text", ["<!DOCTYPE html><p>The ferry sank.", "<rss><channel>", "<?xml version='1.0'?><feed>"]
)
def test_a_page_is_no_text(text: str) -> None:
    with pytest.raises(NotText, match="html"):
        read_text(text)


@pytest.mark.parametrize(
    "text", ["The firm uses Node.js and ASP.NET.", "See ferry.txt for the names, he said.", "Rain."]
)
def test_words_with_a_dot_in_them_are_an_article(text: str) -> None:
    assert read_text(text).text == text
