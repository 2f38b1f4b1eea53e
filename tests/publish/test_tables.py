"""Tables leave the house whole, and no spreadsheet runs them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.publish.build import case_of

from tocsin.publish import csv_text, evidence_rows


def test_evidence_has_a_row_for_every_place() -> None:
    case = case_of()
    rows = evidence_rows(case)
    places = [one for row in case.matrix.rows for e in row.evidence for one in e.spans]
    places += [one for view in case.matrix.views for one in view.spans]
    silent = [one for one in case.matrix.bearings if one.direction == "none"]
    assert len(rows) == len(places) + len(silent)


def test_the_quote_of_a_row_is_its_span() -> None:
    case = case_of()
    texts = {one.report.id: one.report.text for one in case.readings}
    for row in evidence_rows(case):
        start, end = row["start"], row["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert row["quote"] == texts[str(row["report"])][start:end]


def test_what_moves_nothing_has_no_share() -> None:
    rows = evidence_rows(case_of())
    assert all(row["share"] is None for row in rows if row["kind"] == "not counted")
    assert {row["kind"] for row in rows} == {"seen", "not seen", "view", "not counted"}


def test_every_row_has_every_key() -> None:
    assert len({tuple(row) for row in evidence_rows(case_of())}) == 1


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_no_cell_begins_like_a_formula(text: str) -> None:
    cell = next(
        csv.reader(io.StringIO(csv_text([{"a": text}]).split("\r\n", 1)[1], newline="")), [""]
    )
    shown = cell[0] if cell else ""
    assert not shown.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


def test_formulas_get_an_apostrophe_and_numbers_stay_numbers() -> None:
    text = csv_text([{"a": "=HYPERLINK(1)", "b": -0.5, "c": None, "d": True, "e": "\t=1+1"}])
    assert text.splitlines()[1] == "'=HYPERLINK(1),-0.5,,true,'\t=1+1"


def test_control_characters_are_named_in_a_cell() -> None:
    assert "⟨U+001B⟩[31m" in csv_text([{"a": "red \x1b[31m"}])


def test_no_rows_give_no_text() -> None:
    assert csv_text([]) == ""


def test_a_cell_with_a_comma_or_line_feed_is_quoted() -> None:
    case = case_of(extra=', "near"\nit')
    rows = evidence_rows(case)
    read = list(csv.DictReader(io.StringIO(csv_text(rows), newline="")))
    assert any('"near"\nit' in row["quote"] for row in read)
    assert len(read) == len(rows)


def test_a_withdrawn_report_leaves_a_row_without_a_place() -> None:
    case = case_of()
    gone = replace(case, readings=tuple(r for r in case.readings if r.report.id != "r01"))
    row = next(one for one in evidence_rows(gone) if one["origin"] == "o1")
    assert row["report"] is None
