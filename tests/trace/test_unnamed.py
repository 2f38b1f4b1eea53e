"""Who is not named is one where reports have him, and what he says, through one outlet."""

from __future__ import annotations

import pytest
from tests.trace.build import reading, report, statement

from tocsin.nouns import Origin, Reading
from tocsin.trace import load_register, trace

FERRY = "forty barges had been moved to the northern basin of Narvik"


def heard(
    who: str = "A senior harbour guard",
    what: str = FERRY,
    *,
    outlet: str = "Tarn Echo",
    day: str = "2023-05-02",
) -> Reading:
    """The report of the outlet that heard him: "a guard told the Tarn Echo that"."""
    words = f"{who} told the {outlet} that {what}."
    made = report(words, day, publisher=outlet)
    said = statement(made, words, speaker=who, named=False, content=what, chain=[(outlet, "told")])
    return reading(made, said)


def cited(
    who: str = "a senior harbour guard",
    what: str = FERRY,
    *,
    outlet: str = "Tarn Echo",
    by: str = "Lofot Post",
    day: str = "2023-05-03",
) -> Reading:
    """Another paper's: "it was so, the Tarn Echo reported, citing a guard"."""
    words = f"{what[0].upper()}{what[1:]}, the {outlet} reported, citing {who}."
    made = report(words, day, publisher=by)
    said = statement(
        made,
        words,
        speaker=who,
        named=False,
        content=f"{what[0].upper()}{what[1:]}",
        chain=[(outlet, "published")],
    )
    return reading(made, said)


def traced(*readings: Reading) -> tuple[Origin, ...]:
    return trace(readings, load_register())


def test_what_another_paper_has_from_it_is_no_second_guard() -> None:
    (origin,) = traced(heard(), cited())
    assert origin.source == "A senior harbour guard"
    assert len({mention.report for mention in origin.mentions}) == 2


def test_two_papers_that_have_him_from_a_third_have_one() -> None:
    (origin,) = traced(cited(), cited(by="Senja News"))
    assert len(origin.mentions) == 2


@pytest.mark.parametrize("who", ["a harbour guard", "one of the harbour guards", "a top guard"])
def test_he_is_known_by_what_he_is_and_not_by_his_rank(who: str) -> None:
    assert len(traced(heard(), cited(who))) == 1


@pytest.mark.parametrize(
    "other",
    [
        cited("a fisherman"),
        cited("a senior banker"),
        cited(what="no barge has left the southern basin of Narvik since winter"),
        cited(outlet="Senja News"),
        cited(day="2023-05-19"),
        heard(outlet="Senja News", day="2023-05-03"),
    ],
    ids=["another", "of-rank-alone", "says-otherwise", "elsewhere", "weeks-later", "two-papers"],
)
def test_another_through_another_outlet_or_on_another_matter_is_another(other: Reading) -> None:
    assert len(traced(heard(), other)) == 2


def test_the_order_of_arrival_changes_nothing() -> None:
    readings = [heard(), cited(), cited(by="Senja News"), cited("a fisherman", by="Tromso Times")]
    assert traced(*readings) == traced(*reversed(readings))
