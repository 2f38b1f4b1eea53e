"""Repeats: what a source says again on another day, and what changes its word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.trace.build import reading, report, statement

from tocsin.nouns import Absence, Origin, Reading, Register, Tense
from tocsin.trace import load_register, trace


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def daily(words: str, day: str, likelihood: str | None = None) -> Reading:
    """A think tank's own report of one sentence."""
    made = report(words, day, publisher="Institute for the Study of War")
    return reading(made, statement(made, words, likelihood=likelihood))


def lineage(origins: tuple[Origin, ...]) -> list[tuple[int | None, int | None]]:
    """For each origin the number of the one that it restates, and of the one it supersedes."""
    at = {origin.id: number for number, origin in enumerate(origins)}
    return [
        (
            None if o.restates is None else at[o.restates],
            None if o.supersedes is None else at[o.supersedes],
        )
        for o in origins
    ]


FIRST = "The general staff saw no strike group form on the northern border."


def test_the_same_words_each_day_are_re_statements_of_the_day_before(register: Register) -> None:
    origins = trace([daily(FIRST, f"2023-05-0{n}") for n in (3, 1, 2)], register)
    assert lineage(origins) == [(None, None), (0, None), (1, None)]
    assert [[m.kind for m in o.mentions] for o in origins] == [
        ["first"],
        ["restatement"],
        ["restatement"],
    ]


def test_continues_to_assess_is_a_re_statement_in_other_words(register: Register) -> None:
    readings = [
        daily(
            "The likelihood of island involvement in the war over the strait remains low.",
            "2023-05-01",
            "low",
        ),
        daily(
            "ISW continues to assess that island participation in the strait war is unlikely.",
            "2023-07-01",
            "unlikely",
        ),
    ]
    origins = trace(readings, register)
    assert lineage(origins) == [(None, None), (0, None)]
    assert origins[1].mentions[0].kind == "restatement"


@pytest.mark.parametrize(
    "cue",
    [
        "stands by its assessment",
        "stood by its view",
        "has stuck to its forecast",
        "upheld its assessment",
        "renewed its warning",
        "has not changed its assessment",
    ],
)
def test_who_keeps_its_view_says_it_again(register: Register, cue: str) -> None:
    words = "The likelihood of island involvement in the war over the strait remains low."
    again = f"ISW {cue} that island participation in the strait war is unlikely."
    readings = [daily(words, "2023-05-01", "low"), daily(again, "2023-07-01", "unlikely")]
    assert lineage(trace(readings, register)) == [(None, None), (0, None)]


@pytest.mark.parametrize("deed", ["held to its plan", "renewed its raids", "kept to its ports"])
def test_who_keeps_at_a_deed_says_nothing_again(register: Register, deed: str) -> None:
    (origin,) = trace([daily(f"The island army {deed} in the strait.", "2023-05-01")], register)
    assert origin.mentions[0].kind == "first"


def test_another_word_for_the_same_proposition_supersedes(register: Register) -> None:
    readings = [
        daily("A landing on the northern island is unlikely.", "2023-05-01", "unlikely"),
        daily("A landing on the northern island is likely.", "2023-05-09", "likely"),
    ]
    assert lineage(trace(readings, register)) == [(None, None), (None, 0)]


def test_another_proposition_neither_restates_nor_supersedes(register: Register) -> None:
    readings = [
        daily("A landing on the northern island is unlikely.", "2023-05-01", "unlikely"),
        daily("A strike of dockers in the capital is likely.", "2023-05-09", "likely"),
        daily("The general staff saw a strike group form on the northern border.", "2023-05-10"),
    ]
    assert set(lineage(trace(readings, register))) == {(None, None)}


def test_a_cue_without_an_earlier_origin_restates_nothing_yet_is_marked(
    register: Register,
) -> None:
    words = "As it has previously assessed, ISW holds a landing to be unlikely."
    (origin,) = trace([daily(words, "2023-05-01", "unlikely")], register)
    assert origin.restates is None
    assert origin.mentions[0].kind == "restatement"


def test_what_has_already_happened_is_no_cue(register: Register) -> None:
    (origin,) = trace(
        [daily("The capital has already decided everything.", "2023-05-01")], register
    )
    assert origin.mentions[0].kind == "first"


def test_sources_do_not_repeat_each_other(register: Register) -> None:
    other = report(FIRST, "2023-05-04", publisher="NATO")
    origins = trace(
        [
            daily(FIRST.replace("saw", "had seen"), "2023-05-01"),
            reading(other, statement(other, FIRST)),
        ],
        register,
    )
    assert [origin.restates for origin in origins] == [None] * len(origins)


def told(
    words: str, day: str, *, dates: Sequence[tuple[str, str]] = (), tense: Tense = "past"
) -> Reading:
    """A think tank's own report of one event, or of what is going on."""
    made = report(words, day, publisher="Institute for the Study of War")
    return reading(made, statement(made, words, dates=dates, tense=tense))


def test_an_event_of_another_day_is_no_re_statement_however_alike_the_form(
    register: Register,
) -> None:
    form = "Island boats shelled the eastern harbour of the old port on {}."
    days = {"2023-05-01": "May 1", "2023-05-02": "May 2"}
    readings = [told(form.format(said), d, dates=[(said, d)]) for d, said in days.items()]
    assert set(lineage(trace(readings, register))) == {(None, None)}
    undated = told("Island boats shelled the eastern harbour of the old port.", "2023-05-01")
    assert set(lineage(trace([undated, readings[1]], register))) == {(None, None)}


def test_an_event_at_another_place_or_of_another_number_is_no_re_statement(
    register: Register,
) -> None:
    form = "Rebel gunners hit the village of {} with mortars and field rockets, {} rounds in all."
    readings = [
        told(form.format(*one), f"2023-05-0{n}")
        for n, one in enumerate([("Tavo", 40), ("Lomnica", 40), ("Lomnica", 60)], 1)
    ]
    assert set(lineage(trace(readings, register))) == {(None, None)}


@pytest.mark.parametrize(
    ("earlier", "later", "again"),
    [
        ("three", "nine", False),
        ("3", "9", False),
        ("two", "5", False),
        ("Three", "Seven", False),
        ("1,200", "1,700", False),
        ("seven", "seven", True),
        ("four", "4", True),
        ("twelve", "12", True),
    ],
)
def test_another_small_number_is_another_event_and_the_same_one_in_digits_is_not(
    register: Register, earlier: str, later: str, again: bool
) -> None:
    form = "{} tanks burned out on the ferry ramp south of Lomnica, beside the old sugar mill."
    readings = [
        told(form.format(one), f"2023-05-0{n}") for n, one in enumerate((earlier, later), 3)
    ]
    assert ((0, None) in lineage(trace(readings, register))) is again


def test_a_number_word_that_counts_nothing_new_makes_no_other_event(register: Register) -> None:
    form = "The gunners of {} armies on the old ferry road traded field rockets at Lomnica again."
    readings = [
        told(form.format(one), f"2023-05-0{n}") for n, one in enumerate(("both", "the two"), 3)
    ]
    assert (0, None) in lineage(trace(readings, register))


@pytest.mark.parametrize(("later", "again"), [("40km", True), ("60km", False)])
def test_a_figure_with_its_unit_is_a_figure(register: Register, later: str, again: bool) -> None:
    form = "Rebel gunners beat back island marines near Lomnica ({} south of the old port)."
    readings = [told(form.format(one), f"2023-05-0{n}") for n, one in ((1, "40km"), (7, later))]
    assert ((None, 0) in lineage(trace(readings, register))) is False
    assert ((0, None) in lineage(trace(readings, register))) is again


def test_a_look_that_finds_nothing_is_said_again_whatever_its_day(register: Register) -> None:
    words = "The think tank saw no strike group form on the northern border as of May {}."
    readings = []
    for day in (1, 2):
        one = told(words.format(day), f"2023-05-0{day}", dates=[(f"May {day}", f"2023-05-0{day}")])
        (saw,) = one.statements
        readings.append(replace(one, statements=(replace(saw, absence=Absence(None, saw.span)),)))
    assert lineage(trace(readings, register)) == [(None, None), (0, None)]


@pytest.mark.parametrize(("tense", "again"), [("present", 0), ("past", None)])
def test_what_is_going_on_may_be_told_again_in_looser_words_than_an_event(
    register: Register, tense: Tense, again: int | None
) -> None:
    first = "Harbour guards keep pressing unwilling island fishermen into coastal patrol service."
    later = (
        "Harbour guards press island fishermen into coastal patrol service by cruel, brutal means."
    )
    readings = [told(first, "2023-05-01", tense=tense), told(later, "2023-05-02", tense=tense)]
    assert lineage(trace(readings, register)) == [(None, None), (again, None)]


def test_a_plan_for_another_date_is_no_re_statement(register: Register) -> None:
    form = "The harbour council will hold no session tomorrow, {}, in observance of a holiday."
    days = {"2023-05-01": "May 2", "2023-05-08": "May 9"}
    readings = [
        told(form.format(said), day, dates=[(said, f"2023-05-0{said[-1]}")], tense="future")
        for day, said in days.items()
    ]
    assert set(lineage(trace(readings, register))) == {(None, None)}


def test_what_was_likely_and_is_told_as_a_fact_is_a_changed_word(register: Register) -> None:
    first = "The partisans of the island may be striking the rail lines near the port of Tavo."
    later = "The partisans of the island are striking the rail lines near the port of Tavo."
    readings = [
        told(first, "2023-05-01", tense="present"),
        told(later, "2023-05-03", tense="present"),
    ]
    assert lineage(trace(readings, register)) == [(None, None), (None, 0)]


@pytest.mark.parametrize(("rest", "restated"), [("", 0), (" and harbour {}", None)])
def test_previously_marks_a_re_statement_that_adds_little(
    register: Register, rest: str, restated: int | None
) -> None:
    more = "crews, customs officers, hauliers, bakers, postmen, divers, welders and coopers strike"
    first = "The council falsely accused island pilots of sinking the Lomnica ferry."
    later = "The council previously falsely accused island pilots of sinking a ferry"
    readings = [
        told(first, "2023-05-01"),
        told(later + rest.format(more) + ".", "2023-05-04"),
    ]
    assert lineage(trace(readings, register)) == [(None, None), (restated, None)]


def test_of_two_clauses_each_repeats_the_one_in_its_own_word(register: Register) -> None:
    words = "The council is unlikely to prepare an imminent strike on the Lomnica ferry."
    readings = []
    for day in (1, 2):
        made = report(words, f"2023-05-0{day}", publisher="Institute for the Study of War")
        clause = "an imminent strike on the Lomnica ferry"
        readings.append(
            reading(
                made,
                statement(made, words, likelihood="unlikely"),
                statement(made, clause, likelihood="imminent"),
            )
        )
    assert {o.supersedes for o in trace(readings, register)} == {None}


def test_to_fail_is_not_to_have_been_able(register: Register) -> None:
    words = "Island occupation forces have {} to break the partisan movement of the Tavo delta."
    tried = told(words.format("failed"), "2023-05-01", tense="present")
    (one,) = tried.statements
    text = words.format("not been able")
    made = report(text, "2023-05-03", publisher="Institute for the Study of War")
    was = statement(made, text, tense="present")
    later = reading(made, replace(was, polarity="negated"))
    assert one.polarity == "affirmed"
    assert lineage(trace([tried, later], register)) == [(None, None), (0, None)]
