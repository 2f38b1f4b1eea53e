"""Rules of warning are data, fire on the day, and look at nothing that came later."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.build import case_of

from tocsin.errors import BadArgument
from tocsin.publish import Alert, AlertRule, Moment, Seen, alert_rules, fired, warning_text

START = datetime(2031, 3, 1, tzinfo=UTC)
EVERY = alert_rules(
    {
        "rules": [
            {"id": "a", "when": "crosses", "level": 0.5},
            {"id": "b", "when": "moves", "points": 5, "days": 3},
            {"id": "c", "when": "word"},
            {"id": "d", "when": "fires"},
            {"id": "e", "when": "kinds", "count": 2, "days": 3},
            {"id": "f", "when": "coverage", "below": 0.5},
        ]
    }
)


def seen(indicator: str, origin: str, grade: str = "B2") -> Seen:
    return Seen(indicator, origin, f"source {origin}", grade)


def days(*given_: Any) -> list[Moment]:
    """A moment a day: a probability, or the whole of what was seen or covered."""
    made = []
    for number, one in enumerate(given_):
        p, sightings, coverage = 0.1, (), 1.0
        if isinstance(one, tuple):
            sightings = one
        elif isinstance(one, str):
            coverage = float(one)
        else:
            p = one
        word = "likely" if p > 0.5 else "unlikely"
        made.append(Moment(START + timedelta(days=number), p, word, coverage, sightings))
    return made


def told(rule: dict[str, object], moments: list[Moment]) -> list[int]:
    """The numbers of the days on which a rule fires."""
    (made,) = alert_rules({"rules": [{"id": "x", **rule}]})
    return [(one.as_of - START).days for one in fired([made], moments)]


def test_a_level_is_crossed_once_each_way() -> None:
    moments = days(0.4, 0.5, 0.6, 0.49, 0.5)
    assert told({"when": "crosses", "level": 0.5}, moments) == [1, 3, 4]
    assert told({"when": "crosses", "level": 0.5, "way": "up"}, moments) == [1, 4]
    assert told({"when": "crosses", "level": 0.5, "way": "down"}, moments) == [3]


def test_a_move_is_told_when_it_has_come_about_and_not_while_it_lasts() -> None:
    moments = days(0.10, 0.12, 0.15, 0.16, 0.16, 0.16, 0.16, 0.16)
    assert told({"when": "moves", "points": 5, "days": 7}, moments) == [2]
    assert told({"when": "moves", "points": 5, "days": 1}, moments) == []


def test_another_word_is_told() -> None:
    assert told({"when": "word"}, days(0.4, 0.6, 0.7, 0.3)) == [1, 3]


def test_an_indicator_fires_for_a_new_origin_of_a_good_grade() -> None:
    one, two, poor = seen("tanks", "o1"), seen("tanks", "o2"), seen("rail", "o3", "C2")
    moments = days((), (one,), (one,), (one, two, poor))
    assert told({"when": "fires", "at_least": "B2"}, moments) == [1, 3]
    assert told({"when": "fires", "indicator": "rail"}, moments) == [3]
    assert told({"when": "fires", "indicator": "rail", "at_least": "B2"}, moments) == []
    assert told({"when": "fires", "indicator": "rail", "at_least": "C1"}, moments) == []


def test_two_kinds_within_days_are_told_together() -> None:
    tanks, rail = seen("tanks", "o1"), seen("rail", "o2")
    rule = {"when": "kinds", "count": 2, "days": 3}
    assert told(rule, days((), (tanks,), (tanks, rail), (tanks, rail))) == [2]
    assert told(rule, days((), (tanks,), (tanks,), (tanks,), (tanks,), (tanks, rail))) == []


def test_falling_coverage_is_told() -> None:
    assert told({"when": "coverage", "below": 0.5}, days("0.6", "0.5", "0.4", "0.3")) == [2]


def test_what_was_so_before_the_first_day_tells_nothing() -> None:
    assert fired(EVERY, days(0.9)) == ()
    assert fired(EVERY, days((seen("tanks", "o1"), seen("rail", "o2")))) == ()


@given(st.lists(st.floats(0.001, 0.999), min_size=1, max_size=12), st.integers(1, 12))
def test_what_is_told_of_a_day_hangs_on_no_later_one(numbers: list[float], until: int) -> None:
    moments = days(*numbers)
    last = moments[:until][-1].as_of
    early = [one for one in fired(EVERY, moments) if one.as_of <= last]
    assert early == list(fired(EVERY, moments[:until]))


@pytest.mark.parametrize(
    "rows",
    [
        {},
        {"rules": []},
        {"rules": ["x"]},
        {"rules": [{"id": "x", "when": "never"}]},
        {"rules": [{"id": "x", "when": "crosses"}]},
        {"rules": [{"id": "x", "when": "crosses", "level": 50}]},
        {"rules": [{"id": "x", "when": "crosses", "level": "high"}]},
        {"rules": [{"id": "x", "when": "crosses", "level": 0.5, "way": "sideways"}]},
        {"rules": [{"id": "x", "when": "word", "level": 0.5}]},
        {"rules": [{"id": "x", "when": "fires", "at_least": "good"}]},
        {"rules": [{"id": "x", "when": "fires", "at_least": 2}]},
        {"rules": [{"id": "x", "when": "word"}, {"id": "x", "when": "word"}]},
    ],
)
def test_a_rule_that_is_wrong_is_refused(rows: object) -> None:
    with pytest.raises(BadArgument):
        alert_rules(rows)


def test_a_rule_has_what_its_file_says() -> None:
    (rule,) = alert_rules({"rules": [{"id": "x", "when": "kinds", "count": 3, "days": 9}]})
    assert rule == AlertRule("x", "kinds", count=3, days=9)


def test_a_warning_says_what_by_when_how_sure_and_what_to_watch_next() -> None:
    case = case_of()
    alert = Alert("bridging", case.estimate.as_of, "indicator bridging is seen by A nurse (F6).")
    lines = warning_text(alert, case).replace("\N{NO-BREAK SPACE}", " ").split("\n")
    assert lines[0] == f"Warning: {case.watch.question}"
    assert "“Bridging equipment at the river” is seen by A nurse" in lines[1]
    likely = [line for line in lines if "by the end of 30 June 2031" in line]
    sure = [line for line in lines if "Confidence" in line]
    assert len(likely) == len(sure) == 1
    assert likely != sure
    assert "lead time" in lines[lines.index("Watch next:") + 1]
