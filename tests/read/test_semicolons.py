"""A saying before a semicolon, a doubt beside it, and a clause that "according to" stands amid."""

from __future__ import annotations

import pytest
from tests.read.reading import content, said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    ("text", "speaker", "told", "behind"),
    [
        (
            "The army said it had sunk three boats; the claim could not be verified.",
            "The army",
            "it had sunk three boats",
            "the claim could not be verified",
        ),
        (
            "The minister said talks would resume; no date was given.",
            "The minister",
            "talks would resume",
            "no date was given",
        ),
        (
            "Norland claimed 40 tanks had been burnt; the figure could not be confirmed.",
            "Norland",
            "40 tanks had been burnt",
            "the figure could not be confirmed",
        ),
        (
            "The staff reported that two bridges were hit; nobody has confirmed the report.",
            "The staff",
            "that two bridges were hit",
            "nobody has confirmed the report",
        ),
    ],
)
def test_what_is_denied_behind_a_semicolon_denies_no_saying_before_it(
    reader: Reader, text: str, speaker: str, told: str, behind: str
) -> None:
    found = statements(reader, text)
    one = next(s for s in found if content(s) == told)
    assert one.speaker is not None
    assert one.speaker.text == speaker
    assert one.polarity == "affirmed"
    other = said(found, behind)
    assert other.speaker is not None
    assert other.speaker.text == "The Harbour Post"


@pytest.mark.parametrize(
    ("text", "told", "marks"),
    [
        (
            "The army said it had won; the claim could not be verified.",
            "it had won",
            [("unverified", None)],
        ),
        (
            "The army said it had won, but the claim could not be independently verified.",
            "it had won",
            [("unverified", None)],
        ),
        (
            "The army said it had won; Reuters could not verify the claim.",
            "it had won",
            [("unverified", "Reuters")],
        ),
        (
            "The army said it had won, but the claim of the rebels could not be verified.",
            "it had won",
            [],
        ),
        ("The army said it had won; no date was given.", "it had won", []),
    ],
)
def test_a_doubt_beside_a_saying_goes_with_it(
    reader: Reader, text: str, told: str, marks: list[tuple[str, str | None]]
) -> None:
    one = next(s for s in statements(reader, text) if content(s) == told)
    assert [(v.status, v.by) for v in one.verification] == marks


def test_either_claim_is_each_of_two(reader: Reader) -> None:
    text = (
        "Rebels said they held the port. The army said it had left, and the Post could not verify "
        "either claim."
    )
    told = {content(s): [v.status for v in s.verification] for s in statements(reader, text)}
    assert told["they held the port"] == told["it had left"] == ["unverified"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The strike, according to local officials, killed three people.", "local officials"),
        ("The army, according to Reuters, has moved two brigades.", "Reuters"),
        ("Norland, according to the institute, is unlikely to attack.", "the institute"),
        ("The minister, according to two of his aides, plans to resign.", "two of his aides"),
        ("Prices, according to the ministry, rose.", "the ministry"),
    ],
)
def test_a_clause_amid_which_its_source_stands_is_one_statement(
    reader: Reader, text: str, speaker: str
) -> None:
    (one,) = statements(reader, text)
    assert one.speaker is not None
    assert one.speaker.text == speaker
    assert content(one) == text.rstrip(".")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The plane crashed, according to police, near Tarn.", "The plane crashed"),
        ("According to the army, the town fell.", "the town fell"),
        ("The town fell, according to the army.", "The town fell"),
    ],
)
def test_a_source_at_the_side_of_a_clause_is_none_of_it(
    reader: Reader, text: str, told: str
) -> None:
    (one,) = statements(reader, text)
    assert content(one) == told
