"""Ways: what comes in and what goes out is seen from the watch's country, not the report's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.read.reading import statements
from tests.weigh.build import say

from tocsin.nouns import Pattern, Quantity, Span
from tocsin.read import Reader
from tocsin.weigh.homes import home_of
from tocsin.weigh.patterns import match
from tocsin.weigh.ways import way_of

MOVED = Pattern({"action": ("transport*", "moved", "came", "left"), "object": ("tanks",)})
IN = replace(MOVED, direction="in", home="NO")
OUT = replace(MOVED, direction="out", home="NO")
ABOUT_NORWAY = " Norway is cold. Oslo is in Norway, and Norway is far."
ABOUT_SWEDEN = " Sweden is cold. Stockholm is in Sweden, and Sweden is far."


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


@pytest.mark.parametrize("about", [ABOUT_NORWAY, ABOUT_SWEDEN])
@pytest.mark.parametrize(
    ("text", "comes", "goes"),
    [
        ("Sweden transported 40 tanks to Norway last week.", True, False),
        ("Norway transported 40 tanks to Sweden last week.", False, True),
        ("Some 40 tanks were transported to Norway last week.", True, False),
        ("Some 40 tanks were moved from Norway to Sweden.", False, True),
        ("Some 40 tanks were moved by rail from Norway towards Sweden.", False, True),
        ("Some 40 tanks were moved by road from Sweden towards Norway.", True, False),
        ("Some 40 tanks were moved from Norway in the direction of Sweden.", False, True),
        ("Some 40 tanks were moved in the direction of Norway from Sweden.", True, False),
        ("Some 40 tanks came from Sweden last week.", True, False),
        ("Some 40 tanks left Norway last week.", False, True),
        ("Denmark transported 40 tanks to Sweden last week.", False, False),
        ("Some 40 tanks were moved from Oslo to Bergen.", False, False),
        ("Sweden transported tanks to Norway last week.", True, False),
        ("Norway transported tanks to Sweden last week.", False, True),
    ],
)
def test_the_country_that_a_report_names_most_turns_nothing_round(
    reader: Reader, text: str, about: str, comes: bool, goes: bool
) -> None:
    statement = statements(reader, text + about)[0]
    assert (match(IN, statement) is not None) is comes
    assert (match(OUT, statement) is not None) is goes


def test_where_no_end_is_told_the_readers_direction_rules() -> None:
    text = "Some 90 tanks were moved."
    away = say(text, quantity="90 tanks", direction="out")
    assert match(IN, away) is None
    assert match(OUT, away) is not None


def test_a_watch_without_one_country_goes_by_the_readers_direction() -> None:
    text = "Some 90 tanks were moved."
    statement = say(text, quantity="90 tanks", direction="out")
    told = replace(statement.quantities[0], whence="SE", whither="NO")
    statement = replace(statement, quantities=(told,))
    assert match(IN, statement) is not None
    assert match(replace(IN, home=None), statement) is None


CODES = st.sampled_from([None, "NO", "SE", "DK"])


@given(CODES, CODES, st.sampled_from([None, "in", "out"]))
def test_a_told_end_at_home_rules_over_the_readers_direction(
    whence: str | None, whither: str | None, direction: str | None
) -> None:
    one = Quantity(1, 1, None, None, "claimed", direction, None, Span(0, 1), whence, whither)  # type: ignore[arg-type]
    way = way_of(one, "NO")
    if whither == "NO" != whence:
        assert way == "in"
    if whence == "NO" != whither:
        assert way == "out"
    assert way_of(one, None) == direction


@pytest.mark.parametrize(
    ("places", "text", "question", "home"),
    [
        (("norway*", "oslo"), "Armour arrives", "Will Sweden attack Denmark?", "NO"),
        (("border*",), "Armour arrives in Norway", "Will Sweden attack Denmark?", "NO"),
        ((), "Armour arrives in South Korea", "Will Sweden attack Denmark?", "KR"),
        ((), "Armour arrives", "Will Swedish forces attack Denmark from Norway?", "NO"),
        ((), "Armour arrives", "Will Norwegian forces call up reserves?", "NO"),
        ((), "Armour arrives", "Will Sweden attack Denmark?", None),
        (("norway*", "sweden*"), "Armour arrives", "Will the bridge fall?", None),
    ],
)
def test_the_watchs_country_is_that_of_pattern_indicator_or_question(
    places: tuple[str, ...], text: str, question: str, home: str | None
) -> None:
    assert home_of(places, text, question) == home
