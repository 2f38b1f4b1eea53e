"""Contradictions: what cannot all be true is shown side by side, and nothing else is."""

from __future__ import annotations

import pytest
from tests.trace.build import place, quantity, reading, report, statement

from tocsin.nouns import Basis, Contradiction, Reading, Register
from tocsin.trace import contradictions, load_register, trace


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def found(readings: list[Reading], register: Register) -> tuple[Contradiction, ...]:
    return contradictions(readings, trace(readings, register), register)


def count(
    words: str,
    number: str,
    *,
    by: str,
    basis: Basis,
    day: str = "2023-05-02",
    up_to: bool = False,
    **more: object,
) -> Reading:
    made = report(words, day)
    value = float(number.replace(",", ""))
    counted = quantity(
        made,
        number,
        "soldier",
        "Freedonian soldiers",
        low=None if up_to else value,
        high=value,
        basis=basis,
    )
    return reading(
        made,
        statement(
            made,
            words,
            speaker=by,
            quantities=[counted],
            places=[place(made, "Belarus")],
            **more,  # type: ignore[arg-type]
        ),
    )


ANNOUNCED = count(
    "Olga Made says up to 9,000 Freedonian soldiers will come to Belarus.",
    "9,000",
    by="Olga Made",
    basis="announced",
    up_to=True,
)
COUNTED = count(
    "NATO reports 3,200 Freedonian soldiers in Belarus.",
    "3,200",
    by="NATO",
    basis="observed",
    day="2023-05-04",
)


def test_announced_and_counted_stand_side_by_side_with_their_numbers(register: Register) -> None:
    (only,) = found([COUNTED, ANNOUNCED], register)
    texts = {r.report.id: r.report.text for r in (ANNOUNCED, COUNTED)}
    assert only.kind == "counts"
    assert [span.of(texts[report]) for _, report, span in only.sides] == ["9,000", "3,200"]


@pytest.mark.parametrize(
    "other",
    [
        count(
            "ISW counts 3,250 Freedonian soldiers in Belarus.", "3,250", by="ISW", basis="observed"
        ),
        count(
            "ISW counts 30,000 Freedonian soldiers in Belarus.",
            "30,000",
            by="ISW",
            basis="observed",
            day="2022-05-02",
        ),
        count(
            "ISW says 30,000 Freedonian soldiers came to Belarus last winter.",
            "30,000",
            by="ISW",
            basis="observed",
            background=True,
        ),
    ],
    ids=["rounded otherwise", "a year before", "background"],
)
def test_counts_of_one_number_another_time_or_old_news_do_not_collide(
    register: Register, other: Reading
) -> None:
    assert found([COUNTED, other], register) == ()


@pytest.mark.parametrize(
    ("verb", "day", "kinds"),
    [
        ("were killed", "24 May", []),
        ("were killed", "5 May", ["counts"]),
        ("were stationed", "24 May", ["counts"]),
    ],
    ids=["two events", "one event", "no event"],
)
def test_tolls_of_two_stated_days_are_of_two_events(
    register: Register, verb: str, day: str, kinds: list[str]
) -> None:
    dates = {"4 May": "2023-05-04", day: f"2023-05-{int(day.split(maxsplit=1)[0]):02}"}
    told = [
        count(
            f"{number} Freedonian soldiers {verb} in Belarus on {when}, Olga Made says.",
            number,
            by="Olga Made",
            basis="claimed",
            day="2023-05-25",
            tense="past",
            action=verb.split()[1],
            dates=[(when, dates[when])],
        )
        for number, when in (("40", "4 May"), ("9", day))
    ]
    assert [c.kind for c in found(told, register)] == kinds


def meeting(words: str, day: str, date: tuple[str, str] | None = None) -> Reading:
    made = report(words, day)
    return reading(made, statement(made, words, dates=[date] if date else []))


FIRST = meeting(
    "The meeting of Emmanuel Macron and Olaf Scholz was the first to take place in person since"
    " 2019.",
    "2022-12-20",
)
CAPTION = meeting(
    "^ Above, Emmanuel Macron shakes hands with Olaf Scholz during talks on April 12.",
    "2022-07-12",
    ("April 12", "2022-04-12"),
)


def test_a_first_since_is_belied_by_a_dated_caption_between(register: Register) -> None:
    (only,) = found([FIRST, CAPTION], register)
    assert only.kind == "dates"
    assert only.about == "first meeting since 2019: Emmanuel Macron, Olaf Scholz"
    assert [report for _, report, _ in only.sides] == [CAPTION.report.id, FIRST.report.id]


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("since 2019", None),
        ("since early 2019", None),
        ("since May 2019", ("May 2019", "2019-05-01")),
        ("since May 2019", ("since May 2019", "2019-05-01")),
        ("in three years", None),
    ],
)
def test_a_first_is_told_with_its_time_as_it_was_written(
    register: Register, words: str, date: tuple[str, str] | None
) -> None:
    text = f"It was the first meeting of Emmanuel Macron and Olaf Scholz {words}."
    (only,) = found([meeting(text, "2022-12-20", date), CAPTION], register)
    assert only.about.startswith(f"first meeting {words}: ")


@pytest.mark.parametrize(
    "other",
    [
        meeting(
            "Emmanuel Macron met Olaf Scholz in May 2018.", "2022-07-12", ("May 2018", "2018-05-01")
        ),
        meeting(
            "Emmanuel Macron met Angela Merkel on April 12.",
            "2022-07-12",
            ("April 12", "2022-04-12"),
        ),
        meeting(
            "Emmanuel Macron and Olaf Scholz spoke by phone on April 12.",
            "2022-07-12",
            ("April 12", "2022-04-12"),
        ),
        meeting(
            "A speech by Emmanuel Macron on April 12 was met with praise from Olaf Scholz.",
            "2022-07-12",
            ("April 12", "2022-04-12"),
        ),
        meeting(
            "Emmanuel Macron met Olaf Scholz on Monday.", "2022-12-21", ("Monday", "2022-12-19")
        ),
    ],
    ids=["before", "another pair", "another event", "another sense", "the event itself"],
)
def test_what_a_first_since_allows_is_no_contradiction(register: Register, other: Reading) -> None:
    assert found([FIRST, other], register) == ()


def test_who_the_two_leaders_are_is_read_from_the_sentence_before(register: Register) -> None:
    made = report(
        "President Emmanuel Macron met Olaf Scholz on Monday.\n"
        "The meeting between the two leaders is the first since 2019.\n",
        "2022-12-20",
    )
    lines = made.text.splitlines()
    one = reading(
        made,
        statement(made, lines[0], dates=[("Monday", "2022-12-19")]),
        statement(made, lines[1]),
    )
    assert [c.kind for c in found([one, CAPTION], register)] == ["dates"]


def claim(words: str, by: str, *, negated: bool, day: str = "2023-05-02") -> Reading:
    made = report(words, day, publisher=f"Paper of {by}")
    polarity = "negated" if negated else "affirmed"
    return reading(
        made,
        statement(made, words, speaker=by, content=words.partition(" said ")[2], polarity=polarity),  # type: ignore[arg-type]
    )


def test_a_claim_affirmed_and_denied_is_shown(register: Register) -> None:
    readings = [
        claim("NATO said tanks crossed the northern border bridge.", "NATO", negated=False),
        claim("ISW said no tanks crossed the northern border bridge.", "ISW", negated=True),
    ]
    (only,) = found(readings, register)
    assert only.kind == "polarity"
    assert len(only.sides) == 2


def test_a_denial_a_year_later_denies_another_event(register: Register) -> None:
    readings = [
        claim("NATO said tanks crossed the northern border bridge.", "NATO", negated=False),
        claim(
            "ISW said no tanks crossed the northern border bridge.",
            "ISW",
            negated=True,
            day="2024-05-02",
        ),
    ]
    assert found(readings, register) == ()


def test_a_copy_contradicts_nothing(register: Register) -> None:
    again = report(ANNOUNCED.report.text, "2023-05-03", publisher="Echo Site")
    copied = count(
        again.text, "9,000", by="Olga Made", basis="announced", day="2023-05-03", up_to=True
    )
    assert found([ANNOUNCED, copied], register) == ()


def headline_over(headline: str, body: str) -> Reading:
    made = report(f"# {headline}: UK\n“{body}” the UK Ministry of Defence said.\n")
    return reading(
        made,
        statement(
            made, f"{headline}: UK", speaker="UK", content=headline, likelihood="highly unlikely"
        ),
        statement(
            made,
            f"“{body}” the UK Ministry of Defence said.",
            speaker="UK Ministry of Defence",
            content=f"“{body}”",
            likelihood="highly unlikely",
        ),
    )


def test_a_headline_that_gives_the_likelihood_to_another_claim_is_flagged(
    register: Register,
) -> None:
    drifted = headline_over(
        "Poland highly unlikely to send ships",
        "It is highly unlikely that these drills are a sign of preparations for Polish entry,",
    )
    (only,) = found([drifted], register)
    assert only.kind == "headline"
    assert only.about == "highly unlikely"


def test_a_headline_that_keeps_to_the_claim_is_not(register: Register) -> None:
    kept = headline_over(
        "Poland highly unlikely to send ships",
        "It is highly unlikely that Poland will send its ships this year,",
    )
    assert found([kept], register) == ()


def test_a_figure_near_the_town_of_a_place_and_one_near_the_place_are_of_one_place(
    register: Register,
) -> None:
    made = [
        count(
            "NATO counts 4,200 soldiers near the border town of Belarus.",
            "4,200",
            by="NATO",
            basis="observed",
        ),
        count("ISW counts 7,500 soldiers near Belarus.", "7,500", by="ISW", basis="observed"),
    ]
    assert [c.kind for c in found(made, register)] == ["counts"]


@pytest.mark.parametrize(
    ("struck", "kinds"),
    [
        ("The shelling of Belarus", ["counts"]),
        ("The bombardment of Belarus", ["counts"]),
        ("The raid on Belarus", ["counts"]),
        ("The strikes against Belarus", ["counts"]),
        ("The charges against Belarus", []),
        ("The missiles that hit Belarus", ["counts"]),
        ("The president of Belarus", []),
    ],
)
def test_a_toll_is_of_the_place_that_is_shelled(
    register: Register, struck: str, kinds: list[str]
) -> None:
    made = [
        count(f"{struck} cost 42 soldiers.", "42", by="NATO", basis="claimed"),
        count(f"{struck} cost 7 soldiers.", "7", by="ISW", basis="claimed"),
    ]
    assert [c.kind for c in found(made, register)] == kinds


def test_a_state_that_acts_is_no_place_of_a_figure(register: Register) -> None:
    made = [
        count(
            "NATO says the town feeds 4,200 soldiers, Belarus says.",
            "4,200",
            by="NATO",
            basis="observed",
        ),
        count("ISW counts 7,500 soldiers near Belarus.", "7,500", by="ISW", basis="observed"),
    ]
    assert found(made, register) == ()


def arrival(
    words: str, by: str, day: tuple[str, str], published: str = "2023-05-04", **more: object
) -> Reading:
    made = report(words, published, publisher=f"Paper of {by}")
    places = [place(made, name) for name in ("Lomnica", "Harbin") if name in words]
    return reading(
        made,
        statement(
            made,
            words,
            speaker=by,
            content=words.partition(",")[0],
            dates=[day],
            places=places,
            tense="past",
            **more,  # type: ignore[arg-type]
        ),
    )


MONDAY, TUESDAY = ("Monday", "2023-05-01"), ("Tuesday", "2023-05-02")
CAME = arrival("Emmanuel Macron arrived in Lomnica on Monday, NATO said.", "NATO", MONDAY)


def test_one_persons_arrival_on_two_days_by_two_sources_is_shown(register: Register) -> None:
    other = arrival(
        "President Emmanuel Macron arrived in Lomnica on Tuesday, ISW said.", "ISW", TUESDAY
    )
    (only,) = found([CAME, other], register)
    assert (only.kind, only.about) == ("dates", "arrived: Emmanuel Macron")
    texts = {one.report.id: one.report.text for one in (CAME, other)}
    assert sorted(span.of(texts[report]) for _, report, span in only.sides) == ["Monday", "Tuesday"]


@pytest.mark.parametrize(
    "other",
    [
        arrival("Emmanuel Macron arrived in Lomnica on Monday, ISW said.", "ISW", MONDAY),
        arrival("Emmanuel Macron arrived in Harbin on Tuesday, ISW said.", "ISW", TUESDAY),
        arrival("Olaf Scholz arrived in Lomnica on Tuesday, ISW said.", "ISW", TUESDAY),
        arrival("Emmanuel Macron's envoy arrived in Lomnica on Tuesday, ISW said.", "ISW", TUESDAY),
        arrival("Emmanuel Macron spoke in Lomnica on Tuesday, ISW said.", "ISW", TUESDAY),
        arrival("Emmanuel Macron arrived in Lomnica on Tuesday, NATO said.", "NATO", TUESDAY),
        arrival(
            "Emmanuel Macron arrived in Lomnica on Tuesday, ISW said.",
            "ISW",
            ("Tuesday", "2023-05-09"),
            "2023-05-10",
        ),
        arrival(
            "Emmanuel Macron arrived in Lomnica on Tuesday, ISW said.",
            "ISW",
            TUESDAY,
            polarity="negated",
        ),
    ],
    ids=["same day", "place", "person", "envoy", "deed", "source", "a week later", "negated"],
)
def test_arrivals_that_may_both_be_true_are_not(register: Register, other: Reading) -> None:
    assert not [c for c in found([CAME, other], register) if c.kind == "dates"]
