"""Chains: how well the reader tells who says what, and through whose hands it came, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tocsin.evaluate import parsed
from tocsin.evaluate.labels import ChainRow, Sample, StatementLabel, load_chains
from tocsin.evaluate.read_in_place import alike, shares, statements_in, texts_folder
from tocsin.nouns import Name, Span, Statement
from tocsin.rulers.figures import f1_of_totals, interval, prf, ratio
from tocsin.rulers.rows import read_table

__all__ = ["figures", "intervals", "predict", "saying_rows"]


@dataclass(frozen=True, slots=True)
class _Saying:
    """What a reader makes of a voice in a sentence: `speaker` None for the writer's own."""

    speaker: Span | None
    chain: tuple[Span | None, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Count:
    """What one sentence adds: figures by the names of its columns, in a fixed order."""

    gold: int = 0
    found: int = 0
    paired: int = 0
    speaker: int = 0
    whole: int = 0
    relayed: int = 0
    relays_found: int = 0
    relays_right: int = 0
    pronouns: int = 0
    resolved: int = 0


def predict(gold: Path, texts: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "statements": [{"speaker", "chain", "content"}]}` for every sentence.

    A speaker or link is `[start, end, name]`, null for the writer's own voice; a content is a list
    of spans. Each sentence is read amid its own text (`read_in_place.context_of`).
    """
    reader = parsed.reader()
    for row in load_chains(texts, labels=gold.parent):
        found = statements_in(reader, row.sample)
        yield {"id": row.sample.id, "statements": saying_rows(found, row.sample)}


def saying_rows(found: Sequence[Statement], sample: Sample) -> list[dict[str, Any]]:
    """Return one row for each voice with its cue; the reader's pieces of one saying are joined.

    The reader divides a saying where its parts differ in time or likelihood, the labels do not.
    """
    joined: dict[tuple[object, ...], list[Statement]] = {}
    for each in found:
        inner = _clipped(each.content, sample.span)
        if any(c.isalnum() for c in inner.of(sample.document)):
            joined.setdefault((_key(each.speaker), each.chain, each.cue), []).append(each)
    return [
        {
            "speaker": _place(each[0].speaker),
            "chain": [_place(link.name) for link in each[0].chain],
            "content": sorted(_ends(_clipped(s.content, sample.span)) for s in each),
        }
        for each in joined.values()
    ]


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the figures that docs/reference/labelling.md defines.

    Raises `BadArgument` where the texts are not here.
    """
    counts = _counts(gold, predictions)
    total = _Count(*(sum(column) for column in zip(*map(_row, counts), strict=True)))
    return {
        "sentences": len(counts),
        "statements": prf(total.paired, total.found, total.gold),
        "last_speaker": prf(total.speaker, total.found, total.gold),
        "whole_chain": prf(total.whole, total.found, total.gold),
        "relays": prf(total.relays_right, total.relays_found, total.relayed),
        "resolved": {
            "n": total.pronouns,
            "share": ratio(total.resolved, total.pronouns),
        },
    }


def intervals(gold: Path, predictions: Path) -> Mapping[str, Sequence[float]]:
    """Return the 95 % intervals of the F1 of `figures`, drawn over sentences."""
    units = [_row(count) for count in _counts(gold, predictions)]
    names = list(_Count.__slots__)

    def drawn(right: str, found: str, wanted: str) -> list[float]:
        places = (names.index(right), names.index(found), names.index(wanted))
        return interval(units, f1_of_totals(*places))

    return {
        "statements.f1": drawn("paired", "found", "gold"),
        "last_speaker.f1": drawn("speaker", "found", "gold"),
        "whole_chain.f1": drawn("whole", "found", "gold"),
        "relays.f1": drawn("relays_right", "relays_found", "relayed"),
    }


def _row(count: _Count) -> list[int]:
    return [getattr(count, name) for name in _Count.__slots__]


def _counts(gold: Path, predictions: Path) -> list[_Count]:
    given = {row.text("id"): row.objects("statements") for row in read_table(predictions).rows}
    rows = load_chains(texts_folder(), labels=gold.parent)
    return [
        _count(row, [_saying(item.values) for item in given.get(row.sample.id, ())]) for row in rows
    ]


def _saying(row: Mapping[str, Any]) -> _Saying:
    def place(value: Sequence[Any]) -> Span:
        return Span(value[0], value[1])

    return _Saying(
        None if row["speaker"] is None else place(row["speaker"]),
        tuple(None if link is None else place(link) for link in row["chain"]),
        tuple(Span(start, end) for start, end in row["content"]),
    )


def _count(row: ChainRow, found: Sequence[_Saying]) -> _Count:
    """Count one sentence.

    What the writer says around a statement of others is not labelled: found and not labelled, it is
    neither right nor wrong. Every other saying that is not labelled is a false one.
    """
    text = row.sample.document
    pairs = _paired(row.statements, found)
    paired = {f for _, f in pairs}
    counted = [n for n, one in enumerate(found) if n in paired or one.speaker or one.chain]
    speaker = whole = resolved = relays_right = 0
    for g, f in pairs:
        label, saying = row.statements[g], found[f]
        who = _is_speaker(saying, label, text)
        chain = _same_chain(saying, label, text)
        speaker += who
        whole += who and chain
        relays_right += chain and bool(label.chain) and who
        resolved += label.antecedent is not None and _is_antecedent(saying, label, text)
    return _Count(
        gold=len(row.statements),
        found=len(counted),
        paired=len(pairs),
        speaker=speaker,
        whole=whole,
        relayed=sum(bool(label.chain) for label in row.statements),
        relays_found=sum(bool(found[n].chain) for n in counted),
        relays_right=relays_right,
        pronouns=sum(label.antecedent is not None for label in row.statements),
        resolved=resolved,
    )


def _paired(labels: Sequence[StatementLabel], found: Sequence[_Saying]) -> list[tuple[int, int]]:
    """Pair labels and sayings one to one by the characters that their contents share."""
    candidates = sorted(
        (-_jaccard(label.content, saying.content), g, f)
        for g, label in enumerate(labels)
        for f, saying in enumerate(found)
    )
    pairs: list[tuple[int, int]] = []
    for weight, g, f in candidates:
        free = all(g != other and f != another for other, another in pairs)
        if weight < 0 and free:
            pairs.append((g, f))
    return sorted(pairs)


def _jaccard(label: Span, content: Sequence[Span]) -> float:
    left = set(range(label.start, label.end))
    right = {i for span in content for i in range(span.start, span.end)}
    return ratio(len(left & right), len(left | right))


def _is_speaker(saying: _Saying, label: StatementLabel, text: str) -> bool:
    if saying.speaker is None or label.speaker is None:
        return saying.speaker is None and label.speaker is None
    return _is_one(saying.speaker, label.speaker, text) or _is_antecedent(saying, label, text)


def _is_antecedent(saying: _Saying, label: StatementLabel, text: str) -> bool:
    if saying.speaker is None or label.antecedent is None:
        return False
    return _is_one(saying.speaker, label.antecedent, text)


def _is_one(place: Span, label: Span, text: str) -> bool:
    return shares(place, label) or alike(place, label, text)


def _same_chain(saying: _Saying, label: StatementLabel, text: str) -> bool:
    if len(saying.chain) != len(label.chain):
        return False
    return all(
        f is not None and _is_one(f, g, text)
        for f, g in zip(saying.chain, label.chain, strict=True)
    )


def _key(name: Name | None) -> object:
    return None if name is None or name.span is None else name


def _place(name: Name | None) -> list[Any] | None:
    if name is None or name.span is None:
        return None
    return [name.span.start, name.span.end, name.text]


def _clipped(content: Span, sentence: Span) -> Span:
    return Span(max(content.start, sentence.start), min(content.end, sentence.end))


def _ends(span: Span) -> list[int]:
    return [span.start, span.end]
