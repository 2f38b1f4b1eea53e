"""Tuning: how sure a network must be before it speaks, chosen on texts held back from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from tocsin.evaluate.attribution import row_of
from tocsin.read.tagger.linking import Decision, Link, Network, Seen, links_of, sayings_from
from tocsin.rulers import attribution as ruler
from tocsin.rulers.rows import Row, Table, table_of
from tocsin.train.gold import Lesson

__all__ = ["scored", "tuned"]

_LEANS = (0.0, -0.7)
_EAGERS = (0.0, 0.5, 1.0, 1.5)
_LEASTS = tuple(n / 20 for n in range(17))


@dataclass(slots=True)
class _Remembering:
    """A network that sees each window once, whatever is made of it afterwards."""

    network: Network
    seen: dict[tuple[bytes, bytes], tuple[Any, Any]]

    def see(self, seen: Seen) -> tuple[Any, Any]:
        key = seen.pieces.tobytes(), seen.marks.tobytes() + seen.hints.tobytes()
        if key not in self.seen:
            self.seen[key] = self.network.see(seen)
        return self.seen[key]

    def link(self, vectors: Any, firsts: Any, pasts: Any) -> Any:
        return self.network.link(vectors, firsts, pasts)


def tuned(
    rows: Sequence[Row], lessons: Sequence[Lesson], network: Network, decision: Decision
) -> tuple[Decision, float]:
    """Return the decision that tells best who said what in these texts, and that F1.

    `lessons` are those of `rows`, in their order. Of equals the most hesitant is taken.
    """
    once = _Remembering(network, {})
    best, score = decision, -1.0
    for lean, eager in product(_LEANS, _EAGERS):
        loose = replace(decision, lean=lean, eager=eager, least=0.0)
        found = [links_of(lesson.encoded, once, loose) for lesson in lessons]
        for least in _LEASTS:
            kept = [[link for link in links if link.probability >= least] for links in found]
            f1 = scored(rows, lessons, kept)["who-said-what"]["f1"]
            if f1 >= score:
                best, score = replace(loose, least=least), f1
    return best, score


def scored(
    rows: Sequence[Row], lessons: Sequence[Lesson], links: Sequence[Sequence[Link]]
) -> dict[str, Any]:
    """Return the ruler's figures for what was found in each of some texts."""
    found = [
        row_of(row.text("doc_id"), sayings_from(each, lesson.encoded.spans))
        for row, lesson, each in zip(rows, lessons, links, strict=True)
    ]
    figures: dict[str, Any] = dict(ruler.score_rows(Table("gold", tuple(rows)), table_of(found)))
    return figures
