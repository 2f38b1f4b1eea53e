"""Standing: questions put to an archive of reports as of any day, and what is answered then."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from itertools import pairwise
from pathlib import Path

from tocsin.estimate.base import prior_of
from tocsin.estimate.views import Pooled, logit, pool_of
from tocsin.evaluate import parsed
from tocsin.evaluate.corpora import corpus_of, day_of
from tocsin.evaluate.weighed import Held, Weighed, read_text, weigh
from tocsin.nouns import DAY, Reading, Register, Report, Span, Watch
from tocsin.read.gate import Gate
from tocsin.rulers.rows import Row, read_table, unique
from tocsin.trace import Workings, load_register
from tocsin.weigh import Judge, lexicon_of, parse_watch, propose_watch

__all__ = ["Answer", "Archive", "Asked", "archive_from", "archive_of", "asked_of", "days_of"]

LOOK_BACK_DAYS = 21
"""Days of reports before a question's as-of that are read for it."""

WEEK = 7
"""Days from one answer to the next."""


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
    `chances` and `chances_base` are those of each hypothesis of the watch, by all that is known and
    by the base alone. `said` has the sources whose views stand on that day: what each says of the
    window that is left, the mean of its views.
    """

    p: float
    base: float
    views: float
    chances: Mapping[str, float] = field(default_factory=dict)
    chances_base: Mapping[str, float] = field(default_factory=dict)
    said: Mapping[str, float] = field(default_factory=dict)


def asked_of(gold: Path) -> tuple[Asked, ...]:
    """Return the questions of a gold file. Reads no field that tells the outcome.

    A question opens on its `as_of`, else on what `opens` says. Raises `RulerError` for a file that
    cannot be read, two questions of one id, a day that is none, or a close before the opening.
    """
    return tuple(_asked(row) for row in unique(read_table(gold), "id").values())


def _asked(row: Row) -> Asked:
    opening = "as_of" if row.values.get("as_of") is not None else "opens"
    asked = Asked(row.text("id"), row.text("question"), _date(row, opening), _date(row, "closes"))
    if asked.closes < asked.as_of:
        raise row.fault(f"the question closes on {asked.closes}, before it opens ({asked.as_of}).")
    return asked


def _date(row: Row, name: str) -> date:
    try:
        return date.fromisoformat(row.text(name))
    except ValueError:
        raise row.fault(f"the field {name!r} must be a day, as in 2022-10-20.") from None


def days_of(asked: Asked, step: int = WEEK) -> tuple[date, ...]:
    """Return the days on which a question is answered: its own, then every `step` to its close."""
    count = max((asked.closes - asked.as_of).days, 0) // step
    return tuple(asked.as_of + n * step * DAY for n in range(count + 1))


@dataclass(frozen=True, slots=True)
class Archive:
    """Reports as read for some questions: by question, in the order of their days.

    `held` is what weighing one question on many days has in common, and fills as it is asked.
    """

    watches: Mapping[str, Watch]
    readings: Mapping[str, Sequence[Reading]]
    register: Register
    held: dict[str, Held] = field(default_factory=dict, compare=False, repr=False)

    def weighed(self, asked: Asked, day: date) -> Weighed:
        """Return what the watch of a question makes of all that was published by `day`.

        Nothing dated later is looked at, not even to tell who said a thing first.
        """
        known = [one for one in self.readings[asked.id] if day_of(one.report) <= day]
        watch, register = self.watches[asked.id], self.register
        if asked.id not in self.held:
            self.held.clear()  # one question is asked about after another
            self.held[asked.id] = Held(Workings(register), Judge(watch, register))
        return weigh(watch, known, _cut(day), register=register, held=self.held[asked.id])

    def answer(self, asked: Asked, day: date) -> Answer:
        """Return the answer to a question at the end of `day`."""
        watch, cut = self.watches[asked.id], _cut(day)
        made = self.weighed(asked, day)
        prior = prior_of(watch, cut)
        base = prior.event
        stated, _ = pool_of(watch, made.matrix.views, window_at=cut, ageing_at=cut)
        views = base
        if stated:
            middle = math.fsum(one.share * logit(one.probability) for one in stated)
            views = 1.0 / (1.0 + math.exp(-middle))
        return Answer(
            made.terms.event(),
            base,
            views,
            dict(zip(made.terms.hypotheses, made.terms.probabilities(), strict=True)),
            {key: math.exp(value) for key, value in prior.logs.items()},
            _said(stated),
        )


def _said(stated: Sequence[Pooled]) -> dict[str, float]:
    """Return what each source says, by its name: the mean of its views that stand."""
    own: dict[str, list[float]] = {}
    for one in stated:
        own.setdefault(one.view.source, []).append(one.probability)
    return {source: math.fsum(ps) / len(ps) for source, ps in sorted(own.items())}


def archive_of(questions: Sequence[Asked], reports: Sequence[Path]) -> Archive:
    """Read the reports of some folders for all questions, as `archive_from` does.

    Raises `BadArgument` where there is no such folder.
    """
    return archive_from(questions, (one for folder in reports for one in corpus_of(folder)))


def archive_from(
    questions: Sequence[Asked],
    reports: Iterable[Report],
    *,
    told: Callable[[int], None] = lambda _: None,
) -> Archive:
    """Read reports for all questions at once, each paragraph at most once; `told` hears of each.

    Of a report only the paragraphs in which a pattern of a question's own watch could be filled are
    read for it: what is answered does not hang on which other questions are asked beside it.
    """
    watches = {asked.id: asked.watch() for asked in questions}
    gates = {key: Gate(lexicon_of([watch])) for key, watch in watches.items()}
    reader = parsed.reader()
    readings: dict[str, list[Reading]] = {key: [] for key in watches}
    for report in sorted(reports, key=lambda one: (day_of(one), one.id)):
        told(1)
        day = day_of(report)
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


def _paragraphs(text: str) -> list[Span]:
    edges = [0]
    while (at := text.find("\n", edges[-1])) >= 0:
        edges.append(at + 1)
    edges.append(len(text))
    return [Span(a, b) for a, b in pairwise(edges) if text[a:b].strip()]


def _cut(day: date) -> datetime:
    """Return the exclusive end of a day, UTC."""
    return datetime.combine(day, time(), UTC) + DAY
