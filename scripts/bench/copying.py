"""Copying: `tocsin add` and `tocsin assess` of one report under very many mastheads."""

from __future__ import annotations

import random
from collections.abc import Iterator

from scripts.bench.made import SEED, row, sentence
from scripts.bench.measure import Done, Place, command
from scripts.bench.wording import WATCH, WATCH_FILE

__all__ = ["COPIES", "add_copies", "assess_copies", "copies"]

COPIES = 1_000
"""Mastheads at full scale; three times as many in the rows beside."""

SENTENCES = 30
"""Sentences of the report, three a paragraph: as long as an article."""


def copies(count: int) -> Iterator[dict[str, str]]:
    """The same report, published on one day by outlet after outlet."""
    rng = random.Random(SEED + 3)
    told = [sentence(rng, relevant=True) for _ in range(SENTENCES)]
    paragraphs = [" ".join(told[at : at + 3]) for at in range(0, SENTENCES, 3)]
    title = told[0].split(" that ")[-1][:70].rsplit(" ", 1)[0].capitalize()
    one = row(rng, 0, paragraphs, title)
    for number in range(count):
        yield {
            **one,
            "publisher": f"Copying Post {number}",
            "host": f"copying-post-{number}.example",
        }


def add_copies(place: Place, times: int) -> Done:
    """`tocsin add` of copies to a new desk, all of it."""
    count, desk = place.count(COPIES * times), place.folder / f"copies-{times}"
    command(1, "init", str(desk))
    (desk / "watches" / f"{WATCH}.yaml").write_text(WATCH_FILE, "utf-8")
    path = place.written(f"copied-{times}", copies(count))
    return command(count, "add", str(desk), str(path))


def assess_copies(place: Place, times: int) -> Done:
    """`tocsin assess` on such a desk."""
    desk = place.folder / f"copies-{times}"
    count = place.count(COPIES * times)
    return command(count, "assess", str(desk), WATCH, "--as-of", "2025-12-01", "--json")
