"""Counts say how many of what, on what basis and which way; shares and lengths are no counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tocsin.nouns import Quantity
from tocsin.read.places import setting_of
from tocsin.read.quantities import find

if TYPE_CHECKING:
    from spacy.tokens import Doc

Parse = Callable[[str], "Doc"]


def only(parsed: Parse, text: str, anchor: date | None = None) -> Quantity:
    found = find(parsed(text), anchor)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "low", "high", "counted"),
    [
        ("Some 70 military vehicles crossed the bridge.", 70, 70, "military vehicles"),
        ("Up to 9,000 Norland soldiers will come.", None, 9000, "Norland soldiers"),
        ("More than 90 tanks were moved.", 90, None, "tanks"),
        ("Dozens of captives were freed.", 24, 99, "captives"),
        ("Tens of thousands of troops massed there.", 10_000, 99_999, "troops"),
        ("Between 20 and 30 howitzers arrived.", 20, 30, "howitzers"),
        ("They sent 20 to 30 tanks.", 20, 30, "tanks"),
        ("Two or three of the attackers were killed.", 2, 3, "attackers"),
        ("Half a million reservists can be called.", 500_000, 500_000, "reservists"),
        ("Four of the assailants were killed.", 4, 4, "assailants"),
        ("A dozen soldiers placed a tank at the gate.", 12, 12, "soldiers"),
        ("They fired two anti-ship cruise missiles.", 2, 2, "anti-ship cruise missiles"),
        ("Three battalion tactical groups left.", 3, 3, "battalion tactical groups"),
        ("Only 300 able-bodied servicemen remain.", 300, 300, "able-bodied servicemen"),
        ("The fair drew thousands to the town.", 1000, 9999, "people"),
        ("The raid caused 20 civilian deaths.", 20, 20, "civilian deaths"),
        ("A train carried 492 tons of ammunition.", 492, 492, "tons of ammunition"),
        ("They house as many as 900 newly called-up men.", None, 900, "newly called-up men"),
        ("About 10,000, of whom roughly 5,000 are on the range.", 10_000, 10_000, "people"),
    ],
)
def test_a_count_has_its_bounds_and_what_is_counted(
    parsed: Parse, text: str, low: float | None, high: float | None, counted: str
) -> None:
    found = only(parsed, text)
    assert (found.low, found.high, found.counted) == (low, high, counted)


@pytest.mark.parametrize("text", ["Some 2014 soldiers came.", "The flood resulted in 2000 deaths."])
def test_a_number_that_could_be_a_year_counts_where_nothing_dates_it(
    parsed: Parse, text: str
) -> None:
    assert len(find(parsed(text))) == 1


def test_a_noun_left_out_is_the_one_before(parsed: Parse) -> None:
    text = "At least 17 militants were killed and 21 captured, and four others were wounded."
    assert [(q.low, q.counted) for q in find(parsed(text))] == [
        (17, "militants"),
        (21, "militants"),
        (4, "others"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "My friends in the army say 90% of soldiers won't fight.",
        "He was sentenced to 11 years in prison.",
        "The 22-year-old soldier walked 700 miles.",
        "The F-16 jets and the B-24 bomber flew.",
        "One of the rebels fled.",
        "Sales rose by $2 million.",
        "It was the third of three attacks in two days.",
        "A four-door car burned.",
        "The soldiers recalled the 1987 flight.",
        "Not one Danish tank has arrived.",
        "The ship that carried soldiers moved 500 tons of grain.",
        "Many died for the ambitions of two men.",
        "In 2014 Danish troops took the harbour.",
        "Back in 1999 soldiers had burned the mill.",
        "The mill burned, and since 2008 soldiers have guarded it.",
        "In the spring of 2022 Danish soldiers left.",
    ],
)
def test_shares_ages_lengths_and_names_are_no_counts(parsed: Parse, text: str) -> None:
    assert find(parsed(text)) == ()


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Up to 9,000 soldiers will come to the camp.", "announced"),
        ("Thirteen more trains with weapons are to follow from the bases.", "announced"),
        ("The minister saw no need to ask for 10,000 men.", "claimed"),
        ("The president ordered the deployment of 5,000 troops.", "announced"),
        ("Observers counted 40 tanks at the station.", "observed"),
        ("3,200 soldiers have arrived at the camp so far.", "observed"),
        ("Drone footage shows 40 tanks at the station.", "observed"),
        ("A shell killed three people.", "claimed"),
        ("Figures show that 40 tanks were lost.", "claimed"),
        ("The staff reported that two battalions arrived in the town.", "claimed"),
        ("About 40 soldiers were killed.", "claimed"),
        ("The airline announced that it had cancelled 300 flights.", "announced"),
        ("The court sentences eight rebels to death.", "announced"),
        ("The army claims that it destroyed 40 tanks.", "claimed"),
        ("The ministry said 300 soldiers were killed.", "claimed"),
        ("An estimated 2,000 soldiers hold the ridge.", "estimated"),
        ("Norland has roughly 70,000 troops.", "estimated"),
        ("The state has 298,000 reservists who could be called up.", "estimated"),
    ],
)
def test_a_count_says_what_it_rests_on(parsed: Parse, text: str, basis: str) -> None:
    assert only(parsed, text).basis == basis


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Some 3,000 Russian soldiers arrived in Belarus.", "in"),
        ("Some 3,000 soldiers left Belarus.", "out"),
        ("Some 3,000 soldiers have left Belarus.", "out"),
        ("Some 3,000 soldiers are still left in Belarus.", None),
        ("There are 3,000 soldiers left in Belarus.", None),
        ("The army has 30 tanks left.", None),
        ("Norway left 300 soldiers at the base.", None),
        ("Some 90 tanks were transported to Russia from Belarus.", "out"),
        ("A list of 90 tanks sent to Russia from Belarus appeared.", "out"),
        ("Some 90 tanks stand at the depot.", None),
        ("Some 90 soldiers broke a gate and crossed the border.", "in"),
        ("Some 90 shells landed in Belarus.", None),
        ("The staff transferred 300 soldiers to the front.", "in"),
        ("Some 300 volunteers joined the army.", "in"),
        ("The army moved 40 tanks from the depot.", "out"),
        ("Some 40 tanks deployed near the border fired.", None),
        ("Some 13 trains are to follow from Belarus to Russia.", "out"),
        ("Some 13 trains followed the first.", None),
        ("Some 13 trains are expected to leave the depot.", "out"),
        ("Some 13 trains are due to arrive on Friday.", "in"),
        ("Some 13 trains are said to be ready.", None),
        ("A train carried 90 tons of shells out of Belarus.", "out"),
        # from the country that the report is about, said or understood, to another
        ("Some 90 tanks were sent to Norway.", "out"),
        ("Some 90 tanks were transported to Norway.", "out"),
        ("A list of 90 tanks sent to Norway appeared.", "out"),
        ("Some 90 tanks went to Norway.", "out"),
        ("Belarus sent 90 tanks to Norway.", "out"),
        ("Belarus sent Norway 90 tanks.", "out"),
        ("Some 13 trains are to follow from five Belarusian bases to the Bergen region.", "out"),
        ("Some 13 trains were sent from five bases to Norway.", "out"),
        ("Some 900 soldiers travelled from Minsk to Oslo.", "out"),
        # seen from the goal: into that country, within it, or between two others
        ("Some 90 tanks were sent to Belarus.", "in"),
        ("Norway sent 90 tanks to Belarus.", "in"),
        ("Norway sent 90 tanks to Sweden.", "in"),
        ("Norway sent Sweden 90 tanks.", "in"),
        ("Norway sent Belarus 90 tanks.", "in"),
        ("Some 90 tanks were moved from Norway to Sweden.", "in"),
        ("Some 90 tanks were sent to the front.", "in"),
        ("The columns came from there after 90 tanks had been moved there in May.", "in"),
        # whose they are tells that they do not start where the report is about
        ("Some 900 Norwegian soldiers were sent to Sweden.", "in"),
        ("Some 900 Norwegian soldiers returned to Norway.", "out"),
    ],
)
def test_a_count_says_which_way_it_moves(parsed: Parse, text: str, direction: str | None) -> None:
    report = [parsed("Belarus is quiet. In Minsk, Belarus held drills."), parsed(text)]
    (found,) = find(report[1], None, setting_of(report))
    assert found.direction == direction


def test_to_date_is_the_day_of_the_report(parsed: Parse) -> None:
    found = only(parsed, "3,200 soldiers have been sent to the camp to date.", date(2022, 10, 20))
    assert found.as_of is not None
    assert found.as_of.start is not None
    assert found.as_of.start.date() == date(2022, 10, 20)


def test_a_unit_is_the_noun_in_the_singular(parsed: Parse) -> None:
    assert only(parsed, "More than 90 tanks were moved.").unit == "tank"


def test_a_count_without_its_noun_is_of_those_last_spoken_of(parsed: Parse) -> None:
    text = "Norland troops are back. Up to 9,000 of them will come. About 3,200 had arrived so far."
    assert [(q.low, q.high, q.counted, q.basis) for q in find(parsed(text))] == [
        (None, 9000, "Norland troops", "announced"),
        (3200, 3200, "Norland troops", "observed"),
    ]


def test_a_part_of_those_counted_is_no_count_of_its_own(parsed: Parse) -> None:
    text = "The rebels held 400 civilians, of whom 160 were freed."
    assert [q.low for q in find(parsed(text))] == [400]


def test_after_losses_a_bare_number_counts_people(parsed: Parse) -> None:
    text = "The raid caused 20 civilian deaths and about 100 injured."
    assert [q.counted for q in find(parsed(text))] == ["civilian deaths", "people"]


def test_ones_are_what_was_counted_before(parsed: Parse) -> None:
    found = find(parsed("The train carried 60 tanks and 20 dismantled ones."))
    assert [(q.low, q.counted) for q in found] == [(60, "tanks"), (20, "tanks")]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("It has sent 3,200 men, not the 9,000 announced.",
         [(3200, "men", "claimed", "in"), (9000, "men", "announced", None)]),
        ("It counted 400 tanks, not the 600 that were promised.",
         [(400, "tanks", "observed", None), (600, "tanks", "announced", None)]),
        ("The staff has counted 3,200 soldiers against 9,000 announced.",
         [(3200, "soldiers", "observed", None), (9000, "soldiers", "announced", None)]),
        ("3,200 of the announced 9,000 soldiers have arrived.",
         [(3200, "soldiers", "claimed", "in"), (9000, "soldiers", "announced", None)]),
        ("Of the announced 9,000 soldiers 3,200 have come.",
         [(9000, "soldiers", "announced", None), (3200, "soldiers", "claimed", "in")]),
        ("Some 3,200 soldiers came instead of the promised 9,000.",
         [(3200, "soldiers", "claimed", "in"), (9000, "soldiers", "announced", None)]),
        ("The staff has counted 40 tanks; 90 had been announced.",
         [(40, "tanks", "observed", None), (90, "tanks", "announced", None)]),
        ("Only 300 men came, compared with 500 in May.",
         [(300, "men", "claimed", "in"), (500, "men", "claimed", None)]),
        ("The first 200 of 900 guards have left.",
         [(200, "guards", "claimed", "out"), (900, "guards", "claimed", None)]),
    ],
)  # fmt: skip
def test_both_halves_of_a_comparison_are_counts_with_their_own_basis(
    parsed: Parse, text: str, rows: list[tuple[float, str, str, str | None]]
) -> None:
    assert [(q.low, q.counted, q.basis, q.direction) for q in find(parsed(text))] == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("The camp has room for 800 recruits. In May Norland announced 600. By June 200 had come.",
         [(800, "recruits", "claimed"), (600, "recruits", "announced"),
          (200, "recruits", "claimed")]),
        ("It called up 600 recruits. By late June 4,200 had been counted.",
         [(600, "recruits", "claimed"), (4200, "recruits", "observed")]),
        ("In May Norland had 900 men in the valley; now it has about 400.",
         [(900, "men", "claimed"), (400, "men", "estimated")]),
        ("In May Norland had 900 men in the valley. Now it has about 400.",
         [(900, "men", "claimed"), (400, "men", "estimated")]),
    ],
)  # fmt: skip
def test_a_figure_that_stands_alone_is_of_those_told_of_before(
    parsed: Parse, text: str, rows: list[tuple[float, str, str]]
) -> None:
    assert [(q.low, q.counted, q.basis) for q in find(parsed(text))] == rows


@pytest.mark.parametrize(
    ("text", "counted", "basis"),
    [
        ("Norland keeps an army of 60,000.", "army", "claimed"),
        ("The force would rest on the Norlandic army of about 60,000.", "Norlandic army",
         "estimated"),
        ("An army of 60,000 will cross the river.", "army", "announced"),
        ("The garrison of 900 was told to go.", "garrison", "claimed"),
    ],
)  # fmt: skip
def test_a_body_that_is_so_many_strong_is_counted(
    parsed: Parse, text: str, counted: str, basis: str
) -> None:
    found = only(parsed, text)
    assert (found.counted, found.basis) == (counted, basis)


@pytest.mark.parametrize(
    "text",
    [
        "It has sent 3,200 men, not 9,000.",
        "It called up 3,200 men. The town has 9,000 inhabitants.",
        "It called up 3,200 men. In 2021 it announced 2030 as the goal.",
        "Some 3,200 men came, against 90 villages that sent none.",
        "A group of 20 states sent 3,200 men.",
    ],
)
def test_a_number_denied_or_of_something_else_is_no_count(parsed: Parse, text: str) -> None:
    assert [q.low for q in find(parsed(text))] == [3200]


@pytest.mark.parametrize(
    ("text", "whence", "whither"),
    [
        ("Sweden sent 40 tanks to Norway.", "SE", "NO"),
        ("Some 40 tanks were moved from Sweden to Norway.", "SE", "NO"),
        ("Some 40 tanks were sent to Norway.", None, "NO"),
        ("Some 40 tanks left Norway.", "NO", None),
        ("Some 40 tanks arrived.", None, None),
        ("Some 40 tanks burned in Norway.", None, None),
    ],
)
def test_a_move_has_the_ends_that_the_words_tell_whatever_the_report_is_about(
    parsed: Parse, text: str, whence: str | None, whither: str | None
) -> None:
    for about in ("Norway is cold, and Norway is far.", "Sweden is cold, and Sweden is far."):
        found = find(parsed(text), setting=setting_of([parsed(text), parsed(about)]))
        assert [(q.whence, q.whither) for q in found] == [(whence, whither)]


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("The port counted 90 men who were sent to Norland (among them 12 medics).", ["in", "in"]),
        ("Some 90 men were sent to Norland; among them were 12 medics.", ["in", "in"]),
        ("Some 90 men were sent to Norland; 12 medics stayed behind.", ["in", None]),
        ("The port holds 90 men, among them 12 medics.", [None, None]),
    ],
)
def test_a_part_of_what_moves_moves_with_it(
    parsed: Parse, text: str, ways: list[str | None]
) -> None:
    assert [q.direction for q in find(parsed(text))] == ways


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The garrison grew from 2,000 to 9,000 soldiers.", 9000),
        ("Norland cut its force from 800 to 300 men.", 300),
        ("The number of soldiers there has risen from 10,000 to about 30,000.", 30_000),
        ("The fleet was reduced from 20 to 12 ships.", 12),
    ],
)
def test_of_a_number_that_changed_the_new_one_counts(
    parsed: Parse, text: str, count: float
) -> None:
    found = only(parsed, text)
    assert (found.low, found.high) == (count, count)


@pytest.mark.parametrize(
    "text", ["The raid killed from 20 to 30 people.", "Estimates range from 20 to 30 soldiers."]
)
def test_two_bounds_behind_a_from_are_bounds_where_nothing_changed(
    parsed: Parse, text: str
) -> None:
    found = only(parsed, text)
    assert (found.low, found.high) == (20, 30)


@pytest.mark.parametrize(
    "text",
    [
        "Three in four soldiers have refused to fight.",
        "One in ten conscripts has fled.",
        "Two out of three tanks were destroyed.",
        "Seven out of every ten soldiers were wounded.",
    ],
)
def test_a_part_of_so_many_is_a_share_and_no_count(parsed: Parse, text: str) -> None:
    assert find(parsed(text), None) == ()


def test_men_in_vehicles_are_two_counts(parsed: Parse) -> None:
    found = find(parsed("Some 30 soldiers in 10 vehicles crossed the border."), None)
    assert [count.low for count in found] == [30, 10]
