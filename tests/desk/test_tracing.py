"""The desk's index of tracing: it grows with each report, survives, and can be made anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.trace.test_index import batches, crowds
from tests.trace.test_persons import FULL, HARVEST, SHIFTED, told

from tocsin.desk import Desk, diagnose
from tocsin.desk.tracing import Tracing, bring_up, is_behind
from tocsin.ledger import Ledger
from tocsin.ledger.codec import as_json
from tocsin.nouns import Capture, Correction, Origin, Reading
from tocsin.trace import DictKept, Index, trace

NOW = datetime(2023, 6, 1, tzinfo=UTC)


class Killed(Exception):
    """What stands for the end of a process."""


def entered(ledger: Ledger, part: Sequence[Reading]) -> None:
    with ledger.writing():
        for one in part:
            ledger.add_report(
                one.report, one.report.text.encode(), Capture("hand", one.report.file, NOW)
            )
            ledger.add_reading(one, NOW)


def traced(desk: Desk, ledger: Ledger, corrections: Sequence[Correction] = ()) -> list[str]:
    """The origins that the desk has, as they would be written."""
    readings = tuple(ledger.readings())
    return [as_json(one) for one in Tracing(desk, ledger).origins(readings, corrections)]


def scratch(desk: Desk, ledger: Ledger, corrections: Sequence[Correction] = ()) -> list[str]:
    """The origins from nothing, as they would be written."""
    return [as_json(one) for one in trace(tuple(ledger.readings()), desk.register, corrections)]


def rows(ledger: Ledger) -> object:
    """All that the index holds, but for the names of families."""
    with ledger.kept(read_only=True) as kept:
        return list(kept.pairs()), list(kept.facts("report")), sorted(kept.facts("mark"))


def half_done(desk: Desk, ledger: Ledger, part: Sequence[Reading]) -> None:
    """Take reports into the index, and end before it is kept."""
    held = {one.report.id: one for one in ledger.readings()}
    with ledger.kept() as kept:
        index = Index(kept, desk.register, held.__getitem__)
        index.update([(one, "half done") for one in part])
        raise Killed


@pytest.fixture
def never_from_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> tuple[Origin, ...]:
        raise AssertionError("traced from nothing")

    monkeypatch.setattr("tocsin.desk.tracing.trace", refuse)


@pytest.mark.usefixtures("never_from_nothing")
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(parts=batches(), killed=st.sets(st.integers(0, 5)))
def test_any_order_parts_and_interruptions_give_the_bytes_of_tracing_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, parts: list[list[Reading]], killed: set[int]
) -> None:
    folder = tmp_path_factory.mktemp("desk")
    desk = Desk.create(folder / "one")
    for number, part in enumerate(parts):
        with desk.ledger() as ledger:
            entered(ledger, part)
            if number in killed:
                # Its readings are in the ledger; nothing of them has come to the index.
                with pytest.raises(Killed):
                    half_done(desk, ledger, part)
                continue
            bring_up(desk, ledger)
    with desk.ledger() as ledger:
        bring_up(desk, ledger)
        assert traced(desk, ledger) == scratch(desk, ledger)
        grown = rows(ledger)
        bring_up(desk, ledger, anew=True)
        assert rows(ledger) == grown


def crowd(count: int) -> list[Reading]:
    """Some reports that copy each other, the same each time."""
    found: dict[str, Reading] = {}

    @settings(max_examples=20, database=None, derandomize=True)
    @given(crowds())
    def draw(made: list[Reading]) -> None:
        found.update({one.report.id: one for one in made})

    draw()
    return [found[name] for name in sorted(found)][:count]


def test_the_index_is_used_once_it_is_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk.create(tmp_path / "desk")
    with desk.ledger() as ledger:
        entered(ledger, crowd(20))
        expected = scratch(desk, ledger)
        assert traced(desk, ledger) == expected
        assert bring_up(desk, ledger) == 20
        assert bring_up(desk, ledger) == 0
        monkeypatch.setattr("tocsin.desk.tracing.trace", None)
        assert traced(desk, ledger) == expected


def test_the_doctor_tells_when_the_index_is_behind(tmp_path: Path) -> None:
    desk = Desk.create(tmp_path / "desk")
    with desk.ledger() as ledger:
        assert not is_behind(desk, ledger)
        entered(ledger, crowd(4))
    assert "D007" in [one["code"] for one in diagnose(desk)]
    with desk.ledger() as ledger:
        bring_up(desk, ledger)
    assert "D007" not in [one["code"] for one in diagnose(desk)]


def test_joins_and_splits_stand_when_more_reports_arrive(tmp_path: Path) -> None:
    desk = Desk.create(tmp_path / "desk")
    every = crowd(24)
    with desk.ledger() as ledger:
        entered(ledger, every[::2])
        bring_up(desk, ledger)
        origins = Tracing(desk, ledger).origins(tuple(ledger.readings()), ())
        apart = max(origins, key=lambda one: (len({m.statement for m in one.mentions}), one.id))
        first, second = [one.id for one in origins if one is not apart][:2]
        decisions = (
            Correction("c1", "join", first, {"with": second}, "A. Nalyst", "one speech", NOW),
            Correction(
                "c2",
                "split",
                apart.id,
                {"statements": [apart.mentions[-1].statement]},
                "A. Nalyst",
                "another day",
                NOW,
            ),
        )
        for one in decisions:
            ledger.add_correction(one)
        entered(ledger, every[1::2])
        assert bring_up(desk, ledger) == 12
        decided = traced(desk, ledger, ledger.corrections())
        assert decided == scratch(desk, ledger, ledger.corrections())
        assert decided != scratch(desk, ledger)


def test_a_corrected_date_takes_a_report_in_anew(tmp_path: Path) -> None:
    desk = Desk.create(tmp_path / "desk")
    every = crowd(24)
    with desk.ledger() as ledger:
        entered(ledger, every)
        bring_up(desk, ledger)
        one = every[5].report
        ledger.add_correction(
            Correction(
                "c1", "published", one.id, {"published": "2023-05-01"}, "A. Nalyst", "misread", NOW
            )
        )
        with ledger.writing():
            ledger.add_reading(
                Reading(ledger.report(one.id), every[5].segments, every[5].statements, "by hand"),
                NOW,
            )
        assert bring_up(desk, ledger) == 1
        assert traced(desk, ledger) == scratch(desk, ledger)


def test_a_report_of_another_register_makes_the_index_anew(tmp_path: Path) -> None:
    desk = Desk.create(tmp_path / "desk")
    with desk.ledger() as ledger:
        entered(ledger, crowd(8))
        assert bring_up(desk, ledger) == 8
    (tmp_path / "desk" / "register.yaml").write_text(
        "sources: [{name: Olga Made, aliases: [O. Made], kind: person, interests: [],"
        " yardstick: null, reliability: B}]\n",
        "utf-8",
    )
    desk = Desk.open(tmp_path / "desk")
    with desk.ledger() as ledger:
        assert bring_up(desk, ledger) == 8
        assert traced(desk, ledger) == scratch(desk, ledger)


def test_an_index_made_by_other_rules_is_made_anew(tmp_path: Path) -> None:
    desk = Desk.create(tmp_path / "desk")
    with desk.ledger() as ledger:
        entered(ledger, crowd(8))
        assert bring_up(desk, ledger) == 8
        with ledger.kept() as kept:
            kept.put("state", "stamp", "of older rules")
            for later, earlier, _ in list(kept.pairs()):
                kept.part(later, earlier)
        assert is_behind(desk, ledger)
        # Until then nothing of it is used.
        assert traced(desk, ledger) == scratch(desk, ledger)
        assert bring_up(desk, ledger) == 8
        assert not is_behind(desk, ledger)
        assert traced(desk, ledger) == scratch(desk, ledger)


def test_a_second_person_of_a_surname_is_one_report_for_the_index(tmp_path: Path) -> None:
    desk = Desk.create(tmp_path / "desk")
    with desk.ledger() as ledger:
        for spoken, origins in (
            (told("Told", SHIFTED), 1),
            (FULL, 1),
            (told("Olga Told", HARVEST), 3),
        ):
            entered(ledger, [spoken])
            assert bring_up(desk, ledger) == 1
            assert traced(desk, ledger) == scratch(desk, ledger)
            assert len(traced(desk, ledger)) == origins


def test_a_ledger_and_a_dict_remember_the_same(tmp_path: Path) -> None:
    desk = Desk.create(tmp_path / "desk")
    every = crowd(20)
    kept = DictKept()
    held = {one.report.id: one for one in every}
    Index(kept, desk.register, held.__getitem__).update([(one, "-") for one in every])
    with desk.ledger() as ledger:
        entered(ledger, every)
        bring_up(desk, ledger)
        with ledger.kept(read_only=True) as tables:
            assert list(tables.pairs()) == list(kept.pairs())
            for key in kept.every():
                assert tables.first(key, 100) == kept.first(key, 100)
                middle = kept.first(key, 100)[-1]
                assert tables.before(key, middle, 2) == kept.before(key, middle, 2)
                assert tables.after(key, "", None) == kept.after(key, "", None)


def test_an_index_of_other_rules_is_no_index_of_nothing(tmp_path: Path) -> None:
    desk = Desk.create(tmp_path / "desk")
    with desk.ledger() as ledger:
        copies = (
            told("Olga Told", SHIFTED),
            told("Olga Told", SHIFTED, "2023-05-04", "Echo", f"{HARVEST.capitalize()}. "),
        )
        entered(ledger, copies)
        bring_up(desk, ledger)
        with ledger.kept() as kept:
            assert list(kept.pairs())
            kept.put("state", "stamp", "of an older Tocsin")
        tracing = Tracing(desk, ledger)
        # Before the first report was published there is nothing; it has no pairs of others.
        assert tracing.origins((), ()) == ()
        assert traced(desk, ledger) == scratch(desk, ledger)
