"""Backtest: standing questions replayed day by day over a corpus, then set beside what came."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tocsin.errors import BadArgument, Leak
from tocsin.evaluate.corpora import Corpus, corpus_within
from tocsin.evaluate.leaks import leaks_of
from tocsin.evaluate.standing import WEEK, Asked, archive_from, asked_of, days_of
from tocsin.rulers.rows import Row, read_table, unique

__all__ = ["Backtest", "Forecast", "LeakyQuestions", "Outcome", "backtest", "outcomes_of"]

TOLD = {"yes": True, "no": False, 1: True, 0: False}
ANNULLED = "annulled"
"""What `resolved` says of a question that has no outcome to score."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What was answered to a question at the end of a day: in all, by the base, by views alone.

    `chances` and `chances_base` are those of each hypothesis, in all and by the base; `said` is
    what each source with a view that stood on the day says itself.
    """

    id: str
    day: date
    p: float
    base: float
    views: float
    chances: Mapping[str, float] = field(default_factory=dict)
    chances_base: Mapping[str, float] = field(default_factory=dict)
    said: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a question ended, the day on which that was decided, and which hypothesis came true.

    The latter two are None where the file does not say.
    """

    happened: bool
    decided: date | None
    hypothesis: str | None = None


@dataclass(frozen=True, slots=True)
class Backtest:
    """Questions in the order of their openings and ids, their forecasts, and how they ended.

    `lines` has the forecasts of each question by its id, in the order of their days; `outcomes` has
    the questions whose outcome is given, `annulled` those that came to none; `corpus` tells what
    was left out of it.
    """

    questions: tuple[Asked, ...]
    lines: Mapping[str, tuple[Forecast, ...]]
    outcomes: Mapping[str, Outcome]
    corpus: Corpus
    every: int
    annulled: frozenset[str] = frozenset()

    @property
    def forecasts(self) -> tuple[Forecast, ...]:
        """All forecasts, in the order of the questions and of their days."""
        return tuple(one for asked in self.questions for one in self.lines[asked.id])

    def open_of(self, key: str) -> tuple[Forecast, ...]:
        """Return the forecasts of a question from before it was decided; its opening always."""
        first, *rest = self.lines[key]
        outcome = self.outcomes.get(key)
        until = None if outcome is None else outcome.decided
        return (first, *(one for one in rest if until is None or one.day < until))


class LeakyQuestions(Leak):
    """Questions that give away how they ended; `faults` holds each."""

    def __init__(self, faults: Sequence[Leak]) -> None:
        first = faults[0]
        super().__init__(first.message, hint=first.hint, file=first.file, at=first.at)
        self.faults = tuple(faults)

    def lines(self) -> tuple[str, ...]:
        """Return each fault on a line of its own."""
        return tuple(str(one) for one in self.faults)


def backtest(
    questions: Path,
    reports: Sequence[Path],
    *,
    every: int = WEEK,
    told: Callable[[str, int], None] = lambda _stage, _count: None,
) -> Backtest:
    """Answer the questions of a file at their opening and every so many days, then read outcomes.

    The answer of a day rests on the reports that were there by its end, and no field that tells an
    outcome is read before all answers are made. `told` hears of each report and each answer. Raises
    `LeakyQuestions` where a question tells how it ended or was decided by its opening, `RulerError`
    for a file that cannot be followed, and `BadArgument` where there is no such corpus.
    """
    if every < 1:
        raise BadArgument("there is at least a day between answers.", hint="Give --every 1.")
    if not reports:
        raise BadArgument("no corpus is named.", hint="Give --reports CORPUS.")
    asked = tuple(sorted(asked_of(questions), key=lambda one: (one.as_of, one.id)))
    if leaks := list(leaks_of(read_table(questions), asked)):
        raise LeakyQuestions(leaks)
    corpus = corpus_within(reports, max(one.closes for one in asked))
    archive = archive_from(asked, corpus.reports, told=lambda count: told("read", count))
    lines: dict[str, tuple[Forecast, ...]] = {}
    for one in asked:
        line = []
        for day in days_of(one, every):
            given = archive.answer(one, day)
            line.append(
                Forecast(
                    one.id,
                    day,
                    given.p,
                    given.base,
                    given.views,
                    given.chances,
                    given.chances_base,
                    given.said,
                )
            )
            told("answer", 1)
        lines[one.id] = tuple(line)
    return Backtest(
        asked, lines, outcomes_of(questions, asked), corpus, every, _annulled(questions)
    )


def outcomes_of(questions: Path, asked: Sequence[Asked]) -> dict[str, Outcome]:
    """Return how the questions ended, for those of which the file says: `resolved` or `outcome`.

    `resolved_as` (or `hypothesis`) may name the hypothesis that came true, of the watch that is
    proposed for the question; it alone says YES or NO, too. Raises `LeakyQuestions` where a
    question was decided by its opening, `BadRow` for an outcome that is neither yes nor no, for a
    hypothesis that the watch does not have or that resolves the other way, and for what cannot have
    been decided on its day: what `tocsin resolve` refuses is refused here.
    """
    by_id = {one.id: one for one in asked}
    found: dict[str, Outcome] = {}
    leaks: list[Leak] = []
    for (key,), row in unique(read_table(questions), "id").items():
        outcome = _outcome(row, by_id[key])
        if outcome is None:
            continue
        found[key] = outcome
        opens = by_id[key].as_of
        _in_time(row, key, outcome, by_id[key].closes)
        if outcome.decided is not None and outcome.decided <= opens:
            leaks.append(
                Leak(
                    f"the question {key} was decided on {outcome.decided}, and opens on "
                    f"{opens}: its outcome could be read on the first day.",
                    hint="Open it on an earlier day, or leave it out.",
                    file=row.file,
                    at=f"{row.at}, resolved_on",
                )
            )
    if leaks:
        raise LeakyQuestions(leaks)
    return found


def _in_time(row: Row, key: str, outcome: Outcome, closes: date) -> None:
    """Raise `BadRow` where an outcome cannot have been decided on its day.

    YES comes true within the window; NO is sure by the close only, for until then it can come.
    """
    if outcome.decided is None:
        return
    if outcome.happened and outcome.decided > closes:
        raise row.fault(
            f"the question {key} closes on {closes}, and YES is said to have come on "
            f"{outcome.decided}: what came later does not count, 'resolved' is then no."
        )
    if not outcome.happened and outcome.decided < closes:
        raise row.fault(
            f"the question {key} closes on {closes}, and NO is said to have been decided on "
            f"{outcome.decided}: until the close it can still come. Give the close or a later day "
            "as 'resolved_on', leave it out, or have the question annulled."
        )


def _annulled(questions: Path) -> frozenset[str]:
    return frozenset(
        key
        for (key,), row in unique(read_table(questions), "id").items()
        if ANNULLED in (row.values.get("resolved"), row.values.get("outcome"))
    )


def _outcome(row: Row, asked: Asked) -> Outcome | None:
    name = "resolved" if row.values.get("resolved") is not None else "outcome"
    value = row.values.get(name)
    hypothesis, happened = _came_true(row, asked)
    if value == ANNULLED and hypothesis is not None:
        raise row.fault("a question that was annulled has no hypothesis that came true.")
    if value == ANNULLED or (value is None and hypothesis is None):
        return None
    if value is not None:
        if not isinstance(value, str | int) or value not in TOLD:
            raise row.fault(f"the field {name!r} must be yes, no or annulled, 1 or 0, or null.")
        if happened is not None and happened != TOLD[value]:
            raise row.fault(
                f"the hypothesis {hypothesis!r} resolves {'YES' if happened else 'NO'}, and "
                f"{name!r} says otherwise."
            )
        happened = TOLD[value]
    stated = row.text_or_none("resolved_on")
    try:
        decided = None if stated is None else date.fromisoformat(stated)
    except ValueError:
        raise row.fault("the field 'resolved_on' must be a day, as in 2022-10-20.") from None
    return Outcome(bool(happened), decided, hypothesis)


def _came_true(row: Row, asked: Asked) -> tuple[str | None, bool | None]:
    """Return the hypothesis that a row says came true and whether it resolves YES, if it does."""
    name = "resolved_as" if row.values.get("resolved_as") is not None else "hypothesis"
    named = row.text_or_none(name)
    if named is None:
        return None, None
    ways = {one.id: one.resolves_yes for one in asked.watch().hypotheses}
    if named not in ways:
        raise row.fault(
            f"the field {name!r} names {named!r}, which is no hypothesis of the watch that is "
            f"proposed for {asked.id}: {', '.join(ways)}."
        )
    return named, ways[named]
