"""Lineage: who repeats whom, how late, and who goes round in circles."""

from __future__ import annotations

import json
from datetime import date
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from tests.trace.build import reading, report, statement

from tocsin.nouns import Interval, Mention, Origin, Reading, Span
from tocsin.trace import Circle, graph, load_register, trace

names = st.sampled_from("ABCDE")


def origin(number: int, *relays: tuple[str, str]) -> Origin:
    mention = Mention("r1", Span(0, 1), "first", f"s{number}")
    day = Interval.day(date(2023, 5, number % 28 + 1))
    return Origin(f"o{number}", relays[0][0], True, True, day, (mention,), relays, (f"s{number}",))


def test_edges_count_origins_and_know_the_first() -> None:
    drawn = graph([origin(3, ("A", "B"), ("B", "C")), origin(1, ("A", "B"))])
    assert [(e.source, e.target, e.count, e.origins) for e in drawn.edges] == [
        ("A", "B", 2, ("o1", "o3")),
        ("B", "C", 1, ("o3",)),
    ]
    assert drawn.edges[0].first == origin(1, ("A", "B")).occasion.start  # type: ignore[union-attr]
    assert [(n.name, n.said, n.relayed) for n in drawn.nodes] == [
        ("A", 2, 0),
        ("B", 0, 2),
        ("C", 0, 1),
    ]


def test_lag_is_the_median_of_days_from_occasion_to_report() -> None:
    register = load_register()
    readings = []
    for day, publisher in (("2023-05-03", "Newsweek"), ("2023-05-08", "BBC News")):
        made = report(
            f"NATO said on May 1 that ships left ({publisher}).", day, publisher=publisher
        )
        readings.append(
            reading(made, statement(made, made.text, speaker="NATO", said=("May 1", "2023-05-01")))
        )
    drawn = graph(trace(readings, register), readings, register)
    assert {edge.target: edge.lag_days for edge in drawn.edges} == {
        "Newsweek": 2.0,
        "BBC News": 7.0,
    }


def test_two_that_cite_each_other_for_the_same_words_are_a_circle() -> None:
    drawn = graph([origin(1, ("A", "B"), ("B", "C"), ("C", "B"))])
    assert drawn.circles == (Circle(("B", "C"), ("o1",), "B"),)


def test_two_that_cite_each_other_on_different_matters_close_no_circle_of_words() -> None:
    drawn = graph([origin(1, ("A", "B")), origin(2, ("B", "A"))])
    assert drawn.circles == (Circle(("A", "B"), (), "A"),)


@given(st.sets(st.tuples(names, names).filter(lambda pair: pair[0] != pair[1]), min_size=1))
def test_circles_hold_exactly_the_names_that_reach_each_other(pairs: set[tuple[str, str]]) -> None:
    reach = {(a, a) for pair in pairs for a in pair} | pairs
    for _ in range(5):
        reach |= {(a, d) for a, b in reach for c, d in reach if b == c}
    expected = {
        tuple(sorted(b for b in "ABCDE" if {(a, b), (b, a)} <= reach))
        for pair in pairs
        for a in pair
    }
    drawn = graph([origin(n, pair) for n, pair in enumerate(sorted(pairs))])
    assert {circle.names for circle in drawn.circles} == {e for e in expected if len(e) > 1}


def test_the_graph_is_written_as_json_and_graphml() -> None:
    drawn = graph([origin(1, ("A & Co <x>", "B"))])
    as_json = json.loads(drawn.as_json())
    assert as_json["edges"] == [
        {
            "from": "A & Co <x>",
            "to": "B",
            "count": 1,
            "first": "2023-05-02",
            "mover": "A & Co <x>",
            "lag_days": None,
            "origins": ["o1"],
        }
    ]
    root = ET.fromstring(drawn.as_graphml())  # noqa: S314 - we wrote it ourselves
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert [node.get("id") for node in root.iter(f"{space}node")] == ["A & Co <x>", "B"]
    (edge,) = root.iter(f"{space}edge")
    assert {data.get("key"): data.text for data in edge} == {
        "count": "1",
        "first": "2023-05-02",
        "mover": "A & Co <x>",
    }


def test_the_first_mover_is_who_said_it_on_the_earliest_occasion() -> None:
    drawn = graph([origin(4, ("A", "B"), ("B", "C")), origin(2, ("D", "B"), ("B", "C"))])
    movers = {(edge.source, edge.target): edge.mover for edge in drawn.edges}
    assert movers == {("A", "B"): "A", ("B", "C"): "D", ("D", "B"): "D"}


def test_edges_of_a_circle_are_marked_in_graphml() -> None:
    drawn = graph([origin(1, ("A", "B"), ("B", "C"), ("C", "B"))])
    root = ET.fromstring(drawn.as_graphml())  # noqa: S314 - we wrote it ourselves
    space = "{http://graphml.graphdrawing.org/xmlns}"
    marked = {
        (edge.get("source"), edge.get("target"))
        for edge in root.iter(f"{space}edge")
        if any(data.get("key") == "circular" for data in edge)
    }
    assert marked == {("B", "C"), ("C", "B")}


@given(st.lists(st.tuples(st.text(max_size=4), st.text(max_size=4)), min_size=1, max_size=6))
def test_graphml_parses_whatever_the_names(pairs: list[tuple[str, str]]) -> None:
    drawn = graph([origin(n, pair) for n, pair in enumerate(pairs)])
    root = ET.fromstring(drawn.as_graphml().encode("utf-8"))  # noqa: S314 - we wrote it ourselves
    space = "{http://graphml.graphdrawing.org/xmlns}"
    ids = [node.get("id") for node in root.iter(f"{space}node")]
    assert len(set(ids)) == len(drawn.nodes)
    assert {edge.get("source") for edge in root.iter(f"{space}edge")} <= set(ids)


def cited(paper: str, other: str, words: str) -> Reading:
    """A report of `paper` that has `words` from `other`."""
    made = report(f"{words}, {other} reported.", "2023-05-02", publisher=paper)
    return reading(made, statement(made, made.text, speaker=other, content=words))


def test_papers_that_have_the_same_words_from_each_other_report_in_a_circle() -> None:
    """Two origins, for each names another source: only the words show that it is one claim."""
    register = load_register()
    told = "Forty tanks crossed the river near Lodra"
    readings = [
        cited("Northern Courier", "Lodra Times", told),
        cited("Lodra Times", "Northern Courier", told),
    ]
    (circle,) = graph(trace(readings, register), readings, register).circles
    assert circle.names == ("Lodra Times", "Northern Courier")
    assert len(circle.origins) == 2


def test_a_circle_of_three_papers_is_one_too() -> None:
    register = load_register()
    told = "Forty tanks crossed the river near Lodra"
    papers = ("Northern Courier", "Lodra Times", "Harbour Post")
    readings = [cited(papers[n], papers[n - 1], told) for n in range(3)]
    (circle,) = graph(trace(readings, register), readings, register).circles
    assert (circle.names, len(circle.origins)) == (tuple(sorted(papers)), 3)


def test_papers_that_cite_each_other_on_two_matters_do_not() -> None:
    register = load_register()
    readings = [
        cited("Northern Courier", "Lodra Times", "Forty tanks crossed the river near Lodra"),
        cited("Lodra Times", "Northern Courier", "The harvest of plums was the best since the war"),
    ]
    (circle,) = graph(trace(readings, register), readings, register).circles
    assert circle.origins == ()


QUOTE = (
    "“We see no strike group at the river and no field hospital anywhere near it, and so we hold"
    " that nobody will cross the river before the first snow has fallen,” Olga Made said."
)


def lent(title: str, first: str, publisher: str, *, own: bool) -> Reading:
    made = report(f"# {title}\n{first}\n{QUOTE}\n", "2023-05-03", publisher=publisher)
    told = [statement(made, title), statement(made, QUOTE, speaker="Olga Made")]
    return reading(made, *told, *([statement(made, first)] if own else []))


def test_a_papers_own_headline_makes_no_edge_from_the_writer_whose_report_it_copies() -> None:
    register = load_register()
    first = lent("Quiet at the river", "About 900 men marched.", "Northern Courier", own=True)
    second = lent("Fishermen are glad", "Shops reopened.", "Southern Post", own=False)
    drawn = graph(trace([first, second], register), [first, second], register)
    pairs = {(edge.source, edge.target) for edge in drawn.edges}
    assert ("Northern Courier", "Southern Post") not in pairs
    assert {("Olga Made", "Northern Courier"), ("Olga Made", "Southern Post")} <= pairs


def test_the_writers_own_words_that_a_paper_copies_make_an_edge() -> None:
    register = load_register()
    words = "About 900 men marched along the river on the last day of the drills, without tanks."
    first = lent("Quiet at the river", words, "Northern Courier", own=True)
    second = lent("Fishermen are glad", words, "Southern Post", own=True)
    drawn = graph(trace([first, second], register), [first, second], register)
    assert any(
        {edge.source, edge.target} == {"Northern Courier", "Southern Post"} for edge in drawn.edges
    )
