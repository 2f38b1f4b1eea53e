from __future__ import annotations

import pytest
from tests.read.reading import content, said, statements

from tocsin.nouns import Statement
from tocsin.read import Reader


def name(statement: Statement) -> str | None:
    return None if statement.speaker is None else statement.speaker.text


MARKS = [("“", "”"), ('"', '"'), ("''", "''")]


@pytest.mark.parametrize(("left", "right"), MARKS)
def test_a_quotation_that_goes_on_after_its_cue_keeps_its_speaker(
    reader: Reader, left: str, right: str
) -> None:
    text = (
        f"{left}The roads are bad,{right} Olga Maren said. "
        f"{left}The bridges are worse. Nobody repairs them.{right}"
    )
    found = statements(reader, text)
    for words in ("roads are bad", "bridges are worse", "repairs them"):
        assert name(said(found, words)) == "Olga Maren"


@pytest.mark.parametrize(("left", "right"), MARKS)
def test_a_quotation_that_began_before_its_cue_has_its_speaker(
    reader: Reader, left: str, right: str
) -> None:
    text = f"{left}The roads are bad. The bridges are worse,{right} said Olga Maren."
    found = statements(reader, text)
    assert name(said(found, "roads are bad")) == "Olga Maren"
    assert name(said(found, "bridges are worse")) == "Olga Maren"


def test_a_quotation_over_paragraphs_keeps_its_speaker(reader: Reader) -> None:
    text = (
        "“The roads are bad,” the Norwegian road office said on Tuesday. “Snow makes them worse."
        "\n\n“Nobody repairs the bridges.”\n\nThe mayor went home."
    )
    found = statements(reader, text)
    assert name(said(found, "repairs the bridges")) == "Norwegian road office"
    assert name(said(found, "mayor went home")) == "The Harbour Post"


def test_a_quotation_without_a_cue_belongs_to_the_one_who_spoke_before(reader: Reader) -> None:
    text = "Olga Maren believes that the roads are bad.\n\n“Nobody repairs the bridges.”"
    assert name(said(statements(reader, text), "repairs the bridges")) == "Olga Maren"


def test_a_word_held_with_tongs_is_no_speech(reader: Reader) -> None:
    (one,) = statements(reader, "The town has a “regional group” of road menders.")
    assert name(one) == "The Harbour Post"


def test_mixed_speech_is_one_content(reader: Reader) -> None:
    text = "The ministry said that the roads were “worse than ever” in the north."
    one = said(statements(reader, text), "worse than ever")
    assert content(one) == "that the roads were “worse than ever” in the north"


def test_a_cue_between_two_parts_is_within_the_content(reader: Reader) -> None:
    text = "The roads, Olga Maren said, are worse than ever."
    one = said(statements(reader, text), "worse than ever")
    assert name(one) == "Olga Maren"
    assert content(one).startswith("The roads")


def test_within_a_quotation_i_is_the_one_who_is_quoted(reader: Reader) -> None:
    text = "“I think the army will leave,” Olga Maren said."
    one = said(statements(reader, text), "army will leave")
    assert (name(one), one.chain, one.act) == ("Olga Maren", (), "assessment")


def test_a_quotation_is_read_by_someone_without_a_verb_of_saying(reader: Reader) -> None:
    text = "“The army will surely leave the town soon,” is how Olga Maren reads the news."
    assert name(said(statements(reader, text), "army will surely leave")) == "Olga Maren"
