"""The table: intervals, what is short of what is asked, and a set of labels of our own."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tocsin.errors import BadArgument
from tocsin.evaluate import evaluate_task, lines_of, table, table_text, tasks
from tocsin.evaluate.parsed import keeping, kept_folder
from tocsin.evaluate.tasks import Task, measure_task, task_of
from tocsin.rulers import labels as ruler

FIGURES = [
    {"at": "accuracy", "name": "accuracy", "must": 0.6, "goal": 0.9, "peer": "theirs .5"},
    {"at": "macro_f1", "name": "macro F1", "interval": "macro_f1_95"},
]
ENTRY = {"what": "made-up labels", "figures": FIGURES}


def line(value: float | None, kind: str = "public", **asked: object) -> Any:
    entry = {"what": "w", "public": "f.jsonl", "figures": [{"at": "f", "name": "f", **asked}]}
    result = {"task": "t", "n": 3, "figures": {"f": value}}
    (made,) = lines_of(task_of("t", entry), kind, result, {"f": [0.1, 0.2]})
    return made


@pytest.mark.parametrize(
    ("value", "asked", "stands"),
    [
        (0.5, {"must": 0.6, "goal": 0.7}, "short of must"),
        (0.65, {"must": 0.6, "goal": 0.7}, "short of goal"),
        (0.7, {"must": 0.6, "goal": 0.7}, "goal met"),
        (0.6, {"must": 0.6}, "must met"),
        (0.5, {}, ""),
        (None, {"must": 0.6, "goal": 0.7}, ""),
        (0.03, {"must": 0.02, "goal": 0.01, "lower": True}, "short of must"),
        (0.005, {"must": 0.02, "goal": 0.01, "lower": True}, "goal met"),
    ],
)
def test_a_figure_says_in_words_where_it_stands(
    value: float | None, asked: dict[str, Any], stands: str
) -> None:
    assert line(value, **asked).stands == stands


def test_nothing_is_asked_of_bundled_gold() -> None:
    made = line(0.1, "bundled", must=0.6, goal=0.7, peer="theirs .5")
    assert (made.must, made.goal, made.stands, made.others) == (None, None, "", "")


def test_what_a_task_without_other_gold_must_do_is_asked_of_its_bundled_gold() -> None:
    entry = {"what": "w", "bundled": "f.jsonl", "figures": [{"at": "f", "name": "f", "must": 0.6}]}
    (made,) = lines_of(
        task_of("t", entry), "bundled", {"task": "t", "n": 3, "figures": {"f": 0}}, {}
    )
    assert (made.must, made.stands) == (0.6, "short of must")


def test_a_file_is_known_as_the_gold_that_it_is(tmp_path: Path) -> None:
    quantities = tasks.tasks()["quantities"]
    assert tasks.kind_of(quantities, tasks.gold_of(quantities, "bundled")) == "bundled"
    assert tasks.kind_of(quantities, tmp_path / "gold.jsonl") == ""


def test_an_interval_is_the_rulers_own_or_the_modules() -> None:
    figure = task_of("t", ENTRY).figures
    result = {"accuracy": 0.5, "macro_f1": 0.4, "macro_f1_95": [0.3, 0.5]}
    assert figure[1].interval_of(result, {}) == (0.3, 0.5)
    assert figure[0].interval_of(result, {"accuracy": [0.2, 0.8]}) == (0.2, 0.8)
    assert figure[0].interval_of(result, {}) is None


def test_every_figure_of_every_task_has_an_interval_on_bundled_gold() -> None:
    for task in tasks.tasks().values():
        if task.bundled is None or task.name in {"questions", "replay"}:
            # That of questions is the ruler's, and slow to come by; a replay samples nothing.
            continue
        with keeping(kept_folder()):
            result, intervals = measure_task(task.name, tasks.gold_of(task, "bundled"))
        for made in lines_of(task, "bundled", result, intervals):
            if made.value is not None:
                assert made.low is not None, (made.task, made.figure)
                assert made.high is not None
                assert made.low - 1e-4 <= made.value <= made.high + 1e-4, made


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Task:
    """A task with a set of labels of our own, its module, and the texts that they point into."""
    labels, texts = tmp_path / "labels", tmp_path / "texts"
    labels.mkdir()
    texts.mkdir()
    (texts / "a.txt").write_text("It did not rain. It rained. ", encoding="utf-8")
    rows = [
        {"id": "s1", "file": "a.txt", "start": 0, "end": 16, "label": "dry"},
        {"id": "s2", "file": "a.txt", "start": 17, "end": 27, "label": "wet"},
        {"id": "s3", "file": "a.txt", "start": 17, "end": 27, "label": "dry"},
    ]
    text = "".join(json.dumps(row) + "\n" for row in rows)
    (labels / "made_up.jsonl").write_text(text, encoding="utf-8")

    def predict(gold: Path, texts: Path) -> Iterator[dict[str, Any]]:
        for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
            sentence = (texts / row["file"]).read_text(encoding="utf-8")[row["start"] : row["end"]]
            yield {"id": row["id"], "label": "dry" if " not " in sentence else "wet"}

    module = ModuleType("tocsin.evaluate.made_up")
    vars(module).update(predict=predict, figures=ruler.score, intervals=ruler.intervals)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    task = task_of("made_up", {**ENTRY, "labels": "made_up.jsonl"})
    for house in (tasks, table):
        monkeypatch.setattr(house, "tasks", lambda: {"made_up": task})
    monkeypatch.setattr(tasks, "own_labels", lambda: labels)
    monkeypatch.setenv("TOCSIN_GOLD", str(texts))
    return task


def test_labels_of_our_own_are_measured_on_the_texts_they_point_into(own: Task) -> None:
    (result,) = table.evaluate_all()
    assert (result["task"], result["gold"], result["n"]) == ("made_up", "labels", 3)
    assert result["figures"]["accuracy"] == pytest.approx(2 / 3, abs=1e-4)
    first, second = result["rows"]
    assert (first["stands"], first["others"]) == ("short of goal", "theirs .5")
    assert first["low"] <= first["value"] <= first["high"]
    assert second["low"] is not None
    assert evaluate_task(own.name, None)["figures"] == result["figures"]


def test_labels_of_our_own_stand_in_a_section_of_their_own(own: Task) -> None:
    (result,) = table.evaluate_all()
    named = lines_of(own, "public", result, {})
    shown = table_text([*named, *(table.Line(**row) for row in result["rows"])])
    gold, _, labelled = shown.partition("\n\n")
    assert labelled.startswith("Own labels\n")
    assert gold.splitlines()[0].split() == labelled.splitlines()[1].split()


@pytest.mark.usefixtures("own")
def test_labels_without_their_texts_are_left_out_or_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("TOCSIN_GOLD")
    assert list(table.evaluate_all()) == []
    with pytest.raises(BadArgument, match="offsets into texts"):
        evaluate_task("made_up", None)


def test_the_schema_knows_every_task_kind_and_column(repository: Path) -> None:
    schema = json.loads((repository / "docs" / "schemas" / "eval.json").read_text("utf-8"))
    properties = schema["properties"]
    assert properties["task"]["enum"] == list(tasks.tasks())
    assert properties["gold"]["enum"] == list(tasks.KINDS)
    row = properties["rows"]["items"]
    assert list(row["properties"]) == row["required"] == list(asdict(line(0.5)))
