from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from tests.collect.documents import captured, faults, finds

from tocsin.collect import Captured, Limits, gather


def pdf(*pages: str, title: str = "") -> bytes:
    """A document of these pages, each of one line."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for words in pages:
        drawn = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET" if words else ""
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {number + 1} 0 R "
            "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> "
            ">> >> >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< /Title ({title}) /CreationDate (D:20221012043000Z) >>")
    out = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n".encode()
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    return (
        out
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
        + f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n".encode()
        + f"startxref\n{len(out)}\n%%EOF\n".encode()
    )


def test_the_pages_of_a_document_are_one_text() -> None:
    (found,) = captured(finds("pdf", pdf("No ferry left.", "", "Two ships came.", title="Ferries")))
    assert found.report.text == "No ferry left.\n\nTwo ships came."
    assert (found.report.title, found.report.media_type) == ("Ferries", "application/pdf")


def test_the_day_on_which_it_was_made_is_no_date_of_publication() -> None:
    (found,) = captured(finds("pdf", pdf("No ferry left.")))
    assert found.report.published is None


def test_a_folder_gives_its_documents_with_what_its_manifest_says(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf("No ferry left."))
    (tmp_path / "manifest.csv").write_text("file,published\na.pdf,2022-10-12\n")
    (found,) = gather([tmp_path])
    assert isinstance(found, Captured)
    assert found.report.published_by == "manifest"


def test_pictures_of_text_and_locked_documents_are_told() -> None:
    assert faults(finds("pdf", pdf(""))) == ["T103"]
    writer = PdfWriter(PdfReader(io.BytesIO(pdf("No ferry left."))))
    writer.encrypt("word", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert faults(finds("pdf", out.getvalue())) == ["T101"]


def test_a_text_that_is_too_long_is_kept_and_not_read() -> None:
    (found,) = captured(finds("pdf", pdf("No ferry left. " * 50), limits=Limits(characters=100)))
    assert found.report.refusal == "T102"


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7", pdf("a")[:200], b"%PDF-" * 99_999])
def test_what_is_no_document_is_told(data: bytes) -> None:
    assert faults(finds("pdf", data))


def test_a_document_that_refers_to_itself_ends() -> None:
    looped = pdf("a").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")
    assert faults(finds("pdf", looped))
