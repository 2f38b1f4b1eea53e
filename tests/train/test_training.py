"""Training from end to end: made-up texts in, weights out that find the same in new ones."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from random import Random
from shutil import copytree, rmtree
from typing import Any

import pytest
from tests.desks import EXAMPLE, NOW, desk_of

from tocsin.desk import Desk, add, read_waiting, status_of, take_watch
from tocsin.errors import BadArgument, ExtraMissing, WeightsUnfit
from tocsin.evaluate import evaluate_task
from tocsin.evaluate.attribution import predict
from tocsin.nouns import Span
from tocsin.read import Reader
from tocsin.read.tagger import Tagger
from tocsin.rulers.rows import table_of
from tocsin.train.attribution import NEEDED, train
from tocsin.train.course import Course
from tocsin.train.gold import lesson_of, roles_of

ABSENT = [name for name in NEEDED if find_spec(name) is None]
trained = pytest.mark.skipif(
    bool(ABSENT), reason=f"the extra packages of `train` are not here: {', '.join(ABSENT)}"
)

NAMES = ["Ann Low", "Bob Hill", "the ministry", "an official", "Cara"]
CUES = ["said", "warned", "denied that", "told us"]
THINGS = ["the bridge is open", "no tanks came", "it rains a lot in May", "they will leave soon"]
REST = ["Snow fell in the hills.", "The road was closed.", "It was a quiet night."]
WORDS = sorted(
    {
        word
        for line in NAMES + CUES + THINGS + REST
        for word in line.lower().replace(".", "").split()
    }
)


def text_of(chance: Random, number: int) -> dict[str, Any]:
    """A text of made-up sentences with its attributions."""
    text = ""
    found = []
    for _ in range(6):
        if chance.random() < 0.4:
            text += chance.choice(REST) + " "
            continue
        spans = {}
        for role, choices in (("source", NAMES), ("cue", CUES), ("content", THINGS)):
            part = chance.choice(choices)
            spans[role] = [[len(text), len(text) + len(part)]]
            text += part + (". " if role == "content" else " ")
        found.append(spans)
    return {"doc_id": f"text-{number}", "text": text.rstrip(), "attributions": found}


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def small_base(folder: Path) -> Path:
    """A BERT of two narrow layers with random weights, and a vocabulary of the words above."""
    import torch
    from safetensors.torch import save_file
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", ".", *WORDS]
    numbers = {word: n for n, word in enumerate(vocabulary)}
    tokenizer = Tokenizer(models.WordPiece(numbers, unk_token="[UNK]"))  # noqa: S106 - no password
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    folder.mkdir()
    tokenizer.save(str(folder / "tokenizer.json"))
    width, wide = 32, 64
    shape = {
        "hidden_size": width, "intermediate_size": wide, "num_attention_heads": 4,
        "num_hidden_layers": 2, "vocab_size": len(vocabulary), "max_position_embeddings": 256,
    }  # fmt: skip
    (folder / "config.json").write_text(json.dumps(shape))
    torch.manual_seed(1)
    sizes = {
        "embeddings.word_embeddings.weight": (len(vocabulary), width),
        "embeddings.position_embeddings.weight": (256, width),
        "embeddings.token_type_embeddings.weight": (2, width),
    }
    weights = {name: torch.randn(size) * 0.3 for name, size in sizes.items()}
    norms = ["embeddings.LayerNorm"]
    for n in range(2):
        at = f"encoder.layer.{n}"
        norms += [f"{at}.attention.output.LayerNorm", f"{at}.output.LayerNorm"]
        parts = [f"{at}.attention.self.{part}" for part in ("query", "key", "value")]
        matrices = dict.fromkeys([*parts, f"{at}.attention.output.dense"], (width, width))
        matrices[f"{at}.intermediate.dense"] = (wide, width)
        matrices[f"{at}.output.dense"] = (width, wide)
        for part, size in matrices.items():
            weights[f"{part}.weight"] = torch.randn(size) * 0.2
            weights[f"{part}.bias"] = torch.zeros(size[0])
    for norm in norms:
        weights[f"{norm}.weight"] = torch.ones(width)
        weights[f"{norm}.bias"] = torch.zeros(width)
    save_file(weights, folder / "model.safetensors")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder of weights, and a file of texts that they were not taught on."""
    folder = tmp_path_factory.mktemp("training")
    chance = Random(5)
    rows = [text_of(chance, n) for n in range(70)]
    gold, new = write(folder / "gold.jsonl", rows[:60]), write(folder / "new.jsonl", rows[60:])
    train(
        gold,
        folder / "weights",
        base=small_base(folder / "base"),
        course=Course(rounds=15, windows=4, rate=2e-3, head_rate=1e-2),
        hinted=False,
        threads=1,
        say=lambda _: None,
    )
    return folder / "weights", new


@trained
def test_what_was_taught_is_found_in_new_texts(made: tuple[Path, Path]) -> None:
    weights, new = made
    figures = evaluate_task("attribution", new, weights=weights)["figures"]
    assert figures["who-said-what"]["f1"] > 0.9


@trained
def test_offsets_are_those_of_the_text(made: tuple[Path, Path]) -> None:
    weights, new = made
    texts = {row["doc_id"]: row["text"] for row in map(json.loads, new.read_text().splitlines())}
    sources = [
        texts[row["doc_id"]][start:end]
        for row in predict(new, weights)
        for found in row["attributions"]
        for start, end in found["source"]
    ]
    assert sources
    assert set(sources) <= set(NAMES)


@trained
def test_the_same_weights_find_the_same_and_have_one_fingerprint(made: tuple[Path, Path]) -> None:
    weights, new = made
    text = json.loads(new.read_text().splitlines()[0])["text"]
    first, second = Tagger.load(weights), Tagger.load(weights)
    assert first.sayings(text) == second.sayings(text) == first.sayings(text)
    assert first.fingerprint == second.fingerprint


@trained
def test_other_weights_have_another_fingerprint(made: tuple[Path, Path], tmp_path: Path) -> None:
    weights, _ = made
    for file in weights.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    settings = json.loads((tmp_path / "tagger.json").read_text())
    settings["decision"]["least"] = 0.99
    (tmp_path / "tagger.json").write_text(json.dumps(settings))
    assert Tagger.load(tmp_path).fingerprint != Tagger.load(weights).fingerprint


@trained
def test_weights_of_another_format_are_refused(made: tuple[Path, Path], tmp_path: Path) -> None:
    weights, _ = made
    for file in weights.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "tagger.json").write_text('{"format": 0}')
    with pytest.raises(WeightsUnfit, match="format 0"):
        Tagger.load(tmp_path)


@trained
def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WeightsUnfit, match=r"cues\.onnx"):
        Tagger.load(tmp_path)


@trained
def test_a_text_without_words_says_nothing(made: tuple[Path, Path]) -> None:
    assert Tagger.load(made[0]).sayings(" \n") == ()


@trained
def test_graphs_that_are_none_are_refused(made: tuple[Path, Path], tmp_path: Path) -> None:
    weights, _ = made
    for file in weights.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "cues.onnx").write_bytes(b"no graph")
    with pytest.raises(WeightsUnfit, match="cannot be loaded"):
        Tagger.load(tmp_path)


NEWS = "Russian troops arrived in Belarus on Monday, the Belarusian defence ministry said.\n"


@trained
def test_a_desk_reads_by_a_copy_of_the_weights_that_it_was_made_with(
    made: tuple[Path, Path], tmp_path: Path
) -> None:
    weights, _ = made
    report = tmp_path / "one.txt"
    report.write_text(NEWS)
    copy = copytree(weights, tmp_path / "copy")
    desk = Desk.create(tmp_path / "desk", weights=copy)
    rmtree(copy)
    take_watch(desk, EXAMPLE / "watch.yaml", now=NOW)
    assert add(desk, [report], now=NOW).read == 1
    assert status_of(desk)["weights"] == Tagger.load(weights).fingerprint
    with desk.ledger(read_only=True) as ledger:
        (reading,) = ledger.readings()
    assert reading.reader == Reader.current_version(weights) != Reader.current_version()


@trained
def test_a_desk_that_is_given_weights_reads_anew_what_the_rules_had_read(
    made: tuple[Path, Path], tmp_path: Path
) -> None:
    weights, _ = made
    report = tmp_path / "one.txt"
    report.write_text(NEWS)
    desk = desk_of(tmp_path / "desk", [report])
    assert status_of(desk)["weights"] is None
    copytree(weights, desk.path / "weights")
    assert status_of(desk)["counts"]["waiting"] == 1
    assert read_waiting(desk, now=NOW).read == 1
    assert read_waiting(desk, now=NOW).read == 0
    with desk.ledger(read_only=True) as ledger:
        (reading,) = ledger.readings()
    assert reading.reader == Reader.current_version(weights)


@trained
def test_read_with_weights_prints_statements(made: tuple[Path, Path], tmp_path: Path) -> None:
    weights, _ = made
    (tmp_path / "one.txt").write_text("Cara told us they will leave soon. It rains a lot in May.")
    command = [sys.executable, "-m", "tocsin", "read", "--json", "--weights", str(weights)]
    done = subprocess.run(
        [*command, str(tmp_path / "one.txt")], check=True, capture_output=True, text=True
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {"Cara"} == {row["speaker"]["name"] for row in rows if row["cue"] is not None}


@trained
def test_paths_are_summed_alike_in_training_and_in_use() -> None:
    import numpy as np
    import torch

    from tocsin.read.tagger import decoding
    from tocsin.train import network

    chance = np.random.default_rng(3)
    emissions = chance.normal(size=(3, 17, 5)).astype(np.float32)
    steps = chance.normal(size=(6, 5)).astype(np.float32)
    lengths = [17, 9, 1]
    sums = network.partition(
        torch.from_numpy(emissions), torch.from_numpy(steps), torch.tensor(lengths)
    )
    for n, length in enumerate(lengths):
        alone = decoding.partition(emissions[n : n + 1, :length], steps)
        assert float(sums[n]) == pytest.approx(float(alone[0]), abs=1e-3)


@trained
def test_the_same_training_gives_the_same_weights(tmp_path: Path) -> None:
    chance = Random(5)
    gold = write(tmp_path / "gold.jsonl", [text_of(chance, n) for n in range(6)])
    base = small_base(tmp_path / "base")
    found = set()
    for name in ("one", "two"):
        train(
            gold,
            tmp_path / name,
            base=base,
            course=Course(rounds=1),
            hinted=False,
            threads=1,
            say=lambda _: None,
        )
        found.add(Tagger.load(tmp_path / name).fingerprint)
    assert len(found) == 1


@trained
def test_one_text_is_too_little_to_learn_from(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.jsonl", [text_of(Random(1), 1)])
    with pytest.raises(BadArgument, match="too little"):
        train(
            gold, tmp_path / "weights", base=small_base(tmp_path / "base"), hinted=False,
            say=lambda _: None,
        )  # fmt: skip


@pytest.mark.skipif(not ABSENT, reason="the extra packages of `train` are here")
def test_without_the_extra_packages_training_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ExtraMissing) as told:
        train(tmp_path / "gold.jsonl", tmp_path / "weights", say=lambda _: None)
    assert ABSENT[0] in told.value.message
    assert told.value.code == "T404"
    assert "tocsin[train]" in told.value.hint


class Found:
    """Words of one piece each."""

    def __init__(self, words: list[str]) -> None:
        self.ids = [len(word) for word in words]
        self.word_ids = list(range(len(words)))


class Plain:
    """A tokenizer that makes one piece of each word."""

    def encode(self, words: list[str], **_: Any) -> Found:
        return Found(words)

    def token_to_id(self, _: str) -> int:
        return 0


def test_a_lesson_labels_the_words_of_each_role() -> None:
    (row,) = table_of([text_of(Random(2), 1)]).rows
    lesson = lesson_of(row, Plain(), None)
    assert lesson.cues.count(1) == len(lesson.relations) > 0
    for relation, (source, _, content) in zip(lesson.relations, roles_of(row), strict=True):
        held: dict[int, list[Span]] = {label: [] for label in range(1, 5)}
        for word, label in relation.roles:
            held[label].append(lesson.encoded.spans[word])
        assert [s.start for s in held[1]] == [source[0].start]
        assert [s.start for s in held[3]] == [content[0].start]
        assert (held[3] + held[4])[-1].end == content[0].end


def test_an_attribution_without_content_teaches_nothing() -> None:
    values = {"doc_id": "a", "text": "Ann spoke.", "attributions": [{"cue": [[4, 9]]}]}
    (row,) = table_of([values]).rows
    lesson = lesson_of(row, Plain(), None)
    assert lesson.relations == ()
    assert set(lesson.cues) == {0}
