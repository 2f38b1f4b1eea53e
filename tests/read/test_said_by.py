"""What is said, thought or judged by somebody is his, in the passive and where he denies it."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    ("text", "words", "speaker", "act"),
    [
        (
            "It was claimed by the rebels that tanks had entered Tronvik.",
            "entered",
            "the rebels",
            "statement",
        ),
        (
            "It was reported by Reuters that tanks had entered the town.",
            "entered",
            "Reuters",
            "statement",
        ),
        (
            "Danish tanks were said by Oslo to have entered the town.",
            "entered",
            "Oslo",
            "statement",
        ),
        (
            "Denmark is believed by diplomats to be massing tanks.",
            "massing",
            "diplomats",
            "assessment",
        ),
        (
            "Denmark is not thought by the army to be massing tanks.",
            "massing",
            "the army",
            "assessment",
        ),
        ("A raid is considered likely by the army.", "A raid", "the army", "assessment"),
        ("A raid was deemed unlikely by the council.", "A raid", "the council", "assessment"),
        ("A raid was called unlikely by diplomats.", "A raid", "diplomats", "assessment"),
        ("Oslo regards a raid as likely.", "a raid", "Oslo", "assessment"),
        ("Oslo judges a raid to be likely.", "a raid", "Oslo", "assessment"),
    ],
)
def test_who_is_named_behind_by_says_or_holds_it(
    reader: Reader, text: str, words: str, speaker: str, act: str
) -> None:
    found = said(statements(reader, text), words)
    assert found.speaker is not None
    assert (found.speaker.text, found.act) == (speaker, act)


@pytest.mark.parametrize(
    "text",
    [
        "It was claimed that tanks had entered the town.",
        "Denmark is believed to have entered the town.",
        "A raid on the town is considered likely.",
        "The town was said to be closed by the army.",
    ],
)
def test_where_nobody_is_named_the_writer_tells_it(reader: Reader, text: str) -> None:
    found = said(statements(reader, text), "town")
    assert found.speaker is not None
    assert found.speaker.text == "The Harbour Post"


@pytest.mark.parametrize(
    "view",
    [
        "does not consider a raid likely",
        "does not regard a raid as likely",
        "does not deem a raid probable",
        "does not assess a raid as imminent",
        "did not rate a raid as likely",
        "does not judge a raid to be likely",
        "does not see a raid as likely",
        "no longer regards a raid as likely",
        "no longer considers a raid unlikely",
    ],
)
def test_what_somebody_does_not_hold_likely_is_a_statement_of_his(
    reader: Reader, view: str
) -> None:
    found = said(statements(reader, f"The Danish army {view}."), "raid")
    assert found.speaker is not None
    assert found.speaker.text == "Danish army"
    assert found.polarity == "negated"
    assert found.likelihood is None
