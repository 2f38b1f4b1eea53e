"""Issues: a bulletin that comes anew each day is said anew, whatever it shares with the last."""

from __future__ import annotations

import pytest
from tests.trace.build import reading, report, statement

from tocsin.nouns import Origin, Reading, Register
from tocsin.trace import DictKept, Index, load_register, trace

STAFF = "The General Staff of the Armed Forces of Ukraine"
LOOK = "No sign of a landing group was observed on the northern lake or its islands"
FORM = (
    "The map of the day shows the roads that are open to lorries and the wells from which water"
    " may be drawn by the villages of the plain until the frost."
)
OWN = (
    "Shells fell on the brick works at Lower Mill before dawn",
    "Two ferries with engineers crossed the reed belt near Otter Bay",
    "A column of fuel lorries burnt on the causeway behind the fort",
)


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def bulletin(
    at: int, *, day: str | None = None, published: str | None = None, publisher: str = "Lake Post"
) -> Reading:
    """The issue of one day: a dated sentence of its own, and a look and a form that all have."""
    written = day or f"{at + 3} May"
    iso = f"2031-05-{at + 3:02d}"
    first = f"{OWN[at]}, {STAFF} said on {written}."
    look = f"{LOOK}, the General Staff said."
    made = report(f"{first}\n{look}\n{FORM}\n", published or iso, publisher=publisher)
    return reading(
        made,
        statement(made, first, speaker=STAFF, content=OWN[at], cue="said", said=(written, iso)),
        statement(made, look, speaker="the General Staff", content=LOOK, cue="said"),
    )


def looks(origins: tuple[Origin, ...], readings: list[Reading]) -> list[Origin]:
    ids = {one.statements[1].id for one in readings}
    return [origin for origin in origins if ids.intersection(origin.items)]


def _day(origin: Origin) -> int | None:
    when = origin.occasion
    return None if when is None or when.start is None else when.start.day


def traced(readings: list[Reading], register: Register) -> tuple[Origin, ...]:
    """The origins, which are the same in both orders of arrival and through the index."""
    found = trace(readings, register)
    assert trace(readings[::-1], register) == found
    held = {one.report.id: one for one in readings}
    for ordered in (readings, readings[::-1]):
        kept = DictKept()
        for one in ordered:
            Index(kept, register, held.__getitem__).update([(one, "as read")])
        assert Index(kept, register, held.__getitem__).origins(readings) == found
    return found


def test_each_issue_of_a_bulletin_has_its_own_look_that_says_the_last_again(
    register: Register,
) -> None:
    issues = [bulletin(at) for at in range(3)]
    found = looks(traced(issues, register), issues)
    assert [_day(origin) for origin in found] == [3, 4, 5]
    assert [origin.restates for origin in found] == [None, found[0].id, found[1].id]
    kinds = {
        mention.kind
        for origin in found
        for mention in origin.mentions
        if mention.statement in {one.statements[1].id for one in issues}
    }
    assert "copy" not in kinds


def test_a_copy_of_an_issue_stays_one_though_another_paper_has_it_a_day_later(
    register: Register,
) -> None:
    issues = [
        bulletin(0),
        bulletin(0, published="2031-05-04", publisher="Reed Courier"),
        bulletin(0, day="3 May 2031", published="2031-05-05", publisher="Causeway News"),
    ]
    (only,) = looks(traced(issues, register), issues)
    assert sum(one.statements[1].id in only.items for one in issues) == 3


def test_the_same_day_of_the_week_is_the_same_day_in_a_later_copy(register: Register) -> None:
    made = []
    for published, iso in (("2031-05-06", "2031-05-05"), ("2031-05-13", "2031-05-12")):
        first = f"{OWN[0]}, {STAFF} said on Monday."
        look = f"{LOOK}, the General Staff said."
        one = report(f"{first}\n{look}\n{FORM}\n", published, publisher=f"Paper of {iso}")
        made.append(
            reading(
                one,
                statement(
                    one,
                    first,
                    speaker=STAFF,
                    content=OWN[0],
                    cue="said",
                    said=("Monday", iso),
                    anchor=published,
                ),
                statement(one, look, speaker="the General Staff", content=LOOK, cue="said"),
            )
        )
    assert len(looks(traced(made, register), made)) == 1


def test_what_only_measures_does_not_date_what_is_said(register: Register) -> None:
    words = "Twelve barges lay off the cape, the Lake Guard said, the largest number since February"
    made = report(f"{words}.\n", "2031-05-05")
    one = statement(
        made,
        f"{words}.",
        speaker="the Lake Guard",
        content="Twelve barges lay off the cape",
        cue="said",
        said=("since February", "2031-02-01", "2031-05-05"),
    )
    (origin,) = traced([reading(made, one)], register)
    assert origin.occasion == made.published


def test_what_has_been_said_since_a_month_is_dated_by_it(register: Register) -> None:
    words = "The Lake Guard has warned since April that the barges are unsafe"
    made = report(f"{words}.\n", "2031-05-05")
    one = statement(
        made,
        f"{words}.",
        speaker="The Lake Guard",
        content="the barges are unsafe",
        cue="has warned",
        said=("April", "2031-04-01", "2031-04-30"),
    )
    (origin,) = traced([reading(made, one)], register)
    assert origin.occasion is not None
    assert origin.occasion.start is not None
    assert origin.occasion.start.month == 4
