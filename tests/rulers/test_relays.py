"""Relays: an item is right when every relay of it is."""

from __future__ import annotations

import pytest

from tocsin.errors import BadRow
from tocsin.rulers.figures import Figures
from tocsin.rulers.relays import score_rows
from tocsin.rulers.rows import table_of

GOLD = table_of(
    [
        {"id": "1", "chains": [{"name": "AP", "via": "Courier"}]},
        {"id": "2", "chains": [{"name": "AFP", "via": "Herald"}, {"name": "BBC", "via": None}]},
    ]
)


def judged(*chains: list[dict[str, str | None]]) -> Figures:
    rows = [{"id": str(n), "chains": list(row)} for n, row in enumerate(chains, 1)]
    return score_rows(GOLD, table_of(rows))


def test_case_and_commas_at_the_ends_do_not_count_nor_do_names_without_a_relay() -> None:
    figures = judged([{"name": "AP,", "via": "courier"}], [{"name": "AFP", "via": "Herald"}])
    assert (figures["both"], figures["chains"]["f1"]) == (1.0, 1.0)


def test_each_side_is_counted_alone_too() -> None:
    figures = judged([{"name": "AP", "via": "Courier"}], [{"name": "Herald", "via": "Herald"}])
    assert (figures["both"], figures["publisher"], figures["origin"]) == (0.5, 1.0, 0.5)


def test_a_relay_too_many_makes_an_item_wrong() -> None:
    figures = judged(
        [{"name": "AP", "via": "Courier"}, {"name": "AP", "via": "Herald"}],
        [{"name": "AFP", "via": "Herald"}],
    )
    assert figures["both"] == 0.5
    assert figures["chains"] == {"p": pytest.approx(2 / 3), "r": 1.0, "f1": pytest.approx(0.8)}


def test_an_item_without_a_prediction_is_wrong() -> None:
    figures = judged([{"name": "AP", "via": "Courier"}])
    assert (figures["missing"], figures["both"]) == (1, 0.5)


def test_a_chain_without_a_name_is_refused() -> None:
    with pytest.raises(BadRow, match="name"):
        score_rows(GOLD, table_of([{"id": "1", "chains": [{"via": "Courier"}]}]))
