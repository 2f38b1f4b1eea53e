"""Made reports: a seeded generator of the streams that the bench measures on."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from scripts.bench import wording

SEED = 20250101
SHARE = 20
"""One report in so many concerns the watch."""
BESIDE = 0.05
"""So many sentences of the others have a country of the watch in them, and nothing else of it."""


def lines_of(words: str) -> list[str]:
    """The entries of a list above."""
    return [entry.strip() for line in words.splitlines() for entry in line.split("|")]


LISTS = {
    name: lines_of(words)
    for name, words in {
        "people": wording.PEOPLE,
        "said": wording.SAID,
        "things": wording.THINGS,
        "verbs": wording.VERBS,
        "places": wording.PLACES,
        "tails": wording.TAILS,
        "bystanders": wording.BYSTANDERS,
        "watchers": wording.WATCHERS,
        "moves": wording.MOVES,
        "outlets": wording.OUTLETS,
    }.items()
}
DAYS = "on Monday|on Tuesday|on Thursday|last week|next week|on 3 May|in June".split("|")


def sentence(rng: random.Random, *, relevant: bool) -> str:
    """One sentence in which someone says something."""
    pick = {name: rng.choice(entries) for name, entries in LISTS.items()}
    if rng.random() < BESIDE:
        pick["places"] = pick["bystanders"]
    if relevant:
        told = f"{pick['watchers']} {pick['said']} {{day}} that {pick['moves']}, {pick['tails']}."
    else:
        told = (
            f"{pick['people']} {pick['said']} {{day}} that {pick['things']} {pick['places']}"
            f" {pick['verbs']}, {pick['tails']}."
        )
    for mark, make in FILLS.items():
        while mark in told:
            told = told.replace(mark, make(rng), 1)
    return told[0].upper() + told[1:]


FILLS: Mapping[str, Callable[[random.Random], str]] = {
    "{n}": lambda rng: f"{rng.randrange(100, 9999):,}",
    "{p}": lambda rng: str(rng.randrange(2, 60)),
    "{d}": lambda rng: rng.choice(("three", "four", "five", "ten")),
    "{days}": lambda rng: f"{rng.randrange(2, 30)} days",
    "{day}": lambda rng: rng.choice(DAYS),
}


def row(
    rng: random.Random, number: int, paragraphs: Sequence[str], title: str | None = None
) -> dict[str, str]:
    """A report as a row of a .jsonl file; every twenty stand for one more hour."""
    outlet = rng.choice(LISTS["outlets"])
    at = datetime(2025, 3, 1, tzinfo=UTC) + timedelta(hours=number // 20)
    return {
        **({} if title is None else {"title": title}),
        "text": "\n\n".join(paragraphs),
        "published": at.isoformat(),
        "publisher": outlet,
        "host": outlet.lower().replace(" ", "-") + ".example",
    }


def stream(count: int) -> Iterator[dict[str, str]]:
    """Short reports of two or three sentences; in every twenty one concerns the watch."""
    rng = random.Random(SEED)
    chosen = 0
    for number in range(count):
        if number % SHARE == 0:
            chosen = rng.randrange(SHARE)
        own = number % SHARE == chosen
        told = [sentence(rng, relevant=own) for _ in range(rng.randrange(2, 4))]
        title = told[0].split(" that ")[-1][:70].rsplit(" ", 1)[0].capitalize()
        yield row(rng, number, [told[0], " ".join(told[1:])], title)


def flashes(count: int) -> Iterator[dict[str, str]]:
    """Reports of one sentence that all concern the watch; three in ten copy an earlier one."""
    rng = random.Random(SEED + 1)
    kept: list[str] = []
    for number in range(count):
        if kept and rng.random() < 0.3:
            text = rng.choice(kept[-500:])
        else:
            text = sentence(rng, relevant=True)
            kept.append(text)
        yield row(rng, number, [text])
