"""Who passes on at the end of a sentence what another said, and who said each of two things."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader

BOATS = "Two patrol boats have left Narvik for the fjord"
FORD = "The rebels have taken the ford at Kisoro"


@pytest.mark.parametrize(
    ("text", "speaker", "relay"),
    [
        (f"{BOATS}, Peru's navy said, Reuters reported.", "Peru's navy", "Reuters"),
        (f"{BOATS}, Peru's navy said on Monday, Reuters reported.", "Peru's navy", "Reuters"),
        (f"{FORD}, General Okello said, Reuters reported.", "Okello", "Reuters"),
        (f"{FORD}, Chad's army said on Monday, the Tarn Echo said.", "Chad's army", "Tarn Echo"),
        (f"{FORD}, the Air Force said in a statement, Yonhap reports.", "Air Force", "Yonhap"),
        (f"{FORD}, the governor said, according to Reuters.", "the governor", "Reuters"),
        (f"{FORD}, the mayor of Goma said, according to AFP.", "the mayor of Goma", "AFP"),
        (f"{FORD}, Reuters quoted Peru's navy as saying.", "Peru's navy", "Reuters"),
        (f"{FORD}, Yonhap cited Seoul's navy as saying on Monday.", "Seoul's navy", "Yonhap"),
        (f'"{FORD}," Reuters quoted Bo Okello as saying.', "Bo Okello", "Reuters"),
        (f'"{FORD}," Bo Okello said, Reuters reported.', "Bo Okello", "Reuters"),
        (f"{FORD}, its mayor said in Oslo, the NTB agency reports.", "its mayor", "NTB agency"),
    ],
)  # fmt: skip
def test_who_passes_it_on_is_a_link_and_not_the_speaker(
    reader: Reader, text: str, speaker: str, relay: str
) -> None:
    (found,) = statements(reader, text)
    assert (found.speaker and found.speaker.text) == speaker
    assert [link.name.text for link in found.chain] == [relay]
    assert found.content.of(text).strip('",') in {BOATS, FORD}


def test_of_two_sayings_joined_each_is_of_its_own_speaker(reader: Reader) -> None:
    text = "Rebels fired on the town, residents said, and the army fired back, officials said."
    found = statements(reader, text)
    assert [(one.speaker and one.speaker.text, one.chain) for one in found] == [
        ("residents", ()),
        ("officials", ()),
    ]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Once the rain stops, officials said, the trucks will go.", "the trucks", "officials"),
        ("The ford has fallen, the navy said, adding that rain had come.", "The ford", "navy"),
        ("Ann Lee said it rained, the Post reported.", "it rained", "Ann Lee"),
        ("He was tired, the guard said, but would go on.", "tired", "guard"),
    ],
)
def test_a_saying_amid_or_before_is_left_as_it_is(
    reader: Reader, text: str, words: str, speaker: str
) -> None:
    who = said(statements(reader, text), words).speaker
    assert who is not None
    assert who.text.removeprefix("the ") == speaker


@pytest.mark.parametrize(
    ("text", "speaker", "relays"),
    [
        (f"{FORD}, General Okello was quoted as saying.", "Okello", []),
        (f'"{FORD}," General Okello was quoted as saying.', "Okello", []),
        (f"{FORD}, General Okello was cited as saying.", "Okello", []),
        (f"{FORD}, General Okello has been quoted as saying.", "Okello", []),
        (f"{FORD}, General Okello had earlier been quoted as saying.", "Okello", []),
        (f"{FORD}, port officials were quoted on Friday as saying.", "port officials", []),
        (f"{FORD}, an aide was reported as saying.", "an aide", []),
        (f"{FORD}, Bo Okello was quoted as saying by TASS.", "Bo Okello", ["TASS"]),
        (f'"{FORD}," Bo Okello was quoted by TASS as saying.', "Bo Okello", ["TASS"]),
        (f"{FORD}, an aide was quoted as saying in the Tarn Post.", "an aide", ["Tarn Post"]),
        (f"{FORD}, an aide was quoted as saying in Goma.", "an aide", []),
        (f"{FORD}, officials in Goma were quoted as saying.", "officials in Goma", []),
        (f"{FORD}, Bo Okello was quoted as saying, adding that it rained.", "Bo Okello", []),
        (f"{FORD}, an aide was quoted by AFP as saying, while it rained.", "an aide", ["AFP"]),
    ],
)  # fmt: skip
def test_who_was_quoted_as_saying_it_last_is_who_said_it(
    reader: Reader, text: str, speaker: str, relays: list[str]
) -> None:
    found = said(statements(reader, text), FORD)
    assert (found.speaker and found.speaker.text) == speaker
    assert [link.name.text for link in found.chain] == relays
    assert found.content.of(text).strip('",') == FORD


@pytest.mark.parametrize("who", ["Okello", "he", "the general"])
def test_who_was_quoted_is_known_by_what_stands_before(reader: Reader, who: str) -> None:
    text = f"General Bo Okello came to Goma on Monday. {FORD}, {who} was quoted as saying."
    speaker = said(statements(reader, text), FORD).speaker
    assert speaker is not None
    assert speaker.text == "Bo Okello"


@pytest.mark.parametrize(
    "text",
    [
        "The ford had fallen, and the mayor was quoted as saying nothing.",
        "The ford had fallen, and the mayor was quoted as saying so.",
    ],
)
def test_who_was_quoted_on_something_else_did_not_say_it(reader: Reader, text: str) -> None:
    (found,) = statements(reader, text)
    assert (found.speaker and found.speaker.text) == "The Harbour Post"
