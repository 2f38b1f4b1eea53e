"""How likely, in rarer words and numbers: no doubt, every chance, 0.3, two to one against."""

from __future__ import annotations

import pytest
from tests.read.reading import content, statements

from tocsin.nouns import Likelihood
from tocsin.read import Reader
from tocsin.weigh.words import range_of


def levels(reader: Reader, text: str) -> list[Likelihood]:
    return [s.likelihood for s in statements(reader, text) if s.likelihood is not None]


def range_in(reader: Reader, text: str) -> tuple[float, float]:
    found = levels(reader, text)[0]
    made = range_of(found.phrase, found.low, found.high, None)
    return round(made.low, 2), round(made.high, 2)


@pytest.mark.parametrize(
    "text",
    [
        "There is little doubt that Denmark will attack.",
        "There can be little doubt that Denmark will attack.",
        "Ann Lee said there was no doubt that Denmark will attack.",
        "Ann Lee said that she had little doubt that Denmark will attack.",
    ],
)
def test_little_doubt_is_a_high_likelihood_of_what_is_not_doubted(
    reader: Reader, text: str
) -> None:
    assert range_in(reader, text)[0] > 0.7
    assert levels(reader, text)[0].of.of(text) == "Denmark will attack"
    assert all(s.polarity == "affirmed" for s in statements(reader, text))


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("There is every chance that Denmark will attack.", "every chance"),
        ("There is hardly any chance of an attack.", "hardly any chance"),
        ("There is not much chance of an attack.", "not much chance"),
    ],
)
def test_every_and_hardly_any_are_sizes_of_a_chance(reader: Reader, text: str, phrase: str) -> None:
    assert [x.phrase for x in levels(reader, text)] == [phrase]
    low, high = range_in(reader, text)
    assert low > 0.4 if "every" in phrase else high < 0.25


def test_a_chance_taken_is_no_size_of_a_chance(reader: Reader) -> None:
    found = levels(reader, "They took every chance to attack the port.")
    assert "every chance" not in [x.phrase for x in found]


def test_barely_a_chance_has_no_range(reader: Reader) -> None:
    assert range_in(reader, "There is barely a chance of an attack.") == (0.01, 0.99)


@pytest.mark.parametrize(
    ("text", "phrase", "low", "high"),
    [
        ("The probability of a raid exceeds 60 percent.", "exceeds 60 percent", 0.6, 1),
        ("The chances of war do not exceed 20 percent.", "not exceed 20 percent", 0, 0.2),
        ("The probability of a raid is 0.3.", "0.3", 0.3, 0.3),
        ("The risk of a raid is between a quarter and a half.", "a quarter and a half", 0.25, 0.5),
        ("There is a three-quarters chance of war.", "three-quarters chance", 0.75, 0.75),
        ("Ann Lee put the odds of a war at 50-50.", "50-50", 0.5, 0.5),
        ("Ann Lee said the chances of war were 60/40.", "60/40", 0.4, 0.6),
        ("The odds of war are four to one against, Lee said.", "four to one against", 0.2, 0.2),
        ("Ann Lee said the odds of war were 3 to 1 on.", "3 to 1 on", 0.75, 0.75),
        (
            '"I would put it at no more than 10 percent," she said.',
            "no more than 10 percent",
            0,
            0.1,
        ),
    ],
)
def test_a_number_for_a_likelihood_is_taken_whole(
    reader: Reader, text: str, phrase: str, low: float, high: float
) -> None:
    found = [x for x in levels(reader, text) if x.low is not None and x.high is not None]
    (one,) = found
    assert one.phrase == phrase
    assert one.low == pytest.approx(low)
    assert one.high == pytest.approx(high)


@pytest.mark.parametrize(
    "text",
    [
        "The risk of a raid is half what it was, Ann Lee said.",
        "The chance of rain rose by a third, Ann Lee said.",
        "The risk of a raid is a third of what it was, Ann Lee said.",
        "The odds of a raid rose 0.3 percent, Ann Lee said.",
    ],
)
def test_a_part_of_something_else_is_no_likelihood(reader: Reader, text: str) -> None:
    assert all(x.low != pytest.approx(0.3) for x in levels(reader, text))
    assert not [x for x in levels(reader, text) if x.high in {0.5, 1 / 3}]


def test_what_is_only_granted_is_not_the_level(reader: Reader) -> None:
    assert [x.phrase for x in levels(reader, "A raid, while possible, is unlikely.")] == [
        "unlikely"
    ]
    assert [x.phrase for x in levels(reader, "A raid, though unlikely, is possible.")] == [
        "possible"
    ]


@pytest.mark.parametrize(
    ("text", "phrase", "of"),
    [
        (
            "It is unlikely, though not impossible, that Denmark will attack.",
            "unlikely, though not impossible",
            "Denmark will attack",
        ),
        ("The risk of a raid is low but not zero.", "low but not zero", "a raid"),
    ],
)
def test_an_end_that_is_not_reached_belongs_to_the_phrase_and_does_not_move_it(
    reader: Reader, text: str, phrase: str, of: str
) -> None:
    assert [(x.phrase, x.of.of(text)) for x in levels(reader, text)] == [(phrase, of)]
    assert range_in(reader, text)[1] < 0.4


def test_a_quotation_mark_is_nothing_that_can_be_likely(reader: Reader) -> None:
    text = 'He said it was "highly likely".'
    assert [x.of.of(text) for x in levels(reader, text)] == ["it"]


def test_even_odds_are_a_range_and_no_point(reader: Reader) -> None:
    assert range_in(reader, "The odds of war are even, Ann Lee said.") == (0.45, 0.55)


def test_no_attack_that_somebody_expects_was_looked_for(reader: Reader) -> None:
    found = statements(reader, "Ann Lee said she was confident that there would be no drill.")
    assert [s.absence for s in found] == [None] * len(found)
    assert "observation" not in [s.act for s in found]


@pytest.mark.parametrize(
    ("text", "said", "phrase"),
    [
        ("Ann Lee estimated a 20% likelihood of war.", "a 20% likelihood of war", "20% likelihood"),
        ("Ann Lee gave a slim chance of peace.", "a slim chance of peace", "slim chance"),
        ("Ann Lee rated the chance of a raid at 10%.", "the chance of a raid at 10%", "10%"),
        ("Ann Lee sees little risk of a raid.", "little risk of a raid", "little risk"),
        (
            "Ann Lee dismissed the risk of a raid as remote.",
            "the risk of a raid as remote",
            "remote",
        ),
    ],
)
def test_who_gives_a_chance_a_size_assesses_it(
    reader: Reader, text: str, said: str, phrase: str
) -> None:
    found = statements(reader, text)
    assert [(content(s), s.speaker.text, s.act) for s in found if s.speaker is not None] == [
        (said, "Ann Lee", "assessment")
    ]
    assert [x.phrase for x in levels(reader, text)] == [phrase]


def test_two_joined_chances_are_two_statements_of_one_speaker(reader: Reader) -> None:
    text = "There is a slim chance of peace and a high risk of war, Ann Lee said."
    found = statements(reader, text)
    assert {(s.likelihood.phrase, s.likelihood.of.of(text)) for s in found if s.likelihood} == {
        ("slim chance", "peace"),
        ("high risk", "war"),
    }
    assert {s.speaker.text for s in found if s.speaker is not None} == {"Ann Lee"}


@pytest.mark.parametrize(
    "text",
    [
        "An attack has become less likely, Ann Lee said.",
        "An attack is much more likely than a month ago, Ann Lee said.",
        "War was far from certain, Ann Lee said.",
    ],
)
def test_what_only_compares_or_turns_has_no_range(reader: Reader, text: str) -> None:
    assert range_in(reader, text) == (0.01, 0.99)


def test_more_likely_than_not_compares_with_even_and_has_a_range(reader: Reader) -> None:
    assert range_in(reader, "A raid is more likely than not, Ann Lee said.") != (0.01, 0.99)
