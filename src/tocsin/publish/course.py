"""The course of a watch in words: how often it was revised, how it ended, and what was undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tocsin.nouns import Sentence, Turn
from tocsin.publish.case import Case
from tocsin.publish.citing import Index, cited, entry
from tocsin.publish.figures import day_of
from tocsin.publish.harmless import one_line

__all__ = ["course", "course_line", "turn_told"]

TIMES = ("", "once", "twice")


def course(case: Case, index: Index) -> Iterator[Sentence]:
    """Yield each turn of the watch; nothing where it was taken in and no more."""
    del index
    if len(case.course) > 1:
        for turn in case.course:
            yield cited(f"{turn_told(turn)}.", entry(turn.entry))


def course_line(turns: Sequence[Turn]) -> str:
    """Return the course in one line without a full stop at its end, "" where there is none."""
    parts = []
    revisions = [one for one in turns if one.kind == "revised"]
    if revisions:
        count = len(revisions)
        times = TIMES[count] if count < len(TIMES) else f"{count} times"
        last = ", last" if count > 1 else ""
        parts.append(f"revised {times}{last} on {_signed(revisions[-1])}")
    ends = [one for one in turns if one.kind in {"resolved", "annulled"} and one.held]
    parts += [_ended(one) for one in ends]
    backs = [one for one in turns if one.kind == "taken back"]
    if backs:
        count = len(backs)
        which = "the end was" if count == 1 else f"{count} ends were"
        last = ", last" if count > 1 else ""
        parts.append(f"{which} taken back{last} on {_signed(backs[-1])}")
    return "; ".join(parts)


def turn_told(turn: Turn) -> str:
    """Return one turn as a sentence without its full stop."""
    if turn.kind == "taken in":
        return f"The watch was taken in on {_signed(turn, silent=False)}"
    if turn.kind == "revised":
        return f"It was revised on {_signed(turn)}"
    if turn.kind == "taken back":
        end = "its annulment" if turn.outcome is None else f"its end as {one_line(turn.outcome)}"
        return f"The entry of {end} was taken back on {_signed(turn)}"
    said = _ended(turn)
    return f"It was {said}" + ("" if turn.held else " (taken back since)")


def _ended(turn: Turn) -> str:
    if turn.outcome is None or turn.on is None:
        return f"annulled on {_signed(turn)}"
    decided = day_of(turn.on)
    return f"resolved as {one_line(turn.outcome)}, decided on {decided}, entered on {_signed(turn)}"


def _signed(turn: Turn, *, silent: bool = True) -> str:
    """Return the day, by whom and why; a revision that does not say so is told to be silent."""
    when = day_of(turn.at)
    if turn.by is None:
        return f"{when} (by whom and why is not said)" if silent else when
    # In quotation marks, for the words are a person's own and no judgement of the desk.
    return f"{when} by {one_line(turn.by)}: “{one_line(turn.why or '').rstrip('.')}”"
