"""The state of a desk: what it holds, and what a person should look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tocsin.collect import likely_dates
from tocsin.desk.course import course_of, turn_row
from tocsin.desk.hints import command_of, undo_command
from tocsin.desk.place import REGISTER, Desk, utc_now
from tocsin.desk.standing import feed_findings, feed_rows
from tocsin.desk.tracing import is_behind
from tocsin.desk.unread import (
    LANGUAGE,
    mend_of,
    stood_for,
    translation_faults,
    unread_because,
    unread_rows,
)
from tocsin.errors import BadArgument, KindFault, OtherLanguage, WeightsUnfit
from tocsin.ledger import Ledger
from tocsin.nouns import iso_of
from tocsin.publish import course_line
from tocsin.read import Reader
from tocsin.read.weights import fingerprint_of
from tocsin.trace import proposals
from tocsin.weigh import lexicon_of

__all__ = ["FINDINGS", "diagnose", "status_of"]

SEVERAL = 2
"""Reports in which an unknown name has to speak to be proposed for the register."""

FINDINGS = {
    "D001": "A report has no date that can be read: it is kept, and stands in no timeline. What "
    "speaks for a date is listed with it; `tocsin correct DESK published REPORT --set "
    "published=DATE --author NAME --reason WHY` gives it one.",
    "D002": "Characters of a report could not be read in its encoding and stand as U+FFFD.",
    "D003": "Reports wait to be read: `tocsin add DESK` without files reads them.",
    "D004": "A translation names nobody who made it.",
    "D005": "The original of a translation is not in hand, or its name fits several reports.",
    "D006": "A name that the register does not know speaks in several reports, such as “the "
    "General Staff” where none says whose. It is never merged by itself; who it is stands in "
    "the desk's own `register.yaml` once a person has entered it (docs/methods/tracing.md).",
    "D007": "The index of tracing is not up to date: estimates are right without it, and slower. "
    "`tocsin add DESK` without files brings it up.",
    "D008": "A report was withdrawn or erased: which, by whom and why.",
    "D009": "A feed gives no answer, or none that can be used. After two days it is called dead, "
    "and coverage is lower for it: `tocsin collect DESK --feed NAME` tries it at once.",
    "D010": "A feed answers and has had nothing new for at least a week and three times its "
    "longest pause so far, or was not asked for days: coverage is lower for it.",
}
"""What `tocsin doctor` finds that is no error, by code."""


def status_of(desk: Desk) -> dict[str, Any]:
    """Return counts of all that the ledger holds, by what it is read, what is not, and watches."""
    with desk.ledger(read_only=True) as ledger:
        # What was taken back, and the entry that took it back, are no decisions that hold.
        standing = {
            "corrections": len(ledger.corrections()),
            "resolutions": len(ledger.resolutions()),
        }
        counts = {**ledger.counts(), **standing, "waiting": waiting_of(desk, ledger)}
        unread = unread_rows(ledger, desk.path)
        ended = {r.watch: r for r in ledger.resolutions()}
        watches = [desk.watch(ledger, one.id) for one in ledger.watches()]
        courses = {one.id: course_of(desk, ledger, one.id) for one in watches}
        feeds = feed_rows(desk, ledger, now=utc_now())
    rows = []
    for watch in watches:
        end = ended.get(watch.id)
        said = None if end is None else "annulled" if end.outcome is None else end.outcome
        rows.append(
            {
                "id": watch.id,
                "question": watch.question,
                "closes": iso_of(watch.closes),
                "ended": said,
                "line": course_line(courses[watch.id]),
                "course": [turn_row(turn) for turn in courses[watch.id]],
            }
        )
    return {
        "desk": str(desk.path),
        "weights": None if desk.weights is None else fingerprint_of(desk.weights),
        "counts": dict(counts),
        "unread": unread,
        "feeds": feeds,
        "watches": rows,
    }


def diagnose(desk: Desk) -> Iterator[dict[str, Any]]:
    """Yield what needs a person: each with code, file, message, evidence, hint and `grave`.

    `grave` is True only where the ledger itself is unsound.
    """
    with desk.ledger(read_only=True) as ledger:
        for fault in ledger.check():
            yield _row("T300", None, fault, hint="Restore the desk from a copy.", grave=True)
        translations = ledger.translations()
        stands = stood_for(ledger.beside(LANGUAGE), translations, ledger)
        for code, report, message, hint in translation_faults(translations):
            yield _row(code, report.file, message, hint=hint)
        for report in ledger.reports():
            if report.published is None:
                evidence = [
                    f"{one.where}: “{one.written}”"
                    + (f" ({iso_of(one.interval.start)})" if one.interval else "")
                    for one in likely_dates(report)
                ]
                yield _row(
                    "D001",
                    report.file,
                    "no readable date: kept, and out of the timeline.",
                    evidence=evidence,
                    hint=command_of(
                        "correct",
                        desk.path,
                        "published",
                        report.id,
                        *("--set", "published=DATE", "--author", "NAME", "--reason", "WHY"),
                    ),
                )
            if (unread := unread_because(report)) is not None and not stands(report):
                other = unread.code == OtherLanguage.code
                hint = mend_of(desk.path, report.file) if other else unread.hint
                yield _row(unread.code, report.file, unread.message, hint=hint)
            if report.faults:
                yield _row(
                    "D002",
                    report.file,
                    f"{report.faults} characters could not be read as {report.charset}.",
                )
        try:
            waiting = waiting_of(desk, ledger)
        except WeightsUnfit as fault:
            yield _row(fault.code, fault.file, fault.message, hint=fault.hint)
            waiting = 0
        if waiting:
            yield _row(
                "D003",
                None,
                f"{waiting} {'report waits' if waiting == 1 else 'reports wait'} to be read: an "
                "estimate does not know it yet.",
                hint=command_of("add", desk.path),
            )
        for name, count in proposals(ledger.readings(), desk.register):
            if count >= SEVERAL:
                yield _row(
                    "D006",
                    None,
                    f"“{name}” speaks in {count} reports, and the register does not know the name.",
                    hint=f"Enter it in {desk.path / REGISTER}, by itself or as an alias.",
                )
        yield from _behind(desk, ledger)
        yield from _left(desk, ledger)
        yield from _feeds(desk, ledger)
        for refusal in ledger.refusals():
            yield _row(refusal.code, refusal.file, refusal.message)


def _left(desk: Desk, ledger: Ledger) -> Iterator[dict[str, Any]]:
    withdrawn = ledger.withdrawn()
    for fix in ledger.corrections():
        if fix.kind == "withdraw" and fix.target in withdrawn:
            yield _row(
                "D008",
                ledger.report(fix.target).file,
                f"report {fix.target} was withdrawn by {fix.author}: {fix.reason}",
                hint="To let it count again: " + undo_command(desk.path, fix.id, fix.author),
            )
    for stone in ledger.erasures():
        said = f"report {stone.report} was erased on {stone.at.date()} by {stone.author}"
        yield _row("D008", None, f"{said}: {stone.reason}")


def _feeds(desk: Desk, ledger: Ledger) -> Iterator[dict[str, Any]]:
    try:
        for code, address, message, evidence, hint in feed_findings(desk, ledger, now=utc_now()):
            yield _row(code, address, message, evidence=evidence, hint=hint)
    except (BadArgument, KindFault) as fault:
        yield _row(fault.code, fault.file, fault.message, hint=fault.hint)


def _behind(desk: Desk, ledger: Ledger) -> Iterator[dict[str, Any]]:
    if is_behind(desk, ledger):
        yield _row(
            "D007",
            None,
            "the index of tracing is not up to date: each estimate compares all reports anew.",
            hint=f"tocsin add {desk.path}",
        )


def waiting_of(desk: Desk, ledger: Ledger) -> int:
    """Return how many reports are neither read nor skipped under the desk's present words."""
    watches = tuple(desk.watch(ledger, one.id) for one in ledger.watches())
    unread = ledger.unread(
        Reader.current_version(desk.weights), lexicon=lexicon_of(watches).version
    )
    return sum(unread_because(report) is None for report in unread)


def _row(
    code: str,
    file: str | None,
    message: str,
    *,
    evidence: list[str] | None = None,
    hint: str = "",
    grave: bool = False,
) -> dict[str, Any]:
    return {
        "code": code,
        "file": file,
        "message": message,
        "evidence": evidence or [],
        "hint": hint,
        "grave": grave,
    }
