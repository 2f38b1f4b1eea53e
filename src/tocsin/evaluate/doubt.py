"""Doubt: what is done by a sentence, how its claim stands, what was not seen, and on what basis."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from tocsin.evaluate import parsed
from tocsin.evaluate.label_shapes import ACTS, STATUSES
from tocsin.evaluate.labels import DoubtRow, Sample, load_doubt
from tocsin.evaluate.read_in_place import context_of, shares, texts_folder
from tocsin.evaluate.weighed import read_text, report_of
from tocsin.nouns import Act, Span, Statement
from tocsin.read import Reader
from tocsin.read.acts import basis_of
from tocsin.rulers.figures import Floats, column_sums, f1_of_totals, interval, prf, ratio, ratios
from tocsin.rulers.rows import read_table

__all__ = ["figures", "intervals", "main_statement", "predict"]

_FIELDS = ("act", "basis")
_LISTS = ("verification", "verified_of", "absence")
_DAY = date(2000, 1, 1)  # what is read here does not hang on the day
_FIRST: tuple[Act, ...] = ("denial", "threat", "appeal", "question")
_LEADING = re.compile(r"(?:while|although|though|if|after|before|despite|since)\b", re.IGNORECASE)
_SHORT = 6
"""Words of an adverbial that may open a sentence before its speaker: "However,", "In Tavo,"."""
_WIDTH = 3
"""Columns of a list or an act: right, found, labelled."""


def predict(gold: Path, texts: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "act", "basis", "verification": [{"status", "of"}], "absence"}`.

    Act and basis are of the main statement. A span is `[start, end]` in the document. The text is
    read up to the end of the sentence: what later ones say of its claim is not in it.
    """
    reader = parsed.reader()
    for row in load_doubt(texts, labels=gold.parent):
        found = _read(reader, row.sample)
        main = main_statement(found, row.sample.span)
        act, basis = (None, None) if main is None else (main.act, basis_of(main))
        if main is not None and main.chain and act in _FIRST:
            act, basis = "statement", "claimed"  # who tells of another's threat makes a statement
        checks = {
            (check.status, check.of.start, check.of.end)
            for statement in found
            for check in statement.verification
        }
        unseen = [s.absence.span for s in found if s.absence is not None]
        yield {
            "id": row.sample.id,
            "act": act,
            "basis": basis,
            "verification": [
                {"status": status, "of": [start, end]} for status, start, end in sorted(checks)
            ],
            "absence": [unseen[0].start, unseen[0].end] if unseen else None,
        }


def _read(reader: Reader, sample: Sample) -> list[Statement]:
    body = Span(context_of(sample).start, sample.span.end)
    report = report_of(sample.document, _DAY, "the report", name=sample.doc)
    found = read_text(reader, report, [body]).statements
    return [s for s in found if s.content.overlaps(sample.span)]


def main_statement(found: Sequence[Statement], sentence: Span) -> Statement | None:
    """Return the statement that a sentence is about, as the guidelines choose it.

    It is the first to begin, of those that begin together a speaker's, and the first he says. A
    denial, threat, appeal or question of the same speaker goes before his other statements.
    """

    def order(one: Statement) -> tuple[int, bool, int, int]:
        said = one.content.start if one.cue is None else one.cue.start
        return _begins(one, found, sentence), not _spoken(one), said, -one.content.end

    ordered = sorted(found, key=order)
    if len(ordered) > 1 and _LEADING.match(ordered[0].text):
        ordered = ordered[1:]
    if not ordered:
        return None
    first = ordered[0]
    own = [s for s in ordered if not s.chain and _is_of(s, first)]
    return next((s for s in own if s.act in _FIRST), first)


def _begins(one: Statement, found: Sequence[Statement], sentence: Span) -> int:
    """Return where a statement begins, the same as the sentence after a short adverbial."""
    start = max(one.span.start, sentence.start)
    for other in found:
        before = other.text[: max(0, start - other.span.start)].rstrip()
        if other.span.holds(one.span) and before.endswith(",") and len(before.split()) <= _SHORT:
            return max(other.span.start, sentence.start)
    return start


def _is_of(one: Statement, first: Statement) -> bool:
    """Say whether a statement is of the speaker of the first, or of the one who acts in it."""
    if one.speaker is None or one.speaker.span is None:
        return False
    if _spoken(first):
        return one.speaker == first.speaker
    return first.claim.actor is not None and first.claim.actor.overlaps(one.speaker.span)


def _spoken(one: Statement) -> bool:
    return one.speaker is not None and one.speaker.span is not None


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the figures that docs/reference/labelling.md defines under "doubt".

    Raises `BadArgument` where the texts are not here.
    """
    units = _units(gold, predictions)
    total = column_sums(units)
    n = len(units)
    found = [total[place : place + _WIDTH] for place in range(len(_FIELDS), len(total), _WIDTH)]
    lists, acts = found[: len(_LISTS)], found[len(_LISTS) :]
    result: dict[str, Any] = {"sentences": n}
    for name, right in zip(_FIELDS, total, strict=False):
        result[name] = {"accuracy": ratio(right, n)}
    by_act = {name: prf(*one) for name, one in zip(ACTS, acts, strict=True)}
    labelled = [one for one in acts if one[2]]
    result["act"]["macro_f1"] = ratio(sum(prf(*one)["f1"] for one in labelled), len(labelled))
    result["act"]["by_act"] = {
        name: {**by_act[name], "n": one[2]} for name, one in zip(ACTS, acts, strict=True)
    }
    for name, one in zip(_LISTS, lists, strict=True):
        result[name] = {**prf(*one), "n": one[2]}
    return result


def intervals(gold: Path, predictions: Path) -> Mapping[str, Sequence[float]]:
    """Return the 95 % intervals of `figures`, drawn over sentences."""
    units = [[*row, 1] for row in _units(gold, predictions)]
    last = len(units[0]) - 1
    first = len(_FIELDS)
    drawn = {f"{name}.accuracy": interval(units, _share(n, last)) for n, name in enumerate(_FIELDS)}
    for n, name in enumerate(_LISTS):
        right = first + n * _WIDTH
        drawn[f"{name}.f1"] = interval(units, f1_of_totals(right, right + 1, right + 2))
    drawn["act.macro_f1"] = interval(units, lambda t: _macro(t, first + len(_LISTS) * _WIDTH))
    return drawn


def _share(part: int, whole: int) -> Callable[[Floats], Floats]:
    return lambda totals: ratios(totals[:, part], totals[:, whole])


def _macro(totals: Floats, first: int) -> Floats:
    """Return the mean F1 of the acts that are labelled at all, in each round."""
    columns = range(first, first + len(ACTS) * _WIDTH, _WIDTH)
    each = [f1_of_totals(n, n + 1, n + 2)(totals) for n in columns]
    there = [(totals[:, n + 2] > 0).astype(float) for n in columns]
    held = np.array([f1 * is_there for f1, is_there in zip(each, there, strict=True)])
    return ratios(held.sum(axis=0), np.array(there).sum(axis=0))


def _units(gold: Path, predictions: Path) -> list[list[int]]:
    given = {row.text("id"): row.values for row in read_table(predictions).rows}
    rows = load_doubt(texts_folder(), labels=gold.parent)
    return [_unit(row, given.get(row.sample.id, {})) for row in rows]


def _unit(row: DoubtRow, found: Mapping[str, Any]) -> list[int]:
    """Count one sentence: act and basis right, then each list and each act in three columns."""
    act = found.get("act")
    checks = [(c["status"], Span(*c["of"])) for c in found.get("verification", ())]
    unseen = None if found.get("absence") is None else Span(*found["absence"])
    statuses = of = 0
    for status in STATUSES:
        labels = [label.of for label in row.verification if label.status == status]
        spans = [span for name, span in checks if name == status]
        statuses += min(len(labels), len(spans))
        of += min(len(spans), sum(any(shares(s, label) for s in spans) for label in labels))
    columns = [int(act == row.act), int("basis" in found and found["basis"] == row.basis)]
    columns += [statuses, len(checks), len(row.verification)]
    columns += [of, len(checks), len(row.verification)]
    seen = row.absence is not None and unseen is not None and unseen.overlaps(row.absence)
    columns += [int(seen), int(unseen is not None), int(row.absence is not None)]
    for name in ACTS:
        columns += [int(act == name == row.act), int(act == name), int(row.act == name)]
    return columns
