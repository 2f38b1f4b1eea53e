"""Turned, old and unreal: likelihoods that stand in a text and are no level of it."""

from __future__ import annotations

import pytest
from tests.read.reading import content, statements

from tocsin.nouns import Statement
from tocsin.read import Reader


def stated(found: tuple[Statement, ...]) -> list[str]:
    return [s.likelihood.phrase for s in found if s.likelihood is not None]


def speakers(found: tuple[Statement, ...]) -> set[str]:
    return {s.speaker.text for s in found if s.speaker is not None}


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        (
            "A raid on Norway is neither imminent nor inevitable, Ann Lee said.",
            "neither imminent nor inevitable",
        ),
        ("A raid on Norway is anything but likely, Ann Lee said.", "anything but likely"),
        ("A raid on Norway is far from inevitable, Ann Lee said.", "far from inevitable"),
        ("A raid on Norway is hardly likely, Ann Lee said.", "hardly likely"),
        ("It is by no means certain that Denmark will sail, Ann Lee said.", "by no means certain"),
        ("A raid on Norway is not remotely likely, Ann Lee said.", "not remotely likely"),
    ],
)
def test_the_words_that_turn_a_likelihood_belong_to_its_phrase(
    reader: Reader, text: str, phrase: str
) -> None:
    found = statements(reader, text)
    assert stated(found) == [phrase]
    assert [s.polarity for s in found] == ["negated"]


def test_a_comparison_with_another_event_is_kept_as_one(reader: Reader) -> None:
    text = "A raid on Norway is as likely as a flood, Ann Lee said."
    assert stated(statements(reader, text)) == ["as likely as"]


def test_a_comparison_of_two_deeds_is_kept_as_one(reader: Reader) -> None:
    text = "Denmark is just as likely to raid Norway as to hold talks, Ann Lee said."
    assert stated(statements(reader, text)) == ["as likely"]


def test_as_likely_as_not_is_no_comparison(reader: Reader) -> None:
    text = "A raid on Norway is as likely as not, Ann Lee said."
    assert stated(statements(reader, text)) == ["as likely as not"]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        (
            ("Ann Lee now sees a less than even chance that Denmark will raid Norway,"
            ' down from "likely" in her January report.'),
            "less than even chance",
        ),
        (
            ("The institute sees a better-than-even chance that Denmark will raid Norway,"
            ' up from "unlikely".'),
            "better-than-even chance",
        ),
        ('Ann Lee revised the chance of a raid on Norway to "unlikely" from "likely".', "unlikely"),
        ("The Northern Institute cut the chance of a raid from one in three to one in ten.",
         "one in ten"),
        ("The chance that Denmark sails rose from 5 percent to 15 percent, Ann Lee said.",
         "15 percent"),
        ("The chance that Denmark sails rose from 5 percent in May to 15 percent, Ann Lee said.",
         "15 percent"),
        ("A raid on Norway is likely rather than certain, Ann Lee said.", "likely"),
        ('Ann Lee judged a raid on Norway unlikely, previously "likely".', "unlikely"),
    ],
)  # fmt: skip
def test_the_new_likelihood_stands_and_not_the_one_it_replaces(
    reader: Reader, text: str, phrase: str
) -> None:
    assert stated(statements(reader, text)) == [phrase]


def test_a_range_of_numbers_is_no_change(reader: Reader) -> None:
    text = "The chance that Denmark sails ranges from 5 percent to 15 percent, Ann Lee said."
    (one,) = (s.likelihood for s in statements(reader, text) if s.likelihood is not None)
    assert (one.low, one.high) == (0.05, 0.15)


def test_a_range_of_words_is_kept_whole(reader: Reader) -> None:
    text = "Estimates of the chance of a raid range from unlikely to likely."
    assert stated(statements(reader, text)) == ["from unlikely to likely"]


def test_an_attack_from_somewhere_is_no_old_likelihood(reader: Reader) -> None:
    text = "The fleet shields Norway from a possible attack, Ann Lee said."
    assert stated(statements(reader, text)) == ["possible"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            ("The Northern Institute raised its estimate of the chance that Denmark sails this year"
            " from 5 percent to 15 percent."),
            "Northern Institute",
        ),
        ('Moor Ratings lowered the odds of a raid on Norway to "unlikely".', "Moor Ratings"),
        ("The Northern Institute cut the chance of a raid on Norway to one in ten.",
         "Northern Institute"),
    ],
)  # fmt: skip
def test_who_sets_a_likelihood_anew_assesses_it(reader: Reader, text: str, speaker: str) -> None:
    found = [s for s in statements(reader, text) if s.likelihood is not None]
    assert [(s.speaker.text, s.act) for s in found if s.speaker] == [(speaker, "assessment")]


def test_a_deal_that_cuts_the_odds_assesses_nothing(reader: Reader) -> None:
    found = statements(reader, "The deal cut the odds of a raid on Norway to one in ten.")
    assert speakers(found) == {"The Harbour Post"}


@pytest.mark.parametrize(
    "text",
    [
        "It would be a mistake to think that a raid on Norway is likely, said Ann Lee.",
        "It is wrong to believe that a raid on Norway is likely, Ann Lee said.",
        "Nobody should think that Denmark is likely to raid Norway, Ann Lee said.",
        "Ann Lee does not think a raid likely.",
    ],
)
def test_what_it_is_an_error_to_think_is_denied_by_who_says_so(reader: Reader, text: str) -> None:
    (one,) = statements(reader, text)
    assert one.speaker is not None
    assert (one.speaker.text, one.polarity, one.likelihood) == ("Ann Lee", "negated", None)


def test_one_who_does_not_think_it_likely_gives_no_level(reader: Reader) -> None:
    found = statements(reader, "Ann Lee does not think a raid on Norway likely.")
    assert stated(found) == []


@pytest.mark.parametrize(
    "text",
    [
        "Those who think that a raid on Norway is likely are mistaken, Ann Lee said.",
        "The idea that a raid on Norway is likely is wrong, Ann Lee said.",
        "Few believe that Denmark is likely to raid Norway.",
    ],
)
def test_a_thought_called_wrong_or_held_by_few_is_no_level(reader: Reader, text: str) -> None:
    found = statements(reader, text)
    assert (stated(found), [s.polarity for s in found]) == ([], ["negated"] * len(found))


def test_a_few_who_believe_it_do(reader: Reader) -> None:
    text = "A few officers believe that Denmark is likely to raid Norway."
    assert stated(statements(reader, text)) == ["likely"]


def test_a_date_of_the_old_likelihood_makes_no_old_news(reader: Reader) -> None:
    text = "Ann Lee puts the chance of a raid at 20 percent, compared with 40 percent in January."
    assert [s.background for s in statements(reader, text)] == [False]


def test_what_it_is_fair_to_say_is_said(reader: Reader) -> None:
    text = "It is fair to say that a raid on Norway is likely, Ann Lee said."
    (one,) = statements(reader, text)
    assert one.speaker is not None
    assert (one.speaker.text, stated((one,))) == ("Ann Lee", ["likely"])


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("In a war game, a raid on Norway was likely, the institute said.", "In a war game"),
        ("In the simulation, Denmark was likely to raid Norway, Ann Lee said.",
         "In the simulation"),
        ("A novel by Ole Berg imagines that Denmark will probably raid Norway.",
         "A novel by Ole Berg imagines"),
        ("A film imagines that Denmark has massed troops at the border.", "A film imagines"),
    ],
)  # fmt: skip
def test_what_is_told_in_a_game_or_a_novel_holds_there_alone(
    reader: Reader, text: str, case: str
) -> None:
    found = statements(reader, text)
    assert [s.condition and s.condition.of(text) for s in found] == [case] * len(found)


@pytest.mark.parametrize(
    "text",
    [
        "In a military exercise, Denmark fired three missiles, Ann Lee said.",
        "The army held a war game on Monday, but a raid is likely, Ann Lee said.",
    ],
)
def test_a_drill_or_a_game_that_was_held_is_real(reader: Reader, text: str) -> None:
    assert [s.condition for s in statements(reader, text)] == [None] * len(statements(reader, text))


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("“I would say there is a sixty percent chance that Denmark sails,” Ann Lee said.",
         "sixty percent chance"),
        ("“I would put the chance that Denmark sails at sixty percent,” Ann Lee said.",
         "sixty percent"),
        ("“I would argue that a raid on Norway is unlikely,” Ann Lee said.", "unlikely"),
        ("“The chance of a raid on Norway is low, I would say,” Ann Lee said.", "low"),
    ],
)  # fmt: skip
def test_a_polite_would_is_no_condition(reader: Reader, text: str, phrase: str) -> None:
    (one,) = [s for s in statements(reader, text) if s.likelihood is not None]
    assert one.speaker is not None
    assert (one.speaker.text, stated((one,)), one.condition) == ("Ann Lee", [phrase], None)


def test_the_would_of_what_one_argues_is_still_a_condition(reader: Reader) -> None:
    text = "“I would argue that Denmark would probably lose a war,” Ann Lee said."
    (one,) = [s for s in statements(reader, text) if s.likelihood is not None]
    assert one.condition is not None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The foreign ministry in Oslo did not rule out that Denmark will raid Norway.",
         "foreign ministry in Oslo"),
        ("Ann Lee could not rule out that Denmark will raid Norway.", "Ann Lee"),
        ("Denmark has no plans to raid Norway, Ann Lee said, but she could not exclude it.",
         "Ann Lee"),
    ],
)  # fmt: skip
def test_what_is_not_ruled_out_is_left_open_by_who_does_not(
    reader: Reader, text: str, speaker: str
) -> None:
    one = statements(reader, text)[-1]
    assert one.speaker is not None
    assert (one.speaker.text, one.act, one.polarity) == (speaker, "assessment", "affirmed")
    assert content(one).startswith(("did not", "could not"))


def test_what_cannot_be_excluded_is_what_was_told_before(reader: Reader) -> None:
    text = "Denmark has no plans to raid Norway, Ann Lee said, but she could not exclude it."
    (one,) = (s.likelihood for s in statements(reader, text) if s.likelihood is not None)
    assert one.of.of(text) == "to raid Norway"


@pytest.mark.parametrize(
    ("text", "phrase", "of"),
    [
        ("It is not possible to rule out a raid on Norway, Ann Lee said.",
         "not possible to rule out", "a raid on Norway"),
        ("Ann Lee said it was impossible to exclude a raid on Norway.",
         "impossible to exclude", "a raid on Norway"),
        ("Ann Lee said it isn't possible to fully rule out a raid on Norway.",
         "isn't possible to fully rule out", "a raid on Norway"),
        ("A raid on Norway is impossible to rule out, Ann Lee said.",
         "impossible to rule out", "A raid on Norway"),
        ("The possibility of a raid on Norway is not possible to discount, Ann Lee said.",
         "not possible to discount", "a raid on Norway"),
        ("A raid on Norway cannot entirely be excluded, Ann Lee said.",
         "cannot entirely be excluded", "A raid on Norway"),
    ],
)  # fmt: skip
def test_what_is_impossible_to_rule_out_is_left_open(
    reader: Reader, text: str, phrase: str, of: str
) -> None:
    (one,) = [s for s in statements(reader, text) if s.likelihood is not None]
    assert one.speaker is not None
    assert one.likelihood is not None
    assert (one.speaker.text, one.likelihood.phrase) == ("Ann Lee", phrase)
    assert one.likelihood.of.of(text).startswith(of)
    assert one.polarity == "affirmed"


@pytest.mark.parametrize(
    "able",
    [
        "impossible to prevent a raid", "not possible to stop a raid", "possible to halt a raid",
        "impossible to say when a raid might come",
    ],
)  # fmt: skip
def test_what_anybody_can_do_about_a_thing_is_no_likelihood_of_it(
    reader: Reader, able: str
) -> None:
    found = statements(reader, f"Ann Lee said it was {able}.")
    assert [s.likelihood for s in found] == [None]


def test_what_somebody_can_do_is_a_likelihood(reader: Reader) -> None:
    (found,) = statements(reader, "Ann Lee said it was impossible for Denmark to raid Norway.")
    assert found.likelihood is not None
    assert found.likelihood.phrase == "impossible"
