"""Who announces by office and name, and who "he" is behind what an outlet passes on."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    ("claim", "who", "where"),
    [
        ("Norland has massed troops at the border", "the defence minister", "on Sunday"),
        ("The army has retaken Kidal", "the army chief", "on state television"),
        ("Cambodia will leave Niger", "the Thai army spokesman", "on Monday"),
        ("The junta will hold elections in March", "its leader", "on state radio on Sunday"),
    ],
)
def test_who_announces_by_office_and_name_speaks(
    reader: Reader, claim: str, who: str, where: str
) -> None:
    text = f"{claim}, {who}, Wanda Oriel, announced {where}."
    found = said(statements(reader, text), claim)
    assert found.speaker is not None
    assert (found.speaker.text, found.speaker.named) == ("Wanda Oriel", True)
    assert found.content.of(text) == claim


@pytest.mark.parametrize(
    "text",
    [
        "Norland will buy the system, the new radar, announced in May.",
        "He met the defence minister, Wanda Oriel, announced as a candidate on Sunday.",
    ],
)
def test_what_was_announced_announces_nothing(reader: Reader, text: str) -> None:
    found = statements(reader, text)
    assert [one.speaker.text for one in found if one.speaker] == ["The Harbour Post"]


@pytest.mark.parametrize(
    "outlet", ["the Harbour Mail reported", "Tavi reported", "according to Tavi"]
)
@pytest.mark.parametrize("who", ["Ole Berg", "Wanda Oriel"])
def test_he_is_who_said_it_and_not_the_outlet_that_passed_it_on(
    reader: Reader, outlet: str, who: str
) -> None:
    pronoun = "He" if who == "Ole Berg" else "She"
    text = (
        f"{who} said Norland would not attack first, {outlet}.\n\n{pronoun} said a raid was likely."
    )
    found = said(statements(reader, text), "raid was likely")
    assert found.speaker is not None
    assert found.speaker.text == who


def test_it_is_the_body_that_said_it_and_not_the_outlet(reader: Reader) -> None:
    text = "The ministry said the port was open, the Harbour Mail reported. It said ships had left."
    found = said(statements(reader, text), "ships had left")
    assert found.speaker is not None
    assert found.speaker.text == "The ministry"


def test_he_may_be_who_spoke_last_by_a_surname_alone(reader: Reader) -> None:
    text = "Maresco said the army would fight on.\n\nHe said no talks were planned."
    found = said(statements(reader, text), "no talks")
    assert found.speaker is not None
    assert found.speaker.text == "Maresco"


def test_he_is_no_state_that_spoke_last(reader: Reader) -> None:
    text = "Finland said the army would fight on.\n\nHe said no talks were planned."
    found = said(statements(reader, text), "no talks")
    assert found.speaker is not None
    assert found.speaker.text != "Finland"


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("France has withdrawn 400 soldiers from Chad.", "out"),
        ("Uganda evacuated 60 soldiers from Somalia on Monday.", "out"),
        ("Norway brought 300 soldiers from Mali.", "in"),
        ("Some 300 soldiers arrived in Oslo from Mali.", "in"),
        ("North Korea sent 3,000 soldiers to Russia.", "in"),
    ],
)
def test_what_a_state_withdraws_from_abroad_goes_out(reader: Reader, text: str, way: str) -> None:
    (found,) = statements(reader, text)
    assert [q.direction for q in found.quantities] == [way]
