"""Leaning: from the confidence and each of its grounds to what these are counted from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tocsin.desk.grounding import ground_of, line_of, row_of, sentence_of
from tocsin.desk.hints import command_of
from tocsin.desk.place import Desk
from tocsin.desk.situation import Situation
from tocsin.estimate.confidence import checks_of, voices_of
from tocsin.nouns import Reading, clock_of

__all__ = ["CONFIDENCE", "confidence_rows"]

CONFIDENCE = "confidence"

GROUNDS = ("information", "rigour", "volatility")
Grounds = list[dict[str, Any]]


def confidence_rows(
    desk: Desk, now: Situation, pages: Mapping[str, Reading]
) -> Iterator[dict[str, Any]]:
    """Yield the confidence with its reasons, then each of its grounds with all that it counts.

    The row of the confidence itself has for each reason the first place that it was counted from,
    with the reason as its note.
    """
    made = now.estimate.confidence
    found = (_sources(now, pages), _checks(now, pages), _days(desk, now))
    firsts = [
        {**(places[0] if places else _listed(now)), "note": f"{name}: {reason}"}
        for name, reason, places in zip(GROUNDS, made.reasons, found, strict=False)
    ]
    firsts += [{**_cap(now, reason), "note": reason} for reason in made.reasons[len(GROUNDS) :]]
    yield row_of(CONFIDENCE, made.level, firsts)
    levels = (made.information, made.rigour, made.volatility)
    for name, level, places in zip(GROUNDS, levels, found, strict=True):
        yield row_of(f"{CONFIDENCE} {name}", level, places or [_listed(now)])


def _listed(now: Situation) -> dict[str, Any]:
    return line_of(now.watch, "indicators", "no indicator has evidence that counts")


def _sources(now: Situation, pages: Mapping[str, Reading]) -> Grounds:
    found = []
    voices = voices_of(now.matrix, now.estimate.waterfall)
    names = {voice.source for voice in voices}
    for number, voice in enumerate(voices, 1):
        known = "reviewed" if voice.reviewed else "unreviewed"
        by = sorted(voice.through & (names - {voice.source}))
        known += f", heard only through {by[0]}" if by else ""
        note = f"source {number}: {voice.source}, {known}"
        found += [sentence_of(place, pages, note=note) for place in voice.spans]
        if not voice.spans:
            found.append(ground_of(f"ledger note {voice.origins[0]}", note=note))
    return found


def _checks(now: Situation, pages: Mapping[str, Reading]) -> Grounds:
    found = []
    for check in checks_of(now.watch, now.matrix, now.estimate.waterfall):
        note = f"{check.name}: {'met' if check.met else 'not met'}"
        found += [line_of(now.watch, line, "", note=note) for line in check.lines]
        for look in check.looks:
            found += [sentence_of(place, pages, note=note) for place in look.spans]
            if not look.spans:
                found.append(ground_of(f"ledger note {look.origin}", note=note))
        if not check.lines and not check.looks:
            found.append(line_of(now.watch, "indicators", "", note=note))
    return found


def _days(desk: Desk, now: Situation) -> Grounds:
    """Return each day that was compared, with the command that shows its bars."""
    days = now.estimate.confidence.days or ((now.estimate.as_of, None),)
    found = []
    for cut, value in days:
        call = command_of("explain", desk.path, now.watch.id, "--as-of", clock_of(cut))
        note = "no earlier day is compared"
        if value is not None:
            note = f"as of {clock_of(cut)} evidence moves the log-odds by {value:+.4f}"
        found.append(ground_of(f"the bars of that day: {call}", note=note))
    return found


def _cap(now: Situation, reason: str) -> dict[str, Any]:
    """Return where a limit of the confidence stands: the assumption, or the first silent line."""
    for number, one in enumerate(now.watch.assumptions):
        if f"“{one.text.rstrip('.')}”" in reason:
            return line_of(now.watch, f"assumptions.{number}", one.text)
    states = {row.indicator: row.state for row in now.matrix.rows}
    for number, indicator in enumerate(now.watch.indicators):
        if states.get(indicator.id) == "not collected":
            return line_of(now.watch, f"indicators.{number}", indicator.text)
    return line_of(now.watch, "indicators", "")
