"""Addresses: the day that a page's address names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.collect.address import days_of


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/world/2024/feb/03/dam-bursts",
        "https://example.org/2024/02/03/dam-bursts.html",
        "https://example.org/2024-02-03-dam-bursts",
        "https://example.org/news/2024/february/3",
        "https://example.org/article/us-dam-idUSBREA20240203",
    ],
)
def test_a_day_in_the_address_is_that_day(address: str) -> None:
    assert days_of(address) == (date(2024, 2, 3), date(2024, 2, 3))


def test_a_month_in_the_address_is_all_its_days() -> None:
    assert days_of("https://example.org/news/2024/02/dam") == (date(2024, 2, 1), date(2024, 2, 29))


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/news/10977082/dam-bursts.html",
        "https://example.org/2024/dam-bursts",
        "https://example.org/doi/10.1089/ast.2014.1171",
        "https://example.org/year/2024/13/45/x",
        "https://example.org/2024/page/3",
        "",
    ],
)
def test_an_address_without_a_day_names_none(address: str) -> None:
    assert days_of(address) is None


@given(st.text())
def test_no_text_is_a_trouble(address: str) -> None:
    days = days_of(address)
    assert days is None or days[0] <= days[1]


@given(st.dates(date(1990, 1, 1), date(2089, 12, 31)))
def test_what_was_put_in_is_found(day: date) -> None:
    assert days_of(f"https://example.org/{day:%Y/%m/%d}/words") == (day, day)
    assert days_of(f"https://example.org/words-{day:%Y%m%d}.html") == (day, day)
