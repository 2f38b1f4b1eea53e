"""Measure the gate: how much of unrelated news it lets through, and what it loses of a watch.

    python -m scripts.measure_gate DATA [--watch FILE] [--every 8]

DATA is the folder of the public sets. What is lost is counted without the gate's own code: all of
a corpus is read, and a statement that fills a pattern of the watch in a report that the gate
holds back is lost. Last, a stream of the unrelated news with one report in twenty from the example
is read behind the gate, and parsed by the bare model, in processor time. docs/decisions gives the
figures.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from scripts.bench.contenders import bare

from tocsin.collect import Captured, capture_bytes, gather
from tocsin.nouns import Pattern, Report, Watch
from tocsin.read import Gate, Reader
from tocsin.segment import segment
from tocsin.weigh import lexicon_of, parse_watch
from tocsin.weigh.patterns import match


def patterns_of(watch: Watch) -> list[Pattern]:
    """All patterns of a watch."""
    found = [pattern for one in watch.propositions for pattern in one.match]
    return found + [p for one in watch.indicators for p in (*one.match, *one.looked)]


def reports_of(paths: list[Path]) -> Iterator[Report]:
    """The reports of files."""
    for one in gather(paths):
        if isinstance(one, Captured):
            yield one.report


def lost_of(gate: Gate, reader: Reader, watch: Watch, paths: list[Path]) -> dict[str, int]:
    """Read all reports, and count those held back and the statements they fill a pattern with."""
    patterns, counts = patterns_of(watch), {"reports": 0, "let": 0, "bear": 0, "lost": 0}
    for report in reports_of(paths):
        let = gate.lets(report.text, report.author, report.publisher)
        found = reader.read(report, segment(report))
        bear = sum(any(match(p, one) is not None for p in patterns) for one in found)
        counts["reports"] += 1
        counts["let"] += let
        counts["bear"] += bear
        counts["lost"] += 0 if let else bear
    return counts


def stream_of(gate: Gate, reader: Reader, texts: list[str], own: list[Path]) -> dict[str, float]:
    """Read every second text, and one report of `own` for twenty, behind the gate and bare."""
    files = [(f"{at}.txt", text.encode()) for at, text in enumerate(texts[::2])]
    found = (one for name, data in files for one in capture_bytes(data, file=name))
    reports = [one.report for one in found if isinstance(one, Captured)]
    reports += list(reports_of(own))[: round(len(reports) / 19)]
    model = bare()
    began = time.process_time()
    for _ in model.pipe((one.text for one in reports), batch_size=64):
        pass
    parsed, let = time.process_time(), 0
    for one in reports:
        if gate.lets(one.text, one.author, one.publisher):
            let += 1
            reader.read(one, segment(one))
    read = time.process_time()
    return {"reports": len(reports), "let": let, "faster": (parsed - began) / (read - parsed)}


def main() -> int:
    """Print one line of JSON a corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    example = Path(str(files("tocsin.example")))
    parser.add_argument("--watch", type=Path, default=example / "watch.yaml")
    parser.add_argument("--every", type=int, default=8, help="one ISW report in so many is read")
    given = parser.parse_args()
    watch = parse_watch(given.watch.read_text("utf-8"), file=str(given.watch))
    gate = Gate(lexicon_of((watch,)))
    with gzip.open(given.data / "dedup" / "wikinews_events.jsonl.gz", "rt", encoding="utf-8") as f:
        texts = [json.loads(line)["text"] for line in f]
    let = sum(gate.lets(text) for text in texts)
    print(json.dumps({"corpus": "wikinews_events", "reports": len(texts), "let": let}), flush=True)
    reader = Reader.load()
    isw = sorted((given.data / "isw" / "reports").glob("*.txt"))[:: given.every]
    corpora = {
        "the bundled example": [example / "reports"],
        "the founding reports": [given.data / "founding"],
        f"ISW, one in {given.every}": isw,
    }
    for name, paths in corpora.items():
        counts = lost_of(gate, reader, watch, paths)
        print(json.dumps({"corpus": name, **counts}), flush=True)
    told = stream_of(gate, reader, texts, [example / "reports"])
    print(json.dumps({"corpus": "the stream", **told}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
