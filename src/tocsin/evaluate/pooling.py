"""Pooling: what people forecast, pooled as of each day on which an answer is due."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tocsin.errors import BadArgument
from tocsin.estimate.pooling import Forecast, Pool, newest, pooled, shipped_rule
from tocsin.nouns import DAY
from tocsin.rulers import forecasts as ruler
from tocsin.rulers.rows import Table, read_table

__all__ = ["figures", "pools", "predict"]

PROFESSIONAL = "human_professional"
DIGITS = 9


@dataclass(frozen=True, slots=True)
class _Book:
    """All forecasts and crowd values by question, in the order of the files."""

    forecasts: Mapping[str, Sequence[Forecast]]
    crowd: Mapping[str, Sequence[tuple[str, float]]]
    times: Mapping[str, Sequence[datetime]]

    def experience(self, forecaster: str, as_of: datetime) -> int:
        """How many forecasts that person had made by then, of any question."""
        return bisect_right(self.times.get(forecaster, ()), as_of)


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"question_id", "as_of", "p"}` at every point where an answer to `gold` is due.

    Reads `question_id` and `scheduled_close` of the gold, and beside it `eval_points.jsonl.gz`,
    `individual_forecasts.parquet` and `crowd_series.parquet`. Nothing made after a point is used
    there, and no outcome at all. Raises `BadArgument` where pyarrow or a file is missing.
    """
    rule = shipped_rule()
    for question, as_of, pool in pools(gold):
        p = round(pooled(pool, rule), DIGITS)
        yield {"question_id": question, "as_of": as_of, "p": p}


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the ruler's figures over all points, and under "by_dataset" those of each dataset."""
    table, given, points = read_table(gold), read_table(predictions), _points(gold)
    asked = {row.text("question_id"): row.text_or_none("dataset") for row in table.rows}
    names = {asked.get(row.text("question_id")) for row in given.rows} - {None}
    whole = ruler.score_rows(table, given, points=points)
    return {
        **whole,
        "by_dataset": {
            name: ruler.score_rows(table, given, points=points, conditions={"dataset": name})
            for name in sorted(filter(None, names))
        },
    }


def pools(gold: Path) -> Iterator[tuple[str, str, Pool]]:
    """Yield (question, as_of as written, what was known then) for every point of the gold."""
    closes = {
        row.text("question_id"): _time(row.text_or_none("scheduled_close"))
        for row in read_table(gold).rows
    }
    book = _book(gold.parent)
    for row in _points(gold).rows:
        question, as_of = row.text("question_id"), row.text("as_of")
        if question in closes:
            yield question, as_of, _pool(question, as_of, closes[question], book)


def _pool(question: str, as_of: str, close: datetime | None, book: _Book) -> Pool:
    at = _time(as_of)
    known = newest(book.forecasts.get(question, ()), at)
    experience = {}
    if at is not None:
        experience = {one.forecaster: book.experience(one.forecaster, at) for one in known}
    return Pool(
        forecasts=known,
        as_of=at,
        crowd=_crowd(book.crowd.get(question, ()), as_of, at),
        days_left=None if close is None or at is None else (close - at) / DAY,
        experience=experience,
    )


def _crowd(series: Sequence[tuple[str, float]], as_of: str, at: datetime | None) -> float | None:
    """The newest value by then; of several at one time the last. No date: that very word."""
    best: tuple[datetime, float] | None = None
    for written, p in series:
        if at is None and written == as_of:
            return p
        when = _time(written)
        if at is None or when is None or when > at:
            continue
        if best is None or when >= best[0]:
            best = when, p
    return None if best is None else best[1]


def _book(folder: Path) -> _Book:
    forecasts: defaultdict[str, list[Forecast]] = defaultdict(list)
    times: defaultdict[str, list[datetime]] = defaultdict(list)
    for row in _parquet(folder / "individual_forecasts.parquet"):
        made = _time(row["forecast_time"])
        professional = row["forecaster_kind"] == PROFESSIONAL
        one = Forecast(row["forecaster_id"], row["p"], made, professional)
        forecasts[row["question_id"]].append(one)
        if made is not None:
            times[one.forecaster].append(made)
    crowd: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for row in _parquet(folder / "crowd_series.parquet"):
        crowd[row["question_id"]].append((row["as_of"], row["p"]))
    return _Book(forecasts, crowd, {name: sorted(all_) for name, all_ in times.items()})


def _parquet(path: Path) -> list[dict[str, Any]]:
    try:
        import pyarrow.parquet
    except ImportError as fault:
        raise BadArgument(
            "forecasts in Parquet files cannot be read without pyarrow.",
            hint="Run `pip install pyarrow`.",
            file=str(path),
        ) from fault
    if not path.is_file():
        raise _absent(path)
    rows: list[dict[str, Any]] = pyarrow.parquet.read_table(path).to_pylist()
    return rows


def _points(gold: Path) -> Table:
    for name in ("eval_points.jsonl.gz", "eval_points.jsonl"):
        if (gold.parent / name).is_file():
            return read_table(gold.parent / name)
    raise _absent(gold.parent / "eval_points.jsonl.gz")


def _absent(path: Path) -> BadArgument:
    return BadArgument(
        f"{path.name} is needed beside the gold.",
        hint="It stands beside questions.jsonl.gz in the public set.",
        file=str(path),
    )


def _time(written: str | None) -> datetime | None:
    """Read an ISO time, without a zone as UTC; None for anything else, as where none is public."""
    if written is None:
        return None
    try:
        when = datetime.fromisoformat(written)
    except ValueError:
        return None
    return when if when.tzinfo is not None else when.replace(tzinfo=UTC)
