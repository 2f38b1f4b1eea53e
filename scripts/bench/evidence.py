"""Evidence: a made watch with very much evidence on it, some said again and some weighed anew."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from scripts.bench.made import SEED

from tocsin.estimate import Held
from tocsin.nouns import (
    BaseRate,
    Grade,
    Hypothesis,
    Indicator,
    Look,
    Matrix,
    Row,
    Settings,
    Sighting,
    View,
    Watch,
)

DAYS = 400
INDICATORS = 20
VIEWS = 100
OPENS = datetime(2025, 1, 1, tzinfo=UTC)
UNKNOWN = Grade(None, None)
CUTS = tuple(OPENS + timedelta(days=day + 1) for day in range(DAYS))


def made_watch() -> Watch:
    """A watch of three hypotheses and twenty indicators in four groups, open for 400 days."""
    chance = random.Random(SEED)
    names = ("entry", "support", "neither")
    return Watch(
        id="made",
        question="Will it happen?",
        opens=OPENS,
        closes=CUTS[-1] + timedelta(days=1),
        yardstick="UK-PHIA",
        base=BaseRate("made", 3, 3650, "made up", "none"),
        hypotheses=(
            Hypothesis(names[0], "", resolves_yes=True, weight=1.0),
            Hypothesis(names[1], "", resolves_yes=False, weight=0.4),
            Hypothesis(names[2], "", resolves_yes=False, weight=0.6),
        ),
        propositions=(),
        indicators=tuple(
            Indicator(
                id=f"i{number}",
                text="",
                kind="military",
                seen={name: chance.uniform(0.05, 0.95) for name in names},
                lead_days=chance.choice((7, 30, 60)),
                half_life_days=chance.choice((7, 14, 30, 60, 90)),
                group=chance.choice((None, "a", "b", "c", "d")),
                who=(),
                match=(),
                looked=(),
                declared=date(2025, 1, 1),
            )
            for number in range(INDICATORS)
        ),
        assumptions=(),
        settings=Settings(),
        revision="0",
    )


def made_evidence(count: int) -> tuple[Held, ...]:
    """So many pieces of evidence and a hundred views, spread over the days.

    One piece in ten is a word said again after up to sixty days: it ends one and begins another.
    One in twenty is weighed anew after some days, as by a corrected grade.
    """
    chance = random.Random(SEED)
    pieces: list[Held] = []
    while len(pieces) < count:
        one = piece(chance, f"o{len(pieces)}", chance.uniform(0, DAYS))
        later = one.since + timedelta(days=chance.uniform(1, 60))
        fate = chance.random()
        if fate < 0.1:
            again: Sighting | Look = replace(_of(one), at=later)
        elif fate < 0.15:
            again = replace(_of(one), weight=chance.betavariate(2, 3))
        else:
            pieces.append(one)
            continue
        pieces += [replace(one, until=later), Held(one.indicator, again, later)]
    return (*pieces[:count], *_views(chance))


def piece(chance: random.Random, origin: str, day: float) -> Held:
    """A sighting or a look at some indicator on a day."""
    when, weight = OPENS + timedelta(days=day), chance.betavariate(2, 3)
    source = f"s{chance.randrange(500)}"
    what: Sighting | Look = Sighting(origin, source, when, weight, UNKNOWN, ())
    if chance.random() < 0.4:
        what = Look(origin, source, when, weight, 0.5, UNKNOWN, ())
    # Told up to three days after it was seen.
    known = when + timedelta(days=chance.uniform(0, 3))
    return Held(f"i{chance.randrange(INDICATORS)}", what, known)


def _of(held: Held) -> Sighting | Look:
    if isinstance(held.what, View):
        raise TypeError("a view is no evidence")
    return held.what


def _views(chance: random.Random) -> list[Held]:
    found = []
    for number in range(VIEWS):
        low = chance.uniform(0.02, 0.5)
        when = OPENS + timedelta(days=number * DAYS / VIEWS)
        view = View(
            *(f"v{number}", f"b{number % 10}", "same", "likely", low, low + 0.2, "UK-PHIA"),
            *(when, None, chance.random(), (), (), True, ""),
        )
        # An assessor's next word takes the place of the one before.
        found.append(Held(None, view, when, when + timedelta(days=10 * DAYS / VIEWS)))
    return found


def matrix_at(watch: Watch, held: Sequence[Held], cut: datetime) -> Matrix:
    """What of the evidence stands as of a cut, as a matrix."""
    rows: dict[str, tuple[list[Sighting], list[Look]]] = {i.id: ([], []) for i in watch.indicators}
    views = []
    for one in held:
        if one.since <= cut and (one.until is None or cut < one.until):
            if isinstance(one.what, View):
                views.append(one.what)
            elif isinstance(one.what, Sighting):
                rows[one.indicator or ""][0].append(one.what)
            else:
                rows[one.indicator or ""][1].append(one.what)
    found = (Row(name, tuple(s), tuple(k), 0.5, "observed") for name, (s, k) in rows.items())
    return Matrix(watch.id, tuple(found), tuple(views), ())
