"""No text breaks a finder, and every span lies in its text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.nouns import Span
from tocsin.read import dates, hedges, likelihood, negation, places, quantities
from tocsin.read.dates import timexes

if TYPE_CHECKING:
    from spacy.tokens import Doc

PIECES = """not no likely unlikely highly a remote chance of the risk as one in three 90% odds two
    to up to 9,000 soldiers dozens tanks were will been sent killed Belarus Gomel region London , .
    ; “ ” in on since last week May March late June 31 2022 30 February Friday 25:61 10 p.m. ago
    years Q3 0 1/0 -5 1e9 999999999999999999999 nineteen neither nor without yet fail [12] 🚀 \x00
    \u202e ﬁ""".split()
texts = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from([*PIECES, "\n", "\n\n"]), max_size=40).map(" ".join),
)
anchors = st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31)))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts, anchor=anchors)
def test_finders_take_any_text_and_any_anchor(
    parsed: Callable[[str], Doc], text: str, anchor: date | None
) -> None:
    doc = parsed(text)
    whole = Span(0, len(text))
    for found in likelihood.find(doc):
        assert whole.holds(found.span)
        assert whole.holds(found.of)
        assert found.phrase == found.span.of(text)
        assert len(found.phrase) > 0
        assert (found.low is None) == (found.high is None)
        assert found.low is None or 0 <= found.low <= (found.high or 0) <= 1
    for mention in dates.find(doc, anchor):
        assert whole.holds(mention.span)
        assert mention.text == mention.span.of(text)
    spans = [timex.span for timex in timexes(doc, anchor)]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for place in places.find(doc):
        assert whole.holds(place.span)
        assert place.text == place.span.of(text)
        assert (place.lat is None) == (place.lon is None)
    for quantity in quantities.find(doc, anchor):
        assert whole.holds(quantity.span)
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
    assert all(0 <= i < len(doc) for i in negation.negated_events(doc))
    assert hedges.is_hedged(doc) in {True, False}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts)
def test_the_same_text_gives_the_same_finds(parsed: Callable[[str], Doc], text: str) -> None:
    anchor = date(2022, 10, 20)
    first, second = parsed(text), parsed(text)
    assert likelihood.find(first) == likelihood.find(second)
    assert dates.find(first, anchor) == dates.find(second, anchor)
    assert places.find(first) == places.find(second)
    assert quantities.find(first, anchor) == quantities.find(second, anchor)
