"""Sources: who was heard is who was traced, grades are those that weighed, coverage as printed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient
from tests.desks import Seen
from tests.web.pages import DAY, WATCH, figures, tree_of

from tocsin.desk import Desk
from tocsin.nouns import Correction, Grade, TrackRecord, Tried
from tocsin.web.sourcespage import source_rows, sources_of

PAGE = f"{WATCH}/sources?as_of={DAY}"


def test_sources_heard_are_those_of_the_exported_origins(client: TestClient) -> None:
    counted: dict[str, int] = {}
    for row in client.get(f"{WATCH}/origins.json?as_of={DAY}").json():
        counted[row["source"]] = counted.get(row["source"], 0) + 1
    rows = client.get(f"{WATCH}/sources.json?as_of={DAY}").json()
    assert {row["source"]: row["origins"] for row in rows} == counted
    views = [row for row in client.get(f"{WATCH}/views.json?as_of={DAY}").json() if row["counted"]]
    assert sum(row["views"] for row in rows) >= len(views) > 0
    weighing = [row["weighing"] for row in rows]
    assert weighing == sorted(weighing, reverse=True)


def test_the_table_says_what_the_file_says(client: TestClient) -> None:
    rows = client.get(f"{WATCH}/sources.json?as_of={DAY}").json()
    shown = tree_of(client, PAGE).xpath("//table[@class='voices']/tbody/tr")
    assert shown
    for cells, row in zip(shown, rows, strict=False):
        assert figures(cells) == [row[name] for name in ("origins", "weighing", "views", "outlets")]
        assert ("proposed" in cells.text_content()) is not row["registered"]


def test_a_grade_that_nobody_gave_is_f_and_no_average(client: TestClient) -> None:
    rows = client.get(f"{WATCH}/sources.json?as_of={DAY}").json()
    assert {row["reliability"] for row in rows} <= set("ABCDEF")
    assert any(row["reliability"] == "F" for row in rows)


def test_a_grade_set_by_hand_is_shown_as_weighed_and_said_to_be(example_desk: Desk) -> None:
    now = Seen(example_desk, DAY).now
    row = next(one for one in now.matrix.rows if one.sightings)
    seen = row.sightings[0]
    graded = replace(row, sightings=(replace(seen, grade=Grade("B", None)), *row.sightings[1:]))
    rows = tuple(graded if one is row else one for one in now.matrix.rows)
    fix = Correction(
        id="c1",
        kind="grade",
        target=seen.source,
        value={"reliability": "B"},
        author="Ines",
        reason="Was right for a year.",
        at=now.estimate.as_of,
    )
    after = replace(now, matrix=replace(now.matrix, rows=rows), corrections=(fix,))
    told = source_rows(sources_of(after, example_desk.register, ""))
    found = next(one for one in told if one["source"] == seen.source)
    assert found["overruled"] is True
    later = [one.grade.reliability for r in rows for one in r.evidence if one.source == seen.source]
    assert found["reliability"] == (later[-1] or "F")


def test_a_track_record_is_shown_where_there_is_one(example_desk: Desk) -> None:
    now = Seen(example_desk, DAY).now
    source = now.matrix.views[0].source
    tried = (Tried("one", "e1", 3, 0.1, 0.2), Tried("two", "e2", 4, 0.14, 0.2))
    told = replace(now, records={source: TrackRecord(source, tried, 1.1)})
    rows = source_rows(sources_of(told, example_desk.register, ""))
    (found,) = [row for row in rows if row["source"] == source]
    assert (found["watches"], found["brier"], found["brier_base"]) == (
        2,
        pytest.approx(0.12),
        pytest.approx(0.2),
    )
    assert all(row["brier"] is None for row in rows if row["source"] != source)


def test_coverage_is_what_the_command_prints(client: TestClient) -> None:
    said = client.get(f"{WATCH}.json?as_of={DAY}").json()["coverage"]
    rows = client.get(f"{WATCH}/coverage.json?as_of={DAY}").json()
    assert {row["indicator"]: row["coverage"] for row in rows} == pytest.approx(said, abs=1e-11)
    shown = tree_of(client, PAGE).xpath("//table[@class='covered']/tbody/tr")
    for cells, row in zip(shown, rows, strict=True):
        assert figures(cells) == pytest.approx([row["coverage"], row["looks"]], abs=1e-11)


def test_outlets_count_the_reports_in_hand(client: TestClient, example_desk: Desk) -> None:
    now = Seen(example_desk, DAY).now
    rows = client.get(f"{WATCH}/outlets.json?as_of={DAY}").json()
    assert sum(row["reports"] for row in rows) == len(now.readings)
    assert all(row["quiet_days"] >= 0 for row in rows)


def test_the_register_is_looked_up_by_any_of_its_names(client: TestClient) -> None:
    rows = client.get(f"{WATCH}/register.json?as_of={DAY}&q=Institute+for+the+Study+of+War").json()
    assert [row["name"] for row in rows] == ["Institute for the Study of War"]
    alias = rows[0]["aliases"].split("; ")[0]
    again = client.get(f"{WATCH}/register.json", params={"as_of": DAY, "q": alias}).json()
    assert rows[0] in again
    assert client.get(f"{WATCH}/register.json?as_of={DAY}").json() == []
    page = tree_of(client, f"{PAGE}&q=nobody+at+all")
    assert "Nobody of that name" in page.text_content()


def test_what_is_looked_up_is_told_back_as_text(client: TestClient) -> None:
    answer = client.get(
        f"{WATCH}/sources", params={"as_of": DAY, "q": "<script>\N{RIGHT-TO-LEFT OVERRIDE}x"}
    )
    assert "<script>\N{RIGHT-TO-LEFT OVERRIDE}" not in answer.text
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in answer.text
    assert "U+202E" in answer.text
