"""Questions: standing questions answered from the reports up to their own as-of, and scored."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import pairwise
from pathlib import Path
from typing import Any

from tocsin.collect import gather
from tocsin.errors import BadArgument, CollectError
from tocsin.evaluate import parsed
from tocsin.evaluate.weighed import read_text, report_of, weigh
from tocsin.nouns import DAY, Reading, Register, Report, Span, Watch
from tocsin.rulers import forecasts as ruler
from tocsin.rulers.rows import read_table
from tocsin.trace import load_register
from tocsin.weigh import parse_watch, propose_watch
from tocsin.weigh.asking import question_of, words_of
from tocsin.weigh.patterns import mentions

__all__ = ["Asked", "asked_of", "corpus_of", "figures", "focus_of", "predict"]

LOOK_BACK_DAYS = 21
"""Days of reports before a question's as-of that are read for it."""

PUBLISHER = "Institute for the Study of War"
"""Who publishes a corpus whose index names nobody else."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put: nothing of what came of it."""

    id: str
    text: str
    as_of: date
    closes: date

    @property
    def cut(self) -> datetime:
        """The exclusive end of the as-of day, UTC."""
        return datetime.combine(self.as_of, time(), UTC) + DAY


def asked_of(gold: Path) -> tuple[Asked, ...]:
    """Return the questions of a gold file. Reads no field that tells the outcome."""
    return tuple(
        Asked(
            row.text("id"),
            row.text("question"),
            date.fromisoformat(row.text("as_of")),
            date.fromisoformat(row.text("closes")),
        )
        for row in read_table(gold).rows
    )


def predict(gold: Path, reports: Sequence[Path] = ()) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "as_of", "p"}` for every question at its own as-of.

    `reports` are folders of reports; one with an `index.jsonl` (`date`, `file`) is dated by it.
    Of a report only the paragraphs that name what a question names are read, and nothing is read
    for a question that is dated after its as-of.
    """
    questions = asked_of(gold)
    corpus = sorted(
        (one for folder in reports for one in corpus_of(folder)), key=lambda r: (_day(r), r.id)
    )
    readings = _readings(questions, corpus)
    register = load_register()
    for asked in questions:
        yield {
            "id": asked.id,
            "as_of": asked.as_of.isoformat(),
            "p": _answer(asked, readings, register),
        }


def _answer(asked: Asked, readings: Mapping[str, Reading], register: Register) -> float:
    watch = _watch(asked)
    own = [
        reading
        for reading in readings.values()
        if asked.as_of - LOOK_BACK_DAYS * DAY <= _day(reading.report) <= asked.as_of
    ]
    return weigh(watch, own, asked.cut, register=register).terms.event()


def _watch(asked: Asked) -> Watch:
    # "By a date" includes that day.
    text = propose_watch(asked.text, asked.closes + DAY, opens=asked.as_of)
    return parse_watch(text, file=asked.id)


def focus_of(text: str) -> tuple[str, ...]:
    """Return words of which a paragraph has to hold one to be read for a question."""
    words = words_of(question_of(text))
    own = (*words["@base"], *words["@person"], *words["@place"])
    return own or (*words["@thing"], *words["@verb"])


def _readings(questions: Sequence[Asked], corpus: Sequence[Report]) -> dict[str, Reading]:
    """Read every report once, for all the questions that may look at it."""
    reader = parsed.reader()
    focus = [(asked.as_of, focus_of(asked.text)) for asked in questions]
    readings: dict[str, Reading] = {}
    for report in corpus:
        day = _day(report)
        phrases = tuple(
            sorted(
                {
                    phrase
                    for as_of, own in focus
                    if as_of - LOOK_BACK_DAYS * DAY <= day <= as_of
                    for phrase in own
                }
            )
        )
        body = [s for s in _paragraphs(report.text) if mentions(phrases, s.of(report.text))]
        if not (phrases and body):
            continue
        try:
            readings[report.id] = read_text(reader, report, body)
        except (ValueError, RecursionError):
            # As on a desk: a report that the reader fails on is one that was not collected.
            continue
    return readings


def _paragraphs(text: str) -> list[Span]:
    edges = [0]
    while (at := text.find("\n", edges[-1])) >= 0:
        edges.append(at + 1)
    edges.append(len(text))
    return [Span(a, b) for a, b in pairwise(edges) if text[a:b].strip()]


def corpus_of(folder: Path) -> Iterator[Report]:
    """Yield the dated reports of a folder; undated ones are left out.

    Raises `BadArgument` where there is no such folder.
    """
    if not folder.is_dir():
        raise BadArgument("there is no such folder of reports.", file=str(folder))
    index = folder / "index.jsonl"
    if index.is_file():
        for line in index.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            file = folder / row["file"]
            if file.is_file():
                text = file.read_text(encoding="utf-8")
                day = date.fromisoformat(row["date"])
                yield report_of(text, day, row.get("publisher") or PUBLISHER, name=row["file"])
        return
    for captured in gather([folder]):
        if isinstance(captured, CollectError):
            continue
        report = captured.report
        if report.published is not None and report.published.end is not None and report.text:
            yield report


def _day(report: Report) -> date:
    """Return the last day on which a report may have been published."""
    end = None if report.published is None else report.published.end
    return date.max if end is None else (end - DAY / 86_400_000_000).date()


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the ruler's figures for these predictions."""
    return ruler.score(gold, predictions)
