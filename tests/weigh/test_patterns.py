"""Patterns: which words fill them, and who may be the actor."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.build import say, watch_of

from tocsin.nouns import Lexicon, Name, Need, Pattern
from tocsin.read import Gate
from tocsin.weigh.patterns import expression_of, lexicon_of, match


def found(pattern: Pattern, text: str, **parts: object) -> dict[str, str] | None:
    statement = say(text, **parts)  # type: ignore[arg-type]
    one = match(pattern, statement)
    return None if one is None else {slot: span.of(text) for slot, span in one.slots}


ENTRY = Pattern({"actor": ("eastland*",), "action": ("attack*", "enter*"), "other": ("westland*",)})


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("deploy*", "They were Deployed there"),
        ("heavy equipment", "no heavy\n equipment"),
        ("build-up", "a build-up"),
        ("build-up", "a buildup"),
        ("build-up", "a build up"),
        ("build up", "a build-up"),
        ("don't", "they don’t"),
        ("call* up", "was called up"),
    ],
)
def test_a_phrase_is_found_whatever_its_case_ending_hyphen_or_quote(phrase: str, text: str) -> None:
    assert expression_of((phrase,)).search(text)


@pytest.mark.parametrize(("phrase", "text"), [("tank", "tanks"), ("tank*", "a thinktank")])
def test_a_word_without_a_star_is_found_whole_only(phrase: str, text: str) -> None:
    assert not expression_of((phrase,)).search(text)


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=12), min_size=1))
def test_any_phrase_compiles(phrases: list[str]) -> None:
    filled = tuple(phrase for phrase in phrases if phrase.strip())
    if filled:
        expression_of(filled)


def test_every_slot_has_to_be_filled() -> None:
    assert found(ENTRY, "Eastland attacks Westland.") == {
        "actor": "Eastland",
        "action": "attacks",
        "other": "Westland",
    }
    assert found(ENTRY, "Eastland attacks.") is None


def test_another_actor_does_not_fill_the_slot() -> None:
    text = "Northland will attack Westland from Eastland."
    assert found(ENTRY, text, actor="Northland") is None
    assert found(ENTRY, text) is None


def test_an_agent_in_the_passive_fills_it() -> None:
    text = "Westland was attacked by Eastland."
    assert found(ENTRY, text, actor="Westland") is not None


def test_an_adjective_beside_the_action_fills_it() -> None:
    text = "The likelihood of a direct Eastlandic attack on Westland is low."
    assert found(ENTRY, text, actor="The likelihood") is not None


def test_a_speaker_who_says_it_of_himself_fills_it() -> None:
    text = "The ministry said it would enter Westland."
    parts = {"content": "it would enter Westland", "actor": "it"}
    assert found(ENTRY, text, speaker="Eastland's ministry", **parts) is not None
    assert found(ENTRY, text, speaker="Northland's ministry", **parts) is None


def joined(elided: str, text: str = "but remains unlikely to enter Westland.") -> bool:
    """Whether a clause without its own subject fills the pattern; `elided` is that before it."""
    statement = say(text, speaker="Ann Marlow")
    claim = replace(statement.claim, elided=elided)
    return match(ENTRY, replace(statement, claim=claim)) is not None


def test_a_subject_left_out_is_that_of_the_clause_before() -> None:
    assert joined("Eastland")
    assert joined("The Eastlandish army")
    assert not joined("Northland")


def test_a_subject_left_out_that_only_stands_in_a_country_is_not_that_country() -> None:
    assert not joined("Northlandish forces in Eastland")


def test_a_pronoun_left_out_is_the_speaker() -> None:
    statement = say("but will not enter Westland.", speaker="Eastland's ministry")
    claim = replace(statement.claim, elided="it")
    assert match(ENTRY, replace(statement, claim=claim)) is not None
    assert match(ENTRY, replace(statement, claim=claim, speaker=None)) is None


def test_the_place_may_stand_outside_the_content() -> None:
    pattern = Pattern({"action": ("landed",), "place": ("westland",)})
    text = "In Westland, she said, jets have landed."
    assert found(pattern, text, content="jets have landed") == {"action": "landed"}


def test_words_of_without_forbid_it() -> None:
    assert (
        found(replace(ENTRY, without=("drill*",)), "Eastland enters Westland in a drill.") is None
    )


def test_the_tense_asked_for_is_needed() -> None:
    assert found(replace(ENTRY, tense=("past",)), "Eastland entered Westland.") is None
    assert found(replace(ENTRY, tense=("past",)), "Eastland entered Westland.", tense="past")


def test_what_moves_out_does_not_fill_a_pattern_for_what_comes_in() -> None:
    arrival = Pattern({"action": ("moved",), "object": ("tanks",)}, direction="in")
    departure = replace(arrival, direction="out")
    text = "Some 90 tanks were moved."
    assert found(arrival, text, quantity="90 tanks", direction="out") is None
    assert found(departure, text, quantity="90 tanks", direction="out") is not None
    assert found(departure, text, quantity="90 tanks") is not None


def test_words_far_apart_fit_less_and_then_not_at_all() -> None:
    def fit(words: int) -> float:
        one = match(ENTRY, say("Eastland " + "and so on " * (words // 3) + "attacks Westland"))
        return 0.0 if one is None else one.fit

    assert fit(3) == 1.0
    assert 0.5 <= fit(30) < 1.0
    assert fit(60) == 0.0


def test_the_lexicon_has_what_every_pattern_needs() -> None:
    lexicon = lexicon_of([watch_of()])
    assert lexicon.watches == ("made",)
    gate = Gate(lexicon)
    for text in ("Eastland attacks Westland.", "They brought tanks.", "a build-up of tanks"):
        assert gate.lets(text)
    assert not gate.lets("The ferry is late.")


@pytest.mark.parametrize("text", ["a buildup of tanks", "a build up of tanks", "a build-up, tanks"])
def test_the_gate_lets_through_whatever_a_pattern_could_match(text: str) -> None:
    pattern = Pattern({"object": ("build-up",), "other": ("tank*",)})
    armour = replace(watch_of().indicators[0], match=(pattern,), looked=())
    gate = Gate(lexicon_of([replace(watch_of(), indicators=(armour,), propositions=())]))
    assert found(pattern, text) is not None
    assert gate.lets(text)


@given(
    st.lists(st.text("abİißs *-'’.", min_size=1, max_size=8), min_size=1, max_size=3),
    st.text("abAİiıISßs -'’.\t", max_size=30),
)
def test_the_gate_misses_no_phrase_that_a_pattern_finds(phrases: list[str], text: str) -> None:
    filled = tuple(phrase for phrase in phrases if phrase.strip())
    if filled and expression_of(filled).search(text):
        assert Gate(Lexicon((Need((filled,), (), 1),), ("made",), "1")).lets(text)


WORDS = st.sampled_from(["east*", "gave", "up", "tank*", "a tank", "build-up"])


@given(
    st.dictionaries(
        st.sampled_from(["actor", "place", "object", "action"]),
        st.lists(WORDS, min_size=1, max_size=2).map(tuple),
        min_size=1,
    ),
    st.lists(st.sampled_from(["Eastland", "gave", "up", "tanks", "a", "build-up"]), max_size=60),
)
def test_the_gate_lets_through_all_that_fills_a_pattern(
    slots: dict[str, tuple[str, ...]], told: list[str]
) -> None:
    pattern, text = Pattern(slots), " ".join(["The", *told])
    armour = replace(watch_of().indicators[0], match=(pattern,), looked=())
    gate = Gate(lexicon_of([replace(watch_of(), indicators=(armour,), propositions=())]))
    if found(pattern, text) is not None:
        assert gate.lets(text)


def test_a_we_is_let_through_whose_speaker_stands_far_from_it_or_only_published_it() -> None:
    gate = Gate(lexicon_of([replace(watch_of(), indicators=())]))
    we = "We attack Westland."
    speaker = Name("Eastland", None, named=True)
    statement = replace(say(we, actor="We"), speaker=speaker)
    assert any(match(p, statement) for one in watch_of().propositions for p in one.match)
    assert gate.lets(we, None, "Eastland")
    assert gate.lets("Eastland spoke. " + "So it went on. " * 40 + we)
    assert not gate.lets(we)


def test_the_order_of_watches_does_not_change_the_lexicon() -> None:
    one, other = watch_of(), replace(watch_of(), id="other", indicators=())
    assert lexicon_of([one, other]) == lexicon_of([other, one])


def test_a_watch_without_patterns_lets_every_report_through() -> None:
    bare = replace(watch_of(), indicators=(), propositions=())
    assert lexicon_of([watch_of(), bare]).needs == ()
