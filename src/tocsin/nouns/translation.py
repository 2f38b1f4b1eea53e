"""Translations: reports that stand beside an original in another language, and who made them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tocsin.nouns.report import Report, Translation

__all__ = ["Filed", "beside", "chosen", "filled", "line_of", "linked", "named_by"]


@dataclass(frozen=True, slots=True)
class Filed:
    """A report and a file in which it came."""

    report: str
    file: str


def named_by(of: str, folder_of: str, shown: Iterable[Filed]) -> frozenset[str]:
    """Return the ids of the reports that `of` names: an id, or a file's name or path.

    `folder_of` is the file that says so. A file in its own folder goes before one that merely ends
    in the same words, so that every folder may have its own "original.txt".
    """
    wanted = _path(of)
    here = _path(posixpath.join(posixpath.dirname(_slashed(folder_of)), _slashed(of)))
    exact: set[str] = set()
    like: set[str] = set()
    for one in shown:
        if one.report == of:
            return frozenset({of})
        file = _path(one.file)
        if file in {wanted, here}:
            exact.add(one.report)
        elif file.endswith(f"/{wanted}") or wanted.endswith(f"/{file}"):
            like.add(one.report)
    return frozenset(exact or like)


def chosen(candidates: Iterable[Report]) -> Report | None:
    """Return the original among the reports that a name fits; None where they differ in text.

    The same bytes may have come twice, first without a date: what is dated goes before.
    """
    listed = sorted(candidates, key=lambda one: (one.published is None, one.id))
    if not listed or len({one.text_sha256 for one in listed}) > 1:
        return None
    return listed[0]


def beside(report: Report, originals: Sequence[Report]) -> Report:
    """Return a translation with its `originals`, the nearest first, filled in.

    The publication, publisher, host, author and address that the translation does not say are those
    of its originals. Without an original it is returned as it is.
    """
    if report.translation is None or not originals:
        return report
    for original in originals:
        report = filled(report, original)
    said = report.translation or Translation(None, None)
    return replace(report, translation=replace(said, original=originals[-1].id))


def filled(report: Report, original: Report) -> Report:
    """Return `report` with what it does not say of its publication taken from `original`."""
    dated = report.published is None and original.published is not None
    return replace(
        report,
        published=original.published if dated else report.published,
        published_by="original" if dated else report.published_by,
        publisher=report.publisher or original.publisher,
        host=report.host or original.host,
        author=report.author or original.author,
        url=report.url or original.url,
    )


def linked(reports: Sequence[Report]) -> tuple[Report, ...]:
    """Return `reports`, in their order, with every translation among them put beside its original.

    Originals are looked for among the same reports. A translation of a translation belongs to the
    first original; two that name each other have none.
    """
    declared = [one for one in reports if one.translation is not None]
    if not declared:
        return tuple(reports)
    by_id = {one.id: one for one in reports}
    shown = [Filed(one.id, one.file) for one in reports]
    direct: dict[str, Report] = {}
    for one in declared:
        of = None if one.translation is None else one.translation.of
        if of is not None:
            named = named_by(of, one.file, shown) - {one.id}
            found = chosen(by_id[name] for name in named if name in by_id)
            if found is not None:
                direct[one.id] = found
    return tuple(beside(one, line_of(one.id, direct)) for one in reports)


def line_of(report: str, direct: dict[str, Report]) -> tuple[Report, ...]:
    """Return the originals of a report, the nearest first; none where they run in a circle."""
    line: list[Report] = []
    seen = {report}
    while report in direct:
        original = direct[report]
        if original.id in seen:
            return ()
        seen.add(original.id)
        line.append(original)
        report = original.id
    return tuple(line)


def _slashed(path: str) -> str:
    return path.replace("\\", "/")


def _path(path: str) -> str:
    return posixpath.normpath(_slashed(path)) if path else ""
