"""Stories: which articles tell of one event, by the words that set it apart."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from tocsin.trace.blocks import blocks
from tocsin.trace.words import STOPS, WORD, ascii_of, stem

__all__ = ["Article", "stories"]

Counts = Mapping[str, float]
Days = tuple[date, date] | None
Floats = npt.NDArray[np.float64]

TITLE = 4.0
LEAD = 2.0
LEAD_LENGTH = 600
"""A word of the title and one of the first 600 characters weigh more: news tells what it is about
at the top."""

SATURATIONS = (1.2, 2.4)
LENGTH = 0.75
"""k1 and b of BM25 (Robertson and Zaragoza, 2009): repetition soon says nothing more. Two values
of k1, each seen in turn: what hangs together under either is averaged, and errs less."""

TOPICS = (0.45, 0.5, 0.55)
"""Parts of all variance that are kept as latent directions, beside the words themselves (Deerwester
and others, 1990): background pieces share a story's subject and few of its words. Averaged too."""

MANY = 100
"""Articles from which latent directions mean anything."""

SAME_STRENGTH = 1e-9
"""Part by which two strengths may differ and be one."""

APART = 0.856
"""Average distance from which two groups of articles are two stories."""

SAME_DAY = 1.2
LONG_APART = 0.6
DAYS = 30.0
"""What likeness is multiplied by for articles of one day, and by how little at most when they are
years apart; half of the difference is gone after so many days. Where either has no day, nothing."""

BLOCK = 1000
"""Articles that are compared each with each; more are first parted into blocks."""

KEYS = 30
"""Strongest words of an article, by which it is put into a block."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article to be grouped: its id, its title ("" where there is none) and its text.

    `published` are the first and the last day on which it may have been published, where known.
    """

    id: str
    title: str
    text: str
    published: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class _Stream:
    """What weighs a word: how many articles there are, how many have it, how long they are."""

    articles: int
    having: Mapping[str, int]
    length: float


def stories(articles: Sequence[Article], *, block: int = BLOCK) -> tuple[tuple[str, ...], ...]:
    """Return the ids of `articles` grouped by story, each group and the groups in order of id.

    Average linkage over cosines of weighted words, from a hundred articles on averaged with
    likeness in a latent space, more for articles of the same days and less for those far apart.
    More than `block` articles are first parted by the strong words that they share: rarity is
    counted among all, and only those of one part are compared, so that the work grows in
    proportion to their number. The order in which articles come does not matter.
    """
    ordered = sorted({article.id: article for article in articles}.values(), key=lambda a: a.id)
    counted = [_counts(article) for article in ordered]
    stream = _stream(counted)
    parts = [list(range(len(ordered)))]
    if len(ordered) > block:
        parts = blocks([_strongest(counts, stream) for counts in counted], most=block)
    groups = [
        [part[at] for at in group]
        for part in parts
        for group in _grouped(
            [counted[at] for at in part], [ordered[at].published for at in part], stream
        )
    ]
    return tuple(sorted(tuple(ordered[at].id for at in sorted(group)) for group in groups))


def _grouped(counted: Sequence[Counts], days: Sequence[Days], stream: _Stream) -> list[list[int]]:
    """Return groups of places in `counted`."""
    if len(counted) < 2:
        return [[at] for at in range(len(counted))]
    likeness = np.zeros((len(counted), len(counted)))
    for saturation in SATURATIONS:
        weights = _weights(counted, stream, saturation)
        seen = weights @ weights.T
        if len(counted) >= MANY:
            seen = (seen + _latent(seen, TOPICS)) / 2
        likeness += seen / len(SATURATIONS)
    likeness *= _nearness(days)
    # Rounded, so that the last bits of a library's sums decide no tie.
    return _average_link(np.round(1 - likeness, 9))


def _nearness(days: Sequence[Days]) -> Floats:
    """Return what the likeness of each two is multiplied by, for the days between them."""
    first = np.array([np.nan if d is None else d[0].toordinal() for d in days])
    last = np.array([np.nan if d is None else d[1].toordinal() for d in days])
    between = np.maximum(first[:, None] - last[None, :], first[None, :] - last[:, None])
    faded = LONG_APART + (SAME_DAY - LONG_APART) * np.exp2(-np.maximum(between, 0) / DAYS)
    return np.asarray(np.where(np.isnan(between), 1.0, faded))


def _counts(article: Article) -> dict[str, float]:
    counts: dict[str, float] = {}
    for text, top in ((article.title, TITLE), (article.text, LEAD)):
        for match in WORD.finditer(text):
            word = ascii_of(match.group()).removesuffix("'s")
            if word in STOPS or len(word) < 2:
                continue
            weight = top if match.start() < LEAD_LENGTH else 1.0
            counts[stem(word)] = counts.get(stem(word), 0.0) + weight
    return counts


def _stream(counted: Sequence[Counts]) -> _Stream:
    lengths = math.fsum(count for counts in counted for count in counts.values())
    return _Stream(
        len(counted),
        Counter(word for counts in counted for word in counts),
        lengths / max(1, len(counted)) or 1.0,
    )


def _weighted(counts: Counts, stream: _Stream, saturation: float) -> dict[str, float]:
    length = math.fsum(counts.values())
    damping = saturation * (1 - LENGTH + LENGTH * length / stream.length)
    return {
        word: count
        * (saturation + 1)
        / (count + damping)
        * math.log((1 + stream.articles) / stream.having[word])
        for word, count in counts.items()
    }


def _strongest(counts: Counts, stream: _Stream) -> tuple[str, ...]:
    """Return the strongest words of an article that some other has too, sorted."""
    weights = _weighted(counts, stream, SATURATIONS[0])
    shared = [word for word in weights if stream.having[word] > 1]
    return tuple(sorted(sorted(shared, key=lambda word: (-weights[word], word))[:KEYS]))


def _weights(counted: Sequence[Counts], stream: _Stream, saturation: float) -> Floats:
    """Return one unit row an article over all words of `counted`."""
    column = {word: at for at, word in enumerate(sorted({w for c in counted for w in c}))}
    weights = np.zeros((len(counted), len(column)))
    for row, counts in enumerate(counted):
        for word, weight in _weighted(counts, stream, saturation).items():
            weights[row, column[word]] = weight
    return _unit(weights)


def _unit(rows: Floats) -> Floats:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(norms == 0, 1.0, norms))


def _latent(likeness: Floats, parts: Sequence[float]) -> Floats:
    """Return likeness within the strongest directions that hold a part of all variance.

    The mean over `parts`. What an article has outside of them counts for nothing here, so that one
    which lies outside is not drawn to another by what little it has inside.
    """
    values, vectors = np.linalg.eigh(likeness)
    strongest = np.clip(values[::-1], 0, None)
    within = np.zeros_like(likeness)
    for part in parts:
        last = int(np.searchsorted(np.cumsum(strongest), part * strongest.sum()))
        # Directions of one strength are kept or left together: any choice would be arbitrary.
        least = strongest[min(last, len(strongest) - 1)] * (1 - SAME_STRENGTH)
        kept = int(np.count_nonzero(strongest >= least))
        rows = vectors[:, ::-1][:, :kept] * np.sqrt(strongest[:kept])
        within += rows @ rows.T / len(parts)
    return within


def _average_link(between: Floats) -> list[list[int]]:
    """Return groups of numbers: the nearest two are joined until all are APART."""
    distance = between.copy()
    np.fill_diagonal(distance, np.inf)
    groups: dict[int, list[int]] = {at: [at] for at in range(len(distance))}
    while len(groups) > 1:
        # The first of equal distances is taken, so `one` is the lesser number.
        one, other = divmod(int(np.argmin(distance)), len(distance))
        if distance[one, other] > APART:
            break
        sizes = len(groups[one]), len(groups[other])
        mean = (sizes[0] * distance[one] + sizes[1] * distance[other]) / sum(sizes)
        distance[one] = mean
        distance[:, one] = mean
        distance[one, one] = np.inf
        distance[other] = np.inf
        distance[:, other] = np.inf
        groups[one] += groups.pop(other)
    return list(groups.values())
