"""Spoken: made readings in which it is known which report copies or quotes which."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from scripts.bench.made import SEED

if TYPE_CHECKING:
    from tocsin.nouns import Reading

A_DAY = 200
"""Reports a day: a desk that grows has more days, not fuller ones."""

FIRST = date(2015, 1, 1)

SYLLABLES = "ka ro men ti sul ve dor ana pel shi gor lan be mu rit os ja fen wil tar".split()
WORDS = 20_000
SPEAKERS = 400
OUTLETS = 60
COPIED, QUOTED, STOCK = 0.15, 0.15, 0.1
"""Parts of the reports that copy an earlier one, quote a sentence of one, have a stock phrase."""

RECENT = 3 * A_DAY
PHRASE = "did not immediately respond to a request for comment on that day"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A made report: its number, its sentences as (speaker, words), and what it has from where."""

    number: int
    said: tuple[tuple[str, str], ...]
    kind: Literal["own", "copy", "quote"]
    of: int | None

    @property
    def text(self) -> str:
        """The report's text: a line a sentence."""
        return "\n".join(f"{who} said {words}." for who, words in self.said)


def spoken(count: int) -> Iterator[Spoken]:
    """Yield reports of two to four sentences, some that copy or quote an earlier one.

    A copy leaves out a sentence or adds one and changes a word in every fifteen; a quote has one
    whole sentence of its speaker among sentences of its own.
    """
    rng = random.Random(SEED + 2)
    words = sorted({_word(rng) for _ in range(WORDS)})
    kept: list[Spoken] = []
    for number in range(count):
        drawn = rng.random()
        said = [_sentence(rng, words) for _ in range(rng.randrange(2, 5))]
        kind: Literal["own", "copy", "quote"] = "own"
        of = None
        if kept and drawn < COPIED + QUOTED:
            source = rng.choice(kept)
            of = source.number
            if drawn < COPIED:
                kind = "copy"
                said = [(who, _edited(rng, told, words)) for who, told in source.said]
                if len(said) > 2 and rng.random() < 0.5:
                    del said[rng.randrange(len(said))]
                else:
                    said.insert(0, _sentence(rng, words))
            else:
                kind = "quote"
                said.insert(rng.randrange(len(said)), rng.choice(source.said))
        elif drawn > 1 - STOCK:
            said.append((_speaker(rng), PHRASE))
        made = Spoken(number, tuple(said), kind, of)
        if kind == "own":
            kept.append(made)
            del kept[:-RECENT]
        yield made


def reading_of(one: Spoken, first: date = FIRST) -> Reading:
    """Return a report as a reader would have read it, a statement a sentence.

    `first` is the day of the first reports.
    """
    from tocsin.nouns import (
        Claim,
        Interval,
        Name,
        Reading,
        Report,
        Segment,
        Span,
        Statement,
        report_id,
        sha256_of,
        statement_id,
    )

    text = one.text
    day = first + timedelta(days=one.number // A_DAY)
    outlet = f"Paper {_named(one.number * 7919 % OUTLETS)}"
    sha, published = sha256_of(text.encode()), Interval.day(day)
    name = report_id(sha, outlet, None, published)
    report = Report(
        id=name,
        sha256=sha,
        text_sha256=sha,
        text=text,
        media_type="text/plain",
        charset="utf-8",
        faults=0,
        file=f"{one.number}.txt",
        title=None,
        published=published,
        published_by="manifest",
        updated=None,
        publisher=outlet,
        host=None,
        author=None,
        url=None,
        language="en",
    )
    statements = []
    at = 0
    for who, words in one.said:
        line = f"{who} said {words}."
        whole = Span(at, at + len(line))
        start = at + len(line) - 1 - len(words)
        statements.append(
            Statement(
                id=statement_id(sha, whole, "body"),
                report=name,
                span=whole,
                text=line,
                segment="body",
                speaker=Name(who, Span(at, at + len(who)), named=True),
                chain=(),
                cue=Span(at + len(who) + 1, at + len(who) + 5),
                content=Span(start, start + len(words)),
                act="statement",
                polarity="affirmed",
                condition=None,
                tense="present",
                background=False,
                likelihood=None,
                absence=None,
                verification=(),
                dates=(),
                places=(),
                quantities=(),
                claim=Claim(None, None, None, None),
            )
        )
        at += len(line) + 1
    segments = (Segment(name, Span(0, len(text)), "body"),)
    return Reading(report, segments, tuple(statements), "made")


def _word(rng: random.Random) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randrange(2, 5)))


def _named(number: int) -> str:
    parts = [SYLLABLES[number % 20], SYLLABLES[number // 20 % 20]]
    return "".join(parts).capitalize()


def _speaker(rng: random.Random) -> str:
    number = rng.randrange(SPEAKERS)
    return f"{_named(number)} {_named(number * 13 + 7)}ov"


def _sentence(rng: random.Random, words: list[str]) -> tuple[str, str]:
    # Frequent words are frequent, as in any language.
    told = [words[int(len(words) * rng.random() ** 3)] for _ in range(rng.randrange(12, 22))]
    return _speaker(rng), " ".join(told)


def _edited(rng: random.Random, told: str, words: list[str]) -> str:
    return " ".join(
        rng.choice(words) if rng.random() < 1 / 15 else word for word in told.split(" ")
    )
