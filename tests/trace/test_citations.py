"""Citations: a line of sources tells who shows a report and whose reporting it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.trace.build import reading, report, statement

from tocsin.trace import citations, load_register, trace

Told = tuple[str | None, str, str]


def told(line: str) -> list[Told]:
    return [(one.origin, one.publisher, one.way) for one in citations(line)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("AFP via Northern Courier", [("AFP", "Northern Courier", "carried")]),
        ("AP Via Northern Courier", [("AP", "Northern Courier", "carried")]),
        ("Radio Lodra, via MSN", [("Radio Lodra", "MSN", "carried")]),
        ("(Reuters/Lodra Net)", [("Reuters", "Lodra Net", "carried")]),
        ("Northern Courier (AFP)", [("AFP", "Northern Courier", "carried")]),
        ("Northern Courier (via Radio Lodra)", [("Radio Lodra", "Northern Courier", "carried")]),
        ("Northern Courier, citing Interfax", [("Interfax", "Northern Courier", "retold")]),
        ("Source: AFP via Lodra Times", [("AFP", "Lodra Times", "carried")]),
        ("Northern Courier", [(None, "Northern Courier", "own")]),
        ("AP/Reuters", [(None, "AP", "own"), (None, "Reuters", "own")]),
        ("  ", []),
    ],
)
def test_publisher_and_origin_are_told_apart(line: str, expected: list[Told]) -> None:
    assert told(line) == expected


@pytest.mark.parametrize("name", ["RFE/RL", "Campo Via News", "Lodra (Upper Bank)", "Bolivia Hoy"])
def test_a_name_that_looks_like_a_relay_stays_one_name(name: str) -> None:
    assert told(name) == [(None, name, "own")]


def test_parts_of_a_line_are_citations_of_their_own_with_their_places() -> None:
    line = "BBC; AP via Courier;  Herald "
    assert [one.written.of(line) for one in citations(line)] == ["BBC", "AP via Courier", "Herald"]


def test_several_origins_and_stations_on_the_way_are_kept() -> None:
    (one,) = citations("AFP, Lodra Post via Courier via MSN")
    assert (one.origins, one.through, one.publisher) == (
        ("AFP", "Lodra Post"),
        ("Courier",),
        "MSN",
    )
    (joint,) = citations("AP/Reuters via Courier")
    assert joint.origins == ("AP", "Reuters")
    (single,) = citations("RFE/RL via Courier")
    assert single.origins == ("RFE/RL",)


@given(st.text(alphabet="AP via/(),;-|\n\t", max_size=60))
def test_any_line_is_read_and_every_citation_stands_in_it(line: str) -> None:
    for one in citations(line):
        assert one.publisher
        assert one.publisher.split()[0] in one.written.of(line)


def test_an_agency_shown_on_two_sites_is_one_outlet() -> None:
    register = load_register()
    readings = []
    for number, publisher in enumerate(("AFP via Lodra Times", "AFP via Northern Courier")):
        made = report(f"The dam at Lodra {number} broke in the night.", publisher=publisher)
        readings.append(reading(made, statement(made, made.text)))
    assert {origin.source for origin in trace(readings, register)} == {"Agence France-Presse"}
