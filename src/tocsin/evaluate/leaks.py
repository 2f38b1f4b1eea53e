"""Leaks: questions that tell how they ended, in their words or in when they were written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tocsin.errors import Leak
from tocsin.evaluate.later import linked_since, told_since
from tocsin.evaluate.stamps import WRITTEN, stamps
from tocsin.evaluate.standing import Asked
from tocsin.rulers.rows import Row, Table

__all__ = ["leaks_of", "told_in"]

READ = ("id", "question")
"""The fields whose words a forecaster is shown."""

_ANSWER = r"(?:yes|no|true|false)\b(?![\s,]+(?:if|when|where|unless|only|should|in case)\b)"
_LABEL = r"(?:resolved|resolution|resolves|outcome|answer|result)"
_PRONOUN = r"(?:it|this|that|he|she|they)"
_LATER = r"(?:later|then|indeed|in\s+fact|eventually|actually|never)"
_CAME = r"(?:did|happened|occurred|came\s+(?:true|about)|took\s+place)"
_TELLING = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        # A label with its answer, as in "(resolved: no)"; "resolves yes if" is a rule, and stays.
        rf"\b{_LABEL}\b\W*(?:is|was|as|to)?\W*{_ANSWER}",
        # An answer behind the question mark.
        rf"\?\W*(?:yes|no|true|false|{_PRONOUN}\s+(?:did|was|were|had|has|have))\b",
        # An aside that answers: "(it did)", ", which they did not".
        rf"[(,;–-]\s*(?:and\s+|which\s+)?{_PRONOUN}\s+(?:did|didn['’]t|never\s+did)\b",
        rf"\b(?:as|which|this|it)\s+(?:{_LATER}\s+)+{_CAME}\b",
        r"\b(?:turned\s+out\s+(?:that|to)|in\s+(?:hindsight|retrospect)|with\s+hindsight)\b",
        r"\bwe\s+now\s+know\b",
    )
)
_ID = re.compile(r"(?:^|[_\W])(?:yes|no|true|false|resolved|happened)$", re.IGNORECASE)
"""An id that ends in an answer, as "q7_yes" does."""


def told_in(text: str) -> str | None:
    """Return the words of a question that tell how it ended, None where none do. English only."""
    for shape in _TELLING:
        if (found := shape.search(text)) is not None:
            return found.group().strip()
    return None


def leaks_of(table: Table, questions: tuple[Asked, ...]) -> Iterator[Leak]:
    """Yield what questions give away before they close, in the order of their file.

    Looks at what a forecaster is shown and at when the question was written; no field that tells
    the outcome is read here.
    """
    opening = {asked.id: asked.as_of for asked in questions}
    for row in table.rows:
        key = row.text("id")
        if (words := told_in(row.text("question"))) is not None:
            yield _leak(row, f"the question {key} tells how it ended: “{words}”.", "question")
        if _ID.search(key):
            yield _leak(row, f"the id {key} tells how the question ended.", "id")
        for name, day in stamps(row.values, WRITTEN):
            if day > opening[key]:
                yield _late(row, key, name, day, opening[key])
        text = row.text("question")
        since = (*told_since(text, opening[key]), *linked_since(text, opening[key]))
        for words, day in since:
            message = f"the question {key} tells what came on {day}, after its opening: “{words}”."
            yield _leak(row, message, "question")


def _late(row: Row, key: str, name: str, day: date, opening: date) -> Leak:
    return Leak(
        f"the question {key} was put into its words on {day} ({name}), after its opening on "
        f"{opening}: it may be asked because of what came between.",
        hint="Open it on the day on which it was written, or give it as it stood at its opening.",
        file=row.file,
        at=f"{row.at}, {name}",
    )


def _leak(row: Row, message: str, field: str) -> Leak:
    return Leak(
        message,
        hint="Ask it as it was asked at its opening; what came of it belongs into `resolved`.",
        file=row.file,
        at=f"{row.at}, {field}",
    )
