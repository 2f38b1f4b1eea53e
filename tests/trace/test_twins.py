"""Twins: tracing one of them for all gives what tracing each of them does, and holds far less."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.trace.build import reading, report, statement
from tests.trace.test_index import index_of
from tests.trace.test_order import REGISTER

from tocsin.nouns import Copied, Correction, Origin, Reading, Register
from tocsin.trace import Workings, contradictions, trace
from tocsin.trace import origins as origins_module
from tocsin.trace.kept import DictKept
from tocsin.trace.twins import Mentions, Twins, folded

FLEET = "NATO said the grey fleet has left the northern bay.\n"
EMPTY = "The road to the harbour was empty, and no tanks were seen on the long coast road.\n"
STORM = "ISW via Reuters: the storm will pass by noon, as the crews have been told.\n"
RAIN = "Rain will fall on the whole coast until the evening of the same day, fishermen fear.\n"
TEXTS = (
    f"# NATO: fleet has left the bay\n{FLEET}{EMPTY}",
    f"{FLEET}Snow fell on the harbour all night.\n",
    f"# Storm will pass\n{STORM}{RAIN}",
)
OUTLETS = ("Reuters", "Northern Courier", "Mirror 1", "Mirror 2", "NATO")
HOSTS = (None, "mirror1.example", "news.example", "reuters.com")


def made(text: str, day: str, publisher: str, host: str | None) -> Reading:
    of = report(text, day, publisher=publisher, host=host)
    said = []
    for line in text.splitlines():
        words = line.removeprefix("# ")
        speaker = next((name for name in ("NATO", "ISW") if words.startswith(name)), None)
        chain = [("Reuters", "quoted")] if "via Reuters" in words else []
        content = words.partition(": ")[2] or words
        said.append(statement(of, words, speaker=speaker, content=content, chain=chain))  # type: ignore[arg-type]
    return reading(of, *said)


copied = st.builds(
    made,
    st.sampled_from(TEXTS),
    st.sampled_from(("2023-05-02", "2023-05-03")),
    st.sampled_from(OUTLETS),
    st.sampled_from(HOSTS),
)


def unfolded(readings: Iterable[Reading], _register: Register) -> Twins:
    unique = {one.report.id: one for one in readings}
    return Twins(tuple(unique[name] for name in sorted(unique)))


def each_alone(
    readings: Sequence[Reading], decisions: Sequence[Correction] = ()
) -> tuple[Origin, ...]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(origins_module, "folded", unfolded)
        return trace(readings, REGISTER, decisions)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(copied, min_size=2, max_size=14, unique_by=lambda one: one.report.id), st.data())
def test_origins_are_those_of_tracing_each_twin(
    readings: list[Reading], data: st.DataObject
) -> None:
    alone = each_alone(readings)
    found = trace(data.draw(st.permutations(readings)), REGISTER)
    assert found == alone
    assert [tuple(one.mentions) for one in found] == [tuple(one.mentions) for one in alone]
    assert trace(readings, REGISTER, workings=Workings(REGISTER)) == alone
    assert index_of(DictKept(), [readings]).origins(readings) == alone


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(copied, min_size=2, max_size=10, unique_by=lambda one: one.report.id), st.data())
def test_decisions_find_origins_by_the_mention_in_any_twin(
    readings: list[Reading], data: st.DataObject
) -> None:
    # As it was named when a part of the reports was there.
    part = data.draw(st.lists(st.sampled_from(readings), min_size=1, unique_by=id))
    names = [one.id for one in trace(part, REGISTER)]
    at = part[0].report.published.start  # type: ignore[union-attr]
    target, other = data.draw(st.sampled_from(names)), data.draw(st.sampled_from(names))
    said = data.draw(st.sampled_from(readings[0].statements)).id
    made_of = [
        Correction("c1", "join", target, {"with": other}, "ann", "so", at),  # type: ignore[arg-type]
        Correction("c2", "split", target, {"statements": said}, "ann", "so", at),  # type: ignore[arg-type]
    ]
    assert trace(readings, REGISTER, made_of) == each_alone(readings, made_of)


def test_a_body_that_publishes_its_own_text_is_no_twin_of_an_outlet_that_prints_it() -> None:
    readings = [
        made(TEXTS[0], "2023-05-02", name, None) for name in ("NATO", "Mirror 1", "Mirror 2")
    ]
    twins = folded(readings, REGISTER)
    assert sorted(one.report.publisher or "" for one in twins.first) != ["NATO"]
    assert [len(held) for held in twins.twins.values()] == [1]


def many(count: int) -> list[Reading]:
    lead = made(TEXTS[0], "2023-05-02", "Northern Courier", "site-0.example")
    found = [lead]
    for number in range(1, count):
        of = report(
            TEXTS[0], "2023-05-02", publisher="Northern Courier", host=f"site-{number}.example"
        )
        of = replace(of, text=lead.report.text)
        said = Copied(tuple(lead.statements), of.id)
        found.append(replace(lead, report=of, statements=said))
    return found


TWIN = 700
"""Bytes that tracing may hold for a twin of which its caller has the report: an id and a place,
the site on which it stands, and how that is spelt. Traced by itself, it takes over 1,500."""


def test_what_is_traced_and_held_of_copies_does_not_grow_with_their_number() -> None:
    held: dict[int, int] = {}
    for count in (300, 1_200):
        readings = many(count)
        workings = Workings(REGISTER)
        trace(readings[:3], REGISTER, workings=workings)
        gc.collect()
        tracemalloc.start(1)
        before = tracemalloc.get_traced_memory()[0]
        found = trace(readings, REGISTER, workings=workings)
        assert contradictions(readings, found, REGISTER, workings=workings) == ()
        gc.collect()
        held[count] = tracemalloc.get_traced_memory()[0] - before
        tracemalloc.stop()
        assert workings.taken <= 2
        assert {len(one.mentions) for one in found} <= {count, 2 * count}
    assert held[1_200] - held[300] < 900 * TWIN


def test_mentions_are_a_sequence_like_any_other() -> None:
    for one in trace(many(5), REGISTER):
        listed = tuple(one.mentions)
        assert isinstance(one.mentions, Mentions)
        assert len(one.mentions) == len(listed)
        assert one.mentions == listed
        assert listed == one.mentions
        assert hash(one.mentions) == hash(listed)
        assert [one.mentions[at] for at in range(-len(listed), len(listed))] == [*listed, *listed]
        assert one.mentions[1:3] == listed[1:3]
        with pytest.raises(IndexError):
            one.mentions[len(listed)]
