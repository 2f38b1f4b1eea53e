#!/usr/bin/env python3
"""Count reference classes in a chronicle of current events, and write them beside their recipes.

    .venv/bin/python scripts/count_reference_classes.py CHRONICLE [--questions FILE] [--write]
    .venv/bin/python scripts/count_reference_classes.py CHRONICLE --sample entry

CHRONICLE is JSONL (plain or gzipped) with `date` and `text`; QUESTIONS is JSONL with `outcome`,
`topic`, `dataset`, `geopolitical`, `event_by_deadline`, `enter_or_attack` and times. Without
--write the counts are printed and nothing is changed. --sample prints 30 counted items of one class
with their days, so a person can say how many of them are such an event: `checked` in the recipe
holds the answer, and the count of events is the count of distinct hits times that share.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from tocsin.data import load
from tocsin.weigh.parties import phrases_of
from tocsin.weigh.patterns import expression_of

FILE = Path(__file__).resolve().parent.parent / "src/tocsin/data/reference_classes.yaml"
AT_RISK_DAYS = 30
DAYS_A_YEAR = 365.25
SHORTEST_ITEM = 25
PERSONAL = frozenset({"predictionbook", "halawi_llm"})
WORD = re.compile(r"\w+")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
CHRONICLE_SOURCE = (
    "counted in Wikipedia's Portal:Current events, {first} to {last} ({items:,} items; CC BY-SA "
    "4.0, Wikipedia contributors) by scripts/count_reference_classes.py"
)

Item = tuple[date, str, tuple[str, ...]]


def main() -> None:
    """Count, and print or write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("chronicle", type=Path)
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--sample")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    text = FILE.read_text(encoding="utf-8")
    recipes = yaml.safe_load(text)["recipes"]
    items = read_items(options.chronicle)
    if options.sample:
        show(items, recipes[options.sample])
        return
    classes = {
        name: counted(items, recipe) for name, recipe in recipes.items() if "groups" in recipe
    }
    values: dict[str, Any] = {"classes": classes}
    if options.questions:
        values["asked"] = asked(options.questions)
    written = yaml.safe_dump(values, sort_keys=False, width=100, allow_unicode=True)
    if options.write:
        head = text.split("\nclasses:\n", 1)[0].rstrip()
        FILE.write_text(f"{head}\n\n{written}", encoding="utf-8")
    print(written)


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSONL file, plain or gzipped."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_items(path: Path) -> list[Item]:
    """Return (day, text, states named) of every item long enough to say something."""
    states = {
        row["name"]: expression_of(phrases_of(row["name"]))
        for row in load("register.yaml")["countries"]
    }
    items = []
    for row in rows_of(path):
        text = row["text"]
        if len(text) >= SHORTEST_ITEM:
            named = tuple(name for name, words in states.items() if words.search(text))
            items.append((date.fromisoformat(row["date"]), text, named))
    return sorted(items)


def counted(items: Sequence[Item], recipe: dict[str, Any]) -> dict[str, Any]:
    """Return the row of one class."""
    pairs = recipe["states"] == 2
    last: dict[tuple[str, ...], date] = {}
    events = hits = 0
    years: Counter[int] = Counter()
    for day, keys in hits_of(items, recipe):
        hits += 1
        # One item is one event, whoever is named in it; it is new if none of them had one lately.
        near = [last[key] for key in keys if key in last]
        if not near or (day - max(near)).days >= recipe["apart"]:
            events += 1
            years[day.year] += 1
        last.update(dict.fromkeys(keys, day))
    exposure = exposure_of(items, recipe, pairs=pairs)
    good, looked = recipe.get("checked", (1, 1))
    first, final = items[0][0], items[-1][0]
    at_risk = "ordered pair of states" if pairs else "state"
    return {
        "unit": at_risk,
        "hits": hits,
        "distinct": events,
        "checked": f"{good} of {looked}" if "checked" in recipe else "no sample was read",
        "events": round(events * good / looked, 1),
        "exposure_days": exposure,
        "unit_years": round(exposure / DAYS_A_YEAR, 1),
        "by_year": dict(sorted(years.items())),
        "source": CHRONICLE_SOURCE.format(first=first, last=final, items=len(items)),
        "caveat": recipe.get("caveat", ""),
    }


def hits_of(
    items: Sequence[Item], recipe: dict[str, Any]
) -> Iterator[tuple[date, list[tuple[str, ...]]]]:
    """Yield day and states, or pairs of states, of every item that tells of such an event."""
    for day, _, keys in told(items, recipe):
        yield day, keys


def told(
    items: Sequence[Item], recipe: dict[str, Any]
) -> Iterator[tuple[date, str, list[tuple[str, ...]]]]:
    """Yield day, text and keys of the items that the recipe's words find."""
    groups = [expression_of(tuple(group)) for group in recipe["groups"]]
    without = expression_of(tuple(recipe["without"]))
    for day, text, named in items:
        if len(named) < recipe["states"] or without.search(text):
            continue
        if any(in_order(sentence, groups, recipe["within"]) for sentence in SENTENCE.split(text)):
            keys: list[tuple[str, ...]] = [*combinations(named, recipe["states"])]
            yield day, text, keys


def in_order(text: str, groups: Sequence[re.Pattern[str]], within: int) -> bool:
    """Say whether the groups stand in `text` in order, each within so many words of the last."""
    for found in groups[0].finditer(text):
        end = found.end()
        for group in groups[1:]:
            following = group.search(text, end)
            if following is None or len(WORD.findall(text, end, following.start())) > within:
                break
            end = following.end()
        else:
            return True
    return False


def exposure_of(items: Sequence[Item], recipe: dict[str, Any], *, pairs: bool) -> int:
    """Return the days at risk of all states, or of all ordered pairs of states."""
    context = expression_of(tuple(recipe["context"]))
    until: dict[tuple[str, ...], date] = {}
    days = 0
    for day, text, named in items:
        if not context.search(text):
            continue
        for key in combinations(named, 2) if pairs else [(name,) for name in named]:
            begun = (
                max(day.toordinal(), until[key].toordinal()) if key in until else day.toordinal()
            )
            end = day.toordinal() + AT_RISK_DAYS
            days += max(end - begun, 0)
            until[key] = date.fromordinal(end)
    return days * 2 if pairs else days


def show(items: Sequence[Item], recipe: dict[str, Any]) -> None:
    """Print a sample of what is counted, for a person to check."""
    found = list(told(items, recipe))
    for day, text, keys in random.Random(1).sample(found, min(30, len(found))):
        print(day, keys, text[:300], sep="\t")


def asked(path: Path) -> dict[str, Any]:
    """Count the questions on public affairs with a deadline, by topic, and how many came true.

    Sets of personal questions are left out. A question is exposed from its opening to its close, or
    to the day on which it came true; those without an opening count for the share alone.
    """
    counts: dict[str, dict[str, int]] = {}
    for row in rows_of(path):
        public = row["geopolitical"] and row["event_by_deadline"] and row["outcome"] in (0, 1)
        if not public or row["dataset"] in PERSONAL:
            continue
        yes = int(row["outcome"])
        end = (row["resolve_time"] if yes else None) or row["scheduled_close"]
        for topic in (
            "all",
            row["topic"],
            *(["enter_or_attack"] if row["enter_or_attack"] else []),
        ):
            own = counts.setdefault(
                topic,
                {"came_true": 0, "of": 0, "dated_came_true": 0, "dated": 0, "exposure_days": 0},
            )
            own["came_true"] += yes
            own["of"] += 1
            if row["open_time"] and end:
                own["dated_came_true"] += yes
                own["dated"] += 1
                own["exposure_days"] += max((day_of(end) - day_of(row["open_time"])).days, 1)
    return dict(sorted(counts.items()))


def day_of(text: str) -> date:
    """Return the day of an ISO date or time."""
    return date.fromisoformat(text[:10])


if __name__ == "__main__":
    main()
