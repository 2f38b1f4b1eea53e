"""Lineage on the command line: who repeats whom as JSON, GraphML and a picture."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner

from tocsin.cli import app

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="og:site_name" content="{site}">
<meta property="article:published_time" content="2023-05-0{day}T08:00:00Z"></head>
<body><article><h1>{title}</h1>{body}</article></body></html>"""
BODY = """<p>Forty tanks crossed the river near Lodra on Monday night, {other} reported.</p>
<p>People in the town heard engines from ten in the evening until the morning came.</p>"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lineage")
    names = ("Northern Courier", "Lodra Times")
    for day, (site, other) in enumerate((names, names[::-1]), 2):
        page = PAGE.format(title="Tanks", site=site, day=day, body=BODY.format(other=other))
        (folder / f"{day}.html").write_text(page, encoding="utf-8")
    return folder


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout


def test_circular_reporting_is_named_where_the_graph_is_written(
    reports: Path, tmp_path: Path
) -> None:
    out = tmp_path / "lineage.json"
    code, told = run("trace", reports, "--graph", out)
    assert code == 0
    assert "circular reporting: Lodra Times <> Northern Courier" in told
    (circle,) = json.loads(out.read_text("utf-8"))["circles"]
    assert circle["names"] == ["Lodra Times", "Northern Courier"]


@pytest.mark.parametrize(("ending", "root"), [("graphml", "graphml"), ("svg", "svg")])
def test_graphml_and_svg_are_xml_that_holds_both_names(
    reports: Path, tmp_path: Path, ending: str, root: str
) -> None:
    out = tmp_path / f"lineage.{ending}"
    code, told = run("trace", "--json", reports, "--graph", out)
    assert (code, json.loads(told)["circles"]) == (0, 1)
    parsed = ET.parse(out).getroot()  # noqa: S314 - we wrote it ourselves
    assert parsed.tag.endswith(f"}}{root}")
    held = ET.tostring(parsed, encoding="unicode")
    assert "Lodra Times" in held
    assert "Northern Courier" in held


def test_a_file_of_another_kind_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    code, _ = run("trace", tmp_path, "--graph", tmp_path / "lineage.png")
    assert code == 2


def test_an_origin_that_changes_the_word_of_another_says_so(tmp_path: Path) -> None:
    said = {"02": "are unlikely to take Lodra", "09": "are highly unlikely to take Lodra"}
    for day, words in said.items():
        head = f"---\noutlet: Northern Courier\npublished: 2023-05-{day}\n---\n"
        text = f"The rebels {words} before the autumn, Peru's defence ministry said on {day} May."
        (tmp_path / f"{day}.md").write_text(head + text, encoding="utf-8")
    code, told = run("trace", tmp_path)
    first, second, last = told.splitlines()
    assert code == 0
    assert last == f"  takes the place of {first.split()[0]}"
    assert second.split()[0] != first.split()[0]
