"""The founding reports, traced whole: traps S1, S2, S3, S4, S11, S12 and S15."""

from __future__ import annotations

from pathlib import Path

import pytest

from tocsin.collect import Captured, gather
from tocsin.nouns import Contradiction, Origin, Reading, Register, iso_of
from tocsin.read import Reader
from tocsin.segment import segment
from tocsin.trace import contradictions, graph, load_register, trace


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


@pytest.fixture(scope="module")
def readings(founding: Path) -> list[Reading]:
    reader = Reader.load()
    reports = [
        one.report for one in gather([founding], feed="founding") if isinstance(one, Captured)
    ]
    cut = [(report, segment(report)) for report in reports]
    return [
        Reading(report, segments, statements, reader.version)
        for (report, segments), statements in zip(cut, reader.read_many(cut), strict=True)
    ]


@pytest.fixture(scope="module")
def origins(readings: list[Reading], register: Register) -> tuple[Origin, ...]:
    return trace(readings, register)


@pytest.fixture(scope="module")
def files(readings: list[Reading]) -> dict[str, str]:
    """The number that opens each report's file name, by report id."""
    return {reading.report.id: Path(reading.report.file).name[:3] for reading in readings}


def said_by(origins: tuple[Origin, ...], source: str, day: str | None = None) -> list[Origin]:
    return [
        o
        for o in origins
        if o.source == source
        and (day is None or (o.occasion is not None and iso_of(o.occasion.start) == day))
    ]


def of_kind(
    readings: list[Reading], origins: tuple[Origin, ...], register: Register, kind: str
) -> list[Contradiction]:
    return [c for c in contradictions(readings, origins, register) if c.kind == kind]


def test_s3_the_think_tank_s_july_update_is_one_origin_in_two_reports(
    origins: tuple[Origin, ...], files: dict[str, str]
) -> None:
    (update,) = said_by(origins, "Institute for the Study of War", "2022-07-11")
    assert {files[m.report] for m in update.mentions} == {"000", "003"}
    later = [m.kind for m in update.mentions if files[m.report] == "000"]
    assert set(later) <= {"quote", "relay"}
    assert "quote" in later


def test_s3_the_expert_in_a_third_newspaper_is_one_origin_with_his_chain(
    origins: tuple[Origin, ...], files: dict[str, str]
) -> None:
    (expert,) = said_by(origins, "Mark Voyger")
    assert {files[m.report] for m in expert.mentions} == {"000", "003"}
    assert expert.relays[:2] == (("Mark Voyger", "Daily Express"), ("Daily Express", "Newsweek"))
    assert not expert.registered


def test_s15_what_it_continues_to_assess_in_december_says_july_s_again(
    origins: tuple[Origin, ...], files: dict[str, str]
) -> None:
    (july,) = said_by(origins, "Institute for the Study of War", "2022-07-11")
    (december,) = said_by(origins, "Institute for the Study of War", "2022-12-20")
    assert december.restates == july.id
    assert {files[m.report] for m in december.mentions} == {"001"}
    assert "restatement" in {m.kind for m in december.mentions}
    assert "restatement" in {m.kind for m in july.mentions if files[m.report] == "003"}


def test_s2_headline_lead_and_cut_caption_are_mentions_of_one_origin(
    origins: tuple[Origin, ...],
) -> None:
    (ministry,) = said_by(origins, "UK Ministry of Defence")
    assert iso_of(ministry.occasion.start if ministry.occasion else None) == "2022-09-09"
    assert {"headline", "caption", "first"} <= {m.kind for m in ministry.mentions}


def test_s4_the_publisher_is_told_from_the_site_that_copies(
    origins: tuple[Origin, ...], readings: list[Reading], register: Register
) -> None:
    edges = {(e.source, e.target) for e in graph(origins, readings, register).edges}
    assert {("Newsweek", "unknown aggregator"), ("BBC News", "unknown aggregator")} <= edges


def test_s12_announced_and_counted_stand_side_by_side(
    origins: tuple[Origin, ...], readings: list[Reading], register: Register
) -> None:
    (counts,) = of_kind(readings, origins, register, "counts")
    quantities = {(s.id, q.span): q for r in readings for s in r.statements for q in s.quantities}
    sides = [quantities[statement, span] for statement, _, span in counts.sides]
    assert [(q.high, q.basis) for q in sides] == [(9000, "announced"), (3200, "observed")]


def test_s11_the_first_meeting_since_2019_is_belied_by_dated_captions(
    origins: tuple[Origin, ...], readings: list[Reading], register: Register, files: dict[str, str]
) -> None:
    (dates,) = of_kind(readings, origins, register, "dates")
    sides = [files[report] for _, report, _ in dates.sides]
    assert {"000", "003"} < set(sides)
    assert sides[-1] == "004"


def test_s1_the_headline_that_drifts_from_the_judgement_is_flagged(
    origins: tuple[Origin, ...], readings: list[Reading], register: Register, files: dict[str, str]
) -> None:
    (headline,) = of_kind(readings, origins, register, "headline")
    assert {files[report] for _, report, _ in headline.sides} == {"000"}


def test_no_claim_of_theirs_is_called_both_true_and_false(
    origins: tuple[Origin, ...], readings: list[Reading], register: Register
) -> None:
    assert of_kind(readings, origins, register, "polarity") == []


def test_the_order_of_arrival_changes_nothing(
    origins: tuple[Origin, ...], readings: list[Reading], register: Register
) -> None:
    for turn in range(1, len(readings)):
        assert trace([*readings[turn:], *readings[:turn]], register) == origins
    assert trace(readings[::-1], register) == origins
