"""The chorus: who corroborates a bearing, without setting each beside each other one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tocsin.weigh.chorus import Chorus, Voice

DAY = timedelta(days=1)
START = datetime(2023, 5, 1, tzinfo=UTC)

VOICES = st.lists(
    st.builds(
        Voice,
        root=st.sampled_from("pqrs"),
        source=st.sampled_from(("", "Ada", "Bo", "Cy")),
        direction=st.sampled_from(("seen", "absent")),
        at=st.integers(0, 40).map(lambda days: START + days * DAY),
        speaks=st.booleans(),
        via=st.frozensets(st.sampled_from(("Ada", "Bo")), max_size=1),
    ),
    min_size=1,
    max_size=12,
)


def beside(own: Voice, voices: list[Voice], span: timedelta, others: frozenset[str]) -> list[str]:
    """Who says the same, each voice set beside each."""
    near = [one for one in voices if abs(one.at - own.at) <= span]
    against = set(others)
    for source in {one.source for one in near} - {own.source}:
        told = [one for one in near if one.source == source]
        newest = max(one.at for one in told)
        if any(one.at == newest and one.direction != own.direction for one in told):
            against.add(source)
    for source in {one.source for one in near}:
        said = [o for o in near if o.source == source and o.direction == own.direction and o.speaks]
        if source in own.via or (said and all(own.source in one.via for one in said)):
            against.add(source)
    return sorted(
        {
            one.source
            for one in near
            if one.root != own.root
            and one.direction == own.direction
            and one.speaks
            and one.source not in against
        }
    )


@given(VOICES, st.integers(0, 30), st.frozensets(st.sampled_from(("Ada", "Bo"))))
def test_all_together_are_heard_as_each_beside_each(
    voices: list[Voice], days: int, others: frozenset[str]
) -> None:
    chorus = Chorus(voices, days * DAY)
    for own in voices:
        assert chorus.beside(own, others) == beside(own, voices, days * DAY, others)


def test_voices_of_one_stretch_of_time_are_put_together_once_a_direction() -> None:
    voices = [
        Voice(str(number), f"S{number % 7}", "seen" if number % 3 else "absent", START, True)
        for number in range(300)
    ]
    chorus = Chorus(voices, 30 * DAY)
    for own in voices:
        chorus.beside(own, frozenset())
    assert chorus.heard == 2 * len(voices)
