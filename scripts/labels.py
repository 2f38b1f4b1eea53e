"""Turn labellers' hand-ins into label rows, check them, compare two passes, and freeze a set.

  labels.py spans SET IN OUT       words to offsets: a hand-in to label rows
  labels.py check SET FILE         whether rows are whole and stand in their sentences
  labels.py agree SET A B          how far two passes agree, field by field
  labels.py freeze SET A [B] [--adjudicated C] --on DATE

A set of pairs has nothing to place: its hand-in is its label rows.
The shared data folder is `--data`, or `data` in TOCSIN_SHARED (else ../shared).
`docs/reference/labelling.md` says what is marked, and how a hand-in is written.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tocsin.errors import TocsinError
from tocsin.evaluate.agreement import agreement
from tocsin.evaluate.label_shapes import SHAPES, Shape, faults
from tocsin.evaluate.labels import Sample, load_samples, rows_of

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "src" / "tocsin" / "data" / "labels"
SHEET = "FROZEN.yaml"
JOIN = " ~ "
"""Stands between the first and the last words of a long span."""
INDEX = re.compile(r"(.+)#([1-9]\d*)", re.DOTALL)

Rows = dict[str, dict[str, Any]]


class WordsError(Exception):
    """Words of a hand-in that do not tell one place in the sentence."""


# --- words to offsets ----------------------------------------------------------------------------


def span_of(words: str, sample: Sample, *, before: bool = False) -> list[int]:
    """Return the offsets, in the document, that the words of a hand-in mean.

    `words#2` is their second occurrence, `first words ~ last words` a long span. Where `before`,
    words that the sentence lacks are looked for before it, the nearest first.
    Raises `WordsError`.
    """
    first, _, last = words.partition(JOIN)
    start, end = _place(first, sample.text, 0)
    if last:
        _, end = _place(last, sample.text, end, nearest=True)
    elif before and start < 0:
        return _nearest(first, sample)
    if start < 0:
        raise WordsError(f"{first!r} does not stand in the sentence")
    if end < 0:
        raise WordsError(f"{last!r} does not stand after {first!r}")
    return [sample.span.start + start, sample.span.start + end]


def _place(words: str, text: str, start: int, *, nearest: bool = False) -> tuple[int, int]:
    """Return where the words stand in `text` from `start` on, (-1, -1) where they do not."""
    found = _occurrences(words, text, start)
    if found and (nearest or len(found) == 1):
        return found[0]
    numbered = INDEX.fullmatch(words)
    if not found and numbered:
        found = _occurrences(numbered[1], text, start)
        number = int(numbered[2])
        if number > len(found):
            raise WordsError(f"{numbered[1]!r} stands {len(found)} times, not {number}")
        return found[number - 1]
    if len(found) > 1:
        raise WordsError(f"{words!r} stands {len(found)} times: write {words}#1, #2, …")
    return -1, -1


def _occurrences(words: str, text: str, start: int) -> list[tuple[int, int]]:
    """Return every place of the words as whole words, without regard to how spaces are written."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    if not pattern:
        raise WordsError("a span without words")
    head = r"(?<!\w)" if words.strip()[0].isalnum() else ""
    tail = r"(?!\w)" if words.strip()[-1].isalnum() else ""
    return [match.span() for match in re.compile(head + pattern + tail).finditer(text, start)]


def _nearest(words: str, sample: Sample) -> list[int]:
    found = _occurrences(words, sample.document[: sample.span.start], 0)
    if not found:
        raise WordsError(f"{words!r} stands neither in the sentence nor before it")
    return list(found[-1])


def row_of(name: str, row: Mapping[str, Any], sample: Sample) -> dict[str, Any]:
    """Return the label row that a hand-in means. Raises `WordsError`."""
    filled: dict[str, Any] = {"id": row["id"]}
    for key, value in row.items():
        if key not in ("id", "note"):
            shape = SHAPES[name].get(key)
            filled[key] = value if shape is None else _offsets(shape, value, sample, key)
    return filled


def _offsets(shape: Shape, value: Any, sample: Sample, where: str) -> Any:
    if value is None:
        return None
    match shape.kind:
        case "span":
            if not isinstance(value, str):
                raise WordsError(f"{where}: {value!r} is neither words nor null")
            try:
                return span_of(value, sample, before=shape.before)
            except WordsError as fault:
                raise WordsError(f"{where}: {fault}") from None
        case "spans" if isinstance(value, list):
            return [_offsets(Shape("span"), one, sample, where) for one in value]
        case "records" if isinstance(value, list):
            return [_record(shape, one, sample, f"{where}[{n}]") for n, one in enumerate(value)]
        case "record":
            return _record(shape, value, sample, where)
        case _:
            return value


def _record(shape: Shape, value: Any, sample: Sample, where: str) -> Any:
    if not isinstance(value, dict):
        raise WordsError(f"{where}: {value!r} is no object")
    # What a hand-in leaves out of a record, where null is allowed, is null.
    absent = {key: None for key, inner in shape.fields.items() if inner.optional}
    return {
        key: _offsets(shape.fields[key], one, sample, f"{where}.{key}")
        if key in shape.fields
        else one
        for key, one in {**absent, **value}.items()
    }


# --- commands ------------------------------------------------------------------------------------


def faults_of(name: str, rows: Rows, samples: Mapping[str, Sample]) -> list[str]:
    """Return what is wrong with the rows of a whole set."""
    found = [f"{key}: no such sentence" for key in sorted(rows.keys() - samples.keys())]
    found += [f"{key}: no label" for key in samples if key not in rows]
    for key, sample in samples.items():
        if key in rows:
            start, end = sample.span.start, sample.span.end
            found += [f"{key}: {fault}" for fault in faults(name, rows[key], start=start, end=end)]
    return found


def read(path: Path) -> Rows:
    """Return the rows of a JSONL file by id. Raises `RulerError`."""
    return rows_of(path.read_bytes(), file=path.name)


def write(path: Path, rows: Rows) -> None:
    """Write rows as JSONL."""
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows.values())
    path.write_text("".join(lines), "utf-8")


def spans(name: str, samples: Mapping[str, Sample], source: Path, target: Path) -> int:
    """Write the label rows of a hand-in; print what cannot be placed, and leave that out."""
    filled: Rows = {}
    wrong = []
    for key, row in read(source).items():
        if key not in samples:
            wrong.append(f"{key}: no such sentence")
            continue
        try:
            filled[key] = row_of(name, row, samples[key])
        except WordsError as fault:
            wrong.append(f"{key}: {fault}")
    write(target, {key: filled[key] for key in samples if key in filled})
    told = {fault.partition(":")[0] for fault in wrong}
    wrong += [
        fault for fault in faults_of(name, filled, samples) if fault.partition(":")[0] not in told
    ]
    return report(wrong, f"{len(filled)} of {len(samples)} rows written")


def report(wrong: list[str], good: str) -> int:
    """Print the faults and what went well; return the exit code."""
    for fault in wrong:
        print(fault)
    print(f"{good}, {len(wrong)} faults")
    return 1 if wrong else 0


def merged(first: Rows, second: Rows, adjudicated: Rows) -> Rows:
    """Return one row a sentence: an adjudicated one, else the one that both passes gave.

    Raises `SystemExit` naming the sentences on which the passes differ and nobody has decided.
    """
    open_ = [key for key in first if key not in adjudicated and first[key] != second.get(key)]
    if open_:
        raise SystemExit(f"{len(open_)} rows differ and are not adjudicated: {' '.join(open_)}")
    return {key: adjudicated.get(key, first[key]) for key in first}


def freeze(
    name: str,
    samples: Mapping[str, Sample],
    passes: Sequence[Rows],
    adjudicated: Rows,
    *,
    on: date,
    folder: Path = FOLDER,
) -> int:
    """Write the set's labels and its entry in the sheet of frozen sets.

    Of a set that one pass alone was made of, no agreement can be shown, and the sheet says so.
    """
    first, second = passes[0], passes[-1]
    whole = merged(first, second, adjudicated)
    whole = {key: whole[key] for key in samples if key in whole}
    if wrong := faults_of(name, whole, samples):
        return report(wrong, "nothing frozen")
    target = folder / f"{name}.jsonl"
    write(target, whole)
    sheet = folder / SHEET
    content = (yaml.safe_load(sheet.read_text("utf-8")) if sheet.is_file() else None) or {}
    frozen = content.setdefault("sets", {})
    sample = folder / f"{name}.sample.jsonl"
    frozen[name] = {
        "rows": len(whole),
        "frozen": on.isoformat(),
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
        "sample_sha256": hashlib.sha256(sample.read_bytes()).hexdigest(),
        "passes": len(passes),
        "adjudicated": len(adjudicated),
        "agreement": agreement(name, first, second) if len(passes) > 1 else None,
    }
    opening = (
        "# Sets of labels as they were frozen, by scripts/labels.py freeze. Agreement: of two\n"
    )
    opening += (
        "# passes before adjudication (docs/reference/labelling.md says how it is counted).\n"
    )
    sheet.write_text(opening + yaml.safe_dump(content, sort_keys=True), "utf-8")
    print(f"{name}: {len(whole)} rows frozen")
    return 0


def main() -> int:
    """Run one command; return the exit code: 0 done, 1 faults found, 2 wrong usage."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, help="the folder of shared data")
    commands = parser.add_subparsers(dest="command", required=True)
    for command, files in (
        ("spans", ("source", "target")),
        ("check", ("file",)),
        ("agree", ("first", "second")),
        ("freeze", ("first", "second")),
    ):
        one = commands.add_parser(command)
        one.add_argument("set", choices=tuple(SHAPES))
        for file in files:
            alone = command == "freeze" and file == "second"
            one.add_argument(file, type=Path, nargs="?" if alone else None)
        if command == "freeze":
            one.add_argument("--adjudicated", type=Path)
            one.add_argument("--on", type=date.fromisoformat, required=True)
    options = parser.parse_args()
    beside = Path(os.environ.get("TOCSIN_SHARED") or ROOT.parent / "shared") / "data"
    try:
        samples = load_samples(options.set, options.data or beside)
        return run(options, samples)
    except (TocsinError, OSError) as fault:
        print(fault, file=sys.stderr)
        return 2


def run(options: argparse.Namespace, samples: Mapping[str, Sample]) -> int:
    """Run the chosen command over the set's sentences."""
    name = options.set
    match options.command:
        case "spans":
            return spans(name, samples, options.source, options.target)
        case "check":
            rows = read(options.file)
            return report(faults_of(name, rows, samples), f"{len(rows)} rows")
        case "agree":
            figures = agreement(name, read(options.first), read(options.second))
            print(json.dumps(figures, indent=2))
            return 0
        case _:
            decided = read(options.adjudicated) if options.adjudicated else {}
            given = [one for one in (options.first, options.second) if one is not None]
            passes = [read(one) for one in given]
            return freeze(name, samples, passes, decided, on=options.on)


if __name__ == "__main__":
    sys.exit(main())
