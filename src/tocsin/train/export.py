"""Export: a network in training as the folder of files that is read without PyTorch."""

from __future__ import annotations

import json
import tempfile
import warnings
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from tocsin.read.tagger.linking import Decision
from tocsin.read.weights import FILES, FORMAT
from tocsin.train.network import Tagger

__all__ = ["export"]


class _Cues(nn.Module):
    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, pieces: Tensor, marks: Tensor, hints: Tensor, firsts: Tensor) -> Any:
        return self.tagger.see(pieces, marks, hints, firsts, None)


class _Links(nn.Module):
    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, vectors: Tensor, rows: Tensor, firsts: Tensor, pasts: Tensor) -> Any:
        return self.tagger.link(vectors, rows, firsts, pasts, None)


def export(
    tagger: Tagger,
    folder: Path,
    tokenizer: Path,
    decision: Decision,
    *,
    hinted: bool,
    card: Mapping[str, Any],
    quantised: bool = True,
) -> None:
    """Write the files of a network into `folder`, made if need be.

    `quantised`: weights of matrices as whole numbers of eight bits. `card` says what
    they were trained on and how good they are.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tagger.eval()
    count, words = 12, 9
    pieces = torch.ones(1, count, dtype=torch.long)
    none = torch.zeros_like(pieces)
    firsts = torch.arange(1, words + 1).unsqueeze(0)
    width = tagger.cues.in_features
    with tempfile.TemporaryDirectory() as scratch:
        whole = [Path(scratch) / name for name in FILES[:2]]
        _write(_Cues(tagger), (pieces, none, none, firsts), whole[0],
               {"pieces": {1: "pieces"}, "marks": {1: "pieces"}, "hints": {1: "pieces"},
                "firsts": {1: "words"}}, ["vectors", "weights"])  # fmt: skip
        _write(_Links(tagger), (torch.randn(1, words, width), torch.zeros(2, dtype=torch.long),
               torch.tensor([1, 4]), torch.tensor([2, 6])), whole[1],
               {"vectors": {1: "words"}, "rows": {0: "cues"}, "firsts": {0: "cues"},
                "pasts": {0: "cues"}}, ["emissions"])  # fmt: skip
        for path in whole:
            if quantised:
                _quantise(path, folder / path.name)
            else:
                (folder / path.name).write_bytes(path.read_bytes())
    (folder / "tokenizer.json").write_bytes(tokenizer.read_bytes())
    settings = {
        "format": FORMAT,
        "hinted": hinted,
        "decision": asdict(decision),
        "card": dict(card),
    }
    (folder / "tagger.json").write_text(
        json.dumps(settings, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )


def _write(
    module: nn.Module,
    example: tuple[Tensor, ...],
    path: Path,
    sizes: Mapping[str, Mapping[int, str]],
    outputs: list[str],
) -> None:
    module.eval()  # or the exporter, when done, would set all within it to training again
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter(
            "ignore"
        )  # the exporter tells of shapes that it takes as fixed: none is
        torch.onnx.export(
            module, example, str(path), input_names=list(sizes), output_names=outputs,
            dynamic_axes={**sizes, **{name: {0: "n", 1: "words"} for name in outputs}},
            opset_version=17, dynamo=False,
        )  # fmt: skip


def _quantise(whole: Path, small: Path) -> None:
    import logging

    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    logging.getLogger().setLevel(logging.ERROR)
    # What comes out of the wide layers has a few numbers far above the rest: rounded with them, the
    # rest is lost. These matrices stay whole.
    kept = [n.name for n in onnx.load(whole).graph.node if "/narrowed/" in n.name]
    quantize_dynamic(
        whole, small, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=kept
    )
