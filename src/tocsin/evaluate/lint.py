"""Lint: the checker's remarks on real prose held against the faults that were labelled there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tocsin.evaluate.labels import load_lint, rows_of
from tocsin.nouns import Span
from tocsin.publish import Remark, check, rules
from tocsin.rulers.figures import column_sums, interval, ratio, ratios
from tocsin.weigh import load_yardsticks

__all__ = ["VOICE", "YARDSTICK", "figures", "predict"]

VOICE = ("ISW", "Institute for the Study of War")
"""Names by which the writer of the labelled series speaks of its own house."""

YARDSTICK = "UK-PHIA"
"""The scale by which the set was labelled."""

_WIDTH = 3
"""Columns of a kind of finding: right, found, labelled."""


def predict(gold: Path, texts: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "faults"}` for each labelled sentence, its whole document being checked."""
    yardstick = load_yardsticks()[YARDSTICK]
    checked: dict[str, tuple[Remark, ...]] = {}
    for row in load_lint(texts, labels=gold.parent, name=gold.stem):
        sample = row.sample
        if sample.doc not in checked:
            checked[sample.doc] = check(
                sample.document, "text", yardstick, voice=VOICE, whole=False
            )
        yield {
            "id": sample.id,
            "faults": [
                {"rule": one.rule, "span": [one.start, one.end]}
                for one in checked[sample.doc]
                if sample.span.overlaps(Span(one.start, max(one.end, one.start + 1)))
            ],
        }


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return precision and recall of errors and warnings, and of each rule.

    A finding is right where a fault of its rule was labelled that shares a character with it. Each
    fault is found once. The intervals draw sentences anew. What neither found nor labelled has
    null. `frozen` says by how many the set was labelled.
    """
    labelled = rows_of(gold.read_bytes(), file=gold.name)
    found = rows_of(predictions.read_bytes(), file=predictions.name)
    names = [one.id for one in rules().values() if one.prose is not None]
    table = [
        _row(labelled[key]["faults"], found.get(key, {"faults": []})["faults"], names)
        for key in labelled
    ]
    totals = column_sums(table)
    result: dict[str, Any] = {}
    for grade in ("error", "warning"):
        own = [place for place, name in enumerate(names) if rules()[name].prose == grade]
        rows = [[sum(row[_WIDTH * p + c] for p in own) for c in range(_WIDTH)] for row in table]
        sums = column_sums(rows)
        result[f"{grade}s"] = {
            **_scores(sums),
            "precision_95": interval(rows, lambda t: ratios(t[:, 0], t[:, 1])) if sums[1] else None,
        }
    scored = {
        name: _scores(totals[_WIDTH * place : _WIDTH * (place + 1)])
        for place, name in enumerate(names)
    }
    result["rules"] = {name: own for name, own in scored.items() if own["found"] or own["labelled"]}
    return result


def _scores(sums: Sequence[int]) -> dict[str, Any]:
    right, found, labelled = sums
    return {
        "right": int(right),
        "found": int(found),
        "labelled": int(labelled),
        "precision": ratio(right, found) if found else None,
        "recall": ratio(right, labelled) if labelled else None,
    }


def _row(
    labelled: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]], names: Sequence[str]
) -> list[int]:
    """Return for each rule how many were right, found and labelled in one sentence."""
    row: list[int] = []
    for name in names:
        wanted = [Span(*one["span"]) for one in labelled if one["rule"] == name]
        given = [Span(*one["span"]) for one in found if one["rule"] == name]
        open_, right = list(wanted), 0
        for span in given:
            match = next((one for one in open_ if one.overlaps(span)), None)
            if match is not None:
                open_.remove(match)
                right += 1
        row += [right, len(given), len(wanted)]
    return row
