"""What a likelihood is of, where it is one of two, is set anew, or is but of a time."""

from __future__ import annotations

import pytest
from tests.read.reading import content, said, statements

from tocsin.nouns import Statement
from tocsin.read import Reader


def _bound(found: tuple[Statement, ...]) -> list[tuple[str, str]]:
    """Each phrase with what it is of, in the order of the statements."""
    return [
        (
            s.likelihood.phrase,
            s.text[s.likelihood.of.start - s.span.start :][: len(s.likelihood.of)],
        )
        for s in found
        if s.likelihood is not None
    ]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("The institute regards a raid as unlikely.", [("unlikely", "a raid")]),
        (
            "The institute regards that as a grave threat, and as unlikely at present.",
            [("unlikely", "that")],
        ),
        (
            "The institute sees a landing as the worst case, and as highly unlikely.",
            [("highly unlikely", "a landing")],
        ),
        (
            "The institute rated the risk of the island fighting openly as “low”.",
            [("low", "the island fighting openly")],
        ),
        (
            "Ann Lee considers an attack on the port likely.",
            [("likely", "an attack on the port")],
        ),
        (
            "The institute called a raid possible and an invasion improbable.",
            [("possible", "a raid"), ("improbable", "an invasion")],
        ),
        (
            "The institute considers a blockade likely and a landing unlikely.",
            [("likely", "a blockade"), ("unlikely", "a landing")],
        ),
        (
            "Ann Lee said a raid was likely but an invasion unlikely.",
            [("likely", "a raid"), ("unlikely", "an invasion")],
        ),
        ("Ann Lee does not think a raid likely.", []),
    ],
)
def test_a_likelihood_is_of_what_is_called_so(
    reader: Reader, text: str, bound: list[tuple[str, str]]
) -> None:
    assert _bound(statements(reader, text)) == bound


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("The fleet will sail, probably in June.", "in June"),
        ("The fleet may land, perhaps in May, more probably in June.", "in June"),
        ("The fleet will probably sail in June.", "The fleet will probably sail in June"),
        ("The trains had been sold, probably under an old contract.", "under an old contract"),
    ],
)
def test_a_likelihood_of_a_time_or_manner_is_not_of_the_deed(
    reader: Reader, text: str, of: str
) -> None:
    ((_, bound),) = _bound(statements(reader, text))
    assert bound == of


def test_what_is_likely_only_in_manner_keeps_its_own_tense(reader: Reader) -> None:
    found = said(statements(reader, "The trains were sold, probably under a contract."), "sold")
    assert found.tense == "past"


@pytest.mark.parametrize(
    ("text", "phrase", "of", "speaker"),
    [
        (
            "The chance of a strike was raised to 15 percent by Norlab.",
            "15 percent",
            "a strike",
            "Norlab",
        ),
        (
            "The risk of a flood was raised from 5 to 15 percent by the River Institute on Monday.",
            "15 percent",
            "a flood",
            "River Institute",
        ),
        (
            "The River Institute upgraded a flood from unlikely to likely.",
            "likely",
            "a flood",
            "River Institute",
        ),
        (
            "A raid was upgraded from unlikely to likely by the Harbour Group.",
            "likely",
            "A raid",
            "Harbour Group",
        ),
        (
            "The River Institute upgraded the likelihood of a flood from unlikely to likely.",
            "likely",
            "a flood",
            "River Institute",
        ),
    ],
)
def test_who_sets_a_likelihood_anew_is_who_states_it(
    reader: Reader, text: str, phrase: str, of: str, speaker: str
) -> None:
    (found,) = statements(reader, text)
    assert _bound((found,)) == [(phrase, of)]
    assert found.speaker is not None
    assert found.speaker.text == speaker


def test_to_move_something_to_a_likely_place_is_a_deed(reader: Reader) -> None:
    (found,) = statements(reader, "The ministry moved the fleet to likely targets.")
    assert (found.cue, found.likelihood) == (None, None)


def test_what_is_told_before_and_behind_a_cue_is_two_statements(reader: Reader) -> None:
    text = "Norway is training 900 new sailors, Ann Lee told The Post, and may try another landing."
    found = statements(reader, text)
    assert [s.speaker.text for s in found if s.speaker is not None] == ["Ann Lee", "Ann Lee"]
    assert said(found, "training").tense == "present"
    assert said(found, "landing").tense == "future"


def test_an_occasion_in_a_headline_is_not_what_is_said(reader: Reader) -> None:
    text = "A landing ‘remains unlikely’, analysts say after Oslo talks"
    (found,) = statements(reader, text, kind="headline")
    assert content(found) == "A landing ‘remains unlikely’"
