"""Traits: most of what meets by a word need not be taken up again to tell that it is no repeat."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.trace.build import reading, report, statement
from tests.trace.test_index import LONG, batches
from tests.trace.test_order import REGISTER

from tocsin.nouns import Reading
from tocsin.trace import DictKept, Index, trace
from tocsin.trace.copies import body_of, is_copy
from tocsin.trace.links import link
from tocsin.trace.traits import may_copy, may_link, trait_of, trait_of_body
from tocsin.trace.utterances import Utterance, utterances_of

WORDS = sorted({word for line in LONG for word in line.split()})


@settings(max_examples=100)
@given(batches())
def test_what_can_be_linked_or_copied_has_traits_that_allow_it(parts: list[list[Reading]]) -> None:
    every = [one for part in parts for one in part]
    apart = {one.report.id: one.report.id for one in every}
    akin = dict.fromkeys(apart, "")
    for one, other in combinations(utterances_of(every, REGISTER), 2):
        drawn = [link(one, other, families) for families in (apart, akin)]
        if one.report.id != other.report.id and any(drawn):
            assert may_link(trait_of(one), trait_of(other))
    for body, beside in combinations(map(body_of, every), 2):
        if is_copy(body, beside):
            assert may_copy(trait_of_body(body), trait_of_body(beside))


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9), st.sampled_from(["NATO", None]))
def test_words_that_are_the_same_have_traits_that_allow_a_link_however_few(
    words: list[str], who: str | None
) -> None:
    told = " ".join(words)
    said: list[Utterance] = []
    for paper in ("Newsweek", "Harbour Post"):
        line = f"{'It was' if who is None else f'{who} said'} {told}."
        made = report(line, "2023-05-05", publisher=paper)
        said += utterances_of(
            [reading(made, statement(made, line, speaker=who, content=told))], REGISTER
        )
    one, other = said
    assert may_link(trait_of(one), trait_of(other))


def about(number: int, word: str) -> Reading:
    """A report in which one speaker says something of its own with one word in common."""
    told = " ".join(
        f"{word if n == 3 else f'{chr(97 + number)}{chr(97 + n)}thing'}" for n in range(12)
    )
    line = f"NATO said {told}."
    day = date(2023, 5, 5) + timedelta(days=number % 2)
    made = report(line, day.isoformat(), publisher=f"Paper {number}")
    return reading(made, statement(made, line, speaker="NATO", content=told))


def test_reports_that_have_one_word_in_common_are_taken_up_once_each() -> None:
    every = [about(number, "harbour") for number in range(12)]
    known = {one.report.id: one for one in every}
    kept, taken = DictKept(), 0
    for one in every:
        index = Index(kept, REGISTER, known.__getitem__)
        index.update([(one, "as read")])
        taken += index.taken
        assert index.compared == 0
    assert taken == len(every)
    assert index.origins(every) == trace(every, REGISTER)


def test_reports_that_repeat_each_other_are_still_taken_up_and_compared() -> None:
    lines = [f"NATO said {LONG[0]}.", f"ISW said {LONG[1]}."]
    every = []
    for paper in ("Newsweek", "Harbour Post", "Kestrel Wire"):
        made = report("\n".join(lines), "2023-05-05", publisher=paper)
        said = [
            statement(made, line, speaker=who, content=told)
            for line, who, told in zip(lines, ("NATO", "ISW"), LONG, strict=False)
        ]
        every.append(reading(made, *said[: 1 if paper == "Kestrel Wire" else 2]))
    index = Index(DictKept(), REGISTER, {one.report.id: one for one in every}.__getitem__)
    index.update([(one, "as read") for one in every])
    assert len(index.origins(every)) == 2
    assert index.origins(every) == trace(every, REGISTER)
