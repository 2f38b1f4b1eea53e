"""The made-up watch on an army at a river: its question, its register and two yardsticks."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tocsin.nouns import (
    Assumption,
    Band,
    BaseRate,
    Hypothesis,
    Indicator,
    Outlet,
    Proposition,
    Register,
    Settings,
    Source,
    Watch,
    Yardstick,
)

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
    assumptions=(
        Assumption(
            "ice", "The ice on the Veldan is gone by April.", bears_on=("bridging", "tanks")
        ),
    ),
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
