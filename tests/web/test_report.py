"""The report page: the text as captured, every character once, with the words asked for lit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.web.pages import DAY, WATCH, parsed

from tocsin.desk import Desk
from tocsin.nouns import Reading, Span
from tocsin.web import reportpage
from tocsin.web.reportpage import stretches_of


@pytest.fixture(scope="module")
def reading(example_desk: Desk) -> Reading:
    """A read report with statements."""
    with example_desk.ledger(read_only=True) as ledger:
        return max(ledger.readings(), key=lambda one: (len(one.statements), one.report.id))


def words(text: str) -> str:
    """The text without its white space: a line of a menu ends where its box does."""
    return "".join(text.split())


def test_the_whole_text_is_there_with_what_was_asked_for_lit(
    client: TestClient, reading: Reading
) -> None:
    span = reading.statements[0].span
    answer = client.get(f"/report/{reading.report.id}?span={span.start}-{span.end}")
    page = parsed(answer.text)
    shown = "".join(one.text_content() for one in page.find_class("words"))
    assert words(shown) == words(reading.report.text)
    lit = "".join(mark.text_content() for mark in page.iter("mark"))
    assert words(lit) == words(span.of(reading.report.text))
    assert next(mark.get("id") for mark in page.iter("mark")) == "lit"


def test_every_segment_is_named_in_words(client: TestClient, reading: Reading) -> None:
    page = parsed(client.get(f"/report/{reading.report.id}").text)
    named = {one.text_content() for one in page.find_class("kind")}
    assert named == {reportpage.WORDS[one.kind] for one in reading.segments}


def test_statements_stand_beside_with_what_they_bear_on(
    client: TestClient, reading: Reading
) -> None:
    address = f"/report/{reading.report.id}?watch=belarus-entry&as_of={DAY}"
    page = parsed(client.get(address).text)
    (aside,) = page.find_class("statements")
    assert len(aside.findall(".//li")) == len(reading.statements)
    assert aside.find_class("bearing")


@pytest.mark.parametrize("span", ["1", "9-3", "0-99999999", "a-b", "-1-4", "4-4", "1-2-3"])
def test_a_span_that_the_report_has_not_is_refused(
    client: TestClient, reading: Reading, span: str
) -> None:
    answer = client.get(f"/report/{reading.report.id}", params={"span": span})
    assert answer.status_code == 400
    assert "T502" in answer.text


def test_a_report_that_is_not_there_is_not_found(client: TestClient) -> None:
    answer = client.get("/report/r0")
    assert answer.status_code == 404
    assert "T304" in answer.text


def test_every_place_that_the_question_leads_to_is_lit(client: TestClient) -> None:
    page = parsed(client.get(f"{WATCH}?as_of={DAY}").text)
    links = sorted(set(page.xpath("//a[@class='place']/@href")))
    assert links
    for link in links[::7]:
        answer = client.get(link.partition("#")[0])
        assert answer.status_code == 200
        assert '<mark id="lit">' in answer.text


@given(data=st.data())
def test_pieces_are_the_text_every_character_once(reading: Reading, data: st.DataObject) -> None:
    text = reading.report.text
    place = st.integers(0, len(text))
    ends = data.draw(st.lists(st.tuples(place, place), max_size=4))
    lit = [Span(min(pair), max(pair)) for pair in ends]
    first, last = sorted(data.draw(st.tuples(place, place)))
    window = Span(first, last)
    made = stretches_of(reading.report, reading.segments, reading.statements, lit, window)
    pieces = [piece for one in made for piece in one.pieces]
    assert "".join(piece.text for piece in pieces) == window.of(text)
    shown = "".join(("L" if piece.lit else "-") * len(piece.text) for piece in pieces)
    assert shown == "".join(
        "L" if any(one.start <= at < one.end for one in lit) else "-" for at in range(first, last)
    )


def test_a_report_without_segments_is_shown_all_the_same(reading: Reading) -> None:
    whole = Span(0, len(reading.report.text))
    (one,) = stretches_of(reading.report, (), (), (), whole)
    assert one.pieces[0].text == reading.report.text


def test_a_long_report_is_told_in_parts(
    client: TestClient, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reportpage, "PART", 500)
    length = len(reading.report.text)
    shown = []
    for part in range(-(-length // 500)):
        page = parsed(client.get(f"/report/{reading.report.id}?part={part}").text)
        assert f"Part {part + 1} of" in page.text_content()
        shown.append("".join(one.text_content() for one in page.find_class("words")))
    assert words("".join(shown)) == words(reading.report.text)
    late = reading.statements[-1].span
    page = parsed(client.get(f"/report/{reading.report.id}?span={late.start}-{late.end}").text)
    assert f"Part {late.start // 500 + 1} of" in page.text_content()
