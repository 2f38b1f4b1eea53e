"""What a paper had last week, and another tells now as that paper's, was said once."""

from __future__ import annotations

from datetime import date

import pytest

from tocsin.evaluate.weighed import read_text, report_of
from tocsin.nouns import Origin
from tocsin.read import Reader
from tocsin.trace import load_register, trace

SAID = "the garrison would probably give up the harbour by the summer"
FIRST = (
    "Ann Lee, an analyst at the Fjord Monitor, said the garrison will probably give up the harbour"
    " by the summer."
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def traced(reader: Reader, later: str, *, on: str, first: str = FIRST) -> tuple[Origin, ...]:
    papers = (("2023-04-30", "Fjord Ledger", first), (on, "Delta Post", later))
    readings = [
        read_text(reader, report_of(text, date.fromisoformat(day), paper, name=paper))
        for day, paper, text in papers
    ]
    return tuple(one for one in trace(readings, load_register()) if one.source == "Ann Lee")


@pytest.mark.parametrize(
    "later",
    [
        f"Ann Lee said last week that {SAID}, the Fjord Ledger reported.",
        f"Analyst Ann Lee told the Fjord Ledger last week that {SAID}.",
        f"The Fjord Ledger quoted analyst Ann Lee as saying that {SAID}.",
        f"Ann Lee said that {SAID}, according to the Fjord Ledger.",
    ],
)
def test_a_paper_that_is_cited_a_week_later_is_no_second_origin(reader: Reader, later: str) -> None:
    (only,) = traced(reader, later, on="2023-05-06")
    assert [mention.kind for mention in only.mentions] == ["first", "relay"]
    assert only.relays == (("Ann Lee", "Fjord Ledger"), ("Fjord Ledger", "Delta Post"))
    assert only.occasion is not None
    assert only.occasion.start is not None
    assert only.occasion.start.date() == date(2023, 4, 30)


@pytest.mark.parametrize(
    ("later", "on"),
    [
        (f"Ann Lee said on Friday that {SAID}, the Fjord Ledger reported.", "2023-05-06"),
        (f"Ann Lee said last week that {SAID}, the Tarn Echo reported.", "2023-05-06"),
        (f"Ann Lee said last week that {SAID}, the Fjord Ledger reported.", "2023-05-20"),
        (f"Ann Lee said that {SAID}, the Fjord Ledger reported.", "2023-08-01"),
    ],
)
def test_another_day_another_paper_or_months_later_she_said_it_again(
    reader: Reader, later: str, on: str
) -> None:
    assert len(traced(reader, later, on=on)) == 2
