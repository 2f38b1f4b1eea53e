"""What goes on behind a saying, who "he" is in it, and what has gone on since a day."""

from __future__ import annotations

import pytest
from tests.read.reading import content, said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Norlandic troops landed on Sunday, dockers said, and have dug in.", "dug in", "dockers"),
        ("The rebels took the town, witnesses said, and have moved north.", "moved", "witnesses"),
        (
            "The fleet left the port last month, a harbour board said, and has not returned.",
            "not returned",
            "a harbour board",
        ),
        ("The fleet sailed at dawn, a pilot said, but has not come back.", "back", "a pilot"),
        ("The rebels took the town, dockers told me, and have moved north.", "moved", "dockers"),
    ],
)
def test_what_was_told_goes_on_in_the_perfect_behind_the_saying(
    reader: Reader, text: str, words: str, speaker: str
) -> None:
    found = statements(reader, text)
    assert [s.speaker.text for s in found if s.speaker is not None] == [speaker] * 2
    assert words in content(found[1])


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Maparo said he did not believe Norland would attack this year.", "Maparo"),
        ("Admiral Maparo said he did not believe Norland would attack.", "Maparo"),
        ("Bruvik told the Post she thought the fleet would sail.", "Bruvik"),
        ("Keskalo said he doubted that Norland would attack.", "Keskalo"),
    ],
)
def test_he_whose_mind_a_saying_tells_is_who_says_it(
    reader: Reader, text: str, speaker: str
) -> None:
    (told,) = statements(reader, text)
    assert told.speaker is not None
    assert (told.speaker.text, [r for r in told.chain if r.name.text == speaker]) == (speaker, [])


def test_a_body_that_tells_what_someone_thinks_is_nobody_itself(reader: Reader) -> None:
    text = "Ole Berg lives in Narvik. The Moor Institute said he believed the fleet would sail."
    told = said(statements(reader, text), "the fleet would sail")
    assert told.speaker is not None
    assert told.speaker.text == "Ole Berg"


@pytest.mark.parametrize(
    "text",
    [
        "Norland has moved 40 tanks to the island since January, the coast guard said on Monday.",
        "Norland has been building a camp on the island since February, the coast guard said.",
        "Norland has sent 900 more men to the island since January.",
        "Norland has called up 5,000 reservists since the start of the year.",
        "Some 40 tanks have been brought to the island since March.",
        "Since January, Norland has sent 900 men to the island.",
        "Norland has been massing troops on the island since 2028.",
    ],
)
def test_what_has_added_up_since_a_day_reaches_to_now(reader: Reader, text: str) -> None:
    assert not said(
        statements(reader, text), "Norland" if "Norland" in text else "tanks"
    ).background


@pytest.mark.parametrize(
    "text",
    [
        "Norland has held the island since January, the coast guard said.",
        "Norland has occupied the island since 2028, the coast guard said.",
        "Norland has been fighting on the island since 2028.",
        "Norland has moved 40 tanks to the island since 2026, the coast guard said.",
        "Norland had sent 900 men to the island since January.",
    ],
)
def test_a_state_that_began_on_an_old_day_is_old(reader: Reader, text: str) -> None:
    assert said(statements(reader, text), "Norland").background


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("I do not believe Norland will attack in May, Berg said.", "future"),
        ('"I don\'t think Norland will invade," Ann Lee said.', "future"),
        ("Berg said he did not believe Norland would enter the war.", "future"),
        ("Ann Lee does not believe that the fleet sailed.", "past"),
        ("Ann Lee does not think that the fleet is moving.", "present"),
    ],
)
def test_what_one_does_not_believe_lies_when_it_would_be(
    reader: Reader, text: str, tense: str
) -> None:
    (told,) = statements(reader, text)
    assert (told.polarity, told.tense) == ("negated", tense)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (
            "If the talks fail, Norland will almost certainly attack, a general said.",
            "Norland will almost certainly attack",
        ),
        ("If attacked, Norland will probably close its port.", "Norland will probably close"),
        ("Unless aid comes, the town will probably fall.", "the town will probably fall"),
        ("Should the talks fail, Norland will probably attack.", "Norland will probably attack"),
        (
            "The institute said that if talks fail, the town will probably fall.",
            "the town will probably fall",
        ),
    ],
)
def test_a_case_in_front_is_not_what_a_likelihood_is_of(
    reader: Reader, text: str, about: str
) -> None:
    (told,) = statements(reader, text)
    assert told.likelihood is not None
    assert told.likelihood.of.of(text).startswith(about)
    assert told.condition is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rebels attacked the town of Minta, residents said, and killed 30 people.", "killed"),
        ("Gunmen stormed the barracks, witnesses said, and burned several houses.", "burned"),
        ("Fighters took the airport, Manila said, and killed two guards.", "killed"),
        ("Troops entered the village, he said, and took the bridge.", "took"),
    ],
)
def test_a_deed_behind_a_saying_between_commas_is_told_by_who_said_the_first(
    reader: Reader, text: str, words: str
) -> None:
    found = statements(reader, text)
    assert any(words in s.span.of(text) for s in found)
    assert all(s.speaker is not None and s.speaker.span is not None for s in found)


@pytest.mark.parametrize(
    "text",
    [
        "It was over, he said, and hung up.",
        "The truce was dead, the envoy said, and left the room.",
        "The army attacked, residents said and fled to the hills.",
    ],
)
def test_what_the_speaker_did_himself_is_not_told_by_him(reader: Reader, text: str) -> None:
    told = [s for s in statements(reader, text) if s.speaker is not None and s.speaker.span]
    assert not any(
        "hung" in content(s) or "left" in content(s) or "fled" in content(s) for s in told
    )


@pytest.mark.parametrize(
    ("text", "words", "speaker", "actor"),
    [
        (
            "Norland is massing tanks, the ministry said on Friday, and will probably attack Lund.",
            "attack", "the ministry", "Norland",
        ),
        (
            "Russia is massing tanks, the ministry said, but is unlikely to attack Kyiv this year.",
            "attack", "the ministry", "Russia",
        ),
        (
            "Troops have arrived in Brest, a spokesman said, and will stay until spring.",
            "stay", "a spokesman", "Troops",
        ),
        (
            "Russia is raising new troops, the general told a paper on Monday, and may try again.",
            "try again", "the general", "Russia",
        ),
        (
            "Hungarian forces left, the mayor told Reuters, and are not expected to return.",
            "return", "the mayor", "Hungarian forces",
        ),
        (
            "The rebels have agreed to talks, mediators say, but could still attack the capital.",
            "attack", "mediators", "The rebels",
        ),
    ],
)  # fmt: skip
def test_what_may_come_of_those_told_of_goes_on_behind_the_saying(
    reader: Reader, text: str, words: str, speaker: str, actor: str
) -> None:
    found = statements(reader, text)
    assert [s.speaker.text for s in found if s.speaker is not None] == [speaker] * 2
    told = found[1]
    assert words in content(told)
    assert told.claim.actor is not None
    assert told.claim.actor.of(text) == actor


@pytest.mark.parametrize(
    ("text", "first", "act"),
    [
        (
            "Russia is massing tanks, the ministry said, and vowed to answer any raid.",
            "Russia is massing tanks", "announcement",
        ),
        (
            "The bridge is closed, the governor said, and called for help.",
            "The bridge is closed", "appeal",
        ),
        (
            "Troops have arrived in Brest, a spokesman said, and would not say more.",
            "Troops have arrived in Brest", None,
        ),
    ],
)  # fmt: skip
def test_who_says_a_thing_and_more_says_both(
    reader: Reader, text: str, first: str, act: str | None
) -> None:
    found = statements(reader, text)
    assert content(found[0]) == first
    assert len({s.speaker.text for s in found if s.speaker is not None}) == 1
    assert None not in [s.speaker for s in found]
    assert [s.act for s in found[1:]] == ([] if act is None else [act])
