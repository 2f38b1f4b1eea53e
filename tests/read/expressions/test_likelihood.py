"""Stated likelihoods are kept verbatim, and bound to what they are about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tocsin.nouns import Likelihood
from tocsin.read.likelihood import find
from tocsin.read.phrases import names_event

if TYPE_CHECKING:
    from spacy.tokens import Doc

Parse = Callable[[str], "Doc"]


def only(parsed: Parse, text: str) -> Likelihood:
    found = find(parsed(text))
    assert len(found) == 1, [(x.phrase, x.of.of(text)) for x in found]
    assert found[0].phrase == found[0].span.of(text)
    return found[0]


@pytest.mark.parametrize(
    ("text", "phrase", "of"),
    [
        (
            "Norland remains highly unlikely to join the war.",
            "highly unlikely",
            "Norland remains highly unlikely to join the war",
        ),
        (
            "It is highly unlikely that the drills are a sign of an attack.",
            "highly unlikely",
            "the drills are a sign of an attack",
        ),
        (
            "There is a remote chance that they have sent troops across the river.",
            "remote chance",
            "they have sent troops across the river",
        ),
        (
            "The likelihood of direct intervention by the fleet remains low.",
            "low",
            "direct intervention by the fleet",
        ),
        (
            "The institute assesses the risk of an invasion from the north as low, but possible.",
            "low, but possible",
            "an invasion from the north",
        ),
        ("He said the odds of a raid were better than even.", "better than even", "a raid"),
        ("Lee puts the odds of a raid at “better than even”.", "better than even", "a raid"),
        (
            "The chances of the army deploying brigades may remain somewhat slim.",
            "somewhat slim",
            "the army deploying brigades",
        ),
        (
            "A new offensive appears increasingly unlikely.",
            "increasingly unlikely",
            "A new offensive",
        ),
        (
            "An attack from the east is not imminent at this time.",
            "not imminent",
            "An attack from the east is not imminent at this time",
        ),
        (
            "The brigade will almost certainly withdraw from the port.",
            "almost certainly",
            "The brigade will almost certainly withdraw from the port",
        ),
        (
            "Officials warned of a possible attack on the harbour.",
            "possible",
            "a possible attack on the harbour",
        ),
        ("A ceasefire is unlikely but possible.", "unlikely but possible", "A ceasefire"),
    ],
)
def test_a_phrase_is_kept_as_written_and_bound_to_its_own_proposition(
    parsed: Parse, text: str, phrase: str, of: str
) -> None:
    found = only(parsed, text)
    assert found.phrase == phrase
    assert found.of.of(text) == of
    assert (found.low, found.high) == (None, None)


def test_two_likelihoods_of_one_sentence_keep_their_own_propositions(parsed: Parse) -> None:
    text = (
        "The group puts the risk of an invasion from the north as low, but possible, "
        "and the risk of a naval blockade as very low."
    )
    first, second = find(parsed(text))
    assert (first.phrase, first.of.of(text)) == ("low, but possible", "an invasion from the north")
    assert (second.phrase, second.of.of(text)) == ("very low", "a naval blockade")


@pytest.mark.parametrize(
    ("text", "phrase", "low", "high"),
    [
        (
            "He puts the risk of the two states opening a front as one in three.",
            "one in three",
            1 / 3,
            1 / 3,
        ),
        ("She saw a 90 % chance of war.", "90 % chance", 0.9, 0.9),
        ("There is a 20 to 30 per cent chance of a strike.", "20 to 30 per cent chance", 0.2, 0.3),
        ("They see less than a 10% chance of a coup.", "less than a 10% chance", 0.0, 0.1),
        ("They put the probability of a blockade at 15 percent.", "15 percent", 0.15, 0.15),
        ("He gave odds of two to one against a truce.", "two to one", 1 / 3, 1 / 3),
        ("She has a one-in-five chance of release.", "one-in-five chance", 0.2, 0.2),
    ],
)
def test_a_stated_number_is_read_with_its_bounds(
    parsed: Parse, text: str, phrase: str, low: float, high: float
) -> None:
    found = only(parsed, text)
    assert phrase in found.phrase
    assert [found.low, found.high] == pytest.approx([low, high])


def test_what_is_no_better_than_even_is_no_better_than_even(parsed: Parse) -> None:
    """No scale has these words, and "better than even" would be the contrary."""
    assert find(parsed("The chances of a raid are no better than even, Lee said.")) == ()


def test_odds_that_name_no_side_are_bounded_by_both(parsed: Parse) -> None:
    found = only(parsed, "He offered odds of two to one on Tuesday.")
    assert [found.low, found.high] == pytest.approx([1 / 3, 2 / 3])


def test_the_odds_of_the_two_states_are_about_what_they_do(parsed: Parse) -> None:
    text = "He puts the risk of the two states opening a front as one in three."
    assert only(parsed, text).of.of(text) == "the two states opening a front"


@pytest.mark.parametrize(
    "text",
    [
        "My friends in the army say 90% won't fight.",
        "They hold 20 percent of the territory.",
        "One in three soldiers fell ill.",
        "The ministry expressed concern about the drills.",
        "They may attack in May.",
        "Finish it as soon as possible.",
        "The missiles pose a serious threat to shipping.",
        "It gives the army a better chance on the battlefield.",
        "There are two possible routes through the marsh.",
        "They scored two to one in the final.",
        "Prices rose 15 percent.",
        "He is certain of his friends.",
    ],
)
def test_shares_concern_permission_and_months_are_no_likelihood(parsed: Parse, text: str) -> None:
    assert [x.phrase for x in find(parsed(text))] == []


def test_a_note_mark_is_no_part_of_the_proposition(parsed: Parse) -> None:
    text = "Norland remains unlikely to enter the war.[12] The drills continue.[13]"
    assert only(parsed, text).of.of(text) == "Norland remains unlikely to enter the war"


def test_a_note_mark_glued_to_the_phrase_does_not_hide_it(parsed: Parse) -> None:
    text = "Entry of the northern state into the war remains highly unlikely.[12]"
    assert only(parsed, text).phrase == "highly unlikely"


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("The tanks are likely still in the forest.", "The tanks are likely still in the forest"),
        ("Elements of the army are likely there.", "Elements of the army are likely there"),
        ("The soldiers are unlikely in Lund.", "The soldiers are unlikely in Lund"),
        ("An attack is likely in the north.", "An attack"),
        ("More tanks are likely in the spring.", "More tanks"),
    ],
)
def test_where_a_force_is_may_be_likely_and_an_event_itself(
    parsed: Parse, text: str, of: str
) -> None:
    assert only(parsed, text).of.of(text) == of


def test_a_body_whose_name_ends_as_an_event_is_none(parsed: Parse) -> None:
    nouns = ("regiment", "government", "elements", "movement")
    texts = [f"The {noun} moved." for noun in nouns]
    assert [names_event(parsed(text)[1]) for text in texts] == [False, False, False, True]
