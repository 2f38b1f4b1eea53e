"""A likelihood of what a sentence before told is a view of that, and leads to its own sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.desks import NOW, Seen, desk_of

from tocsin.desk import add

INSTITUTE = "Institute for the Study of War"
WARNED = "Ukrainian officials warned on Thursday that Belarus may enter the war beside Russia"
LAST = "2022-10-21"


def seen(folder: Path, text: str) -> Seen:
    """A desk with the example's watch and one report of these words."""
    desk = desk_of(folder / "desk", [])
    path = folder / "told.jsonl"
    said = {"text": text, "published": "2022-10-20", "publisher": "Alpha Post"}
    path.write_text(json.dumps(said) + "\n", "utf-8")
    add(desk, [path], now=NOW)
    return Seen(desk, LAST)


@pytest.mark.parametrize(
    "rated",
    [
        f". The {INSTITUTE} called that highly unlikely.",
        f", but the {INSTITUTE} considers this highly unlikely.",
    ],
)
def test_what_is_called_unlikely_is_what_was_told_before(tmp_path: Path, rated: str) -> None:
    told = seen(tmp_path, WARNED + rated)
    (view,) = told.views(LAST, INSTITUTE)
    assert (view.proposition, view.phrase, view.counted) == ("entry", "highly unlikely", True)
    assert any(INSTITUTE in words for words in told.spoken(view))


@pytest.mark.parametrize(
    "rated",
    [
        f". The {INSTITUTE} called a coup in Minsk highly unlikely.",
        f". The {INSTITUTE} would call that highly unlikely if Minsk agreed to talks.",
    ],
)
def test_what_is_said_of_another_thing_or_under_a_case_is_no_view(
    tmp_path: Path, rated: str
) -> None:
    assert not [one for one in seen(tmp_path, WARNED + rated).views(LAST, INSTITUTE) if one.counted]
