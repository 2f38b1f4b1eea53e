"""Assumptions: a register of what a watch takes for granted, and how each of it stands."""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.desks import EXAMPLE, NOW, WATCH, Signed, desk_of
from typer.testing import CliRunner

from tocsin.cli.app import app
from tocsin.desk import (
    Desk,
    Situation,
    case_of,
    correct,
    export_of,
    situation_of,
    take_watch,
    undo,
    watch_row,
)
from tocsin.errors import BadArgument, TocsinError, WatchFault
from tocsin.nouns import Assumed, Correction, cut_of
from tocsin.publish import assess, estimate_text, lint
from tocsin.weigh import parse_watch

SIGNED: Signed = {"author": "AK", "reason": "they crossed unseen"}
DAY = "2022-10-21"
HOUR = timedelta(hours=1)
SET = NOW + HOUR
LATER = NOW + timedelta(days=9)
HANGING = ("strike-group", "heavy-equipment-in")
SEEN = "Formed units could not cross the border without being seen"
MORE = f"""assumptions:
  - {{id: seen-at-once, text: {SEEN}., bears_on: [strike-group, heavy-equipment-in, entry]}}
  - {{id: minor, text: The weather holds., key: false}}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("assuming")
    desk = desk_of(folder / "desk", [EXAMPLE / "reports"])
    file = desk.path / "watches" / f"{WATCH}.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("assumptions:\n", MORE, 1), "utf-8")
    take_watch(desk, file, now=NOW)
    return desk.path


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Desk:
    shutil.copytree(made, tmp_path / "desk")
    return Desk.open(tmp_path / "desk")


def at(desk: Desk, day: str = DAY, **clocks: Any) -> Situation:
    with desk.ledger(read_only=True) as ledger:
        known = clocks.get("known_at", LATER)
        return situation_of(desk, ledger, WATCH, as_of=cut_of(day), known_at=known)


def say(desk: Desk, state: str, on: str | None = "2022-10-10", name: str = "seen-at-once") -> str:
    values = [f"state={state}", *([] if on is None else [f"on={on}"])]
    return correct(desk, "assumption", f"{WATCH}:{name}", values, now=SET, **SIGNED)


def state(now: Situation, name: str = "seen-at-once") -> str | None:
    return next(one.state for one in now.assumed if one.assumption == name)


def test_while_nobody_has_looked_an_assumption_has_no_state(desk: Desk) -> None:
    assert {one.state for one in at(desk).assumed} == {None}
    assert len(at(desk).assumed) == 6


def test_an_assumption_stands_as_said_from_its_day_on_and_until_another_word(desk: Desk) -> None:
    say(desk, "doubted", "2022-09-01")
    say(desk, "broken", "2022-10-10")
    assert state(at(desk, "2022-08-31")) is None
    assert state(at(desk, "2022-09-01")) == "doubted"
    assert state(at(desk, "2022-10-09")) == "doubted"
    assert state(at(desk, "2022-10-10")) == "broken"
    # What this desk knew before anybody said so.
    assert state(at(desk, known_at=SET)) is None


def test_a_broken_key_assumption_lowers_confidence_and_moves_no_number(desk: Desk) -> None:
    before = at(desk).estimate
    say(desk, "doubted")
    doubted = at(desk).estimate
    say(desk, "broken")
    after = at(desk).estimate
    assert after.event == doubted.event == before.event
    assert after.waterfall == before.waterfall
    order = ("low", "moderate", "high")
    assert order.index(doubted.confidence.level) <= order.index("moderate")
    assert after.confidence.level == "low"
    assert "is broken, so confidence is no higher than low." in after.confidence.reasons[-1]


def test_what_is_no_key_assumption_lowers_nothing(desk: Desk) -> None:
    before = at(desk).estimate
    say(desk, "broken", name="minor")
    assert at(desk).estimate == before
    assert state(at(desk), "minor") == "broken"


def test_one_that_holds_lowers_nothing_and_a_word_can_be_taken_back(desk: Desk) -> None:
    before = at(desk).estimate
    say(desk, "holds")
    assert at(desk).estimate == before
    made = say(desk, "broken", "2022-10-11")
    assert at(desk).estimate != before
    undo(desk, made, author="BL", reason="seen after all", now=SET + HOUR)
    assert at(desk).estimate == before
    assert state(at(desk)) == "holds"
    assert state(at(desk, known_at=SET + HOUR)) == "broken"
    with desk.ledger(read_only=True) as ledger:
        assert len(ledger.corrections(undone=True)) == 3


def test_without_a_day_it_stands_so_from_today_on(desk: Desk) -> None:
    say(desk, "broken", None)
    assert state(at(desk, "2026-01-01")) is None
    assert state(at(desk, "2026-01-02")) == "broken"


def test_the_assessment_says_how_each_stands_and_what_hangs_on_it(desk: Desk) -> None:
    say(desk, "broken")
    say(desk, "doubted", name="minor")
    now = at(desk)
    with desk.ledger(read_only=True) as ledger:
        case = case_of(desk, ledger, now)
    assessment = assess(case)
    section = next(one for one in assessment.sections if one.id == "assumptions")
    said = " ".join(one.text for one in section.sentences).replace("\N{NO-BREAK SPACE}", " ")
    assert "It is broken, said AK on 10 October 2022: they crossed unseen." in said
    assert "It is doubted (no key assumption), said AK" in said
    texts = {i.id: i.text for i in now.watch.indicators}
    for name in HANGING:
        assert f"“{texts[name]}”" in said
    assert "without these indicators the estimate would be" in said
    assert "Nobody has said how the other 4 stand." in said
    assert lint(assessment, case) == ()
    judged = next(one for one in assessment.sections if one.id == "judgements")
    assert any("is broken" in one.text for one in judged.sentences)
    assert "It is broken, said AK" in " ".join(estimate_text(case).split())


def test_without_what_hangs_on_it_is_the_estimate_without_those_indicators(desk: Desk) -> None:
    from tocsin.estimate.terms import terms_of
    from tocsin.weigh import without_indicators

    now = at(desk)
    with desk.ledger(read_only=True) as ledger:
        case = case_of(desk, ledger, now)
    (one,) = [each for each in case.sensitivity if each.kind == "assumption"]
    cut = cut_of(DAY)
    left = without_indicators(now.matrix, set(HANGING))
    assert one.p == terms_of(now.watch, left, window_at=cut, ageing_at=cut).event()


def test_the_register_leaves_as_a_table_and_is_shown_with_the_watch(desk: Desk) -> None:
    say(desk, "broken")
    with desk.ledger(read_only=True) as ledger:
        text = export_of(
            desk, ledger, WATCH, "assumptions", "csv", as_of=cut_of(DAY), known_at=LATER
        )
    assert isinstance(text, str)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["state"] for row in rows] == ["broken", "", "", "", "", ""]
    assert rows[0]["bears_on"] == "strike-group heavy-equipment-in entry"
    assert 0.0 < float(rows[0]["p_without"]) < 1.0
    shown = watch_row(desk, WATCH, known_at=None)["assumptions"]
    assert (shown[0]["id"], shown[0]["state"], shown[0]["by"]) == ("seen-at-once", "broken", "AK")
    told = CliRunner().invoke(app, ["watch", "show", str(desk.path), WATCH]).stdout
    assert "broken since 2022-10-10, says AK" in told


@pytest.mark.parametrize(
    ("target", "values", "said"),
    [
        (f"{WATCH}:nothing", ["state=broken"], "has no assumption 'nothing'"),
        (WATCH, ["state=broken"], "is no WATCH:ASSUMPTION"),
        ("nothing:minor", ["state=broken"], "there is no watch 'nothing'"),
        (f"{WATCH}:minor", ["state=shaky"], "state cannot be 'shaky'"),
        (f"{WATCH}:minor", ["on=2022-10-10"], "needs --set state"),
        (f"{WATCH}:minor", ["state=broken", "on=2026-02-01"], "no day that has come"),
        (f"{WATCH}:minor", ["state=broken", "colour=red"], "has no colour"),
    ],
)
def test_what_cannot_be_said_of_an_assumption_is_refused(
    desk: Desk, target: str, values: list[str], said: str
) -> None:
    with pytest.raises(TocsinError) as fault:
        correct(desk, "assumption", target, values, now=SET, **SIGNED)
    assert said in fault.value.message


def watch_text(assumptions: object) -> str:
    text = (EXAMPLE / "watch.yaml").read_text("utf-8")
    start, end = text.index("assumptions:"), text.index("propositions:")
    return f"{text[:start]}assumptions: {json.dumps(assumptions)}\n\n{text[end:]}"


def test_a_plain_sentence_is_a_key_assumption_named_after_its_words() -> None:
    one, other = parse_watch(watch_text(["Nobody else crosses first.", "Лёд растаял."])).assumptions
    assert (one.id, one.key, one.bears_on) == ("nobody-else-crosses-first", True, ())
    assert other.id.startswith("a")
    again = parse_watch(watch_text(["Лёд растаял.", "Nobody else crosses first."])).assumptions
    assert {one.id, other.id} == {each.id for each in again}


def test_an_assumption_bears_on_what_the_watch_has_and_has_an_id_of_its_own() -> None:
    with pytest.raises(WatchFault) as fault:
        parse_watch(
            watch_text(
                [
                    {"text": "So it is.", "bears_on": ["nothing", "entry"]},
                    "So it is!",
                    {"id": "Ä", "text": "x"},
                ]
            )
        )
    told = " ".join(said for _, said in fault.value.faults)
    assert "the watch has no nothing for it to bear on" in told
    assert "another assumption is 'so-it-is'" in told
    assert "an id has small letters" in told


def test_two_words_of_one_day_count_in_the_order_in_which_they_were_entered() -> None:
    from tocsin.weigh.assuming import assumed

    watch = parse_watch(watch_text(["So it is."]))

    def word(name: str, state: str, hours: int) -> Correction:
        value = {"state": state, "on": "2022-10-10"}
        at = NOW + hours * HOUR
        return Correction(name, "assumption", f"{watch.id}:so-it-is", value, "AK", "so", at)

    both = [word("a", "broken", 1), word("b", "holds", 2)]
    for order in (both, both[::-1]):
        (one,) = assumed(watch, order, as_of=cut_of(DAY))
        assert isinstance(one, Assumed)
        assert one.state == "holds"


def test_of_two_words_of_one_second_the_last_entered_counts() -> None:
    from tocsin.weigh.assuming import assumed

    watch = parse_watch(watch_text(["So it is."]))

    def word(name: str, state: str) -> Correction:
        value = {"state": state, "on": "2022-10-10"}
        return Correction(name, "assumption", f"{watch.id}:so-it-is", value, "AK", "so", NOW + HOUR)

    for first, last in (("a", "b"), ("b", "a")):
        both = [word(first, "broken"), word(last, "holds")]
        (one,) = assumed(watch, both, as_of=cut_of(DAY))
        assert isinstance(one, Assumed)
        assert one.state == "holds"


def test_a_correction_that_is_no_number_of_an_estimate_shows_no_as_of(desk: Desk) -> None:
    call = ["correct", str(desk.path), "assumption", f"{WATCH}:minor", "--set", "state=holds"]
    signed = ["--author", "AK", "--reason", "so", "--as-of", DAY]
    result = CliRunner().invoke(app, [*call, *signed])
    assert result.exit_code == 2
    assert BadArgument.code in result.output
