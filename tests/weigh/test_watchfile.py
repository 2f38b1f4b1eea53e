"""Watch files: all that is wrong is told at once, where it stands and in plain words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.build import WATCH

from tocsin.errors import WatchFault
from tocsin.weigh import parse_watch

BROKEN = """
id: Made Up
question: ""
opens: 2031-06-01
closes: 2031-01-01
yardstick: NOPE
base: {class: made, events: -1, exposure_days: 3650, source: made up}
hypotheses:
  - {id: entry, text: The army enters, resolves_yes: true, weight: 0.4}
  - {id: entry, text: Nothing happens, weight: many}
indicators:
  - id: drills
    text: Drills
    kind: military
    seen: {entry: 0.999, peace: 0.5}
    lead_days: 0
    half_life_days: 10
    match: drills
    colour: red
  - id: drills
    text: Drills again
    kind: military
    seen: {entry: 0.5}
    lead_days: 10
    half_life_days: 10
    match: [{without: [boats]}]
"""


def faults(text: str) -> dict[str, str]:
    with pytest.raises(WatchFault) as caught:
        parse_watch(text, yardsticks=("UK-PHIA",))
    return {place.partition(" ")[0]: said for place, said in caught.value.faults}


def test_what_single_fields_and_several_together_show_comes_in_one_round() -> None:
    told = faults(BROKEN)
    assert told["id"] == "an id has small letters, digits and hyphens, at most 64 of them"
    assert told["question"] == "it has no words"
    assert told["closes"] == "the watch closes before it opens"
    assert told["yardstick"].startswith("there is no yardstick 'NOPE'; there are UK-PHIA")
    assert told["base.events"] == "it has to be 0 or more"
    assert told["base.caveat"] == "it is missing"
    assert told["hypotheses.1.weight"] == "it has to be a number"
    assert told["hypotheses.1.id"] == "'entry' stands twice"
    assert "there are no" not in told["hypotheses"]
    assert "resolve yes sum to 0.4" in told["hypotheses"]
    assert told["indicators.0.seen"] == "there is no hypothesis peace"
    assert told["indicators.0.seen.entry"] == "it has to be 0.98 or less"
    assert told["indicators.0.lead_days"] == "it has to be more than 0"
    assert told["indicators.0.match"] == "it has to be a list"
    assert told["indicators.0.colour"] == "there is no such key"
    assert told["indicators.1.id"] == "'drills' stands twice"
    assert told["indicators.1.match.0"] == "the pattern has no words"


def test_faults_stand_in_the_order_of_the_file() -> None:
    with pytest.raises(WatchFault) as caught:
        parse_watch(BROKEN)
    lines = [int(place.rpartition("line ")[2].rstrip(")")) for place, _ in caught.value.faults]
    assert lines == sorted(lines)


@pytest.mark.parametrize("key", ["hypotheses", "indicators", "base", "settings", "opens"])
@pytest.mark.parametrize("value", ["3", "words", "[]", "[1]", "{}", "null", "[{}, {}]"])
def test_no_fault_is_told_in_the_words_of_a_library(key: str, value: str) -> None:
    kept = [line for line in WATCH.splitlines() if line and line[0] not in " -"]
    text = "\n".join(line for line in kept if not line.startswith(f"{key}:") and line[-1] != ":")
    told = faults(f"{text}\n{key}: {value}\n")
    assert told
    for said in told.values():
        assert "Tuple" not in said
        assert "Input" not in said
        assert "{" not in said


def test_any_yardstick_is_taken_where_none_are_named() -> None:
    assert parse_watch(WATCH + "\nyardstick: NOPE\n").yardstick == "NOPE"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["id", "seen", "match", "weight"]), inner, max_size=3)
        ),
    )
)
def test_any_value_of_any_key_gives_faults_and_no_crash(value: object) -> None:
    import json

    for key in ("hypotheses", "indicators", "propositions", "settings", "opens", "yardstick"):
        with pytest.raises(WatchFault):
            parse_watch(json.dumps({"id": "x", key: value}), yardsticks=())
