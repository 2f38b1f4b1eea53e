"""Copies: which reports are copies of which, whatever their masthead, headline and furniture."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from itertools import pairwise

from tocsin.nouns import Reading
from tocsin.trace.neighbours import DictNeighbours, Neighbours, near
from tocsin.trace.pairs import WHOLE_SENTENCE, judge_texts
from tocsin.trace.utterances import rank_of
from tocsin.trace.words import Text, containment, sketch, text_of

__all__ = ["families"]

ALIKE = 0.2
"""Part of the smaller sketch that two reports share before they are compared word by word."""

LEAST = 25
"""Words below which a report is too short to be called a copy of another that is not the same."""


def families(
    readings: Iterable[Reading], neighbours: Neighbours | None = None
) -> Mapping[str, str]:
    """Return for each report the earliest report of which it is a copy; itself when of none.

    Only what the reports say is compared, not headline, captions or furniture. Whichever order the
    readings come in, the answer is the same. `neighbours` is the index to use, by default one
    held in memory.
    """
    index = DictNeighbours() if neighbours is None else neighbours
    unique = {reading.report.id: reading for reading in readings}
    ranks = {rank_of(reading.report): report for report, reading in unique.items()}
    leader: dict[str, str] = {report: report for report in unique}
    texts: dict[str, Text] = {}
    sketches: dict[str, frozenset[int]] = {}
    keys: dict[str, tuple[str, ...]] = {}
    by_text: dict[str, str] = {}
    for rank in sorted(ranks):
        report = ranks[rank]
        # Reports with the same text need no comparison at all.
        body = _body(unique[report])
        first = by_text.setdefault(body, report)
        if first != report:
            leader[report] = first
            continue
        text = text_of(body)
        if not text.words:
            continue
        texts[report] = text
        sketches[report] = sketch(text.words)
        keys[rank] = tuple(_keys(text, sketches[report]))
        index.add(rank, keys[rank])
    for rank, held in keys.items():
        report = ranks[rank]
        for other in near(index, rank, held):
            # A ledger's index may know reports that are not asked about.
            earlier = ranks.get(other)
            if earlier is None or _root(leader, earlier) == _root(leader, report):
                continue
            if containment(sketches[report], sketches[earlier]) < ALIKE:
                continue
            if min(len(texts[report].words), len(texts[earlier].words)) < LEAST:
                continue
            if judge_texts(texts[earlier], texts[report]).kind == "copy":
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
