"""Corpora: reports for a backtest, each with the first day on which its text was there to read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from tocsin.collect import Captured, gather
from tocsin.collect.moment import moment_of
from tocsin.errors import BadArgument, BadRow, CollectError, Leak, TocsinError, Unreachable
from tocsin.evaluate.later import linked_since, told_by_grammar, told_since
from tocsin.evaluate.stamps import TAKEN, stamps
from tocsin.evaluate.weighed import report_of
from tocsin.nouns import DAY, Interval, Report

__all__ = ["INDEX", "PUBLISHER", "Corpus", "corpus_of", "corpus_within", "day_of"]

INDEX = "index.jsonl"
PUBLISHER = "Institute for the Study of War"
"""Who publishes what the public set's own index lists, which names nobody."""

MICROSECOND = DAY / 86_400_000_000


@dataclass(frozen=True, slots=True)
class Corpus:
    """The reports of a backtest, and what was left out of it.

    `reports` are in the order of their days. `later` counts those dated after the last day of all,
    which were not opened; `undated` those without a date; `held` those kept back until the day of
    their text; `unread` those that cannot be read. `faults` tell each of the last three.
    """

    reports: tuple[Report, ...]
    faults: tuple[TocsinError, ...] = ()
    later: int = 0
    undated: int = 0
    held: int = 0
    unread: int = 0


def day_of(report: Report) -> date:
    """Return the first day at whose end a report's text was there: published, and as it stands.

    A text that was updated or captured later may tell what came since, so it is of that day.
    """
    ends = [one.end for one in (report.published, report.updated) if one is not None and one.end]
    if report.published is None or report.published.end is None:
        return date.max
    return (max(ends) - MICROSECOND).date()


def corpus_of(place: Path) -> Iterator[Report]:
    """Yield the dated reports of a public set; undated and unreadable ones are left out.

    Those of an index that names no publisher are of `PUBLISHER`. Raises `BadArgument` where there
    is no such place.
    """
    for one in _opened(place, date.max, PUBLISHER):
        if isinstance(one, Report) and one.published is not None and one.text:
            yield one


def corpus_within(places: Iterable[Path], last: date) -> Corpus:
    """Return the reports of some places that were there by `last`, the last day of all questions.

    The same report in two places is one. Raises `BadArgument` where there is no such place.
    """
    found: dict[str, Report] = {}
    faults: dict[str, tuple[str, TocsinError]] = {}
    later = 0
    for place in places:
        for one in _opened(place, last):
            told = _fault_of(one)
            if told is not None:
                faults.setdefault(str(told[1]), told)
            if isinstance(one, _Later):
                later += 1
            elif isinstance(one, Report) and one.published is not None and one.text:
                if _only(one.published) > last:
                    later += 1
                elif day_of(one) <= last:
                    # Which of two is kept does not hang on the order in which they come.
                    found[one.id] = min(found.get(one.id, one), one, key=day_of)
    listed = tuple(sorted(found.values(), key=lambda one: (day_of(one), one.id)))
    kinds = [kind for kind, _ in faults.values()]
    return Corpus(
        listed,
        tuple(faults[key][1] for key in sorted(faults)),
        later,
        *(kinds.count(kind) for kind in ("undated", "held", "unread")),
    )


def _fault_of(one: Report | TocsinError | _Later) -> tuple[str, TocsinError] | None:
    """Return what is wrong with something that was opened: its kind, and the fault to tell."""
    if isinstance(one, TocsinError):
        return "undated" if isinstance(one, Leak) else "unread", one
    if isinstance(one, _Later):
        return None
    if one.published is None or one.published.end is None:
        return "undated", _undated(one.file, "published")
    if (published := _only(one.published)) < (there := day_of(one)):
        if (told := _telling(one)) is not None and told[1] == there:
            return "held", _told(one.file, published, *told)
        return "held", _held(one.file, published, there)
    return None


def _telling(report: Report) -> tuple[str, date] | None:
    """Return the words of a report that tell the latest day after its own, with the day.

    What is told as done on a day with its year, and a link whose path holds one.
    """
    if report.published is None or report.published.end is None:
        return None
    day = _only(report.published)
    found = [
        *told_since(report.text, day, dated=True),
        *told_by_grammar(report.text, day),
        *linked_since(f"{report.url or ''}\n{report.text}", day),
    ]
    return max(found, key=lambda one: one[1], default=None)


def _as_it_tells(report: Report) -> Report:
    """Return a report, updated on the latest day that its words or links tell of."""
    if (told := _telling(report)) is None:
        return report
    known = date.min if report.updated is None else _only(report.updated)
    return replace(report, updated=Interval.day(max(known, told[1])))


@dataclass(frozen=True, slots=True)
class _Later:
    """A report that an index dates after the last day: it is not opened."""


def _opened(
    place: Path, last: date, unnamed: str | None = None
) -> Iterator[Report | TocsinError | _Later]:
    for one in _taken(place, last, unnamed):
        yield _as_it_tells(one) if isinstance(one, Report) else one


def _taken(place: Path, last: date, unnamed: str | None) -> Iterator[Report | TocsinError | _Later]:
    if place.is_dir() and (place / INDEX).is_file():
        yield from _indexed(place, last, unnamed)
        return
    if not place.exists():
        raise BadArgument(
            "there is no such corpus of reports.",
            hint="Name a folder of reports, one with an index.jsonl, or a .jsonl file of reports.",
            file=str(place),
        )
    for captured in gather([place]):
        if isinstance(captured, CollectError):
            yield captured
        elif captured.fault is not None:
            yield captured.fault
        else:
            yield _as_captured(captured)


def _indexed(
    folder: Path, last: date, unnamed: str | None
) -> Iterator[Report | TocsinError | _Later]:
    """Yield what an index lists: `file`, `date`, and `publisher` and `updated` where given."""
    index = folder / INDEX
    lines = index.read_text(encoding="utf-8", errors="replace").splitlines()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            named = row["file"]
            file = folder / named
            inside = file.resolve().is_relative_to(folder.resolve())
        except (ValueError, TypeError, KeyError, OSError):
            yield BadRow(
                "the line names no file.",
                hint='Write {"file": "reports/one.txt", "date": "2022-10-20"}.',
                file=str(index),
                at=number,
            )
            continue
        published = moment_of(row.get("date") if isinstance(row.get("date"), str) else None)
        if published is None:
            yield _undated(str(index), number)
        elif _only(published) > last:
            yield _Later()
        else:
            try:
                if not inside:
                    raise FileNotFoundError
                text = file.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                yield Unreachable(
                    f"the file {named} cannot be read as UTF-8 text from this folder.",
                    hint="See that it is there, or take the line out.",
                    file=str(index),
                    at=number,
                )
                continue
            publisher = row.get("publisher") or unnamed
            report = report_of(text, _only(published), str(publisher or ""), name=named)
            url = row["url"] if isinstance(row.get("url"), str) else report.url
            yield _text_of_day(replace(report, publisher=publisher, url=url), row)


def _as_captured(captured: Captured) -> Report:
    """Return a report with what its row says of the day of its text."""
    report = captured.report
    if report.media_type != "application/json":
        return report
    try:
        row = json.loads(captured.data)
    except ValueError:
        return report
    return _text_of_day(report, row) if isinstance(row, dict) else report


def _text_of_day(report: Report, row: Mapping[str, Any]) -> Report:
    """Return `report`, updated on the last day that `row` names for its text."""
    days = [day for _, day in stamps(row, TAKEN)]
    if report.updated is not None and report.updated.end is not None:
        days.append(_only(report.updated))
    return replace(report, updated=Interval.day(max(days))) if days else report


def _only(published: Interval) -> date:
    """Return the last day of an interval that has an end."""
    return date.max if published.end is None else (published.end - MICROSECOND).date()


def _undated(file: str, at: str | int) -> Leak:
    return Leak(
        "this report has no date that can be read: nobody can say on which days it was known. "
        "Left out.",
        hint="Date it (2022-10-20): `published` in the row, manifest.csv or front matter; `date` "
        "in index.jsonl.",
        file=file,
        at=at,
    )


def _held(file: str, published: date, there: date) -> Leak:
    return Leak(
        f"the report is of {published}, its text of {there}: it may tell what came between. "
        f"Left out until {there}.",
        hint="Give the text as it stood at first, or take the later date off if nothing changed.",
        file=file,
        at="updated",
    )


def _told(file: str, published: date, words: str, there: date) -> Leak:
    return Leak(
        f"the report is of {published}, and tells of {there} as over: “{words}”. "
        f"Left out until {there}.",
        hint="Give the text as it stood at first, or set right whichever date is wrong.",
        file=file,
        at="text",
    )
