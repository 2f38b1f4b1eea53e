"""Meetings: what is near each of some members is that of a new index, at the cost of what came."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tocsin.trace.meetings import Meetings
from tocsin.trace.neighbours import DictNeighbours, met_in

MEMBERS = st.dictionaries(
    st.integers(0, 30).map("{:02}".format),
    st.lists(st.sampled_from("abcd"), unique=True, max_size=3).map(tuple),
    max_size=20,
)


@given(st.lists(MEMBERS, max_size=6))
def test_whoever_comes_and_goes_each_meets_whom_it_would_meet_in_a_new_index(
    runs: list[dict[str, tuple[str, ...]]],
) -> None:
    meetings = Meetings()
    for members in runs:
        expected = dict(met_in(DictNeighbours())(members))
        assert dict(meetings.among(members)) == expected
        assert meetings.size == sum(map(len, members.values()))


def crowd(count: int) -> dict[str, tuple[str, ...]]:
    """Members by time: all have one key, every tenth another, and each its own."""
    return {
        f"{n:06}": ("stock phrase", f"own {n}", *(("now and then",) if n % 10 == 0 else ()))
        for n in range(count)
    }


def test_a_day_more_is_looked_for_alone_and_a_day_less_not_at_all() -> None:
    meetings = Meetings()
    list(meetings.among(crowd(1_000)))
    assert meetings.looked == 1_000
    list(meetings.among(crowd(1_050)))
    assert meetings.looked == 1_050
    list(meetings.among(crowd(900)))
    assert meetings.looked == 1_050


def test_who_comes_in_between_is_heard_of_by_the_next_few() -> None:
    meetings = Meetings()
    list(meetings.among(crowd(1_000)))
    list(meetings.among(crowd(1_000) | {"000500a": ("stock phrase",)}))
    assert meetings.looked <= 1_000 + 1 + 2
