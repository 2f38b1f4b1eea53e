"""Stories: which articles tell of one event, by the words that set it apart."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tocsin.trace.words import STOPS, WORD, ascii_of, stem

__all__ = ["Article", "stories"]

Floats = npt.NDArray[np.float64]

TITLE = 4.0
LEAD = 2.0
LEAD_LENGTH = 600
"""A word of the title and one of the first 600 characters weigh more: news tells what it is about
at the top."""

SATURATION = 1.2
LENGTH = 0.75
"""k1 and b of BM25 (Robertson and Zaragoza, 2009): repetition soon says nothing more."""

TOPICS = 0.5
"""Part of all variance that is kept as latent directions, beside the words themselves (Deerwester
and others, 1990): background pieces share a story's subject and few of its words."""

MANY = 100
"""Articles from which latent directions mean anything."""

SAME_STRENGTH = 1e-9
"""Part by which two strengths may differ and be one."""

APART = 0.866
"""Average distance from which two groups of articles are two stories."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article to be grouped: its id, its title ("" where there is none) and its text."""

    id: str
    title: str
    text: str


def stories(articles: Sequence[Article]) -> tuple[tuple[str, ...], ...]:
    """Return the ids of `articles` grouped by story, each group and the groups in order of id.

    Average linkage over cosines of weighted words, from a hundred articles on averaged with
    likeness in a latent space. The order in which articles come does not matter. Takes time with
    the cube and memory with the square of their number: for hundreds of articles, not an archive.
    """
    ordered = sorted({article.id: article for article in articles}.values(), key=lambda a: a.id)
    if len(ordered) < 2:
        return tuple((article.id,) for article in ordered)
    weights = _weights(ordered)
    likeness = weights @ weights.T
    if len(ordered) >= MANY:
        likeness = (likeness + _latent(weights, TOPICS)) / 2
    # Rounded, so that the last bits of a library's sums decide no tie.
    groups = _average_link(np.round(1 - likeness, 9))
    return tuple(sorted(tuple(ordered[at].id for at in sorted(group)) for group in groups))


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


def _weights(articles: Sequence[Article]) -> Floats:
    """Return one unit row an article over all words."""
    counted = [_counts(article) for article in articles]
    having = Counter(word for counts in counted for word in counts)
    column = {word: at for at, word in enumerate(sorted(having))}
    lengths = [math.fsum(counts.values()) for counts in counted]
    mean = math.fsum(lengths) / len(lengths) or 1.0
    weights = np.zeros((len(articles), len(column)))
    for row, counts in enumerate(counted):
        damping = SATURATION * (1 - LENGTH + LENGTH * lengths[row] / mean)
        for word, count in counts.items():
            rarity = math.log((1 + len(articles)) / having[word])
            weights[row, column[word]] = count * (SATURATION + 1) / (count + damping) * rarity
    return _unit(weights)


def _unit(rows: Floats) -> Floats:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(norms == 0, 1.0, norms))


def _latent(weights: Floats, part: float) -> Floats:
    """Return likeness within the strongest directions that hold `part` of all variance.

    What an article has outside of them counts for nothing here, so that one which lies outside is
    not drawn to another by what little it has inside.
    """
    values, vectors = np.linalg.eigh(weights @ weights.T)
    strongest = np.clip(values[::-1], 0, None)
    last = int(np.searchsorted(np.cumsum(strongest), part * strongest.sum()))
    # Directions of one strength are kept or left together: between them any choice is arbitrary.
    least = strongest[min(last, len(strongest) - 1)] * (1 - SAME_STRENGTH)
    kept = int(np.count_nonzero(strongest >= least))
    rows = vectors[:, ::-1][:, :kept] * np.sqrt(strongest[:kept])
    return np.asarray(rows @ rows.T)


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
