"""A history says of each day what an estimate as of that day says, and what came on it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.desks import NOW, WATCH, desk_of

from tocsin.desk import Desk, History, history_of, note, situation_of, timeline_at
from tocsin.errors import BadArgument
from tocsin.nouns import DAY, cut_of

KNOWN = NOW + timedelta(days=1)


def told(desk: Desk, first: str | None, last: str, **more: Any) -> History:
    with desk.ledger(read_only=True) as ledger:
        return history_of(
            desk,
            ledger,
            WATCH,
            first=None if first is None else date.fromisoformat(first),
            last=date.fromisoformat(last),
            known_at=KNOWN,
            **more,
        )


@pytest.fixture(scope="module")
def year(example_desk: Desk) -> History:
    return told(example_desk, None, "2022-12-31")


def test_a_day_of_a_history_is_the_estimate_of_that_day(example_desk: Desk, year: History) -> None:
    days = {one.day.as_of: one for one in year.days}
    for day in ("2022-08-03", "2022-10-17", "2022-10-21", "2022-11-30", "2022-12-27"):
        cut = cut_of(day)
        with example_desk.ledger(read_only=True) as ledger:
            made = situation_of(
                example_desk, ledger, WATCH, as_of=cut, known_at=KNOWN, with_history=False
            ).estimate
        past = days[cut]
        assert repr((past.day.p, past.low, past.high, past.day.base)) == repr(
            (made.event.p, made.event.low, made.event.high, made.base)
        )
        assert dict(past.day.probabilities) == dict(made.probabilities)
        assert [(bar.term, repr(bar.logodds)) for bar in past.day.waterfall] == [
            (bar.term, repr(bar.logodds)) for bar in made.waterfall
        ]


def test_a_history_has_every_day_from_the_opening_on(year: History) -> None:
    first = cut_of(year.watch.opens.date().isoformat())
    assert [one.day.as_of for one in year.days] == [
        first + number * DAY for number in range(len(year.days))
    ]
    assert year.days[-1].day.as_of == cut_of("2022-12-31")


def test_a_part_of_a_history_says_the_same_days(example_desk: Desk, year: History) -> None:
    part = told(example_desk, "2022-10-10", "2022-10-20")
    start = next(n for n, one in enumerate(year.days) if one.day.as_of == cut_of("2022-10-10"))
    assert [repr(one.day) for one in part.days] == [
        repr(one.day) for one in year.days[start : start + 11]
    ]


def test_origins_are_told_on_the_day_on_which_they_came(year: History) -> None:
    came = [origin for one in year.days for origin in one.new]
    assert len(came) == len(set(came)) > 10
    assert set(came) <= set(year.sources)


def test_evidence_is_weighed_anew_only_where_something_came(example_desk: Desk) -> None:
    counted: list[str] = []
    history = told(
        example_desk, "2022-06-01", "2022-12-31", told=lambda stage, _count: counted.append(stage)
    )
    with example_desk.ledger(read_only=True) as ledger:
        published = {
            one.published.end for one in ledger.reports() if one.published and one.published.end
        }
    assert 5 < len(counted) <= len(published) + 1 < len(history.days)


def test_a_note_moves_the_days_after_it(tmp_path: Path) -> None:
    desk = desk_of(tmp_path / "noted", [])
    before = [repr(one.day) for one in told(desk, "2022-09-01", "2022-09-10").days]
    watch = told(desk, "2022-09-01", "2022-09-01").watch
    note(
        desk,
        WATCH,
        watch.indicators[0].id,
        "Three columns on the road.",
        direction="seen",
        when="2022-09-05T12:00:00Z",
        credibility=2,
        author="AK",
        basis="seen from the road",
        now=NOW,
    )
    after = [repr(one.day) for one in told(desk, "2022-09-01", "2022-09-10").days]
    assert [one == other for one, other in zip(before, after, strict=True)] == [True] * 4 + [
        False
    ] * 6


def test_days_that_make_no_span_are_refused(example_desk: Desk) -> None:
    with pytest.raises(BadArgument, match="lies after"):
        told(example_desk, "2022-10-10", "2022-10-09")
    with pytest.raises(BadArgument, match="days, more than"):
        told(example_desk, "2002-10-10", "2022-10-09")


def test_cuts_need_not_be_ends_of_days(example_desk: Desk) -> None:
    cut = cut_of("2022-10-21T15:00:00Z")
    with example_desk.ledger(read_only=True) as ledger:
        line = timeline_at(example_desk, ledger, WATCH, [cut], known_at=KNOWN)
        made = situation_of(
            example_desk, ledger, WATCH, as_of=cut, known_at=KNOWN, with_history=False
        )
    assert line.timeline.on(cut).p == made.estimate.event.p
    rows = zip(line.matrices[cut].rows, made.matrix.rows, strict=True)
    assert all(one.evidence == other.evidence for one, other in rows)
