from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader
from tocsin.read.acts import basis_of


@pytest.mark.parametrize(
    ("text", "words", "act"),
    [
        ("Olga Maren said the bridge was closed.", "bridge", "statement"),
        ("The institute assessed that the army would stay.", "army", "assessment"),
        ("Olga Maren believes the army is tired.", "army", "assessment"),
        ("The Norwegian group observed three trains at the base.", "three trains", "observation"),
        ("The Norwegian group sees trains leaving the base.", "trains leaving", "observation"),
        ("The ministry announced that drills would begin on Monday.", "drills", "announcement"),
        ("The ministry denied that its troops had crossed the river.", "troops", "denial"),
        ("Olga Maren urged the army to stay at home.", "stay at home", "appeal"),
        ("Olga Maren called on soldiers not to fire.", "not to fire", "appeal"),
        ("“You do not have to fire on them,” Olga Maren said.", "have to fire", "appeal"),
        ("“If they come, we will strike back,” Olga Maren warned.", "strike back", "threat"),
        ("“Will the army leave the town?” Olga Maren asked.", "army leave", "question"),
        ("What if the army left?", "army left", "question"),
        ("Olga Maren voiced concern about the drills.", "drills", "assessment"),
        ("The meeting, in our opinion, is about the drills.", "meeting", "assessment"),
        ("The army denied shelling the bridge.", "shelling the bridge", "denial"),
        ("The council denied the request to cross.", "the request", "announcement"),
        ("Olga Maren calls for both sides to start talks.", "start talks", "appeal"),
        ("The ministry issued a warning for pilots not to land.", "pilots", "appeal"),
        ("Olga Maren warned nationals not to travel there.", "not to travel", "appeal"),
        ("Olga Maren warned that the army would cross the river.", "cross", "assessment"),
        ("Satellite imagery shows tents at the base.", "tents", "observation"),
        ("Witnesses said that the bridge burned.", "bridge", "observation"),
        ("The ministry said there was no sign of a build-up.", "build-up", "observation"),
        ("Norway suspends all flights to the town.", "suspends", "announcement"),
        ("Olga Maren said that she will sign the law.", "sign", "announcement"),
        ("The ministry announced that rebels had taken the town.", "rebels", "statement"),
        ("The army may intend to cross the river.", "intend", "assessment"),
        ("Olga Maren said he left with little sign of any concern.", "left", "statement"),
    ],
)
def test_the_cue_and_the_form_tell_what_is_done_by_saying_it(
    reader: Reader, text: str, words: str, act: str
) -> None:
    assert said(statements(reader, text), words).act == act


def test_concern_is_no_likelihood(reader: Reader) -> None:
    found = said(statements(reader, "Olga Maren voiced concern about a landing."), "landing")
    assert found.likelihood is None


def test_a_stated_likelihood_makes_an_assessment(reader: Reader) -> None:
    found = said(statements(reader, "Olga Maren said a landing was unlikely."), "unlikely")
    assert found.act == "assessment"
    assert found.likelihood is not None
    assert found.likelihood.phrase == "unlikely"


def test_a_writers_gloss_is_the_writers(reader: Reader) -> None:
    text = "Olga Maren said the ships had sailed, but a landing is highly unlikely."
    found = said(statements(reader, text), "highly unlikely")
    assert found.speaker is not None
    assert found.speaker.text == "The Harbour Post"
    assert found.likelihood is not None
    assert found.likelihood.phrase == "highly unlikely"
    assert said(statements(reader, text), "ships had sailed").likelihood is None


def test_a_headlines_likelihood_is_its_own(reader: Reader) -> None:
    (head,) = statements(reader, "Norway Highly Unlikely to Send Troops", kind="headline")
    assert head.likelihood is not None
    (body,) = statements(reader, "Norway Sends No Troops", kind="headline")
    assert body.likelihood is None


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Olga Maren said the bridge was closed.", "claimed"),
        ("The bridge was closed.", "claimed"),
        ("The institute assessed that the army would stay.", "estimated"),
        ("Drone footage shows tanks at the base.", "observed"),
        ("The ministry announced the start of drills.", "announced"),
        ("Olga Maren urged the army to stay at home.", None),
    ],
)
def test_what_is_done_by_saying_it_tells_how_it_is_known(
    reader: Reader, text: str, basis: str | None
) -> None:
    (found,) = statements(reader, text)
    assert basis_of(found) == basis


def test_who_sees_no_need_has_observed_nothing(reader: Reader) -> None:
    text = "The force would rest on its army, Olga Maren said; she saw no {} in the town."
    (need,) = statements(reader, text.format("need to keep men"))
    assert (need.act, need.absence) == ("statement", None)
    (tanks,) = statements(reader, text.format("tanks"))
    assert tanks.act == "observation"


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen committed sabotage near the town.",
        "Norwegian advances in the south threaten to cut off the port.",
        "The brigade undertook a raid across the river.",
    ],
)
def test_a_deed_is_nobodys_saying(reader: Reader, text: str) -> None:
    (found,) = statements(reader, text)
    assert (found.act, found.cue) == ("statement", None)


def test_who_commits_to_do_something_says_so(reader: Reader) -> None:
    found = said(statements(reader, "Norway committed to withdraw its guns by May."), "withdraw")
    assert (found.act, found.speaker and found.speaker.text) == ("announcement", "Norway")
