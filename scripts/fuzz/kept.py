"""Kept: the broken documents that reached something new, each as two numbers, made anew."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from scripts.fuzz.guided import Kept
from scripts.fuzz.mutating import mutated
from scripts.fuzz.parsers import PARSERS

__all__ = ["FILE", "kept", "write"]

FILE = Path(__file__).with_name("kept.csv")
HEADER = ("parser", "parent", "number", "sha256")


def kept() -> Iterator[tuple[str, bytes]]:
    """Yield each kept document with its parser. Raises `ValueError` where one is another now."""
    pools = {name: list(parser.seeds) for name, parser in PARSERS.items()}
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            name, pool = row["parser"], pools[row["parser"]]
            data = mutated(pool[int(row["parent"])], PARSERS[name].seeds, int(row["number"]))
            if _short(data) != row["sha256"]:
                raise ValueError(f"a document of {name} is not made as it was")
            pool.append(data)
            yield name, data


def write(found: Iterable[Kept]) -> int:
    """Write the table of these documents, and return how many there are."""
    pools = {name: list(parser.seeds) for name, parser in PARSERS.items()}
    count = 0
    with FILE.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(HEADER)
        for one in found:
            pool = pools[one.parser]
            data = mutated(pool[one.parent], PARSERS[one.parser].seeds, one.number)
            pool.append(data)
            table.writerow((one.parser, one.parent, one.number, _short(data)))
            count += 1
    return count


def _short(data: bytes) -> str:
    return sha256(data).hexdigest()[:12]
