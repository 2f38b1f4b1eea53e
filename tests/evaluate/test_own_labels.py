"""Labels of our own, scored: who said it through whose hands, and of what a likelihood speaks."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tocsin.errors import BadArgument
from tocsin.evaluate import binding, chains, parsed
from tocsin.evaluate.labels import Sample
from tocsin.evaluate.read_in_place import alike, context_of, half_of, statements_in
from tocsin.nouns import Span

TEXT = (
    "The Ministry of Works (MoW) is in Lomnica. "
    "Kurier, citing the MoW, said that the bridge is unlikely to fall."
)
SENTENCE = [43, len(TEXT)]


def ends(words: str, start: int = 0) -> list[int]:
    at = TEXT.index(words, start)
    return [at, at + len(words)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one text, and in it a frozen set of each kind with one sentence."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    rows = {
        "chains": {
            "id": "x1",
            "statements": [
                {
                    "speaker": ends("MoW", 43),
                    "speaker_named": True,
                    "antecedent": None,
                    "chain": [ends("Kurier")],
                    "content": ends("the bridge is unlikely to fall"),
                }
            ],
        },
        "binding": {
            "id": "x1",
            "likelihood": {"phrase": ends("is unlikely")},
            "actor": ends("bridge"),
            "action": ends("fall"),
            "event": "the bridge falls",
        },
    }
    sample = {
        "id": "x1",
        "doc": "a.txt",
        "start": SENTENCE[0],
        "end": SENTENCE[1],
        "sha256": sha256(TEXT[slice(*SENTENCE)].encode()).hexdigest(),
        "stratum": "citing",
    }
    sheet = {}
    for name, row in rows.items():
        content = json.dumps(row) + "\n"
        (tmp_path / f"{name}.jsonl").write_text(content, "utf-8")
        (tmp_path / f"{name}.sample.jsonl").write_text(json.dumps(sample) + "\n", "utf-8")
        sheet[name] = {"sha256": sha256(content.encode()).hexdigest()}
    (tmp_path / "FROZEN.yaml").write_text(json.dumps({"sets": sheet}), "utf-8")
    monkeypatch.setenv("TOCSIN_GOLD", str(tmp_path))
    return tmp_path


def chained(folder: Path, *statements: dict[str, Any]) -> dict[str, Any]:
    given = folder / "given.jsonl"
    given.write_text(json.dumps({"id": "x1", "statements": statements}), "utf-8")
    return chains.figures(folder / "chains.jsonl", given)


def bound(folder: Path, **likelihood: Any) -> dict[str, Any]:
    given = folder / "given.jsonl"
    given.write_text(json.dumps({"id": "x1", "likelihoods": [likelihood]}), "utf-8")
    return binding.figures(folder / "binding.jsonl", given)


def said(speaker: list[int] | None, *links: list[int], words: str = "the bridge") -> dict[str, Any]:
    def named(place: list[int]) -> list[Any]:
        return [*place, TEXT[slice(*place)]]

    return {
        "speaker": None if speaker is None else named(speaker),
        "chain": [named(link) for link in links],
        "content": [ends(words)],
    }


def test_a_speaker_under_a_fuller_name_elsewhere_is_the_one_that_is_labelled(folder: Path) -> None:
    found = chained(folder, said(ends("Ministry of Works"), ends("Kurier")))
    assert found["whole_chain"]["f1"] == 1.0
    assert found["relays"]["f1"] == 1.0


def test_a_link_too_few_leaves_the_speaker_right_and_the_chain_wrong(folder: Path) -> None:
    found = chained(folder, said(ends("MoW", 43)))
    assert found["last_speaker"]["f1"] == 1.0
    assert found["whole_chain"]["f1"] == 0.0


def test_a_saying_that_is_not_labelled_lowers_precision_and_the_writers_own_does_not(
    folder: Path,
) -> None:
    right = said(ends("MoW", 43), ends("Kurier"))
    own = said(None, words="Kurier, citing")
    false = said(ends("Kurier"), words="citing the")
    assert chained(folder, right, own)["whole_chain"]["p"] == 1.0
    assert chained(folder, right, false)["whole_chain"]["p"] == 0.5


def test_a_linking_verb_is_no_part_of_the_phrase(folder: Path) -> None:
    found = bound(folder, phrase=ends("unlikely"), actor=ends("the bridge"), action=ends("fall"))
    assert found["phrase"]["accuracy"] == 1.0
    assert found["phrase_as_labelled"]["accuracy"] == 0.0
    assert found["bound"]["accuracy"] == 1.0


def test_a_likelihood_without_its_actor_is_not_bound(folder: Path) -> None:
    found = bound(folder, phrase=ends("unlikely"), actor=None, action=ends("fall"))
    assert found["action"]["accuracy"] == 1.0
    assert found["bound"]["accuracy"] == 0.0


@pytest.mark.parametrize("words", ["will not fall", "is unlikely to fall", "falls"])
def test_a_flat_refusal_is_a_likelihood_as_in_the_task_of_that_name(words: str) -> None:
    text = f"Orlik said that the bridge {words}."
    sample = Sample("x", "a.txt", Span(0, len(text)), "", "", text, text)
    (one,) = statements_in(parsed.reader(), sample)
    phrase = binding.phrase_of(one, text)
    assert (phrase is None) is (words == "falls")
    assert phrase is None or words.startswith(("will not", f"is {phrase.of(text)}"))


def test_the_reader_is_measured_on_the_sentence_amid_its_text(folder: Path) -> None:
    for task in (chains, binding):
        gold = folder / f"{task.__name__.rpartition('.')[2]}.jsonl"
        given = folder / "given.jsonl"
        rows = list(task.predict(gold, folder))
        given.write_text("\n".join(map(json.dumps, rows)), "utf-8")
        assert [row["id"] for row in rows] == ["x1"]
        assert all(low <= high for low, high in task.intervals(gold, given).values())


def test_labels_without_their_texts_are_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = folder / "given.jsonl"
    given.write_text('{"id": "x1", "statements": []}', "utf-8")
    monkeypatch.delenv("TOCSIN_GOLD")
    with pytest.raises(BadArgument):
        chains.figures(folder / "chains.jsonl", given)


@pytest.mark.parametrize(
    ("found", "label", "same"),
    [
        ("Orlik", "Minister Pavel Orlik", True),
        ("Belvian MoW", "Belvian Ministry of Works", True),
        ("Belvian Ministry", "Tavian Ministry", False),
        ("the", "Orlik", False),
    ],
)
def test_names_are_alike_where_one_holds_the_other(found: str, label: str, *, same: bool) -> None:
    text = f"{found}\n{label}"
    first, second = Span(0, len(found)), Span(len(found) + 1, len(text))
    assert alike(first, second, text) is same


def test_the_context_is_the_paragraph_and_whole_lines_before_it() -> None:
    text = "Far off.\n\n" * 400 + "Here it is.\n\nNot this."
    start = text.index("Here")
    sample = Sample("x", "a.txt", Span(start, start + 11), "", "", "Here it is.", text)
    around = context_of(sample)
    assert around.of(text).startswith("Far off.")
    assert around.of(text).endswith("Here it is.")
    assert start - 3000 <= around.start < start - 2900


def test_the_halves_of_a_set_do_not_depend_on_its_order() -> None:
    assert {half_of(f"ch{n:03}") for n in range(20)} == {0, 1}
