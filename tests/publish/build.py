"""A small made-up case for the tests of publishing, put together from its watch and its reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from tests.publish.river import AS_OF, REGISTER, SINCE, UK, US, WATCH
from tests.publish.texts import (
    ASKED,
    BEDS,
    BODIES,
    DAYS,
    HEADLINES,
    LEAVE,
    LOOKED,
    NURSE,
    OPINION,
    OUTLETS,
    TANKS,
    WAR,
    report_of,
    segments_of,
    statement_of,
)

from tocsin.estimate import State, changes, estimate, evidence_logodds, sensitivity
from tocsin.nouns import (
    Bearing,
    Contradiction,
    Grade,
    Interval,
    Look,
    Matrix,
    Mention,
    MentionKind,
    Origin,
    Place,
    Reading,
    Report,
    Resolution,
    Row,
    Sighting,
    Span,
    Statement,
    View,
    Watch,
    Yardstick,
)
from tocsin.publish import Case
from tocsin.weigh import without_indicators


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
        sensitivity=sensitivity(
            watch,
            matrix,
            [
                *(
                    ("indicator", row.indicator, without_indicators(matrix, {row.indicator}))
                    for row in matrix.rows
                    if row.evidence
                ),
                ("source", "Veldan Monitor", without_indicators(matrix, {"bridging", "tanks"})),
            ],
            as_of=AS_OF,
            yardstick=yardstick,
        ),
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
