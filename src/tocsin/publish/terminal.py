"""The terminal form of an estimate: one screen of plain text with its bars."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tocsin.estimate import brier, phase_of
from tocsin.nouns import Bar, Change, Look, View
from tocsin.publish.assumptions import assumption_lines
from tocsin.publish.bottom import moving
from tocsin.publish.case import Case
from tocsin.publish.citing import cut
from tocsin.publish.course import course_line
from tocsin.publish.figures import (
    capital,
    count_of,
    listed,
    moment_of,
    opposed,
    points_of,
    range_of,
    score_of,
    signed,
)
from tocsin.publish.grounds import late_terms, reason_of
from tocsin.publish.harmless import harmless, one_line, width_of
from tocsin.publish.hinges import hinge_line
from tocsin.publish.house import house_for
from tocsin.publish.standing import standing_line

__all__ = ["estimate_text"]

MARKS = {True: "+", False: "−"}
FULL, EIGHTHS = "█", " ▏▎▍▌▋▊▉"
FEWEST, LEAST = 8, 0.02
"""So many bars are always shown; of the others those that move the log-odds by as much."""
NARROWEST, BARS = 60, 20
"""Columns of the narrowest terminal that is served, and the most that a bar takes."""


def estimate_text(case: Case, *, width: int = 100) -> str:
    """Return the estimate in lines of at most `width` columns (60 or more), no line feed last.

    Likelihood and confidence stand on lines of their own. Bars are in log-odds of yes. Nothing of a
    report can reach the terminal but characters that print.
    """
    width = max(width, NARROWEST)
    lines = [
        *_head(case, width),
        "",
        *_waterfall(case, width),
        "",
        *_foot(case, width),
    ]
    return "\n".join(harmless(line).replace("\N{NO-BREAK SPACE}", " ").rstrip() for line in lines)


def _head(case: Case, width: int) -> Iterator[str]:
    event, confidence = case.estimate.event, case.estimate.confidence
    right = f"as of {moment_of(case.estimate.as_of)}"
    if case.estimate.retrospective:
        right += ", retrospective"
    question = one_line(case.watch.question)
    if width_of(question) + width_of(right) + 3 <= width:
        yield _apart(question, right, width)
    else:
        yield from _wrapped(question, width, indent="")
        yield f"  {right}"
    said = standing_line(case.watch, phase_of(case.watch, case.estimate.as_of), case.resolution)
    if said:
        yield from _wrapped(f"  {said}", width, indent="    ")
    nearest = "" if event.within_band else ", nearest word"
    yield from _wrapped(
        f"  {event.word} ({event.yardstick}{nearest}) · {_figures(case)[0]} · "
        f"{range_of(event.low, event.high)}",
        width,
        indent="    ",
    )
    yield from _wrapped(
        f"  confidence: {confidence.level} (information {confidence.information}, "
        f"rigour {confidence.rigour}, steadiness {confidence.volatility})",
        width,
        indent="    ",
    )


def _figures(case: Case) -> tuple[str, str]:
    """Return the estimate and the base as written: as fine as it takes to tell them apart.

    Where both would be rounded to one number, neither is written finer than the other.
    """
    house = house_for(case.watch.yardstick)
    told = house.told(case.estimate.event.p, case.yardstick)
    base = house.percents(case.estimate.base)
    if told != base:
        return told, house.told_apart(case.estimate.base)
    fine = (
        house.percents(case.estimate.event.p, decimals=1),
        house.percents(case.estimate.base, decimals=1),
    )
    return (told, base) if fine[0] == fine[1] else fine


def _waterfall(case: Case, width: int) -> Iterator[str]:
    days = max((case.watch.closes - max(case.estimate.as_of, case.watch.opens)).days, 0)
    text, kept = f"base rate: {one_line(case.watch.base.reference_class)}", f", {days} days left"
    figure = _figures(case)[1]
    longest_drawn = min(BARS, width // 5)
    room = width - 2 - longest_drawn - 2
    yield _row(" ", text, kept, figure, "", room)
    bars = [bar for bar in case.estimate.waterfall if bar.kind in {"indicator", "view"}]
    longest = max((abs(bar.logodds) for bar in bars), default=0.0)
    bars.sort(key=lambda one: (-abs(one.logodds), one.term))
    late = late_terms(case.watch, case.matrix)
    shown = [n for n, bar in enumerate(bars) if n < FEWEST or abs(bar.logodds) >= LEAST]
    for bar in bars[: len(shown)]:
        mark = "·" if abs(bar.logodds) < 0.005 else MARKS[bar.logodds > 0]
        drawn = "" if mark == "·" else _drawn(abs(bar.logodds) / longest, longest_drawn)
        mark_late = ", declared late" if bar.term in late else ""
        count = f" ({count_of(len(bar.origins), 'origin')}{mark_late})"
        yield _row(mark, _named(bar, case), count, signed(bar.logodds), drawn, room)
    if rest := bars[len(shown) :]:
        total = math.fsum(bar.logodds for bar in rest)
        text = f"{count_of(len(rest), 'more cause')}, under {LEAST:g} each, together"
        yield _row("·", text, "", signed(total), "", room)
    floor = sum(bar.logodds for bar in case.estimate.waterfall if bar.kind == "floor")
    if abs(floor) >= 0.005:
        yield _row(MARKS[floor > 0], "floor of every probability", "", signed(floor), "", room)
    for view in case.matrix.views:
        if not view.counted and view.superseded is None:
            yield from _uncounted(view, case, width)
    if old := sum(view.superseded is not None for view in case.matrix.views):
        said, place = ("view has", "its") if old == 1 else ("views have", "their")
        yield f"  · {old} earlier {said} a newer one of the same assessor in {place} place"


def _named(bar: Bar, case: Case) -> str:
    if bar.kind == "view":
        return f"view of {one_line(bar.term.removeprefix('view: '))}"
    text = next(i.text for i in case.watch.indicators if i.id == bar.term)
    row = next(row for row in case.matrix.rows if row.indicator == bar.term)
    live = {share.origin for share in bar.origins}
    own = [one for one in row.evidence if one.origin in live]
    if own and all(isinstance(one, Look) for one in own):
        return f"not seen: {one_line(text)}"
    return one_line(text)


def _uncounted(view: View, case: Case, width: int) -> Iterator[str]:
    texts = {p.id: p.text for p in case.watch.propositions}
    about = one_line(texts.get(view.proposition, view.proposition))
    why = reason_of(view)
    of = "of the opposite of" if view.turned else "of"
    text = f"{one_line(view.source)}: “{one_line(view.phrase)}” {of} “{about}”. {capital(why)}"
    first, *rest = _wrapped(text, width - 4, indent="")
    yield f"  · {first}"
    yield from (f"    {line}" for line in rest)


def _foot(case: Case, width: int) -> Iterator[str]:
    states: dict[str, list[str]] = {}
    for row in case.matrix.rows:
        text = next(i.text for i in case.watch.indicators if i.id == row.indicator)
        states.setdefault(row.state, []).append(one_line(text))
    for state, label in (("not collected", "Not collected"), ("expired", "Expired")):
        if names := states.get(state):
            yield from _wrapped(f"{label}: {'; '.join(names)}.", width, indent="  ")
    if hinge := hinge_line(case, house_for(case.watch.yardstick)):
        yield from _wrapped(hinge, width, indent="  ")
    for line in _overruled(case):
        yield from _wrapped(line, width, indent="  ")
    for line in assumption_lines(case):
        yield from _wrapped(line, width, indent="  ")
    for gap in case.gaps:
        yield from _wrapped(one_line(gap), width, indent="  ")
    if case.since is not None and case.before is not None:
        yield from _wrapped(_changed(case), width, indent="  ")
    if said := course_line(case.course):
        yield from _wrapped(f"The watch: {said}.", width, indent="  ")
    if case.resolution is not None:
        yield from _wrapped(_resolved(case), width, indent="  ")


def _overruled(case: Case) -> Iterator[str]:
    """Yield a line for each number that a person set in place of what was declared or weighed."""
    done = [
        *case.watch.overruled,
        *(each for row in case.matrix.rows for one in row.evidence for each in one.overruled),
        *(each for view in case.matrix.views for each in view.overruled),
    ]
    for one in done:
        yield f"Overruled: {one.path}, {one_line(one.told).rstrip('.')}."


def _changed(case: Case) -> str:
    if case.since is None or case.before is None:
        return ""
    moved = points_of(case.before, case.estimate.event.p)
    new = {origin for c in case.changes if c.cause == "new" for origin in moving(c, case)}
    causes = [f"{one.cause} {signed(one.logodds)}{_apart_of(one)}" for one in case.changes]
    said = f"Changed since {moment_of(case.since)}: {moved}"
    if new:
        said += f", {count_of(len(new), 'new origin')}"
    return f"{said} (log-odds: {listed(causes)})." if causes else f"{said}."


def _apart_of(change: Change) -> str:
    """Return what raises and what lowers the odds within a cause, where it holds both."""
    if (ways := opposed(change)) is None:
        return ""
    return f" ({' and '.join(signed(one) for one in ways)})"


def _resolved(case: Case) -> str:
    end = case.resolution
    if end is None:
        return ""
    if end.outcome is None:
        return f"Annulled on {moment_of(end.resolved_on)}: {one_line(end.reason)}"
    outcome = next((h for h in case.watch.hypotheses if h.id == end.outcome), None)
    if outcome is None:
        return f"Resolved as {one_line(end.outcome)}."
    own = brier(case.estimate.event.p, outcome.resolves_yes)
    base = brier(case.estimate.base, outcome.resolves_yes)
    answer = "yes" if outcome.resolves_yes else "no"
    return (
        f"Resolved {answer}: {one_line(outcome.text)}. "
        f"Brier score {score_of(own)}, of the base rate alone {score_of(base)}."
    )


def _drawn(share: float, columns: int) -> str:
    eighths = max(round(share * columns * 8), 1) if share > 0 else 0
    return FULL * (eighths // 8) + EIGHTHS[eighths % 8].strip()


def _row(mark: str, text: str, kept: str, figure: str, drawn: str, room: int) -> str:
    """Return a line of the waterfall; `text` is cut where it is too long, `kept` never."""
    figure = figure.replace("\N{NO-BREAK SPACE}", " ")
    space = room - 2 - max(width_of(figure), 6) - 1
    shown = cut(harmless(text), space - width_of(kept)) + kept
    pad = " " * max(space - width_of(shown), 0)
    return f"  {mark} {shown}{pad} {figure:>6}  {drawn}"


def _apart(left: str, right: str, width: int) -> str:
    return left + " " * (width - width_of(left) - width_of(right)) + right


def _wrapped(text: str, width: int, *, indent: str) -> list[str]:
    """Return `text` in lines of at most `width` columns; lines after the first are indented."""
    lines, line = [], text[: len(text) - len(text.lstrip(" "))]
    for word in harmless(text.lstrip(" ")).split(" "):
        joined = f"{line} {word}" if line.strip() else line + word
        if width_of(joined) > width and line.strip():
            lines.append(line)
            line = indent + word
        else:
            line = joined
    return [*lines, line]
