from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.nouns import Lexicon
from tocsin.read import Gate


def gate(*phrases: str) -> Gate:
    return Gate(Lexicon(phrases, ("w",), "1"))


@pytest.mark.parametrize(
    ("phrase", "text", "through"),
    [
        ("deploy*", "Troops were deployed.", True),
        ("deploy*", "They deploy.", True),
        ("deploy", "Troops were deployed.", False),
        ("deploy", "They DEPLOY now", True),
        ("heavy equipment", "the heavy\nequipment left", True),
        ("heavy equipment", "heavy old equipment", False),
        ("heavy equip*", "heavy equipment", True),
        ("navy", "the gunnavy", False),
        ("b*rge", "a barge sank", True),
        ("c++", "written in c++ today", True),
        ("u.s. army", "the U.S. Army", True),
    ],
)
def test_a_phrase_lets_through_what_holds_it(phrase: str, text: str, through: bool) -> None:
    assert gate(phrase).lets(text) is through


def test_an_empty_lexicon_lets_everything_through() -> None:
    assert gate().lets("anything")


def test_common_beginnings_do_not_hide_each_other() -> None:
    both = gate("tank", "tank train", "tanker*", "ta*")
    for text in ("a tank", "tank train", "tankers", "tar"):
        assert both.lets(text)


@given(
    st.lists(st.text("abc *", min_size=1, max_size=6), min_size=1, max_size=8),
    st.text("abc ", max_size=20),
)
def test_together_the_phrases_let_through_what_each_does(phrases: list[str], text: str) -> None:
    real = [p for p in phrases if p.split()]
    assert gate(*phrases).lets(text) == (not real or any(gate(p).lets(text) for p in real))


@pytest.mark.slow
def test_a_thousand_watches_cost_hardly_more_than_one() -> None:
    text = "Nothing of what is sought stands here, whatever words one may try. " * 2000
    few = gate(*(f"wanted{i}*" for i in range(20)))
    many = gate(*(f"wanted{i} thing{j}*" for i in range(200) for j in range(100)))

    def seconds(one: Gate) -> float:
        best = 9.0
        for _ in range(3):
            start = time.perf_counter()
            assert not one.lets(text)
            best = min(best, time.perf_counter() - start)
        return best

    assert seconds(many) < 5 * seconds(few) + 0.01
