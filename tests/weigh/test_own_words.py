"""Own words: a view in the question's very words is one on the question, whatever its family."""

from __future__ import annotations

import pytest
from tests.read.reading import statements
from tests.weigh.build import origin_of, reading_of, register_of, say
from tests.weigh.questions import watch_for

from tocsin.nouns import Statement, Watch
from tocsin.read import Gate, Reader
from tocsin.weigh import bearings, lexicon_of
from tocsin.weigh.asking import kind_of, question_of
from tocsin.weigh.ownwords import own_pattern

ASKED = {
    "Chile": [
        "send its army into Peru",
        "invade Peru",
        "open a new front against Peru",
        "withdraw its forces from northern Peru",
        "announce general mobilisation",
        "call up reservists",
        "impose sanctions on Kenya",
        "supply missiles to Kenya",
        "annex Arica",
        "recognise Taiwan as a state",
        "strike Peruvian air bases",
        "blockade Peru",
        "conduct a nuclear test",
        "lift sanctions on Kenya",
        "host a summit on whaling",
        "capture Tacna",
    ],
    "Chile and Peru": [
        "sign a peace agreement",
        "exchange prisoners",
        "agree a ceasefire",
    ],
    "protesters": ["overthrow the government of Kenya"],
}
CASES = [(who, does) for who, listed in ASKED.items() for does in listed]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def borne(watch: Watch, told: tuple[Statement, ...]) -> list[tuple[str, str]]:
    readings = tuple(reading_of(one) for one in told)
    origins = (origin_of("Ann Marlow", *readings),)
    found = bearings(watch, readings, origins, register_of())
    return [(str(one.relation), one.direction) for one in found]


@pytest.mark.parametrize(("who", "does"), CASES)
def test_a_view_in_the_questions_own_words_bears_on_it(reader: Reader, who: str, does: str) -> None:
    watch = watch_for(f"Will {who} {does}?")
    be = "is" if who == "Chile" else "are"
    for text in (
        f"Ann Marlow said on Tuesday that it is likely that {who} will {does}.",
        f"Ann Marlow said on Tuesday that {who} {be} likely to {does}.",
    ):
        assert Gate(lexicon_of([watch])).lets(text)
        assert ("same", "view") in borne(watch, statements(reader, text))


def test_the_questions_of_these_tests_are_of_many_families() -> None:
    kinds = {kind_of(question_of(f"Will {who} {does}?")) for who, does in CASES}
    assert len(kinds) > 9


@pytest.mark.parametrize(
    "question", ["Will there be a coup in Kenya?", "Will Tacna be captured?", "Will Chile win?"]
)
def test_a_question_without_verb_and_object_has_no_words_of_its_own(question: str) -> None:
    assert own_pattern(question_of(question)) is None


def test_forces_are_called_by_any_of_their_names() -> None:
    pattern = own_pattern(question_of("Will Chile send its army into Peru?"))
    assert pattern is not None
    assert {"army", "troops"} <= set(pattern["object"])
    assert {"send", "sends", "sending"} <= set(pattern["action"])


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Ann Marlow said on Tuesday that Chile is likely to launch an attack from Bolivia.", True),
        ("Ann Marlow said on Tuesday that Chile is likely to launch an attack on Peru.", False),
    ],
)
def test_a_place_that_the_question_names_is_asked_for_by_itself(
    reader: Reader, text: str, same: bool
) -> None:
    watch = watch_for("Will Chile launch an attack from Bolivia into Peru?")
    assert (("same", "view") in borne(watch, statements(reader, text))) == same


PACT = "Will Chile and Peru sign a peace agreement?"


@pytest.mark.parametrize(
    ("text", "actor", "counts"),
    [
        ("Chile and Peru signed a peace agreement.", "Chile and Peru", True),
        ("Chile signed a peace agreement with Peru.", "Chile", True),
        ("Chile signed the peace agreement.", "Chile", True),
        ("Chile and Chad signed a peace agreement.", "Chile and Chad", False),
        ("Chile signed a peace agreement with Chad.", "Chile", False),
        (
            "Chile and Chad signed a peace agreement, to the dismay of Peru.",
            "Chile and Chad",
            False,
        ),
        ("Chile withdrew from the peace agreement.", "Chile", False),
    ],
)
def test_what_one_side_does_with_another_is_no_sign_of_what_two_do_together(
    text: str, actor: str, counts: bool
) -> None:
    watch, statement = watch_for(PACT), say(text, actor=actor, tense="past")
    found = bearings(
        watch,
        (reading_of(statement),),
        (origin_of("Ann Marlow", reading_of(statement)),),
        register_of(),
    )
    seen = {one.target for one in found if one.direction == "seen"}
    assert bool(seen & {"under-way", "terms-agreed"}) is counts
