"""Places are found by name and put where the whole report says they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tocsin.nouns import PlaceMention
from tocsin.read.gazetteer import Kind, by_id, key_of, lookup, nearest
from tocsin.read.places import find, setting_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

Parse = Callable[[str], "Doc"]


def named(parsed: Parse, text: str) -> dict[str, PlaceMention]:
    return {place.text: place for place in find(parsed(text))}


def test_countries_cities_and_regions_have_a_position_and_a_country(parsed: Parse) -> None:
    text = "Trains went from Minsk in Belarus to the Donbas and to Kherson in Ukraine."
    found = named(parsed, text)
    assert {name: place.country for name, place in found.items()} == {
        "Minsk": "BY",
        "Belarus": "BY",
        "Donbas": "UA",
        "Kherson": "UA",
        "Ukraine": "UA",
    }
    assert found["Minsk"].lat == pytest.approx(53.9, abs=0.1)
    assert found["Minsk"].lon == pytest.approx(27.57, abs=0.1)


def test_an_airfield_of_the_supplement_is_found_though_it_looks_like_a_company(
    parsed: Parse,
) -> None:
    text = "The army has taken over the Zyabrovka airfield in the Gomel region of Belarus."
    found = named(parsed, text)
    assert found["Zyabrovka airfield"].country == "BY"
    assert found["Gomel"].country == "BY"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("An air strike on Kharkiv cost 25 lives.", "Kharkiv"),
        ("The attack on Goma killed 25 people, the army said.", "Goma"),
        ("Twenty people died in an assault on Djibo, the mayor said.", "Djibo"),
        ("A raid on El Fasher wounded 25 people, the army said.", "El Fasher"),
        ("The rocket strikes against Kherson went on.", "Kherson"),
        ("The siege of El Fasher has lasted a year.", "El Fasher"),
        ("The shelling of the town of Tyre lasted an hour.", "Tyre"),
        ("Missiles hit Goma at noon and killed 25 people.", "Goma"),
        ("Burkina Faso's government said the raid was over.", "Burkina Faso"),
    ],
)
def test_a_place_is_where_a_deed_falls(parsed: Parse, text: str, place: str) -> None:
    found = named(parsed, text)
    assert place in found
    assert found[place].country is not None


@pytest.mark.parametrize(
    "text",
    [
        "The attacks on Hamas grew louder, and the strike on Hamas killed two men.",
        "The paper's attack on Lincoln was not fair.",
        "The raid on Mercedes took two hours, officials said.",
        "Ruth Kennedy spoke. The attack on Kennedy wounded two guards.",
    ],
)
def test_who_is_attacked_is_no_place(parsed: Parse, text: str) -> None:
    assert not named(parsed, text)


def test_other_spellings_lead_to_the_same_place() -> None:
    ids = {lookup(key_of(name))[0].id for name in ("Gomel", "Homel", "Homyel'", "Homiel")}
    assert len(ids) == 1


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The fire was in London, Ontario.", "CA"),
        ("The fire was in London, said police in England.", "GB"),
        ("The mayor of Paris, Texas, resigned.", "US"),
        ("The mayor of Paris met the French president in France.", "FR"),
    ],
)
def test_a_name_of_many_places_is_where_the_text_puts_it(
    parsed: Parse, text: str, country: str
) -> None:
    first = find(parsed(text))[0]
    assert first.country == country


def test_a_name_means_the_same_all_through_a_report(parsed: Parse) -> None:
    head = parsed("Police in London, Ontario, closed a bridge.")
    later = parsed("The bridge in London is old.")
    setting = setting_of([head, later])
    places = [p for doc in (head, later) for p in find(doc, setting) if p.text == "London"]
    assert {place.country for place in places} == {"CA"}


def test_a_place_that_nobody_knows_has_no_position(parsed: Parse) -> None:
    found = named(parsed, "The convoy left Belarus for the village of Xqvzhtrol in Ukraine.")
    for name, place in found.items():
        if "Xqvzhtrol" in name:
            assert (place.lat, place.lon, place.country) == (None, None, None)


def test_peoples_are_places_only_where_asked(parsed: Parse) -> None:
    doc = parsed("Russian troops and Belarusian officers met.")
    assert find(doc) == ()
    assert [p.country for p in find(doc, demonyms=True)] == ["RU", "BY"]


def test_us_the_pronoun_is_no_country(parsed: Parse) -> None:
    assert find(parsed("They told us to leave it to us.")) == ()


def test_the_setting_counts_countries_by_the_places_in_them(parsed: Parse) -> None:
    setting = setting_of([parsed("From Minsk to Brest, Belarus is calm, unlike Poland.")])
    assert setting.country == "BY"


def test_the_gazetteer_knows_geonames_numbers_and_neighbours() -> None:
    minsk = lookup(key_of("Minsk"))[0]
    assert by_id(minsk.id) is not None
    city = nearest(53.9, 27.57, within_km=20)
    assert city is not None
    assert (city.country, city.kind) == ("BY", Kind.CITY)
    assert nearest(0.0, -30.0, within_km=100) is None


def test_every_key_is_folded_the_way_the_reader_folds() -> None:
    for name in ("Zürich", "Łódź", "Khan Yunis", "St. John's", "N'Djamena", "Białowieża"):
        assert key_of(key_of(name)) == key_of(name)
    assert lookup(key_of("Łódź"))[0].country == "PL"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("20 tanks were moved from Asipovichy to Rostov.", ["Asipovichy", "Rostov"]),
        ("The tanks left Asipovichy for Russia.", ["Asipovichy", "Russia"]),
        ("He carried the letter from Johnson to Truss.", []),
    ],
)
def test_where_a_way_starts_that_ends_elsewhere_is_a_place(
    parsed: Parse, text: str, places: list[str]
) -> None:
    assert [one.text for one in find(parsed(text))] == places
