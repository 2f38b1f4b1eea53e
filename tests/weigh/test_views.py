"""Views: an assessor's newest word counts once, on the claim nearest to the question."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.weigh.build import (
    DAY,
    WATCH,
    register_of,
    say,
    watch_of,
)
from tests.weigh.tables import NOW, both, matrix_of, told

from tocsin.nouns import (
    Interval,
    Origin,
    Reading,
    Register,
    Source,
    View,
)
from tocsin.weigh import bearings, matrix
from tocsin.weigh.timing import stated_until


def view(
    phrase: str, source: str, day: float, text: str = "Eastland is {} to enter Westland."
) -> tuple[Reading, Origin]:
    statement = say(
        f"{text.format(phrase)} (Said on day {day}.)",
        actor="Eastland",
        likelihood=phrase,
        of=text.format(phrase),
        tense="future",
    )
    return told(statement, source, day)


def views_of(*pairs: tuple[Reading, Origin], register: Register | None = None) -> tuple[View, ...]:
    return matrix_of(*both(*pairs), register=register).views


def test_the_newest_view_of_an_assessor_supersedes_the_older() -> None:
    old, new = view("likely", "Ann Marlow", 0), view("unlikely", "Ann Marlow", 4)
    by_origin = {one.origin: one for one in views_of(old, new)}
    assert by_origin[new[1].id].counted
    assert by_origin[new[1].id].superseded is None
    assert not by_origin[old[1].id].counted
    assert by_origin[old[1].id].superseded == new[1].id


def test_views_of_two_assessors_both_count() -> None:
    views = views_of(view("likely", "Ann Marlow", 0), view("unlikely", "Ben Carr", 0))
    assert [one.counted for one in views] == [True, True]


def test_a_broader_view_counts_by_its_share_and_only_with_one() -> None:
    war = view("unlikely", "Ann Marlow", 0, "Eastland is {} to join the war.")
    front = view("unlikely", "Ben Carr", 0, "Eastland is {} to open a new front.")
    plain = view("unlikely", "Cy Dorn", 0)
    by_claim = {one.proposition: one for one in views_of(war, front, plain)}
    assert by_claim["war"].counted
    assert by_claim["war"].high == pytest.approx(by_claim["entry"].high / 2)
    assert not by_claim["front"].counted
    assert "no share is declared" in by_claim["front"].reason


def test_the_ranges_of_the_example_by_hand() -> None:
    plain = view("unlikely", "Ann Marlow", 0)
    war = view("unlikely", "Ben Carr", 0, "Eastland is {} to join the war.")
    turned = say(
        "It is likely that Eastland will not enter Westland.",
        actor="Eastland",
        likelihood="likely",
        of="that Eastland will not enter Westland",
    )
    gloss = say(
        "Eastland is unlikely to enter Westland.",
        speaker=None,
        actor="Eastland",
        likelihood="unlikely",
    )
    made = views_of(plain, war, told(turned, "Cy Dorn"), told(gloss, "The Paper"))
    by_source = {one.source: one for one in made}
    ranges = {name: (round(one.low, 6), round(one.high, 6)) for name, one in by_source.items()}
    assert ranges == {
        "Ann Marlow": (0.05, 0.3),
        "Ben Carr": (0.025, 0.15),
        "Cy Dorn": (0.15, 0.4),
        "The Paper": (0.05, 0.3),
    }
    assert by_source["Ann Marlow"].weight == pytest.approx(0.75)
    assert by_source["The Paper"].weight == pytest.approx(0.75 * 0.5 * 0.25)


def test_a_narrower_view_is_divided_by_its_share() -> None:
    watch = watch_of(WATCH.replace("relation: broader\n    share", "relation: narrower\n    share"))
    readings, origins = both(
        view("unlikely", "Ben Carr", 0, "Eastland is {} to join the war."),
    )
    register = register_of()
    borne = bearings(watch, readings, origins, register)
    (one,) = matrix(watch, borne, readings, origins, register, as_of=NOW).views
    assert one.counted
    assert (one.low, one.high) == pytest.approx((0.1, 0.6))


def test_an_assessor_counts_once_by_the_claim_nearest_to_the_question() -> None:
    war = view("unlikely", "Ann Marlow", 5, "Eastland is {} to join the war.")
    plain = view("unlikely", "Ann Marlow", 0)
    by_claim = {one.proposition: one for one in views_of(war, plain)}
    assert by_claim["entry"].counted
    assert not by_claim["war"].counted


def test_a_writer_s_gloss_is_the_writer_s_and_weighs_little() -> None:
    said = view("unlikely", "Ann Marlow", 0)
    statement = say(
        "Eastland is unlikely to enter Westland.",
        speaker=None,
        actor="Eastland",
        likelihood="unlikely",
    )
    by_source = {one.source: one for one in views_of(said, told(statement, "The Paper"))}
    assert by_source["The Paper"].weight < by_source["Ann Marlow"].weight / 4
    assert "gloss" in by_source["The Paper"].reason


def test_a_likely_not_is_turned_round() -> None:
    statement = say(
        "It is likely that Eastland will not enter Westland.",
        actor="Eastland",
        likelihood="likely",
        of="that Eastland will not enter Westland",
    )
    (one,) = views_of(told(statement, "Ann Marlow"))
    assert one.high < 0.5
    assert one.turned
    (plain,) = views_of(view("likely", "Ann Marlow", 0))
    assert not plain.turned
    assert (one.low, one.high) == pytest.approx((1 - plain.high, 1 - plain.low))


def test_a_stated_horizon_is_kept() -> None:
    statement = say(
        "Eastland is unlikely to enter Westland by May.",
        actor="Eastland",
        likelihood="unlikely",
        tense="future",
        dates={"by May": Interval(None, datetime(2031, 5, 1, tzinfo=UTC))},
    )
    (one,) = views_of(told(statement, "Ann Marlow"))
    assert one.horizon == datetime(2031, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "words", "start", "until"),
    [
        ("despite the minister's May 1 visit", "May 1", 0, None),
        ("despite the pact of May 1", "May 1", 0, None),
        ("although the tanks left on Thursday", "Thursday", 0, None),
        ("despite the minister's May 20 visit", "May 20", 19, None),
        ("despite his 20 May visit", "20 May", 19, None),
        ("by May 1", "May 1", 0, 1),
        ("today", "today", 0, 1),
        ("in the next 24 hours", "the next 24 hours", 0, 1),
        ("on May 20", "May 20", 19, 20),
        ("on the president's orders on May 20", "May 20", 19, 20),
    ],
)
def test_the_date_of_something_else_is_no_horizon(
    text: str, words: str, start: int, until: int | None
) -> None:
    first = datetime(2031, 5, 1, tzinfo=UTC)
    day = Interval(first + timedelta(days=start), first + timedelta(days=start + 1))
    statement = say(
        f"Eastland is unlikely to enter Westland {text}.",
        actor="Eastland",
        likelihood="unlikely",
        tense="future",
        dates={words: day},
    )
    found = stated_until(statement, first)
    assert found == (None if until is None else first + timedelta(days=until))


def test_a_view_that_sets_no_time_is_not_said_of_the_last_days_alone() -> None:
    (early,) = views_of(view("unlikely", "Ann Marlow", 0))
    assert early.horizon is None
    made = matrix_of(*both(view("unlikely", "Ann Marlow", 80)), as_of=DAY + timedelta(days=85))
    (late,) = made.views
    assert late.horizon == late.at + timedelta(days=90)


def test_a_view_on_the_scale_of_its_source_has_that_scale_s_range() -> None:
    known = Source("Ann Marlow", (), "government", (), "UK-PHIA", None)
    (one,) = views_of(view("unlikely", "Ann Marlow", 0), register=register_of(known))
    assert (one.low, one.high, one.yardstick) == (0.25, 0.35, "UK-PHIA")


def test_who_says_the_last_word_again_beside_another_has_not_changed_it() -> None:
    for last in ("unlikely", "highly unlikely"):
        first = view(last, "Ann Marlow", 0)
        one, other = view("unlikely", "Ann Marlow", 4), view("highly unlikely", "Ann Marlow", 4)
        day = replace(
            one[1],
            items=(*one[1].items, *other[1].items),
            mentions=(*one[1].mentions, *other[1].mentions),
        )
        readings, origins = both(first, (one[0], day), (other[0], day))
        views = matrix_of(readings, tuple(dict.fromkeys(origins))).views
        assert [view.phrase for view in views if view.counted] == [last]


def test_a_re_statement_weighs_what_the_word_weighed_at_first() -> None:
    first, again = view("unlikely", "Ann Marlow", 0), view("unlikely", "Ann Marlow", 4)
    was = next(one for one in views_of(first) if one.counted)
    now = next(one for one in views_of(first, again) if one.counted)
    assert now.weight == was.weight
    assert now.at > was.at


@pytest.mark.parametrize(
    "text",
    [
        "Eastland is {} to pin troops at the border with the threat to enter Westland.",
        "Eastland is {} to run a campaign suggesting that it would enter Westland.",
    ],
)
def test_a_likelihood_of_another_act_is_no_view_of_what_hangs_on_it(text: str) -> None:
    verb = "pin" if "pin" in text else "run"
    statement = say(
        text.format("likely"),
        actor="Eastland",
        action=verb,
        likelihood="likely",
        of=text.format("likely"),
        tense="future",
    )
    assert views_of(told(statement, "Ann Marlow", 0)) == ()


def test_too_weak_to_do_it_is_said_of_the_opposite() -> None:
    text = "Eastland is {} too weak to enter Westland."
    (one,) = views_of(view("almost certainly", "Ann Marlow", 0, text))
    assert one.turned
    assert one.high < 0.2
