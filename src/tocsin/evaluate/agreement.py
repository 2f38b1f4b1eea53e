"""Agreement of two passes of labels, field by field: spans exact or overlapping, words by kappa."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from tocsin.evaluate.label_shapes import SHAPES, Shape

__all__ = ["agreement", "kappa"]

Row = Mapping[str, Any]
Pair = tuple[Any, Any]


def agreement(name: str, first: Mapping[str, Row], second: Mapping[str, Row]) -> dict[str, Any]:
    """Return how far two passes over the set `name` agree, by field, over the ids of both.

    A span has `exact` and `overlap` (shares of the items where both say the same span, or spans
    that share a character; two nulls agree), a word `exact` and `kappa` (Cohen's, None where both
    passes use one word alone). Records are first paired by their key; `paired` is the F1 of that,
    and their fields are compared within pairs. All figures are shares, rounded to 4 digits.
    """
    ids = sorted(first.keys() & second.keys())
    figures: dict[str, Any] = {}
    for key, shape in SHAPES[name].items():
        _compare(shape, key, [(first[one][key], second[one][key]) for one in ids], figures)
    same = sum(first[one] == second[one] for one in ids)
    return {"n": len(ids), "same": _share(same, len(ids)), "fields": figures}


def kappa(pairs: Sequence[Pair]) -> float | None:
    """Return Cohen's kappa of pairs of labels; None where chance alone would always agree.

    Cohen (1960): (observed - expected) / (1 - expected) agreement.
    """
    if not pairs:
        return None
    number = len(pairs)
    left, right = Counter(str(a) for a, _ in pairs), Counter(str(b) for _, b in pairs)
    expected = sum(left[word] * right[word] for word in sorted(left)) / number**2
    observed = sum(str(a) == str(b) for a, b in pairs) / number
    if expected >= 1:
        return None
    return round((observed - expected) / (1 - expected), 4)


def _compare(shape: Shape, where: str, pairs: list[Pair], figures: dict[str, Any]) -> None:
    match shape.kind:
        case "record":
            for key, inner in shape.fields.items():
                _compare(inner, f"{where}.{key}", [(a[key], b[key]) for a, b in pairs], figures)
        case "records":
            _compare_records(shape, where, pairs, figures)
        case "span":
            figures[where] = {
                "n": len(pairs),
                "exact": _share(sum(a == b for a, b in pairs), len(pairs)),
                "overlap": _share(sum(_overlap(a, b) for a, b in pairs), len(pairs)),
            }
        case "spans":
            overlaps = sum(
                len(a) == len(b) and all(_overlap(x, y) for x, y in zip(a, b, strict=True))
                for a, b in pairs
            )
            figures[where] = {
                "n": len(pairs),
                "exact": _share(sum(a == b for a, b in pairs), len(pairs)),
                "overlap": _share(overlaps, len(pairs)),
                "kappa_of_length": kappa([(len(a), len(b)) for a, b in pairs]),
            }
        case "choice" | "flag":
            figures[where] = {
                "n": len(pairs),
                "exact": _share(sum(a == b for a, b in pairs), len(pairs)),
                "kappa": kappa(pairs),
            }
        case _:
            figures[where] = {
                "n": len(pairs),
                "exact": _share(sum(a == b for a, b in pairs), len(pairs)),
            }


def _compare_records(shape: Shape, where: str, pairs: list[Pair], figures: dict[str, Any]) -> None:
    matched: list[Pair] = []
    total = 0
    for left, right in pairs:
        total += len(left) + len(right)
        matched += _matched(shape, left, right)
    figures[where] = {
        "n": total - len(matched),
        "paired": _share(2 * len(matched), total),
        "kappa_of_any": kappa([(bool(left), bool(right)) for left, right in pairs]),
    }
    for key, inner in shape.fields.items():
        _compare(inner, f"{where}.{key}", [(a[key], b[key]) for a, b in matched], figures)


def _matched(shape: Shape, left: Sequence[Row], right: Sequence[Row]) -> list[Pair]:
    """Pair records in order: equal keys first, then keys that overlap."""
    span = shape.fields[shape.key].kind == "span"
    free = list(right)
    found: list[Pair] = []
    waiting = []
    for one in left:
        same = next((other for other in free if other[shape.key] == one[shape.key]), None)
        if same is None:
            waiting.append(one)
        else:
            free.remove(same)
            found.append((one, same))
    for one in waiting if span else []:
        near = next((other for other in free if _overlap(one[shape.key], other[shape.key])), None)
        if near is not None:
            free.remove(near)
            found.append((one, near))
    return found


def _overlap(left: Sequence[int] | None, right: Sequence[int] | None) -> bool:
    if left is None or right is None:
        return left is right
    return left[0] < right[1] and right[0] < left[1]


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
