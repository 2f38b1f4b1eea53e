"""A lone surname is the one person of that surname whom the reports know, if they know just one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.trace.build import reading, report, statement

from tocsin.nouns import Reading
from tocsin.trace import DictKept, Index, Workings, contradictions, load_register, trace
from tocsin.trace.surnames import forenames_in, surname_in

REGISTER = load_register()
MOVED = "Freedonia moved two brigades from Sylvania to the river"
SHIFTED = "Freedonia has shifted two of its brigades from Sylvania up to the river"
BROUGHT = "two brigades of Freedonia had been brought from Sylvania and now stand on the river"
HARVEST = "the harvest in Sylvania was good for two villages on the lake"


def told(
    speaker: str,
    words: str,
    day: str = "2023-05-03",
    publisher: str = "Southern Post",
    before: str = "",
    said: tuple[str, str] | None = None,
) -> Reading:
    on = "" if said is None else f" on {said[0]}"
    made = report(f"{before}{speaker} said{on} {words}.", day, publisher=publisher)
    return reading(
        made,
        statement(
            made,
            f"{speaker} said{on} {words}.",
            speaker=speaker,
            content=words,
            cue="said",
            said=said,
        ),
    )


FULL = told("Ivan Told", MOVED, "2023-05-02", "Northern Courier")


def indexed(order: list[Reading]) -> Index:
    """An index to which reports came one by one."""
    held = {one.report.id: one for one in order}
    index = Index(DictKept(), REGISTER, held.__getitem__)
    for one in order:
        index.update([(one, "as read")])
    return index


def sources_of(*readings: Reading) -> list[tuple[str, int]]:
    """Each origin's source and number of mentions: the same in any order, and out of an index."""
    whole = trace(readings, REGISTER)
    for order in permutations(readings):
        assert trace(order, REGISTER) == whole
        assert trace(order, REGISTER, workings=Workings(REGISTER)) == whole
        assert indexed(list(order)).origins(order) == whole
    return sorted((origin.source, len(origin.mentions)) for origin in whole)


@pytest.mark.parametrize(
    ("speaker", "words", "day", "count"),
    [
        ("Told", SHIFTED, "2023-05-03", 1),
        ("Mr Told", SHIFTED, "2023-05-03", 1),
        ("Told", SHIFTED, "2023-05-09", 2),
        ("Hurd", SHIFTED, "2023-05-03", 2),
        ("Told", HARVEST, "2023-05-03", 2),
        ("Olga Told", SHIFTED, "2023-05-03", 2),
        ("TOLD", SHIFTED, "2023-05-03", 2),
    ],
    ids=["same", "title", "day", "surname", "matter", "full name", "letters"],
)
def test_a_lone_surname_is_the_full_name_of_another_report_where_both_say_the_same(
    speaker: str, words: str, day: str, count: int
) -> None:
    assert len(sources_of(FULL, told(speaker, words, day))) == count


def test_what_a_surname_says_is_said_by_the_person_in_full() -> None:
    assert sources_of(FULL, told("Told", SHIFTED)) == [("Ivan Told", 2)]
    assert sources_of(FULL, told("Told", HARVEST)) == [("Ivan Told", 1), ("Ivan Told", 1)]


def test_a_surname_before_the_full_name_is_one_origin_too() -> None:
    early = told("Told", SHIFTED, "2023-05-01")
    assert sources_of(early, FULL) == [("Ivan Told", 2)]


@pytest.mark.parametrize(
    ("full", "lone", "count"),
    [
        ("Ivan al-Told", "al-Told", 1),
        ("Ivan al-Told", "Told", 1),
        ("Ivan Told", "al-Told", 1),
        ("Ivan el-Told", "Al-Told", 1),
        ("Ivan Al Told", "al-Told", 1),
        ("Abdul-Ivan al-Told", "General al-Told", 1),
        ("Ivana van der Told", "van der Told", 1),
        ("Ivana van der Told", "Van der Told", 1),
        ("Jean-Ivan Le Told", "Le Told", 1),
        ("Ivan Abdel Told", "Told", 1),
        ("Ivan Abdel Told", "Abdul-Told", 1),
        ("Ivan Smith-Told", "Smith-Told", 1),
        ("Ivan Ben-Told", "Ben Told", 1),
        ("Ivan Ben Told", "Ben-Told", 1),
        ("Ivan bin Told", "bin Told", 1),
        ("Ben Told", "Told", 1),
        ("Ivan bin Told", "Told", 2),
        ("Ivan bin Told", "Prince Told", 2),
        ("Ivan Told", "bin Told", 2),
        ("Ivan Told", "Ben Told", 2),
        ("Ivan Told", "Smith-Told", 2),
        ("Ben Told", "Ben Hurd", 2),
        ("Ivan al-Told", "al-Hurd", 2),
        ("Ivan al-Told", "Olga al-Told", 2),
        ("Told bin Hurd", "bin Told", 2),
    ],
)
def test_a_surname_is_the_persons_with_its_particle_and_without_one_that_may_be_left_out(
    full: str, lone: str, count: int
) -> None:
    known = told(full, MOVED, "2023-05-02", "Northern Courier")
    found = sources_of(known, told(lone, SHIFTED))
    assert len(found) == count
    if count == 1:
        assert found == [(full, 2)]


def test_two_persons_of_a_surname_with_a_particle_leave_it_alone() -> None:
    known = told("Ivan al-Told", MOVED, "2023-05-02", "Northern Courier")
    other = told("Olga al-Told", HARVEST, publisher="Lake Mail")
    assert sources_of(known, other, told("al-Told", SHIFTED)) == [
        ("Ivan al-Told", 1),
        ("Olga al-Told", 1),
        ("al-Told", 1),
    ]


def test_a_report_means_its_own_full_name_by_the_surname_with_a_particle() -> None:
    made = report("Ivan al-Told said it rained. It snowed, al-Told said. It froze, Told said.")
    lines = [
        statement(made, "Ivan al-Told said it rained.", speaker="Ivan al-Told"),
        statement(made, "It snowed, al-Told said.", speaker="al-Told"),
        statement(made, "It froze, Told said.", speaker="Told"),
    ]
    whole = trace([reading(made, *lines)], REGISTER)
    assert {origin.source for origin in whole} == {"Ivan al-Told"}


def test_two_lone_surnames_are_one_person_as_soon_as_a_third_report_has_the_name_in_full() -> None:
    alone = [told("Told", SHIFTED), told("Told", BROUGHT, publisher="Lake Mail")]
    assert sources_of(*alone) == [("Told", 1), ("Told", 1)]
    known = told("Ivan Told", HARVEST, "2023-01-01", "Northern Courier")
    assert sources_of(*alone, known) == [("Ivan Told", 1), ("Ivan Told", 2)]


def test_a_second_person_of_the_surname_takes_them_apart_again() -> None:
    lone, other = told("Told", SHIFTED), told("Olga Told", HARVEST, publisher="Lake Mail")
    assert sources_of(FULL, lone, other) == [("Ivan Told", 1), ("Olga Told", 1), ("Told", 1)]
    index = indexed([FULL, lone])
    assert len(index.origins([FULL, lone])) == 1
    held = {one.report.id: one for one in (FULL, lone, other)}
    index._readings = held.__getitem__
    index.update([(other, "as read")])
    assert len(index.origins([FULL, lone, other])) == 3
    index.update([], [other.report.id])
    assert len(index.origins([FULL, lone])) == 1


def test_a_person_of_the_register_makes_a_surname_doubtful() -> None:
    house = {"sources": [{"name": "Olga Told", "kind": "official"}]}
    register = load_register(house)
    assert len(trace([FULL, told("Told", SHIFTED)], register)) == 2
    own = load_register({"sources": [{"name": "Ivan Told", "kind": "official"}]})
    assert len(trace([FULL, told("Told", SHIFTED)], own)) == 1


def test_another_forename_in_the_report_keeps_a_surname_apart() -> None:
    before = "At the fair Boris Told sold the largest calf. "
    assert len(sources_of(FULL, told("Told", SHIFTED, before=before))) == 2
    before = "At the fair President Told and Ivan Told sold the largest calf. But Told was ill. "
    assert len(sources_of(FULL, told("Told", SHIFTED, before=before))) == 1


def test_a_second_name_between_makes_no_second_person() -> None:
    longer = told("Ivan Maria Told", HARVEST, publisher="Lake Mail")
    assert sources_of(FULL, longer, told("Told", SHIFTED)) == [
        ("Ivan Maria Told", 1),
        ("Ivan Told", 2),
    ]


def test_initials_are_those_of_the_full_name() -> None:
    brief = told("I. Told", SHIFTED)
    assert sources_of(FULL, brief) == [("Ivan Told", 2)]
    assert sources_of(FULL, brief, told("Told", BROUGHT, publisher="Lake Mail")) == [
        ("Ivan Told", 3)
    ]
    other = told("O. Told", SHIFTED)
    assert sources_of(FULL, other) == [("Ivan Told", 1), ("O. Told", 1)]
    # Two persons: the initial tells which, the surname alone does not.
    olga = told("Olga Told", HARVEST, publisher="Lake Mail")
    assert sources_of(FULL, brief, olga) == [("Ivan Told", 2), ("Olga Told", 1)]
    lone = told("Told", BROUGHT, publisher="Mill News")
    assert ("Told", 1) in sources_of(FULL, other, lone)


def test_one_name_with_initials_is_one_speaker_of_two_reports() -> None:
    assert sources_of(
        told("I. Told", SHIFTED), told("I. Told", BROUGHT, publisher="Lake Mail")
    ) == [("I. Told", 2)]


def test_a_surname_said_on_the_day_of_the_full_name_is_of_one_occasion() -> None:
    day = ("May 1", "2023-05-01")
    one = told("Ivan Told", MOVED, "2023-05-02", said=day)
    other = told("Told", HARVEST, "2023-05-03", "Lake Mail", said=day)
    assert sources_of(one, other) == [("Ivan Told", 2)]


GUNS = "Freedonia moved two brigades and a battery of howitzers from Sylvania to the river"
CAME = "two brigades of Freedonia had come from Sylvania, dug trenches and put boats on the river"
OTHERS = "Freedonia moved two brigades and a battery of howitzers from Ostland to the river"


@pytest.mark.parametrize(
    ("words", "on", "count"),
    [(CAME, "2023-05-02", 1), (CAME, "2023-05-03", 2), (OTHERS, "2023-05-02", 2)],
    ids=["same", "another day", "another place"],
)
def test_what_is_dated_to_the_day_of_an_undated_report_is_what_that_has(
    words: str, on: str, count: int
) -> None:
    first = told("Ivan Told", GUNS, "2023-05-02")
    assert len(sources_of(first, told("Ivan Told", words, said=("that day", on)))) == count


def test_a_person_does_not_contradict_himself_by_his_surname() -> None:
    made = report("Told said Freedonia has not moved two brigades from Sylvania to the river.")
    words = "Freedonia has not moved two brigades from Sylvania to the river"
    denied = reading(
        made, statement(made, made.text, speaker="Told", content=words, polarity="negated")
    )
    known = told("Ivan Told", HARVEST, publisher="Lake Mail")
    other = told("Olga Hurd", MOVED, "2023-05-02")
    for full, count in ((FULL, 0), (other, 1)):
        every = [full, denied, known]
        found = contradictions(every, trace(every, REGISTER), REGISTER)
        assert [one.kind for one in found] == ["polarity"] * count


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Ivan Told", "told"),
        ("President Ivan Told", "told"),
        ("Ivan Told, the mayor", "told"),
        ("Ivan van der Told", "told"),
        ("Ivan Smith-Told", "smith told"),
        ("Jean-Ivan Told", "told"),
        ("Ivana Told-un", ""),
        ("Ben Told", "told"),
        ("al-Told", "told"),
        ("Told", ""),
        ("Harbour Ministry", ""),
        ("River Watch Group", ""),
        ("Division 12", ""),
        ("a harbour master", ""),
    ],
)
def test_a_surname_is_the_last_word_of_a_persons_full_name(name: str, surname: str) -> None:
    assert surname_in(name) == surname


def test_forenames_are_what_stands_with_a_capital_before_a_surname() -> None:
    text = "Mr Told came. On Friday Ivan Told left, but Told stayed; the late Olga Told. And Told?"
    assert forenames_in(text, "Told") == {"ivan", "olga"}


SPEAKERS = (
    "Told",
    "I. Told",
    "Ivan Told",
    "Olga Told",
    "Hurd",
    "Ivan Hurd",
    "Mr Hurd",
    "al-Told",
    "Ben Told",
    "Ivan bin Told",
    "NATO",
    "an officer",
)
PAPERS = ("Southern Post", "Lake Mail", "Northern Courier")


@st.composite
def crowds(draw: st.DrawFn) -> list[Reading]:
    """Reports in which persons are named in full or by surname, and say a few things anew."""
    made = []
    for number in range(draw(st.integers(2, 8))):
        lines = draw(
            st.lists(
                st.tuples(
                    st.sampled_from(SPEAKERS), st.sampled_from((MOVED, SHIFTED, BROUGHT, HARVEST))
                ),
                min_size=1,
                max_size=3,
                unique=True,
            )
        )
        day = date(2023, 5, 5) + timedelta(days=draw(st.integers(0, 2)))
        own = [] if draw(st.booleans()) else [f"This is number {number} of its own kind."]
        text = "\n".join([*(f"{who} said {what}." for who, what in lines), *own])
        one = report(text, day.isoformat(), publisher=draw(st.sampled_from(PAPERS)))
        told = [
            statement(
                one, f"{who} said {what}.", speaker=who, content=what, named=who != "an officer"
            )
            for who, what in lines
        ]
        made.append(reading(one, *told))
    return made


@settings(max_examples=150)
@given(crowds(), st.data())
def test_persons_are_the_same_in_any_order_and_out_of_an_index(
    made: list[Reading], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(made))
    whole = trace(made, REGISTER)
    assert trace(order, REGISTER) == whole
    assert indexed(order).origins(order) == whole
    workings = Workings(REGISTER)
    for count in range(1, len(order) + 1):
        assert trace(order[:count], REGISTER, workings=workings) == trace(order[:count], REGISTER)
