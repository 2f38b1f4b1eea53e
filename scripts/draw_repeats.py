"""Draw pairs of sentences of a daily series, to be judged whether one says the other again.

Writes `src/tocsin/data/labels/SET.sample.jsonl`: documents, offsets and hashes, no text. The
pairs are reworded: whatever is the same letter by letter needs no judge. They are drawn in bands of
shared words, by a fixed seed and before any rule is tried on them: of `repeats` by the words alone,
of `restated` the later sentence has a word of judging or of saying before, so that more of them say
something again. `--show FILE` writes the sentences, for the labellers; FILE lies outside the
repository, for the texts are not free.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scripts.draw_labels import FOLDER, ROOT
from scripts.label_candidates import Candidate, of_isw, plain, whole

from tocsin.evaluate.labels import sha256_of

SEED = 20261122
SET = "repeats"
BANDS = {"some": (0.25, 0.4, 50), "half": (0.4, 0.6, 50), "most": (0.6, 0.9999, 50)}
"""Words that both share of all that either has: from, below, pairs to draw."""

RESTATED = "restated"
JUDGED = re.compile(
    r"\b(?:assess\w*|(?:un)?likely|previously|remain\w*|unable|incapable|intend\w*|suggest\w*"
    r"|indicat\w*|reiterat\w*)\b",
    re.IGNORECASE,
)
"""What the later sentence of a pair of `restated` has."""

JUDGED_BANDS = {
    "few": (0.3, 0.4, 30),
    "some": (0.4, 0.55, 75),
    "many": (0.55, 0.75, 60),
    "most": (0.75, 0.98, 35),
}
"""As above, each word counted for its rarity."""

LONGEST_GAP = 45
"""Days between the two at most; the earlier one is never of the same day."""

RESTATED_GAP = 14

RARE = 400
"""Sentences up to which a word leads from one to another."""

TRIED = 6000
"""Later sentences for which an earlier one is looked for."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A later sentence, the earlier one that shares most words with it, and how many."""

    later: Candidate
    earlier: Candidate
    shared: float


def main() -> int:
    """Draw the pairs, or show them; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=(SET, RESTATED), default=SET, help="which set to draw")
    parser.add_argument("--show", metavar="FILE", type=Path, help="write the sentences there")
    given = parser.parse_args()
    named = os.environ.get("TOCSIN_GOLD")
    if not named:
        print("Set TOCSIN_GOLD to the folder that holds the texts.", file=sys.stderr)
        return 2
    rows = list(drawn(given.set, Path(named)))
    if given.show is None:
        kept = [row_of(given.set, number, band, pair) for number, band, pair in rows]
        sample = FOLDER / f"{given.set}.sample.jsonl"
        sample.write_text("".join(json.dumps(row) + "\n" for row in kept), "utf-8")
        return 0
    if given.show.resolve().is_relative_to(ROOT):
        print("The texts are not free: name a file outside the repository.", file=sys.stderr)
        return 2
    shown = [
        {"id": id_of(given.set, number), "earlier": pair.earlier.text, "later": pair.later.text}
        for number, _, pair in rows
    ]
    given.show.write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in shown), "utf-8"
    )
    return 0


def drawn(name: str, folder: Path) -> Iterator[tuple[int, str, Pair]]:
    """Yield the number, the band and the pair of each row of a set, in its order."""
    found = pairs(folder) if name == SET else restated(folder)
    bands = BANDS if name == SET else JUDGED_BANDS
    for number, (band, pair) in enumerate(draw(list(found), bands), 1):
        yield number, band, pair


def pairs(folder: Path) -> Iterator[Pair]:
    """Yield reworded pairs: for sentences drawn by chance the nearest earlier one within weeks."""
    every, words = _sentences(folder)
    _, places = _having(words)
    order = list(range(len(every)))
    random.Random(f"{SEED}:later").shuffle(order)
    for at in order[:TRIED]:
        best = nearest(at, every, words, places)
        if best is not None:
            yield best


def restated(folder: Path) -> Iterator[Pair]:
    """Yield pairs of a judgement and the nearest earlier sentence, rare words counting more."""
    every, words = _sentences(folder)
    having, places = _having(words)
    worth = {word: math.log(len(every) / number) for word, number in having.items()}
    for at in range(len(every)):
        if JUDGED.search(every[at].text):
            best = nearest(at, every, words, places, worth=worth, longest=RESTATED_GAP)
            if best is not None:
                yield best


def _sentences(folder: Path) -> tuple[list[Candidate], list[frozenset[str]]]:
    every = [c for c in of_isw(folder) if whole(c.text) and day_of(c) is not None]
    return every, [frozenset(re.findall(r"[a-z0-9]{3,}", c.text.lower())) for c in every]


def _having(words: Sequence[frozenset[str]]) -> tuple[Counter[str], dict[str, list[int]]]:
    """Return how many sentences have a word, and where the rarer ones stand."""
    having = Counter(word for held in words for word in held)
    places: dict[str, list[int]] = defaultdict(list)
    for at, held in enumerate(words):
        for word in sorted(held):
            if having[word] <= RARE:
                places[word].append(at)
    return having, places


def nearest(
    at: int,
    every: Sequence[Candidate],
    words: Sequence[frozenset[str]],
    places: dict[str, list[int]],
    *,
    worth: Mapping[str, float] | None = None,
    longest: int = LONGEST_GAP,
) -> Pair | None:
    """Return the pair of a sentence with the earlier one that shares most, the latest of equals.

    Words count alike, or by what each is worth.
    """

    def size(held: frozenset[str]) -> float:
        return len(held) if worth is None else math.fsum(worth[word] for word in sorted(held))

    later = day_of(every[at])
    found: tuple[float, int, str, int] | None = None
    for other in sorted({o for word in words[at] for o in places.get(word, ())}):
        earlier = day_of(every[other])
        if later is None or earlier is None or not 0 < (later - earlier).days <= longest:
            continue
        if plain(every[at].text) == plain(every[other].text):
            return None  # said again letter by letter: no judge is needed
        shared = size(words[at] & words[other]) / size(words[at] | words[other])
        ranked = (shared, earlier.toordinal(), every[other].doc, other)
        found = ranked if found is None else max(found, ranked)
    return None if found is None else Pair(every[at], every[found[3]], found[0])


def day_of(candidate: Candidate) -> date | None:
    """Return the day in the name of a report's file."""
    match = re.search(r"\d{4}-\d{2}-\d{2}", candidate.doc)
    return None if match is None else date.fromisoformat(match[0])


def draw(
    found: Sequence[Pair], bands: Mapping[str, tuple[float, float, int]]
) -> list[tuple[str, Pair]]:
    """Draw the pairs of each band; no sentence and no wording stands in two pairs."""
    used: set[str] = set()
    drawn: list[tuple[str, Pair]] = []
    for band, (low, high, number) in bands.items():
        inside = [pair for pair in found if low <= pair.shared < high]
        random.Random(f"{SEED}:{band}").shuffle(inside)
        own: list[tuple[str, Pair]] = []
        for pair in inside:
            wordings = {plain(pair.later.text), plain(pair.earlier.text)}
            if len(own) < number and not wordings & used:
                used |= wordings
                own.append((band, pair))
        drawn.extend(own)
    random.Random(f"{SEED}:order").shuffle(drawn)
    return drawn


def id_of(name: str, number: int) -> str:
    """Return the id of a pair of a set."""
    return f"{'re' if name == SET else 'rs'}{number:03}"


def row_of(name: str, number: int, band: str, pair: Pair) -> dict[str, object]:
    """Return a pair as a row of the sample."""
    return {
        "id": id_of(name, number),
        "earlier": _place(pair.earlier),
        "later": _place(pair.later),
        "stratum": band,
    }


def _place(one: Candidate) -> dict[str, object]:
    return {
        "doc": one.doc,
        "start": one.span.start,
        "end": one.span.end,
        "sha256": sha256_of(one.text),
    }


if __name__ == "__main__":
    sys.exit(main())
