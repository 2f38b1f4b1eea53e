"""The picture of lineage: it is well-formed, says all in words too, and hides no circle."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.nouns import Interval, Mention, Origin, Span
from tocsin.publish import lineage_svg
from tocsin.publish.lineage_layout import BOX, MOST_EDGES, MOST_NODES, layout_of
from tocsin.trace import Graph, graph

SPACE = "{http://www.w3.org/2000/svg}"


def of(*relays: tuple[str, str]) -> Graph:
    """A graph of one origin for each relay."""
    mention = (Mention("r1", Span(0, 1), "first", "s1"),)
    return graph(
        [
            Origin(
                f"o{number:04}",
                relay[0],
                True,
                True,
                Interval.day(date(2023, 5, number % 28 + 1)),
                mention,
                (relay,),
                ("s1",),
            )
            for number, relay in enumerate(relays)
        ]
    )


def parsed(drawn: Graph) -> ET.Element:
    return ET.fromstring(lineage_svg(drawn).encode("utf-8"))  # noqa: S314 - we wrote it ourselves


def words(root: ET.Element, tag: str = "text") -> list[str]:
    return [element.text or "" for element in root.iter(f"{SPACE}{tag}")]


def test_it_is_one_image_with_a_title_and_a_description_in_words() -> None:
    root = parsed(of(("River Watch", "Courier"), ("River Watch", "Courier")))
    assert root.get("role") == "img"
    held = {element.get("id"): element.text for element in root}
    title, desc = (root.get("aria-labelledby") or "").split()
    assert held[title] == "Who repeats whom"
    assert "Courier has 2 origins from River Watch, the first on 1 May 2023" in str(held[desc])


def test_every_name_and_every_way_is_drawn_once() -> None:
    root = parsed(of(("A", "B"), ("B", "C"), ("D", "C")))
    assert {"A", "B", "C", "D"} <= set(words(root))
    ways = [p for p in root.iter(f"{SPACE}path") if "edge" in (p.get("class") or "")]
    assert len(ways) == 3


def test_words_travel_to_the_right() -> None:
    places = layout_of(of(("A", "B"), ("B", "C"), ("A", "C"))).places
    assert places["A"][0] < places["B"][0] < places["C"][0]


def test_circular_reporting_is_named_and_its_ways_are_dashed() -> None:
    mention = (Mention("r1", Span(0, 1), "first", "s1"),)
    day = Interval.day(date(2023, 5, 1))
    relays = (("A", "B"), ("B", "C"), ("C", "B"))
    root = parsed(graph([Origin("o1", "A", True, True, day, mention, relays, ("s1",))]))
    assert "Circular reporting, 1 origin: B ⇄ C (first: B)" in words(root)
    circular = [p for p in root.iter(f"{SPACE}path") if p.get("class") == "edge circular"]
    assert len(circular) == 2


def test_names_that_nobody_repeats_are_counted_not_drawn() -> None:
    lonely = of(("A", "B"))
    alone = graph([Origin("o9", "Z", True, True, None, (), (), ("s1",))]).nodes
    root = parsed(Graph((*lonely.nodes, *alone), lonely.edges, ()))
    assert "Not drawn: 1 name nobody repeats." in words(root)
    assert "Z" not in words(root)


def test_the_picture_is_bounded_and_says_what_it_leaves_out() -> None:
    many = of(*((f"source {n % 90}", f"outlet {n % 70}") for n in range(2_000)))
    drawn = layout_of(many)
    assert len(drawn.nodes) <= MOST_NODES
    assert len(drawn.edges) <= MOST_EDGES
    assert any("that carry least" in line for line in words(parsed(many)))
    assert len(lineage_svg(many)) < 200_000


def test_no_two_boxes_overlap() -> None:
    drawn = layout_of(of(*((f"s{n % 7}", f"o{n % 5}") for n in range(40)), ("o1", "o2")))
    boxes = sorted((*drawn.places[name], drawn.heights[name]) for name in drawn.places)
    for (x, y, height), (other_x, other_y, _) in pairwise(boxes):
        assert x != other_x or y + height < other_y


def along(points: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    """Places along a curve of cubic pieces."""
    found = []
    for start in range(0, len(points) - 1, 3):
        piece = points[start : start + 4]
        for step in range(21):
            part, rest = step / 20, 1 - step / 20
            shares = (rest**3, 3 * rest**2 * part, 3 * rest * part**2, part**3)
            x, y = (sum(s * p[axis] for s, p in zip(shares, piece, strict=True)) for axis in (0, 1))
            found.append((x, y))
    return found


@settings(max_examples=50, deadline=None)
@given(
    st.sets(
        st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("cdefghij")).filter(
            lambda pair: pair[0] < pair[1]
        ),
        min_size=1,
    )
)
def test_no_arrow_runs_behind_the_box_of_another_name(relays: set[tuple[str, str]]) -> None:
    drawn = layout_of(of(*sorted(relays)))
    for curve in drawn.curves.values():
        for x, y in along(curve.points):
            for name, (left, top) in drawn.places.items():
                inside_x = left + 0.5 < x < left + BOX - 0.5
                assert not (inside_x and top < y < top + drawn.heights[name])


def test_what_goes_to_one_name_passes_a_column_in_one_lane() -> None:
    drawn = layout_of(of(("A", "Z"), ("B", "Z"), ("A", "M"), ("M", "Z")))
    lanes = {pair: curve.points[3:7] for pair, curve in drawn.curves.items()}
    assert lanes["A", "Z"] == lanes["B", "Z"]
    assert len(lanes["A", "Z"]) == 4
    assert len(drawn.curves["M", "Z"].points) == 4


def test_the_figures_of_two_arrows_do_not_stand_on_each_other() -> None:
    drawn = layout_of(of(*((f"s{n}", f"o{n % 3}") for n in range(12))))
    at = sorted(curve.at(curve.label) for curve in drawn.curves.values())
    assert all(
        abs(one[0] - other[0]) > 40 or abs(one[1] - other[1]) > 11
        for number, one in enumerate(at)
        for other in at[:number]
    )


def test_a_hostile_name_is_shown_and_does_nothing() -> None:
    svg = lineage_svg(of(("<script>alert(1)</script>\u202e\x00", "]]>&amp;\n" + "x" * 9_999)))
    assert "<script" not in svg
    assert "\u202e" not in svg
    assert len(svg) < 20_000


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(max_size=3), st.text(max_size=3)).filter(lambda p: p[0] != p[1]),
        max_size=8,
    )
)
def test_it_is_well_formed_and_the_same_each_time_whatever_the_names(
    relays: list[tuple[str, str]],
) -> None:
    drawn = of(*relays)
    assert parsed(drawn).tag == f"{SPACE}svg"
    assert lineage_svg(drawn) == lineage_svg(of(*relays))
