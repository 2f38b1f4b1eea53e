"""Binding: of which action, and by whom, the reader takes a stated likelihood to speak."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tocsin.evaluate import parsed
from tocsin.evaluate.labels import BindingRow, load_binding
from tocsin.evaluate.read_in_place import shares, statements_in, texts_folder
from tocsin.nouns import Span, Statement
from tocsin.rulers.figures import Floats, interval, ratio, ratios
from tocsin.rulers.rows import read_table

__all__ = ["figures", "intervals", "phrase_of", "predict"]

_COLUMNS = ("phrase", "phrase_as_labelled", "found", "bound", "actor", "action")
_REFUSAL = re.compile(r"\bwill (?:not|never)\b|\bwon['’]t\b", re.IGNORECASE)
_LINKING = re.compile(
    r"(?:is|are|was|were|be|been|remains?|remained|seems?|appears?)\s+", re.IGNORECASE
)


def predict(gold: Path, texts: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "likelihoods": [{"phrase", "actor", "action"}]}` for every sentence.

    All spans are `[start, end]` or null. Each sentence is read amid its own text
    (`read_in_place.context_of`); all the likelihoods in it are given, in their order. A flat "will
    not" is one of them, as in the task `likelihood`.
    """
    reader = parsed.reader()
    for row in load_binding(texts, labels=gold.parent):
        found = [
            {
                "phrase": _ends(phrase),
                "actor": _ends(s.claim.actor),
                "action": _ends(s.claim.action),
            }
            for s in statements_in(reader, row.sample)
            if (phrase := phrase_of(s, row.sample.document)) is not None
            and phrase.overlaps(row.sample.span)
        ]
        yield {"id": row.sample.id, "likelihoods": found}


def phrase_of(statement: Statement, text: str) -> Span | None:
    """Return the likelihood of a statement, or the "will not" of one that the reader negates."""
    if statement.likelihood is not None:
        return statement.likelihood.span
    if statement.polarity != "negated" or statement.tense != "future":
        return None
    found = _REFUSAL.search(text, statement.content.start, statement.content.end)
    return None if found is None else Span(*found.span())


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the figures that docs/reference/labelling.md defines.

    Raises `BadArgument` where the texts are not here.
    """
    units = _units(gold, predictions)
    total = [sum(column) for column in zip(*units, strict=True)]
    return {
        "n": len(units),
        **{
            name: {"accuracy": ratio(n, len(units))}
            for name, n in zip(_COLUMNS, total, strict=False)
        },
    }


def intervals(gold: Path, predictions: Path) -> Mapping[str, Sequence[float]]:
    """Return the 95 % intervals of `figures`, drawn over sentences."""
    units = _units(gold, predictions)
    return {
        f"{name}.accuracy": interval([[row[n], 1] for row in units], _share)
        for n, name in enumerate(_COLUMNS)
    }


def _share(totals: Floats) -> Floats:
    return ratios(totals[:, 0], totals[:, 1])


def _units(gold: Path, predictions: Path) -> list[list[int]]:
    given = {row.text("id"): row.objects("likelihoods") for row in read_table(predictions).rows}
    rows = load_binding(texts_folder(), labels=gold.parent)
    return [_unit(row, [one.values for one in given.get(row.sample.id, ())]) for row in rows]


def _unit(row: BindingRow, found: Sequence[Mapping[str, Any]]) -> list[int]:
    """Score one sentence by the likelihood that shares most with the labelled phrase.

    The labels have a linking verb ("remains unlikely") where the harvest happened to have it, so
    the phrase is compared without; `phrase_as_labelled` takes the labels at their word.
    """
    best = max(found, key=lambda one: _shared(one["phrase"], row.phrase), default=None)
    if best is None or not _shared(best["phrase"], row.phrase):
        return [0] * len(_COLUMNS)
    text, phrase = row.sample.document, Span(*best["phrase"])
    exact = _unlinked(phrase, text) == _unlinked(row.phrase, text)
    actor = shares(_span(best["actor"]), row.actor)
    action = shares(_span(best["action"]), row.action)
    verdicts = exact, phrase == row.phrase, True, actor and action, actor, action
    return [int(verdict) for verdict in verdicts]


def _unlinked(phrase: Span, text: str) -> Span:
    linking = _LINKING.match(text, phrase.start, phrase.end)
    return phrase if linking is None else Span(linking.end(), phrase.end)


def _shared(ends: Sequence[int], label: Span) -> int:
    return max(0, min(ends[1], label.end) - max(ends[0], label.start))


def _span(ends: Sequence[int] | None) -> Span | None:
    return None if ends is None else Span(ends[0], ends[1])


def _ends(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]
