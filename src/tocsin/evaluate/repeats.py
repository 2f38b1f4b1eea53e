"""Repeats: what a daily series says again, in the same words as before and in other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tocsin.errors import Unreachable
from tocsin.evaluate import parsed
from tocsin.evaluate.corpora import PUBLISHER
from tocsin.evaluate.label_shapes import REPEATS
from tocsin.evaluate.labels import Sample, load_repeats, rows_of
from tocsin.evaluate.read_in_place import half_of, texts_folder
from tocsin.evaluate.weighed import read_text, report_of
from tocsin.nouns import Origin, Reading, Register
from tocsin.read import Reader
from tocsin.rulers.figures import column_sums, f1_of_totals, interval, prf, ratio
from tocsin.rulers.rows import read_table
from tocsin.trace import load_register, trace

__all__ = [
    "MARKED",
    "figures",
    "figures_of_pairs",
    "intervals",
    "intervals_of_pairs",
    "label_of",
    "predict",
    "predict_pairs",
    "wording_of",
]

MARKED = "isw/belarus_assessments.jsonl"
"""Sentences of which `first_seen` tells the day on which they first stood there in these words."""

MOSTLY = 0.5
"""Part of a sentence's words that has to be said again for the sentence to be."""

_WIDTH = 3
"""Columns of a label: right, found, labelled."""
_NOTE = re.compile(r"\[\d+\]")
_DATED = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def predict(gold: Path, texts: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "exact"}` for each marked sentence and `{"id", "label"}` for each pair.

    Each sentence is read as a report of its day. The marked ones are traced all together, the
    pairs each by itself: nothing that stands elsewhere tells of a pair.
    """
    reader, register = parsed.reader(), load_register()
    marked = list(_marked(texts).values())
    readings = [
        _read(reader, row["sentence"], date.fromisoformat(row["date"]), row["id"]) for row in marked
    ]
    again = _exact(readings, trace(readings, register))
    for row, reading in zip(marked, readings, strict=True):
        yield {"id": row["id"], "exact": reading.report.id in again}
    yield from predict_pairs(gold, texts)


def predict_pairs(gold: Path, texts: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "label"}` for each pair of the set `gold`, each traced by itself."""
    reader, register = parsed.reader(), load_register()
    for pair in load_repeats(texts, labels=gold.parent, name=gold.stem):
        both = [
            _read(reader, one.text, _day_of(one), one.doc) for one in (pair.earlier, pair.later)
        ]
        yield {"id": pair.later.id, "label": label_of(both[0], both[1], register)}


def label_of(earlier: Reading, later: Reading, register: Register) -> str:
    """Return which of `REPEATS` the later reading is of the earlier one, as it is traced.

    Again is one of which most words are in statements that say an earlier one again; changed, one
    with a statement that supersedes an earlier one.
    """
    origins = trace([earlier, later], register)
    before = {o.id for o in origins if any(m.report == earlier.report.id for m in o.mentions)}
    # A saying that names an earlier day than both reports is what both say again.
    behind = {o.restates for o in origins if o.id in before}
    kinds = {
        mention.statement: (mention.kind == "restatement" and origin.restates in before)
        or origin.id in before
        or origin.id in behind
        for origin in origins
        for mention in origin.mentions
        if mention.report == later.report.id
    }
    words = {s.id: len(s.text.split()) for s in later.statements}
    repeated = sum(n for key, n in words.items() if kinds.get(key))
    if ratio(repeated, sum(words.values())) > MOSTLY:
        return "again"
    changed = any(
        origin.supersedes in before
        for origin in origins
        if any(m.report == later.report.id for m in origin.mentions)
    )
    return "changed" if changed else "other"


def wording_of(text: str) -> str:
    """Return a sentence in lower case without note marks and punctuation."""
    return " ".join(re.findall(r"\w+", _NOTE.sub(" ", text).lower()))


def _exact(readings: Sequence[Reading], origins: Sequence[Origin]) -> set[str]:
    """Return the ids of reports that, by their origins, say an earlier one again word for word."""
    by_id = {origin.id: origin for origin in origins}
    wordings = {one.report.id: wording_of(one.report.text) for one in readings}
    found: set[str] = set()
    for origin in origins:
        held: set[str] = set()
        seen = {origin.id}
        at = origin.restates
        while at is not None and at not in seen:
            seen.add(at)
            held |= {mention.report for mention in by_id[at].mentions}
            at = by_id[at].restates
        for mention in origin.mentions:
            # One sentence may hold two statements, of which the later repeats the earlier.
            others = {wordings[report] for report in held - {mention.report}}
            if mention.kind in {"restatement", "copy"} and wordings[mention.report] in others:
                found.add(mention.report)
    return found


def _read(reader: Reader, text: str, day: date, name: str) -> Reading:
    return read_text(reader, report_of(text, day, PUBLISHER, name=name))


def _marked(texts: Path) -> dict[str, dict[str, Any]]:
    path = texts / MARKED
    if not path.is_file():
        raise Unreachable(
            "the sentences whose repeats are marked are not there.",
            hint="Give the folder of the shared data.",
            file=MARKED,
        )
    return rows_of(path.read_bytes(), file=MARKED)


def _day_of(sample: Sample) -> date:
    named = _DATED.search(sample.doc)
    if named is None:
        raise Unreachable("the document's name tells no day.", file=sample.doc)
    return date(*(int(part) for part in named.groups()))


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the figures that docs/reference/labelling.md defines under "repeats".

    `halves` has those of the pairs on which rules may be made, then those of the others.
    Raises `BadArgument` where the texts are not here.
    """
    total = column_sums(_exact_units(_given(predictions)))
    return {"exact": {**prf(*total), "n": total[2]}, **figures_of_pairs(gold, predictions)}


def figures_of_pairs(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the figures of the pairs of the set `gold`, and of their halves."""
    units = _pair_units(gold, _given(predictions))
    halves = [[columns for key, columns in units.items() if half_of(key) == n] for n in (0, 1)]
    return {
        "pairs": len(units),
        **_of_pairs(list(units.values())),
        "halves": [_of_pairs(half) for half in halves],
    }


def _of_pairs(units: Sequence[Sequence[int]]) -> dict[str, Any]:
    total = column_sums(units) or [0] * (_WIDTH * len(REPEATS))
    parts = [total[n * _WIDTH : (n + 1) * _WIDTH] for n in range(len(REPEATS))]
    return {
        name: {**prf(*one), "right": one[0], "found": one[1], "n": one[2]}
        for name, one in zip(REPEATS, parts, strict=True)
    }


def intervals(gold: Path, predictions: Path) -> Mapping[str, Sequence[float]]:
    """Return the 95 % intervals of `figures`, drawn over sentences and over pairs."""
    exact = interval(_exact_units(_given(predictions)), f1_of_totals(0, 1, 2))
    return {"exact.f1": exact, **intervals_of_pairs(gold, predictions)}


def intervals_of_pairs(gold: Path, predictions: Path) -> dict[str, Sequence[float]]:
    """Return the 95 % intervals of `figures_of_pairs`, drawn over pairs."""
    pairs = list(_pair_units(gold, _given(predictions)).values())
    drawn: dict[str, Sequence[float]] = {}
    for n, name in enumerate(REPEATS):
        first = n * _WIDTH
        drawn[f"{name}.f1"] = interval(pairs, f1_of_totals(first, first + 1, first + 2))
    return drawn


def _given(predictions: Path) -> dict[str, Mapping[str, Any]]:
    return {row.text("id"): row.values for row in read_table(predictions).rows}


def _exact_units(given: Mapping[str, Mapping[str, Any]]) -> list[list[int]]:
    """Count each marked sentence: right, found, marked."""
    units = []
    for key, row in _marked(texts_folder()).items():
        found, marked = bool(given.get(key, {}).get("exact")), row["first_seen"] < row["date"]
        units.append([int(found and marked), int(found), int(marked)])
    return units


def _pair_units(gold: Path, given: Mapping[str, Mapping[str, Any]]) -> dict[str, list[int]]:
    """Count each pair: right, found, labelled, for each label in turn."""
    return {
        row.later.id: [
            int(held)
            for name in REPEATS
            for found in [given.get(row.later.id, {}).get("label") == name]
            for held in (found and row.label == name, found, row.label == name)
        ]
        for row in load_repeats(texts_folder(), labels=gold.parent, name=gold.stem)
    }
