"""Unread: what a desk holds and cannot read, why, and what would mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from tocsin.collect.captured import LIMITS
from tocsin.collect.decoding import garbled
from tocsin.desk.hints import command_of
from tocsin.desk.listening import listened
from tocsin.errors import NotText, OtherLanguage, TocsinError, TooLarge
from tocsin.ledger import Ledger
from tocsin.nouns import Report
from tocsin.weigh import Intake

__all__ = [
    "LANGUAGE",
    "intake_of",
    "mend_of",
    "other_language",
    "stood_for",
    "translation_faults",
    "unread_because",
    "unread_of",
    "unread_rows",
]

LATIN_END = 0x250
"""The first code point after the Latin letters."""

LANGUAGE = "en"
"""The language the shipped reader reads; others are kept, marked and lower coverage."""

WHY = {
    NotText.code: "in an encoding that is not read",
    OtherLanguage.code: "in a language that is not read",
    TooLarge.code: "too long to be read",
}
UNTOLD = {
    NotText.code: "another encoding",
    OtherLanguage.code: "another script",
    TooLarge.code: "another script",
}
"""What stands for the language of a report whose language nobody told, by why it is not read."""

MENDS = {
    NotText.code: "Save it in UTF-8 and add it again.",
    TooLarge.code: f"Split it into parts of up to {LIMITS.characters:,} characters and add those.",
}

MEND = "Add a translation beside it, with its translator named."


def unread_because(report: Report) -> TocsinError | None:
    """Return why a report is kept without being read: too long, garbled, in another language."""
    if report.refusal is not None:
        return TooLarge(
            f"it has over {LIMITS.characters:,} characters, the most that are taken, or is a page "
            f"of over {LIMITS.markup:,} with its markup. Kept, not read.",
            hint=MENDS[TooLarge.code],
            file=report.file,
        )
    if garbled(report.text, report.charset):
        return NotText(
            f"read as {report.charset} its letters make no words: it is in another encoding. "
            "Kept, not read.",
            hint="Save it in UTF-8 and add it again.",
            file=report.file,
        )
    if (language := other_language(report)) is not None:
        return OtherLanguage(
            f"it is in {language!r}, which is not read. Kept, not read.",
            hint=MEND,
            file=report.file,
        )
    return None


def other_language(report: Report) -> str | None:
    """Return the language of a report that is in none that is read, else None."""
    language = report.language or (None if _latin(report.text) else "another script")
    return None if language == LANGUAGE else language


def _latin(text: str) -> bool:
    """Say whether most letters are Latin: a text too short to tell its language may still show."""
    letters = [one for one in text[:2000] if one.isalpha()]
    return sum(ord(one) < LATIN_END for one in letters) * 2 >= len(letters)


def stood_for(
    reports: Iterable[Report], translations: Sequence[Report], ledger: Ledger
) -> Callable[[Report], bool]:
    """Return what says of a report whether another rendering of it can be read.

    That is a translation of it (or of a report of the same bytes), its original, or another
    translation of that. Of `reports` only those that can be read count.
    """
    documents = {
        said.original
        for one in translations
        if (said := one.translation) is not None and unread_because(one) is None
    }
    listed = [*reports, *(ledger.report(one) for one in sorted(_originals(translations)))]
    documents |= {one.id for one in listed if unread_because(one) is None}
    captured = {one.sha256 for one in listed if one.id in documents}

    def stands(report: Report) -> bool:
        said = report.translation
        original = None if said is None else said.original
        return report.sha256 in captured or (original is not None and original in documents)

    return stands


def _originals(translations: Iterable[Report]) -> frozenset[str]:
    return frozenset(
        said.original
        for one in translations
        if (said := one.translation) is not None and said.original is not None
    )


def unread_of(
    reports: Iterable[Report], translations: Sequence[Report], ledger: Ledger
) -> tuple[Report, ...]:
    """Return those of `reports` that are not read and for which nothing else stands."""
    listed = list(reports)
    stands = stood_for(listed, translations, ledger)
    return tuple(one for one in listed if unread_because(one) is not None and not stands(one))


def intake_of(
    ledger: Ledger,
    unread: Sequence[Report],
    translations: Sequence[Report],
    *,
    as_of: datetime,
    known_at: datetime,
) -> Intake:
    """Return when what the desk holds was published, and what of it nobody reads.

    A translation beside its original is no report of its own.
    """
    originals = {
        one.id: one.translation.original
        for one in translations
        if one.translation is not None and one.translation.original is not None
    }
    readable = {
        originals[one.id]
        for one in translations
        if one.id in originals and unread_because(one) is None
    }
    closed = {one.id for one in unread}
    held: list[datetime] = []
    missed: list[datetime] = []
    for report, start, refused in ledger.dated(as_of=as_of, known_at=known_at):
        if report in originals:
            continue
        held.append(start)
        if report in closed or (refused and report not in readable):
            missed.append(start)
    feeds = listened(ledger.feed_days(known_at=known_at))
    return Intake(tuple(sorted(held)), tuple(sorted(missed)), tuple(feeds.values()))


def unread_rows(ledger: Ledger, desk: Path) -> list[dict[str, Any]]:
    """Return what is not read, by why: {"code", "language", "reports", "why", "mend"}."""
    reports = list(ledger.beside(LANGUAGE))
    counted: Counter[tuple[str, str]] = Counter()
    for one in unread_of(reports, ledger.translations(), ledger):
        fault = unread_because(one)
        if fault is not None:
            counted[fault.code, one.language or UNTOLD[fault.code]] += 1
    rows = []
    for (code, language), count in sorted(counted.items()):
        rows.append(
            {
                "code": code,
                "language": language,
                "reports": count,
                "why": WHY[code],
                "mend": mend_of(desk, "ORIGINAL") if code == OtherLanguage.code else MENDS[code],
            }
        )
    return rows


def mend_of(desk: Path, original: str) -> str:
    """Return the command that puts a translation beside an original."""
    return command_of("add", desk, "TRANSLATION", "--translates", original, "--translator", "NAME")


def translation_faults(translations: Iterable[Report]) -> Iterator[tuple[str, Report, str, str]]:
    """Yield (code, report, message, hint) of each translation of which something is not known."""
    for report in translations:
        said = report.translation
        if said is None:
            continue
        if said.translator is None:
            yield (
                "D004",
                report,
                "no translator is named: its statements say so.",
                "Name the person or the machine, in the column or field “translator”.",
            )
        if said.of is not None and said.original is None:
            yield (
                "D005",
                report,
                f"its original, {said.of}, is not in hand, or several reports have that name.",
                "Add the original, or name it by its report's id.",
            )
