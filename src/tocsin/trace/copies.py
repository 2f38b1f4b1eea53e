"""Copies: which reports are copies of which, whatever their masthead, headline and furniture."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tocsin.nouns import Reading
from tocsin.trace.neighbours import DictNeighbours, Met, met_in
from tocsin.trace.pairs import WHOLE_SENTENCE, judge_texts
from tocsin.trace.utterances import rank_of
from tocsin.trace.words import Text, containment, sketch, text_of

__all__ = ["Body", "body_from", "body_of", "families", "is_copy"]

ALIKE = 0.2
"""Part of the smaller sketch that two reports share before they are compared word by word."""

LEAST = 25
"""Words below which a report is too short to be called a copy of another that is not the same."""

LONG = 20_000
"""Letters of a body above which it is not kept for the copies that may come."""


@dataclass(frozen=True, slots=True)
class Body:
    """What a report says, without headline, captions and furniture, ready for comparison.

    `keys` are those under which it meets what it may copy; a body without words has none.
    """

    raw: str
    text: Text
    sketch: frozenset[int]
    keys: tuple[str, ...]


def body_of(reading: Reading) -> Body:
    """Return the body of a report."""
    return body_from(_body(reading))


def body_from(raw: str) -> Body:
    """Return a body from its text, which copies have in common."""
    return _cached_body(raw) if len(raw) <= LONG else _made(raw)


@lru_cache(maxsize=32)
def _cached_body(raw: str) -> Body:
    # Copies of one report mostly come one after the other, and are held together.
    return _made(raw)


def _made(raw: str) -> Body:
    text = text_of(raw)
    sampled = sketch(text.words) if text.words else frozenset()
    keys = tuple(dict.fromkeys(_keys(text, sampled))) if text.words else ()
    return Body(raw, text, sampled, keys)


def is_copy(one: Body, other: Body) -> bool:
    """Say whether one of two different bodies is a copy of the other; the order does not matter."""
    if containment(one.sketch, other.sketch) < ALIKE:
        return False
    if min(len(one.text.words), len(other.text.words)) < LEAST:
        return False
    return judge_texts(one.text, other.text).kind == "copy"


def families(
    readings: Iterable[Reading],
    met: Met | None = None,
    *,
    made: Callable[[str], Body] = body_from,
    copied: Callable[[Body, Body], bool] = is_copy,
) -> Mapping[str, str]:
    """Return for each report the earliest report of which it is a copy; itself when of none.

    Only what the reports say is compared, not headline, captions or furniture. Whichever order the
    readings come in, the answer is the same. `met` brings likely pairs together, by default by an
    index held in memory. `made` and `copied` may know already what `body_from` and `is_copy` give.
    """
    met = met_in(DictNeighbours()) if met is None else met
    unique = {reading.report.id: reading for reading in readings}
    ranks = {rank_of(reading.report): report for report, reading in unique.items()}
    leader: dict[str, str] = {report: report for report in unique}
    bodies: dict[str, Body] = {}
    by_text: dict[str, str] = {}
    for rank in sorted(ranks):
        report = ranks[rank]
        # Reports with the same text need no comparison at all.
        raw = _body(unique[report])
        first = by_text.setdefault(raw, report)
        if first != report:
            leader[report] = first
            continue
        body = made(raw)
        if body.keys:
            bodies[rank] = body
    for rank, near_it in met({rank: body.keys for rank, body in bodies.items()}):
        body, report = bodies[rank], ranks[rank]
        for other in near_it:
            # A ledger's index may know reports that are not asked about.
            earlier = ranks.get(other)
            if earlier is None or _root(leader, earlier) == _root(leader, report):
                continue
            if copied(bodies[other], body):
                leader[_root(leader, report)] = _root(leader, earlier)
    return _rooted(leader, {report: rank for rank, report in ranks.items()})


def _body(reading: Reading) -> str:
    kept = [
        segment.span.of(reading.report.text)
        for segment in reading.segments
        if segment.kind == "body"
    ]
    return "\n".join(kept) if reading.segments else reading.report.text


def _keys(text: Text, sampled: frozenset[int]) -> Iterable[str]:
    """Yield a key for each whole sentence, and for a sample of runs: edits spare some of either."""
    starts = sorted(text.starts)
    for first, second in pairwise(starts):
        if second - first >= WHOLE_SENTENCE:
            sentence = " ".join(text.words[first:second])
            yield f"r:{zlib.crc32(sentence.encode('utf-8', 'surrogatepass')):x}:{second - first}"
    for value in sorted(sampled)[:8]:
        yield f"g:{value:x}"


def _root(leader: dict[str, str], report: str) -> str:
    while leader[report] != report:
        leader[report] = leader[leader[report]]
        report = leader[report]
    return report


def _rooted(leader: dict[str, str], ranks: Mapping[str, str]) -> Mapping[str, str]:
    """Return the earliest member of each family for each of its members."""
    members: dict[str, list[str]] = {}
    for report in sorted(leader):
        members.setdefault(_root(leader, report), []).append(report)
    found: dict[str, str] = {}
    for family in members.values():
        found.update(dict.fromkeys(family, min(family, key=ranks.__getitem__)))
    return found
