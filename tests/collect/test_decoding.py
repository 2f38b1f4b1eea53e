from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.collect import Captured, capture_bytes, decode
from tocsin.collect.decoding import garbled
from tocsin.errors import CollectError


def refusal_of(data: bytes, file: str = "a.txt") -> str | None:
    (one,) = capture_bytes(data, file=file)
    return one.code if isinstance(one, CollectError) else one.report.refusal


@pytest.mark.parametrize(
    ("mark", "charset"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(mark: bytes, charset: str) -> None:
    decoded = decode(mark + "Żółw said".encode(charset), "windows-1251")
    assert (decoded.text, decoded.charset, decoded.faults) == ("Żółw said", charset, 0)


def test_a_declared_charset_goes_before_utf_8() -> None:
    assert decode("Минск".encode("koi8-r"), "KOI8-R").text == "Минск"


def test_latin_1_means_windows_1252() -> None:
    assert decode(b"\x93war\x94", "iso-8859-1").text == "“war”"


def test_without_a_declaration_it_is_utf_8_else_windows_1252() -> None:
    assert decode("café".encode()).charset == "utf-8"
    assert decode(b"caf\xe9 \x96 bar").text == "café – bar"


@pytest.mark.parametrize(
    ("data", "text", "faults"),
    [
        ("Żółw “said” so".encode() + b"\xff\xfe", "Żółw “said” so��", 2),
        ("The café – “closed”".encode()[:-1], "The café – “closed�", 1),
        ("Мінск".encode()[:-1], "Мінс�", 1),
    ],
)
def test_utf_8_with_a_stray_byte_or_cut_off_in_mid_letter_is_still_utf_8(
    data: bytes, text: str, faults: int
) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.charset, decoded.faults) == (text, "utf-8", faults)


@given(st.text(min_size=1, max_size=60))
def test_whole_utf_8_is_read_as_such_with_no_fault(text: str) -> None:
    marked = text.startswith("\ufeff")
    assert decode(text.encode()).text == text[marked:]
    assert decode(text.encode()).faults == 0


def test_what_an_encoding_cannot_give_is_replaced_and_counted() -> None:
    decoded = decode(b"It was \xff said \xc3", "utf-8")
    assert decoded.text == "It was � said �"
    assert decoded.faults == 2
    assert decode(b"caf\xe9 \x81").faults == 1


def test_a_replacement_character_that_was_written_is_no_fault() -> None:
    assert decode("so � it".encode() + b"\xff", "utf-8").faults == 1


@pytest.mark.parametrize(
    "label", ["base64", "zip", "rot13", "unicode_escape", "idna", "utf-7", "x\0"]
)
def test_a_declared_codec_that_is_no_encoding_counts_as_none(label: str) -> None:
    assert decode("Żółw".encode(), label).text == "Żółw"


def test_newlines_and_letters_stay_as_they_are() -> None:
    text = "one\r\ntwo\rthree\n\n e\u0301 \u00a0\ufb01\n"
    (found,) = capture_bytes(text.encode(), file="a.txt")
    assert isinstance(found, Captured)
    assert found.report.text == text


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf\n"])
def test_nothing_but_white_space_is_refused_as_empty(data: bytes) -> None:
    assert refusal_of(data) == "T103"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"%PDF-1.4\nIt was said.",
        b"PK\x03\x04 It was said",
        b"\0\0\0\0",
        "It was said.".encode("utf-16-le"),
    ],
)
def test_binary_bytes_are_refused_as_no_text(data: bytes) -> None:
    assert refusal_of(data) == "T101"


def test_a_stray_null_in_prose_is_kept_where_it_stands() -> None:
    (found,) = capture_bytes(b"The ministry\0 said nothing of the kind.", file="a.txt")
    assert isinstance(found, Captured)
    assert found.report.text[12] == "\0"


def test_a_text_of_more_than_a_million_characters_is_kept_and_not_read() -> None:
    data = b"x" * 1_000_001
    (found,) = capture_bytes(data, file="long.txt")
    assert isinstance(found, Captured)
    assert found.data == data
    assert (found.report.text, found.report.refusal) == ("", "T102")
    assert found.fault is not None
    assert found.fault.file == "long.txt"
    assert "1,000,001 characters; at most 1,000,000 are taken" in found.fault.message
    assert "Split it into 2 parts or more of up to 1,000,000 characters" in found.fault.hint


def test_a_text_of_a_million_characters_is_read() -> None:
    assert refusal_of("é".encode() * 1_000_000) is None


def test_a_text_in_quite_another_encoding_than_declared_is_refused() -> None:
    page = b"<meta charset=utf-8>" + "Минск заявил об этом. ".encode("cp1251") * 20
    assert refusal_of(page, "a.html") == "T101"


@pytest.mark.parametrize(
    ("text", "charset", "wrong"),
    [
        ("Вчера вечером военный чиновник сообщил журналистам о колонне.", "cp1251", True),
        ("Χθες το βράδυ ένας αξιωματικός μίλησε στους δημοσιογράφους.", "cp1253", True),
        ("Où étaient les élèves? À l’école, répondit-il, près de la forêt.", "cp1252", False),
        ("Größere Verbände wären übermorgen über die Brücke gezogen.", "cp1252", False),
        ("Hér á Íslandi er það sagt að snjórinn sé þungur í ár, sögðu þeir.", "cp1252", False),
        ("An officer said so.", "cp1252", False),
    ],
)
def test_another_encoding_than_windows_1252_shows_by_its_letters(
    text: str, charset: str, *, wrong: bool
) -> None:
    decoded = decode(text.encode(charset))
    assert garbled(decoded.text, "windows-1252") is wrong
    assert not garbled(text, "utf-8")


def test_a_text_of_another_encoding_has_no_language() -> None:
    data = ("Вчера вечером военный чиновник сообщил журналистам о колонне. " * 9).encode("cp1251")
    (found,) = capture_bytes(data, file="a.txt")
    assert isinstance(found, Captured)
    assert found.report.language is None
