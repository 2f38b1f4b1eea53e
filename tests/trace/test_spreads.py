"""A paper that copies words days later splits off nobody who retold them in between."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

from tests.trace.build import reading, report, statement

from tocsin.nouns import Reading
from tocsin.trace import load_register, trace
from tocsin.trace.spreads import Spreads

WHOLE = "the salt works had sold four of its barges to the harbour of Narvik before the frost"
RETOLD = "four barges had been sold to the harbour of Narvik by the salt works"
AGAIN = "the harbour of Narvik now had four barges that the salt works had sold"


def said(what: str, day: int, publisher: str, rest: str) -> Reading:
    """A report of one saying and of one thing that no other paper has."""
    first = f"Ada Sample said that {what}."
    made = report(f"{first}\n{rest}\n", f"2023-05-{day:02}", publisher=publisher)
    return reading(made, statement(made, first, speaker="Ada Sample", cue="said", content=what))


FROST = (
    "The frost came in the night and nobody was at the quay but two boys with a sledge, who had"
    " been told to wait for the post and went home when the lamps along the water were put out."
    " In the morning three of the oldest piles were gone, and with them the bench of the pilots."
)
NETS = (
    "Fishermen mended nets while a band played waltzes in the hall above the market, and those who"
    " could not dance sold tea, cakes and candles for the new roof of the church on the hill."
    " By midnight they had enough for the shingles, though not for the man who would nail them."
)
SNOW = (
    "Schools in the valley stay closed because of the snow, which has broken two bridges and a mill"
    " and kept the doctor from his round; children are asked to bring wood to the old people."
    " A plough is on its way from the coast, but its driver has been seen asleep at the tavern."
)
FIRST = said(WHOLE, 2, "Tarn Echo", FROST)
BETWEEN = said(RETOLD, 3, "Lofot Post", NETS)
LATE = said(WHOLE, 4, "Senja News", SNOW)


def origins(*readings: Reading) -> int:
    register = load_register()
    found = {trace(list(order), register) for order in permutations(readings)}
    assert len(found) == 1
    return len(found.pop())


def test_who_retells_is_joined_without_a_late_copy_and_with_one() -> None:
    assert origins(FIRST, BETWEEN) == 1
    assert origins(FIRST, BETWEEN, LATE) == 1


def test_who_retells_a_late_copy_is_joined() -> None:
    later = said(RETOLD, 5, "Lofot Post", NETS)
    assert origins(LATE, later) == 1
    assert origins(FIRST, LATE, later) == 1


def test_retellings_of_retellings_do_not_wander_through_the_days() -> None:
    third = said(AGAIN, 4, "Senja News", SNOW)
    assert origins(BETWEEN, third) == 1
    assert origins(FIRST, BETWEEN, third) == 2


def spreads(**days: int | None) -> Spreads:
    start = datetime(2023, 5, 1, tzinfo=UTC)
    return Spreads(
        {name: None if day is None else start + timedelta(days=day) for name, day in days.items()}
    )


DAY = timedelta(days=1)


def test_one_wording_is_as_near_as_its_nearest_copy() -> None:
    held = spreads(a=1, b=9, c=10, d=5)
    held.join("a", "b", reworded=False)
    assert held.near("a", "c", DAY)
    assert not held.near("a", "d", DAY)


def test_two_wordings_are_both_to_be_near() -> None:
    held = spreads(a=1, b=2, c=3, d=1)
    held.join("a", "b", reworded=True)
    assert not held.near("a", "c", DAY)
    assert held.near("a", "d", DAY)


def test_of_many_wordings_of_one_day_each_counts_the_first_and_the_last() -> None:
    held = spreads(a=1, b=2, c=1, d=2, e=0, f=3)
    for other in "bcd":
        held.join("a", other, reworded=True)
    assert not held.near("a", "e", DAY)
    assert not held.near("a", "f", DAY)
    assert held.near("a", "b", DAY)


def test_what_has_no_day_is_near_to_nothing_but_a_day() -> None:
    held = spreads(a=None, b=None, c=1)
    assert not held.near("a", "b", DAY)
    assert held.near("a", "c", DAY)
