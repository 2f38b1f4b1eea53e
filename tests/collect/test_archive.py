from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from tests.collect.documents import archive, captured, faults, finds, leads, package, record

from tocsin.collect import Captured, gather

PAGE = "<title>Ferries</title><h1>Ferries</h1><p>No ferry left the häven.</p>".encode()
ONE, TWO = "https://gazette.example/1", "https://gazette.example/2"


@pytest.mark.parametrize("packed", [False, True])
def test_the_pages_of_an_archive_are_reports_with_their_address(packed: bool) -> None:
    data = archive(
        record(PAGE, ONE, Content_Type="text/html; charset=utf-8"),
        record(PAGE, "https://gazette.example/1.png", Content_Type="image/png"),
        record(PAGE, "https://gazette.example/gone", http="404 Not Found"),
        record(b"Two words here.", TWO, Content_Type="text/plain"),
        packed=packed,
    )
    found = finds("warc", data)
    assert [one.report.url for one in captured(found)] == [ONE, TWO]
    first = captured(found)[0]
    assert first.data == PAGE
    assert first.report.text == "Ferries\n\nNo ferry left the häven."
    assert (first.report.host, first.report.charset) == ("gazette.example", "utf-8")
    assert faults(found) == []


def test_packed_and_chunked_bodies_are_made_whole() -> None:
    chunks = b"5\r\n" + PAGE[:5] + b"\r\n" + f"{len(PAGE) - 5:x}".encode() + b"\r\n" + PAGE[5:]
    data = archive(
        record(gzip.compress(PAGE), ONE, Content_Encoding="gzip"),
        record(chunks + b"\r\n0\r\n\r\n", TWO, Transfer_Encoding="chunked"),
        record(PAGE, "https://c.example/", Transfer_Encoding="chunked"),
    )
    assert [one.data for one in captured(finds("warc", data))] == [PAGE] * 3


def test_a_bomb_in_a_record_does_not_stop_the_next() -> None:
    bomb = gzip.compress(bytes(120_000_000))
    found = finds("warc", archive(record(bomb, ONE, Content_Encoding="gzip"), record(PAGE, TWO)))
    assert faults(found) == ["T102"]
    assert [one.report.url for one in captured(found)] == [TWO]


def test_an_archive_that_breaks_off_gives_what_is_whole() -> None:
    whole = archive(record(PAGE, ONE), record(PAGE, TWO))
    for data in (whole[:-60], whole[:-300], gzip.compress(whole)[:-30]):
        found = finds("warc", data)
        assert captured(found)[0].report.url == ONE or faults(found)
        assert faults(found)


@pytest.mark.parametrize("data", [b"", b"hello", b"WARC/1.0\r\n\r\n", b"\x1f\x8b\x08" + bytes(99)])
def test_what_is_no_archive_is_told(data: bytes) -> None:
    assert faults(finds("warc", data))


def test_only_addresses_that_are_wanted_are_taken() -> None:
    data = archive(record(PAGE, ONE), record(PAGE, TWO))
    found = finds("warc", data, options={"include": "/2"})
    assert [one.report.url for one in captured(found)] == [TWO]


def test_a_package_gives_the_pages_of_its_archives() -> None:
    data = package(archive__a_warc=archive(record(PAGE, ONE)), archive__b_warc=b"broken")
    found = finds("wacz", data)
    assert [one.report.url for one in captured(found)] == [ONE]
    assert faults(found) == ["T105"]


def test_a_member_that_would_unpack_to_far_more_is_left() -> None:
    data = package(archive__a_warc=bytes(50_000_000), archive__b_warc=archive(record(PAGE, ONE)))
    found = finds("wacz", data)
    assert faults(found) == ["T105"]
    assert len(captured(found)) == 1


def test_a_package_writes_nothing_wherever_its_names_lead(tmp_path: Path) -> None:
    out = io.BytesIO()
    import zipfile

    with zipfile.ZipFile(out, "w") as made:
        made.writestr("../../../escaped.warc", archive(record(PAGE, ONE)))
    (tmp_path / "sub").mkdir()
    path = tmp_path / "sub" / "a.wacz"
    path.write_bytes(out.getvalue())
    assert len([one for one in gather([path]) if isinstance(one, Captured)]) == 1
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["a.wacz", "sub"]


@pytest.mark.parametrize("cut", [10, 100, 400])
def test_a_package_that_is_no_sound_one_is_told(cut: int) -> None:
    assert faults(finds("wacz", package(archive__a_warc=archive(record(PAGE, ONE)))[:cut]))


def test_an_index_reads_from_the_archive_beside_it(tmp_path: Path) -> None:
    first, second = gzip.compress(record(PAGE, ONE)), gzip.compress(record(PAGE, TWO))
    (tmp_path / "a.warc.gz").write_bytes(first + second)
    line = (
        f'example,gazette)/2 20221012043000 {{"url": "{TWO}", "mime": "text/html", "status": "200",'
        f' "offset": "{len(first)}", "length": "{len(second)}", "filename": "a.warc.gz"}}\n'
    )
    (tmp_path / "a.cdxj").write_text(line)
    found = list(gather([tmp_path / "a.cdxj"]))
    assert [one.report.url for one in found if isinstance(one, Captured)] == [TWO]


def test_an_index_never_leaves_its_folder(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(record(PAGE, ONE))
    (tmp_path / "sub").mkdir()
    for name in ("../a.warc", str(tmp_path / "a.warc"), "..\\\\a.warc"):
        row = f'x 2022 {{"url": "{ONE}", "offset": "0", "filename": "{name}"}}\n'
        (tmp_path / "sub" / "a.cdxj").write_text(row)
        assert [
            one.code for one in gather([tmp_path / "sub"]) if not isinstance(one, Captured)
        ] == ["T112"]


def test_an_index_without_its_archive_leads_to_an_archive_that_a_person_names() -> None:
    data = (
        b" CDX N b a m s k r M S V g\n"
        b"example,gazette)/1 20221012043000 https://gazette.example/1 text/html 200 ABC - - 5 6 f\n"
        b"example,gazette)/2 20221012043000 https://gazette.example/2 image/png 200 ABC - - 5 6 f\n"
        b"broken line\n"
    )
    (lead,) = leads(finds("cdx", data))
    assert lead.url == ONE
    replay = "https://archive.example/{timestamp}id_/{url}"
    (lead,) = leads(finds("cdx", data, options={"replay": replay}))
    assert lead.url == f"https://archive.example/20221012043000id_/{ONE}"
    assert lead.said.url == ONE
