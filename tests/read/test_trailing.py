"""A name right before the last verb of saying is the speaker of what stands before it."""

from __future__ import annotations

import pytest
from tests.read.reading import content, said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "It is closed and will remain shut until winter, port master Ivan Told has said.",
            "remain shut until winter",
            "Ivan Told",
        ),
        (
            "Two barges are off Harbin and will stay until winter, coast guard chief Ann Lee said.",
            "will stay until winter",
            "Ann Lee",
        ),
        (
            "No boat will leave before the summer, coast guard spokeswoman Ann Lee has said.",
            "No boat will leave",
            "Ann Lee",
        ),
        ("The port stays shut until Tuesday, Mayor Ivan Told said.", "stays shut", "Ivan Told"),
        ("They left after they met Boris Told, Ivan Hurd said.", "met Boris Told", "Ivan Hurd"),
    ],
)
def test_the_name_before_the_last_verb_of_saying_is_its_speaker(
    reader: Reader, text: str, words: str, speaker: str
) -> None:
    found = said(statements(reader, text), words).speaker
    assert found is not None
    assert found.text == speaker


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It happened on the Tuesday, the day Ann Lee said.", "It happened"),
        ("He met Boris Told, Ivan Hurd and the man who Ann Lee said was ill.", "He met Boris Told"),
    ],
)
def test_a_name_in_a_clause_or_a_list_is_no_speaker_of_the_whole(
    reader: Reader, text: str, words: str
) -> None:
    found = said(statements(reader, text), words).speaker
    assert found is not None
    assert found.span is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A landing is likely this month, although it is still unclear where it would start.", 1),
        ("War is unlikely, though it remains unknown who would start it.", 1),
        ("A landing is likely this month, although the fleet left the bay on Tuesday.", 2),
    ],
)
def test_what_only_leaves_open_is_told_with_the_judgement_beside_it(
    reader: Reader, text: str, count: int
) -> None:
    assert len(statements(reader, text)) == count


@pytest.mark.parametrize("place", ["Lund", "the town of Lund", "the border town of Lund"])
@pytest.mark.parametrize("outlet", ["Northern Wire", "Reuters", "Kyiv Post"])
@pytest.mark.parametrize(
    ("cited", "speaker"),
    [
        ("said, citing officials", "officials"),
        ("said, citing a Harbour Mail report", "Harbour Mail"),
        ("reported on Friday, quoting two port officials", "two port officials"),
        ("said, citing officials who asked not to be named", "officials"),
    ],
)
def test_an_outlet_behind_a_place_passes_on_whom_it_cites(
    reader: Reader, place: str, outlet: str, cited: str, speaker: str
) -> None:
    text = f"Norland has moved forty tanks to {place}, {outlet} {cited}."
    (found,) = statements(reader, text)
    assert found.speaker is not None
    assert (found.speaker.text, [one.name.text for one in found.chain]) == (speaker, [outlet])
    assert content(found) == f"Norland has moved forty tanks to {place}"


@pytest.mark.parametrize(
    "by",
    [
        "a military official",
        "an army officer",
        "two officials",
        "a soldier's mother",
        "a source close to the ministry",
        "three diplomats familiar with the talks",
    ],
)
@pytest.mark.parametrize(
    "told", ["has deployed 100 vehicles", "has closed the border", "lost 9 men"]
)
@pytest.mark.parametrize("whom", ["Reuters", "AFP on Friday", "the Post"])
def test_who_has_no_name_tells_a_paper_what_stands_before_the_comma(
    reader: Reader, by: str, told: str, whom: str
) -> None:
    found = said(statements(reader, f"Eastland {told}, {by} told {whom}."), told)
    assert found.speaker is not None
    assert found.speaker.text == by
    assert [one.name.text for one in found.chain] == [
        whom.removesuffix(" on Friday").removeprefix("the ")
    ]


@pytest.mark.parametrize(
    "by",
    [
        "the central bank forecasts",
        "the think tank notes",
        "the agency's director predicts",
        "the United Nations estimates",
        "the spy agency estimates",
        "Ukraine's general staff claims",
    ],
)
@pytest.mark.parametrize("told", ["At least 40 people were killed", "Two brigades will move north"])
def test_the_last_word_is_what_somebody_does_and_no_thing_of_his(
    reader: Reader, told: str, by: str
) -> None:
    found = said(statements(reader, f"{told}, {by}."), told)
    assert found.speaker is not None
    assert found.speaker.text.removeprefix("the ") == by.removeprefix("the ").rpartition(" ")[0]


@pytest.mark.parametrize(
    "by",
    [
        "predicts political scientist Ann Lee",
        "warns former general Ole Berg",
        "says retired colonel Ole Berg",
        "admits opposition politician Ole Berg",
    ],
)
@pytest.mark.parametrize("told", ["The coalition will collapse within weeks", "The war is lost"])
def test_who_ends_the_sentence_behind_a_verb_of_saying_says_it(
    reader: Reader, told: str, by: str
) -> None:
    found = said(statements(reader, f"{told}, {by}."), told)
    assert found.speaker is not None
    assert found.speaker.text == " ".join(by.split()[-2:])
