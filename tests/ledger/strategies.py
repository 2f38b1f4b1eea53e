"""Nouns for the tests of the ledger, made from the types that they declare."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from hypothesis import strategies as st
from tests.reports import report_of

from tocsin.nouns import (
    Capture,
    Interval,
    Reading,
    Report,
    Segment,
    Span,
    Statement,
    report_id,
    sha256_of,
)

__all__ = ["AT", "captured", "nouns", "readings", "report_made", "words"]

AT = datetime(2022, 10, 20, 12, 0, tzinfo=UTC)

words = st.text(st.characters(codec="utf-8"), max_size=12)
times = st.datetimes(
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001 (Hypothesis adds the zone)
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        words,
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=3)),
    max_leaves=5,
)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, 10**7))
    return Span(start, start + draw(st.integers(0, 10**5)))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    sides = sorted((draw(times), draw(times)))
    start = sides[0] if draw(st.booleans()) else None
    end = sides[1] if draw(st.booleans()) else None
    return Interval(start, end, draw(st.one_of(st.none(), st.dates())))


@cache
def nouns(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a declared type, of every shape that the declaration allows."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    plain: Mapping[Any, st.SearchStrategy[Any]] = {
        str: words,
        int: st.integers(),
        float: st.floats(allow_nan=False, allow_infinity=False),
        bool: st.booleans(),
        type(None): st.none(),
        datetime: times,
        date: st.dates(),
        object: values,
        Span: spans(),
        Interval: intervals(),
    }
    if kind in plain:
        return plain[kind]
    if origin in (typing.Union, types.UnionType):
        return st.one_of(*map(nouns, arguments))
    if origin is typing.Literal:
        return st.sampled_from(arguments)
    if origin is Sequence or (origin is tuple and arguments[-1] is Ellipsis):
        return st.lists(nouns(arguments[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(nouns, arguments))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return st.dictionaries(words, nouns(arguments[1]), max_size=2)
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        made: Callable[..., Any] = typing.cast("Any", kind)
        return st.builds(made, **{field.name: nouns(hints[field.name]) for field in fields(kind)})
    raise TypeError(kind)


def report_made(
    text: str,
    *,
    data: bytes | None = None,
    published: Interval | None = None,
    publisher: str | None = None,
    **more: Any,
) -> tuple[Report, bytes]:
    """A plain report of a text, with its bytes."""
    data = text.encode() if data is None else data
    fields_of = {"file": "a.txt", "language": None, **more}
    return report_of(text, data=data, published=published, publisher=publisher, **fields_of), data


@st.composite
def captured(draw: st.DrawFn) -> tuple[Report, bytes, Capture]:
    text, data = draw(words), draw(st.binary(max_size=30))
    drawn: Report = draw(nouns(Report))
    sha256 = sha256_of(data)
    own = report_id(sha256, drawn.publisher, drawn.host, drawn.published)
    kept = replace(
        drawn,
        id=own,
        sha256=sha256,
        text=text,
        text_sha256=sha256_of(text.encode()),
        translation=None,  # a row of its own, and tests of its own
        layout=tuple(replace(segment, report=own) for segment in drawn.layout),
    )
    return kept, data, draw(nouns(Capture))


@st.composite
def readings(draw: st.DrawFn) -> tuple[Reading, bytes]:
    report, data, _ = draw(captured())
    segments: list[Segment] = draw(st.lists(nouns(Segment), max_size=3))
    statements: list[Statement] = draw(st.lists(nouns(Statement), max_size=3))
    return (
        Reading(
            report,
            tuple(replace(one, report=report.id) for one in segments),
            tuple(replace(one, report=report.id) for one in statements),
            draw(words),
        ),
        data,
    )
