"""Measure what a watch learns from decisions, and what the encoder proposes that no pattern finds.

    python -m scripts.measure_learning DATA [--write]

DATA is the folder of the public sets. With --write the tables of docs/decisions/0018 are written
anew, so that no figure there is typed in. What the encoder would propose is measured where the
extra "encoder" is installed, and else left as it stands.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tocsin.collect import Captured, gather
from tocsin.errors import ExtraMissing
from tocsin.evaluate import indicators, parsed
from tocsin.evaluate.weighed import read_text, report_of
from tocsin.nouns import Correction, Pattern, Reading, Register, Statement, Watch
from tocsin.rulers.figures import interval, ratios
from tocsin.rulers.rows import read_table
from tocsin.segment import segment
from tocsin.trace import load_register, trace
from tocsin.weigh import bearings, parse_watch
from tocsin.weigh.bearings import judged_by_rule
from tocsin.weigh.encoder import MiniLM
from tocsin.weigh.learning import MOVING, Judged, features_of, head_of, lessons_of
from tocsin.weigh.nearness import Measure, Words, near
from tocsin.weigh.overrule import overrules_of
from tocsin.weigh.patterns import content_of, match

Floats = npt.NDArray[np.float64]
PAGE = (
    Path(__file__).resolve().parents[1]
    / "docs"
    / "decisions"
    / "0018-a-watch-learns-from-decisions.md"
)
AT = datetime(2026, 1, 1, tzinfo=UTC)
MILLION = 10**6
"""Scores are drawn anew as whole numbers of this part."""

RATES = (0.01, 0.05)
"""Shares of the other statements that may be proposed with those that bear."""

EVERY_REPORT, EVERY_ARTICLE = 30, 12
"""One of so many texts of a corpus is read for statements that bear on nothing."""


@dataclass(frozen=True, slots=True)
class Halves:
    """What was decided on one half of the days, and figures of the other before and after.

    `change`: 95 % interval of what learning adds to the Brier score, activities drawn anew.
    """

    decisions: int
    accepts: int
    bearings: int
    right: float
    brier: tuple[float, float]
    change: tuple[float, float]
    log: tuple[float, float]
    bins: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Proposed:
    """Activities, those that no pattern finds, and how near they and other statements stand.

    `told`: by the indicators' texts alone, then with what was accepted besides.
    """

    rows: int
    lost: int
    told: list[tuple[Floats, Floats]]
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Activity:
    """One labelled activity as it is read."""

    key: str
    day: date
    label: str
    reading: Reading


def activities(gold: Path) -> list[Activity]:
    """All labelled activities, by date."""
    reader = parsed.reader()
    found = []
    for row in read_table(gold).rows:
        day = date.fromisoformat(row.text("date"))
        report = report_of(row.text("text"), day, "the institute", name=row.text("id"))
        found.append(Activity(row.text("id"), day, row.text("label"), read_text(reader, report)))
    return sorted(found, key=lambda one: (one.day, one.key))


def judged_of(watch: Watch, readings: Sequence[Reading], register: Register) -> list[Judged]:
    """What the rules say of all indicators that they would count."""
    own = {one.id for one in watch.indicators}
    found = judged_by_rule(watch, readings, trace(readings, register), register, overrules_of(()))
    return [one for one in found if one.bearing.direction in MOVING and one.bearing.target in own]


def right(watch: Watch, one: Judged, label: str) -> bool:
    """Say whether a bearing alone, taken for certain, would put its activity into its bin."""
    return indicators.label_of(watch, [replace(one.bearing, probability=1.0)]) == label


def decisions(watch: Watch, told: Iterable[Activity], register: Register) -> list[Correction]:
    """What somebody would decide who knows the bins."""
    made: list[Correction] = []
    for one in told:
        for each in judged_of(watch, [one.reading], register):
            way = each.bearing.direction if right(watch, each, one.label) else "none"
            target = ":".join(each.key)
            made.append(
                Correction(
                    f"c{len(made)}", "bearing", target, {"direction": way}, "gold", "bin", AT
                )
            )
    return made


def learning_rows(watch: Watch, rows: Sequence[Activity], *, back: bool) -> Halves:
    """Learn from one half of the days and measure on the other; `back` learns from the later."""
    register = load_register()
    days = sorted({one.day for one in rows})
    cut = days[len(days) // 2]
    halves = [[one for one in rows if (one.day < cut) is first] for first in (True, False)]
    taught, measured = halves[::-1] if back else halves
    made = decisions(watch, taught, register)
    readings = [one.reading for one in taught]
    overrules = overrules_of(made)
    judged = judged_by_rule(watch, readings, trace(readings, register), register, overrules)
    heads = head_of(()), head_of(lessons_of(judged, overrules, watch))
    outcomes: list[float] = []
    chances: tuple[list[float], list[float]] = ([], [])
    hits, sizes = [0, 0], list[int]()
    for one in measured:
        sizes.append(len(outcomes))
        for each in judged_of(watch, [one.reading], register):
            outcomes.append(float(right(watch, each, one.label)))
            for head, told in zip(heads, chances, strict=True):
                told.append(head.chance(features_of(each, watch), each.match.fit))
        both = [*readings, one.reading]
        own = {s.id for s in one.reading.statements}
        for at, known in enumerate(((), made)):
            found = bearings(watch, both, trace(both, register), register, known)
            label = indicators.label_of(watch, [b for b in found if b.statement in own])
            hits[at] += label == one.label
    return Halves(
        len(made),
        sum(one.value["direction"] != "none" for one in made),
        len(outcomes),
        sum(outcomes) / len(outcomes),
        (_brier(chances[0], outcomes), _brier(chances[1], outcomes)),
        _interval(chances, outcomes, sizes),
        (_log(chances[0], outcomes), _log(chances[1], outcomes)),
        (hits[0] / len(measured), hits[1] / len(measured)),
    )


def _interval(
    chances: tuple[list[float], list[float]], outcomes: Sequence[float], starts: Sequence[int]
) -> tuple[float, float]:
    """Return the interval of the change in Brier score, whole activities drawn anew."""
    rises = [
        (after - y) ** 2 - (before - y) ** 2
        for before, after, y in zip(*chances, outcomes, strict=True)
    ]
    ends = [*starts[1:], len(rises)]
    units = [[round(sum(rises[a:b]) * MILLION), b - a] for a, b in zip(starts, ends, strict=True)]
    low, high = interval(units, lambda totals: ratios(totals[:, 0], totals[:, 1]))
    return low / MILLION, high / MILLION


def _brier(chances: Sequence[float], outcomes: Sequence[float]) -> float:
    return math.fsum((p - y) ** 2 for p, y in zip(chances, outcomes, strict=True)) / len(outcomes)


def _log(chances: Sequence[float], outcomes: Sequence[float]) -> float:
    both = zip(chances, outcomes, strict=True)
    return math.fsum(-math.log(p if y else 1 - p) for p, y in both) / len(outcomes)


def loosened(watch: Watch, slot: str) -> Watch:
    """The watch with patterns of two slots or more that have lost one, and all they exclude."""

    def loose(pattern: Pattern) -> Pattern:
        kept = {name: words for name, words in pattern.slots.items() if name != slot}
        return replace(pattern, slots=kept, without=()) if kept else pattern

    signs = tuple(
        replace(one, match=tuple(loose(pattern) for pattern in one.match))
        for one in watch.indicators
    )
    return replace(watch, indicators=signs)


def fills_none(watch: Watch, statement: Statement) -> bool:
    """Say whether a statement fills no pattern of an indicator."""
    patterns = [p for one in watch.indicators for p in (*one.match, *one.looked)]
    return not any(match(p, statement) for p in patterns)


def proposed(
    by: Measure, watch: Watch, rows: Sequence[Activity], others: Sequence[Statement]
) -> Proposed:
    """How near the statements stand that no pattern finds, of labelled activities and of others.

    Beside the indicators' texts, the anchors are what the patterns found in the other activities,
    as if a person had accepted it all.
    """
    lost = [one for one in rows if all(fills_none(watch, s) for s in one.reading.statements)]
    found = [
        content_of(s)[0] for one in rows for s in one.reading.statements if not fills_none(watch, s)
    ]
    texts = [[content_of(s)[0] for s in one.reading.statements] for one in lost]
    rest = [content_of(one)[0] for one in others]
    flat = [text for own in texts for text in own]
    signs = [one.text for one in watch.indicators]
    began = time.process_time()
    table = by.cosines([*flat, *rest], [*signs, *found])
    seconds = time.process_time() - began
    told: list[tuple[Floats, Floats]] = []
    for width in (len(signs), len(signs) + len(found)):
        best = table[:, :width].max(axis=1)
        at, own_best = 0, list[float]()
        for own in texts:
            own_best.append(max((float(one) for one in best[at : at + len(own)]), default=0.0))
            at += len(own)
        told.append((np.array(own_best), best[len(flat) :]))
    return Proposed(len(rows), len(lost), told, 1000 * seconds / max(len(flat) + len(rest), 1))


def learning_table(data: Path, example: Path) -> list[str]:
    """What is learnt, watch by watch, as a table."""
    own = parse_watch((example / "watch.yaml").read_text("utf-8"), file="watch.yaml")
    rows = activities(data / "isw" / "isw_activities.jsonl")
    made = indicators.watch_for(rows[0].day)
    lines = [
        (
            "| watch | decisions (accepts) | measured | right | Brier before | after | "
            "change, 95 % | bins right before | after | the other way round: Brier before | after |"
        ),
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, watch in (("from the question", made), ("of the example", own)):
        for slot in ("", "object", "other", "action"):
            taken = loosened(watch, slot) if slot else watch
            halves = [learning_rows(taken, rows, back=back) for back in (False, True)]
            lines.append(_line(f"{name}, without *{slot}*" if slot else name, *halves))
    return lines


def _line(name: str, first: Halves, back: Halves) -> str:
    low, high = first.change
    cells = [
        name,
        f"{first.decisions} ({first.accepts})",
        f"{first.bearings}",
        f"{first.right:.2f}",
        *(f"{one:.3f}" for one in first.brier),
        f"{low:+.3f} to {high:+.3f}",
        *(f"{one:.2f}" for one in first.bins),
        *(f"{one:.3f}" for one in back.brier),
    ]
    return f"| {' | '.join(cells)} |"


def nearness_table(data: Path, example: Path) -> list[str]:
    """What would be proposed, by words and by the encoder, as a table. Raises `ExtraMissing`."""
    measures: tuple[Measure, ...] = (Words(), MiniLM())
    own = parse_watch((example / "watch.yaml").read_text("utf-8"), file="watch.yaml")
    rows = activities(data / "isw" / "isw_activities.jsonl")
    sets = (
        ("the institute's bins, watch from the question", indicators.watch_for(rows[0].day), rows),
        ("the example's bins and watch", own, activities(example / "gold" / "indicators.jsonl")),
    )
    others = others_of(data)
    heads = [f"found at {rate:.0%}" for rate in RATES]
    lines = [
        "| activities | no pattern finds | beside | nearest to | by | "
        + " | ".join(heads)
        + " | ms a statement |",
        "|---|---|---|---|---|" + "---|" * (len(heads) + 1),
    ]
    for name, watch, gold in sets:
        for beside, statements in others.items():
            free = [one for one in statements if fills_none(watch, one)]
            for by in measures:
                found = proposed(by, watch, gold, free)
                for to, (lost, rest) in zip(("texts", "texts, accepted"), found.told, strict=True):
                    shares = " | ".join(f"{_recall(lost, rest, rate):.2f}" for rate in RATES)
                    lines.append(
                        f"| {name} | {found.lost} of {found.rows} | {len(rest)} {beside} | {to} "
                        f"| {by.name} | {shares} | {found.milliseconds:.1f} |"
                    )
    founding = [one.report for one in gather([data / "founding"]) if isinstance(one, Captured)]
    reader = parsed.reader()
    readings = [
        Reading(one, (cut := segment(one)), reader.read(one, cut), reader.version)
        for one in founding
    ]
    register = load_register()
    origins = trace(readings, register)
    number = sum(len(one.statements) for one in readings)
    none = sum(fills_none(own, s) for one in readings for s in one.statements)
    told = ", ".join(
        f"{len(near(own, readings, origins, register, by=by))} by {by.name} (from {by.least:g})"
        for by in measures
    )
    lines += [
        "",
        (
            f"Of {number} statements of the founding reports {none} fill no pattern of an "
            f"indicator of the example's watch; proposed from them, nothing accepted: {told}."
        ),
    ]
    return lines


def others_of(data: Path) -> dict[str, list[Statement]]:
    """Statements that bear on nothing of Belarus: of other news, and of the same war elsewhere."""
    reader = parsed.reader()
    found: dict[str, list[Statement]] = {"statements of other news": [], "of the same war": []}
    with gzip.open(data / "dedup" / "wikinews_events.jsonl.gz", "rt", encoding="utf-8") as file:
        articles = [json.loads(line)["text"] for line in file][::EVERY_ARTICLE]
    reports = sorted((data / "isw" / "reports").glob("*.txt"))[::EVERY_REPORT]
    told = [one.read_text("utf-8") for one in reports]
    for texts, name in zip((articles, told), found, strict=True):
        for number, text in enumerate(texts):
            reading = read_text(reader, report_of(text, AT.date(), "somebody", name=str(number)))
            found[name] += [one for one in reading.statements if "elarus" not in one.text]
    return found


def _recall(lost: Floats, rest: Floats, rate: float) -> float:
    """Return the share of `lost` that is nearer than all but so many of `rest`."""
    level = np.sort(rest)[::-1][int(rate * len(rest))]
    return float((lost > level).mean())


def main() -> int:
    """Print the tables, and write them where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    example = Path(str(files("tocsin.example")))
    made = {"learning": learning_table(given.data, example)}
    try:
        made["nearness"] = nearness_table(given.data, example)
    except ExtraMissing as missing:
        print(f"The encoder is not measured: {missing}", file=sys.stderr)
    for name, lines in made.items():
        print("\n".join([f"<!-- {name} -->", *lines, "<!-- end -->"]))
        if given.write:
            page = PAGE.read_text("utf-8")
            before, _, rest = page.partition(f"<!-- {name} -->\n")
            _, end, after = rest.partition("<!-- end -->")
            text = "\n".join([before + f"<!-- {name} -->", *lines, end + after])
            PAGE.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
