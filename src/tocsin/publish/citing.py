"""Citing: sentences with what they stand on, and the refusal of one that stands on nothing."""

from __future__ import annotations

from datetime import datetime

from tocsin.errors import Unsupported
from tocsin.nouns import (
    Citation,
    Origin,
    Place,
    Reading,
    Report,
    Sentence,
    Span,
    Statement,
    Watch,
    clock_of,
    iso_of,
)
from tocsin.publish.case import Case
from tocsin.publish.harmless import one_line

__all__ = [
    "ELLIPSIS",
    "QUOTE",
    "Index",
    "assumed",
    "cited",
    "cut",
    "entry",
    "file_of",
    "judged",
    "noted",
    "registered",
    "replayed",
    "scale",
    "setting",
    "watch_line",
    "watch_list",
]

QUOTE = 300
"""The most characters of a report that one quotation shows; the span leads to all of it."""

ELLIPSIS = " …"


def cut(text: str, most: int = QUOTE) -> str:
    """Return `text` on one line, cut at a word's end with an ellipsis where it is over `most`."""
    line = one_line(text)
    if len(line) <= most:
        return line
    room = most - len(ELLIPSIS)
    head = line[: room + 1]
    kept = head.rsplit(" ", 1)[0] if " " in head else head[:room]
    return kept.rstrip(" ,;:–—-") + ELLIPSIS


def cited(text: str, *citations: Citation) -> Sentence:
    """Return a sentence that leads to its places. Raises `Unsupported` without any."""
    return _sentence(text, "cited", citations)


def judged(text: str, *citations: Citation) -> Sentence:
    """Return a judgement of the desk, with the lines it was made from.

    Raises `Unsupported` without any: a judgement that follows from nothing declared is a guess.
    """
    return _sentence(text, "judgement", citations)


def assumed(text: str, *citations: Citation) -> Sentence:
    """Return an assumption, with the watch line that declares it. Raises `Unsupported`."""
    return _sentence(text, "assumption", citations)


def noted(text: str, *citations: Citation) -> Sentence:
    """Return a note on method; it may stand on the method alone."""
    if not text.strip():
        raise Unsupported("a note on method says nothing.")
    return Sentence(text, "method", citations)


def _sentence(text: str, kind: str, citations: tuple[Citation, ...]) -> Sentence:
    if not text.strip():
        raise Unsupported("a sentence says nothing.", hint="Leave it out.")
    if not citations:
        raise Unsupported(
            f"“{cut(text, 80)}” stands on nothing.",
            hint="Cite a span, a watch line, a registry row or a ledger entry, or leave it out.",
        )
    match kind:
        case "cited":
            return Sentence(text, "cited", citations)
        case "assumption":
            return Sentence(text, "assumption", citations)
        case _:
            return Sentence(text, "judgement", citations)


def watch_line(watch: Watch, place: str) -> Citation:
    """Return the line of the watch file that declares `place`, or that the default holds there."""
    line = watch.lines.get(place)
    default = ", the default" if place.startswith("settings.") else ""
    where = f"line {line}" if line else f"{place}{default}"
    return Citation("watch", f"watch {watch.id}, {where}")


def watch_list(watch: Watch, place: str) -> Citation:
    """Return the lines of the watch file that declare all of a list: "indicators"."""
    ends = [
        line for key in watch.lines if key.startswith(f"{place}.") if (line := watch.lines[key])
    ]
    if not ends:
        return watch_line(watch, place)
    return Citation("watch", f"watch {watch.id}, {place}, lines {min(ends)} to {max(ends)}")


def replayed(case: Case, cut: datetime, figure: str, *, told: str = "") -> Citation:
    """Return how a figure that was counted is made again from the ledger, as of a cut.

    `figure` is one that `tocsin explain` knows, or "evidence" for the table of it.
    """
    day = clock_of(cut)
    asked = f"export DESK {case.watch.id} --what" if figure == "evidence" else ""
    call = f"tocsin {asked or f'explain DESK {case.watch.id}'} {figure} --as-of {day}"
    said = f": {told}" if told else ""
    return Citation("ledger", f"ledger replayed as of {day}{said} ({call})")


def setting(watch: Watch, name: str) -> Citation:
    """Return where a declared number of the estimate stands."""
    return watch_line(watch, f"settings.{name}")


def registered(name: str) -> Citation:
    """Return a row of the register of sources and outlets."""
    return Citation("registry", f"register, {name}")


def scale(case: Case) -> Citation:
    """Return the published yardstick of the case."""
    return Citation("registry", f"yardstick {case.yardstick.name}: {case.yardstick.source}")


def entry(name: str) -> Citation:
    """Return an entry of the ledger by its id."""
    return Citation("ledger", f"ledger entry {name}")


def file_of(report: Report) -> str:
    """Return the name of the file a report came in, without the folders of one machine."""
    return report.file.replace("\\", "/").rsplit("/", 1)[-1] or report.file


class Index:
    """Where everything of a case is: reports, statements and origins by id and by place."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.readings: dict[str, Reading] = {one.report.id: one for one in case.readings}
        self.origins: dict[str, Origin] = {one.id: one for one in case.origins}
        self.statements: dict[str, Statement] = {}
        self._at: dict[Place, Statement] = {}
        self._origin_of: dict[str, Origin] = {}
        for reading in case.readings:
            for statement in reading.statements:
                # Copies share ids with what they copy, so a place is looked up by its report.
                self.statements.setdefault(statement.id, statement)
                self._at[reading.report.id, statement.span] = statement
        for origin in sorted(case.origins, key=lambda one: one.id, reverse=True):
            for item in (*origin.items, *(m.statement for m in origin.mentions)):
                self._origin_of[item] = origin

    def statement_at(self, place: Place) -> Statement | None:
        """Return the statement with that span, else the shortest one that shares characters."""
        exact = self._at.get(place)
        reading = self.readings.get(place[0])
        if exact is not None or reading is None:
            return exact
        near = [one for one in reading.statements if one.span.overlaps(place[1])]
        return min(near, key=lambda one: (len(one.span), one.span.start), default=None)

    def origin_of(self, statement: Statement) -> Origin | None:
        """Return the origin that a statement belongs to."""
        return self._origin_of.get(statement.id)

    def cite(self, place: Place) -> Citation:
        """Return the citation of a span of a report, with who says it and through whom it came.

        Raises `Unsupported` when the report is not in hand or the span is not within its text.
        """
        report_id, span = place
        reading = self.readings.get(report_id)
        if reading is None:
            raise Unsupported(f"the report {report_id} is cited and is not in hand.", at=report_id)
        report = reading.report
        if not span.of(report.text).strip() or span.end > len(report.text):
            raise Unsupported(
                "a cited span holds no text.", file=report.file, at=f"{span.start}-{span.end}"
            )
        statement = self.statement_at(place)
        speaker: str | None = None
        relay: tuple[str, ...] = ()
        if statement is not None:
            speaker = None if statement.speaker is None else statement.speaker.text
            # The chain names the outermost relay first; a reader follows the words from the mouth.
            relay = tuple(one_line(link.name.text) for link in reversed(statement.chain))
        return Citation(
            kind="report",
            ref=f"{file_of(report)}, characters {span.start} to {span.end}",
            report=report_id,
            span=Span(span.start, span.end),
            quote=cut(span.of(report.text)),
            speaker=one_line(speaker or report.author or report.publisher or "the report itself"),
            relay=relay,
            file=file_of(report),
            published=None if report.published is None else iso_of(report.published.start),
            outlet=report.publisher or report.host,
            translation=None if report.translation is None else one_line(report.translation.told),
        )

    def cite_all(self, places: tuple[Place, ...]) -> tuple[Citation, ...]:
        """Return the citations of `places` that are in hand, each once, in order of publication.

        Places of reports that are not in hand (withdrawn, or out of the timeline) are left out.
        """
        found = {place: self.cite(place) for place in places if place[0] in self.readings}
        return tuple(
            found[place]
            for place in sorted(
                found, key=lambda p: (found[p].published or "9999", p[1].start, p[0], p[1].end)
            )
        )
