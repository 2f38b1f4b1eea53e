"""Standing: what the clock says of a question: not open yet, open, its time over, or decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from tocsin.estimate import phase_of
from tocsin.nouns import Resolution, Sentence, Watch
from tocsin.publish.case import Case
from tocsin.publish.citing import entry, judged, watch_line
from tocsin.publish.figures import closing_of, day_of
from tocsin.publish.harmless import one_line

__all__ = ["Told", "phase_told", "standing", "standing_line"]

Told = Literal["before", "open", "closed", "resolved", "annulled"]
"""The window opens later; it is open; it is over without an answer; how the watch ended."""


def standing(case: Case) -> Iterator[Sentence]:
    """Yield what a reader must know before the number, nothing while the question is open."""
    watch, end = case.watch, case.resolution
    closes = watch_line(watch, "closes")
    phase = phase_of(watch, case.estimate.as_of)
    if end is not None:
        yield judged(f"{_decided(watch, end)}.", entry(end.id))
        kept = (
            "What follows is the last estimate of a question that no longer counts: "
            "it is kept, and not scored."
            if end.outcome is None
            else "What follows is the estimate as of its day, kept to be scored: "
            "it is not the answer."
        )
        yield judged(kept, entry(end.id))
    elif phase == "closed":
        yield judged(
            f"The time is over: the window closed {closing_of(watch.closes)}, "
            f"and no answer is recorded.",
            closes,
        )
        yield judged(
            "What follows is what the method gives with no time left: it is not the answer.", closes
        )
    elif phase == "before":
        yield judged(
            f"The question is not open yet: its window opens on {day_of(watch.opens)}, "
            f"and the number is for the whole of it.",
            watch_line(watch, "opens"),
        )


def phase_told(watch: Watch, as_of: datetime, end: Resolution | None) -> Told:
    """Return how the question stands in one word; an end that is recorded goes before the clock."""
    if end is not None:
        return "annulled" if end.outcome is None else "resolved"
    return phase_of(watch, as_of)


def standing_line(watch: Watch, phase: str, end: Resolution | None) -> str:
    """Return the same in one line without a full stop, "" while the question is open."""
    if end is not None:
        return _decided(watch, end)
    if phase == "closed":
        return f"Time is over: the window closed {closing_of(watch.closes)}; undecided"
    if phase == "before":
        return f"Not open yet: the window opens on {day_of(watch.opens)}"
    return ""


def _decided(watch: Watch, end: Resolution) -> str:
    when = day_of(end.resolved_on)
    if end.outcome is None:
        return f"The watch was annulled on {when}: no answer counts"
    outcome = next((h for h in watch.hypotheses if h.id == end.outcome), None)
    if outcome is None:
        return f"Decided on {when}, as {one_line(end.outcome)}"
    answer = "yes" if outcome.resolves_yes else "no"
    return f"Decided on {when}: the answer is {answer}, “{one_line(outcome.text)}”"
