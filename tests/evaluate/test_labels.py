"""Labels made by hand: drawn, handed in, checked, compared, frozen, loaded beside the text."""

from __future__ import annotations

import importlib.util
import json
import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tocsin.errors import BadRow, TextDiffers, Unreachable
from tocsin.evaluate.agreement import agreement, kappa
from tocsin.evaluate.label_shapes import SETS, faults
from tocsin.evaluate.labels import (
    Sample,
    document_text,
    load_chains,
    load_counts,
    load_repeats,
    load_samples,
    sha256_of,
)
from tocsin.nouns.span import Span

TEXT = "Orlik left. Orlik told Kurier that the Orlik bridge and the dam fell. So it was."
START, END = 12, 69
HAND_IN = {
    "id": "ch001",
    "statements": [
        {
            "speaker": "Orlik#1",
            "speaker_named": True,
            "chain": ["Kurier"],
            "content": "the#1 ~ fell",
        }
    ],
}


def script(repository: Path, name: str) -> ModuleType:
    """A script of the repository, as a module."""
    spec = importlib.util.spec_from_file_location(name, repository / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def work(repository: Path) -> ModuleType:
    return script(repository, "labels")


def sample(doc: str = "a.txt") -> Sample:
    text = TEXT[START:END]
    return Sample("ch001", doc, Span(START, END), sha256_of(text), "told", text, TEXT)


def drawn(folder: Path, name: str, key: str) -> None:
    """Write a document and a sample file of one sentence."""
    (folder / "a.txt").write_text(TEXT, "utf-8")
    row = {
        "id": key,
        "doc": "a.txt",
        "start": START,
        "end": END,
        "sha256": sha256_of(TEXT[START:END]),
        "stratum": "told",
    }
    (folder / f"{name}.sample.jsonl").write_text(json.dumps(row) + "\n", "utf-8")


@pytest.fixture
def frozen(tmp_path: Path, work: ModuleType) -> Path:
    """A folder with a document, a sample, and a frozen set of one row."""
    drawn(tmp_path, "chains", "ch001")
    samples = load_samples("chains", tmp_path, labels=tmp_path)
    row = work.row_of("chains", HAND_IN, samples["ch001"])
    passes = ({"ch001": row}, {"ch001": row})
    assert work.freeze("chains", samples, passes, {}, on=date(2026, 1, 2), folder=tmp_path) == 0
    return tmp_path


def test_words_of_a_hand_in_become_offsets_into_the_document(work: ModuleType) -> None:
    statement = work.row_of("chains", HAND_IN, sample())["statements"][0]
    assert Span(*statement["speaker"]).of(TEXT) == "Orlik"
    assert statement["speaker"][0] == START
    assert [Span(*link).of(TEXT) for link in statement["chain"]] == ["Kurier"]
    assert Span(*statement["content"]).of(TEXT) == "the Orlik bridge and the dam fell"
    assert statement["antecedent"] is None


@pytest.mark.parametrize("words", ["Orlik", "the", "Orl", "nobody", "fell ~ told", "Orlik#3", ""])
def test_words_that_tell_no_one_place_are_refused(work: ModuleType, words: str) -> None:
    with pytest.raises(work.WordsError):
        work.span_of(words, sample())


def test_an_antecedent_may_stand_before_the_sentence_and_nothing_else(work: ModuleType) -> None:
    assert work.span_of("left", sample(), before=True) == [6, 10]
    with pytest.raises(work.WordsError):
        work.span_of("left", sample())


def test_a_span_outside_the_sentence_and_an_unknown_word_are_faults() -> None:
    row = {"id": "do1", "act": "hint", "verification": [], "absence": [0, 5], "basis": None}
    assert len(faults("doubt", row, start=12, end=69)) == 2
    good = {**row, "act": "denial", "absence": [12, 17]}
    assert faults("doubt", good, start=12, end=69) == []


@pytest.mark.parametrize(("low", "high"), [(None, None), (5, 4)])
def test_bounds_that_bound_nothing_are_a_fault(low: int | None, high: int | None) -> None:
    quantity = {
        "span": [0, 2],
        "low": low,
        "high": high,
        "counted_head": "tank",
        "counted": [3, 8],
        "basis": "claimed",
        "direction": None,
    }
    assert faults("counts", {"id": "co1", "quantities": [quantity]}, start=0, end=9) != []


def test_kappa_is_cohens() -> None:
    pairs = [("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([("a", "a")]) is None


def test_two_passes_agree_by_exact_and_by_overlapping_spans() -> None:
    def of(content: list[int], chain: list[list[int]]) -> dict[str, Any]:
        statement = {
            "speaker": [0, 5],
            "speaker_named": True,
            "antecedent": None,
            "chain": chain,
            "content": content,
        }
        return {"id": "ch1", "statements": [statement]}

    figures = agreement("chains", {"ch1": of([10, 20], [])}, {"ch1": of([15, 22], [[6, 8]])})
    assert figures["fields"]["statements"]["paired"] == 1
    assert figures["fields"]["statements.speaker"]["exact"] == 1
    content = figures["fields"]["statements.content"]
    assert (content["exact"], content["overlap"]) == (0, 1)
    assert figures["fields"]["statements.chain"]["exact"] == 0


def test_rows_that_differ_are_not_frozen_before_somebody_decides(work: ModuleType) -> None:
    first, second = {"a": {"id": "a", "x": 1}}, {"a": {"id": "a", "x": 2}}
    with pytest.raises(SystemExit):
        work.merged(first, second, {})
    assert work.merged(first, second, {"a": second["a"]}) == second


def test_a_frozen_set_is_loaded_beside_its_text(frozen: Path) -> None:
    (row,) = load_chains(frozen, labels=frozen)
    (statement,) = row.statements
    assert row.sample.text == TEXT[START:END]
    assert statement.content.of(row.sample.document) == "the Orlik bridge and the dam fell"


def test_a_text_that_is_not_the_one_drawn_is_refused(frozen: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text(TEXT.replace("told", "sent"), "utf-8")
    with pytest.raises(TextDiffers) as caught:
        load_chains(other, labels=frozen)
    assert (caught.value.code, caught.value.at) == ("T904", "ch001")


def test_labels_that_are_not_those_frozen_are_refused(frozen: Path) -> None:
    path = frozen / "chains.jsonl"
    path.write_text(path.read_text("utf-8").replace("true", "false"), "utf-8")
    with pytest.raises(TextDiffers):
        load_chains(frozen, labels=frozen)


def test_a_set_that_is_not_there_and_a_missing_document_are_told(tmp_path: Path) -> None:
    with pytest.raises(Unreachable):
        load_counts(tmp_path, labels=tmp_path)
    with pytest.raises(Unreachable):
        document_text(tmp_path, "b.txt")


def test_a_sample_without_its_fields_is_refused(tmp_path: Path) -> None:
    (tmp_path / "chains.sample.jsonl").write_text('{"id": "ch001"}\n', "utf-8")
    with pytest.raises(BadRow):
        load_samples("chains", tmp_path, labels=tmp_path)


def test_a_count_goes_to_the_ruler_with_its_head_as_written(
    tmp_path: Path, work: ModuleType
) -> None:
    drawn(tmp_path, "counts", "co001")
    samples = load_samples("counts", tmp_path, labels=tmp_path)
    quantity = {
        "span": "Kurier",
        "low": 2,
        "high": None,
        "counted_head": "orlik",
        "counted": "Orlik bridge",
        "basis": "claimed",
        "direction": None,
    }
    row = work.row_of("counts", {"id": "co001", "quantities": [quantity]}, samples["co001"])
    passes = ({"co001": row}, {"co001": row})
    work.freeze("counts", samples, passes, {}, on=date(2026, 1, 2), folder=tmp_path)
    (gold,) = (row.as_gold() for row in load_counts(tmp_path, labels=tmp_path))
    assert gold["quantities"][0]["head"] == "Orlik"
    assert gold["quantities"][0]["qualifier"] == "min"


@pytest.mark.parametrize("name", SETS)
def test_the_shipped_samples_hold_no_text_and_are_the_shared_sentences(
    name: str, shared: Path
) -> None:
    samples = load_samples(name, shared / "data")
    own = {"lint": 236, "lint_unseen": 100}
    sizes = {"chains": 150, "binding": 86, "counts": 200, "doubt": 320, **own}
    assert len(samples) == sizes[name]
    assert len({one.sha256 for one in samples.values()}) == len(samples)


def test_a_pair_is_loaded_with_both_its_sentences_and_one_label(
    tmp_path: Path, work: ModuleType
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")

    def stands(start: int, end: int) -> dict[str, Any]:
        return {"doc": "a.txt", "start": start, "end": end, "sha256": sha256_of(TEXT[start:end])}

    pair = {"id": "re1", "earlier": stands(0, 11), "later": stands(START, END), "stratum": "some"}
    (tmp_path / "repeats.sample.jsonl").write_text(json.dumps(pair) + "\n", "utf-8")
    samples = load_samples("repeats", tmp_path, labels=tmp_path)
    row = {"id": "re1", "label": "again"}
    passes = ({"re1": row}, {"re1": row})
    work.freeze("repeats", samples, passes, {}, on=date(2026, 1, 2), folder=tmp_path)
    (found,) = load_repeats(tmp_path, labels=tmp_path)
    assert (found.earlier.text, found.later.text) == (TEXT[:11], TEXT[START:END])
    assert found.label == "again"


def test_a_pair_takes_one_of_three_words() -> None:
    assert faults("repeats", {"id": "re1", "label": "changed"}, start=0, end=9) == []
    assert faults("repeats", {"id": "re1", "label": "same"}, start=0, end=9) != []


@pytest.mark.slow
def test_the_draw_is_the_same_every_time(repository: Path, shared: Path) -> None:
    draw = script(repository, "draw_labels")
    folder = (shared / "data").resolve()
    for name in SETS:
        written = repository / "src" / "tocsin" / "data" / "labels" / f"{name}.sample.jsonl"
        assert draw.sample_of(name, draw.DRAWS[name](folder)) == written.read_text("utf-8")
