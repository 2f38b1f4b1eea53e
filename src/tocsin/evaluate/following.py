"""Following: whether the estimate follows an assessor's word, and no re-statement moves it more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from tocsin.estimate.terms import event_logit, terms_of
from tocsin.evaluate.corpora import PUBLISHER, corpus_of
from tocsin.evaluate.merits import wilson
from tocsin.evaluate.standing import Archive, Asked, archive_from
from tocsin.evaluate.weighed import Weighed
from tocsin.nouns import DAY, Matrix, View, Watch
from tocsin.rulers.rows import Row, Table, read_table
from tocsin.weigh.views import open_until
from tocsin.weigh.words import point_of

__all__ = [
    "ASSESSOR",
    "QUESTIONS",
    "Word",
    "asked",
    "figures",
    "predict",
    "said_anew",
    "words_of",
]

ASSESSOR = PUBLISHER
"""Whose words are followed: who publishes the series."""

CORPUS = "isw"
OPENS, CLOSES = date(2022, 2, 18), date(2023, 1, 10)
QUESTIONS = {
    "attack": "Will Russian forces launch an attack from Belarus into Ukraine by {closes}?",
    "entry": "Will Belarusian forces enter Ukraine by {closes}?",
}
"""The two questions that the assessor speaks to; a watch is made from each alone."""

GAP = 0.02
"""Two words differ where what readers take them to mean lies at least so far apart."""

SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Word:
    """What the assessor said of one question on one day: its words, and how likely they are.

    `points` are what the middle one of surveyed readers takes each word to mean, in [0, 1].
    """

    watch: str
    day: date
    words: tuple[str, ...]
    points: tuple[float, ...]


def asked() -> tuple[Asked, ...]:
    """Return the questions, open over the whole series."""
    closes = CLOSES.isoformat()
    return tuple(
        Asked(key, text.format(closes=closes), OPENS, CLOSES) for key, text in QUESTIONS.items()
    )


def words_of(labels: Path) -> tuple[Word, ...]:
    """Return the labelled words, a day's together, by question and day. Raises `RulerError`."""
    held: dict[tuple[str, date], dict[str, float]] = {}
    for row in read_table(labels).rows:
        key = (row.text("watch"), date.fromisoformat(row.text("date")))
        word, point = _level(row)
        held.setdefault(key, {})[word] = point
    return tuple(
        Word(watch, day, tuple(sorted(own)), tuple(own[word] for word in sorted(own)))
        for (watch, day), own in sorted(held.items())
    )


def _level(row: Row) -> tuple[str, float]:
    """Return a labelled word and its level; with `not` it is said of the opposite."""
    word = row.text("word")
    point = point_of(word)
    if point is None:
        raise row.fault(f"nobody knows how likely {word!r} is.")
    return (f"{word} not", 1.0 - point) if row.values.get("not") else (word, point)


def predict(gold: Path, texts: Path) -> Iterator[dict[str, Any]]:
    """Yield a row for each question and day on which the assessor spoke, by label or by our view.

    `p` is the estimate at the day's end, `word` the view of the assessor that counts then (`new`
    where it was said or said again that day). Of the event's log-odds: `moved` is what the
    assessor's word of the day did, beside the same day with the older word as it had aged; `again`
    what a mere re-statement of the older word would have done. Both None where there is no older
    word. Nothing dated after a day is looked at for it.
    """
    days: dict[str, set[date]] = {key: set() for key in QUESTIONS}
    for one in words_of(gold):
        days[one.watch].add(one.day)
    archive = archive_from(asked(), corpus_of(texts / CORPUS))
    for question in asked():
        yield from _followed(archive, question, days[question.id])


def _followed(archive: Archive, question: Asked, labelled: set[date]) -> Iterator[dict[str, Any]]:
    watch = archive.watches[question.id]
    last = archive.weighed(question, question.closes)
    spoken = {v.at.date() for v in last.matrix.views if v.source == ASSESSOR}
    older: View | None = None
    for day in sorted(spoken | labelled):
        made = archive.weighed(question, day)
        at = datetime.combine(day, time(), UTC) + DAY
        view = _counted(made)
        moved = again = None
        if older is not None:
            aged = _logit(watch, _with(made.matrix, older), at)
            moved = _logit(watch, made.matrix, at) - aged
            fresh = said_anew(older, at if view is None else max(view.at, older.at), watch.closes)
            again = _logit(watch, _with(made.matrix, fresh), at) - aged
        yield {
            "watch": question.id,
            "date": day.isoformat(),
            "p": round(made.terms.event(), 12),
            "word": None if view is None else view.phrase,
            "low": None if view is None else view.low,
            "high": None if view is None else view.high,
            "new": view is not None and view.at.date() == day,
            "moved": moved,
            "again": again,
        }
        older = view or older


def said_anew(older: View, at: datetime, closes: datetime) -> View:
    """Return an older word said again at a later time, of as long a time from then on.

    Who set no time then sets none now.
    """
    if older.horizon == open_until(older.at, closes):
        return replace(older, at=at, horizon=open_until(at, closes))
    horizon = None if older.horizon is None else older.horizon + (at - older.at)
    return replace(older, at=at, horizon=horizon)


def _counted(made: Weighed) -> View | None:
    """Return the assessor's view that counts, if any."""
    for view in made.matrix.views:
        if view.source == ASSESSOR and view.counted and view.superseded is None:
            return view
    return None


def _with(matrix: Matrix, older: View) -> Matrix:
    """Return the matrix with an older word in the place of the assessor's views."""
    others = tuple(v for v in matrix.views if v.source != ASSESSOR)
    return replace(matrix, views=(*others, older))


def _logit(watch: Watch, matrix: Matrix, at: datetime) -> float:
    return event_logit(terms_of(watch, matrix, window_at=at, ageing_at=at))


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return how many changes of word were heard and moved the estimate the right way.

    A day's words are a *change* where all lie above, or all below, all of the day before on which
    the assessor spoke; a *re-statement* where they are the same; anything else is *mixed*. A change
    is right where the assessor's part moved the estimate the way of the words. A re-statement is
    beyond ageing where that part moved it by more than the older word, said anew, would have.
    "unlabelled" counts days on which the assessor's part moved it with no label there:
    words that the labels lack, or that are no such words. Raises `RulerError`.
    """
    cases = _cases(words_of(gold), read_table(predictions))
    return {**_summed(cases), "by_watch": _by_watch(cases), "days": _told(cases)}


@dataclass(frozen=True, slots=True)
class _Case:
    """A day of one question: its kind, which way the words went, and what our line did."""

    watch: str
    day: str
    kind: str
    turn: int
    moved: float | None
    again: float | None
    heard: bool
    words: tuple[str, ...]
    word: str | None

    @property
    def right(self) -> bool:
        return self.turn != 0 and self.moved is not None and self.moved * self.turn > SLACK

    @property
    def beyond(self) -> bool:
        if self.moved is None or self.again is None:
            return False
        return abs(self.moved) > abs(self.again) + SLACK


def _cases(words: Sequence[Word], given: Table) -> list[_Case]:
    said = {(one.watch, one.day.isoformat()): one for one in words}
    older: dict[str, Word] = {}
    cases = []
    for row in given.rows:
        watch, day = row.text("watch"), row.text("date")
        word = said.get((watch, day))
        kind, turn = _kind(word, older.get(watch))
        moved, again = row.values.get("moved"), row.values.get("again")
        cases.append(
            _Case(
                watch=watch,
                day=day,
                kind=kind,
                turn=turn,
                moved=float(moved) if isinstance(moved, int | float) else None,
                again=float(again) if isinstance(again, int | float) else None,
                heard=bool(row.values.get("new")),
                words=() if word is None else word.words,
                word=row.text_or_none("word"),
            )
        )
        if word is not None:
            older[watch] = word
    return cases


def _kind(word: Word | None, older: Word | None) -> tuple[str, int]:
    if word is None:
        return "unlabelled", 0
    if older is None:
        return "first", 0
    if min(word.points) >= max(older.points) + GAP:
        return "change", 1
    if max(word.points) <= min(older.points) - GAP:
        return "change", -1
    return ("again" if word.words == older.words else "mixed"), 0


def _summed(cases: Sequence[_Case]) -> dict[str, Any]:
    changes = [one for one in cases if one.kind == "change"]
    again = [one for one in cases if one.kind == "again"]
    other = [one for one in cases if one.kind == "unlabelled"]
    right = sum(one.right for one in changes)
    return {
        "changes": {
            "n": len(changes),
            "heard": sum(one.heard for one in changes),
            "right": right,
            "right_share": right / len(changes) if changes else None,
            "right_95": list(wilson(right, len(changes))) if changes else None,
        },
        "again": {
            "n": len(again),
            "heard": sum(one.heard for one in again),
            "beyond": sum(one.beyond for one in again),
        },
        "first": sum(one.kind == "first" for one in cases),
        "mixed": sum(one.kind == "mixed" for one in cases),
        "unlabelled": {
            "n": len(other),
            "moved": sum(abs(one.moved or 0.0) > SLACK for one in other),
        },
    }


def _by_watch(cases: Sequence[_Case]) -> Mapping[str, Any]:
    names = sorted({one.watch for one in cases})
    return {name: _summed([one for one in cases if one.watch == name]) for name in names}


def _told(cases: Sequence[_Case]) -> list[dict[str, Any]]:
    """Return each change, and each re-statement that went too far, for a person to look at."""
    return [
        {
            "watch": one.watch,
            "date": one.day,
            "kind": one.kind,
            "words": list(one.words),
            "turn": one.turn,
            "counted": one.word,
            "heard": one.heard,
            "moved": one.moved,
            "again": one.again,
            "right": one.right if one.turn else not one.beyond,
        }
        for one in cases
        if one.kind == "change" or (one.kind == "again" and one.beyond)
    ]
