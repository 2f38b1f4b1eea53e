"""The same origins whatever the order in which reports arrive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.trace.build import reading, report, statement

from tocsin.nouns import Reading
from tocsin.trace import contradictions, graph, load_register, trace

SPEAKERS = (
    "ISW",
    "the Institute for the Study of War",
    "NATO",
    "Olga Made",
    "Made",
    "an officer",
    "Newsweek",
    "Echo Site",
    None,
)
SENTENCES = (
    "the northern bridge will not carry armour before the frost comes in December",
    "“the northern bridge will not carry armour before the frost”",
    "three minesweepers and one tanker left the northern port before noon",
    "no new field hospital was seen along the whole of the lake road",
    "it continues to assess that a landing on the northern island is unlikely this year",
    "a landing on the northern island is unlikely this year",
    "a landing on the northern island is very likely this year",
)
REGISTER = load_register()
PUBLISHERS = ("Newsweek", "BBC News", "Echo Site")


@st.composite
def readings(draw: st.DrawFn) -> list[Reading]:
    """Some reports that repeat a few sentences of a few speakers over a few days."""
    made: list[Reading] = []
    for number in range(draw(st.integers(1, 7))):
        lines = draw(
            st.lists(
                st.tuples(
                    st.sampled_from(SPEAKERS),
                    st.sampled_from(SENTENCES),
                    st.none() | st.integers(0, 4),
                ),
                min_size=1,
                max_size=4,
                unique=True,
            )
        )
        day = date(2023, 5, 5) + timedelta(days=draw(st.integers(0, 6)))
        written = [_sentence(*line) for line in lines]
        publisher = draw(st.sampled_from(PUBLISHERS))
        text = "\n".join([f"Number {number if publisher == 'BBC News' else 0}", *written])
        one = report(text, day.isoformat(), publisher=publisher)
        statements = [
            statement(
                one,
                words,
                speaker=who,
                named=who != "an officer",
                content=what,
                said=None if n is None else (f"May {n + 1}", date(2023, 5, n + 1).isoformat()),
                polarity="negated" if what.startswith("no ") else "affirmed",
            )
            for words, (who, what, n) in zip(written, lines, strict=True)
        ]
        made.append(reading(one, *statements))
    return made


def _sentence(who: str | None, what: str, day: int | None) -> str:
    said = "" if who is None else f"{who} said "
    return f"{said}{what}." if day is None else f"{said}on May {day + 1} {what}."


@settings(max_examples=60)
@given(st.data())
def test_origins_do_not_know_the_order_of_arrival(data: st.DataObject) -> None:
    given_order = data.draw(readings())
    other_order = data.draw(st.permutations(given_order))
    one, other = trace(given_order, REGISTER), trace(other_order, REGISTER)
    assert one == other
    assert contradictions(given_order, one, REGISTER) == contradictions(
        other_order, other, REGISTER
    )
    assert graph(one, given_order, REGISTER) == graph(other, other_order, REGISTER)


@settings(max_examples=40)
@given(readings())
def test_each_statement_is_a_mention_of_exactly_one_origin(made: Sequence[Reading]) -> None:
    origins = trace(made, REGISTER)
    mentions = [(m.report, m.statement) for origin in origins for m in origin.mentions]
    assert sorted(mentions) == sorted({(s.report, s.id) for r in made for s in r.statements})
    assert len({origin.id for origin in origins}) == len(origins)


@settings(max_examples=40)
@given(readings())
def test_mentions_stand_in_order_and_point_to_their_words(made: Sequence[Reading]) -> None:
    spans = {(s.report, s.id): s.span for r in made for s in r.statements}
    published = {r.report.id: r.report.published for r in made}
    for origin in trace(made, REGISTER):
        starts = [published[m.report].start for m in origin.mentions]  # type: ignore[union-attr]
        assert starts == sorted(starts)  # type: ignore[type-var]
        assert all(spans[m.report, m.statement] == m.span for m in origin.mentions)
        assert list(origin.items) == sorted({m.statement for m in origin.mentions})


@settings(max_examples=40)
@given(readings())
def test_a_dated_statement_is_in_an_origin_of_its_day(made: Sequence[Reading]) -> None:
    dated = {
        (s.report, s.id): s.dates[0].interval
        for r in made
        for s in r.statements
        if s.dates and s.speaker is not None
    }
    copies = {r.report.text_sha256 for r in made}
    if len(copies) < len(made):
        return
    for origin in trace(made, REGISTER):
        days = {
            dated[m.report, m.statement]
            for m in origin.mentions
            if (m.report, m.statement) in dated
        }
        assert len(days) <= 1


@settings(max_examples=40)
@given(readings())
def test_only_a_later_occasion_says_again_or_supersedes(made: Sequence[Reading]) -> None:
    origins = {origin.id: origin for origin in trace(made, REGISTER)}
    for origin in origins.values():
        for earlier in (origin.restates, origin.supersedes):
            if earlier is not None:
                then, now = origins[earlier].occasion, origin.occasion
                assert then is not None
                assert now is not None
                assert then.start is not None
                assert now.start is not None
                assert then.start < now.start
                assert origins[earlier].source == origin.source
