"""Repeating: likely copies and quotes among very many short reports, beside MinHash on the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from scripts.bench.made import SEED
from scripts.bench.measure import Done, Place, timed
from scripts.bench.spoken import spoken

MANY = 100_000
"""Reports at full scale."""


def ours(place: Place) -> Done:
    """Bring together the texts that may share a sentence."""
    from tocsin.trace import sharing

    texts, true = _material(place)
    found: set[tuple[int, int]] = set()

    def work() -> int:
        found.update(sharing(texts))
        return len(texts)

    return _told(timed(work), found, true)


def minhash(place: Place) -> Done:
    """The same by rensa's MinHash over three words in a row and its index, as commonly set."""
    return _minhash(place, bands=32, threshold=0.5)


def minhash_wide(place: Place) -> Done:
    """The same with as many bands and as low a threshold as find nine in ten of the pairs."""
    return _minhash(place, bands=64, threshold=0.2)


def _minhash(place: Place, *, bands: int, threshold: float) -> Done:
    from rensa import RMinHash, RMinHashLSH

    texts, true = _material(place)
    found: set[tuple[int, int]] = set()

    def work() -> int:
        index = RMinHashLSH(threshold=threshold, num_perm=128, num_bands=bands)
        for number, text in enumerate(texts):
            words = text.split()
            sketch = RMinHash(num_perm=128, seed=SEED)
            sketch.update([" ".join(words[at : at + 3]) for at in range(len(words) - 2)])
            found.update((number, other) for other in index.query(sketch))
            index.insert(number, sketch)
        return len(texts)

    return _told(timed(work), found, true)


def _material(place: Place) -> tuple[list[str], set[tuple[int, int]]]:
    """The texts, and the pairs of which one is known to copy or quote the other."""
    every = list(spoken(place.count(MANY)))
    true = {(one.number, one.of) for one in every if one.of is not None}
    return [one.text for one in every], true


def _told(done: Done, found: Iterable[tuple[int, int]], true: set[tuple[int, int]]) -> Done:
    """Count what was found of what there is: it stands where others count statements."""
    return replace(done, bearing=len(true.intersection(found)))
