"""Who says what, where news puts it in its own turns of phrase."""

from __future__ import annotations

import pytest
from tests.read.reading import content, said, statements

from tocsin.nouns import Statement
from tocsin.read import Reader


def speaker(found: Statement) -> str | None:
    return None if found.speaker is None else found.speaker.text


def chain(found: Statement) -> list[str]:
    return [link.name.text for link in found.chain]


@pytest.mark.parametrize(
    ("text", "who", "of"),
    [
        (
            "A navy officer, who asked not to be named, called a landing this year improbable.",
            "A navy officer",
            "a landing this year",
        ),
        (
            "A Danish officer, speaking on condition of anonymity, deemed a raid unlikely.",
            "A Danish officer",
            "a raid",
        ),
        ("The institute called a raid likely.", "The institute", "a raid"),
        ("Ole Berg considers a landing in May improbable.", "Ole Berg", "a landing in May"),
    ],
)
def test_who_calls_something_likely_assesses_it(
    reader: Reader, text: str, who: str, of: str
) -> None:
    (found,) = statements(reader, text)
    assert (speaker(found), found.act) == (who, "assessment")
    assert found.likelihood is not None
    assert found.likelihood.of.of(text) == of


@pytest.mark.parametrize(
    "aside",
    [
        "who asked not to be named",
        "who spoke on condition of anonymity",
        "who declined to be identified",
        "who asked that his name not be used",
    ],
)
def test_to_stay_unnamed_is_to_say_nothing(reader: Reader, aside: str) -> None:
    text = f"A Danish officer, {aside}, said that the port was calm."
    (found,) = statements(reader, text)
    assert content(found) == "that the port was calm"
    assert speaker(found) == "A Danish officer"


@pytest.mark.parametrize(
    "rest",
    [
        "though Admiral Ole Berg disagrees: he thinks Norway will land by June",
        "while Admiral Ole Berg believes that Norway will land by June",
        "but Admiral Ole Berg says that Norway will land by June",
    ],
)
def test_two_who_differ_are_two_and_neither_relays_the_other(reader: Reader, rest: str) -> None:
    text = f'A landing this year is "very unlikely", according to Ann Lee, {rest}.'
    found = statements(reader, text)
    first, second = said(found, "very unlikely"), said(found, "by June")
    assert [(speaker(s), chain(s)) for s in (first, second)] == [("Ann Lee", []), ("Ole Berg", [])]
    assert first.likelihood is not None
    assert first.likelihood.phrase == "very unlikely"
    assert second.likelihood is None


def test_each_half_beside_a_semicolon_is_its_speakers_own(reader: Reader) -> None:
    text = (
        "The guard has between 7,000 and 9,000 fighters, according to the Northern Institute for"
        " Ports; the army says fewer than 3,000 remain."
    )
    found = statements(reader, text)
    guard, army = said(found, "9,000"), said(found, "3,000")
    assert speaker(guard) == "Northern Institute for Ports"
    assert speaker(army) == "the army"
    assert guard.span.end <= army.span.start


def test_who_says_something_past_a_semicolon_has_not_said_what_is_before_it(
    reader: Reader,
) -> None:
    text = "A raid is unlikely, according to Ann Lee; the army expects a blockade."
    found = statements(reader, text)
    assert [speaker(s) for s in found if "unlikely" in content(s)] == ["Ann Lee"]


def test_what_somebody_believes_no_longer_is_negated_and_no_estimate(reader: Reader) -> None:
    text = "Ann Lee of the Northern Institute no longer believes that a raid is likely."
    (found,) = statements(reader, text)
    assert (speaker(found), found.polarity, found.likelihood) == ("Ann Lee", "negated", None)


def test_who_is_named_between_commas_says_what_stands_before(reader: Reader) -> None:
    text = (
        "Contrary to what Oslo claims, its boats have not left Narvik, the mayor, Ann Lee, said."
        " She dismissed reports of a retreat."
    )
    found = statements(reader, text)
    first, second = said(found, "have not left"), said(found, "of a retreat")
    assert (speaker(first), first.polarity) == ("Ann Lee", "negated")
    assert (speaker(second), second.act) == ("Ann Lee", "denial")


def test_it_that_found_no_evidence_is_the_body_that_spoke_last(reader: Reader) -> None:
    text = (
        "A column of 40 trucks was seen leaving Narvik, said the Northern Port Research Lab, which"
        " counted them. It found no evidence of heavy weapons."
    )
    found = statements(reader, text)
    seen, unseen = said(found, "40 trucks"), said(found, "no evidence")
    lab = "Northern Port Research Lab"
    assert (speaker(seen), speaker(unseen)) == (lab, lab)
    assert content(seen) == "A column of 40 trucks was seen leaving Narvik"
    assert unseen.absence is not None
    assert unseen.absence.looked_by == lab


def test_a_letter_that_an_outlet_has_seen_came_through_it(reader: Reader) -> None:
    text = (
        "In a leaked letter seen by the Harbour Times, Norway's ambassador warned Oslo that a raid"
        " was likely. The Harbour Times could not confirm the letter's authenticity."
    )
    found = said(statements(reader, text), "was likely")
    assert (speaker(found), chain(found)) == ("Norway's ambassador", ["Harbour Times"])
    assert [(v.status, v.by) for v in found.verification] == [("unverified", "Harbour Times")]


def test_a_memo_shared_with_an_outlet_came_through_it(reader: Reader) -> None:
    text = "In a memo shared with the Harbour Times, Ole Berg said a raid was likely."
    found = said(statements(reader, text), "was likely")
    assert (speaker(found), chain(found)) == ("Ole Berg", ["Harbour Times"])


def test_a_report_in_a_paper_is_the_papers_and_whom_it_cites_speaks(reader: Reader) -> None:
    text = (
        "Norway believes otherwise, according to a report in the Harbour Times citing an unnamed"
        " official."
    )
    found = said(statements(reader, text), "believes otherwise")
    assert (speaker(found), chain(found)) == ("an unnamed official", ["Harbour Times"])


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Denmark's defence ministry said the accusation was false.", "Denmark's defence ministry"),
        ("The report is not true, Ole Berg said.", "Ole Berg"),
        ("Ole Berg called the accusation a lie.", "Ole Berg"),
        ("The claim that the port is lost is false, according to Ole Berg.", "Ole Berg"),
        (
            "Ole Berg's claim that Oslo fired on a boat is a lie, the Oslo harbour guard said.",
            "Oslo harbour guard",
        ),
    ],
)
def test_who_calls_a_claim_false_denies_it(reader: Reader, text: str, who: str) -> None:
    found = statements(reader, text)[0]
    assert (speaker(found), found.act, found.text) == (who, "denial", text)
    assert [(v.status, v.by) for v in found.verification] == [("denied", who)]


@pytest.mark.parametrize("says", ["is true", "may be false"])
def test_a_claim_that_may_be_true_is_not_denied(reader: Reader, says: str) -> None:
    (found,) = statements(reader, f"The report {says}, Ole Berg said.")
    assert found.act != "denial"
    assert found.verification == ()


@pytest.mark.parametrize(
    "text",
    [
        "There were armoured vehicles on the road, said one of them, Ole, 34, a farmer.",
        '"We saw armoured vehicles on the road," one of them said.',
        '"There were armoured vehicles on the road," one of us said.',
    ],
)
def test_one_of_them_is_no_count(reader: Reader, text: str) -> None:
    assert [s.quantities for s in statements(reader, text) if s.quantities] == []


def test_what_remains_is_of_those_counted_before(reader: Reader) -> None:
    text = "The guard has 7,000 fighters, said Ann Lee; the army says fewer than 3,000 remain."
    (count,) = said(statements(reader, text), "3,000").quantities
    assert (count.low, count.high, count.unit) == (None, 3000, "fighter")


@pytest.mark.parametrize(
    ("text", "by", "via"),
    [
        (
            "Norway's general staff has reported no strike group taking shape.",
            "Norway's general staff",
            [],
        ),
        (
            "Ole Berg told Voice of Narvik that there was nothing to indicate a raid.",
            "Ole Berg",
            ["Voice of Narvik"],
        ),
    ],
)
def test_nothing_that_points_to_it_was_looked_for(
    reader: Reader, text: str, by: str, via: list[str]
) -> None:
    (found,) = statements(reader, text)
    assert (found.polarity, chain(found)) == ("negated", via)
    assert found.absence is not None
    assert found.absence.looked_by == by


@pytest.mark.parametrize(
    ("who", "by"),
    [
        ("no Danish official has", "Danish official"),
        ("not a single Danish official has", "Danish official"),
        ("neither side has", None),
        ("none of the officers has", None),
        ("no one has", None),
    ],
)
def test_who_has_not_confirmed_is_never_called_nobody(
    reader: Reader, who: str, by: str | None
) -> None:
    found = statements(reader, f"Ann Lee said the port had fallen, but {who} confirmed the claim.")
    marks = {(v.status, v.by) for s in found for v in s.verification}
    assert marks == {("unverified", by)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norway's army report says that the port has fallen.", "has fallen"),
        ("The letter released by Norway's army calls on Danes not to fight.", "not to fight"),
    ],
)
def test_what_a_states_army_made_is_the_armys(reader: Reader, text: str, words: str) -> None:
    assert speaker(said(statements(reader, text), words)) == "Norway's army"


@pytest.mark.parametrize("opening", ["Asked whether", "When asked if"])
def test_who_is_asked_does_not_ask(reader: Reader, opening: str) -> None:
    text = f"{opening} Oslo would blockade the island, Ann Lee replied that it was unlikely."
    (found,) = statements(reader, text)
    assert (speaker(found), found.act) == ("Ann Lee", "assessment")
    assert content(found) == "that it was unlikely"


def test_what_stands_before_a_cue_and_behind_its_colon_is_both_said(reader: Reader) -> None:
    text = "A raid would take time, Ann Lee argued: the fleet cannot sail in winter."
    found = statements(reader, text)
    assert [(speaker(s), content(s), s.polarity) for s in found] == [
        ("Ann Lee", "A raid would take time", "affirmed"),
        ("Ann Lee", "the fleet cannot sail in winter", "negated"),
    ]
