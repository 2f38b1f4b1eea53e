"""Hands: names with their letters in brackets, and who quotes, cites and reports whom."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.nouns import Statement
from tocsin.read import Reader


def chain(statement: Statement) -> list[tuple[str, str]]:
    return [(relay.name.text, relay.via) for relay in statement.chain]


@pytest.mark.parametrize(
    "text",
    [
        "The Northern Harbour Institute (NHI), a small think tank, said the pier was shut.",
        "The Northern Harbour Institute (NHI) said the pier was shut.",
    ],
)
def test_the_letters_in_brackets_are_no_part_of_a_name(reader: Reader, text: str) -> None:
    speaker = said(statements(reader, text), "pier was shut").speaker
    assert speaker is not None
    assert speaker.text == "Northern Harbour Institute"


@pytest.mark.parametrize(
    ("text", "speaker", "links"),
    [
        (
            "The Times quoted an unnamed official as saying that the pier was shut.",
            "an unnamed official",
            [("Times", "published")],
        ),
        (
            "Reuters cited two dockers as saying the pier was shut.",
            "two dockers",
            [("Reuters", "published")],
        ),
        (
            "Anna Berg was quoted by the BBC as saying that the pier was shut.",
            "Anna Berg",
            [("BBC", "published")],
        ),
        ("Anna Berg was quoted as saying that the pier was shut.", "Anna Berg", []),
        (
            "Anna Berg said the pier was shut, Reuters reported.",
            "Anna Berg",
            [("Reuters", "published")],
        ),
        (
            "According to Reuters, citing people familiar with it, the pier was shut.",
            "people familiar with it",
            [("Reuters", "published")],
        ),
        (
            "Reuters reported, citing a source in the town hall, that the pier was shut.",
            "a source in the town hall",
            [("Reuters", "published")],
        ),
        (
            "Harbour News, citing Coast Wire, reported that the pier was shut.",
            "Coast Wire",
            [("Harbour News", "published")],
        ),
        (
            "In a post on Telegram, the mayor of Narvik, Anna Berg, said that the pier was shut.",
            "Anna Berg",
            [],
        ),
        (
            "On Monday, the head of the harbour board, Anna Berg, said that the pier was shut.",
            "Anna Berg",
            [],
        ),
    ],
)
def test_whoever_is_quoted_speaks_through_the_paper_once(
    reader: Reader, text: str, speaker: str, links: list[tuple[str, str]]
) -> None:
    found = statements(reader, text)
    assert len(found) == 1
    statement = found[0]
    assert statement.speaker is not None
    assert statement.speaker.text == speaker
    assert chain(statement) == links


def test_what_one_is_quoted_as_saying_in_the_past_is_under_no_condition(reader: Reader) -> None:
    text = "The Times quoted Anna Berg as saying that Norway would not send ships."
    assert said(statements(reader, text), "would not send").condition is None


def test_both_clauses_before_a_verb_of_saying_are_said(reader: Reader) -> None:
    text = "The port is closed, and no ship will sail, President Berg said, according to Reuters."
    found = statements(reader, text)
    for words in ("port is closed", "no ship will sail"):
        statement = said(found, words)
        assert statement.speaker is not None
        assert statement.speaker.text == "Berg"
        assert chain(statement) == [("Reuters", "published")]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Anna Berg told Meduza that the pier was shut.", [("Meduza", "told")]),
        ("Anna Berg told RIA Novosti that the pier was shut.", [("RIA Novosti", "told")]),
        (
            "Officials in Oslo, who spoke to Reuters unnamed, said the pier was shut.",
            [("Reuters", "told")],
        ),
        ("Anna Berg said the pier was shut, Meduza reported.", [("Meduza", "published")]),
    ],
)
def test_a_paper_is_known_by_its_name(
    reader: Reader, text: str, links: list[tuple[str, str]]
) -> None:
    assert chain(said(statements(reader, text), "pier was shut")) == links


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norway's intelligence chief Anna Berg said the pier was shut.", "Anna Berg"),
        ("Lt Gen Anna Berg, the fleet commander, said the pier was shut.", "Anna Berg"),
        (
            "The pier was shut, according to an assessment by the Danish intelligence service.",
            "Danish intelligence service",
        ),
        ("A poll by HBOP showed that the pier was shut.", "HBOP"),
    ],
)
def test_a_name_stands_without_what_its_bearer_is(reader: Reader, text: str, name: str) -> None:
    speaker = said(statements(reader, text), "pier was shut").speaker
    assert speaker is not None
    assert speaker.text == name


def test_an_order_that_another_tells_of_is_his_report_of_it(reader: Reader) -> None:
    found = statements(reader, "Norway ordered its army to stop, Anna Berg said.")
    assert [s.speaker.text for s in found if s.speaker is not None] == ["Anna Berg"]
    assert found[0].act != "appeal"


def test_figures_that_nobody_could_verify_are_those_that_were_given(reader: Reader) -> None:
    text = (
        "Anna Berg said 4,200 soldiers were in the camp. Later, deputies asked for a debate."
        " The Coast Ledger could not independently verify the figures."
    )
    found = statements(reader, text)
    assert [v.status for v in said(found, "4,200 soldiers").verification] == ["unverified"]
    assert said(found, "a debate").verification == ()


def test_a_claim_that_nobody_could_verify_is_no_plea(reader: Reader) -> None:
    text = (
        "Anna Berg said the camp was full. Later, deputies asked for a debate."
        " The Coast Ledger could not independently verify the claim."
    )
    found = statements(reader, text)
    assert [v.status for v in said(found, "camp was full").verification] == ["unverified"]
    assert said(found, "a debate").verification == ()


@pytest.mark.parametrize("that", ["", "that ", "which "])
def test_what_is_told_and_called_a_claim_that_another_denies_is_denied(
    reader: Reader, that: str
) -> None:
    text = f"Denmark said it had sunk 12 boats, a claim {that}Norway denied."
    marks = said(statements(reader, text), "sunk 12 boats").verification
    assert [(v.status, v.by) for v in marks] == [("denied", "Norway")]
