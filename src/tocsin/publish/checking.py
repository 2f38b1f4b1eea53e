"""Checking: any text held to the rules that words can tell, each remark with its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from tocsin.data import load
from tocsin.nouns import Yardstick
from tocsin.publish.lint import rules
from tocsin.publish.prose import Passage, Prose, TextFormat, prose_of
from tocsin.publish.rules_prose import SENTENCE_CHECKS, Said
from tocsin.publish.voice import HIDDEN

__all__ = ["WHOLE", "Remark", "check", "prose_rules"]

WHOLE = ("TL05", "TL06", "TL10", "TL14", "TL18", "TL28", "TL29", "TL30", "TL31")
"""Rules of what a text as a whole must say."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule found in a text: where (lines and columns from 1), and what to do.

    `start` and `end` are code points of the text as given, half-open; `words` those it is about,
    "" where something is missing from the text as a whole.
    """

    rule: str
    severity: Literal["error", "warning"]
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    words: str
    message: str
    fix: str


def prose_rules() -> tuple[str, ...]:
    """Return the ids of the rules that any text can be held to."""
    return tuple(one.id for one in rules().values() if one.prose is not None)


def check(
    source: str,
    form: TextFormat,
    yardstick: Yardstick,
    *,
    voice: Sequence[str] = (),
    whole: bool | None = None,
    only: Collection[str] = (),
    ignore: Collection[str] = (),
) -> tuple[Remark, ...]:
    """Return what the rules find in a text, in its order. No remark says nothing of truth.

    `yardstick` is the scale that its words of likelihood are held to, and `voice` names by which
    the writer speaks of their own house. With `whole` the text is held to what an assessment must
    say as a whole; None lets its headings tell whether it is one. `only` and `ignore` choose rules.
    """
    prose = prose_of(source, form)
    chosen = [one for one in prose_rules() if (not only or one in only) and one not in ignore]
    found = list(_in_sentences(prose, yardstick, tuple(voice), chosen))
    if whole or (whole is None and _assesses(prose)):
        found += _missing(prose, chosen)
    found.sort(key=lambda one: (one.start, one.rule, one.end))
    return tuple(dict.fromkeys(found))


def _in_sentences(
    prose: Prose, yardstick: Yardstick, voice: tuple[str, ...], chosen: Sequence[str]
) -> Iterator[Remark]:
    for passage in prose.passages:
        said = Said(
            prose.words(passage), yardstick, voice, heading=passage.heading, quoted=passage.quoted
        )
        for rule in chosen:
            if rule in SENTENCE_CHECKS:
                for start, end, message in SENTENCE_CHECKS[rule](said):
                    yield _remark(prose, rule, passage.start + start, passage.start + end, message)


def _remark(prose: Prose, rule: str, start: int, end: int, message: str) -> Remark:
    told = rules()[rule]
    line, column = prose.place(start)
    end_line, end_column = prose.place(end - 1)
    return Remark(
        rule=rule,
        severity=told.prose or told.severity,
        start=prose.at[start] if prose.at else 0,
        end=prose.at[end - 1] + 1 if prose.at else 0,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column + 1,
        words=prose.text[start:end],
        message=message.replace(HIDDEN, ""),
        fix=told.fix,
    )


@cache
def _whole() -> dict[str, re.Pattern[str]]:
    told: dict[str, Any] = load("lint_words.yaml")["whole"]
    return {rule: _any_of(forms) for rule, forms in told.items()}


@cache
def _heads() -> re.Pattern[str]:
    return _any_of(load("lint_words.yaml")["assessing"])


def _any_of(forms: Sequence[str]) -> re.Pattern[str]:
    listed = "|".join(form.replace(" ", r"\s+") for form in forms)
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)


def _assesses(prose: Prose) -> bool:
    """Say whether the headings of a text show it to be an assessment."""
    heads = (prose.words(one) for one in prose.passages if one.heading)
    return any(_heads().search(one) for one in heads)


def _missing(prose: Prose, chosen: Sequence[str]) -> Iterator[Remark]:
    if not prose.passages:
        return
    text = prose.text
    for rule in WHOLE:
        if rule in chosen and not _whole()[rule].search(text):
            first: Passage = prose.passages[0]
            told = rules()[rule]
            remark = _remark(prose, rule, first.start, first.start + 1, "")
            yield Remark(
                rule=rule,
                severity="warning",
                start=remark.start,
                end=remark.start,
                line=remark.line,
                column=remark.column,
                end_line=remark.line,
                end_column=remark.column,
                words="",
                message=f"nowhere in the text: {told.name}.",
                fix=told.fix,
            )
