"""A desk to which reports come for months, while things go wrong, loses none of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripts.soak import soaking
from scripts.soak.soaking import Soaked, soak

from tocsin.ledger import Ledger


def soaked(folder: Path, count: int, days: int) -> Soaked:
    return list(soak(folder / "desk", count, days))[-1]


@pytest.mark.slow
def test_of_each_report_that_was_sent_it_is_known_what_became(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(soaking, "TORN", 0.5)
    found = soaked(tmp_path, 240, 12)
    assert found.faults == []
    assert found.sent == sum(found.fates.values()) > 240
    assert set(found.fates) == {"read", "known", "waiting", "refused"}
    assert {"batches torn", "corrections", "erasures", "kept waiting"} <= set(found.done)
    assert len(found.days) == 12


def test_a_report_that_is_lost_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Ledger.recorded
    monkeypatch.setattr(Ledger, "recorded", lambda self, **asked: kept(self, **asked)[:-1])
    assert any("reports are there" in one for one in soaked(tmp_path, 20, 2).faults)
