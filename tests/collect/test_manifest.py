from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tocsin.collect import Captured, gather
from tocsin.errors import CollectError, ManifestFault
from tocsin.nouns import Interval, Report, Translation

SAID = "It was said.\n"


def folder_of(tmp_path: Path, manifest: str, *files: str) -> Path:
    (tmp_path / "manifest.csv").write_bytes(manifest.encode())
    for file in files:
        (tmp_path / file).write_text(SAID)
    return tmp_path


def sorted_out(folder: Path) -> tuple[dict[str, Report], list[ManifestFault]]:
    found = list(gather([folder]))
    reports = {Path(c.report.file).name: c.report for c in found if isinstance(c, Captured)}
    faults = [one for one in found if isinstance(one, CollectError)]
    assert all(isinstance(fault, ManifestFault) for fault in faults)
    return reports, [fault for fault in faults if isinstance(fault, ManifestFault)]


def test_a_manifest_is_read_without_asking(tmp_path: Path) -> None:
    folder = folder_of(
        tmp_path,
        "file,published,publisher,host,author,url,language,title\r\n"
        'a.txt,2022-10-20,"Herald, The",,A. Writer,https://www.herald.example/x,en-GB,A title\r\n',
        "a.txt",
    )
    reports, faults = sorted_out(folder)
    report = reports["a.txt"]
    assert faults == []
    assert report.published == Interval.day(datetime(2022, 10, 20, tzinfo=UTC).date())
    assert (report.publisher, report.host, report.author) == (
        "Herald, The",
        "herald.example",
        "A. Writer",
    )
    assert (report.url, report.language, report.title) == (
        "https://www.herald.example/x",
        "en",
        "A title",
    )


def test_an_empty_cell_says_nothing(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "file,published,publisher,host,author\na.txt,,,,\n", "a.txt")
    report = sorted_out(folder)[0]["a.txt"]
    assert (report.published, report.publisher, report.host, report.author) == (None,) * 4


def test_a_time_counts_to_the_second_in_utc(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "file,published\na.txt,2022-10-20T08:15:30+02:00\n", "a.txt")
    published = sorted_out(folder)[0]["a.txt"].published
    assert published == Interval.instant(datetime(2022, 10, 20, 6, 15, 30, tzinfo=UTC))


def test_a_bad_line_is_named_and_the_others_are_followed(tmp_path: Path) -> None:
    folder = folder_of(
        tmp_path,
        "file,published,publisher\n"
        "a.txt,sometime in May,Herald\n"
        ",2022-10-20,Herald\n"
        "gone.txt,2022-10-20,Herald\n"
        "b.txt,2022-10-21,Courier\n"
        "b.txt,2022-10-22,Courier\n"
        "c.txt,2022-10-23,Courier,more\n",
        "a.txt",
        "b.txt",
        "c.txt",
    )
    reports, faults = sorted_out(folder)
    assert sorted(str(fault.at) for fault in faults) == ["2", "3", "4", "6", "7"]
    assert all(fault.file == str(folder / "manifest.csv") for fault in faults)
    assert reports["a.txt"].published is None
    assert reports["a.txt"].publisher == "Herald"
    assert reports["b.txt"].published == Interval.day(datetime(2022, 10, 21, tzinfo=UTC).date())
    assert reports["c.txt"].publisher == "Courier"


@pytest.mark.parametrize("named", ["../b.txt", "in/c.txt", "./in/c.txt"])
def test_a_line_on_a_file_of_another_folder_is_a_fault(tmp_path: Path, named: str) -> None:
    (tmp_path / "b.txt").write_text("It was said.")
    (tmp_path / "here" / "in").mkdir(parents=True)
    folder = folder_of(tmp_path / "here", f"file,publisher\n{named},Herald\n", "a.txt")
    (folder / "in" / "c.txt").write_text("It was said.")
    reports, faults = sorted_out(folder)
    assert [str(fault.at) for fault in faults] == ["2"]
    assert "manifest.csv beside it" in str(faults[0])
    assert {report.publisher for report in reports.values()} == {None}


def test_a_manifest_without_a_file_column_is_a_fault_and_the_files_are_captured(
    tmp_path: Path,
) -> None:
    reports, faults = sorted_out(folder_of(tmp_path, "name,date\na.txt,2022-10-20\n", "a.txt"))
    assert [fault.at for fault in faults] == [1]
    assert reports["a.txt"].published is None


def test_semicolons_and_a_byte_order_mark_are_understood(tmp_path: Path) -> None:
    reports, faults = sorted_out(
        folder_of(tmp_path, "\ufeffFile;Published\na.txt;2022-10-20\n", "a.txt")
    )
    assert faults == []
    assert reports["a.txt"].published is not None


def test_accents_match_however_they_are_composed(tmp_path: Path) -> None:
    reports, faults = sorted_out(
        folder_of(tmp_path, "file,publisher\nZo\u00eb.txt,Herald\n", "Zo\u00eb.txt")
    )
    assert faults == []
    assert reports["Zo\u00eb.txt"].publisher == "Herald"


def test_a_file_named_alone_hears_only_of_its_own_line(tmp_path: Path) -> None:
    folder = folder_of(
        tmp_path, "file,published\na.txt,2022-10-20\nb.txt,never\n", "a.txt", "b.txt"
    )
    assert len(list(gather([folder / "a.txt"]))) == 1
    assert len(list(gather([folder / "b.txt"]))) == 2


def test_the_manifest_goes_before_what_the_page_states(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "file,published\na.html,2022-10-20\n")
    (folder / "a.html").write_text(
        '<meta name="date" content="2019-01-01"><meta property="og:site_name" content="Herald">'
        "<p>It was said.</p>"
    )
    report = sorted_out(folder)[0]["a.html"]
    assert report.published_by == "manifest"
    assert report.publisher == "Herald"


def test_a_manifest_names_originals_and_translators(tmp_path: Path) -> None:
    folder = folder_of(
        tmp_path,
        "file,translation_of,translator\na.txt,b.txt,A. Person\nb.txt,,\n",
        "a.txt",
        "b.txt",
    )
    reports, faults = sorted_out(folder)
    assert faults == []
    assert reports["a.txt"].translation == Translation("b.txt", "A. Person")
    assert reports["b.txt"].translation is None
