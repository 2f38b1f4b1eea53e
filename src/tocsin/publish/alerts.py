"""Alerts: rules on an estimate, evaluated day by day, and the warning that a rule gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, get_args

from tocsin.errors import BadArgument
from tocsin.nouns import Indicator, clock_of, iso_of, number
from tocsin.publish.bottom import bottom_line
from tocsin.publish.case import Case
from tocsin.publish.figures import event_row, listed, moment_of, number_of
from tocsin.publish.harmless import harmless, one_line
from tocsin.publish.house import house_for
from tocsin.publish.outlook import diagnostics

__all__ = [
    "Alert",
    "AlertRule",
    "Moment",
    "Seen",
    "alert_rules",
    "fired",
    "warning_row",
    "warning_text",
]

When = Literal["crosses", "moves", "word", "fires", "kinds", "coverage"]
ALLOWED: Mapping[str, tuple[str, ...]] = {
    "crosses": ("level", "way"),
    "moves": ("points", "days"),
    "word": (),
    "fires": ("indicator", "at_least"),
    "kinds": ("count", "days"),
    "coverage": ("below",),
}
"""The fields that a rule of each kind has besides its id."""

OPTIONAL = frozenset({"indicator", "way", "at_least"})
"""Fields that can be left out: any indicator, either way, any grade."""

GRADE = re.compile(r"[A-F][1-6]")
NEXT = 3
"""Indicators that a warning names to be watched next."""


@dataclass(frozen=True, slots=True)
class AlertRule:
    """A rule: `level` and `below` are shares of one, `points` per cent, `at_least` a grade: B2."""

    id: str
    when: When
    level: float = 0.5
    way: Literal["up", "down", "either"] = "either"
    points: float = 10.0
    days: int = 7
    indicator: str | None = None
    at_least: str = "F6"
    count: int = 2
    below: float = 0.5


@dataclass(frozen=True, slots=True)
class Seen:
    """A sighting of an indicator by an origin: its source and Admiralty grade ("B2")."""

    indicator: str
    origin: str
    source: str
    grade: str


@dataclass(frozen=True, slots=True)
class Moment:
    """What rules look at, as of one cut; `coverage` is the mean over the indicators, in [0, 1]."""

    as_of: datetime
    p: float
    word: str
    coverage: float
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Alert:
    """A rule that fired: as of which cut, and what happened, in a sentence."""

    rule: str
    as_of: datetime
    what: str


def alert_rules(rows: object) -> tuple[AlertRule, ...]:
    """Return the rules of a file's `rules`. Raises `BadArgument` naming the first that is wrong."""
    listed_ = rows.get("rules") if isinstance(rows, Mapping) else None
    if not isinstance(listed_, list) or not listed_:
        raise BadArgument("there are no rules.", hint="Write a list under `rules:`.")
    made: dict[str, AlertRule] = {}
    for row in listed_:
        rule = _rule(row)
        if rule.id in made:
            raise BadArgument(f"two rules have the id {rule.id!r}.", hint="Give each its own.")
        made[rule.id] = rule
    return tuple(made.values())


def _rule(row: Any) -> AlertRule:
    if not isinstance(row, Mapping) or not row.get("id"):
        raise BadArgument("a rule has no id.", hint="Each has `id` and `when`.")
    name = str(row["id"])
    when: Any = row.get("when")
    if when not in get_args(When):
        raise BadArgument(
            f"rule {name!r} asks for {when!r}.", hint=f"There are: {', '.join(get_args(When))}."
        )
    allowed = set(ALLOWED[when])
    given = set(row) - {"id", "when"}
    missing = allowed - OPTIONAL - given
    if missing or given - allowed:
        told = f"lacks {min(missing)!r}" if missing else f"has {min(given - allowed)!r}"
        raise BadArgument(
            f"rule {name!r} {told}.", hint=f"{when} takes: {', '.join(sorted(allowed)) or 'none'}."
        )
    try:
        rule = AlertRule(name, when, **{key: row[key] for key in sorted(given)})
        _checked(rule)
    except (TypeError, ValueError, IndexError) as error:
        raise BadArgument(
            f"rule {name!r} is wrong: {error}.", hint="See docs/how-to/alert.md."
        ) from None
    return rule


def _checked(rule: AlertRule) -> None:
    """See that the numbers of a rule are such. Raises `ValueError` and `TypeError`."""
    for name, value, low, high in (
        ("level", rule.level, 0.0, 1.0),
        ("below", rule.below, 0.0, 1.0),
        ("points", rule.points, 0.0, 100.0),
        ("days", rule.days, 1, 3653),
        ("count", rule.count, 1, 1000),
    ):
        if not low <= value <= high:
            raise ValueError(f"{name} is {value}, and not from {low:g} to {high:g}")
    if rule.way not in {"up", "down", "either"}:
        raise ValueError("way is up, down or either")
    if GRADE.fullmatch(rule.at_least) is None:
        raise ValueError("at_least is a grade such as B2")


def fired(rules: Sequence[AlertRule], moments: Sequence[Moment]) -> tuple[Alert, ...]:
    """Return what the rules would have told, in order of time and then of the rules.

    `moments` ascend. The first is what was known before, and tells nothing: a rule fires on the day
    on which what it asks for came to be so, and not again while it stays so. Pure: the same moments
    give the same alerts, and those of a day hang on no later one.
    """
    return tuple(
        Alert(rule.id, moments[place].as_of, what)
        for place in range(1, len(moments))
        for rule in rules
        for what in CHECKS[rule.when](rule, moments[: place + 1])
    )


Past = Sequence[Moment]
"""The moments up to one, which is the last."""


def _crosses(rule: AlertRule, past: Past) -> Iterator[str]:
    was, now = past[-2].p, past[-1].p
    up, down = was < rule.level <= now, now < rule.level <= was
    if (up and rule.way != "down") or (down and rule.way != "up"):
        way = "risen to" if up else "fallen below"
        yield f"the likelihood has {way} {rule.level * 100:g} %: it is {_told(now)} %."


def _moves(rule: AlertRule, past: Past) -> Iterator[str]:
    if _moved(rule, past) and not _moved(rule, past[:-1]):
        was, now = _told(_before(past, rule.days).p), _told(past[-1].p)
        yield f"the likelihood has gone from {was} to {now} % within {rule.days} days."


def _told(p: float) -> str:
    """Return a likelihood in per cent, fine enough to stand on its side of a level."""
    return number_of(p, decimals=1)


def _moved(rule: AlertRule, past: Past) -> bool:
    # A hair's breadth of rounding is no point less.
    return bool(past) and abs(past[-1].p - _before(past, rule.days).p) * 100 >= rule.points - 1e-9


def _before(past: Past, days: int) -> Moment:
    """Return the moment so many days before the last, the first where there is none."""
    start = past[-1].as_of - timedelta(days=days)
    return next((one for one in reversed(past) if one.as_of <= start), past[0])


def _word(rule: AlertRule, past: Past) -> Iterator[str]:
    del rule
    if past[-2].word != past[-1].word:
        yield f"the word is now “{past[-1].word}”, and was “{past[-2].word}”."


def _fires(rule: AlertRule, past: Past) -> Iterator[str]:
    new: dict[str, list[Seen]] = {}
    before = {(one.indicator, one.origin) for one in past[-2].seen}
    for one in past[-1].seen:
        wanted = rule.indicator in {None, one.indicator}
        if wanted and (one.indicator, one.origin) not in before and _good(one, rule.at_least):
            new.setdefault(one.indicator, []).append(one)
    for indicator, seen in new.items():
        by = listed(list(dict.fromkeys(f"{one.source} ({one.grade})" for one in seen)))
        yield f"indicator {indicator} is seen by {by}."


def _good(one: Seen, at_least: str) -> bool:
    """Say whether a grade is as good, in both its letter and its figure."""
    return one.grade[0] <= at_least[0] and one.grade[1] <= at_least[1]


def _kinds(rule: AlertRule, past: Past) -> Iterator[str]:
    now = _recent(rule, past)
    if len(now) >= rule.count > len(_recent(rule, past[:-1])):
        kinds = f"{len(now)} kinds of indicator were newly seen within {rule.days} days"
        yield f"{kinds}: {listed(now)}."


def _recent(rule: AlertRule, past: Past) -> list[str]:
    if not past:
        return []
    before = {(one.indicator, one.origin) for one in _before(past, rule.days).seen}
    return sorted(
        {one.indicator for one in past[-1].seen if (one.indicator, one.origin) not in before}
    )


def _coverage(rule: AlertRule, past: Past) -> Iterator[str]:
    if past[-1].coverage < rule.below <= past[-2].coverage:
        share = f"{past[-1].coverage * 100:.0f}"
        yield f"coverage has fallen below {rule.below * 100:g} %: it is {share} %."


CHECKS: Mapping[str, Callable[[AlertRule, Past], Iterator[str]]] = {
    "crosses": _crosses,
    "moves": _moves,
    "word": _word,
    "fires": _fires,
    "kinds": _kinds,
    "coverage": _coverage,
}


def warning_text(alert: Alert, case: Case) -> str:
    """Return a warning as plain text: what, by when, how sure, and what to watch next.

    `case` is that of the alert's cut. Likelihood and confidence stand on lines of their own.
    """
    house = house_for(case.watch.yardstick)
    told = [one.text for one in bottom_line(case, house)]
    lines = [
        f"Warning: {case.watch.question}",
        f"What: as of {moment_of(alert.as_of)}, {_what(alert, case)} (rule {alert.rule})",
        *(f"  {text}" for text in told),
        "Watch next:",
        *(f"  {_next(one)}" for one in _following(case)),
    ]
    return "\n".join(harmless(line) for line in lines)


def warning_row(alert: Alert, case: Case) -> dict[str, object]:
    """Return the same as values of JSON: likelihood and confidence apart, times as ISO writes them.

    `likelihood` holds `p`, `low` and `high` in [0, 1]; `next` the indicators with lead times, days.
    """
    return {
        "watch": case.watch.id,
        "question": harmless(one_line(case.watch.question)),
        "rule": alert.rule,
        "as_of": clock_of(alert.as_of),
        "closes": iso_of(case.watch.closes),
        "what": harmless(one_line(_what(alert, case))),
        "likelihood": event_row(case.estimate.event),
        "confidence": case.estimate.confidence.level,
        "next": [
            {
                "indicator": one.id,
                "text": harmless(one_line(one.text)),
                "lead_days": number(one.lead_days),
            }
            for one in _following(case)
        ],
        "text": warning_text(alert, case),
    }


def _what(alert: Alert, case: Case) -> str:
    what = alert.what
    for one in case.watch.indicators:
        what = what.replace(f"indicator {one.id} ", f"“{one.text}” ")
    return what


def _following(case: Case) -> list[Indicator]:
    told = [one for one in diagnostics(case) if one.seen > 0 and one.state != "observed"]
    return [one.indicator for one in told[:NEXT]]


def _next(indicator: Indicator) -> str:
    return f"{one_line(indicator.text)} (lead time {indicator.lead_days:g} days)"
