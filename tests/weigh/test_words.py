"""Words of likelihood get the range of their speaker's scale, or a wider one."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import WatchFault
from tocsin.nouns import Yardstick
from tocsin.weigh.composition import fitted, parts_of, quantiles_of
from tocsin.weigh.words import load_yardsticks, point_of, range_of, surveyed

SCALES = load_yardsticks()


@pytest.mark.parametrize("name", sorted(SCALES))
def test_a_word_of_a_declared_scale_gets_its_band_exactly(name: str) -> None:
    scale = SCALES[name]
    for band in scale.bands:
        for word in band.words:
            found = range_of(word.capitalize(), None, None, scale)
            assert (found.low, found.high) == (band.low, band.high)
            assert (found.yardstick, found.exact) == (name, True)


def test_the_same_word_differs_between_scales_and_is_wider_without_one() -> None:
    uk = range_of("unlikely", None, None, SCALES["UK-PHIA"])
    us = range_of("unlikely", None, None, SCALES["US-ICD203"])
    undeclared = range_of("unlikely", None, None, None)
    assert (uk.low, uk.high) == (0.25, 0.35)
    assert (us.low, us.high) == (0.20, 0.45)
    assert (undeclared.yardstick, undeclared.exact) == ("survey", False)
    assert undeclared.high - undeclared.low > uk.high - uk.low


@pytest.mark.parametrize(
    ("adverb", "adjective"), [("probably", "probable"), ("almost certainly", "almost certain")]
)
def test_an_adverb_has_the_band_of_its_adjective(adverb: str, adjective: str) -> None:
    scale = SCALES["UK-PHIA"]
    assert range_of(adverb, None, None, scale) == range_of(adjective, None, None, scale)


@pytest.mark.parametrize("scale", [None, SCALES["UK-PHIA"], SCALES["NATO-AJP2.1"]])
@pytest.mark.parametrize("word", ["almost certainly", "very likely", "certainly"])
def test_a_word_with_a_not_behind_it_leaves_the_rest_of_the_whole(
    word: str, scale: Yardstick | None
) -> None:
    said, of_opposite = (range_of(one, None, None, scale) for one in (word, f"{word} not"))
    assert of_opposite.low == pytest.approx(1 - said.high)
    assert of_opposite.high == pytest.approx(1 - said.low)
    assert (of_opposite.yardstick, of_opposite.exact) == (said.yardstick, False)
    assert point_of(f"{word} not") == pytest.approx(1 - (point_of(word) or 0))


def test_a_not_that_compares_turns_nothing() -> None:
    for phrase in ("more likely than not", "as likely as not"):
        found = range_of(phrase, None, None, None)
        assert found.low < 0.5 < found.high
        assert (point_of(phrase) or 0) >= 0.5


def test_a_word_that_the_declared_scale_lacks_is_read_as_undeclared() -> None:
    found = range_of("increasingly unlikely", None, None, SCALES["UK-PHIA"])
    assert (found.yardstick, found.exact) == ("survey", False)


def test_a_stated_number_is_kept_as_wide_as_its_rounding() -> None:
    third = range_of("one in three", 1 / 3, 1 / 3, None)
    assert third.low < 1 / 3 < third.high
    assert third.high - third.low == pytest.approx(0.1)
    assert range_of("83 %", 0.83, 0.83, None).low == pytest.approx(0.825)
    between = range_of("20 to 30 %", 0.2, 0.3, None)
    assert (between.low, between.high, between.yardstick) == (0.2, 0.3, "stated")


def test_degrees_move_a_word_away_from_even_and_back() -> None:
    order = [
        "extremely unlikely",
        "highly unlikely",
        "increasingly unlikely",
        "unlikely",
        "not likely",
        "as likely as not",
        "likely",
        "very likely",
        "extremely likely",
    ]
    points = [point_of(phrase) for phrase in order]
    assert None not in points
    assert points == sorted(points, key=lambda p: p or 0.0)


@pytest.mark.parametrize(
    "phrase",
    ["low", "very low", "low, but possible", "somewhat slim", "remains low", "not imminent"],
)
def test_small_sizes_and_denials_lie_below_even(phrase: str) -> None:
    found = range_of(phrase, None, None, None)
    assert 0 < found.low < found.high < 0.5


def test_low_but_possible_lies_above_low_and_very_low_below() -> None:
    low, possible, very = (point_of(p) for p in ("low", "low, but possible", "very low"))
    assert very is not None
    assert low is not None
    assert possible is not None
    assert very < low < possible


def test_a_phrase_that_says_nothing_known_gets_nearly_everything() -> None:
    found = range_of("purple", None, None, SCALES["KENT"])
    assert (found.low, found.high, found.exact) == (0.01, 0.99, False)
    assert point_of("purple") is None


@given(st.text(max_size=60), st.none() | st.floats(0, 1), st.none() | st.floats(0, 1))
def test_every_phrase_has_a_range_within_zero_and_one(
    phrase: str, low: float | None, high: float | None
) -> None:
    if low is not None and high is not None:
        low, high = sorted((low, high))
    for scale in (None, *SCALES.values()):
        found = range_of(phrase, low, high, scale)
        assert 0 <= found.low <= found.high <= 1


def test_a_house_can_add_a_scale_and_hears_all_faults_at_once() -> None:
    ours = {"OURS": {"name": "Ours", "bands": [{"word": "Maybe", "low": 30, "high": 60}]}}
    scales = load_yardsticks(ours)
    assert range_of("maybe", None, None, scales["OURS"]).exact
    assert set(SCALES) < set(scales)
    with pytest.raises(WatchFault) as caught:
        load_yardsticks({"A": {"bands": [{"word": "x", "low": 9, "high": 3}, {}]}, "B": 7})
    assert [place for place, _ in caught.value.faults] == ["A.bands[0]", "A.bands[1]", "B"]


def test_scales_are_the_published_ones(shared: Path) -> None:
    path = shared / "data" / "estimative" / "yardsticks.json"
    if not path.is_file():
        pytest.skip("the published scales are not among the shared corpora")
    ids = {
        "uk_phia": "UK-PHIA",
        "us_icd203": "US-ICD203",
        "kent_1964": "KENT",
        "nato_ajp_2_1": "NATO-AJP2.1",
        "ipcc_ar5": "IPCC-AR5",
        "eu_efsa": "EFSA",
    }
    for key, scale in json.loads(path.read_text(encoding="utf-8")).items():
        for word, (low, high) in scale["terms"].items():
            assert SCALES[ids[key]].range_of(word) == (low / 100, high / 100), (key, word)


def test_phrases_left_out_of_the_fit_are_put_together_within_ten_points(shared: Path) -> None:
    """Each surveyed phrase in turn is kept out of the fit and built from its parts."""
    path = shared / "data" / "estimative" / "capphrase.jsonl.gz"
    if not path.is_file():
        pytest.skip("the survey is not among the shared corpora")
    answers: defaultdict[str, list[float]] = defaultdict(list)
    for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
        row = json.loads(line)
        answers[row["phrase"]].append(row["percent"])
    errors = []
    for phrase, numbers in answers.items():
        rest = {other: row for other, row in surveyed().items() if other != phrase}
        parts = parts_of(phrase)
        assert parts is not None, phrase
        errors.append(np.abs(np.array(numbers) - 100 * quantiles_of(parts, fitted(rest))[1]).mean())
    assert float(np.mean(errors)) <= 10


@pytest.mark.parametrize("word", ["higher", "much higher", "greater", "lower", "slightly lower"])
def test_a_comparison_tells_no_level(word: str) -> None:
    found = range_of(word, None, None, None)
    assert (found.low, found.high) == (0.01, 0.99)
