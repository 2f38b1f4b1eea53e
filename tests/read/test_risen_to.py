"""A level that has come about, or is set, in another's stead: the new one holds."""

from __future__ import annotations

import pytest
from tests.read.reading import statements

from tocsin.nouns import Statement
from tocsin.read import Reader


def level(statement: Statement, text: str) -> tuple[str, str] | None:
    found = statement.likelihood
    return None if found is None else (found.phrase, found.of.of(text))


def levels(reader: Reader, text: str) -> list[tuple[str, str] | None]:
    return [level(s, text) for s in statements(reader, text) if s.likelihood is not None]


@pytest.mark.parametrize(
    ("change", "phrase"),
    [
        ("risk of a raid on Vareni has risen from low to high", "high"),
        ("risk of a raid on Vareni has fallen from high to moderate", "moderate"),
        ("likelihood of a raid on Vareni has gone from low to high", "high"),
        ("chance of a raid on Vareni has grown from small to big", "big"),
        ("threat of a raid on Vareni has increased from low to moderate", "moderate"),
        ("danger of a raid on Vareni dropped from high to very low", "very low"),
        ("probability of a raid on Vareni has increased from possible to likely", "likely"),
    ],
)
def test_what_a_risk_has_come_to_is_the_level(reader: Reader, change: str, phrase: str) -> None:
    text = f"The {change}, Ann Lee said on Monday."
    assert levels(reader, text) == [(phrase, "a raid on Vareni")]


@pytest.mark.parametrize(
    ("change", "phrase"),
    [
        ("raised its assessment of the risk of a raid on Vareni from low to moderate", "moderate"),
        ("lowered its assessment of the risk of a raid on Vareni from high to low", "low"),
        ("raised its assessment of the threat of a raid on Vareni to high", "high"),
        (
            "raised its estimate of the likelihood of a raid on Vareni from low to medium",
            "medium",
        ),
    ],
)
def test_who_sets_an_assessment_anew_holds_the_new_level(
    reader: Reader, change: str, phrase: str
) -> None:
    text = f"The Northern Institute {change}."
    found = [s for s in statements(reader, text) if s.likelihood is not None]
    assert [level(s, text) for s in found] == [(phrase, "a raid on Vareni")]
    assert [s.speaker.text for s in found if s.speaker] == ["Northern Institute"]


@pytest.mark.parametrize(
    "text",
    [
        "The risk of a raid on Vareni has risen, forcing the army to large marches, Ann Lee said.",
        "The army moved from low ground to high ground on Monday.",
    ],
)
def test_what_goes_elsewhere_is_no_level(reader: Reader, text: str) -> None:
    assert not {"large", "high", "low"} & {s[0] for s in levels(reader, text) if s}


@pytest.mark.parametrize(
    ("text", "phrase", "level"),
    [
        ("The bureau lowered its estimate of a raid from 40 to 25 percent.", "25 percent", 0.25),
        ("The bureau cut its forecast of an invasion from 40% to 25%.", "25%", 0.25),
        ("The bureau raised its estimate of a coup in Norland to one in five.", "one in five", 0.2),
        ("The bureau lowered its estimate of another raid to 5 per cent.", "5 per cent", 0.05),
    ],
)
def test_an_estimate_of_what_comes_or_not_is_its_likelihood(
    reader: Reader, text: str, phrase: str, level: float
) -> None:
    (told,) = statements(reader, text)
    assert told.speaker is not None
    assert told.likelihood is not None
    assert (told.speaker.text, told.act) == ("The bureau", "assessment")
    assert (told.likelihood.phrase, told.likelihood.low) == (phrase, level)


@pytest.mark.parametrize(
    "text",
    [
        "The bank lowered its estimate of losses from 40 to 25 percent.",
        "The bank lowered its estimate of a fall from 40 to 25 percent.",
        "The bank cut its growth forecast from 4 to 2.5 percent.",
        "The bureau lowered its estimate of raids by 25 percent.",
    ],
)
def test_an_estimate_of_a_size_is_no_likelihood(reader: Reader, text: str) -> None:
    assert all(told.likelihood is None for told in statements(reader, text))
