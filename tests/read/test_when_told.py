"""When: days that lie ahead of what somebody said was likely, and days of other things told."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Officials said an attack on Norvik was likely by July.", (2031, 7)),
        ("The agency said an attack was very unlikely in September.", (2031, 9)),
        ("The envoy said there was a one in three chance of an attack by October.", (2031, 10)),
        ("An attack was probable before September, the institute said.", (2031, 9)),
        ("The risk of an attack was high by September, officials said.", (2031, 9)),
        ("Analysts put the chance of an attack by October at 30 per cent.", (2031, 10)),
        ("The army says that an attack was likely in September.", (2030, 9)),
        ("An attack was likely in September, but the talks calmed things.", (2030, 9)),
        ("The minister said that the attack was in September.", (2030, 9)),
        ("Officials said it was likely that Norland carried out the attack in July.", (2030, 7)),
    ],
)
def test_what_somebody_said_was_likely_lies_ahead_of_his_words(
    reader: Reader, text: str, month: tuple[int, int]
) -> None:
    found = said(statements(reader, text), "attack")
    (date,) = found.dates
    assert date.interval is not None
    assert date.interval.start is not None
    assert (date.interval.start.year, date.interval.start.month) == month
    assert found.background is (month[0] < 2031)


@pytest.mark.parametrize(
    "text",
    [
        "Norland is likely to attack, as it did last May.",
        "Norland is likely to attack Sudland as it had in September 2022, the institute said.",
        "Norland may attack the port again, as in 2022, analysts said.",
        "Norland is likely to attack the port, just like in May 2024.",
        "The army said on Monday it had taken control of Bara, a town held by rebels since July.",
        "The army said it had entered Vareni, a town occupied by Norland since October 2024.",
        "The army has captured Vareni, under siege since January last year.",
        "The army has captured Vareni, a rebel stronghold since 2024.",
        "The rebels have taken Vareni, a town abandoned by the army in March 2025.",
        "The army said it had captured a base built in 2019.",
        "The army has fired more missiles at Vareni than it did in 2029.",
        "The army has sent tanks to Vareni, which it has held since 2024.",
    ],
)
def test_a_day_of_a_thing_or_of_a_comparison_makes_no_news_old(reader: Reader, text: str) -> None:
    assert not any(s.background for s in statements(reader, text))


@pytest.mark.parametrize(
    "text",
    [
        "The town was seized by the rebels in January 2025.",
        "The army said it had taken the town in October 2024.",
        "Norland attacked Sudland in 2022, as it had in 2014.",
        "The rebels have held the town since October 2024.",
        "Pictures show tanks moved to the port in October 2024.",
        "There were 300 tanks parked at the base in 2024.",
        "The bridge was blown up no later than October 2024, the army said.",
        "The army was in the town as early as May 2024, the mayor said.",
        "The ships sailed as troops crossed the river in May 2024.",
        "The army shelled villages, towns and roads in May 2024.",
        "The league condemned an attack carried out in 2022.",
    ],
)
def test_a_day_of_the_deed_itself_makes_it_old(reader: Reader, text: str) -> None:
    assert all(s.background for s in statements(reader, text))
