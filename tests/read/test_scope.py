from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.nouns import Span, Statement
from tocsin.read import Reader


def part(statement: Statement, span: Span | None) -> str | None:
    if span is None:
        return None
    start = span.start - statement.span.start
    return statement.text[start : start + len(span)]


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("The army left the town.", "past"),
        ("The army has left the town.", "past"),
        ("The army is leaving the town.", "present"),
        ("The army leaves the town.", "present"),
        ("The army will leave the town.", "future"),
        ("The army is going to leave the town.", "future"),
        ("The army may leave the town.", "future"),
        ("The army may have left the town.", "past"),
        ("The army could be planning a raid.", "present"),
        ("The army plans to leave the town.", "future"),
        ("The drills are due to begin in June.", "future"),
        ("The army is unlikely to leave the town.", "future"),
        ("It is unlikely that the army left the town.", "past"),
        ("Olga Maren said the army would leave the town.", "future"),
        ("The army was the first to leave the town.", "past"),
    ],
)
def test_the_verb_tells_when_it_happens(reader: Reader, text: str, tense: str) -> None:
    found = max(statements(reader, text), key=lambda s: len(s.content))
    assert found.tense == tense


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The army left the town.", "affirmed"),
        ("The army has not left the town.", "negated"),
        ("The army never left the town.", "negated"),
        ("No troops left the town.", "negated"),
        ("The army has no tanks.", "negated"),
        ("Olga Maren said the army had not left.", "negated"),
        ("It is likely that the army did not leave.", "negated"),
    ],
)
def test_a_not_in_the_clause_makes_it_negated(reader: Reader, text: str, polarity: str) -> None:
    found = max(statements(reader, text), key=lambda s: len(s.content))
    assert found.polarity == polarity


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("If the army leaves, the town will fall.", "If the army leaves"),
        ("The town will fall if the army leaves.", "if the army leaves"),
        ("Should the army leave, the town will fall.", "Should the army leave"),
        ("Sending troops over the river would be a mistake.", "Sending troops over the river"),
        ("By entering the war, Norway will lose friends.", "By entering the war"),
        ("They would suffer heavy losses.", "would"),
        ("The reserves could then be moved to the coast.", "could then"),
        ("The town will fall.", None),
        ("Olga Maren said the town would fall.", None),
        ("Olga Maren asked if the town had fallen.", None),
        ("The ministry would like to know more.", None),
    ],
)
def test_what_hangs_on_a_condition_is_marked_with_it(
    reader: Reader, text: str, case: str | None
) -> None:
    found = max(statements(reader, text), key=lambda s: len(s.content))
    assert part(found, found.condition) == case


def test_what_if_is_a_question_with_a_condition(reader: Reader) -> None:
    (one,) = statements(reader, "What if a joint force went in?")
    assert one.act == "question"
    assert one.condition is not None


def test_clauses_that_say_yes_and_no_stand_apart(reader: Reader) -> None:
    text = "Norway has not sent troops to the island, but has lent its ports to the fleet."
    found = statements(reader, text)
    assert [s.polarity for s in found] == ["negated", "affirmed"]
    assert [s.text for s in found] == [
        "Norway has not sent troops to the island,",
        "but has lent its ports to the fleet.",
    ]


def test_a_clause_with_though_stands_apart_when_it_differs(reader: Reader) -> None:
    text = "Though Norway has not sent troops to the island, it has lent its ports to the fleet."
    assert [s.polarity for s in statements(reader, text)] == ["negated", "affirmed"]


def test_two_likelihoods_make_two_statements(reader: Reader) -> None:
    text = "Olga Maren said that a raid was likely and that a landing was highly unlikely."
    found = statements(reader, text)
    phrases = {s.likelihood.phrase for s in found if s.likelihood is not None}
    assert phrases == {"likely", "highly unlikely"}
    assert {s.speaker.text for s in found if s.speaker is not None} == {"Olga Maren"}


@pytest.mark.parametrize(
    "text",
    [
        "Not one Norwegian tank has arrived.",
        "Not a single tank has crossed the river.",
        "Neither Denmark nor Finland has confirmed the report.",
    ],
)
def test_what_none_do_is_negated(reader: Reader, text: str) -> None:
    (found,) = statements(reader, text)
    assert found.polarity == "negated"


@pytest.mark.parametrize(
    "text",
    [
        "It is a trickle not a rush.",
        "The march is a drill, not an attack.",
        "The army has no more than a minimal ability to attack.",
        "There is no more than a platoon in the town.",
        "The army has no fewer than 40 guns.",
    ],
)
def test_what_is_told_beside_a_not_or_bounded_by_a_no_is_affirmed(
    reader: Reader, text: str
) -> None:
    assert {s.polarity for s in statements(reader, text)} == {"affirmed"}


@pytest.mark.parametrize(
    "text",
    ["The army has no more tanks.", "It is not a rush but a trickle.", "It is not a rush."],
)
def test_a_not_or_no_before_what_is_told_negates(reader: Reader, text: str) -> None:
    assert {s.polarity for s in statements(reader, text)} == {"negated"}


@pytest.mark.parametrize(
    "text",
    [
        "Norland has neither moved its brigades to the border nor mobilised, Anders Hook said.",
        "Norland will neither send troops nor close the border.",
        "The ministry said Norland would neither attack nor let others attack.",
        "Neither has Norland moved its brigades, nor has it mobilised.",
        "Norland did not move its brigades to the border or call up reservists.",
        "Norland will not send troops, close the border or call up reservists.",
        "Norland could not move its brigades nor call up reservists.",
    ],
)
def test_one_denial_holds_for_all_that_it_joins(reader: Reader, text: str) -> None:
    assert {one.polarity for one in statements(reader, text)} == {"negated"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norland did not move its brigades but called up reservists.", "called up"),
        ("Norland did not move its brigades and did call up reservists.", "call up"),
        ("Norland cannot mobilise or Suland will attack.", "Suland will attack"),
        ("Norland not only moved its brigades or called up men.", "called up"),
    ],
)
def test_a_denial_ends_at_but_and_at_a_subject_of_its_own(
    reader: Reader, text: str, words: str
) -> None:
    assert said(statements(reader, text), words).polarity == "affirmed"


def test_who_neither_denies_nor_confirms_verifies_nothing(reader: Reader) -> None:
    found = statements(reader, "Norland neither denied nor confirmed the report.")
    assert {v.status for one in found for v in one.verification} <= {"unverified"}


def test_who_has_yet_to_see_a_sign_has_looked(reader: Reader) -> None:
    (one,) = statements(reader, "Norland has yet to see any evidence of a build-up.")
    assert one.absence is not None


def test_who_has_not_denied_a_thing_denies_nothing(reader: Reader) -> None:
    text = "Neither Norland nor Suland has denied that tanks crossed the border."
    assert {one.act for one in statements(reader, text)} == {"statement"}
