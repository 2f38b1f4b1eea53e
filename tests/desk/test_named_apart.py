"""Outlets by other names: what copies weigh hangs on when they came, and on no name or id."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest
from tests.desks import NOW, Seen, desk_of

from tocsin.desk import add

TRAIN = (
    "The monitoring group Belaruski Hajun said that a train with 20 tanks left Asipovichy for"
    " Russia on Sunday."
)
DAYS = ("2022-10-07", "2022-10-14", "2022-10-16")
LAST = "2022-10-30"
NAMES = ("Alpha Post", "Gamma Mail", "Delphi Sun")


def figures(folder: Path, outlets: tuple[str, ...]) -> tuple[float, ...]:
    """The event's log-odds, bar by bar, after copies in these outlets on the days in their turn."""
    folder.mkdir()
    desk = desk_of(folder / "desk", [])
    path = folder / "copies.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for day, outlet in zip(DAYS, outlets, strict=False):
            said = {"text": TRAIN, "published": day, "publisher": outlet}
            file.write(json.dumps(said) + "\n")
    add(desk, [path], now=NOW)
    return tuple(bar.logodds for bar in Seen(desk, LAST).now.estimate.waterfall)


@pytest.mark.parametrize("count", [2, 3])
def test_copies_weigh_as_the_first_alone_whatever_their_outlets_are_called(
    tmp_path: Path, count: int
) -> None:
    """Each copy alone would tell of another Sunday, and a later one of a fresher sign."""
    alone = figures(tmp_path / "alone", NAMES[:1])
    for at, outlets in enumerate(permutations(NAMES, count)):
        assert figures(tmp_path / str(at), outlets) == pytest.approx(alone), outlets
