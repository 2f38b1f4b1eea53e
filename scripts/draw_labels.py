"""Draw the sentences that are labelled, by loose surface cues and a fixed seed.

Writes `src/tocsin/data/labels/SET.sample.jsonl`: ids, documents, offsets and hashes, no text.
`--show SET --to FILE` writes the sentences themselves with their surroundings, for the labellers;
FILE lies outside the repository, because most of the texts have no free licence.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.label_candidates import sentences
from scripts.label_draws import DRAWS, SEED, Draw

from tocsin.evaluate.gum import render
from tocsin.evaluate.label_shapes import SETS
from tocsin.evaluate.labels import LABELS, document_text, load_samples, sha256_of
from tocsin.nouns.span import Span

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "src" / "tocsin" / "data" / "labels"
PREFIX = {
    "chains": "ch",
    "binding": "bi",
    "counts": "co",
    "doubt": "do",
    "lint": "li",
    "lint_unseen": "lu",
}
BEFORE, AFTER = 3, 1
"""Sentences of context that the labellers see."""


def sample_of(name: str, drawn: Draw) -> str:
    """Return the sample file: ids are given after a shuffle, so that none tells its stratum."""
    order = sorted(drawn, key=lambda one: (one[1].doc, one[1].span))
    random.Random(f"{SEED}:{name}:order").shuffle(order)
    rows = [
        {
            "id": f"{PREFIX[name]}{number:03}",
            "doc": each.doc,
            "start": each.span.start,
            "end": each.span.end,
            "sha256": sha256_of(each.text),
            "stratum": stratum,
        }
        for number, (stratum, each) in enumerate(order, start=1)
    ]
    return "".join(json.dumps(row) + "\n" for row in rows)


# --- showing -------------------------------------------------------------------------------------


def show(name: str, folder: Path) -> str:
    """Return the working file of a set: each sentence with those around it, without its stratum."""
    lines = []
    for sample in load_samples(name, folder, labels=LABELS).values():
        around = _sentences_of(folder, sample.doc)
        before = [span for span in around if span.end <= sample.span.start][-BEFORE:]
        after = [span for span in around if span.start >= sample.span.end][:AFTER]
        lines.append(f"=== {sample.id}  {sample.doc}  starts at {sample.span.start}")
        lines += [f"   before: {one_line(span.of(sample.document))}" for span in before]
        lines.append(f">> {sample.text}")
        lines += [f"   after: {one_line(span.of(sample.document))}" for span in after]
        lines += [f"   given phrase: {phrase}" for phrase in _given(name, folder, sample.text)]
        lines.append("")
    return "\n".join(lines)


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def _sentences_of(folder: Path, doc: str) -> Sequence[Span]:
    path = folder / doc.partition("#")[0]
    if path.suffix == ".conllu":
        return render(path.read_bytes().decode("utf-8"), file=path.name).sentences
    return tuple(sentences(document_text(folder, doc)))


def _given(name: str, folder: Path, text: str) -> Iterator[str]:
    if name == "binding":
        path = folder / "isw" / "belarus_assessments.jsonl"
        for line in path.read_bytes().decode("utf-8").split("\n"):
            row = json.loads(line) if line.strip() else {}
            if row.get("hand_checked_core") and row["sentence"] == text:
                yield row["estimative_phrase"]
                return


def main() -> int:
    """Draw the sets, or show one; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(SETS)}; all without")
    parser.add_argument("--data", type=Path, help="the shared data (or TOCSIN_SHARED, its parent)")
    parser.add_argument("--show", metavar="SET", choices=SETS, help="write a working file instead")
    parser.add_argument("--to", type=Path, help="where to, outside the repository")
    options = parser.parse_args()
    beside = Path(os.environ.get("TOCSIN_SHARED") or ROOT.parent / "shared") / "data"
    folder = (options.data or beside).resolve()
    if not folder.is_dir():
        parser.error("the shared data are not here: give --data or set TOCSIN_SHARED")
    if options.show:
        if options.to is None or options.to.resolve().is_relative_to(ROOT):
            parser.error("give --to a file outside the repository: the texts may not enter it")
        options.to.write_text(show(options.show, folder), "utf-8")
        return 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in options.sets or SETS:
        drawn = DRAWS[name](folder)
        (FOLDER / f"{name}.sample.jsonl").write_text(sample_of(name, drawn), "utf-8")
        tally: dict[str, int] = defaultdict(int)
        for stratum, each in drawn:
            tally[f"{stratum}, {each.origin}"] += 1
        print(f"{name}: {len(drawn)} sentences")
        for key, number in tally.items():
            print(f"  {key}: {number}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
