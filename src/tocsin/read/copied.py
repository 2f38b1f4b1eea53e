"""Copied: what one writer's report says, when another has put out the same text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.nouns import Name, Report, Statement
from tocsin.read.speakers import writer_of

__all__ = ["copied", "same_to_read"]


def same_to_read(one: Report, other: Report) -> bool:
    """Say whether two reports differ in nothing that is read but in who writes them.

    A text that names either writer may be read otherwise under the other's name.
    """
    if one.text_sha256 != other.text_sha256 or one.published != other.published:
        return False
    if one.refusal is not None or other.refusal is not None:
        return False
    laid = [[(part.span, part.kind) for part in report.layout] for report in (one, other)]
    if laid[0] != laid[1]:  # each part names its own report besides
        return False
    names = {writer_of(one).text.casefold(), writer_of(other).text.casefold()}
    return len(names) == 1 or not any(name in one.text.casefold() for name in names)


def copied(
    statements: Sequence[Statement],
    original: Report,
    copy: Report,
) -> tuple[Statement, ...]:
    """Return the statements of `copy`, given those that were read in `original`.

    They are what reading `copy` gives, to the letter, where `same_to_read` holds of the two. Who
    speaks in the report's own voice is the copy's writer.
    """
    old, new = writer_of(original), writer_of(copy)

    def of(name: Name | None) -> Name | None:
        return new if name == old else name

    return tuple(
        replace(
            one,
            report=copy.id,
            speaker=of(one.speaker),
            chain=tuple(replace(link, name=of(link.name) or link.name) for link in one.chain),
            absence=one.absence
            and replace(one.absence, looked_by=_told(one.absence.looked_by, old, new)),
            verification=tuple(
                replace(mark, by=_told(mark.by, old, new)) for mark in one.verification
            ),
        )
        for one in statements
    )


def _told(who: str | None, old: Name, new: Name) -> str | None:
    return new.text if who == old.text else who
