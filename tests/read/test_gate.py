from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.nouns import Lexicon, Need
from tocsin.read import Gate
from tocsin.read import gate as gate_module


def gate_of(*needs: Need) -> Gate:
    return Gate(Lexicon(needs, ("w",), "1"))


def gate(*phrases: str) -> Gate:
    return gate_of(Need((phrases,), (), 45)) if phrases else gate_of()


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


@pytest.mark.parametrize("text", ["a build-up", "a build up", "a buildup", "a build\u2010up"])
def test_a_hyphen_may_be_there_or_not(text: str) -> None:
    assert gate("build-up").lets(text)


TANKS = Need((("tank*", "guns"), ("move*", "roll*")), (("karvia*",),), 5)


@pytest.mark.parametrize(
    ("text", "through"),
    [
        ("Karvian tanks move.", True),
        ("Guns roll on. It was long after noon when Karvia spoke of it.", True),
        ("Tanks move.", False),
        ("Karvian tanks are old.", False),
        ("The tanks were painted, and then in Karvia he moved house.", False),
        ("Karvia woke. The tanks stood\nand moved not.", True),
        ("Karvia woke to its tanks.\n \nThey moved on.", False),
        ("They moved tanks. " + "And so it went on. " * 50 + "Karvia kept still.", True),
    ],
)
def test_every_slot_of_a_pattern_must_have_a_word(text: str, through: bool) -> None:
    assert gate_of(TANKS).lets(text) is through


def test_the_slots_of_one_pattern_do_not_complete_another() -> None:
    trains = Need((("train*",), ("left",)), (), 5)
    both = gate_of(TANKS, trains)
    assert not both.lets("Karvian tanks left.")
    assert both.lets("Karvian trains left.")


def test_who_writes_or_publishes_may_be_the_one_who_acts() -> None:
    text = "We move our tanks at dawn."
    assert not gate_of(TANKS).lets(text)
    assert gate_of(TANKS).lets(text, None, "The Karvian Ministry")
    assert not gate_of(TANKS).lets("We rest.", "Karvian Tanks", "Move On")


def test_a_need_without_any_word_lets_everything_through() -> None:
    assert gate_of(TANKS, Need((), (), 5)).lets("anything")


words = st.text("abc *-", min_size=1, max_size=6).filter(lambda p: p.strip(" *-"))


@given(st.lists(words, min_size=1, max_size=8), st.text("abc -", max_size=20))
def test_together_the_phrases_let_through_what_each_does(phrases: list[str], text: str) -> None:
    assert gate(*phrases).lets(text) == any(gate(p).lets(text) for p in phrases)


slots = st.lists(st.lists(words, min_size=1, max_size=2).map(tuple), max_size=2).map(tuple)
needs = st.builds(Need, slots, slots, st.integers(1, 6)).filter(lambda n: n.near + n.anywhere)


@given(st.lists(needs, min_size=1, max_size=4), st.text("abc -", max_size=40))
def test_together_the_needs_let_through_what_each_does(held: list[Need], text: str) -> None:
    assert gate_of(*held).lets(text) == any(gate_of(one).lets(text) for one in held)


def watches_of(number: int) -> Gate:
    """The gate of so many watches that differ in the names of their countries."""

    def needs_of(watch: int) -> list[Need]:
        land = f"land{watch}"
        actor = (f"{land}*", "they", f"forces of {land}")
        towards = (f"in * {land}*", f"to {land}", "the border")
        deeds = [(f"act{one}*", "moved", "have gone") for one in range(10)]
        return [
            need
            for deed in deeds
            for need in (
                Need((deed, ("troops", "tanks")), (actor,), 45),
                Need((deed, towards), (), 45),
                Need((deed,), (actor, (f"{land}*",)), 45),
            )
        ]

    return gate_of(*(need for watch in range(number) for need in needs_of(watch)))


def lines_run(work: Callable[[], object]) -> int:
    """The lines of the gate's own code that are run."""
    count, code = 0, gate_module.__file__

    def look(frame: FrameType, event: str, _given: object) -> Any:
        nonlocal count
        if frame.f_code.co_filename != code:
            return None
        count += event == "line"
        return look

    before = sys.gettrace()
    sys.settrace(look)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "text",
    [
        "Nothing of it stands here, in any of the lands to which trains go. ",
        "They moved and have gone in the night, to the sea and in old boats. ",
        "The troops are in the north of land7 and have tanks. ",
    ],
)
def test_two_hundred_watches_cost_hardly_more_than_one(text: str) -> None:
    def cost(number: int) -> int:
        gate = watches_of(number)
        gate.lets(text)  # each word is looked up once
        return lines_run(lambda: gate.lets(text * 50))

    assert cost(8) > 500
    assert cost(200) <= 1.1 * cost(8)
