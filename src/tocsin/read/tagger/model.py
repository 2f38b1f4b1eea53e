"""Model: a trained network in a folder, run by ONNX Runtime on the processor."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tocsin.errors import ExtraMissing, Malformed
from tocsin.read.sayings import Saying
from tocsin.read.tagger.encoding import encode, hints_of, words_of
from tocsin.read.tagger.linking import (
    Decision,
    Floats,
    Ints,
    Network,
    Seen,
    links_of,
    sayings_from,
)

__all__ = ["FILES", "FORMAT", "Tagger"]

FORMAT = 1
"""The form of a folder of weights; a reader of another form does not read it."""

FILES = ("cues.onnx", "links.onnx", "tokenizer.json", "tagger.json")
"""The files of a folder of weights: the encoder with its cue head, the other head, the vocabulary,
and how weights become sayings."""


class Tagger:
    """Finds sayings in a text by a trained network; make one with `Tagger.load(folder)`.

    `hinted` is true where the network was taught to look at what rules find. `fingerprint` is of
    all of the folder's files: other weights, another fingerprint.
    """

    def __init__(
        self,
        network: Network,
        tokenizer: Any,
        decision: Decision,
        *,
        hinted: bool,
        fingerprint: str,
    ) -> None:
        self._network = network
        self._tokenizer = tokenizer
        self._decision = decision
        self.hinted = hinted
        self.fingerprint = fingerprint

    @classmethod
    def load(cls, folder: Path) -> Tagger:
        """Load the weights in `folder`.

        Raises `ExtraMissing` where ONNX Runtime or tokenizers is not installed, `Malformed` where
        the folder holds no weights of this format.
        """
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as fault:
            raise ExtraMissing(
                f"{fault.name} is not installed, and trained weights need it.",
                hint="Install tocsin[train].",
            ) from fault
        absent = [name for name in FILES if not (folder / name).is_file()]
        if absent:
            raise Malformed(
                f"no trained weights: {absent[0]} is missing.",
                hint="`tocsin train attribution` makes such a folder.",
                file=str(folder),
            )
        content = {name: (folder / name).read_bytes() for name in FILES}
        settings = _settings(content["tagger.json"], folder / "tagger.json")
        tokenizer = Tokenizer.from_buffer(content["tokenizer.json"])
        tokenizer.no_truncation()
        tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the same sums in the same order on every machine
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        sessions = (
            onnxruntime.InferenceSession(content[name], options, ["CPUExecutionProvider"])
            for name in FILES[:2]
        )
        digest = hashlib.sha256()
        for name in FILES:
            digest.update(f"{name}:{len(content[name])}:".encode())
            digest.update(content[name])
        return cls(
            Sessions(*sessions),
            tokenizer,
            decision_of(settings["decision"]),
            hinted=bool(settings["hinted"]),
            fingerprint=digest.hexdigest()[:12],
        )

    def sayings(self, text: str, hints: Sequence[Saying] = ()) -> tuple[Saying, ...]:
        """Return the sayings in a text, in order of their cues; offsets are of `text`.

        `hints` are those that rules find; a network that was not taught with them leaves them out.
        """
        spans = words_of(text)
        roles = [(s.source, s.cue, s.content) for s in hints] if self.hinted else []
        encoded = encode(text, self._tokenizer, hints_of(spans, roles))
        return sayings_from(links_of(encoded, self._network, self._decision), spans)


class Sessions:
    """The two graphs of a network, as the decoder asks for them."""

    def __init__(self, cues: Any, links: Any) -> None:
        self._cues = cues
        self._links = links

    def see(self, seen: Seen) -> tuple[Floats, Floats]:
        """Return vectors [words, width] and weights of the cue labels [words, 3]."""
        vectors, weights = self._cues.run(
            None,
            {
                "pieces": seen.pieces[None],
                "marks": seen.marks[None],
                "hints": seen.hints[None],
                "firsts": seen.firsts[None],
            },
        )
        return vectors[0], weights[0]

    def link(self, vectors: Floats, firsts: Ints, pasts: Ints) -> Floats:
        """Return weights [cues, words, 5] of the role labels beside each cue."""
        rows = np.zeros(len(firsts), dtype=np.int64)
        (emissions,) = self._links.run(
            None, {"vectors": vectors[None], "rows": rows, "firsts": firsts, "pasts": pasts}
        )
        found: Floats = emissions
        return found


def decision_of(row: dict[str, Any]) -> Decision:
    """Return the decision that a settings file holds."""
    return Decision(
        room=row["room"],
        overlap=row["overlap"],
        opening=row["opening"],
        closing=row["closing"],
        transitions=tuple(tuple(step) for step in row["transitions"]),
        lean=row["lean"],
        eager=row["eager"],
        least=row["least"],
    )


def _settings(data: bytes, path: Path) -> dict[str, Any]:
    try:
        settings: dict[str, Any] = json.loads(data)
        form = settings["format"]
    except (ValueError, KeyError, TypeError) as fault:
        raise Malformed(
            "the settings of trained weights cannot be read.", file=str(path)
        ) from fault
    if form != FORMAT:
        raise Malformed(
            f"these weights are of format {form}, this Tocsin reads {FORMAT}.",
            hint="Train them again.",
            file=str(path),
        )
    return settings
