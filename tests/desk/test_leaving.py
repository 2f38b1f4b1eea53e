"""An assessment leaves a desk in every form, and a PDF of it can be looked at."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tocsin.desk import demonstrate, export_of
from tocsin.desk.exporting import FORMS, write_whole
from tocsin.desk.place import Desk
from tocsin.desk.printing import pdf_of
from tocsin.errors import BadArgument
from tocsin.nouns import cut_of

NOW = datetime(2026, 1, 1, tzinfo=UTC)
AS_OF, KNOWN_AT = cut_of("2022-12-21"), cut_of("2026-01-01")

pdfium = pytest.importorskip("pypdfium2", reason="what shows a PDF is not installed")
pytest.importorskip("weasyprint", reason="the extra pdf is not installed")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, str]:
    folder = tmp_path_factory.mktemp("leaving") / "desk"
    name = demonstrate(folder, now=NOW).case.watch.id
    return Desk.open(folder), name


def left(demo: tuple[Desk, str], form: str, **options: str | None) -> str | bytes:
    place, name = demo
    with place.ledger(read_only=True) as ledger:
        return export_of(
            *(place, ledger, name, "assessment", form),
            as_of=AS_OF,
            known_at=KNOWN_AT,
            style=options.get("style"),
            cut=options.get("cut"),
        )


@pytest.mark.parametrize("form", [one for one in FORMS if one != "pdf"])
def test_an_assessment_leaves_in_every_form(demo: tuple[Desk, str], form: str) -> None:
    text = left(demo, form)
    assert isinstance(text, str)
    if form in {"json", "jsonl", "stix", "misp"}:
        json.loads(text)


def test_a_style_and_a_short_form_leave_as_well(demo: tuple[Desk, str]) -> None:
    text = left(demo, "md", style="us", cut="short")
    assert isinstance(text, str)
    assert "percent" in text
    assert "## Bottom line up front" in text
    with pytest.raises(BadArgument, match="for an assessment"):
        left(demo, "atom", style="us")


def test_a_pdf_has_the_page_s_words_and_its_drawings_and_the_same_bytes_twice(
    demo: tuple[Desk, str], tmp_path: Path
) -> None:
    made = left(demo, "pdf", cut="short")
    assert isinstance(made, bytes)
    assert made == left(demo, "pdf", cut="short")
    file = tmp_path / "a.pdf"
    write_whole(file, made)
    document = pdfium.PdfDocument(file)
    words = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert "Bottom line" in words
    assert "Confidence in this judgement" in words
    picture = document[0].render(scale=1).to_pil().convert("L")
    greys = {value for _, value in picture.getcolors(256)}
    # The ground of the yardstick, a band of it and the ink: the drawing has its greys.
    assert {0xF4, 0xDD, 0} <= greys
    document.close()


def test_a_page_loads_nothing_from_anywhere(tmp_path: Path) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("p { display: none }", "utf-8")
    link = f"<link rel=stylesheet href='{secret.as_uri()}'>"
    page = f"{link}<p>Shown.</p><img src='http://127.0.0.1:9/'>"
    document = pdfium.PdfDocument(pdf_of(page))
    assert "Shown." in document[0].get_textpage().get_text_bounded()
    document.close()
