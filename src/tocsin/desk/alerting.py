"""Alerting: rules replayed over a desk's past, warnings sent once, and who acknowledged them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import yaml

from tocsin.data.written import plain
from tocsin.desk.delivering import NAMED, SENT, Delivery, deliveries_of
from tocsin.desk.history import timeline_at
from tocsin.desk.place import Desk
from tocsin.desk.situation import case_of, situation_of
from tocsin.errors import BadArgument
from tocsin.ledger import Export, Ledger
from tocsin.nouns import DAY, Matrix, cut_of
from tocsin.publish import (
    Alert,
    AlertRule,
    Moment,
    Seen,
    alert_rules,
    fired,
    warning_row,
    warning_text,
)
from tocsin.publish.figures import grade_of

__all__ = [
    "Sent",
    "acknowledge",
    "alerts_of",
    "rules_of",
    "sent",
    "warning_of",
]

ACKNOWLEDGED = "acknowledgement"


@dataclass(frozen=True, slots=True)
class Sent:
    """A warning that was to leave the desk, and how it stands at each place.

    `at` is when the first place had it, None where none has; `by` and `why` are None until somebody
    acknowledges it.
    """

    id: str
    watch: str
    rule: str
    what: str
    as_of: datetime
    at: datetime | None
    by: str | None
    why: str | None
    deliveries: tuple[Delivery, ...]


def rules_of(file: Path) -> tuple[AlertRule, ...]:
    """Return the rules of a file. Raises `BadArgument`."""
    try:
        rows = plain(file.read_text("utf-8"))[1]
    except (OSError, UnicodeError, yaml.YAMLError):
        raise BadArgument(
            "there are no rules to be read.", hint="Name a YAML file.", file=str(file)
        ) from None
    return alert_rules(rows)


def alerts_of(
    desk: Desk,
    ledger: Ledger,
    name: str,
    rules: Sequence[AlertRule],
    *,
    first: date,
    last: date,
    known_at: datetime,
) -> tuple[Alert, ...]:
    """Return what the rules would have told from `first` through `last`, both included.

    What was so by the end of the day before `first` tells nothing. Each day rests on what was
    published by its end, as known at `known_at`. Raises `BadArgument` for days in no
    order, and for an indicator that the watch does not have.
    """
    if first > last:
        raise BadArgument(f"--from {first} lies after --to {last}.", hint="Give the earlier first.")
    start = cut_of(first.isoformat()) - DAY
    cuts = tuple(start + number * DAY for number in range((last - first).days + 2))
    line = timeline_at(desk, ledger, name, cuts, known_at=known_at)
    ids = [one.id for one in line.watch.indicators]
    for rule in rules:
        if rule.indicator is not None and rule.indicator not in ids:
            raise BadArgument(
                f"rule {rule.id!r} asks for {rule.indicator!r}, which {name} does not watch for.",
                hint=f"It watches for: {', '.join(ids)}.",
            )
    scale = desk.yardstick(line.watch.yardstick)
    matrix = line.matrices[cuts[0]]
    moments = []
    for day in line.timeline.days():
        matrix = line.matrices.get(day.as_of, matrix)
        coverage = sum(row.coverage for row in matrix.rows) / max(1, len(matrix.rows))
        word = scale.word_for(day.p)[0].word
        moments.append(Moment(day.as_of, day.p, word, coverage, _seen(matrix)))
    return fired(rules, moments)


def _seen(matrix: Matrix) -> tuple[Seen, ...]:
    return tuple(
        Seen(
            row.indicator,
            one.origin,
            one.source,
            grade_of(one.grade.reliability, one.grade.credibility),
        )
        for row in matrix.rows
        for one in row.sightings
    )


def warning_of(
    desk: Desk, ledger: Ledger, name: str, alert: Alert, *, known_at: datetime
) -> tuple[str, dict[str, object]]:
    """Return the warning of an alert with the estimate as of its day: in words, and as a row."""
    now = situation_of(desk, ledger, name, as_of=alert.as_of, known_at=known_at)
    case = case_of(desk, ledger, now)
    return warning_text(alert, case), warning_row(alert, case)


def sent(ledger: Ledger, name: str | None = None) -> tuple[Sent, ...]:
    """Return the warnings that were to leave the desk, the oldest first, and what came of each."""
    known = ledger.exports(name)
    heard = {one.sha256: one.summary for one in known if one.kind == ACKNOWLEDGED}
    rows: dict[str, list[Export]] = {}
    for one in known:
        if one.kind == SENT:
            rows.setdefault(one.sha256, []).append(one)
    return tuple(
        Sent(
            id=digest[:NAMED],
            watch=own[0].watch,
            rule=str(own[0].summary.get("rule", "")),
            what=str(own[0].summary.get("what", "")),
            as_of=own[0].as_of,
            at=next((one.at for one in own if one.summary.get("state") == "delivered"), None),
            by=_text(heard.get(digest, {}).get("author")),
            why=_text(heard.get(digest, {}).get("reason")),
            deliveries=deliveries_of(own),
        )
        for digest, own in rows.items()
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def acknowledge(ledger: Ledger, name: str, *, author: str, reason: str, now: datetime) -> Sent:
    """Record that a person has taken note of a warning, and return it as it stands then.

    `name` is its id. Raises `BadArgument` where there is none of that id, or where somebody has.
    """
    if not author.strip() or not reason.strip():
        raise BadArgument("who and why are not said.", hint="Give --author and --reason.")
    found = next((one for one in ledger.exports() if one.kind == SENT and _is(one, name)), None)
    if found is None:
        raise BadArgument(f"no warning {name!r} was sent.", hint="tocsin alert list DESK")
    if any(one.by for one in sent(ledger) if one.id == found.sha256[:NAMED]):
        raise BadArgument(f"warning {name} is acknowledged.", hint="tocsin alert list DESK")
    summary: Mapping[str, object] = {"author": author, "reason": reason}
    ledger.add_export(
        Export(
            *(ACKNOWLEDGED, found.watch, found.as_of, found.known_at, found.version, found.sha256),
            now,
            summary,
        )
    )
    return next(one for one in sent(ledger) if one.id == found.sha256[:NAMED])


def _is(one: Export, name: str) -> bool:
    return one.sha256[:NAMED] == name
