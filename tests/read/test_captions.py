"""Captions: what is said under a picture counts as said, who took it does not."""

from __future__ import annotations

import pytest
from tests.read.reading import statements

from tocsin.read import Reader


@pytest.mark.parametrize("line", ["Lena Marsh/Harbour Pictures", "Image source, Harbour Pictures"])
def test_a_line_that_only_names_a_picture_s_maker_says_nothing(reader: Reader, line: str) -> None:
    assert statements(reader, line, kind="caption") == ()


def test_a_caption_that_tells_or_dates_something_is_a_statement(reader: Reader) -> None:
    told = statements(reader, "The minister meets her colleague in Norport.", kind="caption")
    dated = statements(reader, "Protests in Norport in 2029", kind="caption")
    assert [one.segment for one in (*told, *dated)] == ["caption", "caption"]
