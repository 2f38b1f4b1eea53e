"""What the command line takes and prints of translations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.calls import run
from tests.desks import EXAMPLE

TEXT = "The minister said yesterday that Russian soldiers had arrived in Belarus.\n"
ORIGINAL = (
    "Министр вчера заявил журналистам, что солдаты уже прибыли в страну, и что эшелоны с "
    "техникой видели на железнодорожной станции недалеко от столицы и от южной границы.\n"
)


def rows(*arguments: str | Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*arguments, "--json").stdout.splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("press")
    (made / "en.txt").write_text(TEXT, "utf-8")
    (made / "ru.txt").write_text(ORIGINAL, "utf-8")
    (made / "manifest.csv").write_text(
        "file,published,publisher,translation_of,translator\n"
        "ru.txt,2022-10-20,Southern Post,,\nen.txt,,,ru.txt,A. Person\n"
    )
    return made


def test_every_statement_of_a_translation_names_its_translator(folder: Path) -> None:
    found = rows("read", folder)
    assert found
    for row in found:
        said = row["translation"]
        assert (said["of"], said["translator"]) == ("ru.txt", "A. Person")
        assert said["original"].startswith("r")
    assert "translated by A. Person" in run("read", folder).stdout


def test_a_translation_is_read_as_of_the_day_of_its_original(folder: Path) -> None:
    dates = [date for row in rows("read", folder) for date in row["dates"]]
    assert {date["anchor"] for date in dates} == {"2022-10-20"}


def test_an_origin_of_a_translation_is_published_by_the_original(folder: Path) -> None:
    assert all(
        relay["to"] == "Southern Post" for row in rows("trace", folder) for relay in row["relays"]
    )
    assert rows("trace", folder)


@pytest.mark.parametrize("half", [["--translates", "ru.txt"], ["--translator", "A. Person"]])
def test_half_of_what_a_translation_needs_is_a_wrong_call(
    folder: Path, tmp_path: Path, half: list[str]
) -> None:
    run("init", tmp_path / "desk")
    result = run("add", tmp_path / "desk", folder / "en.txt", *half, "--json")
    assert result.returncode == 2
    assert "--translator NAME" in json.loads(result.stderr.splitlines()[0])["hint"]


def test_a_translation_added_by_hand_is_told_of_by_search_and_assessment(
    tmp_path: Path,
) -> None:
    apart = tmp_path / "apart"
    apart.mkdir()
    (apart / "ru.txt").write_text(ORIGINAL, "utf-8")
    (apart / "manifest.csv").write_text("file,published,publisher\nru.txt,2022-10-20,Post\n")
    (tmp_path / "en.txt").write_text(TEXT, "utf-8")
    desk = tmp_path / "desk"
    run("init", desk)
    (desk / "watches" / "belarus-entry.yaml").write_bytes((EXAMPLE / "watch.yaml").read_bytes())
    assert run("add", desk, apart).returncode == 1
    told = run("status", desk).stdout
    assert "not read: 1, in a language that is not read (ru)" in told
    named = ["--translates", str(apart / "ru.txt"), "--translator", "A. Person"]
    added = run("add", desk, tmp_path / "en.txt", *named)
    assert added.returncode == 0, added.stderr
    (hit,) = rows("search", desk, "minister")
    assert hit["translation"]["translator"] == "A. Person"
    until = ["--as-of", "2022-10-25"]
    for form in ("md", "html"):
        written = run("export", desk, "belarus-entry", "--format", form, *until).stdout
        assert "translated by A. Person" in written.replace("\\", "")
    kept = rows("export", desk, "belarus-entry", "--what", "statements", *until)
    assert {row["translation"] for row in kept} == {"translated by A. Person"}
