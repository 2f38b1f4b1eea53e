"""Model: a trained network in a folder, run by ONNX Runtime on the processor."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tocsin.errors import ExtraMissing, WeightsUnfit
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
from tocsin.read.weights import FILES, contents_of, digest_of, settings_of

__all__ = ["Sessions", "Tagger", "decision_of"]


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

        Raises `ExtraMissing` where ONNX Runtime or tokenizers is not installed, `WeightsUnfit`
        where the folder holds no weights of this format.
        """
        content = contents_of(folder)
        settings = settings_of(content, folder)
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as fault:
            raise ExtraMissing(
                f"{fault.name} is not installed, and trained weights need it.",
                hint="pip install onnxruntime tokenizers, or tocsin[train].",
            ) from fault
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the same sums in the same order on every machine
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            tokenizer = Tokenizer.from_buffer(content["tokenizer.json"])
            tokenizer.no_truncation()
            tokenizer.no_padding()
            sessions = [
                onnxruntime.InferenceSession(content[name], options, ["CPUExecutionProvider"])
                for name in FILES[:2]
            ]
            decision, hinted = decision_of(settings["decision"]), bool(settings["hinted"])
        except Exception as fault:  # each library has errors of its own for files it cannot take
            raise WeightsUnfit(
                f"these weights cannot be loaded ({type(fault).__name__}).",
                hint="Copy the whole folder anew, or train them again.",
                file=str(folder),
            ) from fault
        return cls(
            Sessions(*sessions),
            tokenizer,
            decision,
            hinted=hinted,
            fingerprint=digest_of(content),
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
