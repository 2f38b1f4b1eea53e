"""Measure commands on three desks: processor seconds, peak megabytes, and a digest of the output.

The bundled example; a thousand copies of one long article under other mastheads; five thousand
short reports of which one in twenty concerns the watch. Desks that are in FOLDER are used again.
Another checkout is measured with PYTHONPATH, on a folder of its own: an index of tracing is of the
rules that made it. The digests say whether both print the same.

    python -m scripts.measure_desks FOLDER
"""

from __future__ import annotations

import hashlib
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.bench.made import SEED, row, sentence, stream
from scripts.bench.measure import Place, process, tocsin
from scripts.bench.wording import WATCH, WATCH_FILE

COPIES, SENTENCES = 1000, 24
SHORT = 5000

COMMANDS = {
    "example": (
        ("assess", "belarus-entry", "--as-of", "2022-10-21"),
        ("changes", "belarus-entry", "--since", "2022-10-14", "--as-of", "2022-10-21"),
        ("export", "belarus-entry", "--as-of", "2022-10-21"),
        ("history", "belarus-entry", "--from", "2022-07-01", "--to", "2022-12-31"),
    ),
    "copies": (
        ("assess", WATCH, "--as-of", "2025-03-10"),
        ("history", WATCH, "--from", "2025-03-01", "--to", "2025-03-31"),
    ),
    "short": (
        ("assess", WATCH, "--as-of", "2025-03-10"),
        ("changes", WATCH, "--since", "2025-03-04", "--as-of", "2025-03-10"),
        ("history", WATCH, "--from", "2025-03-01", "--to", "2025-03-31"),
    ),
}


def copies() -> Iterator[dict[str, str]]:
    """One article in papers of other names, all of one day."""
    rng = random.Random(SEED)
    told = [sentence(rng, relevant=rng.random() < 0.5) for _ in range(SENTENCES)]
    paragraphs = [" ".join(told[at : at + 4]) for at in range(0, SENTENCES, 4)]
    first = row(rng, 0, paragraphs, "Karvia moves troops near the border")
    for number in range(COPIES):
        yield {**first, "publisher": f"Paper {number}", "host": f"paper-{number}.example"}


def made(folder: Path) -> None:
    """Make the desks that are not there."""
    if not (folder / "example").exists():
        process(tocsin("demo", str(folder / "example")))
    for name, rows in (("copies", copies()), ("short", stream(SHORT))):
        desk = folder / name
        if not desk.exists():
            process(tocsin("init", str(desk)))
            (desk / "watches" / f"{WATCH}.yaml").write_text(WATCH_FILE, "utf-8")
            process(tocsin("add", str(desk), str(Place(folder, 1.0).written(name, rows))))


def main(words: Sequence[str]) -> int:
    """Print a line for each command."""
    folder = Path(words[0])
    folder.mkdir(parents=True, exist_ok=True)
    made(folder)
    for desk, commands in COMMANDS.items():
        for command, *rest in commands:
            done, printed = process(tocsin(command, str(folder / desk), *rest))
            # What is printed names the desk's folder, which is another for another checkout.
            told = printed.replace(str(folder), "").encode()
            print(
                f"{desk:8} {command:8} {done.cpu:6.2f} s {done.peak:5.0f} MB"
                f"  {hashlib.sha256(told).hexdigest()[:12]}",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
