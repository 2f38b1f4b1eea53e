from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from tocsin.collect import Captured, Limits, Metadata, capture_bytes
from tocsin.errors import CollectError
from tocsin.nouns import Interval, Report, Translation


def rows(
    text: str | bytes,
    file: str = "a.jsonl",
    limits: Limits | None = None,
    said: Metadata | None = None,
) -> list[Captured | CollectError]:
    data = text.encode() if isinstance(text, str) else text
    return list(capture_bytes(data, file=file, limits=limits or Limits(), said=said or Metadata()))


def report(found: Captured | CollectError) -> Report:
    assert isinstance(found, Captured), found
    return found.report


def test_a_row_gives_title_blank_line_and_text() -> None:
    line = '{"title": "Troops stay", "text": "It was said.\\r\\nTwice.", "date": "2022-10-20"}'
    (found,) = rows(line)
    assert isinstance(found, Captured)
    assert found.data == line.encode()
    assert found.report.text == "Troops stay\n\nIt was said.\r\nTwice."
    assert found.report.file == "a.jsonl#1"
    assert [(s.kind, s.span.of(found.report.text)) for s in found.report.layout] == [
        ("headline", "Troops stay")
    ]
    assert (found.report.published, found.report.published_by) == (
        Interval.day(date(2022, 10, 20)),
        "row",
    )


@pytest.mark.parametrize("field", ["text", "body", "content"])
def test_the_text_may_be_called_body_or_content(field: str) -> None:
    assert report(*rows(json.dumps({field: "It was said."}))).text == "It was said."


def test_the_other_fields_become_metadata() -> None:
    row = {
        "text": "x",
        "published": 1666253730,
        "source": {"name": "Herald"},
        "url": "https://www.herald.example/x",
        "author": ["A", {"name": "B"}],
        "language": "en-GB",
    }
    found = report(*rows(json.dumps(row)))
    assert found.published == Interval.instant(datetime(2022, 10, 20, 8, 15, 30, tzinfo=UTC))
    assert (found.publisher, found.host, found.author) == ("Herald", "herald.example", "A, B")
    assert found.language == "en"


def test_a_broken_line_is_named_and_the_others_are_captured() -> None:
    found = rows('{"text": "one"}\n{"text": \n\n[1]\n{"title": "no text"}\n\0\0\n{"text": "two"}')
    assert [one.at if isinstance(one, CollectError) else one.report.text for one in found] == [
        "one",
        2,
        4,
        5,
        6,
        "two",
    ]
    faults = [one for one in found if isinstance(one, CollectError)]
    assert [fault.code for fault in faults] == ["T105", "T105", "T105", "T101"]
    assert all(fault.file == "a.jsonl" for fault in faults)


def test_what_the_manifest_says_of_a_file_of_rows_fills_their_gaps() -> None:
    said = Metadata(
        published=Interval.day(date(2020, 1, 1)), published_by="manifest", publisher="H"
    )
    first, second = rows('{"text": "x", "date": "2022-10-20"}\n{"text": "y"}', said=said)
    assert report(first).published_by == "row"
    assert report(second).published_by == "manifest"
    assert report(first).publisher == "H"


def test_a_line_too_long_is_named_and_passed_over() -> None:
    long = json.dumps({"text": "x" * 500})
    found = rows(f'{{"text": "one"}}\n{long}\n{{"text": "two"}}', limits=Limits(row_bytes=100))
    assert [one.at if isinstance(one, CollectError) else one.report.text for one in found] == [
        "one",
        2,
        "two",
    ]
    (fault,) = (one for one in found if isinstance(one, CollectError))
    assert f"it has {len(long)} bytes; at most 100 are taken. Not kept." in fault.message
    assert f"Split it into {-(-len(long) // 100)} parts" in fault.hint


def test_a_text_too_long_is_kept_and_not_read() -> None:
    (found,) = rows(json.dumps({"text": "x" * 50}), limits=Limits(characters=40))
    assert report(found).refusal == "T102"


@pytest.mark.parametrize("start", ["", "\n", "\n\n\n\n", "\r\n\r\n", '\n{"text": "a"}\n'])
def test_line_numbers_hold_whatever_the_file_begins_with(start: str) -> None:
    found = rows(start + '{"text": "b"}\n{"text": "c"}')
    assert [report(one).file for one in found[-2:]] == [
        f"a.jsonl#{start.count(chr(10)) + 1}",
        f"a.jsonl#{start.count(chr(10)) + 2}",
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-16-be"])
def test_lines_in_other_encodings_are_told_by_their_mark(encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    found = rows((mark + '{"text": "Żółw"}\n{"text": "b"}').encode(encoding))
    assert [report(one).text for one in found] == ["Żółw", "b"]


def test_half_a_character_is_replaced_and_counted() -> None:
    found = report(*rows('{"text": "x \\ud83d y", "title": "\\ud83d\\ude00"}'))
    assert found.text == "\U0001f600\n\nx � y"
    assert found.faults == 1


def test_a_json_file_is_an_object_a_list_or_an_object_that_holds_one() -> None:
    one, two = '{"text": "one"}', '{ "text" : "two" }'
    assert [report(x).file for x in rows(one, "a.json")] == ["a.json"]
    listed = rows(f"[{one} ,\n {two}]", "a.json")
    assert [report(x).file for x in listed] == ["a.json#1", "a.json#2"]
    assert isinstance(listed[1], Captured)
    assert listed[1].data == two.encode()
    held = rows(f'{{"articles": [{one}, {two}]}}', "a.json")
    assert [report(x).text for x in held] == ["one", "two"]
    assert rows("[]", "a.json") == []


def test_a_list_that_breaks_off_gives_what_stands_before() -> None:
    found = rows('[{"text": "one"},\n {"text": "tw', "a.json")
    assert report(found[0]).text == "one"
    assert isinstance(found[1], CollectError)
    assert (found[1].code, found[1].at) == ("T105", 2)


@pytest.mark.parametrize("data", ["{", "nothing", "7", "[" * 100_000, "1" * 10_000, '{"a": 1}'])
def test_a_json_file_without_a_report_is_malformed(data: str) -> None:
    assert [one.code for one in rows(data, "a.json") if isinstance(one, CollectError)] == ["T105"]


def test_a_row_and_front_matter_name_originals_and_translators() -> None:
    said = {"text": "It was said.", "translation_of": "rows.jsonl#2", "translator": "A. Person"}
    (row,) = capture_bytes(json.dumps(said).encode(), file="rows.jsonl")
    front = b"---\ntranslation_of: lake.txt\ntranslated_by: a machine\n---\nIt was said.\n"
    (page,) = capture_bytes(front, file="page.md")
    assert report(row).translation == Translation("rows.jsonl#2", "A. Person")
    assert report(page).translation == Translation("lake.txt", "a machine")


@pytest.mark.parametrize("given", ["32 Foo 2022", {"day": 3}])
def test_a_date_of_a_row_that_is_none_is_told_and_the_row_kept(given: object) -> None:
    row = {"text": "It was said.", "published": given}
    for data, file in ((json.dumps(row), "a.json"), (json.dumps(row) + "\n", "a.jsonl")):
        found, fault = capture_bytes(data.encode(), file=file)
        assert isinstance(found, Captured)
        assert found.report.published is None
        assert isinstance(fault, CollectError)
        assert (fault.code, fault.at, fault.file) == ("T105", "published", found.report.file)


def test_a_number_that_is_no_time_leaves_a_row_undated() -> None:
    line = '{"text": "It was said.", "published": 1' + "0" * 350 + "}"
    assert report(rows(line)[0]).published is None
