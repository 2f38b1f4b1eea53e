"""What nothing, or little, is said to point to: who says so does not hold it likely."""

from __future__ import annotations

import pytest
from tests.read.reading import statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    "text",
    [
        "Oslo said there was nothing to suggest that a raid was likely.",
        "Oslo said it had seen nothing to indicate a raid was probable.",
        "“There is nothing in the images to suggest that a raid is likely,” Oslo said.",
        "Oslo said there was little to suggest that a raid was imminent.",
        "Oslo said there was not much to show that a raid was likely.",
        "Oslo said there was nothing that suggested that a raid was likely.",
        "Oslo said nothing pointed to an imminent raid.",
        "Nothing points to a raid being likely, Oslo said.",
        "Little suggests that a raid is likely, Oslo said.",
        "Oslo said that hardly anything suggested that a raid was likely.",
        "Oslo said it had not seen anything to suggest that a raid was likely.",
        "Oslo said nothing made it believe that a raid was likely.",
        "Oslo said there were few signs that a raid was likely.",
        "Oslo said nothing suggested that a raid was unlikely.",
    ],
)
def test_what_nothing_points_to_nobody_holds_likely(reader: Reader, text: str) -> None:
    found = statements(reader, text)
    assert not [s.likelihood for s in found if s.likelihood is not None]
    assert {s.polarity for s in found} == {"negated"}
    assert {s.speaker.text for s in found if s.speaker is not None} == {"Oslo"}


@pytest.mark.parametrize(
    "text",
    [
        "Oslo said there was much to suggest that a raid was likely.",
        "Oslo said there was a little to suggest that a raid was likely.",
        "Oslo said there were a few signs that a raid was likely.",
        "Oslo said nothing had been done and that a raid was likely.",
        "Oslo said there was nothing to stop a raid, which was likely.",
        "The truce means little, since a raid is likely, Oslo said.",
        "Oslo said that little training made a raid likely.",
    ],
)
def test_what_something_points_to_is_likely(reader: Reader, text: str) -> None:
    levels = [s for s in statements(reader, text) if s.likelihood is not None]
    assert [s.likelihood.phrase for s in levels if s.likelihood] == ["likely"]
