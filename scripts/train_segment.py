"""Learn how much each sign of a line speaks for "outside the article", from pages with labels.

    python scripts/train_segment.py GOLD            prints figures by cross-validation
    python scripts/train_segment.py GOLD --write    also writes src/tocsin/data/segment_weights.yaml

GOLD is JSONL (.gz or plain) of {"id", "lines": [[text, 1 article | 0 furniture], ...]}. What is
written are numbers for features named in src/tocsin/segment; no text of a page is kept.
The model is a linear-chain conditional random field with two states. Its prior is not zero but
the beliefs of src/tocsin/data/segment.yaml: where pages say little, those stand.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from tocsin.evaluate.furniture import kept_by, report_of
from tocsin.segment.chain import Model
from tocsin.segment.cues import vocabulary
from tocsin.segment.lines import pieces_of
from tocsin.segment.pages import features_of
from tocsin.segment.traits import traits_of

Floats = NDArray[np.float64]

OUT = Path(__file__).resolve().parent.parent / "src/tocsin/data/segment_weights.yaml"
FOLDS = 5
SEEDS = (0, 1, 2)
STEPS = 200
RATE = 0.08
# Pull towards the beliefs. Lines of one page are alike, so there is far less to learn from than
# there are lines: by cross-validation a pull of 150 is best (40: -.02 of F1 on all but the page of
# most furniture; 600: -.01).
PULL = 150.0
RARE = 2  # features seen less often keep their belief
LONGEST = 60  # a page counts for no more lines than this: one long table must not teach it all
FLOOR, PLAIN, COST = 0.25, 0.95, 0.004

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sample:
    """A page's pieces: the features and the label (1 outside) of each."""

    features: list[list[str]]
    labels: list[int]


def rows_of(path: Path) -> list[Row]:
    """Return the rows of a JSONL file, gzipped or not."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def sample_of(row: Row) -> Sample | None:
    """Return a page as pieces with labels; a piece made of several lines has most words' label."""
    lines = row["lines"]
    pieces = [piece for piece in pieces_of("\n".join(text for text, _ in lines)) if piece.text]
    if not pieces:
        return None
    words = vocabulary()
    features = features_of(pieces, [traits_of(piece.text, words) for piece in pieces])
    weight = [[0, 0] for _ in pieces]
    start = at = 0
    for text, article in lines:
        if text.strip():
            while pieces[at].span.end <= start + len(text) - len(text.lstrip()):
                at += 1
            weight[at][1 - article] += max(1, len(text.split()))
        start += len(text) + 1
    return Sample(features, [int(outer > inner) for inner, outer in weight])


def groups_of(rows: Sequence[Row]) -> list[int]:
    """Return a number for every page, the same for pages that share a line: one site's pages."""
    group = list(range(len(rows)))

    def root(at: int) -> int:
        while group[at] != at:
            at = group[at]
        return at

    first: dict[str, int] = {}
    for at, row in enumerate(rows):
        for text, article in row["lines"]:
            if len(text.split()) >= (8 if article else 3):
                group[root(at)] = root(first.setdefault(text.strip().lower(), at))
    return [root(at) for at in range(len(rows))]


def trained(samples: Sequence[Sample]) -> Model:
    """Return the chain that fits these pages best, given the beliefs."""
    counts = Counter(name for sample in samples for row in sample.features for name in row)
    names = sorted(name for name, count in counts.items() if count >= RARE)
    number = {name: at + 1 for at, name in enumerate(names)}
    pages, longest = len(samples), max(len(sample.labels) for sample in samples)
    wanted = np.full((pages, longest), -1)
    cells: list[int] = []
    columns: list[int] = []
    for page, sample in enumerate(samples):
        wanted[page, : len(sample.labels)] = sample.labels
        for at, row in enumerate(sample.features):
            known = [0, *(number[name] for name in row if name in number)]
            cells.extend([page * longest + at] * len(known))
            columns.extend(known)
    leans = vocabulary().leans
    belief = np.array([-1.0, *(leans.get(name, 0.0) for name in names)])
    pull = np.array([0.01, *[PULL] * len(names)])
    weights, steps = _descended(np.array(cells), np.array(columns), wanted, belief, pull)
    return Model(
        bias=round(float(weights[0]), 3),
        weights={**leans, **{name: round(float(weights[at]), 3) for name, at in number.items()}},
        steps=(
            (round(float(steps[0, 0]), 3), round(float(steps[0, 1]), 3)),
            (round(float(steps[1, 0]), 3), round(float(steps[1, 1]), 3)),
        ),
        floor=FLOOR,
        plain=PLAIN,
        cost=COST,
    )


def _descended(
    cells: NDArray[np.int_], columns: NDArray[np.int_], wanted: NDArray[np.int_],
    belief: Floats, pull: Floats,
) -> tuple[Floats, Floats]:  # fmt: skip
    """Return weights and steps by Adam on all pages at once: no chance, the same every time."""
    there = wanted >= 0
    share = np.minimum(1.0, LONGEST / there.sum(axis=1))[:, None]
    steps0 = np.array([[0.5, -0.5], [-0.5, 0.5]])
    values = [belief.copy(), steps0.copy()]
    means = [np.zeros_like(value) for value in values]
    squares = [np.zeros_like(value) for value in values]
    for turn in range(1, STEPS + 1):
        scores = np.bincount(cells, weights=values[0][columns], minlength=wanted.size)
        outside, pairs = _expected(scores.reshape(wanted.shape), values[1], there)
        error = (outside - (wanted == 1)) * there * share
        slope = np.bincount(columns, weights=error.reshape(-1)[cells], minlength=len(belief))
        bends = values[1] - steps0
        for a in (0, 1):
            for b in (0, 1):
                seen = (wanted[:, :-1] == a) & (wanted[:, 1:] == b)
                bends[a, b] += ((pairs[a][b] - seen) * share).sum()
        rate = RATE * (1.0 if turn < 0.6 * STEPS else 0.3 if turn < 0.85 * STEPS else 0.1)
        for at, gradient in enumerate((slope + pull * (values[0] - belief), bends)):
            means[at] = 0.9 * means[at] + 0.1 * gradient
            squares[at] = 0.99 * squares[at] + 0.01 * gradient**2
            move = means[at] / (1 - 0.9**turn)
            values[at] -= rate * move / (np.sqrt(squares[at] / (1 - 0.99**turn)) + 1e-8)
    return values[0], values[1]


def _expected(
    scores: Floats, steps: Floats, there: NDArray[np.bool_]
) -> tuple[Floats, list[list[Floats]]]:
    """Return for every piece the probability of "outside", and for every join that of each pair."""
    pages, longest = scores.shape
    ahead = np.zeros((pages, longest, 2))
    behind = np.zeros((pages, longest, 2))
    ahead[:, 0, 1] = scores[:, 0]
    for at in range(1, longest):
        reached = np.logaddexp(ahead[:, at - 1, :1] + steps[0], ahead[:, at - 1, 1:] + steps[1])
        reached[:, 1] += scores[:, at]
        ahead[:, at] = np.where(there[:, at : at + 1], reached, ahead[:, at - 1])
    total = np.logaddexp(ahead[:, -1, 0], ahead[:, -1, 1])
    for at in range(longest - 2, -1, -1):
        onward = behind[:, at + 1].copy()
        onward[:, 1] += scores[:, at + 1]
        reached = np.logaddexp(steps[:, 0] + onward[:, :1], steps[:, 1] + onward[:, 1:])
        behind[:, at] = np.where(there[:, at + 1 : at + 2], reached, 0.0)
    outside = np.exp(ahead[:, :, 1] + behind[:, :, 1] - total[:, None]) * there
    follows = there[:, 1:]
    pairs = []
    for a in (0, 1):
        row = []
        for b in (0, 1):
            level = ahead[:, :-1, a] + steps[a, b] + behind[:, 1:, b] - total[:, None]
            level += scores[:, 1:] if b else 0.0
            row.append(np.exp(np.where(follows, level, -60.0)) * follows)
        pairs.append(row)
    return outside, pairs


def folds_of(groups: Sequence[int], seed: int) -> Iterator[set[int]]:
    """Yield the numbers of the pages left out, fold by fold; a site's pages stay together."""
    order = sorted(set(groups))
    np.random.RandomState(seed).shuffle(order)
    for fold in range(FOLDS):
        chosen = set(order[fold::FOLDS])
        yield {at for at, group in enumerate(groups) if group in chosen}


def counts_of(row: Row, chain: Model) -> list[int]:
    """Return furniture lines right, called, wanted; article words kept, wanted."""
    kept = kept_by(chain, report_of(row["lines"]), row["lines"])
    counts = [0, 0, 0, 0, 0]
    for (text, article), keep in zip(row["lines"], kept, strict=True):
        words = len(text.split())
        counts[0] += not article and not keep
        counts[1] += not keep
        counts[2] += not article
        counts[3] += words if article and keep else 0
        counts[4] += words if article else 0
    return counts


def said_of(counts: Sequence[Sequence[int]]) -> str:
    """Return the figures of these pages as a line."""
    right, called, wanted, kept, words = (sum(column) for column in zip(*counts, strict=True))
    return (
        f"furniture lines F1 {2 * right / max(1, called + wanted):.3f} "
        f"(P {right / max(1, called):.3f}, R {right / max(1, wanted):.3f}), "
        f"article words kept {kept / max(1, words):.4f}"
    )


def main() -> None:
    """Train, measure by cross-validation, and write the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    rows = rows_of(asked.gold)
    samples = [sample_of(row) for row in rows]
    groups = groups_of(rows)
    for seed in SEEDS:
        counts: list[list[int]] = [[] for _ in rows]
        for left_out in folds_of(groups, seed):
            chain = trained([s for at, s in enumerate(samples) if s and at not in left_out])
            for at in left_out:
                counts[at] = counts_of(rows[at], chain)
        most = max(range(len(rows)), key=lambda at: counts[at][2])
        print(f"left out, seed {seed}: {said_of(counts)}")
        print(
            f"   without the page of most furniture: {said_of(counts[:most] + counts[most + 1 :])}"
        )
    chain = trained([sample for sample in samples if sample])
    print(f"on its own pages: {said_of([counts_of(row, chain) for row in rows])}")
    if asked.write:
        leans = vocabulary().leans
        learned = {name: w for name, w in chain.weights.items() if w != leans.get(name, 0.0)}
        OUT.write_text(
            "# Learned by scripts/train_segment.py from line labels (article or furniture) of\n"
            "# scrapinghub/article-extraction-benchmark (MIT) and\n"
            "# Murrough-Foley/web-content-extraction-benchmark (CC BY 4.0): numbers, no text.\n"
            '# A weight is the log-odds for "outside the article" that a sign adds.\n'
            + yaml.safe_dump(
                {
                    "bias": chain.bias, "floor": chain.floor, "plain": chain.plain,
                    "cost": chain.cost,
                    "steps": [list(step) for step in chain.steps],
                    "weights": dict(sorted(learned.items())),
                },
                sort_keys=False, default_flow_style=None, width=90,
            ),
            encoding="utf-8",
        )  # fmt: skip
        print(f"wrote {len(learned)} weights")


if __name__ == "__main__":
    main()
