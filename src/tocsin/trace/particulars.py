"""Particulars: names and figures in what is said, by which like words tell of other things."""

from __future__ import annotations

from tocsin.trace.utterances import Utterance, topic_of
from tocsin.trace.words import text_of

__all__ = ["of_others", "particulars"]


def particulars(one: Utterance) -> frozenset[str]:
    """Return stems of the words written with a capital or a figure, those of dates apart.

    The first word has its capital from where it stands.
    """
    content = one.statement.content
    raw = content.of(one.report.text)
    text = text_of(raw)
    at = content.start
    dates = [(date.span.start - at, date.span.end - at) for date in one.statement.dates]
    return one.stems & frozenset(
        topic_of(word)
        for word, begin, end in zip(text.words[1:], text.begins[1:], text.ends[1:], strict=True)
        if (not raw[begin:end].islower() or any(letter.isdigit() for letter in raw[begin:end]))
        and not any(begin < last and first < end for first, last in dates)
    )


def of_others(one: Utterance, other: Utterance) -> bool:
    """Say whether each of two utterances has a name or a figure that the other lacks."""
    return bool(particulars(one) - other.stems) and bool(particulars(other) - one.stems)
