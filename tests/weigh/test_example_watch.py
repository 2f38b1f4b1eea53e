"""The bundled example's watch, and its own reports under it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

import pytest
from tests.reports import report_of

from tocsin.collect import gather
from tocsin.collect.captured import Captured
from tocsin.nouns import Bearing, Matrix, Reading, Segment, Span, Watch
from tocsin.read import Reader
from tocsin.segment import segment
from tocsin.trace import load_register, trace
from tocsin.weigh import bearings, matrix, parse_watch

CLOSE = datetime(2023, 1, 1, tzinfo=UTC)


def the_watch() -> Watch:
    text = files("tocsin.example").joinpath("watch.yaml").read_text(encoding="utf-8")
    return parse_watch(text, file="watch.yaml")


def test_it_has_what_an_honest_watch_needs() -> None:
    watch = the_watch()
    assert len(watch.hypotheses) >= 4
    assert any(h.deception for h in watch.hypotheses)
    assert len(watch.indicators) >= 10
    assert len({i.kind for i in watch.indicators}) >= 4
    assert all(i.who and i.match for i in watch.indicators)
    assert watch.base.source
    assert watch.base.caveat
    assert {"same", "broader", "sign-of", "needed-for", "none"} <= {
        p.relation for p in watch.propositions
    }


@pytest.fixture(scope="module")
def weighed() -> tuple[list[Reading], tuple[Bearing, ...], Matrix]:
    reader, register, watch = Reader.load(), load_register(), the_watch()
    readings = []
    for captured in gather([Path(str(files("tocsin.example").joinpath("reports")))]):
        assert isinstance(captured, Captured)
        if captured.report.refusal is None and captured.report.language == "en":
            segments = segment(captured.report)
            statements = reader.read(captured.report, segments)
            readings.append(Reading(captured.report, segments, statements, reader.version))
    origins = trace(readings, register)
    found = bearings(watch, readings, origins, register)
    return readings, found, matrix(watch, found, readings, origins, register, as_of=CLOSE)


def test_its_reports_give_most_indicators_something(
    weighed: tuple[list[Reading], tuple[Bearing, ...], Matrix],
) -> None:
    rows = weighed[2].rows
    assert sum(bool(row.evidence) for row in rows) >= 10
    assert any(row.looks for row in rows)


def test_every_bearing_that_moves_something_has_its_reason_and_its_span(
    weighed: tuple[list[Reading], tuple[Bearing, ...], Matrix],
) -> None:
    readings, found, made = weighed
    texts = {reading.report.id: reading.report.text for reading in readings}
    assert all(b.reason.endswith((".", "”")) for b in found)
    for row in made.rows:
        for one in row.evidence:
            assert one.spans
            assert all(span.of(texts[report]).strip() for report, span in one.spans)


def test_no_undated_report_enters(
    weighed: tuple[list[Reading], tuple[Bearing, ...], Matrix],
) -> None:
    readings, _, made = weighed
    undated = {r.report.id for r in readings if r.report.published is None}
    assert undated
    told = {report for row in made.rows for one in row.evidence for report, _ in one.spans}
    assert not told & undated


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Belarusian troops have crossed the border into Ukraine, Kofman said.", "entry-reported"),
        ("Two Belarusian battalions entered Ukraine overnight, Kofman said.", "entry-reported"),
        ("Belarus invaded Ukraine on Friday, Kofman said.", "entry-reported"),
        ("Belarus has invaded Ukraine.", "entry-reported"),
        ("Belarusian forces attacked Ukraine this morning, Kofman said.", "entry-reported"),
        ("Belarusian brigades stormed Chernihiv on Thursday, Kofman said.", "entry-reported"),
        ("Belarusian columns rolled into Volyn overnight, Kofman said.", "entry-reported"),
        ("Belarus launched an invasion of Ukraine on Friday, Kofman said.", "entry-reported"),
        ("Belarus has joined the invasion of Ukraine, Kofman said.", "entry-reported"),
        ("A Belarusian invasion of Ukraine has begun, Kofman said.", "entry-reported"),
        ("Belarus has sent 65 tanks to Russia, Kofman said.", "equipment-out"),
        ("Some 65 tanks have left Belarus for Russia.", "equipment-out"),
        ("Belarus has begun calling up reservists.", "belarusian-mobilisation"),
        ("Belarus did not invade Ukraine on Friday, Kofman said.", None),
        ("Russian troops entered Ukraine with the help of Belarus, Kofman said.", None),
        ("Belarus-based Russian units entered Ukraine, Kofman said.", None),
        ("Polish soldiers who had trained with Belarusians entered Ukraine, Kofman said.", None),
        ("Fighters equipped by Belarus entered Ukraine with army units, Kofman said.", None),
        ("Russia attacked Ukraine from Belarus on Friday, Kofman said.", None),
        ("Lukashenko said that Ukraine attacked Belarus on Friday.", None),
        ("Belarusian hackers attacked Ukraine on Friday, Kofman said.", None),
        ("Belarus has attacked Ukraine's decision to close the border.", None),
        ("Belarusian state television attacked Ukraine on Friday.", None),
        ("Belarus launched missiles at Ukraine on Friday, Kofman said.", None),
        ("Belarus has joined the talks on Ukraine, Kofman said.", None),
        ("Belarusians joined Ukraine's army to fight Russia, Kofman said.", None),
        ("Belarus has sent troops into Ukraine, Kofman said.", "entry-reported"),
        ("Belarus has entered the war, Kofman said.", "entry-reported"),
        ("Belarus joined the war against Ukraine on Friday, Kofman said.", "entry-reported"),
        ("Belarus declared war on Ukraine on Friday.", "entry-reported"),
        ("Belarusian paratroopers seized the town of Ovruch in Ukraine.", "entry-reported"),
        ("Belarusian soldiers are fighting near Kovel in Ukraine.", "entry-reported"),
        ("A Belarusian battalion is fighting in Ukraine, Kofman said.", "entry-reported"),
        ("Belarus has repaired tanks for Russian forces fighting in Ukraine.", None),
        ("Belarusian factories sew boots for Russian soldiers fighting in Ukraine.", None),
        ("Belarus has fed the Russian army, which is fighting in Ukraine.", None),
        ("Belarusian hospitals have taken in Russians wounded while fighting in Ukraine.", None),
        ("Belarusian columns have advanced ten miles into Ukraine.", "entry-reported"),
        ("Three Belarusian soldiers crossed into Ukraine and surrendered.", None),
        ("Belarusian soldiers have entered Ukraine's embassy in Minsk.", None),
        ("Belarus has entered the war of words with Poland.", None),
        ("Ukrainian troops captured Belarusian soldiers in Ukraine.", None),
        ("Belarusian forces took part in an exercise near Ukraine.", None),
        ("Belarus has sent troops to the Ukrainian border, Kofman said.", None),
        ("Belarus has sent soldiers to its border with Ukraine, Kofman said.", None),
        ("Belarus sent ammunition to Russian forces in Ukraine, Kofman said.", None),
        ("Belarusian doctors have crossed the border to Poland, Kofman said.", None),
        ("Belarus has sent a note of protest to Kyiv, Kofman said.", None),
        ("Belarus has sent hundreds of its officers to Russia for training, Kofman said.", None),
    ],
)
def test_only_what_goes_into_ukraine_is_an_entry(text: str, target: str | None) -> None:
    report = report_of(text, published=date(2022, 10, 21), publisher="Newsweek")
    segments = (Segment(report.id, Span(0, len(text)), "body"),)
    statements = Reader.load().read(report, segments)
    reading = Reading(report, segments, statements, "1")
    register = load_register()
    found = bearings(the_watch(), [reading], trace([reading], register), register)
    seen = {one.target for one in found if one.direction == "seen"}
    assert ("entry-reported" in seen) == (target == "entry-reported")
    assert target is None or target in seen
