"""What is in another language is kept, marked and missed, until a translation stands beside it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.desks import EXAMPLE, WATCH

from tocsin.cli.contract import dumps, estimate_row
from tocsin.desk import Desk, Situation, add, diagnose, situation_of, status_of, take_watch
from tocsin.errors import BadArgument
from tocsin.nouns import Translation, cut_of

EARLY = datetime(2026, 1, 2, 12, tzinfo=UTC)
LATE = EARLY + timedelta(days=3)
END = LATE + timedelta(days=1)
AS_OF = cut_of("2022-10-25")
ORIGINAL = (
    "Вчера вечером военный чиновник сообщил журналистам, что танковая колонна идёт к южной "
    "границе страны. По его словам, люди на станции видели эшелоны с бронетехникой и орудиями.\n"
)
TRANSLATED = (
    "A military official said yesterday that Russian soldiers had arrived in Belarus. "
    "Nine thousand Russian troops will be deployed to Belarus, the official said.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "press"
    made.mkdir()
    (made / "south.ru.txt").write_text(ORIGINAL, "utf-8")
    (made / "south.en.txt").write_text(TRANSLATED, "utf-8")
    (made / "plain.txt").write_text(
        "The Belarusian army held no exercises near the border with Ukraine, an officer said.\n"
    )
    (made / "manifest.csv").write_text(
        "file,published,publisher,language,translation_of,translator\n"
        "south.ru.txt,2022-10-20,Southern Post,,,\n"
        "south.en.txt,,,en,south.ru.txt,A. Person\n"
        "plain.txt,2022-10-21,Lake Herald,,,\n"
    )
    return made


def desk_in(path: Path) -> Desk:
    desk = Desk.create(path)
    take_watch(desk, EXAMPLE / "watch.yaml", now=EARLY)
    return desk


def seen(desk: Desk, known_at: datetime = END) -> Situation:
    with desk.ledger(read_only=True) as ledger:
        return situation_of(desk, ledger, WATCH, as_of=AS_OF, known_at=known_at)


def told(now: Situation) -> str:
    return dumps(estimate_row(now.estimate, phase="open", late=()))


def covered(now: Situation) -> float:
    return sum(row.coverage for row in now.matrix.rows)


def test_an_unread_original_lowers_coverage_until_a_translation_stands_beside_it(
    folder: Path, tmp_path: Path
) -> None:
    desk = desk_in(tmp_path / "desk")
    add(desk, [folder / "plain.txt"], now=EARLY)
    add(desk, [EXAMPLE / "reports" / "03-zyabrovka.txt"], now=EARLY)
    before = covered(seen(desk))
    assert before > 0
    done = add(desk, [folder / "south.ru.txt"], now=EARLY)
    assert [fault.code for fault in done.faults] == ["T402"]
    unread = seen(desk)
    assert covered(unread) < before
    assert [Path(one.file).name for one in unread.unread] == ["south.ru.txt"]
    add(desk, [folder / "south.en.txt"], now=LATE)
    assert seen(desk).unread == ()
    assert covered(seen(desk)) > covered(unread)


def test_an_earlier_state_of_knowledge_sees_only_the_unread_original(
    folder: Path, tmp_path: Path
) -> None:
    desk = desk_in(tmp_path / "desk")
    add(desk, [folder / "plain.txt", folder / "south.ru.txt"], now=EARLY)
    before = told(seen(desk, LATE))
    add(desk, [folder / "south.en.txt"], now=LATE)
    assert told(seen(desk, LATE)) == before
    assert len(seen(desk, LATE).unread) == 1
    assert seen(desk, END).unread == ()


@pytest.mark.parametrize("order", [("ru", "en"), ("en", "ru")])
def test_it_is_the_same_whether_the_translation_comes_before_its_original_or_after(
    folder: Path, tmp_path: Path, order: tuple[str, str]
) -> None:
    desk = desk_in(tmp_path / "desk")
    for one in order:
        add(desk, [folder / f"south.{one}.txt"], now=EARLY)
    add(desk, [folder / "plain.txt"], now=EARLY)
    whole = desk_in(tmp_path / "whole")
    add(whole, [folder], now=EARLY)
    assert told(seen(desk)) == told(seen(whole))
    assert seen(desk).origins == seen(whole).origins


def test_a_translation_has_from_its_original_what_it_does_not_say(
    folder: Path, tmp_path: Path
) -> None:
    desk = desk_in(tmp_path / "desk")
    done = add(desk, [folder], now=EARLY)
    assert done.faults == []
    (page,) = [r for r in seen(desk).readings if r.report.translation is not None]
    assert page.report.published is not None
    assert (page.report.publisher, page.report.published_by) == ("Southern Post", "original")
    assert page.statements
    yesterday = [d.interval for s in page.statements for d in s.dates if "yesterday" in d.text]
    assert yesterday
    assert {i.start for i in yesterday if i} <= {
        datetime(2022, 10, 19, tzinfo=UTC),
        datetime(2022, 10, 19, 17, tzinfo=UTC),
        datetime(2022, 10, 19, 18, tzinfo=UTC),
    }


def test_a_file_already_held_can_be_declared_a_translation_later(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "manifest.csv").unlink()
    desk = desk_in(tmp_path / "desk")
    add(desk, [folder], now=EARLY)
    original = str(folder / "south.ru.txt")
    add(desk, [folder / "south.en.txt"], now=LATE, translation=Translation(original, "a machine"))
    with desk.ledger(read_only=True) as ledger:
        assert ledger.translations(known_at=LATE) == ()
        (found,) = ledger.translations()
    assert found.translation is not None
    assert (found.translation.translator, found.translation.original is None) == (
        "a machine",
        False,
    )


def test_a_folder_is_no_translation_of_one_report(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(BadArgument):
        add(desk_in(tmp_path / "desk"), [folder], now=EARLY, translation=Translation("a", "b"))


def test_status_and_doctor_say_what_is_not_read_and_what_would_mend_it(
    folder: Path, tmp_path: Path
) -> None:
    desk = desk_in(tmp_path / "desk")
    add(desk, [folder / "south.ru.txt"], now=EARLY)
    (row,) = status_of(desk)["unread"]
    assert (row["code"], row["language"], row["reports"]) == ("T402", "ru", 1)
    assert "--translates" in row["mend"]
    (found,) = [one for one in diagnose(desk) if one["code"] == "T402"]
    assert "--translates" in found["hint"]
    add(desk, [folder / "south.en.txt"], now=LATE)
    assert status_of(desk)["unread"] == []
    assert not [one for one in diagnose(desk) if one["code"] in {"T402", "D004", "D005"}]


def test_a_missing_translator_or_original_is_told_and_the_translation_kept(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "manifest.csv").write_text(
        "file,published,publisher,translation_of,translator\n"
        "south.en.txt,2022-10-20,Southern Post,nowhere.txt,\n"
    )
    desk = desk_in(tmp_path / "desk")
    add(desk, [folder / "south.en.txt"], now=EARLY)
    codes = [one["code"] for one in diagnose(desk) if one["code"].startswith("D00")]
    assert codes == ["D004", "D005"]
    (page,) = seen(desk).readings
    assert page.report.translation == Translation("nowhere.txt", None, None)
    assert json.dumps(page.report.translation.told) == '"translated by an unnamed translator"'
