"""Yardsticks: published scales that give words of likelihood a range of probability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.errors import UnknownWord

__all__ = ["Band", "Yardstick"]


@dataclass(frozen=True, slots=True)
class Band:
    """A word of likelihood and the probabilities it stands for: low <= p < high, in [0, 1].

    `synonyms` are other words of the same band. `low` of a first band and `high` of a last one are
    inclusive.
    """

    word: str
    low: float
    high: float
    synonyms: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The word and its synonyms."""
        return (self.word, *self.synonyms)

    def distance(self, p: float) -> float:
        """Return how far `p` lies outside the band, 0 inside or on an edge."""
        return max(self.low - p, p - self.high, 0.0)


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A named scale with its edition, e.g. the UK's PHIA yardstick.

    Bands need not touch: the UK scale leaves 30 of 100 points without a word. `word_for` then
    answers with the nearest band and says so. Where two bands hold one p (edges that touch, scales
    that overlap), the narrower answers, then the one nearer to the middle of its band.
    """

    name: str
    edition: str
    source: str
    bands: tuple[Band, ...]

    def band_of(self, word: str) -> Band:
        """Return the band that holds `word` (case and white space folded).

        Raises `UnknownWord` with the nearest words of this yardstick.
        """
        folded = " ".join(word.lower().split())
        for band in self.bands:
            if folded in band.words:
                return band
        raise UnknownWord(word, yardstick=self.name, nearest=self.nearest(folded))

    def range_of(self, word: str) -> tuple[float, float]:
        """Return (low, high), probabilities in [0, 1]. Raises `UnknownWord`."""
        band = self.band_of(word)
        return band.low, band.high

    def word_for(self, p: float) -> tuple[Band, bool]:
        """Return the band for probability `p`, and whether the band really holds it."""

        def rank(band: Band) -> tuple[float, float, float]:
            return band.distance(p), band.high - band.low, abs(p - (band.low + band.high) / 2)

        best = min(self.bands, key=rank)
        return best, best.distance(p) == 0.0

    def nearest(self, word: str) -> tuple[str, ...]:
        """Return up to three words of the scale that share most letters' pairs with `word`."""
        return tuple(sorted(self._all_words(), key=lambda own: (-_likeness(own, word), own))[:3])

    def _all_words(self) -> Sequence[str]:
        return [word for band in self.bands for word in band.words]


def _likeness(one: str, other: str) -> float:
    pairs = [{text[i : i + 2] for i in range(len(text) - 1)} for text in (one, other)]
    union = pairs[0] | pairs[1]
    return len(pairs[0] & pairs[1]) / len(union) if union else 0.0
