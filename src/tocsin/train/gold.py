"""Gold: annotated texts as lessons, which say for every word what a network should have seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tocsin.nouns import Span
from tocsin.read.tagger.decoding import CUE_LABELS, ROLE_LABELS
from tocsin.read.tagger.encoding import Encoded, encode, hints_of, touched, words_of
from tocsin.rulers.rows import Row, Table

__all__ = ["Lesson", "Relation", "Roles", "lesson_of", "roles_of"]

Roles = tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]
"""Source, cue and content of one attribution, in characters."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A cue, in words of the text, and the label of each word that has a role beside it."""

    first: int
    past: int
    roles: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text with the labels of its words as cues, and its relations in order of their cues."""

    name: str
    encoded: Encoded
    cues: tuple[int, ...]
    relations: tuple[Relation, ...]


def roles_of(row: Row) -> tuple[Roles, ...]:
    """Return the attributions of a gold or prediction row. Raises `BadRow`."""
    return tuple(
        (_spans(item, "source"), _spans(item, "cue"), _spans(item, "content"))
        for item in row.objects("attributions")
    )


def _spans(row: Row, role: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    for pair in row.list_of(role) if row.values.get(role) else []:
        match pair:
            case [int(start), int(end)] if 0 <= start < end:
                spans.append(Span(start, end))
            case _:
                raise row.fault(f"{role} must be a list of [start, end].")
    return tuple(sorted(spans))


def lesson_of(row: Row, tokenizer: Any, hints: Iterable[Roles] | None) -> Lesson:
    """Make a lesson of a gold row; an attribution without cue or content teaches nothing."""
    text = row.text("text")
    spans = words_of(text)
    encoded = encode(text, tokenizer, None if hints is None else hints_of(spans, hints))
    labels = [0] * len(spans)
    relations: list[Relation] = []
    for source, cue, content in roles_of(row):
        words = touched(spans, cue)
        if not words or not content:
            continue
        # One run a cue: of a cue in pieces the longest, which the others hang upon.
        first, past = max(_ranges(words), key=lambda r: (r[1] - r[0], -r[0]))
        labels[first:past] = [CUE_LABELS.index("B-cue")] + [CUE_LABELS.index("I-cue")] * (
            past - first - 1
        )
        roles: dict[int, int] = {}
        for role, part in (("content", content), ("source", source)):
            for begin, end in _ranges(touched(spans, part)):
                for n in range(begin, end):
                    roles[n] = ROLE_LABELS.index(f"{'B' if n == begin else 'I'}-{role}")
        relations.append(Relation(first, past, tuple(sorted(roles.items()))))
    return Lesson(
        row.text("doc_id"),
        encoded,
        tuple(labels),
        tuple(sorted(relations, key=lambda r: (r.first, r.past))),
    )


def _ranges(words: Sequence[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for n in words:
        if found and found[-1][1] == n:
            found[-1] = found[-1][0], n + 1
        else:
            found.append((n, n + 1))
    return found


def hints_by_name(table: Table | None) -> dict[str, tuple[Roles, ...]]:
    """Return what rules found in each text, by the text's id."""
    return {} if table is None else {r.text("doc_id"): roles_of(r) for r in table.rows}
