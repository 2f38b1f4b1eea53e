"""Six short made-up reports on an army at a river, and what a reader would find in them."""

from __future__ import annotations

from datetime import date

from tests import reports

from tocsin.nouns import (
    Act,
    Claim,
    Likelihood,
    Name,
    Relay,
    Report,
    Segment,
    SegmentKind,
    Span,
    Statement,
    statement_id,
)

HEADLINES = {
    "01-tanks.txt": "Tanks seen on the river road",
    "02-bridges.txt": "No bridges at the Veldan yet",
    "03-copy.txt": "No bridges seen, monitor says",
    "04-hospital.txt": "A hospital under canvas",
    "05-war.txt": "Is there war ahead?",
    "06-leave.txt": "Soldiers stay in barracks",
}
TANKS = (
    "Tank columns reached the east bank of the Veldan on Tuesday, the Veldan Monitor said. It "
    "counted 40 tanks in two columns."
)
LOOKED = (
    "The Veldan Monitor said it looked at all three crossings on 14 March and saw no bridging "
    "equipment"
)
OPINION = (
    "The Institute of River Studies, in its update of 13 March, called a crossing before July "
    "“highly unlikely”."
)
NURSE = (
    "A nurse told the Harbour Gazette that a field hospital with 200 beds had opened at Oster, "
    "ten kilometres from the border"
)
BEDS = "The ministry said that it has 60 beds and serves an exercise."
WAR = "War in Sudmark this year is likely, the columnist Ada Brandt wrote."
ASKED = "What if the army crossed at night?"
LEAVE = (
    "In January leave was cancelled in the border districts, the Norland Ministry of Defence "
    "announced."
)
BODIES = {
    "01-tanks.txt": f"{TANKS}\n\nResidents heard engines all night.",
    "02-bridges.txt": f"{LOOKED}.\n\n{OPINION}",
    "03-copy.txt": f"{LOOKED}, the Harbour Gazette reported.",
    "04-hospital.txt": f"{NURSE}.\n\n{BEDS}",
    "05-war.txt": f"{WAR}\n\n{ASKED}",
    "06-leave.txt": LEAVE,
}
DAYS = {
    "01-tanks.txt": date(2031, 3, 5),
    "02-bridges.txt": date(2031, 3, 15),
    "03-copy.txt": date(2031, 3, 16),
    "04-hospital.txt": date(2031, 3, 20),
    "05-war.txt": date(2031, 3, 18),
    "06-leave.txt": date(2031, 1, 20),
}
OUTLETS = {
    "01-tanks.txt": "Harbour Gazette",
    "02-bridges.txt": "Harbour Gazette",
    "03-copy.txt": "Morning Ledger",
    "04-hospital.txt": "Harbour Gazette",
    "05-war.txt": "Morning Ledger",
    "06-leave.txt": "Harbour Gazette",
}


def report_of(file: str, text: str, day: date, outlet: str | None) -> Report:
    """A report with that text, captured from a file."""
    return reports.report_of(
        text,
        id=f"r{file[:2]}",
        file=file,
        title=text.split("\n", 1)[0],
        published=day,
        publisher=outlet,
    )


def segments_of(report: Report) -> tuple[Segment, ...]:
    """The first line is the headline, the rest is body."""
    end = report.text.find("\n\n")
    end = len(report.text) if end < 0 else end + 2
    parts = [Segment(report.id, Span(0, end), "headline")]
    if end < len(report.text):
        parts.append(Segment(report.id, Span(end, len(report.text)), "body"))
    return tuple(parts)


def statement_of(
    report: Report,
    words: str,
    speaker: str | None,
    *,
    chain: tuple[str, ...] = (),
    act: Act = "statement",
    phrase: str | None = None,
    segment: SegmentKind = "body",
) -> Statement:
    """The statement that stands in `words` of the report."""
    start = report.text.index(words)
    span = Span(start, start + len(words))
    name = None
    if speaker is not None:
        at = report.text.find(speaker)
        name = Name(speaker, None if at < 0 else Span(at, at + len(speaker)), at >= 0)
    likelihood = None
    if phrase is not None:
        at = report.text.index(phrase, start)
        likelihood = Likelihood(phrase, Span(at, at + len(phrase)), span)
    return Statement(
        id=statement_id(report.text_sha256, span, segment),
        report=report.id,
        span=span,
        text=words,
        segment=segment,
        speaker=name,
        chain=tuple(Relay(Name(one, None, True), "told") for one in chain),
        cue=None,
        content=span,
        act=act,
        polarity="affirmed",
        condition=None,
        tense="past",
        background=False,
        likelihood=likelihood,
        absence=None,
        verification=(),
        dates=(),
        places=(),
        quantities=(),
        claim=Claim(None, None, None, None),
    )
