"""Repeats, scored: said again word for word, said again in other words, changed, or neither."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tocsin.evaluate import repeats
from tocsin.evaluate.corpora import PUBLISHER
from tocsin.evaluate.parsed import reader
from tocsin.evaluate.read_in_place import half_of
from tocsin.evaluate.weighed import read_text, report_of
from tocsin.trace import load_register

TEXTS = {"2023-05-01.txt": "The dam in Tavo holds.", "2023-05-02.txt": "The Tavo dam still holds."}
MARKED = [("m1", "2023-05-01", "2023-05-01"), ("m2", "2023-05-02", "2023-05-01")]


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A frozen set of one pair that says again, beside two marked sentences, one a repeat."""
    places = []
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, "utf-8")
        digest = sha256(text.encode()).hexdigest()
        places.append({"doc": name, "start": 0, "end": len(text), "sha256": digest})
    pair = {"id": "x1", "earlier": places[0], "later": places[1], "stratum": "most"}
    (tmp_path / "repeats.sample.jsonl").write_text(json.dumps(pair) + "\n", "utf-8")
    content = json.dumps({"id": "x1", "label": "again"}) + "\n"
    (tmp_path / "repeats.jsonl").write_text(content, "utf-8")
    sheet = {"sets": {"repeats": {"sha256": sha256(content.encode()).hexdigest()}}}
    (tmp_path / "FROZEN.yaml").write_text(json.dumps(sheet), "utf-8")
    sentence = "Troops from the island will likely enter Tavo."
    marked = tmp_path / repeats.MARKED
    marked.parent.mkdir()
    rows = [
        {"id": key, "date": day, "first_seen": first, "sentence": sentence}
        for key, day, first in MARKED
    ]
    marked.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    monkeypatch.setenv("TOCSIN_GOLD", str(tmp_path))
    return tmp_path / "repeats.jsonl"


def scored(gold: Path, rows: list[dict[str, Any]]) -> dict[str, Any]:
    given = gold.with_name("given.jsonl")
    given.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert all(low <= high for low, high in repeats.intervals(gold, given).values())
    return repeats.figures(gold, given)


def test_a_repeat_is_predicted_where_the_words_stand_on_an_earlier_day(gold: Path) -> None:
    rows = list(repeats.predict(gold, gold.parent))
    assert [row.get("exact") for row in rows] == [False, True, None]
    assert rows[-1]["label"] in {"again", "changed", "other"}
    assert scored(gold, rows)["exact"]["f1"] == 1.0


def test_a_false_repeat_lowers_precision_and_a_missed_pair_recall(gold: Path) -> None:
    both = [{"id": key, "exact": True} for key, _, _ in MARKED]
    found = scored(gold, [*both, {"id": "x1", "label": "other"}])
    assert (found["exact"]["p"], found["exact"]["r"]) == (0.5, 1.0)
    assert found["again"]["r"] == found["other"]["p"] == 0.0
    assert found["halves"][half_of("x1")]["again"]["n"] == 1


def test_a_note_mark_does_not_make_another_wording_and_a_day_does() -> None:
    assert repeats.wording_of("It held.[12]") == repeats.wording_of("It held;")
    assert repeats.wording_of("It held on May 1.") != repeats.wording_of("It held on May 2.")


def test_two_sentences_that_share_nothing_are_of_other_things() -> None:
    register = load_register()
    model = reader()
    one, two = (
        read_text(model, report_of(text, date(2023, 5, day), PUBLISHER))
        for day, text in ((1, "The dam in Tavo holds."), (2, "Dockers in Lomnica strike."))
    )
    assert repeats.label_of(one, two, register) == "other"
