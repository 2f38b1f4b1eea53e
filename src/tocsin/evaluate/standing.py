"""Standing: questions put to an archive of reports as of any day, and what is answered then."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from itertools import pairwise
from pathlib import Path

from tocsin.collect import gather
from tocsin.errors import BadArgument, CollectError
from tocsin.estimate.base import prior_of
from tocsin.estimate.views import logit, pool_of
from tocsin.evaluate import parsed
from tocsin.evaluate.weighed import Weighed, read_text, report_of, weigh
from tocsin.nouns import DAY, Reading, Register, Report, Span, Watch
from tocsin.read.gate import Gate
from tocsin.rulers.rows import read_table
from tocsin.trace import load_register
from tocsin.weigh import lexicon_of, parse_watch, propose_watch

__all__ = ["Answer", "Archive", "Asked", "archive_of", "asked_of", "corpus_of", "days_of"]

LOOK_BACK_DAYS = 21
"""Days of reports before a question's as-of that are read for it."""

WEEK = 7
"""Days from one answer to the next."""

PUBLISHER = "Institute for the Study of War"
"""Who publishes a corpus whose index names nobody else."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put: nothing of what came of it."""

    id: str
    text: str
    as_of: date
    closes: date

    def watch(self) -> Watch:
        """Return the watch that is proposed for it; "by a date" includes that day."""
        text = propose_watch(self.text, self.closes + DAY, opens=self.as_of)
        return parse_watch(text, file=self.id)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered on a day: by all that is known, by the base alone, by stated likelihoods.

    `views` is the pool of the likelihoods that others state, the base where nobody states any.
    """

    p: float
    base: float
    views: float


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


def days_of(asked: Asked, step: int = WEEK) -> tuple[date, ...]:
    """Return the days on which a question is answered: its own, then every `step` to its close."""
    count = max((asked.closes - asked.as_of).days, 0) // step
    return tuple(asked.as_of + n * step * DAY for n in range(count + 1))


@dataclass(frozen=True, slots=True)
class Archive:
    """Reports as read for some questions: by question, in the order of their days."""

    watches: Mapping[str, Watch]
    readings: Mapping[str, Sequence[Reading]]
    register: Register

    def weighed(self, asked: Asked, day: date) -> Weighed:
        """Return what the watch of a question makes of all that was published by `day`.

        Nothing dated later is looked at, not even to tell who said a thing first.
        """
        known = [one for one in self.readings[asked.id] if _day(one.report) <= day]
        return weigh(self.watches[asked.id], known, _cut(day), register=self.register)

    def answer(self, asked: Asked, day: date) -> Answer:
        """Return the answer to a question at the end of `day`."""
        watch, cut = self.watches[asked.id], _cut(day)
        made = self.weighed(asked, day)
        base = prior_of(watch, cut).event
        stated, _ = pool_of(watch, made.matrix.views, window_at=cut, ageing_at=cut)
        views = base
        if stated:
            middle = math.fsum(one.share * logit(one.probability) for one in stated)
            views = 1.0 / (1.0 + math.exp(-middle))
        return Answer(made.terms.event(), base, views)


def archive_of(questions: Sequence[Asked], reports: Sequence[Path]) -> Archive:
    """Read the reports of some folders for all questions at once, each paragraph at most once.

    Of a report only the paragraphs in which a pattern of a question's own watch could be filled are
    read for it: what is answered does not hang on which other questions are asked beside it.
    """
    watches = {asked.id: asked.watch() for asked in questions}
    gates = {key: Gate(lexicon_of([watch])) for key, watch in watches.items()}
    reader = parsed.reader()
    readings: dict[str, list[Reading]] = {key: [] for key in watches}
    corpus = sorted((one for folder in reports for one in corpus_of(folder)), key=_in_order)
    for report in corpus:
        day = _day(report)
        due = [q for q in questions if q.as_of - LOOK_BACK_DAYS * DAY <= day <= q.closes]
        lines = _paragraphs(report.text) if due else []
        own = {q.id: [s for s in lines if gates[q.id].lets(s.of(report.text))] for q in due}
        body = sorted({span for spans in own.values() for span in spans})
        if not body:
            continue
        try:
            reading = read_text(reader, report, body)
        except (ValueError, RecursionError):
            # As on a desk: a report that the reader fails on is one that was not collected.
            continue
        for key, spans in own.items():
            if spans:
                readings[key].append(_part(reading, spans))
    return Archive(watches, readings, load_register())


def _part(reading: Reading, spans: Sequence[Span]) -> Reading:
    """Return what was read of some paragraphs."""
    return replace(
        reading,
        segments=tuple(s for s in reading.segments if s.span in spans),
        statements=tuple(
            one for one in reading.statements if any(span.holds(one.span) for span in spans)
        ),
    )


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


def _paragraphs(text: str) -> list[Span]:
    edges = [0]
    while (at := text.find("\n", edges[-1])) >= 0:
        edges.append(at + 1)
    edges.append(len(text))
    return [Span(a, b) for a, b in pairwise(edges) if text[a:b].strip()]


def _cut(day: date) -> datetime:
    """Return the exclusive end of a day, UTC."""
    return datetime.combine(day, time(), UTC) + DAY


def _day(report: Report) -> date:
    """Return the last day on which a report may have been published."""
    end = None if report.published is None else report.published.end
    return date.max if end is None else (end - DAY / 86_400_000_000).date()


def _in_order(report: Report) -> tuple[date, str]:
    return _day(report), report.id
