"""A chart leaves as SVG and PNG, the same bytes twice, for print and grey, with its words."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tocsin.errors import BadArgument, ExtraMissing
from tocsin.publish import axes, plots
from tocsin.publish.pictures import FORMS, Guide, Picture, drawn, twin

SVG = "{http://www.w3.org/2000/svg}"
GUIDE = Guide("What is shown.", ("Read it so.", "And so."), "Then do that.")
DAYS = [
    {"as_of": f"2031-03-{day:02}", "p": day / 100, "low": day / 200, "high": day / 50, "base": 0.04}
    for day in range(1, 29)
]
BARS = [
    {"cause": "Base", "from_logodds": -3.0, "to_logodds": -3.0, "logodds": None, "p": "5 %"},
    {"cause": "Up", "from_logodds": -3.0, "to_logodds": -2.0, "logodds": 1.0, "p": None},
    {"cause": "Down", "from_logodds": -2.0, "to_logodds": -2.6, "logodds": -0.6, "p": None},
]
BOARD = [
    {"text": f"Sign {n}", "state": state, "coverage": n / 10, "logodds": None if n else 0.3}
    for n, state in enumerate(plots.STATES)
]
MATRIX = [{"indicator": "Bridges", "yes": "CC +0.40", "no": "II −0.40", "third": None}]
COUNTS = [
    {
        "at": "2031-03-01",
        "unit": "tank",
        "low": 40.0,
        "high": 60.0,
        "basis": "claimed",
        "competes": True,
    },
    {
        "at": "2031-03-09",
        "unit": "tank",
        "low": 900.0,
        "high": None,
        "basis": "observed",
        "competes": False,
    },
]
PLACES: list[dict[str, Any]] = [
    {"place": "Oster", "lat": 50.0, "lon": 30.0, "origins": 3, "in": 1, "out": 0},
    {"place": "Nowhere", "lat": None, "lon": None, "origins": None, "in": None, "out": None},
]
BINS = [{"said": 0.2, "seen": 0.3, "low": 0.1, "high": 0.6, "questions": 7}]
WAYS = [plots.Way(((60, 20), (80, 20), (90, 60), (110, 60)), (85, 40), "2 · 1 d", 2.0, circle=True)]
BOXES = [("Gazette", 0.0, 0.0, 60.0, 40.0), ("Ledger", 110.0, 40.0, 60.0, 40.0)]
BOX = (28.0, 48.0, 34.0, 53.0)
LAND = [((29.0, 49.0), (33.0, 49.0), (33.0, 52.0))]

CHARTS: dict[str, tuple[list[dict[str, Any]], plots.Draw]] = {
    "history": (DAYS, plots.history(DAYS)),
    "waterfall": (BARS, plots.waterfall(BARS)),
    "board": (BOARD, plots.board(BOARD)),
    "matrix": (MATRIX, plots.matrix(MATRIX, ("yes", "no", "third"))),
    "lineage": ([{"from": "Gazette", "to": "Ledger"}], plots.lineage(BOXES, WAYS, (170, 80))),
    "counts": (COUNTS, plots.counts(COUNTS)),
    "map": (PLACES, plots.places(PLACES, LAND, BOX)),
    "calibration": (BINS, plots.calibration(BINS)),
}


def picture(name: str, title: str = "A chart", *, note: str = "veldan") -> Picture:
    rows, draw = CHARTS[name]
    return Picture(title, note, tuple(rows), GUIDE, draw, 3.0)


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("form", FORMS)
def test_a_picture_is_the_same_bytes_twice(name: str, form: str) -> None:
    assert drawn(picture(name), form) == drawn(picture(name), form)


@pytest.mark.parametrize("name", CHARTS)
def test_an_svg_has_its_title_and_its_rows_in_words_and_its_letters_as_letters(name: str) -> None:
    root = ET.fromstring(drawn(picture(name), "svg"))  # noqa: S314  our own
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "title desc")
    assert root.findtext(f"{SVG}title") == "A chart"
    told = root.findtext(f"{SVG}desc") or ""
    for row in CHARTS[name][0]:
        assert all(str(value) in told for value in row.values() if isinstance(value, str))
    assert "A chart" in "".join(one.text or "" for one in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("name", CHARTS)
def test_a_png_is_one_of_print_s_fineness(name: str) -> None:
    image = pytest.importorskip("PIL.Image").open(io.BytesIO(drawn(picture(name), "png")))
    assert image.format == "PNG"
    assert image.width == 1920
    dark, light = image.convert("L").getextrema()
    assert (dark < 60, light) == (True, 255)


@pytest.mark.parametrize("name", CHARTS)
def test_the_text_twin_has_every_row_and_how_it_is_read(name: str) -> None:
    told = drawn(picture(name), "txt").decode()
    for row in CHARTS[name][0]:
        assert all(str(value) in told for value in row.values() if isinstance(value, str))
    assert "What it shows: What is shown." in told
    assert told.count("How to read it: ") == 2
    assert told.endswith("What to do next: Then do that.\n")


def lightness(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_what_raises_and_what_lowers_are_apart_in_grey() -> None:
    dark, light = lightness(axes.UP), lightness(axes.DOWN)
    assert (light + 0.05) / (dark + 0.05) > 4.5
    assert len({mark for mark, _ in plots.STATES.values()}) >= 4
    assert len({*plots.STATES.values()}) == len(plots.STATES)


HOSTILE = "$x^2$ <script> & \u202e \\frac{1}{0} _a_ %s {y}"


@pytest.mark.parametrize("form", FORMS)
def test_words_of_reports_are_no_formula_no_markup_and_no_direction(form: str) -> None:
    told = drawn(picture("history", HOSTILE, note=HOSTILE), form)
    if form == "svg":
        root = ET.fromstring(told)  # noqa: S314  our own
        assert "$x^2$ <script> & ⟨U+202E⟩" in (root.findtext(f"{SVG}title") or "")
        assert root.find(f".//{SVG}script") is None
    assert "\u202e".encode() not in told


@pytest.mark.parametrize("make", [plots.history, plots.waterfall, plots.counts, plots.calibration])
def test_without_rows_there_is_a_picture_still(make: Callable[[Any], plots.Draw]) -> None:
    empty = Picture("Empty", "veldan", (), GUIDE, make(()), 3.0)
    assert drawn(empty, "svg")
    assert "Nothing to show." in twin(empty)


def test_another_form_is_refused() -> None:
    with pytest.raises(BadArgument):
        drawn(picture("history"), "gif")


def test_without_the_library_it_says_how_to_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "matplotlib", None)
    with pytest.raises(ExtraMissing, match="nothing here can draw"):
        drawn(picture("history"), "png")
    assert drawn(picture("history"), "txt")
