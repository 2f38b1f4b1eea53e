"""Replay: desks that were filled in other ways, and must give the same bytes on both clocks."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from tocsin.desk import Desk, add, case_of, situation_of, take_watch
from tocsin.nouns import cut_of
from tocsin.publish import assess, markdown
from tocsin.rulers.rows import read_table

__all__ = ["CHECKS", "figures", "predict"]

CHECKS = ("twice", "order", "known_at", "watch_after")
"""Ways in which bytes are compared; `predict` says what each is."""

FIRST = datetime(2026, 1, 2, 12, tzinfo=UTC)
SECOND, ASKED = FIRST + timedelta(days=1), FIRST + timedelta(days=2)
"""When the first half of the reports came to a desk, when the second did, and when it is asked."""

EARLIER = FIRST + timedelta(hours=1)


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "check", "same"}` for each as-of (the day in `as_of`) of a file and each check.

    The bundled example's reports, and those that rows have in `beside` (which a watch's gate may
    pass over), come to a desk in two halves. Its estimate and its whole assessment are compared
    with those of: the same desk, opened anew ("twice"); one to which the reports came one by one,
    the last first ("order"); one that never had the second half, as the first is known before that
    came ("known_at"); one whose watch came after them ("watch_after": the estimate alone, for an
    assessment tells how many reports were read, and without a watch all are). Raises `RulerError`.
    """
    rows = read_table(gold).rows
    days = [(row.text("id"), row.text("as_of")) for row in rows]
    beside = [row.values["beside"] for row in rows if "beside" in row.values]
    with (
        as_file(files("tocsin.example")) as example,
        tempfile.TemporaryDirectory() as scratch,
    ):
        reports = [
            path for path in sorted((example / "reports").iterdir()) if path.name != "manifest.csv"
        ]
        more = Path(scratch) / "beside.jsonl"
        more.write_text("".join(json.dumps(one) + "\n" for one in beside), encoding="utf-8")
        reports.append(more)
        desks = _Desks(Path(scratch), example / "watch.yaml", reports)
        for key, day in days:
            whole = _look(desks.halves, day, ASKED)
            others = {
                "twice": whole == _look(desks.halves, day, ASKED),
                "order": whole == _look(desks.backward, day, ASKED),
                "known_at": _look(desks.halves, day, EARLIER) == _look(desks.half, day, EARLIER),
                "watch_after": whole.estimate == _look(desks.after, day, ASKED).estimate,
            }
            for check in CHECKS:
                yield {"id": key, "check": check, "same": others[check]}


class _Desks:
    """Folders of the desks that are compared; each is filled as it is made."""

    def __init__(self, folder: Path, watch: Path, reports: Sequence[Path]) -> None:
        first, second = reports[::2], reports[1::2]
        self.half, self.halves = folder / "half", folder / "halves"
        self.backward, self.after = folder / "backward", folder / "after"
        desk = Desk.create(self.half)
        take_watch(desk, watch, now=FIRST)
        add(desk, first, now=FIRST)
        shutil.copytree(self.half, self.halves)
        add(Desk.open(self.halves), second, now=SECOND)
        desk = Desk.create(self.backward)
        take_watch(desk, watch, now=FIRST)
        for report in reversed(reports):
            add(desk, [report], now=SECOND)
        desk = Desk.create(self.after)
        add(desk, reports, now=FIRST)
        take_watch(desk, watch, now=SECOND)


@dataclass(frozen=True, slots=True)
class _Look:
    """What a desk answers: the estimate, unrounded, and the whole assessment in words."""

    estimate: str
    assessment: str


def _look(folder: Path, day: str, known_at: datetime) -> _Look:
    """Return what a desk answers to its one watch as of a day, as it was known then."""
    desk = Desk.open(folder)
    with desk.ledger(read_only=True) as ledger:
        (watch,) = (one.id for one in ledger.watches(known_at=known_at))
        seen = situation_of(desk, ledger, watch, as_of=cut_of(day), known_at=known_at)
        case = case_of(desk, ledger, seen)
    return _Look(repr(asdict(seen.estimate)), markdown(assess(case)))


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return how many comparisons were made, and how many gave other bytes, in all and by check.

    A comparison that was not made counts as one that gave other bytes. Raises `RulerError`.
    """
    days = {row.text("id") for row in read_table(gold).rows}
    same = {
        (row.text("id"), row.text("check"))
        for row in read_table(predictions).rows
        if row.values.get("same") is True
    }
    other = Counter(check for check in CHECKS for day in sorted(days) if (day, check) not in same)
    return {
        "comparisons": len(days) * len(CHECKS),
        "differences": other.total(),
        "by_check": {check: other[check] for check in CHECKS},
    }
