from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tocsin.collect import Captured, gather
from tocsin.errors import CollectError

SAID = "The ministry said so.\n"


def names(found: list[Captured | CollectError]) -> list[str]:
    return [
        Path(one.report.file).name if isinstance(one, Captured) else f"{one.code} {one.at}"
        for one in found
    ]


def test_a_folder_gives_its_files_by_name_and_its_folders_after_them(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.txt", "z.txt", ".hidden.txt", ".git/d.txt", "photo.jpg"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(SAID)
    assert names(list(gather([tmp_path]))) == ["a.md", "b.txt", "z.txt", "c.txt"]


def test_a_document_of_a_format_that_is_not_read_is_not_passed_over_in_silence(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04")
    assert names(list(gather([tmp_path]))) == ["T101 None"]


def test_a_missing_path_is_unreachable_and_the_others_are_captured(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SAID)
    found = list(gather([tmp_path / "none.txt", tmp_path / "a.txt", "\0"]))
    assert names(found) == ["T104 None", "a.txt", "T104 None"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may open everything")
def test_a_file_without_the_right_to_open_it_is_unreachable(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SAID)
    path.chmod(0)
    assert names(list(gather([path]))) == ["T104 None"]


def test_a_pipe_is_no_file_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert names(list(gather([tmp_path]))) == ["T104 None"]


def test_a_link_back_to_its_own_folder_is_entered_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SAID)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    assert names(list(gather([tmp_path]))) == ["a.txt", "T104 None"]


def test_odd_names_are_captured_and_can_be_written_down(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/\xff new\nline.txt"
    Path(os.fsdecode(odd)).write_text(SAID)
    (found,) = gather([tmp_path])
    assert isinstance(found, Captured)
    assert found.report.file.endswith("\\xff new\nline.txt")
    found.report.file.encode()


def test_a_file_of_an_unknown_ending_is_plain_text_when_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text(SAID)
    (found,) = gather([tmp_path / "notes"], feed="desk")
    assert isinstance(found, Captured)
    assert found.report.media_type == "text/plain"
    at = datetime(2022, 10, 20, tzinfo=UTC)
    assert found.capture(at).feed == "desk"
    assert found.capture(at).file == found.report.file


def test_one_report_at_a_time_is_held(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(SAID)
    stream = gather([tmp_path])
    next(stream)
    (tmp_path / "3.txt").unlink()  # not opened yet
    assert names(list(stream)) == ["1.txt", "2.txt", "T104 None", "4.txt"]


def test_plain_text_without_a_manifest_is_undated_and_has_no_title(tmp_path: Path) -> None:
    (tmp_path / "2022-10-20.txt").write_text("A headline\n\n20 October 2022. It was said.")
    (found,) = gather([tmp_path])
    assert isinstance(found, Captured)
    assert (found.report.published, found.report.published_by) == (None, "none")
    assert found.report.title is None


def test_the_same_bytes_from_one_place_have_one_id_and_of_two_days_two(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(SAID)
    (tmp_path / "manifest.csv").write_text(
        "file,published\na.txt,2022-10-20\nb.txt,2022-10-20\nc.txt,2022-10-21\n"
    )
    ids = [one.report.id for one in gather([tmp_path]) if isinstance(one, Captured)]
    assert ids[0] == ids[1] != ids[2]


def test_language_is_told_from_a_hundred_letters_on(tmp_path: Path) -> None:
    english = "The government has denied that its soldiers would cross the border this year. "
    ukrainian = "Уряд заперечив, що його військові перетнуть кордон цього року. "
    for name, text in (("a.txt", english), ("b.txt", english * 2), ("c.txt", ukrainian * 3)):
        (tmp_path / name).write_text(text)
    told = [one.report.language for one in gather([tmp_path]) if isinstance(one, Captured)]
    assert told == [None, "en", "uk"]


def test_the_founding_reports_are_captured_with_their_manifest(founding: Path) -> None:
    found = [one for one in gather([founding]) if isinstance(one, Captured)]
    assert len(found) == 5
    for one in found:
        report = one.report
        path = Path(report.file)
        assert report.text == path.read_bytes().decode("utf-8")
        assert report.published_by == "manifest"
        assert report.published is not None
        assert report.publisher is not None
        assert report.language == "en"
        assert report.faults == 0


def test_a_short_english_item_full_of_foreign_names_is_english(tmp_path: Path) -> None:
    text = (
        "Forces of Qarabulaq and Yenikend have fought over the heights of Murovdag and Agdere, "
        "and the ministries of Xankendi and Naxcivan have named Suqovusan and Cocuq Mercanli."
    )
    (tmp_path / "names.txt").write_text(text, "utf-8")
    (captured,) = gather([tmp_path / "names.txt"])
    assert isinstance(captured, Captured)
    assert captured.report.language == "en"
