"""A look that comes each day, and the day on which it does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.trace.build import reading, report, statement

from tocsin.nouns import Absence, Missing, Reading
from tocsin.trace import load_register, missing, trace

REGISTER = load_register()
LOOK = "no strike group was seen forming near the northern border"
OTHERS = (
    "two ferries crossed the bay before the fog came down",
    "a bridge east of the mill was shelled in the night",
    "the harbour master counted nine barges at the quay",
)


def bulletin(
    day: int, *lines: str, publisher: str = "Harbour Post", speaker: str = "NATO"
) -> Reading:
    """A day's report of what the speaker said; a line that opens with "no" is a look."""
    when = date(2023, 5, 1) + timedelta(days=day)
    words = [f"{speaker} said on day {day} that {line}." for line in lines]
    made = report("\n".join(words), when.isoformat(), publisher=publisher)
    said = []
    for one, line in zip(words, lines, strict=True):
        told = statement(made, one, speaker=speaker, content=line)
        if line.startswith("no "):
            told = replace(told, absence=Absence(speaker, told.content), polarity="negated")
        said.append(told)
    return reading(made, *said)


def left_out(readings: Sequence[Reading]) -> tuple[Missing, ...]:
    return missing(readings, trace(readings, REGISTER), REGISTER)


def days_of(look: Sequence[int], every: Sequence[int]) -> list[Reading]:
    return [bulletin(day, *((LOOK,) if day in look else ()), *OTHERS) for day in every]


def test_a_daily_look_that_is_left_out_is_an_observation_of_that_day() -> None:
    every = days_of((0, 1, 2, 3), range(5))
    found = left_out(every)
    assert [(one.source, one.every, str(one.due.start)[:10]) for one in found] == [
        ("NATO", 1, "2023-05-05")
    ]
    assert found[0].reports == (every[4].report.id,)


def test_a_bulletin_that_has_the_speaker_by_surname_tells_the_look_too() -> None:
    named = ["Ivan Told", "Ivan Told", "Told", "Ivan Told", "Told", "Ivan Told"]
    every = [
        bulletin(day, *((LOOK,) if day < 5 else ()), *OTHERS, speaker=who)
        for day, who in enumerate(named)
    ]
    assert [(one.source, str(one.due.start)[:10]) for one in left_out(every)] == [
        ("Ivan Told", "2023-05-06")
    ]


def test_it_points_to_the_looks_that_made_it_due() -> None:
    every = days_of((0, 1, 2, 3), range(5))
    texts = {one.report.id: one.report.text for one in every}
    earlier = left_out(every)[0].earlier
    assert [span.of(texts[name])[-len(LOOK) - 1 : -1] for _, name, span in earlier] == [LOOK] * 4
    assert [name for _, name, _ in earlier] == [one.report.id for one in every[:4]]


def test_it_belongs_to_the_newest_origin_that_tells_the_look() -> None:
    every = days_of((0, 1, 2, 3), range(5))
    origins = {one.id: one for one in trace(every, REGISTER)}
    found = left_out(every)[0]
    assert every[3].report.id in {m.report for m in origins[found.origin].mentions}


def test_a_day_without_a_report_tells_nothing() -> None:
    assert left_out(days_of((0, 1, 2, 3), range(4))) == ()


def test_another_papers_few_lines_tell_nothing() -> None:
    every = days_of((0, 1, 2, 3), range(4))
    assert left_out([*every, bulletin(4, *OTHERS, publisher="Village Gazette")]) == ()
    assert left_out([*every, bulletin(4, OTHERS[0])]) == ()


def test_what_was_told_on_three_days_only_is_not_due() -> None:
    assert left_out(days_of((0, 1, 2), range(4))) == ()


def test_what_comes_on_irregular_days_is_not_due() -> None:
    assert left_out(days_of((0, 1, 4, 6), range(8))) == ()


def test_what_comes_every_other_day_is_due_on_the_next_but_one() -> None:
    found = left_out(days_of((0, 2, 4, 6), range(9)))
    assert [(one.every, str(one.due.start)[:10]) for one in found] == [(2, "2023-05-09")]


def test_only_the_first_day_is_told() -> None:
    found = left_out(days_of((0, 1, 2, 3), range(8)))
    assert [str(one.due.start)[:10] for one in found] == ["2023-05-05"]


def test_the_same_look_in_others_words_is_not_missing() -> None:
    every = days_of((0, 1, 2, 3), range(4))
    told = bulletin(4, *OTHERS, "a strike group was seen forming on the northern border")
    assert left_out([*every, told]) == ()


def test_a_sentence_that_nobody_was_heard_saying_counts_as_said() -> None:
    every = days_of((0, 1, 2, 3), range(5))
    last = every[4]
    text = f"{last.report.text}\nNo strike group is forming near the northern border, they add."
    again = report(text, "2023-05-05", publisher="Harbour Post")
    said = tuple(replace(one, report=again.id) for one in last.statements)
    assert left_out([*every[:4], reading(again, *said)]) == ()


@given(st.permutations(range(5)))
def test_what_is_missing_does_not_know_the_order_of_arrival(order: list[int]) -> None:
    every = days_of((0, 1, 2, 3), range(5))
    assert left_out([every[at] for at in order]) == left_out(every)
