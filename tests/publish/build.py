"""A small made-up case for the tests of publishing: an army at a river, in six short reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from tocsin.estimate import State, changes, estimate, evidence_logodds
from tocsin.nouns import (
    Act,
    Band,
    BaseRate,
    Bearing,
    Claim,
    Contradiction,
    Grade,
    Hypothesis,
    Indicator,
    Interval,
    Likelihood,
    Look,
    Matrix,
    Mention,
    MentionKind,
    Name,
    Origin,
    Outlet,
    Place,
    Proposition,
    Reading,
    Register,
    Relay,
    Report,
    Resolution,
    Row,
    Segment,
    SegmentKind,
    Settings,
    Sighting,
    Source,
    Span,
    Statement,
    View,
    Watch,
    Yardstick,
    sha256_of,
    statement_id,
)
from tocsin.publish import Case

AS_OF = datetime(2031, 3, 22, tzinfo=UTC)
SINCE = datetime(2031, 3, 15, tzinfo=UTC)

UK = Yardstick(
    "UK-PHIA",
    "PHIA Probability Yardstick, 2025",
    "UK Government guidance of 24 March 2025",
    (
        Band("remote chance", 0.0, 0.05),
        Band("highly unlikely", 0.10, 0.20),
        Band("unlikely", 0.25, 0.35),
        Band("realistic possibility", 0.40, 0.50),
        Band("likely", 0.55, 0.75, ("probable",)),
        Band("highly likely", 0.80, 0.90, ("highly probable",)),
        Band("almost certain", 0.95, 1.0),
    ),
)
US = Yardstick(
    "US-ICD203",
    "US Intelligence Community Directive 203, 2 January 2015",
    "ICD 203, section D.6.e",
    (
        Band("almost no chance", 0.01, 0.05, ("remote",)),
        Band("very unlikely", 0.05, 0.20),
        Band("unlikely", 0.20, 0.45),
        Band("roughly even chance", 0.45, 0.55),
        Band("likely", 0.55, 0.80),
        Band("very likely", 0.80, 0.95),
        Band("almost certain", 0.95, 0.99),
    ),
)

WATCH = Watch(
    id="veldan",
    question="Will Norland's army cross the Veldan into Sudmark before 1 July 2031?",
    opens=datetime(2031, 1, 1, tzinfo=UTC),
    closes=datetime(2031, 7, 1, tzinfo=UTC),
    yardstick="UK-PHIA",
    base=BaseRate(
        "armies massed at a border river that cross it",
        4,
        18250,
        "A made-up count for the tests of this project.",
        "Rivers that were not watched are not in it",
    ),
    hypotheses=(
        Hypothesis("crossing", "The army crosses in force", True, 0.7),
        Hypothesis("raid", "Single units cross and return", True, 0.3),
        Hypothesis("bluff", "The build-up is a show to win terms", False, 0.4, deception=True),
        Hypothesis("quiet", "The army goes home after its exercise", False, 0.6),
    ),
    propositions=(
        Proposition("same", "Norland's army crosses the Veldan before July", "same", None, ()),
        Proposition("war", "There is war in Sudmark this year", "broader", None, ()),
    ),
    indicators=(
        Indicator(
            "bridging",
            "Bridging equipment at the river",
            "logistics",
            {"crossing": 0.9, "raid": 0.3, "bluff": 0.3, "quiet": 0.1},
            21,
            20,
            "river",
            ("monitor",),
            (),
            (),
            date(2031, 1, 1),
            31,
        ),
        Indicator(
            "hospitals",
            "Field hospitals opened near the border",
            "medical",
            {"crossing": 0.8, "raid": 0.4, "bluff": 0.1, "quiet": 0.05},
            14,
            15,
            None,
            ("media", "monitor"),
            (),
            (),
            date(2031, 1, 1),
            40,
        ),
        Indicator(
            "tanks",
            "Tank columns move to the river",
            "military",
            {"crossing": 0.9, "raid": 0.5, "bluff": 0.7, "quiet": 0.3},
            30,
            20,
            "river",
            ("media",),
            (),
            (),
            date(2031, 3, 10),
            49,
        ),
        Indicator(
            "rail",
            "Military trains run to the west",
            "logistics",
            {"crossing": 0.7, "raid": 0.3, "bluff": 0.4, "quiet": 0.2},
            30,
            20,
            None,
            ("railway workers",),
            (),
            (),
            date(2031, 1, 1),
            58,
        ),
        Indicator(
            "leave",
            "Leave is cancelled in the border districts",
            "personnel",
            {"crossing": 0.6, "raid": 0.4, "bluff": 0.3, "quiet": 0.2},
            10,
            5,
            None,
            (),
            (),
            (),
            date(2031, 1, 1),
            66,
        ),
    ),
    assumptions=("The ice on the Veldan is gone by April.",),
    settings=Settings(),
    revision="5f" * 32,
    lines={
        "question": 2,
        "closes": 4,
        "base": 6,
        "hypotheses.0": 13,
        "hypotheses.1": 14,
        "hypotheses.2": 15,
        "hypotheses.3": 16,
        "propositions": 20,
        "indicators": 30,
        "indicators.0": 31,
        "indicators.1": 40,
        "indicators.2": 49,
        "indicators.3": 58,
        "indicators.4": 66,
        "assumptions.0": 75,
    },
)

REGISTER = Register(
    {
        "Veldan Monitor": Source("Veldan Monitor", (), "monitor", (), None, "B"),
        "Institute of River Studies": Source(
            "Institute of River Studies", ("IRS",), "think-tank", (), "UK-PHIA", "B"
        ),
        "Norland Ministry of Defence": Source(
            "Norland Ministry of Defence", (), "government", ("Norland",), None, None
        ),
    },
    {"Harbour Gazette": Outlet("Harbour Gazette", (), ("gazette.example",), "C")},
    {},
    {},
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
    sha = sha256_of(text.encode("utf-8", "surrogatepass"))
    return Report(
        id=f"r{file[:2]}",
        sha256=sha,
        text_sha256=sha,
        text=text,
        media_type="text/plain",
        charset="utf-8",
        faults=0,
        file=file,
        title=text.split("\n", 1)[0],
        published=Interval.day(day),
        published_by="manifest",
        updated=None,
        publisher=outlet,
        host=None,
        author=None,
        url=None,
        language="en",
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


def origin_of(
    name: str, source: str, day: date, *mentions: tuple[Statement, MentionKind], known: bool = True
) -> Origin:
    """An origin with those mentions."""
    return Origin(
        id=name,
        source=source,
        registered=known,
        named=known,
        occasion=Interval.day(day),
        mentions=tuple(Mention(s.report, s.span, kind, s.id) for s, kind in mentions),
        relays=(),
        items=tuple(sorted(s.id for s, _ in mentions)),
    )


def place_of(statement: Statement) -> Place:
    """Where a statement stands."""
    return statement.report, statement.span


def at(day: date) -> datetime:
    """Noon of a day, UTC."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def bearing_of(statement: Statement, origin: Origin, target: str, reason: str) -> Bearing:
    """A bearing that moves nothing."""
    return Bearing(
        statement.id,
        origin.id,
        WATCH.id,
        target,
        "indicator",
        "sign-of",
        "none",
        0.0,
        reason,
        "rule",
    )


def case_of(
    *,
    watch: Watch = WATCH,
    yardstick: Yardstick = UK,
    resolution: Resolution | None = None,
    retrospective: bool = False,
    extra: str = "",
) -> Case:
    """The whole made-up case; `extra` is put at the end of the hospital report's first sentence."""
    reports = {
        file[:2]: report_of(
            file,
            f"{headline}\n\n{BODIES[file].replace(NURSE, NURSE + extra)}\n",
            DAYS[file],
            OUTLETS[file],
        )
        for file, headline in HEADLINES.items()
    }
    r = reports
    tanks = statement_of(r["01"], TANKS, "Veldan Monitor", act="observation")
    look = statement_of(r["02"], LOOKED, "Veldan Monitor", act="observation")
    copy = statement_of(r["03"], LOOKED, "Veldan Monitor", act="observation")
    institute = "Institute of River Studies"
    opinion = statement_of(r["02"], OPINION, institute, act="assessment", phrase="highly unlikely")
    nurse = statement_of(r["04"], f"{NURSE}{extra}.", "A nurse", chain=("Harbour Gazette",))
    ministry = statement_of(r["04"], BEDS, "The ministry")
    column = statement_of(r["05"], WAR, "Ada Brandt", phrase="likely")
    question = statement_of(r["05"], ASKED, None, act="question")
    leave = statement_of(r["06"], LEAVE, "Norland Ministry of Defence", act="announcement")
    o_tanks = origin_of("o1", "Veldan Monitor", date(2031, 3, 4), (tanks, "first"))
    o_look = origin_of("o2", "Veldan Monitor", date(2031, 3, 14), (look, "first"), (copy, "copy"))
    o_view = origin_of("o3", "Institute of River Studies", date(2031, 3, 13), (opinion, "first"))
    o_nurse = origin_of("o4", "A nurse", date(2031, 3, 20), (nurse, "first"), known=False)
    o_min = origin_of("o5", "Norland Ministry of Defence", date(2031, 3, 20), (ministry, "first"))
    o_war = origin_of("o6", "Ada Brandt", date(2031, 3, 18), (column, "first"), known=False)
    o_leave = origin_of("o7", "Norland Ministry of Defence", date(2031, 1, 20), (leave, "first"))
    o_ask = origin_of("o8", "Morning Ledger", date(2031, 3, 18), (question, "first"), known=False)

    tank = Sighting(
        "o1", "Veldan Monitor", at(date(2031, 3, 4)), 0.7, Grade("B", 2), (place_of(tanks),)
    )
    tank_row = Row("tanks", (tank,), (), 0.6, "observed")
    look_row = Row(
        "bridging",
        (),
        (
            Look(
                "o2",
                "Veldan Monitor",
                at(date(2031, 3, 14)),
                0.8,
                0.5,
                Grade("B", 2),
                (place_of(look), place_of(copy)),
            ),
        ),
        0.5,
        "looked for and not seen",
    )
    nurse_row = Row(
        "hospitals",
        (
            Sighting(
                "o4",
                "A nurse",
                at(date(2031, 3, 20)),
                0.3,
                Grade(None, 3),
                (place_of(nurse),),
                ("reliability unknown: declared default", "nobody is named as the speaker"),
            ),
        ),
        (),
        0.4,
        "partly",
    )
    rail_row = Row("rail", (), (), 0.0, "not collected")
    leave_row = Row(
        "leave",
        (
            Sighting(
                "o7",
                "Norland Ministry of Defence",
                at(date(2031, 1, 20)),
                0.4,
                Grade(None, None),
                (place_of(leave),),
                ("reliability unknown: declared default",),
            ),
        ),
        (),
        0.0,
        "expired",
    )
    view = View(
        "o3",
        "Institute of River Studies",
        "same",
        "highly unlikely",
        0.10,
        0.20,
        "UK-PHIA",
        at(date(2031, 3, 13)),
        datetime(2031, 7, 1, tzinfo=UTC),
        0.6,
        ("o2",),
        (place_of(opinion),),
        True,
        "a view on the question itself",
    )
    other = View(
        "o6",
        "Ada Brandt",
        "war",
        "likely",
        0.5,
        0.85,
        "survey",
        at(date(2031, 3, 18)),
        None,
        0.2,
        (),
        (place_of(column),),
        False,
        "broader than the question, and no share is declared: shown, not counted",
    )
    silent = (bearing_of(question, o_ask, "bridging", "A question is no claim that it happens."),)
    blank = Row("hospitals", (), (), 0.2, "not collected")
    before = Matrix(watch.id, (look_row, blank, tank_row, rail_row, leave_row), (view,), ())
    matrix = Matrix(
        watch.id, (look_row, nurse_row, tank_row, rail_row, leave_row), (view, other), silent
    )
    known_at = datetime(2031, 3, 22, tzinfo=UTC)

    def made(table: Matrix, cut: datetime, history: tuple[float, ...]) -> float:
        return estimate(
            watch,
            table,
            as_of=cut,
            known_at=known_at,
            retrospective=False,
            yardstick=yardstick,
            history=history,
        ).event.p

    was = made(before, SINCE, ())
    now = estimate(
        watch,
        matrix,
        as_of=AS_OF,
        known_at=known_at,
        retrospective=retrospective,
        yardstick=yardstick,
        history=(evidence_logodds(watch, before, SINCE),),
        version="tocsin 0, model 1, reader none",
    )
    statements = {
        "01": (tanks,),
        "02": (look, opinion),
        "03": (copy,),
        "04": (nurse, ministry),
        "05": (column, question),
        "06": (leave,),
    }
    readings = tuple(
        Reading(report, segments_of(report), statements[name], "none")
        for name, report in reports.items()
    )
    beds = [
        (nurse.id, "r04", _span(r["04"], "200 beds")),
        (ministry.id, "r04", _span(r["04"], "60 beds")),
    ]
    return Case(
        watch=watch,
        estimate=now,
        matrix=matrix,
        origins=(o_tanks, o_look, o_view, o_nurse, o_min, o_war, o_leave, o_ask),
        readings=readings,
        contradictions=(Contradiction("counts", "beds at Oster", tuple(beds)),),
        changes=changes(State(watch, before, SINCE), State(watch, matrix, AS_OF)),
        since=SINCE,
        before=was,
        yardstick=yardstick,
        register=REGISTER,
        resolution=resolution,
        gaps=("1 report has no readable date.",),
    )


def _span(report: Report, words: str) -> Span:
    start = report.text.index(words)
    return Span(start, start + len(words))


def american() -> Case:
    """The same case on the scale of ICD 203."""
    return case_of(watch=replace(WATCH, yardstick="US-ICD203"), yardstick=US)


def resolved(outcome: str | None = "quiet") -> Case:
    """The same case after its end."""
    end = Resolution(
        "e9",
        "veldan",
        outcome,
        datetime(2031, 7, 2, tzinfo=UTC),
        "The army was back in its barracks",
        (("r04", 25, 60),),
        "A. Analyst",
        datetime(2031, 7, 2, tzinfo=UTC),
    )
    return case_of(resolution=end, retrospective=True)
