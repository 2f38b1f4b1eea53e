"""What words around a claim do to its bearing: bounds of time, changes, denials, glosses."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.weigh.build import WATCH, origin_of, reading_of, register_of, say, watch_of

from tocsin.nouns import Bearing, Interval, Matrix, Statement
from tocsin.weigh import bearings, matrix

END = datetime(2031, 7, 1, tzinfo=UTC)
JUNE = Interval(datetime(2031, 6, 1, tzinfo=UTC), END)
"""The month that begins when the watch closes."""


def bearing(statement: Statement, target: str) -> Bearing | None:
    reading = reading_of(statement)
    found = bearings(watch_of(), (reading,), (origin_of("Ann Marlow", reading),), register_of())
    return next((one for one in found if one.target == target), None)


def outcome(statement: Statement, target: str = "entry") -> str:
    one = bearing(statement, target)
    return "" if one is None else one.direction


def weighed(statement: Statement) -> Matrix:
    reading = reading_of(statement)
    origins, register = (origin_of("Ann Marlow", reading),), register_of()
    borne = bearings(watch_of(), (reading,), origins, register)
    at = datetime(2031, 3, 2, tzinfo=UTC)
    return matrix(watch_of(), borne, (reading,), origins, register, as_of=at)


def dated(words: str, *, date: str = "June") -> Statement:
    return say(
        f"Eastland is unlikely to enter Westland {words}.",
        actor="Eastland",
        likelihood="unlikely",
        tense="future",
        dates={date: JUNE},
    )


@pytest.mark.parametrize(
    "words",
    [
        "before June",
        "until June",
        "until after June",
        "by June",
        "by the end of June",
        "ahead of June",
    ],
)
def test_a_view_up_to_a_date_past_the_close_is_one_on_the_window(words: str) -> None:
    assert outcome(dated(words)) == "view"


@pytest.mark.parametrize(
    "words", ["in June", "after June", "from June", "not before June", "since early June"]
)
def test_a_view_on_a_time_after_the_close_is_none(words: str) -> None:
    assert outcome(dated(words)) == "none"


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("before June", datetime(2031, 6, 1, tzinfo=UTC)),
        ("by June", datetime(2031, 6, 1, tzinfo=UTC)),
        ("by the end of June", END),
        ("no later than June", END),
    ],
)
def test_a_bounded_view_holds_up_to_its_bound(words: str, until: datetime) -> None:
    (view,) = weighed(dated(words)).views
    assert view.horizon == until


def unsure(text: str, phrase: str) -> Statement:
    return say(text, actor="Eastland", likelihood=phrase, tense="future")


@pytest.mark.parametrize(
    "statement",
    [
        unsure("It has not become more likely that Eastland will enter Westland.", "more likely"),
        unsure("It is less likely now that Eastland will enter Westland.", "less likely"),
        unsure("There is a greater risk that Eastland will enter Westland.", "greater risk"),
        unsure("It is no longer unlikely that Eastland will enter Westland.", "unlikely"),
    ],
)
def test_a_change_without_a_level_is_no_view(statement: Statement) -> None:
    assert outcome(statement) == "none"


def test_a_level_said_by_a_comparison_is_a_view() -> None:
    text = "Eastland is more likely than not to enter Westland."
    assert outcome(unsure(text, "more likely than not")) == "view"


def test_a_change_of_what_is_likely_is_no_sighting() -> None:
    text = "It has become more likely that trains brought tanks."
    assert outcome(say(text, likelihood="more likely"), "armour") == "none"


def test_a_not_within_the_words_of_likelihood_turns_nothing_round() -> None:
    (plain,) = weighed(
        unsure("Eastland is not likely to enter Westland.", "not likely"),
    ).views
    (turned,) = weighed(
        unsure("Eastland is likely not to enter Westland.", "likely"),
    ).views
    assert plain.high < 0.6
    assert turned.high < 0.5


@pytest.mark.parametrize("verb", ["no longer assesses", "does not say", "stopped saying"])
def test_what_is_said_no_more_or_not_at_all_is_no_view(verb: str) -> None:
    word = verb.rsplit(maxsplit=1)[-1]
    text = f"She {verb} that Eastland is likely to enter Westland."
    content = "Eastland is likely to enter Westland"
    statement = say(text, content=content, actor="Eastland", likelihood="likely", cue=word)
    assert outcome(statement) == "none"


@pytest.mark.parametrize(
    "text",
    [
        "Reports that trains brought tanks are false.",
        "Claims of trains that brought tanks were quite baseless.",
        "It is untrue that trains brought tanks.",
        "She dismissed all reports that trains brought tanks.",
        "False reports that trains brought tanks went round.",
    ],
)
def test_what_is_called_false_is_not_seen(text: str) -> None:
    one = bearing(say(text), "armour")
    assert one is not None
    assert one.direction == "absent"
    assert "not so" in one.reason


@pytest.mark.parametrize(
    "text",
    [
        "Reports that trains brought tanks are not false.",
        "Reports of bread are false; trains brought tanks.",
    ],
)
def test_what_is_not_called_false_is_seen(text: str) -> None:
    assert outcome(say(text), "armour") == "seen"


def test_who_denies_a_deed_of_its_own_has_not_looked() -> None:
    text = "It had mobilised reserves in Eastland."
    own = say(text, actor="It", act="denial", speaker="Eastland", tense="past")
    named = say(
        "Eastland had mobilised reserves.", actor="Eastland", act="denial", speaker="Eastland"
    )
    other = say("Eastland had mobilised reserves.", actor="Eastland", act="denial")
    assert outcome(named, "mobilisation") == "none"
    assert outcome(own, "mobilisation") in {"", "none"}
    assert outcome(other, "mobilisation") == "absent"


def test_a_gloss_on_an_adjunct_makes_no_judgement_of_the_count() -> None:
    plain = "Over 90 tanks were transported abroad"
    parts = {"quantity": "90 tanks", "direction": "out", "cue": None}
    (row,) = [
        r
        for r in weighed(
            say(f"{plain}, likely spares for others.", act="assessment", **parts)  # type: ignore[arg-type]
        ).rows
        if r.indicator == "armour-leaves"
    ]
    (judging,) = [
        r
        for r in weighed(say(f"{plain}, in her view.", act="assessment", **parts)).rows  # type: ignore[arg-type]
        if r.indicator == "armour-leaves"
    ]
    assert not any("judgement" in flag for flag in row.sightings[0].flags)
    assert any("judgement" in flag for flag in judging.sightings[0].flags)
    assert row.sightings[0].weight > judging.sightings[0].weight


def test_a_likelihood_of_an_adjunct_is_none_of_what_stands_before_it() -> None:
    text = "Trains brought 40 tanks, probably under cover of night."
    one = bearing(say(text, act="assessment", likelihood="probably"), "armour")
    assert one is not None
    assert (one.direction, one.probability) == ("seen", 1.0)


@pytest.mark.parametrize(
    ("text", "condition", "direction"),
    [
        ("Trains brought tanks, and more that could come if needed.", "if needed", "seen"),
        ("Trains brought tanks; others wait if needed.", "if needed", "seen"),
        (
            "Asked for help, it sends bread if it has any, and trains brought tanks.",
            "if it has any",
            "seen",
        ),
        ("If asked, it sends bread, and trains brought tanks.", "If asked", "none"),
        ("Trains brought tanks if the bridge held.", "if the bridge held", "none"),
        ("Trains moved tanks, and sold bread, if asked.", "if asked", "none"),
    ],
)
def test_a_condition_holds_for_the_part_that_carries_it(
    text: str, condition: str, direction: str
) -> None:
    assert outcome(say(text, condition=condition), "armour") == direction


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("The firm has trains that will bring tanks if asked.", "none"),
        ("The firm keeps men who would bring tanks by train unless paid.", "none"),
        ("Trains brought tanks, and more that could come if needed.", "seen"),
        ("Trains that rarely if ever stop brought tanks.", "seen"),
    ],
)
def test_a_condition_in_a_relative_clause_holds_for_what_that_clause_tells(
    text: str, direction: str
) -> None:
    assert outcome(say(text), "armour") == direction


def test_no_view_stands_on_a_headline() -> None:
    text = "Eastland is unlikely to enter Westland."
    body = reading_of(unsure(text, "unlikely"))
    title = reading_of(
        say(f"{text} ", actor="Eastland", likelihood="unlikely", segment="headline"), day=1
    )
    origins, register = (origin_of("Ann Marlow", body, title),), register_of()
    borne = bearings(watch_of(), (body, title), origins, register)
    at = datetime(2031, 3, 9, tzinfo=UTC)
    (view,) = matrix(watch_of(), borne, (body, title), origins, register, as_of=at).views
    assert [report for report, _ in view.spans] == [body.report.id]


@pytest.mark.parametrize(
    "text",
    [
        "Trains have not yet brought tanks.",
        "Trains have not, however, brought tanks.",
        "Trains have yet to bring tanks.",
    ],
)
def test_what_has_not_come_yet_is_no_sighting(text: str) -> None:
    assert outcome(say(text), "armour") == "absent"


def test_yet_after_a_comma_begins_another_clause() -> None:
    assert outcome(say("Nobody was hurt, yet trains brought tanks."), "armour") == "seen"


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("She doubts that trains brought tanks.", "absent"),
        ("She doubted whether trains brought tanks.", "absent"),
        ("There is no doubt that trains brought tanks.", "seen"),
        ("She does not doubt that trains brought tanks.", "seen"),
    ],
)
def test_who_doubts_it_has_not_seen_it(text: str, direction: str) -> None:
    one = bearing(say(text), "armour")
    assert one is not None
    assert one.direction in {direction, "none"}
    assert direction != "seen" or one.direction == "seen"


@pytest.mark.parametrize(
    "text",
    [
        "Eastland has no plans to mobilise reserves.",
        "Eastland does not intend to mobilise reserves.",
        "Eastland has no intention of mobilising reserves.",
        "Eastland is not going to mobilise reserves.",
        "Eastland sees no need to mobilise reserves.",
        "Eastland ruled out mobilising reserves.",
        "Eastland is unwilling to mobilise reserves.",
        "Eastland decided against mobilising reserves.",
        "Eastland denied plans to mobilise reserves.",
    ],
)
@pytest.mark.parametrize("speaker", ["Eastland's ministry", "Ann Marlow", None])
def test_what_is_not_planned_is_no_look_whoever_says_so(text: str, speaker: str | None) -> None:
    one = bearing(say(text, actor="Eastland", speaker=speaker), "mobilisation")
    assert one is not None
    assert (one.direction, one.probability) == ("none", 0.0)
    assert "not that anybody looked" in one.reason


@pytest.mark.parametrize("words", ["refused to rule out", "declined to exclude"])
def test_what_somebody_will_not_rule_out_is_left_open(words: str) -> None:
    text = f"Eastland {words} mobilising reserves."
    assert outcome(say(text, actor="Eastland"), "mobilisation") == "none"


def test_no_sign_of_a_plan_is_a_look() -> None:
    text = "There is no sign that Eastland plans to mobilise reserves."
    told = "no sign that Eastland plans to mobilise reserves"
    one = bearing(say(text, actor="Eastland", absence=told), "mobilisation")
    assert one is not None
    assert (one.direction, one.probability) == ("absent", 1.0)
    assert "looked for it" in one.reason


def test_who_only_says_that_it_is_not_so_is_not_said_to_have_looked() -> None:
    one = bearing(say("Eastland is not mobilising reserves.", actor="Eastland"), "mobilisation")
    assert one is not None
    assert one.direction == "absent"
    assert one.reason == "Ann Marlow says that it is not so (“not”)."


def test_a_perfect_of_who_judges_makes_what_is_likely_no_thing_of_the_past() -> None:
    text = "Eastland is unlikely to enter Westland as the ministry has assessed."
    told = say(
        text, actor="Eastland", action="enter", likelihood="unlikely", of=text[:-1], tense="future"
    )
    assert outcome(told) == "view"
    text = "Eastland is likely to have entered Westland."
    done = say(
        text, actor="Eastland", action="entered", likelihood="likely", of=text[:-1], tense="future"
    )
    assert outcome(done) == "none"


@pytest.mark.parametrize(
    "text",
    [
        "Trains have stopped bringing tanks.",
        "They ceased to bring any tanks.",
        "They suspended all moves of tanks.",
        "There was an end to moves of tanks.",
        "Trains that brought tanks have been cancelled.",
        "The moves of tanks have come to an end.",
        "She stopped short of saying that trains had brought tanks.",
    ],
)
def test_what_has_ended_or_is_not_quite_said_is_neither_seen_nor_a_look(text: str) -> None:
    assert outcome(say(text), "armour") == "none"


def test_what_was_looked_for_and_has_ended_is_a_look() -> None:
    text = "Trains have stopped bringing tanks, none was seen."
    assert outcome(say(text, absence="none was seen"), "armour") == "absent"


@pytest.mark.parametrize(
    "text",
    [
        "Trains have not stopped bringing tanks.",
        "Trains never ceased to bring tanks.",
        "Trains stopped at the border and tanks were moved.",
        "Trains brought tanks after the talks had ended.",
        "The suspended brigade moved its tanks.",
    ],
)
def test_what_goes_on_or_where_something_else_has_ended_is_seen(text: str) -> None:
    assert outcome(say(text), "armour") == "seen"


@pytest.mark.parametrize(
    "text",
    [
        "Reports that trains brought tanks proved wrong.",
        "The story that trains brought tanks turned out to be invented.",
        "A report that trains brought tanks proved not to be true.",
        "Hardly any tanks were moved.",
        "Tanks have barely been moved.",
    ],
)
def test_what_proved_wrong_or_hardly_is_so_is_not_seen(text: str) -> None:
    assert outcome(say(text), "armour") == "absent"


def test_a_report_that_did_not_prove_wrong_is_no_denial() -> None:
    assert (
        outcome(say("Reports that trains brought tanks never proved wrong."), "armour") != "absent"
    )


def test_what_is_told_as_falsely_said_is_nobody_s_word() -> None:
    text = "The paper wrongly reported that trains brought tanks."
    told = say(text, content="trains brought tanks", speaker="The paper", cue="reported")
    assert outcome(told, "armour") == "none"


def test_an_announcement_that_is_itself_asked_for_is_not_discounted() -> None:
    text = "Eastland announced that it will call up its reservists."
    statement = say(
        text,
        content="it will call up its reservists",
        actor="it",
        cue="announced",
        speaker="Eastland",
        act="announcement",
        tense="future",
    )
    reading = reading_of(statement)

    def probability(watch: str) -> float:
        found = bearings(
            watch_of(watch), (reading,), (origin_of("Eastland", reading),), register_of()
        )
        return next(one for one in found if one.target == "mobilisation").probability

    asked = WATCH.replace("[mobilis*, call* up]", "[mobilis*, call* up, announc*]")
    assert asked != WATCH
    assert probability(WATCH) == pytest.approx(probability(asked) * 0.5)
